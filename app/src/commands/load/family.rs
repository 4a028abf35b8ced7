//! A case: a family with children, relatives and professionals.

use super::bulk::{self, Bulk, Row};
use super::conference::Share;
use super::names::{self, Dice};
use super::offices::Desk;
use crate::access::{House, Tie};
use crate::cases::{CaseFile, Child, Person};
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use jiff::ToSpan;
use uuid::Uuid;
use vault::{CaseKey, Place};

/// Somebody who can sit at the table.
pub struct Seat {
    /// A person of the case.
    pub person: Option<Id<Person>>,
    /// A child.
    pub child: Option<Id<Child>>,
    /// Full name.
    pub name: String,
    /// "maminka".
    pub label: &'static str,
    /// Code of the kind of reader.
    pub reader: &'static str,
    /// Code of the perspective.
    pub perspective: &'static str,
}

/// A family as made.
pub struct Family {
    /// The case.
    pub case: Id<CaseFile>,
    /// Its key.
    pub key: CaseKey,
    /// The coordinator.
    pub coordinator: Id<Staff>,
    /// Everybody, family first.
    pub seats: Vec<Seat>,
    /// When the case was opened.
    pub opened: Moment,
    /// Today.
    pub today: Day,
}

/// A kind of person: label, reader, perspective, relation, legal position, title, organisation, woman.
struct Part {
    label: &'static str,
    reader: &'static str,
    perspective: &'static str,
    relation: &'static str,
    legal: &'static str,
    title: &'static str,
    organisation: Option<&'static str>,
    woman: bool,
    own_name: bool,
}

