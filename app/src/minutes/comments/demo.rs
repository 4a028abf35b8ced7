//! The demo's draft: given to those who were at the meeting that was held, with what one of them says.

use super::actions::{self, NotDone};
use super::events::DraftReleased;
use super::model::{Came, CommentWords, NewComment, Wish};
use super::{bearer, rules, store};
use crate::access::{Errand, Record};
use crate::audit::By;
use crate::conferences::{self, Conference, State};
use crate::kernel::{Failure, Id};
use crate::law;
use crate::meeting::{self, LineKind};
use crate::minutes::content;
use crate::participants;
use crate::shell::DemoContext;
use std::sync::Arc;

/// What somebody says about the first agreed point.
const STORY: &str = "Dohodli jsme se, že se po měsíci podíváme, jak to jde. To tady chybí.";

/// Gives the draft, if the demo has a conference that was held.
pub(in crate::minutes) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(id) = context.named.get("conference.held").copied() else { return Ok(()) };
    let id: Id<Conference> = Id::from_uuid(id);
    let lookup = Errand::begin(&context.house).lookup();
    let Some(conference) = conferences::find(lookup, id).await? else { return Ok(()) };
    let Some(record) = content::load(lookup, &conference).await? else { return Ok(()) };
    if conference.state != State::Held || store::release(lookup, id).await?.is_some() {
        return Ok(());
    }
    let today = context.now.day();
    let rule = law::deadlines(lookup.queries(), today).await?.comments;
    let until = rules::proposed(today, record.comments_until, rule);
    let edition = (record.edition - 1).max(1);
    let by = By::system(conference.office.uuid());
    let shared = Arc::new(conference.clone());
    context
        .house
        .trail
        .run(by, move |mut operation| {
            let conference = shared.clone();
            async move {
                store::give(&mut operation, &conference, (until, edition), 0).await?;
                meeting::welcome_comments(&mut operation, conference.id, until).await?;
                let event = DraftReleased { about: conference.about(), until, edition, again: false };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await?;
    say(context, conference).await
}

/// One of those who were there, without an account, says something.
async fn say(context: &DemoContext, conference: Conference) -> Result<(), Failure> {
    let lookup = Errand::begin(&context.house).lookup();
    let lines = meeting::lines(lookup, conference.id).await?;
    let line = lines.iter().find(|line| line.kind == LineKind::Agreed && line.struck.is_none());
    for person in participants::of_conference(lookup, conference.id).await? {
        let there = bearer::was_there(lookup, (conference.id, person.id)).await?;
        if person.staff.is_some() || person.child.is_some() || !there {
            continue;
        }
        let new = NewComment {
            id: Id::fresh(context.now),
            participant: person.id,
            line: line.map(|line| line.id),
            wish: Wish::Add,
            came: Came::Link,
            words: CommentWords::new(STORY),
        };
        let by = By::system(conference.office.uuid());
        return match actions::give(&context.house, (by, conference), new, false).await {
            Ok(_) | Err(NotDone::Already | NotDone::Stale | NotDone::Over) => Ok(()),
            Err(NotDone::Failed(failure)) => Err(failure),
        };
    }
    Ok(())
}
