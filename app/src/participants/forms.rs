//! Forms of participants.

use super::model::{ChildForm, ChildInput, ChildReasons, ChildWish, Factor, GuideName, Participation, Seat};
use super::rules;
use crate::cases::ReaderKind;
use crate::conferences::{Perspective, Phase, Place};
use crate::kernel::{FormState, Id};

/// The version of the page; a page without one is older than everything.
pub(super) fn version(form: &FormState) -> i64 {
    form.value("verze").parse().unwrap_or(-1)
}

/// A place of somebody's own; all empty: where everybody comes. Lengths as of the conference's place.
pub(super) fn own_place(form: &mut FormState) -> Option<Place> {
    let name = form.optional("misto", 120);
    let address = form.optional("misto_adresa", 200);
    let access = form.optional_text("misto_cesta", 600);
    let waiting = form.optional("misto_cekani", 300);
    let described = address.is_some() || access.is_some() || waiting.is_some();
    if name.is_none() && described && form.error("misto").is_none() {
        form.fail("misto", "Napište i, co je to za místo, například knihovna, boční vchod.");
    }
    let text = Option::unwrap_or_default;
    Some(Place { name: name?, address: text(address), access: text(access), waiting: text(waiting) })
}

/// A place of somebody's own as a form shows it.
pub(super) fn with_place(form: FormState, place: Option<&Place>) -> FormState {
    let Some(place) = place else { return form };
    form.with("misto", place.name.clone())
        .with("misto_adresa", place.address.clone())
        .with("misto_cesta", place.access.clone())
        .with("misto_cekani", place.waiting.clone())
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
    let place = own_place(form);
    Some(Seat {
        perspective: perspective?,
        required,
        participation: participation?,
        phases: if partial { known } else { Vec::new() },
        from: from.filter(|_| partial),
        until: until.filter(|_| partial),
        place,
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

/// A decision about a child, and where it comes if not where everybody does; `age` on the day of the conference, and from
/// what age a reason is asked for.
pub(super) fn child(
    mut form: FormState,
    (age, from): (Option<i16>, i64),
) -> Result<(ChildInput, Option<Place>), FormState> {
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
    let place = own_place(&mut form);
    form.finish(|| {
        let input = ChildInput {
            form: chosen?,
            factors,
            reasons: reasons.map(ChildReasons::new),
            wish: wish.map(ChildWish::new),
            asked_on,
            guide: guide.map(GuideName::new),
        };
        Some((input, place))
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
    fn a_place_is_kept_whole_or_named_and_an_empty_one_is_none() {
        let form =
            FormState::empty().with("role", "maminka").with("pohled", "mother_side").with("ucast", "whole");
        assert_eq!(changed(form.clone(), &[]).unwrap().1.place, None);
        let nameless = form.clone().with("misto_adresa", "Zadní 4, Šternberk");
        let again = changed(nameless, &[]).unwrap_err();
        assert!(again.error("misto").is_some());
        assert_eq!(again.value("misto_adresa"), "Zadní 4, Šternberk");
        let long = form.clone().with("misto", "m".repeat(121)).with("misto_cekani", "chodba");
        assert!(changed(long, &[]).unwrap_err().error("misto").unwrap().contains("dlouhý"));
        let named = changed(form.with("misto", "Radnice, boční vchod"), &[]).unwrap().1.place.unwrap();
        assert_eq!((named.name.as_str(), named.address.as_str()), ("Radnice, boční vchod", ""));
        let shown = with_place(FormState::empty(), Some(&named));
        assert_eq!(shown.value("misto"), "Radnice, boční vchod");
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
