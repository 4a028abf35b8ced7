//! What can be done about the second proof: say a new code, give it, end.

use super::{Code, MOST_GUESSES, Way, store};
use crate::access::{House, Permit, Record};
use crate::audit::By;
use crate::invitations::actions::Undone;
use crate::invitations::events::{CodeGuessed, CodeMade, ProofEnded, ProofGiven};
use crate::invitations::model::Invitation;
use crate::invitations::policy::TellInvitation;
use crate::invitations::store as invitations;
use crate::kernel::{Choice, Failure, Token};
use std::sync::Arc;

/// Makes a new code to be said by phone; the one before dies. Shown once, kept nowhere in the open. For whoever holds a
/// link that lives, also one from a sheet printed at the table, and as long as it lives.
pub(in crate::invitations) async fn say(
    house: &House,
    permit: Arc<Permit<Invitation, TellInvitation>>,
) -> Result<Code, Undone> {
    let code = Code::fresh();
    let kept = code.clone();
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, code) = (permit.clone(), kept.clone());
            async move {
                permit.renew(&mut operation).await?;
                let now = invitations::current(&mut operation, permit.id()).await?.ok_or(Undone::Stale)?;
                if !invitations::has_door(&mut *operation.work(), &now).await? {
                    return Err(Undone::Stale);
                }
                let by = Some(permit.actor().id);
                store::keep_code(&mut operation, (now.id, now.round), &code, Way::Told, by).await?;
                let way = Way::Told.code();
                let event = CodeMade { about: permit.about(), invitation: now.id, round: now.round, way };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await?;
    Ok(code)
}

/// What became of a guess.
pub(in crate::invitations) enum Guessed {
    /// Right: what the device carries from now on.
    Right(Token),
    /// Wrong.
    Wrong,
    /// Not compared: too many guesses.
    TooMany,
}

/// Somebody gives a code. The guess is counted first and compared only when it was counted; the right one sets the count
/// back where it is noted.
pub(in crate::invitations) async fn give(
    house: &House,
    by: By,
    invitation: &Invitation,
    guess: Code,
) -> Result<Guessed, Undone> {
    if store::waits(&house.queries, invitation.id, house.clock.now()).await? {
        return Ok(Guessed::TooMany);
    }
    let work = Arc::new((invitation.clone(), guess));
    let outcome = house
        .trail
        .run(by, move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, guess) = (&work.0, &work.1);
                let now = invitations::current(&mut operation, invitation.id).await?;
                let holds = |now: &Invitation| now.state.is_live() && now.round == invitation.round;
                if !now.as_ref().is_some_and(holds) {
                    return Err(Undone::Stale);
                }
                let Some(guesses) = store::count_guess(&mut operation, invitation.id).await? else {
                    return Err(Undone::Stopped);
                };
                let of = (invitation.id, invitation.round);
                let about = invitation.about();
                if store::compare(&mut operation, of, guess).await? {
                    let token = Token::fresh();
                    store::note_right(&mut operation, invitation.id).await?;
                    store::add_proof(&mut operation, of, &token).await?;
                    let event = ProofGiven { about, invitation: invitation.id, round: invitation.round };
                    return Ok((operation.record(&event).await?, Guessed::Right(token)));
                }
                store::note_wrong(&mut operation, invitation.id).await?;
                let stopped = guesses >= MOST_GUESSES;
                let event = CodeGuessed { about, invitation: invitation.id, guesses, stopped };
                Ok((operation.record(&event).await?, Guessed::Wrong))
            }
        })
        .await;
    match outcome {
        Err(Undone::Stopped) => Ok(Guessed::TooMany),
        outcome => outcome,
    }
}

/// The person ends on this device.
pub(in crate::invitations) async fn end(
    house: &House,
    by: By,
    invitation: &Invitation,
    token: Token,
) -> Result<(), Failure> {
    let work = Arc::new((invitation.clone(), token));
    house
        .trail
        .run(by, move |mut operation| {
            let work = work.clone();
            async move {
                store::end_proof(&mut operation, work.0.id, &work.1).await?;
                let event = ProofEnded { about: work.0.about(), invitation: work.0.id };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
