//! Text from the clipboard.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::cases;
use journal::{LONGEST_LINE, split_pasted};
use proptest::prelude::*;

fn without_gaps<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts
        .into_iter()
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}')
        .collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_word_of_what_is_pasted_is_lost_and_no_line_is_blank(text in r"([a-zá\. \t\r\n\u{a0}\u{b}\u{2028}\u{feff}\u{0}]|\PC){0,60}") {
        let lines = split_pasted(&text);
        prop_assert_eq!(without_gaps(lines.iter().map(String::as_str)), without_gaps([text.as_str()]));
        prop_assert!(lines.iter().all(|line| !line.trim().is_empty() && !line.contains(['\n', '\r', '\0'])));
        let again: Vec<String> = lines.iter().flat_map(|line| split_pasted(line)).collect();
        prop_assert_eq!(again, lines);
    }
}

proptest! {
    // Long texts take long; what differs between them is where the cuts fall.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn long_text_becomes_lines_that_fit(words in proptest::collection::vec("[a-zá]{1,12}[.,!]{0,1}", 1..400), times in 1usize..12) {
        let text = format!("{} ", words.join(" ")).repeat(times);
        let lines = split_pasted(&text);
        prop_assert!(lines.iter().all(|line| line.chars().count() <= LONGEST_LINE));
        prop_assert_eq!(lines.join(" "), text.trim_end());
    }
}

#[test]
fn fifty_thousand_characters_from_word_become_seven_lines_that_end_with_a_sentence() {
    let sentence = "Maminka řekla, že o víkendu zůstane s dětmi u babičky. ";
    let text = sentence.repeat(50_000 / sentence.chars().count());
    let lines = split_pasted(&text);
    assert_eq!(lines.len(), 7);
    assert!(lines.iter().all(|line| line.ends_with('.') && line.starts_with("Maminka")));
}

#[test]
fn a_text_without_a_gap_is_cut_at_the_longest_line() {
    let lengths: Vec<usize> =
        split_pasted(&"ž".repeat(20_000)).iter().map(|line| line.chars().count()).collect();
    assert_eq!(lengths, [8_000, 8_000, 4_000]);
}

#[test]
fn paragraphs_of_word_become_lines_and_blank_ones_go() {
    assert_eq!(
        split_pasted("  První.\r\n\r\n\u{feff}Druhá\u{b}třetí \r čtvrtá\u{2029}\u{a0}\n"),
        ["První.", "Druhá", "třetí", "čtvrtá"]
    );
    assert!(split_pasted(" \n\t\r\n").is_empty());
}
