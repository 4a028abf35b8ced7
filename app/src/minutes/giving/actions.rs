//! Giving: who gets what and how it stands, making what is missing, noting a step, binding for the post.

use super::check;
use super::events::{ExtractAnnounced, ExtractGiven, ExtractHeld, ExtractOpened};
use super::model::{Channel, Given, NewStep, State, Step};
use super::policy::GiveMinutes;
use super::rules::{self, Standing};
use super::store::{self, Added};
use crate::access::{House, Lookup, Permit};
use crate::audit::{About, By, Operation, Recorded};
use crate::cases::ReaderKind;
use crate::conferences::Conference;
use crate::disclosure::Sent;
use crate::documents::Document;
use crate::invitations::{self, Invitation, doors};
use crate::kernel::{Choice, Failure, Id, Moment};
use crate::minutes::ExtractMinutes;
use crate::minutes::actions::{NotMade, make_extract};
use crate::minutes::store::{Extract, extracts, seals};
use crate::participants::{self, Participant};
use std::sync::Arc;
use uuid::Uuid;

crate::not_done! {
    /// Why nothing was noted.
    pub(super) enum NotGiven {
        /// The same form noted it before.
        Before,
        /// Another step was noted meanwhile.
        Stale,
        /// It cannot be noted now, and why.
        Refused(&'static str),
    }
}

/// Somebody of the table with their extract and its steps.
pub(super) struct Person {
    pub(super) participant: Participant,
    /// The extract of the sealed record and its addenda that was made last.
    pub(super) extract: Option<Extract>,
    /// All steps, also those of earlier extracts.
    pub(super) steps: Vec<Given>,
    pub(super) standing: Standing,
    /// Whether they were given a link, or a mail brings them one.
    pub(super) has_way: bool,
}

impl Person {
    /// Whether they get a letter of their own instead of an extract.
    pub(super) fn is_child(&self) -> bool {
        self.participant.child.is_some() || self.participant.reader == ReaderKind::Child
    }

    /// Whether the house still has to see to it. Who has an account asks for a copy; a child gets a letter.
    pub(super) fn waits(&self) -> bool {
        self.participant.staff.is_none() && !self.is_child() && rules::waits(self.standing.state)
    }

    /// Whether an extract is missing that everybody gets.
    pub(super) fn lacks(&self) -> bool {
        self.waits() && self.standing.state == State::NotReady
    }
}

/// From when on an extract counts: it holds what was sealed and all that was added. None before the seal.
async fn counts_from(lookup: Lookup<'_>, conference: &Conference) -> Result<Option<Moment>, Failure> {
    let Some(sealed) = conference.sealed else { return Ok(None) };
    let newest = seals::newest(lookup, conference.id).await?;
    Ok(Some(newest.map_or(sealed, |newest| newest.max(sealed))))
}

/// Whether something was added to the sealed record.
///
/// # Errors
/// Database errors.
pub(super) async fn is_amended(lookup: Lookup<'_>, conference: &Conference) -> Result<bool, Failure> {
    Ok(seals::newest(lookup, conference.id).await?.is_some())
}

/// The extract that counts: of those made since then the one made last. Given the newest first.
fn current(all: &[Extract], since: Option<Moment>, participant: Id<Participant>) -> Option<Extract> {
    let since = since?;
    all.iter().find(|one| one.participant == participant && one.made >= since).cloned()
}

/// Everybody of the table, in its order.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn everybody(lookup: Lookup<'_>, conference: &Conference) -> Result<Vec<Person>, Failure> {
    let people = participants::of_conference(lookup, conference.id).await?;
    let since = counts_from(lookup, conference).await?;
    let all = extracts(lookup, conference.id).await?;
    let steps = store::of_conference(lookup, conference.id).await?;
    let linked = doors::linked(lookup, conference.id).await?;
    let told = invitations::of_conference(lookup, conference.id).await?;
    let by_mail = |participant: Id<Participant>| {
        let told = told.iter().find(|one| one.participant == participant).and_then(Invitation::may_know);
        told.is_some_and(|told| told.channel == invitations::Channel::Email)
    };
    let person = |participant: Participant| {
        let extract = current(&all, since, participant.id);
        let steps: Vec<Given> =
            steps.iter().filter(|step| step.participant == participant.id).cloned().collect();
        let standing = rules::standing(&steps, extract.as_ref().map(|one| one.document));
        let has_way = linked.contains(&participant.id) || by_mail(participant.id);
        Person { participant, extract, steps, standing, has_way }
    };
    Ok(people.into_iter().map(person).collect())
}

