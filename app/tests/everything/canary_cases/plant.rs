//! Puts secrets where people write: goals, the place, papers, lines of the minutes, and columns of the list in turn.

use super::family::{About, Family, How, Secret};
use super::words::{Dice, Words, bare, sentence};
use crate::canaries::{self, Planted};
use crate::harness::{Browser, TestHouse};
use axum::http::{Method, StatusCode};
use portable_sql::Sql;
use uuid::Uuid;
use vault::Place;

/// Topics that lines of the minutes have.
pub const TOPICS: [&str; 10] = [
    "family_household",
    "school",
    "health_child",
    "health_others",
    "housing_money",
    "violence_safety",
    "criminal",
    "care_history",
    "child_words",
    "plan_tasks",
];

/// Columns that a case fills row by row, each with a secret of its own.
const ROW_BY_ROW: &[&str] = &[
    "child.given",
    "child.family",
    "child.file_mark",
    "person.given",
    "person.family",
    "person.address",
    "participant.name",
    "participant.role_label",
    "participant.place",
    "protected_fact.content",
    "goal.words",
    "meeting_line.words",
    "paper.title",
    "paper.file_name",
];

const GOALS: Sql = Sql::new("GOALS", "SELECT id FROM goal WHERE conference_id = $1 ORDER BY rank, id");
const SET_GOAL: Sql =
    Sql::new("SET_GOAL", "UPDATE goal SET words = $2, topic = $3, child_id = $4 WHERE id = $1");
const SET_PLACE: Sql = Sql::new("SET_PLACE", "UPDATE conference SET place = $2 WHERE id = $1");
const SET_OWN_PLACE: Sql = Sql::new("SET_OWN_PLACE", "UPDATE participant SET place = $2 WHERE id = $1");

/// Where the protected value of the case is let slip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slip {
    Goal,
    Place,
    Paper,
    Line,
}

/// Goals and the place.
pub async fn plan(
    house: &TestHouse,
    family: &mut Family,
    (dice, words): (&mut Dice, &mut Words),
    slip: Slip,
) {
    let key = house.house.keys.of_case(&house.raw.0, family.case).await.unwrap();
    let betrayed = |at: Slip| match &family.betrayed {
        Some(value) if slip == at => format!(" ({value})"),
        _ => String::new(),
    };
    let (goal_slip, place_slip) = (betrayed(Slip::Goal), betrayed(Slip::Place));
    let goals: Vec<(Uuid,)> = GOALS.bind(family.conference).all(&house.raw.0).await.unwrap();
    let mut work = house.raw.1.begin().await.unwrap();
    for (goal,) in goals {
        let place = words.place();
        let text = format!("Rodina má do léta byt ve městě blízko {place}{goal_slip}.");
        let sealed = key.seal_text(Place { table: "goal", column: "words", row: goal }, &text).unwrap();
        // Some are of the plan, some talk of one child or of all under a topic.
        let (group, about) = match dice.below(3) {
            0 => ("plan_tasks", About::Meeting),
            1 => (*dice.one(&TOPICS), About::Child(*dice.one(&family.children))),
            _ => (*dice.one(&TOPICS[..9]), About::Children),
        };
        let child = if let About::Child(child) = about { Some(child) } else { None };
        let topic = (group != "plan_tasks" || dice.below(2) == 0).then_some(group);
        let row = SET_GOAL.bind(goal).bind(sealed.into_bytes()).bind(topic).bind(child);
        row.execute(&mut work).await.unwrap();
        let (what, how) = (format!("goal.words ({group})"), How::Goal);
        family.secrets.push(Secret { what, about, group, needle: bare(&place), how });
    }
    let own = own_place(family, &key, (&mut *dice, &mut *words));
    if let Some((seat, sealed)) = own {
        SET_OWN_PLACE.bind(seat).bind(sealed).execute(&mut work).await.unwrap();
    }
    let place = words.place();
    let text = serde_json::json!({
        "name": format!("Klubovna u {place}"),
        "address": format!("Dvorská {}, Šternberk", 2 + dice.below(60)),
        "access": format!("Zazvoňte dole.{place_slip}"),
        "waiting": "",
    });
    let at = Place { table: "conference", column: "place", row: family.conference };
    let sealed = key.seal_text(at, &text.to_string()).unwrap();
    SET_PLACE.bind(family.conference).bind(sealed.into_bytes()).execute(&mut work).await.unwrap();
    work.commit().await.unwrap();
    let (what, about, how) = ("conference.place".to_owned(), About::Meeting, How::Place);
    family.secrets.push(Secret { what, about, group: "plan_tasks", needle: bare(&place), how });
}

