//! Tables of codes, guesses and devices that gave the code.

use super::{Code, MOST_GUESSES, PROOF_SECONDS, SUSPICIOUS, WINDOW_SECONDS, Way, Window, window};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::invitations::model::{Invitation, State};
use crate::invitations::store::code as choice;
use crate::kernel::{Choice, Failure, Id, Moment, Queries, Token};
use uuid::Uuid;

portable_sql::statements! {
    /// The code that holds from now on.
    KEEP_CODE = "INSERT INTO invitation_code (invitation_id, round, code_hash, way, created, created_by) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (invitation_id) DO UPDATE SET round = excluded.round, code_hash = excluded.code_hash, way = excluded.way, created = excluded.created, created_by = excluded.created_by";
    /// The code of the round that holds.
    LIVE_CODE = "SELECT k.code_hash, k.way, k.created FROM invitation_code k JOIN invitation i ON i.id = k.invitation_id AND i.round = k.round \
        WHERE k.invitation_id = $1 AND i.state <> $2";
    /// Counts a guess before it is compared: none is taken when the window is full.
    COUNT_GUESS = "INSERT INTO invitation_guess (invitation_id, guesses, since, wrong) VALUES ($1, 1, $2, 0) \
        ON CONFLICT (invitation_id) DO UPDATE SET \
        guesses = CASE WHEN invitation_guess.since <= $3 THEN 1 ELSE invitation_guess.guesses + 1 END, \
        since = CASE WHEN invitation_guess.since <= $3 THEN excluded.since ELSE invitation_guess.since END \
        WHERE invitation_guess.since <= $3 OR invitation_guess.guesses < $4";
    /// The guess was right: nobody's tries count any more. What was wrong stays for staff to see.
    RIGHT = "UPDATE invitation_guess SET guesses = 0 WHERE invitation_id = $1";
    /// The guess was wrong.
    WRONG = "UPDATE invitation_guess SET wrong = wrong + 1, last_wrong = $2, stopped = CASE WHEN guesses >= $3 THEN $2 ELSE stopped END WHERE invitation_id = $1";
    /// How guesses stand.
    TRIED = "SELECT guesses, since, wrong, last_wrong, stopped FROM invitation_guess WHERE invitation_id = $1";
    /// Invitations of a conference whose code somebody tries.
    GUESSED = "SELECT g.invitation_id FROM invitation_guess g JOIN invitation i ON i.id = g.invitation_id \
        WHERE i.conference_id = $1 AND i.state <> $2 AND (g.wrong >= $3 OR g.stopped IS NOT NULL) ORDER BY g.invitation_id";
    /// A new code begins with a clean slate.
    CLEAR_GUESSES = "DELETE FROM invitation_guess WHERE invitation_id = $1";
    /// A device gave the code.
    ADD_PROOF = "INSERT INTO invitation_proof (token_hash, invitation_id, round, created, expires) VALUES ($1, $2, $3, $4, $5)";
    /// Whether a device gave the code of the round that holds.
    HOLDS = "SELECT p.created FROM invitation_proof p JOIN invitation i ON i.id = p.invitation_id AND i.round = p.round \
        WHERE p.token_hash = $1 AND p.invitation_id = $2 AND p.expires > $3 AND i.state <> $4";
    /// A device is asked again.
    END_PROOF = "DELETE FROM invitation_proof WHERE token_hash = $1 AND invitation_id = $2";
    /// All devices are asked again.
    END_ALL = "DELETE FROM invitation_proof WHERE invitation_id = $1";
    /// No code holds any more.
    DROP_CODE = "DELETE FROM invitation_code WHERE invitation_id = $1";
    /// Forgets the codes of a destroyed case.
    FORGET_CODES = "DELETE FROM invitation_code WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
    /// Forgets the guesses of a destroyed case.
    FORGET_GUESSES = "DELETE FROM invitation_guess WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
    /// Forgets the devices of a destroyed case.
    FORGET_PROOFS = "DELETE FROM invitation_proof WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
}

/// Keeps a code; the one before does not hold any more, nor do devices that gave it.
pub(in crate::invitations) async fn keep_code(
    operation: &mut Operation,
    (invitation, round): (Id<Invitation>, i64),
    code: &Code,
    way: Way,
    by: Option<Id<Staff>>,
) -> Result<(), Failure> {
    let (now, keys) = (operation.now(), operation.keys());
    let hash = code.hash(&keys, (invitation, round));
    let row = KEEP_CODE.bind(invitation).bind(round).bind(hash).bind(way.code()).bind(now).bind(by);
    row.execute(operation.work()).await?;
    CLEAR_GUESSES.bind(invitation).execute(operation.work()).await?;
    END_ALL.bind(invitation).execute(operation.work()).await?;
    Ok(())
}

/// How the code that holds reached its person, and when it was made.
pub(in crate::invitations) async fn live_code(
    lookup: Lookup<'_>,
    invitation: Id<Invitation>,
) -> Result<Option<(Way, Moment)>, Failure> {
    let row: Option<(Vec<u8>, String, Moment)> =
        LIVE_CODE.bind(invitation).bind(State::Withdrawn.code()).one(lookup.queries()).await?;
    row.map(|(_, way, made)| Ok((choice(&way)?, made))).transpose()
}