/// How it stands with one of them.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn one(
    lookup: Lookup<'_>,
    conference: &Conference,
    participant: Id<Participant>,
) -> Result<Option<Person>, Failure> {
    let all = everybody(lookup, conference).await?;
    Ok(all.into_iter().find(|person| person.participant.id == participant))
}

/// How many people have not got their extract of a sealed record.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn remaining(lookup: Lookup<'_>, conference: &Conference) -> Result<usize, Failure> {
    if conference.sealed.is_none() {
        return Ok(0);
    }
    Ok(everybody(lookup, conference).await?.iter().filter(|person| person.waits()).count())
}

/// Who got what and when, for the description of an exported record: identifiers, codes and days, no names.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(in crate::minutes) async fn told_of(
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<Vec<[String; 5]>, Failure> {
    let everybody = everybody(lookup, conference).await?;
    let given = everybody.into_iter().filter_map(|person| {
        let (channel, day, _) = person.standing.last?;
        let document = person.extract?.document;
        let (state, channel) = (person.standing.state.code(), channel.code());
        Some([
            person.participant.id.to_string(),
            document.to_string(),
            channel.to_owned(),
            state.to_owned(),
            day.to_string(),
        ])
    });
    Ok(given.collect())
}

/// How many extracts were made, and how many a protected fact kept in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) made: usize,
    pub(super) kept_in: usize,
}

/// Under which identifier an extract for everybody is made: one for each person and seal, or addendum after it, so
/// that two who press the button at once make it once.
fn form_of(participant: Id<Participant>, since: Option<Moment>) -> Uuid {
    let since = since.map_or(0, |since| since.timestamp().as_microsecond().unsigned_abs());
    Uuid::from_u128(participant.uuid().as_u128() ^ u128::from(since))
}

/// Makes what is missing, each cut for its reader.
pub(super) async fn make_missing(
    house: &House,
    permit: Permit<Conference, ExtractMinutes>,
) -> Result<Made, NotMade> {
    let permit = Arc::new(permit);
    let mut made = Made::default();
    let people = everybody(permit.lookup(house), permit.record()).await?;
    let since = counts_from(permit.lookup(house), permit.record()).await?;
    for person in people {
        if !person.lacks() {
            continue;
        }
        let form = form_of(person.participant.id, since);
        match make_extract(house, &permit, person.participant, form).await {
            Ok(_) => made.made += 1,
            Err(NotMade::Stopped) => made.kept_in += 1,
            Err(other) => return Err(other),
        }
    }
    Ok(made)
}

type Giving = Arc<Permit<Conference, GiveMinutes>>;

/// Notes a step by hand. `seen` is how many steps of this person the page had shown.
pub(super) async fn give(
    house: &House,
    permit: &Giving,
    (person, new): (&Person, NewStep),
    seen: i64,
) -> Result<(), NotGiven> {
    let leaves = new.step == Step::Sent || (new.step == Step::Taken && new.channel == Channel::InPerson);
    if let Some(extract) = person.extract.as_ref().filter(|_| leaves) {
        let of = (permit.record(), &person.participant);
        if let Err(why) = check::ask(house, permit.lookup(house), of, extract).await? {
            return Err(NotGiven::Refused(why));
        }
    }
    let shared = Arc::new((permit.clone(), new));
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, new) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                add_by_hand(&mut operation, permit, new, seen).await?;
                if new.channel == Channel::Link && new.step == Step::Sent {
                    super::jobs::enqueue(&mut operation, new).await?;
                }
                let (channel, step) = (new.channel.code(), new.step.code());
                let (participant, document) = (new.participant, new.document);
                let event = ExtractGiven { about: permit.about(), participant, document, channel, step };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

async fn add_by_hand(
    operation: &mut Operation,
    permit: &Giving,
    new: &NewStep,
    seen: i64,
) -> Result<(), NotGiven> {
    let steps = own_steps(operation, new).await?;
    let same = |step: &Given| step.id == new.id && (step.channel, step.step) == (new.channel, new.step);
    if steps.iter().any(same) {
        return Err(NotGiven::Before);
    }
    if last_position(&steps) != seen {
        return Err(NotGiven::Stale);
    }
    let standing = rules::standing(&steps, Some(new.document));
    if let Some(why) = rules::refusal(&standing, (new.channel, new.step)) {
        return Err(NotGiven::Refused(why));
    }
    let staff = Some(permit.actor().id);
    match store::add(operation, new, seen + 1, staff).await? {
        Added::Now => Ok(()),
        Added::Before => Err(NotGiven::Before),
        Added::Overtaken => Err(NotGiven::Stale),
    }
}

