//! Who took note of confidentiality: everybody present at once, whoever came later for themselves, a mistake taken back,
//! a forgotten tap noted afterwards.

use super::flow::{act_and_go, again, done, sent_before, shown_as, started, whence};
use super::rows::SeatRow;
use crate::access::{Denied, House, Permit};
use crate::conferences::{Conference, LeadConference};
use crate::kernel::Id;
use crate::meeting::actions::{Act, dues};
use crate::meeting::forms;
use crate::meeting::journal::store::moment;
use crate::shell::{Input, Onward};
use ::journal::Note;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use uuid::Uuid;

/// What the room shows of it.
#[derive(Default)]
pub(in crate::meeting) struct Aware(pub(in crate::meeting) Vec<NoteRow>);

/// One note: of all who were at the table, or of one.
pub(in crate::meeting) struct NoteRow {
    /// The entry that a mistake takes back.
    pub(in crate::meeting) entry: Uuid,
    /// Who; none when it was all at the table.
    pub(in crate::meeting) name: Option<String>,
    /// When.
    pub(in crate::meeting) at: String,
}

impl Aware {
    /// The notes of a meeting that count.
    pub(super) fn of(notes: &[Note], seats: &[SeatRow]) -> Self {
        let row = |note: &Note| {
            let name =
                |seat: Uuid| seats.iter().find(|row| row.id.uuid() == seat).map(|row| row.name.clone());
            let name = match note.seat {
                // Somebody who is not among the participants any more.
                Some(seat) => Some(name(seat)?),
                None => None,
            };
            Some(NoteRow { entry: note.entry, name, at: moment(note.happened).time_of_day().to_string() })
        };
        Self(notes.iter().filter_map(row).collect())
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn note(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let (shown, whence) = (shown_as(&form, room.now), whence(&permit, &form));
    let ended = room.meeting.as_ref().and_then(|meeting| meeting.ended);
    let typed = form.clone();
    let (seat, at) = match forms::noted(form, &room.known(), ended, room.now) {
        Err(form) => return again(&house, &permit, &room, form),
        Ok(noted) => noted,
    };
    // One who came later takes note for themselves; without anybody named all those present do.
    let (act, notice) = match seat {
        Some(seat) => (Act::Acknowledge { form: shown, seat, at }, "vzal"),
        None => (Act::Remind { form: shown, at }, "mlcenlivost"),
    };
    let entries: Vec<Uuid> = dues(&act).into_iter().map(|due| due.id).collect();
    let permit = Arc::new(permit);
    let room = done(&house, &permit, act).await?;
    // The same form with another time, or one whose note was taken back since, is told so: it changes nothing.
    let holds = room.notes.iter().any(|note| {
        let as_typed =
            typed.value("cas_mlcenlivosti").is_empty() || note.happened == at.timestamp().as_microsecond();
        entries.contains(&note.entry) && as_typed
    });
    if !holds {
        return again(&house, &permit, &room, sent_before(&typed, "cas_mlcenlivosti"));
    }
    Ok(Onward::to(whence).noticing(notice).into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn take_back(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let back = Onward::to(whence(&permit, &form));
    let named = form.id::<Note>("zapis").map(Id::uuid);
    match room.notes.iter().find(|note| Some(note.entry) == named) {
        // Already taken back by somebody else, or never there: the room shows what holds.
        None => Ok(back.into_response()),
        Some(note) => {
            let seat = note.seat.map(Id::from_uuid);
            let undo = Act::TakeNoteBack { entry: note.entry, seat, at: room.now };
            act_and_go(&house, permit, undo, back.noticing("nevzal")).await
        }
    }
}
