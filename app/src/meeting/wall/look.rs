//! How things stand in the room and what its wall could show, read under whatever right the caller has.

use super::model::{AgendaLine, Chair, Owner, OwnerRole, Scene, WallContent, WallLine};
use super::rules;
use super::screens::{Light, Screens};
use crate::access::{House, Lookup};
use crate::cases;
use crate::conferences::{self, Conference, Phase};
use crate::identity::Staff;
use crate::kernel::{Failure, Id, Moment};
use crate::meeting::clock::{self, Clock, When};
use crate::meeting::{self, Line, LineKind, Meeting, Presence, Seat, Sitter};
use crate::participants::Participant;
use outbound::Subject;

/// The room of a meeting at a moment.
pub(in crate::meeting) struct Look {
    /// What decides about the wall.
    pub(in crate::meeting) scene: Scene,
    /// The clock of the agenda.
    pub(in crate::meeting) clock: Clock,
    /// The meeting, if it has started.
    pub(in crate::meeting) meeting: Option<Meeting>,
    /// The agenda.
    pub(in crate::meeting) phases: Vec<Phase>,
    /// Everybody at the table.
    pub(in crate::meeting) seats: Vec<Seat>,
    /// Coming and going.
    pub(in crate::meeting) presence: Vec<Presence>,
}

impl Look {
    /// Looks into the room.
    pub(in crate::meeting) async fn into(
        house: &House,
        lookup: Lookup<'_>,
        conference: &Conference,
    ) -> Result<Self, Failure> {
        let (id, now) = (conference.id, house.clock.now());
        let case = cases::find_case(lookup, conference.case).await?;
        let case = case.ok_or_else(|| Failure::Broken("a meeting without a case".into()))?;
        let meeting = meeting::find(lookup, id).await?;
        let phases = conferences::phases(lookup, id).await?;
        let begun = meeting::phases_begun(lookup, id).await?;
        let pauses = meeting::pauses(lookup, id).await?;
        let (seats, presence) = (meeting::seats(lookup, id).await?, meeting::presence(lookup, id).await?);
        let current = meeting.as_ref().and_then(|meeting| meeting.current_phase);
        let phase = phases.iter().find(|phase| Some(phase.id) == current);
        let scene = Scene {
            now,
            running: meeting.as_ref().is_some_and(|meeting| meeting.ended.is_none()),
            led: screens(house).is_led(id, now),
            safety_concern: case.safety_concern,
            pauses: pauses.iter().map(|pause| (pause.began, pause.ended)).collect(),
            phase: phase.map(|phase| phase.id),
            private: phase.is_some_and(|phase| phase.private),
            chairs: chairs(&seats, &presence, phase),
        };
        let clock = clock::of(conference, meeting.as_ref(), (&phases, &begun), &pauses, now);
        Ok(Self { scene, clock, meeting, phases, seats, presence })
    }

    /// Whether the meeting is over.
    pub(in crate::meeting) fn is_over(&self) -> bool {
        self.meeting.as_ref().is_some_and(|meeting| meeting.ended.is_some())
    }

    /// Everybody whose rights are known.
    pub(super) fn invited(&self) -> Vec<Participant> {
        let invited = |seat: &Seat| match &seat.sitter {
            Sitter::Invited(who) => Some(who.as_ref().clone()),
            Sitter::Guest { .. } => None,
        };
        self.seats.iter().filter_map(invited).collect()
    }

    /// What a wall could show.
    pub(super) async fn content(
        &self,
        lookup: Lookup<'_>,
        conference: &Conference,
    ) -> Result<WallContent, Failure> {
        let children: Vec<_> =
            cases::children(lookup, conference.case).await?.into_iter().map(|child| child.id).collect();
        let lines = meeting::lines(lookup, conference.id).await?;
        let stands = |line: &Line| {
            line.struck.is_none()
                && match line.kind {
                    LineKind::Agreed | LineKind::Task => true,
                    // Where safety is at risk nobody's dissent is held up to the others.
                    LineKind::Dissent => !self.scene.safety_concern,
                    LineKind::Said | LineKind::Postponed => false,
                }
        };
        Ok(WallContent {
            title: self.title(),
            now: self.scene.now,
            left: self.clock.words(),
            sign: self.clock.sign(),
            percent: self.clock.percent(),
            ends: (!self.phases.is_empty()).then(|| self.clock.end_words()),
            agenda: self.agenda(),
            goals: conferences::goal_facts(lookup, conference.id, &children).await?,
            lines: lines
                .into_iter()
                .filter(stands)
                .map(|line| wall_line(line, &self.seats, &children))
                .collect(),
            audience: Vec::new(),
            over: self.is_over(),
        })
    }

