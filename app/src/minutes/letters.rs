//! The record as a paper: the whole for the office's file, an extract for one participant. The same view, cut. A paper is
//! Czech; on a page the house's own words in it are the reader's ([`tongues`]).

mod received;
mod tongues;
mod verify;
mod views;

pub(super) use tongues::tongue;
pub(super) use verify::Asked;
pub use views::*;

use super::model::{
    AddendumContent, AddendumFacts, Form, Leads, LineFacts, PhaseFacts, Reading, RecordContent, SealFacts,
    SeatFacts, StaffFacts, Way,
};
use super::rules;
use crate::conferences;
use crate::documents::Letterhead;
use crate::invitations::doors::Language;
use crate::kernel::{Choice, Day, Id, Moment};
use crate::meeting::{LineKind, Seat, Weight, Words};
use czech::typography::nbsp;
use facts::{Fact, Shown};
use outbound::{Attributed, Cut, Cutter, Logistics, Numbered, Occasion, Subject};

/// A time of day, as on paper.
fn clock(moment: Moment) -> Logistics {
    Logistics::of(moment.time_of_day().to_string())
}

/// What concerns nobody that is known concerns the conference as such.
const fn or_meeting(subjects: &[Subject]) -> &[Subject] {
    if subjects.is_empty() { &[Subject::Conference] } else { subjects }
}

/// Shows a fact only if everyone it concerns allows it.
fn about_all<F: Fact<Inner = String>>(
    cutter: &Cutter<'_>,
    subjects: &[Subject],
    fact: &F,
) -> Option<Shown<String>> {
    conferences::about_all(cutter, or_meeting(subjects), fact, |text| nbsp(text))
}

/// A line's words, by the topic they stand under, about these.
fn words(cutter: &Cutter<'_>, words: &Words, subjects: &[Subject]) -> Option<Shown<String>> {
    words.shown(cutter, or_meeting(subjects), |text| nbsp(text))
}

/// The record under the cutter.
struct Scribe<'c, 'a> {
    record: &'c RecordContent,
    cutter: &'c Cutter<'a>,
    /// Who reads it on a page; Czech on every paper.
    language: Language,
}

impl Scribe<'_, '_> {
    /// A time of day, as the reader's language writes it.
    fn clock(&self, moment: Moment) -> Logistics {
        Logistics::of(self.language.time(moment.time_of_day()))
    }

    /// A day, as the reader's language writes it in short.
    fn day(&self, day: Day) -> Logistics {
        Logistics::of(nbsp(&self.language.short_date(day)))
    }

    fn name(&self, seat: &SeatFacts) -> Option<Shown<String>> {
        self.cutter.about(self.subject(seat)).show_as(&seat.name, |text| nbsp(text))
    }

    fn role(&self, seat: &SeatFacts) -> Option<Shown<String>> {
        self.cutter.about(self.subject(seat)).show_as(&seat.role, |text| nbsp(text))
    }

    /// The reader's own seat is the reader, whatever record it comes from.
    fn subject(&self, seat: &SeatFacts) -> Subject {
        if self.record.reader.is_some() && seat.participant == self.record.reader {
            Subject::Reader
        } else {
            seat.subject
        }
    }

    /// Somebody as an extract may tell of them: where the table is not listed nobody but the reader, because a role
    /// tells who sat there as well as a list does.
    fn told(&self, seat: Option<Id<Seat>>) -> Option<&SeatFacts> {
        let own = |seat: &&SeatFacts| self.subject(seat) == Subject::Reader;
        self.record.seat(seat).filter(|seat| self.record.lists_people() || own(seat))
    }

    /// A line's words. What the reader said themselves is theirs; the guard reads it for protected facts all the same.
    fn words(&self, line: &LineFacts) -> Option<Shown<String>> {
        let own = [Subject::Reader];
        words(self.cutter, &line.words, if self.is_own(line) { &own } else { &line.subjects })
    }

