//! Cleaning of text that people type or paste.
//!
//! Removes what a reader cannot see but a program would keep: control
//! characters, U+0000 (PostgreSQL refuses it), marks that turn the direction of
//! writing (they can make a file name or a sentence read differently from what
//! is stored; see Unicode Technical Report 36) and zero-width characters, which
//! break searching. The result is in Unicode form NFC.

use unicode_normalization::UnicodeNormalization;

/// Cleans a one-line field: no line breaks, single spaces, nothing invisible.
///
/// No-break spaces become ordinary ones; typography is added on output only.
#[must_use]
pub fn clean_line(text: &str) -> String {
    let visible = without_invisible(text);
    visible.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

/// Cleans a text of several lines, each line as [`clean_line`] does.
///
/// All kinds of line ends become `\n`; more empty lines in a row become one and
/// empty lines at both ends disappear. Indentation is not kept.
#[must_use]
pub fn clean_text(text: &str) -> String {
    let unified = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{0b}', '\u{0c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let mut lines: Vec<String> = Vec::new();
    for line in unified.split('\n').map(clean_line) {
        let blank_before = lines.last().is_none_or(String::is_empty);
        if !(line.is_empty() && blank_before) {
            lines.push(line);
        }
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

fn without_invisible(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let joins_emoji = character == '\u{200d}'
            && kept.chars().next_back().is_some_and(is_emoji_part)
            && characters.peek().copied().is_some_and(is_emoji_part);
        if joins_emoji || !is_invisible(character) {
            kept.push(character);
        }
    }
    kept
}

fn is_invisible(character: char) -> bool {
    if character.is_whitespace() {
        return false;
    }
    character.is_control()
        || matches!(character,
            '\u{ad}' // soft hyphen
            | '\u{61c}' | '\u{200e}' | '\u{200f}' // direction marks
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // embeddings, overrides, isolates
            | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
            | '\u{180e}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // fillers that look like nothing
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}') // annotations, tags
}

/// Characters between which a zero-width joiner builds one picture.
fn is_emoji_part(character: char) -> bool {
    matches!(character,
        '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}'
        | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_pasted_name_loses_what_cannot_be_seen() {
        assert_eq!(clean_line("  Jana\u{a0}\u{200b} Kubíc\u{30c}ková\r\n"), "Jana Kubíčková");
        assert_eq!(clean_line("a\u{0}b\u{7}c"), "abc");
    }

    #[test]
    fn a_file_name_cannot_hide_its_real_ending() {
        assert_eq!(clean_line("zapis\u{202e}fdp.exe"), "zapisfdp.exe");
    }

    #[test]
    fn a_family_picture_stays_whole_but_a_joiner_between_letters_goes() {
        assert_eq!(clean_line("👩\u{200d}👧"), "👩\u{200d}👧");
        assert_eq!(clean_line("No\u{200d}vák"), "Novák");
    }

    #[test]
    fn paragraphs_survive_and_empty_runs_shrink() {
        assert_eq!(
            clean_text("\r\n\r\nPrvní  řádek\t\r\ndruhý\r\r\r\rtřetí\u{2028}čtvrtý\n\n"),
            "První řádek\ndruhý\n\ntřetí\nčtvrtý"
        );
        assert_eq!(clean_text(" \n \n"), "");
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent_and_leaves_no_control_characters(text in any::<String>()) {
            let line = clean_line(&text);
            prop_assert_eq!(clean_line(&line), line.clone());
            prop_assert!(!line.chars().any(char::is_control));
            let block = clean_text(&text);
            prop_assert_eq!(clean_text(&block), block.clone());
            prop_assert!(!block.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}
