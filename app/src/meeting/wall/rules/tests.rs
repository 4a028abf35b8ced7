//! Ten thousand rooms. What may stand on the wall is worked out once more from what happened, by asking each person in
//! the room alone; this and what the wall shows must agree at every step.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod seen;

use self::seen::{Part, Row, Seen, Tried, Turn, on_the_wall};
use super::*;
use crate::cases::{LegalPosition, ReaderKind};
use crate::conferences::GoalFacts;
use crate::disclosure::{ReaderRights, sample_rights};
use crate::kernel::{Choice, TimeOfDay};
use crate::meeting::clock::Sign;
use crate::meeting::wall::cut::Everybody;
use crate::meeting::wall::model::{AgendaLine, Owner, OwnerRole, WallLine};
use crate::meeting::{LineKind, TaskNote, Topic, Words};
use facts::FactGroup;
use jiff::civil::date;
use outbound::{Guard, Occasion, Rights, Stop, Subject, Verdict};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

const CHILDREN: [Uuid; 2] = [Uuid::from_u128(1), Uuid::from_u128(2)];

/// What the clock says; no guard stops it.
const LEFT: &str = "zbývá 9 minut";
const COMING: &str = "asi v 14.25";
const ENDS: &str = "skončíme asi v 15.05";

/// How many rooms; each goes through a sequence of its own.
const ROOMS: u64 = 10_000;
/// The number of the first; a failure names its own.
const FIRST: u64 = 1;

/// A small generator, so that a failing room can be made again from its number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }
    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }
}

/// Stops one word.
struct Word(String);

impl Guard for Word {
    fn read(&self, text: &str) -> Vec<Stop> {
        let stop = |(at, word): (usize, &str)| Stop {
            fact: Uuid::from_u128(7),
            range: at..at + word.len(),
            excused: false,
        };
        text.match_indices(self.0.as_str()).map(stop).collect()
    }
}

/// Every kind of reader with every way of belonging to the two children.
static KNOWN: LazyLock<Vec<ReaderRights>> = LazyLock::new(|| {
    use LegalPosition as Position;
    let ways = [
        [Position::ParentWithResponsibility; 2],
        [Position::ParentWithResponsibility, Position::None],
        [Position::None, Position::None],
    ];
    let of = |kind: &ReaderKind| {
        let kind = *kind;
        ways.map(|way| {
            let positions =
                CHILDREN.iter().zip(way).map(|(child, position)| (Id::from_uuid(*child), position));
            sample_rights(kind, positions.collect(), false, date(2026, 11, 21)).unwrap()
        })
    };
    ReaderKind::ALL.iter().flat_map(of).collect()
});

/// Who does a task.
enum Doer {
    Nobody,
    /// Somebody of the list; whom their role tells of.
    Seat(usize, Subject),
    /// Somebody who sits there and is on no list.
    Stranger,
    /// Somebody who is only written down.
    Note(String),
}

/// A line with what an oracle has to know of it.
struct Known {
    text: String,
    group: FactGroup,
    subjects: Vec<Subject>,
    phase: Id<Phase>,
    kind: LineKind,
    doer: Doer,
    /// A day of December.
    due: Option<i8>,
    /// A goal, which stands there in every phase.
    goal: bool,
}

struct Room {
    everybody: Everybody,
    invited: Vec<[bool; 2]>,
    secrets: Vec<Option<String>>,
    lines: Vec<Known>,
    safety: bool,
}

fn phase(number: usize) -> Id<Phase> {
    Id::from_uuid(Uuid::from_u128(500 + number as u128))
}

fn person(number: usize) -> Id<Participant> {
    Id::from_uuid(Uuid::from_u128(100 + number as u128))
}

/// Whom the role of somebody tells of.
fn themselves(number: usize) -> Uuid {
    Uuid::from_u128(300 + number as u128)
}

fn role(number: usize) -> String {
    format!("role{number}konec")
}

fn title(number: usize) -> String {
    format!("bod{number}konec")
}

