//! What each reader holds in their hands: the invitation in all its forms, and the extract of the minutes. Nobody's
//! paper tells who else comes, and no kind of reader gets what `canaries_readers.csv` says they must not.

use crate::canaries::pdf_text;
use crate::harness::forms::plausible;
use crate::harness::stages::prepare;
use crate::harness::{Backend, Person, TestHouse, outsiders};
use axum::http::StatusCode;
use portable_sql::Sql;
use std::collections::BTreeMap;
use uuid::Uuid;

const LIST: &str = include_str!("canaries_readers.csv");

/// What a kind of reader must not get: topics.
fn list() -> Vec<(String, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(LIST.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let never = record[1].split('|').filter(|w| !w.is_empty()).map(str::to_owned).collect();
        (record[0].to_owned(), never)
    });
    rows.collect()
}

/// A word that stands nowhere else, made of letters only.
fn word(kind: &str, number: usize) -> String {
    let letters: String =
        format!("{number:03}").bytes().map(|digit| char::from(b'a' + (digit - b'0') * 2)).collect();
    format!("{kind}{letters}ýk")
}

/// Letters and digits only, without case and diacritics.
fn bare(text: &str) -> String {
    czech::folding::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Everybody at the table: participant, person, child.
async fn seats(house: &TestHouse, conference: Uuid) -> Vec<(Uuid, Option<Uuid>, Option<Uuid>)> {
    let of = Sql::new(
        "SEATS",
        "SELECT id, person_id, child_id FROM participant WHERE conference_id = $1 AND removed IS NULL ORDER BY created, id",
    );
    of.bind(conference).all(&house.raw.0).await.unwrap()
}

/// Gives everybody names that stand nowhere else: the words of each participant, and those of the children.
async fn rename(
    house: &TestHouse,
    conference: Uuid,
    case: Uuid,
) -> (BTreeMap<Uuid, Vec<String>>, Vec<String>) {
    let seats = seats(house, conference).await;
    let children: Vec<(Uuid,)> = Sql::new("CHILDREN", "SELECT id FROM child WHERE case_id = $1")
        .bind(case)
        .all(&house.raw.0)
        .await
        .unwrap();
    let (mut names, mut of_children) = (BTreeMap::new(), Vec::new());
    let mut work = house.raw.1.begin().await.unwrap();
    for (number, (id, person, _)) in seats.iter().enumerate() {
        let (given, family) = (word("Vlk", number), word("Rak", number));
        let name = format!("{given} {family}");
        Sql::new("NAME", "UPDATE participant SET name = $2 WHERE id = $1")
            .bind(*id)
            .bind(name)
            .execute(&mut work)
            .await
            .unwrap();
        if let Some(person) = person {
            let rename = Sql::new("PERSON", "UPDATE person SET given = $2, family = $3 WHERE id = $1");
            rename.bind(*person).bind(given.clone()).bind(family.clone()).execute(&mut work).await.unwrap();
        }
        names.insert(*id, vec![given, family]);
    }
    for (number, (child,)) in children.iter().enumerate() {
        let (given, family) = (word("Čáp", number), word("Sýc", number));
        let rename = Sql::new("CHILD", "UPDATE child SET given = $2, family = $3 WHERE id = $1");
        rename.bind(*child).bind(given.clone()).bind(family.clone()).execute(&mut work).await.unwrap();
        of_children.extend([given, family]);
    }
    work.commit().await.unwrap();
    (names, of_children)
}

/// Forbidden words that stand in a text.
fn found<'a>(text: &str, forbidden: impl Iterator<Item = &'a String>) -> Vec<&'a String> {
    let text = bare(text);
    forbidden.filter(|word| text.contains(&bare(word))).collect()
}

