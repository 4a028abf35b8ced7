//! Writing a letter to a child, making it, handing it over. Typesetting happens before an operation, never inside.

use super::letter::{ChildLetterPaper, LetterContent};
use super::model::{ChildLetter, HandedBy, Letter};
use super::{CHILD_LETTER, ChildLetterHanded, ChildLetterMade, ChildLetterSaved, WriteChildLetter, store};
use crate::access::{House, Lookup, Permit, Reads};
use crate::audit::{Operation, Recorded};
use crate::cases::{self, Child};
use crate::conferences::Conference;
use crate::disclosure::{self, ReaderRights, Sent};
use crate::documents::{self, NewDocument};
use crate::identity;
use crate::kernel::{Choice, Day, Failure, Id};
use crate::participants::{self, Participant};
use crate::shell::{GateContext, KeptIn};
use crate::{law, meeting};
use outbound::Disclosed;
use std::sync::Arc;

crate::not_done! {
    /// Why nothing was done.
    pub(super) enum NotDone {
        /// Somebody else changed it meanwhile.
        Stale,
        /// A protected fact stands in it.
        Stopped,
    }
}

/// The right to write.
pub(super) type Writing = Permit<Conference, WriteChildLetter>;

/// Writes the words down.
pub(super) async fn save(
    house: &House,
    permit: Arc<Writing>,
    (id, child, version): (Id<ChildLetter>, Id<Child>, Option<i64>),
    letter: Letter,
) -> Result<(), NotDone> {
    let letter = Arc::new(letter);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, letter) = (permit.clone(), letter.clone());
            async move {
                permit.renew(&mut operation).await?;
                let row = (id, child, version);
                if !store::save(&mut operation, permit.record(), row, &letter).await? {
                    return Err(NotDone::Stale);
                }
                let band = letter.band.code();
                let event = ChildLetterSaved { about: permit.about(), letter: id, child, band };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// The child's place at the table, if it has one.
async fn seat(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
    child: Id<Child>,
) -> Result<Option<Participant>, Failure> {
    let seats = participants::of_conference(lookup, conference).await?;
    Ok(seats.into_iter().find(|seat| seat.child == Some(child)))
}

/// What the child may know, at the table or not, and by which identifier the trail names it.
async fn reader(
    house: &House,
    lookup: Lookup<'_>,
    conference: Id<Conference>,
    child: &Child,
) -> Result<(ReaderRights, Id<Participant>), Failure> {
    let about = crate::audit::About { case: Some(child.case.uuid()), conference: Some(conference.uuid()) };
    let rights = match seat(lookup, conference, child.id).await? {
        Some(seat) => disclosure::rights(house, lookup, &seat, about).await?,
        None => disclosure::rights_of_child(house, lookup, child, about).await?,
    };
    let named = rights.reader.participant;
    Ok((rights, named))
}

/// Where a child can turn to: what nobody verified is printed only in a demo, and says so.
async fn help(house: &House, day: Day) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for code in ["help.children", "help.line"] {
        if let Some(word) = law::definition(&house.queries, code, day).await? {
            match (word.verified, house.demo) {
                (true, _) => found.push(word.wording),
                (false, true) => found.push(format!("{} (ukázková data)", word.wording)),
                (false, false) => {}
            }
        }
    }
    Ok(found)
}

/// The letter cut for its child.
pub(super) async fn cut<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    child: &Child,
    letter: &Letter,
) -> Result<(Disclosed<ChildLetterPaper>, Id<Participant>), Failure> {
    let (lookup, conference) = (permit.lookup(house), permit.record());
    let office = identity::store::find_office(lookup.queries(), conference.office).await?;
    let office = office.ok_or_else(|| Failure::Broken("a conference without its office".into()))?;
    let case = cases::find_case(lookup, conference.case).await?;
    let contact = match case {
        Some(case) => identity::store::find_staff(lookup.queries(), case.coordinator).await?,
        None => None,
    };
    let meeting = meeting::find(lookup, conference.id).await?;
    let today = house.clock.today();
    let met = meeting.as_ref().map(|meeting| meeting.started.day()).or(conference.day).unwrap_or(today);
    let content = LetterContent {
        letter: letter.clone(),
        office,
        met,
        next_day: meeting.and_then(|meeting| meeting.next_day).filter(|day| *day >= today),
        contact,
        help: help(house, today).await?,
        today,
    };
    let (rights, named) = reader(house, lookup, conference.id, child).await?;
    Ok((disclosure::disclose_by(&rights, &content), named))
}

