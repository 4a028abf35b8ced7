//! The room: before the start a checklist, then agenda, presence and minutes on one page.

use super::aware::Aware;
use super::rows::{Group, LineRow, PauseRow, PhaseRow, SeatRow, VariantRow, deadline_texts, loose, times};
use crate::access::{Denied, House, Permit};
use crate::cases::Child;
use crate::conferences::{self, Around, Conference, LeadConference, Phase, State};
use crate::identity::{self, Staff};
use crate::kernel::{Choice, Day, Failure, FormState, Id, Moment};
use crate::meeting::actions::Lead;
use crate::meeting::forms::Known;
use crate::meeting::{
    Line, LineKind, Meeting, Pause, Presence, Seat, Sitter, Topic, acknowledged, clock, find, journal, lines,
    pauses, phases_begun, presence, rules, seats,
};
use crate::shell::{Frame, Html, Query, registry};
use ::journal::Note;
use askama::Template;
use axum::extract::State as Shared;
use std::collections::BTreeMap;

/// Everything of a meeting, as loaded for one page.
pub(super) struct Room {
    pub(super) meeting: Option<Meeting>,
    pub(super) seats: Vec<Seat>,
    pub(super) presence: Vec<Presence>,
    pub(super) phases: Vec<Phase>,
    pub(super) begun: Vec<(Id<Phase>, Moment)>,
    pub(super) pauses: Vec<Pause>,
    pub(super) lines: Vec<Line>,
    /// How far the journal was before the lines were read.
    pub(super) seen: i64,
    acknowledged: Vec<Id<Seat>>,
    /// Who took note of confidentiality, entry by entry.
    pub(super) notes: Vec<Note>,
    writers: BTreeMap<Id<Staff>, String>,
    pub(super) children: Vec<Child>,
    pub(super) goals: Vec<conferences::Goal>,
    pub(super) now: Moment,
    pub(super) around: Around,
    seat_ids: Vec<Id<Seat>>,
    child_ids: Vec<Id<Child>>,
    phase_ids: Vec<Id<Phase>>,
}

impl Room {
    /// Loads it.
    pub(super) async fn load(house: &House, permit: &Lead) -> Result<Self, Failure> {
        let (lookup, id) = (permit.lookup(house), permit.id());
        let seats = seats(lookup, id).await?;
        let phases = conferences::phases(lookup, id).await?;
        let children = crate::cases::children(lookup, permit.record().case).await?;
        let seen = journal::store::position(lookup, id).await?.position;
        let lines = lines(lookup, id).await?;
        let mut writers = BTreeMap::new();
        for by in lines.iter().flat_map(|line| &line.variants).filter_map(|variant| variant.by) {
            if let Some(staff) = identity::store::find_staff(lookup.queries(), by).await? {
                writers.insert(by, staff.name().full());
            }
        }
        Ok(Self {
            meeting: find(lookup, id).await?,
            presence: presence(lookup, id).await?,
            begun: phases_begun(lookup, id).await?,
            pauses: pauses(lookup, id).await?,
            lines,
            seen,
            acknowledged: acknowledged(lookup, id).await?.into_iter().map(|(seat, _)| seat).collect(),
            notes: journal::store::notes(lookup, permit.record()).await?,
            writers,
            goals: conferences::goals(lookup, id).await?,
            now: house.clock.now(),
            around: Around::of(house, permit).await?,
            seat_ids: seats.iter().map(|s| s.id).collect(),
            child_ids: children.iter().map(|c| c.id).collect(),
            phase_ids: phases.iter().map(|p| p.id).collect(),
            seats,
            phases,
            children,
        })
    }

    /// The day of the meeting: when it started, else today.
    pub(super) fn day(&self) -> Day {
        self.meeting.as_ref().map_or(self.now, |m| m.started).day()
    }

