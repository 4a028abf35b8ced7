//! What decisions about one conference and consents change in a verdict. Pure.
//!
//! An exception can narrow anything. It can open only what the table leaves to the head; what the table says is never
//! shown stays so, because an office that wants that differently decides it for everybody, dated and with a ground.
//! A consent opens the same, about its giver or the child they speak for, towards its recipient; an exception that
//! narrows counts more than any consent.

use crate::cases::ReaderKind;
use crate::disclosure::matrix::stricter;
use crate::disclosure::model::{Consent, ConsentKind, Exception, ForWhom, Reader, TableOccasion};
use crate::kernel::Day;
use facts::FactGroup;
use outbound::{Subject, Verdict};

/// Exceptions and consents that concern one reader on one day.
#[derive(Clone, Debug, Default)]
pub struct Openings {
    exceptions: Vec<(FactGroup, TableOccasion, Verdict)>,
    consents: Vec<(Subject, Vec<FactGroup>)>,
}

impl Openings {
    /// Of all that was decided, what concerns this reader today. Of several exceptions about one thing the one for the
    /// participant counts more than the one for their kind, and the later more than the earlier.
    #[must_use]
    pub fn of(reader: &Reader, exceptions: &[Exception], consents: &[Consent], on: Day) -> Self {
        let kinds: Vec<ReaderKind> = reader.kinds().collect();
        let concerns = |whom: ForWhom| match whom {
            ForWhom::Participant(id) => id == reader.participant,
            ForWhom::Kind(kind) => kinds.contains(&kind),
        };
        let mut mine: Vec<&Exception> =
            exceptions.iter().filter(|e| e.in_effect(on) && concerns(e.whom)).collect();
        mine.sort_by_key(|e| e.decided);
        let mut counted: Vec<(FactGroup, TableOccasion, Verdict)> = Vec::new();
        for exception in &mine {
            let at = (exception.group, exception.occasion);
            if counted.iter().any(|(group, occasion, _)| (*group, *occasion) == at) {
                continue;
            }
            let last = |whom: ForWhom| {
                mine.iter().rev().find(|e| e.whom == whom && (e.group, e.occasion) == at).map(|e| e.verdict.0)
            };
            let own = last(ForWhom::Participant(reader.participant));
            // Of two roles the narrower counts, in exceptions as well.
            let of_kinds = kinds.iter().filter_map(|kind| last(ForWhom::Kind(*kind))).reduce(stricter);
            counted.extend(own.or(of_kinds).map(|verdict| (at.0, at.1, verdict)));
        }
        let consents = consents
            .iter()
            .filter(|c| c.holds(on) && c.kind == ConsentKind::Sharing && Some(c.recipient) == reader.person)
            .map(|c| {
                let about =
                    c.child.map_or(Subject::Person(c.giver.uuid()), |child| Subject::Child(child.uuid()));
                (about, c.groups.clone())
            })
            .collect();
        Self { exceptions: counted, consents }
    }

    /// What becomes of a verdict.
    #[must_use]
    pub fn apply(&self, verdict: Verdict, at: (TableOccasion, FactGroup, Subject)) -> Verdict {
        let (occasion, group, about) = at;
        if group == FactGroup::Notifier {
            return Verdict::Never;
        }
        let exception = self.exceptions.iter().find(|(g, o, _)| (*g, *o) == (group, occasion));
        match exception {
            Some((_, _, decided)) if stricter(verdict, *decided) == *decided => *decided,
            Some((_, _, decided)) if verdict == Verdict::AskHead => *decided,
            _ if verdict == Verdict::AskHead && self.consented(group, about) => Verdict::Show,
            _ => verdict,
        }
    }

    /// What may endanger somebody is left to the head, whatever was consented to.
    fn consented(&self, group: FactGroup, about: Subject) -> bool {
        if matches!(group, FactGroup::ViolenceSafety | FactGroup::Criminal | FactGroup::ChildWords) {
            return false;
        }
        self.consents.iter().any(|(whom, groups)| *whom == about && groups.contains(&group))
    }
}
