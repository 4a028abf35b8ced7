//! How one child takes part.

use super::super::actions::{self, ChildDecision};
use super::super::model::{ChildForm, ChildInput, ChildParticipation, Factor};
use super::super::{forms, rules, store};
use super::SECTION;
use crate::access::{Denied, House, Permit};
use crate::cases::{self, Child};
use crate::conferences::{self, Around, Conference, Conflict, EditConference, Phase};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::{Path, State as House_};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

type Triples = Vec<(String, String, String)>;

/// The page of one child.
#[derive(Template)]
#[template(path = "participants/pages/child.html")]
pub(in crate::participants) struct ChildPage {
    pub(in crate::participants) frame: Frame,
    pub(in crate::participants) around: Around,
    pub(in crate::participants) form: FormState,
    pub(in crate::participants) name: String,
    pub(in crate::participants) age: Option<i16>,
    /// From what age a reason is asked for.
    pub(in crate::participants) from: i64,
    pub(in crate::participants) phases: Vec<Phase>,
    pub(in crate::participants) version: i64,
    pub(in crate::participants) row_id: String,
    pub(in crate::participants) conflict: Option<Conflict>,
}

impl ChildPage {
    fn ways(&self) -> Triples {
        let proposed = rules::proposed(self.age);
        let hint = |f: &ChildForm| if proposed.contains(f) { "v tomto věku bývá vhodné" } else { "" };
        ChildForm::ALL
            .iter()
            .map(|f| (f.code().to_owned(), super::super::capital(f.label()), hint(f).to_owned()))
            .collect()
    }
    fn factors(&self) -> Triples {
        Factor::ALL.iter().map(|f| (f.code().to_owned(), f.label().to_owned(), String::new())).collect()
    }
    fn phase_options(&self) -> Triples {
        let time = |p: &Phase| match p.starts.zip(p.ends()) {
            Some((from, until)) => format!("{from}–{until}"),
            None => String::new(),
        };
        self.phases.iter().map(|p| (p.id.to_string(), p.title.clone(), time(p))).collect()
    }
    fn asks_why(&self) -> String {
        format!("Od {} let je důvod potřeba, když dítě u stolu nebude.", self.from)
    }
    fn years(&self) -> String {
        match self.age {
            Some(age) => format!("V den setkání: {}.", czech::plural::count(age, "rok", "roky", "let")),
            None => "Den narození není v případu vyplněný.".to_owned(),
        }
    }
}

/// The child of the path, if it belongs to the conference's case, and what was decided about it.
async fn known(
    house: &House,
    permit: &Permit<Conference, EditConference>,
    child: &str,
) -> Result<(Child, Option<ChildParticipation>, Option<i16>), Denied> {
    let lookup = permit.lookup(house);
    let id: Id<Child> = child.parse().map_err(|_| Denied::hidden())?;
    let children = cases::children(lookup, permit.record().case).await?;
    let child = children.into_iter().find(|c| c.id == id).ok_or_else(Denied::hidden)?;
    let decided = store::children(lookup, permit.id()).await?.into_iter().find(|d| d.child == id);
    let day = permit.record().day.unwrap_or_else(|| house.clock.today());
    let age = child.born.as_ref().and_then(|born| rules::age(*permit.reveal(born), day));
    Ok((child, decided, age))
}

/// From what age of a child a reason is asked for, as it is valid on the day of the meeting.
async fn asks_from(house: &House, permit: &Permit<Conference, EditConference>) -> Result<i64, Failure> {
    let day = permit.record().day.unwrap_or_else(|| house.clock.today());
    Ok(crate::law::deadlines(&house.queries, day).await?.child_reason.amount)
}

