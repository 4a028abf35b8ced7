//! Answers that calendars send back when somebody presses "Accept" or "Decline" there.
//!
//! Whoever reads the mailbox can press it, and many calendars press by themselves. It is taken for an answer only where
//! the entry and the address point to exactly one invitation that holds, nobody else of the case reads that mailbox, and
//! the person has not answered in another way. Everything else is a task for the coordinator: to ask.

pub(super) mod jobs;

use crate::kernel::Choice;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Taken for the answer.
    Taken,
    /// Somebody has to ask.
    Open,
    /// Somebody asked.
    Settled,
}

impl Choice for Fate {
    const ALL: &'static [Self] = &[Self::Taken, Self::Open, Self::Settled];
    fn code(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Open => "open",
            Self::Settled => "settled",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Taken => "zapsáno jako odpověď",
            Self::Open => "je potřeba se zeptat",
            Self::Settled => "vyřízeno",
        }
    }
}
