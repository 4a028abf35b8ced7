//! Word that a meeting will not be as somebody was told: it was cancelled or postponed, or their invitation withdrawn.
//!
//! Written in the same operation as the change that calls for it. Whoever was reached by mail gets a mail that takes the
//! entry out of their calendar; everybody else has to be told by staff, and stays on the desk until somebody says so.

pub(super) mod jobs;
mod store;

pub(super) use store::{STATEMENTS, forget, of_invitation, told, untold_of};

use super::events::NoticeDue;
use super::model::{Channel, Invitation, State as Sent, Term};
use crate::access::Record;
use crate::audit::Operation;
use crate::conferences::State as ConferenceState;
use crate::kernel::{Choice, Failure, Id, Moment};
use crate::shell::{CalledOff, WhyCalledOff};

/// Why what somebody was told does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// Their invitation was withdrawn.
    Withdrawn,
    /// Another day will be found.
    Postponed,
    /// The meeting will not be.
    Cancelled,
}

impl Choice for Reason {
    const ALL: &'static [Self] = &[Self::Withdrawn, Self::Postponed, Self::Cancelled];
    fn code(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Withdrawn => "pozvánka se bere zpět",
            Self::Postponed => "setkání v původním termínu nebude",
            Self::Cancelled => "setkání se nekoná",
        }
    }
}

/// What became of such a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// A mail on its way.
    Queued,
    /// The mail server took it.
    Sent,
    /// Staff have to say it.
    Open,
    /// The mail did not go: staff have to say it.
    Failed,
    /// Staff said it.
    Told,
    /// Overtaken by a newer word or invitation.
    Settled,
}

impl Choice for State {
    const ALL: &'static [Self] =
        &[Self::Queued, Self::Sent, Self::Open, Self::Failed, Self::Told, Self::Settled];
    fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Open => "open",
            Self::Failed => "failed",
            Self::Told => "told",
            Self::Settled => "settled",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Queued => "e-mail odchází",
            Self::Sent => "odešlo e-mailem",
            Self::Open => "je potřeba říct",
            Self::Failed => "e-mail neodešel, je potřeba říct",
            Self::Told => "řečeno",
            Self::Settled => "nahradila to další zpráva",
        }
    }
}

/// One word to one person.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    /// Identifier.
    pub(super) id: Id<Notice>,
    /// The invitation it takes back.
    pub(super) invitation: Id<Invitation>,
    /// Why.
    pub(super) reason: Reason,
    /// What became of it.
    pub(super) state: State,
    /// Why no mail tells it: a stable code.
    pub(super) trouble: Option<String>,
    /// Revision of the calendar entry.
    pub(super) sequence: i64,
    /// When they had been told to come.
    pub(super) term: Term,
    /// When it became due.
    pub(super) created: Moment,
    /// When it was sent or said.
    pub(super) done_at: Option<Moment>,
}

/// Lets one person know, if anything had reached them, or may have. A mail in the queue tells those who were reached by
/// mail.
pub(super) async fn tell(
    operation: &mut Operation,
    invitation: &Invitation,
    reason: Reason,
) -> Result<(), Failure> {
    let Some(told) = invitation.may_know() else { return Ok(()) };
    settle_all(operation, invitation.id).await?;
    let state = if told.channel == Channel::Email { State::Queued } else { State::Open };
    let notice = Notice {
        id: Id::fresh(operation.now()),
        invitation: invitation.id,
        reason,
        state,
        trouble: None,
        sequence: invitation.sequence + 1,
        term: told.term,
        created: operation.now(),
        done_at: None,
    };
    store::add(operation, &notice, told.channel).await?;
    if state == State::Queued {
        jobs::enqueue(operation, notice.id).await?;
    }
    let event = NoticeDue {
        about: invitation.about(),
        invitation: invitation.id,
        reason: reason.code(),
        channel: told.channel.code(),
    };
    Ok(operation.note(&event).await?)
}

/// A newer word or invitation takes the place of those that have not been said yet.
pub(super) async fn settle_all(operation: &mut Operation, invitation: Id<Invitation>) -> Result<(), Failure> {
    store::settle_all(operation, invitation).await
}

/// What somebody has to hear whose invitation arrived only after it had been overtaken.
pub(super) const fn overtaken(invitation: &Invitation) -> Option<Reason> {
    match (invitation.state, invitation.conference_state) {
        (Sent::Withdrawn, _) => Some(Reason::Withdrawn),
        (_, ConferenceState::Postponed) => Some(Reason::Postponed),
        (_, ConferenceState::Cancelled | ConferenceState::NotNow | ConferenceState::Considered) => {
            Some(Reason::Cancelled)
        }
        _ => None,
    }
}

/// The conference was called off, or somebody does not belong to it any more: everybody concerned who had been reached
/// is told. Invitations of somebody who does not belong any more are withdrawn.
pub(super) async fn called_off(operation: &mut Operation, event: CalledOff) -> Result<(), Failure> {
    let conference = Id::from_uuid(event.conference);
    for invitation in super::store::all_of(&mut *operation.work(), conference).await? {
        let concerned = event.participant.is_none_or(|id| invitation.participant.uuid() == id);
        if !concerned || invitation.state == Sent::Withdrawn {
            continue;
        }
        let reason = match event.why {
            WhyCalledOff::Postponed => Reason::Postponed,
            WhyCalledOff::Cancelled => Reason::Cancelled,
            WhyCalledOff::WithoutThem => {
                super::store::withdraw(operation, invitation.id, invitation.version).await?;
                Reason::Withdrawn
            }
        };
        tell(operation, &invitation, reason).await?;
    }
    Ok(())
}
