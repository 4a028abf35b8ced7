//! The only door: loads what decides about one reader and cuts. Holds the shears.

use super::basis::Basis;
use super::model::Reader;
use super::rules::{Nobody, OfficeFile, Openings, ReaderRights, RoomRights};
use super::{Matrix, defaults};
use crate::access::{House, Lookup};
use crate::audit::About;
use crate::cases::{self, Person, ReaderKind};
use crate::kernel::{Day, Failure, Id};
use crate::participants::Participant;
use facts::Shears;
use outbound::{Cut, Disclosed, StoppedWords, View};
use std::sync::LazyLock;
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

/// What each of `participants` may know today in the case that `about` names, in their order: the office's table, the
/// positions to its children, the recorded safety concern, decisions about the conference, consents, and what must not
/// reach them. What is the same for all of them is read once.
///
/// # Errors
/// Database errors; [`Failure::Broken`] when there is no such case. Whatever cannot be read lets nothing out.
pub async fn rights_of_all(
    house: &House,
    lookup: Lookup<'_>,
    participants: &[Participant],
    about: About,
) -> Result<Vec<ReaderRights>, Failure> {
    let basis = Basis::load(house, lookup, about).await?;
    let mut readers = Vec::with_capacity(participants.len());
    for participant in participants {
        readers.push(basis.reader(lookup, participant).await?);
    }
    basis.rights(lookup, readers).await
}

/// What one participant may know: see [`rights_of_all`].
///
/// # Errors
/// As [`rights_of_all`].
pub async fn rights(
    house: &House,
    lookup: Lookup<'_>,
    participant: &Participant,
    about: About,
) -> Result<ReaderRights, Failure> {
    let one = rights_of_all(house, lookup, std::slice::from_ref(participant), about).await?;
    one.into_iter().next().ok_or_else(|| Failure::Broken("rights of nobody".into()))
}

/// What somebody of the case may know as they read its file, outside of any conference: decisions about single
/// conferences do not count. They are named in the trail by the identifier of the person.
///
/// # Errors
/// As [`rights_of_all`].
pub async fn rights_of_person(
    house: &House,
    lookup: Lookup<'_>,
    person: &Person,
) -> Result<ReaderRights, Failure> {
    let about = About { case: Some(person.case.uuid()), conference: None };
    let basis = Basis::load(house, lookup, about).await?;
    let reader = basis.person(person);
    let one = basis.rights(lookup, vec![reader]).await?;
    one.into_iter().next().ok_or_else(|| Failure::Broken("rights of nobody".into()))
}

/// What a child of the case may know that sits at no table. It is named in the trail by its own identifier.
///
/// # Errors
/// As [`rights_of_all`].
pub async fn rights_of_child(
    house: &House,
    lookup: Lookup<'_>,
    child: &cases::Child,
    about: About,
) -> Result<ReaderRights, Failure> {
    let basis = Basis::load(house, lookup, about).await?;
    let reader = basis.child(child.id);
    let one = basis.rights(lookup, vec![reader]).await?;
    one.into_iter().next().ok_or_else(|| Failure::Broken("rights of nobody".into()))
}

/// Cuts `content` for everybody who looks at the same wall (their rights by [`rights_of_all`], together as
/// [`RoomRights::of`]); `wall` is the identifier of what they look at.
#[must_use]
pub fn disclose_in_room<V: Cut<C>, C>(rights: &RoomRights, wall: Uuid, content: &C) -> Disclosed<V> {
    outbound::disclose(&SHEARS, content, wall, rights)
}

/// The words that keep an output in the house, for the member of staff who previews it; justified ones too.
#[must_use]
pub fn stopped<V: View>(disclosed: &Disclosed<V>) -> Vec<StoppedWords> {
    disclosed.stopped(&SHEARS)
}

/// Cuts `content` for a participant. There is no other way to a letter, mail, calendar file, outsider's page or paper.
///
/// `about` names the case (and conference) that the content belongs to.
///
/// # Errors
/// Database errors.
pub async fn disclose<V, C>(
    house: &House,
    lookup: Lookup<'_>,
    content: &C,
    participant: &Participant,
    about: About,
) -> Result<Disclosed<V>, Failure>
where
    V: Cut<C>,
    C: Sync,
{
    let rights = rights(house, lookup, participant, about).await?;
    Ok(outbound::disclose(&SHEARS, content, participant.id.uuid(), &rights))
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
    Ok(disclose_by(&sample_rights(kind, positions, safety_concern, day)?, content))
}

/// The rights of an invented reader by the default table; for samples and tests.
///
/// # Errors
/// [`Failure::Broken`] when the default table is unreadable.
pub fn sample_rights(
    kind: ReaderKind,
    positions: Vec<(Id<cases::Child>, cases::LegalPosition)>,
    safety_concern: bool,
    day: Day,
) -> Result<ReaderRights, Failure> {
    let participant = Id::from_uuid(defaults::name_of(&["sample", crate::kernel::Choice::code(kind)]));
    let children = positions.iter().map(|(child, _)| child.uuid()).collect();
    Ok(ReaderRights {
        reader: Reader {
            participant,
            person: None,
            child: None,
            kind,
            also: None,
            positions,
            behind: Vec::new(),
        },
        matrix: Matrix::on(day, defaults::rules()?),
        children,
        safety_concern,
        demo: true,
        concerned: false,
        openings: Openings::default(),
        guard: None,
    })
}
