//! The final evaluation of a conference (závěrečné vyhodnocení): what it came to, how near the goals are, how the tasks
//! ended. A paper for the office's own file, one for each conference, made when it is closed.

use super::events::EvaluationMade;
use super::letters::evaluation::{ChildOfPaper, Doer, EvaluationContent, EvaluationPaper, TaskEnd};
use super::model::{Closed, CourseWords, DoerRole, Task};
use super::policy::CloseConference;
use super::rules;
use super::store::{self, after};
use crate::access::{House, Lookup, Permit, Reads};
use crate::audit::Operation;
use crate::cases;
use crate::conferences::{self, Conference, GoalFacts};
use crate::disclosure;
use crate::documents::{self, Document, NewDocument};
use crate::identity;
use crate::kernel::{Failure, Id};
use crate::participants;
use crate::plan;
use crate::shell::{GateContext, KeptIn};
use outbound::{Disclosed, Subject};
use std::sync::Arc;

/// The kind of document that it is filed as.
pub(super) const DOCUMENT: &str = "conference_evaluation";

crate::not_done! {
    /// Why it was not made.
    pub(super) enum NotMade {
        /// There is one.
        Before,
        /// The conference is not closed.
        Open,
        /// What it is made of changed meanwhile.
        Changed,
    }
}

/// An evaluation ready to be filed.
pub(super) struct Paper {
    bytes: Vec<u8>,
    /// What it was made of.
    pub(super) stamp: after::Stamp,
    /// How many tasks it says are open.
    pub(super) open: usize,
}

/// Cuts and typesets the evaluation of a conference that is closed so. Some ten milliseconds of a core, so outside of the
/// runtime's threads and of any operation.
pub(super) async fn prepare<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    closed: Closed,
) -> Result<Paper, Failure> {
    let (lookup, now) = (permit.lookup(house), house.clock.now());
    let stamp = after::stamp(lookup, permit.id()).await?;
    let content = load(lookup, permit.record(), closed, now.day()).await?;
    let open = content.standing.open;
    let paper: Disclosed<EvaluationPaper> =
        disclosure::disclose_to_file(house.demo, permit.record().office, &content);
    let bytes = tokio::task::spawn_blocking(move || {
        let paper = outbound::paper(&paper, now.timestamp());
        paper.map(|paper| paper.bytes().to_vec()).map_err(|error| Failure::Output(error.to_string()))
    });
    let bytes = bytes.await.map_err(|_| Failure::Broken("typesetting broke off".into()))??;
    Ok(Paper { bytes, stamp, open })
}

/// Everything that the paper says.
async fn load(
    lookup: Lookup<'_>,
    conference: &Conference,
    closed: Closed,
    today: crate::kernel::Day,
) -> Result<EvaluationContent, Failure> {
    let queries = lookup.queries();
    let office = identity::store::find_office(queries, conference.office).await?;
    let office = office.ok_or_else(|| Failure::Broken("a conference without its office".into()))?;
    let keeper = match closed.by {
        Some(by) => identity::store::find_staff(queries, by).await?,
        None => None,
    };
    let children = cases::children(lookup, conference.case).await?;
    let followed = store::of_conference(lookup, conference.id).await?;
    let mut tasks = Vec::with_capacity(followed.len());
    for one in &followed {
        tasks.push(TaskEnd {
            number: one.task.number,
            what: one.task.words.clone(),
            doer: doer(lookup, &one.task).await?,
            due: one.task.due,
            end: rules::ended(one),
        });
    }
    let next = match after::next(queries, conference.id).await? {
        Some(id) => conferences::listed(queries, id).await?,
        None => None,
    };
    Ok(EvaluationContent {
        office,
        keeper,
        day: conference.met_on(),
        kind: conference.kind,
        goals: goals(lookup, conference, &children).await?,
        children: children
            .into_iter()
            .map(|child| ChildOfPaper { id: child.id.uuid(), name: child.name, file_mark: child.file_mark })
            .collect(),
        standing: rules::standing(&followed, today),
        tasks,
        next: next.map(|next| next.day),
        made: today,
        closed,
    })
}

