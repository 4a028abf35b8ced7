//! Gathers what the slices know about one conference into the values the rules weigh. Each slice is asked once.

use super::rules::{self, Desk, Fitting, Preparation, Situation, Standing};
use crate::access::{House, Lookup};
use crate::cases::{Child, ReaderKind};
use crate::conferences::{Conference, Goal, Kind, Phase, State, Suitability};
use crate::documents::Document;
use crate::invitations::{Answer, Invitation, State as Sent};
use crate::kernel::{Choice, Day, Failure};
use crate::law::Deadlines as LawDeadlines;
use crate::meeting::{Line, LineKind};
use crate::participants::{ChildParticipation, Participant, Participation, Perspective};
use crate::preparation::{Asked, missing};

/// Everything the page of one conference shows.
pub struct Gathered {
    /// Children of the case.
    pub children: Vec<Child>,
    /// Goals.
    pub goals: Vec<Goal>,
    /// Phases with their times.
    pub phases: Vec<Phase>,
    /// People at the table.
    pub participants: Vec<Participant>,
    /// How each child takes part.
    pub child_participation: Vec<ChildParticipation>,
    /// Perspectives nobody brings yet.
    pub uncovered: Vec<Perspective>,
    /// Invitations.
    pub invitations: Vec<Invitation>,
    /// What is missing and what is done.
    pub desk: Desk,
}

/// Asks every slice once and weighs the answers. `tells_facts` says whether the reader works on the case and so may
/// learn that a protected fact keeps something back.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn gather(
    house: &House,
    lookup: Lookup<'_>,
    conference: &Conference,
    (may_decide, tells_facts): (bool, bool),
    safety_concern: bool,
) -> Result<Gathered, Failure> {
    let id = conference.id;
    let today = house.clock.today();
    let children = crate::cases::children(lookup, conference.case).await?;
    let goals = crate::conferences::goals(lookup, id).await?;
    let phases = crate::conferences::phases(lookup, id).await?;
    let participants = crate::participants::of_conference(lookup, id).await?;
    let child_participation = crate::participants::children(lookup, id).await?;
    let uncovered = crate::participants::uncovered(lookup, conference, &participants).await?;
    let invitations = crate::invitations::of_conference(lookup, id).await?;
    let suitability = match conference.state {
        State::Considered => crate::conferences::suitability(lookup, id).await?,
        _ => None,
    };
    let (lines, papers) = match conference.state {
        State::Held => (
            crate::meeting::lines(lookup, id).await?,
            crate::documents::of_conference(lookup, id.uuid()).await?,
        ),
        _ => (Vec::new(), Vec::new()),
    };
    let law = crate::law::deadlines(&house.queries, today).await?;
    let preparation =
        preparation(house, lookup, conference, (&participants, &child_participation, &invitations)).await?;
    let standing = Standing::of(conference);
    let minutes = papers.iter().rev().find(|paper| is_minutes(paper));
    let asked = crate::invitations::asked(house, lookup, conference, tells_facts).await?;
    let situation = Situation {
        today,
        fitting: fitting(conference, suitability.as_ref()),
        standing,
        may_decide,
        goals: goals.len(),
        day: conference.day,
        place: conference.place.as_ref().is_some_and(|place| !place.name.is_empty()),
        waiting_place: conference.place.as_ref().is_some_and(|place| !place.waiting.is_empty()),
        safety_concern,
        phases: phases.len(),
        people: participants.len(),
        children_undecided: undecided(&children, &child_participation),
        empty_perspectives: uncovered.len(),
        facilitator: participants.iter().any(|p| p.reader == ReaderKind::Facilitator),
        minute_taker: participants.iter().any(|p| p.reader == ReaderKind::MinuteTaker),
        clashes: match tells_facts {
            true => crate::invitations::clashes(lookup, conference, &invitations).await?.len(),
            false => 0,
        },
        uninvited: participants
            .iter()
            .filter(|p| needs_invitation(p) && !is_invited(p, &invitations))
            .count(),
        outdated: participants.iter().filter(|p| knows_earlier_day(p, &invitations)).count(),
        untold: crate::invitations::untold(lookup, id).await?,
        asking: asked.information + asked.substitutes + asked.calendar,
        unconfirmed: asked.confirmations,
        guessed: asked.guessed,
        nowhere: asked.nowhere,
        undelivered: invitations.iter().filter(|i| undelivered(i)).count(),
        unanswered: invitations.iter().filter(|i| awaited(i)).count(),
        declined: participants.iter().filter(|p| !p.required && cannot_come(p, &invitations)).count(),
        required_missing: participants.iter().filter(|p| p.required && cannot_come(p, &invitations)).count(),
        lines: lines.len(),
        tasks: match conference.state {
            // Who only leads the meeting or writes it down has no say in what comes after it.
            State::Held if tells_facts => {
                crate::follow_up::standing(&crate::follow_up::of_conference(lookup, id).await?, today)
            }
            // Of a closed one only what somebody said and nobody has read yet.
            State::Closed if tells_facts => {
                let tasks = crate::follow_up::of_conference(lookup, id).await?;
                let unread = crate::follow_up::standing(&tasks, today).unread;
                crate::follow_up::Standing { unread, ..crate::follow_up::Standing::default() }
            }
            _ => crate::follow_up::Standing::default(),
        },
        comments: match conference.state {
            State::Held | State::Closed if tells_facts => {
                crate::minutes::comments::waiting(lookup, id).await?
            }
            _ => 0,
        },
        loose_tasks: lines.iter().filter(|line| is_loose(line)).count(),
        keeps_record: tells_facts,
        minutes: minutes.is_some(),
        numbered: minutes.is_some_and(|paper| paper.reference_number.is_some()),
        ungiven: match (conference.state, conference.sealed) {
            (State::Held | State::Closed, Some(_)) if tells_facts => {
                Some(crate::minutes::giving::remaining(lookup, conference).await?)
            }
            _ => None,
        },
        preparation,
        deadlines: deadlines(conference, &law, first_sent(&invitations)),
    };
    let desk = rules::desk(&situation);
    Ok(Gathered { children, goals, phases, participants, child_participation, uncovered, invitations, desk })
}

