//! The record as it was sealed: the whole content before any cut, as sealed JSON. Extracts and later checks are cut
//! from it and never again from the living tables.

use super::fields::Texts;
use super::{open, seal};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::{FileMark, PersonName};
use crate::conferences::{Conference, GoalFacts};
use crate::documents::OfficeFacts;
use crate::identity::Office;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::meeting::rules::Interval;
use crate::meeting::{LineKind, TaskNote, Topic, Weight, Words};
use crate::minutes::comments::{AnswerWords, CommentWords, Wish};
use crate::minutes::model::{
    AgeWords, ChildFacts, DrawnSignature, Form, Leads, LineFacts, NameWords, ObjectionWords, OwnerWords,
    PhaseFacts, ReceivedFacts, RecordContent, RoleWords, SealFacts, SeatFacts, SignatureFacts, StaffFacts,
    VoiceFacts, Way,
};
use crate::participants::ChildWish;
use facts::FactGroup;
use jiff::Timestamp;
use outbound::{Strokes, Subject};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Place;

portable_sql::statements! {
    /// The frozen record of a conference.
    FIND = "SELECT body FROM minutes_frozen WHERE conference_id = $1";
    /// Freezes a record, once.
    ADD = "INSERT INTO minutes_frozen (conference_id, case_id, body) VALUES ($1, $2, $3)";
    /// Forgets the frozen records of a destroyed case.
    FORGET = "DELETE FROM minutes_frozen WHERE case_id = $1";
}

/// Microseconds since 1970.
type Micros = i64;

#[derive(Serialize, Deserialize)]
struct Frozen {
    edition: i64,
    reference_number: Option<String>,
    form: String,
    kind: String,
    place: Option<String>,
    legal: Option<String>,
    protocol_law: Option<String>,
    day: String,
    started: Micros,
    ended: Option<Micros>,
    head: OfficeFacts,
    children: Vec<FrozenChild>,
    seats: Vec<FrozenSeat>,
    goals: Vec<FrozenGoal>,
    voices: Vec<FrozenVoice>,
    course: Vec<FrozenPhase>,
    next_day: Option<String>,
    next_text: Option<String>,
    next_place: Option<String>,
    contact: Option<StaffFacts>,
    comments_until: Option<String>,
    signer: Option<StaffFacts>,
    fields: Texts,
    reminded: bool,
    safety_concern: bool,
    code: String,
    sealed_on: String,
    asked_at: String,
    /// Not in what was sealed before comments were attached.
    #[serde(default)]
    received: Vec<FrozenReceived>,
}

#[derive(Serialize, Deserialize)]
struct FrozenReceived {
    participant: Uuid,
    line: Option<Uuid>,
    wish: String,
    on: String,
    late: bool,
    words: String,
    answer: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct FrozenChild {
    id: Uuid,
    name: String,
    age: Option<String>,
    file_mark: String,
}

#[derive(Serialize, Deserialize)]
struct FrozenSeat {
    seat: Uuid,
    participant: Option<Uuid>,
    subject: FrozenSubject,
    name: String,
    role: String,
    leads: Option<bool>,
    writes: bool,
    there: Vec<(Micros, Option<Micros>, bool, bool)>,
    /// Not in what was sealed before the record told it of those who came later.
    #[serde(default)]
    acknowledged: Option<Micros>,
    signature: Option<(String, Option<String>, Option<String>)>,
}

#[derive(Serialize, Deserialize)]
enum FrozenSubject {
    Conference,
    Child(Uuid),
    Person(Uuid),
}

/// A goal under its topic; words alone in what was sealed before goals had one.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum FrozenGoal {
    Under { topic: String, words: String, subjects: Vec<FrozenSubject> },
    Words(String),
}

#[derive(Serialize, Deserialize)]
struct FrozenVoice {
    child: Uuid,
    name: String,
    how: String,
    words: String,
}

#[derive(Serialize, Deserialize)]
struct FrozenPhase {
    title: String,
    from: Option<Micros>,
    until: Option<Micros>,
    lines: Vec<FrozenLine>,
}

