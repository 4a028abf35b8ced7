//! The record: its form and fields, signatures, extracts from the parts somebody attended, the draft as a text document,
//! and that equal input gives equal bytes.

use crate::acts::form_of;
use crate::harness::forms::{persuade, plausible};
use crate::harness::html::Form;
use crate::harness::stages::prepare;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Person, TestHouse, settling};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::kernel::Moment;
use std::process::Command;
use uuid::Uuid;

const SEAL_IT: Sql = Sql::new("SEAL_IT", "UPDATE conference SET sealed = $2 WHERE id = $1");

/// The words of a PDF, through poppler; none where it is not installed.
pub fn words_of(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().ok()?;
    Some(String::from_utf8_lossy(&out.stdout).replace('\u{a0}', " "))
}

/// Whether qpdf finds nothing wrong; true where it is not installed.
pub fn is_clean(pdf: &[u8]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    match Command::new("qpdf").arg("--check").arg(&file).output() {
        Ok(out) => out.status.success(),
        Err(_) => true,
    }
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

async fn fields_and_signatures(house: TestHouse, case: uuid::Uuid, held: uuid::Uuid) {
    let by = By::Staff(Person::Coordinator);
    let home = format!("/konference/{held}/zapis");
    let mut worker = house.browser_of(Person::Coordinator).await;
    let form = form_of(&mut worker, &format!("{home}/casti"), "/casti").await;
    let people = form.fields.iter().find(|f| f.name == "namitka_kdo_1").unwrap().options.clone();
    let objects = people.iter().find(|seat| !seat.is_empty()).expect("somebody who was there").clone();
    let mut fields = form.hidden();
    for (name, value) in [
        ("forma", "protokol"),
        ("stavet", "Sourozenci drží spolu.\n\nBabička vaří."),
        ("ohrozuje", "Rodina může přijít o byt."),
        ("ukony", "Přivítání. Vyjádření rodičů."),
        ("precteni", "aloud"),
        ("namitka_1", "Babička nesouhlasí s bodem 2."),
        ("namitka_kdo_1", objects.as_str()),
        ("namitka_2", "Chybí příloha o škole."),
        ("namitka_kdo_2", ""),
    ] {
        fields.push((name.into(), value.into()));
    }
    let watch = Watch::begin(&house).await;
    let answer = worker.submit(&form, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    let event = watch.expect(&house, "minutes.fields_written", by, Some(case)).await;
    assert!(!event.detail.contains("Sourozenci"), "the trail keeps no words: {}", event.detail);
    // The same form again is no conflict; another one over the old version is.
    assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
    let other: Vec<_> = fields
        .iter()
        .map(|(n, v)| (n.clone(), if n == "stavet" { "Něco jiného.".into() } else { v.clone() }))
        .collect();
    let stale = worker.submit(&form, &other).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale.text().contains("Babička vaří") && stale.text().contains("Něco jiného"),
        "{}",
        stale.text()
    );
    // Who raised an objection stands in the form again; of one that nobody raised the page says so.
    let again = form_of(&mut worker, &format!("{home}/casti"), "/casti").await;
    let value = |name: &str| again.fields.iter().find(|f| f.name == name).unwrap().value.clone();
    assert_eq!(value("namitka_1"), "Babička nesouhlasí s bodem 2.");
    assert_eq!(value("namitka_kdo_1"), objects);
    assert_eq!(value("namitka_2"), "Chybí příloha o škole.");
    assert_eq!((value("namitka_kdo_2"), value("namitka_3")), (String::new(), String::new()));
    let page = worker.visit(&home).await;
    assert!(page.text().contains("U námitky proti zápisu chybí, kdo ji vznesl."), "{}", page.text());
    // Signatures: drawn, refused with a reason, taken back.
    let page = format!("{home}/podpisy");
    let sheet = worker.get(&format!("{page}/listina")).await;
    assert!(sheet.body.starts_with(b"%PDF-") && is_clean(&sheet.body));
    let form = form_of(&mut worker, &page, "/podpisy").await;
    let seats: Vec<String> = form.fields.iter().find(|f| f.name == "kdo").unwrap().options.clone();
    let who = seats.iter().find(|seat| !seat.is_empty()).unwrap().clone();
    let sign = |how: &str, more: &[(&str, &str)]| {
        let mut fields = vec![("kdo".to_owned(), who.clone()), ("jak".to_owned(), how.to_owned())];
        fields.extend(more.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        fields
    };
    let empty = worker.submit(&form, &sign("drawn", &[("tahy", "")])).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "a drawing of nothing");
    let drawn = worker.submit(&form, &sign("drawn", &[("tahy", "10,10 500,80 900,20")])).await;
    assert_eq!(drawn.status, StatusCode::SEE_OTHER);
    let watch = Watch::begin(&house).await;
    let refused = worker.submit(&form, &sign("refused", &[("duvod", "Zápis nevystihuje mou řeč.")])).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER);
    let event = watch.expect(&house, "minutes.signature_noted", by, Some(case)).await;
    assert!(!event.detail.contains("nevystihuje"), "{}", event.detail);
    assert!(worker.visit(&page).await.text().contains("Zápis nevystihuje mou řeč."));
    // The paper has all of it.
    let form = form_of(&mut worker, &home, "/zapis").await;
    assert_eq!(worker.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    let link = worker.visit(&home).await.links().into_iter().find(|l| l.ends_with("/soubor")).unwrap();
    let paper = worker.get(&link).await;
    assert!(is_clean(&paper.body), "qpdf finds something wrong");
    if let Some(words) = words_of(&paper.body) {
        for expected in [
            "Protokol z případové konference",
            "Popis provedených úkonů",
            "Sourozenci drží spolu.",
            "přečetli nahlas",
            "Námitka (",
            "): Babička nesouhlasí s bodem 2.",
            "Chybí příloha o škole.",
            "Kdo zápis odmítl podepsat",
            "Zápis nevystihuje mou řeč.",
        ] {
            assert!(words.contains(expected), "{expected} is not in {words}");
        }
    }
    let back = form_of(&mut worker, &page, "/podpisy/zpet").await;
    let watch = Watch::begin(&house).await;
    assert_eq!(worker.submit(&back, &back.hidden()).await.status, StatusCode::SEE_OTHER);
    watch.expect(&house, "minutes.signature_taken_back", by, Some(case)).await;
    // The draft as a text document holds the same words.
    let form = form_of(&mut worker, &home, "/navrh").await;
    assert_eq!(worker.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    let list = worker.visit(&format!("/konference/{held}/dokumenty")).await;
    assert!(list.text().contains("návrh zápisu"), "{}", list.text());
    let page = worker.visit(&home).await;
    assert!(page.text().contains("Otevřít poslední návrh v DOCX"), "{}", page.text());
    let link = page.links().into_iter().rfind(|link| link.ends_with("/soubor")).unwrap();
    let words =
        reading::text(&worker.get(&link).await.body, "navrh.docx").unwrap().words.replace('\u{a0}', " ");
    for expected in
        ["Protokol z případové konference", "Sourozenci drží spolu.", "): Babička nesouhlasí s bodem 2."]
    {
        assert!(words.contains(expected), "{expected} is not in {words}");
    }
    // Once it is sealed none of it can be written, whatever form was open.
    let at = house.house.clock.now();
    house
        .meddle(async |mut work| {
            SEAL_IT.bind(held).bind(at).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    for part in ["casti", "podpisy"] {
        let answer = worker.post(&format!("{home}/{part}"), &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{part}");
    }
}

on_held!(a_record_takes_its_fields_and_signatures_and_prints_all_of_them, fields_and_signatures);

/// The demo's held meeting: the extract of somebody who left early has nothing of what was said later.
async fn attended_parts(house: TestHouse, _: uuid::Uuid, held: uuid::Uuid) {
    const LINES: Sql = Sql::new("LINES", "SELECT COUNT(*) FROM meeting_line WHERE conference_id = $1");
    const EARLY: Sql = Sql::new("EARLY", "UPDATE meeting_line SET happened = $2 WHERE conference_id = $1");
    let mut worker = house.browser_of(Person::Coordinator).await;
    let home = format!("/konference/{held}/zapis");
    let extracts: Vec<String> =
        worker.visit(&home).await.links().into_iter().filter(|link| link.contains("/zapis/vypis/")).collect();
    assert!(extracts.len() > 3);
    let course = |page: &crate::harness::html::Page| {
        let text = page.text();
        let after = text.split("Řádky průběhu ").nth(1).unwrap_or_default().to_owned();
        after.split(' ').next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(0)
    };
    let mut before = 0;
    for link in &extracts {
        before += course(&worker.visit(link).await);
    }
    assert!(before > 0, "nobody's extract has a line of the course");
    let (lines,): (i64,) = LINES.bind(held).get(&house.raw.0).await.unwrap();
    assert!(lines > 5);
    // All was said an hour before anybody came.
    let long_before = house.house.clock.now().plus_seconds(-400 * 86_400);
    house
        .meddle(async |mut work| {
            EARLY.bind(held).bind(long_before).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    for link in &extracts {
        let page = worker.visit(link).await;
        assert_eq!(course(&page), 0, "{link}: {}", page.text());
        assert!(!page.text().contains("Dohodnuté body 0"), "agreed points are the table's: {}", page.text());
    }
}

on_held!(an_extract_tells_of_the_course_only_what_was_said_while_its_reader_was_there, attended_parts);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_of_a_running_meeting_stands_in_no_extract_of_somebody_who_has_not_come() {
    let (house, _, main) = prepare(Backend::Sqlite, "running").await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    let room = format!("/konference/{main}/jednani");
    let tap = form_of(&mut worker, &room, "/jednani/pritomnost").await;
    assert_eq!(worker.submit(&tap, &plausible(&tap)).await.status, StatusCode::SEE_OTHER);
    let line = form_of(&mut worker, &room, "/jednani/radky").await;
    assert_eq!(persuade(&mut worker, &line).await.0.status, StatusCode::SEE_OTHER);
    let page = worker.visit(&format!("/konference/{main}/zapis")).await;
    assert_eq!(page.status, StatusCode::OK);
}

/// Changes one row of somebody at the table, directly.
async fn alter(house: &TestHouse, sql: Sql, (held, seat): (Uuid, Uuid), at: Option<Moment>) {
    let rows = house
        .meddle(async |mut work| {
            let bound = sql.bind(held).bind(seat);
            let rows = match at {
                Some(at) => bound.bind(at).execute(&mut work).await?,
                None => bound.execute(&mut work).await?,
            };
            Ok((work, rows))
        })
        .await;
    assert_eq!(rows, 1);
}

/// What an extract comes to, as its page says.
async fn fingerprint(worker: &mut Browser, extract: &str) -> String {
    worker.visit(extract).await.texts(".fingerprint").concat()
}

/// Two people come after the reminder of confidentiality. One takes note of it for themselves, the other never does.
async fn latecomers(house: TestHouse, case: Uuid, held: Uuid) {
    const PRESENT: Sql = Sql::new(
        "PRESENT",
        "SELECT seat_id FROM meeting_presence WHERE conference_id = $1 AND undone IS NULL ORDER BY happened, id",
    );
    const REMINDED: Sql = Sql::new("REMINDED", "SELECT reminded FROM meeting WHERE conference_id = $1");
    const CAME: Sql = Sql::new(
        "CAME",
        "UPDATE meeting_presence SET happened = $3 WHERE conference_id = $1 AND seat_id = $2",
    );
    const TOOK: Sql = Sql::new(
        "TOOK",
        "UPDATE meeting_acknowledged SET happened = $3 WHERE conference_id = $1 AND seat_id = $2",
    );
    const NEVER: Sql =
        Sql::new("NEVER", "DELETE FROM meeting_acknowledged WHERE conference_id = $1 AND seat_id = $2");
    const CONCERN: Sql = Sql::new("CONCERN", "UPDATE case_file SET safety_concern = $2 WHERE id = $1");
    const NOTE: &str = "mlčenlivost na vědomí";
    const MISSING: &str = "Není zapsané, že mlčenlivost vzali na vědomí ti, kdo přišli později.";
    let home = format!("/konference/{held}/zapis");
    let mut worker = house.browser_of(Person::Coordinator).await;
    // All were there when they were reminded: nothing is told of anybody.
    let page = worker.visit(&home).await;
    assert!(!page.text().contains(NOTE) && !page.text().contains(MISSING), "{}", page.text());
    let extract = page.links().into_iter().find(|link| link.contains("/zapis/vypis/")).expect("an extract");
    let reader = extract.rsplit('/').next().unwrap().to_owned();
    let seats: Vec<(Uuid,)> = PRESENT.bind(held).all(&house.raw.0).await.unwrap();
    let others: Vec<Uuid> =
        seats.into_iter().map(|(seat,)| seat).filter(|seat| seat.to_string() != reader).collect();
    let [took, never, ..] = others[..] else { panic!("only {} others were there", others.len()) };
    let (reminded,): (Option<Moment>,) = REMINDED.bind(held).get(&house.raw.0).await.unwrap();
    let came = reminded.expect("the demo's table was reminded").plus_seconds(19 * 60);
    let noted = came.plus_seconds(60);
    for seat in [took, never] {
        alter(&house, CAME, (held, seat), Some(came)).await;
        alter(&house, TOOK, (held, seat), Some(noted)).await;
    }
    // Both took note: it stands beside their times, and nothing is missing.
    let page = worker.visit(&home).await;
    let at = czech::prepositions::at(&noted.time_of_day().to_string()).replace('\u{a0}', " ");
    assert_eq!(page.text().matches(&format!("{NOTE} {at}")).count(), 2, "{}", page.text());
    assert!(!page.text().contains(MISSING), "{}", page.text());
    // One of them never did: the page says so before the record is made, and does not block.
    alter(&house, NEVER, (held, never), None).await;
    let page = worker.visit(&home).await;
    assert_eq!(page.text().matches(NOTE).count(), 1, "{}", page.text());
    assert!(page.text().contains(MISSING), "{}", page.text());
    let form = form_of(&mut worker, &home, "/navrh").await;
    assert_eq!(worker.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    let link = worker.visit(&home).await.attributes("#navrh-docx a", "href").pop().expect("the draft");
    let draft = reading::text(&worker.get(&link).await.body, "navrh.docx").unwrap().words;
    let draft = draft.replace('\u{a0}', " ");
    assert_eq!(draft.matches(&format!("{NOTE} {at}")).count(), 1, "{draft}");
    // An extract tells it as it tells who was there: with a safety concern nothing of it.
    let calm = fingerprint(&mut worker, &extract).await;
    let concern = async |concern: bool| {
        house
            .meddle(async |mut work| {
                CONCERN.bind(case).bind(concern).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
    };
    concern(true).await;
    let afraid = fingerprint(&mut worker, &extract).await;
    alter(&house, NEVER, (held, took), None).await;
    assert_eq!(fingerprint(&mut worker, &extract).await, afraid);
    concern(false).await;
    assert_ne!(fingerprint(&mut worker, &extract).await, calm);
    assert!(!calm.is_empty() && afraid != calm);
}

on_held!(who_came_later_is_told_with_when_they_took_note_of_confidentiality_or_is_missed, latecomers);

/// The form that the fields of a record show as chosen, and the form to send them.
async fn chosen(browser: &mut Browser, conference: Uuid) -> (String, Form) {
    let form = form_of(browser, &format!("/konference/{conference}/zapis/casti"), "/casti").await;
    let chosen = form.fields.iter().find(|field| field.name == "forma" && field.chosen);
    (chosen.expect("a form is chosen").value.clone(), form)
}

/// Writes the fields of a record with nothing but its form, and perhaps that the office usually makes it so.
async fn writes(browser: &mut Browser, conference: Uuid, kind: &str, usually: bool) {
    let mut fields = chosen(browser, conference).await.1.hidden();
    fields.push(("forma".to_owned(), kind.to_owned()));
    if usually {
        fields.push(("vychozi".to_owned(), "ano".to_owned()));
    }
    let answer = browser.post(&format!("/konference/{conference}/zapis/casti"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
}

on_both!(
    async fn what_the_office_usually_makes_is_for_records_not_yet_begun_and_its_head_says_it(
        house: TestHouse,
    ) {
        const HELD: Sql = Sql::new("HELD", "UPDATE conference SET state = 'held' WHERE id = $1");
        const OFFICE: Sql = Sql::new("OFFICE", "SELECT office_id FROM conference WHERE id = $1");
        let mut worker = house.browser_of(Person::Coordinator).await;
        let mut head = house.browser_of(Person::Head).await;
        // The demo wrote into the record of its meeting: that one is begun, the others are not.
        let (begun, first) = (house.named("conference.held"), house.named("conference.main"));
        let second =
            settling::begin(&mut worker, house.named("case.dolezalovi")).await.expect("a conference");
        let mut offices = std::collections::BTreeSet::new();
        for conference in [begun, first, second] {
            house
                .meddle(async |mut work| {
                    HELD.bind(conference).execute(&mut work).await?;
                    Ok((work, ()))
                })
                .await;
            let (office,): (Uuid,) = OFFICE.bind(conference).get(&house.raw.0).await.unwrap();
            offices.insert(office);
        }
        assert_eq!(offices.len(), 1);
        for conference in [begun, first, second] {
            let (kind, form) = chosen(&mut worker, conference).await;
            assert_eq!(kind, "zapis");
            assert!(!form.asks().contains(&"vychozi"), "a worker says what the whole office makes");
        }
        assert!(chosen(&mut head, first).await.1.asks().contains(&"vychozi"));
        // A worker's form that says so all the same changes its own record and no other.
        writes(&mut worker, first, "protokol", true).await;
        assert_eq!(chosen(&mut worker, first).await.0, "protokol");
        assert_eq!(chosen(&mut worker, second).await.0, "zapis");
        // The head says it: a new record is a protocol, the one that is begun stays what it is, on paper too.
        writes(&mut head, first, "protokol", true).await;
        assert_eq!(chosen(&mut worker, second).await.0, "protokol");
        assert_eq!(chosen(&mut worker, begun).await.0, "zapis");
        let home = format!("/konference/{begun}/zapis");
        let form = form_of(&mut worker, &home, "/navrh").await;
        assert_eq!(worker.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
        let link = worker.visit(&home).await.attributes("#navrh-docx a", "href").pop().expect("the draft");
        let draft = reading::text(&worker.get(&link).await.body, "navrh.docx").unwrap().words;
        let draft = draft.replace('\u{a0}', " ");
        assert!(draft.contains("Zápis z případové konference"), "{draft}");
        assert!(!draft.contains("Protokol z případové konference"), "{draft}");
        // Begun as what is usual now, it stays so when the head changes it back; so does the head's own.
        writes(&mut worker, second, "protokol", false).await;
        let third = settling::begin(&mut worker, house.named("case.dolezalovi")).await.expect("a conference");
        house
            .meddle(async |mut work| {
                HELD.bind(third).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        assert_eq!(chosen(&mut worker, third).await.0, "protokol");
        writes(&mut head, begun, "zapis", true).await;
        for (conference, kind) in
            [(begun, "zapis"), (first, "protokol"), (second, "protokol"), (third, "zapis")]
        {
            assert_eq!(chosen(&mut worker, conference).await.0, kind);
        }
    }
);
