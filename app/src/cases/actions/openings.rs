//! Opening a case for a reason, ending that, saying that one has seen it.

use super::{Stopped, operate};
use crate::access::{Actor, House, Permit, Tie, store as ties};
use crate::audit::About;
use crate::cases::events::{
    OpeningAllowed, OpeningEnded, OpeningMade, OpeningMissed, OpeningRefused, OpeningSeen,
};
use crate::cases::model::{Opening, OpeningReason};
use crate::cases::policy::{AllowAgain, EndOpening, SeeOpening, may_open_for_reason};
use crate::cases::rules::opening::{MOST_MISSES, OpeningTime, expires};
use crate::cases::{CaseFile, store};
use crate::identity::{self, Role};
use crate::kernel::{Choice, Failure, Id, Moment};
use std::sync::Arc;

/// What somebody asks for: nothing in it says who may, how long at most, or who is told.
#[derive(Clone, Debug)]
pub(in crate::cases) struct Asked {
    /// Identifier, made when the form was shown.
    pub id: Id<Opening>,
    /// File mark as typed.
    pub mark: String,
    /// Why.
    pub reason: OpeningReason,
    /// For how long.
    pub time: OpeningTime,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cases) enum Answered {
    /// The case is open to them.
    Open(Id<CaseFile>),
    /// No case of the office has this mark, or more than one has.
    NoCase,
    /// The head allows them no further opening of it.
    Barred,
    /// Too many marks that lead nowhere today.
    TooMany,
}

/// Opens a case for a reason. Only a case of the actor's own office, only for reading, only for a time; whoever has a
/// right to it anyway is led to it without an opening. Every attempt leaves an event.
pub(in crate::cases) async fn open_for_reason(
    house: &House,
    actor: &Actor,
    asked: Asked,
) -> Result<Answered, Stopped> {
    let (actor, asked) = (Arc::new(actor.clone()), Arc::new(asked));
    house
        .trail
        .run(actor.by(), move |mut operation| {
            let (actor, asked) = (actor.clone(), asked.clone());
            async move {
                let now = operation.now();
                let work = operation.work();
                let roles = identity::store::roles_today(&mut *work, actor.id, now.day()).await?;
                let actor = Actor { roles, ..(*actor).clone() };
                if !may_open_for_reason(&actor) {
                    return Err(Stopped::Failed(Failure::Withdrawn("K tomu už nemáte oprávnění.")));
                }
                let midnight = Moment::in_prague(now.day(), jiff::civil::Time::midnight());
                if store::openings::misses(work, actor.office, actor.id, midnight).await? >= MOST_MISSES {
                    let event = OpeningRefused { about: About::default(), why: "too_many" };
                    return Ok((operation.record(&event).await?, Answered::TooMany));
                }
                let found = store::openings::by_mark(work, actor.office, &asked.mark).await?;
                let [case] = found.as_slice() else {
                    let event = OpeningMissed { about: About::default(), found: found.len() };
                    return Ok((operation.record(&event).await?, Answered::NoCase));
                };
                let (case, about) = (*case, About { case: Some(case.uuid()), conference: None });
                let standing = ties::standing(&mut *work, about, actor.id, now.day()).await?;
                let ordinary = standing.ties.works_on()
                    || actor.heads(actor.office)
                    || actor.protects_data_of(actor.office)
                    || ties::live_opening(&mut *work, case.uuid(), actor.id, now).await?.is_some();
                if ordinary {
                    let event = OpeningRefused { about, why: "not_needed" };
                    return Ok((operation.record(&event).await?, Answered::Open(case)));
                }
                if store::openings::is_barred(work, case, actor.id).await? {
                    let event = OpeningRefused { about, why: "barred" };
                    return Ok((operation.record(&event).await?, Answered::Barred));
                }
                let new = store::openings::NewOpening {
                    id: asked.id,
                    case,
                    office: actor.office,
                    staff: actor.id,
                    reason: &asked.reason,
                    expires: expires(asked.time, now),
                };
                if !store::openings::add(&mut operation, new).await? {
                    return Err(Stopped::Already);
                }
                let event = OpeningMade { about, opening: asked.id, time: asked.time.code() };
                Ok((operation.record(&event).await?, Answered::Open(case)))
            }
        })
        .await
}

/// Ends an opening at once; the head may rule out further ones of this case by this person.
pub(in crate::cases) async fn end(
    house: &House,
    permit: &Arc<Permit<Opening, EndOpening>>,
    bar: bool,
) -> Result<(), Stopped> {
    let bar = bar && permit.actor().heads(permit.record().office);
    operate!(house, permit, [], |operation| {
        let by = (permit.actor().id, operation.now());
        if !store::openings::end(operation.work(), permit.record(), by, bar).await? {
            return Err(Stopped::Stale);
        }
        OpeningEnded { about: permit.about(), opening: permit.id(), barred: bar }
    })
}

/// Allows somebody again to open a case for a reason.
pub(in crate::cases) async fn allow(
    house: &House,
    permit: &Arc<Permit<Opening, AllowAgain>>,
) -> Result<(), Stopped> {
    operate!(house, permit, [], |operation| {
        if !store::openings::allow(operation.work(), permit.record()).await? {
            return Err(Stopped::Stale);
        }
        OpeningAllowed { about: permit.about(), opening: permit.id() }
    })
}

/// Marks an opening as seen by whoever is told of it.
pub(in crate::cases) async fn mark_seen(
    house: &House,
    permit: &Arc<Permit<Opening, SeeOpening>>,
) -> Result<(), Stopped> {
    operate!(house, permit, [], |operation| {
        let (by, now) = (permit.actor().id, operation.now());
        if !store::openings::mark_seen(operation.work(), permit.id(), by, now).await? {
            return Err(Stopped::Already);
        }
        let as_head = permit.actor().roles.has(Role::OfficeHead);
        let seen_as = if permit.ties().has(Tie::Coordinator) || !as_head { "coordinator" } else { "head" };
        OpeningSeen { about: permit.about(), opening: permit.id(), seen_as }
    })
}
