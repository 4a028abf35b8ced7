//! The person at the other end.

use crate::audit::{By, Who};
use crate::identity::{Office, Role, Roles, Staff, StaffName, sessions::SignedIn};
use crate::kernel::{Day, Id};

/// A signed-in person.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub id: Id<Staff>,
    /// Name with titles.
    pub name: StaffName,
    /// Office.
    pub office: Id<Office>,
    /// Its short name.
    pub office_name: String,
    /// Own roles and those exercised for absent colleagues.
    pub roles: Roles,
    /// The session.
    pub session: Id<SignedIn>,
    /// The day of the request, for dated rules.
    pub today: Day,
}

impl Actor {
    /// Whether the person works at this office and heads it (or stands in for its head today). The office is
    /// always compared: a head of one office is a stranger to another.
    #[must_use]
    pub fn heads(&self, office: Id<Office>) -> bool {
        self.office == office && self.roles.has(Role::OfficeHead)
    }

    /// Whether the person is that office's data-protection officer.
    #[must_use]
    pub fn protects_data_of(&self, office: Id<Office>) -> bool {
        self.office == office && self.roles.has(Role::DataProtectionOfficer)
    }

    /// For the audit trail.
    #[must_use]
    pub fn by(&self) -> By {
        By { who: Who::Staff, actor: Some(self.id.uuid()), office: self.office.uuid() }
    }
}
