//! What one reader may know: the table, narrowed by whom a fact is about, by the reader's legal position to each
//! child and by a recorded safety concern. Pure.
//!
//! The table says what a *kind* of reader may know at most; everything here only takes away. The one exception is
//! what a person knows about themselves anyway: their own name and their own address.

mod looks;
mod openings;
mod room;

pub use looks::{Candidate, needed as looks_needed};
pub use openings::Openings;
pub use room::RoomRights;

use super::matrix::{Matrix, stricter, strictness};
use super::model::{Reader, Rule, TableOccasion};
use crate::cases::{LegalPosition, ReaderKind};
use facts::FactGroup;
use outbound::{Ground, Guard, Occasion, Rights, Subject, Verdict};
use std::sync::Arc;
use uuid::Uuid;

/// The rights of one reader on one day.
#[derive(Clone)]
pub struct ReaderRights {
    /// The reader.
    pub reader: Reader,
    /// The table in effect.
    pub matrix: Matrix,
    /// All children of the case.
    pub children: Vec<Uuid>,
    /// Whether somebody's safety is at risk.
    pub safety_concern: bool,
    /// Whether this is a demo.
    pub demo: bool,
    /// Whether a protected fact is about them or must not reach them.
    pub concerned: bool,
    /// What decisions about this conference and consents change.
    pub openings: Openings,
    /// What reads every outgoing word for facts that must not reach them.
    pub guard: Option<Arc<dyn Guard>>,
}

/// The row of the table that applies to a reader with regard to one child; none when they are a stranger to it.
#[must_use]
pub fn row_towards(kind: ReaderKind, position: Option<LegalPosition>) -> Option<ReaderKind> {
    use ReaderKind as Kind;
    match kind {
        // They serve the meeting as a whole, not one child.
        Kind::Facilitator | Kind::MinuteTaker => Some(kind),
        Kind::ParentWithResponsibility | Kind::ParentWithoutResponsibility => match position? {
            LegalPosition::ParentWithResponsibility | LegalPosition::Guardian => {
                Some(Kind::ParentWithResponsibility)
            }
            LegalPosition::ParentWithoutResponsibility => Some(Kind::ParentWithoutResponsibility),
            LegalPosition::FosterCarer => Some(Kind::FosterCarer),
            // A step-parent is a relative of the child, the father of a half-sibling a stranger; whoever
            // records no position has said the latter.
            LegalPosition::None | LegalPosition::GuardianAdLitem => None,
        },
        _ => position.map(|_| kind),
    }
}

impl ReaderRights {
    fn position(&self, child: Uuid) -> Option<LegalPosition> {
        self.reader.positions.iter().find(|(id, _)| id.uuid() == child).map(|(_, position)| *position)
    }

    fn is_reader(&self, about: Subject) -> bool {
        match about {
            Subject::Reader => true,
            Subject::Child(id) => self.reader.child.is_some_and(|child| child.uuid() == id),
            Subject::Person(id) => self.reader.person.is_some_and(|person| person.uuid() == id),
            Subject::Conference => false,
        }
    }

    /// Whether the reader is a parent who is a stranger to one of the case's children: what is said about all of
    /// them together is then not for them.
    fn is_stranger_to_some(&self, kind: ReaderKind) -> bool {
        let parent =
            matches!(kind, ReaderKind::ParentWithResponsibility | ReaderKind::ParentWithoutResponsibility);
        parent && self.children.iter().any(|child| row_towards(kind, self.position(*child)).is_none())
    }

    /// The strictest row among those that apply to the reader: for what concerns no single child.
    fn table(&self, kind: ReaderKind, group: FactGroup, occasion: TableOccasion) -> Verdict {
        let own = self.matrix.verdict(kind, group, occasion);
        self.reader
            .positions
            .iter()
            .filter_map(|(_, position)| row_towards(kind, Some(*position)))
            .map(|row| self.matrix.verdict(row, group, occasion))
            .fold(own, stricter)
    }

    /// The rows of the table that apply to the reader, in all roles.
    fn rows(&self, about: Subject) -> Vec<ReaderKind> {
        let of = |kind: ReaderKind| -> Vec<ReaderKind> {
            let towards = |position| row_towards(kind, position);
            match about {
                _ if self.is_reader(about) => vec![kind],
                Subject::Child(child) => towards(self.position(child)).into_iter().collect(),
                Subject::Reader | Subject::Person(_) | Subject::Conference => std::iter::once(kind)
                    .chain(self.reader.positions.iter().filter_map(|(_, position)| towards(Some(*position))))
                    .collect(),
            }
        };
        self.reader.kinds().flat_map(of).collect()
    }