    /// What its forms may name.
    pub(super) fn known(&self) -> Known<'_> {
        Known {
            seats: &self.seat_ids,
            children: &self.child_ids,
            phases: &self.phase_ids,
            started: self.meeting.as_ref().map_or(self.now, |m| m.started),
        }
    }

    /// Everybody at the table.
    pub(super) fn seat_rows(&self, permit: &Lead) -> Vec<SeatRow> {
        let ended = self.meeting.as_ref().and_then(|m| m.ended);
        self.seats
            .iter()
            .map(|seat| {
                let (name, label) = match &seat.sitter {
                    Sitter::Invited(who) => (permit.reveal(&who.name).clone(), who.role_label.clone()),
                    Sitter::Guest { name, label } => {
                        (permit.reveal(name).clone(), permit.reveal(label).clone())
                    }
                };
                let taps: Vec<&Presence> = self.presence.iter().filter(|p| p.seat == seat.id).collect();
                let steps: Vec<_> = taps.iter().map(|p| (p.step, p.at)).collect();
                let short = czech::names::initials(&name);
                SeatRow {
                    id: seat.id,
                    short: format!("{short} ({label})"),
                    name,
                    label,
                    step: rules::whereabouts(&steps),
                    times: times(&rules::intervals(&steps, ended)),
                    acknowledged: self.acknowledged.contains(&seat.id),
                    last: taps.last().map(|p| p.id),
                    next: Id::fresh(self.now),
                }
            })
            .collect()
    }

    /// A line as shown.
    pub(super) fn line_row(&self, line: &Line, permit: &Lead, seats: &[SeatRow]) -> LineRow {
        let seat = |id: Option<Id<Seat>>| {
            id.and_then(|id| seats.iter().find(|s| s.id == id)).map(|s| s.short.clone()).unwrap_or_default()
        };
        let (deadline, remark) = deadline_texts(line);
        let mut notes = Vec::new();
        if let Some(words) = line.degree.and_then(rules::degree_words) {
            notes.push(format!("míra souhlasu: {words}"));
        }
        if let Some(note) = &line.indicator {
            notes.push(format!("hotovo poznáme: {}", permit.reveal(note)));
        }
        if let Some(note) = &line.support {
            notes.push(format!("podpora: {}", permit.reveal(note)));
        }
        let note = line.owner_note.as_ref().map(|note| permit.reveal(note).clone());
        LineRow {
            id: line.id,
            kind: line.kind,
            kind_label: line.kind.label(),
            number: line.number(),
            text: permit.reveal(&line.text).clone(),
            speaker: seat(line.speaker),
            owner: [Some(seat(line.owner)).filter(|s| !s.is_empty()), note]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", "),
            deadline,
            remark,
            notes,
            loose: loose(line),
            variants: self.variant_rows(line, permit),
            struck: line.struck.is_some(),
            first: false,
            last: false,
        }
    }

    /// Who was there when a line was said; whoever took part from afar with a word how.
    pub(super) fn heard(&self, line: &Line, seats: &[SeatRow]) -> Vec<String> {
        let ended = self.meeting.as_ref().and_then(|meeting| meeting.ended);
        let there = rules::present_at(&self.presence, ended, line.happened);
        // In the order in which people sit everywhere else.
        let named = seats.iter().filter_map(|seat| {
            let (_, stay) = there.iter().find(|(id, _)| *id == seat.id)?;
            Some(match (stay.by_phone, stay.by_video) {
                (true, _) => format!("{} po\u{a0}telefonu", seat.name),
                (_, true) => format!("{} přes\u{a0}obrazovku", seat.name),
                _ => seat.name.clone(),
            })
        });
        named.collect()
    }

    /// Those present who came after the reminder of confidentiality.
    pub(super) fn unaware(seats: &[SeatRow]) -> Vec<(Id<Seat>, String)> {
        let unaware = seats.iter().filter(|seat| seat.is_present() && !seat.acknowledged);
        unaware.map(|seat| (seat.id, seat.name.clone())).collect()
    }

    /// Who took note of confidentiality.
    pub(super) fn aware(&self, seats: &[SeatRow]) -> Aware {
        Aware::of(&self.notes, seats)
    }

    /// What others wrote at the same time.
    pub(super) fn variant_rows(&self, line: &Line, permit: &Lead) -> Vec<VariantRow> {
        line.variants
            .iter()
            .map(|variant| VariantRow {
                by: variant.by.and_then(|by| self.writers.get(&by)).cloned().unwrap_or_default(),
                at: variant.happened.time_of_day().to_string(),
                text: permit.reveal(&variant.text).clone(),
            })
            .collect()
    }

    /// The agenda with its clock.
    fn phase_rows(&self, permit: &Lead, meeting: &Meeting) -> Vec<PhaseRow> {
        let agenda = (self.phases.as_slice(), self.begun.as_slice());
        let clock = clock::of(permit.record(), Some(meeting), agenda, &self.pauses, self.now);
        let row = |phase: &Phase| {
            let row = PhaseRow::new(phase, &self.begun, meeting.current_phase);
            let coming = clock.turn(phase.id).and_then(clock::Turn::words);
            let words = if row.current { clock.words() } else { coming };
            PhaseRow { clock: words.filter(|_| meeting.ended.is_none()), ..row }
        };
        self.phases.iter().map(row).collect()
    }

    /// Lines by phase, in the order of the agenda; what belongs to no phase (any more) comes last.
    fn groups(&self, permit: &Lead, seats: &[SeatRow]) -> (Vec<LineRow>, Vec<Group>) {
        let current = self.meeting.as_ref().and_then(|m| m.current_phase);
        let of = |phase: Option<Id<Phase>>| -> Vec<LineRow> {
            self.lines
                .iter()
                .filter(|line| match phase {
                    Some(_) => line.phase == phase,
                    None => !line.phase.is_some_and(|p| self.phase_ids.contains(&p)),
                })
                .map(|line| self.line_row(line, permit, seats))
                .collect()
        };
        let now = current.filter(|c| self.phase_ids.contains(c));
        let mut others: Vec<Group> = self
            .phases
            .iter()
            .filter(|phase| Some(phase.id) != now)
            .map(|phase| Group { title: phase.title.clone(), lines: of(Some(phase.id)) }.marked())
            .collect();
        if now.is_some() {
            others.push(Group { title: "Mimo program".into(), lines: of(None) }.marked());
        }
        others.retain(|group| !group.lines.is_empty());
        (Group { title: String::new(), lines: of(now) }.marked().lines, others)
    }
}

