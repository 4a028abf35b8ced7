//! The final evaluation as a paper: for the office's own file.

use crate::cases::{FileMark, PersonName};
use crate::conferences::{self, GoalFacts, Kind};
use crate::documents::Letterhead;
use crate::follow_up::model::{Closed, CourseWords, DoerRole, TaskOwner, TaskText};
use crate::follow_up::rules::Standing;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Moment};
use czech::prepositions;
use czech::typography::nbsp;
use facts::{Fact, Shown};
use outbound::{Cut, Cutter, Logistics, Occasion, Subject};
use uuid::Uuid;

/// A child of the case.
pub(in crate::follow_up) struct ChildOfPaper {
    pub(in crate::follow_up) id: Uuid,
    pub(in crate::follow_up) name: PersonName,
    pub(in crate::follow_up) file_mark: FileMark,
}

/// Who has a task.
pub(in crate::follow_up) enum Doer {
    /// Somebody of the table.
    Seated { name: PersonName, role: DoerRole, subject: Subject },
    /// Whoever was written down.
    Written(TaskOwner),
    /// Nobody.
    Nobody,
}

/// A task and how it ended.
pub(in crate::follow_up) struct TaskEnd {
    pub(in crate::follow_up) number: i64,
    pub(in crate::follow_up) what: TaskText,
    pub(in crate::follow_up) doer: Doer,
    pub(in crate::follow_up) due: Option<Day>,
    pub(in crate::follow_up) end: String,
}

/// The evaluation before it is cut.
pub(in crate::follow_up) struct EvaluationContent {
    pub(in crate::follow_up) office: Office,
    /// Who closed it.
    pub(in crate::follow_up) keeper: Option<Staff>,
    /// When people met.
    pub(in crate::follow_up) day: Option<Day>,
    pub(in crate::follow_up) kind: Kind,
    pub(in crate::follow_up) children: Vec<ChildOfPaper>,
    /// Goals with what was said about them on the scale.
    pub(in crate::follow_up) goals: Vec<(GoalFacts, Option<CourseWords>)>,
    pub(in crate::follow_up) standing: Standing,
    pub(in crate::follow_up) tasks: Vec<TaskEnd>,
    /// The conference that follows, if there is one, with its day, if it has one.
    pub(in crate::follow_up) next: Option<Option<Day>>,
    pub(in crate::follow_up) closed: Closed,
    /// When the paper is made.
    pub(in crate::follow_up) made: Day,
}

outbound::view! {
    /// A child.
    pub struct EvaluationChild {
        /// Name.
        pub name: Option<Shown<String>>,
        /// File mark.
        pub file_mark: Option<Shown<String>>,
    }

    /// A goal.
    pub struct EvaluationGoal {
        /// Its mark: `C1`.
        pub mark: Logistics,
        /// Its text.
        pub text: Shown<String>,
        /// Where people saw it on the scale.
        pub said: Option<Shown<String>>,
    }

    /// A task.
    pub struct EvaluationTask {
        /// Its number in the record.
        pub number: Logistics,
        /// What was to be done.
        pub what: Option<Shown<String>>,
        /// The name of whoever had it.
        pub who_name: Option<Shown<String>>,
        /// As what, or how they were written down.
        pub who: Option<Shown<String>>,
        /// By when.
        pub due: Option<Logistics>,
        /// How it ended.
        pub end: Logistics,
    }

    /// The final evaluation of a conference.
    #[paper("follow_up/evaluation.typ", title = "Závěrečné vyhodnocení konference")]
    pub struct EvaluationPaper {
        /// Who writes.
        pub office: Letterhead,
        /// When people met.
        pub date: Option<Logistics>,
        /// Kind of conference.
        pub kind: Logistics,
        /// The children.
        pub children: Vec<EvaluationChild>,
        /// What it came to, in the worker's own words.
        pub summary: Option<Shown<String>>,
        /// Goals.
        pub goals: Vec<EvaluationGoal>,
        /// How many tasks are done, and how many ended otherwise; none when there were no tasks.
        pub count: Option<Logistics>,
        /// Tasks.
        pub tasks: Vec<EvaluationTask>,
        /// Whether another conference follows.
        pub follows: bool,
        /// Its day, if it has one.
        pub next: Option<Logistics>,
        /// When it was closed.
        pub closed: Logistics,
        /// Who closed it.
        pub keeper: Option<Logistics>,
        /// As what.
        pub position: Option<Logistics>,
        /// When the paper was made, if that was another day.
        pub made: Option<Logistics>,
    }
}

