//! Mails to a mail server in a process of its own, and what comes back: each becomes the right state and sentence,
//! nothing is sent twice, nothing is lost.

#[path = "../../../libs/mail/tests/server/mod.rs"]
mod server;

use crate::harness::forms::persuade;
use crate::harness::{Browser, Person, TestHouse};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::{Exit, House, HouseParts};
use server::Server;
use std::path::Path;
use std::time::Duration;

fn started(mode: &str) -> Server {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../libs/mail/tests/server/server.py");
    Server::of(&script, mode, &[])
}

/// The same house, whose mail goes to this server and comes back into the server's folder.
fn wired(house: &TestHouse, server: &Server) -> House {
    let inner = &house.house;
    let transport = mail::Transport::smtp(&mail::SmtpConfig {
        host: "127.0.0.1".into(),
        port: server.port,
        security: mail::Security::None,
        user: None,
        password: None,
        timeout: Duration::from_secs(2),
        authority: None,
    });
    House::new(HouseParts {
        queries: inner.queries.clone(),
        trail: inner.trail.clone(),
        keys: inner.keys.clone(),
        clock: inner.clock.clone(),
        demo: false,
        secure_cookies: false,
        exit: Exit {
            transport: transport.unwrap(),
            returns_to: Some("vratky+{id}@posta.example".into()),
            incoming: Some(server.folder.join("maildir")),
            ..inner.exit.clone()
        },
    })
}

async fn count(house: &TestHouse, name: &'static str, text: &'static str) -> i64 {
    let (count,): (i64,) = Sql::new(name, text).statement().get(&house.raw.0).await.unwrap();
    count
}

const FAILED: &str = "SELECT count(*) FROM invitation WHERE state = 'failed'";
const QUEUED: &str = "SELECT count(*) FROM invitation WHERE state = 'queued' AND channel = 'email'";

/// Gives everybody a new day to be told of; gives the list's address.
async fn give_out(house: &TestHouse, browser: &mut Browser) -> String {
    pripadovka::worker::drain(&house.house).await.unwrap();
    let home = format!("/konference/{}", house.named("conference.main"));
    let page = browser.visit(&format!("{home}/termin")).await;
    let form = page.forms().into_iter().find(|f| f.action.ends_with("/termin")).unwrap();
    let mut fields = crate::harness::forms::plausible(&form);
    fields.iter_mut().filter(|(name, _)| name == "den").for_each(|(_, day)| *day = "17. 12. 2026".into());
    assert_eq!(browser.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    let page = browser.visit(&format!("{home}/pozvanky/odeslat")).await;
    let form = page.forms().into_iter().find(|f| f.action.ends_with("/pozvanky/odeslat")).unwrap();
    let (answer, _) = persuade(browser, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    home
}

fn put(server: &Server, name: &str, raw: &[u8]) {
    let folder = server.folder.join("maildir/new");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), raw).unwrap();
}

