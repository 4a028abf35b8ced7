//! The seal: what is sealed is what was shown, nothing changes afterwards, corrections are addenda, extracts come from
//! what was sealed, and the public page tells nothing but whether code and day belong together, in three languages.

use crate::acts::form_of;
use crate::harness::browser::Answer;
use crate::harness::html::Page;
use crate::harness::stages::prepare;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Person, TestHouse};
use crate::record::{is_clean, words_of};
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::audit::About;
use pripadovka::feedback::FeedbackClosed;
use pripadovka::kernel::Failure;
use uuid::Uuid;

const FROZEN: Sql = Sql::new("FROZEN", "SELECT COUNT(*) FROM minutes_frozen WHERE conference_id = $1");
const SEALED: Sql = Sql::new("SEALED", "SELECT sealed IS NOT NULL FROM conference WHERE id = $1");
const EMPTY: Sql = Sql::new("EMPTY", "DELETE FROM meeting_presence WHERE conference_id = $1");
/// As the store writes it: a late write finds the conference sealed.
const LATE: Sql = Sql::new(
    "LATE",
    "UPDATE minutes_record SET version = version + 1 WHERE conference_id = $1 \
     AND EXISTS (SELECT 1 FROM conference c WHERE c.id = minutes_record.conference_id AND c.sealed IS NULL)",
);

struct Sealed {
    code: String,
    day: String,
}

/// Makes an edition and seals the record.
async fn seal(worker: &mut Browser, held: Uuid) -> Sealed {
    let home = format!("/konference/{held}/zapis");
    let form = form_of(worker, &home, "/zapis").await;
    assert_eq!(worker.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    let form = form_of(worker, &format!("{home}/pecet"), "/pecet").await;
    let answer = worker.submit(&form, &form.hidden()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    // Twice is once, and leads to what it did; so does the page that was open.
    for again in [worker.submit(&form, &form.hidden()).await, worker.get(&format!("{home}/pecet")).await] {
        assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, Some(home.as_str())));
    }
    let facts = worker.visit(&home).await.texts("dd");
    let code = facts.iter().find(|text| text.len() == 19 && text.matches('-').count() == 3);
    let code = code.unwrap_or_else(|| panic!("no code among {facts:?}")).clone();
    let at = facts.iter().position(|text| *text == code).unwrap();
    Sealed { code, day: facts[at + 1].replace('\u{a0}', " ") }
}

async fn ask(browser: &mut Browser, code: &str, day: &str) -> Answer {
    browser.post("/overeni", &[("kod".into(), code.into()), ("den".into(), day.into())]).await
}

macro_rules! on_held {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let (house, case, held) = prepare(Backend::Sqlite, "held").await;
                $body(house, case, held).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let (house, case, held) = prepare(Backend::Postgres, "held").await;
                $body(house, case, held).await;
            }
        }
    };
}

