//! Who sends and who receives.

use std::fmt;

use facts::{Fact, for_machine};
use jiff::Timestamp;
use uuid::Uuid;

/// The office as a sender: its name and its e-mail, both public.
#[derive(Clone, PartialEq, Eq)]
pub struct Sender {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) returns_to: Option<String>,
}

impl Sender {
    /// An office's mailbox.
    #[must_use]
    pub fn new(name: impl Into<String>, address: impl Into<String>) -> Self {
        Self { name: name.into(), address: address.into(), returns_to: None }
    }

    /// The same with another address for reports of failed delivery; `{id}` in it becomes the message's identifier.
    #[must_use]
    pub fn returning_to(mut self, address: Option<String>) -> Self {
        self.returns_to = address;
        self
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sender(…)")
    }
}

/// The reader as a recipient. Their address is a fact that goes on the envelope and
/// nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    pub(crate) name: String,
    pub(crate) address: String,
}

#[allow(clippy::disallowed_methods, reason = "an address on an envelope is read by a machine")]
impl Recipient {
    /// A recipient by the fact that holds the e-mail address. No name is put on the
    /// envelope.
    #[must_use]
    pub fn new<F: Fact<Inner = String>>(address: &F) -> Self {
        Self { name: String::new(), address: for_machine(address).clone() }
    }

    /// The same with the recipient's own name.
    #[must_use]
    pub fn named<F: Fact<Inner = String>>(mut self, name: &F) -> Self {
        for_machine(name).clone_into(&mut self.name);
        self
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Recipient(…)")
    }
}

/// The outside of a mail.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Who sends; bounces go there.
    pub sender: Sender,
    /// The reader.
    pub recipient: Recipient,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<Sender>,
    /// Fixed words: the subject shows on lock screens and in logs of mail servers, and
    /// must hint at nobody and nothing.
    pub subject: &'static str,
    /// The same when sending is tried again, so that a second copy can be recognised.
    pub id: Uuid,
    /// When the mail was made.
    pub moment: Timestamp,
}
