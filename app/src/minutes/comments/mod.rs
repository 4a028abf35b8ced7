//! Comments on the draft of a record, by those who were there.
//!
//! Source: domain.md 3 step 12 (people are told when the record will be ready and that they may comment), 2.6 point 3
//! (one record; the others get extracts of it), the dated rule `comments` in `law`.
//!
//! * The worker gives the draft to comment on, until a day ([`Release`]); the rule counts from that day, what was said
//!   at the end of the meeting is not shortened. Whoever is reached by mail gets one without content; the others are
//!   listed to be called.
//! * Whoever was there finds their extract of the draft at their personal address, behind the code, cut as the paper is
//!   and by the same view, each line with a form: correct, add, own view. Their own comments stand beside it with what
//!   became of them. A child is not shown the record: it gets its letter, and here one form in words for a child.
//! * The office accepts a comment by changing the line – an entry of the meeting's journal, so that history and numbers
//!   come from one place, and the record says "opraveno po připomínce" there – or attaches it as it is.
//! * What comes after the last day is taken and marked. What nobody decided is attached by the seal, in its transaction.
//!   What comes after the seal is a proposal for an addendum, and the record does not change.
//!
//! Invariants: what one person says about the record is printed on no page and in no extract of anybody else; each
//! insert and decision finds in SQL whether the record is sealed; the same form twice is one comment; nothing is decided
//! twice; where a fact is protected from somebody, nothing they wrote is given back to them on the page.
//!
//! Who may: the case's workers and the head give the draft, decide, and write down what somebody brings; the
//! data-protection officer reads; those who were there their own.

mod actions;
mod bearer;
mod demo;
mod events;
mod forms;
mod jobs;
mod letters;
mod model;
mod pages;
mod policy;
mod recorded;
mod rules;
mod samples;
mod store;
mod words;

pub(super) use demo::make as make_demo;
pub use events::{
    CommentDecided, CommentGiven, CommentWithdrawn, CommentsAttached, DraftReleased, DraftTold,
};
pub use model::{
    AnswerWords, Came, Comment, CommentWords, Decision, NewComment, Notice, Release, Told, Wish,
};
pub(super) use pages::{panel, routes};
pub use policy::{HandleComments, ReadComments, ReleaseDraft};
pub(super) use recorded::in_record;
pub(super) use samples::samples;
pub(super) use store::{STATEMENTS, attach_rest, forget};

use crate::access::Lookup;
use crate::conferences::Conference;
use crate::kernel::{Failure, Id};
use crate::shell::{DoorPanel, Job};

/// Tells somebody that the draft is there.
pub(super) const DRAFT_READY: Job = Job { kind: jobs::READY, run: |context| Box::pin(jobs::ready(context)) };
/// What stands on their first page.
pub(super) const PART: DoorPanel = DoorPanel { order: 15, draw: |context| Box::pin(bearer::part(context)) };

/// How many comments wait for the office.
///
/// # Errors
/// Database errors.
pub async fn waiting(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<usize, Failure> {
    store::waiting(lookup, conference).await
}
