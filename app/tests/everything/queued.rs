//! What waits in the queue when something changes: a fact is protected, or this house itself fails. Nothing leaves, and
//! nothing waits for ever.

use crate::acts::form_of;
use crate::harness::forms::plausible;
use crate::harness::html::Form;
use crate::harness::{Browser, Person, TestHouse};
use crate::{invited, on_both};
use axum::http::StatusCode;
use portable_sql::Sql;

/// A form filled in, with some of its fields answered otherwise.
fn with(form: &Form, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = plausible(form);
    fields.retain(|(name, _)| !answers.iter().any(|(n, _)| n == name));
    fields.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

/// Somebody writes down that this must reach nobody.
async fn protect(house: &TestHouse, worker: &mut Browser, kind: &str, value: &str) {
    let case = house.named("case.dolezalovi");
    let form = form_of(worker, &format!("/pripady/{case}/chranene/novy"), "/novy").await;
    let about = format!("dite-{}", house.named("child.eliska"));
    let typed = [("druh", kind), ("o_kom", about.as_str()), ("udaj", value), ("pred_kym", "nikdo")];
    let kept = worker.submit(&form, &with(&form, &typed)).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{:?}", kept.page().problems());
}

async fn count(house: &TestHouse, text: &'static str) -> i64 {
    let (count,): (i64,) = Sql::new("COUNT", text).statement().get(&house.raw.0).await.unwrap();
    count
}

async fn meddle(house: &TestHouse, text: &'static str) {
    let change = Sql::new("CHANGE", text);
    house
        .meddle(async |mut work| {
            change.statement().execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
}

/// Calls everything back that lives.
async fn call_back(worker: &mut Browser, home: &str) {
    let page = worker.visit(&format!("{home}/pozvanky/odvolani")).await;
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/odvolani")).expect("the act");
    let chosen = form.fields.iter().filter(|field| field.name == "pozvanka");
    let mut fields: Vec<(String, String)> =
        chosen.map(|field| ("pozvanka".to_owned(), field.value.clone())).collect();
    fields.push(("duvod".into(), "Omylem odešly se starým místem.".into()));
    assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
}

/// The number that everybody is told to call; it stands in every mail.
const PHONE: &str = "585 000 111";

on_both!(
    async fn word_of_a_change_and_a_request_to_destroy_do_not_leave_with_a_fact_protected_meanwhile(
        house: TestHouse,
    ) {
        invited::send(&house).await;
        let home = format!("/konference/{}", house.named("conference.main"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        call_back(&mut worker, &home).await;
        let words = count(&house, "SELECT count(*) FROM invitation_notice WHERE state = 'queued'").await;
        let asked = count(&house, "SELECT count(*) FROM invitation_erasure WHERE state = 'queued'").await;
        assert!(words > 0 && asked > 0, "nobody would get a mail");
        protect(&house, &mut worker, "phone", PHONE).await;

        let mails = house.house.exit.transport.kept().await.unwrap().len();
        pripadovka::worker::drain(&house.house).await.unwrap();
        assert_eq!(house.house.exit.transport.kept().await.unwrap().len(), mails, "a mail left");
        let failed =
            "SELECT count(*) FROM invitation_notice WHERE state = 'failed' AND trouble = 'protected'";
        assert_eq!(count(&house, failed).await, words, "words that nobody will hear of");
        let open = "SELECT count(*) FROM invitation_erasure WHERE state = 'open' AND trouble = 'protected'";
        assert_eq!(count(&house, open).await, asked, "requests that nobody makes");
        let given_up = "SELECT count(*) FROM job WHERE state = 'given_up' AND last_error = 'protected'";
        assert_eq!(count(&house, given_up).await, words + asked);

        // Both are said on the desk and where the person is.
        let list = worker.visit(&format!("{home}/pozvanky")).await;
        assert!(list.text().contains("Komu to musíte říct sami"), "{}", list.text());
        let stopped = "SELECT count(*) FROM audit_event WHERE code = 'invitation.erasure_trouble'";
        assert_eq!(count(&house, stopped).await, asked);
        let one = worker.visit(&format!("{home}/pozvanky/ukoly")).await;
        let one = one.attributes("a", "href").into_iter().find(|href| href.contains("/pozvanky/0"));
        let page = worker.visit(&one.expect("somebody who did not confirm")).await.text();
        assert!(page.contains("E-mail s prosbou nedorazil. Je v ní chráněný údaj"), "{page}");
        assert!(page.contains("e-mail neodešel, je potřeba říct. Je v ní chráněný údaj"), "{page}");
    }
);

on_both!(
    async fn a_mailbox_written_to_by_mistake_is_asked_to_destroy_after_its_address_was_corrected(
        house: TestHouse,
    ) {
        invited::send(&house).await;
        let home = format!("/konference/{}", house.named("conference.main"));
        let invitations = house.house.exit.transport.kept().await.unwrap();
        let wrong: Vec<String> = invitations.iter().map(|mail| mail.envelope_to.clone()).collect();
        // Other conferences send too; only this one is called back.
        let of_this = Sql::new(
            "MAILED",
            "SELECT count(*) FROM invitation_message m JOIN invitation i ON i.id = m.invitation_id WHERE i.conference_id = $1",
        );
        let main = house.named("conference.main");
        let (mailed,): (i64,) = of_this.bind(main).get(&house.raw.0).await.unwrap();
        assert!(mailed > 0);
        // Nobody is reached there any more: in the case no address is left.
        meddle(&house, "UPDATE person SET email = NULL").await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        call_back(&mut worker, &home).await;
        pripadovka::worker::drain(&house.house).await.unwrap();

        let all = house.house.exit.transport.kept().await.unwrap();
        let asked: Vec<String> =
            all.iter().skip(invitations.len()).map(|mail| mail.envelope_to.clone()).collect();
        assert_eq!(i64::try_from(asked.len()).unwrap(), mailed, "{asked:?}");
        for mailbox in &asked {
            assert!(wrong.contains(mailbox), "{mailbox} got no invitation");
        }
    }
);

on_both!(
    async fn what_this_house_fails_to_make_six_times_is_given_up_visibly(house: TestHouse) {
        invited::send(&house).await;
        let home = format!("/konference/{}", house.named("conference.main"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        // A new day: invitations wait; called back: words and requests wait as well.
        let form = form_of(&mut worker, &format!("{home}/termin"), "/termin").await;
        let moved = worker.submit(&form, &with(&form, &[("den", "17. 12. 2026")])).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER);
        let form = form_of(&mut worker, &format!("{home}/pozvanky/odeslat"), "/odeslat").await;
        let (answer, _) = crate::harness::forms::persuade(&mut worker, &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let queued = "SELECT count(*) FROM invitation WHERE state = 'queued' AND channel = 'email'";
        let waiting = count(&house, queued).await;
        assert!(waiting > 0);
        // Nobody's address can be opened any more; five tries are over.
        meddle(&house, "UPDATE job SET attempts = 5 WHERE state = 'waiting'").await;
        let spoil = Sql::new("SPOIL", "UPDATE person SET email = $1 WHERE email IS NOT NULL");
        house
            .meddle(async |mut work| {
                spoil.bind(vec![1_u8, 2, 3]).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        pripadovka::worker::drain(&house.house).await.unwrap();
        assert_eq!(count(&house, queued).await, 0, "they would wait for ever");
        let failed = "SELECT count(*) FROM invitation WHERE state = 'failed' AND trouble = 'failure'";
        assert_eq!(count(&house, failed).await, waiting);
    }
);

on_both!(
    async fn requests_and_words_that_fail_six_times_become_tasks(house: TestHouse) {
        invited::send(&house).await;
        let home = format!("/konference/{}", house.named("conference.main"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        call_back(&mut worker, &home).await;
        let words = count(&house, "SELECT count(*) FROM invitation_notice WHERE state = 'queued'").await;
        let asked = count(&house, "SELECT count(*) FROM invitation_erasure WHERE state = 'queued'").await;
        meddle(&house, "UPDATE job SET attempts = 5 WHERE state = 'waiting'").await;
        let spoil = Sql::new("SPOIL", "UPDATE person SET email = $1 WHERE email IS NOT NULL");
        house
            .meddle(async |mut work| {
                spoil.bind(vec![1_u8, 2, 3]).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        pripadovka::worker::drain(&house.house).await.unwrap();
        let failed = "SELECT count(*) FROM invitation_notice WHERE state = 'failed' AND trouble = 'failure'";
        assert_eq!(count(&house, failed).await, words);
        let open = "SELECT count(*) FROM invitation_erasure WHERE state = 'open' AND trouble = 'failure'";
        assert_eq!(count(&house, open).await, asked);
    }
);

/// Somebody is invited by letter: where the letter is filed, and the page of the invitation.
async fn by_letter(house: &TestHouse, worker: &mut Browser, home: &str) -> (String, String) {
    let reader = house.named("participant.dolezalova").to_string();
    let list = format!("{home}/pozvanky?komu={reader}");
    let form = form_of(worker, &list, "/zpusob").await;
    let chosen = worker.submit(&form, &with(&form, &[("zpusob", "letter")])).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    let form = form_of(worker, &format!("{home}/pozvanky/odeslat?komu={reader}"), "/odeslat").await;
    let sent = worker.submit(&form, &with(&form, &[("komu", &reader), ("videno", &reader)])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{:?}", sent.page().problems());
    let of = Sql::new("LETTER_OF", "SELECT id, document_id FROM invitation WHERE participant_id = $1");
    let found = of.bind(house.named("participant.dolezalova")).get(&house.raw.0).await.unwrap();
    let (invitation, document): (uuid::Uuid, uuid::Uuid) = found;
    (format!("/dokumenty/{document}"), format!("{home}/pozvanky/{invitation}"))
}

on_both!(
    async fn a_filed_letter_does_not_leave_with_a_fact_protected_meanwhile_until_the_head_says_why(
        house: TestHouse,
    ) {
        let home = format!("/konference/{}", house.named("conference.main"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        let (document, page) = by_letter(&house, &mut worker, &home).await;
        let file = format!("{document}/soubor");
        assert_eq!(worker.get(&file).await.status, StatusCode::OK);
        let posted = form_of(&mut worker, &page, "/predano").await;
        protect(&house, &mut worker, "phone", PHONE).await;

        let kept = worker.get(&file).await;
        assert_eq!(kept.status, StatusCode::CONFLICT, "the letter can be printed");
        assert!(!kept.body.starts_with(b"%PDF"));
        assert!(kept.text().contains("chráněný údaj"), "{}", kept.text());
        let handed = worker.submit(&posted, &plausible(&posted)).await;
        assert_eq!(handed.status, StatusCode::CONFLICT, "it was written down as posted");
        assert!(handed.text().contains("Nezapsáno."), "{}", handed.text());
        let left = "SELECT count(*) FROM invitation WHERE handed_on IS NULL AND state = 'queued' AND channel = 'letter'";
        assert!(count(&house, left).await >= 1);

        // The way to a justification stands there; with it the letter goes.
        let justify = kept.page().attributes("a", "href").into_iter().find(|href| href.contains("/udaj/"));
        let justify = justify.expect("a way to a justification");
        let mut head = house.browser_of(Person::Head).await;
        let form = head.visit(&justify).await;
        let form =
            form.forms().into_iter().find(|f| !f.get && f.asks().contains(&"duvod")).expect("the question");
        let why = "Na tohle číslo se má volat, tají se jen v jiné věci.";
        let done = head.submit(&form, &with(&form, &[("duvod", why), ("vim", "ano")])).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{:?}", done.page().problems());
        assert_eq!(worker.get(&file).await.status, StatusCode::OK);
        assert_eq!(worker.submit(&posted, &plausible(&posted)).await.status, StatusCode::SEE_OTHER);
    }
);

on_both!(
    async fn a_filed_letter_that_does_not_hold_any_more_is_not_printed(house: TestHouse) {
        let home = format!("/konference/{}", house.named("conference.main"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        let (document, page) = by_letter(&house, &mut worker, &home).await;
        let posted = form_of(&mut worker, &page, "/predano").await;
        let form = form_of(&mut worker, &format!("{home}/misto"), "/misto").await;
        let place = [("nazev", "Jiné místo"), ("adresa", "Ukázkové náměstí 3, Šternberk"), ("cekani", "")];
        assert_eq!(worker.submit(&form, &with(&form, &place)).await.status, StatusCode::SEE_OTHER);

        let kept = worker.get(&format!("{document}/soubor")).await;
        assert_eq!(kept.status, StatusCode::CONFLICT);
        assert!(kept.text().contains("Dopis už neodpovídá tomu, co o konferenci platí."), "{}", kept.text());
        let again =
            kept.page().attributes("a", "href").into_iter().any(|href| href.contains("/odeslat?komu="));
        assert!(again, "no way to a new letter");
        let handed = worker.submit(&posted, &plausible(&posted)).await;
        assert_eq!(handed.status, StatusCode::CONFLICT, "it was written down as posted");
    }
);

on_both!(
    async fn a_filed_letter_whose_enclosed_goals_do_not_hold_any_more_is_not_printed(house: TestHouse) {
        let home = format!("/konference/{}", house.named("conference.main"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        let (document, _) = by_letter(&house, &mut worker, &home).await;
        let file = format!("{document}/soubor");
        assert_eq!(worker.get(&file).await.status, StatusCode::OK);
        let form = form_of(&mut worker, &format!("{home}/cile"), "/cile").await;
        let goal = [("cil_1", "Úplně jiný cíl.")];
        assert_eq!(worker.submit(&form, &with(&form, &goal)).await.status, StatusCode::SEE_OTHER);
        let kept = worker.get(&file).await;
        assert_eq!(kept.status, StatusCode::CONFLICT);
        assert!(kept.text().contains("Dopis už neodpovídá tomu, co o konferenci platí."), "{}", kept.text());
    }
);
