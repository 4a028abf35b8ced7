//! The wall while people come and go: everybody in the room reads it, so no frame may tell what a single one of them may
//! not know. It is read with one person in the room, with another, and then as the room fills.

use super::family::Family;
use super::outputs::Outputs;
use super::words::Dice;
use crate::acts::form_of;
use crate::harness::browser::ORIGIN;
use crate::harness::{Browser, TestHouse};
use axum::http::StatusCode;
use pripadovka::kernel::{Clock, Id};
use uuid::Uuid;

/// Longer than the wall waits until the door is shut, and shorter than a page of whoever leads counts as open.
const DOOR_IS_SHUT: i64 = 6;

/// How many people are in the room alone for a while.
const ALONE: usize = 3;

/// When people came: before anything was said, so that all of it is in their extracts.
const EARLY: &str = "9.00";

/// The room with its screen.
struct Room<'a> {
    house: &'a TestHouse,
    leader: &'a mut Browser,
    screen: Browser,
    meeting: Uuid,
    /// The address of the wall.
    wall: String,
    /// Who is there, by seat.
    there: Vec<Uuid>,
}

impl<'a> Room<'a> {
    async fn open(house: &'a TestHouse, leader: &'a mut Browser, meeting: Uuid) -> Self {
        let page = format!("/konference/{meeting}/jednani/stena");
        let form = form_of(leader, &page, "/jednani/stena").await;
        assert_eq!(leader.submit(&form, &[]).await.status, StatusCode::SEE_OTHER);
        let address = leader.visit(&page).await.texts("code#adresa").concat();
        let wall = address.strip_prefix(ORIGIN).unwrap_or_else(|| panic!("{address}")).to_owned();
        Self { house, leader, screen: house.stranger(), meeting, wall, there: Vec::new() }
    }

    /// Somebody comes or goes, a second later than what was before, or at a time of day.
    async fn tap(&mut self, seat: Uuid, step: &str, at: &str) {
        self.wait(1).await;
        let id = Id::<()>::fresh(Clock::System.now()).to_string();
        let fields = [
            ("nove_id", id),
            ("kdo_prisel", seat.to_string()),
            ("stav", step.to_owned()),
            ("cas", at.to_owned()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let address = format!("/konference/{}/jednani/pritomnost", self.meeting);
        let answer = self.leader.post(&address, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        self.house.house.pulse().beat(self.meeting);
    }

    /// Time passes while a leader's page stays open.
    async fn wait(&mut self, seconds: i64) {
        let clock = &self.house.house.clock;
        clock.set(clock.now().plus_seconds(seconds));
        let page = format!("/konference/{}/jednani/stena", self.meeting);
        assert_eq!(self.leader.get(&page).await.status, StatusCode::OK);
        self.house.house.pulse().beat(self.meeting);
    }

    async fn read(&mut self, outputs: &mut Outputs) {
        let frame = self.screen.get(&format!("{}?videno=0", self.wall)).await;
        assert_eq!(frame.status, StatusCode::OK);
        outputs.wall(&self.there, &frame);
    }
}

/// Everything the wall shows while the people of the table come in; at the end all from outside the office are there.
pub async fn watched(
    house: &TestHouse,
    leader: &mut Browser,
    family: &Family,
    (outputs, dice): (&mut Outputs, &mut Dice),
) {
    let invited: Vec<Uuid> = family.seats.iter().filter(|seat| !seat.staff).map(|seat| seat.id).collect();
    let mut room = Room::open(house, leader, family.conference).await;
    room.read(outputs).await;
    let mut were_there = Vec::new();
    for seat in dice.shuffled(&invited).into_iter().take(ALONE) {
        were_there.push(seat);
        room.tap(seat, "arrived", EARLY).await;
        room.there = vec![seat];
        room.read(outputs).await;
        room.tap(seat, "left", "").await;
        // Whoever just went still reads what stands there.
        room.read(outputs).await;
        room.wait(DOOR_IS_SHUT).await;
        room.there.clear();
        room.read(outputs).await;
    }
    // The first at the table is a parent of all the children: with her alone the wall tells the most.
    for seat in invited {
        let at = if were_there.contains(&seat) { "" } else { EARLY };
        room.tap(seat, "arrived", at).await;
        room.there.push(seat);
        room.read(outputs).await;
    }
}