/// Typesets a letter, outside of the runtime's threads.
pub(super) async fn typeset(
    house: &House,
    disclosed: Disclosed<ChildLetterPaper>,
) -> Result<outbound::Paper, NotDone> {
    let now = house.clock.now();
    tokio::task::spawn_blocking(move || match outbound::paper(&disclosed, now.timestamp()) {
        Ok(paper) => Ok(paper),
        Err(outbound::Error::Stopped) => Err(NotDone::Stopped),
        Err(error) => Err(NotDone::Failed(Failure::Output(error.to_string()))),
    })
    .await
    .map_err(|_| NotDone::Failed(Failure::Broken("typesetting broke off".into())))?
}

/// What the operation needs, made before it.
struct Ready {
    permit: Arc<Writing>,
    letter: ChildLetter,
    bytes: Vec<u8>,
    sent: Sent,
    seat: Option<Id<Participant>>,
}

/// Makes the paper of the words as they are, and files it.
pub(super) async fn make(
    house: &House,
    permit: Arc<Writing>,
    child: &Child,
    letter: ChildLetter,
) -> Result<(), NotDone> {
    let (disclosed, named) = cut(house, &permit, child, &letter.letter).await?;
    let sent = Sent::of(permit.about(), CHILD_LETTER, named, &disclosed);
    let paper = typeset(house, disclosed).await?;
    let seat = seat(permit.lookup(house), permit.id(), child.id).await?.map(|seat| seat.id);
    let by = permit.by();
    let ready = Arc::new(Ready { permit, letter, bytes: paper.bytes().to_vec(), sent, seat });
    house
        .trail
        .run(by, move |operation| {
            let ready = ready.clone();
            async move { file(operation, &ready).await }
        })
        .await
}

async fn file(mut operation: Operation, ready: &Ready) -> Result<(Recorded, ()), NotDone> {
    let Ready { permit, letter, bytes, sent, seat } = ready;
    permit.renew(&mut operation).await?;
    let conference = permit.record();
    let new = NewDocument {
        id: None,
        case: conference.case.uuid(),
        conference: Some(conference.id.uuid()),
        kind: CHILD_LETTER,
        title: "Dopis dítěti po setkání".to_owned(),
        mime: "application/pdf",
        bytes: bytes.clone(),
        reader: seat.map(|seat| seat.uuid()),
    };
    let document = documents::file(&mut operation, new).await?;
    if !store::made(&mut operation, conference, (letter.id, letter.version), document).await? {
        return Err(NotDone::Stale);
    }
    operation.note(sent).await?;
    let event = ChildLetterMade { about: permit.about(), letter: letter.id, child: letter.child, document };
    Ok((operation.record(&event).await?, ()))
}

/// Writes down that the child has it.
pub(super) async fn hand(
    house: &House,
    permit: Arc<Writing>,
    letter: &ChildLetter,
    (on, how): (Day, HandedBy),
) -> Result<(), NotDone> {
    let (id, child, version) = (letter.id, letter.child, letter.version);
    let Some(document) = letter.document else { return Err(NotDone::Stale) };
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                if !store::handed(&mut operation, (id, version), (on, how)).await? {
                    return Err(NotDone::Stale);
                }
                let (about, how) = (permit.about(), how.code());
                let event = ChildLetterHanded { about, letter: id, child, document, how, on };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// A filed letter is read again for its child before it leaves.
pub(in crate::minutes) async fn gate(context: GateContext<'_>) -> Result<Option<KeptIn>, Failure> {
    let gone = KeptIn {
        sentence: "Dítě, kterému dopis patří, už v případu není. Dopis proto nejde znovu vydat.",
        ways: Vec::new(),
    };
    let (house, lookup) = (context.house, context.lookup);
    let Some(letter) = store::by_document(lookup, context.document).await? else { return Ok(Some(gone)) };
    let found = crate::conferences::find(lookup, letter.conference).await?;
    let Some(conference) = found else { return Ok(Some(gone)) };
    let children = cases::children(lookup, conference.case).await?;
    let Some(child) = children.into_iter().find(|child| child.id == letter.child) else {
        return Ok(Some(gone));
    };
    let (rights, _) = reader(house, lookup, conference.id, &child).await?;
    Ok(disclosure::read_for(&rights, context.bytes.to_vec()).await)
}
