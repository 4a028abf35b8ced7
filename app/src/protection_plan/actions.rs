//! What can be done with protection plans. Cutting and typesetting happen before an operation, never inside.

use super::letters::{PlanContent, PlanPaper};
use super::model::{Filed, Measure, PlanWords};
use super::{
    DOCUMENT, EditPlans, EditProtectionPlan, PlanBegun, PlanChanged, PlanMade, PlanTakenOver, ProtectionPlan,
    rules, store,
};
use crate::access::{House, Lookup, Permit, Reads, Record};
use crate::audit::{Operation, Recorded};
use crate::cases::{self, Child, Person};
use crate::conferences::{self, Conference, State};
use crate::disclosure::{self, Sent};
use crate::documents::{self, Document, NewDocument};
use crate::identity;
use crate::kernel::{Failure, Id};
use crate::law;
use crate::meeting::{self, Line};
use crate::shell::{GateContext, KeptIn};
use outbound::Disclosed;
use std::sync::Arc;

crate::not_done! {
    /// Why nothing was done.
    pub(super) enum NotDone {
        /// Somebody else changed it meanwhile, or the same form did it before.
        Stale,
        /// A protected fact stands in the copy.
        Stopped,
    }
}

/// The last conference of a case that was held, by the day of its meeting.
pub(super) async fn last_held(
    lookup: Lookup<'_>,
    case: Id<cases::CaseFile>,
) -> Result<Option<Conference>, Failure> {
    let mut held = conferences::of_case(lookup.queries(), case).await?;
    held.retain(|conference| matches!(conference.state, State::Held | State::Closed));
    Ok(held.into_iter().max_by_key(|conference| (conference.held, conference.day)))
}

/// The conference that a version follows from. Of a draft it is the one that was held last, also when the draft was begun
/// before it: what people agree there is what the draft waits for.
pub(super) async fn follows(
    lookup: Lookup<'_>,
    plan: &ProtectionPlan,
) -> Result<Option<Id<Conference>>, Failure> {
    if plan.made.is_some() {
        return Ok(plan.conference);
    }
    let held = last_held(lookup, plan.case).await?;
    Ok(held.map(|conference| conference.id).or(plan.conference))
}

/// Begins the next version: with the words of the one before, if there is one.
pub(super) async fn begin(
    house: &House,
    permit: Permit<Child, EditPlans>,
    id: Id<ProtectionPlan>,
) -> Result<(), NotDone> {
    let lookup = permit.lookup(house);
    let before = store::of_child(lookup, permit.id()).await?.into_iter().next();
    let number = before.as_ref().map_or(1, |plan| plan.number + 1);
    let conference = last_held(lookup, permit.record().case).await?.map(|conference| conference.id);
    let measures = match &before {
        Some(before) => store::measures(lookup, before).await?,
        None => Vec::new(),
    };
    let now = house.clock.now();
    // What changed is said anew each time; measures are further rows with the same words.
    let words = before.map(|plan| PlanWords { change_reason: None, evaluation_on: None, ..plan.words });
    let measures: Vec<Measure> =
        measures.into_iter().map(|measure| Measure { id: Id::fresh(now), line: None, ..measure }).collect();
    let shared = Arc::new((permit, words.unwrap_or_default(), measures));
    house
        .trail
        .run(shared.0.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, words, measures) = (&shared.0, &shared.1, &shared.2);
                permit.renew(&mut operation).await?;
                let (child, case) = (permit.id(), permit.record().case);
                if !store::begin(&mut operation, (id, child, number), conference).await?
                    || !store::change(&mut operation, (id, case, 1), words).await?
                {
                    return Err(NotDone::Stale);
                }
                store::place(&mut operation, (id, case), measures).await?;
                let event = PlanBegun { about: permit.about(), plan: id, child, number };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// The right to change a version.
pub(super) type Editing = Permit<ProtectionPlan, EditProtectionPlan>;

/// Writes the words and measures of a draft.
pub(super) async fn change(
    house: &House,
    permit: Editing,
    (words, measures): (PlanWords, Vec<Measure>),
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, words, measures));
    house
        .trail
        .run(shared.0.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, words, measures) = (&shared.0, &shared.1, &shared.2);
                permit.renew(&mut operation).await?;
                let plan = permit.record();
                if !store::change(&mut operation, (plan.id, plan.case, plan.version), words).await? {
                    return Err(NotDone::Stale);
                }
                store::place(&mut operation, (plan.id, plan.case), measures).await?;
                let event = PlanChanged { about: permit.about(), plan: plan.id, measures: measures.len() };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Lines of the conference that can become measures of this plan, in the order of the record.