/// The page of the room.
#[derive(Template)]
#[template(path = "meeting/pages/room.html")]
pub(in crate::meeting) struct RoomPage {
    pub(in crate::meeting) frame: Frame,
    pub(in crate::meeting) id: Id<Conference>,
    /// The form that came back, or an empty one.
    pub(in crate::meeting) form: FormState,
    pub(in crate::meeting) seats: Vec<SeatRow>,
    pub(in crate::meeting) phases: Vec<PhaseRow>,
    pub(in crate::meeting) phase_title: Option<String>,
    pub(in crate::meeting) next_phase: Option<(Id<Phase>, String)>,
    pub(in crate::meeting) here: Vec<LineRow>,
    pub(in crate::meeting) others: Vec<Group>,
    pub(in crate::meeting) pause: Option<PauseRow>,
    pub(in crate::meeting) reminded: bool,
    /// Those present who came after the reminder.
    pub(in crate::meeting) unaware: Vec<(Id<Seat>, String)>,
    /// Who took note of confidentiality.
    pub(in crate::meeting) aware: Aware,
    /// How far the journal was when the page was drawn.
    pub(in crate::meeting) seen: i64,
    pub(in crate::meeting) degrees: bool,
    pub(in crate::meeting) started: String,
    pub(in crate::meeting) ended: Option<String>,
    /// Whether the record is theirs to make: who only leads or writes has no way to it.
    pub(in crate::meeting) makes_record: bool,
    pub(in crate::meeting) speakers: Vec<(String, String)>,
    pub(in crate::meeting) topics: Vec<(String, String)>,
    pub(in crate::meeting) children: Vec<(String, String)>,
    pub(in crate::meeting) present: usize,
    /// Identifier of the next line, guest, pause, tap.
    pub(in crate::meeting) next: Id<Line>,
    /// Identifier of a tap noted afterwards.
    pub(in crate::meeting) next_tap: Id<Presence>,
    /// Whether the field of the next line gets the focus.
    pub(in crate::meeting) focus: bool,
    /// What higher slices say here.
    pub(in crate::meeting) panels: Vec<String>,
}

