//! The fixed words of the frames. Second person, no gender, nothing about anybody.

use super::Band;

/// What a frame says around the worker's words.
pub(super) struct Frame {
    pub(super) title: &'static str,
    /// `{}` is the day, as "ve čtvrtek 10. prosince 2026".
    pub(super) met: &'static str,
    pub(super) heard: &'static str,
    pub(super) agreed: &'static str,
    pub(super) yours: &'static str,
    pub(super) open_ends: &'static str,
    pub(super) next: &'static str,
    /// `{}` is the day.
    pub(super) again: &'static str,
    pub(super) wrong: &'static str,
    pub(super) contact: &'static str,
    pub(super) contact_lead: &'static str,
    pub(super) help: &'static str,
    pub(super) goodbye: &'static str,
}

pub(super) const fn frame(band: Band) -> &'static Frame {
    match band {
        Band::Small => &SMALL,
        Band::Middle => &MIDDLE,
        Band::Young => &YOUNG,
    }
}

const SMALL: Frame = Frame {
    title: "Dopis jen pro tebe",
    met: "Sešli jsme se {}. Mluvili jsme o tom, jak ti pomoct.",
    heard: "Co víme od tebe",
    agreed: "Na čem jsme se domluvili",
    yours: "Co můžeš zkusit ty",
    open_ends: "Co ještě nevíme",
    next: "Co bude dál",
    again: "Znovu se sejdeme {}.",
    wrong: "Je to jinak? Řekni nám to. Nebo nám nakresli obrázek.",
    contact: "Komu můžeš zavolat",
    contact_lead: "Zavolej, kdy chceš. Nebo popros někoho velkého, ať zavolá s tebou.",
    help: "Když je ti smutno nebo se bojíš",
    goodbye: "Měj se hezky!",
};

const MIDDLE: Frame = Frame {
    title: "Jak dopadlo setkání",
    met: "{} se sešli lidé, kterým na tobě záleží. Tady máš napsané, jak to dopadlo.",
    heard: "Co jsme slyšeli od tebe",
    agreed: "Na čem jsme se domluvili",
    yours: "Co je na tobě",
    open_ends: "Co ještě není jasné",
    next: "Co se stane dál",
    again: "Další setkání bude {}. Předem se tě zeptáme, jestli u něj chceš být.",
    wrong: "Píšeme něco špatně, nebo nesouhlasíš? Řekni nám to. Tvůj názor k tomu připíšeme.",
    contact: "Na koho se můžeš obrátit",
    contact_lead: "Zavolat nebo napsat můžeš kdykoli, i bez rodičů.",
    help: "A když bude nejhůř",
    goodbye: "Držíme ti palce.",
};

const YOUNG: Frame = Frame {
    title: "Co jsme domluvili na setkání",
    met: "{} se sešli lidé, se kterými plánujeme, co bude u vás dál. Píšeme ti, jak setkání dopadlo, protože se tě týká nejvíc.",
    heard: "Co jsme od tebe slyšeli",
    agreed: "Na čem jsme se domluvili",
    yours: "Co je na tobě",
    open_ends: "Na čem jsme se nedomluvili nebo co zatím nevíme",
    next: "Co se stane dál",
    again: "Další setkání je {}. Než bude, ozveme se ti a domluvíme se, jestli a jak se ho zúčastníš.",
    wrong: "Nesouhlasíš s něčím, nebo to bylo jinak? Máš právo to říct. Tvůj názor připojíme k zápisu tak, jak ho řekneš.",
    contact: "Na koho se můžeš obrátit",
    contact_lead: "Můžeš se ptát na cokoli, i bez vědomí rodičů.",
    help: "Kdyby bylo nejhůř",
    goodbye: "Díky, že u toho s námi jsi.",
};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_child_is_spoken_to_as_a_person_and_never_as_he_or_she() {
        for frame in [&SMALL, &MIDDLE, &YOUNG] {
            let all = [
                frame.title,
                frame.met,
                frame.heard,
                frame.agreed,
                frame.yours,
                frame.open_ends,
                frame.next,
                frame.again,
                frame.wrong,
                frame.contact,
                frame.contact_lead,
                frame.help,
                frame.goodbye,
            ];
            for words in all {
                assert!(!words.contains("(a)") && !words.contains('/'), "{words}");
                for official in [" Vás", " Vám", "nezletil", "OSPOD", "opatření", "§"] {
                    assert!(!words.contains(official), "{words}");
                }
            }
        }
    }
}
