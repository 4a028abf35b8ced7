//! Forms of the minutes: the fields of the record, signatures, an addendum, a code to be checked.

use super::model::{
    ActWords, AttachmentWords, DrawnSignature, Fields, Form, Objection, ObjectionWords, Reading,
    RecipientWords, RiskWords, RuleWords, SignatureFacts, StrengthWords, Way, Written,
};
use super::rules::code::{self, Typo};
use super::store::seals::{AddendumWords, Addition};
use crate::cases::Child;
use crate::kernel::{Day, FormState, Id};
use crate::meeting::{Seat, Topic};
use czech::dates::ReadError;
use outbound::Strokes;
use std::collections::BTreeSet;

/// Longest text of a field.
const LONGEST: usize = 8_000;

/// Most objections of a record.
const MOST_OBJECTIONS: usize = 1_000;

/// The fields of the objection with this number: what somebody objects, and who.
pub(super) fn objection_fields(number: usize) -> (String, String) {
    (format!("namitka_{number}"), format!("namitka_kdo_{number}"))
}

/// The numbers of the objections of which something stands in a form, in order.
pub(super) fn objection_numbers(form: &FormState) -> BTreeSet<usize> {
    let number = |name: &str| -> Option<usize> {
        let number = name.strip_prefix("namitka_")?;
        number.strip_prefix("kdo_").unwrap_or(number).parse().ok()
    };
    let written = form.pairs().iter().filter(|(_, value)| !value.trim().is_empty());
    let numbers = written.filter_map(|(name, _)| number(name));
    numbers.filter(|number| (1..=MOST_OBJECTIONS).contains(number)).collect()
}

/// The objections as typed, each with who raised it; `seats` are those of the table.
fn objections(form: &mut FormState, seats: &[Id<Seat>]) -> Vec<Objection> {
    let mut objections = Vec::new();
    for number in objection_numbers(form) {
        let (what, who) = objection_fields(number);
        let by = form.id::<Seat>(&who).filter(|seat| seats.contains(seat));
        if by.is_none() && !form.value(&who).is_empty() {
            form.fail(&who, "Vyberte, prosím, ze seznamu.");
        }
        match form.optional_text(&what, LONGEST) {
            Some(text) => {
                let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                objections.push(Objection { words: ObjectionWords::new(lines.join(" ")), by });
            }
            None if by.is_some() => {
                form.fail(&what, "Napište, co namítá. Když nic, vyberte místo jména „nezapsáno“.");
            }
            None => {}
        }
    }
    // A page that was opened before objections had authors brings them as lines of one field: none of them is lost.
    let nameless = items(form, "namitky").into_iter();
    objections.extend(nameless.map(|words| Objection { words: ObjectionWords::new(words), by: None }));
    objections
}

/// The lines of a field, each one item; empty ones are none.
fn items(form: &mut FormState, name: &str) -> Vec<String> {
    let text = form.optional_text(name, LONGEST).unwrap_or_default();
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The fields as typed; `seats` are those of the table.
pub(super) fn fields(mut form: FormState, seats: &[Id<Seat>]) -> Result<Written, FormState> {
    let kind = form.required_choice::<Form>("forma", "Vyberte, jestli to bude zápis, nebo protokol.");
    let reading = form.optional_choice::<Reading>("precteni");
    let acts = form.optional_text("ukony", LONGEST);
    let fields = Fields {
        strengths: items(&mut form, "stavet").into_iter().map(StrengthWords::new).collect(),
        risks: items(&mut form, "ohrozuje").into_iter().map(RiskWords::new).collect(),
        rules: items(&mut form, "pravidla").into_iter().map(RuleWords::new).collect(),
        acts: acts.map(ActWords::new),
        objections: objections(&mut form, seats),
        attachments: items(&mut form, "prilohy").into_iter().map(AttachmentWords::new).collect(),
        recipients: items(&mut form, "rozdelovnik").into_iter().map(RecipientWords::new).collect(),
        reading,
    };
    let version = form.value("verze").parse().unwrap_or(-1);
    match kind {
        Some(form_kind) if !form.has_errors() => Ok(Written { form: form_kind, fields, version }),
        _ => Err(form),
    }
}

/// How somebody signed, as typed. A drawing comes from the tablet; without script one ticks that it was on paper.
pub(super) fn signature(
    mut form: FormState,
    seats: &[Id<Seat>],
) -> Result<(Id<Seat>, SignatureFacts), FormState> {
    let seat = form.id::<Seat>("kdo").filter(|id| seats.contains(id));
    if seat.is_none() {
        form.fail("kdo", "Vyberte, kdo podepisuje.");
    }
    let way = form.required_choice::<Way>("jak", "Vyberte, jak to bylo s podpisem.");
    let reason = form.optional_text("duvod", 2_000);
    let drawn = Strokes::read(form.value("tahy"));
    if way == Some(Way::Drawn) && drawn.is_none() {
        form.fail(
            "jak",
            "Na obrazovce nic nakresleného není. Nechte podepsat znovu, nebo zvolte podpis na papíře.",
        );
    }
    match (seat, way) {
        (Some(seat), Some(way)) if !form.has_errors() => {
            let signed = SignatureFacts {
                way,
                drawn: drawn.filter(|_| way == Way::Drawn).map(DrawnSignature::new),
                reason: reason.filter(|_| way == Way::Refused).map(ObjectionWords::new),
            };
            Ok((seat, signed))
        }
        _ => Err(form),
    }
}

/// An addendum: its words, what they are about and which of these children they concern.
pub(super) fn addendum(mut form: FormState, children: &[Id<Child>]) -> Result<Addition, FormState> {
    let words = form.required_text("dodatek", LONGEST, "Napište, co se doplňuje nebo opravuje.");
    let topic =
        form.required_choice::<Topic>("oblast", "Vyberte oblast, podle ní se pozná, kdo dodatek dostane.");
    let child = form.id::<Child>("dite").filter(|id| children.contains(id));
    if child.is_none() && !form.value("dite").is_empty() {
        form.fail("dite", "Vyberte, prosím, ze seznamu.");
    }
    match (words, topic) {
        (Some(words), Some(topic)) if !form.has_errors() => {
            Ok(Addition { words: AddendumWords::new(words), topic, child })
        }
        _ => Err(form),
    }
}

/// Longest code as somebody types it, with whatever stands between its signs.
const LONGEST_CODE: usize = 60;

/// Why a code cannot be looked up. What is said about it depends on the language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CodeProblem {
    /// Nothing was typed.
    Missing,
    /// It is longer than any code.
    Long {
        /// Signs typed.
        signs: usize,
        /// Signs that fit.
        fit: usize,
    },
    /// It is no code.
    Typo(Typo),
}

