//! Text folded for searching: one lower-case ASCII writing for all the ways
//! people type the same name.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Fewest letters or digits a prefix search accepts; fewer would list everyone.
pub const SHORTEST_PREFIX: usize = 2;

/// Longest file-name part [`slug`] returns, in characters.
pub const LONGEST_SLUG: usize = 60;

/// Folds a text for a search column: lower case, no diacritics, single spaces.
///
/// The result is printable ASCII without space at either end. Letters of other
/// alphabets are transliterated, so a Ukrainian name is found by its Latin
/// writing too; symbols without a Latin writing disappear. Folding twice
/// changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    for character in text.nfd().filter(|c| !is_combining_mark(*c)) {
        if character.is_ascii() {
            latin.push(character);
        } else if character.is_whitespace() {
            latin.push(' ');
        } else if character.is_alphanumeric() || is_typographic_punctuation(character) {
            latin.push_str(deunicode::deunicode_char(character).unwrap_or(""));
        }
    }
    let printable: String = latin
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| matches!(c, ' '..='~'))
        .collect();
    let words: Vec<String> = printable.split_whitespace().map(str::to_ascii_lowercase).collect();
    words.join(" ")
}

/// Dashes, quotation marks and the like that have an ASCII counterpart.
fn is_typographic_punctuation(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201F}' | '…' | '«' | '»' | '‹' | '›' | '§' | '№')
}

/// The half-open range `[low, high)` of folded texts that begin with `query`.
///
/// Use it as `column >= low AND column < high` with byte order (`BINARY`,
/// `COLLATE "C"`), where an index answers it. `None` when the query has fewer
/// than [`SHORTEST_PREFIX`] letters or digits.
#[must_use]
pub fn prefix_range(query: &str) -> Option<(String, String)> {
    let low = fold(query);
    if low.chars().filter(char::is_ascii_alphanumeric).count() < SHORTEST_PREFIX {
        return None;
    }
    let mut high = low.clone();
    // Folded text is at most '~', so the next character always exists and is ASCII.
    let last = high.pop()?;
    high.push(char::from(u8::try_from(last).ok()?.checked_add(1)?));
    Some((low, high))
}

/// A part of a file name or address: `a–z`, `0–9` and single hyphens only.
///
/// At most [`LONGEST_SLUG`] characters; `"soubor"` when nothing usable is left.
/// Callers add a prefix of their own (a date, a kind of document), which also
/// avoids device names such as `con` on Windows.
#[must_use]
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let parts: Vec<&str> =
        folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()).collect();
    let joined: String = parts.join("-").chars().take(LONGEST_SLUG).collect();
    let trimmed = joined.trim_end_matches('-');
    if trimmed.is_empty() { "soubor".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_found_however_it_is_typed() {
        for typed in [
            "Doležalová  Eliška",
            " DOLEŽALOVÁ ELIŠKA",
            "dolezalova eliska",
            "Dolez\u{30c}alova\u{301}\u{a0}Eliška",
        ] {
            assert_eq!(fold(typed), "dolezalova eliska");
        }
    }

    #[test]
    fn foreign_letters_get_a_latin_writing() {
        assert_eq!(fold("Łukasz Groß"), "lukasz gross");
        assert_eq!(fold("Олена"), "olena");
        assert_eq!(fold("Nguyễn Thị Lan"), "nguyen thi lan");
    }

    #[test]
    fn file_marks_keep_their_slash() {
        assert_eq!(fold("Om 118/2026"), "om 118/2026");
    }

    #[test]
    fn one_letter_is_too_little_to_search_by() {
        assert_eq!(prefix_range("d"), None);
        assert_eq!(prefix_range(" . "), None);
        assert_eq!(prefix_range("Do"), Some(("do".to_owned(), "dp".to_owned())));
    }

    #[test]
    fn file_names_are_plain_ascii() {
        assert_eq!(
            slug("Zápis z případové konference – 10. 12. 2026"),
            "zapis-z-pripadove-konference-10-12-2026"
        );
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("💥"), "soubor");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(once.chars().all(|c| matches!(c, ' '..='~') && !c.is_ascii_uppercase()));
            prop_assert!(!once.contains("  ") && once.trim() == once);
        }

        #[test]
        fn every_text_lies_in_the_range_of_its_own_beginning(text in "[A-Za-zá-ž0-9/ -]{2,20}", cut in 2usize..20) {
            let folded = fold(&text);
            let beginning: String = folded.chars().take(cut).collect();
            if let Some((low, high)) = prefix_range(&beginning) {
                prop_assert!(low <= folded && folded < high);
            }
        }

        #[test]
        fn the_range_holds_nothing_but_texts_with_that_beginning(text in "[a-z~]{1,6}", query in "[a-z]{2,4}") {
            let (low, high) = prefix_range(&query).unwrap();
            prop_assert_eq!(low <= text && text < high, text.starts_with(&low));
        }

        #[test]
        fn a_slug_is_always_a_safe_file_name_part(text in any::<String>()) {
            let part = slug(&text);
            prop_assert!(!part.is_empty() && part.len() <= LONGEST_SLUG);
            prop_assert!(part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            prop_assert!(!part.starts_with('-') && !part.ends_with('-'));
        }
    }
}
