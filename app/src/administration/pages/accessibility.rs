//! The statement on accessibility.

use crate::access::{Denied, House, Public};
use crate::law;
use crate::shell::Html;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "administration/pages/accessibility.html")]
pub(in super::super) struct AccessibilityPage {
    pub(in super::super) demo: bool,
    /// Which act asks for it, and the warning while nobody has verified that.
    pub(in super::super) basis: Option<(String, Option<&'static str>)>,
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(Public(_): Public, State(house): State<House>) -> Result<Html, Denied> {
    let found = law::reference(&house.queries, law::codes::ACCESSIBILITY, house.clock.today()).await?;
    let basis = found.map(|reference| (reference.act.clone(), reference.warning()));
    Ok(Html::page(&AccessibilityPage { demo: house.demo, basis })?)
}