    /// In one of the reader's roles, before anything was decided about this conference.
    fn in_table(&self, kind: ReaderKind, at: (TableOccasion, FactGroup, Subject)) -> Verdict {
        let (occasion, group, about) = at;
        let verdict = match about {
            _ if self.is_reader(about) => self.matrix.verdict(kind, group, occasion),
            Subject::Child(child) => match row_towards(kind, self.position(child)) {
                Some(row) => self.matrix.verdict(row, group, occasion),
                None => Verdict::Never,
            },
            Subject::Person(_) => self.about_another(kind, group, self.table(kind, group, occasion)),
            Subject::Reader | Subject::Conference => {
                let verdict = self.table(kind, group, occasion);
                let open = matches!(group, FactGroup::Identity);
                if self.is_stranger_to_some(kind) && !open {
                    stricter(verdict, Verdict::AskHead)
                } else {
                    verdict
                }
            }
        };
        if self.safety_concern && !self.is_reader(about) && group == FactGroup::ContactsAddresses {
            return Verdict::Never;
        }
        verdict
    }

    /// The verdict in each of the reader's roles, with what was decided about this conference. What was decided is
    /// applied role by role: opening what one role leaves to the head does not open what the other tells only orally.
    fn in_each_role(&self, at: (TableOccasion, FactGroup, Subject)) -> impl Iterator<Item = Verdict> + '_ {
        let together = matches!(at.2, Subject::Reader | Subject::Conference);
        let alone = !together || !self.reader.kinds().any(|kind| self.is_stranger_to_some(kind));
        self.reader.kinds().map(move |kind| self.openings.apply(kind, self.in_table(kind, at), at, alone))
    }

    /// Their own name and address.
    fn knows_anyway(&self, group: FactGroup, about: Subject) -> bool {
        matches!(group, FactGroup::Identity | FactGroup::ContactsAddresses) && self.is_reader(about)
    }

    /// Of all roles the narrower counts.
    fn decided(&self, at: (TableOccasion, FactGroup, Subject)) -> Verdict {
        self.in_each_role(at).fold(Verdict::Show, stricter)
    }

    /// The verdicts about a child in all roles of the reader while they get ready, for whoever weighs them otherwise
    /// than by the narrower: a file that the head opens in one role stays shut where another only tells it orally.
    pub fn of_child_in_each_role(&self, group: FactGroup, child: Uuid) -> Vec<Verdict> {
        let about = Subject::Child(child);
        if self.knows_anyway(group, about) {
            return vec![Verdict::Show];
        }
        self.in_each_role((TableOccasion::Preparation, group, about)).collect()
    }

    /// About another adult: who they are, where they belong and what they will do; everything else only by a
    /// decision of the head. Parents' rights reach as far as themselves and the child.
    fn about_another(&self, kind: ReaderKind, group: FactGroup, verdict: Verdict) -> Verdict {
        match group {
            FactGroup::Identity | FactGroup::PlanTasks => verdict,
            FactGroup::FamilyHousehold if !self.is_stranger_to_some(kind) => verdict,
            _ => stricter(verdict, Verdict::AskHead),
        }
    }

    /// On an invitation: logistics (which are no facts) and the child's initials, to anyone who may hear of the
    /// child at all. Whoever is known to have to do with some of the children is told of those only, and a child of
    /// itself.
    fn on_invitation(&self, group: FactGroup, about: Subject) -> Verdict {
        let Subject::Child(child) = about else { return Verdict::Never };
        if self.reader.child.is_some_and(|own| own.uuid() != child) {
            return Verdict::Never;
        }
        let stranger =
            |kind| !self.reader.positions.is_empty() && row_towards(kind, self.position(child)).is_none();
        if group != FactGroup::Identity || self.reader.kinds().any(stranger) {
            return Verdict::Never;
        }
        let row = |kind| self.matrix.verdict(kind, FactGroup::Identity, TableOccasion::Preparation);
        self.reader.kinds().map(row).fold(Verdict::Show, stricter)
    }

    /// Afterwards: own tasks; the next date is no fact.
    fn afterwards(&self, group: FactGroup, about: Subject) -> Verdict {
        match (group, self.is_reader(about)) {
            (FactGroup::PlanTasks, true) => {
                let row = |kind| self.matrix.verdict(kind, group, TableOccasion::Record);
                self.reader.kinds().map(row).fold(Verdict::Show, stricter)
            }
            _ => Verdict::Never,
        }
    }
}

