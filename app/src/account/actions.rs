//! Signing in and out.

use super::pending::{self, Pending};
use super::requester::Requester;
use super::{PasswordChanged, SecondFactorSet, SignInFailed, SignedIn, SignedOut, store as own_store};
use crate::access::{Actor, House};
use crate::audit::{About, By, Chore, Operation, Who};
use crate::identity::throttle::{self, Subject};
use crate::identity::{Office, Staff, password, second_factor, sessions, store};
use crate::kernel::{Failure, Id, Token};
use std::sync::Arc;
use vault::Place;

/// What comes after the right password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Choose a password instead of the one that was handed over.
    NewPassword,
    /// Set up the second factor.
    Enrol,
    /// Type a code.
    Code,
    /// Nothing: a session can be opened (demo only).
    Session,
}

/// How typing a password ended.
pub(super) enum Typed {
    /// Wait so many seconds.
    Wait(i64),
    /// Wrong name or password, or an account that is switched off: never said which.
    Wrong,
    /// Right.
    Right(store::Credentials, Step),
}

/// Counts an attempt before it is checked (so that many at once do not slip through); the seconds to wait, zero
/// when it may go on.
async fn attempt(house: &House, account: &Subject, requester: Option<&Subject>) -> Result<i64, Failure> {
    let now = house.clock.now();
    let subjects = (account.clone(), requester.cloned());
    house
        .trail
        .chore(Chore::AttemptCounted, move |mut work| {
            let (account, requester) = subjects.clone();
            async move {
                let mut wait = throttle::must_wait(&mut work, &account, now).await?;
                if let Some(requester) = &requester {
                    wait = wait.max(throttle::must_wait(&mut work, requester, now).await?);
                }
                if wait == 0 {
                    throttle::count(&mut work, &account, now).await?;
                }
                Ok((work, wait))
            }
        })
        .await
}

/// Writes a failure down, and counts it for the requester.
async fn failed(
    house: &House,
    office: Option<Id<Office>>,
    event: SignInFailed,
    requester: Option<Subject>,
) -> Result<(), Failure> {
    let by = office.map_or(By::installation(), |office| By::system(office.uuid()));
    let input = Arc::new((event, requester));
    house
        .trail
        .run(by, move |mut operation| {
            let input = input.clone();
            async move {
                if let Some(requester) = &input.1 {
                    let now = operation.now();
                    throttle::count(operation.work(), requester, now).await?;
                }
                Ok::<_, Failure>((operation.record(&input.0).await?, ()))
            }
        })
        .await
}

/// A success wipes the account's count.
async fn forgive(house: &House, account: Subject) -> Result<(), Failure> {
    house
        .trail
        .chore(Chore::AttemptCounted, move |mut work| {
            let account = account.clone();
            async move {
                throttle::forgive(&mut work, &account).await?;
                Ok((work, ()))
            }
        })
        .await
}

