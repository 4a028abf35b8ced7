//! The wall: a page for the projector that shows the goal, the agenda with its clock, what is agreed and the tasks as
//! they arise.
//!
//! Source: domain.md 2.6 (safety: nothing may endanger anybody in the room), 3 steps 8–11; decision 8 (staff read by
//! permit, whoever else by disclosure). Everybody in the room reads the same wall, so it is cut for all of them
//! together ([`crate::disclosure::RoomRights`]).
//!
//! Invariants
//! * No frame shows what one of those present may not see. Where it is not known who is there – a guest, nobody who
//!   leads has a page open, the server is gone – it shows the title of the phase and the time of day. So it does in a
//!   break, in a safety pause, and while the family is alone; all of these look the same.
//! * Whoever is to come in is written down first: the wall narrows at once, and the page says when the screen showed it.
//!   It widens only some seconds after somebody left.
//! * Where somebody's safety is at risk it shows from the start only what everybody invited to the phase may see, and
//!   nothing of an earlier phase: nothing vanishes when somebody comes in.
//! * It never says that something was left out: lines have no numbers there.
//!
//! A screen is known by a token alone, which is stored hashed and dies with the meeting. What screens say they show, and
//! which leader's page is alive, is kept in memory only.

mod actions;
mod bearer;
mod cut;
mod live;
mod look;
mod model;
mod pages;
pub mod rules;
pub(super) mod samples;
mod screens;
mod staff;
mod store;
mod view;

pub(super) use look::{Look, leads};
pub use model::{Chair, Extent, Frame, Scene, Wall};
pub use screens::Light;
pub(super) use staff::LightRow;
pub(super) use store::{STATEMENTS, forget_case, living};

use crate::access::Routes;

/// The routes of the wall: of screens, and of those who lead.
pub(super) fn routes(routes: Routes) -> Routes {
    staff::routes(pages::routes(routes))
}
