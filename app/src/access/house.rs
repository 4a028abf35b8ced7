//! What every request needs: the two halves of the database, keys, clock, settings.

use crate::audit::Trail;
use crate::kernel::{Clock, Keys, Memory, Pulse, Queries};
use std::sync::Arc;

/// Where mail leaves the house, and how its links begin.
#[derive(Clone)]
pub struct Exit {
    /// Transport of outgoing mail.
    pub transport: mail::Transport,
    /// Gateway for short messages; none where the installation has none: then nobody is offered one.
    pub sms: Option<sms::Gateway>,
    /// Sender address of all mail.
    pub sender: String,
    /// Neutral sender name for all mail, if the installation chose one; otherwise each mail bears the fixed words of
    /// its subject. Never the office's agenda.
    pub sender_name: Option<String>,
    /// Where reports of failed delivery go, if not to the sender; `{id}` in it becomes the message's identifier.
    pub returns_to: Option<String>,
    /// The folder (Maildir) where incoming mail lies, if any is taken in.
    pub incoming: Option<std::path::PathBuf>,
    /// Beginning of links to outsiders' pages, without a slash at the end.
    pub public_url: String,
    /// Beginning of links to staff pages, without a slash at the end.
    pub staff_url: String,
}

/// The parts of a [`House`].
pub struct HouseParts {
    /// Read half.
    pub queries: Queries,
    /// Write half, behind the trail.
    pub trail: Trail,
    /// Keys.
    pub keys: Keys,
    /// Time.
    pub clock: Clock,
    /// Whether this is a demo: every page and paper says so, and the second factor is off.
    pub demo: bool,
    /// Whether cookies are marked Secure (behind TLS).
    pub secure_cookies: bool,
    /// Outgoing mail.
    pub exit: Exit,
}

/// The application's state, cheap to clone.
#[derive(Clone)]
pub struct House(Arc<HouseParts>, Pulse, Memory);

impl House {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: HouseParts) -> Self {
        Self(Arc::new(parts), Pulse::default(), Memory::default())
    }

    /// Where open pages hear that something changed.
    #[must_use]
    pub const fn pulse(&self) -> &Pulse {
        &self.1
    }

    /// What is remembered until the program ends.
    #[must_use]
    pub const fn memory(&self) -> &Memory {
        &self.2
    }
}

impl std::ops::Deref for House {
    type Target = HouseParts;
    fn deref(&self) -> &HouseParts {
        &self.0
    }
}
