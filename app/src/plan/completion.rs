//! The form on which a task is completed at the end, or a worry gets its plan B.

use super::gather::Point;
use crate::conferences::Goal;
use crate::kernel::{Choice, Day, FormState, Id};
use crate::meeting::{Field, Seat, Side, Weight};

/// Longest wording and longest note, in characters.
const LONGEST_TEXT: usize = 4000;
const LONGEST_NOTE: usize = 1000;

/// What the form may name.
pub(super) struct Known<'a> {
    pub(super) seats: &'a [Id<Seat>],
    pub(super) goals: &'a [Id<Goal>],
    /// The day of the meeting: no deadline lies before it.
    pub(super) day: Day,
    /// Whether it is a task; a worry only gets its weight and plan B.
    pub(super) task: bool,
}

/// What was typed: the wording, and the properties with their values.
#[derive(Clone, Debug)]
pub(super) struct Completed {
    /// The wording, if it was changed.
    pub(super) text: Option<String>,
    pub(super) marks: Vec<(Field, Option<String>)>,
}

fn one_of<T>(form: &mut FormState, field: &str, known: &[Id<T>]) -> Option<Id<T>> {
    if form.value(field).is_empty() {
        return None;
    }
    let chosen = form.id(field).filter(|id| known.contains(id));
    if chosen.is_none() {
        form.fail(field, "Vyberte, prosím, ze seznamu.");
    }
    chosen
}

/// A day: one of those proposed by a button, or what was typed.
fn deadline(form: &mut FormState, day: Day) -> Option<Day> {
    let proposed: Option<Day> = form.value("navrh").parse().ok();
    let due = proposed.or_else(|| form.optional_day("termin"));
    if due.is_some_and(|due| due < day) {
        form.fail("termin", "Termín je dřív než jednání. Napište pozdější den.");
    }
    due
}

/// What completes a task. What stays empty is taken away again: the form shows all there is.
pub(super) fn completed(mut form: FormState, known: &Known<'_>) -> Result<Completed, FormState> {
    let text = form.required_text("text", LONGEST_TEXT, "Napište, co se má udělat.");
    let plan_b = form.optional_text("plan_b", LONGEST_NOTE);
    let weight = form.optional_choice::<Weight>("vaha");
    if !known.task {
        let marks =
            vec![(Field::PlanB, plan_b), (Field::Weight, weight.map(|weight| weight.code().to_owned()))];
        return form.finish(|| Some(Completed { text: Some(text?), marks }));
    }
    let owner = one_of(&mut form, "ukol_kdo", known.seats);
    let note = form.optional_text("ukol_nekdo", LONGEST_NOTE);
    let told_by = one_of(&mut form, "rekne", known.seats);
    let due = deadline(&mut form, known.day);
    let indicator = form.optional_text("ukazatel", LONGEST_NOTE);
    let support = form.optional_text("podpora", LONGEST_NOTE);
    let side = form.optional_choice::<Side>("strana");
    let goal = one_of(&mut form, "cil", known.goals);
    if owner.is_some() && note.is_some() {
        form.fail(
            "ukol_nekdo",
            "Vyberte buď člověka u stolu, nebo napište jméno. Pro dva lidi zapište dva úkoly.",
        );
    }
    if note.is_some() && told_by.is_none() && !form.has_errors() {
        form.fail("rekne", "Ten člověk tu není. Vyberte, kdo mu o úkolu řekne.");
    }
    let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string());
    let marks = vec![
        (Field::Owner, id(owner.map(Id::uuid))),
        (Field::OwnerNote, note),
        (Field::ToldBy, id(told_by.map(Id::uuid))),
        (Field::Due, due.map(|day| day.to_string())),
        (Field::Indicator, indicator),
        (Field::Support, support),
        (Field::PlanB, plan_b),
        (Field::Side, side.map(|side| side.code().to_owned())),
        (Field::Goal, id(goal.map(Id::uuid))),
    ];
    form.finish(|| Some(Completed { text: Some(text?), marks }))
}

/// The form as it stands; `reveal` opens words for whoever may read them.
pub(super) fn of_point(point: &Point, words: Words) -> FormState {
    let line = &point.line;
    FormState::empty()
        .with("text", words.text)
        .with_some("ukol_kdo", line.owner.map(|id| id.to_string()))
        .with_some("ukol_nekdo", words.owner)
        .with_some("rekne", line.told_by.map(|id| id.to_string()))
        .with_some("termin", line.deadline.map(czech::dates::short))
        .with_some("ukazatel", words.indicator)
        .with_some("podpora", words.support)
        .with_some("plan_b", words.plan_b)
        .with("strana", point.side.code())
        .with_some("cil", line.goal.map(|id| id.to_string()))
        .with_some("vaha", line.weight.map(|weight| weight.code()))
}

/// The words of a line, opened.
pub(super) struct Words {
    pub(super) text: String,
    pub(super) owner: Option<String>,
    pub(super) indicator: Option<String>,
    pub(super) support: Option<String>,
    pub(super) plan_b: Option<String>,
}
