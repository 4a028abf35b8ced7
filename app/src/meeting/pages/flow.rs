//! Acts of the clock and of presence: start, presence, guests, phases, breaks.

use super::room::{Room, draw};
use crate::access::{Denied, House, Permit};
use crate::conferences::{Conference, LeadConference, State};
use crate::kernel::Moment;
use crate::kernel::{FormState, Id};
use crate::meeting::Seat;
use crate::meeting::actions::{Act, Lead, NOT_CONVENED, NotDone, perform};
use crate::meeting::{Sitter, forms};
use crate::shell::{Frame, Input, Onward};
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use uuid::Uuid;

/// Does an act and goes back to the room.
pub(super) async fn act(house: &House, permit: Lead, act: Act, notice: &str) -> Result<Response, Denied> {
    let to = format!("/konference/{}/jednani", permit.id());
    act_and_go(house, permit, act, Onward::to(to).noticing(notice)).await
}

/// The page from which a form about the people at the table was sent.
pub(super) fn whence(permit: &Lead, form: &FormState) -> String {
    let own_page = if form.is("odkud", "pritomni") { "/pritomni" } else { "" };
    format!("/konference/{}/jednani{own_page}", permit.id())
}

/// Does an act and goes on.
pub(super) async fn act_and_go(
    house: &House,
    permit: Lead,
    act: Act,
    back: Onward,
) -> Result<Response, Denied> {
    match perform(house, &Arc::new(permit), act).await {
        Ok(()) => Ok(back.into_response()),
        // Whatever the other recorder did stands; the room shows it.
        Err(NotDone::Already | NotDone::Stale) => Ok(back.into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

/// The room again, with a form that came back.
pub(super) fn again(house: &House, permit: &Lead, room: &Room, form: FormState) -> Result<Response, Denied> {
    let frame = Frame::new(house, permit.actor(), "/konference");
    Ok(draw(frame, permit, room, form, false).again()?.into_response())
}

/// Does an act and gives the room as it is afterwards.
pub(super) async fn done(house: &House, permit: &Arc<Lead>, act: Act) -> Result<Room, Denied> {
    if let Err(NotDone::Failed(failure)) = perform(house, permit, act).await {
        return Err(failure.into());
    }
    Ok(Room::load(house, permit).await?)
}

/// Back to the room, with a sentence.
pub(super) fn back(permit: &Lead, notice: &str) -> Response {
    Onward::to(format!("/konference/{}/jednani", permit.id())).noticing(notice).into_response()
}

/// What is said when a form comes a second time with other words.
const SENT_BEFORE: &str =
    "Tohle jste už jednou odeslali, jen s jinými slovy. Když to má přibýt i takhle, odešlete to znovu.";

/// The form as typed with an identifier of its own and that sentence: nothing typed is lost, and nothing is written
/// twice.
pub(super) fn sent_before(typed: &FormState, field: &str) -> FormState {
    let kept = typed.pairs().iter().filter(|(name, _)| name != "nove_id").cloned().collect();
    FormState::from_pairs(kept).failed(field, SENT_BEFORE)
}

/// The room of a meeting that has started; for acts that make no sense before.
pub(super) async fn started(house: &House, permit: &Lead) -> Result<Room, Denied> {
    let room = Room::load(house, permit).await?;
    if room.meeting.is_none() {
        return Err(Denied::refused("Jednání ještě nezačalo. Vraťte se a zahajte ho."));
    }
    Ok(room)
}

#[axum::debug_handler(state = House)]
pub(super) async fn start(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    if permit.record().state != State::Convened {
        return Err(Denied::refused(NOT_CONVENED));
    }
    let room = Room::load(&house, &permit).await?;
    match forms::start(form, house.clock.now()) {
        Err(form) => again(&house, &permit, &room, form),
        Ok((at, degrees)) => {
            let first = room.phases.first().map(|phase| phase.id);
            act(&house, permit, Act::Start { at, degrees, first }, "zahajeno").await
        }
    }
}

/// The identifier under which a form was shown; one of its own where a form has none.
pub(super) fn shown_as(form: &FormState, now: Moment) -> Uuid {
    forms::shown_as(form).unwrap_or_else(|| Id::<Seat>::fresh(now).uuid())
}

#[axum::debug_handler(state = House)]
pub(super) async fn tap(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let typed = form.clone();
    match forms::tap(form, &room.known(), house.clock.now()) {
        Err(form) => again(&house, &permit, &room, form),
        Ok(tap) => {
            let permit = Arc::new(permit);
            let room = done(&house, &permit, Act::Tap(tap)).await?;
            let noted = room.presence.iter().find(|presence| presence.id == tap.id);
            if noted.is_some_and(|noted| (noted.seat, noted.step) != (tap.seat, tap.step)) {
                return again(&house, &permit, &room, sent_before(&typed, "kdo_prisel"));
            }
            Ok(Onward::to(whence(&permit, &typed)).noticing("pritomnost").into_response())
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn take_back(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let tapped = form.id("zapis").and_then(|id| room.presence.iter().find(|p| p.id == id));
    match tapped {
        // Already taken back by somebody else, or never there: the room shows what holds.
        None => Ok(Onward::to(format!("/konference/{}/jednani", permit.id())).into_response()),
        Some(tapped) => {
            let undo = Act::TakeBack { presence: tapped.id, seat: tapped.seat, at: room.now };
            let back = Onward::to(whence(&permit, &form)).noticing("zpet");
            act_and_go(&house, permit, undo, back).await
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn guest(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let typed = form.clone();
    match forms::guest(form) {
        Err(form) => again(&house, &permit, &room, form),
        Ok((id, name, label)) => {
            let permit = Arc::new(permit);
            let come = Act::Guest { id, name: name.clone(), label: label.clone(), at: room.now };
            let room = done(&house, &permit, come).await?;
            let came = room.seats.iter().find(|seat| seat.id == id).map(|seat| &seat.sitter);
            if let Some(Sitter::Guest { name: known, label: as_what }) = came
                && (permit.reveal(known).as_str(), permit.reveal(as_what).as_str())
                    != (name.as_str(), label.as_str())
            {
                return again(&house, &permit, &room, sent_before(&typed, "jmeno"));
            }
            Ok(back(&permit, "host"))
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn enter(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let phase = form.id("bod").filter(|id: &Id<_>| room.phases.iter().any(|p| p.id == *id));
    let current = room.meeting.as_ref().and_then(|m| m.current_phase);
    match phase {
        Some(phase) if Some(phase) != current => {
            act(&house, permit, Act::Enter { phase, at: room.now }, "bod").await
        }
        // The same form twice, or a phase that the agenda has no more.
        _ => Ok(Onward::to(format!("/konference/{}/jednani", permit.id())).into_response()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn pause(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    match forms::pause(form) {
        Err(form) => again(&house, &permit, &room, form),
        Ok((id, kind)) => act(&house, permit, Act::Break { id, kind, at: room.now }, "pauza").await,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn go_on(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    match form.id("pauza") {
        Some(id) => act(&house, permit, Act::GoOn { id, at: room.now }, "pokracujeme").await,
        None => Ok(Onward::to(format!("/konference/{}/jednani", permit.id())).into_response()),
    }
}
