//! Lines of the minutes as they are read, and their history. They are written by the journal only
//! ([`super::super::journal`]).

use super::{open_text, seal_text};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::Child;
use crate::conferences::{Conference, Goal, Phase};
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::meeting::journal::store::adopt::{place_of, text_of};
use crate::meeting::journal::store::{self, Kept, moment};
use crate::meeting::{Line, LineKind, LineText, LineVariant, Seat, Side, TaskNote, Topic, Weight, Words};
use ::journal::{Act, Field, Key, LineState, Place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;
use vault::CaseKey;

portable_sql::statements! {
    /// Lines of a meeting, struck ones too.
    LINES = "SELECT id, phase_id, kind, topic, child_id, words, speaker_id, owner_id, owner_note, deadline, indicator, support, degree, agreed_number, task_number, noted, rank, struck, version, \
        place, happened, staff_id, heads, weight, side, goal_id, told_by_id, plan_b, variants FROM meeting_line WHERE conference_id = $1";
    /// The case of a meeting.
    CASE_OF = "SELECT case_id FROM meeting WHERE conference_id = $1";
    /// What a line said before it was changed, in meetings older than the journal; oldest first.
    HISTORY = "SELECT id, line_version, what, words, noted FROM meeting_line_history WHERE line_id = $1 ORDER BY line_version, id";
    /// Forgets that history of a destroyed case's lines.
    FORGET_HISTORY = "DELETE FROM meeting_line_history WHERE line_id IN (SELECT l.id FROM meeting_line l JOIN meeting m ON m.conference_id = l.conference_id WHERE m.case_id = $1)";
}

portable_sql::row! {
    struct Stored {
        id: Id<Line>,
        phase: Option<Id<Phase>>,
        kind: String,
        topic: String,
        child: Option<Id<Child>>,
        words: Vec<u8>,
        speaker: Option<Id<Seat>>,
        owner: Option<Id<Seat>>,
        owner_note: Option<Vec<u8>>,
        deadline: Option<Day>,
        indicator: Option<Vec<u8>>,
        support: Option<Vec<u8>>,
        degree: Option<i64>,
        agreed_number: Option<i64>,
        task_number: Option<i64>,
        at: Moment,
        rank: i64,
        struck: Option<Moment>,
        version: i64,
        place: Option<String>,
        happened: Option<Moment>,
        staff: Option<Id<Staff>>,
        heads: Option<String>,
        weight: Option<String>,
        side: Option<String>,
        goal: Option<Id<Goal>>,
        told_by: Option<Id<Seat>>,
        plan_b: Option<Vec<u8>>,
        variants: Option<Vec<u8>>,
    }
}

/// A text written at the same time, as it is sealed.
#[derive(Deserialize, Serialize)]
struct StoredVariant {
    entry: Uuid,
    staff: Option<Uuid>,
    happened: i64,
    text: String,
}

pub(in crate::meeting) fn cell(column: &'static str, line: Uuid) -> vault::Place {
    vault::Place { table: "meeting_line", column, row: line }
}

/// Texts written at the same time, sealed for a line's cell; none when there are none.
pub(in crate::meeting) fn sealed_variants(
    key: &CaseKey,
    line: &LineState,
    kept: &[Kept],
) -> Result<Option<Vec<u8>>, Failure> {
    if line.variants.is_empty() {
        return Ok(None);
    }
    let staff = |entry: Uuid| kept.iter().find(|one| one.entry.id == entry).and_then(|one| one.staff);
    let variants = line.variants.iter().map(|variant| StoredVariant {
        entry: variant.entry,
        staff: staff(variant.entry),
        happened: variant.happened,
        text: variant.text.as_str().to_owned(),
    });
    let text = serde_json::to_string(&variants.collect::<Vec<_>>());
    let text = text.map_err(|error| Failure::Broken(error.to_string()))?;
    seal_text(key, cell("variants", line.id), &text).map(Some)
}

fn open_variants(
    key: &CaseKey,
    line: Id<Line>,
    sealed: Option<Vec<u8>>,
) -> Result<Vec<LineVariant>, Failure> {
    let Some(sealed) = sealed else { return Ok(Vec::new()) };
    let text = open_text(key, cell("variants", line.uuid()), sealed)?;
    let stored: Vec<StoredVariant> = serde_json::from_str(&text)
        .map_err(|_| Failure::Broken("texts beside a line cannot be read".into()))?;
    let variant = |one: StoredVariant| LineVariant {
        entry: one.entry,
        by: one.staff.map(Id::from_uuid),
        happened: moment(one.happened),
        text: LineText::new(one.text),
    };
    Ok(stored.into_iter().map(variant).collect())
}

fn open(stored: Stored, key: &CaseKey) -> Result<Line, Failure> {
    let id = stored.id;
    let note = |column, sealed: Option<Vec<u8>>| -> Result<Option<TaskNote>, Failure> {
        sealed.map(|sealed| open_text(key, cell(column, id.uuid()), sealed).map(TaskNote::new)).transpose()
    };
    let unknown = || Failure::Broken("a line of an unknown kind or topic".into());
    let text = open_text(key, cell("words", id.uuid()), stored.words)?;
    let topic = Topic::from_code(&stored.topic).ok_or_else(unknown)?;
    let kind = LineKind::from_code(&stored.kind).ok_or_else(unknown)?;
    // What a line was as a task stays in its journal, but another line has no owner and no day.
    let task = kind == LineKind::Task;
    // A line that is older than the journal stands where its rank says, and its text is the entry it will become.
    let place = match stored.place {
        None => place_of(stored.rank),
        Some(place) => Place::try_from(place).ok(),
    };
    let heads = stored.heads.map_or_else(
        || vec![text_of(id.uuid())],
        |heads| heads.split(' ').filter_map(|head| Uuid::try_parse(head).ok()).collect(),
    );
    Ok(Line {
        id,
        phase: stored.phase,
        kind,
        topic,
        child: stored.child,
        words: Words::under(topic, text.clone()),
        text: LineText::new(text),
        speaker: stored.speaker,
        owner: stored.owner.filter(|_| task),
        owner_note: note("owner_note", stored.owner_note.filter(|_| task))?,
        deadline: stored.deadline.filter(|_| task),
        indicator: note("indicator", stored.indicator.filter(|_| task))?,
        support: note("support", stored.support.filter(|_| task))?,
        told_by: stored.told_by.filter(|_| task),
        // A serious worry has one too.
        plan_b: note("plan_b", stored.plan_b)?,
        side: stored.side.filter(|_| task).and_then(|code| Side::from_code(&code)),
        goal: stored.goal.filter(|_| task),
        weight: stored.weight.and_then(|code| Weight::from_code(&code)),
        degree: stored.degree.filter(|_| kind == LineKind::Agreed),
        agreed_number: stored.agreed_number,
        task_number: stored.task_number,
        at: stored.at,
        happened: stored.happened.unwrap_or(stored.at),
        written_by: stored.staff,
        place,
        variants: open_variants(key, id, stored.variants)?,
        heads,
        struck: stored.struck,
        version: stored.version,
    })
}

/// All lines of a meeting in their order; struck ones too. A line that somebody began and has not written anything into is
/// not shown.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub async fn lines(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Line>, Failure> {
    let rows: Vec<Stored> = LINES.bind(conference).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (case,): (Uuid,) = CASE_OF.bind(conference).get(lookup.queries()).await?;
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    let lines = rows.into_iter().map(|stored| open(stored, &key)).collect::<Result<Vec<Line>, Failure>>()?;
    let says = |line: &Line| !facts::for_machine(&line.text).trim().is_empty() || !line.variants.is_empty();
    let mut lines: Vec<Line> = lines.into_iter().filter(says).collect();
    lines.sort_by(|one, other| {
        (one.place.is_none(), &one.place, one.id).cmp(&(other.place.is_none(), &other.place, other.id))
    });
    Ok(lines)
}

