//! Events of comments on the record. No words of people.

use super::model::Comment;
use crate::event;
use crate::kernel::{Day, Id};
use crate::meeting::Line;
use crate::participants::Participant;

event!(
    /// The draft was given to those who were there, or the last day for comments was changed.
    pub DraftReleased = "minutes.draft_released", "návrh zápisu dán k připomínkám" { until: Day, edition: i64, again: bool }
);
event!(
    /// Somebody was told that the draft is there, or somebody has to call them.
    pub DraftTold = "minutes.draft_told", "dáno vědět o návrhu zápisu" { participant: Id<Participant>, state: &'static str }
);
event!(
    /// A comment on the record came.
    pub CommentGiven = "minutes.comment_given", "podána připomínka k zápisu" {
        comment: Id<Comment>, line: Option<Id<Line>>, wish: &'static str, came: &'static str, late: bool, after_seal: bool,
    }
);
event!(
    /// Its author took a comment back.
    pub CommentWithdrawn = "minutes.comment_withdrawn", "vzata zpět připomínka k zápisu" { comment: Id<Comment> }
);
event!(
    /// The office decided what becomes of a comment.
    pub CommentDecided = "minutes.comment_decided", "rozhodnuto o připomínce k zápisu" {
        comment: Id<Comment>, decision: &'static str, line: Option<Id<Line>>, answered: bool,
    }
);
event!(
    /// Comments that nobody had decided were attached as they are when the record was sealed.
    pub CommentsAttached = "minutes.comments_attached", "nerozhodnuté připomínky přiloženy při pečetění" { comments: u64 }
);