async fn sealed_once(house: TestHouse, case: Uuid, held: Uuid) {
    let by = By::Staff(Person::Coordinator);
    let home = format!("/konference/{held}/zapis");
    let mut worker = house.browser_of(Person::Coordinator).await;
    // Forms that were open before the seal.
    let fields = form_of(&mut worker, &format!("{home}/casti"), "/casti").await;
    let mut typed = fields.hidden();
    typed.push(("forma".into(), "zapis".into()));
    assert_eq!(worker.submit(&fields, &typed).await.status, StatusCode::SEE_OTHER);
    let line = form_of(&mut worker, &format!("/konference/{held}/jednani"), "/jednani/radky").await;
    let lines = worker.visit(&format!("/konference/{held}/jednani")).await.links();
    let one = lines.into_iter().find(|link| link.contains("/jednani/radky/")).expect("a line to change");
    let change = form_of(&mut worker, &one, one.rsplit('/').next().unwrap()).await;
    let edition = form_of(&mut worker, &home, "/zapis").await;
    let end = form_of(&mut worker, &format!("/konference/{held}/jednani/konec"), "/konec").await;
    let watch = Watch::begin(&house).await;
    let sealed = seal(&mut worker, held).await;
    watch.expect(&house, "minutes.sealed", by, Some(case)).await;
    let (frozen,): (i64,) = FROZEN.bind(held).get(&house.raw.0).await.unwrap();
    assert_eq!(frozen, 1);
    for form in [&fields, &edition, &end] {
        let answer = worker.submit(form, &crate::harness::forms::plausible(form)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", form.action);
        assert!(answer.text().contains("zapečetěn"), "{}", answer.text());
    }
    // A line that somebody was typing on the plain page stands beside the record, as one that a tablet brings then.
    for (form, words) in [(&line, "Psáno při pečetění."), (&change, "Přepsáno při pečetění.")] {
        let mut typed = form.hidden();
        typed.push(("text".into(), words.into()));
        let watch = Watch::begin(&house).await;
        for said in ["je uložené vedle něj", "už uložené je"] {
            let answer = worker.submit(form, &typed).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
            let told = worker.visit(answer.location().expect("a page to go to")).await.text();
            assert!(told.contains(said), "{told}");
        }
        let since = watch.since(&house).await;
        assert!(since.iter().any(|event| event.code == "meeting.kept"), "no event");
        let beside = worker.visit(&home).await.texts("#po-peceti").join(" ");
        assert_eq!(beside.matches(words).count(), 1, "{beside}");
    }
    let rows = house
        .meddle(async |mut work| {
            let rows = LATE.bind(held).execute(&mut work).await?;
            Ok((work, rows))
        })
        .await;
    assert_eq!(rows, 0, "a late write went through");
    // The paper bears code and day, says what the seal is not, and is clean.
    let link = worker.visit(&home).await.links().into_iter().find(|l| l.ends_with("/soubor")).unwrap();
    let paper = worker.get(&link).await;
    assert!(is_clean(&paper.body), "qpdf finds something wrong");
    if let Some(words) = words_of(&paper.body) {
        assert!(words.contains(&sealed.code), "{words}");
        assert!(words.contains("Není to kvalifikovaný") && words.contains("konečné znění"), "{words}");
    }
    // Extracts come from what was sealed: with presence gone from the tables they still know who was there.
    house
        .meddle(async |mut work| {
            EMPTY.bind(held).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    let page = worker.visit(&home).await;
    let extract = page.links().into_iter().find(|link| link.contains("/zapis/vypis/")).unwrap();
    let form = form_of(&mut worker, &extract, extract.rsplit('/').next().unwrap()).await;
    let made = worker.submit(&form, &form.hidden()).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let to = made.location().unwrap().split('?').next().unwrap().to_owned();
    let bytes = worker.get(&format!("{to}/soubor")).await;
    if let Some(words) = words_of(&bytes.body) {
        assert!(words.contains("Kód výpisu") && words.contains("výpis z konečného znění"), "{words}");
        assert!(words.contains("Kdo byl u stolu"), "{words}");
        assert!(!words.contains(&sealed.code), "an extract bears the record's code");
    }
    // An addendum has a number and a code of its own; twice is once.
    let form = form_of(&mut worker, &format!("{home}/dodatek"), "/dodatek").await;
    let mut fields = form.hidden();
    assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    fields.push(("dodatek".into(), "Bod 2 platí do konce ledna.".into()));
    let nowhere = worker.submit(&form, &fields).await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody would know whose it is");
    assert!(nowhere.text().contains("kdo dodatek dostane"), "{}", nowhere.text());
    fields.push(("oblast".into(), "plan_tasks".into()));
    let watch = Watch::begin(&house).await;
    for _ in 0..2 {
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    }
    let event = watch.expect(&house, "minutes.addendum_made", by, Some(case)).await;
    assert!(!event.detail.contains("ledna"), "{}", event.detail);
    let text = worker.visit(&home).await.text();
    assert!(text.contains("Dodatek č. 1") && !text.contains("Dodatek č. 2"), "{text}");
    // The export holds everything and equal bytes.
    let form = form_of(&mut worker, &home, "/vyvest").await;
    let watch = Watch::begin(&house).await;
    let one = worker.submit(&form, &[]).await;
    watch.expect(&house, "minutes.exported", by, Some(case)).await;
    let two = worker.submit(&form, &[]).await;
    assert!(one.body.starts_with(b"PK") && one.body == two.body, "the export differs from itself");
    let raw = String::from_utf8_lossy(&one.body).into_owned();
    for part in ["zapis.pdf", "dodatek-1.pdf", "metadata.xml", "otisky.sha256", "<kod>", "sha256="] {
        assert!(raw.contains(part), "{part} is not in the export");
    }
}

on_held!(what_is_sealed_does_not_change_and_everything_after_comes_from_it, sealed_once);

async fn seal_meets_line(house: TestHouse, case: Uuid, held: Uuid) {
    let mut worker = house.browser_of(Person::Coordinator).await;
    let home = format!("/konference/{held}/zapis");
    let form = form_of(&mut worker, &home, "/zapis").await;
    assert_eq!(worker.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    let page = format!("{home}/pecet");
    let form = form_of(&mut worker, &page, "/pecet").await;
    // Somebody writes a line while the page is open: what was shown is not what there is.
    let line = form_of(&mut worker, &format!("/konference/{held}/jednani"), "/jednani/radky").await;
    let (answer, _) = crate::harness::forms::persuade(&mut worker, &line).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let stale = worker.submit(&form, &form.hidden()).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains("nic se nezapečetilo"), "{}", stale.text());
    let (sealed,): (bool,) = SEALED.bind(held).get(&house.raw.0).await.unwrap();
    assert!(!sealed);
    // Something is being written while the seal is made: the seal has its turn after it, and gives up.
    let form = form_of(&mut worker, &page, "/pecet").await;
    let fields = form.hidden();
    let office = Sql::new("OFFICE", "SELECT office_id FROM conference WHERE id = $1");
    let (office,): (Uuid,) = office.bind(held).get(&house.raw.0).await.unwrap();
    let about = About { case: Some(case), conference: Some(held) };
    let writes =
        house.house.trail.run(pripadovka::audit::By::system(office), move |mut operation| async move {
            EMPTY.bind(held).execute(operation.work()).await?;
            tokio::time::sleep(std::time::Duration::from_secs(3)).await;
            Ok::<_, Failure>((operation.record(&FeedbackClosed { about }).await?, ()))
        });
    let seal = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        worker.submit(&form, &fields).await
    };
    let (written, answer) = tokio::join!(writes, seal);
    written.unwrap();
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
    let (sealed,): (bool,) = SEALED.bind(held).get(&house.raw.0).await.unwrap();
    assert!(!sealed, "what was sealed is not what there is");
    // A co-worker reads the page's sentence and seals nothing.
    let mut other = house.browser_of(Person::CoWorker).await;
    let refused = other.get(&page).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

on_held!(a_seal_that_meets_a_line_seals_what_was_shown_or_nothing, seal_meets_line);

/// What the page says in other languages: code, title, a typo in the second group, an unread day, right, wrong.
const TONGUES: [[&str; 6]; 2] = [
    [
        "uk",
        "Перевірка протоколу",
        "У 2-й групі помилка.",
        "Не вдалося прочитати дату.",
        "Збігається.",
        "Не збігається.",
    ],
    [
        "en",
        "Check a record",
        "There is a mistake in group 2.",
        "We cannot read the date.",
        "They match.",
        "They do not match.",
    ],
];

/// Asks with the form of a page, as somebody does who reads it.
async fn ask_on(browser: &mut Browser, page: &Page, code: &str, day: &str) -> Answer {
    let form = page.forms().into_iter().find(|form| form.action == "/overeni").expect("the form");
    let mut fields = form.hidden();
    fields.extend([("kod".to_owned(), code.to_owned()), ("den".to_owned(), day.to_owned())]);
    browser.submit(&form, &fields).await
}

/// The whole page speaks this language, but for the names of the others.
fn speaks_only(page: &Page, tongue: &str, title: &str) {
    assert!(page.html.contains(&format!("<html lang=\"{tongue}\"")), "{}", page.html);
    assert_eq!(page.heading(), title);
    let text = page.text().replace("Čeština", "");
    let czech: String = text.chars().filter(|c| "ěščřžýáíéúůňťďĚŠČŘŽÝÁÍÉÚŮŇŤĎ".contains(*c)).collect();
    assert!(czech.is_empty(), "{czech} in {text}");
}

/// Whoever reads no Czech asks in their own language, and keeps it whatever the answer is.
async fn in_every_language(stranger: &mut Browser, sealed: &Sealed, typo: &str) {
    for [tongue, title, slip, unread, right, wrong] in TONGUES {
        let first = stranger.visit(&format!("/overeni?jazyk={tongue}")).await;
        assert_eq!(first.status, StatusCode::OK);
        speaks_only(&first, tongue, title);
        for (code, day, problem) in [(typo, &*sealed.day, slip), (&*sealed.code, "nevim", unread)] {
            let refused = ask_on(stranger, &first, code, day).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            let page = refused.page();
            speaks_only(&page, tongue, title);
            assert!(page.problems().iter().any(|said| said.starts_with(problem)), "{:?}", page.problems());
            // What was typed is still there, and sent once more it is answered in the same language.
            let kept = |name: &str| {
                let fields = page.forms().into_iter().flat_map(|form| form.fields);
                fields.filter(|field| field.name == name).map(|field| field.value).collect::<Vec<_>>()
            };
            assert_eq!((kept("kod"), kept("den")), (vec![code.to_owned()], vec![day.to_owned()]));
            let answer = ask_on(stranger, &page, &sealed.code, &sealed.day).await;
            speaks_only(&answer.page(), tongue, title);
            assert!(answer.text().contains(&format!("<b>{right}</b>")), "{}", answer.text());
        }
        let strange = pripadovka_code();
        let day = ask_on(stranger, &first, &sealed.code, "1. 2. 2003").await;
        let code = ask_on(stranger, &first, &strange, &sealed.day).await;
        for answer in [&day, &code] {
            speaks_only(&answer.page(), tongue, title);
            assert!(answer.text().contains(&format!("<b>{wrong}</b>")), "{}", answer.text());
        }
        let plain = |answer: &Answer| {
            let typed = [sealed.code.as_str(), strange.as_str(), "1. 2. 2003", sealed.day.as_str()];
            typed.into_iter().fold(answer.text(), |html, word| html.replace(word, "…"))
        };
        assert_eq!((day.status, plain(&day)), (code.status, plain(&code)));
    }
    // A language that the page does not speak is Czech.
    let page = stranger.visit("/overeni?jazyk=de").await;
    assert!(page.html.contains("<html lang=\"cs\""), "{}", page.html);
    assert_eq!(page.heading(), "Ověření zápisu");
}

/// Seventy guesses in a row: whoever guesses waits, in another browser too, and is not told the right pair meanwhile.
async fn who_guesses_waits(house: TestHouse, _: Uuid, held: Uuid) {
    let mut worker = house.browser_of(Person::Coordinator).await;
    let sealed = seal(&mut worker, held).await;
    let (mut stranger, mut another) = (house.stranger(), house.stranger());
    let mut answered = 0;
    while ask(&mut stranger, &pripadovka_code(), &sealed.day).await.status != StatusCode::TOO_MANY_REQUESTS {
        answered += 1;
        assert!(answered < 70, "{answered} guesses, and nobody waits");
    }
    assert!(answered >= 20, "somebody who mistypes a few papers waits after {answered} tries");
    for browser in [&mut stranger, &mut another] {
        let right = ask(browser, &sealed.code, &sealed.day).await;
        assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
        let text = right.text();
        assert!(text.contains("Přišlo moc pokusů za sebou.") && !text.contains("Souhlasí."), "{text}");
    }
}

on_held!(whoever_guesses_at_seals_waits, who_guesses_waits);

async fn nobody_guesses(house: TestHouse, _: Uuid, held: Uuid) {
    let mut worker = house.browser_of(Person::Coordinator).await;
    let sealed = seal(&mut worker, held).await;
    let mut stranger = house.stranger();
    let page = stranger.visit("/overeni").await;
    assert_eq!(page.status, StatusCode::OK);
    // However it is written.
    for code in [sealed.code.clone(), sealed.code.to_lowercase().replace('-', " ")] {
        let right = ask(&mut stranger, &code, &sealed.day).await;
        assert!(right.text().contains("Souhlasí."), "{}", right.text());
        assert!(!right.text().contains("Doležal") && !right.text().contains("Nela"), "{}", right.text());
    }
    // A typo is found by arithmetic, in its group.
    let mut wrong: Vec<char> = sealed.code.chars().collect();
    wrong[6] = if wrong[6] == '7' { '8' } else { '7' };
    let mistyped: String = wrong.iter().collect();
    let typo = ask(&mut stranger, &mistyped, &sealed.day).await;
    assert_eq!(typo.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(typo.text().contains("Ve 2. skupině je překlep"), "{}", typo.text());
    // An unknown code and a wrong day are one answer, but for what was typed.
    let plain = |answer: &Answer, typed: &[&str]| {
        typed.iter().fold(answer.page().html.clone(), |html, word| html.replace(word, "…"))
    };
    let unknown = "0001-0002-0000-0007";
    let strange = pripadovka_code();
    let day = ask(&mut stranger, &sealed.code, "1. 2. 2003").await;
    let code = ask(&mut stranger, &strange, &sealed.day).await;
    assert_eq!(day.status, code.status);
    assert_eq!(plain(&day, &[&sealed.code, "1. 2. 2003"]), plain(&code, &[&strange, &sealed.day]));
    assert!(day.text().contains("Nesouhlasí."), "{}", day.text());
    assert_eq!(ask(&mut stranger, unknown, &sealed.day).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    in_every_language(&mut stranger, &sealed, &mistyped).await;
}

/// A code that fits in itself and belongs to nothing: all signs zero but for the checks.
fn pripadovka_code() -> String {
    "0001-0002-0003-0004".to_owned()
}

on_held!(the_page_of_seals_cannot_be_used_to_guess, nobody_guesses);
