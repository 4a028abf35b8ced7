//! What decisions about one conference and consents change.

use super::*;
use crate::disclosure::model::{
    AboutWhom, Consent, ConsentForm, ConsentKind, ConsentPurpose, DecisionReason, Exception, ForWhom,
};

const TODAY: jiff::civil::Date = date(2026, 11, 21);

fn exception(whom: ForWhom, group: FactGroup, verdict: Verdict) -> Exception {
    Exception {
        id: Id::from_uuid(Uuid::from_u128(500)),
        conference: Id::from_uuid(Uuid::from_u128(501)),
        whom,
        about: AboutWhom::Everything,
        group,
        occasion: TableOccasion::Preparation,
        verdict: StoredVerdict(verdict),
        reason: DecisionReason::new("protože"),
        until: None,
        decided_by: Id::from_uuid(Uuid::from_u128(502)),
        decided: "2026-11-20T08:00:00Z".parse().map(crate::kernel::Moment::from_timestamp).unwrap(),
        ended: None,
    }
}

fn consent(child: Option<Uuid>, groups: Vec<FactGroup>) -> Consent {
    Consent {
        id: Id::from_uuid(Uuid::from_u128(600)),
        case: Id::from_uuid(Uuid::from_u128(601)),
        office: Id::from_uuid(Uuid::from_u128(602)),
        case_closed: false,
        kind: ConsentKind::Sharing,
        giver: Id::from_uuid(MOTHER),
        child: child.map(Id::from_uuid),
        recipient: Id::from_uuid(FATHER),
        groups,
        purpose: ConsentPurpose::new("domluva o styku"),
        form: ConsentForm::Paper,
        given_on: date(2026, 11, 1),
        until: Some(date(2026, 12, 31)),
        withdrawn: None,
        withdrawn_form: None,
        noted_by: Id::from_uuid(Uuid::from_u128(603)),
        version: 1,
    }
}

fn father_with(exceptions: &[Exception], consents: &[Consent], on: jiff::civil::Date) -> ReaderRights {
    let mut father = father_of_eliska_only();
    father.openings = Openings::of(&father.reader, exceptions, consents, on);
    father
}

#[test]
fn the_mothers_consent_tells_the_father_about_her_health_until_she_takes_it_back_or_it_runs_out() {
    let at = |rights: &ReaderRights| {
        rights.verdict(Occasion::Preparation, FactGroup::HealthOthers, Subject::Person(MOTHER))
    };
    assert_eq!(at(&father_with(&[], &[], TODAY)), Verdict::AskHead);
    let given = consent(None, vec![FactGroup::HealthOthers]);
    assert_eq!(at(&father_with(&[], std::slice::from_ref(&given), TODAY)), Verdict::Show);
    assert_eq!(at(&father_with(&[], std::slice::from_ref(&given), date(2027, 1, 1))), Verdict::AskHead);
    let mut withdrawn = given.clone();
    withdrawn.withdrawn =
        Some("2026-11-21T09:00:00Z".parse().map(crate::kernel::Moment::from_timestamp).unwrap());
    assert_eq!(at(&father_with(&[], &[withdrawn], TODAY)), Verdict::AskHead);
    let narrowed = exception(
        ForWhom::Participant(Id::from_uuid(Uuid::from_u128(99))),
        FactGroup::HealthOthers,
        Verdict::Never,
    );
    assert_eq!(at(&father_with(&[narrowed], &[given], TODAY)), Verdict::Never, "narrowing counts more");
}

#[test]
fn an_exception_for_the_participant_counts_more_than_one_for_the_kind() {
    let participant = ForWhom::Participant(Id::from_uuid(Uuid::from_u128(99)));
    let all = [
        exception(participant, FactGroup::School, Verdict::Oral),
        exception(ForWhom::Kind(ReaderKind::ParentWithResponsibility), FactGroup::School, Verdict::Never),
    ];
    let father = father_with(&all, &[], TODAY);
    let school = |rights: &ReaderRights| {
        rights.verdict(Occasion::Preparation, FactGroup::School, Subject::Child(ELISKA))
    };
    assert_eq!(school(&father), Verdict::Oral);
    assert_eq!(school(&father_with(&all[1..], &[], TODAY)), Verdict::Never);
}

