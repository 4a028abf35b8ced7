//! The draft as a text document, and the sealed record for the records system.

use super::check::refused;
use crate::access::{Denied, House, Permit};
use crate::conferences::Conference;
use crate::documents::Document;
use crate::kernel::Id;
use crate::minutes::{AmendMinutes, MakeMinutes, export};
use crate::shell::{Input, Onward, download};
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};

#[axum::debug_handler(state = House)]
pub(super) async fn draft(
    permit: Permit<Conference, MakeMinutes>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let back = format!("/konference/{}/zapis", permit.id());
    // Without the form's own identifier it is another draft.
    let now = house.clock.now();
    let form = form.id::<Document>("nove_id").unwrap_or_else(|| Id::fresh(now)).uuid();
    export::draft(&house, permit, form).await.map_err(refused)?;
    Ok(Onward::to(back).noticing("navrh").into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn take(
    permit: Permit<Conference, AmendMinutes>,
    Shared(house): Shared<House>,
) -> Result<Response, Denied> {
    let archive = export::take(&house, permit).await.map_err(refused)?;
    Ok(download(&house, "zapis-konference.zip", "application/zip", archive))
}