impl Room {
    fn random(dice: &mut Dice) -> Self {
        let safety = dice.one_in(3);
        let people = 1 + dice.roll(5);
        // Some walls are longer than what is read from four metres.
        let count = if dice.one_in(8) { 24 + dice.roll(5) } else { 5 + dice.roll(4) };
        let lines: Vec<Known> = (0..count).map(|number| Self::line(dice, number, people, safety)).collect();
        // Mostly people who share something: else the walls would be empty.
        let plain = dice.roll(3) > 0;
        let (mut readers, mut secrets, mut invited) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..people {
            let parents = [ReaderKind::ParentWithResponsibility, ReaderKind::OtherOspod];
            let kind = if plain { parents[dice.roll(2)] } else { *dice_of(dice, ReaderKind::ALL) };
            let way = if plain && !dice.one_in(4) { 0 } else { dice.roll(3) };
            let at = ReaderKind::ALL.iter().position(|known| *known == kind).unwrap();
            let mut rights = KNOWN[at * 3 + way].clone();
            rights.reader.participant = person(number);
            rights.reader.person = dice.one_in(2).then(|| Id::from_uuid(themselves(number)));
            rights.safety_concern = safety;
            let secret = dice.one_in(4).then(|| Self::secret(dice, &lines, people));
            rights.guard = secret.clone().map(|word| Arc::new(Word(word)) as Arc<dyn Guard>);
            readers.push(rights);
            secrets.push(secret);
            invited.push([!dice.one_in(4), !dice.one_in(4)]);
        }
        Self { everybody: Everybody { readers, demo: false }, invited, secrets, lines, safety }
    }

    /// What must not reach somebody: whatever can stand on a wall.
    fn secret(dice: &mut Dice, lines: &[Known], people: usize) -> String {
        let known = &lines[dice.roll(lines.len())];
        match (dice.roll(6), &known.doer) {
            (0, _) => title(dice.roll(2)),
            (1, _) => role(dice.roll(people)),
            (2, Doer::Note(words)) => words.clone(),
            _ => known.text.clone(),
        }
    }

    fn line(dice: &mut Dice, number: usize, people: usize, safety: bool) -> Known {
        let group = if dice.one_in(2) { FactGroup::PlanTasks } else { dice_of(dice, Topic::ALL).0 };
        let subjects = match dice.roll(3) {
            0 => vec![Subject::Conference],
            1 => vec![Subject::Child(CHILDREN[dice.roll(2)])],
            _ => CHILDREN.map(Subject::Child).to_vec(),
        };
        let kind = match dice.roll(12) {
            0..=5 => LineKind::Task,
            // Where safety is at risk nobody's dissent comes to the wall at all.
            6 if !safety => LineKind::Dissent,
            7 => [LineKind::Said, LineKind::Postponed][dice.roll(2)],
            _ => LineKind::Agreed,
        };
        let who = dice.roll(people);
        let doer = match dice.roll(8) {
            0 => Doer::Nobody,
            1 => Doer::Stranger,
            2 | 3 => Doer::Note(format!("pozn{number}konec")),
            4 => Doer::Seat(who, Subject::Child(CHILDREN[dice.roll(2)])),
            _ => Doer::Seat(who, Subject::Person(themselves(who))),
        };
        Known {
            text: format!("slovo{number}konec"),
            group,
            subjects,
            phase: phase(dice.roll(2)),
            kind,
            doer,
            due: (!dice.one_in(3)).then(|| i8::try_from(number + 1).unwrap()),
            goal: dice.one_in(4),
        }
    }

    fn content(&self, now: Moment, current: usize) -> WallContent {
        let line = |(number, known): (usize, &Known)| {
            let (owner, owner_note) = known.doer();
            WallLine {
                id: Id::from_uuid(Uuid::from_u128(number as u128)),
                phase: Some(known.phase),
                kind: known.kind,
                words: Words::under(Topic(known.group), known.text.clone()),
                subjects: known.subjects.clone(),
                owner,
                owner_note,
                deadline: known.due.map(|day| date(2026, 12, day)),
            }
        };
        let goal = |known: &Known| GoalFacts {
            words: Words::under(Topic(known.group), known.text.clone()),
            subjects: known.subjects.clone(),
        };
        let turn = |number: usize| AgendaLine {
            title: title(number),
            current: number == current,
            past: number < current,
            coming: (number > current).then(|| COMING.to_owned()),
        };
        WallContent {
            title: Some(title(current)),
            now,
            left: Some(LEFT.to_owned()),
            sign: Sign::Calm,
            percent: Some(50),
            ends: Some(ENDS.to_owned()),
            agenda: (0..2).map(turn).collect(),
            goals: self.lines.iter().filter(|known| known.goal).map(goal).collect(),
            lines: self.lines.iter().enumerate().filter(|(_, known)| !known.goal).map(line).collect(),
            audience: Vec::new(),
            over: false,
        }
    }

