//! What must hold whatever the table says, and the cases practice insists on.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::disclosure::defaults;
use crate::disclosure::matrix::strictness;
use crate::disclosure::model::{Rule, StoredVerdict};
use crate::kernel::{Choice, Id};
use jiff::civil::date;
use proptest::prelude::*;

const ELISKA: Uuid = Uuid::from_u128(1);
const HALF_SISTER: Uuid = Uuid::from_u128(2);
const MOTHER: Uuid = Uuid::from_u128(11);
const FATHER: Uuid = Uuid::from_u128(12);

fn rights(kind: ReaderKind, positions: &[(Uuid, LegalPosition)]) -> ReaderRights {
    ReaderRights {
        reader: Reader {
            participant: Id::from_uuid(Uuid::from_u128(99)),
            person: Some(Id::from_uuid(FATHER)),
            child: None,
            kind,
            also: None,
            positions: positions.iter().map(|(id, p)| (Id::from_uuid(*id), *p)).collect(),
            behind: Vec::new(),
        },
        matrix: Matrix::on(date(2026, 11, 21), defaults::rules().unwrap()),
        children: vec![ELISKA, HALF_SISTER],
        safety_concern: false,
        demo: false,
        concerned: false,
        openings: Openings::default(),
        guard: None,
    }
}

fn father_of_eliska_only() -> ReaderRights {
    rights(
        ReaderKind::ParentWithResponsibility,
        &[(ELISKA, LegalPosition::ParentWithResponsibility), (HALF_SISTER, LegalPosition::None)],
    )
}

#[test]
fn the_father_of_one_half_sibling_learns_nothing_about_the_other() {
    let father = father_of_eliska_only();
    for group in FactGroup::ALL {
        for occasion in [Occasion::Preparation, Occasion::InRoom, Occasion::Record] {
            let verdict = father.verdict(occasion, group, Subject::Child(HALF_SISTER));
            assert_eq!(verdict, Verdict::Never, "{group}");
        }
    }
    assert_eq!(father.verdict(Occasion::Record, FactGroup::School, Subject::Child(ELISKA)), Verdict::Show);
    assert_eq!(
        father.verdict(Occasion::Record, FactGroup::FamilyHousehold, Subject::Conference),
        Verdict::AskHead
    );
}

#[test]
fn a_parent_of_two_children_reads_by_the_position_to_each() {
    let father = rights(
        ReaderKind::ParentWithResponsibility,
        &[
            (ELISKA, LegalPosition::ParentWithResponsibility),
            (HALF_SISTER, LegalPosition::ParentWithoutResponsibility),
        ],
    );
    let school = |child| father.verdict(Occasion::Record, FactGroup::School, Subject::Child(child));
    assert_eq!(school(ELISKA), Verdict::Show);
    assert_eq!(school(HALF_SISTER), Verdict::AskHead);
}

#[test]
fn the_other_parents_health_and_address_are_protected() {
    let father = father_of_eliska_only();
    for group in [FactGroup::HealthOthers, FactGroup::ContactsAddresses, FactGroup::HousingMoney] {
        assert_ne!(
            father.verdict(Occasion::Record, group, Subject::Person(MOTHER)),
            Verdict::Show,
            "{group}"
        );
    }
    assert_eq!(
        father.verdict(Occasion::Record, FactGroup::ContactsAddresses, Subject::Person(FATHER)),
        Verdict::Show
    );
}

#[test]
fn a_school_that_knows_one_child_hears_nothing_of_the_other() {
    let school = rights(ReaderKind::School, &[(ELISKA, LegalPosition::None)]);
    assert_eq!(school.verdict(Occasion::Record, FactGroup::School, Subject::Child(ELISKA)), Verdict::Show);
    assert_eq!(
        school.verdict(Occasion::Record, FactGroup::School, Subject::Child(HALF_SISTER)),
        Verdict::Never
    );
}

#[test]
fn an_invitation_shows_initials_and_nothing_else() {
    let school = rights(ReaderKind::School, &[]);
    for group in FactGroup::ALL {
        for about in [Subject::Child(ELISKA), Subject::Person(MOTHER), Subject::Conference] {
            let shown = school.verdict(Occasion::Invitation, group, about) == Verdict::Show;
            let initials = group == FactGroup::Identity && about == Subject::Child(ELISKA);
            assert_eq!(shown, initials, "{group} {about:?}");
        }
    }
}

