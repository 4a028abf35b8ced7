//! The aims of the tripwire, held by figures. `cargo run -p tripwire --example figures` prints them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod support;

#[test]
fn of_the_dictionarys_forms_at_least_995_in_a_thousand_are_found() {
    let figures = support::forms(|_, _, _| {});
    let (found, all) = figures.values().fold((0, 0), |(f, a), c| (f + c.found, a + c.all));
    assert!(all > 10_000);
    assert!(found * 1000 >= all * 995, "{found} of {all}");
}

#[test]
fn no_way_of_writing_hides_a_form_that_would_be_found() {
    for (name, count) in support::transformed(17, |_, _| {}) {
        assert!(count.all > 300 && count.share() >= 99.0, "{name}: {} of {}", count.found, count.all);
    }
}

#[test]
fn a_misspelt_word_is_found_where_the_rest_confirms_it() {
    for (name, count) in support::misspelt(7, |_, _| {}) {
        assert!(count.all > 300 && count.share() >= 95.0, "{name}: {} of {}", count.found, count.all);
    }
}

#[test]
fn real_public_text_is_hardly_ever_stopped() {
    let letters = support::letters();
    let mut stops = 0;
    let mut sendings = 0;
    for secrets in support::conferences() {
        // A conference's words are its worker's own choice; "azyl" is found because it stands there.
        let secrets: Vec<_> = secrets.into_iter().filter(|s| s.kind != tripwire::Kind::Words).collect();
        let tripwire = tripwire::Tripwire::of(&secrets);
        for letter in &letters {
            sendings += 1;
            stops += usize::from(!tripwire.read(letter).is_empty());
        }
    }
    assert!(sendings > 1000);
    assert!(stops * 200 <= sendings, "{stops} of {sendings}");
}

#[test]
fn every_trial_ends_as_it_is_written_down() {
    let mut changed = Vec::new();
    support::trials(|wished, secret, text| {
        changed.push(format!("as wished: {wished}, now otherwise: {secret:?} in {text:?}"))
    });
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn hand_written_sentences_do_no_worse_than_when_they_were_measured() {
    let (found, passed) = support::sentences(support::FIRST_SENTENCES, |_, _, _| {});
    assert!((found.found, passed.found) >= (91, 67), "{} {}", found.found, passed.found);
    let (found, passed) = support::sentences(support::SECOND_SENTENCES, |_, _, _| {});
    assert!((found.found, passed.found) >= (47, 38), "{} {}", found.found, passed.found);
}
