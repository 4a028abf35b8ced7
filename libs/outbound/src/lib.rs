//! The only ways out of the house.
//!
//! Whatever a reader outside the office gets (a page, a mail, a paper, a Word
//! document, a calendar file) is a [`view!`] cut for them: [`disclose`] asks their [`Rights`] about every
//! fact and gives a [`Disclosed`] view, and [`page()`], [`mail()`], [`paper()`], [`word()`],
//! [`calendar()`] and [`attachment()`] take `&Disclosed<…>` and nothing else. Preview and sending borrow
//! one value, so their [fingerprints](Disclosed::fingerprint) are equal.
//!
//! ```
//! use facts::Shown;
//! use outbound::{Cut, Cutter, Disclosed, Logistics, Occasion, Omissions, Subject};
//!
//! facts::bare_fact! { pub PersonName: String = Identity; } // model.rs; `fact!` in the app
//! struct Invitation { name: PersonName, place: String }
//!
//! outbound::view! {                                         // letters.rs
//!     /// The invitation, as its reader sees it.
//!     #[page(source = "{% if let Some(name) = name %}{{ name }}, {% endif %}{{ place }}")]
//!     #[mail(source = "Zveme Vás: {{ place }}")]
//!     #[paper(source = "#import \"/house.typ\": *\n#show: house\n#data.place", title = "Pozvánka")]
//!     pub struct InvitationLetter {
//!         pub name: Option<Shown<String>>,
//!         pub place: Logistics,
//!         pub omitted: Omissions,
//!     }
//! }
//!
//! impl Cut<Invitation> for InvitationLetter {
//!     const OCCASION: Occasion = Occasion::Invitation;
//!     fn cut(content: &Invitation, cutter: &Cutter<'_>) -> Self {
//!         Self {
//!             name: cutter.about(Subject::Reader).show(&content.name),
//!             place: Logistics::of(&content.place),
//!             omitted: cutter.omitted(),
//!         }
//!     }
//! }
//!
//! fn preview(letter: &Disclosed<InvitationLetter>) -> Result<String, outbound::Error> {
//!     Ok(outbound::page(letter)?.into_html())
//! }
//! ```
//!
//! A [`Guard`] reads every word on its way out: a fact that must not reach the reader
//! stops every way out ([`Error::Stopped`]) unless it was justified.
//!
//! What holds it, by privacy and not by discipline:
//! - a view's fields are [`Field`]s: a `String` cannot stand in one;
//! - a [`facts::Shown`] comes only from a [`Cutter`], a [`Cutter`] only from
//!   [`disclose`], and [`disclose`] needs the [`facts::Shears`];
//! - a view has no `Display`, no `Serialize` and no `render`; its sheet is private and
//!   asks for a [`Press`], which only this crate makes.
//!
//! ```compile_fail,E0277
//! outbound::view! {
//!     pub struct Letter { name: String } // `String` may not leave the house
//! }
//! ```
//! ```compile_fail,E0277
//! facts::bare_fact!(pub Address: String = ContactsAddresses);
//! outbound::view! {
//!     pub struct Letter { address: Option<Address> } // a fact that was not shown
//! }
//! ```
//! ```compile_fail,E0423
//! let name = facts::Shown(String::from("Jana")); // forged
//! ```
//! ```compile_fail,E0277
//! outbound::view! { pub struct Letter { children: u32 } }
//! let _ = serde_json::to_string(&Letter { children: 2 }); // no Serialize
//! ```
//! ```compile_fail,E0277
//! outbound::view! {
//!     #[page(source = "{{ children }}")]
//!     pub struct Letter { children: u32 }
//! }
//! let _ = format!("{}", Letter { children: 2 }); // no Display
//! ```
//! ```compile_fail,E0599
//! use outbound::askama::Template;
//! outbound::view! {
//!     #[page(source = "{{ children }}")]
//!     pub struct Letter { children: u32 }
//! }
//! let _ = Letter { children: 2 }.render(); // no render
//! ```
//! ```compile_fail,E0308
//! outbound::view! {
//!     #[page(source = "{{ children }}")]
//!     pub struct Letter { children: u32 }
//! }
//! let _ = outbound::page(&Letter { children: 2 }); // not Disclosed
//! ```
//! ```compile_fail,E0308
//! outbound::view! {
//!     #[mail(source = "{{ children }}")]
//!     pub struct Letter { children: u32 }
//! }
//! fn send(envelope: outbound::Envelope) {
//!     let _ = outbound::mail(&Letter { children: 2 }, envelope); // not Disclosed
//! }
//! ```
//! ```compile_fail,E0277
//! outbound::view! { pub struct Letter { children: u32 } }
//! fn show(letter: &outbound::Disclosed<Letter>) {
//!     let _ = outbound::page(letter); // the view has no page
//! }
//! ```
//! ```compile_fail,E0308
//! facts::bare_fact!(pub Address: String = ContactsAddresses);
//! fn smuggle(about: outbound::About<'_, '_>, address: &Address, other: String) {
//!     let _ = about.show_as(address, |_| other.clone()); // captures
//! }
//! ```
//! ```compile_fail,E0308
//! outbound::view! {
//!     #[word(source = "<p>{{ children }}</p>", title = "Zápis")]
//!     pub struct Letter { children: u32 }
//! }
//! let _ = outbound::word(&Letter { children: 2 }, jiff::Timestamp::UNIX_EPOCH); // not Disclosed
//! ```
//! ```compile_fail,E0277
//! outbound::view! { pub struct Letter { children: u32 } }
//! fn write(letter: &outbound::Disclosed<Letter>) {
//!     let _ = outbound::word(letter, jiff::Timestamp::UNIX_EPOCH); // the view has no Word document
//! }
//! ```
//! ```compile_fail,E0277
//! fn smuggle(cutter: &outbound::Cutter<'_>, words: &str) {
//!     let _ = cutter.numbered([(1, words)], |words| Some(words.to_owned())); // a row is a field, no `String`
//! }
//! ```
//! ```compile_fail,E0451
//! let gap = outbound::Gap { number: 4, omitted: Vec::new() }; // forged
//! ```
//! ```compile_fail,E0639
//! let press = outbound::Press { demo: false }; // forged
//! ```

