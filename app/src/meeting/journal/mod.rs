//! The journal of a meeting: whatever happens is an entry that is only added ([`journal`](::journal) says what entries
//! come to). Forms, the recorder's page and higher slices write entries through one [`Ledger`]; lines, presence,
//! phases and pauses as the rest of the program reads them are a projection that nobody else writes.

pub(super) mod acts;
pub(super) mod devices;
mod intake;
pub(super) mod store;

pub(in crate::meeting) use super::policy::SyncJournal;
pub(in crate::meeting) use acts::{LineInput, derived, form_device};
pub(in crate::meeting) use intake::{Due, Ledger, Taken};

use super::Line;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::kernel::{Failure, Id};
use ::journal::{Act, Field, Text};

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

/// Gives a line another text in place of all that stands there now, inside an operation that is under way. What stood
/// there stays in its history.
///
/// # Errors
/// Database errors.
pub async fn rewrite(
    operation: &mut Operation,
    conference: &Conference,
    line: Id<Line>,
    text: String,
) -> Result<(), Failure> {
    let mut ledger = Ledger::open(operation, conference).await?;
    let state = ledger.line(operation, line.uuid()).await?;
    let act = Act::Write { line: line.uuid(), text: text.into(), over: state.heads };
    let due = Due::fresh(operation.now(), act);
    ledger.post(operation, vec![due]).await?;
    ledger.close(operation).await?;
    Ok(())
}
