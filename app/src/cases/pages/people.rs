//! Pages of a person.

use super::parts::{CaseHead, ConfirmPage, SECTION, Stale, done, shared_sentence, told_apart, with_fresh};
use crate::access::{Denied, House, Permit, Reads};
use crate::cases::{
    CaseFile, Child, EditCase, LegalPosition, Person, ReaderKind, RelationKind, actions, children, forms,
    people, relations, sharing_mailbox,
};
use crate::kernel::{Choice, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The questions about one child.
pub(crate) struct ChildFields {
    pub name: String,
    pub relation: String,
    pub words: String,
    pub legal: String,
}

#[derive(Template)]
#[template(path = "cases/pages/person.html")]
pub(crate) struct PersonPage {
    pub frame: Frame,
    pub case: CaseHead,
    pub form: FormState,
    pub version: i64,
    pub stale: Stale,
    /// Address of the person's removal; a new person has none.
    pub remove: Option<String>,
    pub children: Vec<ChildFields>,
    /// Sentences about an address, mailbox or phone that somebody else of the case has as well.
    pub shared: Vec<String>,
    pub readers: Vec<(String, String)>,
    pub kinds: Vec<(String, String)>,
    pub positions: Vec<(String, String)>,
}

type OnCase = Permit<CaseFile, EditCase>;
type OnPerson = Permit<Person, EditCase>;

impl PersonPage {
    /// A page for a person of a case with these children.
    pub(crate) fn new(frame: Frame, case: CaseHead, form: FormState, children: Vec<ChildFields>) -> Self {
        Self {
            frame,
            case,
            form,
            version: 0,
            stale: Stale::default(),
            remove: None,
            children,
            shared: Vec::new(),
            readers: ReaderKind::options().into_iter().filter(|(code, _)| code != "child").collect(),
            kinds: RelationKind::options(),
            positions: LegalPosition::options(),
        }
    }
}

/// The questions about a child of this name.
pub(crate) fn child_fields(id: Id<Child>, name: String) -> ChildFields {
    let [relation, words, legal] = forms::relation_fields(id);
    ChildFields { name, relation, words, legal }
}

fn page<A: Reads<CaseFile>>(
    house: &House,
    case: &Permit<CaseFile, A>,
    children: &[Child],
    form: FormState,
) -> PersonPage {
    let fields = children.iter().map(|c| child_fields(c.id, case.reveal(&c.given).clone())).collect();
    PersonPage::new(Frame::new(house, case.actor(), SECTION), CaseHead::of(case), form, fields)
}

/// What a person shares with others of the case, in sentences.
async fn shared_by(house: &House, case: &OnCase, id: Id<Person>) -> Result<Vec<String>, Denied> {
    let people = people(case.lookup(house), case.id()).await?;
    let name = |id: Id<Person>| people.iter().find(|p| p.id == id).map(|p| case.reveal(&p.name).clone());
    let groups = sharing_mailbox(&people);
    Ok(groups.iter().filter_map(|group| shared_sentence(group, id, name)).collect())
}

fn for_existing(mut page: PersonPage, permit: &OnPerson) -> PersonPage {
    page.version = permit.version();
    page.remove = Some(format!("{}/lide/{}/odebrat", page.case.href, permit.id()));
    page
}

fn ids(children: &[Child]) -> Vec<Id<Child>> {
    children.iter().map(|child| child.id).collect()
}

#[axum::debug_handler(state = House)]
pub(super) async fn new_page(
    permit: OnCase,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let children = children(permit.lookup(&house), permit.id()).await?;
    let mut form = with_fresh::<Person>(&house, FormState::empty());
    if query.0.is("odbornik", "ano") {
        form = form.with("cte_jako", ReaderKind::School.code());
    }
    Ok(Html::page(&page(&house, &permit, &children, form))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn add(
    permit: OnCase,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let children = children(permit.lookup(&house), permit.id()).await?;
    let again = page(&house, &permit, &children, form.clone());
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(house.clock.now()));
    match forms::person(form, id, &ids(&children)) {
        Err(form) => Ok(Html::again(&PersonPage { form, ..again })?.into_response()),
        Ok(input) => {
            let permit = Arc::new(permit);
            let outcome = actions::add_person(&house, &permit, id, input).await;
            let shares = !shared_by(&house, &permit, id).await?.is_empty();
            let notice = if shares { "clovek-spolecne" } else { "clovek" };
            let onward = Onward::to(format!("/pripady/{}#osoba-{id}", permit.id())).noticing(notice);
            let form = told_apart::<Person>(&house, &outcome, again.form.clone());
            done(outcome, onward, || PersonPage { form, ..again })
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn edit(permit: OnPerson, State(house): State<House>) -> Result<Html, Denied> {
    let case = permit.parent::<EditCase>(&house).await?;
    let lookup = permit.lookup(&house);
    let children = children(lookup, case.id()).await?;
    let relations = relations(lookup, case.id()).await?;
    let form = forms::person_form(&permit, &relations);
    let mut page = for_existing(page(&house, &case, &children, form), &permit);
    page.shared = shared_by(&house, &case, permit.id()).await?;
    Ok(Html::page(&page)?)
}

/// The fields of the form with labels, for comparing two versions.
fn labels(children: &[ChildFields]) -> Vec<(String, String)> {
    let mut labels = forms::labelled(&[
        ("titul_pred", "Titul před jménem"),
        ("jmeno", "Jméno"),
        ("prijmeni", "Příjmení"),
        ("titul_za", "Titul za jménem"),
        ("cte_jako", "Kdo to je"),
        ("cte_i_jako", "A zároveň"),
        ("organizace", "Organizace"),
        ("pozice", "Pozice"),
        ("email", "E-mail"),
        ("telefon", "Telefon"),
        ("ulice", "Ulice a číslo"),
        ("psc", "PSČ"),
        ("obec", "Obec"),
    ]);
    for child in children {
        labels.push((child.relation.clone(), format!("{}: vztah", child.name)));
        labels.push((child.words.clone(), format!("{}: vlastním slovem", child.name)));
        labels.push((child.legal.clone(), format!("{}: právní postavení", child.name)));
    }
    labels
}

/// A value of the form in words.
fn words(field: &str, value: &str) -> String {
    let label = match field {
        "cte_jako" | "cte_i_jako" => ReaderKind::from_code(value).map(Choice::label),
        field if field.starts_with("vztah_") => RelationKind::from_code(value).map(Choice::label),
        field if field.starts_with("postaveni_") => LegalPosition::from_code(value).map(Choice::label),
        _ => None,
    };
    label.unwrap_or(value).to_owned()
}

#[axum::debug_handler(state = House)]
pub(super) async fn change(
    permit: OnPerson,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let case = permit.parent::<EditCase>(&house).await?;
    let lookup = permit.lookup(&house);
    let children = children(lookup, case.id()).await?;
    let mut again = for_existing(page(&house, &case, &children, form.clone()), &permit);
    if form.version() != Some(permit.version()) {
        let stored = forms::person_form(&permit, &relations(lookup, case.id()).await?);
        again.stale = Stale::with(forms::differences(&form, &stored, &labels(&again.children), words));
        return Ok(Html::stale(&again)?.into_response());
    }
    match forms::person(form, permit.id(), &ids(&children)) {
        Err(form) => {
            again.form = form;
            Ok(Html::again(&again)?.into_response())
        }
        Ok(input) => {
            again.stale.is = true;
            let (permit, case) = (Arc::new(permit), Arc::new(case));
            let outcome = actions::change_person(&house, &permit, &case, input).await;
            let shares = !shared_by(&house, &case, permit.id()).await?.is_empty();
            let notice = if shares { "clovek-spolecne" } else { "ulozeno" };
            let onward = Onward::to(format!("/pripady/{}#osoba-{}", case.id(), permit.id())).noticing(notice);
            done(outcome, onward, || again)
        }
    }
}

fn question(house: &House, case: &OnCase, permit: &OnPerson) -> ConfirmPage {
    let name = permit.reveal(&permit.record().name);
    let mut page = ConfirmPage::ask(
        house,
        case,
        format!("Odebrat z případu: {name}?"),
        vec![
            "Člověk zmizí z případu i z hledání, s ním i jeho vztahy k dětem a kontakty. Co už mu bylo odesláno nebo o něm zapsáno, zůstane.",
        ],
        "Odebrat člověka z případu",
    );
    page.version = permit.version();
    page.back = format!("/pripady/{}/lide/{}", case.id(), permit.id());
    page
}

#[axum::debug_handler(state = House)]
pub(super) async fn remove_page(permit: OnPerson, State(house): State<House>) -> Result<Html, Denied> {
    let case = permit.parent::<EditCase>(&house).await?;
    Ok(Html::page(&question(&house, &case, &permit))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn remove(
    permit: OnPerson,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let case = permit.parent::<EditCase>(&house).await?;
    let again = question(&house, &case, &permit).outdated();
    if form.version() != Some(permit.version()) {
        return Ok(Html::stale(&again)?.into_response());
    }
    let onward = Onward::to(format!("/pripady/{}", case.id())).noticing("clovek-odebran");
    let permit = Arc::new(permit);
    done(actions::remove_person(&house, &permit).await, onward, || again)
}
