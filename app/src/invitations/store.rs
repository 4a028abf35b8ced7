//! Tables of invitations, their rounds and links. Answers are in [`answers`].

pub(super) mod answers;
pub(super) mod calls;
pub(super) mod language;
pub(super) mod messages;
pub(super) mod replies;
pub(super) mod wording;

use super::model::{Answer, Channel, Earlier, Invitation, Reason, State, Term, Told};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::conferences::{Conference, State as ConferenceState};
use crate::documents::Document;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries, TimeOfDay, Token};
use crate::participants::Participant;
use portable_sql::Session;
use uuid::Uuid;

pub use answers::reply;

portable_sql::statements! {
    /// An invitation by its id.
    FIND = "SELECT i.id, i.conference_id, c.case_id, c.office_id, c.state, c.held, c.running_since IS NOT NULL, c.schedule, i.participant_id, i.channel, i.state, i.round, r.schedule, r.on_day, r.from_minute, r.until_minute, r.channel, r.renewed, t.schedule, t.on_day, t.from_minute, t.until_minute, t.channel, i.sequence, i.calendar_uid, i.fingerprint, i.document_id, i.trouble, i.given_on, i.sent_at, i.handed_on, i.handed_by, i.opened_at, i.answer, i.reason, i.answered_at, i.answered_by, i.answer_schedule, i.answer_day, i.version \
        FROM invitation i JOIN conference c ON c.id = i.conference_id \
        LEFT JOIN invitation_round r ON r.invitation_id = i.id AND r.round = i.round \
        LEFT JOIN invitation_round t ON t.invitation_id = i.id \
        AND t.round = (SELECT MAX(m.round) FROM invitation_round m WHERE m.invitation_id = i.id AND m.reached IS NOT NULL) \
        WHERE i.id = $1";
    /// Invitations of a conference.
    OF_CONFERENCE = "SELECT i.id, i.conference_id, c.case_id, c.office_id, c.state, c.held, c.running_since IS NOT NULL, c.schedule, i.participant_id, i.channel, i.state, i.round, r.schedule, r.on_day, r.from_minute, r.until_minute, r.channel, r.renewed, t.schedule, t.on_day, t.from_minute, t.until_minute, t.channel, i.sequence, i.calendar_uid, i.fingerprint, i.document_id, i.trouble, i.given_on, i.sent_at, i.handed_on, i.handed_by, i.opened_at, i.answer, i.reason, i.answered_at, i.answered_by, i.answer_schedule, i.answer_day, i.version \
        FROM invitation i JOIN conference c ON c.id = i.conference_id \
        LEFT JOIN invitation_round r ON r.invitation_id = i.id AND r.round = i.round \
        LEFT JOIN invitation_round t ON t.invitation_id = i.id \
        AND t.round = (SELECT MAX(m.round) FROM invitation_round m WHERE m.invitation_id = i.id AND m.reached IS NOT NULL) \
        WHERE i.conference_id = $1 ORDER BY i.created, i.id";
    /// The invitation a living link leads to: of its current round, not withdrawn.
    BEHIND_LINK = "SELECT i.id FROM invitation_link l JOIN invitation i ON i.id = l.invitation_id AND i.round = l.round \
        WHERE l.token_hash = $1 AND i.state <> $2";
    /// Makes room for an invitation; one there stays.
    PREPARE = "INSERT INTO invitation (id, conference_id, participant_id, channel, state, round, sequence, calendar_uid, created, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT (conference_id, participant_id) DO NOTHING";
    /// Chooses the channel.
    SET_CHANNEL = "UPDATE invitation SET channel = $3, version = version + 1 WHERE id = $1 AND version = $2";
    /// A new round begins.
    QUEUE = "UPDATE invitation SET state = $3, round = $4, channel = $5, fingerprint = $6, document_id = $7, trouble = $8, sent_at = $9, handed_on = $10, handed_by = $11, opened_at = $12, given_on = $13, sequence = sequence + 1, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// What a round tells.
    ADD_ROUND = "INSERT INTO invitation_round (invitation_id, round, schedule, on_day, from_minute, until_minute, channel, renewed, preparation) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// What was looked at of the page behind the code, with the round that went out.
    PREPARATION = "SELECT preparation FROM invitation_round WHERE invitation_id = $1 AND round = $2";
    /// A round reached its person.
    REACH = "UPDATE invitation_round SET reached = $3 WHERE invitation_id = $1 AND round = $2 AND reached IS NULL";
    /// The mail server took it.
    SET_SENT = "UPDATE invitation SET state = $3, trouble = $4, sent_at = $5, version = version + 1 WHERE id = $1 AND round = $2 AND state = $6";
    /// It did not go (yet, or at all).
    SET_TROUBLE = "UPDATE invitation SET state = $3, trouble = $4, version = version + 1 WHERE id = $1 AND round = $2 AND state = $5";
    /// Posted, handed over, told.
    SET_HANDED = "UPDATE invitation SET state = $3, sent_at = $4, handed_on = $5, handed_by = $6, version = version + 1 WHERE id = $1 AND version = $2";
    /// Withdrawn.
    WITHDRAW = "UPDATE invitation SET state = $3, version = version + 1 WHERE id = $1 AND version = $2";
    /// Opened for the first time.
    OPEN = "UPDATE invitation SET opened_at = $2, version = version + 1 WHERE id = $1 AND opened_at IS NULL";
    /// Who holds a link of the present round.
    LINKED = "SELECT DISTINCT i.participant_id FROM invitation i JOIN invitation_link l ON l.invitation_id = i.id AND l.round = i.round \
        WHERE i.conference_id = $1 AND i.state <> $2";
    /// How many links of the present round lead to an invitation.
    LINKS = "SELECT COUNT(*) FROM invitation_link l JOIN invitation i ON i.id = l.invitation_id AND i.round = l.round \
        WHERE i.id = $1 AND i.state <> $2";
    /// A link that leads to an invitation in its round.
    ADD_LINK = "INSERT INTO invitation_link (token_hash, invitation_id, round, created) VALUES ($1, $2, $3, $4)";
    /// Kills the links of earlier rounds.
    KILL_LINKS = "DELETE FROM invitation_link WHERE invitation_id = $1 AND round < $2";
    /// Kills all links.
    KILL_ALL_LINKS = "DELETE FROM invitation_link WHERE invitation_id = $1";
    /// Kills the links of a destroyed case.
    FORGET_LINKS = "DELETE FROM invitation_link WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
    /// Forgets what was told when.
    FORGET_ROUNDS = "DELETE FROM invitation_round WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
    /// Forgets the invitations of a destroyed case, with what was answered.
    FORGET = "DELETE FROM invitation WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

portable_sql::row! {
    struct Stored {
        id: Id<Invitation>,
        conference: Id<Conference>,
        case: Uuid,
        office: Id<Office>,
        conference_state: String,
        held: Option<Moment>,
        running: bool,
        schedule: i64,
        participant: Id<Participant>,
        channel: String,
        state: String,
        round: i64,
        given_schedule: Option<i64>,
        given_day: Option<Day>,
        given_from: Option<TimeOfDay>,
        given_until: Option<TimeOfDay>,
        given_channel: Option<String>,
        renewed: Option<bool>,
        told_schedule: Option<i64>,
        told_day: Option<Day>,
        told_from: Option<TimeOfDay>,
        told_until: Option<TimeOfDay>,
        told_channel: Option<String>,
        sequence: i64,
        calendar_uid: Uuid,
        fingerprint: Option<String>,
        document: Option<Id<Document>>,
        trouble: Option<String>,
        given_on: Option<Day>,
        sent_at: Option<Moment>,
        handed_on: Option<Day>,
        handed_by: Option<Id<Staff>>,
        opened_at: Option<Moment>,
        answer: Option<String>,
        reason: Option<String>,
        answered_at: Option<Moment>,
        answered_by: Option<Id<Staff>>,
        answer_schedule: Option<i64>,
        answer_day: Option<Day>,
        version: i64,
    }
}

pub(super) fn code<C: Choice>(text: &str) -> Result<C, Failure> {
    C::from_code(text).ok_or_else(|| Failure::Broken(format!("an invitation holds the unknown code {text}")))
}

/// What a round tells, as stored.
fn round(
    schedule: Option<i64>,
    (day, from, until): (Option<Day>, Option<TimeOfDay>, Option<TimeOfDay>),
    channel: Option<&str>,
) -> Result<Option<Told>, Failure> {
    let (Some(schedule), Some(channel)) = (schedule, channel) else { return Ok(None) };
    let channel = code(channel)?;
    let term = day.zip(from.zip(until));
    Ok(term.map(|(day, (from, until))| Told { schedule, term: (day, from, until), channel }))
}

impl Stored {
    /// The answer, and whether it holds: one that was given to another schedule is history.
    fn answered(&self) -> Result<(Option<Answer>, Option<Reason>, bool), Failure> {
        let answer = self.answer.as_deref().map(code::<Answer>).transpose()?;
        let reason = self.reason.as_deref().map(code::<Reason>).transpose()?;
        Ok((answer, reason, self.answer_schedule == Some(self.schedule)))
    }

    fn invitation(self) -> Result<Invitation, Failure> {
        let given_at = (self.given_day, self.given_from, self.given_until);
        let given = round(self.given_schedule, given_at, self.given_channel.as_deref())?;
        let told_at = (self.told_day, self.told_from, self.told_until);
        let told = round(self.told_schedule, told_at, self.told_channel.as_deref())?;
        let (answer, reason, holds) = self.answered()?;
        let earlier = match (answer, self.answered_at) {
            (Some(answer), Some(at)) if !holds => {
                Some(Earlier { answer, reason, day: self.answer_day, at, by: self.answered_by })
            }
            _ => None,
        };
        Ok(Invitation {
            id: self.id,
            conference: self.conference,
            case: self.case,
            office: self.office,
            conference_state: code::<ConferenceState>(&self.conference_state)?,
            held: self.held,
            running: self.running,
            schedule: self.schedule,
            participant: self.participant,
            channel: code(&self.channel)?,
            state: code(&self.state)?,
            round: self.round,
            given,
            renewed: self.renewed.unwrap_or(false),
            told,
            sequence: self.sequence,
            calendar_uid: self.calendar_uid,
            fingerprint: self.fingerprint,
            document: self.document,
            trouble: self.trouble,
            given_on: self.given_on,
            sent_at: self.sent_at,
            handed_on: self.handed_on,
            handed_by: self.handed_by,
            opened_at: self.opened_at,
            answer: answer.filter(|_| holds),
            reason: reason.filter(|_| holds),
            answered_at: self.answered_at.filter(|_| holds),
            answered_by: self.answered_by.filter(|_| holds),
            earlier,
            version: self.version,
        })
    }
}

impl Record for Invitation {
    const PARAM: &'static str = "pozvanka";
    type Parent = Conference;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        by_id(lookup.queries(), id).await
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<Conference>> {
        Some(self.conference)
    }
    fn office(&self) -> Id<Office> {
        self.office
    }
    fn about(&self) -> About {
        About { case: Some(self.case), conference: Some(self.conference.uuid()) }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

async fn by_id<'a>(on: impl Into<Session<'a>>, id: Id<Invitation>) -> Result<Option<Invitation>, Failure> {
    FIND.bind(id).one::<Stored>(on).await?.map(Stored::invitation).transpose()
}

/// An invitation as it stands inside an operation.
pub(super) async fn current(
    operation: &mut Operation,
    id: Id<Invitation>,
) -> Result<Option<Invitation>, Failure> {
    by_id(&mut *operation.work(), id).await
}

/// Invitations of a conference, in the order in which they were prepared.
///
/// # Errors
/// Database errors.
pub async fn of_conference(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Invitation>, Failure> {
    all_of(lookup.queries(), id).await
}

pub(super) async fn all_of<'a>(
    on: impl Into<Session<'a>>,
    id: Id<Conference>,
) -> Result<Vec<Invitation>, Failure> {
    let rows: Vec<Stored> = OF_CONFERENCE.bind(id).all(on).await?;
    rows.into_iter().map(Stored::invitation).collect()
}

/// Who of a conference was given a link that still leads somewhere.
pub(super) async fn linked(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Id<Participant>>, Failure> {
    let rows: Vec<(Id<Participant>,)> =
        LINKED.bind(id).bind(State::Withdrawn.code()).all(lookup.queries()).await?;
    Ok(rows.into_iter().map(|(participant,)| participant).collect())
}

/// Whether a code would open anything: the invitation was given out, or a link to it was handed over on paper.
pub(super) async fn has_door<'a>(
    on: impl Into<Session<'a>>,
    invitation: &Invitation,
) -> Result<bool, Failure> {
    if !invitation.state.is_live() || invitation.round > 0 {
        return Ok(invitation.state.is_live());
    }
    let (links,): (i64,) = LINKS.bind(invitation.id).bind(State::Withdrawn.code()).get(on).await?;
    Ok(links > 0)
}

/// The invitation that a link leads to, if it still lives.
pub(super) async fn behind_link(queries: &Queries, token: &Token) -> Result<Option<Id<Invitation>>, Failure> {
    let row: Option<(Id<Invitation>,)> =
        BEHIND_LINK.bind(token.hash()).bind(State::Withdrawn.code()).one(queries).await?;
    Ok(row.map(|(id,)| id))
}

/// Makes room for an invitation and gives the one that is there.
pub(super) async fn prepare(
    operation: &mut Operation,
    conference: Id<Conference>,
    participant: Id<Participant>,
    channel: Channel,
) -> Result<Invitation, Failure> {
    let now = operation.now();
    PREPARE
        .bind(Id::<Invitation>::fresh(now))
        .bind(conference)
        .bind(participant)
        .bind(channel.code())
        .bind(State::Prepared.code())
        .bind(0i64)
        .bind(-1i64)
        .bind(Id::<Invitation>::fresh(now).uuid())
        .bind(now)
        .execute(operation.work())
        .await?;
    let all = all_of(&mut *operation.work(), conference).await?;
    all.into_iter()
        .find(|invitation| invitation.participant == participant)
        .ok_or_else(|| Failure::Broken("an invitation that was just prepared is missing".into()))
}

pub(super) async fn set_channel(
    operation: &mut Operation,
    invitation: &Invitation,
    channel: Channel,
) -> Result<bool, Failure> {
    let changed = SET_CHANNEL.bind(invitation.id).bind(invitation.version).bind(channel.code());
    Ok(changed.execute(operation.work()).await? == 1)
}

/// What a new round tells, and what was looked at.
pub(super) struct Round<'a> {
    pub(super) channel: Channel,
    pub(super) fingerprint: &'a str,
    /// The fingerprint of the page behind the code, as it was looked at.
    pub(super) preparation: &'a str,
    pub(super) document: Option<Id<Document>>,
    pub(super) schedule: i64,
    pub(super) term: Term,
    pub(super) renewed: bool,
}

/// A new round: queued, with what was looked at. The links of earlier rounds die.
pub(super) async fn queue(
    operation: &mut Operation,
    invitation: &Invitation,
    told: Round<'_>,
) -> Result<bool, Failure> {
    let round = invitation.round + 1;
    let given_on = operation.now().day();
    let changed = QUEUE
        .bind(invitation.id)
        .bind(invitation.version)
        .bind(State::Queued.code())
        .bind(round)
        .bind(told.channel.code())
        .bind(told.fingerprint)
        .bind(told.document)
        .bind(None::<String>)
        .bind(None::<Moment>)
        .bind(None::<Day>)
        .bind(None::<Id<Staff>>)
        .bind(None::<Moment>)
        .bind(given_on)
        .execute(operation.work())
        .await?;
    if changed != 1 {
        return Ok(false);
    }
    let (day, from, until) = told.term;
    let round_told =
        ADD_ROUND.bind(invitation.id).bind(round).bind(told.schedule).bind(day).bind(from).bind(until);
    round_told
        .bind(told.channel.code())
        .bind(told.renewed)
        .bind(told.preparation)
        .execute(operation.work())
        .await?;
    KILL_LINKS.bind(invitation.id).bind(round).execute(operation.work()).await?;
    super::proof::expire(operation, invitation.id).await?;
    Ok(true)
}

/// The fingerprint of the page behind the code as it was looked at when the last round was given out.
pub(super) async fn preparation_of(
    lookup: Lookup<'_>,
    invitation: &Invitation,
) -> Result<Option<String>, Failure> {
    let row: Option<(Option<String>,)> =
        PREPARATION.bind(invitation.id).bind(invitation.round).one(lookup.queries()).await?;
    Ok(row.and_then(|(preparation,)| preparation))
}

pub(super) async fn add_link(
    operation: &mut Operation,
    invitation: Id<Invitation>,
    round: i64,
    token: &Token,
) -> Result<(), Failure> {
    let now = operation.now();
    ADD_LINK.bind(token.hash()).bind(invitation).bind(round).bind(now).execute(operation.work()).await?;
    Ok(())
}

pub(super) async fn set_sent(
    operation: &mut Operation,
    id: Id<Invitation>,
    round: i64,
) -> Result<bool, Failure> {
    let now = operation.now();
    REACH.bind(id).bind(round).bind(now).execute(operation.work()).await?;
    let changed = SET_SENT
        .bind(id)
        .bind(round)
        .bind(State::Sent.code())
        .bind(None::<String>)
        .bind(now)
        .bind(State::Queued.code());
    Ok(changed.execute(operation.work()).await? == 1)
}

pub(super) async fn set_trouble(
    operation: &mut Operation,
    (id, round): (Id<Invitation>, i64),
    state: State,
    trouble: &'static str,
) -> Result<bool, Failure> {
    let changed =
        SET_TROUBLE.bind(id).bind(round).bind(state.code()).bind(trouble).bind(State::Queued.code());
    Ok(changed.execute(operation.work()).await? == 1)
}

pub(super) async fn set_handed(
    operation: &mut Operation,
    (invitation, version): (&Invitation, i64),
    state: State,
    on: Day,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let sent = invitation.sent_at.unwrap_or(now);
    REACH.bind(invitation.id).bind(invitation.round).bind(now).execute(operation.work()).await?;
    let changed =
        SET_HANDED.bind(invitation.id).bind(version).bind(state.code()).bind(sent).bind(on).bind(by);
    Ok(changed.execute(operation.work()).await? == 1)
}

pub(super) async fn withdraw(
    operation: &mut Operation,
    id: Id<Invitation>,
    version: i64,
) -> Result<bool, Failure> {
    let changed =
        WITHDRAW.bind(id).bind(version).bind(State::Withdrawn.code()).execute(operation.work()).await?;
    if changed == 1 {
        KILL_ALL_LINKS.bind(id).execute(operation.work()).await?;
        super::proof::expire(operation, id).await?;
    }
    Ok(changed == 1)
}

/// Marks the first opening; `false` when it had been opened before.
pub(super) async fn open(operation: &mut Operation, id: Id<Invitation>) -> Result<bool, Failure> {
    let now = operation.now();
    Ok(OPEN.bind(id).bind(now).execute(operation.work()).await? == 1)
}

/// What a destroyed case leaves: no link leads anywhere, no answer can be read.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET_LINKS.bind(case).execute(operation.work()).await?;
    answers::forget(operation, case).await?;
    language::forget(operation, case).await?;
    super::proof::forget(operation, case).await?;
    super::asks::forget(operation, case).await?;
    super::recall::forget(operation, case).await?;
    super::notices::forget(operation, case).await?;
    calls::forget(operation, case).await?;
    replies::forget(operation, case).await?;
    messages::forget(operation, case).await?;
    FORGET_ROUNDS.bind(case).execute(operation.work()).await?;
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
