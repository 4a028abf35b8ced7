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
use facts::FactGroup;
use outbound::{Subject, Verdict};

/// What an exception is about: of two for the same place the one for the participant counts more.
type Place = (FactGroup, TableOccasion, AboutWhom);

/// Exceptions and consents that concern one reader on one day.
#[derive(Clone, Debug, Default)]
pub struct Openings {
    exceptions: Vec<(Place, Verdict)>,
    consents: Vec<(Subject, Vec<FactGroup>)>,
}

impl Openings {
    /// Of all that was decided, what concerns this reader today. Of several exceptions about one thing the one for the
    /// participant counts more than the one for their kind, and the later more than the earlier.
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
        Self { exceptions: counted(reader, exceptions, on), consents }
    }

    /// What becomes of a verdict. `alone` says whether the reader is a stranger to none of those whom the subject
    /// concerns: what is told of all together is otherwise not opened.
    #[must_use]
    pub fn apply(&self, verdict: Verdict, at: (TableOccasion, FactGroup, Subject), alone: bool) -> Verdict {
        let (occasion, group, about) = at;
        if group == FactGroup::Notifier {
            return Verdict::Never;
        }
        let by = |whom: AboutWhom| {
            let place = (group, occasion, whom);
            self.exceptions.iter().find(|(decided, _)| *decided == place).map(|(_, verdict)| *verdict)
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

/// The exceptions that count for a reader: one for each place.
fn counted(reader: &Reader, exceptions: &[Exception], on: Day) -> Vec<(Place, Verdict)> {
    let kinds: Vec<ReaderKind> = reader.kinds().collect();
    let concerns = |whom: ForWhom| match whom {
        ForWhom::Participant(id) => id == reader.participant,
        ForWhom::Kind(kind) => kinds.contains(&kind),
    };
    let place = |e: &Exception| (e.group, e.occasion, e.about);
    let mut mine: Vec<&Exception> =
        exceptions.iter().filter(|e| e.in_effect(on) && concerns(e.whom)).collect();
    mine.sort_by_key(|e| e.decided);
    let mut counted: Vec<(Place, Verdict)> = Vec::new();
    for exception in &mine {
        let at = place(exception);
        if counted.iter().any(|(counted, _)| *counted == at) {
            continue;
        }
        let last =
            |whom: ForWhom| mine.iter().rev().find(|e| e.whom == whom && place(e) == at).map(|e| e.verdict.0);
        let own = last(ForWhom::Participant(reader.participant));
        // Of two roles the narrower counts, in exceptions as well.
        let of_kinds = kinds.iter().filter_map(|kind| last(ForWhom::Kind(*kind))).reduce(stricter);
        counted.extend(own.or(of_kinds).map(|verdict| (at, verdict)));
    }
    counted
}
