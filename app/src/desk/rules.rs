//! What is still missing before, at and after a conference, as pure rules.
//!
//! Every line is an act: what to press, why, by when. Unfinished lines come first, in the order in which the work is
//! done; a line counts as done only when nothing of it is missing. Source: process steps of domain.md section 3;
//! the warning of the task-list findings (a "completed" that was not) in peers.md D 0.

mod following;
mod inviting;
mod preparing;
mod situation;

pub use situation::{Deadlines, Fitting, Preparation, Situation, Standing};

use crate::kernel::Day;
use czech::plural::{count, plural};

/// How near a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Past.
    Late,
    /// Within a week.
    Soon,
    /// Later, or none.
    Calm,
}

/// One line: an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Stable code.
    pub code: &'static str,
    /// What to do, as an act; or what was done.
    pub sentence: String,
    /// Why, or what exactly is missing.
    pub why: String,
    /// By when.
    pub due: Option<Day>,
    /// How near that is.
    pub urgency: Urgency,
    /// Rest of the address after `/konference/{id}`.
    pub path: &'static str,
    /// Words of the button.
    pub button: &'static str,
}

/// What is missing, in order, and what is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// Unfinished acts.
    pub missing: Vec<Line>,
    /// Finished ones.
    pub done: Vec<Line>,
}

/// How near a day is.
#[must_use]
pub fn urgency(due: Option<Day>, today: Day) -> Urgency {
    match due {
        Some(due) if due < today => Urgency::Late,
        Some(due) if due.duration_since(today).as_hours() <= 7 * 24 => Urgency::Soon,
        _ => Urgency::Calm,
    }
}

struct Builder<'a> {
    situation: &'a Situation,
    desk: Desk,
}

impl Builder<'_> {
    fn line(&mut self, missing: bool, act: Act, due: Option<Day>) {
        let line = Line {
            code: act.code,
            sentence: if missing { act.todo } else { act.done },
            why: if missing { act.why } else { String::new() },
            due: if missing { due } else { None },
            urgency: if missing { urgency(due, self.situation.today) } else { Urgency::Calm },
            path: act.path,
            button: act.button,
        };
        if missing { self.desk.missing.push(line) } else { self.desk.done.push(line) }
    }
}

struct Act {
    code: &'static str,
    todo: String,
    done: String,
    why: String,
    path: &'static str,
    button: &'static str,
}

fn act(
    code: &'static str,
    path: &'static str,
    button: &'static str,
    todo: &str,
    done: &str,
    why: &str,
) -> Act {
    Act { code, todo: todo.to_owned(), done: done.to_owned(), why: why.to_owned(), path, button }
}

/// What is still missing, in the order of the work.
#[must_use]
pub fn desk(situation: &Situation) -> Desk {
    let mut builder = Builder { situation, desk: Desk { missing: Vec::new(), done: Vec::new() } };
    fitting(&mut builder);
    inviting::untold(&mut builder);
    inviting::asked(&mut builder);
    let ended = matches!(situation.standing, Standing::Cancelled | Standing::Closed);
    if situation.standing == Standing::Closed {
        following::owed(&mut builder);
    }
    if situation.fitting == Fitting::Convened && !ended {
        match situation.standing {
            Standing::Ahead | Standing::Postponed => {
                planning(&mut builder);
                people(&mut builder);
                inviting::invitations(&mut builder);
                preparing::preparation(&mut builder);
                meeting_ahead(&mut builder);
            }
            Standing::Running => running(&mut builder),
            Standing::Held => afterwards(&mut builder),
            Standing::Cancelled | Standing::Closed => {}
        }
    }
    builder.desk
}

