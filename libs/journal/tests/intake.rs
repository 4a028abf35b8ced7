//! The house's door, and what a device makes of its answers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{cases, entries, entry_id, id, line, minute};
use journal::{Act, Answer, Entry, Known, LARGEST, Outbox, Place, Refusal, Sender, Text, fold, sift};
use proptest::prelude::*;
use uuid::Uuid;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_entry_that_arrives_is_kept_known_or_refused_and_arriving_again_changes_nothing(
        entries in entries(), head in 0u64..20,
    ) {
        let known = Known { stamp: head, ids: [entry_id(1)].into(), ..Known::default() };
        let sifted = sift(entries.clone(), &known, Sender::House);
        prop_assert_eq!(sifted.fresh.len() + sifted.known.len() + sifted.refused.len(), entries.len());
        let kept: Vec<Uuid> = sifted.fresh.iter().map(|entry| entry.id).collect();
        let after = Known {
            ids: known.ids.iter().copied().chain(kept.iter().copied()).collect(),
            counts: sifted.fresh.iter().map(|entry| (entry.device, entry.seq)).collect(),
            stamp: sifted.stamp,
        };
        let again = sift(sifted.fresh.clone(), &after, Sender::House);
        prop_assert_eq!(&again.fresh, &[] as &[Entry]);
        prop_assert_eq!(again.known, kept);
        prop_assert!(sifted.fresh.iter().all(|entry| entry.stamp <= sifted.stamp));
    }

    /// Whatever arrives as JSON: it is read or refused, and what is read can be folded.
    #[test]
    fn an_entry_survives_being_sent(entries in entries()) {
        let sent = serde_json::to_string(&entries).unwrap();
        let read: Vec<Entry> = serde_json::from_str(&sent).unwrap();
        prop_assert_eq!(&read, &entries);
        prop_assert_eq!(fold(&read, None), fold(&entries, None));
    }
}

#[test]
fn what_is_no_entry_is_not_read() {
    let sound = r#"{"id":"0a00000e-0000-7000-8000-000000000e01","device":"0a00000d-0000-7000-8000-000000000d01",
        "seq":1,"stamp":1,"happened":1790000000000000,"act":{"do":"remind"}}"#;
    assert!(serde_json::from_str::<Entry>(sound).is_ok());
    for (from, to) in [
        ("remind", "forget"),
        ("\"seq\":1", "\"seq\":-1"),
        ("\"stamp\":1", "\"stamp\":1.5"),
        ("\"seq\":1", "\"seq\":1,\"note\":1"),
        (
            "{\"do\":\"remind\"}",
            "{\"do\":\"begin\",\"line\":\"0a00000e-0000-7000-8000-000000000e01\",\"place\":\"12\"}",
        ),
        (
            "{\"do\":\"remind\"}",
            "{\"do\":\"step\",\"seat\":\"0a00000e-0000-7000-8000-000000000e01\",\"step\":\"flew\"}",
        ),
    ] {
        assert!(serde_json::from_str::<Entry>(&sound.replace(from, to)).is_err(), "{to}");
    }
}

fn write(outbox: &mut Outbox, number: u8, text: &str, over: &[Uuid]) -> Entry {
    let act = Act::Write { line: line(1), text: Text::from(text), over: over.to_vec() };
    outbox.put(id(0xe, number), minute(i64::from(number)), act)
}

#[test]
fn a_sentence_typed_in_ten_steps_leaves_the_device_as_one_entry() {
    let mut outbox = Outbox::new(common::device(1), 0);
    let place = Place::after(None, minute(0), line(1));
    outbox.put(id(0xe, 1), minute(0), Act::Begin { line: line(1), phase: None, place });
    let mut over = vec![id(0xe, 99)];
    for number in 2..12 {
        over = vec![write(&mut outbox, number, &"x".repeat(usize::from(number)), &over).id];
    }
    let batch = outbox.batch(10);
    assert_eq!(batch.len(), 2);
    let Act::Write { over, .. } = &batch[1].act else { panic!("a text") };
    assert_eq!(over, &[id(0xe, 99)], "it stands over what the first step stood over");
}

#[test]
fn a_text_that_may_have_left_is_never_replaced_on_the_device() {
    let mut outbox = Outbox::new(common::device(1), 0);
    let first = write(&mut outbox, 1, "Máma", &[]);
    let _ = outbox.batch(10);
    write(&mut outbox, 2, "Máma přijde", &[first.id]);
    assert_eq!(outbox.waiting(), 2);
}

#[test]
fn two_tabs_that_were_copied_from_each_other_both_keep_all_they_wrote() {
    let mut one = Outbox::new(common::device(1), 0);
    write(&mut one, 1, "společné", &[]);
    let mut other = one.clone();
    let mut sent = one.batch(9);
    write(&mut one, 2, "první karta", &[id(0xe, 1)]);
    sent.extend(one.batch(9));
    let house = sift(sent, &Known::default(), Sender::Device).fresh;
    assert_eq!(house.len(), 2);

    let _ = other.batch(9);
    write(&mut other, 3, "druhá karta", &[id(0xe, 1)]);
    let known = Known {
        ids: house.iter().map(|entry| entry.id).collect(),
        counts: house.iter().map(|entry| (entry.device, entry.seq)).collect(),
        stamp: 2,
    };
    let sifted = sift(other.batch(9), &known, Sender::Device);
    assert_eq!((sifted.known.len(), sifted.refused[0].why), (1, Refusal::CountTaken));
    let heard = other.answered(&Answer { kept: sifted.known, refused: sifted.refused, stamp: 2 });
    assert!(heard.new_name && heard.kept[0].id == id(0xe, 1));
    other.rename(common::device(7));
    assert_eq!(sift(other.batch(9), &known, Sender::Device).fresh.len(), 1);
}

#[test]
fn what_the_house_does_not_take_stays_on_the_device_and_is_shown() {
    let mut outbox = Outbox::new(common::device(1), 0);
    let long = write(&mut outbox, 1, &"ž".repeat(64_001), &[]);
    let sifted = sift(outbox.batch(9), &Known::default(), Sender::Device);
    assert_eq!(sifted.refused[0].why, Refusal::TooLong);
    let _ = outbox.answered(&Answer { kept: Vec::new(), refused: sifted.refused, stamp: 0 });
    assert_eq!((outbox.waiting(), outbox.aside().len()), (0, 1));
    assert!(outbox.unkept().any(|entry| *entry == long));
}

#[test]
fn fifty_thousand_characters_in_one_line_are_taken() {
    let mut outbox = Outbox::new(common::device(1), 0);
    write(&mut outbox, 1, &"ž".repeat(50_000), &[]);
    assert_eq!(sift(outbox.batch(9), &Known::default(), Sender::Device).fresh.len(), 1);
}

#[test]
fn a_device_whose_stamp_went_mad_stamps_anew_and_drags_nobody_along() {
    let mut outbox = Outbox::new(common::device(1), LARGEST - 1);
    write(&mut outbox, 1, "první", &[]);
    let known = Known { stamp: 40, ..Known::default() };
    let sifted = sift(outbox.batch(9), &known, Sender::Device);
    assert_eq!((sifted.refused[0].why, sifted.stamp), (Refusal::StampAhead, 40));
    let _ = outbox.answered(&Answer { kept: Vec::new(), refused: sifted.refused, stamp: 40 });
    let again = sift(outbox.batch(9), &known, Sender::Device);
    assert_eq!((again.fresh[0].stamp, again.stamp), (41, 41));
}
