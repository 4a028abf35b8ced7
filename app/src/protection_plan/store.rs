//! Tables of protection plans. All words are sealed.

use super::model::{
    Causes, ChangeReason, ChildView, Filed, Measure, MeasureKind, MeasureOwner, MeasureWords, Needs,
    ParentsView, PlanGoals, PlanWords, ProtectionPlan,
};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::cases::{CaseFile, Child, Person};
use crate::conferences::Conference;
use crate::documents::Document;
use crate::identity::Office;
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries};
use crate::meeting::{Line, Seat};
use facts::Fact;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// A version by its id.
    FIND = "SELECT p.id, p.case_id, c.office_id, c.closed IS NOT NULL, p.child_id, p.number, p.conference_id, p.change_reason, p.causes, p.needs, p.goals, p.child_view, p.parents_view, p.evaluation_on, p.made, p.version \
        FROM protection_plan p JOIN case_file c ON c.id = p.case_id WHERE p.id = $1";
    /// Versions of a child's plan, the newest first.
    OF_CHILD = "SELECT p.id, p.case_id, c.office_id, c.closed IS NOT NULL, p.child_id, p.number, p.conference_id, p.change_reason, p.causes, p.needs, p.goals, p.child_view, p.parents_view, p.evaluation_on, p.made, p.version \
        FROM protection_plan p JOIN case_file c ON c.id = p.case_id WHERE p.child_id = $1 ORDER BY p.number DESC";
    /// The children of a case with the number of the newest version of their plan.
    CHILDREN = "SELECT d.id, (SELECT MAX(p.number) FROM protection_plan p WHERE p.child_id = d.id) FROM child d WHERE d.case_id = $1 AND d.removed IS NULL ORDER BY d.created, d.id";
    /// How many drafts are open in a case.
    DRAFTS = "SELECT COUNT(*) FROM protection_plan WHERE case_id = $1 AND made IS NULL";
    /// A new version with the next number, when no draft of the child is open.
    ADD = "INSERT INTO protection_plan (id, case_id, child_id, number, conference_id, created, created_by, version) \
        SELECT $1, d.case_id, d.id, $2, $3, $4, $5, 1 FROM child d WHERE d.id = $6 AND NOT EXISTS (SELECT 1 FROM protection_plan x WHERE x.child_id = $7 AND x.made IS NULL) \
        ON CONFLICT (child_id, number) DO NOTHING";
    /// The words of a draft.
    CHANGE = "UPDATE protection_plan SET change_reason = $3, causes = $4, needs = $5, goals = $6, child_view = $7, parents_view = $8, evaluation_on = $9, version = version + 1 \
        WHERE id = $1 AND version = $2 AND made IS NULL";
    /// Moves the version of a draft on, and says which conference it follows from.
    TOUCH = "UPDATE protection_plan SET conference_id = $3, version = version + 1 WHERE id = $1 AND version = $2 AND made IS NULL";
    /// A version was made.
    MAKE = "UPDATE protection_plan SET made = $3, made_by = $4, conference_id = $5, version = version + 1 WHERE id = $1 AND version = $2 AND made IS NULL";
    /// Measures of a version in their order.
    MEASURES = "SELECT id, kind, words, owner, due, line_id FROM protection_measure WHERE plan_id = $1 ORDER BY position, id";
    /// Forgets the measures of a draft, which are written anew.
    CLEAR_MEASURES = "DELETE FROM protection_measure WHERE plan_id = $1";
    /// A measure; a line is one measure of a version.
    ADD_MEASURE = "INSERT INTO protection_measure (id, plan_id, case_id, position, kind, words, owner, due, line_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
        ON CONFLICT DO NOTHING";
    /// Papers of a version.
    PAPERS = "SELECT document_id, word, person_id FROM protection_paper WHERE plan_id = $1 ORDER BY document_id";
    /// A paper of a version.
    ADD_PAPER = "INSERT INTO protection_paper (document_id, plan_id, case_id, person_id, word) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    /// For whom a paper was cut.
    PAPER = "SELECT plan_id, person_id FROM protection_paper WHERE document_id = $1";
    /// Forgets the papers of a destroyed case.
    FORGET_PAPERS = "DELETE FROM protection_paper WHERE case_id = $1";
    /// Forgets its measures.
    FORGET_MEASURES = "DELETE FROM protection_measure WHERE case_id = $1";
    /// Forgets its plans.
    FORGET = "DELETE FROM protection_plan WHERE case_id = $1";
}

portable_sql::row! {
    struct Stored {
        id: Id<ProtectionPlan>,
        case: Id<CaseFile>,
        office: Id<Office>,
        case_closed: bool,
        child: Id<Child>,
        number: i64,
        conference: Option<Id<Conference>>,
        change_reason: Option<Vec<u8>>,
        causes: Option<Vec<u8>>,
        needs: Option<Vec<u8>>,
        goals: Option<Vec<u8>>,
        child_view: Option<Vec<u8>>,
        parents_view: Option<Vec<u8>>,
        evaluation_on: Option<Day>,
        made: Option<Moment>,
        version: i64,
    }
}