/// What the preparation misses; nothing is asked before the conference is convened and has a day.
async fn preparation(
    house: &House,
    lookup: Lookup<'_>,
    conference: &Conference,
    known: (&[Participant], &[ChildParticipation], &[Invitation]),
) -> Result<Preparation, Failure> {
    if conference.state != State::Convened || conference.day.is_none() {
        return Ok(Preparation::default());
    }
    let known = crate::preparation::readiness(house, lookup, conference, known).await?;
    let of = |asked| missing(known.items(), asked);
    Ok(Preparation {
        uninformed: of(Asked::Informed),
        points: of(Asked::Points),
        papers: of(Asked::Paper),
        views: of(Asked::View),
        needs: of(Asked::Need),
    })
}

impl Standing {
    const fn of(conference: &Conference) -> Self {
        match conference.state {
            _ if conference.is_running() => Self::Running,
            State::Considered | State::NotNow | State::Convened => Self::Ahead,
            State::Held => Self::Held,
            State::Postponed => Self::Postponed,
            State::Cancelled => Self::Cancelled,
            State::Closed => Self::Closed,
        }
    }
}

fn fitting(conference: &Conference, suitability: Option<&Suitability>) -> Fitting {
    match conference.state {
        State::Considered => match suitability {
            Some(check) if check.complete() => Fitting::Undecided,
            Some(check) => Fitting::Open {
                left: crate::conferences::Step::ALL.iter().filter(|step| !check.answered(**step)).count(),
            },
            None => Fitting::Open { left: crate::conferences::Step::ALL.len() },
        },
        State::NotNow => Fitting::NotNow(conference.remind_on),
        State::Convened | State::Held | State::Postponed | State::Cancelled | State::Closed => {
            Fitting::Convened
        }
    }
}

fn undecided(children: &[Child], decided: &[ChildParticipation]) -> usize {
    children.iter().filter(|child| !decided.iter().any(|d| d.child == child.id)).count()
}

/// Staff of the office come without an invitation; children are told by their guide.
const fn needs_invitation(participant: &Participant) -> bool {
    participant.child.is_none()
        && !(participant.staff.is_some() && matches!(participant.perspective, Perspective::Office))
}

fn is_invited(participant: &Participant, invitations: &[Invitation]) -> bool {
    // Somebody who was withdrawn was decided about: nobody is pressed to invite them again.
    let decided = |i: &Invitation| sent(i) || i.state == Sent::Withdrawn;
    invitations.iter().any(|i| i.participant == participant.id && decided(i))
}

/// Was invited to a day, time or place that does not hold any more.
fn knows_earlier_day(participant: &Participant, invitations: &[Invitation]) -> bool {
    invitations.iter().any(|i| i.participant == participant.id && i.is_outdated())
}

/// Whether an answer is awaited: it went out for what holds now, and nobody has answered.
fn awaited(invitation: &Invitation) -> bool {
    sent(invitation) && !invitation.is_outdated() && invitation.answer.is_none()
}

/// Said no, and no other way was agreed.
fn cannot_come(participant: &Participant, invitations: &[Invitation]) -> bool {
    participant.participation != Participation::Written
        && invitations.iter().any(|i| i.participant == participant.id && i.answer == Some(Answer::Cannot))
}

/// Whether an invitation has left the house.
pub(super) const fn sent(invitation: &Invitation) -> bool {
    matches!(invitation.state, Sent::Queued | Sent::Sent | Sent::Delivered)
}

/// Whether it could not be delivered.
pub(super) const fn undelivered(invitation: &Invitation) -> bool {
    matches!(invitation.state, Sent::Failed)
}

fn is_minutes(paper: &Document) -> bool {
    paper.kind == "minutes" && paper.reader.is_none()
}

fn is_loose(line: &Line) -> bool {
    let owned = line.owner.is_some() || line.owner_note.is_some();
    line.kind == LineKind::Task && line.struck.is_none() && (!owned || line.deadline.is_none())
}

/// The day the first invitation that has no answer yet left the house.
fn first_sent(invitations: &[Invitation]) -> Option<Day> {
    invitations.iter().filter(|i| awaited(i)).filter_map(|i| i.sent_at).map(|at| at.day()).min()
}

fn deadlines(conference: &Conference, law: &LawDeadlines, sent: Option<Day>) -> rules::Deadlines {
    let Some(day) = conference.day else { return rules::Deadlines::default() };
    let lead = if conference.kind == Kind::Urgent { law.urgent } else { law.invitations };
    let readiness: Day = law.readiness.before(day);
    rules::Deadlines {
        invitations: Some(lead.before(day)),
        replies: sent.map(|sent| crate::invitations::reply_by(sent, day, law.preparation)),
        readiness: Some(readiness),
        minutes: Some(law.minutes_draft.after(day)),
    }
}
