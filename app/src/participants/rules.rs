//! Rules of the table: who is when in the room, what is missing, hints. Pure; no hint ever blocks.
//!
//! Source: domain.md section 3 step 4 (keep it small, 5–10 people, warn over 12, ratio family : professionals),
//! Q5 and Q6 of section 4 (no limit of age; at twelve and more a child that is not invited needs a written
//! reason).

use super::model::{ChildForm, Participant, Participation};
use crate::cases::{ReaderKind, RelationKind};
use crate::conferences::{Conference, Kind, Perspective, Phase, Span, Suitability};
use crate::kernel::{Choice, Day, TimeOfDay};

/// Full years of age on a day; `None` before birth.
#[must_use]
pub fn age(born: Day, on: Day) -> Option<i16> {
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    let years = on.year() - born.year() - i16::from(!had_birthday);
    (born <= on).then_some(years)
}

/// Whether a written reason is needed: the child has reached the age `from` which one is asked for (`law`, dated) and
/// will not sit at the table.
#[must_use]
pub fn reason_needed(form: ChildForm, age: Option<i16>, from: i64) -> bool {
    !form.is_invited() && age.is_some_and(|age| i64::from(age) >= from)
}

/// Forms to propose first for an age; all others stay possible.
#[must_use]
pub fn proposed(age: Option<i16>) -> &'static [ChildForm] {
    match age {
        Some(..6) => &[ChildForm::Indirect, ChildForm::Letter],
        Some(6..10) => &[ChildForm::Letter, ChildForm::Part, ChildForm::ThroughTrusted],
        Some(10..12) => &[ChildForm::Part, ChildForm::SeparateTalk],
        Some(_) => &[ChildForm::Part, ChildForm::Whole],
        None => &[],
    }
}

/// When somebody is in the room (or on the phone): times that follow each other are joined. Empty when they
/// write, or when the conference's time is not known yet.
#[must_use]
pub fn attendance(
    participant: &Participant,
    conference: &Conference,
    phases: &[Phase],
) -> Vec<(TimeOfDay, TimeOfDay)> {
    let span = conference.from.zip(conference.until);
    times(participant, span, phases)
}

/// [`attendance`] for a known beginning and end.
pub(super) fn times(participant: &Participant, span: Option<Span>, phases: &[Phase]) -> Vec<Span> {
    if participant.participation == Participation::Written {
        return Vec::new();
    }
    let Some((from, until)) = span else { return Vec::new() };
    if let (Some(from), Some(until)) = (participant.from, participant.until) {
        return vec![(from, until)];
    }
    let chosen: Vec<&Phase> = phases.iter().filter(|phase| participant.phases.contains(&phase.id)).collect();
    if participant.participation == Participation::Whole || chosen.is_empty() {
        return vec![(from, until)];
    }
    let mut times: Vec<(TimeOfDay, TimeOfDay)> = Vec::new();
    for phase in chosen {
        let (Some(starts), Some(ends)) = (phase.starts, phase.ends()) else { continue };
        match times.last_mut() {
            Some(last) if last.1 == starts => last.1 = ends,
            _ => times.push((starts, ends)),
        }
    }
    times
}

/// Which perspectives to cover as long as nobody says otherwise: the child, both sides of the family, who
/// convenes, and what the suitability check found missing.
#[must_use]
pub fn proposed_perspectives(kind: Kind, check: Option<&Suitability>) -> Vec<Perspective> {
    let missing = check.map(Suitability::missing).unwrap_or_default();
    let always = |p: Perspective| match p {
        Perspective::ChildVoice | Perspective::Office => true,
        Perspective::MotherSide | Perspective::FatherSide => kind.with_family(),
        _ => false,
    };
    Perspective::ALL.iter().copied().filter(|p| always(*p) || missing.contains(p)).collect()
}

/// As what somebody reads who comes instead of another: an office sends a colleague, but nobody can lend the rights of a
/// parent or carer, and a child's substitute is somebody the child trusts.
#[must_use]
pub(super) fn stands_in_as(reader: ReaderKind) -> ReaderKind {
    match reader {
        ReaderKind::ParentWithResponsibility
        | ReaderKind::ParentWithoutResponsibility
        | ReaderKind::FosterCarer => ReaderKind::OtherRelative,
        ReaderKind::Child => ReaderKind::SupportPerson,
        other => other,
    }
}

