//! J7: the clock on the wall of a device takes no part.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{cases, device, entry_id, line, minute};
use journal::{Act, Clock, Entry, Outbox, Place};
use proptest::prelude::*;

/// A machine: a counter that only grows, and a clock on its wall that somebody may put right or wrong.
struct Machine {
    counted: i64,
    wall: i64,
}

/// Lines begun at these pauses (microseconds), with an answer of the house before some; the house knows true time.
fn lines(pauses: &[(i64, Option<i64>)], wall_wrong_by: i64, put_right_at: usize) -> Vec<Entry> {
    let mut machine = Machine { counted: 5_000_000, wall: minute(0) + wall_wrong_by };
    let mut truth = minute(0);
    let mut clock = Clock::new(truth, machine.counted);
    let mut outbox = Outbox::new(device(1), 0);
    let mut last: Option<Place> = None;
    let mut made = Vec::new();
    for (number, (pause, round_trip)) in pauses.iter().enumerate() {
        if number == put_right_at {
            machine.wall = truth;
        }
        let sent = machine.counted;
        for step in [*pause, round_trip.unwrap_or(0)] {
            machine.counted += step;
            machine.wall += step;
            truth += step;
        }
        if let Some(round_trip) = round_trip {
            clock = clock.answered(truth - round_trip / 2, sent + pause, machine.counted);
        }
        let now = clock.now(machine.counted);
        let number = u8::try_from(number + 1).unwrap();
        let place = Place::after(last.as_ref(), now, line(number));
        last = Some(place.clone());
        made.push(outbox.put(entry_id(number), now, Act::Begin { line: line(number), phase: None, place }));
    }
    assert!(machine.wall != 0);
    made
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_clock_two_hours_wrong_or_put_right_meanwhile_changes_no_byte(
        pauses in proptest::collection::vec((0i64..600_000_000, proptest::option::of(0i64..4_000_000)), 1..12),
        wrong in -7_200_000_000i64..=7_200_000_000,
        put_right_at in 0usize..12,
    ) {
        let right = serde_json::to_string(&lines(&pauses, 0, 99)).unwrap();
        let other = serde_json::to_string(&lines(&pauses, wrong, put_right_at)).unwrap();
        prop_assert_eq!(right, other);
    }

    #[test]
    fn a_moment_is_true_to_half_of_the_way_there_and_back(
        there in 0i64..3_000_000, back in 0i64..3_000_000, later in 0i64..3_600_000_000, slept in 0i64..3_600_000_000,
    ) {
        // Before the answer the counter stood still while the tablet slept.
        let (sent, truth) = (1_000, minute(0) + slept);
        let clock = Clock::new(minute(0), 0).answered(truth + there, sent, sent + there + back);
        let said = clock.now(sent + there + back + later);
        prop_assert!((said - (truth + there + back + later)).abs() <= (there + back) / 2 + 1);
    }

    #[test]
    fn no_number_makes_the_clock_stumble(house in any::<i64>(), one in any::<i64>(), two in any::<i64>(), three in any::<i64>()) {
        let _ = Clock::new(house, one).answered(house, two, three).now(one);
    }
}

#[test]
fn what_a_device_says_of_the_future_happened_when_it_arrived() {
    let entry =
        |happened| Entry { id: entry_id(1), device: device(1), seq: 1, stamp: 1, happened, act: Act::Remind };
    assert_eq!(entry(minute(130)).within(minute(0), minute(10)).happened, minute(10));
    assert_eq!(entry(minute(-120)).within(minute(0), minute(10)).happened, minute(0));
    assert_eq!(entry(minute(5)).within(minute(0), minute(10)).happened, minute(5));
}
