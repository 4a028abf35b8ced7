//! After the meeting: one link for the whole life of a conference, tasks reported by it, reminders, and who calls.

use crate::harness::trace::{By, Watch};
use crate::harness::{Browser, Person, TestHouse};
use crate::on_both;
use axum::http::{Method, StatusCode};
use portable_sql::Sql;
use pripadovka::access::Errand;
use pripadovka::audit::About;
use pripadovka::conferences::Conference;
use pripadovka::feedback::FeedbackClosed;
use pripadovka::follow_up::{self, Followed, Said};
use pripadovka::invitations::doors;
use pripadovka::kernel::{Failure, Id, Moment};
use pripadovka::participants::{self, Participant};
use uuid::Uuid;

const REPORTS: Sql = Sql::new("REPORTS", "SELECT count(*) FROM task_report");
const MAILED: Sql = Sql::new("MAILED", "SELECT count(*) FROM task_reminder WHERE state = 'sent'");
const TO_CALL: Sql = Sql::new("TO_CALL", "SELECT count(*) FROM task_reminder WHERE state = 'call'");
const CASE_OF: Sql = Sql::new("CASE_OF", "SELECT case_id FROM conference WHERE id = $1");
const OPEN: Sql = Sql::new("OPEN", "UPDATE conference SET state = 'held' WHERE id = $1");
const BORDER: &str = "----hranice-ukolu";

async fn number(house: &TestHouse, sql: Sql) -> i64 {
    let (count,): (i64,) = sql.statement().get(&house.raw.0).await.unwrap();
    count
}

