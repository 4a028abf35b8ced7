//! A step as noted by hand.

use super::actions::Person;
use super::model::{Channel, DispatchNumber, NewStep, Step};
use super::rules;
use crate::conferences::Conference;
use crate::kernel::{Day, FormState};

/// What can be noted: its code, what it is called, what it comes to.
pub(super) const ACTS: &[(&str, &str, Channel, Step)] = &[
    ("osobne", "Předáno osobně, podepsal(a) převzetí na papíře", Channel::InPerson, Step::Taken),
    ("odkaz", "Zpřístupnit osobním odkazem za kódem", Channel::Link, Step::Sent),
    ("posta", "Odesláno poštou do vlastních rukou", Channel::Post, Step::Sent),
    ("schranka", "Odesláno datovou schránkou", Channel::DataBox, Step::Sent),
    ("sluzebne", "Předáno služební cestou nebo založeno do spisu", Channel::File, Step::Sent),
    ("posta-dorucena", "Vrátila se doručenka: zásilku převzal(a)", Channel::Post, Step::Taken),
    ("schranka-dorucena", "Datová zpráva je doručená", Channel::DataBox, Step::Taken),
    ("sluzebne-prevzato", "Převzato služební cestou", Channel::File, Step::Taken),
    ("posta-vracena", "Zásilka se vrátila nedoručená", Channel::Post, Step::Returned),
    ("schranka-vracena", "Datová zpráva se nedoručila", Channel::DataBox, Step::Returned),
];

/// The code of a correction; its channel is that of what it mends.
pub(super) const MEND: &str = "oprava";
const MEND_LABEL: &str = "Oprava: poslední zápis o předání byl omyl";

/// What can be noted now, for the form.
pub(super) fn offered(person: &Person) -> Vec<(String, String, String)> {
    let fits = |act: &&(&str, &str, Channel, Step)| refusal(person, (act.2, act.3)).is_none();
    let mut offered: Vec<(String, String, String)> =
        ACTS.iter().filter(fits).map(|act| (act.0.to_owned(), act.1.to_owned(), String::new())).collect();
    if person.standing.mends {
        offered.push((MEND.to_owned(), MEND_LABEL.to_owned(), String::new()));
    }
    offered
}

/// Why this cannot be noted of this person now. Who never got a link has nothing to open.
fn refusal(person: &Person, (channel, step): (Channel, Step)) -> Option<&'static str> {
    if channel == Channel::Link && step == Step::Sent && !person.has_way {
        return Some(
            "Tenhle člověk osobní odkaz nikdy nedostal, takže by ho neměl čím otevřít. Předejte mu výpis osobně nebo poštou.",
        );
    }
    rules::refusal(&person.standing, (channel, step))
}

fn act(person: &Person, code: &str) -> Option<(Channel, Step)> {
    if code == MEND {
        let channel = person.standing.last.map_or(Channel::InPerson, |(channel, ..)| channel);
        return Some((channel, Step::Undone));
    }
    ACTS.iter().find(|act| act.0 == code).map(|act| (act.2, act.3))
}

/// Whether this very form was noted before.
pub(super) fn is_noted(form: &FormState, person: &Person) -> bool {
    let Some(id) = form.id("nove_id") else { return false };
    let what = ACTS.iter().find(|act| act.0 == form.value("co")).map(|act| (act.2, act.3));
    person.steps.iter().any(|step| match (step.id == id, what) {
        (true, Some(what)) => (step.channel, step.step) == what,
        (true, None) => step.step == Step::Undone && form.value("co") == MEND,
        (false, _) => false,
    })
}

/// The number under which it left: only what leaves by post or data box has one.
fn number(form: &mut FormState, channel: Channel) -> Option<DispatchNumber> {
    let missing = match channel {
        Channel::DataBox => "Opište číslo datové zprávy.",
        _ => "Opište podací číslo z podacího lístku.",
    };
    let typed = form.required("cislo", 60, missing)?;
    match rules::dispatch_number(channel, &typed) {
        Ok(number) => Some(DispatchNumber::new(number)),
        Err(sentence) => {
            form.fail("cislo", sentence);
            None
        }
    }
}

/// A step as typed, with how many steps the page had shown.
pub(super) fn step(
    mut form: FormState,
    (conference, person): (&Conference, &Person),
    today: Day,
) -> Result<(NewStep, i64), FormState> {
    let what = act(person, form.value("co"));
    if what.is_none() {
        form.fail("co", "Vyberte, co se stalo.");
    }
    let day = form.required_day("den", "Napište, kdy se to stalo.");
    if day.is_some_and(|day| day > today) {
        form.fail("den", "Ten den teprve přijde. Napište den, kdy se to stalo.");
    }
    let made = person.extract.as_ref().map(|extract| extract.made.day());
    if day.zip(made).is_some_and(|(day, made)| day < made) {
        form.fail("den", "Ten den ještě výpis nebyl vyhotovený. Napište den, kdy se to stalo.");
    }
    let numbered = what
        .filter(|(channel, step)| *step == Step::Sent && matches!(channel, Channel::Post | Channel::DataBox));
    let reference = numbered.and_then(|(channel, _)| number(&mut form, channel));
    if numbered.is_none() && !form.value("cislo").trim().is_empty() {
        form.fail("cislo", "Číslo patří jen k odeslání poštou nebo datovou schránkou. Smažte ho, nebo vyberte, čím výpis odešel.");
    }
    if let Some(why) = what.and_then(|what| refusal(person, what)) {
        form.fail("co", why);
    }
    let id = form.id("nove_id");
    if id.is_none() {
        form.fail("co", "Formulář se nepodařilo přečíst. Odešlete ho prosím znovu.");
    }
    let seen = form.value("verze").parse().unwrap_or(-1);
    form.finish(|| {
        let (channel, step) = what?;
        let new = NewStep {
            id: id?,
            conference: conference.id,
            case: conference.case.uuid(),
            participant: person.participant.id,
            document: person.extract.as_ref()?.document,
            channel,
            step,
            reference,
            happened: day?,
        };
        Some((new, seen))
    })
}
