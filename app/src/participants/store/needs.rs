//! What somebody needs to be able to come and to speak: an interpreter, somebody beside them, access, child-minding, an
//! arrival of their own. Asked on the invited person's page or in a talk, settled by staff.
//!
//! Lives here because two levels above write it: the outsider's page and the preparation. Words are sealed and for the
//! office only.

use crate::access::{Lookup, Record};
use crate::audit::{Operation, Who};
use crate::conferences::{Conference, choice};
use crate::identity::Staff;
use crate::kernel::{Choice, Failure, Id, Moment};
use crate::participants::{Participant, ParticipantNeeds, ParticipantNeedsSettled};
use uuid::Uuid;
use vault::{Place, Sealed};

facts::fact! {
    /// What somebody needs, in words. Sealed; for the office only.
    pub NeedWords: String = HealthOthers;
}

choice! {
    /// What somebody may need.
    Need {
        /// Interpreter.
        Interpreter = "interpreter", "tlumočník";
        /// Somebody beside them.
        SupportPerson = "support_person", "blízký člověk po boku";
        /// Getting in.
        Access = "access", "bezbariérový přístup";
        /// Somebody for the children meanwhile.
        ChildMinding = "child_minding", "hlídání dětí";
        /// Not meeting somebody at the door.
        SeparateArrival = "separate_arrival", "oddělený příchod a čekání";
        /// Something else, in words.
        Other = "other", "něco jiného";
    }
}

choice! {
    /// What became of a need.
    NeedState {
        /// Asked for.
        Wanted = "wanted", "je potřeba zařídit";
        /// Arranged.
        Arranged = "arranged", "zařízeno";
        /// Not needed (any more).
        NotNeeded = "not_needed", "není potřeba";
    }
}

portable_sql::statements! {
    /// Needs of everybody at a table.
    NEEDED = "SELECT n.id, n.participant_id, n.need, n.state, n.words, n.asked_by, n.asked, n.settled, n.settled_by, n.version, c.case_id \
        FROM participant_need n JOIN conference c ON c.id = n.conference_id JOIN participant p ON p.id = n.participant_id \
        WHERE n.conference_id = $1 AND p.removed IS NULL ORDER BY n.asked, n.id";
    /// Needs of one participant, inside an operation.
    NEEDED_BY = "SELECT id, need, state, words, version FROM participant_need WHERE participant_id = $1 ORDER BY asked, id";
    /// A new need.
    ADD_NEEDED = "INSERT INTO participant_need (id, participant_id, conference_id, need, state, words, asked_by, asked, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1) ON CONFLICT (participant_id, need) DO NOTHING";
    /// A need is asked for again, or in other words, or is not asked for any more.
    CHANGE_NEEDED = "UPDATE participant_need SET state = $3, words = $4, asked_by = $5, asked = $6, version = version + 1 WHERE id = $1 AND version = $2";
    /// Staff settle a need.
    SETTLE_NEEDED = "UPDATE participant_need SET state = $3, settled = $4, settled_by = $5, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// Forgets the needs of a destroyed case.
    FORGET_NEEDED = "DELETE FROM participant_need WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

/// What one participant needs.
#[derive(Clone, Debug)]
pub struct Needed {
    /// Identifier.
    pub id: Id<Needed>,
    /// Who.
    pub participant: Id<Participant>,
    /// What.
    pub need: Need,
    /// What became of it.
    pub state: NeedState,
    /// In words.
    pub words: Option<NeedWords>,
    /// Whether the person asked on their own page, not staff for them.
    pub by_outsider: bool,
    /// When.
    pub asked: Moment,
    /// Who settled it.
    pub settled_by: Option<Id<Staff>>,
    /// When.
    pub settled: Option<Moment>,
    /// Version.
    pub version: i64,
}

portable_sql::row! {
    struct Stored {
        id: Id<Needed>,
        participant: Id<Participant>,
        need: String,
        state: String,
        words: Option<Vec<u8>>,
        asked_by: String,
        asked: Moment,
        settled: Option<Moment>,
        settled_by: Option<Id<Staff>>,
        version: i64,
        case: Uuid,
    }
}

fn unknown() -> Failure {
    Failure::Broken("a stored code of a need is unknown".into())
}

fn place(id: Id<Needed>) -> Place {
    Place { table: "participant_need", column: "words", row: id.uuid() }
}

/// What everybody at a table needs.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn needs_of(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Needed>, Failure> {
    let rows: Vec<Stored> = NEEDED.bind(conference).all(lookup.queries()).await?;
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter()
        .map(|row| {
            let open = |bytes| {
                key.open_text(place(row.id), &Sealed::from_bytes(bytes))
                    .map(NeedWords::new)
                    .map_err(|e| Failure::Sealed(e.to_string()))
            };
            Ok(Needed {
                words: row.words.map(open).transpose()?,
                id: row.id,
                participant: row.participant,
                need: Need::from_code(&row.need).ok_or_else(unknown)?,
                state: NeedState::from_code(&row.state).ok_or_else(unknown)?,
                by_outsider: row.asked_by == Who::Outsider.code(),
                asked: row.asked,
                settled_by: row.settled_by,
                settled: row.settled,
                version: row.version,
            })
        })
        .collect()
}

