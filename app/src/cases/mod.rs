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
//!
//! The exception (issue 3): a social worker of the office opens a case by its exact file mark and a typed reason, for
//! 24 hours at most, to read it and its conferences and nothing else ([`Opening`]). Terms stand in `rules/opening.rs`
//! and in the policies; whoever asks chooses among them and cannot change them. Coordinator and head are told on their
//! day until they mark it as seen; the head ends it at once and may rule out further ones. Every read says by what
//! right it was. A case goes to another office by [`Handover`]: both heads agree, every slice moves its rows
//! (`on_case_moved`), ties of the old office end, and each office's chain keeps its own events.

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
    CaseChanged, CaseClosed, CaseDestroyed, CaseHandedOver, CaseOpened, CaseReceived, CaseReopened,
    CaseTransferred, ChildAdded, ChildChanged, ChildRemoved, HandoverAsked, HandoverRefused,
    HandoverTakenBack, OpeningAllowed, OpeningEnded, OpeningMade, OpeningMissed, OpeningRefused, OpeningSeen,
    PersonAdded, PersonChanged, PersonRemoved, ProtectedAdded, ProtectedChanged, ProtectedRemoved,
    ReadersGiven, SafetyConcernSet,
};
pub use kinds::{LegalPosition, ProtectedKind, ReaderKind, RelationKind};
pub use model::{
    Address, BirthDay, CaseFile, CaseTitle, Child, ChildInput, Contact, Email, FamilyName, FileMark,
    GivenName, Handover, HandoverReason, HandoverState, NewCase, NewPerson, Opening, OpeningReason,
    Organisation, Person, PersonInput, PersonName, Phone, ProtectedFact, ProtectedInput, ProtectedNote,
    ProtectedValue, Relation, SafetyNote, SharedContact,
};
pub use policy::{
    AllowAgain, DecideHandover, DestroyCase, EditCase, EditProtected, EndOpening, GiveReaders, HandOver,
    ReadCase, ReadHandover, ReadOpening, ReadProtected, ReadReaders, ReopenCase, SeeOpening, TakeBack,
    TransferCase, may_open_for_reason,
};
pub use rules::looks::{FamilyLine, Gathered, for_family};
pub use store::children::children;
pub use store::find_case;
pub use store::looks::looks;
pub use store::mailboxes::{mailbox_of, sharing_mailbox};
pub use store::people::{people, person, relations};
pub use store::protected::protected_facts;

use crate::identity::Role;
use crate::shell::{Capability, EventKind, NavEntry, Panel};

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
            store::openings::STATEMENTS,
            store::looks::STATEMENTS,
            store::handovers::STATEMENTS,
            store::protected::STATEMENTS,
            store::search::STATEMENTS,
        ],
        nav: &[
            NavEntry { order: 20, label: "Případy", href: "/pripady", roles: WORKING },
            NavEntry { order: 40, label: "Lhůty", href: "/lhuty", roles: WORKING },
        ],
        panels: &[
            Panel {
                place: "day",
                order: 5,
                draw: |context| Box::pin(pages::openings::unseen_panel(context)),
            },
            Panel { place: "day", order: 50, draw: |context| Box::pin(pages::readers::panel(context)) },
            Panel { place: "day", order: 6, draw: |context| Box::pin(pages::handover::panel(context)) },
        ],
        events: EVENTS,
        on_case_moved: Some(|operation, moved| Box::pin(store::handovers::move_rows(operation, moved))),
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
    EventKind::of::<OpeningMade>(),
    EventKind::of::<OpeningMissed>(),
    EventKind::of::<OpeningRefused>(),
    EventKind::of::<OpeningEnded>(),
    EventKind::of::<OpeningAllowed>(),
    EventKind::of::<OpeningSeen>(),
    EventKind::of::<HandoverAsked>(),
    EventKind::of::<HandoverTakenBack>(),
    EventKind::of::<HandoverRefused>(),
    EventKind::of::<CaseHandedOver>(),
    EventKind::of::<CaseReceived>(),
    EventKind::of::<ReadersGiven>(),
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
