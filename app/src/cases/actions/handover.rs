//! Handing a case over to another office: asked, accepted, refused, taken back.

use super::{Stopped, operate};
use crate::access::{House, Permit};
use crate::audit::{About, By};
use crate::cases::events::{CaseHandedOver, CaseReceived, HandoverAsked, HandoverRefused, HandoverTakenBack};
use crate::cases::model::{Handover, HandoverReason, HandoverState};
use crate::cases::policy::{DecideHandover, HandOver, TakeBack};
use crate::cases::{CaseFile, store};
use crate::identity::{Office, Staff};
use crate::kernel::Id;
use crate::shell::{CaseMoved, registry};
use std::fmt::Write as _;
use std::sync::Arc;

/// Asks another office to take the case over. Until it says yes nothing changes.
pub(in crate::cases) async fn ask(
    house: &House,
    permit: &Arc<Permit<CaseFile, HandOver>>,
    id: Id<Handover>,
    to: Id<Office>,
    reason: HandoverReason,
) -> Result<(), Stopped> {
    let reason = Arc::new(reason);
    operate!(house, permit, [reason], |operation| {
        let by = permit.actor().id;
        if !store::handovers::ask(&mut operation, permit.record(), id, (to, by), &reason).await? {
            return Err(Stopped::Already);
        }
        HandoverAsked { about: permit.about(), handover: id, to }
    })
}

/// Takes back what was asked for.
pub(in crate::cases) async fn take_back(
    house: &House,
    permit: &Arc<Permit<Handover, TakeBack>>,
) -> Result<(), Stopped> {
    operate!(house, permit, [], |operation| {
        let (by, state) = (permit.actor().id, HandoverState::TakenBack);
        if !store::handovers::decide(&mut operation, permit.record(), state, None, by).await? {
            return Err(Stopped::Stale);
        }
        HandoverTakenBack { about: permit.about(), handover: permit.id() }
    })
}

/// Refuses a case, with a reason that the sending office reads.
pub(in crate::cases) async fn refuse(
    house: &House,
    permit: &Arc<Permit<Handover, DecideHandover>>,
    answer: HandoverReason,
) -> Result<(), Stopped> {
    let answer = Arc::new(answer);
    operate!(house, permit, [answer], |operation| {
        let (by, state) = (permit.actor().id, HandoverState::Refused);
        if !store::handovers::decide(&mut operation, permit.record(), state, Some(&answer), by).await? {
            return Err(Stopped::Stale);
        }
        HandoverRefused { about: permit.about(), handover: permit.id() }
    })
}

/// Takes a case over. In one operation: the case and everything that stands beside it changes its office, ties of the
/// old office end, and both chains get their event; the new one's carries the end of the old one.
pub(in crate::cases) async fn accept(
    house: &House,
    permit: &Arc<Permit<Handover, DecideHandover>>,
    coordinator: Id<Staff>,
) -> Result<(), Stopped> {
    let permit = permit.clone();
    let receiver = By { office: permit.record().to.uuid(), ..permit.actor().by() };
    house
        .trail
        .run(receiver, move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                let handover = permit.record();
                let (by, state) = (permit.actor().id, HandoverState::Accepted);
                if !store::handovers::decide(&mut operation, handover, state, None, by).await?
                    || !store::handovers::move_case(&mut operation, handover, coordinator).await?
                {
                    return Err(Stopped::Stale);
                }
                let (from, to) = (handover.from, handover.to);
                let moved = CaseMoved { case: handover.case.uuid(), from: from.uuid(), to: to.uuid() };
                registry().case_moved(&mut operation, moved).await?;
                let about = About { case: Some(moved.case), conference: None };
                let left = CaseHandedOver { about, handover: handover.id, to };
                let end = operation.note_in(moved.from, &left).await?;
                let event = CaseReceived {
                    about,
                    handover: handover.id,
                    from,
                    sequence: end.sequence,
                    hash: end.hash.iter().fold(String::new(), |mut text, byte| {
                        let _ = write!(text, "{byte:02x}");
                        text
                    }),
                };
                Ok::<_, Stopped>((operation.record(&event).await?, ()))
            }
        })
        .await
}
