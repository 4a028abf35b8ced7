//! Exceptions, justified facts and looks.

use super::consents::Undone;
use crate::access::{House, Lookup, Permit};
use crate::audit::Operation;
use crate::cases::ReaderKind;
use crate::conferences::Conference;
use crate::disclosure::model::{Exception, ForWhom, Justification};
use crate::disclosure::policy::{DecideDisclosure, JustifyFact};
use crate::disclosure::store::decisions as store;
use crate::disclosure::{ExceptionDecided, ExceptionEnded, FactJustified, JustificationEnded, Looked};
use crate::identity::Staff;
use crate::kernel::{Choice, Failure, Id};
use crate::participants::Participant;
use std::sync::Arc;

/// Decides on an exception. The same form sent twice is one decision.
pub(in crate::disclosure) async fn except(
    house: &House,
    permit: Arc<Permit<Conference, DecideDisclosure>>,
    exception: Exception,
) -> Result<(), Failure> {
    let exception = Arc::new(exception);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, exception) = (permit.clone(), exception.clone());
            async move {
                permit.renew(&mut operation).await?;
                let case = permit.record().case.uuid();
                store::add_exception(&mut operation, case, &exception).await?;
                let (participant, reader) = match exception.whom {
                    ForWhom::Participant(id) => (Some(id), None),
                    ForWhom::Kind(kind) => (None, Some(kind.code())),
                };
                let event = ExceptionDecided {
                    about: permit.about(),
                    exception: exception.id,
                    participant,
                    reader,
                    group: exception.group.code(),
                    occasion: exception.occasion.code(),
                    verdict: exception.verdict.code(),
                };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Takes an exception back; taken back already it stays so.
pub(in crate::disclosure) async fn end_exception(
    house: &House,
    permit: Arc<Permit<Conference, DecideDisclosure>>,
    exception: Id<Exception>,
) -> Result<(), Undone> {
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                if !store::end_exception(&mut operation, permit.id(), exception, permit.actor().id).await? {
                    return Err(Undone::Stale);
                }
                let event = ExceptionEnded { about: permit.about(), exception };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Justifies that a participant learns a protected fact. The same form sent twice is one decision.
pub(in crate::disclosure) async fn justify(
    house: &House,
    permit: Arc<Permit<Conference, JustifyFact>>,
    justification: Justification,
) -> Result<(), Failure> {
    let justification = Arc::new(justification);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, justification) = (permit.clone(), justification.clone());
            async move {
                permit.renew(&mut operation).await?;
                let case = permit.record().case.uuid();
                store::add_justification(&mut operation, case, &justification).await?;
                let event = FactJustified {
                    about: permit.about(),
                    justification: justification.id,
                    participant: justification.participant,
                    fact: justification.fact,
                };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Takes a justification back: from the next output on the fact is stopped again.
pub(in crate::disclosure) async fn end_justification(
    house: &House,
    permit: Arc<Permit<Conference, JustifyFact>>,
    justification: Id<Justification>,
) -> Result<(), Undone> {
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                store::end_justification(&mut operation, permit.id(), justification, permit.actor().id)
                    .await?;
                let event = JustificationEnded { about: permit.about(), justification };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// What was looked at before it went out: participants with fingerprints.
///
/// # Errors
/// Database errors.
pub async fn looks(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<(Id<Participant>, String)>, Failure> {
    store::looks(lookup, conference).await
}

/// Notes that somebody looked at exactly what a participant will get, inside the operation that sends it.
///
/// # Errors
/// Database errors.
pub async fn note_look(
    operation: &mut Operation,
    conference: &Conference,
    (participant, kind, fingerprint): (Id<Participant>, ReaderKind, &str),
    by: Id<Staff>,
) -> Result<(), Failure> {
    if store::add_look(operation, conference.id, (participant, kind, fingerprint), by).await? {
        let about = crate::audit::About {
            case: Some(conference.case.uuid()),
            conference: Some(conference.id.uuid()),
        };
        operation.note(&Looked { about, participant, fingerprint: fingerprint.to_owned() }).await?;
    }
    Ok(())
}
