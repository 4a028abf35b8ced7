//! Sheets as they come from a phone or are copied from paper.

use super::code;
use super::model::{FeedbackWords, NewSheet, Sheet, WhoAnswers};
use crate::kernel::{Choice, FormState};
use std::collections::BTreeMap;

/// Longest words.
const LONGEST: usize = 2000;

/// Why a sheet was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Untaken {
    /// Nothing is on it.
    Empty,
    /// The words are too long.
    Long,
}

/// A sheet. Nothing has to be answered, but something has to stand on it; a child's first words of a form decide nothing.
pub(super) fn sheet(form: &FormState, who: WhoAnswers) -> Result<NewSheet, Untaken> {
    let answers: BTreeMap<String, i64> = who
        .asked()
        .into_iter()
        .filter_map(|(name, _)| {
            let step = form.value(name).parse::<i64>().ok()?;
            (1..=who.highest()).contains(&step).then(|| (name.to_owned(), step))
        })
        .collect();
    let words = form.value("slova").trim();
    if words.chars().count() > LONGEST {
        return Err(Untaken::Long);
    }
    if answers.is_empty() && words.is_empty() {
        return Err(Untaken::Empty);
    }
    let typed = form.value("nove_id");
    let form_id = if code::is_form_id(typed) { typed.to_owned() } else { code::form_id() };
    Ok(NewSheet {
        id: code::sheet_id(&form_id),
        sheet: Sheet {
            who,
            answers,
            words: (!words.is_empty()).then(|| FeedbackWords::new(words.to_owned())),
        },
    })
}

/// As whom somebody answers.
pub(super) fn who(form: &FormState) -> Option<WhoAnswers> {
    WhoAnswers::from_code(form.value("kdo"))
}
