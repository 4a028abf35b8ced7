//! Forms of letters to children.

use super::model::{Agreed, Closing, Greeting, Heard, Letter, NextSteps, OpenEnds, Yours};
use super::{Band, HandedBy};
use crate::kernel::{Day, FormState};

/// Longest greeting.
const GREETING: usize = 60;

/// The words of a letter.
pub(super) fn letter(mut form: FormState) -> Result<Letter, FormState> {
    let band = form.required_choice::<Band>("vek", "Vyberte, pro jaký věk dopis je.");
    let longest = band.map_or(Band::Young.longest(), Band::longest);
    let greeting = form.required("osloveni", GREETING, "Napište, jak dítě oslovujete, např. Milá Eliško.");
    let heard = form.optional_text("slyseli", longest);
    let agreed = form.required_text("dohoda", longest, "Napište vlastními slovy, na čem jste se domluvili.");
    let yours = form.optional_text("ukol", longest);
    let open_ends = form.optional_text("otevrene", longest);
    let next_steps = form.required_text("dal", longest, "Napište, co se teď stane. Dítě to potřebuje vědět.");
    let closing = form.optional_text("zaver", longest);
    form.finish(|| {
        Some(Letter {
            band: band?,
            greeting: Greeting::new(greeting?.trim_end_matches([',', '!', ' ']).to_owned()),
            heard: heard.map(Heard::new),
            agreed: Agreed::new(agreed?),
            yours: yours.map(Yours::new),
            open_ends: open_ends.map(OpenEnds::new),
            next_steps: NextSteps::new(next_steps?),
            closing: closing.map(Closing::new),
        })
    })
}

/// How a letter reached the child.
pub(super) fn handed(mut form: FormState, (met, today): (Day, Day)) -> Result<(Day, HandedBy), FormState> {
    let on = form.required_day("dne", "Napište, kdy dítě dopis dostalo.");
    if on.is_some_and(|on| on > today) {
        form.fail("dne", "Den je v budoucnosti. Zapište to, až dítě dopis dostane.");
    }
    if on.is_some_and(|on| on < met) {
        form.fail("dne", "Ten den setkání ještě nebylo.");
    }
    let how = form.required_choice::<HandedBy>("jak", "Vyberte, jak dítě dopis dostalo.");
    form.finish(|| Some((on?, how?)))
}