fn fitting(builder: &mut Builder<'_>) {
    match builder.situation.fitting {
        Fitting::Open { left } => {
            let questions = count(left, "otázku", "otázky", "otázek");
            let why = format!("Zbývá odpovědět na {questions}. Odpovědi se průběžně ukládají.");
            builder.line(
                true,
                act("fitting", "/vhodnost/1", "Pokračovat", "Rozmyslet, jestli se konference hodí", "", &why),
                None,
            );
        }
        Fitting::Undecided if builder.situation.may_decide => builder.line(
            true,
            act(
                "decide",
                "/vhodnost",
                "Rozhodnout",
                "Rozhodnout, jestli konferenci svolat",
                "",
                "Podklady jsou hotové, čeká se na vaše rozhodnutí.",
            ),
            None,
        ),
        Fitting::Undecided => builder.line(
            true,
            act(
                "decide",
                "/vhodnost",
                "Zobrazit podklady",
                "Požádat vedoucí nebo vedoucího o rozhodnutí",
                "",
                "Podklady jsou hotové. O svolání rozhoduje vedoucí.",
            ),
            None,
        ),
        Fitting::NotNow(until) => builder.line(
            until.is_some_and(|day| day <= builder.situation.today),
            act(
                "again",
                "/vhodnost",
                "Posoudit znovu",
                "Vrátit se k otázce, jestli konferenci svolat",
                "Rozhodnuto: teď ne",
                "Tento den jste si při rozhodnutí poznamenali.",
            ),
            until,
        ),
        Fitting::Convened => {
            builder.line(false, act("fitting", "/vhodnost", "", "", "Svolání je rozhodnuté", ""), None);
        }
    }
}

fn planning(builder: &mut Builder<'_>) {
    let s = builder.situation;
    builder.line(
        s.goals == 0,
        act(
            "goals",
            "/cile",
            "Napsat cíle",
            "Napsat, oč nám jde",
            "Cíle jsou napsané",
            "Jeden až tři cíle obyčejnými slovy. Podle nich se vybírá, kdo má přijít.",
        ),
        None,
    );
    let postponed = s.standing == Standing::Postponed;
    builder.line(
        s.day.is_none() || postponed,
        act(
            "day",
            "/termin",
            "Vybrat termín",
            if postponed { "Najít nový termín" } else { "Vybrat den a čas" },
            "Den a čas jsou vybrané",
            "Bez termínu není koho a na kdy zvát.",
        ),
        None,
    );
    builder.line(
        !s.place,
        act(
            "place",
            "/misto",
            "Zapsat místo",
            "Domluvit místo",
            "Místo je domluvené",
            "Nejlépe takové, kde se nikdo necítí jako na cizím hřišti.",
        ),
        s.deadlines.invitations,
    );
    if s.safety_concern {
        builder.line(
            !s.waiting_place,
            act(
                "waiting",
                "/misto",
                "Zapsat čekárnu",
                "Zajistit oddělené místo na čekání",
                "Oddělené místo na čekání je zajištěné",
                "V případu je zaznamenaná obava o bezpečí, lidé se nemají potkat přede dveřmi.",
            ),
            s.deadlines.invitations,
        );
    }
    builder.line(
        s.phases == 0,
        act(
            "agenda",
            "/program",
            "Sestavit program",
            "Sestavit program",
            "Program je sestavený",
            "Kolik času má která část a kdo u ní bude.",
        ),
        s.deadlines.invitations,
    );
}

fn people(builder: &mut Builder<'_>) {
    let s = builder.situation;
    builder.line(
        s.people == 0,
        act(
            "people",
            "/ucastnici",
            "Vybrat lidi",
            "Vybrat, kdo má u stolu být",
            "Lidé u stolu jsou vybraní",
            "Začněte tím, čí pohled je potřeba.",
        ),
        s.deadlines.invitations,
    );
    if s.people > 0 && s.empty_perspectives > 0 {
        let why = format!(
            "{} zatím nikoho {}.",
            count(s.empty_perspectives, "pohled", "pohledy", "pohledů"),
            plural(s.empty_perspectives, "nemá", "nemají", "nemá"),
        );
        builder.line(
            true,
            act(
                "perspectives",
                "/ucastnici",
                "Doplnit",
                "Doplnit chybějící pohledy, nebo říct, že nejsou potřeba",
                "",
                &why,
            ),
            s.deadlines.invitations,
        );
    }
    if s.clashes > 0 {
        let todo = match s.clashes {
            1 => "Oddělit dva lidi, kteří se nesmí potkat".to_owned(),
            more => {
                format!("Oddělit {} lidí, kteří se nesmí potkat", count(more, "dvojici", "dvojice", "dvojic"))
            }
        };
        let why = "Ve stejnou dobu mají přijít na stejné místo, nebo řekli, že přijdou. Pomůže jiný čas nebo jiné místo, telefon, video, nebo vyjádření písemně.";
        builder.line(true, act("apart", "/ucastnici", "Kdo s kým", &todo, "", why), s.deadlines.invitations);
    }
    let todo = format!("Rozhodnout, jak se zapojí {}", count(s.children_undecided, "dítě", "děti", "dětí"));
    builder.line(
        s.children_undecided > 0,
        act(
            "children",
            "/ucastnici",
            "Rozhodnout",
            &todo,
            "Zapojení dětí je rozhodnuté",
            "U každého dítěte je potřeba rozhodnutí s důvodem, i když na jednání nepřijde.",
        ),
        s.deadlines.invitations,
    );
    builder.line(
        !s.facilitator,
        act(
            "facilitator",
            "/ucastnici",
            "Vybrat",
            "Najít facilitátora nebo facilitátorku",
            "Jednání povede facilitátor",
            "Nezávislý člověk, který jednání povede a nerozhoduje o obsahu.",
        ),
        s.deadlines.invitations,
    );
    builder.line(
        !s.minute_taker,
        act(
            "minute-taker",
            "/ucastnici",
            "Vybrat",
            "Určit, kdo bude zapisovat",
            "Zapisovatel je určený",
            "Kdo vede jednání, nemá zároveň psát zápis.",
        ),
        s.deadlines.readiness,
    );
}

