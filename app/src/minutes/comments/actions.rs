//! What is done about comments: the draft is given, people say something and take it back, the office decides.

use super::events::{CommentDecided, CommentGiven, CommentWithdrawn, DraftReleased};
use super::model::{AnswerWords, Came, Comment, Decision, NewComment, Told};
use super::policy::{HandleComments, ReleaseDraft};
use super::store::{self, Added, Decided};
use super::{jobs as work, rules};
use crate::access::{House, Permit, Record};
use crate::audit::{By, Operation, Recorded};
use crate::conferences::Conference;
use crate::invitations::doors;
use crate::kernel::{Choice, Day, Failure, Id};
use crate::meeting::{self, Line};
use crate::participants::Participant;
use std::sync::Arc;
use uuid::Uuid;

crate::not_done! {
    /// Why nothing was done.
    pub(super) enum NotDone {
        /// It was done before.
        Already,
        /// Somebody decided or changed it meanwhile, or the record was sealed.
        Stale,
        /// The conference was closed without a seal: nobody decides about anything any more.
        Over,
    }
}

/// Gives the draft to those who were there, or changes the last day. When it is given for the first time each of them is
/// told; who has no door gets one.
pub(super) async fn release(
    house: &House,
    permit: Permit<Conference, ReleaseDraft>,
    (until, edition, version): (Day, i64, i64),
    people: Vec<Participant>,
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, people));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, people) = &*shared;
            permit.renew(&mut operation).await?;
            let conference = permit.record();
            if !store::give(&mut operation, conference, (until, edition), version).await? {
                return Err(NotDone::Stale);
            }
            meeting::welcome_comments(&mut operation, conference.id, until).await?;
            let first = version == 0;
            // Who was told before is not told again; who was seen at the table only since then is.
            for participant in people.iter().filter(|who| who.staff.is_none()) {
                if doors::ensure_door(&mut operation, participant).await? {
                    work::enqueue(&mut operation, participant.id).await?;
                } else {
                    let call = (Told::Call, Some("no_door"));
                    store::tell(&mut operation, conference, participant.id, call).await?;
                }
            }
            let event = DraftReleased { about: permit.about(), until, edition, again: !first };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}

/// Keeps a comment and ends the operation.
pub(super) async fn keep(
    mut operation: Operation,
    conference: &Conference,
    new: &NewComment,
    late: bool,
) -> Result<(Recorded, Added), NotDone> {
    let added = store::add(&mut operation, conference, new, late).await?;
    match added {
        Added::Known => return Err(NotDone::Already),
        Added::Over => return Err(NotDone::Over),
        Added::Before | Added::After => {}
    }
    let after_seal = added == Added::After;
    let event = CommentGiven {
        about: conference.about(),
        comment: new.id,
        line: new.line,
        wish: new.wish.code(),
        came: new.came.code(),
        late: late && !after_seal,
        after_seal,
    };
    Ok((operation.record(&event).await?, added))
}

/// Somebody who was there says something by their link.
pub(super) async fn give(
    house: &House,
    (by, conference): (By, Conference),
    new: NewComment,
    late: bool,
) -> Result<Added, NotDone> {
    let shared = Arc::new((conference, new));
    let outcome = house.trail.run(by, move |operation| {
        let shared = shared.clone();
        async move { keep(operation, &shared.0, &shared.1, late).await }
    });
    outcome.await
}

/// Its author takes a comment back.
pub(super) async fn withdraw(
    house: &House,
    (by, conference): (By, Conference),
    participant: Id<Participant>,
    comment: Id<Comment>,
) -> Result<(), NotDone> {
    let shared = Arc::new(conference);
    let outcome = house.trail.run(by, move |mut operation| {
        let conference = shared.clone();
        async move {
            if !store::withdraw(&mut operation, conference.id, (comment, participant)).await? {
                return Err(NotDone::Already);
            }
            let event = CommentWithdrawn { about: conference.about(), comment };
            Ok((operation.record(&event).await?, ()))
        }
    });
    outcome.await
}

/// Staff write down what somebody brought.
pub(super) async fn bring(
    house: &House,
    permit: &Arc<Permit<Conference, HandleComments>>,
    new: NewComment,
    late: bool,
) -> Result<Added, NotDone> {
    let shared = Arc::new((permit.clone(), new));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, new) = &*shared;
            permit.renew(&mut operation).await?;
            debug_assert!(new.came != Came::Link);
            keep(operation, permit.record(), new, late).await
        }
    });
    outcome.await
}

/// What the office decides, with the line's new words when it accepts.
pub(super) struct Deciding {
    pub(super) comment: Comment,
    pub(super) version: i64,
    pub(super) decision: Decision,
    pub(super) answer: Option<AnswerWords>,
    pub(super) line: Option<Id<Line>>,
    pub(super) words: Option<Rewording>,
}

/// Another wording of a line, and what stood there when it was written: a recorder may be at the same line.
pub(super) struct Rewording {
    pub(super) text: String,
    pub(super) over: Vec<Uuid>,
}

/// Decides. Accepting rewrites the line in the meeting's journal.
pub(super) async fn decide(
    house: &House,
    permit: &Arc<Permit<Conference, HandleComments>>,
    deciding: Deciding,
) -> Result<(), NotDone> {
    let sealed = permit.record().sealed.is_some();
    if rules::may_decide(&deciding.comment, deciding.decision, deciding.line.is_some(), sealed).is_err() {
        return Err(NotDone::Stale);
    }
    let id = permit.id();
    let shared = Arc::new((permit.clone(), deciding));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, deciding) = &*shared;
            permit.renew(&mut operation).await?;
            let conference = permit.record();
            let decided = Decided {
                comment: deciding.comment.id,
                version: deciding.version,
                decision: deciding.decision,
                answer: deciding.answer.as_ref(),
                line: deciding.line,
            };
            if !store::decide(&mut operation, conference, &decided).await? {
                return Err(NotDone::Stale);
            }
            if let Some((line, new)) = deciding.line.zip(deciding.words.as_ref())
                && !meeting::rewrite(&mut operation, conference, (line, &new.over), new.text.clone()).await?
            {
                return Err(NotDone::Stale);
            }
            let event = CommentDecided {
                about: permit.about(),
                comment: deciding.comment.id,
                decision: deciding.decision.code(),
                line: deciding.line,
                answered: deciding.answer.is_some(),
            };
            Ok((operation.record(&event).await?, ()))
        }
    });
    let outcome = outcome.await;
    house.pulse().beat(id.uuid());
    outcome
}

/// What a failure inside becomes for whoever only wants to know whether it was done.
pub(super) fn once(outcome: Result<(), NotDone>) -> Result<bool, Failure> {
    match outcome {
        Ok(()) => Ok(true),
        Err(NotDone::Already | NotDone::Stale | NotDone::Over) => Ok(false),
        Err(NotDone::Failed(failure)) => Err(failure),
    }
}