pub(super) async fn offered(lookup: Lookup<'_>, plan: &ProtectionPlan) -> Result<Vec<Line>, Failure> {
    let Some(conference) = follows(lookup, plan).await? else { return Ok(Vec::new()) };
    let mut lines = meeting::lines(lookup, conference).await?;
    lines.retain(|line| rules::can_be_taken(line.kind, line.struck.is_some(), line.child, plan.child));
    Ok(lines)
}

/// Takes the ticked lines over as measures, each once; how many were new.
pub(super) async fn take_over(house: &House, permit: Editing, ticked: &[Id<Line>]) -> Result<usize, NotDone> {
    let (lookup, plan) = (permit.lookup(house), permit.record());
    let offered = offered(lookup, plan).await?;
    let mut measures = store::measures(lookup, plan).await?;
    let ids: Vec<Id<Line>> = offered.iter().map(|line| line.id).collect();
    let taken: Vec<Id<Line>> = measures.iter().filter_map(|measure| measure.line).collect();
    let new = rules::newly_taken(&ids, ticked, &taken);
    if new.is_empty() {
        return Ok(0);
    }
    let conference = follows(lookup, plan).await?;
    let seats = match conference {
        Some(conference) => meeting::seats(lookup, conference).await?,
        None => Vec::new(),
    };
    let now = house.clock.now();
    let lines = offered.iter().filter(|line| new.contains(&line.id));
    measures.extend(lines.map(|line| store::measure_of(line, &seats, Id::fresh(now))));
    let count = new.len();
    let shared = Arc::new((permit, measures));
    house
        .trail
        .run(shared.0.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, measures) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                let plan = permit.record();
                if !store::touch(&mut operation, (plan.id, plan.version), conference).await? {
                    return Err(NotDone::Stale);
                }
                store::place(&mut operation, (plan.id, plan.case), measures).await?;
                let event = PlanTakenOver { about: permit.about(), plan: plan.id, lines: count };
                Ok((operation.record(&event).await?, count))
            }
        })
        .await
}

/// A version before it is cut.
pub(super) async fn content<A: Reads<ProtectionPlan>>(
    house: &House,
    permit: &Permit<ProtectionPlan, A>,
    copy: bool,
) -> Result<PlanContent, Failure> {
    let (lookup, plan) = (permit.lookup(house), permit.record());
    let broken = || Failure::Broken("a plan without its office or child".into());
    let queries = lookup.queries();
    let children = cases::children(lookup, plan.case).await?;
    let child = children.into_iter().find(|child| child.id == plan.child).ok_or_else(broken)?;
    let today = house.clock.today();
    let conference = match follows(lookup, plan).await? {
        Some(id) => conferences::find(lookup, id).await?.and_then(|conference| conference.day),
        None => None,
    };
    let ground = law::reference_for(queries, plan.office, law::codes::PROTECTION_PLAN, today).await?;
    let case = cases::find_case(lookup, plan.case).await?.ok_or_else(broken)?;
    Ok(PlanContent {
        office: identity::store::find_office(queries, plan.office).await?.ok_or_else(broken)?,
        keeper: identity::store::find_staff(queries, case.coordinator).await?,
        child: child.id.uuid(),
        name: child.name,
        file_mark: child.file_mark,
        registered_on: child.registered_on,
        due: child.plan_due,
        number: plan.number,
        draft: plan.made.is_none(),
        today,
        conference,
        ground: ground.and_then(|reference| reference.printable()),
        words: plan.words.clone(),
        measures: store::measures(lookup, plan).await?,
        copy,
    })
}

/// Typesets a version, outside of the runtime's threads.
pub(super) async fn typeset(
    house: &House,
    disclosed: Disclosed<PlanPaper>,
) -> Result<(Vec<u8>, Vec<u8>), NotDone> {
    let moment = house.clock.now().timestamp();
    tokio::task::spawn_blocking(move || {
        let failed = |error| match error {
            outbound::Error::Stopped => NotDone::Stopped,
            other => NotDone::Failed(Failure::Output(other.to_string())),
        };
        let paper = outbound::paper(&disclosed, moment).map_err(failed)?;
        let word = outbound::word(&disclosed, moment).map_err(failed)?;
        Ok((paper.bytes().to_vec(), word.into_bytes()))
    })
    .await
    .map_err(|_| NotDone::Failed(Failure::Broken("typesetting broke off".into())))?
}