/// The page before the start.
#[derive(Template)]
#[template(path = "meeting/pages/before.html")]
pub(in crate::meeting) struct BeforePage {
    pub(in crate::meeting) frame: Frame,
    pub(in crate::meeting) around: Around,
    pub(in crate::meeting) id: Id<Conference>,
    pub(in crate::meeting) form: FormState,
    pub(in crate::meeting) convened: bool,
    /// Day and time, if known.
    pub(in crate::meeting) when: Option<String>,
    pub(in crate::meeting) place: Option<String>,
    pub(in crate::meeting) today: bool,
    pub(in crate::meeting) people: Vec<(String, String)>,
    pub(in crate::meeting) phases: Vec<PhaseRow>,
    pub(in crate::meeting) goals: Vec<String>,
    /// What higher slices say here.
    pub(in crate::meeting) panels: Vec<String>,
}

/// Either page, ready to be drawn.
pub(super) enum Drawn {
    /// Not started.
    Before(Box<BeforePage>),
    /// Started.
    Room(Box<RoomPage>),
}

impl Drawn {
    /// With what higher slices say.
    fn with(mut self, drawn: Vec<String>) -> Self {
        match &mut self {
            Self::Before(page) => page.panels = drawn,
            Self::Room(page) => page.panels = drawn,
        }
        self
    }

    /// As an ordinary page.
    pub(super) fn page(&self) -> Result<Html, Failure> {
        match self {
            Self::Before(page) => Html::page(page.as_ref()),
            Self::Room(page) => Html::page(page.as_ref()),
        }
    }

    /// With sentences beside the fields.
    pub(super) fn again(&self) -> Result<Html, Failure> {
        match self {
            Self::Before(page) => Html::again(page.as_ref()),
            Self::Room(page) => Html::again(page.as_ref()),
        }
    }
}

/// Draws the page for the holder of a permit, with a form that came back.
pub(super) fn draw(frame: Frame, permit: &Lead, room: &Room, form: FormState, focus: bool) -> Drawn {
    match &room.meeting {
        None => Drawn::Before(Box::new(before(frame, permit, room, form))),
        Some(meeting) => Drawn::Room(Box::new(started(frame, permit, room, meeting, form, focus))),
    }
}

/// As the record's own rule: the case's workers and the head.
fn makes_record(permit: &Lead) -> bool {
    let (actor, office) = (permit.actor(), permit.record().office);
    (permit.ties().works_on() && actor.office == office) || actor.heads(office)
}

fn before(frame: Frame, permit: &Lead, room: &Room, form: FormState) -> BeforePage {
    let conference = permit.record();
    let when = conference.day.map(|day| match (conference.from, conference.until) {
        (Some(from), Some(until)) => format!("{}, {from}–{until}", czech::dates::long_with_weekday(day)),
        _ => czech::dates::long_with_weekday(day),
    });
    BeforePage {
        frame,
        around: room.around.clone(),
        id: conference.id,
        form,
        convened: conference.state == State::Convened,
        when,
        place: conference.place.as_ref().map(|place| place.name.clone()),
        today: conference.day == Some(room.now.day()),
        people: room.seat_rows(permit).into_iter().map(|s| (s.name, s.label)).collect(),
        phases: room.phases.iter().map(|p| PhaseRow::new(p, &[], None)).collect(),
        goals: room.goals.iter().map(|goal| permit.reveal(&goal.text).clone()).collect(),
        panels: Vec::new(),
    }
}

