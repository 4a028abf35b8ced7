//! Forms of a meeting.

use super::store::Ending;
use super::store::lines::LineInput;
use super::{
    GuestLabel, GuestName, Line, LineKind, LineText, Pause, PauseKind, PresenceStep, Seat, TaskNote, Topic,
};
use crate::cases::Child;
use crate::conferences::Phase;
use crate::identity::Staff;
use crate::kernel::{Choice, Day, FormState, Id, Moment, TimeOfDay};

/// Longest line of the minutes, in characters.
const LONGEST_LINE: usize = 4000;
/// Longest name or note.
const LONGEST_NOTE: usize = 300;

/// Identifiers that a form of this meeting may name.
pub(super) struct Known<'a> {
    pub(super) seats: &'a [Id<Seat>],
    pub(super) children: &'a [Id<Child>],
    pub(super) phases: &'a [Id<Phase>],
    /// The day of the meeting: no deadline lies before it.
    pub(super) day: Day,
}

/// An identifier among those known; a sentence when something else was sent.
fn one_of<T>(form: &mut FormState, field: &str, known: &[Id<T>]) -> Option<Id<T>> {
    if form.value(field).is_empty() {
        return None;
    }
    let chosen = form.id(field).filter(|id| known.contains(id));
    if chosen.is_none() {
        form.fail(field, "Vyberte, prosím, ze seznamu.");
    }
    chosen
}

/// What a line says, whoever writes or changes it. Enter in the field sends no button: then it was said.
fn input(form: &mut FormState, known: &Known<'_>) -> Option<LineInput> {
    let kind = match form.value("druh") {
        "" => Some(LineKind::Said),
        _ => form.required_choice::<LineKind>("druh", "Vyberte, co řádek je."),
    };
    let text = form.required_text("text", LONGEST_LINE, "Napište, co zaznělo nebo co jste dohodli.");
    let speaker = one_of(form, "kdo", known.seats);
    let child = one_of(form, "dite", known.children);
    let topic = form.optional_choice::<Topic>("oblast");
    let owner = one_of(form, "ukol_kdo", known.seats);
    let owner_note = form.optional("ukol_nekdo", LONGEST_NOTE).map(TaskNote::new);
    let deadline = form.optional_day("termin");
    let indicator = form.optional("ukazatel", LONGEST_NOTE).map(TaskNote::new);
    let support = form.optional("podpora", LONGEST_NOTE).map(TaskNote::new);
    let degree = form.optional_number("stupen", 1, 5);
    let kind = kind?;
    if kind == LineKind::Task {
        if owner.is_some() && owner_note.is_some() {
            form.fail(
                "ukol_nekdo",
                "Vyberte buď člověka u stolu, nebo napište jméno. Pro dva lidi zapište dva úkoly.",
            );
        }
        complete_task(form, known, owner.is_some() || owner_note.is_some(), deadline);
    }
    let task = kind == LineKind::Task;
    Some(LineInput {
        kind,
        topic: topic.unwrap_or(Topic::usual(kind)),
        child,
        text: LineText::new(text?),
        speaker,
        owner: owner.filter(|_| task),
        owner_note: owner_note.filter(|_| task),
        deadline: deadline.filter(|_| task),
        indicator: indicator.filter(|_| task),
        support: support.filter(|_| task),
        degree: degree.filter(|_| kind == LineKind::Agreed),
    })
}

/// A task without its owner or day is a wish.
fn complete_task(form: &mut FormState, known: &Known<'_>, owned: bool, deadline: Option<Day>) {
    if !owned {
        form.fail("ukol_kdo", "Vyberte, kdo úkol udělá, nebo níže napište jeho jméno.");
    }
    match deadline {
        None => form.fail("termin", "Napište, do kdy má být úkol hotový."),
        Some(day) if day < known.day => {
            form.fail("termin", "Termín je dřív než jednání. Napište pozdější den.");
        }
        Some(_) => {}
    }
}

/// A new line: its identifier from the shown form, its phase, what it says.
pub(super) fn new_line(
    mut form: FormState,
    known: &Known<'_>,
) -> Result<(Id<Line>, Option<Id<Phase>>, LineInput), FormState> {
    let id = form.id("nove_id");
    let phase = one_of(&mut form, "bod", known.phases);
    let input = input(&mut form, known);
    form.finish(|| Some((id?, phase, input?)))
}

/// A changed line with the version that the person saw.
pub(super) fn changed_line(mut form: FormState, known: &Known<'_>) -> Result<(i64, LineInput), FormState> {
    let version = form.version();
    let input = input(&mut form, known);
    form.finish(|| Some((version?, input?)))
}

/// The form of a line as it stands. The texts come from whoever may read them.
pub(super) fn of_line(line: &Line, text: &str, notes: [Option<&str>; 3]) -> FormState {
    let [owner_note, indicator, support] = notes;
    FormState::empty()
        .with("druh", line.kind.code())
        .with("oblast", line.topic.code())
        .with("text", text)
        .with_some("kdo", line.speaker.map(|id| id.to_string()))
        .with_some("dite", line.child.map(|id| id.to_string()))
        .with_some("ukol_kdo", line.owner.map(|id| id.to_string()))
        .with_some("ukol_nekdo", owner_note)
        .with_some("termin", line.deadline.map(czech::dates::short))
        .with_some("ukazatel", indicator)
        .with_some("podpora", support)
        .with_some("stupen", line.degree.map(|d| d.to_string()))
}

/// A time typed for the day of the meeting; the present moment when none was typed.
fn moment(form: &mut FormState, field: &str, day: Day, now: Moment) -> Moment {
    form.optional_time(field).map_or(now, |time| Moment::in_prague(day, time.time()))
}

