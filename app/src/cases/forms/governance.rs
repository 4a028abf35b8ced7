//! Forms about access: opening a case for a reason, handing it over.

use super::MARK;
use crate::cases::actions::Asked;
use crate::cases::model::{HandoverReason, OpeningReason};
use crate::cases::rules::opening::{OpeningTime, SHORTEST_REASON};
use crate::identity::Office;
use crate::kernel::{FormState, Id};

/// Longest reason.
const REASON: usize = 2000;

/// A reason long enough to be checked later.
fn reason(form: &mut FormState, field: &str, missing: &str) -> Option<String> {
    let text = form.required_text(field, REASON, missing)?;
    if text.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST_REASON {
        form.fail(field, "Napište důvod aspoň jednou větou, aby mu rozuměl i ten, kdo ho bude číst za rok.");
        return None;
    }
    Some(text)
}

/// A case that somebody wants to open for a reason.
pub(crate) fn opening(mut form: FormState, fresh: Id<crate::cases::Opening>) -> Result<Asked, FormState> {
    let id = form.id("nove_id").unwrap_or(fresh);
    let mark = form.required("spisova_znacka", MARK, "Napište celou spisovou značku, například Om 118/2026.");
    let reason = reason(&mut form, "duvod", "Napište, proč do případu potřebujete nahlédnout.");
    let time = form.required_choice::<OpeningTime>("doba", "Vyberte, na jak dlouho.");
    form.finish(|| Some(Asked { id, mark: mark?, reason: OpeningReason::new(reason?), time: time? }))
}

/// To which of the offered offices a case goes, and why.
pub(crate) fn hand_over(
    mut form: FormState,
    offered: &[Id<Office>],
) -> Result<(Id<Office>, HandoverReason), FormState> {
    let to = form.id::<Office>("urad").filter(|id| offered.contains(id));
    if to.is_none() {
        form.fail("urad", "Vyberte úřad, kterému případ postupujete.");
    }
    let reason =
        reason(&mut form, "duvod", "Napište, proč případ postupujete, například kam se rodina přestěhovala.");
    form.finish(|| Some((to?, HandoverReason::new(reason?))))
}

/// Why a case was not taken over.
pub(crate) fn refusal(mut form: FormState) -> Result<HandoverReason, FormState> {
    let reason = reason(&mut form, "odpoved", "Napište, proč případ nepřebíráte.");
    form.finish(|| reason.map(HandoverReason::new))
}
