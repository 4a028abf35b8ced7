//! Tables of comments. Every write that touches the record finds in SQL whether it is sealed; what came after the seal is
//! another statement, so that a comment is on one side of it or on the other.

use super::model::{
    AnswerWords, Came, Comment, CommentWords, Decision, NewComment, Notice, Release, Told, Wish,
};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::{Conference, State};
use crate::identity::Staff;
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries};
use crate::meeting::Line;
use crate::minutes::store::{open, seal};
use crate::participants::Participant;
use uuid::Uuid;
use vault::Place;

portable_sql::statements! {
    /// The draft that was given to comment on.
    RELEASE = "SELECT until, edition, released, version FROM minutes_release WHERE conference_id = $1";
    /// Gives the draft for the first time, unless the record is sealed.
    ADD_RELEASE = "INSERT INTO minutes_release (conference_id, case_id, until, edition, released, staff_id, version) \
        SELECT $1, $2, $3, $4, $5, $6, 1 FROM conference c WHERE c.id = $7 AND c.sealed IS NULL ON CONFLICT (conference_id) DO NOTHING";
    /// Changes the last day, unless the record is sealed.
    CHANGE_RELEASE = "UPDATE minutes_release SET until = $3, version = version + 1 WHERE conference_id = $1 AND version = $2 \
        AND EXISTS (SELECT 1 FROM conference c WHERE c.id = minutes_release.conference_id AND c.sealed IS NULL)";
    /// Comments of a conference, in the order they came.
    OF_CONFERENCE = "SELECT id, participant_id, line_id, kind, way, body, given, staff_id, late, after_seal, withdrawn, decision, decided, answer, version \
        FROM minutes_comment WHERE conference_id = $1 ORDER BY given, id";
    /// How many wait for the office.
    WAITING = "SELECT COUNT(*) FROM minutes_comment WHERE conference_id = $1 AND decision IS NULL AND withdrawn IS NULL";
    /// Whether a form was kept before.
    KNOWN = "SELECT id FROM minutes_comment WHERE id = $1";
    /// A comment on a record that still changes; the same form twice is one.
    ADD = "INSERT INTO minutes_comment (id, conference_id, case_id, participant_id, line_id, kind, way, body, given, staff_id, late, after_seal, version) \
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1 FROM conference c WHERE c.id = $13 AND c.sealed IS NULL AND c.state <> $14 ON CONFLICT (id) DO NOTHING";
    /// What comes after the seal.
    ADD_AFTER = "INSERT INTO minutes_comment (id, conference_id, case_id, participant_id, line_id, kind, way, body, given, staff_id, late, after_seal, version) \
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1 FROM conference c WHERE c.id = $13 AND c.sealed IS NOT NULL ON CONFLICT (id) DO NOTHING";
    /// Its author takes a comment back, while nobody has decided and somebody still can.
    WITHDRAW = "UPDATE minutes_comment SET withdrawn = $4, version = version + 1 WHERE id = $1 AND conference_id = $2 AND participant_id = $3 \
        AND decision IS NULL AND withdrawn IS NULL \
        AND EXISTS (SELECT 1 FROM conference c WHERE c.id = minutes_comment.conference_id AND (c.sealed IS NOT NULL OR c.state <> $5))";
    /// Decides about a comment on a record that is not sealed.
    DECIDE = "UPDATE minutes_comment SET decision = $4, decided = $5, decided_by = $6, answer = $7, line_id = $8, version = version + 1 \
        WHERE id = $1 AND conference_id = $2 AND version = $3 AND decision IS NULL AND withdrawn IS NULL AND after_seal = $9 \
        AND EXISTS (SELECT 1 FROM conference c WHERE c.id = minutes_comment.conference_id AND c.sealed IS NULL)";
    /// Decides about what came after the seal.
    DECIDE_AFTER = "UPDATE minutes_comment SET decision = $4, decided = $5, decided_by = $6, answer = $7, line_id = $8, version = version + 1 \
        WHERE id = $1 AND conference_id = $2 AND version = $3 AND decision IS NULL AND withdrawn IS NULL AND after_seal = $9 \
        AND EXISTS (SELECT 1 FROM conference c WHERE c.id = minutes_comment.conference_id AND c.sealed IS NOT NULL)";
    /// What nobody decided is attached as it is when the record is sealed.
    ATTACH_REST = "UPDATE minutes_comment SET decision = $2, decided = $3, decided_by = $4, version = version + 1 \
        WHERE conference_id = $1 AND decision IS NULL AND withdrawn IS NULL AND after_seal = $5";
    /// How people were told that the draft is there.
    TOLD = "SELECT participant_id, state, noted FROM minutes_told WHERE conference_id = $1 ORDER BY participant_id";
    /// Notes how somebody was told; once.
    TELL = "INSERT INTO minutes_told (conference_id, participant_id, case_id, state, trouble, noted) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (conference_id, participant_id) DO NOTHING";
    /// Forgets who was told of a destroyed case.
    FORGET_TOLD = "DELETE FROM minutes_told WHERE case_id = $1";
    /// Forgets its comments.
    FORGET = "DELETE FROM minutes_comment WHERE case_id = $1";
    /// Forgets its drafts.
    FORGET_RELEASE = "DELETE FROM minutes_release WHERE case_id = $1";
}

