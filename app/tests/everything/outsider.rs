//! What an invited person asks and what staff answer, step by step, with the event that each must leave.

use crate::acts::{Acts, behind, done, form_of, send};
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Furnished, Person, TestHouse};
use crate::invited;
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

/// Somebody with a link, and where staff find them.
pub struct Guest {
    pub house: TestHouse,
    pub browser: Browser,
    pub link: String,
    /// The page of the invitation for staff.
    pub staff: String,
    pub invitation: Uuid,
    pub case: Uuid,
}

/// The conference that a link invites to.
async fn conference_of(house: &TestHouse, link: &str) -> Uuid {
    let token = pripadovka::kernel::Token::parse(link.trim_start_matches("/p/")).expect("a link");
    let of = Sql::new(
        "CONFERENCE_OF",
        "SELECT i.conference_id FROM invitation_link l JOIN invitation i ON i.id = l.invitation_id WHERE l.token_hash = $1",
    );
    let (conference,): (Uuid,) = of.bind(token.hash()).get(&house.raw.0).await.unwrap();
    conference
}

/// A house in which mails have left, and somebody who opened theirs. Of the mother, if her mail is among them.
pub async fn guest(backend: Backend) -> Guest {
    let house = TestHouse::new(backend, Furnished::LivedIn).await;
    invited::send(&house).await;
    let links = crate::harness::outsiders::links(&house).await;
    let mut hers =
        links.into_iter().filter(|(to, _)| to.starts_with("marketa.dolezalova")).map(|(_, link)| link);
    let link = hers.next_back().expect("the mother's mail has left the house");
    let (invitation, case) = behind(&house, &link).await;
    let main = conference_of(&house, &link).await;
    let mut browser = house.stranger();
    let page = browser.visit(&link).await;
    if let Some(form) = page.forms().into_iter().find(|form| form.action.ends_with("/otevrit")) {
        browser.submit(&form, &[]).await;
    }
    Guest {
        staff: format!("/konference/{main}/pozvanky/{invitation}"),
        house,
        browser,
        link,
        invitation,
        case,
    }
}

impl Guest {
    /// Staff make a code; what they read out.
    pub async fn code(&self) -> String {
        let mut worker = self.house.browser_of(Person::Coordinator).await;
        let answer = worker.post(&format!("{}/kod", self.staff), &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.page().problems());
        answer.page().texts(".code b").first().expect("a code").clone()
    }

    /// Somebody at the link gives a code.
    pub async fn give(&self, browser: &mut Browser, code: &str) -> crate::harness::browser::Answer {
        browser.post(&format!("{}/kod", self.link), &[("kod".into(), code.into())]).await
    }
}