const fn relative(
    label: &'static str,
    codes: (&'static str, &'static str, &'static str),
    legal: &'static str,
    woman: bool,
) -> Part {
    let (reader, perspective, relation) = codes;
    Part { label, reader, perspective, relation, legal, title: "", organisation: None, woman, own_name: true }
}

const fn expert(
    label: &'static str,
    codes: (&'static str, &'static str, &'static str),
    title: &'static str,
    organisation: &'static str,
) -> Part {
    let (reader, perspective, relation) = codes;
    Part {
        label,
        reader,
        perspective,
        relation,
        legal: "none",
        title,
        organisation: Some(organisation),
        woman: true,
        own_name: false,
    }
}

/// Reader and legal position of a parent.
const PARENT: &str = "parent_with_responsibility";

const PARTS: &[Part] = &[
    relative("maminka", (PARENT, "mother_side", "mother"), PARENT, true),
    relative("tatínek", (PARENT, "father_side", "father"), PARENT, false),
    expert("třídní učitelka", ("school", "school", "teacher"), "Mgr.", "základní škola"),
    expert("dětská lékařka", ("health_provider", "health", "paediatrician"), "MUDr.", "ordinace"),
    expert(
        "pracovnice SAS",
        ("social_service", "family_services", "social_service"),
        "DiS.",
        "Most k rodině, z. s.",
    ),
    relative("babička", ("other_relative", "mother_side", "grandparent"), "none", true),
    expert("školní psycholožka", ("school", "school", "school_counsellor"), "PhDr.", "poradna"),
    expert("bytový odbor", ("municipal_department", "housing_money", "housing"), "Ing.", "městský úřad"),
    expert("dluhová poradkyně", ("adviser", "debts", "adviser"), "Mgr.", "poradna"),
];

/// Makes a case with enough people for its conference.
pub fn make(
    house: &House,
    desk: &Desk,
    share: &Share,
    dice: &mut Dice,
    bulk: &mut Bulk,
) -> Result<Family, Failure> {
    let opened = share.opened(house.clock.now());
    let case: Id<CaseFile> = Id::fresh(opened);
    let coordinator = dice.one(&desk.workers, desk.head);
    let (man, woman) = names::family(dice);
    let mark = format!("Om {}/{}", share.number + 1, opened.day().year());
    let title = format!("{woman} ({})", share.number + 1);
    let key = seal_key(house, case, opened, bulk)?;
    bulk.add(
        &bulk::CASE_FILE,
        Row::of(case)
            .and(desk.office)
            .and(coordinator)
            .and(&title)
            .and(czech::collation::sort_key(&title))
            .and(czech::folding::fold(&title))
            .and(&mark)
            .and(share.number.is_multiple_of(50))
            .and(opened)
            .and(1i64),
    );
    bulk.add(&bulk::TIE, Row::of(case).and(coordinator).and(Tie::Coordinator.code()).and(opened));
    let mut family = Family { case, key, coordinator, seats: Vec::new(), opened, today: house.clock.today() };
    named(bulk, desk, &family, ("case", case.uuid(), &title), &[&title, &mark]);
    let child = add_child(desk, share, &mut family, (man, woman), dice, bulk);
    for number in 0..share.participants.saturating_sub(1) {
        let index = usize::try_from(number).unwrap_or_default() % PARTS.len();
        if let Some(part) = PARTS.get(index) {
            add_person(desk, &mut family, (child, part), (man, woman), dice, bulk)?;
        }
    }
    Ok(family)
}

fn seal_key(house: &House, case: Id<CaseFile>, opened: Moment, bulk: &mut Bulk) -> Result<CaseKey, Failure> {
    let sealed = |e: vault::SealError| Failure::Sealed(e.to_string());
    let key = house.keys.ring().new_case_key().map_err(sealed)?;
    let wrapped = house.keys.ring().wrap(case.uuid(), &key).map_err(sealed)?;
    bulk.add(&bulk::CASE_KEY, Row::of(case).and(wrapped.key_id.to_string()).and(wrapped.bytes).and(opened));
    Ok(key)
}

/// What something is found by.
fn named(bulk: &mut Bulk, desk: &Desk, family: &Family, what: (&str, Uuid, &str), ways: &[&str]) {
    let (kind, subject, label) = what;
    let mut folded: Vec<String> = ways.iter().map(|way| czech::folding::fold(way)).collect();
    folded.sort();
    folded.dedup();
    for way in folded {
        bulk.add(
            &bulk::CASE_NAME,
            Row::of(desk.office).and(way).and(subject).and(family.case).and(kind).and(label),
        );
    }
}

fn add_child(
    desk: &Desk,
    share: &Share,
    family: &mut Family,
    (man, woman): (&str, &str),
    dice: &mut Dice,
    bulk: &mut Bulk,
) -> Id<Child> {
    let id: Id<Child> = Id::fresh(family.opened);
    let girl = dice.below(2) == 0;
    let (given, surname) = (names::given(dice, girl), if girl { woman } else { man });
    let day = family.opened.day();
    let born: Day = day.saturating_sub((200 + dice.below(5800)).days());
    // Most plans are made; the others are what the deadline board shows.
    let made = (!share.number.is_multiple_of(5)).then(|| day.saturating_add(20.days()));
    let mark = format!("Om {}-1/{}", share.number + 1, day.year());
    bulk.add(
        &bulk::CHILD,
        Row::of(id)
            .and(family.case)
            .and(desk.office)
            .and(given)
            .and(surname)
            .and(born)
            .and(&mark)
            .and(day)
            .and(day.saturating_add(30.days()))
            .and(made)
            .and(family.opened)
            .and(1i64),
    );
    let (forth, back) = (format!("{given} {surname}"), format!("{surname} {given}"));
    named(bulk, desk, family, ("child", id.uuid(), &forth), &[&forth, &back, &mark]);
    family.seats.push(Seat {
        person: None,
        child: Some(id),
        name: forth,
        label: "dítě",
        reader: "child",
        perspective: "child_voice",
    });
    id
}

fn add_person(
    desk: &Desk,
    family: &mut Family,
    (child, part): (Id<Child>, &Part),
    (man, woman): (&str, &str),
    dice: &mut Dice,
    bulk: &mut Bulk,
) -> Result<(), Failure> {
    let id: Id<Person> = Id::fresh(family.opened);
    let given = names::given(dice, part.woman);
    let stranger = names::family(dice);
    let surname = match (part.own_name, part.woman) {
        (true, true) => woman,
        (true, false) => man,
        (false, _) => stranger.1,
    };
    let seal = |column: &'static str, text: &str| {
        let place = Place { table: "person", column, row: id.uuid() };
        family
            .key
            .seal_text(place, text)
            .map(vault::Sealed::into_bytes)
            .map_err(|e| Failure::Sealed(e.to_string()))
    };
    let email = seal("email", &format!("clovek{}@mereni.example", dice.below(1_000_000)))?;
    let phone = seal("phone", &format!("+420 600 {:03} {:03}", dice.below(1000), dice.below(1000)))?;
    bulk.add(
        &bulk::PERSON,
        Row::of(id)
            .and(family.case)
            .and(desk.office)
            .and(part.title)
            .and(given)
            .and(surname)
            .and("")
            .and(part.reader)
            .and(part.organisation)
            .and(part.organisation.map(|_| part.label))
            .and(email)
            .and(phone)
            .and(family.opened)
            .and(1i64),
    );
    bulk.add(
        &bulk::RELATION,
        Row::of(id).and(child).and(part.relation).and(Some(part.label)).and(part.legal),
    );
    let (forth, back) = (format!("{given} {surname}"), format!("{surname} {given}"));
    let full = if part.title.is_empty() { forth.clone() } else { format!("{} {forth}", part.title) };
    named(bulk, desk, family, ("person", id.uuid(), &full), &[&forth, &back]);
    family.seats.push(Seat {
        person: Some(id),
        child: None,
        name: full,
        label: part.label,
        reader: part.reader,
        perspective: part.perspective,
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::{LegalPosition, ReaderKind, RelationKind};
    use crate::conferences::Perspective;

    #[test]
    fn synthetic_people_carry_codes_that_the_slices_know() {
        for part in PARTS {
            assert!(ReaderKind::from_code(part.reader).is_some(), "{}", part.label);
            assert!(Perspective::from_code(part.perspective).is_some(), "{}", part.label);
            assert!(RelationKind::from_code(part.relation).is_some(), "{}", part.label);
            assert!(LegalPosition::from_code(part.legal).is_some(), "{}", part.label);
        }
        assert!(ReaderKind::from_code("child").is_some() && Perspective::from_code("child_voice").is_some());
    }
}
