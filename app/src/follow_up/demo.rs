//! The demo's tasks: of the conference that was held, with what two of their owners said.

use super::actions;
use super::model::{CallNote, NewCall, NewReport, ReportWords, Said, Task};
use super::store;
use crate::access::Errand;
use crate::access::Record;
use crate::audit::{By, Who};
use crate::conferences::{self, Conference, State};
use crate::follow_up::events::TaskCalled;
use crate::identity::Staff;
use crate::kernel::{Failure, Id};
use crate::shell::DemoContext;
use std::sync::Arc;

/// What owners said, in the order of tasks.
const STORY: &[(Said, &str)] = &[
    (Said::Done, "Objednáno, máme termín na pondělí."),
    (Said::Help, "Na úřadě chtějí potvrzení, které nemáme."),
];

/// Takes the tasks, if the demo has a conference that was held.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(id) = context.named.get("conference.held").copied() else { return Ok(()) };
    let id: Id<Conference> = Id::from_uuid(id);
    let house = context.house.clone();
    let lookup = Errand::begin(&house).lookup();
    let Some(conference) = conferences::find(lookup, id).await? else { return Ok(()) };
    let changes = actions::compare(lookup, id).await?;
    if conference.state != State::Held || changes.is_empty() {
        return Ok(());
    }
    actions::take_by_itself(&house, conference, changes).await?;
    let tasks = store::of_conference(lookup, id).await?;
    let owned = tasks.iter().filter(|one| one.task.participant.is_some());
    for (one, (said, words)) in owned.zip(STORY) {
        let new = NewReport {
            id: Id::fresh(context.now),
            said: *said,
            words: Some(ReportWords::new((*words).to_owned())),
            file: None,
            proved: true,
        };
        let Some(participant) = one.task.participant else { continue };
        let by = By::system(one.task.office.uuid());
        match actions::report(&house, (by, participant), (one.task.clone(), new)).await {
            Ok(_) => {}
            Err(actions::NotDone::Failed(failure)) => return Err(failure),
            Err(_) => return Err(Failure::Broken("the demo's tasks were reported meanwhile".into())),
        }
    }
    let staff = context.named.get("staff.kubickova").copied();
    if let Some((task, staff)) = tasks.into_iter().last().map(|one| one.task).zip(staff) {
        call(context, task, Id::from_uuid(staff)).await?;
    }
    Ok(())
}

/// A call that reached nobody.
async fn call(context: &DemoContext, task: Task, staff: Id<Staff>) -> Result<(), Failure> {
    let new = NewCall {
        id: Id::fresh(context.now),
        reached: false,
        note: Some(CallNote::new("Zkusit znovu v pondělí odpoledne.".to_owned())),
        said: None,
        remind: false,
    };
    let by = By { who: Who::Staff, actor: Some(staff.uuid()), office: task.office.uuid() };
    let work = Arc::new((task, new));
    context
        .house
        .trail
        .run(by, move |mut operation| {
            let work = work.clone();
            async move {
                store::call(&mut operation, &work.0, &work.1, staff).await?;
                let (about, task) = (work.0.about(), work.0.id);
                let event = TaskCalled { about, task, reached: false, remind: false };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
