//! Forms of children, people and protected facts.

use super::{MARK, NAME, birth_day, past_day};
use crate::access::{Permit, Reads};
use crate::cases::model::{
    Address, ChildInput, Email, FamilyName, FileMark, GivenName, Organisation, PersonInput, Phone,
    ProtectedInput, ProtectedNote, ProtectedValue,
};
use crate::cases::rules::{AddressParts, read_phone, read_postcode};
use crate::cases::{
    CaseFile, Child, LegalPosition, Person, ProtectedFact, ProtectedKind, ReaderKind, Relation, RelationKind,
};
use crate::kernel::{Choice, Day, FormState, Id};

/// A child as stored.
pub(crate) fn child_form<A: Reads<Child>>(permit: &Permit<Child, A>) -> FormState {
    let child = permit.record();
    let day = |day: Option<Day>| day.map(|d| czech::typography::plain(&czech::dates::short(d)));
    FormState::empty()
        .with("jmeno", permit.reveal(&child.given))
        .with("prijmeni", permit.reveal(&child.family))
        .with_some("narozeni", day(child.born.as_ref().map(|born| *permit.reveal(born))))
        .with("spisova_znacka", permit.reveal(&child.file_mark))
        .with_some("zapis_do_evidence", day(child.registered_on))
        .with_some("plan_vyhotoven", day(child.plan_made_on))
}

/// A child as typed; an empty file mark means the case's own. The due day of the plan is filled in by the caller,
/// who knows the law's data.
pub(crate) fn child(mut form: FormState, today: Day, case_mark: &str) -> Result<ChildInput, FormState> {
    let given = form.required("jmeno", NAME, "Napište aspoň křestní jméno dítěte.");
    let family = form.optional("prijmeni", NAME).unwrap_or_default();
    let born = birth_day(&mut form, "narozeni", today);
    let mark = form.optional("spisova_znacka", MARK).unwrap_or_else(|| case_mark.to_owned());
    let registered_on = past_day(&mut form, "zapis_do_evidence", today);
    let plan_made_on = past_day(&mut form, "plan_vyhotoven", today);
    if let (Some(entry), Some(made)) = (registered_on, plan_made_on)
        && made < entry
    {
        form.fail("plan_vyhotoven", "Plán nemohl vzniknout dřív, než bylo dítě zapsáno do evidence.");
    }
    form.finish(|| {
        Some(ChildInput {
            given: GivenName::new(given?),
            family: FamilyName::new(family),
            born,
            file_mark: FileMark::new(mark),
            registered_on,
            plan_due: None,
            plan_made_on,
        })
    })
}

/// The names of the fields that hold what a person is to a child: relation, own word, right.
pub(crate) fn relation_fields(child: Id<Child>) -> [String; 3] {
    [format!("vztah_{child}"), format!("slovo_{child}"), format!("postaveni_{child}")]
}

/// A person as stored.
pub(crate) fn person_form<A: Reads<Person>>(permit: &Permit<Person, A>, relations: &[Relation]) -> FormState {
    let person = permit.record();
    let address = person.address.as_ref().map(|a| AddressParts::of(permit.reveal(a))).unwrap_or_default();
    let mut form = FormState::empty()
        .with("titul_pred", &person.titles_before)
        .with("jmeno", permit.reveal(&person.given))
        .with("prijmeni", permit.reveal(&person.family))
        .with("titul_za", &person.titles_after)
        .with("cte_jako", person.reader.code())
        .with_some("cte_i_jako", person.also.map(Choice::code))
        .with_some("organizace", person.organisation.as_ref().map(|o| permit.reveal(o).clone()))
        .with_some("pozice", person.position.clone())
        .with_some("email", person.email.as_ref().map(|e| permit.reveal(e).clone()))
        .with_some("telefon", person.phone.as_ref().map(|p| permit.reveal(p).clone()))
        .with("ulice", address.street)
        .with("psc", address.postcode)
        .with("obec", address.town);
    for relation in relations.iter().filter(|r| r.person == person.id) {
        let [kind, words, legal] = relation_fields(relation.child);
        form = form
            .with(&kind, relation.relation.code())
            .with_some(&words, relation.words.clone())
            .with(&legal, relation.legal.code());
    }
    form
}

