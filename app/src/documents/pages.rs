//! Pages of documents.

use super::actions::NotChanged;
use super::{Document, DownloadDocument, NumberDocument, ReadDocument, actions, forms, store};
use crate::access::{Denied, House, Permit, Routes};
use crate::kernel::FormState;
use crate::shell::{Frame, Html, Input, KeptIn, Onward, Query, download};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// The routes of documents.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/dokumenty/{dokument}", show)
        .get("/dokumenty/{dokument}/soubor", take)
        .post("/dokumenty/{dokument}/cislo", enter_number)
}

/// One document: what it is, its number, its hash.
#[derive(Template)]
#[template(path = "documents/pages/show.html")]
pub(super) struct ShowPage {
    pub(super) frame: Frame,
    pub(super) document: Document,
    pub(super) form: FormState,
    pub(super) may_number: bool,
    /// Earlier numbers, with the moment each was entered.
    pub(super) earlier: Vec<(String, String)>,
    /// The number that somebody else entered meanwhile.
    pub(super) meanwhile: Option<String>,
}

/// Back to the list the document belongs to.
fn back(document: &Document) -> String {
    match document.conference {
        Some(conference) => format!("/konference/{conference}/dokumenty"),
        None => format!("/pripady/{}", document.case),
    }
}

/// A paper that stays in the house, and what can be done about it.
#[derive(Template)]
#[template(path = "documents/pages/kept.html")]
pub(super) struct KeptPage {
    pub(super) frame: Frame,
    pub(super) document: Document,
    pub(super) kept_in: KeptIn,
}

async fn drawn(
    house: &House,
    permit: &Permit<Document, ReadDocument>,
    query: &Query,
) -> Result<ShowPage, Denied> {
    let mut earlier = store::numbers(permit.lookup(house), permit.id()).await?;
    // The last one is the present number, which the page shows by itself.
    earlier.pop();
    Ok(ShowPage {
        frame: Frame::new(house, permit.actor(), "/pripady").noticing(
            query,
            &[
                ("cislo", "Číslo jednací je zapsané."),
                ("vyhotoveno", "Dokument je hotový a uložený ve spisu."),
            ],
        ),
        document: permit.record().clone(),
        form: FormState::empty().with_some("cislo", permit.record().reference_number.clone()),
        may_number: permit.allows::<NumberDocument>(),
        earlier: earlier
            .into_iter()
            .map(|(number, given)| (number, czech::dates::local_moment(given.timestamp())))
            .collect(),
        meanwhile: None,
    })
}

#[axum::debug_handler(state = House)]
async fn show(
    permit: Permit<Document, ReadDocument>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    Ok(Html::page(&drawn(&house, &permit, &query).await?)?)
}

#[axum::debug_handler(state = House)]
async fn take(
    permit: Permit<Document, DownloadDocument>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let bytes = store::content(permit.lookup(&house), permit.id()).await?.ok_or_else(Denied::hidden)?;
    let document = permit.record();
    if let Some(kept_in) = super::kept_in(&house, permit.lookup(&house), document, &bytes).await? {
        let frame = Frame::new(&house, permit.actor(), "/pripady");
        return Ok(Html::stale(&KeptPage { frame, document: document.clone(), kept_in })?.into_response());
    }
    Ok(download(&house, &document.file_name(), mime(&document.mime), bytes))
}

/// Media types this house files; anything else is offered as bytes.
fn mime(stored: &str) -> &'static str {
    match stored {
        "application/pdf" => "application/pdf",
        "text/calendar" => "text/calendar; charset=utf-8",
        "text/plain" | "text/plain; charset=utf-8" => "text/plain; charset=utf-8",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[axum::debug_handler(state = House)]
async fn enter_number(
    permit: Permit<Document, NumberDocument>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let id = permit.id();
    let typed = form.clone();
    match forms::number(form) {
        Err(form) => Ok(Html::again(&again(&house, &permit, form, None))?.into_response()),
        Ok((number, version)) => {
            let done = Onward::to(format!("/dokumenty/{id}")).noticing("cislo");
            // The same number again (a repeated post) changes nothing.
            if permit.record().reference_number.as_deref() == Some(number.as_str()) {
                return Ok(done.into_response());
            }
            let present = permit.record().clone();
            let page = again(&house, &permit, typed, present.reference_number);
            match actions::number(&house, permit, number, version).await {
                Ok(()) => Ok(done.into_response()),
                Err(NotChanged::Stale) => Ok(Html::stale(&page)?.into_response()),
                Err(NotChanged::Failed(failure)) => Err(failure.into()),
            }
        }
    }
}

fn again(
    house: &House,
    permit: &Permit<Document, NumberDocument>,
    form: FormState,
    meanwhile: Option<String>,
) -> ShowPage {
    ShowPage {
        frame: Frame::new(house, permit.actor(), "/pripady"),
        document: permit.record().clone(),
        form,
        may_number: true,
        earlier: Vec::new(),
        meanwhile,
    }
}