/// A sign-in name as the trail keeps it: a keyed hash, shortened.
fn name_hash(house: &House, login: &str) -> String {
    let mac = house.keys.ring().mac("sign-in-name", login.as_bytes());
    mac.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Checks name and password. The same work and the same answer whether the account exists or not.
pub(super) async fn check_password(
    house: &House,
    login: &str,
    typed: String,
    requester: &Requester,
) -> Result<Typed, Failure> {
    let account = Subject::account(&house.keys, login);
    let wait = attempt(house, &account, requester.subject.as_ref()).await?;
    if wait > 0 {
        return Ok(Typed::Wait(wait));
    }
    let found = store::find_credentials(&house.queries, login).await?;
    let stored = found.as_ref().map(|credentials| credentials.password_hash.clone());
    let fits = password::verify(typed, stored).await;
    let (staff, office) = (found.as_ref().map(|c| c.staff), found.as_ref().map(|c| c.office));
    let step = match &found {
        Some(credentials) if fits && credentials.active => next_step(house, credentials).await?,
        _ => None,
    };
    match (found, step) {
        (Some(credentials), Some(step)) => {
            forgive(house, account).await?;
            Ok(Typed::Right(credentials, step))
        }
        _ => {
            let name_hash = staff.is_none().then(|| name_hash(house, login));
            let event = SignInFailed { about: About::default(), staff, name_hash, step: "password" };
            failed(house, office, event, requester.subject.clone()).await?;
            Ok(Typed::Wrong)
        }
    }
}

/// What comes after the right password; `None` when a start password has run out.
pub(super) async fn next_step(
    house: &House,
    credentials: &store::Credentials,
) -> Result<Option<Step>, Failure> {
    let now = house.clock.now();
    Ok(match own_store::start_password(&house.queries, credentials.staff).await? {
        Some(expires) if expires <= now => None,
        Some(_) => Some(Step::NewPassword),
        None if house.demo => Some(Step::Session),
        None if credentials.totp_secret.is_some() => Some(Step::Code),
        None => Some(Step::Enrol),
    })
}

/// Opens a session in an operation and ends the one this browser had before.
async fn open(
    operation: &mut Operation,
    staff: Id<Staff>,
    with_code: bool,
    device: &str,
    before: Option<(Id<sessions::SignedIn>, Id<Staff>)>,
) -> Result<(SignedIn, Token), Failure> {
    let now = operation.now();
    if let Some((session, owner)) = before {
        sessions::revoke(operation.work(), session, owner, now).await?;
    }
    let (session, token) = sessions::open(operation.work(), staff, with_code, device, now).await?;
    Ok((SignedIn { about: About::default(), session, second_factor: with_code }, token))
}

fn by_staff(staff: Id<Staff>, office: Id<Office>) -> By {
    By { who: Who::Staff, actor: Some(staff.uuid()), office: office.uuid() }
}

/// Opens a session without a code: only the demo does that, and only in a demo does this work.
///
/// # Errors
/// [`Failure::Broken`] outside a demo; database errors.
pub async fn enter_demo(
    house: &House,
    staff: Id<Staff>,
    office: Id<Office>,
    device: String,
    before: Option<&Actor>,
) -> Result<Token, Failure> {
    if !house.demo {
        return Err(Failure::Broken("a session without a second factor outside the demo".into()));
    }
    let before = before.map(|actor| (actor.session, actor.id));
    let device = Arc::new(device);
    house
        .trail
        .run(by_staff(staff, office), move |mut operation| {
            let device = device.clone();
            async move {
                let (event, token) = open(&mut operation, staff, false, &device, before).await?;
                Ok::<_, Failure>((operation.record(&event).await?, token))
            }
        })
        .await
}

/// How typing a code ended.
pub(super) enum Coded {
    /// Wait so many seconds.
    Wait(i64),
    /// Wrong code, or one that was used already.
    Wrong,
    /// Signed in.
    Open(Token),
}

/// Where a second factor is sealed.
pub(super) const fn secret_place(staff: Id<Staff>) -> Place {
    Place { table: "staff", column: "totp_secret", row: staff.uuid() }
}

/// Checks a code and opens the session; with `new_secret` the second factor is set up by it.
pub(super) async fn check_code(
    house: &House,
    pending: &Pending,
    typed: &str,
    new_secret: Option<Vec<u8>>,
    requester: &Requester,
    before: Option<&Actor>,
) -> Result<Coded, Failure> {
    let (staff, office) = (pending.staff.id, pending.staff.office);
    let account = Subject::account(&house.keys, &format!("code:{staff}"));
    let wait = attempt(house, &account, requester.subject.as_ref()).await?;
    if wait > 0 {
        return Ok(Coded::Wait(wait));
    }
    let secret = match (&new_secret, &pending.credentials.totp_secret) {
        // Who has a second factor cannot get round it by setting up another one.
        (Some(_), Some(_)) => return Ok(Coded::Wrong),
        (Some(secret), None) => secret.clone(),
        (None, Some(sealed)) => {
            let opened = house.keys.ring().open(secret_place(staff), sealed);
            opened.map_err(|e| Failure::Sealed(e.to_string()))?
        }
        (None, None) => return Ok(Coded::Wrong),
    };
    let last = if new_secret.is_some() { 0 } else { pending.credentials.totp_last_step };
    let seconds = house.clock.now().timestamp().as_second();
    let opened = match second_factor::matching_step(&secret, typed, seconds, last) {
        None => None,
        Some(step) => {
            let before = before.map(|actor| (actor.session, actor.id));
            let new = new_secret.map(|secret| seal(house, staff, &secret)).transpose()?;
            let (login, device) = (pending.staff.login.clone(), requester.device.clone());
            let entry = Entry { staff, office, login, step, new, device, before };
            enter(house, entry).await?
        }
    };
    match opened {
        Some(token) => {
            forgive(house, account).await?;
            Ok(Coded::Open(token))
        }
        None => {
            let event = SignInFailed {
                about: About::default(),
                staff: Some(staff),
                name_hash: None,
                step: "second_factor",
            };
            failed(house, Some(office), event, requester.subject.clone()).await?;
            Ok(Coded::Wrong)
        }
    }
}

/// Seals a second factor's secret.
pub(super) fn seal(house: &House, staff: Id<Staff>, secret: &[u8]) -> Result<Vec<u8>, Failure> {
    house.keys.ring().seal(secret_place(staff), secret).map_err(|e| Failure::Sealed(e.to_string()))
}

/// A right code on its way to a session.
struct Entry {
    staff: Id<Staff>,
    office: Id<Office>,
    login: String,
    step: i64,
    new: Option<Vec<u8>>,
    device: String,
    before: Option<(Id<sessions::SignedIn>, Id<Staff>)>,
}

/// Why an entry stopped.
enum Stopped {
    /// The code was used by somebody at the same moment, or the account was switched off.
    Refused,
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
            Self::Refused => None,
            Self::Failed(failure) => Some(failure),
        }
    }
}

