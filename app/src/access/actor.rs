//! The person at the other end.

use crate::audit::{By, Who};
use crate::identity::sessions::{Lent, SignedIn};
use crate::identity::{Office, Role, Roles, Staff, StaffName};
use crate::kernel::{Day, Id, Moment};
use uuid::Uuid;

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
    /// What the session opens while its device is in somebody else's hands; then nothing else is opened for it.
    pub lent: Option<Lent>,
    /// Until when they may look into the case at hand by an opening, when that is their only right to it. Set by the
    /// permit; every page of the case says it.
    pub opened_until: Option<Opened>,
}

/// An opening that lasts: the moment it ends, and what is left of it in the words of a page.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which opening.
    pub id: Uuid,
    /// When it ends.
    pub until: Moment,
    /// The moment of the request.
    pub now: Moment,
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

/// What is left of an opening in words; nothing when it is over.
#[must_use]
pub fn remaining(until: Moment, now: Moment) -> Option<String> {
    let seconds = until.seconds_since(now);
    if seconds <= 0 {
        return None;
    }
    let minutes = (seconds + 59) / 60;
    Some(if minutes < 60 {
        czech::plural::count(minutes, "minutu", "minuty", "minut")
    } else {
        let hours = czech::plural::count(minutes / 60, "hodinu", "hodiny", "hodin");
        match minutes % 60 {
            0 => hours,
            rest => format!("{hours} a {}", czech::plural::count(rest, "minutu", "minuty", "minut")),
        }
    })
}
