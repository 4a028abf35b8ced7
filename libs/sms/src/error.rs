//! Why a message was not sent, in words that can stand in any log.

use std::io;

/// Why a short message was not sent. Holds no number and no words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SmsError {
    /// The text is empty, longer than one message, or has characters outside its alphabet.
    #[error("the text does not fit into one short message")]
    Text,
    /// The gateway's configuration cannot work.
    #[error("the gateway for short messages is not configured properly: {0}")]
    Configuration(&'static str),
    /// The gateway refuses this message for good.
    #[error("the gateway refused the message for good ({0})")]
    Refused(u16),
    /// The gateway refuses for now: busy, no credit, it does not accept our sign-in.
    #[error("the gateway refused the message for now ({0})")]
    Deferred(u16),
    /// No connection was made.
    #[error("the gateway cannot be reached")]
    Unreachable,
    /// The message was sent off, and no answer that could be understood came: it may have been taken.
    #[error("the gateway did not answer; it may have taken the message")]
    Unknown,
    /// The folder that keeps messages cannot be used.
    #[error("the place that keeps messages cannot be used ({0})")]
    Storage(io::ErrorKind),
}

impl SmsError {
    /// Whether the message surely was not taken and should be tried again later.
    #[must_use]
    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Deferred(_) | Self::Unreachable | Self::Storage(_))
    }
}
