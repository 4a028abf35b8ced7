//! Forms of a meeting.

use super::journal::LineInput;
use super::store::Ending;
use super::{Line, LineKind, Pause, PauseKind, PresenceStep, Seat, Topic, rules};
use crate::cases::Child;
use crate::conferences::Phase;
use crate::identity::Staff;
use crate::kernel::{Choice, FormState, Id, Moment, TimeOfDay};
use ::journal::{LONGEST_LINE, Text, split_pasted};
use uuid::Uuid;

/// The most that is taken at once, in characters: far more than anybody types, less than a form may weigh.
const LONGEST_TEXT: usize = 500_000;
/// Longest name or note.
const LONGEST_NOTE: usize = 300;

/// By how many seconds a clock on the wall may be ahead of ours when a meeting begins.
const AHEAD: i64 = 5 * 60;
/// How many days after a meeting the last day for comments may lie; more is a slip of the pen.
const FARTHEST: i64 = 366;

/// Identifiers that a form of this meeting may name.
pub(super) struct Known<'a> {
    pub(super) seats: &'a [Id<Seat>],
    pub(super) children: &'a [Id<Child>],
    pub(super) phases: &'a [Id<Phase>],
    /// When the meeting started: no deadline lies before that day.
    pub(super) started: Moment,
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
    let text = form.required_text("text", LONGEST_TEXT, "Napište, co zaznělo nebo co jste dohodli.");
    let speaker = one_of(form, "kdo", known.seats);
    let child = one_of(form, "dite", known.children);
    let topic = form.optional_choice::<Topic>("oblast");
    let owner = one_of(form, "ukol_kdo", known.seats);
    let owner_note = form.optional("ukol_nekdo", LONGEST_NOTE).map(Text::from);
    let deadline = form.optional_day("termin");
    let indicator = form.optional("ukazatel", LONGEST_NOTE).map(Text::from);
    let support = form.optional("podpora", LONGEST_NOTE).map(Text::from);
    let degree = form.optional_number("stupen", 1, 5);
    let kind = kind?;
    if kind == LineKind::Task {
        if owner.is_some() && owner_note.is_some() {
            form.fail(
                "ukol_nekdo",
                "Vyberte buď člověka u stolu, nebo napište jméno. Pro dva lidi zapište dva úkoly.",
            );
        }
        // A task without its owner or day is kept: both are found when it is talked about to the end.
        if deadline.is_some_and(|day| day < known.started.day()) {
            form.fail("termin", "Termín je dřív než jednání. Napište pozdější den.");
        }
    }
    let task = kind == LineKind::Task;
    let (text, more) = fitting(text?);
    Some(LineInput {
        kind,
        topic,
        child,
        text,
        more,
        speaker,
        owner: owner.filter(|_| task),
        owner_note: owner_note.filter(|_| task),
        deadline: deadline.filter(|_| task),
        indicator: indicator.filter(|_| task),
        support: support.filter(|_| task),
        degree: degree.filter(|_| kind == LineKind::Agreed),
    })
}

