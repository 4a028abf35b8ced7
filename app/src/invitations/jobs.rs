//! Sending invitations by mail or short message. The job carries the invitation and the round; what it says is cut anew when it
//! runs, compared with what was looked at, and not sent when it is something else.

use super::content::{self, Invitee};
use super::events::{InvitationSent, InvitationTroubled, LinkMade};
use super::letters::InvitationView;
use super::model::{Channel, Invitation, State};
use super::{apart, inside, notices, short, store};
use crate::access::{Errand, House, Lookup, Record};
use crate::audit::{By, Operation};
use crate::conferences::{self, State as ConferenceState};
use crate::disclosure;
use crate::kernel::{Failure, Id, Moment, Token};
use crate::participants;
use crate::shell::{JobContext, JobOutcome};
use mail::MailError;
use outbound::{Booking, CalendarFile, Disclosed, Entry, Envelope, Link, OutgoingMail, Sender};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use uuid::Uuid;

/// Kind of the job.
pub(super) const KIND: &str = "invitation.send";

/// Queues a mail in the operation that gives the invitation out.
pub(super) async fn enqueue(
    operation: &mut Operation,
    invitation: Id<Invitation>,
    round: i64,
) -> Result<(), Failure> {
    let now = operation.now();
    let job = jobs::NewJob {
        id: Id::<Invitation>::fresh(now).uuid(),
        kind: KIND,
        subject: Some(invitation.uuid()),
        ids: serde_json::json!({ "round": round }),
        due: now.timestamp(),
    };
    Ok(jobs::enqueue(operation.work(), &job, now.timestamp()).await?)
}

/// Runs a job.
pub(super) async fn run(context: JobContext<'_>) -> JobOutcome {
    let round = context.ids.get("round").and_then(serde_json::Value::as_i64).unwrap_or(0);
    let Some(id) = context.subject.map(Id::from_uuid) else { return JobOutcome::GiveUp("no_subject") };
    let last = context.attempts + 1 >= i64::from(jobs::MOST_ATTEMPTS);
    match send(context.house, id, round, last).await {
        Ok(outcome) => outcome,
        Err(failure) => {
            tracing::error!(error = %failure, "an invitation could not be prepared for sending");
            if last { give_up(context.house, id, round).await } else { JobOutcome::Retry(FAILURE) }
        }
    }
}

/// The stable code of what failed in this house.
pub(super) const FAILURE: &str = "failure";

/// The last try failed in this house: it does not wait for ever, somebody has to see to it.
async fn give_up(house: &House, id: Id<Invitation>, round: i64) -> JobOutcome {
    let noted = async {
        let found = Invitation::find(Errand::begin(house).lookup(), id).await?;
        match found.filter(|one| one.state == State::Queued && one.round == round) {
            Some(invitation) => note_trouble(house, invitation, FAILURE, false).await,
            None => Ok(()),
        }
    };
    if let Err(failure) = noted.await {
        tracing::error!(error = %failure, "that an invitation was given up cannot be written down");
    }
    JobOutcome::GiveUp(FAILURE)
}

/// Why a mail did not go, and whether trying again can help.
pub(super) struct Trouble {
    pub(super) code: &'static str,
    pub(super) again: bool,
}

impl Trouble {
    pub(super) const fn for_good(code: &'static str) -> Self {
        Self { code, again: false }
    }
}

/// Why something could not be made for its reader.
#[derive(Debug)]
pub(super) enum Unmade {
    /// There is no address to send it to.
    NoAddress,
    /// The address is none.
    Address,
    /// The number is not a mobile phone's.
    Number,
    /// It does not fit into one short message.
    TooLong,
    /// A protected fact is in it: in its words, or in what a template made of them.
    Protected,
    /// Something failed.
    Failed(Failure),
}

impl From<outbound::Error> for Unmade {
    fn from(error: outbound::Error) -> Self {
        match error {
            outbound::Error::Stopped => Self::Protected,
            outbound::Error::Calendar(_) => Self::Address,
            outbound::Error::Number => Self::Number,
            outbound::Error::Short => Self::TooLong,
            error => Self::Failed(Failure::Output(error.to_string())),
        }
    }
}

