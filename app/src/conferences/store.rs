//! Tables of conferences: the conference itself, the check, decisions. Goals and agenda are in [`plan`].

mod lists;
pub(super) mod plan;
mod suitability;

pub use lists::{of_case, of_office, of_worker};
pub(super) use suitability::keep_answer;
pub use suitability::suitability;

use super::model::{Conference, Decision, DecisionKind, DecisionWords, LegalGround, Place, State};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::cases::CaseFile;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries, Session, TimeOfDay};
use uuid::Uuid;
use vault::{CaseKey, Place as Sealing, Sealed};

portable_sql::statements! {
    /// A conference by its id.
    FIND = "SELECT id, case_id, office_id, kind, state, legal, on_day, from_minute, until_minute, place, schedule, remind_on, convened, held, running_since, sealed, follows, created, version \
        FROM conference WHERE id = $1";
    /// Conferences of a case, newest first.
    OF_CASE = "SELECT id, case_id, office_id, kind, state, legal, on_day, from_minute, until_minute, place, schedule, remind_on, convened, held, running_since, sealed, follows, created, version \
        FROM conference WHERE case_id = $1 ORDER BY created DESC, id DESC LIMIT 100";
    /// Conferences of the cases a person is tied to today, and those they lead, own or by cover; those under way first.
    OF_WORKER = "SELECT c.id, c.case_id, c.office_id, c.kind, c.state, c.legal, c.on_day, c.from_minute, c.until_minute, c.place, c.schedule, c.remind_on, c.convened, c.held, c.running_since, c.sealed, c.follows, c.created, c.version \
        FROM conference c WHERE c.id IN (SELECT k.id FROM conference k JOIN tie t ON t.case_id = k.case_id WHERE t.staff_id = $1 AND (t.until_day >= $2 OR t.until_day IS NULL) \
        UNION SELECT k.id FROM conference k JOIN tie t ON t.case_id = k.case_id JOIN cover v ON v.absent_id = t.staff_id WHERE v.deputy_id = $1 AND v.from_day <= $2 AND v.to_day >= $2 AND v.ended IS NULL \
        AND (t.until_day >= $2 OR t.until_day IS NULL) \
        UNION SELECT l.conference_id FROM conference_tie l WHERE l.staff_id = $1 \
        UNION SELECT l.conference_id FROM conference_tie l JOIN cover v ON v.absent_id = l.staff_id WHERE v.deputy_id = $1 AND v.from_day <= $2 AND v.to_day >= $2 AND v.ended IS NULL) \
        ORDER BY CASE c.state WHEN 'considered' THEN 1 WHEN 'postponed' THEN 1 WHEN 'convened' THEN 0 WHEN 'not_now' THEN 2 ELSE 3 END, c.on_day, c.created DESC, c.id LIMIT $3 OFFSET $4";
    /// Conferences of an office in one state, soonest first.
    OF_OFFICE = "SELECT id, case_id, office_id, kind, state, legal, on_day, from_minute, until_minute, place, schedule, remind_on, convened, held, running_since, sealed, follows, created, version \
        FROM conference WHERE office_id = $1 AND state = $2 ORDER BY on_day, created, id LIMIT $3 OFFSET $4";
    /// A new conference; a second try with the same id changes nothing.
    ADD = "INSERT INTO conference (id, case_id, office_id, kind, state, legal, created, created_by, follows, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT (id) DO NOTHING";
    /// A decision changes state, kind, ground and reminder.
    DECIDE = "UPDATE conference SET state = $3, kind = $4, legal = $5, remind_on = $6, convened = $7, schedule = schedule + $8, version = version + 1 \
        WHERE id = $1 AND version = $2 AND running_since IS NULL";
    /// Keeps a decision; a second try with the same id changes nothing.
    ADD_DECISION = "INSERT INTO conference_decision (id, conference_id, verdict, kind, recommended, alternative, until_day, overrode, words, decided_by, decided) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING";
    /// Decisions, newest first.
    DECISIONS = "SELECT d.id, d.verdict, d.kind, d.recommended, d.alternative, d.until_day, d.overrode, d.words, d.decided_by, d.decided, c.case_id \
        FROM conference_decision d JOIN conference c ON c.id = d.conference_id WHERE d.conference_id = $1 ORDER BY d.decided DESC, d.id DESC";
    /// Sets day and time; another schedule unless they are what they were.
    SET_DATE = "UPDATE conference SET schedule = schedule + CASE WHEN on_day = $3 AND from_minute = $4 AND until_minute = $5 THEN 0 ELSE 1 END, \
        on_day = $3, from_minute = $4, until_minute = $5, state = $6, version = version + 1 \
        WHERE id = $1 AND version = $2 AND running_since IS NULL";
    /// Sets the place.
    SET_PLACE = "UPDATE conference SET place = $3, schedule = schedule + $4, version = version + 1 \
        WHERE id = $1 AND version = $2 AND running_since IS NULL";
    /// The meeting took place.
    SET_HELD = "UPDATE conference SET state = $3, held = $4, running_since = NULL, version = version + 1 WHERE id = $1 AND version = $2";
    /// The meeting begins, if the conference is convened.
    SET_RUNNING = "UPDATE conference SET running_since = $2 WHERE id = $1 AND state = $3 AND running_since IS NULL";
    /// The beginning is taken back, if the meeting has not ended.
    SET_NOT_RUNNING = "UPDATE conference SET running_since = NULL WHERE id = $1 AND state = $2 AND running_since IS NOT NULL";
    /// Whether nothing changes any more.
    AT_REST = "SELECT id FROM conference WHERE id = $1 AND (sealed IS NOT NULL OR state = $2)";
    /// The record is sealed, once, after the meeting.
    SET_SEALED = "UPDATE conference SET sealed = $2 WHERE id = $1 AND state = $3 AND sealed IS NULL";
    /// Counts a change of what belongs to the conference.
    TOUCH = "UPDATE conference SET version = version + 1 WHERE id = $1 AND version = $2 AND running_since IS NULL";
    /// Answers of the suitability check.
    ANSWERS = "SELECT a.step, a.codes, a.words, a.version, c.case_id FROM suitability_answer a JOIN conference c ON c.id = a.conference_id WHERE a.conference_id = $1 ORDER BY a.step";
    /// A first answer.
    ADD_ANSWER = "INSERT INTO suitability_answer (conference_id, step, codes, words, answered_by, answered, version) VALUES ($1, $2, $3, $4, $5, $6, 1) \
        ON CONFLICT (conference_id, step) DO NOTHING";
    /// A changed answer.
    SET_ANSWER = "UPDATE suitability_answer SET codes = $4, words = $5, answered_by = $6, answered = $7, version = version + 1 \
        WHERE conference_id = $1 AND step = $2 AND version = $3";
}

