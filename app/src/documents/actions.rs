//! What can be done with documents.

use super::{Document, DocumentNumberCorrected, DocumentNumbered, NumberDocument, store};
use crate::access::{House, Permit};
use crate::audit::AsFailure;
use crate::kernel::{Failure, SqlError};
use std::sync::Arc;

/// Why a change was not made.
pub(super) enum NotChanged {
    /// Somebody else changed the document meanwhile.
    Stale,
    /// Something failed.
    Failed(Failure),
}

impl From<Failure> for NotChanged {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}
impl From<SqlError> for NotChanged {
    fn from(error: SqlError) -> Self {
        Self::Failed(error.into())
    }
}
impl AsFailure for NotChanged {
    fn as_failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            Self::Stale => None,
        }
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
