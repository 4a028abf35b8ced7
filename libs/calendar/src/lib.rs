//! Calendar files: iCalendar (RFC 5545) objects of iTIP (RFC 5546), ready to be
//! mailed (iMIP, RFC 6047) or served as a feed.
//!
//! * [`request`] invites one person, [`update`] moves the meeting, [`cancel`] calls
//!   it off, [`publish`] is the feed a member of staff subscribes to; [`reply`] reads what a
//!   recipient's calendar answers.
//! * **One attendee per file.** Whoever receives a file learns of nobody else; that is
//!   why an [`Event`] has one attendee and not a list.
//! * **Times are UTC** (`20261203T120000Z`), not `TZID=Europe/Prague` with a
//!   `VTIMEZONE`. Our meetings do not recur, so a moment is all there is to say, and
//!   UTC is the only form no client has to interpret: Outlook maps foreign time-zone
//!   names to its own table, some phones ignore the attached rules, and a wrong guess
//!   is an hour's wait in a corridor. Every client shows UTC in its reader's own zone.
//! * **No field can become a property.** All text passes through one cleaning and
//!   escaping place (`lines`); addresses, identifiers and links are refused when they
//!   hold anything outside their alphabet.
//!
//! This crate knows nothing of the domain and reads no clock: the same [`Event`]
//! gives the same bytes.

mod event;
mod itip;
mod lines;
mod read_back;
mod reply;

pub use event::{CalendarError, Event, Mailbox, Party};
pub use itip::{CalendarFile, Method, cancel, publish, request, update};
pub use read_back::ReadBack;
pub use reply::{Reply, ReplyError, Response, reply};
