//! What decides about every reader of one case, read once: a set of invitations asks the database for it once and not
//! once for each of twelve people.

use super::model::{Consent, Exception, Justification, Reader, Rule};
use super::rules::{Openings, ReaderRights};
use super::store::secrets::{self, Reading};
use super::watch::Watch;
use super::{Matrix, store};
use crate::access::{House, Lookup};
use crate::audit::About;
use crate::cases::{self, CaseFile, LegalPosition, Person, ProtectedFact, ReaderKind, Relation};
use crate::conferences::{self, Conference, Place};
use crate::kernel::{Day, Failure, Id};
use crate::participants::{self, Participant};
use outbound::Guard;
use std::sync::Arc;
use uuid::Uuid;

/// How often a substitute may have named another one before the chain is taken for broken.
const LONGEST_CHAIN: usize = 10;

/// One case as it decides about readers today.
pub(super) struct Basis {
    file: CaseFile,
    today: Day,
    demo: bool,
    children: Vec<Uuid>,
    people: Vec<Person>,
    relations: Vec<Relation>,
    facts: Vec<ProtectedFact>,
    exceptions: Vec<Exception>,
    consents: Vec<Consent>,
    justifications: Vec<Justification>,
    /// Everybody of the conference, some of whom come to a place of their own.
    seats: Vec<Participant>,
    /// Where all the others come.
    common: Option<Place>,
}

fn no_case(why: &str) -> Failure {
    Failure::Broken(format!("disclosure without a case: {why}"))
}

impl Basis {
    /// Reads what decides about the case, and the conference, that `about` names.
    pub(super) async fn load(house: &House, lookup: Lookup<'_>, about: About) -> Result<Self, Failure> {
        let case = about.case.map(Id::from_uuid).ok_or_else(|| no_case("the content belongs to none"))?;
        let file = cases::find_case(lookup, case).await?.ok_or_else(|| no_case("it does not exist"))?;
        let relations = cases::relations(lookup, case).await?;
        let mut consents = store::consents::consents(lookup, case).await?;
        consents
            .retain(|consent| consent.child.is_none_or(|child| speaks_for(&relations, consent.giver, child)));
        let conference: Option<Id<Conference>> = about.conference.map(Id::from_uuid);
        let (exceptions, justifications) = match conference {
            Some(conference) => (
                store::decisions::exceptions(lookup, case.uuid(), conference).await?,
                store::decisions::justifications(lookup, case.uuid(), conference).await?,
            ),
            None => (Vec::new(), Vec::new()),
        };
        let (seats, common) = seats(lookup, conference).await?;
        Ok(Self {
            today: house.clock.today(),
            demo: house.demo,
            children: cases::children(lookup, case).await?.iter().map(|child| child.id.uuid()).collect(),
            people: cases::people(lookup, case).await?,
            facts: cases::protected_facts(lookup, case).await?,
            file,
            relations,
            exceptions,
            consents,
            justifications,
            seats,
            common,
        })
    }

    /// A participant as a reader, with the legal position to each child. A substitute stands where the one stands who
    /// named them, but has nobody's parental rights: these cannot be lent.
    pub(super) async fn reader(
        &self,
        lookup: Lookup<'_>,
        participant: &Participant,
    ) -> Result<Reader, Failure> {
        let named_by = first_of_chain(lookup, participant).await?;
        let stands_in = named_by.is_some();
        let seated = named_by.as_ref().unwrap_or(participant);
        let person = seated.person.and_then(|id| self.people.iter().find(|person| person.id == id));
        let lent = |legal| if stands_in { LegalPosition::None } else { legal };
        let related = self.relations.iter().filter(|relation| Some(relation.person) == seated.person);
        let behind = match (participant.child, stands_in) {
            (Some(child), _) => self.adults_of(child),
            (None, true) => seated.person.into_iter().collect(),
            (None, false) => Vec::new(),
        };
        Ok(Reader {
            participant: participant.id,
            person: participant.person,
            child: participant.child,
            kind: participant.reader,
            also: person.and_then(|person| person.also).filter(|also| *also != participant.reader),
            positions: related.map(|relation| (relation.child, lent(relation.legal))).collect(),
            behind,
        })
    }

    /// Somebody of the case as a reader outside of any conference: whoever reads its file.
    pub(super) fn person(&self, person: &Person) -> Reader {
        let related = self.relations.iter().filter(|relation| relation.person == person.id);
        Reader {
            participant: Id::from_uuid(person.id.uuid()),
            person: Some(person.id),
            child: None,
            kind: person.reader,
            also: person.also.filter(|also| *also != person.reader),
            positions: related.map(|relation| (relation.child, relation.legal)).collect(),
            behind: Vec::new(),
        }
    }

