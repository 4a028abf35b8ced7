//! Tables of the law.

use super::model::{Content, Deadline, Deadlines, Entry, LegalReference, NewWording, Unit, Word};
use crate::access::{Lookup, Record, Root};
use crate::audit::About;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries, Transaction};
use portable_sql::Session;
use uuid::Uuid;

portable_sql::statements! {
    /// The paragraph valid on a day, with this office's verification.
    REFERENCE = "SELECT r.id, r.code, r.act, r.section, r.title, r.wording, r.valid_from, r.valid_to, COALESCE(r.verified_on, v.verified_on), \
        EXISTS (SELECT 1 FROM installation i WHERE i.name = 'demo') \
        FROM legal_reference r LEFT JOIN law_verification v ON v.row_id = r.id AND v.office_id = $3 \
        WHERE r.code = $1 AND (r.valid_from <= $2 OR r.valid_from IS NULL) AND (r.valid_to >= $2 OR r.valid_to IS NULL) \
        ORDER BY r.valid_from DESC NULLS LAST, r.created DESC, r.id DESC LIMIT 1";
    /// All rows of deadlines.
    DEADLINE_ROWS = "SELECT r.id, r.code, r.amount, r.unit, r.basis, r.valid_from, r.valid_to, r.verified_on, r.verified_by, r.note, r.created, \
        (SELECT count(*) FROM deadline_rule o WHERE o.code = r.code) FROM deadline_rule r WHERE (r.code = $1 OR $1 = '') ORDER BY r.created, r.id";
    /// All rows of paragraphs; an empty code lists all.
    REFERENCE_ROWS = "SELECT r.id, r.code, r.act, r.section, r.title, r.wording, r.valid_from, r.valid_to, r.verified_on, r.verified_by, r.note, r.created, \
        (SELECT count(*) FROM legal_reference o WHERE o.code = r.code) FROM legal_reference r WHERE (r.code = $1 OR $1 = '') ORDER BY r.created, r.id";
    /// All rows of definitions; an empty code lists all.
    DEFINITION_ROWS = "SELECT r.id, r.code, r.term, r.wording, r.source, r.valid_from, r.valid_to, r.verified_on, r.verified_by, r.note, r.created, \
        (SELECT count(*) FROM definition o WHERE o.code = r.code) FROM definition r WHERE (r.code = $1 OR $1 = '') ORDER BY r.created, r.id";
    /// Which table holds a row, and its code.
    WHERE_IS = "SELECT code, 1 FROM legal_reference WHERE id = $1 UNION ALL SELECT code, 2 FROM deadline_rule WHERE id = $1 \
        UNION ALL SELECT code, 3 FROM definition WHERE id = $1";
    /// How many rows a code has, over all tables.
    HOW_MANY = "SELECT (SELECT count(*) FROM legal_reference WHERE code = $1) + (SELECT count(*) FROM deadline_rule WHERE code = $1) \
        + (SELECT count(*) FROM definition WHERE code = $1)";
    /// A new row of a paragraph.
    ADD_REFERENCE = "INSERT INTO legal_reference (id, code, act, section, title, wording, valid_from, valid_to, note, created) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING";
    /// A new row of a deadline.
    ADD_DEADLINE = "INSERT INTO deadline_rule (id, code, amount, unit, basis, valid_from, valid_to, note, created) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING";
    /// A new row of a definition.
    ADD_DEFINITION = "INSERT INTO definition (id, code, term, wording, source, valid_from, valid_to, note, created) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING";
    /// An office verifies a row.
    VERIFY = "INSERT INTO law_verification (office_id, row_id, code, verified_on, staff_id, created) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (office_id, row_id) DO NOTHING";
    /// What an office has verified, when, by whom.
    VERIFIED = "SELECT v.row_id, v.verified_on, s.title_before, s.given, s.family, s.title_after FROM law_verification v \
        JOIN staff s ON s.id = v.staff_id WHERE v.office_id = $1";
}