/// The evaluation under the cutter.
struct Scribe<'c, 'a> {
    content: &'c EvaluationContent,
    cutter: &'c Cutter<'a>,
    /// Whom it concerns: all the children.
    everyone: Vec<Subject>,
}

impl Scribe<'_, '_> {
    fn about_everyone<F: Fact<Inner = String>>(&self, fact: &F) -> Option<Shown<String>> {
        conferences::about_all(self.cutter, &self.everyone, fact, |text| nbsp(text))
    }

    fn children(&self) -> Vec<EvaluationChild> {
        let children = self.content.children.iter().map(|child| {
            let about = self.cutter.about(Subject::Child(child.id));
            EvaluationChild {
                name: about.show_as(&child.name, |text| nbsp(text)),
                file_mark: about.show_as(&child.file_mark, |text| nbsp(text)),
            }
        });
        children.filter(|child| child.name.is_some() || child.file_mark.is_some()).collect()
    }

    /// Goals with the marks that the record gave them.
    fn goals(&self) -> Vec<EvaluationGoal> {
        let goals = self.content.goals.iter().zip(1_usize..).filter_map(|((goal, said), number)| {
            let subjects = match goal.subjects.as_slice() {
                [] => &self.everyone,
                some => some,
            };
            Some(EvaluationGoal {
                mark: Logistics::of(format!("C{number}")),
                text: goal.words.shown(self.cutter, subjects, |text| nbsp(text))?,
                said: said.as_ref().and_then(|said| self.about_everyone(said)),
            })
        });
        goals.collect()
    }

    fn task(&self, task: &TaskEnd) -> EvaluationTask {
        let (who_name, who) = match &task.doer {
            Doer::Seated { name, role, subject } => {
                let about = self.cutter.about(*subject);
                (about.show_as(name, |text| nbsp(text)), about.show_as(role, |text| nbsp(text)))
            }
            Doer::Written(words) => (None, self.about_everyone(words)),
            Doer::Nobody => (None, None),
        };
        EvaluationTask {
            number: Logistics::of(task.number.to_string()),
            what: self.about_everyone(&task.what),
            who_name,
            who,
            due: task.due.map(|due| Logistics::of(nbsp(&czech::dates::short(due)))),
            end: Logistics::of(nbsp(&task.end)),
        }
    }
}

fn count(standing: Standing) -> Option<Logistics> {
    let (all, done, apart) = (standing.all, standing.done(), standing.apart());
    let words = || format!("Vyřízeno {done}\u{a0}{}\u{a0}{all}.{apart}", prepositions::of(all));
    (all > 0).then(|| Logistics::of(words()))
}

fn day(on: Day) -> Logistics {
    Logistics::of(nbsp(&czech::dates::long_with_weekday(on)))
}

fn moment(at: Moment) -> Logistics {
    let day = czech::dates::long_with_weekday(at.day());
    Logistics::of(nbsp(&format!("{day} {}", prepositions::at(&at.time_of_day().to_string()))))
}

impl Cut<EvaluationContent> for EvaluationPaper {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(content: &EvaluationContent, cutter: &Cutter<'_>) -> Self {
        let mut everyone: Vec<Subject> =
            content.children.iter().map(|child| Subject::Child(child.id)).collect();
        if everyone.is_empty() {
            everyone.push(Subject::Conference);
        }
        let scribe = Scribe { content, cutter, everyone };
        let keeper = content.keeper.as_ref();
        Self {
            office: Letterhead::of(&content.office),
            date: content.day.map(day),
            kind: Logistics::of(content.kind.label()),
            children: scribe.children(),
            summary: scribe.about_everyone(&content.closed.words),
            goals: scribe.goals(),
            count: count(content.standing),
            tasks: content.tasks.iter().map(|task| scribe.task(task)).collect(),
            follows: content.next.is_some(),
            next: content.next.flatten().map(day),
            closed: moment(content.closed.at),
            keeper: keeper.map(|staff| Logistics::of(nbsp(&staff.name().full()))),
            position: keeper.and_then(|staff| staff.position.clone()).map(Logistics::of),
            made: (content.made != content.closed.at.day()).then(|| day(content.made)),
        }
    }
}