    /// Whether one person alone may see a fact.
    fn alone(&self, who: usize, group: FactGroup, about: &[Subject]) -> bool {
        let rights = &self.everybody.readers[who];
        about.iter().all(|about| rights.verdict(Occasion::InRoom, group, *about) == Verdict::Show)
    }

    /// Whether words must not reach one person.
    fn is_kept_from(&self, who: usize, words: &str) -> bool {
        self.secrets[who].as_ref().is_some_and(|secret| words.contains(secret))
    }

    /// What a line comes to for all these people: nothing when one of them may not see it, or it names what must not
    /// reach one of them.
    fn row(&self, known: &Known, looking: &[usize]) -> Option<Row> {
        let all =
            |group: FactGroup, about: &[Subject]| looking.iter().all(|who| self.alone(*who, group, about));
        let owner = match &known.doer {
            // Of somebody who is not there nobody learns that they will do something.
            Doer::Seat(who, about) if looking.contains(who) && all(FactGroup::Identity, &[*about]) => {
                Some(role(*who))
            }
            Doer::Note(words) if all(FactGroup::PlanTasks, &known.subjects) => Some(words.clone()),
            Doer::Seat(..) | Doer::Note(_) | Doer::Stranger | Doer::Nobody => None,
        };
        let task = known.kind == LineKind::Task;
        let row = Row {
            text: known.text.clone(),
            differs: known.kind == LineKind::Dissent,
            owner: owner.filter(|_| task),
            due: known.due.filter(|_| task).map(|day| format!("do {day}. 12. 2026")),
        };
        let kept = looking.iter().any(|who| {
            self.is_kept_from(*who, &row.text)
                || row.owner.as_ref().is_some_and(|owner| self.is_kept_from(*who, owner))
        });
        (all(known.group, &known.subjects) && !kept).then_some(row)
    }

    /// The rows of these kinds, at most six, and how many stand above.
    fn rows(&self, kinds: &[LineKind], current: usize, looking: &[usize]) -> (Vec<Row>, u32) {
        let here = |known: &&Known| {
            !known.goal && kinds.contains(&known.kind) && (!self.safety || known.phase == phase(current))
        };
        let all = self.lines.iter().filter(here).filter_map(|known| self.row(known, looking));
        let mut rows: Vec<Row> = all.collect();
        let above = rows.len().saturating_sub(6);
        rows.drain(..above);
        (rows, u32::try_from(above).unwrap())
    }

    /// A title of the agenda is for everybody on the list, whether there or not.
    fn has_title(&self, number: usize) -> bool {
        (0..self.secrets.len()).all(|who| !self.is_kept_from(who, &title(number)))
    }

    /// Everything that these people may see together.
    fn wanted(&self, current: usize, looking: &[usize]) -> Part {
        let for_all = |known: &&Known| {
            let may = |who: &usize| {
                self.alone(*who, known.group, &known.subjects) && !self.is_kept_from(*who, &known.text)
            };
            known.goal && looking.iter().all(may)
        };
        let turn = |number: usize| Turn {
            title: title(number),
            current: number == current,
            past: number < current,
            coming: (number > current).then(|| COMING.to_owned()),
        };
        let (agreed, agreed_above) = self.rows(&[LineKind::Agreed, LineKind::Dissent], current, looking);
        let (tasks, tasks_above) = self.rows(&[LineKind::Task], current, looking);
        Part {
            clock: (Some(LEFT.to_owned()), Sign::Calm.code(), Some(50), Some(ENDS.to_owned())),
            agenda: (0..2).filter(|number| self.has_title(*number)).map(turn).collect(),
            goals: self.lines.iter().filter(for_all).map(|known| known.text.clone()).collect(),
            agreed,
            agreed_above,
            tasks,
            tasks_above,
        }
    }
}

