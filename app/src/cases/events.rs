//! Events of cases.

use crate::event;

event!(
    /// A case was opened.
    pub CaseOpened = "case.opened", "založen případ" {}
);
