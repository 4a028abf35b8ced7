//! The table of rules. Append-only: a decision is a further row.

pub(super) mod consents;
pub(super) mod decisions;
pub(super) mod secrets;

use super::defaults;
use super::model::{Rule, StoredVerdict, TableOccasion};
use crate::audit::Operation;
use crate::cases::ReaderKind;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries, Transaction};
use facts::{Fact, FactGroup};
use portable_sql::Session;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// Rules for two kinds of reader: the installation's and one office's, in the order in which they were made.
    RULES_FOR = "SELECT id, office_id, reader, fact_group, occasion, verdict, ground, note, purpose, valid_from, valid_to, verified_on, decided_by \
        FROM disclosure_rule WHERE (reader = $1 OR reader = $2) AND (office_id = $3 OR office_id = $4) ORDER BY valid_from, created, id";
    /// All rules of the installation and one office, in the order in which they were made.
    RULES = "SELECT id, office_id, reader, fact_group, occasion, verdict, ground, note, purpose, valid_from, valid_to, verified_on, decided_by \
        FROM disclosure_rule WHERE office_id = $1 OR office_id = $2 ORDER BY valid_from, created, id";
    /// How many defaults are there?
    COUNT_DEFAULTS = "SELECT count(*) FROM disclosure_rule WHERE office_id = $1";
    /// A further rule.
    ADD = "INSERT INTO disclosure_rule (id, office_id, reader, fact_group, occasion, verdict, ground, note, purpose, valid_from, valid_to, verified_on, decided_by, created) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (id) DO NOTHING";
}

portable_sql::row! {
    struct Stored {
        id: Id<Rule>,
        office: Id<Office>,
        reader: String,
        group: String,
        occasion: String,
        verdict: String,
        ground: String,
        note: String,
        purpose: String,
        valid_from: Day,
        valid_to: Option<Day>,
        verified_on: Option<Day>,
        decided_by: Option<Id<Staff>>,
    }
}

impl Stored {
    /// The rule; a code that this version of the program does not know makes none, and then nothing is shown.
    fn rule(self) -> Option<Rule> {
        Some(Rule {
            id: self.id,
            office: self.office,
            reader: ReaderKind::from_code(&self.reader)?,
            group: FactGroup::from_code(&self.group)?,
            occasion: TableOccasion::from_code(&self.occasion)?,
            verdict: StoredVerdict::from_code(&self.verdict)?.0,
            ground: self.ground,
            note: self.note,
            purpose: self.purpose,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            verified_on: self.verified_on,
            decided_by: self.decided_by,
        })
    }
}

/// The other kinds of row that can apply to this kind of reader, by their position to a child.
fn neighbour(kind: ReaderKind) -> ReaderKind {
    match kind {
        ReaderKind::ParentWithResponsibility => ReaderKind::ParentWithoutResponsibility,
        ReaderKind::ParentWithoutResponsibility => ReaderKind::ParentWithResponsibility,
        other => other,
    }
}

/// The rules that can apply to a kind of reader at an office. A parent who is a foster carer of another child of
/// the case has a third row.
pub(super) async fn rules_for_reader(
    queries: &Queries,
    office: Id<Office>,
    kind: ReaderKind,
) -> Result<Vec<Rule>, Failure> {
    let mut rules = load(queries, office, kind, neighbour(kind)).await?;
    if neighbour(kind) != kind {
        rules.extend(load(queries, office, ReaderKind::FosterCarer, ReaderKind::FosterCarer).await?);
    }
    Ok(rules)
}

async fn load(
    queries: &Queries,
    office: Id<Office>,
    one: ReaderKind,
    other: ReaderKind,
) -> Result<Vec<Rule>, Failure> {
    let rows: Vec<Stored> =
        RULES_FOR.bind(one.code()).bind(other.code()).bind(Uuid::nil()).bind(office).all(queries).await?;
    Ok(rows.into_iter().filter_map(Stored::rule).collect())
}

/// All rules of the installation and of one office, in the order in which they were made.
pub(super) async fn rules<'a>(on: impl Into<Session<'a>>, office: Id<Office>) -> Result<Vec<Rule>, Failure> {
    let rows: Vec<Stored> = RULES.bind(Uuid::nil()).bind(office).all(on).await?;
    Ok(rows.into_iter().filter_map(Stored::rule).collect())
}

/// Whether the defaults are all there.
pub(super) async fn has_defaults(queries: &Queries, expected: usize) -> Result<bool, Failure> {
    let (count,): (i64,) = COUNT_DEFAULTS.bind(Uuid::nil()).get(queries).await?;
    Ok(usize::try_from(count).is_ok_and(|count| count >= expected))
}

/// Brings the defaults in; those that are there stay.
pub(super) async fn add_defaults(on: &mut Transaction, now: Moment) -> Result<(), Failure> {
    for rule in defaults::rules()? {
        add(on, &rule, now).await?;
    }
    Ok(())
}

/// Adds a rule; `false` when it is there already (the same form sent twice).
pub(super) async fn add(on: &mut Transaction, rule: &Rule, now: Moment) -> Result<bool, Failure> {
    let added = ADD
        .bind(rule.id)
        .bind(rule.office)
        .bind(rule.reader.code())
        .bind(rule.group.code())
        .bind(rule.occasion.code())
        .bind(StoredVerdict(rule.verdict).code())
        .bind(rule.ground.as_str())
        .bind(rule.note.as_str())
        .bind(rule.purpose.as_str())
        .bind(rule.valid_from)
        .bind(rule.valid_to)
        .bind(rule.verified_on)
        .bind(rule.decided_by)
        .bind(now)
        .execute(on)
        .await?;
    Ok(added == 1)
}

/// Seals a text fact for its column.
fn seal<F: Fact<Inner = String>>(key: &CaseKey, place: Place, fact: &F) -> Result<Vec<u8>, Failure> {
    let sealed =
        key.seal_text(place, facts::for_machine(fact)).map_err(|e| Failure::Sealed(e.to_string()))?;
    Ok(sealed.into_bytes())
}

/// Opens a sealed column.
fn unseal(key: &CaseKey, place: Place, bytes: Vec<u8>) -> Result<String, Failure> {
    key.open_text(place, &Sealed::from_bytes(bytes)).map_err(|e| Failure::Sealed(e.to_string()))
}

/// Forgets what was decided about a destroyed case.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    decisions::remove_all(operation, case).await?;
    consents::remove_all(operation, case).await
}