    /// Whether a line is what the reader of an extract said, and may be given back to them.
    fn is_own(&self, line: &LineFacts) -> bool {
        let Some(reader) = self.record.reader else { return false };
        let spoke = self.record.seat(line.speaker).is_some_and(|seat| seat.participant == Some(reader));
        let said = matches!(line.kind, LineKind::Said | LineKind::Dissent);
        spoke && said && rules::is_given_back(&line.words, self.record.safety_concern)
    }

    /// Whether the reader was there when a line was said; the office's own file has all of them.
    fn attended(&self, line: &LineFacts) -> bool {
        self.record.reader_was_there().is_none_or(|there| rules::present_at(there, line.at))
    }

    fn leader(&self, leads: Leads) -> Option<LeaderRow> {
        let seat = self.record.seats.iter().find(|seat| seat.leads == Some(leads))?;
        self.record.lists_people().then(|| LeaderRow { name: self.name(seat), role: self.role(seat) })
    }

    fn present(&self) -> Option<Vec<PresentRow>> {
        self.record.lists_people().then(|| {
            let there = self.record.seats.iter().filter(|seat| !seat.there.is_empty());
            there
                .map(|seat| PresentRow {
                    name: self.name(seat),
                    role: self.role(seat),
                    times: Logistics::of(
                        tongues::times(self.language, &seat.there)
                            + &tongues::took_note(self.language, seat.acknowledged),
                    ),
                })
                .collect()
        })
    }

    fn excused(&self) -> Option<Vec<ExcusedRow>> {
        self.record.lists_people().then(|| {
            let absent = self.record.seats.iter().filter(|seat| seat.there.is_empty());
            absent
                .map(|seat| ExcusedRow {
                    name: self.name(seat),
                    role: self.role(seat),
                    reason: seat.writes.then_some("vyjádřil(a) se písemně"),
                })
                .collect()
        })
    }

    fn course(&self) -> Option<Vec<CoursePart>> {
        let parts = self.record.course.iter().map(|phase| CoursePart {
            title: self.title(phase),
            from: phase.from.map(|at| self.clock(at)),
            until: phase.until.map(|at| self.clock(at)),
            lines: phase.lines.iter().filter_map(|line| self.course_line(line)).collect(),
        });
        // A part of which nothing is for this reader keeps its title, if they were there: else it would read as if they
        // had not been. Where nothing may tell that something was left out, it is left out with everything.
        let keeps = |phase: &PhaseFacts| {
            let said = |line: &LineFacts| line.kind != LineKind::Task && self.attended(line);
            !self.record.safety_concern && phase.lines.iter().any(said)
        };
        let parts: Vec<CoursePart> = self
            .record
            .course
            .iter()
            .zip(parts)
            .filter(|(phase, part)| self.record.reader.is_none() || !part.lines.is_empty() || keeps(phase))
            .map(|(_, part)| part)
            .collect();
        let any = parts.iter().any(|part| !part.lines.is_empty());
        (self.record.reader.is_none() || any).then_some(parts)
    }

    /// The title of a part: the house's own in the reader's language, others as staff wrote them.
    fn title(&self, phase: &PhaseFacts) -> Logistics {
        tongues::title(self.language, &phase.title)
            .map_or_else(|| Logistics::of(nbsp(&phase.title)), Logistics::of)
    }

    fn course_line(&self, line: &LineFacts) -> Option<CourseLine> {
        let degree = match line.kind {
            LineKind::Said => "said",
            LineKind::Postponed => "postponed",
            LineKind::Agreed => "agreed",
            LineKind::Dissent => "dissent",
            LineKind::Task => return None,
        };
        if !self.attended(line) {
            return None;
        }
        let text = self.words(line)?;
        let who = self.told(line.speaker).and_then(|seat| self.role(seat));
        let (line, mended) = self.named(line);
        Some(CourseLine { line, degree, who, text: Some(text), mended })
    }

