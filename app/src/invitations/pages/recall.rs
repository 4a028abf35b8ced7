//! Calling back: from one person or from everybody, with a reason; before it, what each of them had opened.

use super::home;
use super::one::{address, done};
use crate::access::{Denied, House, Permit};
use crate::audit;
use crate::conferences::Conference;
use crate::documents;
use crate::invitations::actions::Undone;
use crate::invitations::model::Invitation;
use crate::invitations::policy::{RecallInvitations, TellInvitation};
use crate::invitations::recall::{RecallReason, actions as recalls};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::participants;
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Longest reason.
const LONGEST_REASON: usize = 1000;

/// Somebody from whom something can be called back.
pub(in crate::invitations) struct Holder {
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) role: String,
    pub(in crate::invitations) state: &'static str,
    /// What they opened or got, in words.
    pub(in crate::invitations) had: Vec<String>,
}

#[derive(Template)]
#[template(path = "invitations/pages/recall.html")]
pub(in crate::invitations) struct RecallPage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) conference: String,
    pub(in crate::invitations) holders: Vec<Holder>,
    pub(in crate::invitations) form: FormState,
}

/// What a read event of an outsider was about, in words.
fn read_in_words(detail: &str) -> Option<&'static str> {
    let action = |name: &str| detail.contains(&format!("\"invitation.{name}\""));
    if action("calendar") {
        Some("stáhl(a) termín do kalendáře")
    } else if action("preparation") {
        Some("četl(a) přípravu za kódem")
    } else if action("release") {
        Some("stáhl(a) žádost o uvolnění z práce")
    } else if action("follow") {
        Some("byl(a) na své stránce")
    } else {
        None
    }
}

/// What each of them opened or got.
async fn holders(
    house: &House,
    permit: &Permit<Conference, RecallInvitations>,
) -> Result<Vec<Holder>, Failure> {
    let lookup = permit.lookup(house);
    let conference = permit.record();
    let reads =
        audit::read_by_outsiders(lookup.queries(), conference.case.uuid(), conference.id.uuid()).await?;
    let filed = documents::of_conference(lookup, conference.id.uuid()).await?;
    let mut holders = Vec::new();
    for invitation in crate::invitations::of_conference(lookup, conference.id).await? {
        if !invitation.state.is_live() || invitation.round == 0 {
            continue;
        }
        let Some(participant) = participants::find(lookup, invitation.participant).await? else { continue };
        let moment = |m: crate::kernel::Moment| czech::dates::local_moment(m.timestamp());
        let mut had: Vec<String> = Vec::new();
        had.extend(invitation.opened_at.map(|at| format!("otevřel(a) pozvánku {}", moment(at))));
        for (actor, detail, times, last) in &reads {
            if *actor != Some(invitation.id.uuid()) {
                continue;
            }
            if let Some(what) = read_in_words(detail) {
                let times = czech::plural::count(*times, "krát", "krát", "krát");
                had.push(format!("{what}: {times}, naposledy {}", moment(*last)));
            }
        }
        let theirs = filed.iter().filter(|one| one.reader == Some(participant.id.uuid())).count();
        if theirs > 0 {
            had.push(format!("ve spisu {}", czech::plural::count(theirs, "dopis", "dopisy", "dopisů")));
        }
        holders.push(Holder {
            id: invitation.id.to_string(),
            name: permit.reveal(&participant.name).clone(),
            role: participant.role_label.clone(),
            state: invitation.state.label(),
            had,
        });
    }
    Ok(holders)
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<Conference, RecallInvitations>,
    State(house): State<House>,
) -> Result<Html, Denied> {
    let holders = holders(&house, &permit).await?;
    let frame = Frame::new(&house, permit.actor(), "/konference");
    let conference = permit.id().to_string();
    Ok(Html::page(&RecallPage { frame, conference, holders, form: FormState::empty() })?)
}

/// The reason as typed.
fn reason(mut form: FormState) -> Result<RecallReason, FormState> {
    let missing = "Napište, proč pozvánky berete zpět. Čtou to jen pracovníci případu.";
    let reason = form.required_text("duvod", LONGEST_REASON, missing);
    form.finish(|| reason.map(RecallReason::new))
}

#[axum::debug_handler(state = House)]
pub(super) async fn recall(
    permit: Permit<Conference, RecallInvitations>,
    State(house): State<House>,
    Input(mut form): Input,
) -> Result<Response, Denied> {
    let chosen: Vec<Id<Invitation>> = form.ids("pozvanka");
    if chosen.is_empty() {
        form.fail("pozvanka", "Vyberte, komu pozvánku berete zpět.");
    }
    let list = home(permit.id());
    match reason(form) {
        Err(form) => {
            let holders = holders(&house, &permit).await?;
            let frame = Frame::new(&house, permit.actor(), "/konference");
            let conference = permit.id().to_string();
            Ok(Html::again(&RecallPage { frame, conference, holders, form })?.into_response())
        }
        Ok(reason) => match recalls::from_many(&house, Arc::new(permit), (chosen, reason)).await {
            Ok(_) => Ok(Onward::to(list).noticing("odvolano").into_response()),
            Err(Undone::Failed(failure)) => Err(failure.into()),
            Err(Undone::Stale | Undone::Stopped | Undone::KeptIn(_)) => {
                Ok(Onward::to(list).noticing("nic").into_response())
            }
        },
    }
}

#[derive(Template)]
#[template(path = "invitations/pages/withdraw.html")]
pub(in crate::invitations) struct WithdrawPage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) conference: String,
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) form: FormState,
}

async fn ask(
    house: &House,
    permit: &Permit<Invitation, TellInvitation>,
    form: FormState,
) -> Result<WithdrawPage, Denied> {
    let participant = participants::find(permit.lookup(house), permit.record().participant).await?;
    let participant = participant.ok_or_else(Denied::hidden)?;
    Ok(WithdrawPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        conference: permit.record().conference.to_string(),
        id: permit.id().to_string(),
        name: permit.reveal(&participant.name).clone(),
        form,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn withdraw_page(
    permit: Permit<Invitation, TellInvitation>,
    State(house): State<House>,
) -> Result<Html, Denied> {
    Ok(Html::page(&ask(&house, &permit, FormState::empty()).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn withdraw(
    permit: Permit<Invitation, TellInvitation>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (list, address) = (home(permit.record().conference), address(&permit));
    match reason(form) {
        Err(form) => Ok(Html::again(&ask(&house, &permit, form).await?)?.into_response()),
        Ok(reason) => match recalls::from_one(&house, Arc::new(permit), reason).await {
            Ok(()) => Ok(Onward::to(list).noticing("odvolano").into_response()),
            stale => done(stale, address, ""),
        },
    }
}
