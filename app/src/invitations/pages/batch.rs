//! All letters that wait to be printed at one go, and the list under which they are posted. Each letter is asked once
//! more whether it may leave; what may not is left out and named.

use super::home;
use crate::access::{Denied, House, Permit};
use crate::cases;
use crate::conferences::Conference;
use crate::documents;
use crate::invitations::model::{Channel, Invitation, State};
use crate::invitations::policy::PreviewInvitations;
use crate::kernel::{Choice, Failure};
use crate::participants;
use crate::shell::{Frame, Html, KeptIn, Onward, download};
use askama::Template;
use axum::extract::State as From;
use axum::response::{IntoResponse, Response};

/// A letter that waits.
pub(in crate::invitations) struct Waiting {
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) role: String,
    pub(in crate::invitations) channel: &'static str,
    /// As it stands on the letter.
    pub(in crate::invitations) address: Vec<String>,
    pub(in crate::invitations) invitation: String,
    /// Why it stays in the house.
    pub(in crate::invitations) kept_in: Option<KeptIn>,
}

#[derive(Template)]
#[template(path = "invitations/pages/batch.html")]
pub(in crate::invitations) struct BatchPage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) conference: String,
    pub(in crate::invitations) waiting: Vec<Waiting>,
}

impl BatchPage {
    /// How many will be printed.
    fn ready(&self) -> usize {
        self.waiting.iter().filter(|one| one.kept_in.is_none()).count()
    }
}

/// The list under which letters are posted; it stays in the house.
#[derive(Template)]
#[template(path = "invitations/pages/posting.html")]
pub(in crate::invitations) struct PostingPage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) conference: String,
    pub(in crate::invitations) today: String,
    pub(in crate::invitations) waiting: Vec<Waiting>,
}

/// Letters of a conference that were made and have not left, with their files.
async fn waiting(
    house: &House,
    permit: &Permit<Conference, PreviewInvitations>,
) -> Result<Vec<(Waiting, Vec<u8>)>, Failure> {
    let lookup = permit.lookup(house);
    let mut found = Vec::new();
    for invitation in crate::invitations::of_conference(lookup, permit.id()).await? {
        let waits = invitation.state == State::Queued && invitation.channel.has_letter();
        let Some(document) = invitation.document.filter(|_| waits) else { continue };
        let Some(filed) = documents::find(lookup, document).await? else { continue };
        let Some(bytes) = documents::content(lookup, document).await? else { continue };
        let kept_in = documents::kept_in(house, lookup, &filed, &bytes).await?;
        found.push((line(house, permit, &invitation, kept_in).await?, bytes));
    }
    Ok(found)
}

async fn line(
    house: &House,
    permit: &Permit<Conference, PreviewInvitations>,
    invitation: &Invitation,
    kept_in: Option<KeptIn>,
) -> Result<Waiting, Failure> {
    let lookup = permit.lookup(house);
    let participant = participants::find(lookup, invitation.participant).await?;
    let participant = participant.ok_or_else(|| Failure::Broken("an invitation invites nobody".into()))?;
    let person = match participant.person {
        Some(id) => cases::person(lookup, id).await?,
        None => None,
    };
    let address = person.and_then(|person| person.address).map(|address| permit.reveal(&address).clone());
    let lines = address.as_deref().unwrap_or_default().lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(Waiting {
        name: permit.reveal(&participant.name).clone(),
        role: participant.role_label.clone(),
        channel: invitation.channel.label(),
        address: lines.map(str::to_owned).collect(),
        invitation: invitation.id.to_string(),
        kept_in,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<Conference, PreviewInvitations>,
    From(house): From<House>,
) -> Result<Html, Denied> {
    let waiting = waiting(&house, &permit).await?.into_iter().map(|(line, _)| line).collect();
    let frame = Frame::new(&house, permit.actor(), "/konference");
    Ok(Html::page(&BatchPage { frame, conference: permit.id().to_string(), waiting })?)
}

/// One file with all letters that may leave now; each begins on the front of a sheet.
#[axum::debug_handler(state = House)]
pub(super) async fn letters(
    permit: Permit<Conference, PreviewInvitations>,
    From(house): From<House>,
) -> Result<Response, Denied> {
    let waiting = waiting(&house, &permit).await?;
    let papers: Vec<Vec<u8>> =
        waiting.into_iter().filter(|(line, _)| line.kept_in.is_none()).map(|(_, bytes)| bytes).collect();
    if papers.is_empty() {
        return Ok(Onward::to(format!("{}/tisk", home(permit.id()))).into_response());
    }
    let bound = tokio::task::spawn_blocking(move || binding::bind(&papers)).await;
    let bound = bound.map_err(|_| Failure::Output("binding broke off".into()))?;
    let bound = bound.map_err(|error| Failure::Output(error.to_string()))?;
    Ok(download(&house, "dopisy.pdf", "application/pdf", bound))
}

#[axum::debug_handler(state = House)]
pub(super) async fn posting(
    permit: Permit<Conference, PreviewInvitations>,
    From(house): From<House>,
) -> Result<Html, Denied> {
    let posted = |line: &Waiting| {
        line.kept_in.is_none()
            && [Channel::Letter.label(), Channel::Registered.label()].contains(&line.channel)
    };
    let waiting = waiting(&house, &permit).await?.into_iter().map(|(line, _)| line).filter(posted).collect();
    let frame = Frame::new(&house, permit.actor(), "/konference");
    let today = czech::dates::long(permit.actor().today);
    Ok(Html::page(&PostingPage { frame, conference: permit.id().to_string(), today, waiting })?)
}
