//! A house where a meeting runs, devices that write, and the question whether the table and the pages agree.

use crate::harness::browser::Answer;
use crate::harness::html::Form;
use crate::harness::stages::prepare;
use crate::harness::{Backend, Browser, Person, TestHouse};
use ::journal::{Act, Entry, Field, LineState, List, Place, fold};
use axum::http::{Method, StatusCode};
use portable_sql::Sql;
use pripadovka::kernel::{Choice, Clock, Day, Id, Moment};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use vault::CaseKey;

pub fn fresh() -> Uuid {
    Id::<()>::fresh(Clock::System.now()).uuid()
}

pub fn micros(moment: Moment) -> i64 {
    moment.timestamp().as_microsecond()
}

/// A house where the meeting of the main conference runs.
pub struct Room {
    pub house: TestHouse,
    pub case: Uuid,
    pub main: Uuid,
}

const ENTRIES: Sql = Sql::new(
    "ENTRIES",
    "SELECT id, device_id, seq, stamp, happened, body, position FROM meeting_entry WHERE conference_id = $1 ORDER BY position",
);
const LINES: Sql = Sql::new(
    "LINES",
    "SELECT id, phase_id, kind, words, place, heads, struck, agreed_number, task_number FROM meeting_line WHERE conference_id = $1",
);
const MARKS: Sql = Sql::new(
    "MARKS",
    "SELECT id, speaker_id, owner_id, child_id, deadline, weight, side, variants FROM meeting_line WHERE conference_id = $1",
);
const PRESENCE: Sql = Sql::new(
    "PRESENCE",
    "SELECT p.seat_id, p.step, p.happened FROM meeting_presence p LEFT JOIN meeting_entry e ON e.id = p.id \
     WHERE p.conference_id = $1 AND p.undone IS NULL ORDER BY p.happened, e.stamp, e.device_id, e.seq, p.noted, p.id",
);
const VISITS: Sql = Sql::new(
    "VISITS",
    "SELECT phase_id, began FROM meeting_phase_begun WHERE conference_id = $1 ORDER BY began, id",
);
const PAUSES: Sql = Sql::new(
    "PAUSES",
    "SELECT kind, began, ended FROM meeting_pause WHERE conference_id = $1 ORDER BY began, id",
);
const NOTED: Sql =
    Sql::new("NOTED", "SELECT seat_id, happened FROM meeting_acknowledged WHERE conference_id = $1");
const MEETING: Sql = Sql::new(
    "MEETING",
    "SELECT started, ended, current_phase, reminded FROM meeting WHERE conference_id = $1",
);

portable_sql::row! {
    struct Stored { id: Uuid, device: Uuid, seq: i64, stamp: i64, happened: Moment, body: Vec<u8>, position: i64 }
}

impl Room {
    pub async fn new(backend: Backend) -> Self {
        let (house, case, main) = prepare(backend, "running").await;
        Self { house, case, main }
    }

    pub fn address(&self, part: &str) -> String {
        format!("/konference/{}/jednani{part}", self.main)
    }

    pub async fn key(&self) -> CaseKey {
        self.house.house.keys.of_case(&self.house.raw.0, self.case).await.unwrap()
    }

    fn opened(
        key: &CaseKey,
        (table, column): (&'static str, &'static str),
        row: Uuid,
        sealed: Vec<u8>,
    ) -> String {
        key.open_text(vault::Place { table, column, row }, &vault::Sealed::from_bytes(sealed)).unwrap()
    }

    /// The table.
    pub async fn entries(&self) -> Vec<Entry> {
        let key = self.key().await;
        let rows: Vec<Stored> = ENTRIES.bind(self.main).all(&self.house.raw.0).await.unwrap();
        let positions: Vec<i64> = rows.iter().map(|row| row.position).collect();
        assert_eq!(positions, (1..=rows.len() as i64).collect::<Vec<_>>(), "positions have gaps");
        rows.into_iter()
            .map(|row| Entry {
                id: row.id,
                device: row.device,
                seq: row.seq as u64,
                stamp: row.stamp as u64,
                happened: micros(row.happened),
                act: serde_json::from_str(&Self::opened(&key, ("meeting_entry", "body"), row.id, row.body))
                    .unwrap(),
            })
            .collect()
    }

