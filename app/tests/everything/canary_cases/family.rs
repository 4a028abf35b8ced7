//! An invented family around the table of the demo's main conference: everybody gets other names, contacts, kinds and
//! relations, and what must not reach whom is drawn anew.

use super::words::{Dice, Words, bare, phone};
use crate::canaries::made;
use crate::harness::TestHouse;
use portable_sql::{Sql, Transaction};
use std::collections::BTreeMap;
use uuid::Uuid;
use vault::Place;

/// Whom a secret is about.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// Somebody at the table, by their seat.
    Seat(Uuid),
    Child(Uuid),
    /// All the children together.
    Children,
    /// What the conference is about.
    Meeting,
}

/// Where a secret stands.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    Name,
    /// A child's initials, with their full stops.
    Initials,
    /// Address, phone, electronic address.
    Contact(&'static str),
    /// How somebody at the table is called by what they do there.
    Role,
    /// Where the meeting is.
    Place,
    /// Where one person comes instead: theirs, and nobody else's.
    OwnPlace,
    Goal,
    /// A line of the minutes that is nobody's own words.
    Line,
    /// What somebody at the table said, or disagreed with: their own words.
    Said(Uuid),
    /// A task that somebody at the table took on.
    TakenOn(Uuid),
    /// In a file that was handed out: what groups it holds and which children it concerns.
    Paper(Vec<&'static str>, Vec<Uuid>),
    /// What must not reach some people, standing in words that go out.
    Protected(Vec<Uuid>),
    /// In a column of the list, with the outputs that may show it.
    Column(String, Vec<String>),
}

/// A planted secret.
#[derive(Clone, Debug)]
pub struct Secret {
    pub what: String,
    pub about: About,
    /// What it is about, as the list of who may know what says it.
    pub group: &'static str,
    /// Letters and digits by which it is recognised.
    pub needle: String,
    pub how: How,
}

/// Somebody at the table.
#[derive(Clone, Debug)]
pub struct Seat {
    pub id: Uuid,
    pub person: Option<Uuid>,
    pub child: Option<Uuid>,
    pub staff: bool,
    /// As what they read; two when they have two roles.
    pub kinds: Vec<&'static str>,
    /// By what right they act for each child they have to do with.
    pub positions: BTreeMap<Uuid, &'static str>,
    pub email: String,
    /// People from whom something is kept and who read what is sent here.
    pub readers: Vec<Uuid>,
    /// What the head decided that they are not told.
    pub narrowed: Vec<&'static str>,
}

/// The family of one case.
pub struct Family {
    pub conference: Uuid,
    pub case: Uuid,
    pub children: Vec<Uuid>,
    pub seats: Vec<Seat>,
    pub safety: bool,
    pub secrets: Vec<Secret>,
    /// A protected value in the words in which it is written down, to be put where it must not be.
    pub betrayed: Option<String>,
    /// What makes the case the one it is, for a report.
    pub shape: String,
}

/// Kinds of readers that people at the table are drawn from.
const KINDS: [&str; 19] = [
    "parent_with_responsibility",
    "parent_without_responsibility",
    "other_relative",
    "foster_carer",
    "support_person",
    "school",
    "health_provider",
    "social_service",
    "accompanying_organisation",
    "residential_facility",
    "municipal_department",
    "adviser",
    "other_ospod",
    "region",
    "police",
    "prosecutor",
    "probation",
    "court",
    "interpreter",
];

const ROLES: &str = "kmotra sousedka švadlena knihovnice vychovatelka trenérka kadeřnice účetní zahradnice prodavačka \
    číšnice lektorka ošetřovatelka skladnice pokojská kuchařka uklízečka recepční";

const CHILDREN: Sql = Sql::new("CHILDREN", "SELECT id FROM child WHERE case_id = $1 ORDER BY born, id");
const SEATS: Sql = Sql::new(
    "SEATS",
    "SELECT id, person_id, child_id, staff_id, reader FROM participant \
     WHERE conference_id = $1 AND removed IS NULL ORDER BY created, id",
);
const NAME_CHILD: Sql =
    Sql::new("NAME_CHILD", "UPDATE child SET given = $2, family = $3, file_mark = $4 WHERE id = $1");
const NAME_PERSON: Sql = Sql::new(
    "NAME_PERSON",
    "UPDATE person SET given = $2, family = $3, email = $4, phone = $5, address = $6, reader = $7, also_reads_as = $8 \
     WHERE id = $1",
);
const NAME_SEAT: Sql =
    Sql::new("NAME_SEAT", "UPDATE participant SET name = $2, role_label = $3, reader = $4 WHERE id = $1");
const UNRELATED: Sql = Sql::new("UNRELATED", "DELETE FROM relation WHERE person_id = $1");
const RELATED: Sql = Sql::new(
    "RELATED",
    "INSERT INTO relation (person_id, child_id, kind, words, legal) VALUES ($1, $2, 'other', NULL, $3)",
);
const SAFETY: Sql = Sql::new("SAFETY", "UPDATE case_file SET safety_concern = $2 WHERE id = $1");
const PROTECT: Sql = Sql::new(
    "PROTECT",
    "INSERT INTO protected_fact (id, case_id, office_id, kind, about_person_id, about_child_id, content, note, created, \
     outside, version) SELECT $1, c.id, c.office_id, $3, $4, $5, $6, NULL, c.created, $7, 1 FROM case_file c WHERE c.id = $2",
);
const KEEP_FROM: Sql =
    Sql::new("KEEP_FROM", "INSERT INTO protected_fact_from (fact_id, person_id) VALUES ($1, $2)");
const VERIFY: Sql = Sql::new(
    "VERIFY",
    "INSERT INTO law_verification (office_id, row_id, code, verified_on, staff_id, created) \
     SELECT c.office_id, l.id, l.code, $2, c.coordinator_id, $3 FROM legal_reference l, case_file c WHERE c.id = $1",
);

/// Makes the family. Every second family has a safety concern, every third a shared mailbox; the rest is drawn.
pub async fn make(house: &TestHouse, number: usize, (dice, words): (&mut Dice, &mut Words)) -> Family {
    let (case, conference) = (house.named("case.dolezalovi"), house.named("conference.main"));
    let ids: Vec<(Uuid,)> = CHILDREN.bind(case).all(&house.raw.0).await.unwrap();
    let mut family = Family {
        conference,
        case,
        children: ids.into_iter().map(|(id,)| id).collect(),
        seats: Vec::new(),
        safety: number.is_multiple_of(2),
        secrets: Vec::new(),
        betrayed: None,
        shape: String::new(),
    };
    let mut work = house.raw.1.begin().await.unwrap();
    SAFETY.bind(case).bind(family.safety).execute(&mut work).await.unwrap();
    // What the office may print of the law: else nobody gets a paper for their employer.
    let today = house.house.clock.today();
    VERIFY.bind(case).bind(today).bind(house.house.clock.now()).execute(&mut work).await.unwrap();
    work = children(work, &mut family, (&mut *dice, &mut *words)).await;
    work = seats(house, work, &mut family, (number, &mut *dice, &mut *words)).await;
    work = protect(house, work, &mut family, (dice, words)).await;
    work.commit().await.unwrap();
    family.shape = format!(
        "{}{} at the table, {} secrets",
        if family.safety { "safety concern, " } else { "" },
        family.seats.len(),
        family.secrets.len()
    );
    family
}

fn name(what: &str, about: &About, words: &[&str]) -> Vec<Secret> {
    let one = |word: &&str| Secret {
        what: what.to_owned(),
        about: about.clone(),
        group: "identity",
        needle: bare(word),
        how: How::Name,
    };
    words.iter().map(one).collect()
}

async fn children(
    mut work: Transaction,
    family: &mut Family,
    (dice, words): (&mut Dice, &mut Words),
) -> Transaction {
    for (number, child) in family.children.clone().into_iter().enumerate() {
        let girl = dice.chance(50);
        let (given, last) = words.name(dice, girl);
        let mark = format!("Om {}{}/2026", 7103 + number, 100 + dice.below(900));
        family.secrets.extend(name("child", &About::Child(child), &[&given, &last]));
        family.secrets.push(Secret {
            what: "child.file_mark".into(),
            about: About::Child(child),
            group: "identity",
            needle: bare(&mark),
            how: How::Name,
        });
        let initials = czech::names::initials(&format!("{given} {last}")).replace('\u{a0}', " ");
        let twice = |secret: &Secret| secret.needle == initials;
        if !family.secrets.iter().any(twice) {
            let (what, about) = ("the child's initials".into(), About::Child(child));
            let how = How::Initials;
            family.secrets.push(Secret { what, about, group: "identity", needle: initials, how });
        }
        NAME_CHILD.bind(child).bind(given).bind(last).bind(mark).execute(&mut work).await.unwrap();
    }
    work
}

/// What somebody is to each child: everybody around children is there for some of them.
fn positions(
    dice: &mut Dice,
    number: usize,
    kind: &str,
    children: &[Uuid],
) -> (BTreeMap<Uuid, &'static str>, Option<&'static str>) {
    let mut positions = BTreeMap::new();
    // Half-siblings: the second seat is the father of some, the third of the others, and not the other way round.
    let his = 1 + dice.below(children.len().saturating_sub(1));
    for (at, child) in children.iter().enumerate() {
        let legal = match (number, kind) {
            (0, _) => Some("parent_with_responsibility"),
            (1, _) if at < his => Some("parent_with_responsibility"),
            (2, "parent_without_responsibility") if at >= his => Some("parent_without_responsibility"),
            (2, _) if at >= his => Some("parent_with_responsibility"),
            // A step-parent is written down as a relative of the child, or not at all.
            (1 | 2, _) => dice.chance(50).then_some("none"),
            (_, "parent_with_responsibility") => *dice.one(&[
                Some("parent_with_responsibility"),
                Some("guardian"),
                Some("foster_carer"),
                Some("none"),
                None,
            ]),
            (_, "parent_without_responsibility") => {
                *dice.one(&[Some("parent_without_responsibility"), Some("guardian_ad_litem"), None])
            }
            (_, "foster_carer") => *dice.one(&[Some("foster_carer"), None]),
            _ => *dice.one(&[Some("none"), Some("none"), None]),
        };
        positions.extend(legal.map(|legal| (*child, legal)));
    }
    let also = (number > 2 && dice.chance(20)).then(|| *dice.one(&KINDS[2..]));
    (positions, also.filter(|also| *also != kind))
}

async fn seats(
    house: &TestHouse,
    mut work: Transaction,
    family: &mut Family,
    (family_number, dice, words): (usize, &mut Dice, &mut Words),
) -> Transaction {
    let key = house.house.keys.of_case(&house.raw.0, family.case).await.unwrap();
    let rows: Vec<(Uuid, Option<Uuid>, Option<Uuid>, Option<Uuid>, String)> =
        SEATS.bind(family.conference).all(&mut work).await.unwrap();
    let roles = dice.shuffled(&ROLES.split_whitespace().collect::<Vec<_>>());
    // Sometimes two people read one mailbox.
    let shared = family_number.is_multiple_of(3).then(|| (1 + dice.below(2), 3 + dice.below(4)));
    for (number, (id, person, child, staff, reader)) in rows.into_iter().enumerate() {
        let mut seat = Seat {
            id,
            person,
            child,
            staff: staff.is_some(),
            kinds: vec![KINDS.iter().find(|kind| **kind == reader).copied().unwrap_or(
                match reader.as_str() {
                    "child" => "child",
                    "facilitator" => "facilitator",
                    _ => "minute_taker",
                },
            )],
            positions: BTreeMap::new(),
            email: String::new(),
            readers: person.into_iter().collect(),
            narrowed: Vec::new(),
        };
        let Some(person) = person else {
            family.seats.push(seat);
            continue;
        };
        let kind = match number {
            0 | 1 => KINDS[0],
            2 => KINDS[dice.below(2)],
            _ => *dice.one(&KINDS[..]),
        };
        let (positions, also) = positions(dice, number, kind, &family.children);
        seat.kinds = std::iter::once(kind).chain(also).collect();
        seat.positions = positions;
        let woman = dice.chance(60);
        let (given, last) = words.name(dice, woman);
        let (address, street) = words.address(dice);
        let phone = phone(dice);
        seat.email = words.email();
        if let Some((first, _)) = shared.filter(|(_, second)| *second == number) {
            seat.email = family.seats[first].email.clone();
            let other = family.seats[first].person;
            seat.readers.extend(other);
            family.seats[first].readers.push(person);
        }
        let sealed = |column: &'static str, text: &str| {
            key.seal_text(Place { table: "person", column, row: person }, text).unwrap().into_bytes()
        };
        let role = format!("{} z {}", roles[number % roles.len()], words.place());
        NAME_PERSON
            .bind(person)
            .bind(given.clone())
            .bind(last.clone())
            .bind(sealed("email", &seat.email))
            .bind(sealed("phone", &phone))
            .bind(sealed("address", &address))
            .bind(kind)
            .bind(also)
            .execute(&mut work)
            .await
            .unwrap();
        let whole = format!("{given} {last}");
        NAME_SEAT.bind(id).bind(whole).bind(role.clone()).bind(kind).execute(&mut work).await.unwrap();
        UNRELATED.bind(person).execute(&mut work).await.unwrap();
        for (child, legal) in &seat.positions {
            RELATED.bind(person).bind(*child).bind(*legal).execute(&mut work).await.unwrap();
        }
        let about = About::Seat(id);
        family.secrets.extend(name("person", &about, &[&given, &last]));
        for (column, text) in [("address", street.as_str()), ("phone", &phone[5..]), ("email", &seat.email)] {
            family.secrets.push(Secret {
                what: format!("person.{column}"),
                about: about.clone(),
                group: "contacts_addresses",
                needle: bare(text),
                how: How::Contact(column),
            });
        }
        family.secrets.push(Secret {
            what: "participant.role_label".into(),
            about,
            group: super::judge::shows(kind),
            needle: bare(role.rsplit(' ').next().unwrap()),
            how: How::Role,
        });
        family.seats.push(seat);
    }
    work
}

