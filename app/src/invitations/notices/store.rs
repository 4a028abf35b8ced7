//! The table of notices.

use super::{Notice, Reason, State};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::invitations::model::{Channel, Invitation};
use crate::invitations::store::code;
use crate::kernel::{Choice, Day, Failure, Id, Moment, TimeOfDay};
use crate::participants::Participant;
use uuid::Uuid;

portable_sql::statements! {
    /// A new word.
    ADD = "INSERT INTO invitation_notice (id, invitation_id, reason, channel, state, sequence, on_day, from_minute, until_minute, created) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Its revision is the calendar entry's from now on.
    RAISE = "UPDATE invitation SET sequence = $2 WHERE id = $1 AND sequence < $2";
    /// Those that nobody has said yet are overtaken.
    SETTLE_ALL = "UPDATE invitation_notice SET state = $2 WHERE invitation_id = $1 AND (state = $3 OR state = $4 OR state = $5)";
    /// One by its id.
    FIND = "SELECT id, invitation_id, reason, state, trouble, sequence, on_day, from_minute, until_minute, created, done_at FROM invitation_notice WHERE id = $1";
    /// Those of an invitation, in the order in which they became due.
    OF_INVITATION = "SELECT id, invitation_id, reason, state, trouble, sequence, on_day, from_minute, until_minute, created, done_at FROM invitation_notice WHERE invitation_id = $1 ORDER BY created, id";
    /// Those that staff have to say.
    UNTOLD = "SELECT n.invitation_id, i.participant_id, n.reason, n.channel, n.state, n.on_day FROM invitation_notice n JOIN invitation i ON i.id = n.invitation_id \
        WHERE i.conference_id = $1 AND (n.state = $2 OR n.state = $3) ORDER BY n.created, n.id";
    /// The mail went, or it did not.
    MOVE = "UPDATE invitation_notice SET state = $2, done_at = $3, trouble = $5 WHERE id = $1 AND state = $4";
    /// Staff said it.
    TOLD = "UPDATE invitation_notice SET state = $2, done_at = $3, done_by = $4 WHERE invitation_id = $1 AND (state = $5 OR state = $6)";
    /// Forgets those of a destroyed case.
    FORGET = "DELETE FROM invitation_notice WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
}

portable_sql::row! {
    struct Stored {
        id: Id<Notice>,
        invitation: Id<Invitation>,
        reason: String,
        state: String,
        trouble: Option<String>,
        sequence: i64,
        day: Day,
        from: TimeOfDay,
        until: TimeOfDay,
        created: Moment,
        done_at: Option<Moment>,
    }
}

impl Stored {
    fn notice(self) -> Result<Notice, Failure> {
        Ok(Notice {
            id: self.id,
            invitation: self.invitation,
            reason: code(&self.reason)?,
            state: code(&self.state)?,
            trouble: self.trouble,
            sequence: self.sequence,
            term: (self.day, self.from, self.until),
            created: self.created,
            done_at: self.done_at,
        })
    }
}

pub(super) async fn add(operation: &mut Operation, notice: &Notice, channel: Channel) -> Result<(), Failure> {
    let (day, from, until) = notice.term;
    let row = ADD.bind(notice.id).bind(notice.invitation).bind(notice.reason.code()).bind(channel.code());
    let row = row.bind(notice.state.code()).bind(notice.sequence).bind(day).bind(from).bind(until);
    row.bind(notice.created).execute(operation.work()).await?;
    RAISE.bind(notice.invitation).bind(notice.sequence).execute(operation.work()).await?;
    Ok(())
}

pub(super) async fn settle_all(operation: &mut Operation, invitation: Id<Invitation>) -> Result<(), Failure> {
    let row = SETTLE_ALL.bind(invitation).bind(State::Settled.code()).bind(State::Queued.code());
    row.bind(State::Open.code()).bind(State::Failed.code()).execute(operation.work()).await?;
    Ok(())
}

pub(super) async fn find(lookup: Lookup<'_>, id: Id<Notice>) -> Result<Option<Notice>, Failure> {
    let row: Option<Stored> = FIND.bind(id).one(lookup.queries()).await?;
    row.map(Stored::notice).transpose()
}

/// The words about one invitation, in order.
pub(in crate::invitations) async fn of_invitation(
    lookup: Lookup<'_>,
    invitation: Id<Invitation>,
) -> Result<Vec<Notice>, Failure> {
    let rows: Vec<Stored> = OF_INVITATION.bind(invitation).all(lookup.queries()).await?;
    rows.into_iter().map(Stored::notice).collect()
}

/// Somebody whom staff have to tell.
pub(in crate::invitations) struct Untold {
    pub(in crate::invitations) invitation: Id<Invitation>,
    pub(in crate::invitations) participant: Id<Participant>,
    pub(in crate::invitations) reason: Reason,
    pub(in crate::invitations) channel: Channel,
    pub(in crate::invitations) state: State,
    pub(in crate::invitations) day: Day,
}

/// Whom staff have to tell, of one conference.
pub(in crate::invitations) async fn untold_of(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<Untold>, Failure> {
    let statement = UNTOLD.bind(conference).bind(State::Open.code()).bind(State::Failed.code());
    let rows: Vec<(Id<Invitation>, Id<Participant>, String, String, String, Day)> =
        statement.all(lookup.queries()).await?;
    rows.into_iter()
        .map(|(invitation, participant, reason, channel, state, day)| {
            let (reason, channel, state) = (code(&reason)?, code(&channel)?, code(&state)?);
            Ok(Untold { invitation, participant, reason, channel, state, day })
        })
        .collect()
}

/// A mail went, or it did not; `false` when it had been overtaken.
pub(super) async fn move_on(
    operation: &mut Operation,
    id: Id<Notice>,
    state: State,
    trouble: Option<&str>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = MOVE.bind(id).bind(state.code()).bind(now).bind(State::Queued.code()).bind(trouble);
    Ok(row.execute(operation.work()).await? == 1)
}

/// Staff said it; how many words that were.
pub(in crate::invitations) async fn told(
    operation: &mut Operation,
    invitation: Id<Invitation>,
    by: Id<Staff>,
) -> Result<u64, Failure> {
    let now = operation.now();
    let row = TOLD.bind(invitation).bind(State::Told.code()).bind(now).bind(by);
    Ok(row.bind(State::Open.code()).bind(State::Failed.code()).execute(operation.work()).await?)
}

/// Nothing of a destroyed case stays.
pub(in crate::invitations) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
