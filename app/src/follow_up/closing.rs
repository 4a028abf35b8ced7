//! The end of a conference: what it came to, in words, and the paper that says so for the office's file.

use super::evaluation::{self, Paper};
use super::events::{ConferenceClosed, EvaluationMade};
use super::model::{Closed, SummaryWords};
use super::policy::CloseConference;
use super::store::after as store;
use crate::access::{House, Permit};
use crate::conferences::{self, Conference};
use std::sync::Arc;

crate::not_done! {
    /// Why it was not closed.
    pub(super) enum NotClosed {
        /// It was closed before, or changed meanwhile.
        Stale,
    }
}

/// Closes a conference with what it came to; `open` is how many open tasks whoever closes it knows of. The evaluation
/// is typeset before and filed with it, if nothing that it was made of changed meanwhile.
pub(super) async fn close(
    house: &House,
    permit: &Arc<Permit<Conference, CloseConference>>,
    words: SummaryWords,
    open: usize,
) -> Result<(), NotClosed> {
    let closed = Closed { words, at: house.clock.now(), by: Some(permit.actor().id) };
    let paper = evaluation::prepare(house, permit, closed.clone()).await?;
    if paper.open != open {
        return Err(NotClosed::Stale);
    }
    let shared = Arc::new((permit.clone(), closed, paper));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, closed, paper): &(_, Closed, Paper) = &shared;
            permit.renew(&mut operation).await?;
            let (conference, open, about) = (permit.record(), paper.open, permit.about());
            if store::stamp_now(&mut operation, conference.id).await? != paper.stamp
                || !conferences::set_closed(&mut operation, conference).await?
            {
                return Err(NotClosed::Stale);
            }
            store::summarize(&mut operation, conference, (closed, open)).await?;
            if let Some(document) = evaluation::file(&mut operation, conference, paper).await? {
                operation.note(&EvaluationMade { about, document }).await?;
            }
            Ok((operation.record(&ConferenceClosed { about, open }).await?, ()))
        }
    });
    outcome.await
}
