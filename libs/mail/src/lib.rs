//! Electronic mail: composing a message, handing it to a server (or keeping it), and
//! reading it back; and telling what comes back as a report ([`incoming`]) from what people write.
//!
//! * A [`Message`] has one recipient. Nobody learns from a mail who else got one.
//! * **Shape.** `multipart/alternative` of plain text, HTML and `text/calendar` with the
//!   METHOD of the calendar file; around it `multipart/mixed` if there are attachments.
//! * **The calendar file is there once**, as the last alternative and not again as an
//!   attached `.ics`. Outlook, Exchange, Gmail, Apple Mail and Thunderbird all take the
//!   invitation from the alternative (RFC 6047 2.4); a second copy makes some of them
//!   show or import it twice and is one more copy of personal data to forward by
//!   mistake. The part has a `name`, so that webmails which know nothing of calendars
//!   offer it as a file.
//! * **Nothing in a field can become a header.** Names, subjects and file names lose
//!   their control characters; addresses and identifiers with characters outside their
//!   alphabet are refused.
//! * **Errors and `Debug` tell neither addresses nor content**; a server's reply, which
//!   repeats both, is kept only as its number.
//! * `Auto-Submitted: auto-generated` (RFC 3834) keeps out-of-office replies away.
//!
//! This crate knows nothing of the domain and reads no clock.

mod compose;
mod error;
mod incoming;
mod message;
mod read;
mod smtp;
mod transport;

pub use compose::is_deliverable;
pub use error::{MailError, Role};
pub use incoming::{Cause, Incoming, LONGEST_INCOMING, Outcome, incoming};
pub use message::{Attachment, CalendarPart, Mailbox, Message};
pub use read::{ReadMessage, read};
pub use smtp::{Relay, Security, SmtpConfig};
pub use transport::{Receipt, Sent, Transport};