proptest! {
    #[test]
    fn no_exception_or_consent_opens_what_the_table_says_is_never_shown_or_names_the_notifier(
        group in 0..13_usize, verdict in 0..4_usize, about in 0..4_usize, safety in any::<bool>(),
        to_kind in any::<bool>(), consented in any::<bool>(),
    ) {
        let group = FactGroup::ALL[group];
        let decided = StoredVerdict::ALL[verdict].0;
        let about = [Subject::Child(ELISKA), Subject::Child(HALF_SISTER), Subject::Person(MOTHER), Subject::Conference]
            [about];
        let whom = match to_kind {
            true => ForWhom::Kind(ReaderKind::ParentWithResponsibility),
            false => ForWhom::Participant(Id::from_uuid(Uuid::from_u128(99))),
        };
        let consents: Vec<Consent> = consented.then(|| consent(None, FactGroup::ALL.to_vec())).into_iter()
            .chain(consented.then(|| consent(Some(HALF_SISTER), FactGroup::ALL.to_vec()))).collect();
        let mut before = father_of_eliska_only();
        before.safety_concern = safety;
        let mut after = father_with(&[exception(whom, group, decided)], &consents, TODAY);
        after.safety_concern = safety;
        let (was, is) = (
            before.verdict(Occasion::Preparation, group, about),
            after.verdict(Occasion::Preparation, group, about),
        );
        if was == Verdict::Never {
            prop_assert_eq!(is, Verdict::Never);
        } else if was != Verdict::AskHead {
            prop_assert!(strictness(is) >= strictness(was), "only what is left to the head can be opened");
        }
        if group == FactGroup::Notifier {
            prop_assert_eq!(is, Verdict::Never);
        }
    }
}

const FATHER_SEATED: Uuid = Uuid::from_u128(99);

fn opened(about: AboutWhom, group: FactGroup) -> Exception {
    let whom = ForWhom::Participant(Id::from_uuid(FATHER_SEATED));
    Exception { about, ..exception(whom, group, Verdict::Show) }
}

#[test]
fn another_adults_health_is_opened_by_name_only() {
    let at = |rights: &ReaderRights, person| {
        rights.verdict(Occasion::Preparation, FactGroup::HealthOthers, Subject::Person(person))
    };
    let (mother, grandmother) = (MOTHER, Uuid::from_u128(13));
    let all = father_with(&[opened(AboutWhom::Everything, FactGroup::HealthOthers)], &[], TODAY);
    assert_eq!(at(&all, mother), Verdict::AskHead, "nobody was named");
    let named =
        father_with(&[opened(AboutWhom::Person(Id::from_uuid(mother)), FactGroup::HealthOthers)], &[], TODAY);
    assert_eq!(at(&named, mother), Verdict::Show);
    assert_eq!(
        at(&named, grandmother),
        Verdict::AskHead,
        "an exception about the mother is about nobody else"
    );
}

#[test]
fn what_is_told_of_all_children_together_is_not_opened_to_a_stranger_to_one_of_them() {
    let group = FactGroup::School;
    let at = |rights: &ReaderRights| rights.verdict(Occasion::Preparation, group, Subject::Conference);
    let stranger = father_of_eliska_only();
    assert_eq!(at(&stranger), Verdict::AskHead);
    assert_eq!(at(&father_with(&[opened(AboutWhom::Everything, group)], &[], TODAY)), Verdict::AskHead);
}

#[test]
fn narrowing_everything_narrows_what_was_opened_about_one_child_too() {
    let child = AboutWhom::Child(Id::from_uuid(ELISKA));
    let shut = Exception {
        verdict: StoredVerdict(Verdict::Never),
        ..opened(AboutWhom::Everything, FactGroup::School)
    };
    let school = |rights: &ReaderRights| {
        rights.verdict(Occasion::Preparation, FactGroup::School, Subject::Child(ELISKA))
    };
    assert_eq!(school(&father_with(&[opened(child, FactGroup::School), shut], &[], TODAY)), Verdict::Never);
}

#[test]
fn a_child_is_invited_about_itself_and_not_about_the_others() {
    let mut child = rights(ReaderKind::Child, &[]);
    child.reader.child = Some(Id::from_uuid(ELISKA));
    child.reader.person = None;
    let at = |id| child.verdict(Occasion::Invitation, FactGroup::Identity, Subject::Child(id));
    assert_eq!((at(ELISKA), at(HALF_SISTER)), (Verdict::Show, Verdict::Never));
}

/// Somebody who is a relative and the teacher, with a table that says just this of the school's facts.
fn aunt_and_teacher(aunt: Verdict, teacher: Verdict, exceptions: &[Exception]) -> ReaderRights {
    let mut both = rights(ReaderKind::OtherRelative, &[(ELISKA, LegalPosition::None)]);
    both.reader.also = Some(ReaderKind::School);
    let says = |reader, verdict| Rule {
        id: Id::from_uuid(Uuid::from_u128(5)),
        office: Id::from_uuid(Uuid::from_u128(6)),
        reader,
        group: FactGroup::School,
        occasion: TableOccasion::Preparation,
        verdict,
        ground: String::new(),
        note: String::new(),
        purpose: String::new(),
        valid_from: date(2026, 1, 2),
        valid_to: None,
        verified_on: None,
        decided_by: None,
    };
    both.matrix =
        Matrix::on(TODAY, [says(ReaderKind::OtherRelative, aunt), says(ReaderKind::School, teacher)]);
    both.openings = Openings::of(&both.reader, exceptions, &[], TODAY);
    both
}

