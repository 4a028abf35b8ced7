//! The only door: loads what decides about one reader and cuts. Holds the shears.

use super::model::Reader;
use super::rules::{Nobody, OfficeFile, Openings, ReaderRights};
use super::store::secrets;
use super::watch::Watch;
use super::{Matrix, defaults, store};
use crate::access::{House, Lookup};
use crate::audit::About;
use crate::cases::{self, CaseFile, ReaderKind};
use crate::conferences::Conference;
use crate::kernel::{Day, Failure, Id};
use crate::participants::{self, Participant};
use facts::Shears;
use outbound::{Cut, Disclosed, Guard, StoppedWords, View};
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

/// The one pair of shears.
static SHEARS: LazyLock<Shears> = LazyLock::new(|| {
    #[expect(clippy::disallowed_methods, reason = "the one claim")]
    #[expect(clippy::expect_used, reason = "a second claim is a programming error found by the first letter")]
    Shears::claim().expect("the shears are claimed once, here")
});

/// Claims the shears early, so that nobody else can.
pub fn claim_shears() {
    LazyLock::force(&SHEARS);
}

/// A participant as a reader, with the legal position to each child.
///
/// # Errors
/// Database errors.
pub async fn reader(lookup: Lookup<'_>, participant: &Participant) -> Result<Reader, Failure> {
    let positions = participants::positions(lookup, participant).await?;
    let person = match participant.person {
        Some(id) => cases::person(lookup, id).await?,
        None => None,
    };
    Ok(Reader {
        participant: participant.id,
        person: participant.person,
        child: participant.child,
        kind: participant.reader,
        also: person.and_then(|person| person.also).filter(|also| *also != participant.reader),
        positions,
    })
}

/// What `reader` may know today in the case that `about` names: the office's table, the positions to its children,
/// the recorded safety concern, decisions about the conference, consents, and what must not reach them.
///
/// # Errors
/// Database errors; [`Failure::Broken`] when there is no such case. Whatever cannot be read lets nothing out.
pub async fn rights(
    house: &House,
    lookup: Lookup<'_>,
    reader: &Reader,
    about: About,
) -> Result<ReaderRights, Failure> {
    let case = about.case.map(Id::from_uuid).ok_or_else(|| no_case("the content belongs to none"))?;
    let conference = about.conference.map(Id::from_uuid);
    let file = cases::find_case(lookup, case).await?.ok_or_else(|| no_case("it does not exist"))?;
    let children = cases::children(lookup, case).await?.iter().map(|child| child.id.uuid()).collect();
    let today = house.clock.today();
    let mut rules = Vec::new();
    for kind in reader.kinds() {
        rules.extend(store::rules_for_reader(lookup.queries(), file.office, kind).await?);
    }
    let exceptions = match conference {
        Some(conference) => store::decisions::exceptions(lookup, case.uuid(), conference).await?,
        None => Vec::new(),
    };
    let relations = cases::relations(lookup, case).await?;
    let mut consents = store::consents::consents(lookup, case).await?;
    consents.retain(|consent| consent.child.is_none_or(|child| speaks_for(&relations, consent.giver, child)));
    let (guard, concerned) = guard(lookup, reader, (&file, conference)).await?;
    Ok(ReaderRights {
        reader: reader.clone(),
        matrix: Matrix::on(today, rules),
        children,
        safety_concern: file.safety_concern,
        demo: house.demo,
        concerned,
        openings: Openings::of(reader, &exceptions, &consents, today),
        guard,
    })
}

/// Whether a person may consent for a child: a parent with responsibility or a guardian, as it is written down now.
pub(super) fn speaks_for(
    relations: &[cases::Relation],
    giver: Id<cases::Person>,
    child: Id<cases::Child>,
) -> bool {
    use cases::LegalPosition::{Guardian, ParentWithResponsibility};
    relations.iter().any(|relation| {
        (relation.person, relation.child) == (giver, child)
            && matches!(relation.legal, ParentWithResponsibility | Guardian)
    })
}

