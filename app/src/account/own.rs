//! What a person does to their own account.

use super::{PasswordChanged, SecondFactorSet, SessionRevoked, actions, store as own_store};
use crate::access::{Actor, House};
use crate::audit::About;
use crate::identity::throttle::{self, Subject};
use crate::identity::{password, second_factor, sessions, store};
use crate::kernel::{Failure, Id, Token};
use std::sync::Arc;

/// How an act that asks for the present password ended.
pub(super) enum Own {
    /// Wait so many seconds.
    Wait(i64),
    /// The present password is wrong.
    WrongPassword,
    /// The code is wrong.
    WrongCode,
    /// Done; the new session's token.
    Done(Token),
}

/// Checks the present password, counted like signing in.
async fn confirm(house: &House, login: &str, typed: String) -> Result<Option<Own>, Failure> {
    let account = Subject::account(&house.keys, login);
    let now = house.clock.now();
    let wait = throttle::must_wait(&house.queries, &account, now).await?;
    if wait > 0 {
        return Ok(Some(Own::Wait(wait)));
    }
    let stored = store::find_credentials(&house.queries, login).await?.map(|c| c.password_hash);
    if password::verify(typed, stored).await {
        return Ok(None);
    }
    house
        .trail
        .chore(crate::audit::Chore::AttemptCounted, move |mut work| {
            let account = account.clone();
            async move {
                throttle::count(&mut work, &account, now).await?;
                Ok((work, ()))
            }
        })
        .await?;
    Ok(Some(Own::WrongPassword))
}

/// Changes the password: all other sessions end, this one gets a new token.
pub(super) async fn change_password(
    house: &House,
    actor: &Actor,
    login: &str,
    present: String,
    new: String,
    device: String,
) -> Result<Own, Failure> {
    if let Some(refused) = confirm(house, login, present).await? {
        return Ok(refused);
    }
    let hash = password::hash(new).await.ok_or_else(|| Failure::Broken("hashing failed".into()))?;
    let staff = actor.id;
    let input = Arc::new((hash, device));
    let second = !house.demo;
    let token = house
        .trail
        .run(actor.by(), move |mut operation| {
            let input = input.clone();
            async move {
                let now = operation.now();
                let work = operation.work();
                store::set_password(work, staff, &input.0).await?;
                own_store::changed(work, staff).await?;
                sessions::revoke_others(work, staff, Id::from_uuid(uuid::Uuid::nil()), now).await?;
                let (_, token) = sessions::open(work, staff, second, &input.1, now).await?;
                let event = PasswordChanged { about: About::default(), staff };
                Ok::<_, Failure>((operation.record(&event).await?, token))
            }
        })
        .await?;
    Ok(Own::Done(token))
}

/// A new second factor with its first code.
pub(super) struct NewFactor {
    /// The present password.
    pub(super) present: String,
    /// The secret.
    pub(super) secret: Vec<u8>,
    /// Its first code.
    pub(super) code: String,
    /// "Firefox, Windows".
    pub(super) device: String,
}

/// Sets up a new second factor: all other sessions end, this one gets a new token.
pub(super) async fn renew_factor(
    house: &House,
    actor: &Actor,
    login: &str,
    new: NewFactor,
) -> Result<Own, Failure> {
    if let Some(refused) = confirm(house, login, new.present).await? {
        return Ok(refused);
    }
    let seconds = house.clock.now().timestamp().as_second();
    let Some(step) = second_factor::matching_step(&new.secret, &new.code, seconds, 0) else {
        return Ok(Own::WrongCode);
    };
    let staff = actor.id;
    let sealed = actions::seal(house, staff, &new.secret)?;
    let input = Arc::new((sealed, new.device));
    let token = house
        .trail
        .run(actor.by(), move |mut operation| {
            let input = input.clone();
            async move {
                let now = operation.now();
                let work = operation.work();
                store::set_totp(work, staff, Some(input.0.clone())).await?;
                store::use_totp_step(work, staff, step).await?;
                sessions::revoke_others(work, staff, Id::from_uuid(uuid::Uuid::nil()), now).await?;
                let (_, token) = sessions::open(work, staff, true, &input.1, now).await?;
                let event = SecondFactorSet { about: About::default(), staff };
                Ok::<_, Failure>((operation.record(&event).await?, token))
            }
        })
        .await?;
    Ok(Own::Done(token))
}

/// Ends one of the person's sessions, or (without one) all but this.
pub(super) async fn revoke(
    house: &House,
    actor: &Actor,
    one: Option<Id<sessions::SignedIn>>,
) -> Result<u64, Failure> {
    let (staff, this) = (actor.id, actor.session);
    house
        .trail
        .run(actor.by(), move |mut operation| async move {
            let now = operation.now();
            let ended = match one {
                Some(session) => u64::from(sessions::revoke(operation.work(), session, staff, now).await?),
                None => sessions::revoke_others(operation.work(), staff, this, now).await?,
            };
            let event = SessionRevoked { about: About::default(), sessions: ended };
            Ok::<_, Failure>((operation.record(&event).await?, ended))
        })
        .await
}