/// What the person says and asks, then what staff do about it.
pub async fn ask_and_be_answered(acts: &mut Acts, backend: Backend) {
    let mut guest = guest(backend).await;
    let (link, staff, case) = (guest.link.clone(), guest.staff.clone(), guest.case);
    for (step, code, answers, secret) in [
        (
            "/potreby",
            "invitation.needs_said",
            &[("potreba", "interpreter"), ("potreba_slova", "arabsky prosim")][..],
            "arabsky",
        ),
        (
            "/zastup",
            "invitation.substitute_named",
            &[
                ("zastup_jmeno", "Ludmila Zástupová"),
                ("zastup_role", "teta"),
                ("zastup_kontakt", "600 777 888"),
            ],
            "Ludmila",
        ),
        ("/zadost", "invitation.information_requested", &[("zadost_slova", "Co bude s bytem?")], "bytem"),
        ("/jazyk", "invitation.language", &[("jazyk", "uk")], "Українська"),
    ] {
        let form = form_of(&mut guest.browser, &link, step).await;
        let watch = Watch::begin(&guest.house).await;
        done(&send(acts, &mut guest.browser, &form, answers).await);
        let event = watch.expect(&guest.house, code, By::Outsider, Some(case)).await;
        assert_eq!(event.actor, Some(guest.invitation));
        assert!(!event.detail.contains(secret), "{}", event.detail);
        // Whoever holds the link alone reads nothing of it.
        let page = guest.house.stranger().get(&link).await.text();
        let told = ["arabsky", "Ludmila", "600 777", "bytem"].iter().find(|word| page.contains(**word));
        assert!(told.is_none(), "the link alone tells {told:?}");
    }
    let page = guest.browser.visit(&link).await;
    assert!(page.html.contains("<html lang=\"uk\"") && page.text().contains("Підготовка"), "{}", page.text());
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    let page = worker.visit(&staff).await;
    for word in ["Ludmila Zástupová", "600 777 888", "Co bude s bytem?"] {
        assert!(page.text().contains(word), "staff do not read {word}: {}", page.text());
    }
    for (step, code, answers) in [
        ("/kod", "invitation.code_made", &[][..]),
        ("/zadost", "invitation.request_settled", &[]),
        ("/zastup", "invitation.substitute_decided", &[("rozhodnuti", "ano")]),
    ] {
        let form = form_of(&mut worker, &staff, step).await;
        let watch = Watch::begin(&guest.house).await;
        let answer = send(acts, &mut worker, &form, answers).await;
        assert!(
            [StatusCode::OK, StatusCode::SEE_OTHER].contains(&answer.status),
            "{step}: {}",
            answer.status
        );
        watch.expect(&guest.house, code, By::Staff(Person::Coordinator), Some(case)).await;
    }
    // The substitute sits at the table and has an invitation of their own to be sent; nothing reached them.
    let list = staff.rsplit_once('/').unwrap().0.to_owned();
    assert!(worker.visit(&list).await.text().contains("Ludmila Zástupová"));
    let instead = Sql::new(
        "INSTEAD",
        "SELECT count(*) FROM participant p JOIN invitation i ON i.participant_id = p.instead_of WHERE i.id = $1",
    );
    let (seated,): (i64,) = instead.bind(guest.invitation).get(&guest.house.raw.0).await.unwrap();
    assert_eq!(seated, 1, "nobody knows for whom the substitute comes");
    let code = guest.code().await;
    let form = form_of(&mut guest.browser, &link, "/kod").await;
    let watch = Watch::begin(&guest.house).await;
    done(&send(acts, &mut guest.browser, &form, &[("kod", &code)]).await);
    watch.expect(&guest.house, "invitation.proof_given", By::Outsider, Some(case)).await;
    let form = form_of(&mut guest.browser, &format!("{link}/priprava"), "/skoncit").await;
    let watch = Watch::begin(&guest.house).await;
    done(&send(acts, &mut guest.browser, &form, &[]).await);
    watch.expect(&guest.house, "invitation.proof_ended", By::Outsider, Some(case)).await;
    let after = guest.browser.get(&format!("{link}/priprava")).await;
    assert_eq!(after.location(), Some(link.as_str()), "the page stays open after the person has ended");
}

/// Links to confirm that something was destroyed, in the mails that left.
pub async fn links_to_confirm(house: &TestHouse) -> Vec<String> {
    let links = crate::harness::outsiders::links(house).await;
    links.into_iter().map(|(_, link)| link).filter(|link| link.ends_with("/smazani")).collect()
}

