//! What those who were there read: their extract of the draft with their own comments beside it, its part on their first
//! page, the mail. The extract is cut as the paper is, by the same view: same numbers, same gaps, attended parts.

use super::model::{AnswerWords, Comment, Decision, Wish};
use super::rules::Window;
use super::words::{Spoken, spoken};
use crate::invitations::doors::{self, Guest, Language};
use crate::kernel::{Failure, Id};
use crate::meeting::Line;
use crate::minutes::letters::RecordPaper;
use crate::minutes::model::RecordContent;
use facts::Shown;
use outbound::{Cut, Cutter, Link, Logistics, Occasion, Page, Returned, Subject};
use uuid::Uuid;

/// To whom the page is shown, and how far they got.
pub(super) struct Reader {
    pub(super) language: Language,
    pub(super) child: bool,
    /// Whether they gave the code.
    pub(super) proved: bool,
    /// Whether they were at the meeting.
    pub(super) present: bool,
    /// Whether a fact is protected from them: nothing they wrote is given back then, because whether the page comes or
    /// not would tell which word is the secret.
    pub(super) guarded: bool,
    pub(super) window: Window,
    /// `/p/…`
    pub(super) path: Link,
    pub(super) office: Logistics,
    pub(super) contact: (Option<Logistics>, Option<Logistics>),
    /// The question for the code.
    pub(super) door: Option<Page>,
}

impl Reader {
    /// Of whoever came by a link.
    pub(super) fn of(guest: &Guest, present: bool, window: Window) -> Result<Self, Failure> {
        Ok(Self {
            language: guest.language,
            child: guest.is_child(),
            proved: guest.proved(),
            present,
            guarded: guest.rights.guard.is_some(),
            window,
            path: guest.path.clone(),
            office: Logistics::of(&guest.office.title),
            contact: guest.contact(),
            door: if present && window.takes() { Some(guest.door("zapis")?) } else { None },
        })
    }

    /// The sentences for this reader.
    pub(super) fn words(&self) -> &'static Spoken {
        spoken(self.language, self.child)
    }

    /// Whether they may read and write.
    pub(super) const fn inside(&self) -> bool {
        self.proved && self.present && self.window.takes()
    }
}

/// What was not taken, and of which place.
pub(super) struct Problem {
    /// The line; none: the whole record.
    pub(super) line: Option<Id<Line>>,
    pub(super) sentence: &'static str,
    pub(super) typed: Option<String>,
    /// Whether something was typed that is not given back to them.
    pub(super) unreturned: bool,
}

/// The page, before it is cut.
pub(super) struct Draft {
    pub(super) reader: Reader,
    /// Their extract; none without the code, for children, and when a protected fact keeps it in the house.
    pub(super) record: Option<RecordContent>,
    /// Whether a protected fact does.
    pub(super) held_back: bool,
    /// Whether what the office answered stands on the page; not when a protected fact in it keeps the page in the house.
    pub(super) answers: bool,
    /// Their own comments.
    pub(super) own: Vec<Comment>,
    /// What was just done.
    pub(super) done: Done,
    pub(super) problem: Option<Problem>,
    /// From which the identifiers of the forms are made, one for each place.
    pub(super) seed: Id<Comment>,
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// Nothing.
    Nothing,
    /// A comment came.
    Saved,
    /// One was taken back.
    Withdrawn,
}

/// The part on the first page, before it is cut.
pub(super) struct Part {
    pub(super) language: Language,
    pub(super) child: bool,
    pub(super) window: Window,
    pub(super) way: Link,
}

/// The mail, before it is cut.
pub(super) struct Telling {
    pub(super) words: &'static Spoken,
    pub(super) link: Link,
}

