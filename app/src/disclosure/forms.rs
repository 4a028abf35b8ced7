//! The form of one decision.

use super::actions::Decision;
use super::model::{StoredVerdict, TableOccasion};
use crate::cases::ReaderKind;
use crate::kernel::{Day, FormState};
use facts::FactGroup;

/// One decision about one reader and group.
pub(super) fn decision(
    mut form: FormState,
    reader: ReaderKind,
    group: FactGroup,
    today: Day,
) -> Result<Decision, FormState> {
    let occasion = form.required_choice::<TableOccasion>("prilezitost", "Vyberte, kdy to platí.");
    let verdict = form.required_choice::<StoredVerdict>("verdikt", "Vyberte, co smí vědět.");
    let reason = form.required_text("duvod", 500, "Napište důvod. Uvidí ho vaši kolegové.");
    let ground = form.optional("opora", 200).unwrap_or_default();
    let purpose = form.optional("ucel", 200).unwrap_or_default();
    let from = form.optional_day("od").unwrap_or(today);
    let until = form.optional_day("do");
    if from < today {
        form.fail("od", "Rozhodnutí platí nejdřív od dneška, zpětně nic nezmění.");
    }
    if until.is_some_and(|until| until < from) {
        form.fail("do", "Konec platnosti je dřív než začátek.");
    }
    if form.id::<super::Rule>("nove_id").is_none() {
        form.fail("", "Formulář už neplatí. Otevřete stránku znovu.");
    }
    let (id, seen) = (form.id("nove_id"), form.id("videno"));
    let verified = form.ticked("overeno");
    form.finish(|| {
        Some(Decision {
            id: id?,
            seen,
            reader,
            group,
            occasion: occasion?,
            verdict: verdict?.0,
            ground,
            reason: reason?,
            purpose,
            from,
            until,
            verified,
        })
    })
}