#[test]
fn whoever_knows_one_of_the_children_is_invited_about_that_one() {
    let initials = |who: &ReaderRights, child| {
        who.verdict(Occasion::Invitation, FactGroup::Identity, Subject::Child(child))
    };
    let school = rights(ReaderKind::School, &[(ELISKA, LegalPosition::None)]);
    assert_eq!(initials(&school, ELISKA), Verdict::Show);
    assert_eq!(initials(&school, HALF_SISTER), Verdict::Never);
    assert_eq!(initials(&father_of_eliska_only(), HALF_SISTER), Verdict::Never);
}

#[test]
fn afterwards_a_reader_gets_their_own_tasks_only() {
    let school = rights(ReaderKind::School, &[(ELISKA, LegalPosition::None)]);
    let tasks = |about| school.verdict(Occasion::Afterwards, FactGroup::PlanTasks, about);
    assert_eq!(tasks(Subject::Reader), Verdict::Show);
    assert_eq!(tasks(Subject::Person(MOTHER)), Verdict::Never);
    assert_eq!(tasks(Subject::Conference), Verdict::Never);
}

#[test]
fn with_a_safety_concern_no_gap_is_pointed_at_and_no_address_leaves() {
    let carer =
        ReaderRights { safety_concern: true, ..rights(ReaderKind::Child, &[(ELISKA, LegalPosition::None)]) };
    assert!(FactGroup::ALL.iter().all(|group| !carer.may_say_omitted(*group)));
    let address = |about| carer.verdict(Occasion::Record, FactGroup::ContactsAddresses, about);
    assert_eq!(address(Subject::Child(ELISKA)), Verdict::Never);
    assert_eq!(address(Subject::Reader), Verdict::Show);
}

#[test]
fn nobody_is_told_that_something_about_violence_was_left_out() {
    let school = rights(ReaderKind::School, &[]);
    assert!(!school.may_say_omitted(FactGroup::ViolenceSafety));
    assert!(school.may_say_omitted(FactGroup::HealthChild));
}

#[test]
fn a_default_ground_is_never_told() {
    let school = rights(ReaderKind::School, &[]);
    for occasion in [Occasion::Preparation, Occasion::InRoom, Occasion::Invitation] {
        let ground = |group: &FactGroup| school.ground(occasion, *group, Subject::Conference);
        assert!(FactGroup::ALL.iter().all(|group| ground(group).is_none()));
    }
}

#[test]
fn an_extract_says_by_which_rule_something_is_missing_and_cites_nothing_that_nobody_answered_for() {
    let everybody = ReaderKind::ALL.iter().map(|kind| rights(*kind, &[(ELISKA, LegalPosition::None)]));
    let cases = everybody.flat_map(|who| {
        let about =
            [Subject::Conference, Subject::Child(ELISKA), Subject::Child(HALF_SISTER), Subject::Reader];
        FactGroup::ALL
            .iter()
            .flat_map(move |group| about.map(|about| (*group, about)))
            .map(move |at| (who.clone(), at))
    });
    for (who, (group, about)) in cases {
        let ground = who.ground(Occasion::Record, group, about);
        let shown = who.verdict(Occasion::Record, group, about) == Verdict::Show;
        assert_eq!(ground.is_none(), shown, "{:?} {group:?} {about:?}", who.reader.kind);
        assert!(ground.is_none_or(|ground| ground == Ground::Plain));
    }
}

fn any_kind() -> impl Strategy<Value = ReaderKind> {
    proptest::sample::select(ReaderKind::ALL)
}

fn any_group() -> impl Strategy<Value = FactGroup> {
    proptest::sample::select(FactGroup::ALL.to_vec())
}

fn any_positions() -> impl Strategy<Value = Vec<(Uuid, LegalPosition)>> {
    let one = proptest::option::of(proptest::sample::select(LegalPosition::ALL));
    (one.clone(), one).prop_map(|(first, second)| {
        first.map(|p| (ELISKA, p)).into_iter().chain(second.map(|p| (HALF_SISTER, p))).collect()
    })
}

fn any_subject() -> impl Strategy<Value = Subject> {
    proptest::sample::select(vec![
        Subject::Reader,
        Subject::Child(ELISKA),
        Subject::Child(HALF_SISTER),
        Subject::Child(Uuid::from_u128(3)),
        Subject::Person(MOTHER),
        Subject::Person(FATHER),
        Subject::Conference,
    ])
}