portable_sql::row! {
    struct StoredMeasure {
        id: Id<Measure>,
        kind: String,
        words: Vec<u8>,
        owner: Option<Vec<u8>>,
        due: Option<Day>,
        line: Option<Id<Line>>,
    }
}

fn at(column: &'static str, row: Uuid) -> Place {
    Place { table: "protection_plan", column, row }
}

fn measure_at(column: &'static str, row: Uuid) -> Place {
    Place { table: "protection_measure", column, row }
}

fn open(key: &CaseKey, place: Place, sealed: Vec<u8>) -> Result<String, Failure> {
    key.open_text(place, &Sealed::from_bytes(sealed)).map_err(|e| Failure::Sealed(e.to_string()))
}

fn close<F: Fact<Inner = String>>(
    key: &CaseKey,
    place: Place,
    fact: Option<&F>,
) -> Result<Option<Vec<u8>>, Failure> {
    fact.map(|fact| {
        let sealed = key.seal_text(place, facts::for_machine(fact));
        sealed.map(Sealed::into_bytes).map_err(|e| Failure::Sealed(e.to_string()))
    })
    .transpose()
}

impl Stored {
    fn opened(self, key: &CaseKey) -> Result<ProtectionPlan, Failure> {
        let row = self.id.uuid();
        let text =
            |column, sealed: Option<Vec<u8>>| sealed.map(|s| open(key, at(column, row), s)).transpose();
        Ok(ProtectionPlan {
            words: PlanWords {
                change_reason: text("change_reason", self.change_reason)?.map(ChangeReason::new),
                causes: text("causes", self.causes)?.map(Causes::new),
                needs: text("needs", self.needs)?.map(Needs::new),
                goals: text("goals", self.goals)?.map(PlanGoals::new),
                child_view: text("child_view", self.child_view)?.map(ChildView::new),
                parents_view: text("parents_view", self.parents_view)?.map(ParentsView::new),
                evaluation_on: self.evaluation_on,
            },
            id: self.id,
            case: self.case,
            office: self.office,
            case_closed: self.case_closed,
            child: self.child,
            number: self.number,
            conference: self.conference,
            made: self.made,
            version: self.version,
        })
    }
}

impl Record for ProtectionPlan {
    const PARAM: &'static str = "ipod";
    type Parent = CaseFile;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<Stored> = FIND.bind(id).one(lookup.queries()).await?;
        let Some(stored) = stored else { return Ok(None) };
        let key = lookup.keys().of_case(lookup.queries(), stored.case.uuid()).await?;
        stored.opened(&key).map(Some)
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<CaseFile>> {
        Some(self.case)
    }
    fn office(&self) -> Id<Office> {
        self.office
    }
    fn about(&self) -> About {
        About { case: Some(self.case.uuid()), conference: None }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

/// Versions of a child's plan, the newest first.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn of_child(lookup: Lookup<'_>, child: Id<Child>) -> Result<Vec<ProtectionPlan>, Failure> {
    let rows: Vec<Stored> = OF_CHILD.bind(child).all(lookup.queries()).await?;
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case.uuid()).await?;
    rows.into_iter().map(|row| row.opened(&key)).collect()
}

/// The children of a case with the number of the newest version of their plan.
pub(super) async fn children(
    queries: &Queries,
    case: Uuid,
) -> Result<Vec<(Id<Child>, Option<i64>)>, Failure> {
    Ok(CHILDREN.bind(case).all(queries).await?)
}

/// How many drafts are open in a case.
pub(super) async fn drafts(queries: &Queries, case: Uuid) -> Result<i64, Failure> {
    let (count,): (i64,) = DRAFTS.bind(case).get(queries).await?;
    Ok(count)
}

/// Measures of a version in their order.
pub(super) async fn measures(lookup: Lookup<'_>, plan: &ProtectionPlan) -> Result<Vec<Measure>, Failure> {
    let rows: Vec<StoredMeasure> = MEASURES.bind(plan.id).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), plan.case.uuid()).await?;
    let unknown = || Failure::Broken("a measure of an unknown kind".into());
    rows.into_iter()
        .map(|row| {
            let id = row.id.uuid();
            let owner = row.owner.map(|sealed| open(&key, measure_at("owner", id), sealed)).transpose()?;
            Ok(Measure {
                id: row.id,
                kind: MeasureKind::from_code(&row.kind).ok_or_else(unknown)?,
                words: MeasureWords::new(open(&key, measure_at("words", id), row.words)?),
                owner: owner.map(MeasureOwner::new),
                due: row.due,
                line: row.line,
            })
        })
        .collect()
}

/// Filed papers of a version, in the order in which they were made.
pub(super) async fn papers(lookup: Lookup<'_>, plan: Id<ProtectionPlan>) -> Result<Vec<Filed>, Failure> {
    let rows: Vec<(Id<Document>, bool, Option<Id<Person>>)> = PAPERS.bind(plan).all(lookup.queries()).await?;
    Ok(rows.into_iter().map(|(document, word, person)| Filed { document, word, person }).collect())
}

