//! Forms of the minutes: the fields of the record, signatures, an addendum, a code to be checked.

use super::model::{
    ActWords, AttachmentWords, DrawnSignature, Fields, Form, ObjectionWords, Reading, RecipientWords,
    RiskWords, RuleWords, SignatureFacts, StrengthWords, Way, Written,
};
use super::store::seals::{AddendumWords, Addition};
use crate::cases::Child;
use crate::kernel::{Day, FormState, Id};
use crate::meeting::{Seat, Topic};
use outbound::Strokes;

/// Longest text of a field.
const LONGEST: usize = 8_000;

/// The lines of a field, each one item; empty ones are none.
fn items(form: &mut FormState, name: &str) -> Vec<String> {
    let text = form.optional_text(name, LONGEST).unwrap_or_default();
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The fields as typed.
pub(super) fn fields(mut form: FormState) -> Result<Written, FormState> {
    let kind = form.required_choice::<Form>("forma", "Vyberte, jestli to bude zápis, nebo protokol.");
    let reading = form.optional_choice::<Reading>("precteni");
    let acts = form.optional_text("ukony", LONGEST);
    let fields = Fields {
        strengths: items(&mut form, "stavet").into_iter().map(StrengthWords::new).collect(),
        risks: items(&mut form, "ohrozuje").into_iter().map(RiskWords::new).collect(),
        rules: items(&mut form, "pravidla").into_iter().map(RuleWords::new).collect(),
        acts: acts.map(ActWords::new),
        objections: items(&mut form, "namitky").into_iter().map(ObjectionWords::new).collect(),
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

/// A code and a day, as typed by anybody.
pub(super) fn checked(mut form: FormState) -> Result<(String, Day), FormState> {
    let code = form.required("kod", 60, "Opište kód z papíru: čtyři skupiny po čtyřech znacích.");
    let day = form.required_day("den", "Opište datum zapečetění, které stojí u kódu.");
    match (code, day) {
        (Some(code), Some(day)) if !form.has_errors() => Ok((code, day)),
        _ => Err(form),
    }
}