impl Known {
    /// As a line names who does it.
    fn doer(&self) -> (Option<Owner>, Option<TaskNote>) {
        let owner =
            |participant, subject, role: String| Owner { participant, subject, role: OwnerRole::new(role) };
        match &self.doer {
            Doer::Nobody => (None, None),
            Doer::Seat(who, about) => (Some(owner(Some(person(*who)), *about, role(*who))), None),
            Doer::Stranger => (Some(owner(None, Subject::Conference, "cizikonec".to_owned())), None),
            Doer::Note(words) => (None, Some(TaskNote::new(words.clone()))),
        }
    }
}

fn dice_of<'a, T>(dice: &mut Dice, all: &'a [T]) -> &'a T {
    &all[dice.roll(all.len())]
}

/// What happened, kept in two ways: as the steps that the wall reads, and as who simply is there.
struct Story {
    now: Moment,
    steps: Vec<Vec<(PresenceStep, Moment)>>,
    there: BTreeSet<usize>,
    /// Who went out of the door last, and when.
    went: Vec<(usize, Moment)>,
    guest: Vec<(PresenceStep, Moment)>,
    guest_there: bool,
    pauses: Vec<(Moment, Option<Moment>)>,
    resting: bool,
    led: bool,
    private: bool,
    current: usize,
    /// Since when nobody left and nothing ended.
    calm: Moment,
}

impl Story {
    fn new(people: usize) -> Self {
        let now = Moment::in_prague(date(2026, 12, 10), TimeOfDay::new(13, 0).unwrap().time());
        Self {
            now,
            steps: vec![Vec::new(); people],
            there: BTreeSet::new(),
            went: Vec::new(),
            guest: Vec::new(),
            guest_there: false,
            pauses: Vec::new(),
            resting: false,
            led: true,
            private: false,
            current: 0,
            calm: now,
        }
    }

    fn happens(&mut self, dice: &mut Dice) {
        self.now = self.now.plus_seconds([0, 1, 3, 6, 40][dice.roll(5)]);
        let who = dice.roll(self.steps.len());
        match dice.roll(16) {
            0..=6 => {
                let step =
                    [PresenceStep::Arrived, PresenceStep::Arrived, PresenceStep::ByPhone][dice.roll(3)];
                self.steps[who].push((step, self.now));
                self.there.insert(who);
            }
            7..=9 => {
                let step = [PresenceStep::Left, PresenceStep::AskedOut][dice.roll(2)];
                self.steps[who].push((step, self.now));
                if self.there.remove(&who) {
                    self.calm = self.now;
                    self.went.push((who, self.now));
                }
            }
            10 => {
                self.guest.push((PresenceStep::Arrived, self.now));
                self.guest_there = true;
            }
            11 if self.guest_there => {
                self.guest.push((PresenceStep::Left, self.now));
                (self.guest_there, self.calm) = (false, self.now);
            }
            12 if !self.resting => {
                self.pauses.push((self.now, None));
                self.resting = true;
            }
            12 | 13 if self.resting => {
                self.pauses.last_mut().unwrap().1 = Some(self.now);
                (self.resting, self.calm) = (false, self.now);
            }
            14 => self.current = 1 - self.current,
            15 => match dice.roll(3) {
                0 => self.led = !self.led,
                1 => self.private = !self.private,
                _ => {}
            },
            _ => {}
        }
    }

    fn scene(&self, room: &Room) -> Scene {
        let mut chairs: Vec<Chair> = self
            .steps
            .iter()
            .enumerate()
            .map(|(who, steps)| Chair {
                participant: Some(person(who)),
                steps: steps.clone(),
                invited: room.invited[who][self.current],
            })
            .collect();
        chairs.push(Chair { participant: None, steps: self.guest.clone(), invited: false });
        Scene {
            now: self.now,
            running: true,
            led: self.led,
            safety_concern: room.safety,
            pauses: self.pauses.clone(),
            phase: Some(phase(self.current)),
            private: self.private,
            chairs,
        }
    }
}