/// A person with what they are to the children.
pub(crate) struct PersonForm {
    /// The person.
    pub input: PersonInput,
    /// Relations; the person's identifier is the one given.
    pub relations: Vec<Relation>,
}

/// A person as typed.
pub(crate) fn person(
    mut form: FormState,
    id: Id<Person>,
    children: &[Id<Child>],
) -> Result<PersonForm, FormState> {
    let titles_before = form.optional("titul_pred", 40).unwrap_or_default();
    let given = form.optional("jmeno", NAME).unwrap_or_default();
    let family = form.optional("prijmeni", NAME).unwrap_or_default();
    let titles_after = form.optional("titul_za", 40).unwrap_or_default();
    if given.is_empty() && family.is_empty() {
        form.fail("jmeno", "Napište jméno nebo příjmení.");
    }
    let reader =
        form.required_choice::<ReaderKind>("cte_jako", "Vyberte, kdo to je. Určuje to, co smí vidět.");
    let also = form.optional_choice::<ReaderKind>("cte_i_jako");
    if also.is_some() && also == reader {
        form.fail("cte_i_jako", "To je tatáž role. Vyberte jinou, nebo nechte prázdné.");
    }
    let organisation = form.optional("organizace", NAME);
    let position = form.optional("pozice", NAME);
    let email = email(&mut form);
    let phone = checked(&mut form, "telefon", read_phone);
    let street = form.optional("ulice", NAME).unwrap_or_default();
    let postcode = checked(&mut form, "psc", read_postcode).unwrap_or_default();
    let town = form.optional("obec", NAME).unwrap_or_default();
    let address = AddressParts { street, postcode, town }.lines();
    let relations = relations_of(&mut form, id, children);
    let is_parent = [reader, also].contains(&Some(ReaderKind::ParentWithResponsibility));
    let holds = |r: &Relation| r.legal == LegalPosition::ParentWithResponsibility;
    if let (true, Some(first)) = (is_parent && !relations.iter().any(holds), children.first()) {
        let [_, _, legal] = relation_fields(*first);
        form.fail(
            &legal,
            "U rodiče s rodičovskou odpovědností vyberte, ke kterému dítěti ji má. Jinak se k němu nic nedostane.",
        );
    }
    form.finish(|| {
        let input = PersonInput {
            titles_before,
            given: GivenName::new(given),
            family: FamilyName::new(family),
            titles_after,
            reader: reader?,
            also,
            organisation: organisation.map(Organisation::new),
            position,
            email: email.map(Email::new),
            phone: phone.map(Phone::new),
            address: address.map(Address::new),
        };
        Some(PersonForm { input, relations })
    })
}

fn email(form: &mut FormState) -> Option<String> {
    let typed = form.optional("email", 200)?;
    if mail::is_deliverable(&typed) {
        return Some(typed);
    }
    form.fail("email", "Na tuhle adresu by e-mail nedošel. Zkontrolujte ji, například jana@priklad.cz.");
    None
}

fn checked(
    form: &mut FormState,
    field: &str,
    read: fn(&str) -> Result<String, &'static str>,
) -> Option<String> {
    let typed = form.optional(field, 40)?;
    match read(&typed) {
        Ok(value) => Some(value),
        Err(sentence) => {
            form.fail(field, sentence);
            None
        }
    }
}