/// Somebody from whom an invitation is taken back, asked by mail and by letter, and their confirmation.
pub async fn call_back(acts: &mut Acts, backend: Backend) {
    let guest = guest(backend).await;
    let (staff, case) = (guest.staff.clone(), guest.case);
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    let form = form_of(&mut worker, &format!("{staff}/odvolat"), "/odvolat").await;
    let watch = Watch::begin(&guest.house).await;
    done(&send(acts, &mut worker, &form, &[("duvod", "Přišla na adresu, kterou už nemá.")]).await);
    let event =
        watch.expect(&guest.house, "invitation.recalled", By::Staff(Person::Coordinator), Some(case)).await;
    assert!(!event.detail.contains("adresu"), "{}", event.detail);
    pripadovka::worker::drain(&guest.house.house).await.unwrap();
    let page = worker.visit(&staff).await.text();
    assert!(page.contains("kterou už nemá") && page.contains("zatím nepotvrzeno"), "{page}");
    let link = links_to_confirm(&guest.house).await.pop().expect("a mail that asks to destroy");
    let form = form_of(&mut worker, &staff, "/prosba").await;
    let watch = Watch::begin(&guest.house).await;
    done(&send(acts, &mut worker, &form, &[]).await);
    watch.expect(&guest.house, "invitation.erasure_asked", By::Staff(Person::Coordinator), Some(case)).await;
    let mut stranger = guest.house.stranger();
    let form = form_of(&mut stranger, &link, "/smazani").await;
    let watch = Watch::begin(&guest.house).await;
    done(&send(acts, &mut stranger, &form, &[]).await);
    watch.expect(&guest.house, "invitation.erasure_confirmed", By::Outsider, Some(case)).await;
    assert!(worker.visit(&staff).await.text().contains("smazání potvrzeno"));

    let guest = self::guest(backend).await;
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    let form = form_of(&mut worker, &format!("{}/odvolat", guest.staff), "/odvolat").await;
    done(&send(acts, &mut worker, &form, &[("duvod", "Omylem.")]).await);
    let form = form_of(&mut worker, &guest.staff, "/smazano").await;
    let watch = Watch::begin(&guest.house).await;
    done(&send(acts, &mut worker, &form, &[]).await);
    let by = By::Staff(Person::Coordinator);
    watch.expect(&guest.house, "invitation.erasure_confirmed", by, Some(guest.case)).await;
}

on_both!(
    async fn calling_everything_back_kills_all_links_at_once_and_says_what_was_opened(house: TestHouse) {
        let main = house.named("conference.main");
        let mut links = Vec::new();
        for link in invited::send(&house).await {
            if conference_of(&house, &link).await == main {
                links.push(link);
            }
        }
        assert!(links.len() > 1, "too few mails left the house");
        let mut guest = house.stranger();
        for (_, link) in links.iter().enumerate().take(1) {
            let page = guest.visit(link).await;
            if let Some(form) = page.forms().into_iter().find(|form| form.action.ends_with("/otevrit")) {
                guest.submit(&form, &[]).await;
            }
            assert_eq!(guest.get(&format!("{link}/kalendar.ics")).await.status, StatusCode::OK);
        }
        let mut worker = house.browser_of(Person::Coordinator).await;
        let address = format!("/konference/{main}/pozvanky/odvolani");
        let page = worker.visit(&address).await;
        assert!(page.text().contains("stáhl(a) termín do kalendáře"), "{}", page.text());
        assert!(page.text().contains("otevřel(a) pozvánku"));
        let form = page.forms().into_iter().find(|form| form.action.ends_with("/odvolani")).expect("the act");
        let everybody: Vec<(String, String)> = form
            .fields
            .iter()
            .filter(|field| field.name == "pozvanka")
            .map(|field| ("pozvanka".to_owned(), field.value.clone()))
            .collect();
        // Without a reason nothing happens, and what was chosen stays.
        let again = worker.submit(&form, &everybody).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(house.stranger().get(&links[0]).await.status, StatusCode::OK);
        let mut fields = everybody;
        fields.push(("duvod".into(), "Omylem odešly se starým místem.".into()));
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        for link in &links {
            assert_eq!(
                house.stranger().get(link).await.status,
                StatusCode::GONE,
                "a link outlived the recall"
            );
        }
        let left = Sql::new(
            "LEFT",
            "SELECT count(*) FROM invitation_link l JOIN invitation i ON i.id = l.invitation_id WHERE i.conference_id = $1",
        );
        let (count,): (i64,) = left.bind(main).get(&house.raw.0).await.unwrap();
        assert_eq!(count, 0);
    }
);