/// Of which version a document is a paper, and for whom it was cut.
pub(super) async fn paper(
    lookup: Lookup<'_>,
    document: Uuid,
) -> Result<Option<(Id<ProtectionPlan>, Option<Id<Person>>)>, Failure> {
    Ok(PAPER.bind(document).one(lookup.queries()).await?)
}

/// A line of the conference as a measure: its words and who does it, as the record has them, closed anew as facts of the
/// plan.
pub(super) fn measure_of(line: &Line, seats: &[Seat], id: Id<Measure>) -> Measure {
    let seat = line.owner.and_then(|owner| seats.iter().find(|seat| seat.id == owner));
    let owner = match seat.map(|seat| &seat.sitter) {
        Some(crate::meeting::Sitter::Invited(who)) => {
            Some(format!("{} ({})", facts::for_machine(&who.name), who.role_label))
        }
        Some(crate::meeting::Sitter::Guest { name, .. }) => Some(facts::for_machine(name).clone()),
        None => line.owner_note.as_ref().map(|note| facts::for_machine(note).clone()),
    };
    Measure {
        id,
        kind: MeasureKind::HelpFamily,
        words: MeasureWords::new(facts::for_machine(&line.text).clone()),
        owner: owner.map(MeasureOwner::new),
        due: line.deadline,
        line: Some(line.id),
    }
}

/// Begins a version; `false` when a draft is open, or somebody else took the number.
pub(super) async fn begin(
    operation: &mut Operation,
    (id, child, number): (Id<ProtectionPlan>, Id<Child>, i64),
    conference: Option<Id<Conference>>,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let add = ADD.bind(id).bind(number).bind(conference).bind(now).bind(staff).bind(child).bind(child);
    Ok(add.execute(operation.work()).await? == 1)
}

/// Writes the words of a draft; `false` when somebody changed it meanwhile.
pub(super) async fn change(
    operation: &mut Operation,
    (id, case, version): (Id<ProtectionPlan>, Id<CaseFile>, i64),
    words: &PlanWords,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), case.uuid()).await?;
    let row = id.uuid();
    let change = CHANGE
        .bind(id)
        .bind(version)
        .bind(close(&key, at("change_reason", row), words.change_reason.as_ref())?)
        .bind(close(&key, at("causes", row), words.causes.as_ref())?)
        .bind(close(&key, at("needs", row), words.needs.as_ref())?)
        .bind(close(&key, at("goals", row), words.goals.as_ref())?)
        .bind(close(&key, at("child_view", row), words.child_view.as_ref())?)
        .bind(close(&key, at("parents_view", row), words.parents_view.as_ref())?)
        .bind(words.evaluation_on);
    Ok(change.execute(operation.work()).await? == 1)
}

/// Moves the version of a draft on; `false` when somebody changed it meanwhile.
pub(super) async fn touch(
    operation: &mut Operation,
    (id, version): (Id<ProtectionPlan>, i64),
    conference: Option<Id<Conference>>,
) -> Result<bool, Failure> {
    Ok(TOUCH.bind(id).bind(version).bind(conference).execute(operation.work()).await? == 1)
}

/// Writes the measures of a draft anew, in this order. The caller has moved its version on.
pub(super) async fn place(
    operation: &mut Operation,
    (plan, case): (Id<ProtectionPlan>, Id<CaseFile>),
    measures: &[Measure],
) -> Result<(), Failure> {
    let key = operation.keys().of_case(operation.work(), case.uuid()).await?;
    CLEAR_MEASURES.bind(plan).execute(operation.work()).await?;
    for (position, measure) in measures.iter().enumerate() {
        let row = measure.id.uuid();
        ADD_MEASURE
            .bind(measure.id)
            .bind(plan)
            .bind(case)
            .bind(i64::try_from(position).unwrap_or(i64::MAX))
            .bind(measure.kind.code())
            .bind(close(&key, measure_at("words", row), Some(&measure.words))?)
            .bind(close(&key, measure_at("owner", row), measure.owner.as_ref())?)
            .bind(measure.due)
            .bind(measure.line)
            .execute(operation.work())
            .await?;
    }
    Ok(())
}

/// A version is made; `false` when it was before, or somebody changed it meanwhile.
pub(super) async fn make(
    operation: &mut Operation,
    (id, version): (Id<ProtectionPlan>, i64),
    conference: Option<Id<Conference>>,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let made = MAKE.bind(id).bind(version).bind(now).bind(staff).bind(conference);
    Ok(made.execute(operation.work()).await? == 1)
}

/// Keeps of which version a document is a paper, and for whom; `false` when they have a copy of it.
pub(super) async fn add_paper(
    operation: &mut Operation,
    plan: &ProtectionPlan,
    filed: &Filed,
) -> Result<bool, Failure> {
    let add = ADD_PAPER.bind(filed.document).bind(plan.id).bind(plan.case).bind(filed.person);
    Ok(add.bind(filed.word).execute(operation.work()).await? == 1)
}

/// Removes what is known here of a destroyed case.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_PAPERS, FORGET_MEASURES, FORGET] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
