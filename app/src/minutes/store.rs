//! Tables of the minutes, and the facts of the record closed anew for the cut.

pub(super) mod fields;
pub(super) mod frozen;
pub(super) mod seals;
pub(super) mod signatures;

use super::model::{AgeWords, Minutes, NameWords, OwnerWords, RoleWords};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::BirthDay;
use crate::conferences::Conference;
use crate::documents::Document;
use crate::kernel::{Day, Failure, Id, Moment};
use crate::meeting::{Seat, Sitter, TaskNote, Topic, Words};
use crate::participants::Participant;
use crate::plan::Given;
use uuid::Uuid;
use vault::{CaseKey, Place};

portable_sql::statements! {
    /// The last edition of a conference's minutes, with its document's reference number.
    LAST = "SELECT e.document_id, e.edition, d.reference_number, e.made, e.replaced FROM minutes_edition e JOIN document d ON d.id = e.document_id \
        WHERE e.conference_id = $1 ORDER BY e.edition DESC LIMIT 1";
    /// The highest edition.
    HIGHEST = "SELECT MAX(edition) FROM minutes_edition WHERE conference_id = $1";
    /// A new edition; the same form twice is one edition.
    ADD = "INSERT INTO minutes_edition (id, conference_id, case_id, edition, document_id, replaced, made) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (id) DO NOTHING";
    /// The document of an edition or extract that a form has made before.
    MADE_BY_FORM = "SELECT document_id FROM minutes_edition WHERE id = $1 UNION ALL SELECT document_id FROM minutes_extract WHERE id = $2";
    /// A new extract; the same form twice is one extract.
    ADD_EXTRACT = "INSERT INTO minutes_extract (id, conference_id, case_id, participant_id, document_id, fingerprint, replaced, made) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
    /// Extracts of a conference, the newest first.
    EXTRACTS = "SELECT participant_id, document_id, fingerprint, replaced, made FROM minutes_extract WHERE conference_id = $1 ORDER BY made DESC, id DESC";
    /// Whether the record of a conference is not sealed yet.
    IS_OPEN = "SELECT COUNT(*) FROM conference WHERE id = $1 AND sealed IS NULL";
    /// Forgets extracts of a destroyed case.
    FORGET_EXTRACTS = "DELETE FROM minutes_extract WHERE case_id = $1";
    /// Forgets editions.
    FORGET = "DELETE FROM minutes_edition WHERE case_id = $1";
}

/// The last edition of a conference's minutes.
///
/// # Errors
/// Database errors.
pub async fn of_conference(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Option<Minutes>, Failure> {
    let row: Option<(Id<Document>, i64, Option<String>, Moment, String)> =
        LAST.bind(id).one(lookup.queries()).await?;
    Ok(row.map(|(document, edition, reference_number, made, replaced)| Minutes {
        document,
        edition,
        reference_number,
        made,
        replaced,
    }))
}

/// The document that this form has made before.
pub(super) async fn made_by_form(lookup: Lookup<'_>, form: Uuid) -> Result<Option<Id<Document>>, Failure> {
    let row: Option<(Id<Document>,)> = MADE_BY_FORM.bind(form).bind(form).one(lookup.queries()).await?;
    Ok(row.map(|(document,)| document))
}

/// Whether the record is not sealed yet, as the operation that writes sees it.
pub(super) async fn is_open(operation: &mut Operation, id: Id<Conference>) -> Result<bool, Failure> {
    let (open,): (i64,) = IS_OPEN.bind(id).get(operation.work()).await?;
    Ok(open == 1)
}

/// What becomes of an edition that is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// It is there.
    Now,
    /// The same form made it before.
    Before,
    /// Somebody else made an edition meanwhile: this one bears the wrong number.
    Overtaken,
}

/// Writes an edition down. Whoever gets anything but [`Added::Now`] gives the operation up.
pub(super) async fn add(
    operation: &mut Operation,
    form: Uuid,
    conference: &Conference,
    edition: i64,
    document: Id<Document>,
    replaced: &str,
) -> Result<Added, Failure> {
    let now = operation.now();
    let before: Vec<(Id<Document>,)> = MADE_BY_FORM.bind(form).bind(form).all(operation.work()).await?;
    if !before.is_empty() {
        return Ok(Added::Before);
    }
    let (highest,): (Option<i64>,) = HIGHEST.bind(conference.id).get(operation.work()).await?;
    if highest.unwrap_or(0) + 1 != edition {
        return Ok(Added::Overtaken);
    }
    let rows = ADD
        .bind(form)
        .bind(conference.id)
        .bind(conference.case)
        .bind(edition)
        .bind(document)
        .bind(replaced)
        .bind(now)
        .execute(operation.work())
        .await?;
    Ok(if rows == 1 { Added::Now } else { Added::Before })
}

