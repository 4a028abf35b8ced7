//! On the page where a conference is closed: that comments wait, which nobody can decide upon afterwards.

use crate::access::{Action, Record, Verdict, store as ties};
use crate::conferences::{self, Conference};
use crate::kernel::{Failure, Id};
use crate::minutes::comments::{HandleComments, store};
use crate::shell::PanelContext;
use askama::Template;

/// The sentence with its way.
#[derive(Template)]
#[template(path = "minutes/comments/pages/closing.html")]
pub(in crate::minutes::comments) struct ClosingPanel {
    pub(in crate::minutes::comments) href: String,
    pub(in crate::minutes::comments) waiting: i64,
}

/// How many comments wait, for whoever may decide about them; nothing when none does.
pub(in crate::minutes) async fn panel(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let (queries, actor) = (&context.house.queries, context.actor);
    let id = Id::<Conference>::from_uuid(context.subject);
    let Some(conference) = conferences::listed(queries, id).await? else { return Ok(None) };
    // Behind the seal they stay open for an answer.
    if conference.sealed.is_some() {
        return Ok(None);
    }
    let ties = ties::ties_about(queries, conference.about(), actor.id, actor.today).await?;
    let waiting = store::count_waiting(queries, id).await?;
    if waiting == 0 || HandleComments::rule(actor, ties, &conference) != Verdict::Allow {
        return Ok(None);
    }
    let href = format!("/konference/{id}/zapis/pripominky");
    Ok(Some(ClosingPanel { href, waiting }.render()?))
}
