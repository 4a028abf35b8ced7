//! Who is at the table, on a page of its own: one tap each, nothing else to look at.

use super::aware::Aware;
use super::flow::started;
use super::room::{NOTICES, Room};
use super::rows::SeatRow;
use crate::access::{Denied, House, Permit};
use crate::conferences::{Conference, LeadConference};
use crate::kernel::Id;
use crate::meeting::wall::{self, LightRow};
use crate::meeting::{Line, Seat};
use crate::shell::{Frame, Html, Query};
use askama::Template;
use axum::extract::State as Shared;

/// The page of those present.
#[derive(Template)]
#[template(path = "meeting/pages/present.html")]
pub(in crate::meeting) struct PresentPage {
    pub(in crate::meeting) frame: Frame,
    pub(in crate::meeting) id: Id<Conference>,
    pub(in crate::meeting) seats: Vec<SeatRow>,
    pub(in crate::meeting) present: usize,
    pub(in crate::meeting) reminded: bool,
    /// Those present who came after the reminder.
    pub(in crate::meeting) unaware: Vec<(Id<Seat>, String)>,
    /// Who took note of confidentiality.
    pub(in crate::meeting) aware: Aware,
    pub(in crate::meeting) ended: bool,
    /// Identifier of the next form.
    pub(in crate::meeting) next: Id<Line>,
    /// Whether the door may be opened.
    pub(in crate::meeting) light: LightRow,
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    query: Query,
) -> Result<Html, Denied> {
    wall::leads(&house, permit.actor().id, permit.id());
    let room = started(&house, &permit).await?;
    let light = wall::light(&house, permit.lookup(&house), permit.record()).await?;
    let meeting = room.meeting.as_ref();
    let seats = room.seat_rows(&permit);
    Ok(Html::page(&PresentPage {
        frame: Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES),
        id: permit.id(),
        present: seats.iter().filter(|seat| seat.is_present()).count(),
        reminded: meeting.is_some_and(|meeting| meeting.reminded.is_some()),
        unaware: Room::unaware(&seats),
        aware: room.aware(&seats),
        ended: meeting.is_some_and(|meeting| meeting.ended.is_some()),
        next: Id::fresh(room.now),
        light,
        seats,
    })?)
}