portable_sql::row! {
    struct Stored {
        id: Id<Comment>,
        participant: Id<Participant>,
        line: Option<Id<Line>>,
        wish: String,
        came: String,
        body: Vec<u8>,
        given: Moment,
        by: Option<Id<Staff>>,
        late: bool,
        after_seal: bool,
        withdrawn: Option<Moment>,
        decision: Option<String>,
        decided: Option<Moment>,
        answer: Option<Vec<u8>>,
        version: i64,
    }
}

fn known<C: Choice>(code: &str) -> Result<C, Failure> {
    C::from_code(code).ok_or_else(|| Failure::Broken(format!("a comment holds the unknown code {code}")))
}

const fn cell(column: &'static str, comment: Id<Comment>) -> Place {
    Place { table: "minutes_comment", column, row: comment.uuid() }
}

/// The draft that was given to comment on.
pub(in crate::minutes) async fn release(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Option<Release>, Failure> {
    let row: Option<(Day, i64, Moment, i64)> = RELEASE.bind(conference).one(lookup.queries()).await?;
    Ok(row.map(|(until, edition, released, version)| Release { until, edition, released, version }))
}

/// Gives the draft, or changes the last day over the version that was read; `false` when somebody else did meanwhile or
/// the record is sealed.
pub(super) async fn give(
    operation: &mut Operation,
    conference: &Conference,
    (until, edition): (Day, i64),
    version: i64,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let rows = if version == 0 {
        let add = ADD_RELEASE.bind(conference.id).bind(conference.case).bind(until).bind(edition);
        add.bind(now).bind(staff).bind(conference.id).execute(operation.work()).await?
    } else {
        CHANGE_RELEASE.bind(conference.id).bind(version).bind(until).execute(operation.work()).await?
    };
    Ok(rows == 1)
}

/// Comments of a conference, in the order they came.
pub(in crate::minutes) async fn of_conference(
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<Vec<Comment>, Failure> {
    let rows: Vec<Stored> = OF_CONFERENCE.bind(conference.id).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
    let comment = |row: Stored| {
        let answer = row.answer.map(|sealed| open(&key, cell("answer", row.id), sealed)).transpose()?;
        let decision = row.decision.as_deref().map(known::<Decision>).transpose()?;
        Ok(Comment {
            words: CommentWords::new(open(&key, cell("body", row.id), row.body)?),
            wish: known::<Wish>(&row.wish)?,
            came: known::<Came>(&row.came)?,
            decided: decision.zip(row.decided),
            answer: answer.map(AnswerWords::new),
            id: row.id,
            participant: row.participant,
            line: row.line,
            given: row.given,
            by: row.by,
            late: row.late,
            after_seal: row.after_seal,
            withdrawn: row.withdrawn,
            version: row.version,
        })
    };
    rows.into_iter().map(comment).collect()
}

/// How many wait for the office.
pub(super) async fn waiting(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<usize, Failure> {
    Ok(usize::try_from(count_waiting(lookup.queries(), conference).await?).unwrap_or(0))
}

/// The same for a panel, which holds no permit: a number only.
pub(super) async fn count_waiting(queries: &Queries, conference: Id<Conference>) -> Result<i64, Failure> {
    let (count,): (i64,) = WAITING.bind(conference).get(queries).await?;
    Ok(count)
}

/// On which side of the seal a comment came to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// The record can still take it.
    Before,
    /// It is a proposal for an addendum.
    After,
    /// This form was kept before.
    Known,
    /// The conference was closed without a seal: nothing was kept.
    Over,
}

/// Keeps a comment on the side of the seal where it came.
pub(super) async fn add(
    operation: &mut Operation,
    conference: &Conference,
    new: &NewComment,
    late: bool,
) -> Result<Added, Failure> {
    let known: Vec<(Id<Comment>,)> = KNOWN.bind(new.id).all(operation.work()).await?;
    if !known.is_empty() {
        return Ok(Added::Known);
    }
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let body = seal(&key, cell("body", new.id), facts::for_machine(&new.words))?;
    let (now, by) = (operation.now(), operation.by());
    let staff = by.actor.filter(|_| new.came != Came::Link);
    for (statement, after) in [(&ADD, false), (&ADD_AFTER, true)] {
        let row = statement.bind(new.id).bind(conference.id).bind(conference.case).bind(new.participant);
        let row = row.bind(new.line).bind(new.wish.code()).bind(new.came.code()).bind(body.clone());
        let mut row = row.bind(now).bind(staff).bind(late && !after).bind(after).bind(conference.id);
        if !after {
            row = row.bind(State::Closed.code());
        }
        if row.execute(operation.work()).await? == 1 {
            return Ok(if after { Added::After } else { Added::Before });
        }
    }
    let known: Vec<(Id<Comment>,)> = KNOWN.bind(new.id).all(operation.work()).await?;
    Ok(if known.is_empty() { Added::Over } else { Added::Known })
}

/// Its author takes a comment back; `false` when it is not theirs, was decided, or taken back before, and when the
/// conference was closed without a seal.
pub(super) async fn withdraw(
    operation: &mut Operation,
    conference: Id<Conference>,
    (comment, participant): (Id<Comment>, Id<Participant>),
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = WITHDRAW.bind(comment).bind(conference).bind(participant).bind(now);
    let row = row.bind(State::Closed.code());
    Ok(row.execute(operation.work()).await? == 1)
}

/// What the office decides about a comment.
pub(super) struct Decided<'a> {
    pub(super) comment: Id<Comment>,
    pub(super) version: i64,
    pub(super) decision: Decision,
    pub(super) answer: Option<&'a AnswerWords>,
    pub(super) line: Option<Id<Line>>,
}

/// Decides over the version that was read; `false` when somebody decided meanwhile, its author took it back, or the
/// record is on the other side of its seal.
pub(super) async fn decide(
    operation: &mut Operation,
    conference: &Conference,
    new: &Decided<'_>,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let place = cell("answer", new.comment);
    let answer = new.answer.map(|words| seal(&key, place, facts::for_machine(words))).transpose()?;
    let (now, staff) = (operation.now(), operation.by().actor);
    let after = new.decision.after_seal();
    let statement = if after { &DECIDE_AFTER } else { &DECIDE };
    let row = statement.bind(new.comment).bind(conference.id).bind(new.version).bind(new.decision.code());
    let row = row.bind(now).bind(staff).bind(answer).bind(new.line).bind(after);
    Ok(row.execute(operation.work()).await? == 1)
}

/// Attaches what nobody decided, inside the operation that seals. How many.
pub(in crate::minutes) async fn attach_rest(
    operation: &mut Operation,
    conference: Id<Conference>,
) -> Result<u64, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let row = ATTACH_REST.bind(conference).bind(Decision::Attached.code()).bind(now).bind(staff).bind(false);
    Ok(row.execute(operation.work()).await?)
}

/// How people were told that the draft is there.
pub(super) async fn told(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Notice>, Failure> {
    let rows: Vec<(Id<Participant>, String, Moment)> = TOLD.bind(conference).all(lookup.queries()).await?;
    let notice = |(participant, state, noted): (Id<Participant>, String, Moment)| {
        Ok(Notice { participant, state: known::<Told>(&state)?, noted })
    };
    rows.into_iter().map(notice).collect()
}

/// Notes how somebody was told; `false` when that was noted before.
pub(super) async fn tell(
    operation: &mut Operation,
    conference: &Conference,
    participant: Id<Participant>,
    (state, trouble): (Told, Option<&'static str>),
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = TELL.bind(conference.id).bind(participant).bind(conference.case).bind(state.code());
    Ok(row.bind(trouble).bind(now).execute(operation.work()).await? == 1)
}

/// Forgets everything of a destroyed case.
pub(in crate::minutes) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET_TOLD.bind(case).execute(operation.work()).await?;
    FORGET.bind(case).execute(operation.work()).await?;
    FORGET_RELEASE.bind(case).execute(operation.work()).await?;
    Ok(())
}
