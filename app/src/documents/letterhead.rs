//! The head of the office's own papers: one for all of them.

use crate::identity::Office;
use czech::typography::nbsp;
use outbound::Logistics;

/// What the head of a paper says of the office. Kept with a record whose wording is frozen, so that a paper printed
/// again years later has the head it had.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct OfficeFacts {
    /// As in letters: "Městský úřad Šternberk".
    pub name: String,
    /// Street; postal code and town.
    pub address: Vec<String>,
    /// Public phone.
    pub phone: Option<String>,
    /// Public e-mail.
    pub email: Option<String>,
    /// Data box.
    pub data_box: Option<String>,
}

impl OfficeFacts {
    /// Of an office as it is today.
    #[must_use]
    pub fn of(office: &Office) -> Self {
        Self {
            name: office.title.clone(),
            address: office.address_lines(),
            phone: office.phone.clone(),
            email: office.email.clone(),
            data_box: office.data_box.clone(),
        }
    }
}

outbound::view! {
    /// The office in the head of a paper.
    pub struct Letterhead {
        /// Name.
        pub name: Logistics,
        /// Department.
        pub department: Logistics,
        /// Lines of the address.
        pub address: Vec<Logistics>,
        /// Phone.
        pub phone: Option<Logistics>,
        /// E-mail.
        pub email: Option<Logistics>,
        /// Data box.
        pub data_box: Option<Logistics>,
    }
}

impl Letterhead {
    /// The head of an office as it is today.
    #[must_use]
    pub fn of(office: &Office) -> Self {
        Self::from(&OfficeFacts::of(office))
    }
}

impl From<&OfficeFacts> for Letterhead {
    fn from(office: &OfficeFacts) -> Self {
        Self {
            name: Logistics::of(nbsp(&office.name)),
            department: Logistics::of("Sociálně-právní ochrana dětí"),
            address: office.address.iter().map(|line| Logistics::of(nbsp(line))).collect(),
            phone: office.phone.as_ref().map(|phone| Logistics::of(nbsp(phone))),
            email: office.email.clone().map(Logistics::of),
            data_box: office.data_box.clone().map(Logistics::of),
        }
    }
}