/// Nothing that one of those who look may not see, and everything that all of them may.
fn check(room: &Room, story: &Story, seen: &Seen) {
    // Whoever goes out sees the wall until the door is shut.
    let at_the_door: Vec<usize> = story
        .went
        .iter()
        .filter(|(_, at)| story.now.seconds_since(*at) < DOOR)
        .map(|(who, _)| *who)
        .collect();
    let looking: Vec<usize> = (0..room.invited.len())
        .filter(|who| {
            let comes_in_this_phase = room.safety && room.invited[*who][story.current];
            story.there.contains(who) || at_the_door.contains(who) || comes_in_this_phase
        })
        .collect();
    assert_eq!(seen.title, room.has_title(story.current).then(|| title(story.current)));
    let nobody = story.there.is_empty() && at_the_door.is_empty();
    let hidden = story.resting || story.guest_there || !story.led || story.private || nobody;
    let outsider = room.safety && story.there.iter().any(|who| !room.invited[*who][story.current]);
    match &seen.part {
        Some(part) => {
            assert!(!hidden && !outsider, "{part:?} stands on a neutral wall");
            assert_eq!(part, &room.wanted(story.current, &looking), "not what {looking:?} may see together");
        }
        None => {
            let waits = story.now.seconds_since(story.calm) < DOOR;
            assert!(hidden || outsider || waits, "nothing stands there, and all may see something");
        }
    }
}

fn walk(number: u64) -> Tried {
    let mut dice = Dice(number);
    let room = Room::random(&mut dice);
    let mut story = Story::new(room.invited.len());
    let mut before: Option<(usize, Part)> = None;
    let mut tried = Tried::default();
    for _ in 0..4 + dice.roll(8) {
        story.happens(&mut dice);
        let seen = on_the_wall(&room, &story, number.is_multiple_of(20));
        check(&room, &story, &seen);
        tried.counts(&room, &seen);
        let Some(part) = seen.part.filter(|_| room.safety && seen.frame != Frame::Neutral) else { continue };
        if let Some((phase, last)) = &before
            && *phase == story.current
        {
            assert_eq!(last, &part, "something vanished or came while safety is at risk");
        }
        before = Some((story.current, part));
    }
    tried
}

/// Not a line, a goal, who does a task or by when, a title of the agenda, or a count of what stands above: nothing is
/// more than all who look may have, and nothing less.
#[test]
fn in_ten_thousand_rooms_no_frame_leaves_the_intersection() {
    let tried = (FIRST..FIRST + ROOMS)
        .map(|number| {
            std::panic::catch_unwind(|| walk(number))
                .unwrap_or_else(|_| panic!("room {number}; FIRST = {number} begins with it"))
        })
        .fold(Tried::default(), Tried::and);
    assert!(tried.full > 5_000, "too few frames showed anything: nothing was tried: {tried:?}");
    let each = [tried.owners, tried.notes, tried.unnamed, tried.dues, tried.above, tried.untitled];
    assert!(each.iter().all(|times| *times > 50), "something was hardly tried: {tried:?}");
}

#[test]
fn whoever_left_counts_until_the_door_is_shut_and_whoever_came_at_once() {
    let at = |seconds| Story::new(1).now.plus_seconds(seconds);
    let came = (PresenceStep::Arrived, at(0));
    assert!(is_there(&[came], at(0)));
    let left = [came, (PresenceStep::Left, at(60))];
    assert!(is_there(&left, at(64)) && !is_there(&left, at(65)));
    // A second "left" does not open the door again.
    let twice = [came, (PresenceStep::Left, at(60)), (PresenceStep::AskedOut, at(64))];
    assert!(!is_there(&twice, at(66)));
    assert!(!is_there(&[], at(0)) && !is_there(&[(PresenceStep::AskedOut, at(0))], at(1)));
    assert!(is_there(&[came, (PresenceStep::Left, at(60)), (PresenceStep::ByPhone, at(70))], at(90)));
}

#[test]
fn a_screen_is_ready_when_it_shows_nothing_or_what_all_may_see() {
    let of = |people: &[usize]| Frame::For {
        audience: people.iter().map(|who| person(*who)).collect(),
        lines: Extent::Whole,
    };
    assert!(is_ready(&Frame::Neutral, &of(&[1])) && is_ready(&Frame::Neutral, &Frame::Neutral));
    assert!(is_ready(&of(&[1, 2]), &of(&[1])) && is_ready(&of(&[1]), &of(&[1])));
    assert!(!is_ready(&of(&[1]), &of(&[1, 2])) && !is_ready(&of(&[1]), &Frame::Neutral));
}
