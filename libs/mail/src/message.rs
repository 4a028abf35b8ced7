//! What a message consists of. No `Debug` here shows names, addresses or content.

use jiff::Timestamp;

/// A name and an address.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Mailbox {
    /// Name as it is shown; may be empty. Control characters become spaces; over 200
    /// characters it is cut and ends with `…`.
    pub name: String,
    /// `someone@example.cz`, ASCII; see [`is_deliverable`](crate::is_deliverable).
    pub address: String,
}

/// A calendar file that belongs to the message.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarPart {
    /// `REQUEST`, `CANCEL`, … Must equal `METHOD` in the text (RFC 6047 2.4); checked.
    pub method: String,
    /// The whole iCalendar file.
    pub text: String,
}

/// An attached file.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Name shown to the recipient, without a path. Control characters and separators
    /// become spaces; over 120 characters it is cut and keeps its extension. Must not tell
    /// names of people: mail servers log it.
    pub file_name: String,
    /// MIME type, e.g. `application/pdf`.
    pub mime: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// One message to one recipient.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Sender in the header, and in the envelope unless `return_path` says otherwise.
    pub from: Mailbox,
    /// Where reports of failed delivery go (the envelope's sender), if not to the sender.
    pub return_path: Option<String>,
    /// The only recipient.
    pub to: Mailbox,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<Mailbox>,
    /// Subject in one line, cut like a name. It shows on lock screens: neutral words.
    pub subject: String,
    /// Body as plain text, always present.
    pub text: String,
    /// The same body as HTML.
    pub html: Option<String>,
    /// Calendar file, if the message is an invitation, an update or a cancellation.
    pub calendar: Option<CalendarPart>,
    /// Attached files.
    pub attachments: Vec<Attachment>,
    /// `local@domain` without angle brackets. The same id when sending is tried again,
    /// so that a mail delivered twice can be recognised.
    pub message_id: String,
    /// When the message was made (`Date`), whole seconds.
    pub moment: Timestamp,
}

macro_rules! silent_debug {
    ($($type:ident),*) => {$(
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($type)).finish_non_exhaustive()
            }
        }
    )*};
}
pub(crate) use silent_debug;

silent_debug!(Mailbox, CalendarPart, Attachment, Message);
