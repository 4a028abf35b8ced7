//! What can be done with documents.

use super::{Document, DocumentNumberCorrected, DocumentNumbered, NumberDocument, store};
use crate::access::{House, Permit};

use std::sync::Arc;

crate::not_done! {
    /// Why a change was not made.
    pub(super) enum NotChanged {
        /// Somebody else changed the document meanwhile.
        Stale,
    }
}

/// Enters the reference number, or corrects it.
pub(super) async fn number(
    house: &House,
    permit: Permit<Document, NumberDocument>,
    number: String,
    version: i64,
) -> Result<(), NotChanged> {
    let shared = Arc::new((permit, number));
    house
        .trail
        .run(shared.0.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, number) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                if !store::number(&mut operation, permit.id(), version, number).await? {
                    return Err(NotChanged::Stale);
                }
                let (about, document) = (permit.about(), permit.id());
                let recorded = if permit.record().reference_number.is_none() {
                    operation.record(&DocumentNumbered { about, document }).await?
                } else {
                    operation.record(&DocumentNumberCorrected { about, document }).await?
                };
                Ok((recorded, ()))
            }
        })
        .await
}
