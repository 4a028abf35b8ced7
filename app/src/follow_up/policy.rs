//! Who may see tasks, and who may do something about them.

use super::model::Task;
use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences::{self, Conference, State};
use crate::identity::Office;
use crate::kernel::Id;

/// Seeing how the tasks of a conference stand.
pub struct ReadTasks;
/// Taking the tasks from the record.
pub struct TakeTasks;
/// Seeing one task with what was said.
pub struct ReadTask;
/// Calling, writing down what was said, reading it.
pub struct HandleTask;

const LEADERS: &str = "Jak si lidé s úkoly vedou, vidí jen pracovníci, kteří případ vedou.";
const OFFICER: &str = "Pověřenec úkoly vidí, ale nic k nim nezapisuje.";
const EARLY: &str = "Úkoly se převezmou ze zápisu, až setkání proběhne.";
const CLOSED: &str = "Konference je uzavřená, k úkolům se už nic nezapisuje.";

fn works(actor: &Actor, ties: Ties, office: Id<Office>) -> bool {
    (ties.works_on() && actor.office == office) || actor.heads(office)
}

const fn while_open(state: State) -> Verdict {
    match state {
        State::Held => Verdict::Allow,
        State::Closed => Verdict::Refuse(CLOSED),
        _ => Verdict::Refuse(EARLY),
    }
}

impl Action<Conference> for ReadTasks {
    const NAME: &'static str = "task.list";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference.office) || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else if conferences::leads(actor, ties, conference.state, conference.held) {
            Verdict::Refuse(LEADERS)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for ReadTasks {}

impl Action<Conference> for TakeTasks {
    const NAME: &'static str = "task.take";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference.office) {
            while_open(conference.state)
        } else if actor.protects_data_of(conference.office) {
            Verdict::Refuse(OFFICER)
        } else if conferences::leads(actor, ties, conference.state, conference.held) {
            Verdict::Refuse(LEADERS)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for TakeTasks {}

impl Action<Task> for ReadTask {
    const NAME: &'static str = "task.read";
    fn rule(actor: &Actor, ties: Ties, task: &Task) -> Verdict {
        if works(actor, ties, task.office) || actor.protects_data_of(task.office) {
            Verdict::Allow
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Task> for ReadTask {}

impl Action<Task> for HandleTask {
    const NAME: &'static str = "task.handle";
    fn rule(actor: &Actor, ties: Ties, task: &Task) -> Verdict {
        if works(actor, ties, task.office) {
            while_open(task.state)
        } else if actor.protects_data_of(task.office) {
            Verdict::Refuse(OFFICER)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Task> for HandleTask {}
