//! What owners of tasks read: their page, its part on their first page, the reminder.

pub(super) mod evaluation;

use super::model::{Followed, Report, Said};
use super::words::{self, TaskWords};
use crate::conferences::State;
use crate::invitations::doors::{Guest, Language};
use crate::kernel::{Failure, Id};
use facts::Shown;
use outbound::{Cut, Cutter, Link, Logistics, Occasion, Page, Returned, Subject};

/// The reminder, before it is cut.
pub(super) struct Reminding {
    pub(super) words: &'static TaskWords,
    pub(super) link: Link,
}

/// To whom the page is shown, and how far they got.
pub(super) struct Reader {
    pub(super) language: Language,
    pub(super) child: bool,
    /// Whether they gave the code.
    pub(super) proved: bool,
    /// Whether anything is still taken.
    pub(super) open: bool,
    /// `/p/…`
    pub(super) path: Link,
    pub(super) office: Logistics,
    pub(super) contact: (Option<Logistics>, Option<Logistics>),
    /// The question for the code.
    pub(super) door: Option<Page>,
}

impl Reader {
    /// Of whoever came by a link.
    pub(super) fn of(guest: &Guest) -> Result<Self, Failure> {
        Ok(Self {
            language: guest.language,
            child: guest.is_child(),
            proved: guest.proved(),
            open: guest.conference.state == State::Held,
            path: guest.path.clone(),
            office: Logistics::of(&guest.office.title),
            contact: guest.contact(),
            door: Some(guest.door("ukoly")?),
        })
    }

    fn words(&self) -> &'static TaskWords {
        words::words(self.language, self.child)
    }
}

/// The page, before it is cut.
pub(super) struct Tasks {
    pub(super) reader: Reader,
    pub(super) tasks: Vec<Followed>,
    /// Identifiers of the forms, one for each task.
    pub(super) forms: Vec<Id<Report>>,
    /// What was just done.
    pub(super) saved: bool,
    /// What was not taken: the number of the task, why, what was typed.
    pub(super) problem: Option<(i64, &'static str, Option<String>)>,
    /// That something came too late, and what was typed.
    pub(super) unsaved: Option<Option<String>>,
}

/// The part on the first page, before it is cut.
pub(super) struct Part<'a> {
    pub(super) tasks: &'a [Followed],
    pub(super) words: &'static TaskWords,
    pub(super) language: Language,
    pub(super) way: Link,
}

outbound::view! {
    /// A reminder. It does not say of what.
    #[mail("follow_up/mails/reminder.txt")]
    pub struct ReminderView {
        pub words: TaskWords,
        pub link: Link,
    }

    /// What its owner said before.
    pub struct SaidBefore {
        pub on: Logistics,
        pub said: &'static str,
        pub words: Option<Shown<String>>,
        /// That there are words which are not given back.
        pub kept: bool,
        pub file: bool,
    }

    /// One of the three answers.
    pub struct Choice {
        pub code: &'static str,
        pub words: &'static str,
        pub chosen: bool,
    }

    /// One task: without the code number, day and three buttons.
    pub struct TaskCard {
        pub number: Logistics,
        pub due: Option<Logistics>,
        pub said: Option<&'static str>,
        pub text: Option<Shown<String>>,
        pub indicator: Option<Shown<String>>,
        pub support: Option<Shown<String>>,
        pub before: Vec<SaidBefore>,
        pub choices: Vec<Choice>,
        /// Whether anything is still taken about it.
        pub open: bool,
        pub form: Logistics,
        pub action: Link,
        pub problem: Option<&'static str>,
        pub typed: Option<Returned>,
    }

    /// The page of somebody's tasks.
    #[page("follow_up/pages/tasks.html")]
    pub struct TasksView {
        pub words: TaskWords,
        pub office: Logistics,
        pub path: Link,
        pub saved: bool,
        pub proved: bool,
        pub open: bool,
        pub trouble: bool,
        /// Whether something came too late to be kept.
        pub late: bool,
        pub unsaved: Option<Returned>,
        pub tasks: Vec<TaskCard>,
        pub door: Option<Page>,
        pub contact: Option<Logistics>,
        pub phone: Option<Logistics>,
    }

    /// A line of the part on the first page.
    pub struct TaskLine {
        pub number: Logistics,
        pub due: Option<Logistics>,
        pub said: Option<&'static str>,
    }

    /// The part on the first page.
    #[page("follow_up/pages/part.html")]
    pub struct TasksPart {
        pub words: TaskWords,
        pub tasks: Vec<TaskLine>,
        pub way: Link,
    }
}

impl Cut<Reminding> for ReminderView {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(reminding: &Reminding, _: &Cutter<'_>) -> Self {
        Self { words: reminding.words.clone(), link: reminding.link.clone() }
    }
}