    /// A child that sits at no table: whoever gets a letter afterwards. Behind it stand the adults it belongs to.
    pub(super) fn child(&self, child: Id<cases::Child>) -> Reader {
        Reader {
            participant: Id::from_uuid(child.uuid()),
            person: None,
            child: Some(child),
            kind: ReaderKind::Child,
            also: None,
            positions: Vec::new(),
            behind: self.adults_of(child),
        }
    }

    fn adults_of(&self, child: Id<cases::Child>) -> Vec<Id<Person>> {
        self.relations.iter().filter(|relation| relation.child == child).map(|r| r.person).collect()
    }

    /// What each reader may know. The table is read once for each kind of reader.
    pub(super) async fn rights(
        &self,
        lookup: Lookup<'_>,
        readers: Vec<Reader>,
    ) -> Result<Vec<ReaderRights>, Failure> {
        let mut tables: Vec<(ReaderKind, Vec<Rule>)> = Vec::new();
        for kind in readers.iter().flat_map(Reader::kinds) {
            if !tables.iter().any(|(known, _)| *known == kind) {
                let rules = store::rules_for_reader(lookup.queries(), self.file.office, kind).await?;
                tables.push((kind, rules));
            }
        }
        let rules_of = |reader: &Reader| -> Vec<Rule> {
            let kinds: Vec<ReaderKind> = reader.kinds().collect();
            let mine = tables.iter().filter(|(kind, _)| kinds.contains(kind));
            mine.flat_map(|(_, rules)| rules.iter().cloned()).collect()
        };
        Ok(readers
            .into_iter()
            .map(|reader| {
                let (guard, concerned) = self.guard(&reader);
                ReaderRights {
                    matrix: Matrix::on(self.today, rules_of(&reader)),
                    children: self.children.clone(),
                    safety_concern: self.file.safety_concern,
                    demo: self.demo,
                    concerned,
                    openings: Openings::of(&reader, &self.exceptions, &self.consents, self.today),
                    guard,
                    reader,
                }
            })
            .collect())
    }

    /// What reads every outgoing word for the reader, and whether a protected fact concerns them.
    fn guard(&self, reader: &Reader) -> (Option<Arc<dyn Guard>>, bool) {
        let reading = Reading::of(&self.people, reader);
        let mut watched = secrets::against(&self.facts, &reading);
        if self.file.safety_concern {
            watched.extend(secrets::contacts_of_others(&self.people, &reading));
        }
        let excused = self
            .justifications
            .iter()
            .filter(|j| j.ended.is_none() && j.participant == reader.participant)
            .map(|j| j.fact)
            .collect();
        let about_them =
            |fact: &ProtectedFact| fact.about_person.is_some() && fact.about_person == reader.person;
        let concerned = !watched.is_empty() || self.facts.iter().any(about_them);
        // Where somebody else comes is watched for and asks for no further look: the common text does not hold it.
        watched.extend(secrets::places_of_others(&self.seats, self.common.as_ref(), reader.participant));
        let watch = Watch::of(&watched, excused).map(|watch| Arc::new(watch) as Arc<dyn Guard>);
        (watch, concerned)
    }
}

/// Who of a conference comes to a place of their own, and where all the others come.
async fn seats(
    lookup: Lookup<'_>,
    conference: Option<Id<Conference>>,
) -> Result<(Vec<Participant>, Option<Place>), Failure> {
    let Some(conference) = conference else { return Ok((Vec::new(), None)) };
    let mut seats = participants::of_conference(lookup, conference).await?;
    seats.retain(|seat| seat.place.is_some());
    if seats.is_empty() {
        return Ok((seats, None));
    }
    let found = conferences::find(lookup, conference).await?;
    Ok((seats, found.and_then(|conference| conference.place)))
}

/// The one in whose place a substitute sits at the end of the chain; nobody for everybody else.
async fn first_of_chain(
    lookup: Lookup<'_>,
    participant: &Participant,
) -> Result<Option<Participant>, Failure> {
    let mut found: Option<Participant> = None;
    let mut next = participant.instead_of;
    for _ in 0..LONGEST_CHAIN {
        let Some(id) = next else { return Ok(found) };
        let before = participants::find(lookup, id).await?;
        let before = before.ok_or_else(|| Failure::Broken("a substitute of nobody".into()))?;
        next = before.instead_of;
        found = Some(before);
    }
    Err(Failure::Broken("a chain of substitutes without an end".into()))
}

/// Whether a person may consent for a child: a parent with responsibility or a guardian, as it is written down now.
pub(super) fn speaks_for(relations: &[Relation], giver: Id<Person>, child: Id<cases::Child>) -> bool {
    use LegalPosition::{Guardian, ParentWithResponsibility};
    relations.iter().any(|relation| {
        (relation.person, relation.child) == (giver, child)
            && matches!(relation.legal, ParentWithResponsibility | Guardian)
    })
}
