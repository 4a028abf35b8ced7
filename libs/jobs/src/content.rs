//! What a job may carry.

use serde_json::Value;

/// The longest code word (`invitation_sent`); nobody's sentence fits between these bounds.
const LONGEST_CODE: usize = 64;

/// Whether the data names things instead of telling about them: numbers, truth values, and texts that are an
/// identifier, a day or a code word (`a-z`, `0-9`, `_`, `-`, `.`, up to 64 characters), in any nesting.
///
/// A fence against carelessness, not against malice: a first name in small letters without diacritics is a code
/// word to it.
#[must_use]
pub fn carries_identifiers_only(data: &Value) -> bool {
    match data {
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => is_code(text),
        Value::Array(items) => items.iter().all(carries_identifiers_only),
        Value::Object(fields) => {
            fields.iter().all(|(name, value)| is_code(name) && carries_identifiers_only(value))
        }
    }
}

fn is_code(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_CODE
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-.".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn identifiers_days_codes_and_numbers_are_let_through() {
        let id = uuid::Uuid::from_u128(0x0194_2d0a_7b3c_7000_8000_0000_0000_0001);
        assert!(carries_identifiers_only(&json!({
            "invitation": id, "day": "2026-12-10", "why": "time_changed", "version": 3, "people": [id, id], "urgent": true,
            "previous": null
        })));
        assert!(carries_identifiers_only(&json!({})));
    }

    #[test]
    fn names_addresses_and_sentences_are_not() {
        for content in ["Anežka", "anežka", "jana@priklad.cz", "dvě slova", "two words", "Brno", ""] {
            assert!(!carries_identifiers_only(&json!({ "ids": [{ "deep": content }] })), "{content}");
            assert!(!carries_identifiers_only(&json!({ content: 1 })), "{content} as a field name");
        }
        assert!(!carries_identifiers_only(&json!("x".repeat(65))));
    }
}