    /// What the rest of the program reads is what the entries come to.
    pub async fn agrees(&self) {
        let entries = self.entries().await;
        let meeting: (Moment, Option<Moment>, Option<Uuid>, Option<Moment>) =
            MEETING.bind(self.main).get(&self.house.raw.0).await.unwrap();
        let folded = fold(&entries, meeting.1.map(micros));
        self.lines_agree(&folded.lines).await;
        let room = folded.room;
        let taps: Vec<(Uuid, String, Moment)> =
            PRESENCE.bind(self.main).all(&self.house.raw.0).await.unwrap();
        let seats: BTreeSet<Uuid> = taps.iter().map(|tap| tap.0).collect();
        for seat in seats {
            let steps: Vec<_> = taps
                .iter()
                .filter(|tap| tap.0 == seat)
                .map(|(_, step, at)| (Choice::from_code(step).unwrap(), *at))
                .collect();
            let there: Vec<(i64, Option<i64>)> = pripadovka::meeting::rules::intervals(&steps, meeting.1)
                .iter()
                .map(|one| (micros(one.from), one.until.map(micros)))
                .collect();
            let wanted: Vec<(i64, Option<i64>)> =
                room.presence.get(&seat).into_iter().flatten().map(|one| (one.from, one.until)).collect();
            assert_eq!(there, wanted, "seat {seat}");
        }
        let visits: Vec<(Uuid, Moment)> = VISITS.bind(self.main).all(&self.house.raw.0).await.unwrap();
        let wanted: BTreeSet<(Uuid, i64)> = room.visits.iter().map(|one| (one.phase, one.from)).collect();
        assert_eq!(visits.len(), room.visits.len());
        assert_eq!(visits.iter().map(|(phase, at)| (*phase, micros(*at))).collect::<BTreeSet<_>>(), wanted);
        let pauses: Vec<(String, Moment, Option<Moment>)> =
            PAUSES.bind(self.main).all(&self.house.raw.0).await.unwrap();
        let pauses: BTreeSet<_> = pauses.into_iter().map(|(k, a, e)| (k, micros(a), e.map(micros))).collect();
        let wanted = room.pauses.iter().map(|one| (one.pause.code().to_owned(), one.from, one.until));
        assert_eq!(pauses, wanted.collect());
        let noted: Vec<(Uuid, Moment)> = NOTED.bind(self.main).all(&self.house.raw.0).await.unwrap();
        let noted: BTreeMap<Uuid, i64> = noted.into_iter().map(|(seat, at)| (seat, micros(at))).collect();
        assert_eq!(noted, room.acknowledged);
        assert_eq!(meeting.3.map(micros), room.reminded);
        assert_eq!(meeting.2, room.visits.last().map(|visit| visit.phase));
    }

    async fn lines_agree(&self, folded: &BTreeMap<Uuid, LineState>) {
        let key = self.key().await;
        type Row = (
            Uuid,
            Option<Uuid>,
            String,
            Vec<u8>,
            Option<String>,
            Option<String>,
            Option<Moment>,
            Option<i64>,
            Option<i64>,
        );
        let rows: Vec<Row> = LINES.bind(self.main).all(&self.house.raw.0).await.unwrap();
        assert_eq!(rows.len(), folded.len(), "lines that no entry tells of, or entries without a line");
        for (id, phase, kind, words, place, heads, struck, agreed, task) in rows {
            let line = &folded[&id];
            assert_eq!(Self::opened(&key, ("meeting_line", "words"), id, words), line.text.as_str());
            assert_eq!((phase, kind.as_str()), (line.phase, line.kind().code()));
            assert_eq!(place.as_deref(), Some(line.place.as_ref().map_or("", Place::as_str)));
            let wanted: Vec<String> = line.heads.iter().map(Uuid::to_string).collect();
            assert_eq!(heads.as_deref(), Some(wanted.join(" ").as_str()));
            assert_eq!(struck.is_some(), line.struck);
            let number = |list| line.numbers.get(&list).copied().map(i64::from);
            assert_eq!((agreed, task), (number(List::Agreed), number(List::Task)));
        }
        type Marks = (
            Uuid,
            Option<Uuid>,
            Option<Uuid>,
            Option<Uuid>,
            Option<Day>,
            Option<String>,
            Option<String>,
            Option<Vec<u8>>,
        );
        let rows: Vec<Marks> = MARKS.bind(self.main).all(&self.house.raw.0).await.unwrap();
        for (id, speaker, owner, child, due, weight, side, variants) in rows {
            let line = &folded[&id];
            let text = |id: Option<Uuid>| id.map(|id| id.to_string());
            assert_eq!(text(speaker).as_deref(), line.mark(Field::Speaker));
            assert_eq!(text(owner).as_deref(), line.mark(Field::Owner));
            assert_eq!(text(child).as_deref(), line.mark(Field::Child));
            assert_eq!(due.map(|day| day.to_string()).as_deref(), line.mark(Field::Due));
            assert_eq!(
                (weight.as_deref(), side.as_deref()),
                (line.mark(Field::Weight), line.mark(Field::Side))
            );
            let beside: Vec<String> = match variants {
                None => Vec::new(),
                Some(sealed) => {
                    let text = Self::opened(&key, ("meeting_line", "variants"), id, sealed);
                    let all: Vec<Value> = serde_json::from_str(&text).unwrap();
                    all.iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
                }
            };
            let wanted: Vec<String> = line.variants.iter().map(|one| one.text.as_str().to_owned()).collect();
            assert_eq!(beside, wanted);
        }
    }

