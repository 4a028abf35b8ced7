//! Forms of cases.

use super::model::{CaseTitle, FileMark, NewCase};
use crate::kernel::FormState;

/// A new case with the name as typed, for searching.
pub(super) fn new_case(mut form: FormState) -> Result<(NewCase, String), FormState> {
    let file_mark = form.required("spisova_znacka", 60, "Napište spisovou značku, například Om 118/2026.");
    let title = form.required("nazev", 120, "Napište, jak případu říkáte, například příjmení rodiny.");
    form.finish(|| {
        let (file_mark, title) = (file_mark?, title?);
        let folded = czech::folding::fold(&title);
        Some((NewCase { title: CaseTitle::new(title), file_mark: FileMark::new(file_mark) }, folded))
    })
}
