//! The versions of a child's plan.

use super::{Case, SECTION, address, home};
use crate::access::{Denied, House, Permit};
use crate::cases::{Child, ReadCase};
use crate::kernel::{Failure, Id};
use crate::protection_plan::actions::{self, NotDone};
use crate::protection_plan::{EditPlans, ProtectionPlan, ReadPlans, store};
use crate::shell::{Frame, Html, Input, Onward, PanelContext, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// A version as listed.
pub(in crate::protection_plan) struct ListRow {
    pub(in crate::protection_plan) href: String,
    pub(in crate::protection_plan) number: i64,
    pub(in crate::protection_plan) state: (&'static str, String),
}

#[derive(Template)]
#[template(path = "protection_plan/pages/list.html")]
pub(in crate::protection_plan) struct ListPage {
    pub(in crate::protection_plan) frame: Frame,
    pub(in crate::protection_plan) case: Case,
    pub(in crate::protection_plan) here: String,
    pub(in crate::protection_plan) name: String,
    /// When the first plan was due and when one was made, as the case knows it.
    pub(in crate::protection_plan) due: Option<String>,
    pub(in crate::protection_plan) made_on: Option<String>,
    pub(in crate::protection_plan) rows: Vec<ListRow>,
    pub(in crate::protection_plan) new_id: String,
    /// Whether a version may be begun now.
    pub(in crate::protection_plan) may_begin: bool,
}

const NOTICES: &[(&str, &str)] = &[("mezitim", "Návrh mezitím založil někdo jiný. Najdete ho v seznamu.")];

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    permit: Permit<Child, ReadPlans>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let case = permit.parent::<ReadCase>(&house).await?;
    let child = permit.record();
    let plans = store::of_child(permit.lookup(&house), permit.id()).await?;
    let row = |plan: &ProtectionPlan| ListRow {
        href: address(plan),
        number: plan.number,
        state: match plan.made {
            None => ("warning", "návrh".to_owned()),
            Some(made) => ("success", format!("vyhotovený {}", czech::dates::short(made.day()))),
        },
    };
    Ok(Html::page(&ListPage {
        frame: Frame::new(&house, permit.actor(), SECTION).noticing(&query, NOTICES),
        case: Case::of(&case),
        here: home(child.case, child.id),
        name: permit.reveal(&child.name).clone(),
        due: child.plan_due.map(czech::dates::short),
        made_on: child.plan_made_on.map(czech::dates::short),
        may_begin: permit.allows::<EditPlans>() && plans.iter().all(|plan| plan.made.is_some()),
        rows: plans.iter().map(row).collect(),
        new_id: Id::<ProtectionPlan>::fresh(house.clock.now()).to_string(),
    })?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn begin(
    permit: Permit<Child, EditPlans>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let child = permit.record();
    let list = home(child.case, child.id);
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(house.clock.now()));
    let to = format!("/pripady/{}/ipod/{id}", child.case);
    let before = store::of_child(permit.lookup(&house), permit.id()).await?;
    // The same form twice leads to the same draft.
    if before.iter().any(|plan| plan.id == id) {
        return Ok(Onward::to(to).into_response());
    }
    match actions::begin(&house, permit, id).await {
        Ok(()) => Ok(Onward::to(to).noticing("zalozeno").into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Stale | NotDone::Stopped) => Ok(Onward::to(list).noticing("mezitim").into_response()),
    }
}

#[derive(Template)]
#[template(path = "protection_plan/pages/panel.html")]
struct CasePanel {
    rows: Vec<(String, String)>,
    drafts: i64,
}

/// On the page of a case: the way to the plans of its children. Names stay closed: a panel holds no permit.
pub(in crate::protection_plan) async fn panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let (house, case) = (context.house, context.subject);
    let children = store::children(&house.queries, case).await?;
    if children.is_empty() {
        return Ok(None);
    }
    let several = children.len() > 1;
    let row = |(at, (child, mark)): (usize, (Id<Child>, Option<i64>))| {
        let label = if several { format!("{}. dítě", at + 1) } else { "Plán dítěte".to_owned() };
        let words = mark.map_or(label.clone(), |number| format!("{label}, verze {number}"));
        (home(Id::from_uuid(case), child), words)
    };
    let rows = children.into_iter().enumerate().map(row).collect();
    Ok(Some(CasePanel { rows, drafts: store::drafts(&house.queries, case).await? }.render()?))
}
