//! The deadline board: protection plans by due day.

use super::list::{name_of, sees_office};
use super::parts::{ClockView, age_words, clock_view};
use crate::access::{Denied, House, Listing, Permit};
use crate::cases::rules::{PlanClock, plan_clock};
use crate::cases::store::children::{plans_of_office, plans_of_worker};
use crate::cases::{Child, ReadCase};
use crate::identity::{self, Staff};
use crate::kernel::Id;
use crate::shell::{Frame, Html};
use askama::Template;
use axum::extract::State;
use std::collections::HashMap;

/// Plans that are shown at most.
const MOST: i64 = 300;

/// A plan on the board.
pub(crate) struct PlanRow {
    pub href: String,
    pub name: String,
    pub age: Option<String>,
    pub mark: String,
    pub due: String,
    pub clock: ClockView,
    pub coordinator: String,
}

#[derive(Template)]
#[template(path = "cases/pages/board.html")]
pub(crate) struct BoardPage {
    pub frame: Frame,
    pub whole_office: bool,
    pub late: Vec<PlanRow>,
    pub soon: Vec<PlanRow>,
    pub later: Vec<PlanRow>,
    pub more: bool,
}

impl BoardPage {
    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.late.is_empty() && self.soon.is_empty() && self.later.is_empty()
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn board(listing: Listing, State(house): State<House>) -> Result<Html, Denied> {
    let actor = listing.actor();
    let whole_office = sees_office(actor);
    let plans = if whole_office {
        plans_of_office(&house.queries, actor.office, MOST).await?
    } else {
        plans_of_worker(&house.queries, actor.id, actor.today, MOST).await?
    };
    let staff = identity::store::staff_of_office(&house.queries, actor.office).await?;
    let mut page = BoardPage {
        frame: Frame::new(&house, actor, "/lhuty"),
        whole_office,
        late: Vec::new(),
        soon: Vec::new(),
        later: Vec::new(),
        more: plans.len() >= MOST as usize,
    };
    // The same child comes once for every tie.
    let mut seen = std::collections::HashSet::new();
    let coordinators: HashMap<Id<Child>, Id<Staff>> =
        plans.iter().map(|(child, _, coordinator)| (child.id, *coordinator)).collect();
    let plans = plans.into_iter().map(|(child, ties, _)| (child, ties)).collect();
    for permit in listing.sieve::<Child, ReadCase>(plans) {
        if !seen.insert(permit.id()) {
            continue;
        }
        let coordinator = coordinators.get(&permit.id()).map(|id| name_of(&staff, *id));
        let row = row(&permit, coordinator.unwrap_or_default());
        match plan_clock(permit.record().plan_due, None, actor.today) {
            PlanClock::Late(..) => page.late.push(row),
            PlanClock::Soon(..) => page.soon.push(row),
            PlanClock::Later(..) => page.later.push(row),
            PlanClock::Made(..) | PlanClock::NotStarted => {}
        }
    }
    Ok(Html::page(&page)?)
}

fn row(permit: &Permit<Child, ReadCase>, coordinator: String) -> PlanRow {
    let (child, today) = (permit.record(), permit.actor().today);
    PlanRow {
        href: format!("/pripady/{}#dite-{}", child.case, child.id),
        name: permit.reveal(&child.name).clone(),
        age: age_words(child.born.as_ref().map(|born| *permit.reveal(born)), today),
        mark: permit.reveal(&child.file_mark).clone(),
        due: child.plan_due.map(czech::dates::long_with_weekday).unwrap_or_default(),
        clock: clock_view(child, today),
        coordinator,
    }
}
