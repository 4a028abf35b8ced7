//! What comes back by mail about calendar entries, words about changes and requests to destroy: taken for what it is, or
//! a task.

use crate::acts::form_of;
use crate::harness::forms::plausible;
use crate::harness::{Browser, Person, TestHouse};
use crate::{invited, on_both};
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::{Exit, House, HouseParts};
use std::path::Path;

/// The same house, which takes in what lies in this folder.
fn wired(house: &TestHouse, folder: &Path) -> House {
    let inner = &house.house;
    House::new(HouseParts {
        queries: inner.queries.clone(),
        trail: inner.trail.clone(),
        keys: inner.keys.clone(),
        clock: inner.clock.clone(),
        demo: false,
        secure_cookies: false,
        exit: Exit { incoming: Some(folder.to_owned()), ..inner.exit.clone() },
    })
}

fn put(folder: &Path, name: &str, raw: &str) {
    std::fs::create_dir_all(folder.join("new")).unwrap();
    std::fs::write(folder.join("new").join(name), raw).unwrap();
}

async fn count(house: &TestHouse, text: &'static str) -> i64 {
    let (count,): (i64,) = Sql::new("COUNT", text).statement().get(&house.raw.0).await.unwrap();
    count
}

/// An entry that left by mail: its identifier, revision, and whose it is.
struct Entry {
    uid: String,
    sequence: String,
    attendee: String,
}

/// Entries of invitations that nobody has answered.
async fn unanswered(house: &TestHouse) -> Vec<Entry> {
    let of = Sql::new(
        "UNANSWERED",
        "SELECT calendar_uid FROM invitation WHERE conference_id = $1 AND state = 'sent' AND channel = 'email' AND answer IS NULL",
    );
    let main = house.named("conference.main");
    let waiting: Vec<(uuid::Uuid,)> = of.bind(main).all(&house.raw.0).await.unwrap();
    let line = |text: &str, name: &str| {
        let found = text.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        found.rsplit(':').next().unwrap_or_default().trim().to_owned()
    };
    let mut entries: Vec<Entry> = Vec::new();
    for sent in house.house.exit.transport.kept().await.unwrap() {
        let Some(calendar) = mail::read(&sent.raw).unwrap().calendar else { continue };
        let text = calendar.text.replace("\r\n ", "");
        let uid = line(&text, "UID");
        let waits = waiting.iter().any(|(id,)| id.to_string() == uid);
        if calendar.method == "REQUEST" && waits && entries.iter().all(|entry| entry.uid != uid) {
            entries.push(Entry {
                uid,
                sequence: line(&text, "SEQUENCE"),
                attendee: sent.envelope_to.clone(),
            });
        }
    }
    entries
}

fn reply(entry: &Entry, attendee: &str, pressed: &str) -> String {
    let calendar = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//CS\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:{}\r\nSEQUENCE:{}\r\n\
         DTSTAMP:20261119T090000Z\r\nATTENDEE;PARTSTAT={pressed}:mailto:{attendee}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        entry.uid, entry.sequence
    );
    format!(
        "From: {attendee}\r\nTo: setkani@urad.example\r\nSubject: Accepted\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n{calendar}"
    )
}