/// Somebody at the table comes elsewhere: what to store.
fn own_place(
    family: &mut Family,
    key: &vault::CaseKey,
    (dice, words): (&mut Dice, &mut Words),
) -> Option<(Uuid, Vec<u8>)> {
    let invited: Vec<Uuid> = family.seats.iter().filter(|seat| !seat.staff).map(|seat| seat.id).collect();
    if invited.is_empty() {
        return None;
    }
    let seat = *dice.one(&invited);
    let place = words.place();
    let text = serde_json::json!({
        "name": format!("Klubovna u {place}"),
        "address": format!("Zahradní {}, Šternberk", 2 + dice.below(60)),
        "access": format!("Vchod od {place}."),
        "waiting": format!("Lavice u {place}"),
    });
    let at = Place { table: "participant", column: "place", row: seat };
    let (what, about, how) = ("participant.place".to_owned(), About::Seat(seat), How::OwnPlace);
    family.secrets.push(Secret { what, about, group: "plan_tasks", needle: bare(&place), how });
    Some((seat, key.seal_text(at, &text.to_string()).unwrap().into_bytes()))
}

/// A paper for everybody at the table, holding some groups about some children.
pub async fn paper(
    worker: &mut Browser,
    family: &mut Family,
    (dice, words): (&mut Dice, &mut Words),
    slip: Slip,
) {
    let address = format!("/konference/{}/podklady/novy", family.conference);
    let page = worker.visit(&address).await;
    let form = page.forms().into_iter().find(|form| form.multipart).expect("a form for a paper");
    let groups: Vec<&'static str> = dice.shuffled(&TOPICS)[..1 + dice.below(2)].to_vec();
    let children: Vec<Uuid> =
        dice.shuffled(&family.children)[..1 + dice.below(family.children.len())].to_vec();
    let (title, body, file) = (words.place(), words.place(), words.place());
    let mut text = String::new();
    for group in &groups {
        text.push_str(&format!("{} {body}.\n\n", sentence(group)));
    }
    if let Some(value) = family.betrayed.as_ref().filter(|_| slip == Slip::Paper) {
        text.push_str(&format!("Psáno pro {value}.\n"));
    }
    let mut fields: Vec<(String, String)> = form.hidden();
    fields.push(("nazev".into(), format!("Zpráva z {title}")));
    fields.push(("druh".into(), "report".into()));
    fields.extend(groups.iter().map(|group| ("skupiny".to_owned(), (*group).to_owned())));
    fields.extend(children.iter().map(|child| ("deti".to_owned(), child.to_string())));
    let seats = family.seats.iter().filter(|seat| !seat.staff);
    fields.extend(seats.map(|seat| ("pro".to_owned(), seat.id.to_string())));
    let name = format!("{}.txt", bare(&file));
    let sent = worker.send(Method::POST, &address, Some(multipart(&fields, (&name, &text)))).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "a paper: {:?}", sent.page().problems());
    for (what, needle) in [("paper.title", &title), ("a paper's text", &body)] {
        let how = How::Paper(groups.clone(), children.clone());
        let (what, about) = (what.to_owned(), About::Children);
        family.secrets.push(Secret { what, about, group: groups[0], needle: bare(needle), how });
    }
    family.secrets.push(Secret {
        what: "paper.file_name".into(),
        about: About::Meeting,
        group: "plan_tasks",
        needle: bare(&file),
        how: How::Column("paper.file_name".into(), Vec::new()),
    });
}

