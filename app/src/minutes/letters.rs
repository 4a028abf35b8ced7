//! The record as a paper: the whole for the office's file, an extract for one participant. The same view, cut.

mod views;

pub use views::*;

use super::model::{Leads, LineFacts, RecordContent, SeatFacts};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Id, Moment};
use crate::meeting::rules::Interval;
use crate::meeting::{LineKind, Seat, Words};
use czech::typography::nbsp;
use facts::{Fact, Shown};
use outbound::{Cut, Cutter, Logistics, Occasion, Subject};

/// A time of day, as on paper.
fn clock(moment: Moment) -> Logistics {
    Logistics::of(moment.time_of_day().to_string())
}

/// Shows a fact only if every one it concerns allows it.
fn about_all<F: Fact<Inner = String>>(
    cutter: &Cutter<'_>,
    subjects: &[Subject],
    fact: &F,
) -> Option<Shown<String>> {
    let mut shown = None;
    let none = [Subject::Conference];
    for subject in if subjects.is_empty() { &none } else { subjects } {
        shown = Some(cutter.about(*subject).show_as(fact, |text| nbsp(text))?);
    }
    shown
}

/// A line's words, by the topic they stand under.
fn words(cutter: &Cutter<'_>, line: &LineFacts) -> Option<Shown<String>> {
    let subjects = &line.subjects;
    match &line.words {
        Words::Plan(fact) => about_all(cutter, subjects, fact),
        Words::Care(fact) => about_all(cutter, subjects, fact),
        Words::Family(fact) => about_all(cutter, subjects, fact),
        Words::School(fact) => about_all(cutter, subjects, fact),
        Words::ChildHealth(fact) => about_all(cutter, subjects, fact),
        Words::OthersHealth(fact) => about_all(cutter, subjects, fact),
        Words::Housing(fact) => about_all(cutter, subjects, fact),
        Words::Safety(fact) => about_all(cutter, subjects, fact),
        Words::Criminal(fact) => about_all(cutter, subjects, fact),
        Words::Childs(fact) => about_all(cutter, subjects, fact),
    }
}

/// The record under the cutter.
struct Scribe<'c, 'a> {
    record: &'c RecordContent,
    cutter: &'c Cutter<'a>,
}

impl Scribe<'_, '_> {
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

    fn leader(&self, leads: Leads) -> Option<LeaderRow> {
        let seat = self.record.seats.iter().find(|seat| seat.leads == Some(leads))?;
        self.record.lists_people().then(|| LeaderRow { name: self.name(seat), role: self.role(seat) })
    }

