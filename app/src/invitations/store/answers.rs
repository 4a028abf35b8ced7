//! Answers: the one that holds, and those that were given to an earlier schedule.

use super::super::model::{AnswerInput, AnswerPhone, AnswerWords, Earlier, Invitation, Reason, Reply};
use super::code;
use crate::access::Lookup;
use crate::audit::Operation;
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use facts::Fact;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// An answer, over an earlier one, to the schedule as it is now.
    SET_ANSWER = "UPDATE invitation SET answer = $2, reason = $3, words = $4, phone = $5, answered_at = $6, answered_by = $7, \
        answer_schedule = (SELECT c.schedule FROM conference c WHERE c.id = invitation.conference_id), \
        answer_day = (SELECT c.on_day FROM conference c WHERE c.id = invitation.conference_id), version = version + 1 WHERE id = $1";
    /// The answer as stored, when it was given to an earlier schedule.
    OVERTAKEN = "SELECT i.answer, i.reason, i.words, i.phone, i.answer_day, i.answered_at, i.answered_by FROM invitation i JOIN conference c ON c.id = i.conference_id \
        WHERE i.id = $1 AND i.answer IS NOT NULL AND i.answer_schedule <> c.schedule";
    /// Keeps an answer to an earlier schedule.
    KEEP_EARLIER = "INSERT INTO earlier_answer (id, invitation_id, answer, reason, words, phone, on_day, answered_at, answered_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Answers to earlier schedules, the newest first.
    EARLIER = "SELECT id, answer, reason, words, phone, on_day, answered_at, answered_by FROM earlier_answer WHERE invitation_id = $1 ORDER BY answered_at DESC, id DESC";
    /// What was written back.
    REPLY = "SELECT words, phone FROM invitation WHERE id = $1";
    /// Forgets earlier answers of a destroyed case.
    FORGET = "DELETE FROM earlier_answer WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
}

fn place(column: &'static str, id: Id<Invitation>) -> Place {
    Place { table: "invitation", column, row: id.uuid() }
}

pub(in crate::invitations) fn seal<F: Fact<Inner = String>>(
    key: &CaseKey,
    at: Place,
    fact: Option<&F>,
) -> Result<Option<Vec<u8>>, Failure> {
    fact.map(|fact| {
        let sealed = key.seal_text(at, facts::for_machine(fact));
        sealed.map(Sealed::into_bytes).map_err(|e| Failure::Sealed(e.to_string()))
    })
    .transpose()
}

pub(in crate::invitations) fn unseal(
    key: &CaseKey,
    at: Place,
    bytes: Option<Vec<u8>>,
) -> Result<Option<String>, Failure> {
    bytes
        .map(|bytes| {
            key.open_text(at, &Sealed::from_bytes(bytes)).map_err(|e| Failure::Sealed(e.to_string()))
        })
        .transpose()
}

fn place_earlier(column: &'static str, id: Uuid) -> Place {
    Place { table: "earlier_answer", column, row: id }
}

portable_sql::row! {
    struct Overtaken {
        answer: String,
        reason: Option<String>,
        words: Option<Vec<u8>>,
        phone: Option<Vec<u8>>,
        day: Option<Day>,
        at: Moment,
        by: Option<Id<Staff>>,
    }
}

/// Puts an answer to an earlier schedule aside, so that a new one can take its place and nothing is lost.
async fn put_aside(operation: &mut Operation, invitation: &Invitation, key: &CaseKey) -> Result<(), Failure> {
    let found: Option<Overtaken> = OVERTAKEN.bind(invitation.id).one(operation.work()).await?;
    let Some(old) = found else { return Ok(()) };
    let words = unseal(key, place("words", invitation.id), old.words)?.map(AnswerWords::new);
    let phone = unseal(key, place("phone", invitation.id), old.phone)?.map(AnswerPhone::new);
    let input = AnswerInput { answer: code(&old.answer)?, reason: None, words, phone };
    let reason = old.reason.as_deref().map(code::<Reason>).transpose()?;
    let earlier = Earlier { answer: input.answer, reason, day: old.day, at: old.at, by: old.by };
    keep_earlier(operation, invitation, &earlier, &input, key).await
}