portable_sql::row! {
    /// A conference as stored: what is sealed is still sealed.
    struct Stored {
        id: Id<Conference>,
        case: Id<CaseFile>,
        office: Id<Office>,
        kind: String,
        state: String,
        legal: String,
        day: Option<Day>,
        from: Option<TimeOfDay>,
        until: Option<TimeOfDay>,
        place: Option<Vec<u8>>,
        schedule: i64,
        remind_on: Option<Day>,
        convened: Option<Moment>,
        held: Option<Moment>,
        running: Option<Moment>,
        sealed: Option<Moment>,
        follows: Option<Id<Conference>>,
        created: Moment,
        version: i64,
    }
}

/// An unknown code is data from another program: said, never guessed.
fn code<C: Choice>(text: &str) -> Result<C, Failure> {
    C::from_code(text).ok_or_else(|| Failure::Broken("a stored code of a conference is unknown".into()))
}

fn sealing(column: &'static str, table: &'static str, row: Uuid) -> Sealing {
    Sealing { table, column, row }
}

fn seal(key: &CaseKey, at: Sealing, text: &str) -> Result<Vec<u8>, Failure> {
    Ok(key.seal_text(at, text).map_err(|e| Failure::Sealed(e.to_string()))?.into_bytes())
}

fn unseal(key: &CaseKey, at: Sealing, bytes: Vec<u8>) -> Result<String, Failure> {
    key.open_text(at, &Sealed::from_bytes(bytes)).map_err(|e| Failure::Sealed(e.to_string()))
}

