//! The page of a case.

use super::list::name_of;
use super::parts::{ClockView, SECTION, age_words, clock_view, initials, shared_sentence};
use crate::access::{Denied, House, Permit};
use crate::audit;
use crate::cases::policy::{
    DestroyCase, EditProtected, HandOver, ReadProtected, ReadReaders, ReopenCase, TransferCase,
};
use crate::cases::{
    CaseFile, Child, EditCase, LegalPosition, Person, ReadCase, Relation, children, people, relations,
    sharing_mailbox, store,
};
use crate::identity;
use crate::kernel::{Choice, Failure, Moment};
use crate::shell::{Frame, Html, Query, registry};
use askama::Template;
use axum::extract::State;
use jiff::civil::Time;

/// A child on the page.
pub(crate) struct ChildCard {
    pub anchor: String,
    pub href: String,
    pub initials: String,
    pub name: String,
    pub age: Option<String>,
    pub mark: String,
    pub clock: ClockView,
}

/// A person on the page.
pub(crate) struct PersonCard {
    pub anchor: String,
    pub href: String,
    pub initials: String,
    pub name: String,
    /// Relations or position with organisation.
    pub what: String,
    /// By what right, if any.
    pub right: Option<String>,
    pub contacts: Vec<String>,
    /// In which second role, if any.
    pub also: Option<&'static str>,
    /// Contacts that somebody else of the case has as well.
    pub shared: Vec<String>,
}

/// What the person who looks may do.
#[derive(Clone, Copy, Default)]
pub(crate) struct May {
    pub edit: bool,
    pub protect: bool,
    pub see_protected: bool,
    pub transfer: bool,
    /// Handing over to another office.
    pub hand_over: bool,
    /// Reading who looked.
    pub readers: bool,
    pub reopen: bool,
    pub destroy: bool,
}

#[derive(Template)]
#[template(path = "cases/pages/show.html")]
pub(crate) struct ShowPage {
    pub frame: Frame,
    pub href: String,
    pub title: String,
    pub mark: String,
    pub coordinator: String,
    pub closed: bool,
    pub version: i64,
    pub safety: bool,
    pub safety_words: Option<String>,
    pub children: Vec<ChildCard>,
    pub family: Vec<PersonCard>,
    pub professionals: Vec<PersonCard>,
    pub protected: i64,
    pub readers: usize,
    pub may: May,
    pub panels: Vec<String>,
}

type Shown = Permit<CaseFile, ReadCase>;

fn child_card(permit: &Shown, child: &Child) -> ChildCard {
    let today = permit.actor().today;
    let name = permit.reveal(&child.name).clone();
    ChildCard {
        anchor: format!("dite-{}", child.id),
        href: format!("/pripady/{}/deti/{}", permit.id(), child.id),
        initials: initials(&name),
        age: age_words(child.born.as_ref().map(|born| *permit.reveal(born)), today),
        mark: permit.reveal(&child.file_mark).clone(),
        clock: clock_view(child, today),
        name,
    }
}

/// Words that hold for some of the children: "otec (Anička)", or without names when they hold for all.
pub(crate) fn grouped(words: &[(String, String)], all: usize) -> Option<String> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (word, child) in words {
        match groups.iter_mut().find(|(known, _)| known == word) {
            Some((_, children)) => children.push(child),
            None => groups.push((word, vec![child])),
        }
    }
    let said: Vec<String> = groups
        .into_iter()
        .map(|(word, children)| {
            if children.len() == all { word.to_owned() } else { format!("{word} ({})", children.join(", ")) }
        })
        .collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn person_card(
    permit: &Shown,
    person: &Person,
    people: &[Person],
    relations: &[Relation],
    children: &[Child],
) -> PersonCard {
    let name = permit.reveal(&person.name).clone();
    let given = |relation: &Relation| {
        let child = children.iter().find(|c| c.id == relation.child);
        child.map(|c| permit.reveal(&c.given).clone()).unwrap_or_default()
    };
    let own: Vec<&Relation> = relations.iter().filter(|r| r.person == person.id).collect();
    let ties: Vec<(String, String)> = own.iter().map(|r| (r.label().to_owned(), given(r))).collect();
    let rights: Vec<(String, String)> = own
        .iter()
        .filter(|r| r.legal != LegalPosition::None)
        .map(|r| (r.legal.label().to_owned(), given(r)))
        .collect();
    let job = [person.position.clone(), person.organisation.as_ref().map(|o| permit.reveal(o).clone())];
    let job: Vec<String> = job.into_iter().flatten().collect();
    let what = if job.is_empty() { grouped(&ties, children.len()) } else { Some(job.join(", ")) };
    let contacts = [
        person.phone.as_ref().map(|p| permit.reveal(p).clone()),
        person.email.as_ref().map(|e| permit.reveal(e).clone()),
        person.address.as_ref().map(|a| permit.reveal(a).replace('\n', ", ")),
    ];
    PersonCard {
        anchor: format!("osoba-{}", person.id),
        href: format!("/pripady/{}/lide/{}", permit.id(), person.id),
        initials: initials(&name),
        what: what.unwrap_or_else(|| person.reader.label().to_owned()),
        right: grouped(&rights, children.len()),
        contacts: contacts.into_iter().flatten().collect(),
        also: person.also.map(Choice::label),
        shared: shared_with(permit, person, people),
        name,
    }
}

