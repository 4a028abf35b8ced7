//! Pages of protected facts.

use super::parts::{CaseHead, ConfirmPage, SECTION, Stale, done, told_apart, with_fresh};
use crate::access::{Denied, House, Lookup, Permit, Reads};
use crate::cases::policy::{EditProtected, ReadProtected};
use crate::cases::{
    CaseFile, Child, Person, ProtectedFact, ProtectedKind, actions, children, forms, people, protected_facts,
};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A protected fact as listed.
pub(crate) struct FactView {
    pub href: String,
    pub kind: &'static str,
    pub about: String,
    pub value: String,
    pub note: Option<String>,
    pub hidden_from: String,
}

#[derive(Template)]
#[template(path = "cases/pages/protected_list.html")]
pub(crate) struct ProtectedListPage {
    pub frame: Frame,
    pub case: CaseHead,
    pub facts: Vec<FactView>,
    pub may_edit: bool,
}

/// The children and people of a case with their names.
struct Circle {
    children: Vec<(Id<Child>, String)>,
    people: Vec<(Id<Person>, String)>,
}

impl Circle {
    async fn of<A: Reads<CaseFile>>(lookup: Lookup<'_>, case: &Permit<CaseFile, A>) -> Result<Self, Failure> {
        let children = children(lookup, case.id()).await?;
        let people = people(lookup, case.id()).await?;
        Ok(Self {
            children: children.iter().map(|c| (c.id, case.reveal(&c.name).clone())).collect(),
            people: people.iter().map(|p| (p.id, case.reveal(&p.name).clone())).collect(),
        })
    }

    fn child_ids(&self) -> Vec<Id<Child>> {
        self.children.iter().map(|(id, _)| *id).collect()
    }

    fn person_ids(&self) -> Vec<Id<Person>> {
        self.people.iter().map(|(id, _)| *id).collect()
    }

    /// The name of whom a fact is about; somebody removed meanwhile is not named any more.
    fn about(&self, fact: &ProtectedFact) -> String {
        let value = forms::about_value(fact.about_child, fact.about_person);
        let found = self.options().into_iter().find(|(v, _)| *v == value);
        found.map_or_else(|| "někdo, kdo už v případu není".to_owned(), |(_, name)| name)
    }

    /// Whom a fact can be about: pairs for a select.
    fn options(&self) -> Vec<(String, String)> {
        let children =
            self.children.iter().map(|(id, name)| (forms::about_value(Some(*id), None), name.clone()));
        let people = self.people.iter().map(|(id, name)| (forms::about_value(None, Some(*id)), name.clone()));
        children.chain(people).collect()
    }

