//! Saying by mail that there is something new on somebody's page: that the substitute they named was not accepted stands
//! there, not in the mail. The job carries an identifier.

use super::{Substitute, store};
use crate::access::{Errand, House, Record};
use crate::audit::Operation;
use crate::disclosure;
use crate::invitations::events::SubstituteTold;
use crate::invitations::jobs::{Trouble, by};
use crate::invitations::model::Invitation;
use crate::invitations::news::jobs::{self as news, News};
use crate::kernel::{Failure, Id};
use crate::shell::{JobContext, JobOutcome};
use std::sync::Arc;

/// Kind of the job.
pub(in crate::invitations) const KIND: &str = "invitation.news";

/// Queues the mail in the operation that decides.
pub(super) async fn enqueue(operation: &mut Operation, substitute: Id<Substitute>) -> Result<(), Failure> {
    let now = operation.now();
    let job = jobs::NewJob {
        id: Id::<Substitute>::fresh(now).uuid(),
        kind: KIND,
        subject: Some(substitute.uuid()),
        ids: serde_json::json!({}),
        due: now.timestamp(),
    };
    Ok(jobs::enqueue(operation.work(), &job, now.timestamp()).await?)
}

/// Runs a job.
pub(in crate::invitations) async fn run(context: JobContext<'_>) -> JobOutcome {
    let Some(id) = context.subject.map(Id::from_uuid) else { return JobOutcome::GiveUp("no_subject") };
    news::settled(send(context.house, id).await, context.attempts)
}

async fn send(house: &House, id: Id<Substitute>) -> Result<Option<Trouble>, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(invitation) = store::untold(lookup.queries(), id).await? else { return Ok(None) };
    let Some(invitation) = Invitation::find(lookup, invitation).await? else { return Ok(None) };
    match news::send(house, &invitation, id.uuid()).await? {
        News::NotNow => Ok(None),
        News::Trouble(trouble) => Ok(Some(trouble)),
        News::Left(sent) => {
            note_told(house, id, invitation, sent).await?;
            Ok(None)
        }
    }
}

async fn note_told(
    house: &House,
    id: Id<Substitute>,
    invitation: Invitation,
    sent: disclosure::Sent,
) -> Result<(), Failure> {
    let work = Arc::new((invitation, sent));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                store::tell(&mut operation, id, None).await?;
                operation.note(&work.1).await?;
                let (about, invitation) = (work.0.about(), work.0.id);
                let event = SubstituteTold { about, invitation, by_staff: false };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
