//! Under which words invitations go to institutions: neutral like everybody's, or with the office's name. The head
//! decides, from a day on; everything decided before stays as history.
//!
//! Only sender and subject of the mail, never its text, and only for who gets it at work. Families, children, whoever cares
//! for a child, and whoever comes along with them are always written to in neutral words: their phones and mailboxes are
//! read by others.

use super::events::WordingDecided;
use super::store::wording as rows;
use crate::access::{Actor, House};
use crate::audit::About;
use crate::cases::ReaderKind;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries};

/// Which words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wording {
    /// The same as for everybody.
    #[default]
    Neutral,
    /// The office's name as the sender, and a subject that says what for.
    Office,
}

impl Choice for Wording {
    const ALL: &'static [Self] = &[Self::Neutral, Self::Office];
    fn code(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Office => "office",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Neutral => "Neutrálně jako všem",
            Self::Office => "Se jménem úřadu",
        }
    }
}

impl Wording {
    /// As it counts for a reader: only institutions are ever written to under the office's name, and only in a mailbox
    /// that nobody else of the case reads. An aunt who teaches is of the family.
    pub(super) fn towards(self, mut kinds: impl Iterator<Item = ReaderKind>, alone: bool) -> Self {
        if alone && kinds.all(is_institution) { self } else { Self::Neutral }
    }
}

/// Who gets a mail at work, in a mailbox of an institution.
const fn is_institution(reader: ReaderKind) -> bool {
    use ReaderKind as R;
    matches!(
        reader,
        R::School
            | R::HealthProvider
            | R::SocialService
            | R::AccompanyingOrganisation
            | R::ResidentialFacility
            | R::MunicipalDepartment
            | R::Adviser
            | R::OtherOspod
            | R::Region
            | R::Police
            | R::Prosecutor
            | R::Probation
            | R::Court
    )
}

/// A decision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decided {
    pub(super) wording: Wording,
    pub(super) from: Day,
    pub(super) at: Moment,
    pub(super) by: Id<Staff>,
}

/// What holds on a day.
pub(super) fn on(history: &[Decided], day: Day) -> Wording {
    history.iter().find(|decided| decided.from <= day).map(|decided| decided.wording).unwrap_or_default()
}

/// What an office decided for a day.
pub(super) async fn of(queries: &Queries, office: Id<Office>, day: Day) -> Result<Wording, Failure> {
    Ok(on(&rows::history(queries, office).await?, day))
}

/// The head decides for the own office. The same again on the same day changes nothing but is written down.
pub(super) async fn decide(
    house: &House,
    actor: &Actor,
    (wording, from): (Wording, Day),
) -> Result<(), Failure> {
    let (office, by) = (actor.office, actor.id);
    house
        .trail
        .run(actor.by(), move |mut operation| async move {
            rows::add(&mut operation, office, (wording, from), by).await?;
            let event = WordingDecided { about: About::default(), wording: wording.code() };
            Ok::<_, Failure>((operation.record(&event).await?, ()))
        })
        .await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;

    #[test]
    fn families_and_whoever_comes_with_them_are_always_written_to_in_neutral_words() {
        for kind in ReaderKind::ALL {
            let private = kind.is_of_family()
                || matches!(
                    kind,
                    ReaderKind::Child
                        | ReaderKind::FosterCarer
                        | ReaderKind::SupportPerson
                        | ReaderKind::Interpreter
                );
            if private {
                assert_eq!(Wording::Office.towards([*kind].into_iter(), true), Wording::Neutral, "{kind:?}");
            }
            assert_eq!(Wording::Neutral.towards([*kind].into_iter(), true), Wording::Neutral);
        }
        let towards = |kinds: &[ReaderKind], alone| Wording::Office.towards(kinds.iter().copied(), alone);
        assert_eq!(towards(&[ReaderKind::School], true), Wording::Office);
        assert_eq!(
            towards(&[ReaderKind::School], false),
            Wording::Neutral,
            "somebody else reads the mailbox"
        );
        assert_eq!(towards(&[ReaderKind::School, ReaderKind::OtherRelative], true), Wording::Neutral);
    }

    #[test]
    fn a_decision_holds_from_its_day_and_the_newest_of_a_day_counts() {
        let decided = |wording, from| Decided {
            wording,
            from,
            at: Moment::from_timestamp(jiff::Timestamp::UNIX_EPOCH),
            by: Id::from_uuid(uuid::Uuid::nil()),
        };
        let history = [
            decided(Wording::Neutral, date(2026, 12, 1)),
            decided(Wording::Office, date(2026, 11, 20)),
            decided(Wording::Neutral, date(2026, 11, 20)),
        ];
        assert_eq!(on(&history, date(2026, 11, 19)), Wording::Neutral);
        assert_eq!(on(&history, date(2026, 11, 20)), Wording::Office);
        assert_eq!(on(&history, date(2026, 12, 1)), Wording::Neutral);
    }
}
