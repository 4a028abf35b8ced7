//! Forms of participants.

use super::model::{ChildForm, ChildInput, ChildReasons, ChildWish, Factor, GuideName, Participation, Seat};
use super::rules;
use crate::cases::ReaderKind;
use crate::conferences::{Perspective, Phase};
use crate::kernel::{FormState, Id};

/// The version of the page; a page without one is older than everything.
pub(super) fn version(form: &FormState) -> i64 {
    form.value("verze").parse().unwrap_or(-1)
}

/// Reads a seat; sentences are left in the form.
fn seat(form: &mut FormState, phases: &[Phase]) -> Option<Seat> {
    let perspective = form.required_choice::<Perspective>("pohled", "Vyberte, čí pohled přinese.");
    let participation = form.required_choice::<Participation>("ucast", "Vyberte, jak se zapojí.");
    let from = form.optional_time("od");
    let until = form.optional_time("do");
    let known: Vec<Id<Phase>> =
        form.ids::<Phase>("faze").into_iter().filter(|id| phases.iter().any(|p| p.id == *id)).collect();
    match (from, until) {
        (Some(from), Some(until)) if until <= from => form.fail("do", "Konec má být později než začátek."),
        (Some(_), None) => form.fail("do", "Doplňte i konec, nebo nechte čas prázdný."),
        (None, Some(_)) => form.fail("od", "Doplňte i začátek, nebo nechte čas prázdný."),
        _ => {}
    }
    if participation == Some(Participation::Part) && known.is_empty() && from.is_none() && !phases.is_empty()
    {
        form.fail("faze", "Vyberte části programu, ke kterým je zvaný, nebo napište přesný čas.");
    }
    let partial = matches!(participation, Some(Participation::Part | Participation::Remote));
    let required = form.is("potrebny", "ano");
    Some(Seat {
        perspective: perspective?,
        required,
        participation: participation?,
        phases: if partial { known } else { Vec::new() },
        from: from.filter(|_| partial),
        until: until.filter(|_| partial),
    })
}

/// What a new participant is made of, besides who it is.
pub(super) struct Typed {
    /// A name, for somebody who is not among the people of the case.
    pub name: Option<String>,
    /// Role; empty: as in the case.
    pub role: Option<String>,
    /// As what a typed person reads.
    pub reader: Option<ReaderKind>,
    /// Seat.
    pub seat: Seat,
}

/// Somebody new at the table. `known` says whether a person of the case was chosen.
pub(super) fn new(mut form: FormState, known: bool, phases: &[Phase]) -> Result<Typed, FormState> {
    let mut name = None;
    let mut reader = None;
    if !known {
        name = form.required("jmeno", 120, "Vyberte člověka z případu, nebo napište jeho jméno.");
        reader = form
            .required_choice::<ReaderKind>("ctenar", "Vyberte, kým je. Podle toho se pozná, co smí vidět.");
    }
    let role = if known {
        form.optional("role", 80)
    } else {
        form.required("role", 80, "Napište, v jaké roli přijde, například dětská lékařka.")
    };
    let seat = seat(&mut form, phases);
    form.finish(|| Some(Typed { name, role, reader, seat: seat? }))
}

/// A changed seat with its role.
pub(super) fn changed(mut form: FormState, phases: &[Phase]) -> Result<(String, Seat), FormState> {
    let role = form.required("role", 80, "Napište, v jaké roli přijde, například dětská lékařka.");
    let seat = seat(&mut form, phases);
    form.finish(|| Some((role?, seat?)))
}

/// A decision about a child; `age` on the day of the conference, and from what age a reason is asked for.
pub(super) fn child(mut form: FormState, (age, from): (Option<i16>, i64)) -> Result<ChildInput, FormState> {
    let chosen = form.required_choice::<ChildForm>("forma", "Vyberte, jak se dítě zapojí.");
    let needed = chosen.is_some_and(|chosen| rules::reason_needed(chosen, age, from));
    let reasons = if needed {
        form.required_text(
            "duvody",
            2000,
            &format!(
                "Dítěti je {from} nebo víc let a u stolu nebude. Napište proč; rozhodnutí tím nebráníme."
            ),
        )
    } else {
        form.optional_text("duvody", 2000)
    };
    let wish = form.optional_text("prani", 2000);
    let asked_on = form.optional_day("ptali_jsme_se");
    let guide = form.optional("pruvodce", 120);
    let factors = form.choices::<Factor>("zvazeno");
    form.finish(|| {
        Some(ChildInput {
            form: chosen?,
            factors,
            reasons: reasons.map(ChildReasons::new),
            wish: wish.map(ChildWish::new),
            asked_on,
            guide: guide.map(GuideName::new),
        })
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_thirteen_year_old_who_is_not_invited_needs_a_reason_and_keeps_what_was_typed() {
        let form = FormState::empty().with("forma", "letter").with("prani", "Nechci mluvit o Tomášovi.");
        let again = child(form.clone(), (Some(13), 12)).unwrap_err();
        assert!(again.error("duvody").is_some());
        assert_eq!(again.value("prani"), "Nechci mluvit o Tomášovi.");
        assert!(child(form, (Some(9), 12)).is_ok());
    }

    #[test]
    fn half_a_time_is_asked_for_the_other_half() {
        let form = FormState::empty()
            .with("role", "lékařka")
            .with("pohled", "health")
            .with("ucast", "remote")
            .with("od", "13.30");
        assert!(changed(form, &[]).unwrap_err().error("do").is_some());
    }
}
