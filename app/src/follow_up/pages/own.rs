//! The page where owners say how their tasks stand. The link alone shows numbers, days and three buttons.

use crate::access::{Denied, House, Public};
use crate::conferences::State as ConferenceState;
use crate::disclosure;
use crate::follow_up::actions::{self, Kept, NotDone};
use crate::follow_up::bearer;
use crate::follow_up::forms::{self, Refused, Unsaid};
use crate::follow_up::letters::{Reader, Tasks, TasksView};
use crate::follow_up::words::words;
use crate::invitations::doors::{self, Answered, Guest, Visitor};
use crate::kernel::{Failure, Id};
use crate::shell::{LargeUpload, Onward};
use axum::extract::State;

/// What was not taken of a form: the number of the task, why, what was typed.
type Problem = Option<(i64, &'static str, Option<String>)>;

/// The page with what came too late to be kept.
async fn too_late(house: &House, guest: &Guest, typed: Option<String>) -> Result<Answered, Denied> {
    drawn(house, guest, (false, None), Some(typed.filter(|_| guest.rights.guard.is_none()))).await
}

async fn draw(house: &House, guest: &Guest, said: (bool, Problem)) -> Result<Answered, Denied> {
    drawn(house, guest, said, None).await
}

async fn drawn(
    house: &House,
    guest: &Guest,
    (saved, problem): (bool, Problem),
    unsaved: Option<Option<String>>,
) -> Result<Answered, Denied> {
    let tasks = bearer::tasks_of(house, guest).await?;
    let again = problem.is_some() || unsaved.is_some();
    // Where a fact is protected from the reader nothing typed is given back: whether the page comes or not would tell
    // whoever tries words out which of them is the secret.
    let problem =
        problem.map(|(number, why, typed)| (number, why, typed.filter(|_| guest.rights.guard.is_none())));
    let content = Tasks {
        forms: tasks.iter().map(|_| Id::fresh(house.clock.now())).collect(),
        reader: Reader::of(guest)?,
        tasks,
        saved,
        problem,
        unsaved,
    };
    let disclosed = disclosure::disclose_by::<TasksView, _>(&guest.rights, &content);
    if again { doors::again(house, &disclosed) } else { doors::show(house, &disclosed) }
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(guest) = visitor.enter(&house, "task.follow").await? else { return doors::gone(&house) };
    let saved = visitor.done() == "ulozeno";
    draw(&house, &guest, (saved, None)).await
}

#[axum::debug_handler(state = House)]
pub(super) async fn report(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
    upload: LargeUpload,
) -> Result<Answered, Denied> {
    let Some(guest) = visitor.enter(&house, "task.follow").await? else { return doors::gone(&house) };
    let back = Onward::to(guest.below("/ukoly").as_str().to_owned());
    let number = visitor.param("_ukol").parse::<i64>().ok();
    let own = bearer::tasks_of(&house, &guest).await?;
    let task = own.into_iter().map(|one| one.task).find(|task| Some(task.number) == number);
    let typed = Some(upload.form.value("slova").to_owned()).filter(|words| !words.is_empty());
    // A number that is not theirs says as little as one that is nobody's.
    let Some(task) = task else { return Ok(Answered::Onward(back)) };
    if guest.conference.state != ConferenceState::Held {
        return too_late(&house, &guest, typed).await;
    }
    let (number, proved, now) = (task.number, guest.proved(), house.clock.now());
    let words_typed = typed.clone();
    let spoken = words(guest.language, guest.is_child());
    // Reading a file takes a core for a while.
    let read = tokio::task::spawn_blocking(move || {
        forms::report(&upload.form, (&upload.name, upload.file), proved, now)
    })
    .await
    .map_err(|_| Failure::Broken("reading a file broke off".into()))?;
    let (new, refused) = match read {
        Ok(read) => read,
        Err(Unsaid::Nothing) => {
            return draw(&house, &guest, (false, Some((number, spoken.nothing, typed)))).await;
        }
        Err(Unsaid::Long) => {
            return draw(&house, &guest, (false, Some((number, spoken.long, typed)))).await;
        }
    };
    let kept = actions::report(&house, (guest.by(), guest.participant.id), (task, new)).await;
    let problem = match (kept, refused) {
        (Err(NotDone::Failed(failure)), _) => return Err(failure.into()),
        (Err(NotDone::Stale), _) => return too_late(&house, &guest, words_typed).await,
        (_, Some(Refused::Kind)) => spoken.file_kind,
        (_, Some(Refused::Broken)) => spoken.file_broken,
        (_, Some(Refused::Unproved)) => spoken.file_code,
        (Ok(Kept::WithoutFile), None) => spoken.file_many,
        // The same form twice is one report.
        (Ok(Kept::Whole) | Err(NotDone::Already), None) => {
            return Ok(Answered::Onward(back.noticing("ulozeno")));
        }
    };
    draw(&house, &guest, (false, Some((number, problem, None)))).await
}
