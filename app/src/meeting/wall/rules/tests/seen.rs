//! A frame as it would leave the house, read word by word, and how much the rooms have tried.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::meeting::wall::cut::{disclosed, sifted};
use crate::meeting::wall::view::{AgendaRow, AgreedLine, Screened, TaskLine, WallFrame, WallPart, WallSheet};
use outbound::{Link, Logistics};

/// A line as it stands on the wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) differs: bool,
    pub(super) owner: Option<String>,
    pub(super) due: Option<String>,
}

/// A part of the agenda as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) title: String,
    pub(super) current: bool,
    pub(super) past: bool,
    pub(super) coming: Option<String>,
}

/// What stands on the wall for a known audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What is left, its sign, how much is over, when it all ends.
    pub(super) clock: (Option<String>, &'static str, Option<u32>, Option<String>),
    pub(super) agenda: Vec<Turn>,
    pub(super) goals: Vec<String>,
    pub(super) agreed: Vec<Row>,
    pub(super) agreed_above: u32,
    pub(super) tasks: Vec<Row>,
    pub(super) tasks_above: u32,
}

/// A frame as it would leave the house.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) frame: Frame,
    pub(super) title: Option<String>,
    pub(super) part: Option<Part>,
}

fn plain(words: &Logistics) -> String {
    words.as_str().replace('\u{a0}', " ")
}

/// Every field by its name: whatever a wall shows one day more has to be answered for here.
fn read(part: &WallPart) -> Part {
    let WallPart { left, sign, percent, ends, agenda, goals, agreed, agreed_above, tasks, tasks_above } =
        part;
    let one_agreed = |line: &AgreedLine| {
        let AgreedLine { text, differs } = line;
        Row { text: text.get().clone(), differs: *differs, owner: None, due: None }
    };
    let one_task = |line: &TaskLine| {
        let TaskLine { text, owner, due } = line;
        let owner = owner.as_ref().map(|owner| owner.get().clone());
        Row { text: text.get().clone(), differs: false, owner, due: due.as_ref().map(plain) }
    };
    let one_turn = |row: &AgendaRow| {
        let AgendaRow { title, current, past, coming } = row;
        Turn { title: plain(title), current: *current, past: *past, coming: coming.as_ref().map(plain) }
    };
    Part {
        clock: (left.as_ref().map(plain), *sign, *percent, ends.as_ref().map(plain)),
        agenda: agenda.iter().map(one_turn).collect(),
        goals: goals.iter().map(|goal| goal.get().clone()).collect(),
        agreed: agreed.iter().map(one_agreed).collect(),
        agreed_above: *agreed_above,
        tasks: tasks.iter().map(one_task).collect(),
        tasks_above: *tasks_above,
    }
}

/// The words of a room in a text.
fn words_of(text: &str) -> BTreeSet<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| word.ends_with("konec")).map(str::to_owned).collect()
}

/// The frame as it would leave the house; of some rooms also what the template makes of it.
pub(super) fn on_the_wall(room: &Room, story: &Story, printed: bool) -> Seen {
    let frame = frame(&story.scene(room));
    let wall = Uuid::from_u128(9);
    let (content, _) = sifted(room.content(story.now, story.current), &frame, &room.everybody, wall);
    let link = || Link::new("/s/x").unwrap();
    let screened = Screened { content, live: link(), seen: link(), again: link() };
    let disclosed = disclosed::<WallFrame>(&screened, &frame, &room.everybody, wall);
    assert!(!disclosed.is_stopped(), "what is left after sifting is stopped all the same");
    let WallSheet { title, time, moment: _, seen: _, shown, over } = &disclosed.view().wall;
    assert_eq!((time.as_str(), *over), (story.now.time_of_day().to_string().as_str(), false));
    let seen = Seen { frame, title: title.as_ref().map(plain), part: shown.as_ref().map(read) };
    if printed {
        let html = outbound::page(&disclosed).unwrap().into_html();
        assert_eq!(words_of(&html), words_of(&format!("{seen:?}")), "the page says something else");
    }
    seen
}

/// How often each thing was tried.
#[derive(Debug, Default)]
pub(super) struct Tried {
    pub(super) full: usize,
    pub(super) owners: usize,
    pub(super) notes: usize,
    /// Tasks of somebody whose role is not for all who look.
    pub(super) unnamed: usize,
    pub(super) dues: usize,
    pub(super) above: usize,
    pub(super) untitled: usize,
}

impl Tried {
    pub(super) fn counts(&mut self, room: &Room, seen: &Seen) {
        let Some(part) = &seen.part else { return };
        let begins = |row: &&Row, with: &str| row.owner.as_ref().is_some_and(|owner| owner.starts_with(with));
        let of_a_seat = |row: &&Row| {
            let mut lines = room.lines.iter();
            lines.any(|known| known.text == row.text && matches!(known.doer, Doer::Seat(..)))
        };
        let some = [part.goals.is_empty(), part.agreed.is_empty(), part.tasks.is_empty()].contains(&false);
        self.full += usize::from(some);
        self.owners += part.tasks.iter().filter(|row| begins(row, "role")).count();
        self.notes += part.tasks.iter().filter(|row| begins(row, "pozn")).count();
        self.unnamed += part.tasks.iter().filter(|row| row.owner.is_none()).filter(of_a_seat).count();
        self.dues += part.tasks.iter().filter(|row| row.due.is_some()).count();
        self.above += usize::from(part.agreed_above > 0) + usize::from(part.tasks_above > 0);
        self.untitled += usize::from(part.agenda.len() < 2);
    }

    pub(super) fn and(self, more: Self) -> Self {
        Self {
            full: self.full + more.full,
            owners: self.owners + more.owners,
            notes: self.notes + more.notes,
            unnamed: self.unnamed + more.unnamed,
            dues: self.dues + more.dues,
            above: self.above + more.above,
            untitled: self.untitled + more.untitled,
        }
    }
}
