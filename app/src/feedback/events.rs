//! Events of feedback. Neither who said it nor what.

use crate::event;
use crate::kernel::Day;

event!(
    /// A door was opened.
    pub FeedbackOpened = "feedback.opened", "otevřena zpětná vazba" { until: Day }
);
event!(
    /// It was closed.
    pub FeedbackClosed = "feedback.closed", "uzavřena zpětná vazba" {}
);
event!(
    /// A sheet was kept. It names nobody and says nothing of what is on it.
    pub FeedbackGiven = "feedback.given", "přišla zpětná vazba" {}
);
