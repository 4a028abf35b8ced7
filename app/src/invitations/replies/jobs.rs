//! Taking in what calendars answer: an errand of the worker; and saying that somebody asked.

use super::Fate;
use crate::access::{Errand, House, Lookup, Permit, Record};
use crate::audit::Operation;
use crate::cases;
use crate::conferences;
use crate::invitations::events::{CalendarReplied, InvitationAnswered};
use crate::invitations::model::{Answer, AnswerInput, Invitation, State};
use crate::invitations::policy::HandleInvitation;
use crate::invitations::store::replies as rows;
use crate::invitations::{content, jobs as sending, rules, store};
use crate::kernel::{Choice, Failure};
use crate::participants::{self, Participation};
use outbound::{CalendarReply as Reply, CalendarResponse as Response};
use std::sync::Arc;
use uuid::Uuid;

const fn response_code(response: Response) -> &'static str {
    match response {
        Response::Accepted => "accepted",
        Response::Declined => "declined",
        Response::Tentative => "tentative",
    }
}

/// Takes in what a calendar sent; `id` tells the message from every other. `false` when it answers nothing of ours.
pub(in crate::invitations) async fn take(house: &House, id: Uuid, reply: &Reply) -> Result<bool, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Ok(entry) = reply.uid.parse::<Uuid>() else { return Ok(false) };
    let Some(invitation) = rows::of_entry(lookup, entry).await? else { return Ok(false) };
    let Some(invitation) = Invitation::find(lookup, invitation).await? else { return Ok(false) };
    let answer = answer(house, lookup, &invitation, reply).await?;
    let response = response_code(reply.response);
    let work = Arc::new(invitation);
    house
        .trail
        .run(sending::by(&work), move |mut operation| {
            let work = work.clone();
            async move {
                let invitation = &*work;
                // Somebody may have answered on the page, or a new round may have gone out, since it was read.
                let now = store::current(&mut operation, invitation.id).await?;
                let same =
                    |now: &Invitation| (now.version, now.round) == (invitation.version, invitation.round);
                let answer =
                    answer.filter(|_| now.as_ref().is_some_and(|now| same(now) && now.answer.is_none()));
                let fate = if answer.is_some() { Fate::Taken } else { Fate::Open };
                let added = rows::add(&mut operation, (id, invitation.id), response, fate).await?;
                if let Some(answer) = answer.filter(|_| added) {
                    keep(&mut operation, invitation, answer).await?;
                }
                let (about, taken) = (invitation.about(), answer.is_some());
                let event = CalendarReplied { about, invitation: invitation.id, response, taken };
                Ok::<_, Failure>((operation.record(&event).await?, true))
            }
        })
        .await
}

async fn keep(operation: &mut Operation, invitation: &Invitation, answer: Answer) -> Result<(), Failure> {
    let input = AnswerInput { answer, reason: None, words: None, phone: None };
    store::answers::set_answer(operation, invitation, &input, None).await?;
    let (about, answer) = (invitation.about(), answer.code());
    let event = InvitationAnswered { about, invitation: invitation.id, answer, by_staff: false };
    Ok(operation.note(&event).await?)
}

/// What is taken for an answer, if it may be.
async fn answer(
    house: &House,
    lookup: Lookup<'_>,
    invitation: &Invitation,
    reply: &Reply,
) -> Result<Option<Answer>, Failure> {
    let holds = matches!(invitation.state, State::Sent | State::Delivered)
        && invitation.is_current()
        && invitation.answer.is_none()
        && i64::from(reply.sequence.unwrap_or(0)) == invitation.sequence;
    let Some(conference) = conferences::find(lookup, invitation.conference).await? else { return Ok(None) };
    if !holds || !rules::can_answer(&conference, house.clock.now()) {
        return Ok(None);
    }
    let meeting = content::meeting(house, lookup, &conference, invitation.given_on).await?;
    let participant = participants::find(lookup, invitation.participant).await?;
    let (Some(meeting), Some(participant)) = (meeting, participant) else { return Ok(None) };
    let person = participant.person;
    let Some(invitee) = content::invitee(house, lookup, &meeting, participant).await? else {
        return Ok(None);
    };
    if !invitee.email.as_ref().is_some_and(|email| rows::same_mailbox(email, &reply.attendee)) {
        return Ok(None);
    }
    let people = cases::people(lookup, conference.case).await?;
    let shared = people.iter().any(|other| {
        Some(other.id) != person
            && other.email.as_ref().is_some_and(|email| rows::same_mailbox(email, &reply.attendee))
    });
    Ok(match reply.response {
        _ if shared => None,
        Response::Accepted if invitee.content.participation == Participation::Part => Some(Answer::PartOnly),
        Response::Accepted => Some(Answer::Comes),
        Response::Declined => Some(Answer::Cannot),
        Response::Tentative => None,
    })
}

/// Staff asked.
pub(in crate::invitations) async fn settle(
    house: &House,
    permit: Arc<Permit<Invitation, HandleInvitation>>,
) -> Result<(), Failure> {
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                rows::settle(&mut operation, permit.id(), permit.actor().id).await?;
                let (about, invitation) = (permit.about(), permit.id());
                let event = CalendarReplied { about, invitation, response: "settled", taken: false };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
