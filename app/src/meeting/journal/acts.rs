//! What a form says, as entries.

use super::Due;
use crate::cases::Child;
use crate::conferences::{Conference, Phase};
pub(in crate::meeting) use crate::kernel::derived;
use crate::kernel::{Choice, Day, Id, Moment};
use crate::meeting::{Line, LineKind, Seat, Topic};
use ::journal::{Act, Field, LineState, Place, Text};
use uuid::Uuid;

/// The device under which somebody's forms of a meeting are kept.
pub(in crate::meeting) fn form_device(conference: Id<Conference>, staff: Option<Uuid>) -> Uuid {
    derived(conference.uuid(), &format!("form {}", staff.unwrap_or_default()))
}

/// A line as typed.
#[derive(Clone, Debug)]
pub(in crate::meeting) struct LineInput {
    pub(in crate::meeting) kind: LineKind,
    /// None when nobody chose.
    pub(in crate::meeting) topic: Option<Topic>,
    pub(in crate::meeting) child: Option<Id<Child>>,
    pub(in crate::meeting) text: Text,
    /// What did not fit into one line: lines that follow it.
    pub(in crate::meeting) more: Vec<Text>,
    pub(in crate::meeting) speaker: Option<Id<Seat>>,
    pub(in crate::meeting) owner: Option<Id<Seat>>,
    pub(in crate::meeting) owner_note: Option<Text>,
    pub(in crate::meeting) deadline: Option<Day>,
    pub(in crate::meeting) indicator: Option<Text>,
    pub(in crate::meeting) support: Option<Text>,
    pub(in crate::meeting) degree: Option<i64>,
}

fn of_id<T>(id: Option<Id<T>>) -> Option<Text> {
    id.map(|id| id.to_string().into())
}

impl LineInput {
    /// Properties as typed. Those of a task are told only by a task: another line keeps what it had.
    fn marks(&self) -> Vec<(Field, Option<Text>)> {
        let mut marks = vec![
            (Field::Kind, Some(self.kind.code().into())),
            (Field::Topic, self.topic.map(|topic| topic.code().into())),
            (Field::Child, of_id(self.child)),
            (Field::Speaker, of_id(self.speaker)),
        ];
        if self.kind == LineKind::Task {
            marks.extend([
                (Field::Owner, of_id(self.owner)),
                (Field::OwnerNote, self.owner_note.clone()),
                (Field::Due, self.deadline.map(|day| day.to_string().into())),
                (Field::Indicator, self.indicator.clone()),
                (Field::Support, self.support.clone()),
            ]);
        }
        marks
    }
}

/// A new line, or several when more was typed than fits into one; `form` is the identifier with which the form was shown and
/// becomes the line's. Places follow `last`.
pub(in crate::meeting) fn new_line(
    form: Id<Line>,
    phase: Option<Id<Phase>>,
    last: Option<Place>,
    input: &LineInput,
    at: Moment,
) -> Vec<Due> {
    let mut dues = Vec::new();
    let mut last = last;
    for (number, text) in std::iter::once(&input.text).chain(&input.more).enumerate() {
        let line = piece(form, number);
        let place = Place::after(last.as_ref(), at.timestamp().as_microsecond(), line);
        dues.extend(begun(line, phase.map(Id::uuid), place.clone(), text, input, at));
        last = Some(place);
    }
    dues
}

/// The identifier of a line of a form: of the first the form's own.
pub(in crate::meeting) fn piece(form: Id<Line>, number: usize) -> Uuid {
    if number == 0 { form.uuid() } else { derived(form.uuid(), &format!("line {number}")) }
}

fn begun(
    line: Uuid,
    phase: Option<Uuid>,
    place: Place,
    text: &Text,
    input: &LineInput,
    at: Moment,
) -> Vec<Due> {
    let due = |word: &str, act| Due { id: derived(line, word), happened: at, act };
    let mut dues = vec![
        due("begin", Act::Begin { line, phase, place }),
        due("write", Act::Write { line, text: text.clone(), over: Vec::new() }),
    ];
    // A line without the mark was said.
    let said = |field: Field| field == Field::Kind && input.kind == LineKind::Said;
    let marks = input.marks().into_iter().filter(|(field, value)| value.is_some() && !said(*field));
    dues.extend(marks.map(|(field, value)| due(field.code(), Act::Mark { line, field, value })));
    dues
}

/// Words that came when nothing of the meeting changes any more, as lines of their own behind each other.
pub(in crate::meeting) fn late_lines(form: Uuid, words: Vec<Text>, at: Moment) -> Vec<Due> {
    let mut last = None;
    let mut dues = Vec::new();
    for (number, text) in words.into_iter().enumerate() {
        let line = piece(Id::from_uuid(form), number);
        let place = Place::after(last.as_ref(), at.timestamp().as_microsecond(), line);
        let due = |word: &str, act| Due { id: derived(line, word), happened: at, act };
        dues.push(due("begin", Act::Begin { line, phase: None, place: place.clone() }));
        dues.push(due("write", Act::Write { line, text, over: Vec::new() }));
        last = Some(place);
    }
    dues
}

/// What somebody changed who saw the line as `shown` and sent the form that was shown under `form`: only that, so that
/// two people who change different things disturb nobody. What did not fit into one line follows at `behind`.
pub(in crate::meeting) fn changed_line(
    form: Uuid,
    shown: &LineState,
    behind: Option<&Place>,
    input: &LineInput,
    at: Moment,
) -> Vec<Due> {
    let line = shown.id;
    let mut acts = Vec::new();
    if shown.text != input.text || !shown.variants.is_empty() {
        acts.push(Act::Write { line, text: input.text.clone(), over: shown.heads.clone() });
    }
    let kind = kind_of(shown);
    let topic = shown.mark(Field::Topic).and_then(Topic::from_code);
    for (field, value) in input.marks() {
        let same = match field {
            Field::Kind => input.kind == kind,
            // Without a choice the form shows what counts then; with another kind that stays what was seen.
            Field::Topic => {
                input.topic == topic
                    || (topic.is_none() && input.topic == Some(Topic::usual(kind)) && kind == input.kind)
            }
            field => shown.mark(field) == value.as_ref().map(Text::as_str),
        };
        if !same {
            acts.push(Act::Mark { line, field, value });
        }
    }
    let mut dues: Vec<Due> = acts.into_iter().map(|act| Due::of(form, at, act)).collect();
    let mut last = shown.place.clone();
    for (number, text) in input.more.iter().enumerate() {
        let id = derived(form, &format!("more {number} {}", text.as_str()));
        let place = ::journal::between(last.as_ref(), behind, id);
        dues.extend(begun(id, shown.phase, place.clone(), text, input, at));
        last = Some(place);
    }
    dues
}

/// The kind of a line as this slice names it.
pub(in crate::meeting) fn kind_of(line: &LineState) -> LineKind {
    LineKind::from_code(line.kind().code()).unwrap_or(LineKind::Said)
}