    /// Lines of a kind with the numbers they were given, for everybody alike: agreed points and tasks belong to the
    /// plan, whoever was there when they were said.
    fn numbered(&self, kind: LineKind) -> Vec<(u32, &LineFacts)> {
        let mut lines: Vec<(u32, &LineFacts)> =
            self.record.lines().filter(|line| line.kind == kind).map(|line| (number(line), line)).collect();
        lines.sort_by_key(|(number, _)| *number);
        lines
    }

    /// Dissents from the parts that the reader attended. `None` when nothing of them is for this reader: the heading
    /// then vanishes instead of saying "none".
    fn dissents(&self) -> Option<Vec<DissentRow>> {
        let lines: Vec<&LineFacts> =
            self.record.lines().filter(|line| line.kind == LineKind::Dissent).collect();
        let rows: Vec<DissentRow> =
            lines.iter().filter(|line| self.attended(line)).filter_map(|line| self.dissent(line)).collect();
        (lines.is_empty() || !rows.is_empty()).then_some(rows)
    }

    /// All the children.
    fn all_children(&self) -> Vec<Subject> {
        self.record.children.iter().map(|child| Subject::Child(child.id)).collect()
    }

    /// What is said about all the children at once.
    fn about_children<F: Fact<Inner = String>>(&self, facts: &[F]) -> Option<Vec<Shown<String>>> {
        let children = self.all_children();
        let shown: Vec<Shown<String>> =
            facts.iter().filter_map(|fact| about_all(self.cutter, &children, fact)).collect();
        (!shown.is_empty()).then_some(shown)
    }

    /// Objections about all the children; who raised one is told as who was at the table is.
    fn objections(&self) -> Option<Vec<Attributed>> {
        let children = self.all_children();
        let objections = self.record.fields.objections.iter().filter_map(|objection| {
            let text = about_all(self.cutter, &children, &objection.words)?;
            let who = self.told(objection.by).and_then(|seat| self.name(seat));
            Some(Attributed { who, text })
        });
        let shown: Vec<Attributed> = objections.collect();
        (!shown.is_empty()).then_some(shown)
    }

    /// What the worker wrote, then what was said and weighed so; lines as in the course.
    fn weighed<F: Fact<Inner = String>>(
        &self,
        written: &[F],
        is: fn(Weight) -> bool,
    ) -> Option<Vec<Shown<String>>> {
        let mut shown = self.about_children(written).unwrap_or_default();
        let lines = self.record.lines().filter(|line| line.kind == LineKind::Said);
        let lines = lines.filter(|line| line.weight.is_some_and(is) && self.attended(line));
        shown.extend(lines.filter_map(|line| self.words(line)));
        (!shown.is_empty()).then_some(shown)
    }

    /// What belongs to the meeting as such.
    fn about_meeting<F: Fact<Inner = String>>(&self, facts: &[F]) -> Option<Vec<Shown<String>>> {
        let about = self.cutter.about(Subject::Conference);
        let shown: Vec<Shown<String>> =
            facts.iter().filter_map(|fact| about.show_as(fact, |text| nbsp(text))).collect();
        (!shown.is_empty()).then_some(shown)
    }

    /// Who did not want to sign, with the reason; on the office's own copy only.
    fn refusals(&self) -> Vec<RefusalRow> {
        if self.record.reader.is_some() {
            return Vec::new();
        }
        let refused = self.record.seats.iter().filter_map(|seat| {
            let signed = seat.signature.as_ref().filter(|signed| signed.way == Way::Refused)?;
            let about = self.cutter.about(seat.subject);
            Some(RefusalRow {
                name: self.name(seat),
                role: self.role(seat),
                reason: signed.reason.as_ref().and_then(|fact| about.show_as(fact, |text| nbsp(text))),
            })
        });
        refused.collect()
    }

    fn agreed(&self, line: &LineFacts) -> Option<AgreedRow> {
        let text = self.words(line)?;
        let (id, mended) = self.named(line);
        Some(AgreedRow {
            line: id,
            mended,
            number: number(line),
            text: Some(text),
            degree: line.degree.as_ref().map(|words| Logistics::of(tongues::degree(self.language, words))),
        })
    }