const PDF: &str = "application/pdf";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Makes the office's own papers of a draft: PDF and Word. The version is closed by it.
pub(super) async fn make(house: &House, permit: Arc<Editing>) -> Result<(), NotDone> {
    let mut content = content(house, &permit, false).await?;
    content.draft = false;
    let disclosed = disclosure::disclose_to_file(house.demo, permit.record().office, &content);
    let conference = follows(permit.lookup(house), permit.record()).await?;
    let files = Arc::new(typeset(house, disclosed).await?);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, files) = (permit.clone(), files.clone());
            async move {
                permit.renew(&mut operation).await?;
                let plan = permit.record();
                if !store::make(&mut operation, (plan.id, plan.version), conference).await? {
                    return Err(NotDone::Stale);
                }
                file(&mut operation, plan, (WORD, &files.1), None).await?;
                let document = file(&mut operation, plan, (PDF, &files.0), None).await?;
                Ok((operation.record(&made(plan, document, false)).await?, ()))
            }
        })
        .await
}

fn made(plan: &ProtectionPlan, document: Id<Document>, copy: bool) -> PlanMade {
    PlanMade { about: plan.about(), plan: plan.id, child: plan.child, document, number: plan.number, copy }
}

async fn file(
    operation: &mut Operation,
    plan: &ProtectionPlan,
    (mime, bytes): (&'static str, &[u8]),
    person: Option<Id<Person>>,
) -> Result<Id<Document>, NotDone> {
    let new = NewDocument {
        id: None,
        case: plan.case.uuid(),
        conference: None,
        kind: DOCUMENT,
        title: "Individuální plán ochrany dítěte".to_owned(),
        mime,
        bytes: bytes.to_vec(),
        reader: None,
    };
    let document = documents::file(operation, new).await?;
    let filed = Filed { document, word: mime == WORD, person };
    if store::add_paper(operation, plan, &filed).await? { Ok(document) } else { Err(NotDone::Stale) }
}

/// The copy of a version for somebody of the case, cut for them.
pub(super) async fn cut_for<A: Reads<ProtectionPlan>>(
    house: &House,
    permit: &Permit<ProtectionPlan, A>,
    person: &Person,
) -> Result<Disclosed<PlanPaper>, Failure> {
    let content = content(house, permit, true).await?;
    let rights = disclosure::rights_of_person(house, permit.lookup(house), person).await?;
    Ok(disclosure::disclose_by(&rights, &content))
}

/// Makes a copy of a made version for somebody of the case. The same version for the same person is one copy.
pub(super) async fn copy(house: &House, permit: Arc<Editing>, person: &Person) -> Result<(), NotDone> {
    let before = store::papers(permit.lookup(house), permit.id()).await?;
    if before.iter().any(|filed| filed.person == Some(person.id)) {
        return Ok(());
    }
    let disclosed = cut_for(house, &permit, person).await?;
    let reader = Id::from_uuid(person.id.uuid());
    let sent = Sent::of(permit.about(), DOCUMENT, reader, &disclosed);
    let (paper, _) = typeset(house, disclosed).await?;
    let shared = Arc::new((permit.clone(), paper, sent, person.id));
    house
        .trail
        .run(permit.by(), move |operation| {
            let shared = shared.clone();
            async move { file_copy(operation, &shared).await }
        })
        .await
}

async fn file_copy(
    mut operation: Operation,
    (permit, paper, sent, person): &(Arc<Editing>, Vec<u8>, Sent, Id<Person>),
) -> Result<(Recorded, ()), NotDone> {
    permit.renew(&mut operation).await?;
    let plan = permit.record();
    let document = file(&mut operation, plan, (PDF, paper), Some(*person)).await?;
    operation.note(sent).await?;
    Ok((operation.record(&made(plan, document, true)).await?, ()))
}

/// A filed copy is read again for whom it was cut; the office's own papers are not kept.
pub(super) async fn gate(context: GateContext<'_>) -> Result<Option<KeptIn>, Failure> {
    let Some((_, Some(person))) = store::paper(context.lookup, context.document).await? else {
        return Ok(None);
    };
    let Some(person) = cases::person(context.lookup, person).await? else {
        return Ok(Some(KeptIn {
            sentence: "Člověk, pro kterého je výtisk, už v případu není. Výtisk proto nejde znovu vydat.",
            ways: Vec::new(),
        }));
    };
    let rights = disclosure::rights_of_person(context.house, context.lookup, &person).await?;
    Ok(disclosure::read_for(&rights, context.bytes.to_vec()).await)
}