/// What fits into one line, and the lines after it when more was typed or pasted.
fn fitting(text: String) -> (Text, Vec<Text>) {
    if text.chars().nth(LONGEST_LINE).is_none() {
        return (text.into(), Vec::new());
    }
    let mut pieces = split_pasted(&text).into_iter().map(Text::from);
    (pieces.next().unwrap_or_default(), pieces.collect())
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

/// The words of a line whose meeting does not change any more, in pieces that fit. Nothing else of it is read, for nothing
/// else has a place any more; none when nobody typed anything.
pub(super) fn late_words(form: &FormState) -> Option<Vec<Text>> {
    let typed: String = form.value("text").trim().chars().take(LONGEST_TEXT).collect();
    if typed.is_empty() {
        return None;
    }
    let (first, more) = fitting(typed);
    Some(std::iter::once(first).chain(more).collect())
}

/// A changed line: the identifier of its form, how far the journal was when it was shown, what it says now.
pub(super) fn changed_line(
    mut form: FormState,
    known: &Known<'_>,
) -> Result<(Uuid, i64, LineInput), FormState> {
    let (id, seen) = (shown_as(&form), seen(&form));
    let input = input(&mut form, known);
    form.finish(|| Some((id?, seen, input?)))
}

/// The identifier under which a form was shown.
pub(super) fn shown_as(form: &FormState) -> Option<Uuid> {
    form.id::<Line>("nove_id").map(Id::uuid)
}

/// How far the journal was when a form was shown.
pub(super) fn seen(form: &FormState) -> i64 {
    form.value("videno").parse().unwrap_or(i64::MAX)
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
        .with("stupen_byl", line.degree.map(|d| d.to_string()).unwrap_or_default())
}

/// How much those present agreed when the form was drawn; none when the form does not say.
pub(super) fn degree_shown(form: &FormState) -> Option<Option<i64>> {
    let shown = form.pairs().iter().find(|(name, _)| name == "stupen_byl")?;
    Some(shown.1.trim().parse().ok())
}

/// A time typed during a meeting; the present moment when none was typed. What is still to come was no presence.
fn moment(form: &mut FormState, field: &str, started: Moment, now: Moment) -> Moment {
    let at = form.optional_time(field).map_or(now, |time| rules::meant(time, started, now));
    if at.seconds_since(now) > AHEAD {
        form.fail(
            field,
            "Ten čas ještě nebyl. Napište čas, který už byl, nebo nechte pole prázdné: zapíše se teď.",
        );
    }
    at
}

/// The start: when, and whether degrees of agreement are asked.
pub(super) fn start(mut form: FormState, now: Moment) -> Result<(Moment, bool), FormState> {
    let at = form.optional_time("cas").map_or(now, |time| rules::begun(time, now));
    if at.seconds_since(now) > AHEAD {
        form.fail(
            "cas",
            "Začátek je v budoucnu. Napište čas, který už byl, nebo nechte pole prázdné: zapíše se teď.",
        );
    }
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
    let at = moment(&mut form, "cas", known.started, now);
    if seat.is_none() {
        form.fail("kdo_prisel", "Vyberte, kdo to byl.");
    }
    form.finish(|| Some(super::store::Tap { id: id?, seat: seat?, step: step?, at }))
}

/// Who took note of confidentiality, and when: one at the table, or (none) all who sat there.
pub(super) fn noted(
    mut form: FormState,
    known: &Known<'_>,
    ended: Option<Moment>,
    now: Moment,
) -> Result<(Option<Id<Seat>>, Moment), FormState> {
    let seat = one_of(&mut form, "kdo_vzal", known.seats);
    let typed = form.optional_time("cas_mlcenlivosti");
    let at = moment(&mut form, "cas_mlcenlivosti", known.started, now);
    if typed.is_some_and(|typed| typed != at.time_of_day()) {
        form.fail("cas_mlcenlivosti", "To jednání ještě nezačalo. Napište, v kolik to během něj bylo.");
    }
    // Typed to the minute: it was in that minute, so whoever came during it was there, and it was before the end.
    let last = ended.map_or(now, |end| end.min(now)).max(at);
    let at = if typed.is_some() { at.plus_seconds(59).min(last) } else { at };
    let at = ended.filter(|end| at.seconds_since(*end) < 60).map_or(at, |end| at.min(end));
    if ended.is_some_and(|end| at > end) {
        form.fail("cas_mlcenlivosti", "Jednání už skončilo. Napište, v kolik to během něj bylo.");
    }
    form.finish(|| Some((seat, at)))
}

/// Somebody who came without an invitation.
pub(super) fn guest(mut form: FormState) -> Result<(Id<Seat>, Text, Text), FormState> {
    let id = form.id("nove_id");
    let name = form.required("jmeno", 120, "Napište jméno toho, kdo přišel.");
    let label = form.required("role", 120, "Napište, kdo to je, například babiččina sousedka.");
    form.finish(|| Some((id?, Text::from(name?), Text::from(label?))))
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
    (started, now): (Moment, Moment),
    staff: &[Id<Staff>],
) -> Result<(i64, Ending), FormState> {
    let (version, day) = (form.version(), started.day());
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
    // Past midnight it is the next day.
    let tomorrow = |end: Moment| (end.plus_seconds(60) <= started).then(|| end.plus_seconds(24 * 3600));
    let ended = ended.map(|end| tomorrow(end).filter(|next| *next <= now).unwrap_or(end));
    // Times are typed to the minute: an end within the minute of the start is no earlier than the start.
    let ended = ended.map(|e| if e < started && e.plus_seconds(60) > started { started } else { e });
    if ended.is_some_and(|ended| ended < started) {
        form.fail("konec", "Konec je dřív než začátek jednání.");
    }
    if ended.is_some_and(|ended| ended.seconds_since(now) > AHEAD) {
        form.fail("konec", "Konec je v budoucnu. Napište čas, který už byl.");
    }
    if next_day.is_none() && (next_from.is_some() || next_place.is_some()) {
        form.fail("dalsi_den", "Napište i den příštího setkání, nebo smažte čas a místo.");
    }
    if comments_until.is_some_and(|until| until > day.saturating_add(jiff::Span::new().days(FARTHEST))) {
        form.fail("pripominky", "To je víc než rok. Zkontrolujte prosím rok.");
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
        Known {
            seats: &[],
            children: &[],
            phases: &[],
            started: Moment::in_prague(civil::date(2026, 12, 10), civil::time(13, 0, 0, 0)),
        }
    }

    fn typed(pairs: &[(&str, &str)]) -> FormState {
        let id = uuid::Uuid::from_u128(7).to_string();
        pairs.iter().fold(FormState::empty().with("nove_id", id), |form, (n, v)| form.with(n, *v))
    }

    #[test]
    fn a_meeting_begins_no_later_than_now() {
        let now = Moment::in_prague(civil::date(2026, 12, 10), civil::time(10, 0, 0, 0));
        let begun = |cas| start(typed(&[("cas", cas)]), now);
        let early = begun("13.00").unwrap_err();
        assert!(early.error("cas").is_some_and(|sentence| sentence.contains("v budoucnu")));
        assert_eq!(early.value("cas"), "13.00");
        for cas in ["", "9.30", "10.00", "10.05"] {
            assert!(begun(cas).is_ok(), "{cas}");
        }
        assert!(begun("10.06").is_err());
    }

    #[test]
    fn nobody_is_present_at_a_time_to_come() {
        let now = Moment::in_prague(civil::date(2026, 12, 10), civil::time(14, 37, 0, 0));
        let came = |at: &str| tap(typed(&[("stav", "arrived"), ("cas", at)]), &known(), now).unwrap_err();
        assert!(came("16.30").error("cas").is_some_and(|sentence| sentence.contains("ještě nebyl")));
        for at in ["", "14.20", "14.37", "14.40"] {
            assert!(came(at).error("cas").is_none(), "{at}");
        }
    }

    #[test]
    fn nobody_takes_note_after_the_end_or_in_the_future() {
        let at = |hour, minute| Moment::in_prague(civil::date(2026, 12, 10), civil::time(hour, minute, 0, 0));
        let ended = Some(Moment::in_prague(civil::date(2026, 12, 10), civil::time(15, 0, 0, 0)));
        let noted = |cas: &str, ended, now| noted(typed(&[("cas_mlcenlivosti", cas)]), &known(), ended, now);
        assert_eq!(noted("13.20", ended, at(18, 0)).unwrap(), (None, at(13, 20).plus_seconds(59)));
        assert_eq!(noted("15.00", ended, at(18, 0)).unwrap().1, at(15, 0));
        assert_eq!(noted("", None, at(14, 0)).unwrap().1, at(14, 0));
        let evening = at(18, 0);
        let wrong = [("", ended, evening), ("15.01", ended, evening), ("12.30", ended, evening)];
        for (cas, ended, now) in wrong.into_iter().chain([("16.30", None, at(14, 0))]) {
            let form = noted(cas, ended, now).unwrap_err();
            assert!(form.error("cas_mlcenlivosti").is_some(), "{cas}");
            assert_eq!(form.value("cas_mlcenlivosti"), cas);
        }
    }

    #[test]
    fn an_end_to_come_and_a_next_meeting_without_its_day_are_refused() {
        let at = |hour, minute| Moment::in_prague(civil::date(2026, 12, 10), civil::time(hour, minute, 0, 0));
        let contact = Id::from_uuid(uuid::Uuid::from_u128(3));
        let ended = |fields: &[(&str, &str)]| {
            let mut all = vec![
                ("verze", "1"),
                ("kontakt", "00000000-0000-0000-0000-000000000003"),
                ("konec", "15.00"),
                ("pripominky", "24. 12. 2026"),
            ];
            all.retain(|(name, _)| fields.iter().all(|(other, _)| other != name));
            all.extend(fields);
            ending(typed(&all), (at(13, 0), at(15, 2)), &[contact])
        };
        assert!(ended(&[]).is_ok());
        let wrong = [
            (("konec", "23.59"), "konec"),
            (("dalsi_cas", "14.30"), "dalsi_den"),
            (("dalsi_misto", "Klub Pohoda"), "dalsi_den"),
            (("pripominky", "31. 12. 2099"), "pripominky"),
        ];
        for (field, at) in wrong {
            let form = ended(&[field]).unwrap_err();
            assert!(form.error(at).is_some(), "{field:?}");
            assert_eq!(form.value(field.0), field.1, "what was typed stays");
        }
    }

    #[test]
    fn enter_alone_writes_what_was_said() {
        let (_, _, line) = new_line(typed(&[("text", "Eliška chodí ráda na volejbal.")]), &known()).unwrap();
        assert_eq!(line.kind, LineKind::Said);
    }

    #[test]
    fn a_task_is_kept_without_its_owner_and_day() {
        let (_, _, line) =
            new_line(typed(&[("druh", "task"), ("text", "Najít psycholožku")]), &known()).unwrap();
        assert_eq!((line.kind, line.owner, line.deadline), (LineKind::Task, None, None));
    }

    #[test]
    fn much_pasted_text_becomes_several_lines_and_loses_no_word() {
        let text = "Eliška chodí ráda na volejbal. ".repeat(1_700);
        let (_, _, line) = new_line(typed(&[("text", &text)]), &known()).unwrap();
        let all: Vec<&str> = std::iter::once(&line.text).chain(&line.more).map(Text::as_str).collect();
        assert!(all.len() > 5 && all.iter().all(|line| line.chars().count() <= LONGEST_LINE));
        assert_eq!(all.join(" "), text.trim());
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
}