#[derive(Serialize, Deserialize)]
struct FrozenLine {
    /// Not in what was sealed before lines could be commented on.
    #[serde(default)]
    id: Option<Uuid>,
    #[serde(default)]
    mended: Option<String>,
    kind: String,
    number: Option<i64>,
    at: Micros,
    topic: String,
    words: String,
    subjects: Vec<FrozenSubject>,
    speaker: Option<Uuid>,
    owner: Option<Uuid>,
    owner_words: Option<String>,
    deadline: Option<String>,
    indicator: Option<String>,
    support: Option<String>,
    degree: Option<String>,
    weight: Option<String>,
}

fn micros(moment: Moment) -> Micros {
    moment.timestamp().as_microsecond()
}

fn moment(micros: Micros) -> Result<Moment, Failure> {
    Timestamp::from_microsecond(micros).map(Moment::from_timestamp).map_err(|_| broken())
}

fn day(text: &str) -> Result<Day, Failure> {
    text.parse().map_err(|_| broken())
}

fn broken() -> Failure {
    Failure::Broken("a frozen record cannot be read".into())
}

/// A line's topic and words.
fn of_words(words: &Words) -> (FactGroup, &String) {
    match words {
        Words::Plan(fact) => (FactGroup::PlanTasks, facts::for_machine(fact)),
        Words::Care(fact) => (FactGroup::CareHistory, facts::for_machine(fact)),
        Words::Family(fact) => (FactGroup::FamilyHousehold, facts::for_machine(fact)),
        Words::School(fact) => (FactGroup::School, facts::for_machine(fact)),
        Words::ChildHealth(fact) => (FactGroup::HealthChild, facts::for_machine(fact)),
        Words::OthersHealth(fact) => (FactGroup::HealthOthers, facts::for_machine(fact)),
        Words::Housing(fact) => (FactGroup::HousingMoney, facts::for_machine(fact)),
        Words::Safety(fact) => (FactGroup::ViolenceSafety, facts::for_machine(fact)),
        Words::Criminal(fact) => (FactGroup::Criminal, facts::for_machine(fact)),
        Words::Childs(fact) => (FactGroup::ChildWords, facts::for_machine(fact)),
    }
}

impl FrozenSubject {
    fn of(subject: Subject) -> Self {
        match subject {
            Subject::Child(id) => Self::Child(id),
            Subject::Person(id) => Self::Person(id),
            // The record's own content never names its reader; an extract does, when it is cut.
            Subject::Conference | Subject::Reader => Self::Conference,
        }
    }

    const fn subject(&self) -> Subject {
        match self {
            Self::Conference => Subject::Conference,
            Self::Child(id) => Subject::Child(*id),
            Self::Person(id) => Subject::Person(*id),
        }
    }
}

impl FrozenSeat {
    fn of(seat: &SeatFacts) -> Self {
        Self {
            seat: seat.seat.uuid(),
            participant: seat.participant.map(Id::uuid),
            subject: FrozenSubject::of(seat.subject),
            name: facts::for_machine(&seat.name).clone(),
            role: facts::for_machine(&seat.role).clone(),
            leads: seat.leads.map(|leads| leads == Leads::Facilitates),
            writes: seat.writes,
            there: seat
                .there
                .iter()
                .map(|i| (micros(i.from), i.until.map(micros), i.by_phone, i.by_video))
                .collect(),
            acknowledged: seat.acknowledged.map(micros),
            signature: seat.signature.as_ref().map(|signed| {
                (
                    signed.way.code().to_owned(),
                    signed.drawn.as_ref().map(|drawn| facts::for_machine(drawn).text()),
                    signed.reason.as_ref().map(|reason| facts::for_machine(reason).clone()),
                )
            }),
        }
    }

    fn thawed(self) -> Result<SeatFacts, Failure> {
        let mut there = Vec::with_capacity(self.there.len());
        for (from, until, by_phone, by_video) in self.there {
            let until = until.map(moment).transpose()?;
            there.push(Interval { from: moment(from)?, until, by_phone, by_video });
        }
        let signature = self.signature.map(|(way, drawn, reason)| {
            Ok::<_, Failure>(SignatureFacts {
                way: Way::from_code(&way).ok_or_else(broken)?,
                drawn: drawn.as_deref().and_then(Strokes::read).map(DrawnSignature::new),
                reason: reason.map(ObjectionWords::new),
            })
        });
        Ok(SeatFacts {
            seat: Id::from_uuid(self.seat),
            participant: self.participant.map(Id::from_uuid),
            subject: self.subject.subject(),
            name: NameWords::new(self.name),
            role: RoleWords::new(self.role),
            leads: self.leads.map(|first| if first { Leads::Facilitates } else { Leads::TakesMinutes }),
            writes: self.writes,
            there,
            acknowledged: self.acknowledged.map(moment).transpose()?,
            unaware: false,
            signature: signature.transpose()?,
        })
    }
}