/// The conference of the demo that was held, while its record is open.
async fn held(house: &TestHouse) -> (Id<Conference>, Uuid) {
    let held = house.named("conference.held");
    house
        .meddle(async |mut work| {
            OPEN.bind(held).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    let (case,): (Uuid,) = CASE_OF.bind(held).get(&house.raw.0).await.unwrap();
    (Id::from_uuid(held), case)
}

async fn tasks(house: &TestHouse) -> Vec<Followed> {
    let (held, _) = held(house).await;
    follow_up::of_conference(Errand::begin(&house.house).lookup(), held).await.unwrap()
}

/// Somebody with a task, with a link and a code as the closing sheet prints them.
struct Owner {
    browser: Browser,
    link: String,
    code: String,
    task: Followed,
    participant: Participant,
}

/// A door for somebody of the table: the path of the link, the code.
pub async fn door(house: &TestHouse, participant: &Participant, case: Uuid) -> (String, String) {
    door_of(house, participant, case).await.expect("a door")
}

/// The same; nothing for somebody who can have none, because their invitation was withdrawn.
pub async fn door_of(house: &TestHouse, participant: &Participant, case: Uuid) -> Option<(String, String)> {
    let url = house.house.exit.public_url.clone();
    let about = About { case: Some(case), conference: Some(participant.conference.uuid()) };
    let by = pripadovka::audit::By::system(participant.office.uuid());
    let who = participant.clone();
    let key = house
        .house
        .trail
        .run(by, move |mut operation| {
            let (who, url) = (who.clone(), url.clone());
            async move {
                let key = doors::hand_out(&mut operation, &url, &who).await?;
                Ok::<_, Failure>((operation.record(&FeedbackClosed { about }).await?, key))
            }
        })
        .await
        .unwrap()?;
    let path = key.link.as_str().strip_prefix(url_of(house)).expect("a link of this house").to_owned();
    Some((path, key.code.as_str().to_owned()))
}

fn url_of(house: &TestHouse) -> &str {
    &house.house.exit.public_url
}

async fn owner(house: &TestHouse) -> Owner {
    let (_, case) = held(house).await;
    let lookup = Errand::begin(&house.house).lookup();
    let mut owned = None;
    for task in tasks(house).await {
        let Some(id) = task.task.participant else { continue };
        let participant = participants::find(lookup, id).await.unwrap().expect("an owner");
        if participant.staff.is_none() {
            owned = Some((task, participant));
            break;
        }
    }
    let (task, participant) = owned.expect("the demo's meeting left a task for somebody of the table");
    let (link, code) = door(house, &participant, case).await;
    Owner { browser: house.stranger(), link, code, task, participant }
}

/// Somebody without an account who has a task and has typed the code: their browser, and where they report.
pub async fn outsider_with_a_task(house: &TestHouse) -> (Browser, String) {
    let mut owner = owner(house).await;
    owner.prove().await;
    let address = owner.tasks();
    (owner.browser, address)
}

/// A multipart body as a browser sends it.
pub fn body(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend_from_slice(
            format!("--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .as_bytes(),
        );
    }
    if let Some((name, bytes)) = file {
        let head = format!(
            "--{BORDER}\r\nContent-Disposition: form-data; name=\"soubor\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BORDER}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={BORDER}"), body)
}

impl Owner {
    fn tasks(&self) -> String {
        format!("{}/ukoly", self.link)
    }
    fn number(&self) -> i64 {
        self.task.task.number
    }
    async fn prove(&mut self) {
        let answer = self
            .browser
            .post(
                &format!("{}/kod", self.link),
                &[("kod".into(), self.code.clone()), ("zpet".into(), "ukoly".into())],
            )
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert_eq!(answer.location(), Some(self.tasks().as_str()), "a code leads back to what asked for it");
    }
    async fn say(
        &mut self,
        number: i64,
        fields: &[(&str, &str)],
        file: Option<(&str, &[u8])>,
    ) -> crate::harness::browser::Answer {
        let address = format!("{}/{number}", self.tasks());
        self.browser.send(Method::POST, &address, Some(body(fields, file))).await
    }
    /// The task's words as staff read them.
    async fn words(&self, house: &TestHouse) -> String {
        let (held, _) = held(house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let page = worker.visit(&format!("/konference/{held}/ukoly/{}", self.task.task.id)).await;
        assert_eq!(page.status, StatusCode::OK);
        page.texts("section.card > p").first().cloned().expect("the words of the task")
    }
}

/// A minute passes.
fn tick(house: &TestHouse) {
    house.house.clock.set(house.house.clock.now().plus_seconds(60));
}

fn fresh_form() -> String {
    Uuid::from_bytes(pripadovka::kernel::random_bytes::<16>()).to_string()
}

fn form_id() -> String {
    Uuid::from_u128(0x0123_4567_89ab_4def_8123_0000_0000_0001).to_string()
}

on_both!(
    async fn the_link_alone_shows_number_day_and_buttons_and_the_code_the_words(house: TestHouse) {
        let mut owner = owner(&house).await;
        let words = owner.words(&house).await;
        let first = owner.browser.visit(&owner.link.clone()).await;
        assert_eq!(first.status, StatusCode::OK);
        assert_eq!(first.heading(), "Po setkání");
        assert!(first.text().contains(&format!("Úkol č. {}", owner.number())), "{}", first.text());
        assert!(first.links().contains(&owner.tasks()));
        for page in [first, owner.browser.visit(&owner.tasks()).await] {
            assert!(!page.text().contains(&words), "the link alone tells what the task is: {}", page.text());
        }
        let page = owner.browser.visit(&owner.tasks()).await;
        for answer in ["Hotovo", "Potřebuji pomoc", "Nejde to"] {
            assert!(page.text().contains(answer), "{answer}: {}", page.text());
        }
        assert!(page.forms().iter().all(|form| form.files.is_empty()), "a file is asked for before the code");
        owner.prove().await;
        let page = owner.browser.visit(&owner.tasks()).await;
        assert!(page.text().contains(&words), "{}", page.text());
        // Another device of whoever holds the link is asked again.
        let other = house.stranger().visit(&owner.tasks()).await;
        assert!(!other.text().contains(&words));
    }
);

on_both!(
    async fn an_owner_learns_nothing_by_trying_words_that_may_be_protected_from_them(house: TestHouse) {
        const SECRET: &str = "Ledňáčkova ulice 12";
        let mut owner = owner(&house).await;
        let (_, case) = held(&house).await;
        owner.prove().await;
        crate::stopped::protect_in(&house, case, SECRET).await;
        for words in ["Růžová ulice 7", SECRET] {
            tick(&house);
            let id = fresh_form();
            let fields = [("nove_id", id.as_str()), ("jak", "help"), ("slova", words)];
            let said = owner.say(owner.number(), &fields, None).await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{words}: {}", said.text());
            let page = owner.browser.visit(&owner.tasks()).await;
            assert_eq!(page.status, StatusCode::OK, "{words} closed the page");
            assert!(!page.text().contains(words), "{}", page.text());
            assert!(page.text().contains("slova máme uložená"), "{}", page.text());
        }
    }
);

on_both!(
    async fn what_comes_after_the_end_is_given_back_with_a_sentence(house: TestHouse) {
        const CLOSE: Sql = Sql::new("CLOSE", "UPDATE conference SET state = 'closed' WHERE id = $1");
        let mut owner = owner(&house).await;
        let (held, _) = held(&house).await;
        owner.prove().await;
        house
            .meddle(async |mut work| {
                CLOSE.bind(held).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let before = number(&house, REPORTS).await;
        let id = fresh_form();
        let fields = [("nove_id", id.as_str()), ("jak", "cannot"), ("slova", "Autobus už nejezdí.")];
        let late = owner.say(owner.number(), &fields, None).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text().contains("Autobus už nejezdí.") && late.text().contains("Zavolejte nám"));
        assert_eq!(number(&house, REPORTS).await, before);
    }
);

on_both!(
    async fn one_tap_says_how_it_goes_twice_is_once_and_staff_read_it(house: TestHouse) {
        let mut owner = owner(&house).await;
        let (held, case) = held(&house).await;
        tick(&house);
        let before = number(&house, REPORTS).await;
        let watch = Watch::begin(&house).await;
        let id = form_id();
        for _ in 0..2 {
            let answer = owner.say(owner.number(), &[("nove_id", &id), ("jak", "help")], None).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        }
        assert_eq!(number(&house, REPORTS).await, before + 1, "a double click is one report");
        let event = watch.expect(&house, "task.reported", By::Outsider, Some(case)).await;
        assert!(
            event.detail.contains("help") && event.detail.contains("\"proved\":false"),
            "{}",
            event.detail
        );
        let page = owner.browser.visit(&owner.tasks()).await;
        assert!(page.text().contains("Zavoláme vám"), "{}", page.text());
        // The coordinator's desk.
        let mut worker = house.browser_of(Person::Coordinator).await;
        let desk = worker.visit(&format!("/konference/{held}")).await.text();
        assert!(desk.contains("Zavolat kvůli") && desk.contains("Přečíst, co přišlo"), "{desk}");
        let one = format!("/konference/{held}/ukoly/{}", owner.task.task.id);
        let page = worker.visit(&one).await;
        assert!(page.text().contains("přes odkaz bez kódu"), "{}", page.text());
        let read =
            page.forms().into_iter().find(|form| form.action.ends_with("/precteno")).expect("to read it");
        assert_eq!(worker.submit(&read, &[]).await.status, StatusCode::SEE_OTHER);
        let call = worker.visit(&one).await.forms().into_iter().find(|form| form.action.ends_with("/hovor"));
        let call = call.expect("to note a call");
        let mut fields = call.hidden();
        let refused = worker.submit(&call, &fields).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a call without whether anybody was reached"
        );
        fields.extend([
            ("dovolali".to_owned(), "ano".to_owned()),
            ("jak".into(), "done".into()),
            ("poznamka".into(), "Už to vyřídila.".into()),
        ]);
        tick(&house);
        let noted = worker.submit(&call, &fields).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{:?}", noted.page().problems());
        let state = tasks(&house).await.into_iter().find(|one| one.task.id == owner.task.task.id).unwrap();
        assert_eq!(state.said(), Some(Said::Done));
        assert!(state.reports.iter().all(|report| report.seen.is_some()));
    }
);

on_both!(
    async fn a_file_that_cannot_be_taken_does_not_take_the_words_with_it(house: TestHouse) {
        let mut owner = owner(&house).await;
        let (held, _) = held(&house).await;
        let number_ = owner.number();
        // Before the code no file is taken, the answer is.
        let id = Uuid::from_u128(41).to_string();
        let early =
            owner.say(number_, &[("nove_id", &id), ("jak", "help")], Some(("a.txt", b"Potvrzeni."))).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.text().contains("až zadáte kód"), "{}", early.text());
        owner.prove().await;
        let id = Uuid::from_u128(42).to_string();
        let fields = [("nove_id", id.as_str()), ("jak", "done"), ("slova", "Objednáno na pondělí.")];
        let refused = owner.say(number_, &fields, Some(("foto.exe", &[0x4d, 0x5a, 0, 1, 2]))).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Soubor přijmout nejde"), "{}", refused.text());
        assert!(refused.text().contains("Objednáno na pondělí."), "the words stand among what was said");
        let id = Uuid::from_u128(43).to_string();
        let fields = [("nove_id", id.as_str()), ("jak", "done"), ("slova", "Posílám potvrzení.")];
        let taken =
            owner.say(number_, &fields, Some(("potvrzeni.txt", "Potvrzení o objednání.".as_bytes()))).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        let mut worker = house.browser_of(Person::Coordinator).await;
        let page = worker.visit(&format!("/konference/{held}/ukoly/{}", owner.task.task.id)).await;
        for words in ["Objednáno na pondělí.", "Posílám potvrzení."] {
            assert!(page.text().contains(words), "{}", page.text());
        }
        let file = page.links().into_iter().find(|link| link.starts_with("/dokumenty/")).expect("the file");
        assert_eq!(worker.get(&file).await.status, StatusCode::OK);
        // What the code opened is closed again: the words stay behind it.
        let outside = house.stranger().visit(&owner.tasks()).await;
        assert!(!outside.text().contains("Posílám potvrzení."));
    }
);

on_both!(
    async fn a_photograph_is_known_by_how_it_begins_and_saved_by_staff(house: TestHouse) {
        const JPEG: &[u8] = include_bytes!("pictures/telephone.jpg");
        const PNG: &[u8] = include_bytes!("pictures/screen.png");
        const PLACE: &[u8] = b"AZYLOVY-DUM";
        let tells = |file: &[u8], words: &[u8]| file.windows(words.len()).any(|window| window == words);
        let mut owner = owner(&house).await;
        let (held, _) = held(&house).await;
        let number_ = owner.number();
        owner.prove().await;
        // The name decides nothing: neither that something is a picture nor that it is none.
        for (name, bytes) in [
            ("foto.jpg", &b"MZ\x00\x01\x02\x03"[..]),
            ("foto.gif", &b"GIF89a\x01\x00\x01\x00"[..]),
            ("pulka.jpg", &JPEG[..JPEG.len() / 2]),
            ("jmeno.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00<script>alert(1)</script>"),
        ] {
            let id = fresh_form();
            let fields = [("nove_id", id.as_str()), ("jak", "done")];
            let refused = owner.say(number_, &fields, Some((name, bytes))).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        }
        for (name, bytes, mime, ending) in
            [("IMG_0001.HEIC", JPEG, "image/jpeg", ".jpg\""), ("potvrzeni.docx", PNG, "image/png", ".png\"")]
        {
            let id = fresh_form();
            let fields = [("nove_id", id.as_str()), ("jak", "done"), ("slova", name)];
            let taken = owner.say(number_, &fields, Some((name, bytes))).await;
            assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
            let newest =
                Sql::new("NEWEST", "SELECT d.id FROM document d WHERE d.kind = 'task_file' AND d.mime = $1");
            let (document,): (Uuid,) = newest.bind(mime).get(&house.raw.0).await.unwrap();
            let mut worker = house.browser_of(Person::Coordinator).await;
            let page = worker.visit(&format!("/konference/{held}/ukoly/{}", owner.task.task.id)).await;
            let file = format!("/dokumenty/{document}");
            assert!(page.links().iter().any(|link| link.starts_with(&file)), "staff do not find it");
            let saved = worker.get(&format!("{file}/soubor")).await;
            assert_eq!((saved.status, saved.header("content-type")), (StatusCode::OK, mime));
            let how = saved.header("content-disposition");
            assert!(how.starts_with("attachment; ") && how.ends_with(ending), "{how}");
            assert_eq!(saved.header("x-content-type-options"), "nosniff");
            // What it shows is kept; where it was taken is not, and the way up is.
            assert!(
                tells(bytes, PLACE) && !tells(&saved.body, PLACE) && !tells(&saved.body, b"script"),
                "{name}"
            );
            assert_eq!(pictures::bare(bytes.to_vec()).unwrap().bytes, saved.body.to_vec());
            assert!(saved.body.len() * 4 > bytes.len(), "the picture itself is gone");
            // Nobody of the table is given it, not even who sent it.
            let own = owner.browser.visit(&owner.tasks()).await;
            assert!(!own.html.contains(&document.to_string()), "the file is offered outside");
        }
    }
);

on_both!(
    async fn somebody_elses_number_and_a_dead_link_give_nothing(house: TestHouse) {
        let mut owner = owner(&house).await;
        let own: Vec<i64> = tasks(&house)
            .await
            .into_iter()
            .filter(|one| one.task.participant == Some(owner.participant.id))
            .map(|one| one.task.number)
            .collect();
        let all = tasks(&house).await;
        let other = all.iter().map(|one| one.task.number).find(|number| !own.contains(number));
        owner.prove().await;
        let before = number(&house, REPORTS).await;
        for number_ in other.into_iter().chain([9_999, 0]) {
            let answer = owner.say(number_, &[("jak", "done")], None).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            assert_eq!(answer.location(), Some(owner.tasks().as_str()), "as for a number that is nobody's");
        }
        let page = owner.browser.visit(&owner.tasks()).await.text();
        for number_ in all.iter().map(|one| one.task.number).filter(|number| !own.contains(number)) {
            assert!(!page.contains(&format!("Úkol č. {number_},")), "{page}");
        }
        let dead = format!("/p/{}", pripadovka::kernel::Token::fresh().text());
        for path in ["", "/ukoly"] {
            assert_eq!(house.stranger().get(&format!("{dead}{path}")).await.status, StatusCode::GONE);
        }
        let answer = house
            .stranger()
            .send(Method::POST, &format!("{dead}/ukoly/1"), Some(body(&[("jak", "done")], None)))
            .await;
        assert_eq!(answer.status, StatusCode::GONE);
        assert_eq!(number(&house, REPORTS).await, before, "nothing was kept");
    }
);

on_both!(
    async fn whoever_was_never_sent_an_invitation_has_a_door_and_whoever_was_taken_off_has_none(
        house: TestHouse,
    ) {
        let mut owner = owner(&house).await;
        let (_, case) = held(&house).await;
        // Nothing was ever sent to them: the link tells of no meeting and leads to their page all the same.
        let never = Sql::new(
            "NEVER",
            "DELETE FROM invitation_round WHERE invitation_id IN (SELECT id FROM invitation WHERE participant_id = $1)",
        );
        let zero = Sql::new(
            "ZERO",
            "UPDATE invitation SET round = 0, state = 'prepared', given_on = NULL WHERE participant_id = $1",
        );
        let id = owner.participant.id;
        house
            .meddle(async |mut work| {
                never.bind(id).execute(&mut work).await?;
                zero.bind(id).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let (link, code) = door(&house, &owner.participant, case).await;
        (owner.link, owner.code) = (link, code);
        let first = owner.browser.visit(&owner.link.clone()).await;
        assert_eq!((first.status, first.heading().as_str()), (StatusCode::OK, "Po setkání"));
        owner.prove().await;
        let inside = owner.browser.get(&format!("{}/priprava", owner.link)).await;
        assert_eq!(inside.status, StatusCode::GONE, "there was no invitation to prepare for");
        let off = Sql::new("OFF", "UPDATE participant SET removed = $2 WHERE id = $1");
        let now = house.house.clock.now();
        house
            .meddle(async |mut work| {
                off.bind(id).bind(now).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        for path in ["", "/ukoly"] {
            let answer = owner.browser.get(&format!("{}{path}", owner.link)).await;
            assert_eq!(answer.status, StatusCode::GONE, "{path}");
        }
    }
);

on_both!(
    async fn a_stopped_invitation_keeps_nobody_from_their_tasks(house: TestHouse) {
        let mut owner = owner(&house).await;
        let (held, case) = held(&house).await;
        // They were sent an invitation once.
        let told = Sql::new(
            "TOLD",
            "INSERT INTO invitation_round (invitation_id, round, schedule, on_day, from_minute, until_minute, channel, renewed) \
             SELECT i.id, 7, c.schedule, c.on_day, c.from_minute, c.until_minute, 'letter', $2 \
             FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE i.participant_id = $1",
        );
        let sent =
            Sql::new("SENT", "UPDATE invitation SET round = 7, state = 'sent' WHERE participant_id = $1");
        let id = owner.participant.id;
        house
            .meddle(async |mut work| {
                told.bind(id).bind(false).execute(&mut work).await?;
                sent.bind(id).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let (link, code) = door(&house, &owner.participant, case).await;
        (owner.link, owner.code) = (link, code);
        let calendar = format!("{}/kalendar.ics", owner.link);
        assert_ne!(owner.browser.get(&calendar).await.status, StatusCode::GONE, "the invitation stands");
        let lookup = Errand::begin(&house.house).lookup();
        let conference = pripadovka::conferences::find(lookup, held).await.unwrap().unwrap();
        let place = conference.place.expect("a place").name;
        crate::stopped::protect_in(&house, case, &place).await;
        assert_eq!(owner.browser.get(&calendar).await.status, StatusCode::GONE, "the invitation is stopped");
        let first = owner.browser.visit(&owner.link.clone()).await;
        assert_eq!((first.status, first.heading().as_str()), (StatusCode::OK, "Po setkání"));
        assert!(!first.text().contains(&place), "{}", first.text());
        owner.prove().await;
        let id = Uuid::from_u128(51).to_string();
        let said = owner.say(owner.number(), &[("nove_id", &id), ("jak", "done")], None).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    }
);

on_both!(
    async fn tasks_are_taken_from_the_record_when_it_changes_and_what_was_said_stays(house: TestHouse) {
        let owner = owner(&house).await;
        let (held, case) = held(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let list = format!("/konference/{held}/ukoly");
        assert!(!worker.visit(&list).await.text().contains("změnil"));
        let later = Sql::new("LATER", "UPDATE meeting_line SET deadline = $2 WHERE id = $1");
        let line = owner.task.task.line();
        let day = jiff::civil::date(2027, 2, 12);
        house
            .meddle(async |mut work| {
                later.bind(line).bind(day).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let page = worker.visit(&list).await;
        assert!(page.text().contains("Zápis se od převzetí úkolů změnil"), "{}", page.text());
        let form =
            page.forms().into_iter().find(|form| form.action.ends_with("/prevzit")).expect("to take them");
        let watch = Watch::begin(&house).await;
        assert_eq!(worker.submit(&form, &[]).await.status, StatusCode::SEE_OTHER);
        watch.expect(&house, "task.taken", By::Staff(Person::Coordinator), Some(case)).await;
        let now = tasks(&house).await.into_iter().find(|one| one.task.id == owner.task.task.id).unwrap();
        assert_eq!(now.task.due, Some(day));
        assert_eq!(now.reports.len(), owner.task.reports.len());
        // Nothing more to take: the same press again changes nothing.
        let watch = Watch::begin(&house).await;
        assert_eq!(worker.submit(&form, &[]).await.status, StatusCode::SEE_OTHER);
        assert!(watch.since(&house).await.iter().all(|event| event.code != "task.taken"));
    }
);

on_both!(
    async fn one_reminder_goes_by_itself_and_a_second_only_after_a_call(house: TestHouse) {
        let owner = owner(&house).await;
        let (held, _) = held(&house).await;
        let silent = Sql::new("SILENT", "DELETE FROM task_report WHERE conference_id = $1");
        let later = Sql::new("LATER", "UPDATE meeting_line SET deadline = $2 WHERE id = $1");
        let day = jiff::civil::date(2027, 2, 12);
        let line = owner.task.task.line();
        house
            .meddle(async |mut work| {
                silent.bind(held).execute(&mut work).await?;
                later.bind(line).bind(day).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let list = format!("/konference/{held}/ukoly");
        let form =
            worker.visit(&list).await.forms().into_iter().find(|form| form.action.ends_with("/prevzit"));
        worker.submit(&form.expect("to take them"), &[]).await;
        pripadovka::worker::drain(&house.house).await.unwrap();
        let before = number(&house, MAILED).await + number(&house, TO_CALL).await;
        // Three working days before the twelfth, a Friday: the ninth, a Tuesday.
        let at =
            |day, hour| Moment::in_prague(jiff::civil::date(2027, 2, day), jiff::civil::time(hour, 0, 0, 0));
        house.house.clock.set(at(8, 20));
        pripadovka::worker::drain(&house.house).await.unwrap();
        assert_eq!(number(&house, MAILED).await + number(&house, TO_CALL).await, before, "a day too early");
        house.house.clock.set(at(9, 9));
        pripadovka::worker::drain(&house.house).await.unwrap();
        let after = number(&house, MAILED).await + number(&house, TO_CALL).await;
        assert_eq!(after, before + 1, "one reminder");
        pripadovka::worker::drain(&house.house).await.unwrap();
        assert_eq!(number(&house, MAILED).await + number(&house, TO_CALL).await, after, "and only one");
        // After a call another may go, once.
        let mut worker = house.browser_of(Person::Coordinator).await;
        let one = format!("/konference/{held}/ukoly/{}", owner.task.task.id);
        let page = worker.visit(&one).await;
        let call =
            page.forms().into_iter().find(|form| form.action.ends_with("/hovor")).expect("to note a call");
        assert!(call.fields.iter().any(|field| field.name == "pripomenout"), "another reminder is offered");
        let mut fields = call.hidden();
        fields.extend([("dovolali".to_owned(), "ano".to_owned()), ("pripomenout".into(), "ano".into())]);
        let noted = worker.submit(&call, &fields).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{:?}", noted.page().problems());
        pripadovka::worker::drain(&house.house).await.unwrap();
        assert_eq!(number(&house, MAILED).await + number(&house, TO_CALL).await, after + 1);
        let page = worker.visit(&one).await;
        let call =
            page.forms().into_iter().find(|form| form.action.ends_with("/hovor")).expect("to note a call");
        assert!(call.fields.iter().all(|field| field.name != "pripomenout"), "a third reminder is offered");
    }
);
