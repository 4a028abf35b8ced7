//! The second proof from the outside: what the link alone tells, what a code opens, and that guessing leads nowhere.

use crate::follow_up;
use crate::harness::{Backend, Furnished, Person, TestHouse};
use crate::outsider::{Guest, guest};
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::Errand;
use pripadovka::audit::{About, By};
use pripadovka::feedback::FeedbackClosed;
use pripadovka::invitations::doors;
use pripadovka::kernel::{Failure, Id};
use pripadovka::participants::{self, Participant};
use std::sync::Arc;
use uuid::Uuid;

const GUESSED: Sql =
    Sql::new("GUESSED", "SELECT count(*) FROM audit_event WHERE code = 'invitation.code_guessed'");
const PROOFS: Sql = Sql::new("PROOFS", "SELECT count(*) FROM invitation_proof");
const STORED: Sql = Sql::new("STORED", "SELECT code_hash FROM invitation_code WHERE invitation_id = $1");
const CASE_OF: Sql = Sql::new("CASE_OF", "SELECT case_id FROM conference WHERE id = $1");
const CLOSED: Sql = Sql::new("CLOSED", "UPDATE conference SET state = 'closed' WHERE id = $1");
const DOOR_OF: Sql = Sql::new("DOOR_OF", "SELECT id FROM invitation WHERE participant_id = $1");
const CODES: Sql = Sql::new("CODES", "SELECT count(*) FROM invitation_code WHERE invitation_id = $1");

async fn number(guest: &Guest, sql: Sql) -> i64 {
    let (count,): (i64,) = sql.statement().get(&guest.house.raw.0).await.unwrap();
    count
}

/// Another code than this one.
fn other(code: &str, n: usize) -> String {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let number: u64 = digits.parse().unwrap();
    format!("{:08}", (number + 1 + n as u64) % 100_000_000)
}

async fn the_link_alone_shows_logistics_and_the_code_what_is_behind(backend: Backend) {
    let mut guest = guest(backend).await;
    let (link, code) = (guest.link.clone(), guest.code().await);
    let alone = guest.browser.get(&link).await.text();
    let goals = Sql::new("GOALS", "SELECT count(*) FROM goal");
    assert!(number(&guest, goals).await > 0);
    for hidden in ["Čeho chceme dosáhnout", "Kdo u toho bude", "Co o vás máme zapsáno"] {
        assert!(!alone.contains(hidden), "{hidden}");
    }
    // Without the code the page behind leads back, and so does the paper.
    for path in ["priprava", "uvolneni"] {
        let answer = guest.browser.get(&format!("{link}/{path}")).await;
        assert_eq!(answer.location(), Some(link.as_str()), "{path}");
    }
    // A year of birth is none.
    let answer = guest.give(&mut guest.house.stranger(), "1986").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(number(&guest, GUESSED).await, 0, "what cannot be a code was compared");
    let mut browser = guest.browser.clone();
    let answer = guest.give(&mut browser, &code).await;
    assert_eq!(answer.location(), Some(format!("{link}/priprava").as_str()));
    let cookie = answer.header("set-cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Lax", &format!("Path={link}")] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Max-Age"), "a cookie outlives the browser: {cookie}");
    let inside = browser.get(&format!("{link}/priprava")).await;
    assert_eq!(inside.status, StatusCode::OK);
    for shown in ["Čeho chceme dosáhnout", "Na co se připravit", "Co o vás máme zapsáno", "Skončit"] {
        assert!(inside.text().contains(shown), "{shown}: {}", inside.text());
    }
    // Another device of whoever holds the link is asked for the code.
    let answer = guest.house.stranger().get(&format!("{link}/priprava")).await;
    assert_eq!(answer.location(), Some(link.as_str()));
    // Stored is neither the code nor anything that it can be tried against without the key.
    let (stored,): (Vec<u8>,) = STORED.bind(guest.invitation).get(&guest.house.raw.0).await.unwrap();
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    use sha2::Digest;
    assert_ne!(stored, sha2::Sha256::digest(digits.as_bytes()).to_vec());
    assert!(!stored.windows(8).any(|eight| eight == digits.as_bytes()));
    // Two hours later the device is asked again.
    let now = guest.house.house.clock.now();
    guest.house.house.clock.set(now.plus_seconds(2 * 3600 + 1));
    assert_eq!(browser.get(&format!("{link}/priprava")).await.location(), Some(link.as_str()));
}