/// Whose invitation a personal link opens.
async fn whose(house: &TestHouse, link: &str) -> Uuid {
    let token = pripadovka::kernel::Token::parse(link.trim_start_matches("/p/")).expect("a link");
    let of = Sql::new(
        "WHOSE",
        "SELECT i.participant_id FROM invitation_link l JOIN invitation i ON i.id = l.invitation_id WHERE l.token_hash = $1",
    );
    let (participant,): (Uuid,) = of.bind(token.hash()).get(&house.raw.0).await.unwrap();
    participant
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobodys_invitation_tells_who_else_comes_or_what_the_children_are_called() {
    let (house, case, main) = prepare(Backend::Sqlite, "").await;
    let (names, children) = rename(&house, main, case).await;
    let seats = seats(&house, main).await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    let (mut outputs, mut of_kind) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for (id, ..) in &seats {
        for (kind, part) in [("letter", "dopis"), ("page", "stranka")] {
            let answer = worker.get(&format!("/konference/{main}/pozvanky/nahled/{id}/{part}")).await;
            if answer.status != StatusCode::OK {
                continue;
            }
            let text = if kind == "letter" { pdf_text(&answer.body) } else { answer.text() };
            outputs.push((kind, *id, text));
        }
        let list = format!("/konference/{main}/pozvanky/odeslat?komu={id}");
        let page = worker.visit(&list).await;
        let form = page.forms().into_iter().find(|f| f.action.contains("/odeslat"));
        if let Some(form) = form {
            let mut fields = plausible(&form);
            fields.retain(|(name, _)| name != "komu");
            fields.push(("komu".into(), id.to_string()));
            worker.submit(&form, &fields).await;
        }
    }
    pripadovka::worker::drain(&house.house).await.unwrap();
    for sent in house.house.exit.transport.kept().await.unwrap() {
        let read = mail::read(&sent.raw).unwrap();
        let text = read.text.clone().unwrap_or_default();
        let link =
            text.split_whitespace().find_map(|w| w.split_once("/p/")).map(|(_, token)| format!("/p/{token}"));
        let Some(link) = link else { continue };
        let id = whose(&house, link.trim_end_matches(['.', '>'])).await;
        outputs.push((
            "mail",
            id,
            format!("{} {text} {}", read.subject, read.html.clone().unwrap_or_default()),
        ));
        outputs.extend(read.calendar.iter().map(|calendar| ("calendar", id, calendar.text.clone())));
        for attachment in &read.attachments {
            let paper = attachment.bytes.starts_with(b"%PDF");
            let text = if paper {
                pdf_text(&attachment.bytes)
            } else {
                String::from_utf8_lossy(&attachment.bytes).into_owned()
            };
            outputs.push(("attachment", id, format!("{} {text}", attachment.file_name)));
        }
    }
    for (_, link) in outsiders::links(&house).await {
        let id = whose(&house, &link).await;
        let calendar = house.stranger().get(&format!("{link}/kalendar.ics")).await;
        outputs.push(("calendar", id, calendar.text()));
        let mut guest = house.stranger();
        let page = guest.visit(&link).await;
        if let Some(open) = page.forms().into_iter().find(|f| f.action.ends_with("/otevrit")) {
            guest.submit(&open, &[]).await;
        }
        outputs.push(("page", id, guest.get(&link).await.text()));
    }
    let mut leaks = Vec::new();
    for (kind, id, text) in &outputs {
        *of_kind.entry(kind).or_default() += 1;
        // Invitations of another conference of the case go to others.
        let Some((_, _, child)) = seats.iter().find(|(seat, ..)| seat == id) else { continue };
        let others = names.iter().filter(|(other, _)| *other != id).flat_map(|(_, words)| words);
        leaks.extend(
            found(text, others).into_iter().map(|word| format!("{kind} of {id}: another's name {word}")),
        );
        if child.is_none() {
            leaks.extend(
                found(text, children.iter())
                    .into_iter()
                    .map(|word| format!("{kind} of {id}: a child's name {word}")),
            );
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    for kind in ["letter", "page", "mail", "calendar"] {
        assert!(of_kind.get(kind).is_some_and(|count| *count > 2), "too few of {kind}: {of_kind:?}");
    }
}

/// One line of every topic, written in the room; the words by topic.
async fn a_line_of_every_topic(house: &TestHouse, main: Uuid) -> BTreeMap<String, Vec<String>> {
    let mut browser = house.browser_of(Person::Coordinator).await;
    let room = format!("/konference/{main}/jednani");
    let form_of = |page: crate::harness::html::Page| {
        page.forms().into_iter().find(|f| f.action.ends_with("/jednani/radky")).expect("the room takes lines")
    };
    let form = form_of(browser.visit(&room).await);
    let options = |name: &str| -> Vec<String> {
        let field = form.fields.iter().find(|f| f.name == name).expect("a choice");
        field.options.iter().filter(|o| !o.is_empty()).cloned().collect()
    };
    let (topics, children) = (options("oblast"), options("dite"));
    assert!(topics.len() >= 10 && !children.is_empty());
    let mut words = BTreeMap::<String, Vec<String>>::new();
    let mut number = 0;
    for topic in &topics {
        for child in std::iter::once("").chain(children.iter().map(String::as_str)) {
            number += 1;
            let secret = word("Kos", number);
            let form = form_of(browser.visit(&room).await);
            let mut fields = form.hidden();
            fields.extend(
                [("text", secret.as_str()), ("druh", "said"), ("oblast", topic), ("dite", child)]
                    .map(|(name, value)| (name.to_owned(), value.to_owned())),
            );
            let answer = browser.submit(&form, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{topic}: {:?}", answer.page().problems());
            words.entry(topic.clone()).or_default().push(secret);
        }
    }
    words
}

/// By what right a kind of reader acts, so that the table's row is theirs.
fn legal(kind: &str) -> &str {
    match kind {
        "parent_with_responsibility" | "parent_without_responsibility" | "foster_carer" => kind,
        _ => "none",
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_kind_of_reader_gets_what_they_must_not_in_their_extract() {
    let (house, _, main) = prepare(Backend::Sqlite, "running").await;
    let words = a_line_of_every_topic(&house, main).await;
    let of = Sql::new(
        "RELATED",
        "SELECT p.id, p.person_id FROM participant p WHERE p.conference_id = $1 AND p.removed IS NULL AND \
         (SELECT count(*) FROM relation r WHERE r.person_id = p.person_id) = \
         (SELECT count(*) FROM child h WHERE h.case_id = $2 AND h.removed IS NULL) ORDER BY p.created, p.id LIMIT 1",
    );
    let found_one: Option<(Uuid, Uuid)> =
        of.bind(main).bind(house.named("case.dolezalovi")).one(&house.raw.0).await.unwrap();
    let (seat, person) = found_one.expect("somebody who is related to all children");
    let of_child = Sql::new(
        "CHILD",
        "SELECT id FROM participant WHERE conference_id = $1 AND removed IS NULL AND child_id IS NOT NULL ORDER BY created, id LIMIT 1",
    );
    let child: Option<(Uuid,)> = of_child.bind(main).one(&house.raw.0).await.unwrap();
    // The meeting is over: then extracts are made.
    let over = Sql::new("OVER", "UPDATE conference SET state = 'held' WHERE id = $1");
    let mut work = house.raw.1.begin().await.unwrap();
    over.bind(main).execute(&mut work).await.unwrap();
    // Everybody was there all the time: what they miss, they miss by their rights.
    let there = Sql::new(
        "THERE",
        "INSERT INTO meeting_presence (id, conference_id, seat_id, step, happened, noted) SELECT p.id, p.conference_id, p.id, 'arrived', c.created, c.created \
         FROM participant p JOIN conference c ON c.id = p.conference_id WHERE p.conference_id = $1",
    );
    there.bind(main).execute(&mut work).await.unwrap();
    work.commit().await.unwrap();

    let (mut leaks, mut shown, mut last) = (Vec::new(), BTreeMap::new(), String::new());
    for (kind, never) in list() {
        let mut work = house.raw.1.begin().await.unwrap();
        let as_kind = Sql::new("KIND", "UPDATE participant SET reader = $2 WHERE id = $1");
        as_kind.bind(seat).bind(kind.as_str()).execute(&mut work).await.unwrap();
        let by_right = Sql::new("RIGHT", "UPDATE relation SET legal = $2 WHERE person_id = $1");
        by_right.bind(person).bind(legal(&kind)).execute(&mut work).await.unwrap();
        work.commit().await.unwrap();
        let whose = if kind == "child" { child.map(|(id,)| id) } else { Some(seat) };
        let Some(whose) = whose else { continue };
        let mut worker = house.browser_of(Person::Coordinator).await;
        let answer = worker.get(&format!("/konference/{main}/zapis/vypis/{whose}/nahled")).await;
        assert_eq!(answer.status, StatusCode::OK, "{kind}: {}", answer.page().heading());
        let text = pdf_text(&answer.body);
        last.clone_from(&text);
        for (topic, secrets) in &words {
            let seen = found(&text, secrets.iter());
            if !seen.is_empty() && never.contains(topic) {
                leaks.push(format!("{kind} reads {} of {} lines about {topic}", seen.len(), secrets.len()));
            }
            *shown.entry(kind.clone()).or_insert(0) += seen.len();
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    // An extract that shows nothing would prove nothing.
    for kind in ["parent_with_responsibility", "school", "health_provider", "social_service"] {
        assert!(
            shown.get(kind).is_some_and(|count| *count > 0),
            "the extract of {kind} is empty: {shown:?} {last}"
        );
    }
}

#[test]
fn the_list_speaks_about_every_kind_of_reader() {
    use pripadovka::kernel::Choice;
    let listed: Vec<String> = list().into_iter().map(|(kind, _)| kind).collect();
    let missing: Vec<&str> = pripadovka::cases::ReaderKind::ALL
        .iter()
        .map(|kind| kind.code())
        .filter(|code| !listed.iter().any(|known| known == code))
        .collect();
    assert!(missing.is_empty(), "say in canaries_readers.csv what these must not get: {missing:?}");
}
