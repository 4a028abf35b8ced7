//! What waits at the tasks of a meeting that was held: who asks for help stands before everything else. And who has not
//! got the record.

use super::{Builder, act};
use czech::plural::{count, plural};

/// What those who were there say about the record.
pub(super) fn comments(builder: &mut Builder<'_>) {
    let waiting = builder.situation.comments;
    if waiting > 0 {
        let todo = format!("Přečíst připomínky k zápisu ({waiting})");
        let why = "Kdo je podal, na své stránce uvidí, co s nimi bude.";
        builder.line(true, act("comments", "/zapis/pripominky", "Přečíst", &todo, "", why), None);
    }
}

/// Lines about tasks.
pub(super) fn tasks(builder: &mut Builder<'_>) {
    let tasks = builder.situation.tasks;
    let (page, today) = ("/ukoly", builder.situation.today);
    if tasks.helpless > 0 {
        let todo = format!("Zavolat kvůli {}", count(tasks.helpless, "úkolu", "úkolům", "úkolům"));
        let why =
            "Kdo ho má, napsal, že potřebuje pomoc nebo že to nejde, a nikdo s ním od té doby nemluvil.";
        builder.line(true, act("task_help", page, "Zavolat", &todo, "", why), Some(today));
    }
    if tasks.overdue > 0 {
        let todo = format!("Zeptat se na {} po termínu", count(tasks.overdue, "úkol", "úkoly", "úkolů"));
        let why = format!(
            "{} hotovo.",
            plural(
                tasks.overdue,
                "Den uplynul a úkol není",
                "Den uplynul a úkoly nejsou",
                "Den uplynul a úkoly nejsou"
            ),
        );
        builder.line(true, act("task_overdue", page, "Otevřít úkoly", &todo, "", &why), Some(today));
    }
    if tasks.call > 0 {
        let todo = format!("Připomenout telefonem {}", count(tasks.call, "úkol", "úkoly", "úkolů"));
        let why = "E-mailem připomínka jít nemohla.";
        builder.line(true, act("task_call", page, "Zavolat", &todo, "", why), Some(today));
    }
    if tasks.unread > 0 {
        let todo = format!(
            "Přečíst, co přišlo {} {}",
            czech::prepositions::to(tasks.unread),
            count(tasks.unread, "úkolu", "úkolům", "úkolům")
        );
        let why = "Lidé na své stránce řekli, jak to jde.";
        builder.line(true, act("task_unread", page, "Přečíst", &todo, "", why), None);
    }
    if tasks.all > 0 && tasks.open == 0 {
        builder.line(false, act("tasks_done", page, "", "", "Všechny úkoly jsou hotové", ""), None);
    }
}

/// What is owed to people still, when a conference is closed: closing it gives nobody their extract, and answers nobody.
pub(super) fn owed(builder: &mut Builder<'_>) {
    comments(builder);
    tasks(builder);
    giving(builder);
}

/// The line about whom a sealed record has not reached.
pub(super) fn giving(builder: &mut Builder<'_>) {
    let Some(remaining) = builder.situation.ungiven else { return };
    let todo = format!("Předat zápis: zbývá {remaining}");
    let why = "Zápis je zapečetěný a tihle lidé svůj výpis ještě nemají.";
    builder.line(
        remaining > 0,
        act("giving", "/zapis/predani", "Předat zápis", &todo, "Výpis ze zápisu má každý, komu patří", why),
        None,
    );
}
