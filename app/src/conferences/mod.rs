//! Level 7: conferences – from the first doubt to the decision, and the plan: goals, day, place, agenda.
//!
//! Source: § 10/3 e) and § 14/2 ZSPOD (dated data in `law`), domain.md sections 2.1, 2.6 and 3 (steps 0–9, default
//! agenda), Bechyňová's kinds of conference.
//!
//! Invariants: contra-indications are asked and documented and never block anything; the head decides, and a
//! decision is only added, never changed; "not now" is a full result with a day to come back; phases of an agenda
//! follow each other without gaps; goals, place, and everything written about people are sealed with the case's
//! key; nothing is scored and no sentence about people is made by the program. A conference's stage is derived
//! (in `desk`); stored is only what was decided ([`State`]). While its meeting runs ([`Conference::running`]) plan,
//! people, decisions and invitations stay as they are, also in SQL; once its record is sealed nothing of the meeting
//! changes.
//!
//! Who may: the case's workers plan and answer, the head decides, the data-protection officer reads; facilitator
//! and minute-taker read and lead once it is convened, but never see the suitability check.

mod actions;
mod again;
mod agenda;
mod answers;
mod demo;
mod events;
mod forms;
mod hints;
mod model;
mod pages;
mod policy;
mod questions;
mod rules;
mod samples;
mod store;
mod words;

pub use actions::{Refused, saved};
pub use again::{MeetAgain, meet_again};
pub use agenda::usual_titles;
pub use answers::{CourtMotion, Danger, Hurry, Risk, Situation, Stance, Step, Suitability, Tried};
pub use events::{
    AgendaChanged, ConferenceConsidered, ConferenceDecided, DateChanged, GoalsChanged, PlaceChanged,
    QuestionAnswered,
};
pub(crate) use model::choice;
pub use model::{
    Alternative, Conference, Decision, DecisionKind, Goal, GoalFacts, GoalText, Kind, LegalGround, Listed,
    Perspective, Phase, Place, State, SuitabilityWords,
};
pub use pages::{Around, Conflict, Part, capital, shown_version};
pub use policy::{
    AnswerConference, CLOSED, DecideConference, EditConference, LeadConference, RUNS, ReadConference,
    ReconsiderConference, WeighConference, leads,
};
pub use rules::{Hard, Proposal, Recommendation, Result, nearest, recommend};
pub use store::plan::{Before, Span, before, goal_facts, goals, phases, schedule, take_over_goals};
pub use store::{
    begin_following, decisions, find, is_at_rest, listed, of_case, of_office, of_worker, propose_date,
    set_closed, set_held, set_running, set_sealed, suitability,
};
pub use words::{
    CareWords, ChildHealthWords, ChildsWords, CriminalWords, FamilyWords, HousingWords, OthersHealthWords,
    PlanWords, SafetyWords, SchoolWords, Topic, Words, about_all,
};

use crate::shell::{Capability, EventKind, Panel};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "conferences",
        demo: Some(|context| Box::pin(demo::make(context))),
        samples: samples::samples,
        routes: pages::routes,
        statements: &[store::STATEMENTS, store::plan::STATEMENTS],
        nav: pages::NAV,
        panels: &[Panel { place: "case", order: 40, draw: |context| Box::pin(pages::case_panel(context)) }],
        on_case_moved: Some(|operation, moved| Box::pin(store::plan::move_case(operation, moved))),
        on_case_destroyed: Some(|operation, case| Box::pin(store::plan::forget(operation, case))),
        events: const {
            &[
                EventKind::of::<ConferenceConsidered>(),
                EventKind::of::<QuestionAnswered>(),
                EventKind::of::<ConferenceDecided>(),
                EventKind::of::<GoalsChanged>(),
                EventKind::of::<DateChanged>(),
                EventKind::of::<PlaceChanged>(),
                EventKind::of::<AgendaChanged>(),
            ]
        },
        ..Capability::EMPTY
    }
}
