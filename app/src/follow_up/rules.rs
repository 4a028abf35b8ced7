//! What changed in the record since the tasks were taken from it, when to remind, what waits for the coordinator. Pure.

mod again;

pub use again::{seat_of, with_reference};

use super::model::{Agreed, Followed, Reminder, Said, Task};
use crate::kernel::{Choice, Day, Id, Moment};
use crate::law::Deadline;

/// In what the record differs from the tasks that were taken from it.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    /// New ones.
    pub(super) added: Vec<Agreed>,
    /// Ones that say something else, with the version that was compared.
    pub(super) changed: Vec<(Agreed, i64, bool)>,
    /// Ones that are no tasks any more.
    pub(super) dropped: Vec<Id<Task>>,
}

impl Changes {
    pub(super) const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.dropped.is_empty()
    }

    /// How many tasks are concerned.
    pub(super) const fn count(&self) -> usize {
        self.added.len() + self.changed.len() + self.dropped.len()
    }
}

fn as_agreed(task: &Task) -> Agreed {
    Agreed {
        id: task.id,
        number: task.number,
        participant: task.participant,
        owner: task.owner.clone(),
        words: task.words.clone(),
        indicator: task.indicator.clone(),
        support: task.support.clone(),
        due: task.due,
    }
}

/// Compares. The third part of a change says whether the day is another: then it is reminded of anew.
#[must_use]
pub(super) fn changes(taken: &[Task], agreed: Vec<Agreed>) -> Changes {
    let mut changes = Changes::default();
    let kept: Vec<Id<Task>> = agreed.iter().map(|one| one.id).collect();
    for one in agreed {
        match taken.iter().find(|task| task.id == one.id) {
            None => changes.added.push(one),
            Some(task) if as_agreed(task) != one => {
                let moved = task.due != one.due;
                changes.changed.push((one, task.version, moved));
            }
            Some(_) => {}
        }
    }
    changes.dropped = taken.iter().map(|task| task.id).filter(|id| !kept.contains(id)).collect();
    changes
}

/// The day of the reminder: so long before, but not before tomorrow; none when only the day itself is left.
#[must_use]
pub(super) fn remind_on(due: Day, today: Day, rule: Deadline) -> Option<Day> {
    let tomorrow = today.tomorrow().ok()?;
    let day = rule.before(due).max(tomorrow);
    (day < due).then_some(day)
}

/// What waits at a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// The day is over and nobody said that it is done.
    pub overdue: bool,
    /// Its owner needs help or says that it cannot be done, and nobody called since.
    pub helpless: bool,
    /// The owner said something that nobody read.
    pub unread: bool,
    /// Somebody has to be reminded by phone.
    pub call: bool,
}

impl Waits {
    /// Whether anything does.
    #[must_use]
    pub const fn any(self) -> bool {
        self.overdue || self.helpless || self.unread || self.call
    }
}

/// What waits at a task today.
#[must_use]
pub fn waits(followed: &Followed, today: Day) -> Waits {
    let last = followed.reports.first();
    let reached: Option<Moment> =
        followed.calls.iter().filter(|call| call.reached).map(|call| call.called).max();
    let called: Option<Moment> = followed.calls.iter().map(|call| call.called).max();
    let done = !followed.is_open();
    let stuck = last.filter(|_| !done);
    Waits {
        overdue: !done && followed.task.due.is_some_and(|due| due < today),
        helpless: stuck.is_some_and(|report| reached.is_none_or(|at| at < report.given)),
        unread: followed.reports.iter().any(|report| report.by.is_none() && report.seen.is_none()),
        call: !done
            && last.is_none()
            && followed
                .reminders
                .iter()
                .any(|one| one.state == Reminder::Call && called.is_none_or(|at| at < one.noted)),
    }
}

/// Whether another reminder may go: one went or was due, somebody called after it, and none followed yet.
#[must_use]
pub(super) fn may_remind_again(followed: &Followed) -> bool {
    let done = !followed.is_open();
    let first = followed.reminders.iter().any(|one| one.round == 1);
    let second = followed.reminders.iter().any(|one| one.round >= 2);
    !done && first && !second
}

/// How the tasks of a conference stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// All of them.
    pub all: usize,
    /// Not done yet.
    pub open: usize,
    /// The next table took them over: not done, and not open here any more.
    pub goes_on: usize,
    /// The next table said that they are not needed any more.
    pub not_needed: usize,
    /// The day is over.
    pub overdue: usize,
    /// Help is asked for.
    pub helpless: usize,
    /// Nobody read what was said.
    pub unread: usize,
    /// Somebody has to be called.
    pub call: usize,
}

