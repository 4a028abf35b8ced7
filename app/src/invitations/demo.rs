//! Demo data of invitations: those of the main conference are given out and mostly answered (domain.md 10.1); the
//! mails leave with the demo's first round of jobs, so that the links can be found in its mailbox.

use super::actions::{self, Ready};
use super::content::{self, Invitee};
use super::enclosed::EnclosedView;
use super::events::{InvitationAnswered, InvitationHanded, InvitationOpened, InvitationsGiven};
use super::inside::Inside;
use super::letters::InvitationView;
use super::model::{
    Answer, AnswerInput, AnswerPhone, AnswerWords, Channel, Earlier, Invitation, Reason, State,
};
use super::store;
use crate::access::{Errand, Record};
use crate::audit::{By, Operation};
use crate::conferences;
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id};
use crate::shell::DemoContext;
use outbound::Disclosed;
use std::sync::Arc;
use uuid::Uuid;

/// What somebody of the story answered; none: opened, but did not answer yet.
struct Told {
    person: &'static str,
    answer: Option<Answer>,
    reason: Option<Reason>,
    phone: Option<&'static str>,
    words: Option<&'static str>,
}

const fn told(person: &'static str, answer: Answer) -> Told {
    Told { person, answer: Some(answer), reason: None, phone: None, words: None }
}

/// The story's answers. Whoever is not named has not opened the invitation yet.
const ANSWERS: &[Told] = &[
    told("person.marketa", Answer::Comes),
    Told { words: Some("Kdybych nestihl dojet z práce, zavolám."), ..told("person.radek", Answer::Comes) },
    told("person.vera", Answer::Comes),
    told("child.eliska", Answer::PartOnly),
    told("person.horakova", Answer::Comes),
    told("person.becvarova", Answer::Comes),
    Told { person: "person.zelinkova", answer: None, reason: None, phone: None, words: None },
    told("person.mala", Answer::Comes),
    Told {
        reason: Some(Reason::Time),
        words: Some("Ten den školím v Olomouci. Mohu v týdnu potom, nebo pošlu přehled dluhů předem."),
        ..told("person.poradce", Answer::Cannot)
    },
    told("person.skolka", Answer::Written),
];

/// Makes the invitations of the main conference.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(main) = context.named.get("conference.main").copied() else { return Ok(()) };
    let house = context.house.clone();
    let lookup = Errand::begin(&house).lookup();
    let Some(conference) = conferences::find(lookup, Id::from_uuid(main)).await? else { return Ok(()) };
    let Some(meeting) = content::meeting(&house, lookup, &conference, None).await? else { return Ok(()) };
    let worker: Option<Id<Staff>> = context.named.get("staff.kubickova").copied().map(Id::from_uuid);
    let (mut ready, mut replies) = (Vec::new(), Vec::new());
    let inside = Inside::gather(lookup, &meeting).await?;
    for invitee in content::invitees(&house, lookup, &meeting).await? {
        let seat = invitee.participant.person.map(Id::uuid).or(invitee.participant.child.map(Id::uuid));
        let key = seat.and_then(|seat| key_of(context, seat));
        replies.extend(
            key.and_then(|key| ANSWERS.iter().find(|told| told.person == key))
                .map(|told| (invitee.participant.id, told)),
        );
        let enclosed = inside.enclosed(&invitee)?;
        let preparation = inside.preview(&house, lookup, &invitee).await?.fingerprint().to_owned();
        ready.push(ready_for(context, (invitee, enclosed), preparation).await?);
    }
    let work = Arc::new((conference, ready, replies));
    let by = By::system(work.0.office.uuid());
    house
        .trail
        .run(by, move |mut operation| {
            let work = work.clone();
            async move {
                for one in &work.1 {
                    actions::give_one(&mut operation, &work.0, one).await?;
                }
                for invitation in store::all_of(&mut *operation.work(), work.0.id).await? {
                    let told = work.2.iter().find(|(who, _)| *who == invitation.participant);
                    let told = told.map(|(_, told)| *told);
                    if told.is_some_and(|told| told.person == "person.radek") {
                        remember(&mut operation, &invitation, work.0.day).await?;
                    }
                    tell(&mut operation, &invitation, told, worker).await?;
                }
                let event = InvitationsGiven { about: super::about(&work.0), people: work.1.len() };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// The name under which an earlier capability left a person or child.
fn key_of(context: &DemoContext, id: Uuid) -> Option<&str> {
    let person = |key: &str| key.starts_with("person.") || key.starts_with("child.");
    context.named.iter().find(|(key, value)| **value == id && person(key)).map(|(key, _)| key.as_str())
}

async fn ready_for(
    context: &DemoContext,
    (invitee, enclosed): (Invitee, Disclosed<EnclosedView>),
    preparation: String,
) -> Result<Ready, Failure> {
    let channel = invitee.usual_channel();
    let participant = invitee.participant.id;
    let term = invitee.content.term();
    let fingerprint = invitee.disclose::<InvitationView>().fingerprint().to_owned();
    let letter = match channel.has_letter() {
        true => actions::letter(&context.house, invitee, enclosed).await?,
        false => None,
    };
    Ok(Ready {
        participant,
        version: None,
        channel,
        fingerprint,
        preparation,
        term,
        renewed: false,
        letter,
        look: None,
    })
}

/// The father had been asked by phone for a day a week earlier: an answer to an earlier schedule.
async fn remember(
    operation: &mut Operation,
    invitation: &Invitation,
    day: Option<Day>,
) -> Result<(), Failure> {
    let day = day.and_then(|day| day.checked_sub(jiff::Span::new().days(7)).ok());
    let words = Some(AnswerWords::new("Ten den mám odpolední směnu, ale vyměním si ji."));
    let input = AnswerInput { answer: Answer::Comes, reason: None, words, phone: None };
    let earlier = Earlier { answer: input.answer, reason: None, day, at: operation.now(), by: None };
    let key = operation.keys().of_case(operation.work(), invitation.case).await?;
    store::answers::keep_earlier(operation, invitation, &earlier, &input, &key).await
}

/// Writes what became of one invitation.
async fn tell(
    operation: &mut Operation,
    invitation: &Invitation,
    told: Option<&Told>,
    worker: Option<Id<Staff>>,
) -> Result<(), Failure> {
    let about = invitation.about();
    let by_hand = invitation.channel != Channel::Email;
    if let Some(worker) = worker.filter(|_| by_hand) {
        let today = operation.now().day();
        let at = (invitation, invitation.version);
        store::set_handed(operation, at, State::Delivered, today, worker).await?;
        let event = InvitationHanded { about, invitation: invitation.id, state: State::Delivered.code() };
        operation.note(&event).await?;
    }
    let Some(told) = told else { return Ok(()) };
    if !by_hand {
        store::open(operation, invitation.id).await?;
        operation.note(&InvitationOpened { about, invitation: invitation.id }).await?;
    }
    let Some(answer) = told.answer else { return Ok(()) };
    let input = AnswerInput {
        answer,
        reason: told.reason,
        words: told.words.map(AnswerWords::new),
        phone: told.phone.map(AnswerPhone::new),
    };
    let by_staff = worker.filter(|_| by_hand);
    store::answers::set_answer(operation, invitation, &input, by_staff).await?;
    let event = InvitationAnswered {
        about,
        invitation: invitation.id,
        answer: answer.code(),
        by_staff: by_staff.is_some(),
    };
    operation.note(&event).await?;
    Ok(())
}
