//! What can be done with invitations.

use super::content::Invitee;
use super::enclosed::EnclosedView;
use super::events::{
    ChannelChosen, CodeMade, InvitationAnswered, InvitationHanded, InvitationOpened, InvitationQueued,
    InvitationsGiven, NoticeTold,
};
use super::letters::InvitationView;
use super::model::{AnswerInput, Channel, Invitation, State, Term};
use super::notices;
use super::policy::{HandleInvitation, TellInvitation};
use super::proof::{self, Code, Way};
use super::{filed, jobs, printing, rules, store};
use crate::access::{House, Permit, Record};
use crate::audit::{By, Operation};
use crate::cases::ReaderKind;
use crate::conferences::{Conference, EditConference};
use crate::disclosure;
use crate::documents::{self, NewDocument};
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Token};
use crate::participants::Participant;
use crate::shell::KeptIn;
use outbound::{Disclosed, Link};
use std::sync::Arc;

/// Kind of the filed letter.
pub(super) const LETTER: &str = "invitation_letter";

crate::not_done! {
    /// Why an act on an invitation was not done.
    pub(super) enum Undone {
        /// Somebody else changed the invitation meanwhile.
        Stale,
        /// Too many guesses of a code: this one was not compared.
        Stopped,
        /// The filed letter must not leave, or does not hold any more.
        KeptIn(KeptIn),
    }
}

/// Chooses how somebody will be invited.
pub(super) async fn choose_channel(
    house: &House,
    permit: Arc<Permit<Conference, EditConference>>,
    participant: Id<Participant>,
    channel: Channel,
) -> Result<(), Failure> {
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                let invitation = store::prepare(&mut operation, permit.id(), participant, channel).await?;
                if invitation.channel != channel {
                    store::set_channel(&mut operation, &invitation, channel).await?;
                }
                let event = ChannelChosen { about: permit.about(), participant, channel: channel.code() };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// A letter ready to be filed.
pub(super) struct Letter {
    pub(super) bytes: Vec<u8>,
    pub(super) token: Token,
    pub(super) code: Code,
    /// What was printed on the first page and what was enclosed.
    pub(super) sent: [disclosure::Sent; 2],
    /// Of both together.
    pub(super) fingerprint: String,
}

/// One invitation ready to be given out.
pub(super) struct Ready {
    pub(super) participant: Id<Participant>,
    /// The version that was looked at; none when there was no invitation yet.
    pub(super) version: Option<i64>,
    pub(super) channel: Channel,
    pub(super) fingerprint: String,
    /// The fingerprint of the page behind the code.
    pub(super) preparation: String,
    /// When they are needed.
    pub(super) term: Term,
    /// Whether it tells of a change.
    pub(super) renewed: bool,
    pub(super) letter: Option<Letter>,
    /// As what they read, when somebody looked at just this before sending it.
    pub(super) look: Option<ReaderKind>,
}

/// Cuts and typesets somebody's letter with a link of its own. Takes some ten milliseconds of a core; before the
/// operation, never in it.
///
/// `None` when a protected fact stops what is printed.
///
/// # Errors
/// [`Failure::Output`] when it cannot be typeset.
pub(super) async fn letter(
    house: &House,
    invitee: Invitee,
    enclosed: Disclosed<EnclosedView>,
) -> Result<Option<Letter>, Failure> {
    let (token, code) = (Token::fresh(), Code::fresh());
    let link = Link::new(format!("{}/p/{}", house.exit.public_url, token.text()));
    let about = super::about(&invitee.content.meeting.conference);
    let participant = invitee.participant.id;
    let invitee = invitee.with_link(link).with_code(&code);
    let disclosed = invitee.disclose::<InvitationView>();
    let sent = [
        disclosure::Sent::of(about, "letter", participant, &disclosed),
        disclosure::Sent::of(about, "letter_preparation", participant, &enclosed),
    ];
    let paper = printing::typeset_with(house, (disclosed, enclosed)).await?;
    Ok(paper.map(|paper| {
        let fingerprint = paper.fingerprint().to_owned();
        Letter { bytes: paper.bytes().to_vec(), token, code, sent, fingerprint }
    }))
}

/// Gives invitations out: mails into the queue, letters into the file. Those that somebody else gave out meanwhile
/// are left alone. How many were given out.
pub(super) async fn give_out(
    house: &House,
    permit: Arc<Permit<Conference, EditConference>>,
    ready: Vec<Ready>,
) -> Result<usize, Failure> {
    let ready = Arc::new(ready);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, ready) = (permit.clone(), ready.clone());
            async move {
                permit.renew(&mut operation).await?;
                let mut people = 0;
                for one in ready.iter() {
                    let given = give_one(&mut operation, permit.record(), one).await?;
                    if let Some(kind) = one.look.filter(|_| given) {
                        for seen in [&one.fingerprint, &one.preparation] {
                            let seen = (one.participant, kind, seen.as_str());
                            let by = permit.actor().id;
                            disclosure::note_look(&mut operation, permit.record(), seen, by).await?;
                        }
                    }
                    people += usize::from(given);
                }
                let event = InvitationsGiven { about: permit.about(), people };
                Ok::<_, Failure>((operation.record(&event).await?, people))
            }
        })
        .await
}