impl Standing {
    /// How many are really done: what goes on elsewhere or is not needed any more is not.
    #[must_use]
    pub const fn done(self) -> usize {
        self.all.saturating_sub(self.open).saturating_sub(self.goes_on).saturating_sub(self.not_needed)
    }

    /// What is said after the number of the done ones, so that nobody looks for the rest: sentences with a space before
    /// each.
    #[must_use]
    pub fn apart(self) -> String {
        let said =
            [("Už není třeba", self.not_needed), ("V\u{a0}navazující konferenci pokračuje", self.goes_on)];
        let said = said.into_iter().filter(|(_, number)| *number > 0);
        said.map(|(words, number)| format!(" {words}:\u{a0}{number}.")).collect()
    }
}

/// Counts them.
#[must_use]
pub fn standing(tasks: &[Followed], today: Day) -> Standing {
    let count = |what: fn(Waits) -> bool| tasks.iter().filter(|one| what(waits(one, today))).count();
    let back = |said: Said| tasks.iter().filter(|one| one.back.is_some_and(|back| back.said == said)).count();
    Standing {
        all: tasks.len(),
        open: tasks.iter().filter(|one| one.is_open()).count(),
        goes_on: back(Said::GoesOn),
        not_needed: back(Said::NotNeeded),
        overdue: count(|waits| waits.overdue),
        helpless: count(|waits| waits.helpless),
        unread: count(|waits| waits.unread),
        call: count(|waits| waits.call),
    }
}

