//! Recall (odvolání): what was sent is taken back from one person or from all at once, for a reason that stays in the
//! case. Links, codes and proved devices die in the same operation; staff see what each person had opened; whoever got
//! something is asked to destroy it and to say so behind a fresh link. What is not confirmed stays a task.
//!
//! Source: peers' idea 21. The mail and the letter say neither the reason nor what the meeting concerned.

pub(super) mod actions;
pub(super) mod jobs;
pub(super) mod letters;
mod store;

pub(super) use store::{STATEMENTS, erasure_of, forget, mailbox_of, reason_of, trouble, unconfirmed_of};

use super::model::Invitation;
use crate::kernel::{Choice, Id, Moment};

facts::fact! {
    /// Why something was called back. Sealed; for the office only.
    pub RecallReason: String = ViolenceSafety;
}

/// One act of calling back.
#[derive(Clone, Debug)]
pub(super) struct Recall {
    pub(super) reason: RecallReason,
}

/// What became of asking somebody to destroy what they got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErasureState {
    /// A mail on its way.
    Queued,
    /// Asked by mail or letter; not confirmed.
    Asked,
    /// Staff have to ask.
    Open,
    /// Confirmed.
    Confirmed,
}

impl Choice for ErasureState {
    const ALL: &'static [Self] = &[Self::Queued, Self::Asked, Self::Open, Self::Confirmed];
    fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Asked => "asked",
            Self::Open => "open",
            Self::Confirmed => "confirmed",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Queued => "prosba o smazání odchází e-mailem",
            Self::Asked => "požádáno o smazání, zatím nepotvrzeno",
            Self::Open => "je potřeba požádat o smazání",
            Self::Confirmed => "smazání potvrzeno",
        }
    }
}

/// Somebody who is to destroy what they got.
#[derive(Clone, Debug)]
pub(super) struct Erasure {
    pub(super) id: Id<Erasure>,
    pub(super) recall: Id<Recall>,
    pub(super) invitation: Id<Invitation>,
    pub(super) state: ErasureState,
    /// Why no mail asks: a stable code.
    pub(super) trouble: Option<String>,
    pub(super) asked: Option<Moment>,
    pub(super) confirmed: Option<Moment>,
}