    fn names(&self, ids: &[Id<Person>]) -> String {
        let names: Vec<&str> =
            self.people.iter().filter(|(id, _)| ids.contains(id)).map(|(_, name)| name.as_str()).collect();
        names.join(", ")
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    permit: Permit<CaseFile, ReadProtected>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let circle = Circle::of(lookup, &permit).await?;
    let facts = protected_facts(lookup, permit.id()).await?;
    let view = |fact: &ProtectedFact| FactView {
        href: format!("/pripady/{}/chranene/{}", permit.id(), fact.id),
        kind: fact.kind.label(),
        about: circle.about(fact),
        value: permit.reveal(&fact.value).clone(),
        note: fact.note.as_ref().map(|note| permit.reveal(note).clone()),
        hidden_from: if fact.reaches_nobody {
            EVERYBODY.to_owned()
        } else {
            circle.names(&fact.must_not_reach)
        },
    };
    let notices = &[("ulozeno", "Chráněný údaj je zapsaný."), ("smazano", "Chráněný údaj je smazaný.")];
    let page = ProtectedListPage {
        frame: Frame::new(&house, permit.actor(), SECTION).noticing(&query, notices),
        case: CaseHead::of(&permit),
        facts: facts.iter().map(view).collect(),
        may_edit: permit.allows::<EditProtected>(),
    };
    Ok(Html::page(&page)?)
}

#[derive(Template)]
#[template(path = "cases/pages/protected.html")]
pub(crate) struct ProtectedPage {
    pub frame: Frame,
    pub case: CaseHead,
    pub form: FormState,
    pub version: i64,
    pub back: String,
    pub stale: Stale,
    /// Address of the fact's removal; a new one has none.
    pub remove: Option<String>,
    pub kinds: Vec<(String, String)>,
    pub about: Vec<(String, String)>,
    pub people: Vec<(String, String, String)>,
}

type OnCase = Permit<CaseFile, EditProtected>;
type OnFact = Permit<ProtectedFact, EditProtected>;

fn page(house: &House, case: &OnCase, circle: &Circle, form: FormState) -> ProtectedPage {
    ProtectedPage {
        frame: Frame::new(house, case.actor(), SECTION),
        case: CaseHead::of(case),
        form,
        version: 0,
        back: back(case),
        stale: Stale::default(),
        remove: None,
        kinds: ProtectedKind::options(),
        about: circle.options(),
        people: hidden_from(circle.people.iter().map(|(id, name)| (id.to_string(), name.clone()))),
    }
}

/// The boxes of whom a fact must not reach: everybody outside, or some of the people of the case.
fn hidden_from(people: impl Iterator<Item = (String, String)>) -> Vec<(String, String, String)> {
    let hint = "Ani k lidem, kteří do případu teprve přijdou. Hodí se pro toho, kdo podal oznámení.";
    let nobody = (forms::NOBODY.to_owned(), EVERYBODY.to_owned(), hint.to_owned());
    std::iter::once(nobody).chain(people.map(|(id, name)| (id, name, String::new()))).collect()
}

/// How staff call everybody from whom a fact is kept that must reach nobody outside.
const EVERYBODY: &str = "K nikomu mimo úřad";

fn for_existing(mut page: ProtectedPage, permit: &OnFact) -> ProtectedPage {
    page.version = permit.version();
    page.remove = Some(format!("{}/chranene/{}/smazat", page.case.href, permit.id()));
    page
}

fn back(case: &OnCase) -> String {
    format!("/pripady/{}/chranene", case.id())
}

#[axum::debug_handler(state = House)]
pub(super) async fn new_page(permit: OnCase, State(house): State<House>) -> Result<Html, Denied> {
    let circle = Circle::of(permit.lookup(&house), &permit).await?;
    let form = with_fresh::<ProtectedFact>(&house, FormState::empty());
    Ok(Html::page(&page(&house, &permit, &circle, form))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn add(
    permit: OnCase,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let circle = Circle::of(permit.lookup(&house), &permit).await?;
    let again = page(&house, &permit, &circle, form.clone());
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(house.clock.now()));
    match forms::protected(form, &circle.child_ids(), &circle.person_ids()) {
        Err(form) => Ok(Html::again(&ProtectedPage { form, ..again })?.into_response()),
        Ok(input) => {
            let onward = Onward::to(back(&permit)).noticing("ulozeno");
            let permit = Arc::new(permit);
            let outcome = actions::add_protected(&house, &permit, id, input).await;
            let form = told_apart::<ProtectedFact>(&house, &outcome, again.form.clone());
            done(outcome, onward, || ProtectedPage { form, ..again })
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn edit(permit: OnFact, State(house): State<House>) -> Result<Html, Denied> {
    let case = permit.parent::<EditProtected>(&house).await?;
    let circle = Circle::of(permit.lookup(&house), &case).await?;
    let form = forms::protected_form(&permit);
    Ok(Html::page(&for_existing(page(&house, &case, &circle, form), &permit))?)
}

const FIELDS: &[(&str, &str)] = &[
    ("druh", "O jaký údaj jde"),
    ("o_kom", "Koho se týká"),
    ("udaj", "Údaj"),
    ("pred_kym", "Ke komu se nesmí dostat"),
    ("poznamka", "Poznámka"),
];

#[axum::debug_handler(state = House)]
pub(super) async fn change(
    permit: OnFact,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let case = permit.parent::<EditProtected>(&house).await?;
    let circle = Circle::of(permit.lookup(&house), &case).await?;
    let mut again = for_existing(page(&house, &case, &circle, form.clone()), &permit);
    if form.version() != Some(permit.version()) {
        let named: Vec<(String, String)> =
            again.people.iter().map(|(id, name, _)| (id.clone(), name.clone())).collect();
        let words = |_: &str, value: &str| {
            let mut all = named.iter().chain(&again.about).chain(&again.kinds);
            all.find(|(code, _)| code == value).map_or(value, |(_, label)| label).to_owned()
        };
        let stored = forms::protected_form(&permit);
        let differences = forms::differences(&form, &stored, &forms::labelled(FIELDS), words);
        again.stale = Stale::with(differences);
        return Ok(Html::stale(&again)?.into_response());
    }
    match forms::protected(form, &circle.child_ids(), &circle.person_ids()) {
        Err(form) => {
            again.form = form;
            Ok(Html::again(&again)?.into_response())
        }
        Ok(input) => {
            again.stale.is = true;
            let onward = Onward::to(back(&case)).noticing("ulozeno");
            let permit = Arc::new(permit);
            done(actions::change_protected(&house, &permit, input).await, onward, || again)
        }
    }
}

fn question(house: &House, case: &OnCase, permit: &OnFact) -> ConfirmPage {
    let mut page = ConfirmPage::ask(
        house,
        case,
        "Smazat chráněný údaj?".to_owned(),
        vec![
            "Přestaneme hlídat, aby se k vybraným lidem nedostal. Smazání zůstane v auditní stopě, údaj sám ne.",
        ],
        "Smazat chráněný údaj",
    );
    page.version = permit.version();
    page.back = back(case);
    page
}

#[axum::debug_handler(state = House)]
pub(super) async fn remove_page(permit: OnFact, State(house): State<House>) -> Result<Html, Denied> {
    let case = permit.parent::<EditProtected>(&house).await?;
    Ok(Html::page(&question(&house, &case, &permit))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn remove(
    permit: OnFact,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let case = permit.parent::<EditProtected>(&house).await?;
    let again = question(&house, &case, &permit).outdated();
    if form.version() != Some(permit.version()) {
        return Ok(Html::stale(&again)?.into_response());
    }
    let onward = Onward::to(back(&case)).noticing("smazano");
    let permit = Arc::new(permit);
    done(actions::remove_protected(&house, &permit).await, onward, || again)
}