on_both!(
    async fn a_mail_that_comes_back_becomes_a_task_once_and_out_of_office_replies_do_not(house: TestHouse) {
        let server = started("bounce");
        let wired = wired(&house, &server);
        let mut browser = house.browser_of(Person::Coordinator).await;
        let home = give_out(&house, &mut browser).await;
        let (failed, queued) = (count(&house, "FAILED", FAILED).await, count(&house, "QUEUED", QUEUED).await);
        assert!(queued > 1, "nobody was invited by mail");
        pripadovka::worker::drain(&wired).await.unwrap();
        assert_eq!(count(&house, "QUEUED", QUEUED).await, 0);

        // What the server took: one mail each, neutral outside, one attendee, METHOD the same inside and outside.
        let taken = server.taken();
        assert_eq!(taken.len() as i64, queued);
        for one in &taken {
            let raw = String::from_utf8(one.raw.clone()).unwrap();
            let read = mail::read(&raw).unwrap();
            assert_eq!(one.to.len(), 1);
            let id = read.message_id.unwrap();
            let plain = id.split('@').next().unwrap().replace('-', "");
            assert_eq!(
                one.from,
                format!("vratky+{plain}@posta.example"),
                "it comes back under its own address"
            );
            assert_eq!(
                (read.subject.as_str(), read.from.unwrap().name.as_str()),
                ("Pozvánka na setkání", "Pozvánka na setkání")
            );
            let calendar = read.calendar.unwrap();
            let unfolded = calendar.text.replace("\r\n ", "");
            assert!(unfolded.contains(&format!("METHOD:{}\r\n", calendar.method)));
            assert_eq!(unfolded.matches("\r\nATTENDEE").count(), 1);
            // The recipient's own address is on the envelope; nothing else may hint at anybody.
            let head = raw.split("\r\n\r\n").next().unwrap().to_lowercase();
            let outside: Vec<&str> = head.lines().filter(|line| !line.starts_with("to: ")).collect();
            let outside = outside.join("\n");
            for word in ["ospod", "dolež", "dolezal", "elišk", "eliska", "konferenc"] {
                assert!(!outside.contains(word), "{word}: {outside}");
            }
        }

        // Somebody is away, somebody writes, somebody else's mail came back: nothing happens, nothing is lost.
        let id = mail::incoming(&server.report(1)).unwrap().references;
        let away = format!(
            "From: a@skola.example\r\nSubject: Mimo kancelář\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: <{}@posta.example>\r\n\r\nJsem na dovolené.\r\n",
            id[0]
        );
        put(&server, "away", away.as_bytes());
        put(&server, "letter", b"From: a@skola.example\r\nSubject: Re\r\n\r\nPrijdu.\r\n");
        put(&server, "rubbish", b"\xff\xfe\x00");
        assert_eq!(pripadovka::invitations::take_in(&wired).await.unwrap(), 0);
        assert_eq!(count(&house, "FAILED", FAILED).await, failed);
        assert_eq!(
            std::fs::read_dir(server.folder.join("maildir/cur")).unwrap().count(),
            3,
            "left for people"
        );

        // One came back, twice reported: one task, with the reason and what to do.
        put(&server, "one", &server.report(1));
        put(&server, "two", &server.report(1));
        assert_eq!(pripadovka::invitations::take_in(&wired).await.unwrap(), 2);
        assert_eq!(pripadovka::invitations::take_in(&wired).await.unwrap(), 0);
        assert_eq!(std::fs::read_dir(server.folder.join("maildir/new")).unwrap().count(), 0);
        assert_eq!(count(&house, "FAILED", FAILED).await, failed + 1);
        assert_eq!(
            count(&house, "RETURNED", "SELECT count(*) FROM invitation_message WHERE state = 'returned'")
                .await,
            1
        );
        let desk = browser.visit(&home).await.text().replace('\u{a0}', " ");
        assert!(desk.contains("Doručit jinak") && desk.contains("Zavolejte, nebo pošlete dopis"), "{desk}");
        let list = browser.visit(&format!("{home}/pozvanky")).await.text();
        assert!(list.contains("E-mail se vrátil: taková schránka neexistuje."), "{list}");

        // Nothing goes out a second time by itself.
        pripadovka::worker::drain(&wired).await.unwrap();
        assert_eq!(server.taken().len(), taken.len());
    }
);

on_both!(
    async fn servers_that_refuse_hang_or_talk_nonsense_lose_nothing_and_say_so(house: TestHouse) {
        let mut browser = house.browser_of(Person::Coordinator).await;
        let home = give_out(&house, &mut browser).await;
        let queued = count(&house, "QUEUED", QUEUED).await;
        // One try with a server that talks nonsense: everything waits, and the list says so.
        let nonsense = started("nonsense");
        pripadovka::worker::drain(&wired(&house, &nonsense)).await.unwrap();
        assert_eq!(count(&house, "QUEUED", QUEUED).await, queued);
        let list = browser.visit(&format!("{home}/pozvanky")).await.text();
        assert!(list.contains("Poštovní server teď neodpovídá. Zkoušíme to znovu sami."), "{list}");
    }
);

on_both!(
    async fn a_refused_recipient_is_a_task_at_once(house: TestHouse) {
        let mut browser = house.browser_of(Person::Coordinator).await;
        let home = give_out(&house, &mut browser).await;
        let (failed, queued) = (count(&house, "FAILED", FAILED).await, count(&house, "QUEUED", QUEUED).await);
        let refusing = started("refuse");
        pripadovka::worker::drain(&wired(&house, &refusing)).await.unwrap();
        assert_eq!(count(&house, "FAILED", FAILED).await, failed + queued);
        assert!(refusing.taken().is_empty());
        let desk = browser.visit(&home).await.text().replace('\u{a0}', " ");
        assert!(desk.contains("Doručit jinak"), "{desk}");
    }
);
