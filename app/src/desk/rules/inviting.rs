//! Lines about the invited: who has to be invited, told of another day, called, or replaced.

use super::{Builder, Standing, act};
use czech::plural::{count, plural};

/// First of all, and also when nothing else is left: somebody may be on the way to a meeting that will not be.
pub(super) fn untold(builder: &mut Builder<'_>) {
    let people = builder.situation.untold;
    if people > 0 {
        let todo = format!(
            "Říct {}, že setkání nebude, jak se domluvilo",
            count(people, "člověku", "lidem", "lidem")
        );
        builder.line(
            true,
            act(
                "untold",
                "/pozvanky",
                "Komu zavolat",
                &todo,
                "",
                "Pozvali jste je dopisem, osobně nebo telefonem; e-mail jim o změně nepřijde.",
            ),
            builder.situation.day,
        );
    }
}

/// What invited people wait for, also after a meeting was called off.
pub(super) fn asked(builder: &mut Builder<'_>) {
    let s = builder.situation;
    let (asking, unconfirmed, guessed) = (s.asking, s.unconfirmed, s.guessed);
    let line = |code, button, todo: String, why| act(code, "/pozvanky/ukoly", button, &todo, "", why);
    if guessed > 0 {
        let todo = format!("Ověřit, kdo zkouší kód: {}", count(guessed, "pozvánka", "pozvánky", "pozvánek"));
        let why =
            "Zavolejte pozvanému. Pokud to nebyl on nebo ona, sdělte nový kód, nebo pozvánku odvolejte.";
        builder.line(true, line("guessed", "Kdo to je", todo, why), None);
    }
    if s.nowhere > 0 {
        let todo = format!(
            "Vyřešit {}, jejichž odkaz nikam nevede",
            count(s.nowhere, "pozvánku", "pozvánky", "pozvánek")
        );
        let todo =
            if s.nowhere == 1 { "Vyřešit pozvánku, jejíž odkaz nikam nevede".to_owned() } else { todo };
        let why = "Od odeslání přibyl chráněný údaj. Změňte slova, ať ho vedoucí odůvodní, nebo zavolejte.";
        builder.line(true, act("nowhere", "/pozvanky", "Které to jsou", &todo, "", why), s.day);
    }
    if asking > 0 {
        let todo = format!("Odpovědět na {} pozvaných", count(asking, "prosbu", "prosby", "proseb"));
        let why =
            "Žádost o informace k přípravě, návrh, kdo přijde místo pozvaného, nebo odpověď z kalendáře.";
        builder.line(true, line("asking", "Co chtějí", todo, why), None);
    }
    if unconfirmed > 0 {
        let todo = format!("Získat {} o smazání", count(unconfirmed, "potvrzení", "potvrzení", "potvrzení"));
        let why = "Pozvánka byla odvolaná; kdo něco dostal, má potvrdit, že to smazal.";
        builder.line(true, line("unconfirmed", "Kdo nepotvrdil", todo, why), None);
    }
}

/// Whom to invite, whom to tell of another day, whom to call.
pub(super) fn invitations(builder: &mut Builder<'_>) {
    let s = builder.situation;
    let ready = s.people > 0 && s.day.is_some() && s.standing != Standing::Postponed;
    if ready && s.outdated > 0 {
        let todo = format!("Nový termín poslat {}", count(s.outdated, "člověku", "lidem", "lidem"));
        builder.line(
            true,
            act(
                "renew",
                "/pozvanky/odeslat",
                "Zkontrolovat a poslat",
                &todo,
                "",
                "Vědí o původním dni, čase nebo místě. Jejich dřívější odpovědi zůstaly zapsané, ptáme se znovu.",
            ),
            s.deadlines.invitations,
        );
    }
    if ready && (s.uninvited > 0 || s.outdated == 0) {
        let todo = format!("Odeslat pozvánky {}", count(s.uninvited, "člověku", "lidem", "lidem"));
        builder.line(
            s.uninvited > 0,
            act(
                "invite",
                "/pozvanky",
                "Pozvánky",
                &todo,
                "Pozvánky jsou odeslané",
                "Před odesláním uvidíte přesně to, co každý dostane.",
            ),
            s.deadlines.invitations,
        );
    }
    if s.undelivered > 0 {
        let todo = format!("Doručit jinak {}", count(s.undelivered, "pozvánku", "pozvánky", "pozvánek"));
        builder.line(
            true,
            act(
                "undelivered",
                "/pozvanky",
                "Vyřešit",
                &todo,
                "",
                "E-mail se nepodařilo doručit. Zavolejte, nebo pošlete dopis.",
            ),
            s.deadlines.invitations,
        );
    }
    if s.unanswered > 0 {
        let todo = format!(
            "Zavolat {}, {} ještě {}",
            count(s.unanswered, "člověku", "lidem", "lidem"),
            plural(s.unanswered, "který", "kteří", "kteří"),
            plural(s.unanswered, "neodpověděl", "neodpověděli", "neodpověděli"),
        );
        builder.line(
            true,
            act(
                "unanswered",
                "/pozvanky",
                "Kdo neodpověděl",
                &todo,
                "",
                "Odpověď jde zapsat i podle telefonu.",
            ),
            s.deadlines.replies,
        );
    }
    if s.declined > 0 {
        let todo = format!(
            "Najít jiný způsob pro {}, {} nemůže přijít",
            count(s.declined, "člověka", "lidi", "lidí"),
            plural(s.declined, "který", "kteří", "kteří"),
        );
        let todo = if s.declined == 1 { todo } else { todo.replace("nemůže", "nemohou") };
        builder.line(
            true,
            act(
                "declined",
                "/pozvanky",
                "Vyřešit",
                &todo,
                "",
                "Jiný čas, telefon, pár vět písemně, nebo zástup.",
            ),
            s.deadlines.readiness,
        );
    }
    if s.required_missing > 0 {
        let todo = format!(
            "Domluvit náhradu za {}, bez {} to nejde",
            count(s.required_missing, "člověka", "lidi", "lidí"),
            plural(s.required_missing, "kterého", "kterých", "kterých"),
        );
        builder.line(
            true,
            act(
                "required",
                "/pozvanky",
                "Vyřešit",
                &todo,
                "",
                "Omluvili se a jsou označení jako nezbytní: jiný čas, telefon, písemně, nebo zástup.",
            ),
            s.deadlines.readiness,
        );
    }
}
