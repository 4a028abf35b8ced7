//! Who may see tasks, and who may do something about them.

use super::model::Task;
use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences::{self, Conference, LeadConference, State};
use crate::identity::Office;
use crate::kernel::Id;

/// Seeing how the tasks of a conference stand.
pub struct ReadTasks;
/// Taking the tasks from the record.
pub struct TakeTasks;
/// Closing a conference with what it came to.
pub struct CloseConference;
/// Beginning the conference that follows.
pub struct FollowConference;
/// Seeing the tasks that come back from earlier conferences.
pub struct ReadBack;
/// Saying at the table how they stand.
pub struct SettleBack;
/// Taking back what was said there by a slip, as long as the meeting goes on.
pub struct UndoBack;
/// Seeing one task with what was said.
pub struct ReadTask;
/// Calling, writing down what was said, reading it.
pub struct HandleTask;

const LEADERS: &str = "Jak si lidé s úkoly vedou, vidí jen pracovníci, kteří případ vedou.";
const OFFICER: &str = "Pověřenec úkoly vidí, ale nic k nim nezapisuje.";
const READS: &str = "Pověřenec konferenci čte, ale nic na ní nemění.";
const WORKERS: &str = "Konferenci uzavírají a navazují na ni jen pracovníci, kteří případ vedou.";
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

/// What whoever works on the case may do once the meeting is over, also when the conference is closed.
fn once_held(actor: &Actor, ties: Ties, conference: &Conference, early: &'static str) -> Verdict {
    if works(actor, ties, conference.office) {
        match conference.state {
            State::Held | State::Closed => Verdict::Allow,
            _ => Verdict::Refuse(early),
        }
    } else if actor.protects_data_of(conference.office) {
        Verdict::Refuse(READS)
    } else if conferences::leads(actor, ties, conference.state, conference.held) {
        Verdict::Refuse(WORKERS)
    } else {
        Verdict::Hide
    }
}

impl Action<Conference> for CloseConference {
    const NAME: &'static str = "conference.close";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        // One that is closed stays allowed: the same form twice leads to the same page.
        once_held(actor, ties, conference, "Uzavřít jde konferenci, která už proběhla.")
    }
}
impl Reads<Conference> for CloseConference {}

impl Action<Conference> for FollowConference {
    const NAME: &'static str = "conference.follow";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        once_held(actor, ties, conference, "Navázat jde na konferenci, která už proběhla.")
    }
}
impl Reads<Conference> for FollowConference {}

impl Action<Conference> for ReadBack {
    const NAME: &'static str = "task.read_back";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        let leads = conferences::leads(actor, ties, conference.state, conference.held);
        if works(actor, ties, conference.office) || actor.protects_data_of(conference.office) || leads {
            Verdict::Allow
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for ReadBack {}

impl Action<Conference> for SettleBack {
    const NAME: &'static str = "task.settle_back";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        match <LeadConference as Action<Conference>>::rule(actor, ties, conference) {
            Verdict::Allow if conference.is_running() || conference.state == State::Held => Verdict::Allow,
            Verdict::Allow => Verdict::Refuse("Jak to s úkoly z minula je, zapíšete, až jednání začne."),
            other => other,
        }
    }
}
impl Reads<Conference> for SettleBack {}

impl Action<Conference> for UndoBack {
    const NAME: &'static str = "task.undo_back";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        match <SettleBack as Action<Conference>>::rule(actor, ties, conference) {
            Verdict::Allow if !conference.is_running() => {
                Verdict::Refuse("Jednání už skončilo. Opravu zapište k úkolům této konference.")
            }
            other => other,
        }
    }
}
impl Reads<Conference> for UndoBack {}

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
