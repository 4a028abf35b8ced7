//! A meeting that will not be as people were told: another day, postponed, cancelled, or without one of them. Whoever
//! was invited by mail gets a mail that changes the entry in their calendar; whoever was not stays on the desk until
//! somebody says so; and no answer outlives the day it was given for.

use crate::harness::forms::{persuade, plausible};
use crate::harness::html::Form;
use crate::harness::{Browser, Person, TestHouse, outsiders};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;

/// A mail with a calendar part, read back.
struct Letter {
    id: String,
    to: String,
    subject: String,
    text: String,
    raw: String,
    mime_method: String,
    calendar: String,
}

impl Letter {
    fn line(&self, name: &str) -> String {
        let unfolded = self.calendar.replace("\r\n ", "");
        let line = unfolded.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        line.rsplit(':').next().unwrap_or_default().trim().to_owned()
    }
    fn sequence(&self) -> i64 {
        self.line("SEQUENCE").parse().unwrap()
    }
}

/// Those of `now` that had not left before.
fn since(before: &[&[Letter]], now: Vec<Letter>) -> Vec<Letter> {
    let known = |letter: &Letter| before.iter().any(|all| all.iter().any(|old| old.id == letter.id));
    now.into_iter().filter(|letter| !known(letter)).collect()
}

/// All mails with a calendar part that left so far, in no order.
async fn letters(house: &TestHouse) -> Vec<Letter> {
    pripadovka::worker::drain(&house.house).await.unwrap();
    let sent = house.house.exit.transport.kept().await.unwrap();
    sent.iter()
        .filter_map(|sent| {
            let read = mail::read(&sent.raw).unwrap();
            let calendar = read.calendar?;
            Some(Letter {
                id: sent.id.clone(),
                to: sent.envelope_to.clone(),
                subject: read.subject,
                text: read.text.unwrap_or_default().replace('\u{a0}', " "),
                raw: sent.raw.clone(),
                mime_method: calendar.method.clone(),
                calendar: calendar.text,
            })
        })
        .collect()
}

async fn form_on(browser: &mut Browser, address: &str, end: &str) -> Form {
    let page = browser.visit(address).await;
    let form = page.forms().into_iter().find(|f| !f.get && f.action.ends_with(end));
    form.unwrap_or_else(|| panic!("{address} ({}) offers no {end}: {}", page.status, page.text()))
}

