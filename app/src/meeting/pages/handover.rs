//! The page that hands over what a window of the recorder left on a device: one that was closed without a connection, and
//! whose meeting may be sealed or closed by now. What lies there only the browser can read; the page says nothing of the
//! meeting.

use crate::access::{Denied, House, Permit};
use crate::conferences::Conference;
use crate::kernel::Id;
use crate::meeting::policy::HandOver;
use crate::shell::{Frame, Html, Query};
use askama::Template;
use axum::extract::State as Shared;

/// The page.
#[derive(Template)]
#[template(path = "meeting/pages/handover.html")]
pub(in crate::meeting) struct HandOverPage {
    pub(in crate::meeting) frame: Frame,
    pub(in crate::meeting) id: Id<Conference>,
    /// Whether what comes now stands beside the record only.
    pub(in crate::meeting) at_rest: bool,
}

/// Sentences about a form that came as late as a device can.
const NOTICES: &[(&str, &str)] = &[
    ("vedle", "Zápis se mezitím uzavřel a už se nemění. Co jste teď napsali, je uložené vedle něj."),
    ("bylo", "Tohle už uložené je, nic nepřibylo."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, HandOver>,
    Shared(house): Shared<House>,
    query: Query,
) -> Result<Html, Denied> {
    Ok(Html::page(&HandOverPage {
        frame: Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES),
        id: permit.id(),
        at_rest: permit.record().is_at_rest(),
    })?)
}