/// A multipart body as a browser sends it.
fn multipart(fields: &[(String, String)], (name, text): (&str, &str)) -> (String, Vec<u8>) {
    const BORDER: &str = "----pripadovka55c0";
    let mut body = String::new();
    for (name, value) in fields {
        body.push_str(&format!(
            "--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        ));
    }
    body.push_str(&format!(
        "--{BORDER}\r\nContent-Disposition: form-data; name=\"soubor\"; filename=\"{name}\"\r\n\
         Content-Type: text/plain\r\n\r\n{text}\r\n--{BORDER}--\r\n"
    ));
    (format!("multipart/form-data; boundary={BORDER}"), body.into_bytes())
}

/// Begins the meeting and writes a line of every topic, about one child, about all or about the plan.
pub async fn lines(
    worker: &mut Browser,
    family: &mut Family,
    (dice, words): (&mut Dice, &mut Words),
    slip: Slip,
) {
    let room = format!("/konference/{}/jednani", family.conference);
    for form in worker.visit(&room).await.forms() {
        if form.action.ends_with("/jednani/zahajit") {
            worker.submit(&form, &crate::harness::forms::plausible(&form)).await;
        }
    }
    let page = worker.visit(&room).await;
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/jednani/radky"));
    let form = form.unwrap_or_else(|| panic!("the room takes no lines: {}", page.text()));
    let mut topics = TOPICS.to_vec();
    topics.extend((0..4).map(|_| *dice.one(&TOPICS)));
    for topic in topics {
        let about = match dice.below(4) {
            0 if topic == "plan_tasks" => About::Meeting,
            0 => About::Children,
            _ => About::Child(*dice.one(&family.children)),
        };
        let place = words.place();
        let text = format!("{} {place}.", sentence(topic));
        let how = line(worker, (&form, family), dice, (topic, &about, &text)).await;
        let what = format!("meeting_line.words ({topic})");
        family.secrets.push(Secret { what, about, group: topic, needle: bare(&place), how });
    }
    if let Some(value) = family.betrayed.clone().filter(|_| slip == Slip::Line) {
        let text = format!("Domluvili jsme se, že {value} nikdo neprozradí.");
        line(worker, (&form, family), dice, ("plan_tasks", &About::Meeting, &text)).await;
    }
}

async fn line(
    worker: &mut Browser,
    (form, family): (&crate::harness::html::Form, &Family),
    dice: &mut Dice,
    (topic, about, text): (&str, &About, &str),
) -> How {
    let kind = *dice.one(&["said", "agreed", "dissent", "task", "postponed"]);
    let speaker = dice.one(&family.seats).id;
    let owner = dice.one(&family.seats).id;
    write(worker, form, (kind, speaker, owner), (topic, about, text)).await;
    match kind {
        "task" => How::TakenOn(owner),
        "said" | "dissent" => How::Said(speaker),
        _ => How::Line,
    }
}

/// Writes a line down.
async fn write(
    worker: &mut Browser,
    form: &crate::harness::html::Form,
    (kind, speaker, owner): (&str, Uuid, Uuid),
    (topic, about, text): (&str, &About, &str),
) {
    let child = match about {
        About::Child(child) => child.to_string(),
        _ => String::new(),
    };
    let fresh = pripadovka::kernel::Id::<()>::fresh(pripadovka::kernel::Clock::System.now()).uuid();
    let mut fields = form.hidden();
    fields.retain(|(name, _)| name != "nove_id");
    for (name, value) in [
        ("nove_id", fresh.to_string()),
        ("text", text.to_owned()),
        ("druh", kind.to_owned()),
        ("oblast", topic.to_owned()),
        ("dite", child),
        ("kdo", speaker.to_string()),
    ] {
        fields.push((name.to_owned(), value));
    }
    if kind == "task" {
        fields.push(("ukol_kdo".into(), owner.to_string()));
        fields.push(("termin".into(), "17. 12. 2026".into()));
    }
    let answer = worker.submit(form, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{topic} {kind}: {:?}", answer.page().problems());
}

/// Everybody from outside the office takes something on: whoever has no task has nothing to read afterwards.
pub async fn tasks(worker: &mut Browser, family: &mut Family, (dice, words): (&mut Dice, &mut Words)) {
    let page = worker.visit(&format!("/konference/{}/jednani", family.conference)).await;
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/jednani/radky"));
    let form = form.unwrap_or_else(|| panic!("the room takes no tasks: {}", page.text()));
    let owners: Vec<Uuid> = family.seats.iter().filter(|seat| !seat.staff).map(|seat| seat.id).collect();
    for owner in owners {
        let topic = *dice.one(&TOPICS);
        let about = match topic {
            "plan_tasks" => About::Meeting,
            _ => About::Child(*dice.one(&family.children)),
        };
        let place = words.place();
        let text = format!("{} {place}.", sentence(topic));
        write(worker, &form, ("task", owner, owner), (topic, &about, &text)).await;
        let (what, how) = (format!("a task of somebody's own ({topic})"), How::TakenOn(owner));
        family.secrets.push(Secret { what, about, group: topic, needle: bare(&place), how });
    }
}

/// Some columns of the list, another few for every case, so that all have their turn.
pub fn columns(number: usize, words: &mut Words) -> Vec<Planted> {
    let all: Vec<Planted> = canaries::list()
        .into_iter()
        .filter_map(|(_, _, planted)| planted)
        .filter(|planted| !ROW_BY_ROW.contains(&format!("{}.{}", planted.table, planted.column).as_str()))
        .collect();
    let mut chosen = Vec::new();
    for offset in 0..8 {
        let mut planted = all[(number * 8 + offset) % all.len()].clone();
        planted.secret = format!("blízko {}", words.place());
        chosen.push(planted);
    }
    chosen
}

/// Plants them in every row there is; the secrets.
pub async fn salt(house: &TestHouse, columns: &[Planted]) {
    let mut work = house.raw.1.begin().await.unwrap();
    for planted in columns {
        work = canaries::plant(house, work, planted).await.0;
    }
    work.commit().await.unwrap();
}

/// The secrets of columns.
pub fn secrets_of(columns: &[Planted]) -> impl Iterator<Item = Secret> + '_ {
    columns.iter().map(|planted| {
        let column = format!("{}.{}", planted.table, planted.column);
        let needle = bare(planted.secret.rsplit(' ').next().unwrap());
        let how = How::Column(column.clone(), planted.may.clone());
        Secret { what: column, about: About::Meeting, group: "plan_tasks", needle, how }
    })
}