fn relations_of(form: &mut FormState, person: Id<Person>, children: &[Id<Child>]) -> Vec<Relation> {
    let mut relations = Vec::new();
    for child in children {
        let [kind, words, legal] = relation_fields(*child);
        let relation = form.optional_choice::<RelationKind>(&kind);
        let words = form.optional(&words, 60);
        let legal = form.optional_choice::<LegalPosition>(&legal).unwrap_or(LegalPosition::None);
        if relation.is_none() && words.is_none() && legal == LegalPosition::None {
            continue;
        }
        let relation = relation.unwrap_or(RelationKind::Other);
        relations.push(Relation { person, child: *child, relation, words, legal });
    }
    relations
}

/// The value of the box that says: nobody outside the office.
pub(crate) const NOBODY: &str = "nikdo";

/// A protected fact as stored.
pub(crate) fn protected_form<A: Reads<ProtectedFact>>(permit: &Permit<ProtectedFact, A>) -> FormState {
    let fact = permit.record();
    let about = fact
        .about_child
        .map(|child| format!("dite-{child}"))
        .or_else(|| fact.about_person.map(|person| format!("osoba-{person}")));
    let form = FormState::empty()
        .with("druh", fact.kind.code())
        .with_some("o_kom", about)
        .with("udaj", permit.reveal(&fact.value))
        .with_some("poznamka", fact.note.as_ref().map(|note| permit.reveal(note).clone()));
    let form = if fact.reaches_nobody { form.with("pred_kym", NOBODY) } else { form };
    fact.must_not_reach.iter().fold(form, |form, person| form.with("pred_kym", person.to_string()))
}

/// A protected fact as typed; people and children are those of the case.
pub(crate) fn protected(
    mut form: FormState,
    children: &[Id<Child>],
    people: &[Id<Person>],
) -> Result<ProtectedInput, FormState> {
    let kind = form.required_choice::<ProtectedKind>("druh", "Vyberte, o jaký údaj jde.");
    let about = form.value("o_kom").to_owned();
    let about_child: Option<Id<Child>> =
        about.strip_prefix("dite-").and_then(|id| id.parse().ok()).filter(|id| children.contains(id));
    let about_person: Option<Id<Person>> =
        about.strip_prefix("osoba-").and_then(|id| id.parse().ok()).filter(|id| people.contains(id));
    if about_child.is_none() && about_person.is_none() {
        form.fail("o_kom", "Vyberte, koho se údaj týká.");
    }
    let value = form.required_text("udaj", 2000, "Napište údaj, který chráníme.");
    let note = form.optional_text("poznamka", 2000);
    let must_not_reach: Vec<Id<Person>> =
        form.ids::<Person>("pred_kym").into_iter().filter(|id| people.contains(id)).collect();
    let reaches_nobody = form.all("pred_kym").contains(&NOBODY);
    if must_not_reach.is_empty() && !reaches_nobody {
        form.fail(
            "pred_kym",
            "Vyberte aspoň jednoho člověka, ke kterému se údaj nesmí dostat, nebo že nesmí k nikomu mimo úřad.",
        );
    } else if about_person.is_some_and(|person| must_not_reach.contains(&person)) {
        form.fail("pred_kym", "Údaj nejde chránit před tím, koho se týká.");
    }
    form.finish(|| {
        Some(ProtectedInput {
            kind: kind?,
            about_person,
            about_child,
            value: ProtectedValue::new(value?),
            note: note.map(ProtectedNote::new),
            must_not_reach,
            reaches_nobody,
        })
    })
}

/// Where the choice of a case's people comes from: kept here so that pages and forms agree on the values.
pub(crate) fn about_value(child: Option<Id<Child>>, person: Option<Id<Person>>) -> String {
    match (child, person) {
        (Some(child), _) => format!("dite-{child}"),
        (None, Some(person)) => format!("osoba-{person}"),
        (None, None) => String::new(),
    }
}

/// A case's mark for a child that has none of its own.
pub(crate) fn mark_of<A: Reads<CaseFile>>(permit: &Permit<CaseFile, A>) -> String {
    permit.reveal(&permit.record().file_mark).clone()
}