/// The most that any row that could apply to the reader allows.
fn most(rights: &ReaderRights, group: FactGroup, occasion: TableOccasion) -> Verdict {
    let mut rows = vec![rights.reader.kind];
    rows.extend(
        LegalPosition::ALL.iter().filter_map(|position| row_towards(rights.reader.kind, Some(*position))),
    );
    rows.into_iter()
        .map(|row| rights.matrix.verdict(row, group, occasion))
        .min_by_key(|verdict| strictness(*verdict))
        .unwrap()
}

proptest! {
    #[test]
    fn nobody_is_shown_more_than_the_table_allows_except_about_themselves(
        kind in any_kind(), positions in any_positions(), group in any_group(), about in any_subject(),
        occasion in proptest::sample::select(TableOccasion::ALL), safety in any::<bool>(),
    ) {
        let rights = ReaderRights { safety_concern: safety, ..rights(kind, &positions) };
        let own = rights.is_reader(about) && matches!(group, FactGroup::Identity | FactGroup::ContactsAddresses);
        prop_assume!(!own);
        let outbound = match occasion {
            TableOccasion::Preparation => Occasion::Preparation,
            TableOccasion::InRoom => Occasion::InRoom,
            TableOccasion::Record => Occasion::Record,
        };
        let verdict = rights.verdict(outbound, group, about);
        prop_assert!(strictness(verdict) >= strictness(most(&rights, group, occasion)));
    }

    #[test]
    fn what_the_table_never_shows_is_shown_on_no_occasion(
        kind in any_kind(), positions in any_positions(), group in any_group(), about in any_subject(),
        occasion in proptest::sample::select(vec![
            Occasion::Invitation, Occasion::Preparation, Occasion::InRoom, Occasion::Record, Occasion::Afterwards,
        ]),
    ) {
        let rights = rights(kind, &positions);
        let own = rights.is_reader(about) && matches!(group, FactGroup::Identity | FactGroup::ContactsAddresses);
        let never = TableOccasion::ALL.iter().all(|column| most(&rights, group, *column) == Verdict::Never);
        if never && !own {
            prop_assert_ne!(rights.verdict(occasion, group, about), Verdict::Show);
        }
    }

    #[test]
    fn a_stricter_table_never_shows_more(
        kind in any_kind(), positions in any_positions(), group in any_group(), about in any_subject(),
        row in any_kind(), column in proptest::sample::select(TableOccasion::ALL),
        occasion in proptest::sample::select(vec![
            Occasion::Invitation, Occasion::Preparation, Occasion::InRoom, Occasion::Record, Occasion::Afterwards,
        ]),
    ) {
        let before = rights(kind, &positions);
        let stricter = Rule {
            id: Id::from_uuid(Uuid::from_u128(5)), office: Id::from_uuid(Uuid::from_u128(6)), reader: row, group,
            occasion: column, verdict: Verdict::Never, ground: String::new(), note: String::new(), purpose: String::new(),
            valid_from: date(2026, 1, 2), valid_to: None, verified_on: None, decided_by: None,
        };
        let rules = defaults::rules().unwrap().into_iter().chain([stricter]);
        let after = ReaderRights { matrix: Matrix::on(date(2026, 11, 21), rules), ..before.clone() };
        prop_assert!(
            strictness(after.verdict(occasion, group, about)) >= strictness(before.verdict(occasion, group, about))
        );
    }

    #[test]
    fn a_safety_concern_never_shows_more(
        kind in any_kind(), positions in any_positions(), group in any_group(), about in any_subject(),
    ) {
        let calm = rights(kind, &positions);
        let afraid = ReaderRights { safety_concern: true, ..calm.clone() };
        for occasion in [Occasion::Invitation, Occasion::Preparation, Occasion::InRoom, Occasion::Record] {
            prop_assert!(
                strictness(afraid.verdict(occasion, group, about)) >= strictness(calm.verdict(occasion, group, about))
            );
        }
        prop_assert!(!afraid.may_say_omitted(group));
    }
}

#[test]
fn stored_verdicts_have_codes_of_the_file() {
    let codes: Vec<_> = StoredVerdict::ALL.iter().map(|v| v.code()).collect();
    assert_eq!(codes, ["show", "oral", "ask_head", "never"]);
}

