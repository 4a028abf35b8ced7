//! Sealing the record: what will be sealed, what is missing, the act; and addenda to a sealed record.

use super::check::{counts, form_id, refused};
use crate::access::{Denied, House, Permit};
use crate::cases::{self, Child};
use crate::conferences::{self, Conference};
use crate::documents::Document;
use crate::kernel::{Choice, FormState, Id};
use crate::meeting::Topic;
use crate::minutes::actions::NotMade;
use crate::minutes::rules::missing;
use crate::minutes::{AmendMinutes, AskForSeal, SealMinutes, content, forms, sealing, store};
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use uuid::Uuid;

/// The page before the seal.
#[derive(Template)]
#[template(path = "minutes/pages/seal.html")]
pub(in crate::minutes) struct SealPage {
    pub(in crate::minutes) frame: Frame,
    pub(in crate::minutes) id: Id<Conference>,
    pub(in crate::minutes) form_id: Uuid,
    pub(in crate::minutes) fingerprint: String,
    pub(in crate::minutes) missing: Vec<&'static str>,
    /// Until when comments are welcome, if that is still to come.
    pub(in crate::minutes) comments: Option<String>,
    /// How many comments nobody has decided; the seal attaches them.
    pub(in crate::minutes) undecided: usize,
    /// Whether nobody has seen an edition of it yet.
    pub(in crate::minutes) unseen: bool,
    /// Whether something changed between the page and the act.
    pub(in crate::minutes) changed: bool,
}

async fn drawn(
    house: &House,
    permit: &Permit<Conference, SealMinutes>,
    changed: bool,
) -> Result<SealPage, Denied> {
    let lookup = permit.lookup(house);
    let record = content::living(lookup, permit.record()).await?;
    let record = record.ok_or_else(|| Denied::refused("Jednání ještě nezačalo, není co zapečetit."))?;
    let now = house.clock.now();
    let comments = record.comments_until.filter(|day| *day >= now.day());
    Ok(SealPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        id: permit.id(),
        form_id: Id::<Document>::fresh(now).uuid(),
        missing: missing(&counts(&record)),
        comments: comments.map(czech::dates::long_with_weekday),
        undecided: record.received.iter().filter(|one| one.undecided).count(),
        unseen: store::of_conference(lookup, permit.id()).await?.is_none(),
        fingerprint: sealing::fingerprint(house, record),
        changed,
    })
}

fn record_page(conference: Id<Conference>) -> Onward {
    Onward::to(format!("/konference/{conference}/zapis"))
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, AskForSeal>,
    Shared(house): Shared<House>,
) -> Result<Response, Denied> {
    match permit.also::<SealMinutes>() {
        Ok(permit) => Ok(Html::page(&drawn(&house, &permit, false).await?)?.into_response()),
        Err(sealed) => Ok(record_page(sealed.id()).into_response()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn seal(
    permit: Permit<Conference, AskForSeal>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let back = record_page(permit.id());
    // Pressed twice, or by two people: the record is sealed, the page shows it.
    let Ok(permit) = permit.also::<SealMinutes>() else { return Ok(back.into_response()) };
    let (id, shown) = (form_id(&form)?, form.value("otisk").to_owned());
    let permit = Arc::new(permit);
    match sealing::seal(&house, &permit, id, &shown).await {
        Ok(_) => Ok(back.noticing("zapeceteno").into_response()),
        Err(NotMade::Changed) => Ok(Html::stale(&drawn(&house, &permit, true).await?)?.into_response()),
        Err(NotMade::Before) => Ok(back.into_response()),
        Err(other) => {
            let now = conferences::find(permit.lookup(&house), permit.id()).await?;
            if now.is_some_and(|conference| conference.sealed.is_some()) {
                return Ok(back.into_response());
            }
            Err(refused(other))
        }
    }
}

/// The page of an addendum.
#[derive(Template)]
#[template(path = "minutes/pages/addendum.html")]
pub(in crate::minutes) struct AddendumPage {
    pub(in crate::minutes) frame: Frame,
    pub(in crate::minutes) id: Id<Conference>,
    pub(in crate::minutes) form: FormState,
    pub(in crate::minutes) form_id: String,
    pub(in crate::minutes) topics: Vec<(String, String)>,
    pub(in crate::minutes) children: Vec<(String, String)>,
}

/// What is said when a form comes a second time with other words.
const SENT_BEFORE: &str =
    "Tenhle dodatek jste už jednou odeslali, jen jinak. Když má vzniknout i tento, odešlete ho znovu.";

fn addendum_page(
    house: &House,
    permit: &Permit<Conference, AmendMinutes>,
    children: &[Child],
    form: FormState,
) -> AddendumPage {
    let typed = form.value("nove_id").to_owned();
    let fresh = || Id::<Document>::fresh(house.clock.now()).to_string();
    AddendumPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        id: permit.id(),
        form_id: if typed.is_empty() { fresh() } else { typed },
        topics: Topic::options(),
        children: children
            .iter()
            .map(|child| (child.id.to_string(), permit.reveal(&child.given).clone()))
            .collect(),
        form,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn addendum(
    permit: Permit<Conference, AmendMinutes>,
    Shared(house): Shared<House>,
) -> Result<Html, Denied> {
    let children = cases::children(permit.lookup(&house), permit.record().case).await?;
    Ok(Html::page(&addendum_page(&house, &permit, &children, FormState::empty()))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn amend(
    permit: Permit<Conference, AmendMinutes>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let id = form_id(&form)?;
    let back = format!("/konference/{}/zapis", permit.id());
    let typed = form.clone();
    let children = cases::children(permit.lookup(&house), permit.record().case).await?;
    let known: Vec<Id<Child>> = children.iter().map(|child| child.id).collect();
    match forms::addendum(form, &known) {
        Err(form) => Ok(Html::again(&addendum_page(&house, &permit, &children, form))?.into_response()),
        Ok(new) => {
            let permit = Arc::new(permit);
            let document = sealing::amend(&house, &permit, id, new.clone()).await.map_err(refused)?;
            let addenda = store::seals::addenda(permit.lookup(&house), permit.record()).await?;
            let made = addenda.iter().find(|added| added.document == document);
            let differs = |made: &store::seals::Addendum| {
                permit.reveal(&made.words) != permit.reveal(&new.words)
                    || (made.topic, made.child) != (Some(new.topic), new.child)
            };
            if made.is_some_and(differs) {
                let kept = typed.pairs().iter().filter(|(name, _)| name != "nove_id").cloned().collect();
                let form = FormState::from_pairs(kept).failed("dodatek", SENT_BEFORE);
                return Ok(Html::again(&addendum_page(&house, &permit, &children, form))?.into_response());
            }
            Ok(Onward::to(back).noticing("dodatek").into_response())
        }
    }
}
