//! Jobs that were given up.

use super::super::{actions, policy};
use crate::access::{Actor, Denied, House, Personal};
use crate::shell::{Frame, Html, Onward, Query};
use askama::Template;
use axum::extract::{Path, State};
use uuid::Uuid;

/// A job as listed.
pub(in super::super) struct Line {
    pub(in super::super) id: Uuid,
    pub(in super::super) kind: String,
    pub(in super::super) attempts: String,
    pub(in super::super) why: String,
    pub(in super::super) since: String,
}

#[derive(Template)]
#[template(path = "administration/pages/jobs.html")]
pub(in super::super) struct JobsPage {
    pub(in super::super) frame: Frame,
    pub(in super::super) lines: Vec<Line>,
    pub(in super::super) waiting: String,
}

fn must_administer(actor: &Actor) -> Result<(), Denied> {
    if policy::administers(actor) {
        Ok(())
    } else {
        Err(Denied::refused("Nedokončené úlohy vidí správce."))
    }
}

fn line(job: jobs::GivenUp) -> Line {
    Line {
        id: job.id,
        kind: job.kind,
        attempts: czech::plural::count(job.attempts, "pokus", "pokusy", "pokusů"),
        why: job.last_error.unwrap_or_default(),
        since: job.finished.map(czech::dates::local_moment).unwrap_or_default(),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    Personal(actor): Personal,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    must_administer(&actor)?;
    let given_up = jobs::given_up(&house.queries).await.map_err(crate::kernel::Failure::from)?;
    let waiting = jobs::waiting_count(&house.queries).await.map_err(crate::kernel::Failure::from)?;
    let frame = Frame::new(&house, &actor, "/sprava")
        .noticing(&query, &[("znovu", "Úloha je znovu zařazená a zkusí se co nejdřív.")]);
    Ok(Html::page(&JobsPage {
        frame,
        lines: given_up.into_iter().map(line).collect(),
        waiting: czech::plural::count(waiting, "úloha čeká", "úlohy čekají", "úloh čeká"),
    })?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn revive(
    Personal(actor): Personal,
    State(house): State<House>,
    Path(job): Path<String>,
) -> Result<Onward, Denied> {
    must_administer(&actor)?;
    let job = Uuid::try_parse(&job).map_err(|_| Denied::hidden())?;
    actions::revive_job(&house, &actor, job).await?;
    Ok(Onward::to("/sprava/ulohy").noticing("znovu"))
}