async fn enter(house: &House, entry: Entry) -> Result<Option<Token>, Failure> {
    let by = by_staff(entry.staff, entry.office);
    let entry = Arc::new(entry);
    let outcome = house
        .trail
        .run(by, move |mut operation| {
            let entry = entry.clone();
            async move {
                let staff = entry.staff;
                let account = store::find_credentials(operation.work(), &entry.login).await?;
                let as_before =
                    account.is_some_and(|a| a.active && a.totp_secret.is_none() == entry.new.is_some());
                if !as_before {
                    return Err(Stopped::Refused);
                }
                if let Some(sealed) = &entry.new {
                    store::set_totp(operation.work(), staff, Some(sealed.clone())).await?;
                    let event = SecondFactorSet { about: About::default(), staff };
                    operation.note(&event).await.map_err(Failure::from)?;
                }
                if !store::use_totp_step(operation.work(), staff, entry.step).await? {
                    return Err(Stopped::Refused);
                }
                let (event, token) = open(&mut operation, staff, true, &entry.device, entry.before).await?;
                Ok::<_, Stopped>((operation.record(&event).await.map_err(Failure::from)?, token))
            }
        })
        .await;
    match outcome {
        Ok(token) => Ok(Some(token)),
        Err(Stopped::Refused) => Ok(None),
        Err(Stopped::Failed(failure)) => Err(failure),
    }
}

/// Replaces a start password during sign-in; the new password's hash.
pub(super) async fn replace_start_password(
    house: &House,
    pending: &Pending,
    new: String,
) -> Result<String, Failure> {
    let hash = password::hash(new).await.ok_or_else(|| Failure::Broken("hashing failed".into()))?;
    let staff = pending.staff.id;
    let input = Arc::new(hash.clone());
    house
        .trail
        .run(by_staff(staff, pending.staff.office), move |mut operation| {
            let hash = input.clone();
            async move {
                store::set_password(operation.work(), staff, &hash).await?;
                own_store::changed(operation.work(), staff).await?;
                let event = PasswordChanged { about: About::default(), staff };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await?;
    Ok(hash)
}

/// The cookie that carries a person over to the next step.
pub(super) fn carry(
    house: &House,
    staff: Id<Staff>,
    password_hash: &str,
) -> axum_extra::extract::cookie::Cookie<'static> {
    pending::cookie(house, staff, password_hash, house.clock.now())
}

/// Ends this session.
pub(super) async fn sign_out(house: &House, actor: &Actor) -> Result<(), Failure> {
    let (session, staff) = (actor.session, actor.id);
    house
        .trail
        .run(actor.by(), move |mut operation| async move {
            let now = operation.now();
            sessions::revoke(operation.work(), session, staff, now).await?;
            let event = SignedOut { about: About::default(), session };
            Ok::<_, Failure>((operation.record(&event).await?, ()))
        })
        .await
}
