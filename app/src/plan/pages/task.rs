//! A task is completed: its wording, who does it, by when, how its end is known, what if it fails, whose duty it is.

use super::point::draw_again;
use super::{after, home, loaded};
use crate::access::{Denied, House, Permit};
use crate::conferences::{Conference, Goal};
use crate::kernel::Id;
use crate::meeting::{LineKind, Seat};
use crate::plan::actions::{self, NotDone};
use crate::plan::completion::{self, Known};
use crate::plan::{ClosePlan, pages};
use crate::shell::Input;
use axum::extract::{Path, State as From};
use axum::response::Response;
use std::sync::Arc;

const MOVED: &str =
    "Řádek mezitím upravil někdo jiný; jak zní teď, stojí nahoře. Má-li platit vaše znění, uložte ho znovu.";

#[axum::debug_handler(state = House)]
pub(super) async fn complete(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
    Path((_, line)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let table = loaded(&house, &permit).await?;
    let point = pages::point::named(&table, &line)?;
    let seats: Vec<Id<Seat>> = table.seats.iter().map(|seat| seat.id).collect();
    let goals: Vec<Id<Goal>> = table.goals.iter().map(|goal| goal.id).collect();
    let known =
        Known { seats: &seats, goals: &goals, day: table.day(), task: point.line.kind == LineKind::Task };
    let typed = form.clone();
    match completion::completed(form, &known) {
        Ok(mut completed) => {
            // The same words again are no new wording.
            completed.text = completed.text.filter(|text| text != permit.reveal(&point.line.text));
            let to = format!("{}/{}", home(permit.id()), point.line.id);
            let permit = Arc::new(permit);
            let done = actions::complete(&house, &permit, &point.line, completed).await;
            if !matches!(done, Err(NotDone::Stale)) {
                return after(done, to, "ukol");
            }
            let table = loaded(&house, &permit).await?;
            let point = pages::point::named(&table, &line)?;
            draw_again(&house, &permit, (&table, point), typed.failed("text", MOVED)).await
        }
        Err(form) => draw_again(&house, &permit, (&table, point), form).await,
    }
}