on_both!(
    async fn what_a_calendar_answers_counts_only_where_nobody_else_can_have_pressed_it(house: TestHouse) {
        invited::send(&house).await;
        let entries = unanswered(&house).await;
        let entry = entries.first().expect("somebody who has not answered");
        let folder = tempfile::tempdir().unwrap();
        let wired = wired(&house, folder.path());
        let answers = "SELECT count(*) FROM invitation WHERE answer IS NOT NULL";
        let before = count(&house, answers).await;

        // From another address, half-heartedly, for an earlier revision: a task, and no answer.
        put(folder.path(), "other", &reply(entry, "nekdo@jinde.example", "ACCEPTED"));
        put(folder.path(), "maybe", &reply(entry, &entry.attendee, "TENTATIVE"));
        let old = Entry { sequence: "77".into(), uid: entry.uid.clone(), attendee: entry.attendee.clone() };
        put(folder.path(), "old", &reply(&old, &entry.attendee, "ACCEPTED"));
        assert_eq!(pripadovka::invitations::take_in(&wired).await.unwrap(), 3);
        assert_eq!(count(&house, answers).await, before);
        let open = "SELECT count(*) FROM invitation_calendar_reply WHERE state = 'open'";
        assert_eq!(count(&house, open).await, 3);

        // To an entry that is not ours: left for people.
        let foreign = Entry {
            uid: uuid::Uuid::from_u128(7).to_string(),
            sequence: "0".into(),
            attendee: entry.attendee.clone(),
        };
        put(folder.path(), "foreign", &reply(&foreign, &entry.attendee, "ACCEPTED"));
        assert_eq!(pripadovka::invitations::take_in(&wired).await.unwrap(), 0);
        assert!(folder.path().join("cur/foreign").exists());

        // The one it is for, twice the same message: one answer. A later one does not overwrite it.
        for name in ["first", "again"] {
            put(folder.path(), name, &reply(entry, &entry.attendee.to_uppercase(), "DECLINED"));
        }
        assert_eq!(pripadovka::invitations::take_in(&wired).await.unwrap(), 2);
        assert_eq!(count(&house, answers).await, before + 1);
        assert!(
            folder.path().join("cur/first").exists(),
            "what somebody wrote beside it is thrown away unread"
        );
        assert_eq!(
            count(&house, "SELECT count(*) FROM invitation_calendar_reply WHERE state = 'taken'").await,
            1
        );
        put(folder.path(), "later", &reply(entry, &entry.attendee, "ACCEPTED"));
        assert_eq!(pripadovka::invitations::take_in(&wired).await.unwrap(), 1);
        let answered =
            count(&house, "SELECT count(*) FROM invitation WHERE answer = 'cannot' AND answered_by IS NULL");
        assert!(answered.await > 0);
        assert_eq!(count(&house, open).await, 4);

        // The coordinator sees it, asks, and says so.
        let mut worker = house.browser_of(Person::Coordinator).await;
        let home = format!("/konference/{}", house.named("conference.main"));
        let tasks = worker.visit(&format!("{home}/pozvanky/ukoly")).await;
        assert!(tasks.text().contains("odpověděl(a) v kalendáři, zeptejte se"), "{}", tasks.text());
        let of =
            Sql::new("REPLIED", "SELECT invitation_id FROM invitation_calendar_reply WHERE state = 'taken'");
        let (id,): (uuid::Uuid,) = of.statement().get(&house.raw.0).await.unwrap();
        let page = format!("{home}/pozvanky/{id}");
        let form = form_of(&mut worker, &page, "/kalendar").await;
        assert_eq!(worker.submit(&form, &plausible(&form)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&house, open).await, 0);
        let text = worker.visit(&page).await.text();
        assert!(text.contains("odmítnuto, zapsáno jako odpověď"), "{text}");
    }
);

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

/// A server's report that a message did not arrive.
fn returned(id: &str) -> String {
    format!(
        "From: MAILER-DAEMON@posta.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n\
         --x\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n\
         --x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; posta.example\r\n\r\n\
         Final-Recipient: rfc822; a@posta.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n\
         --x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}@posta.example>\r\n\r\n--x--\r\n"
    )
}

on_both!(
    async fn a_returned_word_about_a_change_and_a_returned_request_to_destroy_become_tasks(house: TestHouse) {
        invited::send(&house).await;
        let home = format!("/konference/{}", house.named("conference.main"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        call_back(&mut worker, &home).await;
        pripadovka::worker::drain(&house.house).await.unwrap();
        let asked = "SELECT count(*) FROM invitation_erasure WHERE state = 'asked'";
        let (asked_before, folder) = (count(&house, asked).await, tempfile::tempdir().unwrap());
        assert!(asked_before > 0);
        let wired = wired(&house, folder.path());
        for (name, text) in [
            ("notice", "SELECT id FROM invitation_message WHERE notice_id IS NOT NULL"),
            ("erasure", "SELECT id FROM invitation_message WHERE erasure_id IS NOT NULL"),
        ] {
            let rows: Vec<(uuid::Uuid,)> =
                Sql::new("LEFT", text).statement().all(&house.raw.0).await.unwrap();
            put(folder.path(), name, &returned(&rows[0].0.to_string()));
        }
        assert_eq!(pripadovka::invitations::take_in(&wired).await.unwrap(), 2);
        let open = "SELECT count(*) FROM invitation_erasure WHERE state = 'open' AND trouble = 'returned_no_mailbox'";
        assert_eq!((count(&house, open).await, count(&house, asked).await), (1, asked_before - 1));
        let failed = "SELECT count(*) FROM invitation_notice WHERE state = 'failed' AND trouble = 'returned_no_mailbox'";
        assert_eq!(count(&house, failed).await, 1);
        let list = worker.visit(&format!("{home}/pozvanky")).await.text();
        assert!(list.contains("Komu to musíte říct sami"), "{list}");
    }
);
