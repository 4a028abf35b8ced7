//! After the meeting: the draft is given and commented on, tasks are reported, the record is sealed, everybody opens their
//! extract, is reminded, and the conference is closed. Whatever the link alone opens, whatever the code opens, the mails
//! that call people there and the files the office takes out are read by whom they reach.

use super::family::{Family, Seat};
use super::judge::Kind;
use super::outputs::{self, Outputs};
use super::plant;
use super::words::Dice;
use crate::acts::form_of;
use crate::canaries::Planted;
use crate::follow_up;
use crate::harness::forms::{persuade, plausible};
use crate::harness::html::Form;
use crate::harness::{Browser, Person, TestHouse};
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::Errand;
use pripadovka::kernel::{Id, Moment};
use pripadovka::participants;
use uuid::Uuid;

const DRAFTS: Sql =
    Sql::new("DRAFTS", "SELECT id FROM document WHERE conference_id = $1 AND kind = 'minutes_draft'");
/// How many were told by mail: that the draft is there, that their extract is there, that a task is due.
const TOLD: [Sql; 3] = [
    Sql::new("TOLD", "SELECT COUNT(*) FROM minutes_told WHERE conference_id = $1 AND state = 'sent'"),
    Sql::new("MAILED", "SELECT COUNT(*) FROM minutes_given WHERE conference_id = $1 AND step = 'mailed'"),
    Sql::new("REMINDED", "SELECT COUNT(*) FROM task_reminder WHERE conference_id = $1 AND state = 'sent'"),
];

/// What a worker writes to a child.
const LETTER: [(&str, &str); 8] = [
    ("vek", "middle"),
    ("osloveni", "Ahoj"),
    ("slyseli", "Chceš chodit na fotbal."),
    ("dohoda", "V úterý přijde paní ze služby."),
    ("ukol", ""),
    ("otevrene", ""),
    ("dal", "V lednu se u vás zastavím."),
    ("zaver", ""),
];

/// Somebody from outside the office with the link and the code that a paper gave them.
pub struct Guest {
    seat: Uuid,
    browser: Browser,
    link: String,
    code: String,
}

