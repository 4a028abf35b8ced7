//! Consents of a case: who, to whom, what, what for, how long; withdrawing one counts from the next output on.

use crate::access::{Denied, House, Lookup, Permit, Reads};
use crate::cases::{self, CaseFile, Child, Person};
use crate::disclosure::actions::consents::{self as actions, Undone};
use crate::disclosure::model::{Consent, ConsentForm, ConsentKind};
use crate::disclosure::policy::{KeepConsents, ReadConsents, ReadDisclosureLog, WithdrawConsent};
use crate::disclosure::store;
use crate::disclosure::{basis, forms};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, PanelContext, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use facts::FactGroup;
use std::sync::Arc;

const SECTION: &str = "/pripady";

/// The case in the way back.
pub(in crate::disclosure) struct Case {
    pub(in crate::disclosure) href: String,
    pub(in crate::disclosure) mark: String,
}

impl Case {
    pub(in crate::disclosure) fn of<A: Reads<CaseFile>>(permit: &Permit<CaseFile, A>) -> Self {
        Self {
            href: format!("/pripady/{}", permit.id()),
            mark: permit.reveal(&permit.record().file_mark).clone(),
        }
    }
}

/// A consent as listed.
pub(in crate::disclosure) struct Line {
    pub(in crate::disclosure) id: String,
    pub(in crate::disclosure) what: &'static str,
    pub(in crate::disclosure) giver: String,
    pub(in crate::disclosure) recipient: String,
    pub(in crate::disclosure) groups: String,
    pub(in crate::disclosure) purpose: String,
    pub(in crate::disclosure) given: String,
    pub(in crate::disclosure) state: (&'static str, String),
    pub(in crate::disclosure) open: bool,
}

#[derive(Template)]
#[template(path = "disclosure/pages/consents.html")]
pub(in crate::disclosure) struct ListPage {
    pub(in crate::disclosure) frame: Frame,
    pub(in crate::disclosure) case: Case,
    pub(in crate::disclosure) lines: Vec<Line>,
    pub(in crate::disclosure) may_keep: bool,
    pub(in crate::disclosure) sees_log: bool,
}

/// The children and people of a case with their names.
struct Circle {
    children: Vec<(Id<Child>, String)>,
    people: Vec<(Id<Person>, String)>,
}

impl Circle {
    async fn of<A: Reads<CaseFile>>(lookup: Lookup<'_>, case: &Permit<CaseFile, A>) -> Result<Self, Failure> {
        let children = cases::children(lookup, case.id()).await?;
        let people = cases::people(lookup, case.id()).await?;
        Ok(Self {
            children: children.iter().map(|c| (c.id, case.reveal(&c.name).clone())).collect(),
            people: people.iter().map(|p| (p.id, case.reveal(&p.name).clone())).collect(),
        })
    }

    fn person(&self, id: Id<Person>) -> String {
        let found = self.people.iter().find(|(person, _)| *person == id);
        found.map_or_else(|| "někdo, kdo už v případu není".into(), |(_, name)| name.clone())
    }

