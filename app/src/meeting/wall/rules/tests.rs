//! Ten thousand rooms. What may stand on the wall is worked out once more from what happened, by asking each person in
//! the room alone; this and what the wall shows must agree at every step.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::cases::{LegalPosition, ReaderKind};
use crate::conferences::GoalFacts;
use crate::disclosure::{ReaderRights, sample_rights};
use crate::kernel::{Choice, TimeOfDay};
use crate::meeting::clock::Sign;
use crate::meeting::wall::cut::{Everybody, disclosed, sifted};
use crate::meeting::wall::model::WallLine;
use crate::meeting::wall::view::{Screened, WallFrame};
use crate::meeting::{LineKind, Topic, Words};
use facts::FactGroup;
use jiff::civil::date;
use outbound::{Guard, Link, Occasion, Rights, Stop, Subject, Verdict};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

const CHILDREN: [Uuid; 2] = [Uuid::from_u128(1), Uuid::from_u128(2)];

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

/// A line with what an oracle has to know of it.
struct Known {
    text: String,
    group: FactGroup,
    subjects: Vec<Subject>,
    phase: Id<Phase>,
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

impl Room {
    fn random(dice: &mut Dice) -> Self {
        let safety = dice.one_in(3);
        let lines: Vec<Known> = (0..5 + dice.roll(4)).map(|number| Self::line(dice, number)).collect();
        let people = 1 + dice.roll(5);
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
            rights.safety_concern = safety;
            let secret = dice.one_in(4).then(|| lines[dice.roll(lines.len())].text.clone());
            rights.guard = secret.clone().map(|word| Arc::new(Word(word)) as Arc<dyn Guard>);
            readers.push(rights);
            secrets.push(secret);
            invited.push([!dice.one_in(4), !dice.one_in(4)]);
        }
        Self { everybody: Everybody { readers, demo: false }, invited, secrets, lines, safety }
    }

    fn line(dice: &mut Dice, number: usize) -> Known {
        let group = if dice.one_in(2) { FactGroup::PlanTasks } else { dice_of(dice, Topic::ALL).0 };
        let subjects = match dice.roll(3) {
            0 => vec![Subject::Conference],
            1 => vec![Subject::Child(CHILDREN[dice.roll(2)])],
            _ => CHILDREN.map(Subject::Child).to_vec(),
        };
        Known {
            text: format!("slovo{number}konec"),
            group,
            subjects,
            phase: phase(dice.roll(2)),
            goal: dice.one_in(4),
        }
    }

    fn content(&self, now: Moment, current: usize) -> WallContent {
        let line = |(number, known): (usize, &Known)| WallLine {
            id: Id::from_uuid(Uuid::from_u128(number as u128)),
            phase: Some(known.phase),
            kind: if number % 2 == 0 { LineKind::Agreed } else { LineKind::Task },
            words: Words::under(Topic(known.group), known.text.clone()),
            subjects: known.subjects.clone(),
            owner: None,
            owner_note: None,
            deadline: None,
        };
        let goal = |known: &Known| GoalFacts {
            words: Words::under(Topic(known.group), known.text.clone()),
            subjects: known.subjects.clone(),
        };
        WallContent {
            title: Some(format!("Bod {current}")),
            now,
            left: Some("zbývá 9 minut".into()),
            sign: Sign::Calm,
            percent: Some(50),
            ends: None,
            agenda: Vec::new(),
            goals: self.lines.iter().filter(|known| known.goal).map(goal).collect(),
            lines: self.lines.iter().enumerate().filter(|(_, known)| !known.goal).map(line).collect(),
            audience: Vec::new(),
            over: false,
        }
    }

    /// Whether one person alone may see a line.
    fn alone(&self, who: usize, line: &Known) -> bool {
        let rights = &self.everybody.readers[who];
        let shown = |about: &Subject| rights.verdict(Occasion::InRoom, line.group, *about) == Verdict::Show;
        line.subjects.iter().all(shown)
            && !self.secrets[who].as_ref().is_some_and(|word| line.text.contains(word))
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

/// The texts on the wall as it would leave the house; nothing when it is stopped.
fn on_the_wall(room: &Room, story: &Story) -> (Frame, BTreeSet<String>) {
    let frame = frame(&story.scene(room));
    let wall = Uuid::from_u128(9);
    let (content, _) = sifted(room.content(story.now, story.current), &frame, &room.everybody, wall);
    let link = || Link::new("/s/x").unwrap();
    let screened = Screened { content, live: link(), seen: link(), again: link() };
    let disclosed = disclosed::<WallFrame>(&screened, &frame, &room.everybody, wall);
    assert!(!disclosed.is_stopped(), "what is left after sifting is stopped all the same");
    let Some(part) = &disclosed.view().wall.shown else { return (frame, BTreeSet::new()) };
    let agreed = part.agreed.iter().map(|line| line.text.get().clone());
    let goals = part.goals.iter().map(|goal| goal.get().clone());
    (frame, agreed.chain(part.tasks.iter().map(|line| line.text.get().clone())).chain(goals).collect())
}

/// No word that one of those present may not see; and after a while every word that all of them may.
fn check(room: &Room, story: &Story, shown: &BTreeSet<String>) {
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
    let for_all = |line: &&Known| looking.iter().all(|who| room.alone(*who, line));
    let allowed: BTreeSet<String> = room.lines.iter().filter(for_all).map(|line| line.text.clone()).collect();
    assert!(shown.is_subset(&allowed), "{:?} stands there", shown.difference(&allowed).collect::<Vec<_>>());
    let nobody = story.there.is_empty() && at_the_door.is_empty();
    let hidden = story.resting || story.guest_there || !story.led || story.private || nobody;
    let outsider = room.safety && story.there.iter().any(|who| !room.invited[*who][story.current]);
    if hidden || outsider {
        assert!(shown.is_empty(), "{shown:?} stands on a neutral wall");
    } else if story.now.seconds_since(story.calm) >= DOOR && !looking.is_empty() {
        let here = |line: &&Known| line.goal || !room.safety || line.phase == phase(story.current);
        let wanted: BTreeSet<String> =
            room.lines.iter().filter(for_all).filter(here).map(|line| line.text.clone()).collect();
        assert_eq!(shown, &wanted, "something that all may see is missing");
    }
}

fn walk(number: u64) -> usize {
    let mut dice = Dice(number);
    let room = Room::random(&mut dice);
    let mut story = Story::new(room.invited.len());
    let mut before: Option<(usize, BTreeSet<String>)> = None;
    let mut full = 0;
    for _ in 0..4 + dice.roll(8) {
        story.happens(&mut dice);
        let (frame, shown) = on_the_wall(&room, &story);
        check(&room, &story, &shown);
        full += usize::from(!shown.is_empty());
        if room.safety && frame != Frame::Neutral {
            if let Some((phase, texts)) = &before
                && *phase == story.current
            {
                assert_eq!(texts, &shown, "something vanished or came while safety is at risk");
            }
            before = Some((story.current, shown));
        }
    }
    full
}

#[test]
fn in_ten_thousand_rooms_no_frame_leaves_the_intersection() {
    let full: usize = (FIRST..FIRST + ROOMS)
        .map(|number| {
            std::panic::catch_unwind(|| walk(number))
                .unwrap_or_else(|_| panic!("room {number}; FIRST = {number} begins with it"))
        })
        .sum();
    assert!(full > 5_000, "only {full} frames showed anything: nothing was tried");
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