/// What reads every outgoing word for the reader, and whether a protected fact concerns them.
async fn guard(
    lookup: Lookup<'_>,
    reader: &Reader,
    (file, conference): (&CaseFile, Option<Id<Conference>>),
) -> Result<(Option<Arc<dyn Guard>>, bool), Failure> {
    let facts = cases::protected_facts(lookup, file.id).await?;
    if facts.is_empty() && !file.safety_concern {
        return Ok((None, false));
    }
    let people = cases::people(lookup, file.id).await?;
    let readers = secrets::readers_of(&people, reader.person);
    let mut watched = secrets::against(&facts, &readers);
    if file.safety_concern {
        watched.extend(secrets::contacts_of_others(&people, &readers));
    }
    let excused = match conference.filter(|_| !watched.is_empty()) {
        Some(conference) => store::decisions::justifications(lookup, file.id.uuid(), conference)
            .await?
            .into_iter()
            .filter(|j| j.ended.is_none() && j.participant == reader.participant)
            .map(|j| j.fact)
            .collect(),
        None => std::collections::BTreeSet::new(),
    };
    let about_them =
        |fact: &cases::ProtectedFact| fact.about_person.is_some() && fact.about_person == reader.person;
    let concerned = !watched.is_empty() || facts.iter().any(about_them);
    let watch = Watch::of(&watched, excused).map(|watch| Arc::new(watch) as Arc<dyn Guard>);
    Ok((watch, concerned))
}

/// The words that keep an output in the house, for the member of staff who previews it; justified ones too.
#[must_use]
pub fn stopped<V: View>(disclosed: &Disclosed<V>) -> Vec<StoppedWords> {
    disclosed.stopped(&SHEARS)
}

fn no_case(why: &str) -> Failure {
    Failure::Broken(format!("disclosure without a case: {why}"))
}

/// Cuts `content` for `reader`. There is no other way to a letter, mail, calendar file, outsider's page or paper.
///
/// `about` names the case (and conference) that the content belongs to.
///
/// # Errors
/// Database errors.
pub async fn disclose<V, C>(
    house: &House,
    lookup: Lookup<'_>,
    content: &C,
    reader: &Reader,
    about: About,
) -> Result<Disclosed<V>, Failure>
where
    V: Cut<C>,
    C: Sync,
{
    let rights = rights(house, lookup, reader, about).await?;
    Ok(outbound::disclose(&SHEARS, content, reader.participant.uuid(), &rights))
}

/// Cuts `content` by rights that were loaded a moment ago: when one reader gets a mail, a letter and a page at
/// once.
#[must_use]
pub fn disclose_by<V: Cut<C>, C>(rights: &ReaderRights, content: &C) -> Disclosed<V> {
    outbound::disclose(&SHEARS, content, rights.reader.participant.uuid(), rights)
}

/// A page for somebody about whom nothing is known (a link that leads nowhere): every fact is refused.
#[must_use]
pub fn disclose_to_nobody<V: Cut<C>, C>(demo: bool, content: &C) -> Disclosed<V> {
    outbound::disclose(&SHEARS, content, Uuid::nil(), &Nobody { demo })
}

/// The master record for the office's own file: nothing is cut but the notifier. It stays in the house; whatever is
/// handed to a participant is cut by [`disclose`].
#[must_use]
pub fn disclose_to_file<V: Cut<C>, C>(
    demo: bool,
    office: Id<crate::identity::Office>,
    content: &C,
) -> Disclosed<V> {
    outbound::disclose(&SHEARS, content, office.uuid(), &OfficeFile { demo })
}

/// Cuts an invented sample by the default table; marked as a demo. For `samples.rs` only.
///
/// # Errors
/// [`Failure::Broken`] when the default table is unreadable.
pub fn disclose_sample<V: Cut<C>, C>(
    kind: ReaderKind,
    positions: Vec<(Id<cases::Child>, cases::LegalPosition)>,
    safety_concern: bool,
    day: Day,
    content: &C,
) -> Result<Disclosed<V>, Failure> {
    let participant = Id::from_uuid(defaults::name_of(&["sample", crate::kernel::Choice::code(kind)]));
    let children = positions.iter().map(|(child, _)| child.uuid()).collect();
    let rights = ReaderRights {
        reader: Reader { participant, person: None, child: None, kind, also: None, positions },
        matrix: Matrix::on(day, defaults::rules()?),
        children,
        safety_concern,
        demo: true,
        concerned: false,
        openings: Openings::default(),
        guard: None,
    };
    Ok(disclose_by(&rights, content))
}