/// Which perspectives somebody of the case might bring, the nearest first.
#[must_use]
pub(super) fn brings(reader: ReaderKind, relations: &[RelationKind]) -> Vec<Perspective> {
    use Perspective as P;
    if relations.contains(&RelationKind::Mother) {
        return vec![P::MotherSide];
    }
    if relations.contains(&RelationKind::Father) {
        return vec![P::FatherSide];
    }
    match reader {
        ReaderKind::ParentWithResponsibility
        | ReaderKind::ParentWithoutResponsibility
        | ReaderKind::OtherRelative => vec![P::MotherSide, P::FatherSide],
        ReaderKind::Child | ReaderKind::SupportPerson => vec![P::ChildVoice, P::Other],
        ReaderKind::FosterCarer | ReaderKind::ResidentialFacility | ReaderKind::AccompanyingOrganisation => {
            vec![P::Care]
        }
        ReaderKind::School => vec![P::School],
        ReaderKind::HealthProvider => vec![P::Health],
        ReaderKind::SocialService => vec![P::FamilyServices],
        ReaderKind::MunicipalDepartment => vec![P::HousingMoney],
        ReaderKind::Adviser => vec![P::Debts, P::HousingMoney],
        ReaderKind::Police | ReaderKind::Prosecutor | ReaderKind::Probation | ReaderKind::Court => {
            vec![P::SafetyLaw]
        }
        ReaderKind::OtherOspod | ReaderKind::Region | ReaderKind::Facilitator | ReaderKind::MinuteTaker => {
            vec![P::Office]
        }
        ReaderKind::Interpreter => vec![P::Other],
    }
}

/// What a form of who leads and who writes was shown over: their seats with their versions. Empty seats have a
/// version as well.
#[must_use]
pub(super) fn leaders_version(participants: &[Participant]) -> String {
    let leads = |p: &&Participant| matches!(p.reader, ReaderKind::Facilitator | ReaderKind::MinuteTaker);
    let mut seats: Vec<String> =
        participants.iter().filter(leads).map(|p| format!("{}-{}", p.id, p.version)).collect();
    seats.sort_unstable();
    format!("{}.{}", seats.len(), seats.join("."))
}

/// How many come, and how many of them belong to the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// In the room or on the phone.
    pub people: usize,
    /// Of them of the family's own circle.
    pub family: usize,
    /// In writing.
    pub written: usize,
}

/// Counts the table.
#[must_use]
pub fn table(participants: &[Participant]) -> Table {
    let coming = || participants.iter().filter(|p| p.participation != Participation::Written);
    Table {
        people: coming().count(),
        family: coming().filter(|p| p.reader.is_of_family()).count(),
        written: participants.len() - coming().count(),
    }
}

impl Table {
    /// Of professionals.
    #[must_use]
    pub const fn professionals(self) -> usize {
        self.people - self.family
    }

    /// A gentle word about the size, if any.
    #[must_use]
    pub const fn hint(self) -> Option<&'static str> {
        if self.people > 12 {
            Some(
                "U stolu bude víc než dvanáct lidí. Pro rodinu to bývá moc: zvažte, koho stačí vyslechnout telefonem nebo písemně.",
            )
        } else if self.people > 10 {
            Some("Nejlépe se mluví v pěti až deseti lidech. Možná někomu stačí jen část setkání.")
        } else if self.family > 0 && self.professionals() > self.family * 3 {
            Some("Odborníků je víc než třikrát tolik co lidí z rodiny. Koho by rodina chtěla mít vedle sebe?")
        } else {
            None
        }
    }
}

/// A hint when somebody both presents the case and leads the meeting.
#[must_use]
pub fn conflict(
    participants: &[Participant],
    conference_worker: crate::kernel::Id<crate::identity::Staff>,
) -> bool {
    participants.iter().any(|p| p.reader == ReaderKind::Facilitator && p.staff == Some(conference_worker))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_child_is_twelve_on_its_birthday_and_not_a_day_sooner() {
        assert_eq!(age(date(2014, 12, 10), date(2026, 12, 9)), Some(11));
        assert_eq!(age(date(2014, 12, 10), date(2026, 12, 10)), Some(12));
        assert_eq!(age(date(2027, 1, 1), date(2026, 12, 10)), None);
    }

    #[test]
    fn a_reason_is_asked_only_when_somebody_older_stays_away() {
        assert!(reason_needed(ChildForm::Letter, Some(13), 12));
        assert!(!reason_needed(ChildForm::Part, Some(13), 12));
        assert!(!reason_needed(ChildForm::Indirect, Some(4), 12));
        assert!(!reason_needed(ChildForm::Indirect, None, 12));
        assert!(!reason_needed(ChildForm::Letter, Some(13), 15), "another age may hold one day");
    }

    #[test]
    fn the_childs_voice_is_always_among_the_perspectives() {
        for kind in Kind::ALL {
            assert!(proposed_perspectives(*kind, None).contains(&Perspective::ChildVoice));
        }
    }

    proptest! {
        #[test]
        fn a_counted_table_is_family_plus_professionals(people in 0_usize..40, family in 0_usize..40) {
            let table = Table { people: people.max(family), family, written: 0 };
            prop_assert_eq!(table.family + table.professionals(), table.people);
        }
    }
}
