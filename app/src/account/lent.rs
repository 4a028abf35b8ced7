//! A lent device comes back to its owner.

use super::{DeviceTakenBack, SessionRevoked};
use crate::access::{Borrowed, House};
use crate::audit::{About, Chore};
use crate::identity::{password, sessions};
use crate::kernel::Failure;

/// How typing the PIN ended.
pub(super) enum Unlocked {
    /// The owner has it back.
    Yes,
    /// Wrong; so many tries are left.
    Wrong(i64),
    /// Wrong too often: the session is over.
    Over,
}

/// Compares a PIN; the try is counted before it is looked at, so that many at once are not more than [`sessions::TRIES`].
pub(super) async fn unlock(house: &House, borrowed: &Borrowed, typed: String) -> Result<Unlocked, Failure> {
    let session = borrowed.owner.session;
    let to_try = house
        .trail
        .chore(Chore::AttemptCounted, move |mut work| async move {
            let to_try = sessions::pin_to_try(&mut work, session).await?;
            Ok((work, to_try))
        })
        .await?;
    let Some((hash, left)) = to_try else { return over(house, borrowed).await };
    // Outside of a transaction: it takes its time on purpose.
    if !password::verify(typed, Some(hash)).await {
        return if left > 0 { Ok(Unlocked::Wrong(left)) } else { over(house, borrowed).await };
    }
    house
        .trail
        .run(borrowed.owner.by(), move |mut operation| async move {
            sessions::take_back(operation.work(), session).await?;
            let event = DeviceTakenBack { about: About::default(), session };
            Ok::<_, Failure>((operation.record(&event).await?, Unlocked::Yes))
        })
        .await
}

/// Whoever guesses is nobody's owner: the session ends.
async fn over(house: &House, borrowed: &Borrowed) -> Result<Unlocked, Failure> {
    let (session, staff) = (borrowed.owner.session, borrowed.owner.id);
    house
        .trail
        .run(borrowed.owner.by(), move |mut operation| async move {
            let now = operation.now();
            let ended = u64::from(sessions::revoke(operation.work(), session, staff, now).await?);
            let event = SessionRevoked { about: About::default(), sessions: ended };
            Ok::<_, Failure>((operation.record(&event).await?, Unlocked::Over))
        })
        .await
}
