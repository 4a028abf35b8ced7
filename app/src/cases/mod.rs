//! Level 6: cases – a family's file with its children, people around them, protected facts, the clock of each
//! child's protection plan.
//!
//! Source: domain.md 1.3 (Om/Nom files), § 10/3 d) and § 10/5 ZSPOD (protection plan, dated data in `law`),
//! practice review 2.6 (which child, fast start, deputies).
//!
//! Invariants: a case belongs to one office and has one coordinator (standard 8c); names are facts, opened for
//! staff by `permit.reveal` and for everybody else by `disclosure`; narrative and contacts are sealed with the
//! case's key. Who may: coordinator and co-workers (own or by cover), the office's head, its data-protection
//! officer (reading). Protected facts: coordinator, head, data-protection officer. To anybody else a case does
//! not exist.

mod actions;
mod demo;
mod events;
mod forms;
mod import;
mod kinds;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;

pub use actions::{Opened, add_case, destroy};
pub use events::{
    CaseChanged, CaseClosed, CaseDestroyed, CaseOpened, CaseReopened, CaseTransferred, ChildAdded,
    ChildChanged, ChildRemoved, PersonAdded, PersonChanged, PersonRemoved, ProtectedAdded, ProtectedChanged,
    ProtectedRemoved, SafetyConcernSet,
};
pub use kinds::{LegalPosition, ProtectedKind, ReaderKind, RelationKind};
pub use model::{
    Address, BirthDay, CaseFile, CaseTitle, Child, ChildInput, Contact, Email, FamilyName, FileMark,
    GivenName, NewCase, NewPerson, Organisation, Person, PersonInput, PersonName, Phone, ProtectedFact,
    ProtectedInput, ProtectedNote, ProtectedValue, Relation, SafetyNote, SharedContact,
};
pub use policy::{DestroyCase, EditCase, EditProtected, ReadCase, ReadProtected, ReopenCase, TransferCase};
pub use store::children::children;
pub use store::find_case;
pub use store::mailboxes::sharing_mailbox;
pub use store::people::{people, person, relations};
pub use store::protected::protected_facts;

use crate::identity::Role;
use crate::shell::{Capability, EventKind, NavEntry};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "cases",
        routes: pages::routes,
        statements: &[
            store::STATEMENTS,
            store::children::STATEMENTS,
            store::people::STATEMENTS,
            store::protected::STATEMENTS,
            store::search::STATEMENTS,
        ],
        nav: &[
            NavEntry { order: 20, label: "Případy", href: "/pripady", roles: WORKING },
            NavEntry { order: 40, label: "Lhůty", href: "/lhuty", roles: WORKING },
        ],
        events: EVENTS,
        on_case_destroyed: Some(|operation, case| Box::pin(store::empty(operation, case))),
        samples: samples::samples,
        demo: Some(demo::make),
        ..Capability::EMPTY
    }
}

/// Whose work begins with cases.
const WORKING: &[Role] = &[Role::SocialWorker, Role::OfficeHead, Role::DataProtectionOfficer];

const EVENTS: &[EventKind] = &[
    EventKind::of::<CaseOpened>(),
    EventKind::of::<CaseChanged>(),
    EventKind::of::<SafetyConcernSet>(),
    EventKind::of::<CaseClosed>(),
    EventKind::of::<CaseReopened>(),
    EventKind::of::<CaseTransferred>(),
    EventKind::of::<CaseDestroyed>(),
    EventKind::of::<ChildAdded>(),
    EventKind::of::<ChildChanged>(),
    EventKind::of::<ChildRemoved>(),
    EventKind::of::<PersonAdded>(),
    EventKind::of::<PersonChanged>(),
    EventKind::of::<PersonRemoved>(),
    EventKind::of::<ProtectedAdded>(),
    EventKind::of::<ProtectedChanged>(),
    EventKind::of::<ProtectedRemoved>(),
];
