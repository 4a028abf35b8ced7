//! What decisions about one conference and consents change in a verdict. Pure.
//!
//! An exception can narrow anything. It can open only what the table leaves to the head; what the table says is never
//! shown stays so, because an office that wants that differently decides it for everybody, dated and with a ground.
//! What concerns an adult is opened only by an exception that names them, and what is told of all children together
//! never to somebody who is a stranger to one of them.
//! A consent opens the same, about its giver or the child they speak for, towards its recipient; an exception that
//! narrows counts more than any consent.

use crate::cases::ReaderKind;
use crate::disclosure::matrix::stricter;
use crate::disclosure::model::{AboutWhom, Consent, ConsentKind, Exception, ForWhom, Reader, TableOccasion};
use crate::kernel::{Day, Id};
use crate::participants::Participant;
use facts::FactGroup;
use outbound::{Subject, Verdict};

/// What an exception is about.
type Place = (FactGroup, TableOccasion, AboutWhom);

/// Exceptions and consents that concern one reader on one day.
#[derive(Clone, Debug, Default)]
pub struct Openings {
    exceptions: Vec<(ForWhom, Place, Verdict)>,
    participant: Option<Id<Participant>>,
    consents: Vec<(Subject, Vec<FactGroup>)>,
}

impl Openings {
    /// Of all that was decided, what concerns this reader today. Of several exceptions about one thing the later counts
    /// more than the earlier.
    #[must_use]
    pub fn of(reader: &Reader, exceptions: &[Exception], consents: &[Consent], on: Day) -> Self {
        let consents = consents
            .iter()
            .filter(|c| c.holds(on) && c.kind == ConsentKind::Sharing && Some(c.recipient) == reader.person)
            .map(|c| {
                let about =
                    c.child.map_or(Subject::Person(c.giver.uuid()), |child| Subject::Child(child.uuid()));
                (about, c.groups.clone())
            })
            .collect();
        let participant = Some(reader.participant);
        Self { exceptions: counted(reader, exceptions, on), participant, consents }
    }

    /// What becomes of the verdict of one of the reader's roles. An exception for the participant counts in each of them,
    /// and more than one for the kind, which counts in that role alone: nobody who decides about schools has decided
    /// about the aunt who teaches there. `alone` says whether the reader is a stranger to none of those whom the subject
    /// concerns: what is told of all together is otherwise not opened.
    #[must_use]
    pub fn apply(
        &self,
        role: ReaderKind,
        verdict: Verdict,
        at: (TableOccasion, FactGroup, Subject),
        alone: bool,
    ) -> Verdict {
        let (occasion, group, about) = at;
        if group == FactGroup::Notifier {
            return Verdict::Never;
        }
        let by = |whom: AboutWhom| {
            let place = (group, occasion, whom);
            let of = |whose: ForWhom| {
                let found = self.exceptions.iter().find(|(whom, at, _)| (*whom, *at) == (whose, place));
                found.map(|(_, _, verdict)| *verdict)
            };
            let own = self.participant.and_then(|id| of(ForWhom::Participant(id)));
            own.or_else(|| of(ForWhom::Kind(role)))
        };
        let of_them = match about {
            Subject::Child(id) => by(AboutWhom::Child(Id::from_uuid(id))),
            Subject::Person(id) => by(AboutWhom::Person(Id::from_uuid(id))),
            Subject::Reader | Subject::Conference => None,
        };
        let opens_here = alone && !matches!(about, Subject::Person(_));
        let of_all = by(AboutWhom::Everything).filter(|to| opens_here || stricter(verdict, *to) == *to);
        match of_them.into_iter().chain(of_all).reduce(stricter) {
            Some(decided) if verdict == Verdict::AskHead => decided,
            Some(decided) => stricter(verdict, decided),
            None if verdict == Verdict::AskHead && self.consented(group, about) => Verdict::Show,
            None => verdict,
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

/// The exceptions that count for a reader: the last one for each whom and place.
fn counted(reader: &Reader, exceptions: &[Exception], on: Day) -> Vec<(ForWhom, Place, Verdict)> {
    let kinds: Vec<ReaderKind> = reader.kinds().collect();
    let concerns = |whom: ForWhom| match whom {
        ForWhom::Participant(id) => id == reader.participant,
        ForWhom::Kind(kind) => kinds.contains(&kind),
    };
    let mut mine: Vec<&Exception> =
        exceptions.iter().filter(|e| e.in_effect(on) && concerns(e.whom)).collect();
    mine.sort_by_key(|e| std::cmp::Reverse(e.decided));
    // The newest first: whoever looks finds that one.
    mine.iter().map(|e| (e.whom, (e.group, e.occasion, e.about), e.verdict.0)).collect()
}