impl FrozenGoal {
    fn of(goal: &GoalFacts) -> Self {
        let (topic, words) = of_words(&goal.words);
        Self::Under {
            topic: Topic(topic).code().to_owned(),
            words: words.clone(),
            subjects: goal.subjects.iter().copied().map(FrozenSubject::of).collect(),
        }
    }

    fn thawed(self) -> Result<GoalFacts, Failure> {
        match self {
            Self::Words(words) => Ok(GoalFacts::of(words, (None, None), [])),
            Self::Under { topic, words, subjects } => Ok(GoalFacts {
                words: Words::under(Topic::from_code(&topic).ok_or_else(broken)?, words),
                subjects: subjects.iter().map(FrozenSubject::subject).collect(),
            }),
        }
    }
}

impl FrozenLine {
    fn of(line: &LineFacts) -> Self {
        let (topic, words) = of_words(&line.words);
        let note = |note: &Option<TaskNote>| note.as_ref().map(|note| facts::for_machine(note).clone());
        Self {
            id: line.id.map(Id::uuid),
            mended: line.mended.map(|day| day.to_string()),
            kind: line.kind.code().to_owned(),
            number: line.number,
            at: micros(line.at),
            topic: Topic(topic).code().to_owned(),
            words: words.clone(),
            subjects: line.subjects.iter().copied().map(FrozenSubject::of).collect(),
            speaker: line.speaker.map(Id::uuid),
            owner: line.owner.map(Id::uuid),
            owner_words: line.owner_words.as_ref().map(|words| facts::for_machine(words).clone()),
            deadline: line.deadline.map(|day| day.to_string()),
            indicator: note(&line.indicator),
            support: note(&line.support),
            degree: line.degree.clone(),
            weight: line.weight.map(|weight| weight.code().to_owned()),
        }
    }

    fn thawed(self) -> Result<LineFacts, Failure> {
        Ok(LineFacts {
            id: self.id.map(Id::from_uuid),
            mended: self.mended.as_deref().map(day).transpose()?,
            kind: LineKind::from_code(&self.kind).ok_or_else(broken)?,
            number: self.number,
            at: moment(self.at)?,
            words: Words::under(Topic::from_code(&self.topic).ok_or_else(broken)?, self.words),
            subjects: self.subjects.iter().map(FrozenSubject::subject).collect(),
            speaker: self.speaker.map(Id::from_uuid),
            owner: self.owner.map(Id::from_uuid),
            owner_words: self.owner_words.map(OwnerWords::new),
            deadline: self.deadline.as_deref().map(day).transpose()?,
            indicator: self.indicator.map(TaskNote::new),
            support: self.support.map(TaskNote::new),
            degree: self.degree,
            weight: self.weight.as_deref().and_then(Weight::from_code),
        })
    }
}

impl FrozenReceived {
    fn of(one: &ReceivedFacts) -> Self {
        Self {
            participant: one.participant.uuid(),
            line: one.line.map(Id::uuid),
            wish: one.wish.code().to_owned(),
            on: one.on.to_string(),
            late: one.late,
            words: facts::for_machine(&one.words).clone(),
            answer: one.answer.as_ref().map(|answer| facts::for_machine(answer).clone()),
        }
    }

    fn thawed(self) -> Result<ReceivedFacts, Failure> {
        Ok(ReceivedFacts {
            participant: Id::from_uuid(self.participant),
            line: self.line.map(Id::from_uuid),
            wish: Wish::from_code(&self.wish).ok_or_else(broken)?,
            on: day(&self.on)?,
            late: self.late,
            // What nobody had decided was attached by the seal.
            undecided: false,
            words: CommentWords::new(self.words),
            answer: self.answer.map(AnswerWords::new),
        })
    }
}

impl FrozenPhase {
    fn of(phase: &PhaseFacts) -> Self {
        Self {
            title: phase.title.clone(),
            from: phase.from.map(micros),
            until: phase.until.map(micros),
            lines: phase.lines.iter().map(FrozenLine::of).collect(),
        }
    }

