//! Signing in from the handed-over password to the second factor, and what the trail says of it.

use crate::harness::browser::ORIGIN;
use crate::harness::html::Page;
use crate::harness::trace::{By, Watch};
use crate::harness::{Browser, Person, TestHouse};
use crate::on_both;
use axum::http::{Method, StatusCode};
use hmac::{Hmac, KeyInit, Mac};

/// The routes of the acts below; `audit_coverage` counts on them.
pub const WRITTEN: &[&str] = &[
    "/prihlaseni",
    "/prihlaseni/nove-heslo",
    "/prihlaseni/druhy-faktor",
    "/prihlaseni/overeni",
    "/ucet/heslo",
    "/ucet/druhy-faktor",
    "/sprava/uzivatele/{uzivatel}/druhy-faktor",
];

const WHO: Person = Person::CoWorker;
const LOGIN: &str = "co_worker@urad.example";
const OWN: &str = "tři veverky na starém dubu";

/// What an authenticator shows for a key that was typed into it: RFC 6238, reckoned apart from the program.
fn shown(key: &str, unix_seconds: i64) -> String {
    let (mut bits, mut count, mut secret) = (0u32, 0u32, Vec::new());
    for letter in key.chars().filter(|c| !c.is_whitespace()) {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).expect("base32");
        (bits, count) = ((bits << 5) | u32::try_from(value).unwrap(), count + 5);
        if count >= 8 {
            count -= 8;
            secret.push(u8::try_from((bits >> count) & 0xff).unwrap());
        }
    }
    let mut mac = <Hmac<sha1::Sha1> as KeyInit>::new_from_slice(&secret).unwrap();
    mac.update(&unix_seconds.div_euclid(30).to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest[19] & 15);
    let four: [u8; 4] = digest[offset..offset + 4].try_into().unwrap();
    format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

fn now(house: &TestHouse) -> i64 {
    house.house.clock.now().timestamp().as_second()
}

/// Time for the next code.
fn wait(house: &TestHouse, seconds: i64) {
    house.house.clock.set(house.house.clock.now().plus_seconds(seconds));
}

/// The key that a page asks to be typed into the telephone.
fn key(page: &Page) -> String {
    page.texts("code#klic").first().unwrap_or_else(|| panic!("no key: {}", page.text())).clone()
}

/// The administrator hands a password over; it is shown once.
async fn handed_over(house: &TestHouse) -> String {
    let mut browser = house.browser_of(Person::Administrator).await;
    let account = format!("/sprava/uzivatele/{}", house.cast.id(WHO));
    let watch = Watch::begin(house).await;
    let answer = browser.post(&format!("{account}/heslo"), &[]).await;
    let password = answer.page().texts("code#heslo").first().expect("the password").clone();
    let event = watch.expect(house, "user.password_reset", By::Staff(Person::Administrator), None).await;
    assert!(!event.detail.contains(&password));
    assert!(!browser.visit(&account).await.html.contains(&password), "the password is shown again");
    password
}

async fn give(browser: &mut Browser, login: &str, password: &str) -> Page {
    browser.fill_form("/prihlaseni?zpet=/pripady", &[("jmeno", login), ("heslo", password)]).await
}

/// From the handed-over password to a session: the browser, and the key in the telephone.
async fn enrol(house: &TestHouse) -> (Browser, String) {
    let start = handed_over(house).await;
    let mut browser = house.stranger();
    let page = give(&mut browser, LOGIN, &start).await;
    assert!(page.url.starts_with("/prihlaseni/nove-heslo"), "{}", page.url);
    let watch = Watch::begin(house).await;
    let page = browser.fill_form(&page.url, &[("nove", OWN), ("znovu", OWN)]).await;
    watch.expect(house, "account.password_changed", By::Staff(WHO), None).await;
    assert!(page.url.starts_with("/prihlaseni/druhy-faktor"), "{}", page.url);
    assert_eq!(
        browser.get("/pripady").await.status,
        StatusCode::SEE_OTHER,
        "the password alone opens the house"
    );
    let key = key(&page);
    let watch = Watch::begin(house).await;
    let page = browser.fill_form(&page.url, &[("kod", &shown(&key, now(house)))]).await;
    assert_eq!((page.status, page.url.as_str()), (StatusCode::OK, "/pripady"), "{:?}", page.problems());
    watch.expect(house, "account.second_factor_set", By::Staff(WHO), None).await;
    let event = watch.expect(house, "account.signed_in", By::Staff(WHO), None).await;
    assert!(event.detail.contains("\"second_factor\":true"), "{}", event.detail);
    (browser, key)
}

