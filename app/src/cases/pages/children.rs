//! Pages of a child.

use super::parts::{CaseHead, ConfirmPage, SECTION, Stale, done, told_apart, with_fresh};
use crate::access::{Denied, House, Permit};
use crate::cases::{CaseFile, Child, EditCase, actions, forms};
use crate::kernel::{FormState, Id};
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "cases/pages/child.html")]
pub(crate) struct ChildPage {
    pub frame: Frame,
    pub case: CaseHead,
    pub form: FormState,
    pub version: i64,
    pub stale: Stale,
    /// Address of the child's removal; a new child has none.
    pub remove: Option<String>,
    /// "1 měsíc": how long after the entry the plan is due.
    pub plan_rule: String,
}

type OnCase = Permit<CaseFile, EditCase>;
type OnChild = Permit<Child, EditCase>;

async fn page(
    house: &House,
    case: &OnCase,
    form: FormState,
    child: Option<&OnChild>,
) -> Result<ChildPage, Denied> {
    let rule = crate::law::deadlines(&house.queries, case.actor().today).await?.protection_plan;
    Ok(ChildPage {
        frame: Frame::new(house, case.actor(), SECTION),
        case: CaseHead::of(case),
        form,
        version: child.map_or(0, Permit::version),
        stale: Stale::default(),
        remove: child.map(|child| format!("/pripady/{}/deti/{}/odebrat", case.id(), child.id())),
        plan_rule: rule.words(),
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn new_page(permit: OnCase, State(house): State<House>) -> Result<Html, Denied> {
    let form = with_fresh::<Child>(&house, FormState::empty());
    Ok(Html::page(&page(&house, &permit, form, None).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn add(
    permit: OnCase,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let typed = form.clone();
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(house.clock.now()));
    match forms::child(form, permit.actor().today, &forms::mark_of(&permit)) {
        Err(form) => Ok(Html::again(&page(&house, &permit, form, None).await?)?.into_response()),
        Ok(input) => {
            let onward = Onward::to(format!("/pripady/{}#dite-{id}", permit.id())).noticing("dite");
            let permit = Arc::new(permit);
            let outcome = actions::add_child(&house, &permit, id, input).await;
            let again = page(&house, &permit, told_apart::<Child>(&house, &outcome, typed), None).await?;
            done(outcome, onward, || again)
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn edit(permit: OnChild, State(house): State<House>) -> Result<Html, Denied> {
    let case = permit.parent::<EditCase>(&house).await?;
    let form = forms::child_form(&permit);
    Ok(Html::page(&page(&house, &case, form, Some(&permit)).await?)?)
}

const FIELDS: &[(&str, &str)] = &[
    ("jmeno", "Jméno"),
    ("prijmeni", "Příjmení"),
    ("narozeni", "Datum narození"),
    ("spisova_znacka", "Spisová značka"),
    ("zapis_do_evidence", "Zápis do evidence"),
    ("plan_vyhotoven", "Plán vyhotoven"),
];

#[axum::debug_handler(state = House)]
pub(super) async fn change(
    permit: OnChild,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let case = permit.parent::<EditCase>(&house).await?;
    let mut again = page(&house, &case, form.clone(), Some(&permit)).await?;
    if form.version() != Some(permit.version()) {
        let stored = forms::child_form(&permit);
        let words = |_: &str, value: &str| value.to_owned();
        again.stale = Stale::with(forms::differences(&form, &stored, &forms::labelled(FIELDS), words));
        return Ok(Html::stale(&again)?.into_response());
    }
    match forms::child(form, permit.actor().today, &forms::mark_of(&case)) {
        Err(form) => {
            again.form = form;
            Ok(Html::again(&again)?.into_response())
        }
        Ok(input) => {
            let onward =
                Onward::to(format!("/pripady/{}#dite-{}", case.id(), permit.id())).noticing("ulozeno");
            again.stale.is = true;
            let (permit, case) = (Arc::new(permit), Arc::new(case));
            done(actions::change_child(&house, &permit, &case, input).await, onward, || again)
        }
    }
}

fn question(house: &House, case: &OnCase, permit: &OnChild) -> ConfirmPage {
    let name = permit.reveal(&permit.record().name);
    let mut page = ConfirmPage::ask(
        house,
        case,
        format!("Odebrat z případu: {name}?"),
        vec![
            "Dítě zmizí z případu i z hledání, s ním i vztahy lidí k němu a lhůta plánu ochrany. Co už o něm bylo odesláno nebo zapsáno, zůstane.",
        ],
        "Odebrat dítě z případu",
    );
    page.version = permit.version();
    page.back = format!("/pripady/{}/deti/{}", case.id(), permit.id());
    page
}

#[axum::debug_handler(state = House)]
pub(super) async fn remove_page(permit: OnChild, State(house): State<House>) -> Result<Html, Denied> {
    let case = permit.parent::<EditCase>(&house).await?;
    Ok(Html::page(&question(&house, &case, &permit))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn remove(
    permit: OnChild,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let case = permit.parent::<EditCase>(&house).await?;
    let again = question(&house, &case, &permit).outdated();
    if form.version() != Some(permit.version()) {
        return Ok(Html::stale(&again)?.into_response());
    }
    let onward = Onward::to(format!("/pripady/{}", case.id())).noticing("dite-odebrano");
    let permit = Arc::new(permit);
    done(actions::remove_child(&house, &permit).await, onward, || again)
}
