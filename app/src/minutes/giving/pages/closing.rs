//! On the page where a conference is closed: the way to who waits for their extract of the sealed record. A panel holds no
//! permit, so it counts nobody; the desk does, also afterwards.

use crate::access::{Action, Record, Verdict, store as ties};
use crate::conferences::{self, Conference};
use crate::kernel::{Failure, Id};
use crate::minutes::giving::GiveMinutes;
use crate::shell::PanelContext;
use askama::Template;

/// The sentence with its way.
#[derive(Template)]
#[template(path = "minutes/giving/pages/closing.html")]
pub(in crate::minutes::giving) struct ClosingPanel {
    pub(in crate::minutes::giving) href: String,
}

/// The way to the list, for whoever may give; nothing before the seal.
pub(in crate::minutes) async fn panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let (queries, actor) = (&context.house.queries, context.actor);
    let id = Id::<Conference>::from_uuid(context.subject);
    let Some(conference) = conferences::listed(queries, id).await? else { return Ok(None) };
    let ties = ties::ties_about(queries, conference.about(), actor.id, actor.today).await?;
    if GiveMinutes::rule(actor, ties, &conference) != Verdict::Allow {
        return Ok(None);
    }
    let href = format!("/konference/{id}/zapis/predani");
    Ok(Some(ClosingPanel { href }.render()?))
}