outbound::view! {
    /// The mail that the draft is there. It does not say of what.
    #[mail("minutes/comments/mails/ready.txt")]
    pub struct ReadyView {
        pub words: Spoken,
        pub link: Link,
    }

    /// What its reader said before, with what became of it.
    pub struct OwnRow {
        pub id: Logistics,
        pub on: Logistics,
        pub wish: &'static str,
        pub words: Option<Shown<String>>,
        pub state: &'static str,
        pub answer: Option<Shown<String>>,
        pub may_withdraw: bool,
    }

    /// A place that can be commented on.
    pub struct Spot {
        pub line: Option<Logistics>,
        /// Sets apart what stands on the page several times.
        pub key: Logistics,
        pub form: Logistics,
        pub own: Vec<OwnRow>,
        pub problem: Option<&'static str>,
        pub typed: Option<Returned>,
        pub unreturned: bool,
    }

    /// The page.
    #[page("minutes/comments/pages/draft.html")]
    pub struct DraftView {
        pub words: Spoken,
        pub office: Logistics,
        pub path: Link,
        pub proved: bool,
        pub present: bool,
        pub child: bool,
        pub saved: bool,
        pub withdrawn: bool,
        /// `closed`, `open`, `late`, `sealed`.
        pub window: &'static str,
        pub day: Option<Logistics>,
        pub held_back: bool,
        pub record: Option<RecordPaper>,
        pub spots: Vec<Spot>,
        pub whole: Spot,
        /// What was typed before the code was asked for again.
        pub lost: Option<Returned>,
        pub trouble: bool,
        pub door: Option<Page>,
        pub contact: Option<Logistics>,
        pub phone: Option<Logistics>,
    }

    /// What the office answers, alone: whether it may reach whom it is for is asked of this before it is kept.
    pub struct AnswerLook {
        pub answer: Option<Shown<String>>,
    }

    /// The part on the first page: that there is something to read, until when.
    #[page("minutes/comments/pages/part.html")]
    pub struct DraftPart {
        pub words: Spoken,
        pub window: &'static str,
        pub day: Option<Logistics>,
        pub way: Link,
    }
}

const fn code(window: Window) -> &'static str {
    match window {
        Window::Closed => "closed",
        Window::Open(_) => "open",
        Window::Late(_) => "late",
        Window::Sealed => "sealed",
        Window::Over => "over",
    }
}

fn day(window: Window, language: Language) -> Option<Logistics> {
    match window {
        Window::Open(day) => Some(Logistics::of(language.until_day(day))),
        _ => None,
    }
}

const fn was(words: &Spoken, wish: Wish) -> &'static str {
    match wish {
        Wish::Correct => words.was_correct,
        Wish::Add => words.was_add,
        Wish::Own => words.was_own,
    }
}

fn state(words: &Spoken, comment: &Comment) -> &'static str {
    match comment.decision() {
        Some(Decision::Accepted) => words.accepted,
        Some(Decision::Attached) => words.attached,
        Some(Decision::Addendum) => words.addendum,
        Some(Decision::Kept) => words.kept,
        None if comment.after_seal => words.waits_sealed,
        None if comment.late => words.waits_late,
        None => words.waits,
    }
}

/// The lines of an extract that its reader can comment on, each once: agreed points and tasks where they are numbered,
/// the rest where it was said.
pub(super) fn lines(paper: &RecordPaper) -> Vec<Logistics> {
    let said = paper.course.iter().flatten().flat_map(|part| &part.lines);
    let said = said.filter(|line| line.degree != "agreed").map(|line| &line.line);
    let agreed = paper.agreed_points.iter().filter_map(|place| place.shown()).map(|row| &row.line);
    let tasks = paper.tasks.iter().filter_map(|place| place.shown()).map(|row| &row.line);
    said.chain(agreed).chain(tasks).filter_map(Clone::clone).collect()
}

impl Draft {
    fn own(&self, cutter: &Cutter<'_>, is: impl Fn(&Comment) -> bool) -> Vec<OwnRow> {
        let words = self.reader.words();
        let about = cutter.about(Subject::Reader);
        let shown = self.own.iter().filter(|comment| comment.withdrawn.is_none() && is(comment));
        shown
            .map(|comment| OwnRow {
                id: Logistics::of(comment.id.to_string()),
                on: Logistics::of(self.reader.language.short_date(comment.given.day())),
                wish: was(words, comment.wish),
                words: if self.reader.guarded { None } else { about.show(&comment.words) },
                state: state(words, comment),
                answer: comment
                    .answer
                    .as_ref()
                    .filter(|_| self.answers)
                    .and_then(|answer| about.show(answer)),
                may_withdraw: comment.waits(),
            })
            .collect()
    }