async fn draw(
    house: &House,
    permit: &Permit<Conference, EditConference>,
    (child, decided, age): (&Child, Option<&ChildParticipation>, Option<i16>),
    form: FormState,
    conflict: Option<Conflict>,
) -> Result<Html, Failure> {
    let typed = form.value("radek").to_owned();
    let fresh = || Id::<ChildParticipation>::fresh(house.clock.now()).to_string();
    let page = ChildPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        around: Around::of(house, permit).await?,
        name: permit.reveal(&child.name).clone(),
        age,
        from: asks_from(house, permit).await?,
        phases: conferences::phases(permit.lookup(house), permit.id()).await?,
        version: conferences::shown_version(&form, decided.map_or(0, |d| d.version), conflict.is_some()),
        row_id: match decided {
            Some(decided) => decided.id.to_string(),
            None if typed.is_empty() => fresh(),
            None => typed,
        },
        form,
        conflict,
    };
    match (page.conflict.is_some(), page.form.has_errors()) {
        (true, _) => Html::stale(&page),
        (_, true) => Html::again(&page),
        _ => Html::page(&page),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Path((_, child)): Path<(String, String)>,
) -> Result<Html, Denied> {
    let (child, decided, age) = known(&house, &permit, &child).await?;
    let mut form = FormState::empty();
    if let Some(d) = &decided {
        form = form
            .with("forma", d.form.code())
            .with_some("duvody", d.reasons.as_ref().map(|r| permit.reveal(r).clone()))
            .with_some("prani", d.wish.as_ref().map(|w| permit.reveal(w).clone()))
            .with_some("ptali_jsme_se", d.asked_on.map(czech::dates::short))
            .with_some("pruvodce", d.guide.as_ref().map(|g| permit.reveal(g).clone()));
        for factor in &d.factors {
            form = form.with("zvazeno", factor.code());
        }
    }
    let seated = store::of_conference(permit.lookup(&house), permit.id()).await?;
    if let Some(who) = seated.iter().find(|p| p.child == Some(child.id)) {
        form = forms::with_place(form, who.place.as_ref());
        for phase in &who.phases {
            form = form.with("faze", phase.to_string());
        }
    }
    Ok(draw(&house, &permit, (&child, decided.as_ref(), age), form, None).await?)
}

/// Whether everything typed is already stored.
fn same(stored: &ChildParticipation, typed: &ChildInput) -> bool {
    stored.form == typed.form
        && stored.factors == typed.factors
        && stored.reasons == typed.reasons
        && stored.wish == typed.wish
        && stored.asked_on == typed.asked_on
        && stored.guide == typed.guide
}

/// What is stored, in words.
fn stored_rows(
    permit: &Permit<Conference, EditConference>,
    stored: Option<&ChildParticipation>,
) -> Vec<(String, String)> {
    let Some(stored) = stored else { return vec![("Jak se zapojí".into(), "zatím nerozhodnuto".into())] };
    let mut rows = vec![("Jak se zapojí".to_owned(), stored.form.label().to_owned())];
    rows.extend(stored.wish.as_ref().map(|wish| ("Co si přeje".to_owned(), permit.reveal(wish).clone())));
    rows.extend(stored.reasons.as_ref().map(|why| ("Proč takhle".to_owned(), permit.reveal(why).clone())));
    rows.extend(
        stored.guide.as_ref().map(|guide| ("Kdo je po boku".to_owned(), permit.reveal(guide).clone())),
    );
    rows
}

#[axum::debug_handler(state = House)]
pub(super) async fn save(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Path((_, child)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (child, decided, age) = known(&house, &permit, &child).await?;
    let from = asks_from(&house, &permit).await?;
    let (input, place) = match forms::child(form.clone(), (age, from)) {
        Err(form) => {
            let about = (&child, decided.as_ref(), age);
            return Ok(draw(&house, &permit, about, form, None).await?.into_response());
        }
        Ok(input) => input,
    };
    let phases = conferences::phases(permit.lookup(&house), permit.id()).await?;
    let chosen = form.ids::<Phase>("faze").into_iter().filter(|id| phases.iter().any(|p| p.id == *id));
    let seated = store::of_conference(permit.lookup(&house), permit.id()).await?;
    let row = form.id("radek").unwrap_or_else(|| Id::fresh(house.clock.now()));
    let wanted = (input.clone(), place.clone().filter(|_| input.form.is_invited()));
    let decision = Arc::new(ChildDecision {
        row: (row, child.id, forms::version(&form).max(0)),
        phases: chosen.collect(),
        place,
        name: child.name.clone(),
        seated: seated.into_iter().find(|p| p.child == Some(child.id)),
        input,
    });
    let to = format!("{SECTION}/{}/ucastnici", permit.id());
    let permit = Arc::new(permit);
    if !actions::decide_child(&house, &permit, decision).await? {
        let now = store::children(permit.lookup(&house), permit.id()).await?;
        let now = now.into_iter().find(|d| d.child == child.id);
        let seated = store::of_conference(permit.lookup(&house), permit.id()).await?;
        let seated = seated.into_iter().find(|p| p.child == Some(child.id));
        let placed = seated.as_ref().and_then(|who| who.place.as_ref()) == wanted.1.as_ref();
        // The same form sent twice is no conflict.
        if !(placed && now.as_ref().is_some_and(|stored| same(stored, &wanted.0))) {
            let mut rows = stored_rows(&permit, now.as_ref());
            rows.extend(seated.map(|who| ("Místo".to_owned(), super::where_to(&who))));
            let about = (&child, now.as_ref(), age);
            return Ok(draw(&house, &permit, about, form, Some(Conflict { rows })).await?.into_response());
        }
    }
    Ok(Onward::to(to).noticing("dite").into_response())
}
