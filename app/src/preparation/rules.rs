//! Who is ready for the meeting, and what is missing by when. Pure.
//!
//! Source: domain.md section 3, step 7 and the lead-time rules: the talk with parents and child, and the points the
//! parents should hear first, the number of working days of `law`'s preparation before the meeting; everything else by
//! the last look at readiness.

use crate::cases::ReaderKind;
use crate::kernel::Day;
use crate::law::Deadlines;
use crate::participants::{ChildForm, Participant, Participation, Perspective};

/// What is asked of the preparation of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// They know what it is, why, how it runs.
    Informed,
    /// There are points for the parents.
    Points,
    /// A paper has reached them.
    Paper,
    /// Their own view has come.
    View,
    /// What they need is arranged.
    Need,
}

/// How far one thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Done, on a day when it is known.
    Done(Option<Day>),
    /// Agreed for a day that is still to come.
    Planned(Day),
    /// It was agreed for a day that is over, and nobody said that it took place.
    Unconfirmed(Day),
    /// Nothing yet.
    Open,
}

impl Progress {
    /// Whether it is done.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done(_))
    }
}

/// One thing that is asked for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What.
    pub asked: Asked,
    /// How far it is.
    pub progress: Progress,
    /// By when; none while the meeting has no day.
    pub due: Option<Day>,
    /// Which one of several: the number of a paper, the label of a need.
    pub what: String,
}

/// What is known about one participant's preparation, as values.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Days of talks that took place.
    pub talks: Vec<Day>,
    /// Days for which a talk was agreed.
    pub appointments: Vec<Day>,
    /// When the invitation was opened, answered or handed over.
    pub told: Option<Day>,
    /// Papers for them: number, whether the parents' points, when they have it.
    pub papers: Vec<(i64, bool, Option<Day>)>,
    /// When their own view came.
    pub view: Option<Day>,
    /// Labels of needs nobody has arranged.
    pub wanted: Vec<&'static str>,
}

/// Whether somebody has to be prepared at all: the office's own people and who leads or writes prepare themselves.
#[must_use]
pub fn is_prepared_by_office(participant: &Participant) -> bool {
    participant.staff.is_none() && participant.perspective != Perspective::Office
}

/// Whether a talk is needed, not only an invitation that was read: the family's own circle, children above all.
#[must_use]
pub const fn needs_talk(reader: ReaderKind) -> bool {
    reader.is_of_family()
}

/// Whether their own view is asked for before the meeting: parents, children, who cares for the child, and whoever will
/// not say it in the room.
#[must_use]
pub const fn needs_view(reader: ReaderKind, participation: Participation) -> bool {
    matches!(participation, Participation::Written)
        || matches!(
            reader,
            ReaderKind::ParentWithResponsibility
                | ReaderKind::ParentWithoutResponsibility
                | ReaderKind::Child
                | ReaderKind::FosterCarer
        )
}

/// What is asked for one person, in the order of the work.
#[must_use]
pub fn items(
    (reader, participation): (ReaderKind, Participation),
    known: &Known,
    (meeting, today): (Option<Day>, Day),
    deadlines: &Deadlines,
) -> Vec<Item> {
    let early = meeting.map(|day| deadlines.preparation.before(day));
    let late = meeting.map(|day| deadlines.readiness.before(day));
    let mut items = Vec::new();
    let mut item = |asked, progress, due, what: String| items.push(Item { asked, progress, due, what });
    let due = if needs_talk(reader) { early } else { late };
    item(Asked::Informed, informed(reader, known, today), due, String::new());
    let points = known.papers.iter().any(|(_, points, _)| *points);
    if reader == ReaderKind::ParentWithResponsibility && !points {
        item(Asked::Points, Progress::Open, early, String::new());
    }
    for (number, points, reached) in &known.papers {
        let due = if *points { early } else { late };
        let progress = reached.map_or(Progress::Open, |day| Progress::Done(Some(day)));
        item(Asked::Paper, progress, due, number.to_string());
    }
    if needs_view(reader, participation) || known.view.is_some() {
        let progress = known.view.map_or(Progress::Open, |day| Progress::Done(Some(day)));
        item(Asked::View, progress, late, String::new());
    }
    for need in &known.wanted {
        item(Asked::Need, Progress::Open, late, (*need).to_owned());
    }
    items
}

/// What is asked for a child that will not sit at the table but whose voice is to be heard there: somebody has asked the
/// child what it wishes. For a child whose situation others describe nothing is asked.
#[must_use]
pub fn child_items(
    form: ChildForm,
    (asked_on, has_wish): (Option<Day>, bool),
    meeting: Option<Day>,
    deadlines: &Deadlines,
) -> Vec<Item> {
    if form.is_invited() || form == ChildForm::Indirect {
        return Vec::new();
    }
    let progress = if has_wish || asked_on.is_some() { Progress::Done(asked_on) } else { Progress::Open };
    let due = meeting.map(|day| deadlines.preparation.before(day));
    vec![Item { asked: Asked::View, progress, due, what: String::new() }]
}

fn informed(reader: ReaderKind, known: &Known, today: Day) -> Progress {
    let told = known.told.filter(|_| !needs_talk(reader));
    if let Some(day) = known.talks.iter().copied().chain(told).max() {
        return Progress::Done(Some(day));
    }
    match known.appointments.iter().copied().max() {
        Some(day) if day >= today => Progress::Planned(day),
        Some(day) => Progress::Unconfirmed(day),
        None => Progress::Open,
    }
}

/// How many people miss something of one kind, with the nearest day by which it should be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// People.
    pub people: usize,
    /// The nearest day.
    pub due: Option<Day>,
}