/// The goals, each with what people said about it on the scale.
async fn goals(
    lookup: Lookup<'_>,
    conference: &Conference,
    children: &[cases::Child],
) -> Result<Vec<(GoalFacts, Option<CourseWords>)>, Failure> {
    let children: Vec<_> = children.iter().map(|child| child.id).collect();
    let facts = conferences::goal_facts(lookup, conference.id, &children).await?;
    let goals = conferences::goals(lookup, conference.id).await?;
    let mut course = Vec::with_capacity(facts.len());
    for (facts, goal) in facts.into_iter().zip(goals) {
        let words = plan::course_words(&plan::course(lookup, conference, goal.id).await?);
        course.push((facts, (!words.is_empty()).then(|| CourseWords::new(words))));
    }
    Ok(course)
}

/// Who has a task: somebody of the table, also one who was taken off the list, or whoever was written down.
async fn doer(lookup: Lookup<'_>, task: &Task) -> Result<Doer, Failure> {
    let seated = match task.participant {
        Some(id) => participants::find(lookup, id).await?,
        None => None,
    };
    let Some(who) = seated else {
        return Ok(task.owner.clone().map_or(Doer::Nobody, Doer::Written));
    };
    let subject = match (who.child, who.person) {
        (Some(child), _) => Subject::Child(child.uuid()),
        (None, Some(person)) => Subject::Person(person.uuid()),
        (None, None) => Subject::Person(who.id.uuid()),
    };
    Ok(Doer::Seated { name: who.name, role: DoerRole::new(who.role_label), subject })
}

/// Files it inside the caller's operation, once for a conference; none when there is one.
pub(super) async fn file(
    operation: &mut Operation,
    conference: &Conference,
    paper: &Paper,
) -> Result<Option<Id<Document>>, Failure> {
    if documents::filed(operation, conference.id.uuid(), DOCUMENT).await?.is_some() {
        return Ok(None);
    }
    let new = NewDocument {
        id: None,
        case: conference.case.uuid(),
        conference: Some(conference.id.uuid()),
        kind: DOCUMENT,
        title: "Závěrečné vyhodnocení konference".to_owned(),
        mime: "application/pdf",
        bytes: paper.bytes.clone(),
        reader: None,
    };
    documents::file(operation, new).await.map(Some)
}

/// The evaluation of a conference, as it was filed.
pub(super) async fn filed(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Option<Document>, Failure> {
    let all = documents::of_conference(lookup, id.uuid()).await?;
    Ok(all.into_iter().find(|document| document.kind == DOCUMENT))
}

/// Makes the evaluation of a conference that was closed without one.
pub(super) async fn make(
    house: &House,
    permit: &Arc<Permit<Conference, CloseConference>>,
) -> Result<(), NotMade> {
    let lookup = permit.lookup(house);
    let closed = after::summary(lookup, permit.id()).await?;
    let closed = closed.filter(|_| permit.record().state == conferences::State::Closed);
    let closed = closed.ok_or(NotMade::Open)?;
    if filed(lookup, permit.id()).await?.is_some() {
        return Err(NotMade::Before);
    }
    let paper = prepare(house, permit, closed).await?;
    let shared = Arc::new((permit.clone(), paper));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, paper) = &*shared;
            permit.renew(&mut operation).await?;
            if after::stamp_now(&mut operation, permit.id()).await? != paper.stamp {
                return Err(NotMade::Changed);
            }
            let made = file(&mut operation, permit.record(), paper).await?;
            let document = made.ok_or(NotMade::Before)?;
            Ok((operation.record(&EvaluationMade { about: permit.about(), document }).await?, ()))
        }
    });
    outcome.await
}

/// It is for the office's own file: nobody else gets it, whoever asks.
pub(super) async fn gate(context: GateContext<'_>) -> Result<Option<KeptIn>, Failure> {
    Ok(context.reader.map(|_| KeptIn {
        sentence: "Závěrečné vyhodnocení je jen pro spis úřadu. Účastníkovi dejte výpis ze zápisu.",
        ways: Vec::new(),
    }))
}
