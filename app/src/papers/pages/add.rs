//! A new paper.

use super::{after, home};
use crate::access::{Denied, House, Permit};
use crate::cases::{self, Child};
use crate::conferences::{Around, Conference};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::papers::actions::{self, NotDone};
use crate::papers::model::NewPaper;
use crate::papers::{EditPapers, Paper, PaperKind, forms, store};
use crate::participants::{self, Participant};
use crate::shell::{Frame, Html, LargeUpload};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use facts::FactGroup;
use sha2::Digest as _;
use std::sync::Arc;

type Triples = Vec<(String, String, String)>;

/// The form.
#[derive(Template)]
#[template(path = "papers/pages/add.html")]
pub(in crate::papers) struct NewPage {
    pub(in crate::papers) frame: Frame,
    pub(in crate::papers) around: Around,
    pub(in crate::papers) form: FormState,
    pub(in crate::papers) new_id: String,
    pub(in crate::papers) children: Triples,
    pub(in crate::papers) people: Triples,
    pub(in crate::papers) back: String,
}

impl NewPage {
    fn kinds(&self) -> Triples {
        let hint = |kind: PaperKind| match kind {
            PaperKind::ParentsPoints => "Rodiče je dostanou s předstihem, jaký určuje lhůta na přípravu.",
            _ => "",
        };
        let label = |kind: PaperKind| crate::conferences::capital(kind.label());
        PaperKind::ALL.iter().map(|kind| (kind.code().into(), label(*kind), hint(*kind).into())).collect()
    }
    fn groups(&self) -> Triples {
        let hint = |group| match group {
            FactGroup::Notifier => "Takový podklad se nepředává nikomu.",
            _ => "",
        };
        let label = |group: FactGroup| crate::conferences::capital(group.label());
        FactGroup::ALL
            .into_iter()
            .map(|group| (group.code().into(), label(group), hint(group).into()))
            .collect()
    }
}

/// Children and people that the form offers.
struct Around_ {
    children: Vec<Child>,
    people: Vec<Participant>,
}

async fn around(house: &House, permit: &Permit<Conference, EditPapers>) -> Result<Around_, Failure> {
    let lookup = permit.lookup(house);
    let children = cases::children(lookup, permit.record().case).await?;
    let people = participants::of_conference(lookup, permit.id()).await?;
    Ok(Around_ { children, people })
}

async fn draw(
    house: &House,
    permit: &Permit<Conference, EditPapers>,
    with: &Around_,
    form: FormState,
) -> Result<Html, Failure> {
    let typed = form.value("nove_id").to_owned();
    let fresh = || Id::<Paper>::fresh(house.clock.now()).to_string();
    let page = NewPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        around: Around::of(house, permit).await?,
        new_id: if typed.is_empty() { fresh() } else { typed },
        children: with
            .children
            .iter()
            .map(|child| (child.id.to_string(), permit.reveal(&child.given).clone(), String::new()))
            .collect(),
        people: with
            .people
            .iter()
            .map(|who| (who.id.to_string(), permit.reveal(&who.name).clone(), who.role_label.clone()))
            .collect(),
        back: home(permit.id()),
        form,
    };
    if page.form.has_errors() { Html::again(&page) } else { Html::page(&page) }
}

#[axum::debug_handler(state = House)]
pub(super) async fn form(
    permit: Permit<Conference, EditPapers>,
    State(house): State<House>,
) -> Result<Html, Denied> {
    let with = around(&house, &permit).await?;
    // With one child there is nothing to choose.
    let only = if let [child] = with.children.as_slice() { Some(child.id.to_string()) } else { None };
    let form = FormState::empty().with_some("deti", only);
    Ok(draw(&house, &permit, &with, form).await?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn save(
    permit: Permit<Conference, EditPapers>,
    State(house): State<House>,
    upload: LargeUpload,
) -> Result<Response, Denied> {
    let with = around(&house, &permit).await?;
    let offered = (
        with.children.iter().map(|child| child.id).collect(),
        with.people.iter().map(|who| who.id).collect(),
    );
    let (now, typed) = (house.clock.now(), upload.form.clone());
    // Reading a file takes a core for a while.
    let read = tokio::task::spawn_blocking(move || {
        forms::new_paper(upload.form, (upload.name, upload.file), offered, now)
    })
    .await
    .map_err(|_| Failure::Broken("reading a file broke off".into()))?;
    let new = match read {
        Ok(new) => Arc::new(new),
        Err(form) => return Ok(draw(&house, &permit, &with, form).await?.into_response()),
    };
    let permit = Arc::new(permit);
    let to = super::address(permit.id(), new.id);
    match actions::add(&house, &permit, new.clone()).await {
        Err(NotDone::Already) if !is_same(&house, &permit, &new).await? => {
            // Back in the browser, other words, sent again: that is another paper, on a form of its own.
            let kept = typed.pairs().iter().filter(|(name, _)| name != "nove_id").cloned().collect();
            let sentence = "Tímto formulářem už jste jeden podklad přidali. Další přidáte tak, že vyberete soubor a uložíte znovu.";
            let form = FormState::from_pairs(kept).failed("soubor", sentence);
            Ok(draw(&house, &permit, &with, form).await?.into_response())
        }
        outcome => after(outcome, to, "pridano"),
    }
}

/// Whether the paper that this form added before is the one that was sent now.
async fn is_same(
    house: &House,
    permit: &Permit<Conference, EditPapers>,
    new: &NewPaper,
) -> Result<bool, Failure> {
    let papers = store::of_conference(permit.lookup(house), permit.id()).await?;
    let sha256 = sha2::Sha256::digest(&new.bytes).to_vec();
    Ok(papers.iter().any(|paper| {
        paper.id == new.id && paper.title == new.title && paper.sha256 == sha256 && paper.groups == new.groups
    }))
}