fn started(
    frame: Frame,
    permit: &Lead,
    room: &Room,
    meeting: &Meeting,
    form: FormState,
    focus: bool,
) -> RoomPage {
    let seats = room.seat_rows(permit);
    let (here, others) = room.groups(permit, &seats);
    let current = room.phases.iter().position(|p| Some(p.id) == meeting.current_phase);
    let next = room.phases.get(current.map_or(0, |at| at + 1));
    RoomPage {
        frame,
        id: permit.id(),
        form,
        phases: room.phase_rows(permit, meeting),
        phase_title: current.and_then(|at| room.phases.get(at)).map(|p| p.title.clone()),
        next_phase: next.map(|p| (p.id, p.title.clone())),
        here,
        others,
        pause: PauseRow::open(&room.pauses),
        reminded: meeting.reminded.is_some(),
        unaware: Room::unaware(&seats),
        aware: room.aware(&seats),
        seen: room.seen,
        degrees: meeting.degrees,
        started: meeting.started.time_of_day().to_string(),
        ended: meeting.ended.map(|end| end.time_of_day().to_string()),
        makes_record: makes_record(permit),
        speakers: seats.iter().map(|s| (s.id.to_string(), s.short.clone())).collect(),
        topics: Topic::options(),
        children: room
            .children
            .iter()
            .map(|child| (child.id.to_string(), permit.reveal(&child.given).clone()))
            .collect(),
        present: seats.iter().filter(|s| s.is_present()).count(),
        seats,
        next: Id::fresh(room.now),
        next_tap: Id::fresh(room.now),
        focus,
        panels: Vec::new(),
    }
}

impl RoomPage {
    /// Kinds of line, as buttons: code and label. The first is what Enter sends.
    pub(in crate::meeting) fn kinds() -> Vec<(&'static str, &'static str)> {
        LineKind::ALL.iter().map(|kind| (kind.code(), kind.label())).collect()
    }

    /// Whether the folded part of the form has something to show.
    fn unfold(&self) -> bool {
        ["ukol_kdo", "ukol_nekdo", "termin", "ukazatel", "podpora", "stupen", "oblast", "dite"]
            .iter()
            .any(|field| self.form.error(field).is_some())
    }
}

/// Sentences after an act.
pub(super) const NOTICES: &[(&str, &str)] = &[
    ("zahajeno", "Jednání začalo. Zapište, kdo přišel, a připomeňte mlčenlivost."),
    ("nezahajeno", "Zahájení je vzaté zpět. Konference je zase svolaná a její plán jde měnit."),
    ("radky", "Zahájení už nejde vzít zpět: v zápisu něco je, nebo jednání skončilo."),
    ("pridan", "Je mezi účastníky. Teď ještě zapište, že přišel nebo přišla."),
    ("mlcenlivost", "Je zapsáno, že přítomní vzali mlčenlivost na vědomí."),
    ("vzal", "Je zapsáno, že příchozí vzal mlčenlivost na vědomí."),
    ("nevzal", "Zápis o mlčenlivosti je vzatý zpět."),
    ("pritomnost", "Přítomnost je zapsaná."),
    ("zpet", "Poslední zápis přítomnosti je vzatý zpět."),
    ("host", "Příchozí je zapsaný mezi přítomnými."),
    ("bod", "Jdeme na další bod."),
    ("pauza", "Přestávka je zapsaná."),
    ("pokracujeme", "Pokračujeme."),
    ("radek", "Řádek je zapsaný."),
    ("upraveno", "Řádek je upravený. Předchozí znění zůstává v historii."),
    ("posunuto", "Řádek je přesunutý."),
    ("skrtnuto", "Řádek je škrtnutý. Můžete ho vrátit."),
    ("vraceno", "Řádek je zpátky."),
    ("skonceno", "Jednání skončilo. Zbývá vyhotovit zápis."),
    (
        "skonceno-volno",
        "Jednání skončilo. Příští setkání vychází na den, kdy se nepracuje. Jestli to není schválně, opravte to v závěru jednání.",
    ),
    (
        "skonceno-pripominky",
        "Jednání skončilo. Poslední den na připomínky vychází na den, kdy se nepracuje. Jestli to není schválně, opravte to v závěru jednání.",
    ),
    (
        "skonceno-oboji",
        "Jednání skončilo. Příští setkání i poslední den na připomínky vychází na den, kdy se nepracuje. Jestli to není schválně, opravte to v závěru jednání.",
    ),
];

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    query: Query,
) -> Result<Html, Denied> {
    crate::meeting::wall::leads(&house, permit.actor().id, permit.id());
    let room = Room::load(&house, &permit).await?;
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    let focus = query.0.value("hotovo") == "radek";
    let panels = registry().draw("meeting", &house, permit.actor(), permit.id().uuid()).await?;
    Ok(draw(frame, &permit, &room, FormState::empty(), focus).with(panels).page()?)
}