/// Why a day cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayProblem {
    /// Nothing was typed.
    Missing,
    /// It is no day.
    Unread(ReadError),
    /// No paper is that old or that young.
    OutOfRange,
}

/// What is wrong with what was typed, beside each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unchecked {
    pub(super) code: Option<CodeProblem>,
    pub(super) day: Option<DayProblem>,
}

fn code_of(form: &FormState) -> Result<String, CodeProblem> {
    let code = czech::lines::clean_line(form.value("kod"));
    match code.chars().count() {
        0 => Err(CodeProblem::Missing),
        signs if signs > LONGEST_CODE => Err(CodeProblem::Long { signs, fit: LONGEST_CODE }),
        _ => Ok(code),
    }
}

fn day_of(form: &FormState) -> Result<Day, DayProblem> {
    match czech::dates::parse_date(&czech::lines::clean_line(form.value("den"))) {
        Ok(day) if (1900..=2200).contains(&day.year()) => Ok(day),
        Ok(_) => Err(DayProblem::OutOfRange),
        Err(ReadError::Empty) => Err(DayProblem::Missing),
        Err(error) => Err(DayProblem::Unread(error)),
    }
}

/// A code and a day, as typed by anybody: the code in groups, once both can be read at all.
pub(super) fn checked(form: &FormState) -> Result<(String, Day), Unchecked> {
    match (code_of(form), day_of(form)) {
        (Ok(typed), Ok(day)) => match code::read(&typed) {
            Ok(code) => Ok((code, day)),
            Err(typo) => Err(Unchecked { code: Some(CodeProblem::Typo(typo)), day: None }),
        },
        (code, day) => Err(Unchecked { code: code.err(), day: day.err() }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use crate::kernel::Choice;
    use crate::minutes::store::fields::{ObjectionText, Texts};
    use uuid::Uuid;

    fn form(rows: &[(&str, &str)]) -> FormState {
        let form = FormState::empty().with("forma", Form::Protocol.code());
        rows.iter().fold(form, |form, (name, value)| form.with(name, *value))
    }

    #[test]
    fn an_objection_says_who_raised_it_and_one_of_nobody_stays() {
        let seat = Uuid::from_u128(22);
        let who = seat.to_string();
        let typed = form(&[
            ("namitka_1", "Bod 2 tak nezazněl.\n\nŘekl něco jiného. "),
            ("namitka_kdo_1", who.as_str()),
            ("namitka_2", " "),
            ("namitka_kdo_2", ""),
            ("namitka_7", "Chybí příloha."),
            ("namitka_kdo_7", ""),
            ("namitky", "Ze stránky otevřené dřív."),
        ]);
        let written = fields(typed, &[Id::from_uuid(seat)]).unwrap();
        let words = |text: &str| text.to_owned();
        assert_eq!(
            Texts::of(&written.fields).objections,
            [
                ObjectionText::Raised { by: seat, words: words("Bod 2 tak nezazněl. Řekl něco jiného.") },
                ObjectionText::Words(words("Chybí příloha.")),
                ObjectionText::Words(words("Ze stránky otevřené dřív.")),
            ]
        );
    }

    #[test]
    fn somebody_without_words_and_somebody_who_is_not_at_the_table_are_asked_again() {
        let (here, elsewhere) = (Uuid::from_u128(22).to_string(), Uuid::from_u128(23).to_string());
        let table = [Id::from_uuid(Uuid::from_u128(22))];
        let again = fields(form(&[("namitka_kdo_1", here.as_str())]), &table).unwrap_err();
        assert!(again.error("namitka_1").is_some());
        let rows = [("namitka_1", "Chybí příloha."), ("namitka_kdo_1", elsewhere.as_str())];
        let again = fields(form(&rows), &table).unwrap_err();
        assert!(again.error("namitka_kdo_1").is_some() && again.value("namitka_1") == "Chybí příloha.");
    }
}
