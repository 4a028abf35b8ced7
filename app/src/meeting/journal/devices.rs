//! Devices that write without a connection: they get a key, hand over entries, and are told how far the journal is. And
//! forms that come as late as a device can.

use super::intake::Closed;
use super::store::{self, device};
use super::{Due, Ledger, SyncJournal, Taken, form_device};
use crate::access::{House, Permit, Record};
use crate::conferences::Conference;
use crate::kernel::{Failure, Moment};
use crate::meeting::policy::HandOver;
use crate::meeting::{DeviceReady, JournalKept};
use ::journal::Entry;
use std::sync::Arc;
use uuid::Uuid;

/// The right to hand over.
pub(in crate::meeting) type Sync = Permit<Conference, SyncJournal>;

/// A device that may write.
pub(in crate::meeting) struct Ready {
    /// Its key, for what it keeps to itself: 32 bytes.
    pub(in crate::meeting) key: Vec<u8>,
    /// The highest stamp of the journal.
    pub(in crate::meeting) stamp: u64,
    /// Whether nothing of the meeting changes any more.
    pub(in crate::meeting) at_rest: bool,
}

/// Gives a device its key; the same device of the same person gets the same one.
///
/// # Errors
/// [`Failure::Withdrawn`] for a device of somebody else or of another meeting, and before the meeting began.
pub(in crate::meeting) async fn ready(
    house: &House,
    permit: &Arc<Sync>,
    device: Uuid,
) -> Result<Ready, Failure> {
    let permit = permit.clone();
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                let conference = permit.record();
                let ledger = Ledger::open(&mut operation, conference).await?;
                let fresh: [u8; 32] = crate::kernel::random_bytes();
                let staff = permit.actor().id;
                let key = device::key(&mut operation, &ledger, (device, staff), &fresh).await?;
                let at_rest = ledger.at_rest;
                let closed = ledger.close(&mut operation).await?;
                let event = DeviceReady { about: conference.about(), device };
                let ready = Ready { key, stamp: closed.stamp, at_rest };
                Ok::<_, Failure>((operation.record(&event).await?, ready))
            }
        })
        .await
}

/// What became of what a device handed over.
pub(in crate::meeting) struct HandedOver {
    pub(in crate::meeting) taken: Taken,
    pub(in crate::meeting) closed: Closed,
    pub(in crate::meeting) started: Moment,
    pub(in crate::meeting) now: Moment,
    /// Whether nothing of the meeting changes any more.
    pub(in crate::meeting) at_rest: bool,
}

/// Keeps what a device hands over.
///
/// # Errors
/// [`Failure::Withdrawn`] for a device that was never given a key for this meeting and person.
pub(in crate::meeting) async fn hand_over(
    house: &House,
    permit: &Arc<Sync>,
    device: Uuid,
    entries: Vec<Entry>,
) -> Result<HandedOver, Failure> {
    let (given, entries) = (permit.clone(), Arc::new(entries));
    let done = house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, entries) = (given.clone(), entries.clone());
            async move {
                permit.renew(&mut operation).await?;
                let conference = permit.record();
                let now = operation.now();
                let mut ledger = Ledger::open(&mut operation, conference).await?;
                let (started, at_rest) = (ledger.run.started, ledger.at_rest);
                let whose = (device, permit.actor().id);
                let taken = ledger.receive(&mut operation, whose, entries.to_vec()).await?;
                let closed = ledger.close(&mut operation).await?;
                let event = JournalKept {
                    about: conference.about(),
                    device,
                    entries: closed.fresh,
                    upto: closed.position,
                };
                let done = HandedOver { taken, closed, started, now, at_rest };
                Ok::<_, Failure>((operation.record(&event).await?, done))
            }
        })
        .await?;
    if done.closed.fresh > 0 {
        house.pulse().beat(permit.id().uuid());
    }
    Ok(done)
}

/// Keeps what a form brought when nothing of the meeting changes any more: beside the record, as what a device brings then.
/// Whether it was new.
///
/// # Errors
/// [`Failure::Withdrawn`] when the holder may not hand over, or the meeting still changes.
pub(in crate::meeting) async fn keep_behind(
    house: &House,
    permit: Permit<Conference, HandOver>,
    dues: Vec<Due>,
) -> Result<bool, Failure> {
    let shared = Arc::new((permit, dues));
    let by = shared.0.by();
    house
        .trail
        .run(by, move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, dues) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                let conference = permit.record();
                let mut ledger = Ledger::open(&mut operation, conference).await?;
                if !ledger.at_rest {
                    return Err(Failure::Withdrawn(""));
                }
                let beside = operation.work().beside().await?;
                let acts = dues.iter().map(|due| &due.act);
                if !store::elsewhere(beside, conference.id, acts).await?.is_empty() {
                    return Err(Failure::Withdrawn(""));
                }
                ledger.post(&mut operation, dues.clone()).await?;
                let closed = ledger.close(&mut operation).await?;
                let device = form_device(conference.id, Some(permit.actor().id.uuid()));
                let (entries, upto) = (closed.fresh, closed.position);
                let event = JournalKept { about: conference.about(), device, entries, upto };
                Ok::<_, Failure>((operation.record(&event).await?, closed.fresh > 0))
            }
        })
        .await
}

/// What is read live: entries after a position, with the position to go on from.
///
/// # Errors
/// Database errors; [`Failure::Sealed`].
pub(in crate::meeting) async fn news(
    lookup: crate::access::Lookup<'_>,
    conference: &Conference,
    from: i64,
) -> Result<(Vec<Entry>, i64), Failure> {
    /// As many as one message holds.
    const MOST: i64 = 500;
    let kept = store::after(lookup, conference, from, MOST).await?;
    let position = kept.last().map_or(from, |last| last.position);
    Ok((kept.into_iter().map(|one| one.entry).collect(), position))
}