impl Unmade {
    /// What it means for a job: only a failure is mended by trying again.
    pub(super) fn trouble(self) -> Result<Trouble, Failure> {
        match self {
            Self::NoAddress => Ok(Trouble::for_good("no_address")),
            Self::Address => Ok(Trouble::for_good("address")),
            Self::Number => Ok(Trouble::for_good("no_mobile")),
            Self::TooLong => Ok(Trouble::for_good("sms_text")),
            Self::Protected => Ok(Trouble::for_good("protected")),
            Self::Failed(failure) => Err(failure),
        }
    }
}

/// For a preview: what cannot be made is not shown.
pub(super) fn shown<T>(made: Result<T, Unmade>) -> Result<Option<T>, Failure> {
    match made {
        Ok(made) => Ok(Some(made)),
        Err(Unmade::Failed(failure)) => Err(failure),
        Err(_) => Ok(None),
    }
}

async fn send(house: &House, id: Id<Invitation>, round: i64, last: bool) -> Result<JobOutcome, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(invitation) = Invitation::find(lookup, id).await? else { return Ok(JobOutcome::Done) };
    // Sent already, withdrawn, or a newer round has taken its place: a job may run twice.
    if invitation.state != State::Queued || invitation.round != round || !invitation.channel.goes_by_itself()
    {
        return Ok(JobOutcome::Done);
    }
    // While people sit there nobody is invited to it any more.
    if invitation.conference_state != ConferenceState::Convened || invitation.running {
        note_trouble(house, invitation, "called_off", false).await?;
        return Ok(JobOutcome::Done);
    }
    let lookup = Errand::begin(house).lookup();
    let trouble = match as_looked_at(house, lookup, &invitation).await? {
        Err(trouble) => Some(trouble),
        Ok(invitee) if invitation.channel == Channel::Sms => short::go(house, &invitation, invitee).await?,
        Ok(invitee) => go(house, &invitation, invitee).await?,
    };
    let Some(trouble) = trouble else { return Ok(JobOutcome::Done) };
    let again = trouble.again && !last;
    note_trouble(house, invitation, trouble.code, again).await?;
    Ok(if again { JobOutcome::Retry(trouble.code) } else { JobOutcome::GiveUp(trouble.code) })
}

/// What the invitation says now, if it is still what was looked at.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn as_looked_at(
    house: &House,
    lookup: Lookup<'_>,
    invitation: &Invitation,
) -> Result<Result<Invitee, Trouble>, Failure> {
    const GONE: Trouble = Trouble::for_good("gone");
    let Some(conference) = conferences::find(lookup, invitation.conference).await? else {
        return Ok(Err(GONE));
    };
    let meeting = content::meeting(house, lookup, &conference, invitation.given_on).await?;
    let participant = participants::find(lookup, invitation.participant).await?;
    let (Some(meeting), Some(participant)) = (meeting, participant) else { return Ok(Err(GONE)) };
    let Some(invitee) = content::invitee(house, lookup, &meeting, participant).await? else {
        return Ok(Err(GONE));
    };
    let invitee = invitee.renewing(invitation.renewed);
    let now = invitee.disclose::<InvitationView>();
    if !is_as_noted(lookup, invitation, (&invitee, &now)).await? || !invitation.is_current() {
        return Ok(Err(Trouble::for_good("content_changed")));
    }
    // Said since it was looked at: two who must not meet are not brought together by what lay in the queue.
    if apart::would_meet(lookup, &conference, invitation.participant).await? {
        return Ok(Err(Trouble::for_good("would_meet")));
    }
    // Protected since it was looked at, or a justification was taken back.
    if now.is_stopped() {
        return Ok(Err(Trouble::for_good("protected")));
    }
    Ok(Ok(invitee))
}

/// Whether it says what was noted when it was given out: a letter with what it encloses, everything else by itself.
async fn is_as_noted(
    lookup: Lookup<'_>,
    invitation: &Invitation,
    (invitee, now): (&Invitee, &Disclosed<InvitationView>),
) -> Result<bool, Failure> {
    let Some(noted) = invitation.fingerprint.as_deref() else { return Ok(false) };
    // Also letters of before anything was enclosed.
    if noted == now.fingerprint() || invitation.document.is_none() {
        return Ok(noted == now.fingerprint());
    }
    Ok(noted == now.fingerprint_with(&inside::enclosed(lookup, invitee).await?))
}