/// Fills a form in and changes some of its fields.
async fn submit(browser: &mut Browser, form: &Form, changes: &[(&str, &str)]) -> StatusCode {
    let mut fields = plausible(form);
    for (name, value) in changes {
        match fields.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => *old = (*value).to_owned(),
            None => fields.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    browser.submit(form, &fields).await.status
}

fn conference(house: &TestHouse) -> String {
    format!("/konference/{}", house.named("conference.main"))
}

/// Sends what waits on the check page.
async fn send_waiting(browser: &mut Browser, home: &str) {
    let form = form_on(browser, &format!("{home}/pozvanky/odeslat"), "/pozvanky/odeslat").await;
    let (answer, _) = persuade(browser, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
}

async fn count(house: &TestHouse, text: &'static str) -> i64 {
    let (count,): (i64,) = Sql::new("COUNT", text).statement().get(&house.raw.0).await.unwrap();
    count
}

const ANSWERS: &str = "SELECT count(*) FROM invitation WHERE answer IS NOT NULL";

on_both!(
    async fn an_answer_does_not_outlive_the_day_it_was_given_for_and_nothing_is_lost(house: TestHouse) {
        let home = conference(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        let before = letters(&house).await;
        assert!(!before.is_empty(), "the demo has invited nobody by mail");
        let old_links: Vec<String> =
            outsiders::links(&house).await.into_iter().map(|(_, path)| path).collect();
        let old_link = old_links[0].clone();
        let answered = count(&house, ANSWERS).await;
        assert!(answered > 2);
        let desk = browser.visit(&home).await.text();
        assert!(!desk.contains("Nový termín poslat"), "{desk}");

        // The same day again changes nothing.
        let form = form_on(&mut browser, &format!("{home}/termin"), "/termin").await;
        assert_eq!(submit(&mut browser, &form, &[]).await, StatusCode::SEE_OTHER);
        assert!(!browser.visit(&home).await.text().contains("Nový termín poslat"));

        // Another day: nobody has answered for it.
        let form = form_on(&mut browser, &format!("{home}/termin"), "/termin").await;
        assert_eq!(submit(&mut browser, &form, &[("den", "17. 12. 2026")]).await, StatusCode::SEE_OTHER);
        let desk = browser.visit(&home).await.text();
        assert!(desk.contains("Nový termín poslat"), "{desk}");
        let list = browser.visit(&format!("{home}/pozvanky")).await.text();
        assert!(list.contains("odpověď k původnímu termínu 10. 12. 2026: přijde"), "{list}");
        assert_eq!(count(&house, ANSWERS).await, answered, "an answer was lost");
        assert!(letters(&house).await.len() == before.len(), "sending is an act of the worker");

        // The old link tells of no day, and takes no answer.
        let mut guest = house.stranger();
        let page = guest.visit(&old_link).await;
        assert!(page.text().contains("Setkání se mění"), "{}", page.text());
        for logistics in ["17. prosince", "10. prosince", "knihovna", "Přijdu jen na svou část"] {
            assert!(!page.text().contains(logistics), "{logistics}: {}", page.text());
        }
        let forced = guest.post(&format!("{old_link}/odpoved"), &[("odpoved".into(), "comes".into())]).await;
        assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
        // What was typed meanwhile is not thrown away: it stands there beside whom to call.
        let typed = [("slova".to_owned(), "Ve čtvrtek máme soud.".to_owned())];
        let late = guest.post(&format!("{old_link}/upresneni"), &typed).await.page().text();
        for kept in ["Vaše odpověď se neuložila", "Ve čtvrtek máme soud.", "Telefon: 585"] {
            assert!(late.replace('\u{a0}', " ").contains(kept), "{kept}: {late}");
        }
        assert!(browser.visit(&home).await.text().contains("Nový termín poslat"));

        // Everybody is asked again: the same entry in the calendar, a higher revision.
        send_waiting(&mut browser, &home).await;
        let renewed = since(&[&before], letters(&house).await);
        assert_eq!(renewed.len(), before.len());
        for new in &renewed {
            let old = before.iter().find(|old| old.to == new.to).expect("somebody else was asked");
            assert_eq!((new.line("UID"), new.line("METHOD")), (old.line("UID"), "REQUEST".into()));
            assert_eq!(new.mime_method, "REQUEST");
            assert!(new.sequence() > old.sequence());
            assert_eq!(new.subject, "Pozvánka na setkání");
            assert!(
                new.text.contains("17. prosince") && new.text.contains("bude jinak")
                    || new.text.contains("bude jindy nebo jinde"),
                "{}",
                new.text
            );
        }
        let desk = browser.visit(&home).await.text();
        assert!(!desk.contains("Nový termín poslat") && desk.contains("neodpověděl"), "{desk}");

        // A new answer takes its place, and the old one stays readable.
        let new_to = |to: &String| renewed.iter().any(|letter| letter.to == *to);
        let mut links = outsiders::links(&house).await;
        links.retain(|(to, path)| new_to(to) && !old_links.contains(path));
        let link = links.remove(0).1;
        let form = form_on(&mut guest, &link, "/otevrit").await;
        guest.submit(&form, &plausible(&form)).await;
        let page = guest.visit(&link).await;
        assert!(page.text().contains("Den, čas nebo místo se změnily."), "{}", page.text());
        let kept = count(&house, "SELECT count(*) FROM earlier_answer").await;
        let form = form_on(&mut guest, &link, "/odpoved").await;
        assert_eq!(submit(&mut guest, &form, &[("odpoved", "cannot")]).await, StatusCode::SEE_OTHER);
        assert!(count(&house, ANSWERS).await >= answered);
        assert!(count(&house, "SELECT count(*) FROM earlier_answer").await >= kept);
    }
);

on_both!(
    async fn an_answer_to_the_old_day_stays_readable_beside_the_new_one(house: TestHouse) {
        let home = conference(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        let form = form_on(&mut browser, &format!("{home}/termin"), "/termin").await;
        submit(&mut browser, &form, &[("den", "17. 12. 2026")]).await;
        let of = Sql::new(
            "SOMEBODY",
            "SELECT i.id FROM invitation i WHERE i.words IS NOT NULL AND i.answer = 'cannot' ORDER BY i.id LIMIT 1",
        );
        let (invitation,): (uuid::Uuid,) = of.statement().get(&house.raw.0).await.unwrap();
        let address = format!("{home}/pozvanky/{invitation}");
        let page = browser.visit(&address).await.text();
        for kept in
            ["Odpověď k původnímu termínu", "10. 12. 2026: nemůže", "školím v Olomouci", "Zatím žádná."]
        {
            assert!(page.contains(kept), "{kept}: {page}");
        }
        let form = form_on(&mut browser, &address, "/odpoved").await;
        let status =
            submit(&mut browser, &form, &[("odpoved", "comes"), ("slova", ""), ("telefon", "")]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let page = browser.visit(&address).await.text();
        assert!(page.contains("školím v Olomouci") && page.contains("10. 12. 2026: nemůže"), "{page}");
        assert!(!page.contains("Zatím žádná."), "{page}");
    }
);

/// Calls the conference off, and what left the house for it.
async fn call_off(house: &TestHouse, how: &str) -> (Vec<Letter>, Vec<Letter>) {
    let home = conference(house);
    let mut browser = house.browser_of(Person::Coordinator).await;
    let before = letters(house).await;
    let form = form_on(&mut browser, &format!("{home}/{how}"), &format!("/{how}")).await;
    let status = submit(&mut browser, &form, &[("duvod", "Onemocněla facilitátorka.")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let news = since(&[&before], letters(house).await);
    (before, news)
}

fn takes_back(before: &[Letter], news: &[Letter]) {
    let mut invited: Vec<&str> = before.iter().map(|letter| letter.to.as_str()).collect();
    let mut told: Vec<&str> = news.iter().map(|letter| letter.to.as_str()).collect();
    invited.sort_unstable();
    told.sort_unstable();
    assert_eq!(invited, told, "whoever was invited by mail is told by mail, once");
    for letter in news {
        let old = before.iter().find(|old| old.to == letter.to).unwrap();
        assert_eq!(letter.line("UID"), old.line("UID"));
        assert!(letter.sequence() > old.sequence());
        assert_eq!((letter.line("METHOD"), letter.mime_method.as_str()), ("CANCEL".into(), "CANCEL"));
        assert!(letter.raw.contains("method=CANCEL"));
        assert_eq!(letter.calendar.matches("\r\nATTENDEE").count(), 1);
        assert!(letter.calendar.replace("\r\n ", "").contains(&letter.to));
        assert_eq!(letter.subject, "Změna setkání");
        assert!(letter.text.contains("10. prosince 2026"), "{}", letter.text);
        for secret in ["OSPOD", "Om 118", "Onemocněla", "Elišk", "Matyáš", "/p/", "knihovna"] {
            assert!(!letter.text.contains(secret) && !letter.calendar.contains(secret), "{secret}");
        }
    }
}

on_both!(
    async fn a_cancelled_meeting_leaves_the_calendars_and_whoever_gets_no_mail_is_called(house: TestHouse) {
        let (before, news) = call_off(&house, "zrusit").await;
        assert!(!news.is_empty());
        takes_back(&before, &news);
        let home = conference(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        let untold = count(
            &house,
            "SELECT count(*) FROM invitation i JOIN invitation_round r ON r.invitation_id = i.id AND r.reached IS NOT NULL WHERE r.channel <> 'email'",
        )
        .await;
        assert!(untold > 0, "the demo has invited nobody by letter or in person");
        assert!(browser.visit(&home).await.text().contains("že setkání nebude"));
        let day = browser.visit("/").await;
        assert!(day.links().contains(&home), "the day forgets that somebody has to be told");
        let list = browser.visit(&format!("{home}/pozvanky")).await.text();
        assert!(list.contains("Konference je zrušená") && !list.contains("ví o původním termínu"), "{list}");
        for left in (0..untold).rev() {
            let page = browser.visit(&format!("{home}/pozvanky")).await;
            assert!(page.text().contains("Komu to musíte říct sami"), "{}", page.text());
            let form = page.forms().into_iter().find(|f| f.action.ends_with("/receno")).unwrap();
            let answer = browser.submit(&form, &plausible(&form)).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            let page = browser.visit(&format!("{home}/pozvanky")).await;
            assert_eq!(page.text().contains("Komu to musíte říct sami"), left > 0);
        }
        assert!(!browser.visit(&home).await.text().contains("že setkání nebude"));
        assert!(!browser.visit("/").await.links().contains(&home), "a cancelled meeting stays on the day");
        // The page behind the link is calm and tells of no day and place.
        let (_, link) = outsiders::links(&house).await.remove(0);
        let page = house.stranger().visit(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("Setkání se nekoná"), "{}", page.text());
        for logistics in ["prosince", "13.00", "knihovna", "Přijdu jen na svou část", "kalendář"] {
            assert!(!page.text().contains(logistics), "{logistics}: {}", page.text());
        }
        assert!(house.stranger().get(&format!("{link}/kalendar.ics")).await.status.is_redirection());
    }
);

on_both!(
    async fn a_postponed_meeting_is_taken_back_and_then_asked_for_anew(house: TestHouse) {
        let (before, news) = call_off(&house, "odlozit").await;
        takes_back(&before, &news);
        let home = conference(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        let form = form_on(&mut browser, &format!("{home}/termin"), "/termin").await;
        // Even the same day is another meeting: it had been called off.
        assert_eq!(submit(&mut browser, &form, &[]).await, StatusCode::SEE_OTHER);
        let desk = browser.visit(&home).await.text();
        assert!(desk.contains("Nový termín poslat"), "{desk}");
        send_waiting(&mut browser, &home).await;
        let after = since(&[&before, &news], letters(&house).await);
        assert_eq!(after.len(), before.len());
        for new in &after {
            let cancelled = news.iter().find(|old| old.to == new.to).unwrap();
            assert_eq!(new.line("METHOD"), "REQUEST");
            assert!(new.sequence() > cancelled.sequence());
        }
        assert!(!browser.visit(&home).await.text().contains("že setkání nebude"), "a new letter tells it");
    }
);

on_both!(
    async fn a_withdrawn_invitation_leaves_the_calendar_of_this_one_person(house: TestHouse) {
        let home = conference(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        let before = letters(&house).await;
        let of = Sql::new(
            "SENT",
            "SELECT i.id FROM invitation i WHERE i.channel = 'email' AND i.state = 'sent' ORDER BY i.id LIMIT 1",
        );
        let (invitation,): (uuid::Uuid,) = of.statement().get(&house.raw.0).await.unwrap();
        let address = format!("{home}/pozvanky/{invitation}/odvolat");
        let form = form_on(&mut browser, &address, "/odvolat").await;
        assert_eq!(submit(&mut browser, &form, &[]).await, StatusCode::SEE_OTHER);
        // Pressed again it tells nobody twice.
        browser.submit(&form, &plausible(&form)).await;
        let after = since(&[&before], letters(&house).await);
        let [news] = &after[..] else { panic!("one mail to one person") };
        let old = before.iter().find(|old| old.to == news.to).unwrap();
        assert_eq!((news.line("METHOD"), news.line("UID")), ("CANCEL".into(), old.line("UID")));
        assert!(news.text.contains("bereme zpět") || news.text.contains("chodit nemusíš"), "{}", news.text);
        // Withdrawing was a decision: the desk does not press to invite them again.
        let desk = browser.visit(&home).await.text();
        assert!(!desk.contains("Odeslat pozvánk"), "{desk}");
        // Nobody is told a second time when the whole meeting is cancelled later.
        let (_, later) = call_off(&house, "zrusit").await;
        assert!(later.iter().all(|letter| letter.to != news.to));
    }
);

on_both!(
    async fn a_mail_that_had_not_left_when_the_meeting_was_cancelled_never_leaves(house: TestHouse) {
        let home = conference(&house);
        letters(&house).await;
        let mut browser = house.browser_of(Person::Coordinator).await;
        let form = form_on(&mut browser, &format!("{home}/termin"), "/termin").await;
        submit(&mut browser, &form, &[("den", "17. 12. 2026")]).await;
        // In the queue, and cancelled before the worker comes.
        send_waiting(&mut browser, &home).await;
        let form = form_on(&mut browser, &format!("{home}/zrusit"), "/zrusit").await;
        submit(&mut browser, &form, &[("duvod", "Rodina se odstěhovala.")]).await;
        let all = letters(&house).await;
        assert!(
            all.iter().all(|letter| !letter.text.contains("17. prosince")),
            "an invitation to a cancelled meeting"
        );
        let cancelled = all.iter().filter(|letter| letter.line("METHOD") == "CANCEL").count();
        assert_eq!(cancelled * 2, all.len());
    }
);

on_both!(
    async fn a_letter_that_may_have_been_posted_is_not_forgotten(house: TestHouse) {
        let home = conference(&house);
        let mut browser = house.browser_of(Person::Coordinator).await;
        let of = Sql::new(
            "LETTER",
            "SELECT i.id FROM invitation i WHERE i.channel = 'letter' ORDER BY i.id LIMIT 1",
        );
        let found: Option<(uuid::Uuid,)> = of.statement().one(&house.raw.0).await.unwrap();
        let (invitation,) = found.expect("the demo has invited nobody by letter");
        // Printed, and perhaps in the post box: nobody has written that down.
        let queued = Sql::new("QUEUED", "UPDATE invitation SET state = 'queued' WHERE id = $1");
        let unreached =
            Sql::new("UNREACHED", "UPDATE invitation_round SET reached = NULL WHERE invitation_id = $1");
        house
            .meddle(async |mut work| {
                queued.bind(invitation).execute(&mut work).await?;
                unreached.bind(invitation).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        // Another day: a second letter says that it changes the first, which may lie in the box.
        let form = form_on(&mut browser, &format!("{home}/termin"), "/termin").await;
        assert_eq!(submit(&mut browser, &form, &[("den", "17. 12. 2026")]).await, StatusCode::SEE_OTHER);
        let round = Sql::new(
            "ROUND",
            "SELECT renewed FROM invitation_round WHERE invitation_id = $1 ORDER BY round DESC LIMIT 1",
        );
        send_waiting(&mut browser, &home).await;
        let (renewed,): (bool,) = round.bind(invitation).get(&house.raw.0).await.unwrap();
        assert!(renewed, "the second letter does not say that it is a change");
        call_off(&house, "zrusit").await;
        let page = browser.visit(&format!("{home}/pozvanky")).await;
        assert!(page.text().contains("o setkání už možná ví (dopis)"), "{}", page.text());
        let forms: Vec<String> = page.forms().into_iter().map(|form| form.action).collect();
        assert!(forms.contains(&format!("{home}/pozvanky/{invitation}/receno")), "{forms:?}");
    }
);
