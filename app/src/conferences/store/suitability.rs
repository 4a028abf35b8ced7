//! The answers to the eight questions.

use super::{ADD_ANSWER, ANSWERS, SET_ANSWER, Sealing, seal, sealing, unseal};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::CaseFile;
use crate::conferences::SuitabilityWords;
use crate::conferences::answers::{Answer, Step, Suitability};
use crate::conferences::model::Conference;
use crate::identity::Staff;
use crate::kernel::{Failure, Id};

/// The answers of the suitability check given so far.
///
/// # Errors
/// Database errors; [`Failure::Destroyed`] when the case's key is gone.
pub async fn suitability(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Option<Suitability>, Failure> {
    let rows: Vec<(i64, String, Option<Vec<u8>>, i64, Id<CaseFile>)> =
        ANSWERS.bind(id).all(lookup.queries()).await?;
    let Some((.., case)) = rows.first() else { return Ok(None) };
    let key = lookup.keys().of_case(lookup.queries(), case.uuid()).await?;
    let mut check = Suitability::default();
    for (number, codes, words, version, _) in rows {
        let Some(step) = Step::from_number(number) else { continue };
        let words = match words {
            Some(bytes) => Some(SuitabilityWords::new(unseal(&key, answer_place(id, step), bytes)?)),
            None => None,
        };
        let codes = codes.split(' ').filter(|c| !c.is_empty()).map(str::to_owned).collect();
        check.answers.insert(step, Answer { codes, words, version });
    }
    Ok(Some(check))
}

/// Where the words of an answer are sealed: the table has one row per question, told apart by the column name.
fn answer_place(id: Id<Conference>, step: Step) -> Sealing {
    let column = match step {
        Step::Situation => "words.1",
        Step::Motion => "words.2",
        Step::Danger => "words.3",
        Step::Risks => "words.4",
        Step::Missing => "words.5",
        Step::Stance => "words.6",
        Step::Tried => "words.7",
        Step::Hurry => "words.8",
    };
    sealing(column, "suitability_answer", id.uuid())
}

/// Keeps an answer over the version that was shown (0: none); `false` when somebody else answered meanwhile.
pub(in crate::conferences) async fn keep_answer(
    operation: &mut Operation,
    conference: &Conference,
    step: Step,
    answer: &Answer,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let at = answer_place(conference.id, step);
    let words = match &answer.words {
        Some(words) => Some(seal(&key, at, facts::for_machine(words))?),
        None => None,
    };
    let codes = answer.codes.join(" ");
    let now = operation.now();
    let rows = if answer.version == 0 {
        let statement = ADD_ANSWER.bind(conference.id).bind(step.number()).bind(codes).bind(words);
        statement.bind(by).bind(now).execute(operation.work()).await?
    } else {
        let statement = SET_ANSWER.bind(conference.id).bind(step.number()).bind(answer.version).bind(codes);
        statement.bind(words).bind(by).bind(now).execute(operation.work()).await?
    };
    Ok(rows == 1)
}
