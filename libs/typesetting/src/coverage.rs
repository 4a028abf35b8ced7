//! Which characters can be printed, and a visible stand-in for those that cannot.
//!
//! Under PDF/A and PDF/UA one missing glyph refuses the whole document. A name
//! must not do that, and must not silently lose a letter either: what no embedded
//! font knows becomes `[U+1F600]`, from which the character can be restored.

use std::collections::BTreeSet;

use serde_json::Value;
use typst::text::Font;

/// How careful to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Care {
    /// Whatever some embedded font knows.
    Usual,
    /// Only plain alphabets and punctuation of the text face: no combining marks,
    /// no scripts that need shaping. For documents that failed the usual way.
    Utmost,
}

/// Whether the fonts' knowledge and the standards let a character through.
pub(crate) fn printable(fonts: &[Font], care: Care, character: char) -> bool {
    if is_control(character) || is_unmappable(character) {
        return false;
    }
    let code = u32::from(character);
    match care {
        Care::Usual => fonts.iter().any(|font| font.info().coverage.contains(code)),
        Care::Utmost => {
            is_plain(character) && fonts.iter().take(4).all(|font| font.info().coverage.contains(code))
        }
    }
}

/// Controls have no shape; direction overrides can make a paper read otherwise than it is stored.
fn is_control(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Code points PDF/A will not have as text: private use, byte order mark, noncharacters.
fn is_unmappable(character: char) -> bool {
    let code = u32::from(character);
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}')
        || code & 0xFFFE == 0xFFFE
}

/// Letters and punctuation that stand alone: Latin, Greek, Cyrillic, general punctuation, currency.
fn is_plain(character: char) -> bool {
    matches!(character,
        '\n' | '\u{20}'..='\u{24F}' | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{52F}'
        | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2027}' | '\u{202F}'..='\u{205E}' | '\u{20A0}'..='\u{20BF}')
}

/// Rewrites one text; tabs become spaces and every line end a newline (layout, not content).
pub(crate) fn spell_out(fonts: &[Font], care: Care, text: &str, replaced: &mut BTreeSet<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\t' => out.push(' '),
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' => out.push('\n'),
            _ if printable(fonts, care, character) => out.push(character),
            _ => {
                replaced.insert(character);
                out.push_str(&format!("[U+{:04X}]", u32::from(character)));
            }
        }
    }
    out
}

/// Rewrites every text inside a JSON value; keys belong to the template and stay.
pub(crate) fn spell_out_all(
    fonts: &[Font],
    care: Care,
    value: &Value,
    replaced: &mut BTreeSet<char>,
) -> Value {
    match value {
        Value::String(text) => Value::String(spell_out(fonts, care, text, replaced)),
        Value::Array(items) => items.iter().map(|item| spell_out_all(fonts, care, item, replaced)).collect(),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(key, field)| (key.clone(), spell_out_all(fonts, care, field, replaced)))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}
