//! Sending and asking what became of a message: errands of the worker.

use crate::access::{Errand, House, Record};
use crate::audit::Operation;
use crate::disclosure;
use crate::invitations::content::Invitee;
use crate::invitations::events::{LinkMade, MessageReported};
use crate::invitations::intake::{Report, report};
use crate::invitations::jobs::{Trouble, Unmade, by, message_id, note_sent};
use crate::invitations::letters::InvitationView;
use crate::invitations::model::{Channel, Invitation};
use crate::invitations::rules::Audience;
use crate::invitations::store::{self, messages};
use crate::invitations::words::Language;
use crate::kernel::{Choice, Failure, Id, Token};
use crate::shell::{JobContext, JobOutcome};
use outbound::{Disclosed, Link, OutgoingShort};
use sms::{Delivery, Gateway, SmsError};
use std::sync::Arc;
use uuid::Uuid;

/// Kind of the job that asks what became of a message.
pub(in crate::invitations) const REPORT: &str = "invitation.sms_report";

/// The code of the trouble that nobody knows whether it left.
pub(in crate::invitations) const UNKNOWN: &str = "sms_unknown";

/// Whether the words with a personal link fit into one message, in every language, when links begin like this.
#[must_use]
pub fn fits(public_url: &str) -> bool {
    let link = format!("{}/p/{}", public_url.trim_end_matches('/'), Token::fresh().text());
    let fits = |language: &Language| {
        sms::Text::new(format!("{} {link}", language.words(Audience::Family).letter.sms)).is_ok()
    };
    Language::ALL.iter().all(fits)
}

/// The message as it leaves.
///
/// # Errors
/// See [`Unmade`].
pub(in crate::invitations) fn compose(
    house: &House,
    (record, round): (Uuid, i64),
    invitee: &Invitee,
    disclosed: &Disclosed<InvitationView>,
) -> Result<OutgoingShort, Unmade> {
    let number = invitee.phone.as_ref().ok_or(Unmade::Number)?;
    let identity = (message_id(record, round), house.clock.now().timestamp());
    Ok(outbound::sms(disclosed, number, identity)?)
}

/// Makes a link, writes the message, hands it over, writes down that it went.
pub(in crate::invitations) async fn go(
    house: &House,
    invitation: &Invitation,
    invitee: Invitee,
) -> Result<Option<Trouble>, Failure> {
    let Some(gateway) = &house.exit.sms else { return Ok(Some(Trouble::for_good("no_gateway"))) };
    let token = Token::fresh();
    let link = Link::new(format!("{}/p/{}", house.exit.public_url, token.text()));
    let participant = invitee.participant.id;
    let invitee = invitee.with_link(link);
    let disclosed = invitee.disclose::<InvitationView>();
    let short = match compose(house, (invitation.id.uuid(), invitation.round), &invitee, &disclosed) {
        Ok(short) => short,
        Err(unmade) => return unmade.trouble().map(Some),
    };
    if !begin(house, invitation, token).await? {
        return Ok(Some(Trouble::for_good(UNKNOWN)));
    }
    let id = message_id(invitation.id.uuid(), invitation.round);
    match short.send(gateway).await {
        Ok(receipt) => {
            let sent = disclosure::Sent::of(invitation.about(), "sms", participant, &disclosed);
            let outside = receipt.reference.filter(|_| gateway.has_reports());
            let what = messages::What::Invitation;
            let left = messages::Left { id, what, channel: Channel::Sms, outside, address: None };
            note_sent(house, invitation.clone(), sent, left).await?;
            Ok(None)
        }
        Err(error) => {
            if error.is_transient() {
                wait(house, invitation, id).await?;
            }
            Ok(Some(Trouble { code: code_of(error), again: error.is_transient() }))
        }
    }
}

/// A stable code for an error of the gateway.
const fn code_of(error: SmsError) -> &'static str {
    match error {
        SmsError::Text => "sms_text",
        SmsError::Configuration(_) => "sms_configuration",
        SmsError::Refused(_) => "sms_refused",
        SmsError::Deferred(_) => "sms_deferred",
        SmsError::Unreachable => "sms_unreachable",
        SmsError::Unknown => UNKNOWN,
        SmsError::Storage(_) => "storage",
    }
}

/// Keeps the link and writes down that the message is about to be handed over; `false` when an earlier try did the same
/// and never came back.
async fn begin(house: &House, invitation: &Invitation, token: Token) -> Result<bool, Failure> {
    let work = Arc::new((invitation.clone(), token));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, round) = (&work.0, work.0.round);
                let id = message_id(invitation.id.uuid(), round);
                let free = messages::begin(&mut operation, invitation, (id, Channel::Sms)).await?;
                if free {
                    store::add_link(&mut operation, invitation.id, round, &work.1).await?;
                }
                let event = LinkMade { about: invitation.about(), invitation: invitation.id, round };
                Ok::<_, Failure>((operation.record(&event).await?, free))
            }
        })
        .await
}

/// It surely was not taken and may be tried again.
async fn wait(house: &House, invitation: &Invitation, id: Uuid) -> Result<(), Failure> {
    let invitation = Arc::new(invitation.clone());
    house
        .trail
        .run(by(&invitation), move |mut operation| {
            let invitation = invitation.clone();
            async move {
                messages::settle(&mut operation, id, messages::WAITING, None).await?;
                let (about, state) = (invitation.about(), messages::WAITING);
                let event = MessageReported { about, invitation: invitation.id, state };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// The gateway took it; what became of it is asked later, where it can be asked.
pub(in crate::invitations) async fn settle(
    operation: &mut Operation,
    left: &messages::Left,
) -> Result<(), Failure> {
    messages::settle(operation, left.id, messages::SENT, left.outside.as_deref()).await?;
    if left.outside.is_none() {
        return Ok(());
    }
    let now = operation.now();
    let job = jobs::NewJob {
        id: Id::<Invitation>::fresh(now).uuid(),
        kind: REPORT,
        subject: Some(left.id),
        ids: serde_json::json!({}),
        due: now.plus_seconds(60).timestamp(),
    };
    Ok(jobs::enqueue(operation.work(), &job, now.timestamp()).await?)
}

/// Asks the gateway what became of a message.
pub(in crate::invitations) async fn ask(context: JobContext<'_>) -> JobOutcome {
    let Some(id) = context.subject else { return JobOutcome::GiveUp("no_subject") };
    let last = context.attempts + 1 >= i64::from(jobs::MOST_ATTEMPTS);
    match asked(context.house, id).await {
        Ok(true) => JobOutcome::Done,
        // Nobody knows more than that it was taken.
        Ok(false) if last => JobOutcome::Done,
        Ok(false) => JobOutcome::Retry("pending"),
        Err(failure) => {
            tracing::error!(error = %failure, "what became of a short message could not be asked");
            JobOutcome::Retry("failure")
        }
    }
}

async fn asked(house: &House, id: Uuid) -> Result<bool, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(gateway) = house.exit.sms.as_ref().filter(|gateway| Gateway::has_reports(gateway)) else {
        return Ok(true);
    };
    let Some(reference) = messages::outside(lookup, id).await? else { return Ok(true) };
    let told = match gateway.delivery(&reference).await {
        Ok(Delivery::Delivered) => Report::Delivered,
        Ok(Delivery::Failed) => Report::Returned("sms_not_delivered"),
        Ok(Delivery::Pending) | Err(_) => return Ok(false),
    };
    report(house, id, told).await?;
    Ok(true)
}