/// Makes a link, writes the mail, hands it over, writes down that it went. The link is kept before the mail goes, so
/// that no mail carries one that leads nowhere.
async fn go(house: &House, invitation: &Invitation, invitee: Invitee) -> Result<Option<Trouble>, Failure> {
    let token = Token::fresh();
    keep_link(house, invitation.clone(), token.clone()).await?;
    let link = Link::new(format!("{}/p/{}", house.exit.public_url, token.text()));
    let participant = invitee.participant.id;
    let invitee = invitee.with_link(link);
    let disclosed = invitee.disclose::<InvitationView>();
    let cover = Cover::of(invitation);
    let mail = match compose(house, &cover, &invitee, &disclosed) {
        Ok(mail) => mail,
        Err(unmade) => return unmade.trouble().map(Some),
    };
    match mail.send(&house.exit.transport).await {
        Ok(_) => {
            let sent = disclosure::Sent::of(invitation.about(), "mail", participant, &disclosed);
            let id = message_id(invitation.id.uuid(), invitation.round);
            let left = store::messages::Left {
                id,
                what: store::messages::What::Invitation,
                channel: Channel::Email,
                outside: None,
                address: invitee.email.clone(),
            };
            note_sent(house, invitation.clone(), sent, left).await?;
            Ok(None)
        }
        Err(error) => Ok(Some(Trouble { code: code_of(&error), again: error.is_transient() })),
    }
}

/// What identifies a mail and its calendar entry.
pub(super) struct Cover {
    pub(super) id: Id<Invitation>,
    pub(super) round: i64,
    pub(super) uid: Uuid,
    pub(super) sequence: u32,
}

impl Cover {
    /// Of the last round of an invitation.
    pub(super) fn of(invitation: &Invitation) -> Self {
        let sequence = u32::try_from(invitation.sequence).unwrap_or(0);
        Self { id: invitation.id, round: invitation.round, uid: invitation.calendar_uid, sequence }
    }
}

/// The entry for the reader's calendar.
///
/// # Errors
/// [`Unmade::NoAddress`] when there is nobody to name as the attendee.
pub(super) fn entry(
    house: &House,
    cover: &Cover,
    invitee: &Invitee,
    disclosed: &Disclosed<InvitationView>,
) -> Result<CalendarFile, Unmade> {
    let attendee = invitee.recipient().ok_or(Unmade::NoAddress)?;
    // A calendar is shown to colleagues and on shared screens: it names nobody.
    let organiser = sender(house, disclosed.view().mail.subject);
    let entry = Entry {
        booking: if cover.sequence > 0 { Booking::Update } else { Booking::Request },
        uid: cover.uid,
        sequence: cover.sequence,
        stamp: house.clock.now().timestamp(),
        organiser: &organiser,
        attendee: &attendee,
    };
    Ok(outbound::calendar(disclosed, &entry)?)
}

/// Who an invitation is from: the office's name where the office chose it for institutions, neutral words otherwise.
fn sender_of(house: &House, disclosed: &Disclosed<InvitationView>) -> Sender {
    let words = &disclosed.view().mail;
    match &words.sender {
        Some(office) => {
            Sender::new(office.as_str(), &house.exit.sender).returning_to(house.exit.returns_to.clone())
        }
        None => sender(house, words.subject),
    }
}

/// Who a mail is from: the name that the installation chose for all of them, or the words of its subject. A mail that
/// takes a meeting back does not say that it is an invitation.
pub(super) fn sender(house: &House, subject: &'static str) -> Sender {
    let name = house.exit.sender_name.as_deref().unwrap_or(subject);
    Sender::new(name, &house.exit.sender).returning_to(house.exit.returns_to.clone())
}

