//! By when those of a conference should meet again: what is hard about it, and the day to propose.

use super::model::Conference;
use super::rules::{self, Hard, Proposal};
use crate::access::Lookup;
use crate::cases::{self, GivenName};
use crate::kernel::{Day, Failure};
use crate::law;

/// Hard days, the soonest first, each with the child it concerns; the day to propose, and why, in words without a name.
#[derive(Clone, Debug)]
pub struct MeetAgain {
    /// All of them.
    pub days: Vec<(Day, Hard, Option<GivenName>)>,
    /// The day to propose.
    pub proposal: Option<Proposal>,
    /// Why that day.
    pub sentence: Option<String>,
}

/// Plans of children that are due and not made yet, and the rule of the law in force.
///
/// # Errors
/// Database errors.
pub async fn meet_again(
    lookup: Lookup<'_>,
    conference: &Conference,
    today: Day,
) -> Result<MeetAgain, Failure> {
    let law = law::deadlines(lookup.queries(), today).await?;
    let children = cases::children(lookup, conference.case).await?;
    let mut days: Vec<(Day, Hard, Option<GivenName>)> = children
        .into_iter()
        .filter(|child| child.plan_made_on.is_none())
        .filter_map(|child| Some((child.plan_due?, Hard::Plan, Some(child.given))))
        .collect();
    let met = conference.held.or(conference.running).map(|at| at.day()).or(conference.day);
    days.extend(met.map(|day| (law.follow_up.after(day), Hard::FollowUp, None)));
    days.sort_by_key(|(day, ..)| *day);
    let plain: Vec<(Day, Hard)> = days.iter().map(|(day, why, _)| (*day, *why)).collect();
    let soonest = law.invitations.after(today);
    let proposal = rules::nearest(&plain, today, soonest);
    let sentence = proposal.map(|found| found.words(&law.invitations.words(), soonest));
    Ok(MeetAgain { days, proposal, sentence })
}
