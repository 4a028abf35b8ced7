//! The wall as a view: cut for everybody in the room together.

use super::model::{AgendaLine, Owner, WallContent, WallLine};
use crate::conferences::{GoalFacts, about_all};
use crate::meeting::LineKind;
use czech::typography::nbsp;
use facts::Shown;
use outbound::{Code, Cut, Cutter, Link, Logistics, Occasion, Returned};

/// How many lines of a kind are read from four metres.
const READABLE: usize = 6;

outbound::view! {
    /// What stands on the wall.
    pub struct WallSheet {
        /// Title of the phase.
        pub title: Option<Logistics>,
        /// Time of day.
        pub time: Logistics,
        /// The moment, in milliseconds, for the script that lets the time go on.
        pub moment: Code,
        /// Where a screen says that it shows this frame.
        pub seen: Link,
        /// Everything besides; not there on the neutral frame.
        pub shown: Option<WallPart>,
        /// Whether there will be nothing any more.
        pub over: bool,
    }

    /// What is shown to a known audience.
    pub struct WallPart {
        pub left: Option<Logistics>,
        pub sign: &'static str,
        pub percent: Option<u32>,
        pub ends: Option<Logistics>,
        pub agenda: Vec<AgendaRow>,
        pub goals: Vec<Shown<String>>,
        pub agreed: Vec<AgreedLine>,
        /// How many more there are above those shown.
        pub agreed_above: u32,
        pub tasks: Vec<TaskLine>,
        pub tasks_above: u32,
    }

    /// A phase.
    pub struct AgendaRow {
        pub title: Logistics,
        pub current: bool,
        pub past: bool,
        pub coming: Option<Logistics>,
    }

    /// What was agreed, or where opinions differ.
    pub struct AgreedLine {
        pub text: Shown<String>,
        pub differs: bool,
    }

    /// A task.
    pub struct TaskLine {
        pub text: Shown<String>,
        pub owner: Option<Shown<String>>,
        pub due: Option<Logistics>,
    }

    /// One frame, for a page that is open.
    #[page("meeting/wall/pages/frame.html")]
    pub struct WallFrame {
        pub wall: WallSheet,
    }

    /// The page of a screen.
    #[page("meeting/wall/pages/wall.html")]
    pub struct WallPage {
        pub wall: WallSheet,
        /// Where the frames come from.
        pub live: Link,
        /// Where a page without script comes back to.
        pub again: Link,
    }

    /// One line alone, for the guard. It has no way out.
    pub struct OneLine {
        pub agreed: Option<AgreedLine>,
        pub task: Option<TaskLine>,
    }

    /// One goal alone, for the guard. It has no way out.
    pub struct OneGoal {
        pub goal: Option<Shown<String>>,
    }

    /// One title alone, for the guard. It has no way out.
    pub struct OneTitle {
        pub title: Logistics,
    }
}

/// A frame with the addresses of its screen.
#[derive(Clone, Debug)]
pub(super) struct Screened {
    pub(super) content: WallContent,
    pub(super) live: Link,
    pub(super) seen: Link,
    pub(super) again: Link,
}

fn words(cutter: &Cutter<'_>, line: &WallLine) -> Option<Shown<String>> {
    line.words.shown(cutter, &line.subjects, |text| nbsp(text))
}

fn agreed(cutter: &Cutter<'_>, line: &WallLine) -> Option<AgreedLine> {
    let differs = match line.kind {
        LineKind::Agreed => false,
        LineKind::Dissent => true,
        LineKind::Said | LineKind::Task | LineKind::Postponed => return None,
    };
    Some(AgreedLine { text: words(cutter, line)?, differs })
}

/// Who does a task is told only of those who are in the room: the role of somebody who comes at another time may be
/// what those present must not know.
fn owner(cutter: &Cutter<'_>, line: &WallLine, content: &WallContent) -> Option<Shown<String>> {
    let in_the_room =
        |owner: &&Owner| owner.participant.is_some_and(|owner| content.audience.contains(&owner));
    if line.owner.is_some() {
        let owner = line.owner.as_ref().filter(in_the_room)?;
        return cutter.about(owner.subject).show_as(&owner.role, |text| nbsp(text));
    }
    about_all(cutter, &line.subjects, line.owner_note.as_ref()?, |text| nbsp(text))
}

fn task(cutter: &Cutter<'_>, line: &WallLine, content: &WallContent) -> Option<TaskLine> {
    if line.kind != LineKind::Task {
        return None;
    }
    Some(TaskLine {
        text: words(cutter, line)?,
        owner: owner(cutter, line, content),
        due: line.deadline.map(|day| Logistics::of(nbsp(&format!("do {}", czech::dates::short(day))))),
    })
}

