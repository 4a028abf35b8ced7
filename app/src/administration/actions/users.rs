//! Accounts.

use super::super::model::{AddedUser, ChangedUser, NewUser};
use super::super::{
    FactorReset, ManageUser, PasswordReset, UserAdded, UserChanged, UserSwitched, rules, store as own,
};
use super::{Changed, Stopped, told};
use crate::access::{House, Permit};
use crate::account;
use crate::audit::{About, By};
use crate::identity::store::{self, NewStaff};
use crate::identity::{Role, Roles, Staff, password, sessions};
use crate::kernel::{Choice, Failure, Id, Token};
use std::sync::Arc;
use uuid::Uuid;

/// Adds an account with a start password, which is returned to be shown once; `None` when the sign-in name is
/// taken. The command line calls it with [`By::installation`].
///
/// # Errors
/// Database errors.
pub async fn add_user(house: &House, by: By, new: NewUser) -> Result<Option<AddedUser>, Failure> {
    let start_password = rules::start_password(&Token::fresh());
    let password_hash = hashed(start_password.clone()).await?;
    let roles = new.roles;
    let staff = Arc::new(NewStaff {
        office: new.office,
        login: new.login,
        name: new.name,
        phone: new.phone,
        position: new.position,
        password_hash,
    });
    let outcome = house
        .trail
        .run(by, move |mut operation| {
            let staff = staff.clone();
            async move {
                let now = operation.now();
                let work = operation.work();
                let Some(id) = store::add_staff(work, &staff, now).await? else {
                    return Err(Stopped::Told(Changed::Stale));
                };
                for role in roles.iter() {
                    store::set_role(work, id, role, true).await?;
                }
                account::must_change(work, id, now).await?;
                let event = UserAdded { about: About::default(), staff: id, roles: codes(roles) };
                Ok::<_, Stopped>((operation.record(&event).await?, id))
            }
        })
        .await;
    match outcome {
        Ok(id) => Ok(Some(AddedUser { id, start_password })),
        Err(Stopped::Told(_)) => Ok(None),
        Err(Stopped::Failed(failure)) => Err(failure),
    }
}

fn codes(roles: Roles) -> Vec<&'static str> {
    roles.iter().map(Choice::code).collect()
}

async fn hashed(password: String) -> Result<String, Failure> {
    password::hash(password).await.ok_or_else(|| Failure::Broken("hashing failed".into()))
}

/// Changes name, contact and roles of an account.
pub(in super::super) async fn change_user(
    house: &House,
    permit: Permit<Staff, ManageUser>,
    seen: i64,
    new: ChangedUser,
) -> Result<Changed, Failure> {
    let by = permit.by();
    let input = Arc::new((permit, new));
    let outcome = house
        .trail
        .run(by, move |mut operation| {
            let input = input.clone();
            async move {
                let (permit, new) = (&input.0, &input.1);
                permit.renew(&mut operation).await?;
                let (id, work) = (permit.id(), operation.work());
                if !own::change_staff(work, id, seen, new).await? {
                    return Err(Stopped::Told(Changed::Stale));
                }
                for role in Role::ALL {
                    store::set_role(work, id, *role, new.roles.has(*role)).await?;
                }
                if !new.roles.has(Role::Administrator) && own::other_administrators(work, id).await? == 0 {
                    return Err(Stopped::Told(Changed::LastAdministrator));
                }
                let event = UserChanged { about: About::default(), staff: id, roles: codes(new.roles) };
                Ok::<_, Stopped>((operation.record(&event).await?, ()))
            }
        })
        .await;
    told(outcome)
}

/// Switches signing in on or off; off ends all sessions.
pub(in super::super) async fn switch_user(
    house: &House,
    permit: Permit<Staff, ManageUser>,
    seen: i64,
    active: bool,
) -> Result<Changed, Failure> {
    let by = permit.by();
    let permit = Arc::new(permit);
    let outcome = house
        .trail
        .run(by, move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                let (id, now) = (permit.id(), operation.now());
                let work = operation.work();
                if !store::set_active(work, id, seen, active).await? {
                    return Err(Stopped::Told(Changed::Stale));
                }
                if !active {
                    if own::other_administrators(work, id).await? == 0 {
                        return Err(Stopped::Told(Changed::LastAdministrator));
                    }
                    end_sessions(work, id, now).await?;
                }
                let event = UserSwitched { about: About::default(), staff: id, active };
                Ok::<_, Stopped>((operation.record(&event).await?, ()))
            }
        })
        .await;
    told(outcome)
}

/// Ends all sessions of an account.
async fn end_sessions(
    work: &mut crate::kernel::Transaction,
    staff: Id<Staff>,
    now: crate::kernel::Moment,
) -> Result<(), Failure> {
    sessions::revoke_others(work, staff, Id::from_uuid(Uuid::nil()), now).await?;
    Ok(())
}

/// A new start password, to be shown once; ends all sessions.
pub(in super::super) async fn reset_password(
    house: &House,
    permit: Permit<Staff, ManageUser>,
) -> Result<String, Failure> {
    let start_password = rules::start_password(&Token::fresh());
    let hash = hashed(start_password.clone()).await?;
    let by = permit.by();
    let input = Arc::new((permit, hash));
    house
        .trail
        .run(by, move |mut operation| {
            let input = input.clone();
            async move {
                input.0.renew(&mut operation).await?;
                let (id, now) = (input.0.id(), operation.now());
                let work = operation.work();
                store::set_password(work, id, &input.1).await?;
                account::must_change(work, id, now).await?;
                end_sessions(work, id, now).await?;
                let event = PasswordReset { about: About::default(), staff: id };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await?;
    Ok(start_password)
}

/// Removes the second factor, to be set up at the next sign-in; ends all sessions.
pub(in super::super) async fn reset_factor(
    house: &House,
    permit: Permit<Staff, ManageUser>,
) -> Result<(), Failure> {
    let by = permit.by();
    let permit = Arc::new(permit);
    house
        .trail
        .run(by, move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                let (id, now) = (permit.id(), operation.now());
                let work = operation.work();
                store::set_totp(work, id, None).await?;
                end_sessions(work, id, now).await?;
                let event = FactorReset { about: About::default(), staff: id };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