    fn thawed(self) -> Result<PhaseFacts, Failure> {
        Ok(PhaseFacts {
            title: self.title,
            from: self.from.map(moment).transpose()?,
            until: self.until.map(moment).transpose()?,
            lines: self.lines.into_iter().map(FrozenLine::thawed).collect::<Result<_, _>>()?,
        })
    }
}

impl Frozen {
    fn of(record: &RecordContent, seal: &SealFacts) -> Self {
        Self {
            edition: record.edition,
            reference_number: record.reference_number.clone(),
            form: record.form.code().to_owned(),
            kind: record.kind.clone(),
            place: record.place.clone(),
            legal: record.legal.clone(),
            protocol_law: record.protocol_law.clone(),
            day: record.day.to_string(),
            started: micros(record.started),
            ended: record.ended.map(micros),
            head: record.head.clone(),
            children: record.children.iter().map(child).collect(),
            seats: record.seats.iter().map(FrozenSeat::of).collect(),
            goals: record.goals.iter().map(FrozenGoal::of).collect(),
            voices: record.voices.iter().map(voice).collect(),
            course: record.course.iter().map(FrozenPhase::of).collect(),
            next_day: record.next_day.map(|day| day.to_string()),
            next_text: record.next_text.clone(),
            next_place: record.next_place.clone(),
            contact: record.contact.clone(),
            comments_until: record.comments_until.map(|day| day.to_string()),
            signer: record.signer.clone(),
            fields: Texts::of(&record.fields),
            reminded: record.reminded,
            safety_concern: record.safety_concern,
            code: seal.code.clone(),
            sealed_on: seal.on.to_string(),
            asked_at: seal.address.clone(),
            received: record.received.iter().map(FrozenReceived::of).collect(),
        }
    }

    fn thawed(self, conference: Id<Conference>, office: Id<Office>) -> Result<RecordContent, Failure> {
        Ok(RecordContent {
            conference,
            office,
            head: self.head,
            form: Form::from_code(&self.form).ok_or_else(broken)?,
            kind: self.kind,
            place: self.place,
            edition: self.edition,
            reference_number: self.reference_number,
            legal: self.legal,
            protocol_law: self.protocol_law,
            day: day(&self.day)?,
            started: moment(self.started)?,
            ended: self.ended.map(moment).transpose()?,
            children: self.children.into_iter().map(thawed_child).collect(),
            seats: self.seats.into_iter().map(FrozenSeat::thawed).collect::<Result<_, _>>()?,
            goals: self.goals.into_iter().map(FrozenGoal::thawed).collect::<Result<_, _>>()?,
            voices: self.voices.into_iter().map(thawed_voice).collect(),
            course: self.course.into_iter().map(FrozenPhase::thawed).collect::<Result<_, _>>()?,
            next_day: self.next_day.as_deref().map(day).transpose()?,
            next_text: self.next_text,
            next_place: self.next_place,
            contact: self.contact,
            comments_until: self.comments_until.as_deref().map(day).transpose()?,
            received: self.received.into_iter().map(FrozenReceived::thawed).collect::<Result<_, _>>()?,
            addenda: Vec::new(),
            signer: self.signer,
            fields: self.fields.fields(),
            is_final: true,
            seal: Some(SealFacts { code: self.code, on: day(&self.sealed_on)?, address: self.asked_at }),
            reminded: self.reminded,
            safety_concern: self.safety_concern,
            reader: None,
        })
    }
}

fn child(child: &ChildFacts) -> FrozenChild {
    FrozenChild {
        id: child.id,
        name: facts::for_machine(&child.name).clone(),
        age: child.age.as_ref().map(|age| facts::for_machine(age).clone()),
        file_mark: facts::for_machine(&child.file_mark).clone(),
    }
}

fn thawed_child(child: FrozenChild) -> ChildFacts {
    ChildFacts {
        id: child.id,
        name: PersonName::new(child.name),
        age: child.age.map(AgeWords::new),
        file_mark: FileMark::new(child.file_mark),
    }
}

fn voice(voice: &VoiceFacts) -> FrozenVoice {
    FrozenVoice {
        child: voice.child,
        name: facts::for_machine(&voice.name).clone(),
        how: voice.how.clone(),
        words: facts::for_machine(&voice.words).clone(),
    }
}

