//! The end of a conference: what it came to, in words.

use super::events::ConferenceClosed;
use super::model::SummaryWords;
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

/// Closes a conference with what it came to.
pub(super) async fn close(
    house: &House,
    permit: &Arc<Permit<Conference, CloseConference>>,
    words: SummaryWords,
    open: usize,
) -> Result<(), NotClosed> {
    let (permit, words) = (permit.clone(), Arc::new(words));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let (permit, words) = (permit.clone(), words.clone());
        async move {
            permit.renew(&mut operation).await?;
            let conference = permit.record();
            if !conferences::set_closed(&mut operation, conference).await? {
                return Err(NotClosed::Stale);
            }
            store::summarize(&mut operation, conference, (&words, open), permit.actor().id).await?;
            let event = ConferenceClosed { about: permit.about(), open };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}
