//! The rules of the desk, as a worker would put them to the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::*;
use jiff::civil::date;
use proptest::prelude::*;

pub(super) fn begun() -> Situation {
    Situation {
        today: date(2026, 11, 19),
        fitting: Fitting::Convened,
        standing: Standing::Ahead,
        may_decide: false,
        goals: 4,
        day: Some(date(2026, 12, 10)),
        place: true,
        waiting_place: true,
        safety_concern: false,
        phases: 10,
        people: 9,
        children_undecided: 0,
        empty_perspectives: 0,
        facilitator: true,
        minute_taker: true,
        clashes: 0,
        uninvited: 0,
        outdated: 0,
        untold: 0,
        asking: 0,
        unconfirmed: 0,
        guessed: 0,
        nowhere: 0,
        undelivered: 0,
        unanswered: 0,
        declined: 0,
        required_missing: 0,
        lines: 0,
        loose_tasks: 0,
        tasks: crate::follow_up::Standing::default(),
        ungiven: None,
        comments: 0,
        keeps_record: true,
        minutes: false,
        numbered: false,
        preparation: Preparation::default(),
        deadlines: Deadlines { invitations: Some(date(2026, 11, 26)), ..Deadlines::default() },
    }
}

#[test]
fn while_a_meeting_runs_nothing_is_asked_that_could_not_be_done_now() {
    let running =
        Situation { standing: Standing::Running, uninvited: 3, goals: 0, facilitator: false, ..begun() };
    assert_eq!(words(&desk(&running)), ["Jednání právě běží"]);
}

fn words(desk: &Desk) -> Vec<String> {
    desk.missing.iter().map(|l| czech::typography::plain(&l.sentence)).collect()
}

#[test]
fn invitations_are_named_by_how_many_people_wait_for_them() {
    let seven = desk(&Situation { uninvited: 7, ..begun() });
    assert_eq!(words(&seven), ["Odeslat pozvánky 7 lidem"]);
    let one = desk(&Situation { uninvited: 1, ..begun() });
    assert_eq!(words(&one), ["Odeslat pozvánky 1 člověku"]);
}

#[test]
fn two_who_must_not_meet_and_would_are_the_first_thing_about_people() {
    let one = desk(&Situation { clashes: 1, ..begun() });
    assert_eq!(words(&one), ["Oddělit dva lidi, kteří se nesmí potkat"]);
    let more = desk(&Situation { clashes: 2, ..begun() });
    assert_eq!(words(&more), ["Oddělit 2 dvojice lidí, kteří se nesmí potkat"]);
    assert!(words(&desk(&begun())).is_empty());
}

#[test]
fn a_new_day_has_to_be_sent_to_everybody_who_knows_the_old_one() {
    let moved = desk(&Situation { outdated: 4, ..begun() });
    assert_eq!(words(&moved), ["Nový termín poslat 4 lidem"]);
    assert!(!moved.done.iter().any(|line| line.code == "invite"), "nobody may read that all is sent");
    let postponed = desk(&Situation { outdated: 4, standing: Standing::Postponed, ..begun() });
    assert_eq!(words(&postponed), ["Najít nový termín"]);
}

#[test]
fn whoever_gets_no_mail_has_to_be_told_even_of_a_cancelled_meeting() {
    let cancelled = desk(&Situation { standing: Standing::Cancelled, untold: 2, ..begun() });
    assert_eq!(words(&cancelled), ["Říct 2 lidem, že setkání nebude, jak se domluvilo"]);
}

#[test]
fn the_first_line_of_a_new_conference_is_the_question_whether_it_fits() {
    let desk =
        desk(&Situation { fitting: Fitting::Open { left: 8 }, goals: 0, people: 0, day: None, ..begun() });
    assert_eq!(desk.missing.len(), 1);
    assert_eq!(desk.missing[0].path, "/vhodnost/1");
}

#[test]
fn the_head_is_asked_to_decide_and_the_worker_to_ask_the_head() {
    let head = desk(&Situation { fitting: Fitting::Undecided, may_decide: true, ..begun() });
    let worker = desk(&Situation { fitting: Fitting::Undecided, may_decide: false, ..begun() });
    assert!(head.missing[0].sentence.starts_with("Rozhodnout"));
    assert!(worker.missing[0].sentence.starts_with("Požádat"));
}

#[test]
fn not_now_comes_back_on_its_day() {
    let day = date(2026, 11, 19);
    let today = desk(&Situation { fitting: Fitting::NotNow(Some(day)), ..begun() });
    assert_eq!(today.missing.len(), 1);
    let later = desk(&Situation { fitting: Fitting::NotNow(day.tomorrow().ok()), ..begun() });
    assert!(later.missing.is_empty());
}

#[test]
fn after_the_meeting_the_minutes_are_what_is_missing() {
    let held = desk(&Situation { standing: Standing::Held, lines: 12, ..begun() });
    assert_eq!(words(&held), ["Vyhotovit zápis"]);
    let numbered = desk(&Situation { standing: Standing::Held, minutes: true, numbered: true, ..begun() });
    assert!(numbered.missing.is_empty());
}

#[test]
fn what_invited_people_ask_is_said_also_after_a_meeting_was_cancelled() {
    let cancelled =
        desk(&Situation { standing: Standing::Cancelled, asking: 2, unconfirmed: 1, guessed: 1, ..begun() });
    let codes: Vec<&str> = cancelled.missing.iter().map(|line| line.code).collect();
    assert_eq!(codes, ["guessed", "asking", "unconfirmed"]);
}

#[test]
fn a_cancelled_conference_asks_for_nothing() {
    let cancelled = desk(&Situation { standing: Standing::Cancelled, goals: 0, uninvited: 9, ..begun() });
    assert!(cancelled.missing.is_empty());
}

proptest! {
    #[test]
    fn nothing_is_both_missing_and_done(
        goals in 0usize..4, people in 0usize..12, uninvited in 0usize..12, unanswered in 0usize..12,
        facilitator: bool, minute_taker: bool, place: bool, safety_concern: bool, waiting_place: bool,
        held: bool, minutes: bool, numbered: bool, loose_tasks in 0usize..4,
    ) {
        let standing = if held { Standing::Held } else { Standing::Ahead };
        let desk = desk(&Situation { goals, people, uninvited, unanswered, facilitator, minute_taker, place,
            safety_concern, waiting_place, standing, minutes, numbered, loose_tasks, ..begun() });
        for line in &desk.missing {
            prop_assert!(!desk.done.iter().any(|d| d.code == line.code));
            prop_assert!(!line.sentence.is_empty() && !line.button.is_empty());
        }
        if goals == 0 && !held { prop_assert!(desk.missing.iter().any(|l| l.code == "goals")); }
    }
}

#[test]
fn a_sealed_record_waits_until_everybody_has_theirs() {
    let sealed =
        Situation { standing: Standing::Held, minutes: true, numbered: true, ungiven: Some(3), ..begun() };
    let waits = desk(&sealed);
    assert!(waits.missing.iter().any(|line| line.sentence == "Předat zápis: zbývá 3"));
    let given = desk(&Situation { ungiven: Some(0), ..sealed.clone() });
    assert!(
        given.done.iter().any(|line| line.code == "giving")
            && given.missing.iter().all(|line| line.code != "giving")
    );
    let open = desk(&Situation { ungiven: None, ..sealed });
    assert!(open.missing.iter().chain(&open.done).all(|line| line.code != "giving"));
}
