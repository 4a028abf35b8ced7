//! Forms of documents.

use crate::kernel::FormState;

/// Longest reference number.
const LONGEST: usize = 60;

/// The reference number as the records system gave it, with the version the person saw.
pub(super) fn number(mut form: FormState) -> Result<(String, i64), FormState> {
    let number = form.required("cislo", LONGEST, "Opište číslo jednací ze spisové služby.");
    let version = form.version();
    form.finish(|| Some((number?, version?)))
}
