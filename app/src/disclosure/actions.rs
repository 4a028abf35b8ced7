//! What can be done with the table; what can be done about one conference and with consents is in [`decisions`] and
//! [`consents`].

pub(super) mod consents;
pub(super) mod decisions;

use super::model::{Rule, StoredVerdict, TableOccasion};
use super::{Matrix, TableApproved, VerdictDecided, defaults, store};
use crate::access::{Actor, House};
use crate::audit::{About, Chore};
use crate::cases::ReaderKind;
use crate::kernel::{Choice, Day, Failure, Id};
use facts::FactGroup;
use outbound::Verdict;
use std::sync::Arc;

/// Brings the default table in (once).
pub(super) async fn bring_defaults(house: &House) -> Result<(), Failure> {
    super::claim_shears();
    if store::has_defaults(&house.queries, defaults::rules()?.len()).await? {
        return Ok(());
    }
    let now = house.clock.now();
    house
        .trail
        .chore(Chore::ReferenceLoaded, move |mut work| async move {
            store::add_defaults(&mut work, now).await?;
            Ok((work, ()))
        })
        .await
}

/// Who decides for an office.
pub(super) fn may_decide(actor: &Actor) -> bool {
    actor.heads(actor.office) || actor.protects_data_of(actor.office)
}

/// A decision as typed.
#[derive(Clone, Debug)]
pub(super) struct Decision {
    pub(super) id: Id<Rule>,
    pub(super) seen: Option<Id<Rule>>,
    pub(super) reader: ReaderKind,
    pub(super) group: FactGroup,
    pub(super) occasion: TableOccasion,
    pub(super) verdict: Verdict,
    pub(super) ground: String,
    pub(super) reason: String,
    pub(super) purpose: String,
    pub(super) from: Day,
    pub(super) until: Option<Day>,
    pub(super) verified: bool,
}

impl Decision {
    /// Whether a written row says just this: the same form sent twice is one decision.
    fn says(&self, rule: &Rule) -> bool {
        (self.reader, self.group, self.occasion, self.verdict)
            == (rule.reader, rule.group, rule.occasion, rule.verdict)
            && (&self.ground, &self.reason, &self.purpose) == (&rule.ground, &rule.note, &rule.purpose)
            && (self.from, self.until) == (rule.valid_from, rule.valid_to)
    }
}

crate::not_done! {
    /// Why a decision was not written.
    pub(super) enum Undecided {
        /// The same form was already sent: the decision is there.
        Already,
        /// Somebody else decided meanwhile: what stands now.
        Stale(Option<Box<Rule>>),
    }
}

/// Writes a decision as a further row of the actor's office.
pub(super) async fn decide(house: &House, actor: &Actor, decision: Decision) -> Result<(), Undecided> {
    let (actor, decision) = (Arc::new(actor.clone()), Arc::new(decision));
    house
        .trail
        .run(actor.by(), move |mut operation| {
            let (actor, decision) = (actor.clone(), decision.clone());
            async move {
                let rules = store::rules(&mut *operation.work(), actor.office).await?;
                let written = rules.iter().find(|rule| rule.id == decision.id).cloned();
                let matrix = Matrix::on(actor.today, rules);
                let standing = matrix.rule(decision.reader, decision.group, decision.occasion);
                if written.as_ref().is_some_and(|rule| decision.says(rule)) {
                    return Err(Undecided::Already);
                }
                if written.is_some() || standing.map(|rule| rule.id) != decision.seen {
                    return Err(Undecided::Stale(standing.cloned().map(Box::new)));
                }
                let event = VerdictDecided {
                    about: About::default(),
                    reader: decision.reader.code(),
                    group: decision.group.code(),
                    occasion: decision.occasion.code(),
                    before: StoredVerdict(standing.map_or(Verdict::Never, |rule| rule.verdict)).code(),
                    after: StoredVerdict(decision.verdict).code(),
                    verified: decision.verified,
                };
                let now = operation.now();
                store::add(operation.work(), &rule_of(&decision, &actor), now).await?;
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

fn rule_of(decision: &Decision, actor: &Actor) -> Rule {
    Rule {
        id: decision.id,
        office: actor.office,
        reader: decision.reader,
        group: decision.group,
        occasion: decision.occasion,
        verdict: decision.verdict,
        ground: decision.ground.clone(),
        note: decision.reason.clone(),
        purpose: decision.purpose.clone(),
        valid_from: decision.from,
        valid_to: decision.until,
        verified_on: decision.verified.then_some(actor.today),
        decided_by: Some(actor.id),
    }
}

/// Approves all rows of a kind of reader as they stand: further rows of the office with today's date of
/// verification. Sent twice on a day it makes them once.
pub(super) async fn approve(house: &House, actor: &Actor, reader: ReaderKind) -> Result<(), Failure> {
    let actor = Arc::new(actor.clone());
    house
        .trail
        .run(actor.by(), move |mut operation| {
            let actor = actor.clone();
            async move {
                let rules = store::rules(&mut *operation.work(), actor.office).await?;
                let matrix = Matrix::on(actor.today, rules);
                let mut rows = 0;
                for rule in approved(&matrix, reader, &actor) {
                    let now = operation.now();
                    rows += usize::from(store::add(operation.work(), &rule, now).await?);
                }
                let event = TableApproved { about: About::default(), reader: reader.code(), rows };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

fn approved(matrix: &Matrix, reader: ReaderKind, actor: &Actor) -> Vec<Rule> {
    let cells = FactGroup::ALL
        .into_iter()
        .flat_map(|group| TableOccasion::ALL.iter().map(move |occasion| (group, *occasion)));
    cells
        .filter_map(|(group, occasion)| matrix.rule(reader, group, occasion))
        .filter(|rule| rule.verified_on.is_none())
        .map(|rule| Rule {
            id: Id::from_uuid(defaults::name_of(&[
                "approved",
                &actor.office.to_string(),
                &rule.id.to_string(),
            ])),
            office: actor.office,
            valid_from: actor.today,
            verified_on: Some(actor.today),
            decided_by: Some(actor.id),
            ..rule.clone()
        })
        .collect()
}