fn thawed_voice(voice: FrozenVoice) -> VoiceFacts {
    VoiceFacts {
        child: voice.child,
        name: PersonName::new(voice.name),
        how: voice.how,
        words: ChildWish::new(voice.words),
    }
}

fn cell(conference: Id<Conference>) -> Place {
    Place { table: "minutes_frozen", column: "body", row: conference.uuid() }
}

/// The record as it was sealed; `None` as long as it is not.
pub(in crate::minutes) async fn thaw(
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<Option<RecordContent>, Failure> {
    let row: Option<(Vec<u8>,)> = FIND.bind(conference.id).one(lookup.queries()).await?;
    let Some((body,)) = row else { return Ok(None) };
    let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
    let text = open(&key, cell(conference.id), body)?;
    let frozen: Frozen = serde_json::from_str(&text).map_err(|_| broken())?;
    frozen.thawed(conference.id, conference.office).map(Some)
}

/// Freezes a record as it is sealed now.
pub(in crate::minutes) async fn freeze(
    operation: &mut Operation,
    conference: &Conference,
    record: &RecordContent,
    sealed: &SealFacts,
) -> Result<(), Failure> {
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let text = serde_json::to_string(&Frozen::of(record, sealed)).map_err(|_| broken())?;
    let body = seal(&key, cell(conference.id), &text)?;
    ADD.bind(conference.id).bind(conference.case).bind(body).execute(operation.work()).await?;
    Ok(())
}

/// Forgets the frozen records of a destroyed case.
pub(in crate::minutes) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}

/// The record frozen and thawed again, without a database.
#[cfg(test)]
pub(in crate::minutes) fn round_trip(
    record: &RecordContent,
    sealed: &SealFacts,
) -> Result<RecordContent, Failure> {
    let text = serde_json::to_string(&Frozen::of(record, sealed)).map_err(|_| broken())?;
    let frozen: Frozen = serde_json::from_str(&text).map_err(|_| broken())?;
    frozen.thawed(record.conference, record.office)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn what_was_sealed_before_the_record_told_who_took_note_later_and_who_objected_tells_neither() {
        let id = Uuid::from_u128(7);
        let seat = format!(
            r#"{{"seat":"{id}","participant":null,"subject":"Conference","name":"Jana","role":"teta","leads":null,"writes":false,"there":[[1,2,false,false]],"signature":null}}"#
        );
        let seat = serde_json::from_str::<FrozenSeat>(&seat).unwrap().thawed().unwrap();
        assert!(seat.acknowledged.is_none() && !seat.unaware && seat.there.len() == 1);
        let old = r#"{"strengths":[],"risks":[],"rules":[],"acts":null,"objections":["Bod 2 tak nezazněl."],"attachments":[],"recipients":[],"reading":null}"#;
        let fields = serde_json::from_str::<Texts>(old).unwrap().fields();
        assert!(fields.objections.len() == 1 && fields.objections[0].by.is_none());
        // And is kept as it was.
        assert_eq!(serde_json::to_string(&Texts::of(&fields)).unwrap(), old);
    }

    #[test]
    fn goals_sealed_before_they_had_a_topic_are_the_plan_and_later_ones_keep_whom_they_concern() {
        let old: Vec<FrozenGoal> = serde_json::from_str(r#"["Rodina má kde bydlet."]"#).unwrap();
        let old: Vec<GoalFacts> = old.into_iter().map(|goal| goal.thawed().unwrap()).collect();
        assert_eq!(old[0].subjects, [Subject::Conference]);
        assert!(matches!(old[0].words, Words::Plan(_)));
        let (health, child) = (Some(Topic(FactGroup::HealthChild)), Id::from_uuid(Uuid::from_u128(7)));
        let goal = GoalFacts::of("Astma je pod kontrolou.".into(), (health, Some(child)), [child]);
        let text = serde_json::to_string(&FrozenGoal::of(&goal)).unwrap();
        let again = serde_json::from_str::<FrozenGoal>(&text).unwrap().thawed().unwrap();
        assert_eq!(again.subjects, [Subject::Child(child.uuid())]);
        assert!(matches!(again.words, Words::ChildHealth(_)));
    }
}
