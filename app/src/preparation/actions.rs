//! What can be noted about somebody's preparation.

use super::model::{NewTalk, StatementWay, Talk};
use super::{NeedSettled, PreparePerson, StatementNoted, TalkNoted, TalkTakenBack, store};
use crate::access::{House, Permit, Record};
use crate::audit::Operation;
use crate::kernel::{Choice, Day, Id};
use crate::participants::{self, NeedState, Needed, Participant};
use std::sync::Arc;

crate::not_done! {
    /// Why nothing was noted.
    pub(super) enum NotNoted {
        /// It was noted before.
        Already,
        /// Somebody else changed it meanwhile.
        Stale,
    }
}

/// The right to prepare somebody.
pub(super) type Prepare = Permit<Participant, PreparePerson>;

/// Writes a talk inside an operation, with needs and own view.
pub(super) async fn write_talk(
    operation: &mut Operation,
    participant: &Participant,
    talk: &NewTalk,
) -> Result<TalkNoted, NotNoted> {
    if !store::note_talk(operation, participant, talk).await? {
        return Err(NotNoted::Already);
    }
    if let Some((needs, words)) = &talk.needs {
        participants::ask_needs(operation, participant, needs, words.clone()).await?;
    }
    Ok(TalkNoted {
        about: participant.about(),
        participant: participant.id,
        talk: talk.id,
        way: talk.way.code(),
        on: talk.on,
        own_view: talk.view.is_some(),
    })
}

/// Notes a talk.
pub(super) async fn note(house: &House, permit: Prepare, talk: NewTalk) -> Result<(), NotNoted> {
    let shared = Arc::new((permit, talk));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            shared.0.renew(&mut operation).await?;
            let event = write_talk(&mut operation, shared.0.record(), &shared.1).await?;
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}

/// Takes a talk back that was noted by mistake.
pub(super) async fn take_back(house: &House, permit: Prepare, talk: Id<Talk>) -> Result<(), NotNoted> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            if !store::take_back(&mut operation, permit.id(), talk).await? {
                return Err(NotNoted::Already);
            }
            let event = TalkTakenBack { about: permit.about(), participant: permit.id(), talk };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}

/// Notes that somebody took note of confidentiality.
pub(super) async fn state(
    house: &House,
    permit: Prepare,
    (way, on): (StatementWay, Day),
) -> Result<(), NotNoted> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            if !store::note_statement(&mut operation, permit.record(), (way, on)).await? {
                return Err(NotNoted::Already);
            }
            let event =
                StatementNoted { about: permit.about(), participant: permit.id(), way: way.code(), on };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}

/// Settles a need.
pub(super) async fn settle(
    house: &House,
    permit: Prepare,
    (need, version, state): (Id<Needed>, i64, NeedState),
) -> Result<(), NotNoted> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            if !participants::settle_need(&mut operation, permit.record(), (need, version), state).await? {
                return Err(NotNoted::Stale);
            }
            let event = NeedSettled { about: permit.about(), participant: permit.id(), state: state.code() };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}