#[test]
fn an_aunt_who_is_the_teacher_reads_as_the_narrower_of_both() {
    let positions = &[(ELISKA, LegalPosition::None), (HALF_SISTER, LegalPosition::None)];
    let (aunt, teacher) =
        (rights(ReaderKind::OtherRelative, positions), rights(ReaderKind::School, positions));
    let mut both = aunt.clone();
    both.reader.also = Some(ReaderKind::School);
    for group in FactGroup::ALL {
        for occasion in [Occasion::Invitation, Occasion::Preparation, Occasion::InRoom, Occasion::Record] {
            for about in [Subject::Child(ELISKA), Subject::Person(MOTHER), Subject::Conference] {
                let narrower =
                    stricter(aunt.verdict(occasion, group, about), teacher.verdict(occasion, group, about));
                assert_eq!(both.verdict(occasion, group, about), narrower, "{group} {occasion:?} {about:?}");
            }
        }
    }
}

mod decisions;

/// A rule that the office made and somebody answers for.
fn answered_for(
    reader: ReaderKind,
    occasion: TableOccasion,
    (verdict, ground): (Verdict, &str),
) -> super::super::model::Rule {
    let day = date(2026, 11, 1);
    super::super::model::Rule {
        id: Id::from_uuid(Uuid::from_u128(7)),
        office: Id::from_uuid(Uuid::from_u128(5)),
        reader,
        group: FactGroup::HealthChild,
        occasion,
        verdict,
        ground: ground.into(),
        note: String::new(),
        purpose: String::new(),
        valid_from: day,
        valid_to: None,
        verified_on: Some(day),
        decided_by: None,
    }
}

fn with_rules(mut who: ReaderRights, rules: Vec<super::super::model::Rule>) -> ReaderRights {
    who.matrix = Matrix::on(date(2026, 11, 21), defaults::rules().unwrap().into_iter().chain(rules));
    who
}

fn told(words: &str) -> Option<Ground> {
    Some(Ground::Told(words.to_owned()))
}

#[test]
fn the_ground_told_is_the_one_of_the_occasion() {
    let school = ReaderKind::School;
    let who = with_rules(
        rights(school, &[(ELISKA, LegalPosition::None)]),
        vec![
            answered_for(school, TableOccasion::Preparation, (Verdict::Never, "before")),
            answered_for(school, TableOccasion::Record, (Verdict::Never, "after")),
        ],
    );
    let ground = |occasion| who.ground(occasion, FactGroup::HealthChild, Subject::Conference);
    assert_eq!(ground(Occasion::Preparation), told("before"));
    assert_eq!(ground(Occasion::Record), told("after"));
    // A default of the program is nobody's ground.
    assert_eq!(ground(Occasion::InRoom), None);
}

#[test]
fn of_two_roles_and_two_positions_the_ground_of_the_strictest_is_told() {
    let at = TableOccasion::Preparation;
    let mut two = with_rules(
        rights(ReaderKind::School, &[(ELISKA, LegalPosition::None)]),
        vec![
            answered_for(ReaderKind::School, at, (Verdict::Oral, "as a school")),
            answered_for(ReaderKind::OtherRelative, at, (Verdict::Never, "as a relative")),
        ],
    );
    let ground = |who: &ReaderRights, about| who.ground(Occasion::Preparation, FactGroup::HealthChild, about);
    assert_eq!(ground(&two, Subject::Conference), told("as a school"));
    two.reader.also = Some(ReaderKind::OtherRelative);
    assert_eq!(ground(&two, Subject::Conference), told("as a relative"));
    let father = with_rules(
        rights(ReaderKind::ParentWithResponsibility, &[(ELISKA, LegalPosition::ParentWithoutResponsibility)]),
        vec![
            answered_for(ReaderKind::ParentWithResponsibility, at, (Verdict::Show, "why it is shown")),
            answered_for(ReaderKind::ParentWithoutResponsibility, at, (Verdict::AskHead, "by position")),
        ],
    );
    assert_eq!(ground(&father, Subject::Child(ELISKA)), told("by position"));
    assert_eq!(ground(&father, Subject::Conference), told("by position"));
    // To a stranger no row applies, and what a row shows is no ground for leaving out.
    assert_eq!(ground(&father, Subject::Child(HALF_SISTER)), None);
    assert_eq!(ground(&father, Subject::Reader), None);
}
