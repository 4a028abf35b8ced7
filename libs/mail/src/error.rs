//! Why a message was not sent, in words that can stand in any log.

use std::fmt;
use std::io;

/// Which mailbox of a message an error is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The sender.
    From,
    /// The recipient.
    To,
    /// Where answers go.
    ReplyTo,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::From => "sender",
            Self::To => "recipient",
            Self::ReplyTo => "reply-to",
        })
    }
}

/// Why a message was not sent or read. Holds no address, no name and no content, and has
/// no source, because the libraries' errors repeat what servers said about recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// An address cannot be delivered to.
    #[error("the {0} address is not usable")]
    Address(Role),
    /// The message id is not `local@domain`.
    #[error("the message id is not usable")]
    MessageId,
    /// An attachment's MIME type is unknown in form, or is a message or multipart.
    #[error("the MIME type of an attachment is not usable")]
    MimeType,
    /// The calendar part's method is no word, or differs from `METHOD` in its text.
    #[error("the calendar part does not have the method it says")]
    CalendarMethod,
    /// The moment of the message is before 1970.
    #[error("the moment of the message is before 1970")]
    Moment,
    /// The library refused to compose or read the message.
    #[error("the message cannot be composed or read")]
    Malformed,
    /// The relay's configuration cannot work.
    #[error("the mail relay is not configured properly: {0}")]
    Configuration(&'static str),
    /// The server refuses this message for good.
    #[error("the mail server refused the message for good ({0})")]
    Rejected(u16),
    /// The server refuses for now: busy, greylisting, or it does not accept our sign-in.
    #[error("the mail server refused the message for now ({0})")]
    Deferred(u16),
    /// No connection, or it broke.
    #[error("the mail server cannot be reached ({0})")]
    Unreachable(io::ErrorKind),
    /// The server took longer than allowed.
    #[error("the mail server took too long")]
    Timeout,
    /// No encrypted connection could be agreed on.
    #[error("no encrypted connection with the mail server")]
    Encryption,
    /// The server speaks something else than SMTP, or offers no sign-in we know.
    #[error("the mail server answered in an unexpected way")]
    Protocol,
    /// The folder or memory that keeps messages cannot be used.
    #[error("the place that keeps messages cannot be used ({0})")]
    Storage(io::ErrorKind),
}

impl MailError {
    /// Whether trying the same message again can never help. The opposite of
    /// [`is_transient`](Self::is_transient).
    pub fn is_permanent(&self) -> bool {
        match self {
            Self::Address(_)
            | Self::MessageId
            | Self::MimeType
            | Self::CalendarMethod
            | Self::Moment
            | Self::Malformed
            | Self::Configuration(_)
            | Self::Rejected(_) => true,
            Self::Deferred(_)
            | Self::Unreachable(_)
            | Self::Timeout
            | Self::Encryption
            | Self::Protocol
            | Self::Storage(_) => false,
        }
    }

    /// Whether the message should be tried again later. Also true for faults of the relay
    /// (refused sign-in, bad certificate): an administrator mends those, and the letters
    /// that waited must not be lost.
    pub fn is_transient(&self) -> bool {
        !self.is_permanent()
    }
}
