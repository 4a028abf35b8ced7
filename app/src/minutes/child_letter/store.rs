//! Tables of letters to children. All words are sealed.

use super::model::{
    Agreed, Band, ChildLetter, Closing, Greeting, HandedBy, Heard, Letter, NextSteps, OpenEnds, Yours,
};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::Child;
use crate::conferences::{self, Conference};
use crate::documents::Document;
use crate::identity::Office;
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries};
use facts::Fact;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// Letters of a conference.
    OF_CONFERENCE = "SELECT id, conference_id, case_id, child_id, band, greeting, heard, agreed, yours, open_ends, next_steps, closing, document_id, made, handed_on, handed_how, handed_document_id, version \
        FROM child_letter WHERE conference_id = $1 ORDER BY created, id";
    /// The letter that a document is an edition of.
    BY_DOCUMENT = "SELECT id, conference_id, case_id, child_id, band, greeting, heard, agreed, yours, open_ends, next_steps, closing, document_id, made, handed_on, handed_how, handed_document_id, version \
        FROM child_letter WHERE id = (SELECT letter_id FROM child_letter_edition WHERE document_id = $1)";
    /// Case and office of a conference in one of two states.
    HELD = "SELECT case_id, office_id FROM conference WHERE id = $1 AND state IN ($2, $3)";
    /// What the panel tells without opening anything: child, whether it is made, whether it is handed.
    STATES = "SELECT child_id, document_id, handed_document_id FROM child_letter WHERE conference_id = $1";
    /// A new letter; a child has one for each conference.
    ADD = "INSERT INTO child_letter (id, conference_id, case_id, child_id, band, greeting, heard, agreed, yours, open_ends, next_steps, closing, created, created_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1) ON CONFLICT (conference_id, child_id) DO NOTHING";
    /// Other words; what was made of the earlier ones is not the letter any more.
    CHANGE = "UPDATE child_letter SET band = $3, greeting = $4, heard = $5, agreed = $6, yours = $7, open_ends = $8, next_steps = $9, closing = $10, document_id = NULL, made = NULL, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// The paper of these words was made.
    MAKE = "UPDATE child_letter SET document_id = $3, made = $4, made_by = $5, version = version + 1 WHERE id = $1 AND version = $2 AND document_id IS NULL";
    /// Keeps of which letter a document is an edition.
    ADD_EDITION = "INSERT INTO child_letter_edition (document_id, letter_id, case_id) VALUES ($1, $2, $3)";
    /// The child has it.
    HAND = "UPDATE child_letter SET handed_on = $3, handed_how = $4, handed_document_id = document_id, version = version + 1 \
        WHERE id = $1 AND version = $2 AND document_id IS NOT NULL AND (handed_document_id IS NULL OR handed_document_id <> document_id)";
    /// Forgets the editions of a destroyed case.
    FORGET_EDITIONS = "DELETE FROM child_letter_edition WHERE case_id = $1";
    /// Forgets its letters.
    FORGET = "DELETE FROM child_letter WHERE case_id = $1";
}

portable_sql::row! {
    struct Stored {
        id: Id<ChildLetter>,
        conference: Id<Conference>,
        case: Uuid,
        child: Id<Child>,
        band: String,
        greeting: Vec<u8>,
        heard: Option<Vec<u8>>,
        agreed: Vec<u8>,
        yours: Option<Vec<u8>>,
        open_ends: Option<Vec<u8>>,
        next_steps: Vec<u8>,
        closing: Option<Vec<u8>>,
        document: Option<Id<Document>>,
        made: Option<Moment>,
        handed_on: Option<Day>,
        handed_how: Option<String>,
        handed_document: Option<Id<Document>>,
        version: i64,
    }
}

fn at(column: &'static str, row: Uuid) -> Place {
    Place { table: "child_letter", column, row }
}

impl Stored {
    fn opened(self, key: &CaseKey) -> Result<ChildLetter, Failure> {
        let row = self.id.uuid();
        let text = |column, sealed: Vec<u8>| {
            let opened = key.open_text(at(column, row), &Sealed::from_bytes(sealed));
            opened.map_err(|e| Failure::Sealed(e.to_string()))
        };
        let maybe = |column, sealed: Option<Vec<u8>>| sealed.map(|s| text(column, s)).transpose();
        let how = self.handed_how.as_deref().and_then(HandedBy::from_code);
        let handed = match (self.handed_on, how, self.handed_document) {
            (Some(on), Some(how), Some(document)) => Some((on, how, document)),
            _ => None,
        };
        let unknown = || Failure::Broken("a letter to a child for an unknown age".into());
        Ok(ChildLetter {
            letter: Letter {
                band: Band::from_code(&self.band).ok_or_else(unknown)?,
                greeting: Greeting::new(text("greeting", self.greeting)?),
                heard: maybe("heard", self.heard)?.map(Heard::new),
                agreed: Agreed::new(text("agreed", self.agreed)?),
                yours: maybe("yours", self.yours)?.map(Yours::new),
                open_ends: maybe("open_ends", self.open_ends)?.map(OpenEnds::new),
                next_steps: NextSteps::new(text("next_steps", self.next_steps)?),
                closing: maybe("closing", self.closing)?.map(Closing::new),
            },
            id: self.id,
            conference: self.conference,
            child: self.child,
            document: self.document,
            made: self.made,
            handed,
            version: self.version,
        })
    }
}

async fn opened(lookup: Lookup<'_>, rows: Vec<Stored>) -> Result<Vec<ChildLetter>, Failure> {
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter().map(|row| row.opened(&key)).collect()
}