    fn task(&self, line: &LineFacts) -> Option<TaskRow> {
        let what = self.words(line)?;
        let owner = self.record.seat(line.owner);
        let known = |note: Option<&crate::meeting::TaskNote>| {
            note.and_then(|note| about_all(self.cutter, &line.subjects, note))
        };
        let (id, mended) = self.named(line);
        Some(TaskRow {
            line: id,
            mended,
            number: number(line),
            who_name: owner.filter(|_| self.record.lists_people()).and_then(|seat| self.name(seat)),
            who: line
                .owner_words
                .as_ref()
                .filter(|_| self.record.lists_people() || self.told(line.owner).is_some())
                .and_then(|fact| about_all(self.cutter, &line.subjects, fact)),
            what: Some(what),
            due: line.deadline.map(|day| self.day(day)),
            indicator: known(line.indicator.as_ref()),
            support: known(line.support.as_ref()),
        })
    }

    fn dissent(&self, line: &LineFacts) -> Option<DissentRow> {
        let who = self.told(line.speaker).and_then(|seat| self.role(seat));
        let (_, mended) = self.named(line);
        Some(DissentRow { who, words: Some(self.words(line)?), mended })
    }

    fn attendance(&self) -> Vec<AttendanceRow> {
        // Signatures are collected on the office's own copy only.
        if self.record.reader.is_some() {
            return Vec::new();
        }
        let there = self.record.seats.iter().filter(|seat| !seat.there.is_empty());
        there
            .map(|seat| AttendanceRow {
                name: self.name(seat),
                role: self.role(seat),
                arrived: seat.there.first().map(|i| clock(i.from)),
                left: seat.there.last().and_then(|i| i.until).map(clock),
                by_phone: seat.there.iter().all(|i| i.by_phone),
                by_video: seat.there.iter().all(|i| i.by_video),
                signed: seat.signature.as_ref().and_then(|signed| match signed.way {
                    Way::Refused => Some("odmítl(a) podepsat"),
                    Way::Paper => Some("podepsal(a) na papíře"),
                    Way::Drawn => None,
                }),
                drawn: seat
                    .signature
                    .as_ref()
                    .and_then(|signed| self.cutter.about(seat.subject).show_known(signed.drawn.as_ref())),
            })
            .collect()
    }

    fn children(&self) -> Vec<ChildRow> {
        self.record
            .children
            .iter()
            .map(|child| {
                let about = self.cutter.about(Subject::Child(child.id));
                ChildRow {
                    name: about.show_as(&child.name, |text| nbsp(text)),
                    age: about.show_known(child.age.as_ref()),
                    file_mark: about.show_as(&child.file_mark, |text| nbsp(text)),
                }
            })
            .filter(|row| row.name.is_some() || row.file_mark.is_some())
            .collect()
    }

    fn voices(&self) -> Option<Vec<VoiceRow>> {
        let voices = self.record.voices.iter().map(|voice| {
            let about = self.cutter.about(Subject::Child(voice.child));
            VoiceRow {
                name: about.show_as(&voice.name, |text| nbsp(text)),
                how: Logistics::of(tongues::heard(self.language, &voice.how)),
                words: about.show_as(&voice.words, |text| nbsp(text)),
            }
        });
        let voices: Vec<VoiceRow> = voices.filter(|voice| voice.words.is_some()).collect();
        (!voices.is_empty()).then_some(voices)
    }

    /// Goals with their marks, those that are for this reader. `None` when there are some and none of them is.
    fn goals(&self) -> Option<Vec<GoalRow>> {
        let goals = self.record.goals.iter().zip(1..);
        let shown: Vec<_> = goals
            .filter_map(|(goal, number)| Some((number, words(self.cutter, &goal.words, &goal.subjects)?)))
            .collect();
        // Goals are never struck, so a missing mark tells that one was left out: not where nothing may be told.
        let anew = self.record.reader.is_some() && self.record.safety_concern;
        let rows = shown.into_iter().zip(1_usize..).map(|((own, text), position)| GoalRow {
            mark: Logistics::of(format!("C{}", if anew { position } else { own })),
            text: Some(text),
        });
        let rows: Vec<GoalRow> = rows.collect();
        (self.record.goals.is_empty() || !rows.is_empty()).then_some(rows)
    }

