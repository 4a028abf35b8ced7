//! Forms of cases.

use super::CaseFile;
use super::model::{CaseTitle, FileMark, NewCase};
use crate::kernel::{FormState, Id};

/// A new case with the name as typed, for searching.
pub(super) fn new_case(mut form: FormState, fresh: Id<CaseFile>) -> Result<NewCase, FormState> {
    let file_mark = form.required("spisova_znacka", 60, "Napište spisovou značku, například Om 118/2026.");
    let title = form.required("nazev", 120, "Napište, jak případu říkáte, například příjmení rodiny.");
    form.finish(|| {
        Some(NewCase {
            id: fresh,
            title: CaseTitle::new(title?),
            file_mark: FileMark::new(file_mark?),
            children: Vec::new(),
            people: Vec::new(),
        })
    })
}
