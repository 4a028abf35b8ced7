//! Offices, staff, roles.

use crate::kernel::{Choice, Id};

/// A region (kraj).
pub struct Region;

portable_sql::row! {
    /// A child-protection office (OSPOD): a department at a municipality with extended powers, a city district
    /// or borough, or a region.
    #[derive(Clone, Debug)]
    pub struct Office {
        /// Identifier.
        pub id: Id<Office>,
        /// Code of the municipality (ČSÚ codelist 65) or city part.
        pub code: String,
        /// Kind.
        pub kind: String,
        /// Region.
        pub region: Id<Region>,
        /// Short name: "Šternberk", "Praha 4".
        pub name: String,
        /// As in letters: "Městský úřad Šternberk".
        pub title: String,
        /// Street with number.
        pub street: Option<String>,
        /// Postal code, `785 01`.
        pub postcode: Option<String>,
        /// Town of the address.
        pub town: Option<String>,
        /// Public e-mail.
        pub email: Option<String>,
        /// Public phone.
        pub phone: Option<String>,
        /// Data box.
        pub data_box: Option<String>,
        /// Version.
        pub version: i64,
    }
}

impl Office {
    /// Street; postal code and town: what of the address is known, line by line.
    #[must_use]
    pub fn address_lines(&self) -> Vec<String> {
        let town: Vec<&str> =
            [self.postcode.as_deref(), self.town.as_deref()].into_iter().flatten().collect();
        let town = (!town.is_empty()).then(|| town.join(" "));
        [self.street.clone(), town].into_iter().flatten().collect()
    }
}

/// Kinds of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeKind {
    /// Municipality with extended powers (ORP).
    Municipality,
    /// A district of Praha.
    PragueDistrict,
    /// A borough of another statutory city.
    Borough,
    /// A regional office (methodical guidance).
    Region,
}

impl Choice for OfficeKind {
    const ALL: &'static [Self] = &[Self::Municipality, Self::PragueDistrict, Self::Borough, Self::Region];
    fn code(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::PragueDistrict => "prague_district",
            Self::Borough => "borough",
            Self::Region => "region",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Municipality => "obec s rozšířenou působností",
            Self::PragueDistrict => "městská část hlavního města Prahy",
            Self::Borough => "městský obvod nebo městská část",
            Self::Region => "krajský úřad",
        }
    }
}

/// A name with titles, as typed once and used everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffName {
    /// "Bc.", "Mgr."; may be empty.
    pub title_before: String,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// "Ph.D."; may be empty.
    pub title_after: String,
}

impl StaffName {
    /// "Bc. Jana Kubíčková", with titles.
    #[must_use]
    pub fn full(&self) -> String {
        let mut text = String::new();
        if !self.title_before.is_empty() {
            text.push_str(&self.title_before);
            text.push('\u{a0}');
        }
        text.push_str(&self.given);
        text.push(' ');
        text.push_str(&self.family);
        if !self.title_after.is_empty() {
            text.push_str(", ");
            text.push_str(&self.title_after);
        }
        text
    }
}

portable_sql::row! {
    /// A member of staff, or a facilitator or minute-taker with an account.
    #[derive(Clone, Debug)]
    pub struct Staff {
        /// Identifier.
        pub id: Id<Staff>,
        /// Office.
        pub office: Id<Office>,
        /// Sign-in name: an e-mail address in lower case.
        pub login: String,
        /// Titles before the name.
        pub title_before: String,
        /// Given name.
        pub given: String,
        /// Family name.
        pub family: String,
        /// Titles after the name.
        pub title_after: String,
        /// Phone for letters.
        pub phone: Option<String>,
        /// Position for letters: "sociální pracovnice".
        pub position: Option<String>,
        /// Whether signing in is possible.
        pub active: bool,
        /// Version.
        pub version: i64,
    }
}

impl Staff {
    /// The name with titles.
    #[must_use]
    pub fn name(&self) -> StaffName {
        StaffName {
            title_before: self.title_before.clone(),
            given: self.given.clone(),
            family: self.family.clone(),
            title_after: self.title_after.clone(),
        }
    }
}

/// What a person is in the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Sociální pracovník OSPOD.
    SocialWorker,
    /// Vedoucí oddělení.
    OfficeHead,
    /// Pověřenec pro ochranu osobních údajů.
    DataProtectionOfficer,
    /// Facilitátor.
    Facilitator,
    /// Zapisovatel.
    MinuteTaker,
    /// Metodik kraje.
    Methodologist,
    /// Správce systému.
    Administrator,
}

impl Choice for Role {
    const ALL: &'static [Self] = &[
        Self::SocialWorker,
        Self::OfficeHead,
        Self::DataProtectionOfficer,
        Self::Facilitator,
        Self::MinuteTaker,
        Self::Methodologist,
        Self::Administrator,
    ];
    fn code(self) -> &'static str {
        match self {
            Self::SocialWorker => "social_worker",
            Self::OfficeHead => "office_head",
            Self::DataProtectionOfficer => "data_protection_officer",
            Self::Facilitator => "facilitator",
            Self::MinuteTaker => "minute_taker",
            Self::Methodologist => "methodologist",
            Self::Administrator => "administrator",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::SocialWorker => "sociální pracovník",
            Self::OfficeHead => "vedoucí",
            Self::DataProtectionOfficer => "pověřenec pro ochranu osobních údajů",
            Self::Facilitator => "facilitátor",
            Self::MinuteTaker => "zapisovatel",
            Self::Methodologist => "metodik kraje",
            Self::Administrator => "správce",
        }
    }
}

impl Role {
    /// Every role at once: for samples.
    pub const ALL_ROLES: Roles = Roles(0b111_1111);
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u8);

impl Roles {
    /// With one more.
    #[must_use]
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | (1 << role as u8))
    }
    /// Whether the role is in it.
    #[must_use]
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }
    /// Whether any of the roles is in it.
    #[must_use]
    pub fn any(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }
    /// In the order of [`Role::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |role| self.has(*role))
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        roles.into_iter().fold(Self::default(), Self::with)
    }
}