    fn spot(&self, line: Option<&Logistics>, own: Vec<OwnRow>) -> Spot {
        let name = line.map_or("cele", Logistics::as_str);
        let here = |problem: &&Problem| match (problem.line, line) {
            (None, None) => true,
            (Some(id), Some(line)) => id.to_string() == line.as_str(),
            _ => false,
        };
        let problem = self.problem.as_ref().filter(here).filter(|_| self.reader.inside());
        let place = line.and_then(|line| Uuid::parse_str(line.as_str()).ok()).unwrap_or_default();
        let form = Uuid::from_u128(self.seed.uuid().as_u128() ^ place.as_u128());
        Spot {
            line: line.cloned(),
            key: Logistics::of(name),
            form: Logistics::of(form.to_string()),
            own,
            problem: problem.map(|problem| problem.sentence),
            typed: problem.and_then(|problem| problem.typed.as_deref()).map(Returned::input),
            unreturned: problem.is_some_and(|problem| problem.unreturned),
        }
    }
}

impl Cut<Draft> for DraftView {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(draft: &Draft, cutter: &Cutter<'_>) -> Self {
        let reader = &draft.reader;
        let inside = reader.inside();
        // The gaps of the extract are named in the reader's language.
        let _ = cutter.omitted_in(doors::naming(reader.language));
        let record = draft.record.as_ref().filter(|_| inside);
        let record = record.map(|record| RecordPaper::in_language(record, cutter, reader.language));
        let named = record.as_ref().map(lines).unwrap_or_default();
        let of = |comment: &Comment, line: &Logistics| {
            comment.line.is_some_and(|id| id.to_string() == line.as_str())
        };
        let spots = named.iter().map(|line| draft.spot(Some(line), draft.own(cutter, |c| of(c, line))));
        let spots: Vec<Spot> = spots.collect();
        let elsewhere = |comment: &Comment| !named.iter().any(|line| of(comment, line));
        let own = if inside { draft.own(cutter, elsewhere) } else { Vec::new() };
        // What was typed beside a line that is not there any more comes back at the whole record.
        let gone = |problem: &Problem| {
            let here = |id: &Id<Line>| named.iter().any(|line| line.as_str() == id.to_string());
            problem.line.as_ref().is_some_and(|id| !here(id))
        };
        let mut whole = draft.spot(None, own);
        if let Some(problem) = draft.problem.as_ref().filter(|problem| inside && gone(problem)) {
            whole.problem = Some(problem.sentence);
            whole.typed = problem.typed.as_deref().map(Returned::input);
        }
        let lost = draft.problem.as_ref().filter(|_| !inside).and_then(|problem| problem.typed.as_deref());
        Self {
            words: reader.words().clone(),
            office: reader.office.clone(),
            path: reader.path.clone(),
            proved: reader.proved,
            present: reader.present,
            child: reader.child,
            saved: draft.done == Done::Saved,
            withdrawn: draft.done == Done::Withdrawn,
            window: code(reader.window),
            day: day(reader.window, reader.language),
            held_back: draft.held_back,
            record,
            spots,
            whole,
            lost: lost.map(Returned::input),
            trouble: draft.problem.is_some(),
            door: reader.door.clone(),
            contact: reader.contact.0.clone(),
            phone: reader.contact.1.clone(),
        }
    }
}

impl Cut<AnswerWords> for AnswerLook {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(answer: &AnswerWords, cutter: &Cutter<'_>) -> Self {
        Self { answer: cutter.about(Subject::Reader).show(answer) }
    }
}

impl Cut<Part> for DraftPart {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(part: &Part, _: &Cutter<'_>) -> Self {
        Self {
            words: spoken(part.language, part.child).clone(),
            window: code(part.window),
            day: day(part.window, part.language),
            way: part.way.clone(),
        }
    }
}

impl Cut<Telling> for ReadyView {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(telling: &Telling, _: &Cutter<'_>) -> Self {
        Self { words: telling.words.clone(), link: telling.link.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Choice;

    #[test]
    fn the_buttons_send_what_the_form_reads() {
        let page = include_str!("pages/spot.html");
        for wish in Wish::ALL {
            assert!(page.contains(&format!("value=\"{}\"", wish.code())), "{}", wish.code());
        }
    }
}