/// Counts a guess; `None` when the window is full and nothing may be compared.
pub(super) async fn count_guess(
    operation: &mut Operation,
    invitation: Id<Invitation>,
) -> Result<Option<i64>, Failure> {
    let now = operation.now();
    let over = now.plus_seconds(-WINDOW_SECONDS);
    let counted = COUNT_GUESS.bind(invitation).bind(now).bind(over).bind(MOST_GUESSES);
    if counted.execute(operation.work()).await? != 1 {
        return Ok(None);
    }
    let row: Option<(i64, Moment, i64, Option<Moment>, Option<Moment>)> =
        TRIED.bind(invitation).one(operation.work()).await?;
    Ok(row.map(|(guesses, ..)| guesses))
}

/// Compares a guess that was counted.
pub(super) async fn compare(
    operation: &mut Operation,
    of: (Id<Invitation>, i64),
    guess: &Code,
) -> Result<bool, Failure> {
    let statement = LIVE_CODE.bind(of.0).bind(State::Withdrawn.code());
    let row: Option<(Vec<u8>, String, Moment)> = statement.one(operation.work()).await?;
    let keys = operation.keys();
    // Without a code the comparison is made all the same, with one that nothing fits.
    let stored = row.map(|(hash, ..)| hash).unwrap_or_default();
    Ok(guess.fits(&keys, of, &stored))
}

/// A right code begins the count of tries anew: whoever knows the code is locked out neither by it nor by the mistakes
/// before it.
pub(super) async fn note_right(operation: &mut Operation, invitation: Id<Invitation>) -> Result<(), Failure> {
    RIGHT.bind(invitation).execute(operation.work()).await?;
    Ok(())
}

pub(super) async fn note_wrong(operation: &mut Operation, invitation: Id<Invitation>) -> Result<(), Failure> {
    let now = operation.now();
    WRONG.bind(invitation).bind(now).bind(MOST_GUESSES).execute(operation.work()).await?;
    Ok(())
}

pub(super) async fn add_proof(
    operation: &mut Operation,
    (invitation, round): (Id<Invitation>, i64),
    token: &Token,
) -> Result<(), Failure> {
    let now = operation.now();
    let expires = now.plus_seconds(PROOF_SECONDS);
    let row = ADD_PROOF.bind(token.hash()).bind(invitation).bind(round).bind(now).bind(expires);
    row.execute(operation.work()).await?;
    Ok(())
}

pub(super) async fn end_proof(
    operation: &mut Operation,
    invitation: Id<Invitation>,
    token: &Token,
) -> Result<bool, Failure> {
    Ok(END_PROOF.bind(token.hash()).bind(invitation).execute(operation.work()).await? == 1)
}

/// Whether a device gave the code of the round that holds.
pub(in crate::invitations) async fn holds(
    queries: &Queries,
    invitation: Id<Invitation>,
    token: &Token,
    now: Moment,
) -> Result<bool, Failure> {
    let statement = HOLDS.bind(token.hash()).bind(invitation).bind(now).bind(State::Withdrawn.code());
    Ok(statement.one::<(Moment,)>(queries).await?.is_some())
}

/// Whether no guess is compared at the moment. Asked before anything is written, so that a flood of guesses is
/// answered without a transaction.
pub(super) async fn waits(
    queries: &Queries,
    invitation: Id<Invitation>,
    now: Moment,
) -> Result<bool, Failure> {
    let row: Option<(i64, Moment, i64, Option<Moment>, Option<Moment>)> =
        TRIED.bind(invitation).one(queries).await?;
    Ok(row.is_some_and(|(guesses, since, ..)| window(since, guesses, now) == Window::Full))
}

/// What staff should know of wrong guesses since the code was made.
#[derive(Clone, Copy, Debug)]
pub(in crate::invitations) struct Tried {
    /// How many.
    pub(in crate::invitations) wrong: i64,
    /// The last one.
    pub(in crate::invitations) last: Moment,
    /// When guessing had to be stopped last.
    pub(in crate::invitations) stopped: Option<Moment>,
}

/// Wrong guesses since the code was made.
pub(in crate::invitations) async fn tried(
    lookup: Lookup<'_>,
    invitation: Id<Invitation>,
) -> Result<Option<Tried>, Failure> {
    let row: Option<(i64, Moment, i64, Option<Moment>, Option<Moment>)> =
        TRIED.bind(invitation).one(lookup.queries()).await?;
    Ok(row.and_then(|(_, _, wrong, last, stopped)| Some(Tried { wrong, last: last?, stopped })))
}

/// Invitations of a conference whose code somebody tries, as far as staff have not made a new one since.
pub(in crate::invitations) async fn guessed_of(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<Id<Invitation>>, Failure> {
    let statement = GUESSED.bind(conference).bind(State::Withdrawn.code()).bind(SUSPICIOUS);
    let rows: Vec<(Id<Invitation>,)> = statement.all(lookup.queries()).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Code and devices of an invitation end: it was withdrawn.
pub(in crate::invitations) async fn expire(
    operation: &mut Operation,
    invitation: Id<Invitation>,
) -> Result<(), Failure> {
    END_ALL.bind(invitation).execute(operation.work()).await?;
    DROP_CODE.bind(invitation).execute(operation.work()).await?;
    Ok(())
}

/// Nothing of a destroyed case stays.
pub(in crate::invitations) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_CODES, FORGET_GUESSES, FORGET_PROOFS] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