    /// What stands on a wall without a word about anybody.
    pub(super) fn bare(&self) -> WallContent {
        WallContent {
            title: self.title(),
            now: self.scene.now,
            left: None,
            sign: self.clock.sign(),
            percent: None,
            ends: None,
            agenda: Vec::new(),
            goals: Vec::new(),
            lines: Vec::new(),
            audience: Vec::new(),
            over: self.is_over(),
        }
    }

    fn title(&self) -> Option<String> {
        self.phases.iter().find(|phase| Some(phase.id) == self.scene.phase).map(|phase| phase.title.clone())
    }

    fn agenda(&self) -> Vec<AgendaLine> {
        let line = |phase: &Phase| {
            let turn = self.clock.turn(phase.id);
            AgendaLine {
                title: phase.title.clone(),
                current: Some(phase.id) == self.scene.phase,
                past: turn.is_some_and(|turn| turn.when == When::Past),
                coming: turn.and_then(clock::Turn::words),
            }
        };
        self.phases.iter().map(line).collect()
    }

    /// What the screens say about who is written down as present.
    pub(in crate::meeting) fn light(&self, house: &House, conference: Id<Conference>) -> Light {
        screens(house).light(conference, &rules::frame(&self.scene), self.scene.now)
    }

    /// Lines that a protected fact keeps off the wall.
    pub(in crate::meeting) fn left_out(&self, house: &House, conference: Id<Conference>) -> Vec<Id<Line>> {
        screens(house).left_out(conference)
    }
}

/// Somebody who leads opened a page of the meeting: they see who comes, and the wall hears it.
pub(in crate::meeting) fn leads(house: &House, by: Id<Staff>, conference: Id<Conference>) {
    screens(house).led(conference, by, house.clock.now());
}

/// The screens that this program knows.
pub(super) fn screens(house: &House) -> std::sync::Arc<Screens> {
    house.memory().of::<Screens>()
}

/// Everybody who is or was in the room; whoever sits on no chair that is known is somebody of whom nothing is known.
fn chairs(seats: &[Seat], presence: &[Presence], phase: Option<&Phase>) -> Vec<Chair> {
    let steps = |seat: Id<Seat>| -> Vec<_> {
        let mut steps: Vec<_> =
            presence.iter().filter(|tap| tap.seat == seat).map(|tap| (tap.step, tap.at)).collect();
        steps.sort_by_key(|(_, at): &(_, Moment)| *at);
        steps
    };
    let known = seats.iter().map(|seat| match &seat.sitter {
        Sitter::Invited(who) => Chair {
            participant: seat.participant.filter(|_| !who.removed),
            steps: steps(seat.id),
            invited: rules::is_invited(who, phase),
        },
        Sitter::Guest { .. } => Chair { participant: None, steps: steps(seat.id), invited: false },
    });
    let mut unknown: Vec<Id<Seat>> =
        presence.iter().map(|tap| tap.seat).filter(|id| !seats.iter().any(|seat| seat.id == *id)).collect();
    unknown.sort_unstable_by_key(|id| id.uuid());
    unknown.dedup();
    let unknown =
        unknown.into_iter().map(|seat| Chair { participant: None, steps: steps(seat), invited: false });
    known.chain(unknown).collect()
}

fn wall_line(line: Line, seats: &[Seat], children: &[Id<cases::Child>]) -> WallLine {
    let owner = line.owner.map(|id| owner(seats.iter().find(|seat| seat.id == id)));
    WallLine {
        id: line.id,
        phase: line.phase,
        kind: line.kind,
        subjects: line.topic.subjects(line.child, children.iter().copied()),
        words: line.words,
        owner,
        owner_note: line.owner_note,
        deadline: line.deadline,
    }
}

/// Of somebody who is on no list nothing is told.
fn owner(seat: Option<&Seat>) -> Owner {
    let invited = seat.and_then(|seat| match &seat.sitter {
        Sitter::Invited(who) => Some(who),
        Sitter::Guest { .. } => None,
    });
    let Some(who) = invited else {
        return Owner { participant: None, subject: Subject::Reader, role: OwnerRole::new("") };
    };
    let subject = match (who.child, who.person) {
        (Some(child), _) => Subject::Child(child.uuid()),
        (None, Some(person)) => Subject::Person(person.uuid()),
        (None, None) => Subject::Person(who.id.uuid()),
    };
    Owner { participant: Some(who.id), subject, role: OwnerRole::new(who.role_label.clone()) }
}
