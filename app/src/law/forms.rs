//! Forms of the law.

use super::model::{Content, Entry, NewWording, Unit};
use crate::kernel::{Choice, Day, FormState, Id, Moment};

/// A form that starts from a row.
pub(super) fn starting(entry: &Entry, now: Moment) -> FormState {
    let form = FormState::empty()
        .with("nove_id", Id::<Entry>::fresh(now).to_string())
        .with("verze", entry.version.to_string())
        .with_some("poznamka", entry.note.clone());
    match &entry.content {
        Content::Reference { act, section, title, wording } => {
            form.with("predpis", act).with("oznaceni", section).with("nazev", title).with("zneni", wording)
        }
        Content::Deadline { amount, unit, basis } => {
            form.with("pocet", amount.to_string()).with("jednotka", unit.code()).with("podle", basis)
        }
        Content::Definition { term, wording, source } => {
            form.with("pojem", term).with("zneni", wording).with("zdroj", source)
        }
    }
}

/// A new wording of the same kind as `entry`.
pub(super) fn wording(entry: &Entry, mut form: FormState) -> Result<(NewWording, FormState), FormState> {
    let content = match &entry.content {
        Content::Reference { .. } => {
            let act = form.required("predpis", 200, "Napište předpis, například zákon č. 359/1999 Sb.");
            let section = form.required("oznaceni", 80, "Napište označení, například § 14 odst. 2.");
            let title = form.required("nazev", 160, "Napište několika slovy, o čem ustanovení je.");
            let wording = form.required_text("zneni", 4000, "Napište, co ustanovení říká.");
            (|| Some(Content::Reference { act: act?, section: section?, title: title?, wording: wording? }))()
        }
        Content::Deadline { .. } => {
            let amount = form.required_number("pocet", 0, 400, "Napište počet.");
            let unit = form.required_choice::<Unit>("jednotka", "Vyberte, v čem se lhůta počítá.");
            let basis = form.required("podle", 300, "Napište, podle čeho lhůta je.");
            (|| Some(Content::Deadline { amount: amount?, unit: unit?, basis: basis? }))()
        }
        Content::Definition { .. } => {
            let term = form.required("pojem", 120, "Napište pojem.");
            let wording = form.required_text("zneni", 4000, "Napište, co pojem znamená.");
            let source = form.required("zdroj", 300, "Napište, odkud vymezení je.");
            (|| Some(Content::Definition { term: term?, wording: wording?, source: source? }))()
        }
    };
    let valid_from = form.required_day("od", "Napište, od kterého dne nové znění platí.");
    let valid_to = form.optional_day("do");
    if let (Some(from), Some(to)) = (valid_from, valid_to)
        && to < from
    {
        form.fail("do", "Konec platnosti je před jejím začátkem.");
    }
    let note = form.optional_text("poznamka", 1000);
    let id = form.id("nove_id");
    let kept = form.clone();
    let new = form.finish(|| {
        Some(NewWording { id: id?, content: content?, valid_from: valid_from?, valid_to, note })
    })?;
    Ok((new, kept))
}

/// The day of a verification: not in the future.
pub(super) fn verification(mut form: FormState, today: Day) -> Result<Day, FormState> {
    let day = form.required_day("den", "Napište, kdy jste znění porovnali s e-Sbírkou.");
    if day.is_some_and(|day| day > today) {
        form.fail("den", "Den ověření nemůže být v budoucnosti.");
    }
    form.finish(|| day)
}
