//! The papers of a conference.

use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference};
use crate::documents::{self, Document};
use crate::kernel::Id;
use crate::minutes::ReadMinutes;
use crate::participants;
use crate::shell::{Frame, Html};
use askama::Template;
use axum::extract::State as Shared;

/// A paper in the list.
pub(in crate::minutes) struct PaperRow {
    pub(in crate::minutes) document: Document,
    /// For whom it was cut.
    pub(in crate::minutes) reader: String,
}

/// The list.
#[derive(Template)]
#[template(path = "minutes/pages/papers.html")]
pub(in crate::minutes) struct PapersPage {
    pub(in crate::minutes) around: Around,
    pub(in crate::minutes) frame: Frame,
    pub(in crate::minutes) id: Id<Conference>,
    pub(in crate::minutes) papers: Vec<PaperRow>,
    pub(in crate::minutes) waiting: usize,
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    permit: Permit<Conference, ReadMinutes>,
    Shared(house): Shared<House>,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let documents = documents::of_conference(lookup, permit.id().uuid()).await?;
    let people = participants::of_conference(lookup, permit.id()).await?;
    let papers: Vec<PaperRow> = documents
        .into_iter()
        .map(|document| {
            let who = people.iter().find(|person| Some(person.id.uuid()) == document.reader);
            let reader = match (who, document.reader) {
                (Some(who), _) => permit.reveal(&who.name).clone(),
                (None, Some(_)) => "jeden účastník".to_owned(),
                (None, None) => "spis úřadu".to_owned(),
            };
            PaperRow { document, reader }
        })
        .collect();
    let waiting = papers.iter().filter(|paper| paper.document.reference_number.is_none()).count();
    let frame = Frame::new(&house, permit.actor(), "/konference");
    Ok(Html::page(&PapersPage {
        frame,
        around: Around::of(&house, &permit).await?,
        id: permit.id(),
        papers,
        waiting,
    })?)
}