/// What a line had before: a text, or a value of a property.
#[derive(Clone, Debug)]
pub(in crate::meeting) struct Earlier {
    pub(in crate::meeting) text: LineText,
    /// The property whose value it was; none for the words of the line.
    pub(in crate::meeting) field: Option<Field>,
    /// Who wrote it, if that is known.
    pub(in crate::meeting) by: Option<Id<Staff>>,
    /// When it was written; of what is older than the journal: when it was replaced.
    pub(in crate::meeting) at: Moment,
    /// Whether `at` is when it was replaced.
    pub(in crate::meeting) until: bool,
}

/// What a line said before, oldest first.
pub(in crate::meeting) async fn history(
    lookup: Lookup<'_>,
    conference: &Conference,
    line: &Line,
) -> Result<Vec<Earlier>, Failure> {
    let mut earlier = Vec::new();
    let rows: Vec<(Uuid, i64, String, Vec<u8>, Moment)> = HISTORY.bind(line.id).all(lookup.queries()).await?;
    if !rows.is_empty() {
        let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
        for (id, _, _, sealed, at) in rows {
            let place = vault::Place { table: "meeting_line_history", column: "words", row: id };
            let text = LineText::new(open_text(&key, place, sealed)?);
            earlier.push(Earlier { text, field: None, by: None, at, until: true });
        }
    }
    let kept = store::history(lookup, conference, line.id).await?;
    // Of each property the latest mark counts; the others are what it was.
    let mut latest: BTreeMap<Field, Key> = BTreeMap::new();
    for one in &kept {
        if let Act::Mark { field, .. } = one.entry.act {
            let key = latest.entry(field).or_insert(one.entry.key());
            *key = one.entry.key().max(*key);
        }
    }
    for one in kept {
        let key = one.entry.key();
        let was = match one.entry.act {
            Act::Write { text, .. } if !line.heads.contains(&one.entry.id) => Some((None, text)),
            Act::Mark { field, value: Some(text), .. } if latest.get(&field) != Some(&key) => {
                Some((Some(field), text))
            }
            _ => None,
        };
        if let Some((field, text)) = was.filter(|(_, text)| !text.is_blank()) {
            let (text, by) = (LineText::new(text.into_string()), one.staff.map(Id::from_uuid));
            earlier.push(Earlier { text, field, by, at: one.received, until: false });
        }
    }
    Ok(earlier)
}

/// Forgets the history of a destroyed case's lines. The lines themselves go with the journal.
pub(super) async fn forget_case(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET_HISTORY.bind(case).execute(operation.work()).await?;
    Ok(())
}
