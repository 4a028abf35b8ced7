//! The same people once more: at the conference that follows an earlier one.

use super::Participant;
use super::actions::place;
use super::model::{NewParticipant, Participation, Seat};
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::kernel::{Failure, Id};

/// Seats somebody of an earlier conference at the one that follows it, inside the operation that begins it: the same
/// person in the same role. Phases, times and a place of one's own belonged to that day and are said anew. How a child
/// takes part is decided anew: children are not seated by this. Gives the participant's identifier.
///
/// # Errors
/// Database errors.
pub async fn seat_again(
    operation: &mut Operation,
    conference: &Conference,
    who: &Participant,
) -> Result<Option<Id<Participant>>, Failure> {
    if who.child.is_some() {
        return Ok(None);
    }
    let participation = match who.participation {
        Participation::Part => Participation::Whole,
        other => other,
    };
    let new = NewParticipant {
        id: Id::fresh(operation.now()),
        person: who.person,
        child: None,
        staff: who.staff,
        name: who.name.clone(),
        role_label: who.role_label.clone(),
        reader: who.reader,
        instead_of: None,
        seat: Seat {
            perspective: who.perspective,
            required: who.required,
            participation,
            phases: Vec::new(),
            from: None,
            until: None,
            place: None,
        },
    };
    place(operation, conference, &new).await.map(Some)
}