/// What a person shares with others of the case, in sentences.
fn shared_with(permit: &Shown, person: &Person, people: &[Person]) -> Vec<String> {
    let name = |id| people.iter().find(|p| p.id == id).map(|p| permit.reveal(&p.name).clone());
    sharing_mailbox(people).iter().filter_map(|group| shared_sentence(group, person.id, name)).collect()
}

const NOTICES: &[(&str, &str)] = &[
    ("zalozeno", "Případ je založený. Doplňte, co víte o dětech a lidech kolem nich."),
    ("nahlednuti", "Případ máte otevřený ke čtení. Koordinátor i vedoucí o tom vědí."),
    ("prevzato", "Případ je váš. Projděte, prosím, lidi, termíny a svolané konference."),
    ("ulozeno", "Uloženo."),
    ("bezpeci", "Záznam o bezpečí je uložený."),
    ("predano", "Případ má nového koordinátora."),
    ("uzavreno", "Případ je uzavřený."),
    ("otevreno", "Případ je znovu otevřený."),
    ("dite", "Dítě je zapsané."),
    ("dite-odebrano", "Dítě už v případu není."),
    ("clovek", "Člověk je zapsaný."),
    ("clovek-spolecne", "Uloženo. Stejný kontakt tu má ještě někdo jiný. Ověřte, kdo ho čte."),
    ("clovek-odebran", "Člověk už v případu není."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn show(permit: Shown, State(house): State<House>, query: Query) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let case = permit.record();
    let children = children(lookup, case.id).await?;
    let people = people(lookup, case.id).await?;
    let relations = relations(lookup, case.id).await?;
    let coordinator = identity::store::find_staff(&house.queries, case.coordinator).await?;
    let card = |person: &Person| person_card(&permit, person, &people, &relations, &children);
    let (family, others): (Vec<&Person>, Vec<&Person>) = people.iter().partition(|p| p.reader.is_of_family());
    let page = ShowPage {
        frame: Frame::new(&house, permit.actor(), SECTION).noticing(&query, NOTICES),
        href: format!("/pripady/{}", case.id),
        title: permit.reveal(&case.title).clone(),
        mark: permit.reveal(&case.file_mark).clone(),
        coordinator: coordinator.map_or_else(|| name_of(&[], case.coordinator), |s| s.name().full()),
        closed: case.closed,
        version: case.version,
        safety: case.safety_concern,
        safety_words: case.safety_note.as_ref().map(|note| permit.reveal(note).clone()),
        children: children.iter().map(|child| child_card(&permit, child)).collect(),
        family: family.into_iter().map(card).collect(),
        professionals: others.into_iter().map(card).collect(),
        protected: store::protected::count(lookup, case.id).await?,
        readers: readers_today(&house, &permit).await?,
        may: may(&permit),
        panels: registry().draw("case", &house, permit.actor(), case.id.uuid()).await?,
    };
    Ok(Html::page(&page)?)
}

fn may(permit: &Shown) -> May {
    May {
        edit: permit.allows::<EditCase>(),
        protect: permit.allows::<EditProtected>(),
        see_protected: permit.allows::<ReadProtected>(),
        transfer: permit.allows::<TransferCase>(),
        hand_over: permit.allows::<HandOver>(),
        readers: permit.allows::<ReadReaders>(),
        reopen: permit.allows::<ReopenCase>(),
        destroy: permit.allows::<DestroyCase>(),
    }
}

/// How many other people looked into the case today.
async fn readers_today(house: &House, permit: &Shown) -> Result<usize, Failure> {
    let since = Moment::in_prague(permit.actor().today, Time::midnight());
    let me = Some(permit.actor().id.uuid());
    let rows = audit::readers_of_case(&house.queries, permit.id().uuid(), since).await?;
    Ok(rows.iter().filter(|(actor, ..)| actor.is_some() && *actor != me).count())
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_father_of_one_half_sibling_is_named_with_that_child_only() {
        let said = |words: &[(&str, &str)]| {
            let words: Vec<(String, String)> =
                words.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            grouped(&words, 3)
        };
        assert_eq!(said(&[("otec", "Anička")]), Some("otec (Anička)".into()));
        assert_eq!(
            said(&[("matka", "Eliška"), ("matka", "Matyáš"), ("matka", "Anička")]),
            Some("matka".into())
        );
        assert_eq!(said(&[]), None);
    }
}