    /// What was added after the seal, with the numbers it has in the file; the office's own copy stays as it was sealed.
    fn addenda(&self) -> Numbered<AddendumRow> {
        let added = self.record.addenda.iter().filter(|_| self.record.reader.is_some());
        let items = added.map(|added| (u32::try_from(added.number).unwrap_or(0), added));
        self.cutter.numbered(items, |added: &AddendumFacts| {
            let text = words(self.cutter, &added.words, &added.subjects)?;
            Some(AddendumRow {
                number: u32::try_from(added.number).unwrap_or(0),
                on: self.day(added.on),
                text: Some(text),
            })
        })
    }

    fn next(&self) -> NextPart {
        NextPart {
            date: tongues::next(self.language, self.record).map(|text| Logistics::of(nbsp(&text))),
            place: self
                .record
                .next_place
                .as_ref()
                .filter(|_| self.record.lists_people())
                .map(|place| Logistics::of(nbsp(place))),
            contact: self.record.contact.as_ref().map(contact),
        }
    }
}

fn number(line: &LineFacts) -> u32 {
    line.number.and_then(|number| u32::try_from(number).ok()).unwrap_or(0)
}

fn contact(staff: &StaffFacts) -> ContactRow {
    ContactRow {
        name: Logistics::of(nbsp(&staff.name)),
        phone: staff.phone.as_ref().map(|phone| Logistics::of(nbsp(phone))),
        email: Logistics::of(staff.email.clone()),
    }
}

/// How those present got to know what the record says, as a sentence.
const fn read_how(reading: Reading) -> &'static str {
    match reading {
        Reading::Aloud => "Zápis jsme na závěr jednání přečetli nahlas.",
        Reading::Given => "Zápis si na závěr jednání mohl každý přečíst.",
        Reading::Wall => "Zápis vznikal před očima přítomných, četli ho průběžně.",
        Reading::Later => "Zápis při jednání přečten nebyl, přítomní ho dostanou k připomínkám.",
    }
}

/// Who signs for the office.
fn signers(record: &RecordContent) -> Vec<SignatureRow> {
    let row = |staff: &StaffFacts| SignatureRow {
        name: Logistics::of(nbsp(&staff.name)),
        role: staff.position.clone().map(Logistics::of),
    };
    record.signer.iter().map(row).collect()
}

/// What a sealed paper bears.
fn seal_part(seal: &SealFacts, what: &'static str) -> SealPart {
    SealPart {
        what,
        code: Logistics::of(seal.code.clone()),
        on: Logistics::of(nbsp(&czech::dates::short(seal.on))),
        address: Logistics::of(seal.address.clone()),
    }
}

impl Cut<RecordContent> for RecordPaper {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(record: &RecordContent, cutter: &Cutter<'_>) -> Self {
        Self::in_language(record, cutter, Language::Czech)
    }
}