/// Password and code; where the browser then is.
async fn enter(house: &TestHouse, browser: &mut Browser, password: &str, code: &str) -> Page {
    let page = give(browser, LOGIN, password).await;
    assert!(page.url.starts_with("/prihlaseni/overeni"), "{} {:?}", page.url, page.problems());
    let watch = Watch::begin(house).await;
    let page = browser.fill_form(&page.url, &[("kod", code)]).await;
    if page.status == StatusCode::OK {
        watch.expect(house, "account.signed_in", By::Staff(WHO), None).await;
    } else {
        let event = watch.expect(house, "account.sign_in_failed", By::Nobody, None).await;
        assert!(event.detail.contains("second_factor"), "{}", event.detail);
        assert_eq!(browser.get("/pripady").await.status, StatusCode::SEE_OTHER);
    }
    page
}

on_both!(
    async fn a_handed_over_password_leads_through_an_own_one_and_the_telephone_into_the_house(
        house: TestHouse,
    ) {
        let (mut browser, key) = enrol(&house).await;
        let watch = Watch::begin(&house).await;
        browser.post("/odhlasit", &[]).await;
        watch.expect(&house, "account.signed_out", By::Staff(WHO), None).await;
        assert_eq!(browser.get("/pripady").await.status, StatusCode::SEE_OTHER);
        // The code that was used once opens nothing again; the next one does.
        let used = shown(&key, now(&house));
        let page = enter(&house, &mut browser, OWN, &used).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a code worked twice");
        wait(&house, 60);
        let page = enter(&house, &mut browser, OWN, &shown(&key, now(&house))).await;
        assert_eq!((page.status, page.url.as_str()), (StatusCode::OK, "/pripady"), "{:?}", page.problems());
    }
);

on_both!(
    async fn a_wrong_name_or_password_is_refused_alike_and_written_down_without_what_was_typed(
        house: TestHouse,
    ) {
        handed_over(&house).await;
        let mut pages = Vec::new();
        for (login, known) in [(LOGIN, true), ("nikdo.takovy@urad.example", false)] {
            let mut browser = house.stranger();
            let watch = Watch::begin(&house).await;
            let page = give(&mut browser, login, "hádám naslepo 123").await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            let event = watch.expect(&house, "account.sign_in_failed", By::Nobody, None).await;
            assert!(
                !event.detail.contains("hádám") && !event.detail.contains("urad.example"),
                "{}",
                event.detail
            );
            assert_eq!(event.detail.contains(&house.cast.id(WHO).to_string()), known, "{}", event.detail);
            assert_eq!(event.office == house.cast.office, known);
            assert!(!page.html.contains("hádám"), "the password stands in the page");
            pages.push(page.text());
        }
        assert_eq!(pages[0], pages[1], "the page tells whether the account exists");
    }
);

on_both!(
    async fn guessing_is_slowed_down_and_even_the_right_password_waits(house: TestHouse) {
        let start = handed_over(&house).await;
        for _ in 0..5 {
            let page = give(&mut house.stranger(), LOGIN, "hádám naslepo 123").await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let page = give(&mut house.stranger(), LOGIN, &start).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "the sixth guess was answered at once");
        wait(&house, 900);
        let page = give(&mut house.stranger(), LOGIN, &start).await;
        assert!(page.url.starts_with("/prihlaseni/nove-heslo"), "{}", page.url);
    }
);

on_both!(
    async fn codes_cannot_be_guessed_either(house: TestHouse) {
        let (_, key) = enrol(&house).await;
        wait(&house, 60);
        let right = shown(&key, now(&house));
        let wrong = if right == "000000" { "111111" } else { "000000" };
        let mut browser = house.stranger();
        for _ in 0..5 {
            let page = enter(&house, &mut browser, OWN, wrong).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let page = give(&mut browser, LOGIN, OWN).await;
        let page = browser.fill_form(&page.url, &[("kod", &right)]).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "the sixth guess was answered at once");
    }
);

