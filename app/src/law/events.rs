//! Events of the law.

use super::Entry;
use crate::event;
use crate::kernel::{Day, Id};

event!(
    /// A new wording was written, for the whole installation.
    pub LawRevised = "law.revised", "zapsáno nové znění předpisu nebo lhůty" { entry: Id<Entry>, code: String }
);
event!(
    /// An office has verified a row.
    pub LawVerified = "law.verified", "ověřeno znění předpisu nebo lhůty" { entry: Id<Entry>, code: String, on: Day }
);