/// An extract that was made.
#[derive(Clone, Debug)]
pub struct Extract {
    /// For whom.
    pub participant: Id<Participant>,
    /// The filed paper.
    pub document: Id<Document>,
    /// Fingerprint of what was cut.
    pub fingerprint: String,
    /// Characters the font lacks.
    pub replaced: String,
    /// When.
    pub made: Moment,
}

/// Writes an extract down; `false` when this form made it before.
pub(super) async fn add_extract(
    operation: &mut Operation,
    form: Uuid,
    conference: &Conference,
    extract: &Extract,
) -> Result<bool, Failure> {
    let rows = ADD_EXTRACT
        .bind(form)
        .bind(conference.id)
        .bind(conference.case)
        .bind(extract.participant)
        .bind(extract.document)
        .bind(&extract.fingerprint)
        .bind(&extract.replaced)
        .bind(extract.made)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// Extracts of a conference, the newest first.
///
/// # Errors
/// Database errors.
pub async fn extracts(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Extract>, Failure> {
    let rows: Vec<(Id<Participant>, Id<Document>, String, String, Moment)> =
        EXTRACTS.bind(id).all(lookup.queries()).await?;
    Ok(rows
        .into_iter()
        .map(|(participant, document, fingerprint, replaced, made)| Extract {
            participant,
            document,
            fingerprint,
            replaced,
            made,
        })
        .collect())
}

/// Seals a text for one cell.
pub(in crate::minutes) fn seal(key: &CaseKey, at: Place, text: &str) -> Result<Vec<u8>, Failure> {
    Ok(key.seal_text(at, text).map_err(|e| Failure::Sealed(e.to_string()))?.into_bytes())
}

/// Opens a cell.
pub(in crate::minutes) fn open(key: &CaseKey, at: Place, sealed: Vec<u8>) -> Result<String, Failure> {
    key.open_text(at, &vault::Sealed::from_bytes(sealed)).map_err(|e| Failure::Sealed(e.to_string()))
}

/// Removes everything of a destroyed case.
pub(super) async fn forget_case(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    super::comments::forget(operation, case).await?;
    seals::forget(operation, case).await?;
    frozen::forget(operation, case).await?;
    signatures::forget(operation, case).await?;
    fields::forget(operation, case).await?;
    FORGET_EXTRACTS.bind(case).execute(operation.work()).await?;
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}

/// Name and role of a seat, closed anew so that invited people and guests are cut alike.
pub(super) fn sitter_words(seat: &Seat) -> (NameWords, RoleWords) {
    match &seat.sitter {
        Sitter::Invited(who) => {
            (NameWords::new(facts::for_machine(&who.name).clone()), RoleWords::new(who.role_label.clone()))
        }
        Sitter::Guest { name, label } => (
            NameWords::new(facts::for_machine(name).clone()),
            RoleWords::new(facts::for_machine(label).clone()),
        ),
    }
}

/// Who does a task: the role at the table, or whoever was written down; and who tells them, if they were not there.
pub(super) fn owner_words(
    role: Option<&RoleWords>,
    note: Option<&TaskNote>,
    told_by: Option<&RoleWords>,
) -> Option<OwnerWords> {
    let role = role.map(|role| facts::for_machine(role).clone());
    let note = note.map(|note| facts::for_machine(note).clone());
    let who = role.or(note)?;
    Some(OwnerWords::new(match told_by.map(facts::for_machine) {
        Some(teller) => format!("{who} (vyřídí: {teller})"),
        None => who,
    }))
}

/// What somebody said to an agreement or a task, behind what it is about.
pub(super) fn answer_words(head: String, given: &Given, topic: Topic) -> Words {
    let words = given.words.as_ref().map(|words| format!(" „{}“", facts::for_machine(words)));
    let step = given.step.as_ref();
    // Where no degrees are asked for, nobody was asked about one.
    let helps = if given.degree.is_some() { "O stupeň výš" } else { "Souhlasit" };
    let step = step.map(|step| format!(" {helps} by pomohlo: „{}“", facts::for_machine(step)));
    Words::under(topic, [Some(head), words, step].into_iter().flatten().collect())
}

/// What is to be done when a worry comes true.
pub(super) fn plan_b_words(plan: &TaskNote, topic: Topic) -> Words {
    Words::under(topic, format!("Plán B: {}", facts::for_machine(plan)))
}

/// The age on a day, in words.
pub(super) fn age_on(born: &BirthDay, day: Day) -> AgeWords {
    AgeWords::new(super::rules::age_words(*facts::for_machine(born), day))
}
