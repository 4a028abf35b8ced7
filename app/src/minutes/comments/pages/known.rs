//! What pages of comments are drawn from, and what they share.

use crate::access::{House, Permit, Reads};
use crate::conferences::Conference;
use crate::kernel::{Choice, Failure, Id};
use crate::meeting::{self, Line, LineKind};
use crate::minutes::comments::model::{Comment, Decision, Release};
use crate::minutes::comments::rules::{self, Window};
use crate::minutes::comments::{bearer, store};
use crate::participants::{self, Participant};

/// A comment, as shown.
pub(in crate::minutes::comments) struct CommentRow {
    pub(in crate::minutes::comments) id: Id<Comment>,
    pub(in crate::minutes::comments) who: String,
    pub(in crate::minutes::comments) when: String,
    pub(in crate::minutes::comments) wish: &'static str,
    pub(in crate::minutes::comments) came: &'static str,
    pub(in crate::minutes::comments) late: bool,
    pub(in crate::minutes::comments) after_seal: bool,
    /// Where it stands: "dohoda č. 2".
    pub(in crate::minutes::comments) place: String,
    /// What the line says now.
    pub(in crate::minutes::comments) line: Option<String>,
    /// None when it was taken back.
    pub(in crate::minutes::comments) words: Option<String>,
    pub(in crate::minutes::comments) decision: Option<&'static str>,
    pub(in crate::minutes::comments) waits: bool,
    pub(in crate::minutes::comments) answer: Option<String>,
}

/// What pages of comments are drawn from.
pub(super) struct Known {
    pub(super) people: Vec<Participant>,
    pub(super) lines: Vec<Line>,
    pub(super) comments: Vec<Comment>,
    pub(super) release: Option<Release>,
    pub(super) window: Window,
}

impl Known {
    pub(super) async fn load<A: Reads<Conference>>(
        house: &House,
        permit: &Permit<Conference, A>,
    ) -> Result<Self, Failure> {
        let (lookup, conference) = (permit.lookup(house), permit.record());
        let mut lines = meeting::lines(lookup, conference.id).await?;
        lines.retain(|line| line.struck.is_none());
        let release = store::release(lookup, conference.id).await?;
        Ok(Self {
            people: participants::of_conference(lookup, conference.id).await?,
            lines,
            comments: store::of_conference(lookup, conference).await?,
            window: rules::window(release, bearer::ended(conference), house.clock.now().day()),
            release,
        })
    }

    pub(super) fn line(&self, id: Option<Id<Line>>) -> Option<&Line> {
        id.and_then(|id| self.lines.iter().find(|line| line.id == id))
    }

    pub(super) fn row<A: Reads<Conference>>(
        &self,
        permit: &Permit<Conference, A>,
        comment: &Comment,
    ) -> CommentRow {
        let line = self.line(comment.line);
        let who = self.people.iter().find(|person| person.id == comment.participant);
        let taken_back = comment.withdrawn.is_some();
        CommentRow {
            id: comment.id,
            who: who
                .map_or_else(String::new, |who| format!("{}, {}", permit.reveal(&who.name), who.role_label)),
            when: czech::dates::local_moment(comment.given.timestamp()),
            wish: comment.wish.label(),
            came: comment.came.label(),
            late: comment.late,
            after_seal: comment.after_seal,
            place: match (comment.line, line) {
                (None, _) => "celý zápis".to_owned(),
                (Some(_), None) => "řádek, který v zápisu už není".to_owned(),
                (_, Some(line)) => place(line),
            },
            line: line.map(|line| permit.reveal(&line.text).clone()),
            words: (!taken_back).then(|| permit.reveal(&comment.words).clone()),
            decision: match taken_back {
                true => Some("vzato zpět"),
                false => comment.decision().map(Decision::label),
            },
            waits: comment.waits(),
            answer: comment.answer.as_ref().map(|answer| permit.reveal(answer).clone()),
        }
    }

    /// Lines to choose from, with the beginning of their words.
    pub(super) fn choices<A: Reads<Conference>>(
        &self,
        permit: &Permit<Conference, A>,
    ) -> Vec<(String, String)> {
        let short = |line: &Line| {
            let words: String = permit.reveal(&line.text).chars().take(70).collect();
            (line.id.to_string(), format!("{}: {words}", place(line)))
        };
        self.lines.iter().map(short).collect()
    }
}

/// Where a line stands, without its words.
pub(super) fn place(line: &Line) -> String {
    let number = line.number().unwrap_or_default();
    match line.kind {
        LineKind::Agreed => format!("dohoda č. {number}"),
        LineKind::Task => format!("úkol č. {number}"),
        kind => format!("{} {}", kind.label(), line.happened.time_of_day().at()),
    }
}

/// Those at the table who were there.
pub(super) async fn present<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    people: &[Participant],
) -> Result<Vec<Participant>, Failure> {
    let mut present = Vec::new();
    for person in people {
        if bearer::was_there(permit.lookup(house), (permit.id(), person.id)).await? {
            present.push(person.clone());
        }
    }
    Ok(present)
}

pub(super) const fn code(window: Window) -> &'static str {
    match window {
        Window::Closed => "closed",
        Window::Open(_) => "open",
        Window::Late(_) => "late",
        Window::Sealed => "sealed",
        Window::Over => "over",
    }
}

pub(super) fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/zapis/pripominky")
}