/// What is missing of one kind over all people.
pub fn missing<'a>(people: impl Iterator<Item = &'a [Item]>, asked: Asked) -> Missing {
    people.fold(Missing::default(), |sum, items| {
        let mut open = items.iter().filter(|item| item.asked == asked && !item.progress.is_done()).peekable();
        if open.peek().is_none() {
            return sum;
        }
        let due = open.filter_map(|item| item.due).min();
        Missing { people: sum.people + 1, due: [sum.due, due].into_iter().flatten().min() }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const MEETING: Day = date(2026, 12, 10);
    const TODAY: Day = date(2026, 11, 24);

    fn asked(reader: ReaderKind, known: &Known) -> Vec<Item> {
        items((reader, Participation::Whole), known, (Some(MEETING), TODAY), &Deadlines::default())
    }

    fn of(items: &[Item], asked: Asked) -> &Item {
        items.iter().find(|item| item.asked == asked).unwrap()
    }

    #[test]
    fn the_parents_are_talked_to_and_have_the_points_three_working_days_before() {
        let known = Known { papers: vec![(1, true, None)], ..Known::default() };
        let items = asked(ReaderKind::ParentWithResponsibility, &known);
        assert_eq!(of(&items, Asked::Informed).due, Some(date(2026, 12, 7)));
        assert_eq!(of(&items, Asked::Paper).due, Some(date(2026, 12, 7)));
        assert_eq!(of(&items, Asked::View).due, Some(date(2026, 12, 8)));
    }

    #[test]
    fn days_are_counted_without_the_christmas_holidays() {
        let meeting = date(2026, 12, 28);
        let way = (ReaderKind::Child, Participation::Part);
        let items = items(way, &Known::default(), (Some(meeting), TODAY), &Deadlines::default());
        assert_eq!(
            of(&items, Asked::Informed).due,
            Some(date(2026, 12, 21)),
            "24 to 27 December do not count"
        );
    }

    #[test]
    fn an_appointment_prepares_nobody_until_it_took_place() {
        let ahead = Known { appointments: vec![date(2026, 11, 25)], ..Known::default() };
        let items = asked(ReaderKind::Child, &ahead);
        assert_eq!(of(&items, Asked::Informed).progress, Progress::Planned(date(2026, 11, 25)));
        let over = Known { appointments: vec![date(2026, 11, 20)], ..Known::default() };
        let items = asked(ReaderKind::Child, &over);
        assert_eq!(of(&items, Asked::Informed).progress, Progress::Unconfirmed(date(2026, 11, 20)));
    }

    #[test]
    fn an_invitation_that_was_read_informs_a_teacher_but_not_a_mother() {
        let told = Known { told: Some(TODAY), ..Known::default() };
        assert!(of(&asked(ReaderKind::School, &told), Asked::Informed).progress.is_done());
        let mother = asked(ReaderKind::ParentWithResponsibility, &told);
        assert!(!of(&mother, Asked::Informed).progress.is_done());
    }

    #[test]
    fn a_parent_without_points_misses_them() {
        let items = asked(ReaderKind::ParentWithResponsibility, &Known::default());
        assert_eq!(of(&items, Asked::Points).progress, Progress::Open);
        let all = [items.as_slice()];
        assert_eq!(missing(all.into_iter(), Asked::Points).people, 1);
    }

    #[test]
    fn a_child_that_sends_a_letter_is_asked_and_one_that_others_describe_is_not() {
        let of = |form, known| child_items(form, known, Some(MEETING), &Deadlines::default());
        let letter = of(ChildForm::Letter, (None, false));
        assert_eq!((letter[0].progress, letter[0].due), (Progress::Open, Some(date(2026, 12, 7))));
        assert!(of(ChildForm::Letter, (None, true))[0].progress.is_done());
        assert!(of(ChildForm::Indirect, (None, false)).is_empty());
        assert!(of(ChildForm::Part, (None, false)).is_empty(), "who comes is a participant");
    }

    fn day() -> impl Strategy<Value = Option<Day>> {
        proptest::option::of(
            (0_i32..60).prop_map(|n| date(2026, 11, 1).saturating_add(jiff::Span::new().days(n))),
        )
    }

    proptest! {
        #[test]
        fn nobody_is_called_ready_before_they_are(
            talk in day(),
            appointment in day(),
            told in day(),
            papers in proptest::collection::vec((any::<bool>(), day()), 0..4),
            view in day(),
            wanted in 0_usize..3,
            reader in proptest::sample::select(vec![
                ReaderKind::ParentWithResponsibility,
                ReaderKind::Child,
                ReaderKind::School,
                ReaderKind::OtherRelative,
            ]),
            written: bool,
        ) {
            let way = if written { Participation::Written } else { Participation::Whole };
            let numbered = papers.iter().enumerate().map(|(n, (points, day))| (n as i64, *points, *day));
            let known = Known {
                talks: talk.into_iter().collect(),
                appointments: appointment.into_iter().collect(),
                told,
                papers: numbered.collect(),
                view,
                wanted: vec!["tlumočník"; wanted],
            };
            let items = items((reader, way), &known, (Some(MEETING), TODAY), &Deadlines::default());
            let ready = items.iter().all(|item| item.progress.is_done());
            let informed = talk.is_some() || (told.is_some() && !needs_talk(reader));
            let points = reader != ReaderKind::ParentWithResponsibility || papers.iter().any(|(points, _)| *points);
            let delivered = papers.iter().all(|(_, day)| day.is_some());
            let heard = view.is_some() || !needs_view(reader, way);
            prop_assert_eq!(ready, informed && points && delivered && heard && wanted == 0);
            prop_assert!(items.iter().all(|item| item.due.is_some_and(|due| due < MEETING)));
        }
    }
}
