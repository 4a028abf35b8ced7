//! Forms of cases.

mod governance;
mod opening;
mod records;

pub(super) use governance::{hand_over, opening as opening_for_reason, refusal};
pub(super) use opening::{ListForm, new_case, new_case_from_list};
pub(super) use records::{
    NOBODY, PersonForm, about_value, child, child_form, mark_of, person, person_form, protected,
    protected_form, relation_fields,
};

use super::model::{CaseTitle, FileMark, SafetyNote};
use super::{BirthDay, CaseFile};
use crate::access::{Permit, Reads};
use crate::identity::Staff;
use crate::kernel::{Day, FormState, Id};

/// Longest name, organisation, position.
const NAME: usize = 120;
/// Longest file mark.
const MARK: usize = 60;

/// A day of birth that may be missing: two-digit years lie in the past.
fn birth_day(form: &mut FormState, field: &str, today: Day) -> Option<BirthDay> {
    let typed = czech::lines::clean_line(form.value(field));
    if typed.is_empty() {
        return None;
    }
    match czech::dates::parse_birth_date(&typed, today) {
        Ok(day) if day > today => {
            form.fail(field, "Datum narození je v budoucnosti. Zkontrolujte rok.");
            None
        }
        Ok(day) => Some(BirthDay::new(day)),
        Err(error) => {
            form.fail(field, error.about_date());
            None
        }
    }
}

/// A day that may be missing and lies in the past or today.
fn past_day(form: &mut FormState, field: &str, today: Day) -> Option<Day> {
    let day = form.optional_day(field)?;
    if day > today {
        form.fail(field, "Tento den teprve přijde. Zkontrolujte datum.");
        return None;
    }
    Some(day)
}

/// Title and file mark as stored, for the form that changes them.
pub(super) fn case_form<A: Reads<CaseFile>>(permit: &Permit<CaseFile, A>) -> FormState {
    let case = permit.record();
    FormState::empty()
        .with("spisova_znacka", permit.reveal(&case.file_mark))
        .with("nazev", permit.reveal(&case.title))
}

/// Title and file mark as typed.
pub(super) fn case(mut form: FormState) -> Result<(CaseTitle, FileMark), FormState> {
    let file_mark = form.required("spisova_znacka", MARK, "Napište spisovou značku, například Om 118/2026.");
    let title = form.required("nazev", NAME, "Napište, jak případu říkáte, například příjmení rodiny.");
    form.finish(|| Some((CaseTitle::new(title?), FileMark::new(file_mark?))))
}

/// The safety concern as stored.
pub(super) fn safety_form<A: Reads<CaseFile>>(permit: &Permit<CaseFile, A>) -> FormState {
    let case = permit.record();
    FormState::empty()
        .with("obava", if case.safety_concern { "ano" } else { "ne" })
        .with_some("slova", case.safety_note.as_ref().map(|note| permit.reveal(note).clone()))
}

/// A safety concern with its words, or none.
pub(super) fn safety(mut form: FormState) -> Result<Option<SafetyNote>, FormState> {
    match form.value("obava").to_owned().as_str() {
        "ne" => Ok(None),
        "ano" => {
            let words = form.required_text(
                "slova",
                4000,
                "Napište vlastními slovy, čeho se obava týká. Kolegové podle toho povedou přípravu.",
            );
            form.finish(|| Some(Some(SafetyNote::new(words?))))
        }
        _ => Err(form.failed("obava", "Vyberte, jestli je v případu obava o něčí bezpečí.")),
    }
}

/// The new coordinator, one of those offered.
pub(super) fn transfer(form: FormState, offered: &[Id<Staff>]) -> Result<Id<Staff>, FormState> {
    match form.id("komu").filter(|id| offered.contains(id)) {
        Some(to) => Ok(to),
        None => Err(form.failed("komu", "Vyberte, komu případ předáváte.")),
    }
}

/// Whether the file mark was typed as it is: the last check before a case is destroyed.
pub(super) fn destroy(form: FormState, mark: &str) -> Result<(), FormState> {
    if czech::folding::fold(form.value("znacka")) == czech::folding::fold(mark) {
        Ok(())
    } else {
        Err(form.failed("znacka", "Značka nesouhlasí. Opište ji tak, jak stojí nad políčkem."))
    }
}

/// One difference between what was typed and what somebody else saved meanwhile.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    /// The field's label.
    pub label: String,
    /// What the person typed.
    pub yours: String,
    /// What is stored.
    pub stored: String,
}

/// Where two forms differ, field by field.
pub(super) fn differences(
    yours: &FormState,
    stored: &FormState,
    fields: &[(String, String)],
    words: impl Fn(&str, &str) -> String,
) -> Vec<Difference> {
    let said = |form: &FormState, field: &str| {
        let all: Vec<String> =
            form.all(field).into_iter().filter(|v| !v.is_empty()).map(|v| words(field, v)).collect();
        if all.is_empty() { "nevyplněno".to_owned() } else { all.join(", ") }
    };
    fields
        .iter()
        .map(|(field, label)| Difference {
            label: label.clone(),
            yours: said(yours, field),
            stored: said(stored, field),
        })
        .filter(|difference| difference.yours != difference.stored)
        .collect()
}

/// Field names with labels, for [`differences`].
pub(super) fn labelled(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(field, label)| ((*field).to_owned(), (*label).to_owned())).collect()
}
