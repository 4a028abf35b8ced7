//! Level 14: administration – users, cover, offices' letterheads, the pages of the trail, jobs given up, the
//! statement on accessibility.
//!
//! Source: issue "identity and access", "audit … pages to read it"; domain.md 2.6 (deputies), standard of quality
//! 12.
//!
//! Invariants: a start password is shown once and kept nowhere but as a hash; nobody takes their own administrator's
//! rights or account away; cover never carries an administrator's, methodologist's or data-protection officer's
//! rights unless they or an administrator set it; a case's mark stands in the trail only for whom the case's own
//! policy lets read it. Who may: administrator (users and offices of the whole installation, jobs), head (own
//! office: letterhead, cover, trail), data-protection officer (trail), everybody (own cover).

pub mod actions;
mod events;
mod forms;
mod letters;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;

pub use events::{
    CoverAdded, CoverEnded, FactorReset, JobRevived, OfficeAdded, OfficeChanged, PasswordReset,
    TrailVerified, UserAdded, UserChanged, UserSwitched,
};
pub use model::{AddedUser, CoverRecord, NewUser};
pub use policy::{EditOffice, EndCover, ManageUser, ReadTrail, ReadUser};

use crate::identity::{Role, reference};
use crate::shell::{Capability, DocumentKind, EventKind, NavEntry};

/// The list of who looked, as it is filed.
const READERS_LIST: &str = "readers_list";

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "administration",
        routes: pages::routes,
        statements: &[store::STATEMENTS, reference::STATEMENTS],
        nav: &[NavEntry {
            order: 90,
            label: "Správa",
            href: "/sprava",
            roles: &[Role::Administrator, Role::OfficeHead, Role::DataProtectionOfficer],
        }],
        events: const {
            &[
                EventKind::of::<UserAdded>(),
                EventKind::of::<UserChanged>(),
                EventKind::of::<UserSwitched>(),
                EventKind::of::<PasswordReset>(),
                EventKind::of::<FactorReset>(),
                EventKind::of::<CoverAdded>(),
                EventKind::of::<CoverEnded>(),
                EventKind::of::<OfficeChanged>(),
                EventKind::of::<OfficeAdded>(),
                EventKind::of::<TrailVerified>(),
                EventKind::of::<JobRevived>(),
            ]
        },
        document_kinds: &[DocumentKind {
            code: READERS_LIST,
            label: "seznam, kdo do případu nahlížel",
            gate: None,
        }],
        reference: Some(|house| {
            Box::pin(async move { reference::load(&house.queries, &house.trail, house.clock.now()).await })
        }),
        samples: samples::samples,
        ..Capability::EMPTY
    }
}