async fn own_steps(operation: &mut Operation, new: &NewStep) -> Result<Vec<Given>, Failure> {
    let mut steps = store::now(operation, new.conference).await?;
    steps.retain(|step| step.participant == new.participant);
    Ok(steps)
}

/// The position of somebody's last step.
pub(super) fn last_position(steps: &[Given]) -> i64 {
    steps.iter().map(|step| step.position).max().unwrap_or(0)
}

/// How often a step that no form brings gives way to one that is noted at the same moment.
const TRIES: usize = 6;

/// Notes what the person or the program did, once, and only as long as it fits what stands there: whether it did.
///
/// # Errors
/// Database errors.
pub(super) async fn follow(
    house: &House,
    by: By,
    step: NewStep,
    (fits, sent): (fn(&[Given], Id<Document>) -> bool, Option<Sent>),
) -> Result<bool, Failure> {
    let shared = Arc::new((step, sent));
    for _ in 0..TRIES {
        let again = shared.clone();
        let noted = house
            .trail
            .run(by, move |mut operation| {
                let shared = again.clone();
                async move {
                    let (step, sent) = (&shared.0, &shared.1);
                    let steps = own_steps(&mut operation, step).await?;
                    if !fits(&steps, step.document) {
                        return Err(NotGiven::Before);
                    }
                    match store::add(&mut operation, step, last_position(&steps) + 1, None).await? {
                        Added::Now => {}
                        Added::Before => return Err(NotGiven::Before),
                        Added::Overtaken => return Err(NotGiven::Stale),
                    }
                    if let Some(sent) = sent {
                        operation.note(sent).await?;
                    }
                    Ok((told(operation, step).await?, ()))
                }
            })
            .await;
        match noted {
            Ok(()) => return Ok(true),
            Err(NotGiven::Before | NotGiven::Refused(_)) => return Ok(false),
            Err(NotGiven::Stale) => {}
            Err(NotGiven::Failed(failure)) => return Err(failure),
        }
    }
    Err(Failure::Broken("a step could not be noted beside others".into()))
}

async fn told(operation: Operation, step: &NewStep) -> Result<Recorded, Failure> {
    let about = About { case: Some(step.case), conference: Some(step.conference.uuid()) };
    let (participant, document) = (step.participant, step.document);
    let recorded = match step.step {
        Step::Taken => operation.record(&ExtractOpened { about, participant, document }).await?,
        Step::Held => operation.record(&ExtractHeld { about, participant, document }).await?,
        other => {
            let event = ExtractAnnounced { about, participant, document, step: other.code() };
            operation.record(&event).await?
        }
    };
    Ok(recorded)
}

/// What becomes of the extracts that wait for the post.
pub(super) enum Bound {
    /// There is none.
    Nothing,
    /// They are bound in one file.
    File(Vec<u8>),
    /// Some of them may not leave: whose, and how many may. Nothing is printed, so that nobody is left out unseen.
    Kept(Vec<Id<Participant>>, usize),
}

/// The extracts that wait for the post, bound into one file. `rest` prints what may leave although some may not.
///
/// # Errors
/// Database errors; [`Failure::Output`] when they cannot be bound.
pub(super) async fn bound(
    house: &House,
    permit: &Permit<Conference, GiveMinutes>,
    people: &[&Person],
    rest: bool,
) -> Result<Bound, Failure> {
    let lookup = permit.lookup(house);
    let (mut papers, mut kept) = (Vec::new(), Vec::new());
    for person in people {
        let Some(extract) = &person.extract else { continue };
        let of = (permit.record(), &person.participant);
        match check::ask(house, lookup, of, extract).await? {
            Ok(paper) => papers.push(paper),
            Err(_) => kept.push(person.participant.id),
        }
    }
    if !kept.is_empty() && !rest {
        return Ok(Bound::Kept(kept, papers.len()));
    }
    if papers.is_empty() {
        return Ok(Bound::Nothing);
    }
    let bound = tokio::task::spawn_blocking(move || binding::bind(&papers)).await;
    let bound = bound.map_err(|_| Failure::Output("binding broke off".into()))?;
    bound.map(Bound::File).map_err(|error| Failure::Output(error.to_string()))
}