portable_sql::row! {
    struct ReferenceRow {
        id: Id<Entry>,
        code: String,
        act: String,
        section: String,
        title: String,
        wording: String,
        valid_from: Option<Day>,
        valid_to: Option<Day>,
        verified_on: Option<Day>,
        verified_by: Option<String>,
        note: Option<String>,
        created: Moment,
        version: i64,
    }
}
portable_sql::row! {
    struct DeadlineRow {
        id: Id<Entry>,
        code: String,
        amount: i64,
        unit: String,
        basis: String,
        valid_from: Option<Day>,
        valid_to: Option<Day>,
        verified_on: Option<Day>,
        verified_by: Option<String>,
        note: Option<String>,
        created: Moment,
        version: i64,
    }
}
portable_sql::row! {
    struct DefinitionRow {
        id: Id<Entry>,
        code: String,
        term: String,
        wording: String,
        source: String,
        valid_from: Option<Day>,
        valid_to: Option<Day>,
        verified_on: Option<Day>,
        verified_by: Option<String>,
        note: Option<String>,
        created: Moment,
        version: i64,
    }
}

macro_rules! entry {
    ($row:ident, $content:expr) => {
        Entry {
            id: $row.id,
            code: $row.code.clone(),
            valid_from: $row.valid_from,
            valid_to: $row.valid_to,
            verified_on: $row.verified_on,
            verified_by: $row.verified_by.clone(),
            note: $row.note.clone(),
            created: $row.created,
            version: $row.version,
            content: $content,
        }
    };
}

impl From<ReferenceRow> for Entry {
    fn from(row: ReferenceRow) -> Self {
        entry!(
            row,
            Content::Reference { act: row.act, section: row.section, title: row.title, wording: row.wording }
        )
    }
}
impl From<DeadlineRow> for Entry {
    fn from(row: DeadlineRow) -> Self {
        // A unit that an older program does not know counts in calendar days: the shortest reading.
        let unit = Unit::from_code(&row.unit).unwrap_or(Unit::CalendarDay);
        entry!(row, Content::Deadline { amount: row.amount, unit, basis: row.basis })
    }
}
impl From<DefinitionRow> for Entry {
    fn from(row: DefinitionRow) -> Self {
        entry!(row, Content::Definition { term: row.term, wording: row.wording, source: row.source })
    }
}

impl Record for Entry {
    const PARAM: &'static str = "ustanoveni";
    type Parent = Root;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let place: Option<(String, i64)> = WHERE_IS.bind(id).one(lookup.queries()).await?;
        let Some((code, _)) = place else { return Ok(None) };
        Ok(rows(lookup.queries(), &code).await?.into_iter().find(|row| row.id == id))
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<Root>> {
        None
    }
    fn office(&self) -> Id<Office> {
        // The law belongs to no office: changes stand in the installation's chain.
        Id::from_uuid(Uuid::nil())
    }
    fn about(&self) -> About {
        About::default()
    }
    fn version(&self) -> i64 {
        self.version
    }
}

/// All rows of a code, oldest first; an empty code gives all rows of all tables.
pub(super) async fn rows(on: &Queries, code: &str) -> Result<Vec<Entry>, Failure> {
    let mut all: Vec<Entry> = Vec::new();
    all.extend(REFERENCE_ROWS.bind(code).all::<ReferenceRow>(on).await?.into_iter().map(Entry::from));
    all.extend(DEADLINE_ROWS.bind(code).all::<DeadlineRow>(on).await?.into_iter().map(Entry::from));
    all.extend(DEFINITION_ROWS.bind(code).all::<DefinitionRow>(on).await?.into_iter().map(Entry::from));
    Ok(all)
}

/// How many rows a code has.
pub(super) async fn how_many(on: &mut Transaction, code: &str) -> Result<i64, Failure> {
    let (count,): (i64,) = HOW_MANY.bind(code).get(on).await?;
    Ok(count)
}

/// Whether a row exists already (the same form sent twice).
pub(super) async fn exists(on: &mut Transaction, id: Id<Entry>) -> Result<bool, Failure> {
    Ok(WHERE_IS.bind(id).one::<(String, i64)>(on).await?.is_some())
}