/// A need as it is stored, for comparing.
type Old = (Id<Needed>, String, String, Option<Vec<u8>>, i64);

/// Says what somebody needs, inside the caller's operation: what is new is asked for, what was asked for and is not
/// named now is not needed any more; what is arranged stays arranged. The words belong to [`Need::Other`]. Said twice it
/// is said once: then no event is left.
///
/// # Errors
/// Database errors; [`Failure::Destroyed`].
pub async fn ask_needs(
    operation: &mut Operation,
    participant: &Participant,
    needs: &[Need],
    words: Option<NeedWords>,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), participant.case.uuid()).await?;
    let (now, who) = (operation.now(), operation.by().who.code());
    let old: Vec<Old> = NEEDED_BY.bind(participant.id).all(operation.work()).await?;
    let mut changed = 0_usize;
    for need in Need::ALL.iter().copied() {
        let (wanted, said) = (needs.contains(&need), words.as_ref().filter(|_| need == Need::Other));
        let known = old.iter().find(|(_, code, ..)| code == need.code());
        let id = known.map_or_else(|| Id::fresh(now), |(id, ..)| *id);
        let seal = |said: &NeedWords| {
            key.seal_text(place(id), facts::for_machine(said))
                .map(Sealed::into_bytes)
                .map_err(|e| Failure::Sealed(e.to_string()))
        };
        match (wanted, known) {
            (true, None) => {
                let sealed = said.map(seal).transpose()?;
                let add =
                    ADD_NEEDED.bind(id).bind(participant.id).bind(participant.conference).bind(need.code());
                let add = add.bind(NeedState::Wanted.code()).bind(sealed).bind(who).bind(now);
                changed += add.execute(operation.work()).await? as usize;
            }
            (true, Some((_, _, state, before, version))) => {
                let same_words = match (before, said) {
                    (_, None) => true,
                    (None, Some(_)) => false,
                    (Some(bytes), Some(said)) => key
                        .open_text(place(id), &Sealed::from_bytes(bytes.clone()))
                        .is_ok_and(|text| text == *facts::for_machine(said)),
                };
                if state == NeedState::NotNeeded.code() || !same_words {
                    let sealed = said.map(seal).transpose()?.or_else(|| before.clone());
                    let change =
                        CHANGE_NEEDED.bind(id).bind(*version).bind(NeedState::Wanted.code()).bind(sealed);
                    changed += change.bind(who).bind(now).execute(operation.work()).await? as usize;
                }
            }
            (false, Some((_, _, state, before, version))) if state == NeedState::Wanted.code() => {
                let change = CHANGE_NEEDED.bind(id).bind(*version).bind(NeedState::NotNeeded.code());
                changed +=
                    change.bind(before.clone()).bind(who).bind(now).execute(operation.work()).await? as usize;
            }
            (false, _) => {}
        }
    }
    if changed > 0 {
        let asked = needs.iter().map(|need| need.code()).collect();
        operation
            .note(&ParticipantNeeds { about: participant.about(), participant: participant.id, asked })
            .await?;
    }
    Ok(changed > 0)
}

/// Settles one need inside the caller's operation; `false` when somebody else changed it meanwhile.
///
/// # Errors
/// Database errors.
pub async fn settle_need(
    operation: &mut Operation,
    participant: &Participant,
    (need, version): (Id<Needed>, i64),
    state: NeedState,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let settle = SETTLE_NEEDED.bind(need).bind(version).bind(state.code()).bind(now).bind(staff);
    if settle.execute(operation.work()).await? == 0 {
        return Ok(false);
    }
    let event = ParticipantNeedsSettled {
        about: participant.about(),
        participant: participant.id,
        state: state.code(),
    };
    operation.note(&event).await?;
    Ok(true)
}

/// Forgets the needs of a destroyed case.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET_NEEDED.bind(case).execute(operation.work()).await?;
    Ok(())
}
