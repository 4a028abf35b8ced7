//! Lines about getting people ready: talks, papers, own views, what they need.

use super::{Builder, act};
use crate::preparation::Missing;
use czech::plural::{count, plural};
use czech::prepositions;

/// Where all of it is written down.
const PAGE: &str = "/priprava";

/// Who still has to be prepared. Done only when nothing of it is missing.
pub(super) fn preparation(builder: &mut Builder<'_>) {
    let s = builder.situation;
    // Before anybody is asked to come there is nothing to prepare them for.
    if s.people == 0 || s.day.is_none() {
        return;
    }
    let p = s.preparation;
    let people = |missing: Missing, one: &str, few: &str| count(missing.people, one, few, few);
    let mut line = |code, missing: Missing, button, todo: &str, why: &str| {
        if missing.people > 0 {
            builder.line(true, act(code, PAGE, button, todo, "", why), missing.due);
        }
    };
    line(
        "talks",
        p.uninformed,
        "Připravit lidi",
        &format!(
            "Promluvit před setkáním {} {}",
            prepositions::with(p.uninformed.people),
            people(p.uninformed, "člověkem", "lidmi")
        ),
        "Každý má předem vědět, co setkání je, proč bude a na co se ho budou ptát.",
    );
    line(
        "points",
        p.points,
        "Připravit body",
        "Připravit body, které mají rodiče znát předem",
        "Přidejte je mezi podklady, aby je rodiče nečetli poprvé až u stolu.",
    );
    line(
        "papers",
        p.papers,
        "Předat podklady",
        &format!("Předat podklady {}", people(p.papers, "člověku", "lidem")),
        "Předání se zapisuje s datem, aby bylo doložené.",
    );
    line(
        "views",
        p.views,
        "Zapsat pohled",
        &format!("Zjistit vlastní pohled {}", people(p.views, "člověka", "lidí")),
        "Co chtějí a čeho se bojí, v jejich slovech. Hlavně rodiče a dítě.",
    );
    line(
        "needs",
        p.needs,
        "Zařídit",
        &format!(
            "Zařídit, co {} {}",
            plural(p.needs.people, "potřebuje", "potřebují", "potřebuje"),
            count(p.needs.people, "člověk", "lidé", "lidí")
        ),
        "Tlumočník, hlídání, doprovod nebo oddělený příchod: bez toho se sejít nemusí podařit.",
    );
    let missing = [p.uninformed, p.points, p.papers, p.views, p.needs].iter().any(|m| m.people > 0);
    if !missing {
        builder.line(false, act("prepared", PAGE, "", "", "Lidé jsou na setkání připravení", ""), None);
    }
}