/// The last of them, and how many stand above.
fn readable<T>(mut rows: Vec<T>) -> (Vec<T>, u32) {
    let above = rows.len().saturating_sub(READABLE);
    rows.drain(..above);
    (rows, u32::try_from(above).unwrap_or(u32::MAX))
}

fn part(content: &WallContent, cutter: &Cutter<'_>) -> WallPart {
    let (agreed, agreed_above) =
        readable(content.lines.iter().filter_map(|line| agreed(cutter, line)).collect());
    let (tasks, tasks_above) =
        readable(content.lines.iter().filter_map(|line| task(cutter, line, content)).collect());
    let goal = |goal: &GoalFacts| goal.words.shown(cutter, &goal.subjects, |text| nbsp(text));
    let row = |line: &AgendaLine| AgendaRow {
        title: Logistics::of(nbsp(&line.title)),
        current: line.current,
        past: line.past,
        coming: line.coming.clone().map(Logistics::of),
    };
    WallPart {
        left: content.left.clone().map(Logistics::of),
        sign: content.sign.code(),
        percent: content.percent,
        ends: content.ends.clone().map(Logistics::of),
        agenda: content.agenda.iter().map(row).collect(),
        goals: content.goals.iter().filter_map(goal).collect(),
        agreed,
        agreed_above,
        tasks,
        tasks_above,
    }
}

fn sheet(screened: &Screened, cutter: &Cutter<'_>) -> WallSheet {
    let content = &screened.content;
    WallSheet {
        title: content.title.as_ref().map(|title| Logistics::of(nbsp(title))),
        time: Logistics::of(content.now.time_of_day().to_string()),
        moment: Code::of(content.now.timestamp().as_millisecond().to_string()),
        seen: screened.seen.clone(),
        shown: (!content.audience.is_empty()).then(|| part(content, cutter)),
        over: content.over,
    }
}

impl Cut<Screened> for WallFrame {
    const OCCASION: Occasion = Occasion::InRoom;
    fn cut(screened: &Screened, cutter: &Cutter<'_>) -> Self {
        Self { wall: sheet(screened, cutter) }
    }
}

impl Cut<Screened> for WallPage {
    const OCCASION: Occasion = Occasion::InRoom;
    fn cut(screened: &Screened, cutter: &Cutter<'_>) -> Self {
        Self { wall: sheet(screened, cutter), live: screened.live.clone(), again: screened.again.clone() }
    }
}

/// A line of the content, by its place.
impl Cut<(&WallContent, usize)> for OneLine {
    const OCCASION: Occasion = Occasion::InRoom;
    fn cut((content, place): &(&WallContent, usize), cutter: &Cutter<'_>) -> Self {
        let line = content.lines.get(*place);
        Self {
            agreed: line.and_then(|line| agreed(cutter, line)),
            task: line.and_then(|line| task(cutter, line, content)),
        }
    }
}

impl Cut<GoalFacts> for OneGoal {
    const OCCASION: Occasion = Occasion::InRoom;
    fn cut(goal: &GoalFacts, cutter: &Cutter<'_>) -> Self {
        Self { goal: goal.words.shown(cutter, &goal.subjects, String::clone) }
    }
}

impl Cut<String> for OneTitle {
    const OCCASION: Occasion = Occasion::InRoom;
    fn cut(title: &String, _: &Cutter<'_>) -> Self {
        Self { title: Logistics::of(title.as_str()) }
    }
}

outbound::view! {
    /// Where the short code of a wall is typed.
    #[page("meeting/wall/pages/code.html")]
    pub struct CodeView {
        pub problem: Option<&'static str>,
        pub typed: Returned,
    }

    /// A page for an address that leads nowhere (any more). It hints at nothing.
    #[page("meeting/wall/pages/gone.html")]
    pub struct GoneView {
        pub nothing: bool,
    }
}

/// What went wrong with a short code.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) problem: Option<&'static str>,
    pub(super) typed: String,
}

/// What stands behind an address that leads nowhere.
pub(super) struct Nothing;

impl Cut<Typed> for CodeView {
    const OCCASION: Occasion = Occasion::InRoom;
    fn cut(typed: &Typed, _: &Cutter<'_>) -> Self {
        Self { problem: typed.problem, typed: Returned::input(typed.typed.clone()) }
    }
}

impl Cut<Nothing> for GoneView {
    const OCCASION: Occasion = Occasion::InRoom;
    fn cut(_: &Nothing, _: &Cutter<'_>) -> Self {
        Self { nothing: true }
    }
}
