//! An extract for one participant: what was cut, a preview, and the act that makes it.

use super::check::{form_id, group_label, refused};
use crate::access::{Denied, House, Permit};
use crate::conferences::Conference;
use crate::disclosure::{self, JustifyFact, StopShown};
use crate::documents::Document;
use crate::kernel::Id;
use crate::minutes::letters::RecordPaper;
use crate::minutes::{ExtractMinutes, ReadMinutes, actions};
use crate::participants::{self, Participant};
use crate::shell::{Frame, Html, Input, Onward, download};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Response};
use outbound::{Disclosed, Verdict};
use std::sync::Arc;
use uuid::Uuid;

/// The page of an extract.
#[derive(Template)]
#[template(path = "minutes/pages/extract.html")]
pub(in crate::minutes) struct ExtractPage {
    pub(in crate::minutes) frame: Frame,
    pub(in crate::minutes) id: Id<Conference>,
    pub(in crate::minutes) participant: Id<Participant>,
    pub(in crate::minutes) name: String,
    pub(in crate::minutes) role: String,
    pub(in crate::minutes) form_id: Uuid,
    pub(in crate::minutes) may_make: bool,
    /// Counts of what stays: agreed points, tasks, lines of the course.
    pub(in crate::minutes) stays: [usize; 3],
    pub(in crate::minutes) lists_people: bool,
    /// Groups that were cut, and why.
    pub(in crate::minutes) cut: Vec<(&'static str, &'static str)>,
    pub(in crate::minutes) fingerprint: String,
    /// What must not reach this participant.
    pub(in crate::minutes) stops: Vec<StopShown>,
    /// Whether it keeps the extract in the house.
    pub(in crate::minutes) stopped: bool,
    pub(in crate::minutes) may_justify: bool,
}

/// The participant named in the path, of this conference.
async fn named(
    house: &House,
    permit: &Permit<Conference, impl crate::access::Reads<Conference>>,
    id: &str,
) -> Result<Participant, Denied> {
    let id: Id<Participant> = id.parse().map_err(|_| Denied::hidden())?;
    let all = participants::of_conference(permit.lookup(house), permit.id()).await?;
    all.into_iter().find(|participant| participant.id == id).ok_or_else(Denied::hidden)
}

/// Groups that were cut, each with the strictest reason.
pub(in crate::minutes) fn cut_groups(paper: &Disclosed<RecordPaper>) -> Vec<(&'static str, &'static str)> {
    let mut groups: Vec<(&'static str, &'static str)> = paper
        .refusals()
        .iter()
        .map(|refusal| {
            let why = match refusal.verdict {
                Verdict::AskHead => "rozhodne vedoucí",
                Verdict::Oral => "jen ústně na setkání",
                Verdict::Never | Verdict::Show => "tomuto čtenáři nepatří",
            };
            (group_label(refusal.group), why)
        })
        .collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// How many agreed points, tasks and lines of the course stay.
pub(in crate::minutes) fn stays(paper: &RecordPaper) -> [usize; 3] {
    [
        paper.agreed_points.iter().filter(|place| place.shown().is_some()).count(),
        paper.tasks.iter().filter(|place| place.shown().is_some()).count(),
        paper.course.iter().flatten().map(|part| part.lines.len()).sum(),
    ]
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ReadMinutes>,
    Shared(house): Shared<House>,
    Path((_, participant)): Path<(String, String)>,
) -> Result<Html, Denied> {
    let participant = named(&house, &permit, &participant).await?;
    let paper = actions::cut_for(&house, &permit, &participant).await?.ok_or_else(Denied::hidden)?;
    let knows = disclosure::knows_protected(permit.actor(), permit.ties(), permit.record().office);
    let stops = disclosure::stops_shown(disclosure::stopped(&paper), (permit.id(), participant.id), knows);
    Ok(Html::page(&ExtractPage {
        stops,
        stopped: paper.is_stopped(),
        may_justify: permit.allows::<JustifyFact>(),
        frame: Frame::new(&house, permit.actor(), "/konference"),
        id: permit.id(),
        participant: participant.id,
        name: permit.reveal(&participant.name).clone(),
        role: participant.role_label.clone(),
        form_id: Id::<Document>::fresh(house.clock.now()).uuid(),
        may_make: permit.allows::<ExtractMinutes>(),
        stays: stays(paper.view()),
        lists_people: paper.view().present.is_some(),
        cut: cut_groups(&paper),
        fingerprint: paper.fingerprint().to_owned(),
    })?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn preview(
    permit: Permit<Conference, ReadMinutes>,
    Shared(house): Shared<House>,
    Path((_, participant)): Path<(String, String)>,
) -> Result<Response, Denied> {
    let participant = named(&house, &permit, &participant).await?;
    let paper = actions::cut_for(&house, &permit, &participant).await?.ok_or_else(Denied::hidden)?;
    let typeset = actions::typeset(paper, house.clock.now()).await.map_err(refused)?;
    Ok(download(&house, "vypis-nahled.pdf", "application/pdf", typeset.into_bytes()))
}

#[axum::debug_handler(state = House)]
pub(super) async fn make(
    permit: Permit<Conference, ExtractMinutes>,
    Shared(house): Shared<House>,
    Path((_, participant)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let participant = named(&house, &permit, &participant).await?;
    let form = form_id(&form)?;
    let permit = Arc::new(permit);
    let document = actions::make_extract(&house, &permit, participant, form).await.map_err(refused)?;
    Ok(Onward::to(format!("/dokumenty/{document}")).noticing("vyhotoveno").into_response())
}