/// The start: when, and whether degrees of agreement are asked.
pub(super) fn start(mut form: FormState, now: Moment) -> Result<(Moment, bool), FormState> {
    let at = moment(&mut form, "cas", now.day(), now);
    let degrees = form.ticked("stupne");
    form.finish(|| Some((at, degrees)))
}

/// A tap of presence.
pub(super) fn tap(
    mut form: FormState,
    known: &Known<'_>,
    now: Moment,
) -> Result<super::store::Tap, FormState> {
    let id = form.id("nove_id");
    let seat = one_of(&mut form, "kdo_prisel", known.seats);
    let step = form.required_choice::<PresenceStep>("stav", "Vyberte, co se stalo.");
    let at = moment(&mut form, "cas", known.day, now);
    if seat.is_none() {
        form.fail("kdo_prisel", "Vyberte, kdo to byl.");
    }
    form.finish(|| Some(super::store::Tap { id: id?, seat: seat?, step: step?, at }))
}

/// Somebody who came without an invitation.
pub(super) fn guest(mut form: FormState) -> Result<(Id<Seat>, GuestName, GuestLabel), FormState> {
    let id = form.id("nove_id");
    let name = form.required("jmeno", 120, "Napište jméno toho, kdo přišel.");
    let label = form.required("role", 120, "Napište, kdo to je, například babiččina sousedka.");
    form.finish(|| Some((id?, GuestName::new(name?), GuestLabel::new(label?))))
}

/// A break to begin.
pub(super) fn pause(mut form: FormState) -> Result<(Id<Pause>, PauseKind), FormState> {
    let id = form.id("nove_id");
    let kind = form.required_choice::<PauseKind>("druh_pauzy", "Vyberte druh přestávky.");
    form.finish(|| Some((id?, kind?)))
}

/// The end: when, what next, who answers questions, until when comments are welcome.
pub(super) fn ending(
    mut form: FormState,
    day: Day,
    started: Moment,
    staff: &[Id<Staff>],
) -> Result<(i64, Ending), FormState> {
    let version = form.version();
    let ended = form.required_time("konec", "Napište, kdy jednání skončilo.");
    let next_day = form.optional_day("dalsi_den");
    let next_from = form.optional_time("dalsi_cas");
    let next_place = form.optional("dalsi_misto", 200);
    let contact = one_of(&mut form, "kontakt", staff);
    let comments_until = form.required_day("pripominky", "Napište, do kdy mohou lidé poslat připomínky.");
    if contact.is_none() {
        form.fail("kontakt", "Vyberte, kdo bude účastníkům odpovídat.");
    }
    if next_day.is_some_and(|next| next <= day) {
        form.fail("dalsi_den", "Příští setkání musí být později než toto.");
    }
    if comments_until.is_some_and(|until| until < day) {
        form.fail("pripominky", "Lhůta pro připomínky je dřív než jednání.");
    }
    let ended = ended.map(|time: TimeOfDay| Moment::in_prague(day, time.time()));
    // Times are typed to the minute: an end within the minute of the start is no earlier than the start.
    let ended = ended.map(|e| if e < started && e.plus_seconds(60) > started { started } else { e });
    if ended.is_some_and(|ended| ended < started) {
        form.fail("konec", "Konec je dřív než začátek jednání.");
    }
    form.finish(|| {
        Some((
            version?,
            Ending {
                ended: ended?,
                next_day,
                next_from: next_from.filter(|_| next_day.is_some()),
                next_place: next_place.filter(|_| next_day.is_some()),
                contact: contact?,
                comments_until: comments_until?,
            },
        ))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use jiff::civil;

    fn known() -> Known<'static> {
        Known { seats: &[], children: &[], phases: &[], day: civil::date(2026, 12, 10) }
    }

    fn typed(pairs: &[(&str, &str)]) -> FormState {
        let id = uuid::Uuid::from_u128(7).to_string();
        pairs.iter().fold(FormState::empty().with("nove_id", id), |form, (n, v)| form.with(n, *v))
    }

    #[test]
    fn enter_alone_writes_what_was_said() {
        let (_, _, line) = new_line(typed(&[("text", "Eliška chodí ráda na volejbal.")]), &known()).unwrap();
        assert_eq!(line.kind, LineKind::Said);
    }

    #[test]
    fn a_task_asks_who_and_by_when_and_keeps_the_words() {
        let form = new_line(typed(&[("druh", "task"), ("text", "Najít psycholožku")]), &known()).unwrap_err();
        assert!(form.error("ukol_kdo").is_some() && form.error("termin").is_some());
        assert_eq!(form.value("text"), "Najít psycholožku");
    }

    #[test]
    fn a_deadline_before_the_meeting_is_refused() {
        let task = [("druh", "task"), ("text", "x"), ("ukol_nekdo", "teta"), ("termin", "1. 12. 2026")];
        assert!(new_line(typed(&task), &known()).unwrap_err().error("termin").is_some());
    }

    #[test]
    fn somebody_who_is_not_at_this_table_cannot_be_chosen() {
        let stranger = uuid::Uuid::from_u128(9).to_string();
        let form = new_line(typed(&[("text", "x"), ("kdo", &stranger)]), &known()).unwrap_err();
        assert!(form.error("kdo").is_some());
    }

    #[test]
    fn what_was_said_is_guarded_unless_somebody_says_otherwise() {
        let (_, _, said) = new_line(typed(&[("text", "x")]), &known()).unwrap();
        assert_eq!(said.topic, Topic(facts::FactGroup::CareHistory));
        let (_, _, agreed) = new_line(typed(&[("text", "x"), ("druh", "agreed")]), &known()).unwrap();
        assert_eq!(agreed.topic, Topic(facts::FactGroup::PlanTasks));
    }
}
