//! Gathers what the slices below know about everybody's preparation into the values the rules weigh.

use super::model::{OwnView, Statement, Talk};
use super::rules::{self, Item, Known, is_prepared_by_office};
use super::store;
use crate::access::{House, Lookup};
use crate::conferences::Conference;
use crate::invitations::{self, Answer, Invitation, State as Sent};
use crate::kernel::{Choice, Day, Failure, Id};
use crate::law::Deadlines;
use crate::papers::{self, Handing, Paper, PaperKind, Recipient};
use crate::participants::{self, ChildParticipation, NeedState, Needed, Participant};

/// One person with what is asked.
pub struct Person {
    /// Who.
    pub participant: Participant,
    /// What is asked, in the order of the work.
    pub items: Vec<Item>,
    /// Talks and appointments.
    pub talks: Vec<Talk>,
    /// Own views, the last one last.
    pub views: Vec<OwnView>,
    /// Whether they answered the invitation in writing.
    pub wrote_back: bool,
    /// Needs, arranged ones too.
    pub needs: Vec<Needed>,
    /// Whether they took note of confidentiality.
    pub statement: Option<Statement>,
}

impl Person {
    /// Whether nothing is missing.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.items.iter().all(|item| item.progress.is_done())
    }
}

/// A child that will not sit at the table.
pub struct AbsentChild {
    /// How it takes part.
    pub participation: ChildParticipation,
    /// What is asked.
    pub items: Vec<Item>,
}

/// Everybody whom the office prepares: whoever misses something first, by the nearest day.
pub struct Readiness {
    /// People.
    pub people: Vec<Person>,
    /// Children who will not sit at the table, but whose voice is to be heard there.
    pub children: Vec<AbsentChild>,
    /// Titles of papers by their numbers.
    pub papers: Vec<Paper>,
    /// The deadlines in effect.
    pub deadlines: Deadlines,
}

impl Readiness {
    /// What is asked of each person.
    pub fn items(&self) -> impl Iterator<Item = &[Item]> {
        let people = self.people.iter().map(|person| person.items.as_slice());
        people.chain(self.children.iter().map(|child| child.items.as_slice()))
    }
}

/// What was handed out, by whom it is to reach.
struct Handed {
    papers: Vec<Paper>,
    recipients: Vec<Recipient>,
    handings: Vec<Handing>,
}

impl Handed {
    fn to(&self, participant: Id<Participant>) -> Vec<(i64, bool, Option<Day>)> {
        let own = self.recipients.iter().filter(|r| r.participant == participant && r.is_live());
        own.filter_map(|recipient| {
            let paper = self.papers.iter().find(|p| p.id == recipient.paper && p.withdrawn.is_none())?;
            let handed = self.handings.iter().find(|h| h.paper == paper.id && h.participant == participant);
            Some((paper.number, paper.kind == PaperKind::ParentsPoints, handed.map(|h| h.on)))
        })
        .collect()
    }
}

/// When somebody learnt of the meeting from the invitation: opened, answered, or handed over by staff.
fn told(invitation: &Invitation) -> Option<Day> {
    let handed = invitation.handed_on.filter(|_| invitation.state == Sent::Delivered);
    let opened = invitation.opened_at.map(|at| at.day());
    let answered = invitation.answered_at.map(|at| at.day());
    [handed, opened, answered].into_iter().flatten().min()
}

/// Who is ready and what is missing.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn readiness(
    house: &House,
    lookup: Lookup<'_>,
    conference: &Conference,
    (participants, children, invitations): (&[Participant], &[ChildParticipation], &[Invitation]),
) -> Result<Readiness, Failure> {
    let (id, today) = (conference.id, house.clock.today());
    let talks = store::talks(lookup, id).await?;
    let views = store::views(lookup, id).await?;
    let statements = store::statements(lookup, id).await?;
    let needs = participants::needs_of(lookup, id).await?;
    let handed = Handed {
        papers: papers::of_conference(lookup, id).await?,
        recipients: papers::recipients(lookup, id).await?,
        handings: papers::handings(lookup, id).await?,
    };
    let deadlines = crate::law::deadlines(&house.queries, today).await?;
    let mut people = Vec::new();
    for participant in participants.iter().filter(|p| is_prepared_by_office(p)) {
        let invitation = invitations.iter().find(|i| i.participant == participant.id);
        let own_talks: Vec<Talk> =
            talks.iter().filter(|t| t.participant == participant.id).cloned().collect();
        let own_views: Vec<OwnView> =
            views.iter().filter(|v| v.participant == participant.id).cloned().collect();
        let own_needs: Vec<Needed> =
            needs.iter().filter(|n| n.participant == participant.id).cloned().collect();
        let wrote_back = wrote_back(lookup, invitation).await?;
        let written = invitation.filter(|_| wrote_back).and_then(|i| i.answered_at).map(|at| at.day());
        let known = Known {
            talks: own_talks.iter().filter(|t| t.took_place()).map(|t| t.on).collect(),
            appointments: own_talks.iter().filter(|t| !t.took_place()).map(|t| t.on).collect(),
            told: invitation.and_then(told),
            papers: handed.to(participant.id),
            view: own_views.last().map(|view| view.on).or(written),
            wanted: own_needs
                .iter()
                .filter(|n| n.state == NeedState::Wanted)
                .map(|n| n.need.label())
                .collect(),
        };
        let kind = (participant.reader, participant.participation);
        people.push(Person {
            items: rules::items(kind, &known, (conference.day, today), &deadlines),
            participant: participant.clone(),
            talks: own_talks,
            views: own_views,
            wrote_back,
            needs: own_needs,
            statement: statements.iter().find(|s| s.participant == participant.id).cloned(),
        });
    }
    // Stable: among equals the order of the table stays.
    people.sort_by_key(|person| {
        let open = person.items.iter().filter(|item| !item.progress.is_done());
        let due = open.filter_map(|item| item.due).min();
        (person.is_ready(), due.is_none(), due)
    });
    let children = children
        .iter()
        .map(|child| AbsentChild {
            items: rules::child_items(
                child.form,
                (child.asked_on, child.wish.is_some()),
                conference.day,
                &deadlines,
            ),
            participation: child.clone(),
        })
        .filter(|child| !child.items.is_empty())
        .collect();
    Ok(Readiness { people, children, papers: handed.papers, deadlines })
}

/// Whether somebody answered that they will write, and wrote.
async fn wrote_back(lookup: Lookup<'_>, invitation: Option<&Invitation>) -> Result<bool, Failure> {
    let Some(invitation) = invitation.filter(|i| i.answer == Some(Answer::Written)) else { return Ok(false) };
    Ok(invitations::reply(lookup, invitation).await?.words.is_some())
}