async fn a_thousand_parallel_guesses_are_stopped_after_five_and_the_owner_is_not_locked_out(
    backend: Backend,
) {
    let guest = guest(backend).await;
    let code = guest.code().await;
    let mut owner = guest.browser.clone();
    assert_eq!(guest.give(&mut owner, &code).await.status, StatusCode::SEE_OTHER);
    let proofs = number(&guest, PROOFS).await;
    let guest = Arc::new(guest);
    let mut guesses = tokio::task::JoinSet::new();
    for n in 0..1000 {
        let (guest, code) = (guest.clone(), other(&code, n));
        guesses.spawn(async move {
            let mut stranger = guest.house.stranger();
            guest.give(&mut stranger, &code).await.status
        });
    }
    let mut refused = 0;
    while let Some(status) = guesses.join_next().await {
        let status = status.unwrap();
        assert!(status != StatusCode::SEE_OTHER, "a guess opened the page");
        refused += usize::from(status == StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert!(refused > 900, "only {refused} of 1000 guesses were answered with the page");
    // The owner's own code, given before, is none of the five.
    assert_eq!(
        number(&guest, GUESSED).await,
        5,
        "more guesses were compared than five in a quarter of an hour"
    );
    assert_eq!(number(&guest, PROOFS).await, proofs);
    // The right code is not compared either now, on a device that never gave it …
    let link = guest.link.clone();
    let mut elsewhere = guest.house.stranger();
    let answer = guest.give(&mut elsewhere, &code).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("čtvrt hodiny"), "{}", answer.text());
    // … while the device that did is asked nothing.
    assert_eq!(owner.get(&format!("{link}/priprava")).await.status, StatusCode::OK);
    // Staff see it.
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    let page = worker.visit(&guest.staff).await.text();
    assert!(page.contains("Někdo zkouší kód"), "{page}");
    // A quarter of an hour later the owner gets in elsewhere, too.
    let now = guest.house.house.clock.now();
    guest.house.house.clock.set(now.plus_seconds(15 * 60));
    assert_eq!(guest.give(&mut elsewhere, &code).await.status, StatusCode::SEE_OTHER);
}

async fn the_right_code_locks_nobody_out_and_begins_the_count_anew(backend: Backend) {
    let guest = guest(backend).await;
    let code = guest.code().await;
    let before = number(&guest, PROOFS).await;
    // A family of seven telephones.
    for telephone in 1..=7 {
        let status = guest.give(&mut guest.house.stranger(), &code).await.status;
        assert_eq!(status, StatusCode::SEE_OTHER, "telephone {telephone}");
    }
    assert_eq!(number(&guest, PROOFS).await, before + 7);
    // Four mistakes, the right one, four mistakes again: nobody is locked out.
    for round in 0..2 {
        for n in 0..4 {
            let answer = guest.give(&mut guest.house.stranger(), &other(&code, 10 * round + n)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(!answer.text().contains("čtvrt hodiny"), "{}", answer.text());
        }
        let status = guest.give(&mut guest.house.stranger(), &code).await.status;
        assert_eq!(status, StatusCode::SEE_OTHER, "after four mistakes");
    }
    // Mistakes stay for staff to see, and without the right one between them five are the most.
    assert_eq!(number(&guest, GUESSED).await, 8);
    for n in 0..8 {
        guest.give(&mut guest.house.stranger(), &other(&code, 100 + n)).await;
    }
    assert_eq!(number(&guest, GUESSED).await, 13, "more guesses were compared than five");
    let answer = guest.give(&mut guest.house.stranger(), &code).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "a full window opened");
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    let page = worker.visit(&guest.staff).await.text();
    assert!(page.contains("špatných pokusů"), "{page}");
}

async fn a_new_code_a_new_round_and_withdrawing_end_the_old_at_once(backend: Backend) {
    let guest = guest(backend).await;
    let (link, first) = (guest.link.clone(), guest.code().await);
    let mut owner = guest.browser.clone();
    assert_eq!(guest.give(&mut owner, &first).await.status, StatusCode::SEE_OTHER);
    let second = guest.code().await;
    assert_ne!(first, second);
    let inside = format!("{link}/priprava");
    assert_eq!(owner.get(&inside).await.location(), Some(link.as_str()), "an old proof outlived a new code");
    assert_eq!(guest.give(&mut owner, &first).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(guest.give(&mut owner, &second).await.status, StatusCode::SEE_OTHER);
    assert_eq!(owner.get(&inside).await.status, StatusCode::OK);
    // Invited anew: link, code and device are dead.
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    let page = worker.visit(&guest.staff).await;
    let again = page.links().into_iter().find(|l| l.contains("/odeslat?komu=")).expect("inviting again");
    let whom = again.split_once("?komu=").unwrap().1.to_owned();
    let page = worker.visit(&again).await;
    let form = page.forms().into_iter().find(|f| f.action.contains("/odeslat")).expect("sending again");
    let mut fields = form.hidden();
    fields.push(("komu".into(), whom.clone()));
    fields.push(("videno".into(), whom));
    assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(owner.get(&inside).await.status, StatusCode::GONE);
    pripadovka::worker::drain(&guest.house.house).await.unwrap();
    let links = crate::harness::outsiders::links(&guest.house).await;
    let hers = |(to, path): (String, String)| {
        (to.starts_with("marketa.dolezalova") && path != link && path.matches('/').count() == 2)
            .then_some(path)
    };
    let newest = links.into_iter().filter_map(hers).next().expect("a further link");
    let answer = owner.post(&format!("{newest}/otevrit"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let answer = owner.post(&format!("{newest}/kod"), &[("kod".into(), second.clone())]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "a code outlived its round");
    assert_eq!(owner.get(&format!("{newest}/priprava")).await.location(), Some(newest.as_str()));
    assert_eq!(number(&guest, PROOFS).await, 0);
}

/// Somebody of the table of the demo's conference that was held, whom nobody sent an invitation.
async fn seated(house: &TestHouse, name: &str) -> Participant {
    let lookup = Errand::begin(&house.house).lookup();
    participants::find(lookup, Id::from_uuid(house.named(name))).await.unwrap().expect("at the table")
}

/// A door without a link: what a comment typed for somebody leaves.
async fn door_only(house: &TestHouse, participant: &Participant, about: About) {
    let who = participant.clone();
    house
        .house
        .trail
        .run(By::system(participant.office.uuid()), move |mut operation| {
            let who = who.clone();
            async move {
                assert!(doors::ensure_door(&mut operation, &who).await?);
                Ok::<_, Failure>((operation.record(&FeedbackClosed { about }).await?, ()))
            }
        })
        .await
        .unwrap();
}

async fn staff_page(house: &TestHouse, participant: &Participant) -> (Uuid, String) {
    let (invitation,): (Uuid,) = DOOR_OF.bind(participant.id.uuid()).get(&house.raw.0).await.unwrap();
    let conference = participant.conference;
    (invitation, format!("/konference/{conference}/pozvanky/{invitation}"))
}

async fn a_code_from_a_sheet_is_told_anew_when_the_conference_is_closed(backend: Backend) {
    let house = TestHouse::new(backend, Furnished::LivedIn).await;
    let held = house.named("conference.held");
    let (case,): (Uuid,) = CASE_OF.bind(held).get(&house.raw.0).await.unwrap();
    let mother = seated(&house, "participant.held_kucerova").await;
    let sister = seated(&house, "participant.held_ivana").await;
    let (link, lost) = follow_up::door(&house, &mother, case).await;
    door_only(&house, &sister, About { case: Some(case), conference: Some(held) }).await;
    house
        .meddle(async |mut work| {
            CLOSED.bind(held).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    let (_, hers) = staff_page(&house, &mother).await;
    let (without, nowhere) = staff_page(&house, &sister).await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    let list = worker.visit(&format!("/konference/{held}/pozvanky")).await.links();
    assert!(list.contains(&hers), "nobody finds whom to tell a code: {list:?}");
    assert!(!list.contains(&nowhere), "a code would open nothing");
    // Her page offers a code and nothing else.
    let page = worker.visit(&hers).await;
    let forms = page.forms();
    for none in ["/odpoved", "/predano", "/odvolat", "/hovor"] {
        let offered = page.links().iter().any(|link| link.ends_with(none))
            || forms.iter().any(|form| form.action.ends_with(none));
        assert!(!offered, "{none} for somebody who was sent nothing");
    }
    let form = forms.into_iter().find(|form| form.action.ends_with("/kod")).expect("to tell a code");
    let answer = worker.submit(&form, &form.hidden()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let told = answer.page().texts(".code b").first().expect("a code").clone();
    // The link of the sheet leads on; the lost code opens nothing any more.
    for (code, opens) in [(&lost, StatusCode::UNPROCESSABLE_ENTITY), (&told, StatusCode::SEE_OTHER)] {
        let fields = [("kod".to_owned(), code.clone())];
        let answer = house.stranger().post(&format!("{link}/kod"), &fields).await;
        assert_eq!(answer.status, opens, "{}", answer.text());
    }
    // Who holds no link is told no code, whoever asks and at whatever address.
    let answer = worker.post(&format!("{nowhere}/kod"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let (codes,): (i64,) = CODES.bind(without).get(&house.raw.0).await.unwrap();
    assert_eq!(codes, 0);
    let officer =
        house.browser_of(Person::DataProtectionOfficer).await.post(&format!("{hers}/kod"), &[]).await;
    assert_eq!(officer.status, StatusCode::FORBIDDEN);
}

async fn an_outsiders_first_page_is_light_and_needs_no_script(backend: Backend) {
    let mut guest = guest(backend).await;
    let link = guest.link.clone();
    let mut bytes = 0;
    for address in [link.as_str(), "/assets/outside.css", "/assets/favicon.svg"] {
        let answer = guest
            .browser
            .send_with(axum::http::Method::GET, address, None, &[("accept-encoding", "gzip")])
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        bytes += answer.body.len();
    }
    eprintln!("first page of an outsider: {bytes} bytes compressed");
    assert!(bytes <= 60 * 1024, "{bytes} bytes");
    let page = guest.browser.get(&link).await.text();
    assert!(!page.contains("<script"), "the page needs a script");
}

/// Both databases for each promise.
macro_rules! both {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(Backend::Sqlite).await; })+
        }
        mod on_postgres {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(Backend::Postgres).await; })+
        }
    };
}
both!(
    the_link_alone_shows_logistics_and_the_code_what_is_behind,
    a_thousand_parallel_guesses_are_stopped_after_five_and_the_owner_is_not_locked_out,
    the_right_code_locks_nobody_out_and_begins_the_count_anew,
    a_new_code_a_new_round_and_withdrawing_end_the_old_at_once,
    a_code_from_a_sheet_is_told_anew_when_the_conference_is_closed,
    an_outsiders_first_page_is_light_and_needs_no_script,
);
