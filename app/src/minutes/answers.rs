//! What people said to the plan when it was read through, as lines of the record: dissent in its own words, and how many
//! agree beside each agreement. Pure but for opening the words.
//!
//! What somebody answered alone is no part of it, and where somebody's safety is at risk nothing is: agreement and dissent
//! in front of a violent partner are coerced (domain.md 2.6), and an extract of the record lies at home.

use super::model::{LineFacts, PhaseFacts};
use super::store;
use crate::cases::Child;
use crate::kernel::{Choice, Id};
use crate::meeting::{self, Line, LineKind};
use crate::plan::rules::{newest, tally};
use crate::plan::{Given, Stance};

/// The title of the part of the course under which it stands.
pub(super) const TITLE: &str = "Co kdo řekl k dohodám a úkolům";

/// The number by which a plan B is known among the lines of a record; those of agreements and tasks begin at one.
const PLAN_B: i64 = 0;

/// What was said aloud, and how much those present agree with each line.
pub(super) struct Answers<'a> {
    pub(super) given: &'a [Given],
    /// Whether people answer alone only.
    pub(super) alone: bool,
}

impl Answers<'_> {
    /// How many say what to a line: "souhlasí 4, nesouhlasí 1"; none when nobody answered it aloud.
    pub(super) fn agreement(&self, line: &Line) -> Option<String> {
        let counted = tally(&newest(self.given, line.id), self.alone);
        let said = [
            (Stance::Agrees, counted.agree),
            (Stance::Accepts, counted.accept),
            (Stance::Disagrees, counted.disagree),
        ];
        let words: Vec<String> = said
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(stance, count)| format!("{} {count}", stance.label()))
            .collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// The part of the course in which dissents and what else was said to agreements and tasks stand.
    pub(super) fn part(&self, lines: &[Line], children: &[Child]) -> Option<PhaseFacts> {
        if self.alone {
            return None;
        }
        let points = lines.iter().filter(|line| matches!(line.kind, LineKind::Agreed | LineKind::Task));
        let mut said: Vec<LineFacts> = points
            .flat_map(|line| {
                let aloud = newest(self.given, line.id).into_iter().filter(|given| !given.alone);
                aloud.filter_map(|given| answer(given, line, children)).collect::<Vec<_>>()
            })
            .collect();
        said.sort_by_key(|line| line.at);
        let part = PhaseFacts { title: TITLE.to_owned(), from: None, until: None, lines: said };
        (!part.lines.is_empty()).then_some(part)
    }
}

/// Takes it, and plans B, out of a record that is cut for a reader where somebody's safety is at risk: a concern that was noted after the
/// record was sealed counts as well.
pub(super) fn withhold(course: &mut Vec<PhaseFacts>) {
    course.retain(|part| part.title != TITLE);
    // What somebody does when it happens again is not for whom it may happen through.
    for part in course.iter_mut() {
        part.lines.retain(|line| line.number != Some(PLAN_B));
    }
    let counted = |degree: &String| degree.contains(|sign: char| sign.is_ascii_digit());
    for line in course.iter_mut().flat_map(|part| part.lines.iter_mut()) {
        line.degree = line.degree.take().filter(|degree| !counted(degree));
    }
}

/// An answer as a line: whoever disagrees always stands there, others when they said something to it.
fn answer(given: &Given, line: &Line, children: &[Child]) -> Option<LineFacts> {
    let kind = match given.stance {
        Stance::Disagrees => LineKind::Dissent,
        _ if given.words.is_some() || given.step.is_some() => LineKind::Said,
        Stance::Agrees | Stance::Accepts => return None,
    };
    let what = if line.kind == LineKind::Task { "K úkolu" } else { "K dohodě" };
    let number = line.number().map_or_else(String::new, |number| format!(" {number}"));
    let stance = given.degree.and_then(meeting::rules::degree_words).unwrap_or(given.stance.label());
    let head = format!("{what}{number}: {stance}.");
    Some(beside(
        line,
        kind,
        (Some(given.seat), given.at),
        store::answer_words(head, given, line.topic),
        children,
    ))
}

/// What is to be done when a serious worry comes true, as a line behind it.
pub(super) fn plan_b(line: &Line, children: &[Child]) -> Option<LineFacts> {
    let words = store::plan_b_words(line.plan_b.as_ref()?, line.topic);
    let plan = beside(line, LineKind::Said, (None, line.happened), words, children);
    Some(LineFacts { number: Some(PLAN_B), ..plan })
}

/// A line of nobody's form that speaks of another one: it concerns whom that one concerns.
fn beside(
    line: &Line,
    kind: LineKind,
    (speaker, at): (Option<Id<meeting::Seat>>, crate::kernel::Moment),
    words: meeting::Words,
    children: &[Child],
) -> LineFacts {
    LineFacts {
        id: None,
        mended: None,
        kind,
        number: None,
        at,
        words,
        subjects: line.topic.subjects(line.child, children.iter().map(|child| child.id)),
        speaker,
        owner: None,
        owner_words: None,
        deadline: None,
        indicator: None,
        support: None,
        degree: None,
        weight: None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use crate::minutes::samples;
    use uuid::Uuid;

    #[test]
    fn where_somebody_is_afraid_no_plan_b_and_no_count_reaches_a_reader() {
        let mut record = samples::record(None);
        let plan = LineFacts {
            number: Some(PLAN_B),
            degree: Some("souhlasí 4, nesouhlasí 1".to_owned()),
            ..record.course[0].lines[0].clone()
        };
        record.course[0].lines.push(plan.clone());
        record.course[0].lines.push(LineFacts { number: Some(1), ..plan.clone() });
        record.course.push(PhaseFacts {
            title: TITLE.to_owned(),
            from: None,
            until: None,
            lines: vec![plan],
        });
        let reader = Id::from_uuid(Uuid::from_u128(1));
        let told = |concern: bool| {
            let mut record = record.clone();
            record.safety_concern = concern;
            let cut = record.for_reader(reader);
            let plans = cut.lines().filter(|line| line.number == Some(PLAN_B)).count();
            let counts =
                cut.lines().filter_map(|line| line.degree.as_ref()).filter(|d| d.contains('4')).count();
            (plans, counts)
        };
        assert_eq!((told(false), told(true)), ((2, 3), (0, 0)));
    }
}