    /// Numbers of agreed points and tasks by line.
    pub async fn numbers(&self) -> BTreeMap<(Uuid, List), u32> {
        let folded = fold(&self.entries().await, None);
        let each = |(id, line): (&Uuid, &LineState)| {
            line.numbers.iter().map(|(list, number)| ((*id, *list), *number)).collect::<Vec<_>>()
        };
        folded.lines.iter().flat_map(each).collect()
    }

    pub async fn device(&self, person: Person) -> Device {
        let mut browser = self.house.browser_of(person).await;
        let id = fresh();
        let answer = ask(&mut browser, &self.address("/zarizeni"), id).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let told = data(&answer);
        let stamp = told["stamp"].as_u64().unwrap();
        Device { browser, id, seq: 0, stamp, now: told["now"].as_i64().unwrap(), outbox: Vec::new() }
    }

    pub async fn form(&self, browser: &mut Browser, action: &str) -> Form {
        let page = browser.visit(&self.address("")).await;
        let found = page.forms().into_iter().find(|form| form.action.ends_with(action));
        found.unwrap_or_else(|| panic!("the room has no {action}: {}", page.text()))
    }
}

pub async fn ask(browser: &mut Browser, address: &str, device: Uuid) -> Answer {
    let body = ("application/x-www-form-urlencoded".to_owned(), format!("zarizeni={device}").into_bytes());
    browser.send_with(Method::POST, address, Some(body), &[("accept", "application/json")]).await
}

pub fn data(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("no data: {}", answer.text()))
}

/// A tab of somebody's browser that writes.
pub struct Device {
    pub browser: Browser,
    pub id: Uuid,
    pub seq: u64,
    pub stamp: u64,
    pub now: i64,
    pub outbox: Vec<Entry>,
}

impl Device {
    pub fn write(&mut self, act: Act) -> Uuid {
        self.seq += 1;
        self.stamp += 1;
        self.now += 1_000_000;
        let id = fresh();
        let (device, seq, stamp, happened) = (self.id, self.seq, self.stamp, self.now);
        self.outbox.push(Entry { id, device, seq, stamp, happened, act });
        id
    }

    pub fn line(&mut self, text: &str) -> (Uuid, Uuid) {
        let line = fresh();
        self.write(Act::Begin { line, phase: None, place: Place::after(None, self.now, line) });
        (line, self.write(Act::Write { line, text: text.into(), over: Vec::new() }))
    }

    pub async fn post(&mut self, address: &str, entries: &[Entry]) -> Answer {
        let body = json!({ "device": self.id, "entries": entries }).to_string();
        let body = Some(("application/json".to_owned(), body.into_bytes()));
        self.browser.send_with(Method::POST, address, body, &[("accept", "application/json")]).await
    }

    /// Sends all it holds and forgets what is acknowledged.
    pub async fn sync(&mut self, room: &Room) -> Value {
        let entries = self.outbox.clone();
        let answer = self.post(&room.address("/denik"), &entries).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let told = data(&answer);
        let kept: BTreeSet<Uuid> =
            told["kept"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().parse().unwrap()).collect();
        self.outbox.retain(|entry| !kept.contains(&entry.id));
        self.stamp = self.stamp.max(told["stamp"].as_u64().unwrap());
        told
    }
}
