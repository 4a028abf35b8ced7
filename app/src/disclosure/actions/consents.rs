//! Writing consents down and withdrawing them.

use crate::access::{House, Permit};
use crate::cases::CaseFile;
use crate::disclosure::model::{Consent, ConsentForm, ConsentInput};
use crate::disclosure::policy::{KeepConsents, WithdrawConsent};
use crate::disclosure::store::consents as store;
use crate::disclosure::{ConsentGiven, ConsentWithdrawn};
use crate::kernel::Choice;
use std::sync::Arc;

crate::not_done! {
    /// Why a consent was not written down or withdrawn.
    pub(in crate::disclosure) enum Undone {
        /// Somebody else changed it meanwhile, or the same form was already sent.
        Stale,
    }
}

/// Writes a consent down; [`Undone::Stale`] when the form was sent before.
pub(in crate::disclosure) async fn give(
    house: &House,
    permit: Arc<Permit<CaseFile, KeepConsents>>,
    input: ConsentInput,
) -> Result<(), Undone> {
    let input = Arc::new(input);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, input) = (permit.clone(), input.clone());
            async move {
                permit.renew(&mut operation).await?;
                let by = permit.actor().id;
                if !store::add_consent(&mut operation, permit.record(), &input, by).await? {
                    return Err(Undone::Stale);
                }
                let event =
                    ConsentGiven { about: permit.about(), consent: input.id, what: input.kind.code() };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Withdraws a consent: it counts for nothing from the next output on.
pub(in crate::disclosure) async fn withdraw(
    house: &House,
    permit: Arc<Permit<Consent, WithdrawConsent>>,
    how: ConsentForm,
) -> Result<(), Undone> {
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                if !store::withdraw_consent(&mut operation, permit.record(), how).await? {
                    return Err(Undone::Stale);
                }
                let event = ConsentWithdrawn { about: permit.about(), consent: permit.id(), how: how.code() };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}
