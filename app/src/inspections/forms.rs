//! Forms of inspections.

use super::check::Judged;
use super::model::{
    Asked, Ending, Identified, InspectionWish, OtherParts, Part, PartOutcome, Read, Refusal, RefusalReason,
    Signature, UnsignedReason,
};
use crate::cases::Person;
use crate::documents::Document;
use crate::kernel::{Choice, Day, FormState, Id};

/// Longest words about what somebody wants to see.
const WISH: usize = 1000;
/// Longest reason.
const REASON: usize = 1500;
/// Shortest reason that says something.
const SHORTEST: usize = 15;

const BROKEN: &str = "Formulář se poslal neúplný. Otevřete ho prosím znovu.";
const FUTURE: &str = "Den je v budoucnosti. Zapište to, až to nastane.";

fn past(form: &mut FormState, name: &str, missing: &str, today: Day) -> Option<Day> {
    let day = form.required_day(name, missing);
    if day.is_some_and(|day| day > today) {
        form.fail(name, FUTURE);
    }
    day
}

/// A request. `people` are those who may ask.
pub(super) fn asked(mut form: FormState, people: &[Id<Person>], today: Day) -> Result<Asked, FormState> {
    let person = form.id::<Person>("kdo").filter(|id| people.contains(id));
    if person.is_none() {
        form.fail("kdo", "Vyberte, kdo chce do spisu nahlédnout.");
    }
    let on = past(&mut form, "dne", "Napište, kdy o to požádal(a).", today);
    let wish = form.optional_text("co", WISH);
    let id = form.id("nove_id");
    if id.is_none() {
        form.fail("", BROKEN);
    }
    form.finish(|| Some(Asked { id: id?, person: person?, on: on?, wish: wish.map(InspectionWish::new) }))
}

/// The name of a field about one paper.
pub(super) fn field(what: &str, document: Id<Document>) -> String {
    format!("{what}-{document}")
}

fn refusal(form: &mut FormState, (reason, ground): (&str, &str), grounds: &[String]) -> Option<Refusal> {
    let words =
        form.required_text(reason, REASON, "Napište důvod. Bude ho číst ten, komu nahlédnutí odpíráte.");
    if words.as_ref().is_some_and(|words| words.chars().count() < SHORTEST) {
        form.fail(reason, "Napište důvod celou větou, aspoň 15 znaků.");
    }
    let code = Some(form.value(ground).to_owned()).filter(|code| grounds.contains(code));
    if code.is_none() {
        form.fail(ground, "Vyberte, o co se odepření opírá.");
    }
    Some(Refusal { reason: RefusalReason::new(words?), ground: code? })
}

/// What becomes of each paper.
pub(super) fn parts(
    mut form: FormState,
    papers: &[Judged],
    grounds: &[String],
) -> Result<Vec<Part>, FormState> {
    let mut parts = Vec::new();
    for judged in papers {
        let id = judged.document.id;
        let name = field("dokument", id);
        match PartOutcome::from_code(form.value(&name)) {
            None => {}
            Some(PartOutcome::Shown) => {
                if let Some(why) = judged.standing.why() {
                    form.fail(&name, format!("Tenhle dokument ukázat nejde. {why}"));
                }
                parts.push(Part { document: id, outcome: PartOutcome::Shown, refusal: None });
            }
            Some(PartOutcome::Refused) => {
                let names = (field("duvod", id), field("zaklad", id));
                let refusal = refusal(&mut form, (&names.0, &names.1), grounds);
                parts.push(Part { document: id, outcome: PartOutcome::Refused, refusal });
            }
        }
    }
    form.finish(|| Some(parts))
}

/// How somebody read. Something must have been shown or refused.
pub(super) fn read(
    mut form: FormState,
    chosen: usize,
    (asked_on, today): (Day, Day),
) -> Result<Ending, FormState> {
    let on = past(&mut form, "dne", "Napište, který den nahlížel(a).", today);
    if on.is_some_and(|on| on < asked_on) {
        form.fail("dne", "Ten den ještě o nahlédnutí nepožádal(a).");
    }
    let identified = form.required_choice::<Identified>("totoznost", "Vyberte, jak víte, kdo nahlížel.");
    let other = form.optional_text("dalsi", REASON);
    if chosen == 0 && other.is_none() {
        form.fail(
            "dalsi",
            "Nic není vybráno. Vyberte výše dokumenty, nebo napište, co z papírového spisu viděl(a).",
        );
    }
    let copies = form.ticked("kopie");
    form.finish(|| {
        let other = other.map(OtherParts::new);
        Some(Ending::Read(Read { on: on?, identified: identified?, copies, other }))
    })
}

/// The whole file is refused.
pub(super) fn refused(
    mut form: FormState,
    grounds: &[String],
    (asked_on, today): (Day, Day),
) -> Result<Ending, FormState> {
    let on = past(&mut form, "odepreno_dne", "Napište, kdy jste nahlédnutí odepřeli.", today);
    if on.is_some_and(|on| on < asked_on) {
        form.fail("odepreno_dne", "Ten den ještě o nahlédnutí nepožádal(a).");
    }
    let refusal = refusal(&mut form, ("duvod", "zaklad"), grounds);
    form.finish(|| Some(Ending::Refused(on?, refusal?)))
}

/// Whether the record was signed.
pub(super) fn signed(mut form: FormState) -> Result<(Signature, Option<UnsignedReason>), FormState> {
    let signature = form.required_choice::<Signature>("podpis", "Vyberte, jestli záznam podepsal(a).");
    let why = form.optional_text("proc", REASON);
    if signature == Some(Signature::Declined) && why.is_none() {
        form.fail("proc", "Napište, proč záznam podepsat nechtěl(a).");
    }
    form.finish(|| {
        let signature = signature?;
        let why = why.filter(|_| signature == Signature::Declined).map(UnsignedReason::new);
        Some((signature, why))
    })
}