/// The neutral mail with its calendar entry.
///
/// # Errors
/// See [`Unmade`].
pub(super) fn compose(
    house: &House,
    cover: &Cover,
    invitee: &Invitee,
    disclosed: &Disclosed<InvitationView>,
) -> Result<OutgoingMail, Unmade> {
    let recipient = invitee.recipient().ok_or(Unmade::NoAddress)?;
    let calendar = entry(house, cover, invitee, disclosed)?;
    let (identity, now) = ((cover.id.uuid(), cover.round), house.clock.now());
    let subject = disclosed.view().mail.subject;
    let envelope = envelope(sender_of(house, disclosed), recipient, identity, subject, now);
    Ok(outbound::mail(disclosed, envelope)?.book(&calendar)?)
}

/// Identifies the message of a round: the same for every try, so that a second copy is recognised, and so is a report
/// that comes back.
pub(super) fn message_id(record: Uuid, round: i64) -> Uuid {
    let mut hasher = Sha256::new();
    hasher.update(record.as_bytes());
    hasher.update(round.to_be_bytes());
    let digest: [u8; 32] = hasher.finalize().into();
    let mut bytes = [0u8; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, from)| *byte = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The outside of a mail: nothing on it hints at anybody. The identifier is the same for every try of a round.
pub(super) fn envelope(
    sender: Sender,
    recipient: outbound::Recipient,
    (record, round): (Uuid, i64),
    subject: &'static str,
    now: Moment,
) -> Envelope {
    Envelope {
        sender,
        recipient,
        reply_to: None,
        subject,
        id: message_id(record, round),
        moment: now.timestamp(),
    }
}

/// A stable code for an error of the mail, without its content.
pub(super) fn code_of(error: &MailError) -> &'static str {
    match error {
        MailError::Address(_) => "address",
        MailError::Rejected(_) => "rejected",
        MailError::Deferred(_) => "deferred",
        MailError::Unreachable(_) => "unreachable",
        MailError::Timeout => "timeout",
        MailError::Encryption => "encryption",
        MailError::Protocol => "protocol",
        MailError::Storage(_) => "storage",
        MailError::Configuration(_) => "configuration",
        _ => "malformed",
    }
}

pub(super) fn by(invitation: &Invitation) -> By {
    By::system(invitation.office.uuid())
}

async fn keep_link(house: &House, invitation: Invitation, token: Token) -> Result<(), Failure> {
    let work = Arc::new((invitation, token));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                let invitation = &work.0;
                store::add_link(&mut operation, invitation.id, invitation.round, &work.1).await?;
                let event = LinkMade {
                    about: invitation.about(),
                    invitation: invitation.id,
                    round: invitation.round,
                };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

pub(super) async fn note_sent(
    house: &House,
    invitation: Invitation,
    sent: disclosure::Sent,
    left: store::messages::Left,
) -> Result<(), Failure> {
    let work = Arc::new((invitation, sent, left));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, sent) = (&work.0, &work.1);
                store::set_sent(&mut operation, invitation.id, invitation.round).await?;
                operation.note(sent).await?;
                let left = &work.2;
                if left.channel == Channel::Sms {
                    short::settle(&mut operation, left).await?;
                } else {
                    store::messages::add(&mut operation, invitation, left).await?;
                }
                // Called off while it was on its way: whoever gets it has to hear that as well.
                if let Some(now) = store::current(&mut operation, invitation.id).await?
                    && let Some(reason) = notices::overtaken(&now).filter(|_| now.round == invitation.round)
                {
                    notices::tell(&mut operation, &now, reason).await?;
                }
                let event = InvitationSent {
                    about: invitation.about(),
                    invitation: invitation.id,
                    round: invitation.round,
                };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

async fn note_trouble(
    house: &House,
    invitation: Invitation,
    code: &'static str,
    again: bool,
) -> Result<(), Failure> {
    let invitation = Arc::new(invitation);
    house
        .trail
        .run(by(&invitation), move |mut operation| {
            let invitation = invitation.clone();
            async move {
                let state = if again { State::Queued } else { State::Failed };
                store::set_trouble(&mut operation, (invitation.id, invitation.round), state, code).await?;
                let event = InvitationTroubled {
                    about: invitation.about(),
                    invitation: invitation.id,
                    code,
                    given_up: !again,
                };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