/// Whoever works on the case presses the one button of a page that sends to such an address.
async fn press(worker: &mut Browser, page: &str, action: &str) {
    let form = form_of(worker, page, action).await;
    let answer = worker.submit(&form, &plausible(&form)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{action}: {}", answer.text());
}

fn outsiders(family: &Family) -> impl Iterator<Item = &Seat> {
    family.seats.iter().filter(|seat| !seat.staff)
}

/// The meeting ends as meetings do: its tasks are taken from the record.
pub async fn end(house: &TestHouse, worker: &mut Browser, family: &Family) {
    let clock = &house.house.clock;
    clock.set(clock.now().plus_seconds(10 * 60));
    let page = format!("/konference/{}/jednani/konec", family.conference);
    let form = form_of(worker, &page, "/konec").await;
    let (ended, sent) = persuade(worker, &form).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{sent:?} {:?}", ended.page().problems());
    pripadovka::worker::drain(&house.house).await.unwrap();
}

/// Links and codes for everybody who can have them; whose invitation was withdrawn has none.
pub async fn guests(house: &TestHouse, family: &Family) -> Vec<Guest> {
    let mut guests = Vec::new();
    for seat in outsiders(family) {
        let lookup = Errand::begin(&house.house).lookup();
        let participant = participants::find(lookup, Id::from_uuid(seat.id)).await.unwrap().expect("a seat");
        if let Some((link, code)) = follow_up::door_of(house, &participant, family.case).await {
            guests.push(Guest { seat: seat.id, browser: house.stranger(), link, code });
        }
    }
    guests
}

/// The draft is given to those who were there, who are told of it by mail.
pub async fn release(house: &TestHouse, worker: &mut Browser, family: &Family) {
    let list = format!("/konference/{}/zapis/pripominky", family.conference);
    press(worker, &list, "/uvolnit").await;
    pripadovka::worker::drain(&house.house).await.unwrap();
}

impl Guest {
    /// A place below the personal address, as this browser sees it now.
    async fn sees(&mut self, kind: Kind, below: &str, outputs: &mut Outputs) {
        let answer = self.browser.get(&format!("{}{below}", self.link)).await;
        outputs.answer(kind, Some(self.seat), &answer);
    }

    /// Something sent there, and what comes back.
    async fn sends(&mut self, kind: Kind, form: &Form, typed: &[(&str, &str)], outputs: &mut Outputs) {
        let mut fields = form.hidden();
        fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let answer = self.browser.submit(form, &fields).await;
        outputs.answer(kind, Some(self.seat), &answer);
    }

    /// Everything that stands below the link without the code: shown, and given back to whoever sends something.
    pub async fn knocks(&mut self, outputs: &mut Outputs) {
        for below in ["", "/zapis", "/ukoly", "/vypis", "/priprava"] {
            self.sees(Kind::BeforeCode, below, outputs).await;
        }
        let typed = [("slova".to_owned(), "Bylo to jinak.".to_owned())];
        for below in ["/zapis", "/vypis"] {
            let answer = self.browser.post(&format!("{}{below}", self.link), &typed).await;
            outputs.answer(Kind::BeforeCode, Some(self.seat), &answer);
        }
        let wrong = [("kod".to_owned(), "0000 0001".to_owned()), ("zpet".to_owned(), "ukoly".to_owned())];
        let answer = self.browser.post(&format!("{}/kod", self.link), &wrong).await;
        outputs.answer(Kind::BeforeCode, Some(self.seat), &answer);
    }

    /// Gives the code; whether it opened. Where a protected fact keeps everything in the house it opens nothing.
    pub async fn proves(&mut self, outputs: &mut Outputs) -> bool {
        let typed = [("kod".to_owned(), self.code.clone()), ("zpet".to_owned(), "zapis".to_owned())];
        let answer = self.browser.post(&format!("{}/kod", self.link), &typed).await;
        outputs.answer(Kind::BeforeCode, Some(self.seat), &answer);
        answer.location() == Some(format!("{}/zapis", self.link).as_str())
    }

    /// Everything that stands behind the code.
    pub async fn reads(&mut self, outputs: &mut Outputs) {
        self.sees(Kind::BeforeCode, "", outputs).await;
        self.sees(Kind::Draft, "/zapis", outputs).await;
        self.sees(Kind::OwnTasks, "/ukoly", outputs).await;
        self.sees(Kind::BeforeCode, "/vypis", outputs).await;
    }

    /// Says something about the draft: nothing at first, which comes back, then a few words.
    pub async fn comments(&mut self, outputs: &mut Outputs) {
        for words in ["", "Pamatujeme si to jinak."] {
            let page = self.browser.visit(&format!("{}/zapis", self.link)).await;
            let Some(form) = page.forms().into_iter().rfind(|form| form.action.ends_with("/zapis")) else {
                return;
            };
            self.sends(Kind::Draft, &form, &[("slova", words), ("druh", "own")], outputs).await;
        }
    }

    /// Says how a task goes: nothing at first, which comes back, then a few words.
    pub async fn reports(&mut self, outputs: &mut Outputs) {
        for typed in [&[("slova", "Zatím nic.")][..], &[("jak", "help"), ("slova", "Nevíme, koho se ptát.")]]
        {
            let page = self.browser.visit(&format!("{}/ukoly", self.link)).await;
            let Some(form) = page.forms().into_iter().find(|form| form.action.contains("/ukoly/")) else {
                return;
            };
            self.sends(Kind::OwnTasks, &form, typed, outputs).await;
        }
    }

    /// Opens the extract: the page, and the file.
    pub async fn opens(&mut self, outputs: &mut Outputs) {
        self.reads(outputs).await;
        let file = self.browser.post(&format!("{}/vypis", self.link), &[]).await;
        let kind = if file.body.starts_with(b"%PDF") { Kind::Opened } else { Kind::BeforeCode };
        outputs.answer(kind, Some(self.seat), &file);
    }
}

/// Those from outside come to their pages, without the code and with it; who could open them.
pub async fn visits(
    house: &TestHouse,
    family: &Family,
    columns: &[Planted],
    (outputs, dice): (&mut Outputs, &mut Dice),
) -> Vec<Guest> {
    let mut inside = Vec::new();
    for mut guest in guests(house, family).await {
        guest.knocks(outputs).await;
        if guest.proves(outputs).await {
            guest.reads(outputs).await;
            guest.comments(outputs).await;
            // Whoever said something is not reminded.
            if dice.chance(40) {
                guest.reports(outputs).await;
            }
            inside.push(guest);
        }
    }
    // What they wrote is a row like any other.
    plant::salt(house, columns).await;
    for guest in &mut inside {
        guest.reads(outputs).await;
    }
    inside
}

/// The draft for a word processor, as it lies in the file.
pub async fn word_draft(house: &TestHouse, worker: &mut Browser, family: &Family, outputs: &mut Outputs) {
    let record = format!("/konference/{}/zapis", family.conference);
    press(worker, &record, "/zapis/navrh").await;
    let drafts: Vec<(Uuid,)> = DRAFTS.bind(family.conference).all(&house.raw.0).await.unwrap();
    assert!(!drafts.is_empty(), "no draft was filed");
    for (document,) in drafts {
        let answer = worker.get(&format!("/dokumenty/{document}/soubor")).await;
        assert!(super::files::is_package(&answer.body), "a draft that is no text document");
        outputs.answer(Kind::WordDraft, None, &answer);
    }
}

/// The record is sealed, everybody is given their extract by link and opens it; the office takes the record out.
pub async fn sealed(
    house: &TestHouse,
    worker: &mut Browser,
    family: &Family,
    (outputs, guests): (&mut Outputs, &mut [Guest]),
) {
    let record = format!("/konference/{}/zapis", family.conference);
    press(worker, &format!("{record}/pecet"), "/pecet").await;
    // Extracts count from the seal on.
    let clock = &house.house.clock;
    clock.set(clock.now().plus_seconds(60));
    press(worker, &format!("{record}/predani"), "/vyhotovit").await;
    let day = czech::dates::short(clock.today());
    for guest in guests.iter() {
        let page = worker.visit(&format!("{record}/predani/{}", guest.seat)).await;
        let seat = guest.seat.to_string();
        // Where a protected fact stopped the extract there is nothing to give.
        let Some(form) = page.forms().into_iter().find(|form| form.action.ends_with(&seat)) else { continue };
        let mut fields = form.hidden();
        fields.extend([("co".to_owned(), "odkaz".to_owned()), ("den".to_owned(), day.clone())]);
        worker.submit(&form, &fields).await;
    }
    pripadovka::worker::drain(&house.house).await.unwrap();
    for guest in guests {
        // Another device that only has the link.
        let (link, code) = (guest.link.clone(), guest.code.clone());
        let mut other = Guest { seat: guest.seat, browser: house.stranger(), link, code };
        other.knocks(outputs).await;
        guest.opens(outputs).await;
    }
    let taken = worker.post(&format!("{record}/vyvest"), &[]).await;
    assert!(super::files::is_package(&taken.body), "{}", taken.text());
    outputs.answer(Kind::Export, None, &taken);
}

/// What hangs at the door to say how it was, and the page behind it: both know nobody and tell of nobody.
pub async fn door(house: &TestHouse, worker: &mut Browser, family: &Family, outputs: &mut Outputs) {
    let home = format!("/konference/{}/zpetna-vazba", family.conference);
    press(worker, &home, "/otevrit").await;
    outputs.answer(Kind::AtTheDoor, None, &worker.get(&format!("{home}/tisk")).await);
    let shown = worker.visit(&home).await.texts("p b.strong").first().cloned().unwrap_or_default();
    let (_, path) = shown.split_once("/z/").expect("the address at the door");
    let mut somebody = house.stranger();
    for asked in ["", "?kdo=family", "?kdo=professional", "?kdo=child", "?kdo=family&jazyk=uk"] {
        let answer = somebody.get(&format!("/z/{path}{asked}")).await;
        outputs.answer(Kind::AtTheDoor, None, &answer);
    }
    let page = somebody.visit(&format!("/z/{path}?kdo=family")).await;
    for form in page.forms().into_iter().filter(|form| !form.get) {
        outputs.answer(Kind::AtTheDoor, None, &somebody.submit(&form, &form.hidden()).await);
    }
}

/// The letter to each child of the table, as it would be printed.
pub async fn child_letters(worker: &mut Browser, family: &Family, outputs: &mut Outputs) {
    for (seat, child) in outsiders(family).filter_map(|seat| Some((seat.id, seat.child?))) {
        let page = format!("/konference/{}/zapis/dopis/{child}", family.conference);
        let form = form_of(worker, &page, &child.to_string()).await;
        let mut fields = form.hidden();
        fields.extend(LETTER.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let saved = worker.submit(&form, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{:?}", saved.page().problems());
        let answer = worker.get(&format!("{page}/nahled")).await;
        outputs.answer(Kind::ToChild, Some(seat), &answer);
    }
}

/// Weeks later: owners are reminded of their tasks, the conference is closed and evaluated, and links lead to what is left.
/// How many mails there were of each kind that calls people to their pages.
pub async fn later(
    house: &TestHouse,
    family: &Family,
    (outputs, from): (&mut Outputs, &mut usize),
) -> [i64; 3] {
    // The day before all the tasks are due.
    let day = jiff::civil::date(2026, 12, 16);
    house.house.clock.set(Moment::in_prague(day, jiff::civil::time(9, 0, 0, 0)));
    pripadovka::worker::drain(&house.house).await.unwrap();
    outputs::mails(house, family, outputs, from).await;
    let mut told = [0; 3];
    for (count, sql) in told.iter_mut().zip(TOLD) {
        let (rows,): (i64,) = sql.bind(family.conference).get(&house.raw.0).await.unwrap();
        *count = rows;
    }
    let mut worker = house.browser_of(Person::Coordinator).await;
    let closing = format!("/konference/{}/uzavrit", family.conference);
    press(&mut worker, &closing, "/uzavrit").await;
    outputs::filed(house, &mut worker, family, outputs).await;
    for mut guest in guests(house, family).await {
        guest.knocks(outputs).await;
        if guest.proves(outputs).await {
            guest.reads(outputs).await;
        }
    }
    told
}