pub(super) async fn give_one(
    operation: &mut Operation,
    conference: &Conference,
    ready: &Ready,
) -> Result<bool, Failure> {
    let invitation = store::prepare(operation, conference.id, ready.participant, ready.channel).await?;
    let untouched = match ready.version {
        Some(version) => invitation.version == version,
        None => invitation.round == 0 && invitation.state == State::Prepared,
    };
    if !untouched {
        return Ok(false);
    }
    let document = match &ready.letter {
        Some(letter) => Some(file(operation, conference, ready.participant, letter).await?),
        None => None,
    };
    let told = store::Round {
        channel: ready.channel,
        fingerprint: ready.letter.as_ref().map_or(&ready.fingerprint, |letter| &letter.fingerprint),
        preparation: &ready.preparation,
        document,
        schedule: conference.schedule,
        term: ready.term,
        renewed: ready.renewed,
    };
    if !store::queue(operation, &invitation, told).await? {
        return Ok(false);
    }
    notices::settle_all(operation, invitation.id).await?;
    let round = invitation.round + 1;
    if let Some(letter) = &ready.letter {
        store::add_link(operation, invitation.id, round, &letter.token).await?;
        let of = (invitation.id, round);
        proof::keep_code(operation, of, &letter.code, Way::Letter, None).await?;
        let way = Way::Letter.code();
        operation
            .note(&CodeMade { about: invitation.about(), invitation: invitation.id, round, way })
            .await?;
        for sent in &letter.sent {
            operation.note(sent).await?;
        }
    }
    if ready.channel.goes_by_itself() {
        jobs::enqueue(operation, invitation.id, round).await?;
    }
    let event = InvitationQueued {
        about: invitation.about(),
        invitation: invitation.id,
        participant: ready.participant,
        channel: ready.channel.code(),
        round,
    };
    operation.note(&event).await?;
    Ok(true)
}

async fn file(
    operation: &mut Operation,
    conference: &Conference,
    participant: Id<Participant>,
    letter: &Letter,
) -> Result<Id<documents::Document>, Failure> {
    let document = NewDocument {
        id: None,
        case: conference.case.uuid(),
        conference: Some(conference.id.uuid()),
        kind: LETTER,
        title: "Pozvánka na setkání".into(),
        mime: "application/pdf",
        bytes: letter.bytes.clone(),
        reader: Some(participant.uuid()),
    };
    documents::file(operation, document).await
}

/// Marks an invitation as posted, handed over or told. A letter is read once more before it counts as gone.
pub(super) async fn hand(
    house: &House,
    permit: Arc<Permit<Invitation, HandleInvitation>>,
    (on, by): (Day, Id<Staff>),
    number: Option<String>,
) -> Result<(), Undone> {
    let number = Arc::new(number);
    let leaves = permit.record().document.filter(|_| permit.record().state == State::Queued);
    if let Some(document) = leaves
        && let Some(kept_in) = filed::kept_in(house, permit.lookup(house), document).await?
    {
        return Err(Undone::KeptIn(kept_in));
    }
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, number) = (permit.clone(), number.clone());
            async move {
                permit.renew(&mut operation).await?;
                let invitation = permit.record();
                let next = rules::after_hand(invitation.channel, invitation.state).ok_or(Undone::Stale)?;
                let at = (invitation, permit.version());
                if !store::set_handed(&mut operation, at, next, on, by).await? {
                    return Err(Undone::Stale);
                }
                if let Some(number) = number.as_deref() {
                    store::calls::keep_number(&mut operation, invitation, number, by).await?;
                }
                let event =
                    InvitationHanded { about: permit.about(), invitation: permit.id(), state: next.code() };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Staff have told somebody that the meeting will not be as they were told.
pub(super) async fn told(
    house: &House,
    permit: Arc<Permit<Invitation, TellInvitation>>,
) -> Result<(), Failure> {
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                let by = permit.actor().id;
                let people = notices::told(&mut operation, permit.id(), by).await?;
                let event = NoticeTold { about: permit.about(), invitation: permit.id(), notices: people };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Writes down an answer that somebody gave by phone or in person.
pub(super) async fn write_answer(
    house: &House,
    permit: Arc<Permit<Invitation, HandleInvitation>>,
    input: AnswerInput,
) -> Result<(), Failure> {
    let input = Arc::new(input);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, input) = (permit.clone(), input.clone());
            async move {
                permit.renew(&mut operation).await?;
                let by = Some(permit.actor().id);
                store::answers::set_answer(&mut operation, permit.record(), &input, by).await?;
                let event = answered(permit.record(), &input, true);
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

fn answered(invitation: &Invitation, input: &AnswerInput, by_staff: bool) -> InvitationAnswered {
    InvitationAnswered {
        about: invitation.about(),
        invitation: invitation.id,
        answer: input.answer.code(),
        by_staff,
    }
}

/// The invited person pressed the button and sees the invitation. Pressed again it changes nothing.
pub(super) async fn open(house: &House, by: By, invitation: Invitation) -> Result<(), Failure> {
    if invitation.opened_at.is_some() {
        return Ok(());
    }
    let invitation = Arc::new(invitation);
    house
        .trail
        .run(by, move |mut operation| {
            let invitation = invitation.clone();
            async move {
                store::open(&mut operation, invitation.id).await?;
                let event = InvitationOpened { about: invitation.about(), invitation: invitation.id };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// The invited person answers, or changes the answer. A link that died meanwhile, or that tells of a day that does not
/// hold any more, changes nothing.
pub(super) async fn answer(
    house: &House,
    by: By,
    invitation: Invitation,
    input: AnswerInput,
) -> Result<(), Undone> {
    let work = Arc::new((invitation, input));
    house
        .trail
        .run(by, move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, input) = (&work.0, &work.1);
                let current = store::current(&mut operation, invitation.id).await?;
                let holds = |now: &Invitation| {
                    now.state.is_live() && now.round == invitation.round && now.is_current()
                };
                if !current.as_ref().is_some_and(holds) {
                    return Err(Undone::Stale);
                }
                store::answers::set_answer(&mut operation, invitation, input, None).await?;
                let event = answered(invitation, input, false);
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}
