//! What can be done with the law.

use super::model::NewWording;
use super::{Entry, LawRevised, LawVerified, ReviseLaw, VerifyLaw, store};
use crate::access::{House, Permit};
use crate::audit::About;
use crate::kernel::{Day, Failure};
use std::sync::Arc;

/// How writing a new wording ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Revised {
    /// It is written (or had been, word for word, by the same form).
    Written,
    /// The same form has written something already, and in other words.
    Already,
    /// Somebody else wrote another one meanwhile.
    Stale,
}

/// Writes a new dated row; the old one stays.
pub(super) async fn revise(
    house: &House,
    permit: Permit<Entry, ReviseLaw>,
    seen: i64,
    new: NewWording,
) -> Result<Revised, Failure> {
    let code = permit.record().code.clone();
    let by = permit.by();
    let input = Arc::new((permit, code, new));
    let sent = input.clone();
    let outcome = house
        .trail
        .run(by, move |mut operation| {
            let input = sent.clone();
            async move {
                let (permit, code, new) = (&input.0, &input.1, &input.2);
                permit.renew(&mut operation).await?;
                let now = operation.now();
                let work = operation.work();
                if store::exists(work, new.id).await? {
                    return Err(Stopped::Already);
                }
                if store::how_many(work, code).await? != seen {
                    return Err(Stopped::Stale);
                }
                if !store::add(work, code, new, Some(new.valid_from), now).await? {
                    // The same form a moment ago, in a transaction that was not over yet.
                    return Err(Stopped::Already);
                }
                let event = LawRevised { about: About::default(), entry: new.id, code: code.clone() };
                Ok::<_, Stopped>((operation.record(&event).await.map_err(Failure::from)?, ()))
            }
        })
        .await;
    match outcome {
        Ok(()) => Ok(Revised::Written),
        Err(Stopped::Already) => {
            let rows = store::rows(&house.queries, &input.1).await?;
            let same = rows.iter().find(|row| row.id == input.2.id).is_some_and(|row| input.2.is_in(row));
            Ok(if same { Revised::Written } else { Revised::Already })
        }
        Err(Stopped::Stale) => Ok(Revised::Stale),
        Err(Stopped::Failed(failure)) => Err(failure),
    }
}

/// Why an operation stopped.
enum Stopped {
    Already,
    Stale,
    Failed(Failure),
}
impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}
impl crate::audit::AsFailure for Stopped {
    fn as_failure(&self) -> Option<&Failure> {
        match self {
            Self::Already | Self::Stale => None,
            Self::Failed(failure) => Some(failure),
        }
    }
}

/// Verifies a row for the holder's office.
pub(super) async fn verify(house: &House, permit: Permit<Entry, VerifyLaw>, day: Day) -> Result<(), Failure> {
    let permit = Arc::new(permit);
    // The verification belongs to the office, so it stands in the office's chain.
    let by = permit.actor().by();
    house
        .trail
        .run(by, move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                let (entry, actor, now) = (permit.record(), permit.actor(), operation.now());
                let named = (entry.id, entry.code.as_str());
                store::verify(operation.work(), actor.office, named, day, actor.id, now).await?;
                let event = LawVerified {
                    about: About::default(),
                    entry: entry.id,
                    code: entry.code.clone(),
                    on: day,
                };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
