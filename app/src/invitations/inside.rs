//! What stands behind the code, before it is cut: gathered once for a conference, put together for each reader; for
//! the reader themselves and for whoever looks at it before it is sent.

use super::behind::{self, BackLine, Behind, Own, PaperLine, PreparationView, TableRole};
use super::content::{Invitee, Meeting, preview_link};
use super::enclosed::EnclosedView;
use crate::access::{House, Lookup};
use crate::cases::{self, BirthDay, Child, ReaderKind};
use crate::conferences::{self, GoalFacts};
use crate::kernel::{Failure, Id, TimeOfDay};
use crate::papers;
use crate::participants::{self, Participant};
use outbound::{Disclosed, Link};

/// Somebody at the table: as what they read, what they are called, when they are there.
struct Seat {
    participant: Id<Participant>,
    kind: ReaderKind,
    label: String,
    times: Vec<(TimeOfDay, TimeOfDay)>,
}

/// What is the same for everybody.
pub(super) struct Inside {
    goals: Vec<GoalFacts>,
    seats: Vec<Seat>,
    children: Vec<Child>,
}

impl Inside {
    /// Gathers it.
    ///
    /// # Errors
    /// Database errors; sealed values that cannot be opened.
    pub(super) async fn gather(lookup: Lookup<'_>, meeting: &Meeting) -> Result<Self, Failure> {
        let conference = &meeting.conference;
        let children = cases::children(lookup, conference.case).await?;
        let known: Vec<Id<Child>> = children.iter().map(|child| child.id).collect();
        let people = participants::of_conference(lookup, conference.id).await?;
        let seat = |participant: Participant| Seat {
            times: participants::attendance(&participant, conference, &meeting.phases),
            participant: participant.id,
            kind: participant.reader,
            label: participant.role_label,
        };
        Ok(Self {
            goals: conferences::goal_facts(lookup, conference.id, &known).await?,
            seats: people.into_iter().map(seat).collect(),
            children,
        })
    }

    /// For one reader, at their address, with the papers they may take and what is their own.
    pub(super) fn of(&self, invitee: &Invitee, path: Link, (papers, own): (Vec<PaperLine>, Own)) -> Behind {
        let (participant, content) = (&invitee.participant, &invitee.content);
        let met =
            |seat: &&Seat| seat.participant != participant.id && behind::meet(&content.times, &seat.times);
        let phases = behind::own_phases(participant, &content.meeting.phases);
        let born = |child: Id<Child>| self.children.iter().find(|own| own.id == child)?.born.clone();
        Behind {
            kind: participant.reader,
            path,
            goals: self.goals.clone(),
            phases: behind::told(&phases),
            table: self.seats.iter().filter(met).map(|seat| TableRole::of(seat.kind, &seat.label)).collect(),
            name: participant.name.clone(),
            own,
            papers,
            called_back: Vec::new(),
            born: participant.child.and_then(born) as Option<BirthDay>,
            employer: behind::works(content.audience) && content.meeting.law.release.is_some(),
            content: content.clone(),
        }
    }

    /// As it will be for somebody who has neither answered nor asked anything yet: what is looked at before it is sent.
    ///
    /// # Errors
    /// Database errors; sealed values that cannot be opened.
    pub(super) async fn preview(
        &self,
        house: &House,
        lookup: Lookup<'_>,
        invitee: &Invitee,
    ) -> Result<Disclosed<PreparationView>, Failure> {
        let path = preview_link().ok_or_else(|| Failure::Broken("the address in previews is none".into()))?;
        let papers = papers_of(house, lookup, &invitee.participant, &path).await?;
        let own =
            Own { email: invitee.email.clone(), address: invitee.content.address.clone(), ..Own::default() };
        let behind = self.of(invitee, path, (papers, own));
        Ok(crate::disclosure::disclose_by(&invitee.rights, &behind))
    }

    /// What a letter to them encloses.
    ///
    /// # Errors
    /// [`Failure::Broken`] when the address in previews is none.
    pub(super) fn enclosed(&self, invitee: &Invitee) -> Result<Disclosed<EnclosedView>, Failure> {
        let path = preview_link().ok_or_else(|| Failure::Broken("the address in previews is none".into()))?;
        let behind = self.of(invitee, path, (Vec::new(), Own::default()));
        Ok(crate::disclosure::disclose_by(&invitee.rights, &behind))
    }
}

/// What a letter to them encloses.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn enclosed(
    lookup: Lookup<'_>,
    invitee: &Invitee,
) -> Result<Disclosed<EnclosedView>, Failure> {
    Inside::gather(lookup, &invitee.content.meeting).await?.enclosed(invitee)
}

impl Behind {
    /// The same at the address of previews and without what the reader answered and asked: what was looked at before
    /// it was sent is this, if nothing changed since.
    pub(super) fn previewed(mut self) -> Option<Self> {
        let path = preview_link()?;
        for paper in &mut self.papers {
            paper.path = paper_link(&path, paper.id)?;
        }
        (self.own.phone, self.own.answer, self.own.substitute) = (None, None, None);
        self.own.needs.clear();
        self.called_back.clear();
        self.path = path;
        Some(self)
    }
}

/// The papers that somebody may take now, at their address.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn papers_of(
    house: &House,
    lookup: Lookup<'_>,
    participant: &Participant,
    path: &Link,
) -> Result<Vec<PaperLine>, Failure> {
    let papers = papers::for_participant(house, lookup, participant).await?;
    let line = |paper: papers::PaperForReader| {
        Some(PaperLine { path: paper_link(path, paper.id)?, id: paper.id, title: paper.title })
    };
    Ok(papers.into_iter().filter_map(line).collect())
}

/// The papers that somebody is asked to destroy, with where they confirm it.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn called_back_of(
    lookup: Lookup<'_>,
    participant: &Participant,
    path: &Link,
) -> Result<Vec<BackLine>, Failure> {
    let asked = papers::called_back_from(lookup, participant).await?;
    let line = |paper: papers::CalledBack| {
        let path = Link::new(format!("{path}/podklady/{}/zniceno", paper.id))?;
        Some(BackLine { path, number: paper.number })
    };
    Ok(asked.into_iter().filter_map(line).collect())
}

fn paper_link(path: &Link, paper: Id<papers::Paper>) -> Option<Link> {
    Link::new(format!("{path}/podklady/{paper}"))
}