/// What must not reach whom: written down as protected, and put into words that go out as soon as nobody stops them.
async fn protect(
    house: &TestHouse,
    mut work: Transaction,
    family: &mut Family,
    (dice, words): (&mut Dice, &mut Words),
) -> Transaction {
    let key = house.house.keys.of_case(&house.raw.0, family.case).await.unwrap();
    for sql in [
        "DELETE FROM protected_fact_from",
        "DELETE FROM justification",
        "DELETE FROM protected_fact",
        "DELETE FROM consent",
        "DELETE FROM disclosure_exception",
    ] {
        made(sql.to_owned()).statement().execute(&mut work).await.unwrap();
    }
    for number in 0..1 + dice.below(2) {
        let id = Uuid::from_u128(0x0193_4000_0000_7000_8000_0000_00c0_0000 + number as u128);
        let place = words.place();
        let (kind, value) = match dice.below(4) {
            0 => ("address", format!("{}ská 11\n785 01 Šternberk", place.trim_end_matches("ovic"))),
            1 => ("school", format!("Základní škola {place}")),
            2 => ("other", format!("azylový dům u {place}")),
            _ => ("notifier", format!("oznámila učitelka z {place}")),
        };
        let people: Vec<Uuid> = family.seats.iter().filter_map(|seat| seat.person).collect();
        let nobody = dice.chance(25);
        // The second at the table is always among them.
        let kept = people.iter().enumerate().filter(|(at, _)| *at == 1 || dice.chance(35));
        let kept: Vec<Uuid> = kept.map(|(_, person)| *person).collect();
        let content = Place { table: "protected_fact", column: "content", row: id };
        PROTECT
            .bind(id)
            .bind(family.case)
            .bind(kind)
            .bind(None::<Uuid>)
            .bind(Some(*dice.one(&family.children)))
            .bind(key.seal_text(content, &value).unwrap().into_bytes())
            .bind(nobody.then_some("nobody"))
            .execute(&mut work)
            .await
            .unwrap();
        let kept = if nobody { people.clone() } else { kept };
        for person in kept.iter().filter(|_| !nobody) {
            KEEP_FROM.bind(id).bind(*person).execute(&mut work).await.unwrap();
        }
        family.secrets.push(Secret {
            what: format!("protected_fact.content ({kind})"),
            about: About::Meeting,
            group: "plan_tasks",
            needle: bare(value.lines().next().unwrap()),
            how: How::Protected(kept),
        });
        family.betrayed = Some(value.lines().next().unwrap().to_owned());
    }
    work
}
