#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::identity::Staff;
use crate::kernel::Choice;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn step(position: i64, document: u128, (channel, step): (Channel, Step), staff: bool) -> Given {
    let noted =
        Moment::in_prague(date(2026, 12, 14), jiff::civil::time(9, 0, 0, 0)).plus_seconds(position * 60);
    Given {
        id: id(u128::from(position.unsigned_abs())),
        participant: id(21),
        position,
        document: id(document),
        channel,
        step,
        reference: None,
        happened: noted.day(),
        noted,
        staff: staff.then(|| id::<Staff>(5)),
    }
}

fn steps(of: &[(Channel, Step, bool)]) -> Vec<Given> {
    (1..).zip(of).map(|(at, (channel, what, staff))| step(at, 1, (*channel, *what), *staff)).collect()
}

#[test]
fn what_was_opened_is_taken_and_is_not_mended() {
    let sent = (Channel::Link, Step::Sent, true);
    let opened = (Channel::Link, Step::Taken, false);
    let undone = (Channel::Link, Step::Undone, true);
    let one = standing(&steps(&[sent, opened]), Some(id(1)));
    assert_eq!((one.state, one.opened, one.mends), (State::Taken, true, false));
    assert!(refusal(&one, (Channel::Link, Step::Undone)).is_some());
    assert_eq!(standing(&steps(&[sent, opened, undone]), Some(id(1))).state, State::Taken);
    let taken_back = standing(&steps(&[sent, undone]), Some(id(1)));
    assert_eq!((taken_back.state, taken_back.opens), (State::Ready, false));
}

#[test]
fn a_newer_extract_begins_anew() {
    let given = steps(&[(Channel::InPerson, Step::Taken, true)]);
    assert_eq!(standing(&given, Some(id(1))).state, State::Taken);
    assert_eq!(standing(&given, Some(id(2))).state, State::Ready);
    assert_eq!(standing(&given, None).state, State::NotReady);
}

#[test]
fn a_held_opening_waits_until_it_is_opened_or_given_anew() {
    let sent = (Channel::Link, Step::Sent, true);
    let held = (Channel::Link, Step::Held, false);
    let one = standing(&steps(&[sent, held]), Some(id(1)));
    assert!(one.state == State::Held && waits(one.state) && one.opens);
    let opened = standing(&steps(&[sent, held, (Channel::Link, Step::Taken, false)]), Some(id(1)));
    assert_eq!(opened.state, State::Taken);
}

#[test]
fn numbers_are_taken_as_people_copy_them() {
    for (typed, kept) in [
        ("RR 123 456 789 CZ", "RR123456789CZ"),
        ("rr123456789cz", "RR123456789CZ"),
        ("DR-1234-5678", "DR12345678"),
    ] {
        assert_eq!(dispatch_number(Channel::Post, typed).as_deref(), Ok(kept));
    }
    for typed in
        ["", "RR12345678CZ", "RR1234567890CZ", "R123456789CZ", "žádné", "ABC", "RR1234S6789CZ", "přišlo 2026"]
    {
        assert!(dispatch_number(Channel::Post, typed).is_err(), "{typed}");
    }
    assert_eq!(dispatch_number(Channel::DataBox, "1 234 567 890").as_deref(), Ok("1234567890"));
    for typed in ["DZ123456", "", "123", "123456789012345678901"] {
        assert!(dispatch_number(Channel::DataBox, typed).is_err(), "{typed}");
    }
}

#[test]
fn a_shared_mailbox_is_not_proposed_where_somebody_is_at_risk() {
    let reach =
        |by_mail, shared, concern| Reach { staff: false, by_mail, shared, concern, told: Some(Told::Email) };
    assert_eq!(proposed(reach(true, false, true)), Channel::Link);
    assert_eq!(proposed(reach(true, true, false)), Channel::Link);
    assert_eq!(proposed(reach(true, true, true)), Channel::InPerson);
    assert_eq!(
        proposed(reach(false, false, false)),
        Channel::InPerson,
        "told by mail, but without an address now"
    );
    let by_letter = Reach { told: Some(Told::Registered), ..reach(false, false, false) };
    assert_eq!(proposed(by_letter), Channel::Post);
}

fn any_step() -> impl Strategy<Value = (Channel, Step)> {
    (prop::sample::select(Channel::ALL), prop::sample::select(Step::ALL))
}

proptest! {
    #[test]
    fn whatever_is_noted_by_the_rules_ends_in_a_state_that_says_it(tries in prop::collection::vec(any_step(), 0..24)) {
        let mut kept: Vec<Given> = Vec::new();
        for what in tries {
            let before = standing(&kept, Some(id(1)));
            if refusal(&before, what).is_some() {
                continue;
            }
            kept.push(step(kept.len() as i64 + 1, 1, what, true));
            let after = standing(&kept, Some(id(1)));
            match what.1 {
                Step::Sent => prop_assert_eq!(after.state, State::Sent),
                Step::Taken => prop_assert_eq!(after.state, State::Taken),
                Step::Returned => prop_assert_eq!(after.state, State::Returned),
                // A mistake mended is as if it had not been: the steps before it count again.
                Step::Undone => prop_assert!(after.state != before.state || after.last != before.last),
                _ => prop_assert!(false, "the program's own steps are not noted by hand"),
            }
            prop_assert!(after.mends || after.state == State::Ready);
            prop_assert!(!after.opened);
        }
    }

    #[test]
    fn mending_gives_back_what_was_before(tries in prop::collection::vec(any_step(), 1..24)) {
        let mut kept: Vec<Given> = Vec::new();
        for what in tries.into_iter().filter(|(_, step)| *step != Step::Undone) {
            let before = standing(&kept, Some(id(1)));
            if refusal(&before, what).is_some() {
                continue;
            }
            kept.push(step(kept.len() as i64 + 1, 1, what, true));
            let mut mended = kept.clone();
            mended.push(step(kept.len() as i64 + 1, 1, (what.0, Step::Undone), true));
            prop_assert_eq!(standing(&mended, Some(id(1))), before);
        }
    }

    #[test]
    fn nothing_is_opened_that_was_not_given_by_link(all in prop::collection::vec((any_step(), any::<bool>(), 1..3_u128), 0..16)) {
        let kept: Vec<Given> = (1..).zip(&all).map(|(at, (what, staff, of))| step(at, *of, *what, *staff)).collect();
        for document in [1, 2] {
            let opens = standing(&kept, Some(id(document))).opens;
            let given = kept.iter().any(|s| s.document == id(document) && s.step == Step::Sent && s.channel == Channel::Link);
            prop_assert!(!opens || given);
        }
        prop_assert!(!standing(&kept, None).opens);
    }
}