mod attachment;
mod attributed;
mod calendar_file;
mod cut;
mod disclosed;
mod envelope;
mod error;
mod field;
mod gap;
mod guard;
mod logistics;
mod omission;
mod outgoing_mail;
mod page;
mod paper;
mod short;
mod strokes;
mod view;
mod word;

pub use attachment::{AttachmentView, FileKind, FileOf, OutgoingFile, attachment};
pub use attributed::Attributed;
pub use calendar_file::{
    Booking, CalendarFile, CalendarReply, CalendarResponse, CalendarView, Entry, Meeting, calendar,
    calendar_reply,
};
pub use cut::{About, Cut, Cutter, Occasion, Refusal, Rights, Subject, Verdict};
pub use disclosed::{Disclosed, disclose};
pub use envelope::{Envelope, Recipient, Sender};
pub use error::Error;
pub use field::{Field, Press, Printable};
pub use gap::{Gap, Numbered, Place};
pub use guard::{Guard, Stop, StoppedWords};
pub use logistics::{Code, Link, Logistics, Returned};
pub use omission::{Ground, Naming, Omission, Omissions};
pub use outgoing_mail::{Notice, OutgoingMail, mail, notice};
pub use page::{Page, page};
pub use paper::{Paper, paper, paper_with};
pub use short::{OutgoingShort, ShortMessage, ShortView, sms};
pub use strokes::Strokes;
pub use view::{MailView, PageView, PaperView, View, WordView};
pub use word::{Word, word};

/// For the expansion of [`view!`].
#[doc(hidden)]
pub use askama;

/// For the expansion of [`view!`].
#[doc(hidden)]
pub mod __private {
    pub use serde_json::{Map, Value};
    pub use typesetting::Template;
}