impl Stored {
    /// Without its place: for lists.
    fn listed(self) -> Result<Conference, Failure> {
        Ok(Conference {
            id: self.id,
            case: self.case,
            office: self.office,
            kind: code(&self.kind)?,
            state: code(&self.state)?,
            legal: code(&self.legal)?,
            day: self.day,
            from: self.from,
            until: self.until,
            place: None,
            schedule: self.schedule,
            remind_on: self.remind_on,
            convened: self.convened,
            held: self.held,
            running: self.running,
            sealed: self.sealed,
            follows: self.follows,
            created: self.created,
            version: self.version,
        })
    }
}

impl Record for Conference {
    const PARAM: &'static str = "konference";
    type Parent = CaseFile;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<Stored> = FIND.bind(id).one(lookup.queries()).await?;
        let Some(mut stored) = stored else { return Ok(None) };
        let sealed = stored.place.take();
        let mut conference = stored.listed()?;
        if let Some(bytes) = sealed {
            let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
            let text = unseal(&key, sealing("place", "conference", id.uuid()), bytes)?;
            conference.place =
                Some(serde_json::from_str(&text).map_err(|_| Failure::Broken("a place is no JSON".into()))?);
        }
        Ok(Some(conference))
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<CaseFile>> {
        Some(self.case)
    }
    fn office(&self) -> Id<Office> {
        self.office
    }
    fn about(&self) -> About {
        About { case: Some(self.case.uuid()), conference: Some(self.id.uuid()) }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

/// A conference by its id.
///
/// # Errors
/// Database errors; [`Failure::Destroyed`] when the case's key is gone.
pub async fn find(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Option<Conference>, Failure> {
    Conference::find(lookup, id).await
}

/// Begins a conference; `false` when this id already exists (the same form was sent again).
pub(super) async fn add(
    operation: &mut Operation,
    id: Id<Conference>,
    case: &CaseFile,
    kind: super::Kind,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    insert(operation, id, (case.id, case.office), kind, by, None).await
}

/// Begins a conference that follows an earlier one of the same case; `false` as with [`add`]. The caller records it.
///
/// # Errors
/// Database errors.
pub async fn begin_following(
    operation: &mut Operation,
    id: Id<Conference>,
    earlier: &Conference,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let of = (earlier.case, earlier.office);
    insert(operation, id, of, earlier.kind, by, Some(earlier.id)).await
}

async fn insert(
    operation: &mut Operation,
    id: Id<Conference>,
    (case, office): (Id<CaseFile>, Id<Office>),
    kind: super::Kind,
    by: Id<Staff>,
    follows: Option<Id<Conference>>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let rows = ADD
        .bind(id)
        .bind(case)
        .bind(office)
        .bind(kind.code())
        .bind(State::Considered.code())
        .bind(LegalGround::Instrument.code())
        .bind(now)
        .bind(by)
        .bind(follows)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// What a decision changes on the conference.
pub(super) struct Outcome {
    pub state: State,
    pub kind: super::Kind,
    pub legal: LegalGround,
    pub remind_on: Option<Day>,
    pub convened: Option<Moment>,
    /// Whether what people were told does not hold any more.
    pub called_off: bool,
}

/// Applies a decision; `false` when somebody else changed the conference meanwhile.
pub(super) async fn decide(
    operation: &mut Operation,
    id: Id<Conference>,
    version: i64,
    outcome: &Outcome,
) -> Result<bool, Failure> {
    let rows = DECIDE
        .bind(id)
        .bind(version)
        .bind(outcome.state.code())
        .bind(outcome.kind.code())
        .bind(outcome.legal.code())
        .bind(outcome.remind_on)
        .bind(outcome.convened)
        .bind(i64::from(outcome.called_off))
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// Keeps a decision; `false` when it was kept before.
pub(super) async fn add_decision(
    operation: &mut Operation,
    id: Uuid,
    conference: &Conference,
    decision: &Decision,
) -> Result<bool, Failure> {
    let words = match &decision.words {
        None => None,
        Some(words) => {
            let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
            let at = sealing("words", "conference_decision", id);
            Some(seal(&key, at, facts::for_machine(words))?)
        }
    };
    let rows = ADD_DECISION
        .bind(id)
        .bind(conference.id)
        .bind(decision.verdict.code())
        .bind(decision.kind.code())
        .bind(&decision.recommended)
        .bind(decision.alternative.map(Choice::code))
        .bind(decision.until)
        .bind(decision.overrode)
        .bind(words)
        .bind(decision.by)
        .bind(decision.at)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

portable_sql::row! {
    struct StoredDecision {
        id: Uuid,
        verdict: String,
        kind: String,
        recommended: String,
        alternative: Option<String>,
        until: Option<Day>,
        overrode: bool,
        words: Option<Vec<u8>>,
        by: Id<Staff>,
        at: Moment,
        case: Id<CaseFile>,
    }
}

/// Decisions about a conference, newest first.
///
/// # Errors
/// Database errors; [`Failure::Destroyed`] when the case's key is gone.
pub async fn decisions(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Decision>, Failure> {
    let rows: Vec<StoredDecision> = DECISIONS.bind(id).all(lookup.queries()).await?;
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), first.case.uuid()).await?;
    rows.into_iter()
        .map(|row| {
            let words = match row.words {
                Some(bytes) => Some(unseal(&key, sealing("words", "conference_decision", row.id), bytes)?),
                None => None,
            };
            Ok(Decision {
                verdict: code::<DecisionKind>(&row.verdict)?,
                kind: code(&row.kind)?,
                recommended: row.recommended,
                alternative: row.alternative.as_deref().map(code).transpose()?,
                until: row.until,
                overrode: row.overrode,
                words: words.map(DecisionWords::new),
                by: row.by,
                at: row.at,
            })
        })
        .collect()
}

/// Sets the first day and time of a conference that was begun in the same operation. `false` when it was not.
///
/// # Errors
/// Database errors.
pub async fn propose_date(
    operation: &mut Operation,
    id: Id<Conference>,
    when: (Day, TimeOfDay, TimeOfDay),
) -> Result<bool, Failure> {
    set_date(operation, id, 1, when, State::Considered).await
}

/// A conference by its id without its place: for panels, which hold no permit and open nothing.
///
/// # Errors
/// Database errors.
pub async fn listed(queries: &Queries, id: Id<Conference>) -> Result<Option<Conference>, Failure> {
    let stored: Option<Stored> = FIND.bind(id).one(queries).await?;
    stored.map(|stored| Stored { place: None, ..stored }.listed()).transpose()
}

/// Sets day and time; `false` when somebody else changed the conference meanwhile.
pub(super) async fn set_date(
    operation: &mut Operation,
    id: Id<Conference>,
    version: i64,
    (day, from, until): (Day, TimeOfDay, TimeOfDay),
    state: State,
) -> Result<bool, Failure> {
    let statement = SET_DATE.bind(id).bind(version).bind(day).bind(from).bind(until).bind(state.code());
    let rows = statement.execute(operation.work()).await?;
    Ok(rows == 1)
}

/// Sets the place; `moved` says whether that is another schedule for those who were told. `false` when somebody else changed the conference meanwhile.
pub(super) async fn set_place(
    operation: &mut Operation,
    conference: &Conference,
    version: i64,
    place: &Place,
    moved: bool,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let text = serde_json::to_string(place).map_err(|_| Failure::Broken("a place is no JSON".into()))?;
    let sealed = seal(&key, sealing("place", "conference", conference.id.uuid()), &text)?;
    let rows = SET_PLACE
        .bind(conference.id)
        .bind(version)
        .bind(sealed)
        .bind(i64::from(moved))
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// Marks a conference as held: the meeting is over. `false` when it was not convened or somebody else changed
/// it meanwhile; then nothing has changed.
///
/// # Errors
/// Database errors.
pub async fn set_held(
    operation: &mut Operation,
    conference: &Conference,
    ended: Moment,
) -> Result<bool, Failure> {
    if !matches!(conference.state, State::Convened | State::Postponed) {
        return Ok(false);
    }
    let held = set_state(operation, conference, State::Held, Some(ended)).await?;
    if held {
        crate::shell::registry().meeting_over(operation, conference.id.uuid()).await?;
    }
    Ok(held)
}

/// Closes a conference that was held. `false` as with [`set_held`].
///
/// # Errors
/// Database errors.
pub async fn set_closed(operation: &mut Operation, conference: &Conference) -> Result<bool, Failure> {
    if conference.state != State::Held {
        return Ok(false);
    }
    set_state(operation, conference, State::Closed, conference.held).await
}

/// Marks a conference as running since a moment, or, with none, takes that back because the beginning was a mistake.
/// `false` when it is not convened (any more), runs already, or does not run; then nothing has changed.
///
/// # Errors
/// Database errors.
pub async fn set_running(
    operation: &mut Operation,
    id: Id<Conference>,
    since: Option<Moment>,
) -> Result<bool, Failure> {
    let convened = State::Convened.code();
    let rows = match since {
        Some(since) => SET_RUNNING.bind(id).bind(since).bind(convened).execute(operation.work()).await?,
        None => SET_NOT_RUNNING.bind(id).bind(convened).execute(operation.work()).await?,
    };
    Ok(rows == 1)
}

/// Whether nothing of a meeting and its record changes any more, as it stands inside an operation: the record is sealed,
/// or the conference was closed without a seal. A record that was read before the operation cannot tell.
///
/// # Errors
/// Database errors.
pub async fn is_at_rest<'a>(on: impl Into<Session<'a>>, id: Id<Conference>) -> Result<bool, Failure> {
    let closed = State::Closed.code();
    let row: Option<(Id<Conference>,)> = AT_REST.bind(id).bind(closed).one(on).await?;
    Ok(row.is_some())
}

/// Notes that the record of a conference is sealed. `false` when it was sealed before or was not held. From then on
/// every write of the meeting and of its record finds `sealed` and changes nothing: each says
/// `EXISTS (SELECT 1 FROM conference c WHERE c.id = $n AND c.sealed IS NULL)`, because a permit is renewed on the read
/// pool, which two processes on one PostgreSQL do not share with the writer.
///
/// # Errors
/// Database errors.
pub async fn set_sealed(operation: &mut Operation, id: Id<Conference>, at: Moment) -> Result<bool, Failure> {
    let rows = SET_SEALED.bind(id).bind(at).bind(State::Held.code()).execute(operation.work()).await?;
    Ok(rows == 1)
}

async fn set_state(
    operation: &mut Operation,
    conference: &Conference,
    state: State,
    held: Option<Moment>,
) -> Result<bool, Failure> {
    let rows = SET_HELD
        .bind(conference.id)
        .bind(conference.version)
        .bind(state.code())
        .bind(held)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// Counts a change of goals or agenda; `false` when somebody else changed the conference meanwhile.
pub(super) async fn touch(
    operation: &mut Operation,
    id: Id<Conference>,
    version: i64,
) -> Result<bool, Failure> {
    Ok(TOUCH.bind(id).bind(version).execute(operation.work()).await? == 1)
}
