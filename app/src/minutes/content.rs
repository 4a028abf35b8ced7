//! Loads the record of a conference from the slices that know it.

use super::answers::{Answers, plan_b};
use super::model::{
    ChildFacts, Form, Leads, LineFacts, PhaseFacts, RecordContent, SeatFacts, SignatureFacts, StaffFacts,
    VoiceFacts,
};
use super::{comments, rules, store};
use crate::access::Lookup;
use crate::cases::{self, Child, ReaderKind};
use crate::conferences::{self, Conference, GoalFacts, LegalGround, Phase};
use crate::documents::OfficeFacts;
use crate::identity;
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::law::{self, codes};
use crate::meeting::{self, Line, LineKind, Meeting, Pause, Presence, Seat, Sitter};
use crate::participants;
use crate::plan;
use outbound::Subject;

/// The record of a conference: once it is sealed what was sealed with what was added to it, before that what the slices say now; `None` as long
/// as the meeting has not begun.
pub(super) async fn load(
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<Option<RecordContent>, Failure> {
    let Some(mut record) = store::frozen::thaw(lookup, conference).await? else {
        return living(lookup, conference).await;
    };
    let case = cases::find_case(lookup, conference.case).await?;
    // A concern that was noted after the seal counts as well, and the number came with the sealed paper.
    record.safety_concern = record.safety_concern || case.is_some_and(|case| case.safety_concern);
    let last = store::of_conference(lookup, conference.id).await?;
    record.reference_number = last.and_then(|minutes| minutes.reference_number).or(record.reference_number);
    let children: Vec<Id<Child>> = record.children.iter().map(|child| Id::from_uuid(child.id)).collect();
    let added = store::seals::addenda(lookup, conference).await?;
    record.addenda = added.iter().map(|added| store::seals::facts_of(added, &children)).collect();
    Ok(Some(record))
}

/// The record as the slices know it now.
pub(super) async fn living(
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<Option<RecordContent>, Failure> {
    let Some(meeting) = meeting::find(lookup, conference.id).await? else { return Ok(None) };
    let queries = lookup.queries();
    let broken = || Failure::Broken("a conference without its case or office".into());
    let case = cases::find_case(lookup, conference.case).await?.ok_or_else(broken)?;
    let office = identity::store::find_office(queries, conference.office).await?.ok_or_else(broken)?;
    let day = meeting.started.day();
    let children = cases::children(lookup, conference.case).await?;
    let seats = seats(lookup, conference, &meeting).await?;
    let written = store::fields::of_conference(lookup, conference).await?;
    let last = store::of_conference(lookup, conference.id).await?;
    let said = comments::in_record(lookup, conference).await?;
    let given = plan::stances(lookup, conference.id).await?;
    let answers = Answers { given: &given, alone: case.safety_concern };
    let course = course(lookup, (conference, &meeting), &answers, (&seats, &children)).await?;
    let (legal, protocol_law) = law_of(lookup, conference, written.form, day).await?;
    let contact = match meeting.contact {
        Some(id) => identity::store::find_staff(queries, id).await?,
        None => None,
    };
    Ok(Some(RecordContent {
        edition: last.as_ref().map_or(1, |minutes| minutes.edition + 1),
        reference_number: last.and_then(|minutes| minutes.reference_number),
        legal,
        protocol_law,
        form: written.form,
        fields: written.fields,
        kind: conference.kind.label().to_owned(),
        place: conference.place.as_ref().map(|place| place.name.clone()),
        is_final: false,
        seal: None,
        day,
        started: meeting.started,
        ended: meeting.ended,
        goals: goals(lookup, conference, &children).await?,
        voices: voices(lookup, conference, (&children, &seats), &meeting).await?,
        course: said.marking(course),
        next_day: meeting.next_day,
        next_text: next_text(&meeting),
        next_place: meeting.next_place.clone(),
        contact: contact.as_ref().map(StaffFacts::of),
        comments_until: said.until.or(meeting.comments_until),
        received: said.received,
        addenda: Vec::new(),
        signer: identity::store::find_staff(queries, case.coordinator).await?.as_ref().map(StaffFacts::of),
        reminded: meeting.reminded.is_some(),
        safety_concern: case.safety_concern,
        reader: None,
        children: children.into_iter().map(|child| child_facts(child, day)).collect(),
        conference: conference.id,
        office: office.id,
        head: OfficeFacts::of(&office),
        seats,
    }))
}

async fn goals(
    lookup: Lookup<'_>,
    conference: &Conference,
    children: &[Child],
) -> Result<Vec<GoalFacts>, Failure> {
    let children: Vec<Id<Child>> = children.iter().map(|child| child.id).collect();
    conferences::goal_facts(lookup, conference.id, &children).await
}

/// What the convening rests on and what asks for a protocol: only what somebody has verified.
async fn law_of(
    lookup: Lookup<'_>,
    conference: &Conference,
    form: Form,
    day: Day,
) -> Result<(Option<String>, Option<String>), Failure> {
    let code = match conference.legal {
        LegalGround::Instrument => codes::CONFERENCE,
        LegalGround::BeforeMotion => codes::BEFORE_MOTION,
    };
    let (queries, office) = (lookup.queries(), conference.office);
    let legal = law::reference_for(queries, office, code, day).await?;
    let protocol = match form {
        Form::Protocol => law::reference_for(queries, office, codes::PROTOCOL_PARTS, day).await?,
        Form::Light => None,
    };
    let printable = |reference: Option<law::LegalReference>| reference.and_then(|r| r.printable());
    Ok((printable(legal), printable(protocol)))
}

fn child_facts(child: Child, day: Day) -> ChildFacts {
    ChildFacts {
        id: child.id.uuid(),
        age: child.born.as_ref().map(|born| store::age_on(born, day)),
        name: child.name,
        file_mark: child.file_mark,
    }
}

/// What was noted of those at the table.
struct Noted<'a> {
    meeting: &'a Meeting,
    presence: Vec<Presence>,
    /// Who took note of confidentiality, and when.
    acknowledged: Vec<(Id<Seat>, Moment)>,
}

/// Everybody at the table with when they were there and how they signed.
async fn seats(
    lookup: Lookup<'_>,
    conference: &Conference,
    meeting: &Meeting,
) -> Result<Vec<SeatFacts>, Failure> {
    let signatures = store::signatures::of_conference(lookup, conference).await?;
    let seats = meeting::seats(lookup, conference.id).await?;
    let presence = meeting::presence(lookup, conference.id).await?;
    let acknowledged = meeting::acknowledged(lookup, conference.id).await?;
    let noted = Noted { meeting, presence, acknowledged };
    let facts = seats.iter().map(|seat| {
        let signed = signatures.iter().find(|(of, _)| *of == seat.id).map(|(_, signed)| signed.clone());
        seat_facts(seat, &noted, signed)
    });
    Ok(facts.collect())
}

fn next_text(meeting: &Meeting) -> Option<String> {
    let day = czech::dates::long_with_weekday(meeting.next_day?);
    Some(match meeting.next_from {
        Some(from) => format!("{day} {}", czech::prepositions::at(&from.to_string())),
        None => day,
    })
}

fn seat_facts(seat: &Seat, noted: &Noted<'_>, signature: Option<SignatureFacts>) -> SeatFacts {
    let (name, role) = store::sitter_words(seat);
    let own = noted.presence.iter().filter(|tap| tap.seat == seat.id);
    let steps: Vec<_> = own.map(|tap| (tap.step, tap.at)).collect();
    let there = meeting::rules::intervals(&steps, noted.meeting.ended);
    let acknowledged = noted.acknowledged.iter().find(|(of, _)| *of == seat.id).map(|(_, at)| *at);
    let reminded = noted.meeting.reminded;
    let (subject, leads, writes) = match &seat.sitter {
        Sitter::Guest { .. } => (Subject::Person(seat.id.uuid()), None, false),
        Sitter::Invited(who) => {
            let subject = match (who.child, who.person) {
                (Some(child), _) => Subject::Child(child.uuid()),
                (None, Some(person)) => Subject::Person(person.uuid()),
                (None, None) => Subject::Person(who.id.uuid()),
            };
            let leads = match who.reader {
                ReaderKind::Facilitator => Some(Leads::Facilitates),
                ReaderKind::MinuteTaker => Some(Leads::TakesMinutes),
                _ => None,
            };
            (subject, leads, who.participation == participants::Participation::Written)
        }
    };
    SeatFacts {
        seat: seat.id,
        participant: seat.participant,
        subject,
        name,
        role,
        leads,
        writes,
        acknowledged: rules::for_themselves(acknowledged, reminded),
        unaware: rules::is_unaware(&there, acknowledged, reminded),
        there,
        signature,
    }
}

async fn voices(
    lookup: Lookup<'_>,
    conference: &Conference,
    (children, seats): (&[Child], &[SeatFacts]),
    meeting: &Meeting,
) -> Result<Vec<VoiceFacts>, Failure> {
    let participation = participants::children(lookup, conference.id).await?;
    let voices = participation.into_iter().filter_map(|part| {
        let child = children.iter().find(|child| child.id == part.child)?;
        let seat = seats.iter().find(|seat| seat.subject == Subject::Child(child.id.uuid()));
        let there = seat.map_or(&[][..], |seat| seat.there.as_slice());
        let whole = rules::all_the_time(there, meeting.started, meeting.ended);
        Some(VoiceFacts {
            child: child.id.uuid(),
            name: child.name.clone(),
            how: rules::heard(part.form, !there.is_empty(), whole).to_owned(),
            words: part.wish?,
        })
    });
    Ok(voices.collect())
}

/// The course: phases as they began, breaks among them, then what stands in phases that never began.
async fn course(
    lookup: Lookup<'_>,
    (conference, meeting): (&Conference, &Meeting),
    answers: &Answers<'_>,
    (seats, children): (&[SeatFacts], &[Child]),
) -> Result<Vec<PhaseFacts>, Failure> {
    let phases = conferences::phases(lookup, conference.id).await?;
    let begun = meeting::phases_begun(lookup, conference.id).await?;
    let lines: Vec<Line> = meeting::lines(lookup, conference.id)
        .await?
        .into_iter()
        .filter(|line| line.struck.is_none())
        .collect();
    let starts: Vec<Moment> = begun.iter().map(|(_, at)| *at).collect();
    let ends = rules::ends(&starts, meeting.ended);
    let at_beginning = |which: usize| -> Vec<LineFacts> {
        let there = lines.iter().filter(|line| beginning_of(line, &begun) == Some(which));
        there.flat_map(|line| with_plan_b(line, answers, (seats, children))).collect()
    };
    let of = |phase: Option<Id<Phase>>| -> Vec<LineFacts> {
        let belongs = |line: &&Line| match phase {
            Some(_) => line.phase == phase,
            None => !line.phase.is_some_and(|id| phases.iter().any(|p| p.id == id)),
        };
        let there = lines.iter().filter(belongs);
        there.flat_map(|line| with_plan_b(line, answers, (seats, children))).collect()
    };
    let mut course: Vec<PhaseFacts> = begun
        .iter()
        .zip(ends)
        .enumerate()
        .filter_map(|(which, ((id, from), until))| {
            let phase = phases.iter().find(|phase| phase.id == *id)?;
            let lines = at_beginning(which);
            Some(PhaseFacts { title: phase.title.clone(), from: Some(*from), until, lines })
        })
        .collect();
    course.extend(
        meeting::pauses(lookup, conference.id).await?.iter().map(|pause| pause_facts(pause, meeting)),
    );
    course.sort_by_key(|part| part.from);
    let silent = phases.iter().filter(|phase| !begun.iter().any(|(id, _)| *id == phase.id));
    for phase in silent {
        course.push(PhaseFacts {
            title: phase.title.clone(),
            from: None,
            until: None,
            lines: of(Some(phase.id)),
        });
    }
    let title = if course.is_empty() { "Jednání" } else { "Mimo program" };
    course.push(PhaseFacts { title: title.to_owned(), from: None, until: None, lines: of(None) });
    course.retain(|part| part.from.is_some() || !part.lines.is_empty());
    course.extend(answers.part(&lines, children));
    Ok(course)
}

/// At which beginning of its phase a line was said: a phase that the talk came back to has several, and the line stands
/// at the last one before it.
fn beginning_of(line: &Line, begun: &[(Id<Phase>, Moment)]) -> Option<usize> {
    let own = || begun.iter().enumerate().filter(|(_, (id, _))| Some(*id) == line.phase);
    let before = own().rfind(|(_, (_, from))| *from <= line.happened);
    before.or_else(|| own().next()).map(|(at, _)| at)
}

/// A break. Why a meeting stopped stands on no paper.
fn pause_facts(pause: &Pause, meeting: &Meeting) -> PhaseFacts {
    PhaseFacts {
        title: "Přestávka".to_owned(),
        from: Some(pause.began),
        until: pause.ended.or(meeting.ended),
        lines: Vec::new(),
    }
}

/// A line, and behind a serious worry what is to be done when it comes true.
fn with_plan_b(
    line: &Line,
    answers: &Answers<'_>,
    (seats, children): (&[SeatFacts], &[Child]),
) -> impl Iterator<Item = LineFacts> {
    [Some(line_facts(line, answers, (seats, children))), plan_b(line, children)].into_iter().flatten()
}

fn line_facts(line: &Line, answers: &Answers<'_>, (seats, children): (&[SeatFacts], &[Child])) -> LineFacts {
    let sits = |id: Option<Id<Seat>>| id.and_then(|id| seats.iter().find(|seat| seat.seat == id));
    let (owner, told_by) = (sits(line.owner), sits(line.told_by));
    let agreement = (line.kind == LineKind::Agreed).then(|| answers.agreement(line)).flatten();
    LineFacts {
        id: Some(line.id),
        mended: None,
        kind: line.kind,
        number: line.number(),
        at: line.happened,
        words: line.words.clone(),
        subjects: line.topic.subjects(line.child, children.iter().map(|child| child.id)),
        speaker: line.speaker,
        owner: line.owner,
        owner_words: store::owner_words(
            owner.map(|seat| &seat.role),
            line.owner_note.as_ref(),
            told_by.map(|seat| &seat.role),
        ),
        deadline: line.deadline,
        indicator: line.indicator.clone(),
        support: line.support.clone(),
        // What each said when the plan was read tells more than the one word for all.
        degree: agreement.or_else(|| {
            let degree = line.degree.filter(|_| line.kind == LineKind::Agreed);
            degree.and_then(meeting::rules::degree_words).map(str::to_owned)
        }),
        weight: line.weight,
    }
}