    fn child(&self, id: Id<Child>) -> String {
        let found = self.children.iter().find(|(child, _)| *child == id);
        found.map_or_else(|| "dítě, které už v případu není".into(), |(_, name)| name.clone())
    }
}

const NOTICES: &[(&str, &str)] = &[
    ("zapsano", "Souhlas je zapsaný a od teď platí."),
    ("odvolano", "Souhlas je odvolaný. Od teď se podle něj už nic nesdělí."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    permit: Permit<CaseFile, ReadConsents>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let circle = Circle::of(lookup, &permit).await?;
    let consents = store::consents::consents(lookup, permit.id()).await?;
    let today = permit.actor().today;
    let line = |consent: &Consent| Line {
        id: consent.id.to_string(),
        what: consent.kind.label(),
        giver: match consent.child {
            Some(child) => format!("{} za dítě {}", circle.person(consent.giver), circle.child(child)),
            None => circle.person(consent.giver),
        },
        recipient: circle.person(consent.recipient),
        groups: consent.groups.iter().map(|group| group.label()).collect::<Vec<_>>().join(", "),
        purpose: permit.reveal(&consent.purpose).clone(),
        given: format!("{} {}", czech::dates::short(consent.given_on), consent.form.label()),
        state: state_words(consent, today),
        open: consent.withdrawn.is_none(),
    };
    Ok(Html::page(&ListPage {
        frame: Frame::new(&house, permit.actor(), SECTION).noticing(&query, NOTICES),
        case: Case::of(&permit),
        lines: consents.iter().map(line).collect(),
        may_keep: permit.allows::<KeepConsents>(),
        sees_log: permit.allows::<ReadDisclosureLog>(),
    })?)
}

fn state_words(consent: &Consent, today: crate::kernel::Day) -> (&'static str, String) {
    if let Some(withdrawn) = consent.withdrawn {
        let how = consent.withdrawn_form.map(|form| format!(" {}", form.label())).unwrap_or_default();
        return ("off", format!("odvolaný {}{how}", czech::dates::short(withdrawn.day())));
    }
    match consent.until {
        Some(until) if until < today => ("off", format!("skončil {}", czech::dates::short(until))),
        Some(until) => ("success", format!("platí do {}", czech::dates::short(until))),
        None => ("success", "platí, dokud ho neodvolá".into()),
    }
}

#[derive(Template)]
#[template(path = "disclosure/pages/consent.html")]
pub(in crate::disclosure) struct ConsentPage {
    pub(in crate::disclosure) frame: Frame,
    pub(in crate::disclosure) case: Case,
    pub(in crate::disclosure) form: FormState,
    pub(in crate::disclosure) people: Vec<(String, String)>,
    pub(in crate::disclosure) children: Vec<(String, String)>,
}

impl ConsentPage {
    fn kinds(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let more = |kind: ConsentKind| match kind {
            ConsentKind::Sharing => {
                "Úřad smí někomu sdělit něco o tom, kdo souhlas dává, nebo o jeho dítěti."
            }
            ConsentKind::Release => "Třeba lékařka smí na konferenci mluvit o tom, co ví z ordinace.",
        };
        ConsentKind::ALL.iter().map(|kind| (kind.code(), kind.label(), more(*kind))).collect()
    }

    fn groups(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let groups = FactGroup::ALL.into_iter().filter(|group| *group != FactGroup::Notifier);
        groups.map(|group| (group.code(), group.label(), "")).collect()
    }

    fn forms(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        ConsentForm::ALL.iter().map(|form| (form.code(), form.label(), "")).collect()
    }

    fn back(&self) -> String {
        format!("{}/souhlasy", self.case.href)
    }
}

type Keeping = Permit<CaseFile, KeepConsents>;

fn draw(house: &House, permit: &Keeping, circle: &Circle, form: FormState) -> ConsentPage {
    let pairs = |all: Vec<(String, String)>| all;
    ConsentPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        case: Case::of(permit),
        form,
        people: pairs(circle.people.iter().map(|(id, name)| (id.to_string(), name.clone())).collect()),
        children: pairs(circle.children.iter().map(|(id, name)| (id.to_string(), name.clone())).collect()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn new_page(permit: Keeping, State(house): State<House>) -> Result<Html, Denied> {
    let circle = Circle::of(permit.lookup(&house), &permit).await?;
    let today = czech::typography::plain(&czech::dates::short(permit.actor().today));
    let form = FormState::empty()
        .with("nove_id", Id::<Consent>::fresh(house.clock.now()).to_string())
        .with("dne", today);
    Ok(Html::page(&draw(&house, &permit, &circle, form))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn give(
    permit: Keeping,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let lookup = permit.lookup(&house);
    let circle = Circle::of(lookup, &permit).await?;
    let children: Vec<_> = circle.children.iter().map(|(id, _)| *id).collect();
    let people: Vec<_> = circle.people.iter().map(|(id, _)| *id).collect();
    let input = match forms::consent(form.clone(), (&children, &people), permit.actor().today) {
        Err(form) => return Ok(Html::again(&draw(&house, &permit, &circle, form))?.into_response()),
        Ok(input) => input,
    };
    let relations = cases::relations(lookup, permit.id()).await?;
    if input.child.is_some_and(|child| !basis::speaks_for(&relations, input.giver, child)) {
        let form =
            form.failed("kdo", "Za dítě může souhlasit jen rodič s rodičovskou odpovědností nebo poručník.");
        return Ok(Html::again(&draw(&house, &permit, &circle, form))?.into_response());
    }
    let before = store::consents::consents(lookup, permit.id()).await?;
    let onward = Onward::to(format!("/pripady/{}/souhlasy", permit.id())).noticing("zapsano");
    if let Some(written) = before.iter().find(|consent| consent.id == input.id) {
        if input.is_in(written) {
            return Ok(onward.into_response());
        }
        return Ok(sent_before(&house, &permit, &circle, form)?);
    }
    let permit = Arc::new(permit);
    match actions::give(&house, permit.clone(), input).await {
        Ok(()) => Ok(onward.into_response()),
        Err(Undone::Failed(failure)) => Err(failure.into()),
        Err(Undone::Stale) => Ok(sent_before(&house, &permit, &circle, form)?),
    }
}

/// The same form with other words, after it was sent: they stay, and sending them again writes another consent.
fn sent_before(
    house: &House,
    permit: &Keeping,
    circle: &Circle,
    form: FormState,
) -> Result<Response, Failure> {
    let kept = form.pairs().iter().filter(|(name, _)| name != "nove_id").cloned().collect();
    let fresh = Id::<Consent>::fresh(house.clock.now()).to_string();
    let mut form = FormState::from_pairs(kept).with("nove_id", fresh);
    form.fail("", "Tento formulář jste už odeslali a souhlas je zapsaný. Odesláním teď zapíšete další.");
    Ok(Html::stale(&draw(house, permit, circle, form))?.into_response())
}

#[derive(Template)]
#[template(path = "disclosure/pages/withdraw.html")]
pub(in crate::disclosure) struct WithdrawPage {
    pub(in crate::disclosure) frame: Frame,
    pub(in crate::disclosure) case: String,
    pub(in crate::disclosure) form: FormState,
    pub(in crate::disclosure) gone: bool,
}

impl WithdrawPage {
    fn forms(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        ConsentForm::ALL.iter().map(|form| (form.code(), form.label(), "")).collect()
    }

    fn back(&self) -> String {
        format!("/pripady/{}/souhlasy", self.case)
    }
}

type Withdrawing = Permit<Consent, WithdrawConsent>;

fn withdraw_draw(house: &House, permit: &Withdrawing, form: FormState) -> WithdrawPage {
    WithdrawPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        case: permit.record().case.to_string(),
        form,
        gone: permit.record().withdrawn.is_some(),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn withdraw_page(permit: Withdrawing, State(house): State<House>) -> Result<Html, Denied> {
    Ok(Html::page(&withdraw_draw(&house, &permit, FormState::empty()))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn withdraw(
    permit: Withdrawing,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let onward = Onward::to(format!("/pripady/{}/souhlasy", permit.record().case)).noticing("odvolano");
    // Withdrawn is withdrawn, by whomever and however often.
    if permit.record().withdrawn.is_some() {
        return Ok(onward.into_response());
    }
    let how = match forms::withdrawal(form) {
        Err(form) => return Ok(Html::again(&withdraw_draw(&house, &permit, form))?.into_response()),
        Ok(how) => how,
    };
    match actions::withdraw(&house, Arc::new(permit), how).await {
        Ok(()) | Err(Undone::Stale) => Ok(onward.into_response()),
        Err(Undone::Failed(failure)) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "disclosure/pages/case_panel.html")]
struct CasePanel {
    case: String,
}

/// On the page of a case: the ways to its consents and to what was told to whom.
pub(in crate::disclosure) async fn case_panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let panel = CasePanel { case: context.subject.to_string() };
    Ok(Some(panel.render().map_err(|e| Failure::Output(e.to_string()))?))
}
