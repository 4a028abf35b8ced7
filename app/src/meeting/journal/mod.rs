//! The journal of a meeting: whatever happens is an entry that is only added ([`journal`](::journal) says what entries
//! come to). Forms, the recorder's page and higher slices write entries through one [`Ledger`]; lines, presence,
//! phases and pauses as the rest of the program reads them are a projection that nobody else writes.

pub(super) mod acts;
mod behind;
pub(super) mod devices;
mod intake;
pub(super) mod store;

pub(in crate::meeting) use super::policy::SyncJournal;
pub(in crate::meeting) use acts::{LineInput, derived, form_device};
pub use behind::{LateLine, behind_seal};
pub(in crate::meeting) use intake::{Due, Ledger, Taken};

use super::{Line, LineKind, Seat, Side, Topic};
use crate::audit::Operation;
use crate::cases::Child;
use crate::conferences::{Conference, Phase};
use crate::kernel::{Choice, Day, Failure, Id};
use ::journal::{Act, Field, Place, Text};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Sets a property of a line inside an operation that is under way: who does a task, by when, what if it fails. None
/// takes it away. Several at once: [`mark_all`].
///
/// # Errors
/// Database errors; a value that the field does not take.
pub async fn mark(
    operation: &mut Operation,
    conference: &Conference,
    line: Id<Line>,
    field: Field,
    value: Option<String>,
) -> Result<(), Failure> {
    mark_all(operation, conference, line, vec![(field, value)]).await
}

/// Sets several properties of a line. What a property holds already is not written again.
///
/// # Errors
/// Database errors; a value that its field does not take.
pub async fn mark_all(
    operation: &mut Operation,
    conference: &Conference,
    line: Id<Line>,
    marks: Vec<(Field, Option<String>)>,
) -> Result<(), Failure> {
    let mut ledger = Ledger::open(operation, conference).await?;
    let state = ledger.line(operation, line.uuid()).await?;
    let at = operation.now();
    let dues = marks
        .into_iter()
        .filter(|(field, value)| state.mark(*field) != value.as_deref())
        .map(|(field, value)| {
            let value = value.map(Text::from);
            Due::fresh(at, Act::Mark { line: line.uuid(), field, value })
        })
        .collect();
    ledger.post(operation, dues).await?;
    ledger.close(operation).await?;
    Ok(())
}

/// A task that a higher slice brings to the table: one of an earlier conference that goes on.
#[derive(Clone, Debug)]
pub struct BroughtTask {
    /// Identifier of the line.
    pub id: Id<Line>,
    /// The phase it is said in.
    pub phase: Option<Id<Phase>>,
    /// The place of the last line of that phase.
    pub last: Option<Place>,
    /// What.
    pub text: String,
    /// What it talks about: decides who may have it.
    pub topic: Topic,
    /// Which child it concerns.
    pub child: Option<Id<Child>>,
    /// Who does it, of those who sit here.
    pub owner: Option<Id<Seat>>,
    /// Who does it otherwise.
    pub owner_note: Option<String>,
    /// By when.
    pub due: Day,
    /// How its end is known.
    pub indicator: Option<String>,
    /// Who supports.
    pub support: Option<String>,
    /// Whose duty it is.
    pub side: Option<Side>,
}

/// Writes a task line inside an operation that is under way; it gets the next number. The same identifier twice is one
/// line. The caller records it. `false` when the record was sealed or the conference closed: then nothing is written.
///
/// # Errors
/// Database errors.
pub async fn bring_task(
    operation: &mut Operation,
    conference: &Conference,
    task: &BroughtTask,
) -> Result<bool, Failure> {
    let at = operation.now();
    let input = LineInput {
        kind: LineKind::Task,
        topic: Some(task.topic),
        child: task.child,
        text: task.text.clone().into(),
        more: Vec::new(),
        speaker: None,
        owner: task.owner,
        owner_note: task.owner_note.clone().map(Text::from),
        deadline: Some(task.due),
        indicator: task.indicator.clone().map(Text::from),
        support: task.support.clone().map(Text::from),
        degree: None,
    };
    let mut dues = acts::new_line(task.id, task.phase, task.last.clone(), &input, at);
    if let Some(side) = task.side {
        let (line, field) = (task.id.uuid(), Field::Side);
        let act = Act::Mark { line, field, value: Some(side.code().into()) };
        dues.push(Due { id: derived(line, field.code()), happened: at, act });
    }
    let mut ledger = Ledger::open(operation, conference).await?;
    if ledger.at_rest {
        return Ok(false);
    }
    ledger.post(operation, dues).await?;
    ledger.close(operation).await?;
    Ok(true)
}

/// Strikes a line inside an operation that is under way. What stood there stays in its history, and its number is never
/// given again. The caller records it. `false` when the record was sealed or the conference closed: then nothing is written.
///
/// # Errors
/// Database errors.
pub async fn strike(
    operation: &mut Operation,
    conference: &Conference,
    line: Id<Line>,
) -> Result<bool, Failure> {
    let mut ledger = Ledger::open(operation, conference).await?;
    if ledger.at_rest {
        return Ok(false);
    }
    let state = ledger.line(operation, line.uuid()).await?;
    let act = Act::Strike { line: line.uuid(), away: true, over: state.heads };
    ledger.post(operation, vec![Due::fresh(operation.now(), act)]).await?;
    ledger.close(operation).await?;
    Ok(true)
}

/// Gives a line another text in place of what its writer saw there (`over` is [`Line::heads`] of that look), inside an
/// operation that is under way. What stood there stays in its history. `false` when somebody wrote into it meanwhile, or
/// nothing changes there any more: then nothing is written, the caller shows both wordings.
///
/// # Errors
/// Database errors.
pub async fn rewrite(
    operation: &mut Operation,
    conference: &Conference,
    (line, over): (Id<Line>, &[Uuid]),
    text: String,
) -> Result<bool, Failure> {
    let mut ledger = Ledger::open(operation, conference).await?;
    let state = ledger.line(operation, line.uuid()).await?;
    let now: BTreeSet<Uuid> = state.heads.iter().copied().collect();
    if ledger.at_rest || now != over.iter().copied().collect() {
        return Ok(false);
    }
    let act = Act::Write { line: line.uuid(), text: text.into(), over: state.heads };
    let due = Due::fresh(operation.now(), act);
    ledger.post(operation, vec![due]).await?;
    ledger.close(operation).await?;
    Ok(true)
}