impl Rights for ReaderRights {
    fn verdict(&self, occasion: Occasion, group: FactGroup, about: Subject) -> Verdict {
        if group == FactGroup::Notifier {
            return Verdict::Never;
        }
        if self.knows_anyway(group, about) {
            return Verdict::Show;
        }
        match (occasion, TableOccasion::of(occasion)) {
            (_, Some(column)) => self.decided((column, group, about)),
            (Occasion::Afterwards, None) => self.afterwards(group, about),
            (_, None) => self.on_invitation(group, about),
        }
    }

    /// With a safety concern nothing is said of omissions, because a gap that shows says where to look. That
    /// something about violence was left out is never said.
    fn may_say_omitted(&self, group: FactGroup) -> bool {
        !self.safety_concern && !matches!(group, FactGroup::Notifier | FactGroup::ViolenceSafety)
    }

    /// Only a ground that somebody has answered for is told: unverified law is never printed as fact. An extract of the
    /// record says at least by which rule, in plain words.
    /// It is the ground of the strictest row that applies on this occasion; what a row would show it does not ground.
    fn ground(&self, occasion: Occasion, group: FactGroup, about: Subject) -> Option<Ground> {
        let column = match occasion {
            Occasion::Afterwards => TableOccasion::Record,
            other => TableOccasion::of(other).unwrap_or(TableOccasion::Preparation),
        };
        let rules: Vec<&Rule> = self
            .rows(about)
            .into_iter()
            .filter_map(|row| self.matrix.rule(row, group, column))
            .filter(|rule| rule.verdict != Verdict::Show)
            .collect();
        let strictest = rules.iter().map(|rule| strictness(rule.verdict)).max();
        let told = |rule: &&&Rule| {
            let answered_for = !rule.is_default() && rule.verified_on.is_some() && !rule.ground.is_empty();
            Some(strictness(rule.verdict)) == strictest && answered_for
        };
        let shown = self.verdict(occasion, group, about) == Verdict::Show;
        let told = rules.iter().find(told).map(|rule| Ground::Told(rule.ground.clone()));
        told.or_else(|| (occasion == Occasion::Record && !shown).then_some(Ground::Plain))
    }

    fn demo(&self) -> bool {
        self.demo
    }

    fn guard(&self) -> Option<Arc<dyn Guard>> {
        self.guard.clone()
    }
}

/// The rights of whoever has a link that leads nowhere: none.
pub(super) struct Nobody {
    pub(super) demo: bool,
}

impl Rights for Nobody {
    fn verdict(&self, _: Occasion, _: FactGroup, _: Subject) -> Verdict {
        Verdict::Never
    }
    fn may_say_omitted(&self, _: FactGroup) -> bool {
        false
    }
    fn ground(&self, _: Occasion, _: FactGroup, _: Subject) -> Option<Ground> {
        None
    }
    fn demo(&self) -> bool {
        self.demo
    }
    fn guard(&self) -> Option<Arc<dyn Guard>> {
        None
    }
}

/// The rights of the office's own file: one master record is kept whole. Only the notifier stays out of it too,
/// because participants may inspect the file.
pub(super) struct OfficeFile {
    pub(super) demo: bool,
}

impl Rights for OfficeFile {
    fn verdict(&self, _: Occasion, group: FactGroup, _: Subject) -> Verdict {
        if group == FactGroup::Notifier { Verdict::Never } else { Verdict::Show }
    }
    fn may_say_omitted(&self, _: FactGroup) -> bool {
        false
    }
    fn ground(&self, _: Occasion, _: FactGroup, _: Subject) -> Option<Ground> {
        None
    }
    fn demo(&self) -> bool {
        self.demo
    }
    fn guard(&self) -> Option<Arc<dyn Guard>> {
        None
    }
}

#[cfg(test)]
mod tests;