    fn present(&self) -> Option<Vec<PresentRow>> {
        self.record.lists_people().then(|| {
            let there = self.record.seats.iter().flat_map(|seat| seat.there.iter().map(move |i| (seat, *i)));
            there
                .map(|(seat, Interval { from, until, by_phone, .. })| PresentRow {
                    name: self.name(seat),
                    role: self.role(seat),
                    from: Some(clock(from)),
                    until: until.map(clock),
                    by_phone,
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

    fn course(&self) -> Vec<CoursePart> {
        let parts = self.record.course.iter().map(|phase| CoursePart {
            title: Logistics::of(nbsp(&phase.title)),
            from: phase.from.map(clock),
            until: phase.until.map(clock),
            lines: phase.lines.iter().filter_map(|line| self.course_line(line)).collect(),
        });
        // A part of which nothing is for this reader is left out; the omissions say why.
        parts.filter(|part| self.record.reader.is_none() || !part.lines.is_empty()).collect()
    }

    fn course_line(&self, line: &LineFacts) -> Option<CourseLine> {
        let degree = match line.kind {
            LineKind::Said => "said",
            LineKind::Postponed => "postponed",
            LineKind::Agreed => "agreed",
            LineKind::Dissent => "dissent",
            LineKind::Task => return None,
        };
        let text = words(self.cutter, line)?;
        let who = self.told(line.speaker).and_then(|seat| self.role(seat));
        Some(CourseLine { degree, who, text: Some(text) })
    }

    fn numbered(&self, kind: LineKind) -> Vec<&LineFacts> {
        let mut lines: Vec<&LineFacts> = self.record.lines().filter(|line| line.kind == kind).collect();
        lines.sort_by_key(|line| line.number);
        lines
    }

    /// `None` when nothing of it is for this reader: the block then vanishes instead of saying "none".
    fn rows<T>(&self, kind: LineKind, row: impl Fn(&LineFacts) -> Option<T>) -> Option<Vec<T>> {
        let lines = self.numbered(kind);
        let rows: Vec<T> = lines.iter().filter_map(|line| row(line)).collect();
        (lines.is_empty() || !rows.is_empty()).then_some(rows)
    }

    fn agreed(&self, line: &LineFacts) -> Option<AgreedRow> {
        let text = words(self.cutter, line)?;
        Some(AgreedRow { number: number(line), text: Some(text), degree: line.degree })
    }

    fn task(&self, line: &LineFacts) -> Option<TaskRow> {
        let what = words(self.cutter, line)?;
        let owner = self.record.seat(line.owner);
        let known = |note: Option<&crate::meeting::TaskNote>| {
            note.and_then(|note| about_all(self.cutter, &line.subjects, note))
        };
        Some(TaskRow {
            number: number(line),
            who_name: owner.filter(|_| self.record.lists_people()).and_then(|seat| self.name(seat)),
            who: line
                .owner_words
                .as_ref()
                .filter(|_| self.record.lists_people() || self.told(line.owner).is_some())
                .and_then(|fact| about_all(self.cutter, &line.subjects, fact)),
            what: Some(what),
            due: line.deadline.map(|day| Logistics::of(nbsp(&czech::dates::short(day)))),
            indicator: known(line.indicator.as_ref()),
            support: known(line.support.as_ref()),
        })
    }

    fn dissent(&self, line: &LineFacts) -> Option<DissentRow> {
        let who = self.told(line.speaker).and_then(|seat| self.role(seat));
        Some(DissentRow { who, words: Some(words(self.cutter, line)?) })
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

    fn voices(&self) -> Vec<VoiceRow> {
        let voices = self.record.voices.iter().map(|voice| {
            let about = self.cutter.about(Subject::Child(voice.child));
            VoiceRow {
                name: about.show_as(&voice.name, |text| nbsp(text)),
                how: voice.how,
                words: about.show_as(&voice.words, |text| nbsp(text)),
            }
        });
        voices.filter(|voice| voice.words.is_some()).collect()
    }

    fn goals(&self) -> Vec<GoalRow> {
        let goals = self.record.goals.iter().enumerate();
        goals
            .map(|(at, goal)| GoalRow {
                mark: Logistics::of(format!("C{}", at + 1)),
                text: self.cutter.about(Subject::Conference).show_as(goal, |text| nbsp(text)),
            })
            .filter(|row| row.text.is_some())
            .collect()
    }

    fn next(&self) -> NextPart {
        NextPart {
            date: self.record.next_text.as_ref().map(|text| Logistics::of(nbsp(text))),
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

fn contact(staff: &Staff) -> ContactRow {
    ContactRow {
        name: Logistics::of(nbsp(&staff.name().full())),
        phone: staff.phone.as_ref().map(|phone| Logistics::of(nbsp(phone))),
        email: Logistics::of(staff.login.clone()),
    }
}

fn head(office: &Office) -> OfficeHead {
    let town = match (&office.postcode, &office.town) {
        (Some(postcode), Some(town)) => Some(format!("{postcode} {town}")),
        (None, town) => town.clone(),
        (postcode, None) => postcode.clone(),
    };
    OfficeHead {
        name: Logistics::of(nbsp(&office.title)),
        department: Logistics::of("Sociálně-právní ochrana dětí"),
        address: [office.street.clone(), town]
            .into_iter()
            .flatten()
            .map(|line| Logistics::of(nbsp(&line)))
            .collect(),
        phone: office.phone.as_ref().map(|phone| Logistics::of(nbsp(phone))),
        email: office.email.clone().map(Logistics::of),
        data_box: office.data_box.clone().map(Logistics::of),
    }
}

impl Cut<RecordContent> for RecordPaper {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(record: &RecordContent, cutter: &Cutter<'_>) -> Self {
        let scribe = Scribe { record, cutter };
        let copy = if record.reader.is_some() {
            "výpis pro jednoho účastníka z verze"
        } else {
            "návrh k připomínkám, verze"
        };
        let place = record.conference.place.as_ref().filter(|_| record.lists_people());
        Self {
            office: head(&record.office),
            form: "zápis",
            version: Logistics::of(format!("{copy} {}", record.edition)),
            reference_number: record.reference_number.clone().map(Logistics::of),
            children: scribe.children(),
            kind: record.conference.kind.label(),
            legal_reason: record.legal.as_ref().map(|text| Logistics::of(nbsp(text))),
            place: place.map(|place| Logistics::of(nbsp(&place.name))),
            date: Logistics::of(nbsp(&czech::dates::long_with_weekday(record.day))),
            start: clock(record.started),
            end: record.ended.map(clock),
            facilitator: scribe.leader(Leads::Facilitates),
            minute_taker: scribe.leader(Leads::TakesMinutes),
            present: scribe.present(),
            excused: scribe.excused(),
            goals: scribe.goals(),
            agreed_rules: if record.reminded {
                vec!["Co na jednání zaznělo, si přítomní nechávají pro sebe. Vzali to na vědomí."]
            } else {
                Vec::new()
            },
            child_voice: scribe.voices(),
            course: scribe.course(),
            agreed_points: scribe.rows(LineKind::Agreed, |line| scribe.agreed(line)),
            tasks: scribe.rows(LineKind::Task, |line| scribe.task(line)),
            disagreements: scribe.rows(LineKind::Dissent, |line| scribe.dissent(line)),
            next: scribe.next(),
            comments: record.comments_until.map(|day| CommentsPart {
                deadline: Logistics::of(nbsp(&czech::dates::long(day))),
                how: "Stačí e-mail, dopis nebo telefonát. Připomínky se k zápisu připojí.",
            }),
            signatures: record
                .signer
                .iter()
                .map(|staff| SignatureRow {
                    name: Logistics::of(nbsp(&staff.name().full())),
                    role: staff.position.clone().map(Logistics::of),
                })
                .collect(),
            attendance_list: scribe.attendance(),
            omitted: cutter.omitted(),
        }
    }
}