/// The letter to a child of a conference, if one was written.
pub(super) async fn find(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
    child: Id<Child>,
) -> Result<Option<ChildLetter>, Failure> {
    let rows: Vec<Stored> = OF_CONFERENCE.bind(conference).all(lookup.queries()).await?;
    Ok(opened(lookup, rows).await?.into_iter().find(|letter| letter.child == child))
}

/// The letter that a document is an edition of.
pub(super) async fn by_document(lookup: Lookup<'_>, document: Uuid) -> Result<Option<ChildLetter>, Failure> {
    let rows: Vec<Stored> = BY_DOCUMENT.bind(document).all(lookup.queries()).await?;
    Ok(opened(lookup, rows).await?.into_iter().next())
}

/// How far a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Its words are written.
    Written,
    /// It is made.
    Made,
    /// The child has it.
    Handed,
}

/// How far the letters of a conference are.
pub(super) async fn states(
    queries: &Queries,
    conference: Id<Conference>,
) -> Result<Vec<(Id<Child>, State)>, Failure> {
    let rows: Vec<(Id<Child>, Option<Uuid>, Option<Uuid>)> = STATES.bind(conference).all(queries).await?;
    let state = |(child, made, handed): (Id<Child>, Option<Uuid>, Option<Uuid>)| match (made, handed) {
        (None, _) => (child, State::Written),
        (Some(made), Some(handed)) if made == handed => (child, State::Handed),
        (Some(_), _) => (child, State::Made),
    };
    Ok(rows.into_iter().map(state).collect())
}

/// Case and office of a conference that was held; none of any other.
pub(super) async fn held(
    queries: &Queries,
    conference: Id<Conference>,
) -> Result<Option<(Uuid, Id<Office>)>, Failure> {
    let states = (conferences::State::Held.code(), conferences::State::Closed.code());
    Ok(HELD.bind(conference).bind(states.0).bind(states.1).one(queries).await?)
}

/// The words of a letter, sealed: greeting, heard, agreed, yours, open ends, next steps, closing.
type SealedWords =
    (Vec<u8>, Option<Vec<u8>>, Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>, Vec<u8>, Option<Vec<u8>>);

fn sealed(key: &CaseKey, row: Uuid, letter: &Letter) -> Result<SealedWords, Failure> {
    fn close<F: Fact<Inner = String>>(key: &CaseKey, place: Place, fact: &F) -> Result<Vec<u8>, Failure> {
        let sealed = key.seal_text(place, facts::for_machine(fact));
        sealed.map(Sealed::into_bytes).map_err(|e| Failure::Sealed(e.to_string()))
    }
    fn maybe<F: Fact<Inner = String>>(
        key: &CaseKey,
        place: Place,
        fact: Option<&F>,
    ) -> Result<Option<Vec<u8>>, Failure> {
        fact.map(|fact| close(key, place, fact)).transpose()
    }
    Ok((
        close(key, at("greeting", row), &letter.greeting)?,
        maybe(key, at("heard", row), letter.heard.as_ref())?,
        close(key, at("agreed", row), &letter.agreed)?,
        maybe(key, at("yours", row), letter.yours.as_ref())?,
        maybe(key, at("open_ends", row), letter.open_ends.as_ref())?,
        close(key, at("next_steps", row), &letter.next_steps)?,
        maybe(key, at("closing", row), letter.closing.as_ref())?,
    ))
}

/// Writes the words down: a new letter, or other words of one at this version. `false` when somebody else was faster.
pub(super) async fn save(
    operation: &mut Operation,
    conference: &Conference,
    (id, child, version): (Id<ChildLetter>, Id<Child>, Option<i64>),
    letter: &Letter,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let (greeting, heard, agreed, yours, open_ends, next, closing) = sealed(&key, id.uuid(), letter)?;
    let (now, staff) = (operation.now(), operation.by().actor);
    let band = letter.band.code();
    let rows = match version {
        None => {
            let add = ADD.bind(id).bind(conference.id).bind(conference.case).bind(child).bind(band);
            let add = add.bind(greeting).bind(heard).bind(agreed).bind(yours).bind(open_ends);
            add.bind(next).bind(closing).bind(now).bind(staff).execute(operation.work()).await?
        }
        Some(version) => {
            let change = CHANGE.bind(id).bind(version).bind(band).bind(greeting).bind(heard).bind(agreed);
            let change = change.bind(yours).bind(open_ends).bind(next).bind(closing);
            change.execute(operation.work()).await?
        }
    };
    Ok(rows == 1)
}

/// The paper was made; `false` when the words changed meanwhile, or it was made before.
pub(super) async fn made(
    operation: &mut Operation,
    conference: &Conference,
    (id, version): (Id<ChildLetter>, i64),
    document: Id<Document>,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let make = MAKE.bind(id).bind(version).bind(document).bind(now).bind(staff);
    if make.execute(operation.work()).await? != 1 {
        return Ok(false);
    }
    ADD_EDITION.bind(document).bind(id).bind(conference.case).execute(operation.work()).await?;
    Ok(true)
}

/// The child has the letter; `false` when that was written down before, or it was changed meanwhile.
pub(super) async fn handed(
    operation: &mut Operation,
    (id, version): (Id<ChildLetter>, i64),
    (on, how): (Day, HandedBy),
) -> Result<bool, Failure> {
    let hand = HAND.bind(id).bind(version).bind(on).bind(how.code());
    Ok(hand.execute(operation.work()).await? == 1)
}

/// Removes the letters of a destroyed case.
pub(in crate::minutes) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET_EDITIONS.bind(case).execute(operation.work()).await?;
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
