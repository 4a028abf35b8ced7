//! The script of a call: what to say, what not to say to whoever picks up, and what came of it.

use super::home;
use super::one::{address, done};
use crate::access::{Denied, House, Permit, Reads};
use crate::cases;
use crate::conferences::{ReadConference, State as ConferenceState};
use crate::identity;
use crate::invitations::calls::{self, Outcome};
use crate::invitations::letters::InvitationView;
use crate::invitations::model::{Answer, Invitation};
use crate::invitations::policy::{HandleInvitation, ReadInvitation};
use crate::invitations::{apart, content, forms, store};
use crate::kernel::{Choice, FormState, Id};
use crate::participants;
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use uuid::Uuid;

/// What is said to the person, and to nobody else.
pub(in crate::invitations) struct Spoken {
    pub(in crate::invitations) when: String,
    /// Where; none: it is not said on the phone.
    pub(in crate::invitations) place: Option<String>,
    pub(in crate::invitations) part: Option<String>,
    pub(in crate::invitations) until: String,
}

#[derive(Template)]
#[template(path = "invitations/pages/call.html")]
pub(in crate::invitations) struct CallPage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) conference: String,
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) role: String,
    pub(in crate::invitations) caller: String,
    pub(in crate::invitations) phone: Option<String>,
    /// What may be said; none: a protected fact is in it.
    pub(in crate::invitations) spoken: Option<Spoken>,
    pub(in crate::invitations) participant: String,
    pub(in crate::invitations) earlier: Vec<String>,
    pub(in crate::invitations) may_handle: bool,
    /// Of which round and schedule the page speaks: what is said of another one is no answer to them.
    pub(in crate::invitations) round: i64,
    pub(in crate::invitations) schedule: i64,
    pub(in crate::invitations) new_id: String,
    pub(in crate::invitations) form: FormState,
}

impl CallPage {
    fn outcomes(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        Outcome::ALL.iter().map(|outcome| (outcome.code(), outcome.label(), "")).collect()
    }
    fn answers(&self) -> Vec<(&'static str, &'static str)> {
        Answer::ALL.iter().map(|answer| (answer.code(), answer.label())).collect()
    }
}

async fn draw<A: Reads<Invitation>>(
    house: &House,
    permit: &Permit<Invitation, A>,
    form: FormState,
) -> Result<CallPage, Denied> {
    let (lookup, invitation) = (permit.lookup(house), permit.record());
    let participant = participants::find(lookup, invitation.participant).await?;
    let participant = participant.ok_or_else(Denied::hidden)?;
    let person = match participant.person {
        Some(id) => cases::person(lookup, id).await?,
        None => None,
    };
    let conference = permit.parent::<ReadConference>(house).await?;
    let meeting = content::meeting(house, lookup, conference.record(), invitation.given_on).await?;
    let spoken = match meeting {
        Some(meeting) => {
            let invitee = content::reached(house, lookup, &meeting, participant.clone()).await?;
            let stopped = invitee.disclose::<InvitationView>().is_stopped();
            let off = !matches!(conference.record().state, ConferenceState::Convened)
                || !invitation.state.is_live();
            let meet = apart::would_meet(lookup, conference.record(), participant.id).await?;
            (!stopped && !off && !meet).then(|| spoken(&invitee.content))
        }
        None => None,
    };
    let staff = identity::store::staff_of_office(&house.queries, invitation.office).await?;
    let who = |id: Option<Id<identity::Staff>>| {
        staff.iter().find(|s| Some(s.id) == id).map_or_else(String::new, |s| format!(", {}", s.name().full()))
    };
    let calls = store::calls::of_invitation(lookup, invitation.id).await?;
    let line = |call: &store::calls::Call| {
        let at = czech::dates::local_moment(call.called.timestamp());
        format!("{at}: {}{}", call.outcome.label(), who(call.by))
    };
    Ok(CallPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        conference: invitation.conference.to_string(),
        id: invitation.id.to_string(),
        name: permit.reveal(&participant.name).clone(),
        role: participant.role_label.clone(),
        caller: permit.actor().name.full(),
        phone: person.and_then(|person| person.phone).map(|phone| permit.reveal(&phone).clone()),
        spoken,
        participant: participant.id.to_string(),
        earlier: calls.iter().map(line).collect(),
        may_handle: permit.allows::<HandleInvitation>(),
        round: invitation.round,
        schedule: invitation.schedule,
        new_id: Id::<Invitation>::fresh(house.clock.now()).to_string(),
        form,
    })
}

fn spoken(content: &content::Content) -> Spoken {
    let (from, until) = content.span();
    let place = content.place().map(|place| {
        let parts = [place.name.as_str(), place.address.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    Spoken {
        when: format!("{}, {from}–{until}", czech::dates::long_with_weekday(content.meeting.day)),
        place,
        part: crate::invitations::letters::your_part(content),
        until: crate::invitations::rules::until_day(content.meeting.reply_by()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<Invitation, ReadInvitation>,
    State(house): State<House>,
) -> Result<Html, Denied> {
    Ok(Html::page(&draw(&house, &permit, FormState::empty()).await?)?)
}

const OVERTAKEN: &str =
    "Mezitím se změnil termín nebo odešla nová pozvánka. Přečtěte si, co platí teď, a hovor zapište znovu.";
const WRITTEN: &str =
    "Tímto formulářem už jste jeden hovor zapsali. Jestli to byl další hovor, uložte ho znovu.";

#[axum::debug_handler(state = House)]
pub(super) async fn note(
    permit: Permit<Invitation, HandleInvitation>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (back, list) = (address(&permit), home(permit.record().conference));
    let before = store::reply(permit.lookup(&house), permit.record()).await?;
    let typed = form.clone();
    let record = permit.record();
    let read_now =
        form.is("kolo", &record.round.to_string()) && form.is("rozvrh", &record.schedule.to_string());
    if !read_now {
        return Ok(Html::stale(&draw(&house, &permit, typed.failed("", OVERTAKEN)).await?)?.into_response());
    }
    match forms::call(form, &before) {
        Err(form) => Ok(Html::again(&draw(&house, &permit, form).await?)?.into_response()),
        Ok((id, outcome, answer)) => {
            let id: Uuid = id.unwrap_or_else(|| Id::<Invitation>::fresh(house.clock.now()).uuid());
            let known = answer.as_ref().is_none_or(|answer| {
                permit.record().answer == Some(answer.answer) && before.words == answer.words
            });
            let permit = Arc::new(permit);
            match calls::note(&house, permit.clone(), (id, outcome), answer).await {
                Ok(Some(written)) if written != outcome || !known => {
                    let form = typed.failed("", WRITTEN);
                    Ok(Html::stale(&draw(&house, &permit, form).await?)?.into_response())
                }
                Ok(_) if outcome == Outcome::Reached => {
                    Ok(Onward::to(back).noticing("hovor").into_response())
                }
                Ok(_) => Ok(Onward::to(list).noticing("hovor").into_response()),
                Err(undone) => done(Err(undone), back, ""),
            }
        }
    }
}