#[test]
fn an_exception_for_one_role_decides_nothing_about_the_other() {
    let schools = exception(ForWhom::Kind(ReaderKind::School), FactGroup::School, Verdict::Show);
    let school = |rights: &ReaderRights| {
        rights.verdict(Occasion::Preparation, FactGroup::School, Subject::Child(ELISKA))
    };
    let both = aunt_and_teacher(Verdict::AskHead, Verdict::AskHead, std::slice::from_ref(&schools));
    assert_eq!(school(&both), Verdict::AskHead, "nobody decided about relatives");
    let herself =
        exception(ForWhom::Participant(Id::from_uuid(FATHER_SEATED)), FactGroup::School, Verdict::Show);
    let both = aunt_and_teacher(Verdict::AskHead, Verdict::AskHead, &[herself]);
    assert_eq!(school(&both), Verdict::Show, "decided about her she reads it in both roles");
}

#[test]
fn what_one_role_tells_only_orally_stays_so_when_the_other_is_opened() {
    let herself =
        exception(ForWhom::Participant(Id::from_uuid(FATHER_SEATED)), FactGroup::School, Verdict::Show);
    let both = aunt_and_teacher(Verdict::Oral, Verdict::AskHead, &[herself]);
    let verdict = both.verdict(Occasion::Preparation, FactGroup::School, Subject::Child(ELISKA));
    assert_eq!(verdict, Verdict::Oral);
    assert_eq!(both.of_child_in_each_role(FactGroup::School, ELISKA), [Verdict::Oral, Verdict::Show]);
}

#[test]
fn what_is_over_is_for_somebody_else_or_is_left_to_the_head_opens_nothing() {
    let at = |rights: &ReaderRights, group, about| rights.verdict(Occasion::Preparation, group, about);
    let child = Subject::Child(ELISKA);
    let me = ForWhom::Participant(Id::from_uuid(FATHER_SEATED));
    let violence = FactGroup::ViolenceSafety;
    let opened = Exception {
        about: AboutWhom::Child(Id::from_uuid(ELISKA)),
        ..exception(me, violence, Verdict::Show)
    };
    assert_eq!(at(&father_with(std::slice::from_ref(&opened), &[], TODAY), violence, child), Verdict::Show);
    let ended = Exception { ended: Some(opened.decided), ..opened.clone() };
    let past = Exception { until: Some(date(2026, 11, 20)), ..opened.clone() };
    let other = ForWhom::Participant(Id::from_uuid(Uuid::from_u128(98)));
    let for_another = Exception { whom: other, ..opened.clone() };
    let for_schools = Exception { whom: ForWhom::Kind(ReaderKind::School), ..opened };
    for nothing in [ended, past, for_another, for_schools] {
        assert_eq!(at(&father_with(&[nothing], &[], TODAY), violence, child), Verdict::AskHead);
    }
    let health = (FactGroup::HealthOthers, Subject::Person(MOTHER));
    let given = consent(None, vec![FactGroup::HealthOthers]);
    assert_eq!(at(&father_with(&[], std::slice::from_ref(&given), TODAY), health.0, health.1), Verdict::Show);
    let for_another = Consent { recipient: Id::from_uuid(Uuid::from_u128(14)), ..given.clone() };
    let release = Consent { kind: ConsentKind::Release, ..given };
    for nothing in [for_another, release] {
        assert_eq!(at(&father_with(&[], &[nothing], TODAY), health.0, health.1), Verdict::AskHead);
    }
    // What may endanger somebody is left to the head, whatever was consented to.
    for group in [FactGroup::ViolenceSafety, FactGroup::Criminal, FactGroup::ChildWords] {
        let given = consent(Some(ELISKA), vec![group]);
        assert_eq!(at(&father_with(&[], &[given], TODAY), group, child), Verdict::AskHead, "{group}");
    }
}

#[test]
fn a_stranger_to_one_of_the_children_hears_nothing_of_the_other_adults_household() {
    let about = |rights: &ReaderRights| {
        rights.verdict(Occasion::Record, FactGroup::FamilyHousehold, Subject::Person(MOTHER))
    };
    assert_eq!(about(&father_of_eliska_only()), Verdict::AskHead);
    let both = [ELISKA, HALF_SISTER].map(|child| (child, LegalPosition::ParentWithResponsibility));
    assert_eq!(about(&rights(ReaderKind::ParentWithResponsibility, &both)), Verdict::Show);
}

#[test]
fn the_offices_own_file_is_whole_but_for_the_notifier() {
    for group in FactGroup::ALL {
        let verdict = OfficeFile { demo: false }.verdict(Occasion::Record, group, Subject::Conference);
        assert_eq!(verdict == Verdict::Never, group == FactGroup::Notifier, "{group}");
    }
}