/// Writes a row once; `false` when its identifier is taken.
pub(super) async fn add(
    on: &mut Transaction,
    code: &str,
    new: &NewWording,
    valid_from: Option<Day>,
    now: Moment,
) -> Result<bool, Failure> {
    let statement = match &new.content {
        Content::Reference { act, section, title, wording } => {
            ADD_REFERENCE.bind(new.id).bind(code).bind(act).bind(section).bind(title).bind(wording)
        }
        Content::Deadline { amount, unit, basis } => {
            ADD_DEADLINE.bind(new.id).bind(code).bind(*amount).bind(unit.code()).bind(basis)
        }
        Content::Definition { term, wording, source } => {
            ADD_DEFINITION.bind(new.id).bind(code).bind(term).bind(wording).bind(source)
        }
    };
    let statement = statement.bind(valid_from).bind(new.valid_to).bind(new.note.clone()).bind(now);
    Ok(statement.execute(on).await? == 1)
}

/// An office verifies a row; `false` when it had already.
pub(super) async fn verify(
    on: &mut Transaction,
    office: Id<Office>,
    entry: (Id<Entry>, &str),
    day: Day,
    staff: Id<Staff>,
    now: Moment,
) -> Result<bool, Failure> {
    let (id, code) = entry;
    let statement = VERIFY.bind(office).bind(id).bind(code).bind(day).bind(staff).bind(now);
    Ok(statement.execute(on).await? == 1)
}

/// Verified by an office: row, day, name.
pub(super) async fn verified(
    on: &Queries,
    office: Id<Office>,
) -> Result<Vec<(Id<Entry>, Day, String)>, Failure> {
    type Found = (Id<Entry>, Day, String, String, String, String);
    let rows: Vec<Found> = VERIFIED.bind(office).all(on).await?;
    Ok(rows
        .into_iter()
        .map(|(id, day, title_before, given, family, title_after)| {
            (id, day, crate::identity::StaffName { title_before, given, family, title_after }.full())
        })
        .collect())
}

/// The deadlines valid on a day. Never fails for missing rows: the defaults stand in, unverified.
///
/// # Errors
/// Database errors.
pub async fn deadlines<'a>(on: impl Into<Session<'a>>, day: Day) -> Result<Deadlines, Failure> {
    let rows: Vec<DeadlineRow> = DEADLINE_ROWS.bind("").all(on).await?;
    let entries: Vec<Entry> = rows.into_iter().map(Entry::from).collect();
    Ok(Deadlines::from_lookup(|code| {
        let of_code: Vec<Entry> = entries.iter().filter(|e| e.code == code).cloned().collect();
        let entry = super::rules::current(&of_code, day)?;
        match entry.content {
            Content::Deadline { amount, unit, .. } => {
                Some(Deadline { amount, unit, verified: entry.verified_on.is_some() })
            }
            Content::Reference { .. } | Content::Definition { .. } => None,
        }
    }))
}

/// The paragraph valid on a day, as the installation has verified it. Papers of an office ask
/// [`reference_for`], which also counts the office's own verification.
///
/// # Errors
/// Database errors.
pub async fn reference<'a>(
    on: impl Into<Session<'a>>,
    code: &str,
    day: Day,
) -> Result<Option<LegalReference>, Failure> {
    reference_for(on, Id::from_uuid(Uuid::nil()), code, day).await
}

/// The paragraph valid on a day, as the installation or this office has verified it.
///
/// # Errors
/// Database errors.
pub async fn reference_for<'a>(
    on: impl Into<Session<'a>>,
    office: Id<Office>,
    code: &str,
    day: Day,
) -> Result<Option<LegalReference>, Failure> {
    Ok(REFERENCE.bind(code).bind(day).bind(office).one(on).await?)
}

/// The meaning of a word on a day.
///
/// # Errors
/// Database errors.
pub async fn definition<'a>(
    on: impl Into<Session<'a>>,
    code: &str,
    day: Day,
) -> Result<Option<Word>, Failure> {
    let rows: Vec<DefinitionRow> = DEFINITION_ROWS.bind(code).all(on).await?;
    let entries: Vec<Entry> = rows.into_iter().map(Entry::from).collect();
    let Some(entry) = super::rules::current(&entries, day) else { return Ok(None) };
    Ok(match &entry.content {
        Content::Definition { term, wording, source } => Some(Word {
            term: term.clone(),
            wording: wording.clone(),
            source: source.clone(),
            verified: entry.verified_on.is_some(),
        }),
        Content::Reference { .. } | Content::Deadline { .. } => None,
    })
}