/// How a task ended, in the words of the pages: what was said last, and that it stayed open where it did.
#[must_use]
pub(super) fn ended(followed: &Followed) -> String {
    let said = followed.back.map(|back| back.said).or_else(|| followed.said());
    match (followed.is_open(), said) {
        (false, Some(said)) => said.label().to_owned(),
        (true, Some(said)) => format!("otevřený, {}", said.label()),
        (_, None) => "otevřený, bez zprávy".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use crate::conferences::State;
    use crate::follow_up::model::{Back, Call, Reminded, Report, TaskText};
    use crate::law::{Deadlines, Unit};
    use jiff::civil::date;
    use uuid::Uuid;

    fn id<T>(n: u128) -> Id<T> {
        Id::from_uuid(Uuid::from_u128(n))
    }

    fn agreed(n: u128, words: &str, due: Day) -> Agreed {
        Agreed {
            id: id(n),
            number: i64::try_from(n).unwrap(),
            participant: Some(id(7)),
            owner: None,
            words: TaskText::new(words.to_owned()),
            indicator: None,
            support: None,
            due: Some(due),
        }
    }

    fn task(of: &Agreed) -> Task {
        Task {
            id: of.id,
            conference: id(1),
            case: Uuid::from_u128(2),
            office: id(3),
            state: State::Held,
            number: of.number,
            participant: of.participant,
            owner: of.owner.clone(),
            words: of.words.clone(),
            indicator: None,
            support: None,
            due: of.due,
            caller: None,
            version: 4,
        }
    }

    fn at(hour: i8) -> Moment {
        Moment::in_prague(date(2026, 12, 10), jiff::civil::time(hour, 0, 0, 0))
    }

    fn report(said: Said, hour: i8) -> Report {
        Report {
            id: id(9),
            said,
            words: None,
            file: None,
            proved: false,
            given: at(hour),
            by: None,
            seen: Some(at(hour)),
        }
    }

    fn followed(reports: Vec<Report>, calls: Vec<Call>) -> Followed {
        let task = task(&agreed(1, "x", date(2026, 12, 11)));
        Followed { task, reports, calls, reminders: Vec::new(), back: None }
    }

    #[test]
    fn a_task_ends_as_was_said_last_and_says_that_it_stayed_open() {
        let told = |said: &[Said]| {
            let reports = said.iter().map(|said| report(*said, 9)).collect();
            ended(&followed(reports, Vec::new()))
        };
        assert_eq!(told(&[]), "otevřený, bez zprávy");
        assert_eq!(told(&[Said::Done, Said::Help]), "hotovo");
        assert_eq!(told(&[Said::Cannot]), "otevřený, nejde to");
        assert_eq!(told(&[Said::Help, Said::Done]), "otevřený, potřebuje pomoc");
        let mut back = followed(vec![report(Said::Help, 9)], Vec::new());
        let (conference, noted) = (id(1), at(10));
        back.back = Some(Back { conference, said: Said::NotNeeded, line: None, noted });
        assert_eq!(ended(&back), "už není třeba");
    }

    #[test]
    fn what_goes_on_or_is_not_needed_is_not_counted_as_done() {
        let at_the_table = |said: Said| {
            let back = Back { conference: id(1), said, line: None, noted: at(10) };
            Followed { back: Some(back), ..followed(vec![report(said, 9)], vec![]) }
        };
        let done = followed(vec![report(Said::Done, 9)], vec![]);
        let tasks = [
            done,
            at_the_table(Said::Done),
            at_the_table(Said::GoesOn),
            at_the_table(Said::NotNeeded),
            followed(vec![], vec![]),
        ];
        let standing = standing(&tasks, date(2026, 12, 10));
        assert_eq!((standing.all, standing.open, standing.done()), (5, 1, 2));
        assert_eq!(
            standing.apart(),
            " Už není třeba:\u{a0}1. V\u{a0}navazující konferenci pokračuje:\u{a0}1."
        );
        assert!(Standing { all: 2, open: 1, ..Standing::default() }.apart().is_empty());
    }

    fn call(reached: bool, hour: i8) -> Call {
        Call {
            id: Id::from_uuid(uuid::Uuid::from_u128(hour.unsigned_abs().into())),
            reached,
            note: None,
            called: at(hour),
            by: None,
        }
    }

    #[test]
    fn what_the_record_says_anew_is_added_changed_or_dropped_and_the_rest_is_left_alone() {
        let day = date(2026, 12, 11);
        let (same, old, gone) = (agreed(1, "a", day), agreed(2, "b", day), agreed(3, "c", day));
        let taken = [task(&same), task(&old), task(&gone)];
        let moved = Agreed { due: Some(date(2026, 12, 18)), ..old.clone() };
        let found = changes(&taken, vec![same.clone(), moved.clone(), agreed(4, "d", day)]);
        assert_eq!(found.added.len(), 1);
        assert_eq!(found.changed, vec![(moved, 4, true)]);
        assert_eq!(found.dropped, vec![gone.id]);
        let words = Agreed { words: TaskText::new(String::from("jinak")), ..old };
        assert!(!changes(&taken[..2], vec![same, words]).changed[0].2, "the day is the same");
    }

    #[test]
    fn a_reminder_goes_some_working_days_before_and_never_on_the_last_day() {
        let rule = Deadline { amount: 3, unit: Unit::WorkingDay, verified: false };
        assert_eq!(Deadlines::default().task_reminder, rule);
        // Friday; three working days before is Tuesday.
        assert_eq!(remind_on(date(2026, 12, 11), date(2026, 12, 1), rule), Some(date(2026, 12, 8)));
        // Over Christmas: 24., 25. and 26. are holidays, 28. is a Monday.
        assert_eq!(remind_on(date(2026, 12, 28), date(2026, 12, 1), rule), Some(date(2026, 12, 21)));
        assert_eq!(remind_on(date(2026, 12, 11), date(2026, 12, 9), rule), Some(date(2026, 12, 10)));
        assert_eq!(remind_on(date(2026, 12, 11), date(2026, 12, 10), rule), None);
        assert_eq!(remind_on(date(2026, 12, 11), date(2026, 12, 20), rule), None);
    }

    #[test]
    fn help_waits_until_somebody_was_reached_after_it_was_asked_for() {
        let today = date(2026, 12, 10);
        let asked = || vec![report(Said::Help, 10)];
        assert!(waits(&followed(asked(), vec![]), today).helpless);
        assert!(waits(&followed(asked(), vec![call(true, 9)]), today).helpless, "a call before it");
        assert!(waits(&followed(asked(), vec![call(false, 11)]), today).helpless, "nobody was reached");
        assert!(!waits(&followed(asked(), vec![call(true, 11)]), today).helpless);
        assert!(
            !waits(&followed(vec![report(Said::Done, 12), report(Said::Help, 10)], vec![]), today).helpless
        );
    }

    #[test]
    fn a_task_is_overdue_the_day_after_its_day_unless_it_is_done() {
        let late = date(2026, 12, 12);
        assert!(!waits(&followed(vec![], vec![]), date(2026, 12, 11)).overdue);
        assert!(waits(&followed(vec![], vec![]), late).overdue);
        assert!(waits(&followed(vec![report(Said::Cannot, 8)], vec![]), late).overdue);
        assert!(!waits(&followed(vec![report(Said::Done, 8)], vec![]), late).overdue);
    }

    #[test]
    fn a_second_reminder_needs_a_first_and_there_is_no_third() {
        let reminded = |rounds: &[i64]| {
            let reminder = |round: &i64| Reminded { round: *round, state: Reminder::Sent, noted: at(8) };
            Followed { reminders: rounds.iter().map(reminder).collect(), ..followed(vec![], vec![]) }
        };
        assert!(!may_remind_again(&reminded(&[])));
        assert!(may_remind_again(&reminded(&[1])));
        assert!(!may_remind_again(&reminded(&[1, 2])));
    }
}
