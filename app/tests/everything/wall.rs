//! The wall of a running meeting: what a screen gets is cut for everybody who is written down as present, at once when
//! somebody comes, and nothing where it is not known who looks.

use crate::acts::form_of;
use crate::harness::browser::Listening;
use crate::harness::forms::persuade;
use crate::harness::stages::prepare;
use crate::harness::{Backend, Browser, Person, TestHouse};
use axum::http::StatusCode;
use portable_sql::Sql;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Longer than a screen waits before it looks by itself.
const LONG: Duration = Duration::from_secs(8);

/// What the plan says: everybody at the demo's table may see it.
const PLAN: &str = "Eliška začne chodit na dvě hodiny denně.";
/// What the mother may see, and neither a doctor nor a neighbour.
const SCHOOL: &str = "V matematice dostane čas navíc.";

/// What a page that stays open tells, event by event.
struct Events {
    page: Listening,
    heard: String,
}

impl Events {
    fn of(page: Listening) -> Self {
        Self { page, heard: String::new() }
    }

    /// The next event besides the heartbeat: its name and its data. Nothing when none comes in time or the page is
    /// closed.
    async fn next(&mut self, patience: Duration) -> Option<(String, String)> {
        let until = Instant::now() + patience;
        loop {
            while let Some((event, rest)) = self.heard.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.heard = rest;
                let part = |name: &str| -> Vec<String> {
                    let lines = event.lines().filter_map(|line| line.strip_prefix(name));
                    lines.map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned()).collect()
                };
                let name = part("event:").concat();
                if !name.is_empty() && name != "tep" {
                    return Some((name, part("data:").join("\n")));
                }
            }
            let left = until.checked_duration_since(Instant::now())?;
            self.heard.push_str(&self.page.piece(left).await?);
        }
    }
}

macro_rules! both {
    ($(#[$meta:meta])* $name:ident: $body:ident) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                $body(Backend::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                $body(Backend::Postgres).await;
            }
        }
    };
}

/// A meeting under way with its wall.
struct Room {
    house: TestHouse,
    meeting: Uuid,
    leader: Browser,
    screen: Browser,
    /// The address of the wall.
    wall: String,
}

/// What screens get while one after another comes into the room of this meeting; for the canaries.
pub async fn frames(house: TestHouse, meeting: Uuid) -> (TestHouse, Vec<String>) {
    let mut room = Room::around(house, meeting).await;
    let mut frames = Vec::new();
    for who in ["participant.dolezalova", "participant.becvarova", "participant.dolezal"] {
        room.tap(who, "arrived").await;
        frames.push(room.plain().await);
    }
    (room.house, frames)
}

impl Room {
    async fn around(house: TestHouse, meeting: Uuid) -> Self {
        let leader = house.browser_of(Person::Coordinator).await;
        let screen = house.stranger();
        let mut room = Self { house, meeting, leader, screen, wall: String::new() };
        room.put_up().await;
        room
    }

    async fn open(backend: Backend) -> Self {
        let (house, _, meeting) = prepare(backend, "running").await;
        let mut room = Self::around(house, meeting).await;
        room.says("agreed", "plan_tasks", PLAN).await;
        room.says("agreed", "school", SCHOOL).await;
        room
    }

    fn page(&self, part: &str) -> String {
        format!("/konference/{}/jednani{part}", self.meeting)
    }

    async fn put_up(&mut self) {
        let page = self.page("/stena");
        let form = form_of(&mut self.leader, &page, "/jednani/stena").await;
        assert_eq!(self.leader.submit(&form, &[]).await.status, StatusCode::SEE_OTHER);
        let shown = self.leader.visit(&page).await;
        let address = shown.texts("code#adresa").concat();
        self.wall = address
            .strip_prefix(crate::harness::browser::ORIGIN)
            .unwrap_or_else(|| panic!("{address}"))
            .to_owned();
    }