const fn answer(words: &TaskWords, said: Said) -> &'static str {
    match said {
        Said::Done => words.done,
        Said::Help => words.help,
        Said::Cannot => words.cannot,
        // Said at a later table only, which its owner reads nothing of here.
        Said::NotNeeded | Said::GoesOn => words.settled,
    }
}

const fn told(words: &TaskWords, said: Said) -> &'static str {
    match said {
        Said::Done => words.said_done,
        Said::Help => words.said_help,
        Said::Cannot => words.said_cannot,
        // Said at a later table only, which its owner reads nothing of here.
        Said::NotNeeded | Said::GoesOn => words.settled,
    }
}

/// One task. Its words are its owner's own, and stand behind the code.
fn card(tasks: &Tasks, (one, form): (&Followed, Id<Report>), cutter: &Cutter<'_>) -> TaskCard {
    let reader = &tasks.reader;
    let words = reader.words();
    let (task, own) = (&one.task, cutter.about(Subject::Reader));
    let shown = |text: &super::TaskText| if reader.proved { own.show(text) } else { None };
    let said = one.owner_said();
    let settled = one.back.is_some().then_some(words.settled);
    let problem = tasks.problem.as_ref().filter(|(number, ..)| *number == task.number);
    TaskCard {
        number: Logistics::of(task.number.to_string()),
        due: task.due.map(|due| Logistics::of(reader.language.short_date(due))),
        said: settled.or_else(|| said.map(|said| told(words, said))),
        text: shown(&task.words),
        indicator: task.indicator.as_ref().and_then(shown),
        support: task.support.as_ref().and_then(shown),
        before: match reader.proved {
            true => before(one, words, reader.language, cutter),
            false => Vec::new(),
        },
        choices: Said::TOLD
            .into_iter()
            .map(|one| Choice {
                code: crate::kernel::Choice::code(one),
                words: answer(words, one),
                chosen: said == Some(one),
            })
            .collect(),
        open: one.back.is_none(),
        form: Logistics::of(form.to_string()),
        action: Link::new(format!("{}/ukoly/{}", reader.path, task.number))
            .unwrap_or_else(|| reader.path.clone()),
        problem: problem.map(|(_, problem, _)| *problem),
        typed: problem.and_then(|(_, _, typed)| typed.as_deref().map(Returned::input)),
    }
}

/// What the owner wrote, without what staff wrote down. From whom a fact is protected only reads that words are kept:
/// whether the page came with them would tell whoever tries words out which of them is the secret.
fn before(one: &Followed, words: &TaskWords, language: Language, cutter: &Cutter<'_>) -> Vec<SaidBefore> {
    let guarded = cutter.is_guarded();
    let theirs = one.reports.iter().filter(|report| report.by.is_none() && report.proved);
    theirs
        .filter(|report| report.words.is_some() || report.file.is_some())
        .map(|report| SaidBefore {
            on: Logistics::of(language.short_date(report.given.day())),
            said: answer(words, report.said),
            words: match guarded {
                true => None,
                false => cutter.about(Subject::Reader).show_known(report.words.as_ref()),
            },
            kept: guarded && report.words.is_some(),
            file: report.file.is_some(),
        })
        .collect()
}

impl Cut<Tasks> for TasksView {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(tasks: &Tasks, cutter: &Cutter<'_>) -> Self {
        let reader = &tasks.reader;
        let forms = tasks.forms.iter().copied();
        Self {
            words: reader.words().clone(),
            office: reader.office.clone(),
            path: reader.path.clone(),
            saved: tasks.saved,
            proved: reader.proved,
            open: reader.open,
            trouble: tasks.problem.is_some() || tasks.unsaved.is_some(),
            late: tasks.unsaved.is_some(),
            unsaved: tasks.unsaved.as_ref().and_then(|typed| typed.as_deref()).map(Returned::input),
            tasks: tasks.tasks.iter().zip(forms).map(|one| card(tasks, one, cutter)).collect(),
            door: reader.door.clone(),
            contact: reader.contact.0.clone(),
            phone: reader.contact.1.clone(),
        }
    }
}

impl Cut<Part<'_>> for TasksPart {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(part: &Part<'_>, _: &Cutter<'_>) -> Self {
        let line = |one: &Followed| TaskLine {
            number: Logistics::of(one.task.number.to_string()),
            due: one.task.due.map(|due| Logistics::of(part.language.short_date(due))),
            said: match one.back {
                Some(_) => Some(part.words.settled),
                None => one.owner_said().map(|said| answer(part.words, said)),
            },
        };
        Self {
            words: part.words.clone(),
            tasks: part.tasks.iter().map(line).collect(),
            way: part.way.clone(),
        }
    }
}
