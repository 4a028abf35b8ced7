//! What comments bring into the record: the last day, lines that were changed after one, those attached as they are.

use super::model::Decision;
use super::store;
use crate::access::Lookup;
use crate::conferences::Conference;
use crate::kernel::{Day, Failure, Id};
use crate::meeting::Line;
use crate::minutes::model::{PhaseFacts, ReceivedFacts};

/// What the record says of comments.
pub(in crate::minutes) struct InRecord {
    /// The last day, once the draft was given.
    pub(in crate::minutes) until: Option<Day>,
    /// What is attached as it is, and what nobody has decided.
    pub(in crate::minutes) received: Vec<ReceivedFacts>,
    mended: Vec<(Id<Line>, Day)>,
}

impl InRecord {
    /// Marks the lines that were changed after a comment, with the day of the last change.
    pub(in crate::minutes) fn marking(&self, mut course: Vec<PhaseFacts>) -> Vec<PhaseFacts> {
        for line in course.iter_mut().flat_map(|phase| phase.lines.iter_mut()) {
            let changes = self.mended.iter().filter(|(id, _)| Some(*id) == line.id);
            line.mended = changes.map(|(_, day)| *day).max();
        }
        course
    }
}

/// What the record says of comments now.
pub(in crate::minutes) async fn in_record(
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<InRecord, Failure> {
    let release = store::release(lookup, conference.id).await?;
    let comments = store::of_conference(lookup, conference).await?;
    let mended = comments.iter().filter_map(|comment| match comment.decided {
        Some((Decision::Accepted, at)) => comment.line.map(|line| (line, at.day())),
        _ => None,
    });
    let mended = mended.collect();
    let stays = comments.into_iter().filter(|comment| {
        let attached = comment.decision() == Some(Decision::Attached);
        !comment.after_seal && (attached || comment.waits())
    });
    let received = stays.map(|comment| ReceivedFacts {
        undecided: comment.waits(),
        participant: comment.participant,
        line: comment.line,
        wish: comment.wish,
        on: comment.given.day(),
        late: comment.late,
        words: comment.words,
        answer: comment.answer,
    });
    Ok(InRecord { until: release.map(|release| release.until), received: received.collect(), mended })
}