on_both!(
    async fn a_changed_password_or_telephone_ends_the_sessions_elsewhere(house: TestHouse) {
        let (mut browser, _) = enrol(&house).await;
        let mut elsewhere = house.browser_of(WHO).await;
        let watch = Watch::begin(&house).await;
        let new = "pět ježků pod hruškou";
        let wrong = [("nynejsi", "něco jiného 123"), ("nove", new), ("znovu", new)];
        let page = browser.fill_form("/ucet/heslo", &wrong).await;
        assert!(!page.problems().is_empty(), "the present password is not asked for");
        assert_eq!(elsewhere.get("/pripady").await.status, StatusCode::OK);
        let page = browser.fill_form("/ucet/heslo", &[("nynejsi", OWN), ("nove", new), ("znovu", new)]).await;
        assert_eq!(page.status, StatusCode::OK, "{:?}", page.problems());
        watch.expect(&house, "account.password_changed", By::Staff(WHO), None).await;
        assert_eq!(elsewhere.get("/pripady").await.status, StatusCode::SEE_OTHER, "another session goes on");

        let mut elsewhere = house.browser_of(WHO).await;
        let page = browser.visit("/ucet/druhy-faktor").await;
        let form = page.forms().into_iter().find(|f| f.asks() == ["kod", "nynejsi"]).expect("the form");
        let code = shown(&key(&page), now(&house));
        let mut fields = form.hidden();
        fields.extend([("kod".into(), code), ("nynejsi".into(), new.into())]);
        let watch = Watch::begin(&house).await;
        let answer = browser.submit(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        watch.expect(&house, "account.second_factor_set", By::Staff(WHO), None).await;
        assert_eq!(elsewhere.get("/pripady").await.status, StatusCode::SEE_OTHER, "another session goes on");
        assert_eq!(browser.get("/pripady").await.status, StatusCode::OK);
    }
);

on_both!(
    async fn a_lost_telephone_is_taken_off_by_the_administrator_and_set_up_anew(house: TestHouse) {
        let (_, _) = enrol(&house).await;
        let mut administrator = house.browser_of(Person::Administrator).await;
        let watch = Watch::begin(&house).await;
        let address = format!("/sprava/uzivatele/{}", house.cast.id(WHO));
        let page = administrator.visit(&address).await;
        let form =
            page.forms().into_iter().find(|f| f.action.ends_with("/druhy-faktor")).expect("the button");
        let answer = administrator.submit(&form, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        watch.expect(&house, "user.second_factor_reset", By::Staff(Person::Administrator), None).await;
        let page = give(&mut house.stranger(), LOGIN, OWN).await;
        assert!(page.url.starts_with("/prihlaseni/druhy-faktor"), "{}", page.url);
    }
);

on_both!(
    async fn a_handed_over_password_runs_out_and_steps_cannot_be_skipped(house: TestHouse) {
        let start = handed_over(&house).await;
        let mut browser = house.stranger();
        let page = give(&mut browser, LOGIN, &start).await;
        assert!(page.url.starts_with("/prihlaseni/nove-heslo"));
        // Past the own password, straight to the telephone or the code.
        for step in ["/prihlaseni/druhy-faktor", "/prihlaseni/overeni"] {
            assert!(
                browser.visit(step).await.url.starts_with("/prihlaseni/nove-heslo"),
                "{step} can be skipped to"
            );
            let watch = Watch::begin(&house).await;
            let answer = browser.post(step, &[("kod".into(), "000000".into())]).await;
            assert!(answer.location().is_some_and(|to| to.starts_with("/prihlaseni/nove-heslo")), "{step}");
            assert!(watch.since(&house).await.is_empty());
        }
        let answer = browser.send(Method::GET, &format!("{ORIGIN}/pripady"), None).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        wait(&house, 15 * 24 * 3600);
        let page = give(&mut house.stranger(), LOGIN, &start).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a start password works for ever");
    }
);

#[test]
fn the_reckoned_code_is_that_of_the_standard() {
    // RFC 6238, appendix B: the last six digits at 59 s.
    assert_eq!(shown("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", 59), "287082");
}