fn meeting_ahead(builder: &mut Builder<'_>) {
    let s = builder.situation;
    if s.day.is_some_and(|day| day <= s.today) {
        builder.line(
            true,
            act(
                "meet",
                "/jednani",
                "K jednání",
                "Vést jednání a zapisovat",
                "",
                "Přítomnost, body programu, dohody a úkoly na jedné stránce.",
            ),
            s.day,
        );
    }
}

/// While people sit there, nothing about plan, people or invitations can be done, so nothing of it is asked.
fn running(builder: &mut Builder<'_>) {
    builder.line(
        true,
        act(
            "running",
            "/jednani",
            "K jednání",
            "Jednání právě běží",
            "",
            "Plán, účastníci a pozvánky zůstávají, jak jsou. Kdo přišel navíc, toho přidáte přímo v jednání.",
        ),
        None,
    );
}

fn afterwards(builder: &mut Builder<'_>) {
    let s = builder.situation;
    // After the seal the room is shut; what came of it stands in the record.
    let page = if s.ungiven.is_some() { "/zapis" } else { "/jednani" };
    builder.line(false, act("meet", page, "", "", "Jednání proběhlo", ""), None);
    following::comments(builder);
    following::tasks(builder);
    if s.loose_tasks > 0 {
        let todo = format!(
            "Doplnit u {}, kdo {} udělá a do kdy",
            count(s.loose_tasks, "úkolu", "úkolů", "úkolů"),
            plural(s.loose_tasks, "ho", "je", "je"),
        );
        builder.line(
            true,
            act("tasks", "/jednani", "Doplnit", &todo, "", "Úkol bez člověka a bez dne se obvykle nesplní."),
            s.deadlines.minutes,
        );
    }
    if !s.keeps_record {
        return;
    }
    builder.line(
        !s.minutes,
        act(
            "minutes",
            "/zapis",
            "Vyhotovit zápis",
            "Vyhotovit zápis",
            "Zápis je vyhotovený",
            "Zkontrolujte ho a uložte jako PDF.",
        ),
        s.deadlines.minutes,
    );
    if s.minutes {
        builder.line(
            !s.numbered,
            act(
                "number",
                "/dokumenty",
                "Doplnit č. j.",
                "Doplnit číslo jednací zápisu",
                "Zápis má číslo jednací",
                "Zápis čeká na číslo ze spisové služby.",
            ),
            None,
        );
    }
    following::giving(builder);
}

/// The head of the list: how many acts and the nearest deadline.
#[must_use]
pub fn summary(missing: &[Line], today: Day) -> String {
    if missing.is_empty() {
        return "Teď není potřeba nic".to_owned();
    }
    let acts = count(missing.len(), "úkon", "úkony", "úkonů");
    match missing.iter().filter_map(|line| line.due).min() {
        Some(due) if due < today => format!("{acts}, nejstarší měl být do {}", czech::dates::brief(due)),
        Some(due) => format!("{acts}, nejbližší do {}", czech::dates::brief(due)),
        None => acts,
    }
}

#[cfg(test)]
mod tests;