/// Keeps an answer that was given to an earlier schedule.
pub(in crate::invitations) async fn keep_earlier(
    operation: &mut Operation,
    invitation: &Invitation,
    earlier: &Earlier,
    input: &AnswerInput,
    key: &CaseKey,
) -> Result<(), Failure> {
    let id = Id::<Invitation>::fresh(operation.now()).uuid();
    let words = seal(key, place_earlier("words", id), input.words.as_ref())?;
    let phone = seal(key, place_earlier("phone", id), input.phone.as_ref())?;
    let row = KEEP_EARLIER.bind(id).bind(invitation.id).bind(earlier.answer.code());
    let row = row.bind(earlier.reason.map(Choice::code)).bind(words).bind(phone).bind(earlier.day);
    row.bind(earlier.at).bind(earlier.by).execute(operation.work()).await?;
    Ok(())
}

portable_sql::row! {
    struct StoredEarlier {
        id: Uuid,
        answer: String,
        reason: Option<String>,
        words: Option<Vec<u8>>,
        phone: Option<Vec<u8>>,
        day: Option<Day>,
        at: Moment,
        by: Option<Id<Staff>>,
    }
}

/// Answers to earlier schedules with what was written beside them, the newest first.
pub(in crate::invitations) async fn earlier(
    lookup: Lookup<'_>,
    invitation: &Invitation,
) -> Result<Vec<(Earlier, Reply)>, Failure> {
    let rows: Vec<StoredEarlier> = EARLIER.bind(invitation.id).all(lookup.queries()).await?;
    if rows.is_empty() && invitation.earlier.is_none() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), invitation.case).await?;
    let mut earlier = Vec::new();
    if let Some(last) = invitation.earlier {
        earlier.push((last, written(lookup, invitation).await?));
    }
    for row in rows {
        let answer = code(&row.answer)?;
        let reason = row.reason.as_deref().map(code::<Reason>).transpose()?;
        let reply = Reply {
            words: unseal(&key, place_earlier("words", row.id), row.words)?.map(AnswerWords::new),
            phone: unseal(&key, place_earlier("phone", row.id), row.phone)?.map(AnswerPhone::new),
        };
        earlier.push((Earlier { answer, reason, day: row.day, at: row.at, by: row.by }, reply));
    }
    Ok(earlier)
}

/// Keeps an answer to the schedule as it is now over an earlier one; one to an earlier schedule is put aside.
pub(in crate::invitations) async fn set_answer(
    operation: &mut Operation,
    invitation: &Invitation,
    answer: &AnswerInput,
    by: Option<Id<Staff>>,
) -> Result<(), Failure> {
    let keys = operation.keys();
    let key = keys.of_case(&mut *operation.work(), invitation.case).await?;
    put_aside(operation, invitation, &key).await?;
    let words = seal(&key, place("words", invitation.id), answer.words.as_ref())?;
    let phone = seal(&key, place("phone", invitation.id), answer.phone.as_ref())?;
    let now = operation.now();
    SET_ANSWER
        .bind(invitation.id)
        .bind(answer.answer.code())
        .bind(answer.reason.map(Choice::code))
        .bind(words)
        .bind(phone)
        .bind(now)
        .bind(by)
        .execute(operation.work())
        .await?;
    Ok(())
}

/// What somebody wrote back beside the answer that holds.
///
/// # Errors
/// Database errors; sealed data that cannot be opened.
pub async fn reply(lookup: Lookup<'_>, invitation: &Invitation) -> Result<Reply, Failure> {
    match invitation.answer {
        Some(_) => written(lookup, invitation).await,
        None => Ok(Reply::default()),
    }
}

/// What is written beside the answer as stored.
async fn written(lookup: Lookup<'_>, invitation: &Invitation) -> Result<Reply, Failure> {
    let row: Option<(Option<Vec<u8>>, Option<Vec<u8>>)> =
        REPLY.bind(invitation.id).one(lookup.queries()).await?;
    let Some((words, phone)) = row else { return Ok(Reply::default()) };
    if words.is_none() && phone.is_none() {
        return Ok(Reply::default());
    }
    let key = lookup.keys().of_case(lookup.queries(), invitation.case).await?;
    Ok(Reply {
        words: unseal(&key, place("words", invitation.id), words)?.map(AnswerWords::new),
        phone: unseal(&key, place("phone", invitation.id), phone)?.map(AnswerPhone::new),
    })
}

/// Nothing of a destroyed case stays.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
