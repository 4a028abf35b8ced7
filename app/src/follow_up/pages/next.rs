//! The page on which a conference that follows is begun: its day, its people, its goals.

use super::near::{self, Near};
use super::staff::{Names, Row, row};
use crate::access::{Denied, House, Permit};
use crate::conferences::{self, Around, Conference, Goal};
use crate::follow_up::next::{self, NewNext, NotBegun};
use crate::follow_up::{FollowConference, store};
use crate::kernel::{Day, FormState, Id, TimeOfDay};
use crate::participants::{self, Participant};
use crate::plan::rules::day_hint;
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// The page.
#[derive(Template)]
#[template(path = "follow_up/pages/next.html")]
pub(in crate::follow_up) struct NextPage {
    pub(in crate::follow_up) frame: Frame,
    pub(in crate::follow_up) around: Around,
    pub(in crate::follow_up) form: FormState,
    pub(in crate::follow_up) here: String,
    pub(in crate::follow_up) back: String,
    pub(in crate::follow_up) new_id: String,
    /// The day of the earlier conference.
    pub(in crate::follow_up) day: String,
    pub(in crate::follow_up) near: Near,
    /// Identifier, name, role.
    pub(in crate::follow_up) people: Vec<(String, String, String)>,
    /// Whether children took part.
    pub(in crate::follow_up) children: bool,
    pub(in crate::follow_up) goals: Vec<(String, String, String)>,
    pub(in crate::follow_up) open: Vec<Row>,
    pub(in crate::follow_up) first_due: String,
    /// Whether the day has to be said twice.
    pub(in crate::follow_up) ask_day: bool,
}

type Follow = Permit<Conference, FollowConference>;

/// Who and what can be chosen.
struct Offered {
    people: Vec<Participant>,
    goals: Vec<Goal>,
}

impl Offered {
    async fn load(house: &House, permit: &Follow) -> Result<Self, Denied> {
        let lookup = permit.lookup(house);
        Ok(Self {
            people: participants::of_conference(lookup, permit.id()).await?,
            goals: conferences::goals(lookup, permit.id()).await?,
        })
    }

    /// Those who sit there themselves; for children it is decided anew.
    fn grown(&self) -> impl Iterator<Item = &Participant> {
        self.people.iter().filter(|who| who.child.is_none())
    }
}

/// The form as it is proposed: the day, the times of the last time, everybody, every goal.
fn proposed(permit: &Follow, near: &Near, offered: &Offered) -> FormState {
    let record = permit.record();
    // The hour that was agreed; the end of the last time only where it fits it.
    let from = near.agreed.and_then(|(_, from)| from).or(record.from);
    let until = record.until.filter(|until| from.is_none_or(|from| from < *until));
    let mut form = FormState::empty()
        .with_some("den", near.agreed.map(|(day, _)| day).or(near.day).map(czech::dates::short))
        .with_some("od", from.map(|time| time.to_string()))
        .with_some("do", until.map(|time| time.to_string()));
    for who in offered.grown() {
        form = form.with("kdo", who.id.to_string());
    }
    for goal in &offered.goals {
        form = form.with("cil", goal.id.to_string());
    }
    form
}

async fn draw(
    house: &House,
    permit: &Follow,
    offered: &Offered,
    form: Option<FormState>,
) -> Result<NextPage, Denied> {
    let near = near::load(house, permit).await?;
    let tasks = store::of_conference(permit.lookup(house), permit.id()).await?;
    let names = Names::load(house, permit).await?;
    let mut open = Vec::new();
    for one in tasks.iter().filter(|one| one.is_open()) {
        open.push(row(house, permit, &names, one).await?);
    }
    let due = tasks.iter().filter(|one| one.is_open()).filter_map(|one| one.task.due).min();
    let form = form.unwrap_or_else(|| proposed(permit, &near, offered));
    let home = format!("/konference/{}", permit.id());
    let person =
        |who: &Participant| (who.id.to_string(), permit.reveal(&who.name).clone(), who.role_label.clone());
    let goal = |goal: &Goal| (goal.id.to_string(), permit.reveal(&goal.text).clone(), String::new());
    Ok(NextPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        around: Around::of(house, permit).await?,
        here: format!("{home}/navazat"),
        back: home,
        new_id: match form.value("nove_id") {
            "" => Id::<Conference>::fresh(house.clock.now()).to_string(),
            typed => typed.to_owned(),
        },
        day: permit.record().met_on().map(czech::dates::short).unwrap_or_default(),
        near,
        people: offered.grown().map(person).collect(),
        children: offered.people.iter().any(|who| who.child.is_some()),
        goals: offered.goals.iter().map(goal).collect(),
        open,
        first_due: due.map(czech::dates::long_with_weekday).unwrap_or_default(),
        ask_day: form.error("den").is_some() && odd(&form).is_some(),
        form,
    })
}