    async fn says(&mut self, kind: &str, topic: &str, text: &str) {
        let page = self.page("");
        let form = form_of(&mut self.leader, &page, "/jednani/radky").await;
        let mut fields = form.hidden();
        for (name, value) in [("text", text), ("druh", kind), ("oblast", topic)] {
            fields.push((name.to_owned(), value.to_owned()));
        }
        let answer = self.leader.submit(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        self.beat();
    }

    /// Somebody comes or goes.
    async fn tap(&mut self, who: &str, step: &str) {
        let seat = self.house.named(who);
        let id = pripadovka::kernel::Id::<()>::fresh(pripadovka::kernel::Clock::System.now());
        let fields =
            [("nove_id", id.to_string()), ("kdo_prisel", seat.to_string()), ("stav", step.to_owned())];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let answer = self.leader.post(&self.page("/pritomnost"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        self.beat();
    }

    /// Time passes: whoever left has shut the door.
    fn later(&self, seconds: i64) {
        let clock = &self.house.house.clock;
        clock.set(clock.now().plus_seconds(seconds));
        self.beat();
    }

    /// A leader's page stays open.
    async fn led(&mut self) {
        let page = self.page("/stena");
        assert_eq!(self.leader.get(&page).await.status, StatusCode::OK);
        self.beat();
    }

    fn beat(&self) {
        self.house.house.pulse().beat(self.meeting);
    }

    async fn watch(&mut self) -> Events {
        let address = format!("{}/zive", self.wall);
        Events::of(self.screen.listen(&address).await)
    }

    /// What stands on the wall once it does not change any more.
    async fn shows(&mut self, events: &mut Events) -> String {
        let mut last = events.next(LONG).await.expect("no frame came").1;
        while let Some((_, frame)) = events.next(Duration::from_millis(400)).await {
            last = frame;
        }
        last
    }

    /// The wall as a page without script gets it.
    async fn plain(&mut self) -> String {
        let address = format!("{}?videno=0", self.wall);
        let answer = self.screen.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.text()
    }

    /// What the leaders are told about the door.
    async fn light(&mut self) -> String {
        let page = self.page("/stena");
        self.leader.visit(&page).await.attributes("[data-stena]", "data-stena").concat()
    }

    /// The screen says that it shows a frame.
    async fn confirms(&mut self, frame: &str) {
        let address = frame.split("data-videno=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(self.screen.post(&address, &[]).await.status, StatusCode::NO_CONTENT);
    }
}

/// Whether words stand in a frame, whatever spaces hold them together.
fn has(frame: &str, words: &str) -> bool {
    frame.replace(['\u{a0}', '\u{202f}'], " ").replace("&nbsp;", " ").contains(words)
}

/// A frame without what is different in each: its number and its moment.
fn look(frame: &str) -> String {
    let mut text = frame.to_owned();
    for start in ["data-videno=\"", "data-okamzik=\"", "content=\"3;url="] {
        while let Some(at) = text.find(start) {
            let end = text[at + start.len()..].find('"').unwrap() + at + start.len() + 1;
            text.replace_range(at..end, "");
        }
    }
    text
}

async fn whoever_comes_narrows(backend: Backend) {
    let mut room = Room::open(backend).await;
    let mut events = room.watch().await;
    let first = room.shows(&mut events).await;
    assert!(!has(&first, PLAN) && !has(&first, "data-obsah"), "nobody is there, and it shows {first}");
    room.tap("participant.dolezalova", "arrived").await;
    let alone = room.shows(&mut events).await;
    assert!(has(&alone, PLAN) && has(&alone, SCHOOL), "{alone}");
    // The doctor is at the door: the very next frame is without what they may not see.
    room.tap("participant.zelinkova", "arrived").await;
    let (_, both) = events.next(LONG).await.expect("no frame came");
    assert!(has(&both, PLAN) && !has(&both, SCHOOL), "{both}");
    assert!(
        !both.to_lowercase().contains("chráněn") && !both.contains("vynech"),
        "it says that something is missing"
    );
    // When they leave it opens again, and not before the door is shut.
    room.tap("participant.zelinkova", "left").await;
    assert!(events.next(Duration::from_millis(2500)).await.is_none_or(|(_, frame)| !has(&frame, SCHOOL)));
    room.later(6);
    let again = room.shows(&mut events).await;
    assert!(has(&again, SCHOOL), "{again}");
}
both!(whoever_comes_in_narrows_the_wall_before_the_door_is_opened: whoever_comes_narrows);

async fn goals_narrow(backend: Backend) {
    let mut room = Room::open(backend).await;
    let (main, matyas) = (room.meeting, room.house.named("child.matyas"));
    crate::goals::concerns(&room.house, main, 1, (Some(matyas), None)).await;
    room.beat();
    let mut events = room.watch().await;
    let nobody = room.shows(&mut events).await;
    assert!(!has(&nobody, "Eliška chodí do školy"), "nobody is there, and it shows {nobody}");
    // The demo's third goal talks of Matyáš's health, the second is now about him.
    for (who, home, asthma) in [
        ("participant.zelinkova", true, true),
        ("participant.becvarova", true, false),
        ("participant.horakova", false, false),
    ] {
        room.tap(who, "arrived").await;
        let frame = room.shows(&mut events).await;
        assert!(has(&frame, "Eliška chodí do školy"), "{who}: {frame}");
        assert_eq!(has(&frame, "kde bydlet"), home, "{who}: {frame}");
        assert_eq!(has(&frame, "astma"), asthma, "{who}: {frame}");
    }
}
both!(a_goal_about_a_child_stands_there_for_those_who_may_know_of_it: goals_narrow);

async fn hidden_looks_alike(backend: Backend) {
    let mut room = Room::open(backend).await;
    room.tap("participant.dolezalova", "arrived").await;
    let full = room.plain().await;
    assert!(has(&full, PLAN));
    // Nobody who leads has a page open.
    room.later(30);
    let unled = look(&room.plain().await);
    assert!(!has(&unled, PLAN));
    // Only a page of whoever leads keeps it alive.
    let here = format!("/jednani/tu/{}", room.meeting);
    let mut other = room.house.browser_of(Person::Colleague).await;
    assert_eq!(other.post(&here, &[]).await.status, StatusCode::RESET_CONTENT, "they opened none");
    assert!(!has(&room.plain().await, PLAN));
    assert_eq!(room.leader.post(&here, &[]).await.status, StatusCode::OK);
    assert!(has(&room.plain().await, PLAN));
    // A break; afterwards people are still coming back.
    let page = room.page("");
    let form = form_of(&mut room.leader, &page, "/prestavka").await;
    let mut fields = form.hidden();
    fields.push(("druh_pauzy".to_owned(), "safety".to_owned()));
    assert_eq!(room.leader.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    let paused = look(&room.plain().await);
    let form = form_of(&mut room.leader, &page, "/pokracovat").await;
    assert_eq!(room.leader.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    assert_eq!(look(&room.plain().await), paused, "it shows before everybody is back");
    room.later(6);
    room.led().await;
    assert!(has(&room.plain().await, PLAN));
    // Somebody of whom nobody knows what they may see.
    let form = form_of(&mut room.leader, &page, "/host").await;
    let mut fields = form.hidden();
    for (name, value) in [("jmeno", "Božena Kolemjdoucí"), ("role", "sousedka")] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    assert_eq!(room.leader.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    let guest = look(&room.plain().await);
    assert_eq!(paused, unled, "the wall tells a safety pause from a leader's absence");
    assert_eq!(paused, guest, "the wall tells why it is empty");
    assert!(!paused.contains("data-obsah") && has(&paused, "<h1>"), "{paused}");
}
both!(an_empty_wall_looks_the_same_whatever_the_reason: hidden_looks_alike);

async fn with_a_concern(backend: Backend) {
    let mut room = Room::open(backend).await;
    let case = room.house.named("case.dolezalovi");
    let afraid = Sql::new("AFRAID", "UPDATE case_file SET safety_concern = $2 WHERE id = $1");
    // Of the table only these two come to the whole meeting.
    let two = ["participant.dolezalova", "participant.zelinkova"].map(|name| room.house.named(name));
    let written =
        Sql::new("WRITTEN", "UPDATE participant SET participation = 'written' WHERE conference_id = $1");
    let whole = Sql::new(
        "WHOLE",
        "UPDATE participant SET participation = 'whole', from_minute = NULL, until_minute = NULL WHERE id = $1",
    );
    let meeting = room.meeting;
    room.house
        .meddle(async |mut work| {
            assert_eq!(afraid.bind(case).bind(true).execute(&mut work).await?, 1);
            written.bind(meeting).execute(&mut work).await?;
            for who in two {
                whole.bind(who).execute(&mut work).await?;
            }
            Ok((work, ()))
        })
        .await;
    let mut events = room.watch().await;
    room.tap("participant.dolezalova", "arrived").await;
    let alone = room.shows(&mut events).await;
    assert!(has(&alone, PLAN), "{alone}");
    assert!(!has(&alone, SCHOOL), "it shows what will have to vanish when the doctor comes");
    room.tap("participant.zelinkova", "arrived").await;
    if let Some((_, both)) = events.next(Duration::from_secs(3)).await {
        assert_eq!(look(&both), look(&alone), "something visibly changed when somebody came");
    }
    // Who comes although not invited to this phase empties it.
    room.tap("participant.becvarova", "arrived").await;
    let other = room.shows(&mut events).await;
    assert!(!has(&other, PLAN), "{other}");
}
both!(where_safety_is_at_risk_nothing_vanishes_when_somebody_comes: with_a_concern);

async fn a_token_dies(backend: Backend) {
    let mut room = Room::open(backend).await;
    room.tap("participant.dolezalova", "arrived").await;
    let mut events = room.watch().await;
    assert!(has(&room.shows(&mut events).await, PLAN));
    let page = room.page("/stena");
    let form = form_of(&mut room.leader, &page, "/zrusit").await;
    assert_eq!(room.leader.submit(&form, &[]).await.status, StatusCode::SEE_OTHER);
    let (name, last) = events.next(LONG).await.expect("nothing was said");
    assert_eq!(name, "konec");
    assert!(!has(&last, PLAN));
    assert_eq!(events.next(LONG).await, None);
    let old = room.wall.clone();
    let dead = async |room: &mut Room, wall: &str| {
        for address in [wall.to_owned(), format!("{wall}?videno=0"), format!("{wall}/zive")] {
            assert_eq!(room.screen.get(&address).await.status, StatusCode::GONE, "{address}");
        }
        assert_eq!(room.screen.post(&format!("{wall}/videno?cislo=1"), &[]).await.status, StatusCode::GONE);
    };
    dead(&mut room, &old).await;
    // A new address is another one, and dies with the meeting.
    room.put_up().await;
    assert_ne!(room.wall, old);
    assert!(has(&room.plain().await, PLAN));
    dead(&mut room, &old).await;
    let page = room.page("/konec");
    let form = form_of(&mut room.leader, &page, "/konec").await;
    assert_eq!(persuade(&mut room.leader, &form).await.0.status, StatusCode::SEE_OTHER);
    let wall = room.wall.clone();
    dead(&mut room, &wall).await;
    let page = room.page("/stena");
    assert!(room.leader.visit(&page).await.text().contains("Jednání skončilo"));
}
both!(a_wall_ends_when_it_is_taken_down_and_with_the_meeting: a_token_dies);

async fn the_light(backend: Backend) {
    let mut room = Room::open(backend).await;
    assert_eq!(room.light().await, "tma");
    let mut events = room.watch().await;
    let empty = room.shows(&mut events).await;
    room.confirms(&empty).await;
    room.tap("participant.dolezalova", "arrived").await;
    let full = room.shows(&mut events).await;
    assert_eq!(room.light().await, "ceka", "the screen has not said that it shows it");
    room.confirms(&full).await;
    assert_eq!(room.light().await, "hotovo");
    room.tap("participant.zelinkova", "arrived").await;
    let narrow = room.shows(&mut events).await;
    assert_eq!(room.light().await, "ceka");
    room.confirms(&full).await;
    assert_eq!(room.light().await, "ceka", "an old frame opened the door");
    room.confirms(&narrow).await;
    assert_eq!(room.light().await, "hotovo");
    let page = room.page("/stena");
    assert!(room.leader.visit(&page).await.text().contains("můžete otevřít"));
    drop(events);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(room.light().await, "tma");
}
both!(the_door_may_be_opened_when_the_screen_has_shown_the_narrower_frame: the_light);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_short_code_leads_to_the_wall_and_a_page_without_script_comes_back_by_itself() {
    let mut room = Room::open(Backend::Sqlite).await;
    let page = room.page("/stena");
    let code = room.leader.visit(&page).await.texts("p.code").concat();
    let answer = room.screen.post("/s", &[("kod".to_owned(), code.clone())]).await;
    assert_eq!(answer.location(), Some(room.wall.as_str()), "{code}");
    let page = room.screen.visit(&room.wall.clone()).await;
    assert!(page.html.contains("<noscript><meta http-equiv=\"refresh\""), "{}", page.html);
    assert!(!page.html.contains("data-obsah"), "the page itself shows nothing before it is known who looks");
    for wrong in ["", "1234", "00000000", "čtyři"] {
        let answer = room.screen.post("/s", &[("kod".to_owned(), wrong.to_owned())]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    for _ in 0..30 {
        room.screen.post("/s", &[("kod".to_owned(), "11111111".to_owned())]).await;
    }
    let answer = room.screen.post("/s", &[("kod".to_owned(), code)]).await;
    assert_eq!(answer.location(), None, "codes can be tried out");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_protected_fact_is_never_on_the_wall_and_the_rest_stays() {
    let mut room = Room::open(Backend::Sqlite).await;
    // The demo protects it from the housing department.
    let secret = "sebepoškozování";
    room.says("agreed", "plan_tasks", &format!("Kvůli {secret} přijde Eliška zadním vchodem.")).await;
    room.tap("participant.dolezalova", "arrived").await;
    let mother = room.plain().await;
    assert!(has(&mother, secret), "nobody is kept from it, and it is missing: {mother}");
    let mut events = room.watch().await;
    room.shows(&mut events).await;
    room.tap("participant.kratochvil", "arrived").await;
    for both in [room.shows(&mut events).await, room.plain().await] {
        assert!(has(&both, PLAN), "one line takes the whole wall down: {both}");
        assert!(!has(&both, secret), "{both}");
    }
    let page = room.page("/stena");
    assert!(room.leader.visit(&page).await.text().contains("není 1 řádek zápisu"));
}

/// How long it takes from the tap until the screen has the narrower frame.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_wall_narrows_while_the_hand_is_still_on_the_door() {
    let mut room = Room::open(Backend::Sqlite).await;
    room.tap("participant.dolezalova", "arrived").await;
    let mut events = room.watch().await;
    let mut times = Vec::new();
    for _ in 0..30 {
        room.led().await;
        let full = room.shows(&mut events).await;
        assert!(has(&full, SCHOOL), "{full}");
        let begun = Instant::now();
        room.tap("participant.zelinkova", "arrived").await;
        let (_, narrow) = events.next(LONG).await.expect("no frame came");
        times.push(begun.elapsed());
        assert!(!has(&narrow, SCHOOL));
        room.tap("participant.zelinkova", "left").await;
        room.later(6);
    }
    times.sort();
    let p95 = times[times.len() * 95 / 100];
    eprintln!("from the tap to the narrower frame: median {:?}, p95 {p95:?}", times[times.len() / 2]);
    assert!(p95 < Duration::from_millis(1500), "{times:?}");
}

/// A form of the facilitator's page with these values.
async fn press(room: &mut Room, action: &str, values: &[(&str, &str)]) {
    let page = room.page("/vedeni");
    let shown = room.leader.visit(&page).await;
    let fits = |form: &crate::harness::html::Form| {
        let hidden = form.hidden();
        form.action.ends_with(action)
            && values
                .iter()
                .all(|(name, value)| hidden.iter().all(|(hidden, known)| hidden != name || known == value))
    };
    let form =
        shown.forms().into_iter().find(fits).unwrap_or_else(|| panic!("no {action}: {}", shown.text()));
    let mut fields = form.hidden();
    fields.retain(|(name, _)| !values.iter().any(|(other, _)| other == name));
    fields.extend(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let answer = room.leader.submit(&form, &fields).await;
    assert_eq!(answer.location().map(|to| to.split('?').next().unwrap().to_owned()), Some(page), "{action}");
}

async fn led_by_taps(backend: Backend) {
    let mut room = Room::open(backend).await;
    let names = ["participant.dolezalova", "participant.hajkova", "participant.zelinkova"];
    let [mother, grandmother, doctor] = names.map(|name| room.house.named(name).to_string());
    press(&mut room, "/vedeni/dvere", &[("kdo", &mother), ("stav", "arrived")]).await;
    press(&mut room, "/vedeni/dvere", &[("kdo", &grandmother), ("stav", "arrived")]).await;
    press(&mut room, "/vedeni/slovo", &[("kdo", &grandmother), ("krok", "asked")]).await;
    room.later(1);
    press(&mut room, "/vedeni/slovo", &[("kdo", &mother), ("krok", "asked")]).await;
    let page = room.page("/vedeni");
    let waiting = room.leader.visit(&page).await.texts("ol.people li b");
    assert_eq!(waiting.len(), 2, "{waiting:?}");
    assert!(waiting[0].contains("Věra") && waiting[1].contains("Markéta"), "{waiting:?}");
    press(&mut room, "/vedeni/slovo", &[("kdo", &grandmother), ("krok", "given")]).await;
    press(&mut room, "/vedeni/slovo", &[("kdo", &mother), ("krok", "given")]).await;
    let shown = room.leader.visit(&page).await;
    assert_eq!(shown.texts("ol.people li b"), Vec::<String>::new(), "whoever spoke waits still");
    assert!(shown.text().contains("Další otázka"));
    // The child's stop sign.
    let mut events = room.watch().await;
    assert!(has(&room.shows(&mut events).await, PLAN));
    press(&mut room, "/vedeni/stopka", &[]).await;
    let (_, stopped) = events.next(LONG).await.expect("no frame came");
    assert!(!has(&stopped, PLAN), "{stopped}");
    // Time stands, and nobody is led on: the one thing to press is to go on.
    let still = room.leader.visit(&page).await;
    assert_eq!(still.texts("main button.button:not(.quiet):not(.plain)"), ["Pokračovat"]);
    let told = still.text();
    assert!(!told.contains("skončíme asi") && !told.contains("Další otázka"), "{told}");
    press(&mut room, "/vedeni/pokracovat", &[]).await;
    room.later(6);
    room.led().await;
    assert!(has(&room.shows(&mut events).await, PLAN));
    // Whoever is asked in stands there before the door opens.
    press(&mut room, "/vedeni/dvere", &[("kdo", &doctor), ("stav", "arrived")]).await;
    let (_, narrow) = events.next(LONG).await.expect("no frame came");
    assert!(!has(&narrow, SCHOOL));
    press(&mut room, "/vedeni/bod", &[]).await;
    assert!(room.leader.visit(&page).await.text().contains("zbýv"), "the clock of the next part runs");
    // What the open page hears holds no word about anybody.
    let mut open = Events::of(room.leader.listen(&format!("{page}/zive")).await);
    let (name, state) = open.next(LONG).await.expect("nothing was said");
    assert_eq!(name, "stav");
    assert!(state.contains("\"stena\":\"ceka\"") && !state.contains("Markét"), "{state}");
}
both!(a_meeting_is_led_by_single_taps_and_the_stop_sign_empties_the_wall: led_by_taps);
