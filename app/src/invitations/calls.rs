//! Calls: whom staff tried to reach when, what came of it, and what was said; and the number under which a letter or a
//! data message left.

use super::actions::Undone;
use super::events::{CallNoted, InvitationAnswered};
use super::model::{AnswerInput, Channel, Invitation, State};
use super::policy::HandleInvitation;
use super::store::calls as rows;
use super::{rules, store};
use crate::access::{House, Permit};
use crate::audit::Operation;
use crate::kernel::Choice;
use std::sync::Arc;
use uuid::Uuid;

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The person was spoken to.
    Reached,
    /// Nobody, or somebody else; no message was left.
    NoMessage,
    /// The person asked to be called again.
    Again,
}

impl Choice for Outcome {
    const ALL: &'static [Self] = &[Self::Reached, Self::NoMessage, Self::Again];
    fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NoMessage => "no_message",
            Self::Again => "again",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Reached => "mluvili jsme spolu",
            Self::NoMessage => "nedovolali jsme se, vzkaz jsme nenechali",
            Self::Again => "máme zavolat jindy",
        }
    }
}

/// Writes a call down: what came of it, and what was answered. Whoever is invited by phone knows from then on. When the
/// same form wrote one down before, nothing is: what came of that one.
pub(super) async fn note(
    house: &House,
    permit: Arc<Permit<Invitation, HandleInvitation>>,
    (id, outcome): (Uuid, Outcome),
    answer: Option<AnswerInput>,
) -> Result<Option<Outcome>, Undone> {
    let answer = Arc::new(answer);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, answer) = (permit.clone(), answer.clone());
            async move {
                permit.renew(&mut operation).await?;
                let (invitation, by) = (permit.record(), permit.actor().id);
                // What was said of an earlier day is no answer to the one that holds now.
                let now = store::current(&mut operation, invitation.id).await?;
                let same =
                    |now: &Invitation| (now.round, now.schedule) == (invitation.round, invitation.schedule);
                if !now.as_ref().is_some_and(same) {
                    return Err(Undone::Stale);
                }
                let before = if rows::add(&mut operation, invitation, (id, outcome), by).await? {
                    follow(&mut operation, &permit, outcome, answer.as_ref().as_ref()).await?;
                    None
                } else {
                    Some(rows::outcome_of(&mut operation, id).await?)
                };
                let (about, outcome) = (permit.about(), outcome.code());
                let event = CallNoted { about, invitation: invitation.id, outcome };
                Ok((operation.record(&event).await?, before))
            }
        })
        .await
}

/// What a call makes of the invitation.
async fn follow(
    operation: &mut Operation,
    permit: &Permit<Invitation, HandleInvitation>,
    outcome: Outcome,
    answer: Option<&AnswerInput>,
) -> Result<(), Undone> {
    let (invitation, by) = (permit.record(), permit.actor().id);
    let told = outcome == Outcome::Reached && invitation.channel == Channel::Phone;
    if let Some(next) = rules::after_hand(invitation.channel, invitation.state)
        .filter(|_| told && invitation.state == State::Queued)
    {
        let today = operation.now().day();
        if !store::set_handed(operation, (invitation, permit.version()), next, today, by).await? {
            return Err(Undone::Stale);
        }
    }
    if let Some(input) = answer {
        store::answers::set_answer(operation, invitation, input, Some(by)).await?;
        let (about, answer) = (permit.about(), input.answer.code());
        let event = InvitationAnswered { about, invitation: invitation.id, answer, by_staff: true };
        operation.note(&event).await?;
    }
    Ok(())
}
