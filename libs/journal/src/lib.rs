//! The journal of a meeting: entries that are only ever added, and what they come to.
//!
//! Whatever happens at a meeting (a line begun, its text, a person who leaves) is one [`Entry`]. Nobody changes or
//! deletes one. Lines and presence are what [`fold`] makes of the *set* of entries, so it does not matter in which
//! order they come, from how many devices, or how often:
//!
//! * **Any order, any duplication, same result.** Entries are known by their identifier and ordered by their [`Key`]:
//!   a counter that grows with what a device has seen (a Lamport stamp), the device, its own count. No clock takes
//!   part, so a tablet that is two hours wrong wins and loses as often as any other.
//! * **Nothing that was kept disappears unseen.** A text names the texts its author had before their eyes. Two people
//!   who change one text at once leave two: one is the text, the other a [`Variant`] directly below it. Striking
//!   takes away only what the striker had seen.
//! * **A line's [`Place`] is its own**, a word that sorts, not "after line 7": adding a line never moves another, and
//!   moving twice to one place is moving once.
//! * **Intake repeats no effect.** [`sift`] says of every entry that arrives whether it is new, known or refused; an
//!   [`Outbox`] forgets an entry only when the house has said that it is kept.
//!
//! Moments are microseconds since 1970-01-01 UTC. Every number stays below 2⁵³, because a script in a browser folds
//! the same entries (`vectors/` holds what both must come to); texts are counted in Unicode scalar values.
//!
//! This crate is pure: it reads no clock, draws no random number, knows no database and no page. It carries what
//! people said; therefore its `Debug` tells no words.

mod act;
mod clock;
mod entry;
mod field;
mod fold;
mod intake;
mod line;
mod numbers;
mod order;
mod outbox;
mod paste;
mod place;
mod room;
mod text;

pub use act::{Act, LineKind, List, PauseKind, Step};
pub use clock::Clock;
pub use entry::{Entry, Key, LARGEST};
pub use field::Field;
pub use fold::{Folded, fold, fold_line, fold_room, history};
pub use intake::{Known, Refusal, Refused, STAMP_LEAP, Sender, Sifted, check, sift};
pub use line::{Begun, LineState, Variant};
pub use numbers::numbers_due;
pub use order::{Direction, moved, order};
pub use outbox::{Answer, Aside, Heard, Outbox};
pub use paste::{LONGEST_LINE, split_pasted};
pub use place::{LONGEST_PLACE, NotAPlace, Place, between};
pub use room::{Guest, Interval, Note, Pause, RoomState, Visit, Way, notes};
pub use text::Text;