/// A typed day on which offices are closed, said in words.
fn odd(form: &FormState) -> Option<String> {
    let day: Day = czech::dates::parse_date(form.value("den")).ok()?;
    let hint = day_hint(day)?;
    Some(format!(
        "{} {}. Nejbližší pracovní dny: {} nebo {} Jestli se sejdete opravdu tehdy, zaškrtněte to níže.",
        czech::dates::short(day),
        hint.words(),
        czech::dates::brief(hint.before),
        czech::dates::brief(hint.after)
    ))
}

/// Where the conference that follows is, if there is one.
async fn there(house: &House, permit: &Follow) -> Result<Option<Onward>, Denied> {
    let next = store::after::next(&house.queries, permit.id()).await?;
    Ok(next.map(|id| Onward::to(format!("/konference/{id}/minule")).noticing("uz")))
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(permit: Follow, State(house): State<House>) -> Result<Response, Denied> {
    if let Some(onward) = there(&house, &permit).await? {
        return Ok(onward.into_response());
    }
    let offered = Offered::load(&house, &permit).await?;
    Ok(Html::page(&draw(&house, &permit, &offered, None).await?)?.into_response())
}

/// Day and times, if a day was typed.
fn when(form: &mut FormState, today: Day) -> Option<(Day, TimeOfDay, TimeOfDay)> {
    if form.value("den").trim().is_empty() {
        return None;
    }
    let day = form.optional_day("den");
    let from = form.required_time("od", "K termínu patří i začátek, například 13.00.");
    let until = form.required_time("do", "K termínu patří i konec, například 15.00.");
    if day.is_some_and(|day| day < today) {
        form.fail(
            "den",
            "Ten den už byl. Napište den, který teprve přijde, nebo termín zatím nechte prázdný.",
        );
    } else if let Some(sentence) = odd(form).filter(|_| !form.ticked("vim_den")) {
        form.fail("den", sentence);
    }
    if from.zip(until).is_some_and(|(from, until)| until <= from) {
        form.fail("do", "Konec musí být později než začátek.");
    }
    Some((day?, from?, until?))
}

#[axum::debug_handler(state = House)]
pub(super) async fn begin(
    permit: Follow,
    State(house): State<House>,
    Input(mut form): Input,
) -> Result<Response, Denied> {
    if let Some(onward) = there(&house, &permit).await? {
        return Ok(onward.into_response());
    }
    let offered = Offered::load(&house, &permit).await?;
    let when = when(&mut form, house.clock.today());
    if form.has_errors() {
        return Ok(Html::again(&draw(&house, &permit, &offered, Some(form)).await?)?.into_response());
    }
    let (people, goals) = (form.ids::<Participant>("kdo"), form.ids::<Goal>("cil"));
    let new = NewNext {
        id: form.id("nove_id").unwrap_or_else(|| Id::fresh(house.clock.now())),
        when,
        people: offered.people.into_iter().filter(|who| people.contains(&who.id)).collect(),
        goals: offered.goals.into_iter().filter(|goal| goals.contains(&goal.id)).collect(),
    };
    let earlier = permit.id();
    match next::begin(&house, permit, new).await {
        Ok(id) => Ok(Onward::to(format!("/konference/{id}/minule")).noticing("zalozeno").into_response()),
        Err(NotBegun::There) => {
            // Somebody was faster, or the form came twice; an identifier of another conference leads nowhere.
            match store::after::next(&house.queries, earlier).await? {
                Some(id) => Ok(Onward::to(format!("/konference/{id}/minule")).noticing("uz").into_response()),
                None => Ok(Onward::to(format!("/konference/{earlier}/navazat")).into_response()),
            }
        }
        Err(NotBegun::Failed(failure)) => Err(failure.into()),
    }
}