impl RecordPaper {
    /// The same for a page, with the house's own words in the language of whoever reads it.
    pub(super) fn in_language(record: &RecordContent, cutter: &Cutter<'_>, language: Language) -> Self {
        let scribe = Scribe { record, cutter, language };
        let (whole, fields) = (record.reader.is_none(), &record.fields);
        let place = record.place.as_ref().filter(|_| record.lists_people());
        let protocol = record.form == Form::Protocol;
        Self {
            office: Letterhead::from(&record.head),
            form: record.form.label(),
            marks: MarksRow { protocol, reminded: record.reminded, parts_attended: !whole },
            version: Logistics::of(tongues::version(language, record)),
            reference_number: record.reference_number.clone().map(Logistics::of),
            children: scribe.children(),
            kind: Logistics::of(record.kind.clone()),
            legal_reason: record.legal.as_ref().map(|text| Logistics::of(nbsp(text))),
            protocol_law: record.protocol_law.as_ref().map(|text| Logistics::of(nbsp(text))),
            place: place.map(|place| Logistics::of(nbsp(place))),
            date: Logistics::of(nbsp(&language.day(record.day))),
            start: scribe.clock(record.started),
            end: record.ended.map(|at| scribe.clock(at)),
            facilitator: scribe.leader(Leads::Facilitates),
            minute_taker: scribe.leader(Leads::TakesMinutes),
            present: cutter.block("present", || scribe.present()),
            excused: cutter.block("excused", || scribe.excused()),
            goals: cutter.block("goals", || scribe.goals()).unwrap_or_default(),
            agreed_rules: cutter.block("agreed_rules", || scribe.about_meeting(&fields.rules)),
            child_voice: cutter.block("child_voice", || scribe.voices()),
            strengths: cutter.block("strengths", || {
                scribe.weighed(&fields.strengths, |weight| weight == Weight::Strength)
            }),
            // What the worker wrote is on the office's own copy only: nothing is asked about it for anybody else, because
            // a refusal about violence would silence every other gap. A line under its topic is the way to the others.
            risks: cutter.block("risks", || {
                let written: &[_] = if whole { &fields.risks } else { &[] };
                scribe.weighed(written, |weight| weight != Weight::Strength)
            }),
            acts: fields
                .acts
                .as_ref()
                .and_then(|acts| cutter.about(Subject::Conference).show_as(acts, |text| nbsp(text))),
            course: cutter.block("course", || scribe.course()),
            agreed_points: cutter
                .numbered(scribe.numbered(LineKind::Agreed), |line: &LineFacts| scribe.agreed(line)),
            tasks: cutter.numbered(scribe.numbered(LineKind::Task), |line: &LineFacts| scribe.task(line)),
            disagreements: cutter.block("disagreements", || scribe.dissents()),
            next: scribe.next(),
            reading: fields.reading.filter(|_| protocol || whole).map(read_how),
            comments: scribe.comments(),
            addenda: scribe.addenda(),
            objections: cutter.block("objections", || scribe.objections()),
            refusals: scribe.refusals(),
            attachments: cutter.block("attachments", || scribe.about_meeting(&fields.attachments)),
            distribution: if whole { scribe.about_meeting(&fields.recipients) } else { None },
            seal: record.seal.as_ref().map(|seal| seal_part(seal, if whole { "zápisu" } else { "výpisu" })),
            signatures: signers(record),
            attendance_list: scribe.attendance(),
            omitted: cutter.omitted(),
        }
    }
}

impl Cut<AddendumContent> for AddendumPaper {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(addendum: &AddendumContent, cutter: &Cutter<'_>) -> Self {
        let record = &addendum.record;
        let scribe = Scribe { record, cutter, language: Language::Czech };
        let children = scribe.all_children();
        Self {
            office: Letterhead::from(&record.head),
            form: record.form.label(),
            number: u32::try_from(addendum.number).unwrap_or(0),
            children: scribe.children(),
            date: Logistics::of(nbsp(&czech::dates::long_with_weekday(record.day))),
            sealed_on: record.seal.as_ref().map(|seal| Logistics::of(nbsp(&czech::dates::long(seal.on)))),
            words: about_all(cutter, &children, &addendum.words),
            signatures: signers(record),
            seal: addendum.seal.as_ref().map(|seal| seal_part(seal, "dodatku")),
            omitted: cutter.omitted(),
        }
    }
}

impl Cut<RecordContent> for SheetPaper {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(record: &RecordContent, cutter: &Cutter<'_>) -> Self {
        let scribe = Scribe { record, cutter, language: Language::Czech };
        Self {
            office: Letterhead::from(&record.head),
            date: Logistics::of(nbsp(&czech::dates::long_with_weekday(record.day))),
            start: clock(record.started),
            place: record.place.as_ref().map(|place| Logistics::of(nbsp(place))),
            attendance_list: scribe.attendance(),
            spare: 3,
        }
    }
}
