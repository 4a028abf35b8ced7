//! Level 8: participants – whose perspective belongs at the table, who brings it, in what role, required or not,
//! when in the room; how each child takes part; who leads and who writes.
//!
//! Source: § 10/3 e) ZSPOD (who is invited), § 8 ZSPOD and § 867 of the Civil Code (the child's view), domain.md
//! section 3 steps 4 and 5, section 4 Q5 and Q6, peers' step 2 (perspectives, not a contact list).
//!
//! Invariants: a person, child or account sits at a table once; for every child of the case there is a decision
//! how it takes part, and none is excluded by age: at twelve and more a child that is not invited needs a written
//! reason; who leads or writes with an account is tied to this one conference as long as they do, and
//! for some days after the meeting; the child's words and
//! reasons are sealed, and so is the place of somebody who comes elsewhere than the others: it is told to them and to
//! nobody else outside; two who must not meet are told apart (`apart`). Who may: whoever may plan the conference.

mod actions;
mod again;
mod apart;
mod demo;
mod events;
mod forms;
mod model;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;
mod timeline;

pub use actions::{OnTheSpot, seat_instead, seat_now};
pub use again::seat_again;
pub use apart::{Clash, GAP_MINUTES, clashes, is_elsewhere};
pub use events::{
    ChildDecided, LeaderTied, PairKeptApart, PairNotKeptApart, ParticipantAdded, ParticipantChanged,
    ParticipantNeeds, ParticipantNeedsSettled, ParticipantPlaced, ParticipantRemoved, PerspectiveWeighed,
};
pub use model::{
    ChildForm, ChildParticipation, ChildReasons, ChildWish, Factor, GuideName, Participant, Participation,
};
pub use policy::{EditParticipant, ReadParticipant};
pub use rules::{Table, age, attendance, proposed_perspectives, table};
pub use store::needs::{Need, NeedState, NeedWords, Needed, ask_needs, needs_of, settle_need};
pub use store::{children, find, of_conference};
pub use timeline::{Bar, Timeline, timeline};

/// Perspectives are named where the suitability check asks for them.
pub use crate::conferences::Perspective;
use crate::conferences::capital;

use crate::access::Lookup;
use crate::conferences::Conference;
use crate::kernel::Failure;
use crate::shell::{Capability, EventKind, Panel};

/// Perspectives that the conference needs and nobody brings yet. A child whose way to be heard is decided is
/// heard, even if it does not come.
///
/// # Errors
/// Database errors.
pub async fn uncovered(
    lookup: Lookup<'_>,
    conference: &Conference,
    participants: &[Participant],
) -> Result<Vec<Perspective>, Failure> {
    let needed = needed(lookup, conference).await?;
    let heard = !store::children(lookup, conference.id).await?.is_empty();
    let needed = needed.into_iter().filter(|p| !(heard && *p == Perspective::ChildVoice));
    Ok(needed.filter(|p| !participants.iter().any(|who| who.perspective == *p)).collect())
}

/// Perspectives that the conference needs: as the rule proposes, changed by what was said.
///
/// # Errors
/// Database errors.
pub async fn needed(lookup: Lookup<'_>, conference: &Conference) -> Result<Vec<Perspective>, Failure> {
    use crate::kernel::Choice;
    let check = crate::conferences::suitability(lookup, conference.id).await?;
    let proposed = rules::proposed_perspectives(conference.kind, check.as_ref());
    let said = store::needs(lookup.queries(), conference.id).await?;
    let needed = |p: &Perspective| {
        said.iter().find(|(about, _)| about == p).map_or_else(|| proposed.contains(p), |(_, needed)| *needed)
    };
    Ok(Perspective::ALL.iter().copied().filter(needed).collect())
}

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "participants",
        demo: Some(|context| Box::pin(demo::make(context))),
        samples: samples::samples,
        routes: pages::routes,
        statements: &[store::STATEMENTS, store::needs::STATEMENTS, apart::store::STATEMENTS],
        panels: &[Panel {
            place: "agenda",
            order: 20,
            draw: |context| Box::pin(pages::agenda_panel(context)),
        }],
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget(operation, case))),
        events: const {
            &[
                EventKind::of::<ParticipantAdded>(),
                EventKind::of::<ParticipantChanged>(),
                EventKind::of::<ParticipantPlaced>(),
                EventKind::of::<ParticipantRemoved>(),
                EventKind::of::<LeaderTied>(),
                EventKind::of::<ChildDecided>(),
                EventKind::of::<PerspectiveWeighed>(),
                EventKind::of::<PairKeptApart>(),
                EventKind::of::<PairNotKeptApart>(),
                EventKind::of::<ParticipantNeeds>(),
                EventKind::of::<ParticipantNeedsSettled>(),
            ]
        },
        ..Capability::EMPTY
    }
}
