//! In which language somebody is written to.

use super::super::words::Language;
use super::code;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::kernel::{Choice, Failure, Id, Queries};
use crate::participants::Participant;
use uuid::Uuid;

portable_sql::statements! {
    /// The language that was chosen for, or by, somebody.
    OF = "SELECT language FROM invitation_language WHERE participant_id = $1";
    /// What was chosen last for the same person or child at another conference.
    OF_SAME = "SELECT l.language FROM invitation_language l JOIN participant p ON p.id = l.participant_id \
        JOIN participant own ON own.id = $1 AND (own.person_id = p.person_id OR own.child_id = p.child_id) ORDER BY l.chosen DESC LIMIT 1";
    /// Chooses it.
    SET = "INSERT INTO invitation_language (participant_id, conference_id, language, chosen, chosen_by) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (participant_id) DO UPDATE SET language = excluded.language, chosen = excluded.chosen, chosen_by = excluded.chosen_by";
    /// Forgets the languages of a destroyed case.
    FORGET = "DELETE FROM invitation_language WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

/// The language of a participant: as chosen for this conference, else as chosen last for the same person; Czech when
/// nobody chose another.
pub(in crate::invitations) async fn of(
    queries: &Queries,
    participant: Id<Participant>,
) -> Result<Language, Failure> {
    let mut row: Option<(String,)> = OF.bind(participant).one(queries).await?;
    if row.is_none() {
        row = OF_SAME.bind(participant).one(queries).await?;
    }
    Ok(row.map(|(language,)| code(&language)).transpose()?.unwrap_or_default())
}

/// Chooses a language; by nobody of the staff when the person did it.
pub(in crate::invitations) async fn set(
    operation: &mut Operation,
    (participant, conference): (Id<Participant>, Id<Conference>),
    language: Language,
    by: Option<Id<Staff>>,
) -> Result<(), Failure> {
    let now = operation.now();
    let row = SET.bind(participant).bind(conference).bind(language.code()).bind(now).bind(by);
    row.execute(operation.work()).await?;
    Ok(())
}

/// Nothing of a destroyed case stays.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
