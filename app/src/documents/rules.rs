//! How a document is named and shown. Pure.

use std::fmt::Write as _;

/// A hash in lower-case hexadecimal, in groups of eight.
pub(super) fn hash_text(hash: &[u8]) -> String {
    let mut text = String::with_capacity(hash.len() * 2 + hash.len() / 4);
    for (position, byte) in hash.iter().enumerate() {
        if position > 0 && position % 4 == 0 {
            text.push(' ');
        }
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The kind's label as ASCII, the edition, the ending of the media type.
pub(super) fn file_name(label: &str, edition: i64, mime: &str) -> String {
    let ending = match mime {
        "application/pdf" => "pdf",
        "text/calendar" => "ics",
        "text/plain" | "text/plain; charset=utf-8" => "txt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        _ => "bin",
    };
    let slug = czech::folding::slug(label);
    let slug = if slug.is_empty() { "dokument" } else { slug.as_str() };
    format!("{slug}-{edition}.{ending}")
}

/// What the button says: a PDF is opened by the browser, the other ones are taken.
pub(super) fn open_text(mime: &str) -> &'static str {
    match mime {
        "application/pdf" => "Otevřít PDF",
        "text/calendar" => "Stáhnout událost do kalendáře",
        "text/plain" | "text/plain; charset=utf-8" => "Otevřít text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => {
            "Stáhnout dokument Word (DOCX)"
        }
        _ => "Stáhnout soubor",
    }
}

/// Kilobytes, rounded up: a file is never "0 kB".
pub(super) fn size_text(bytes: i64) -> String {
    let kilobytes = bytes.max(1).saturating_add(999) / 1000;
    if kilobytes < 1000 {
        format!("{kilobytes}\u{a0}kB")
    } else {
        format!("{},{}\u{a0}MB", kilobytes / 1000, kilobytes % 1000 / 100)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hash_is_read_in_groups() {
        assert_eq!(hash_text(&[0x9f, 0x2c, 0x1b, 0xe0, 0x7a]), "9f2c1be0 7a");
    }

    #[test]
    fn a_button_says_what_kind_of_file_it_opens() {
        assert_eq!(open_text("application/pdf"), "Otevřít PDF");
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        assert_eq!(open_text(word), "Stáhnout dokument Word (DOCX)");
        assert_eq!(open_text("application/zip"), "Stáhnout soubor");
    }

    #[test]
    fn a_size_is_said_in_words_of_people() {
        assert_eq!(size_text(0), "1\u{a0}kB");
        assert_eq!(size_text(85_400), "86\u{a0}kB");
        assert_eq!(size_text(1_250_000), "1,2\u{a0}MB");
    }

    proptest! {
        #[test]
        fn a_file_name_is_ascii_whatever_the_label(label: String, edition in 1_i64..10_000) {
            let name = file_name(&label, edition, "application/pdf");
            let number = format!("-{}.pdf", edition);
            prop_assert!(name.is_ascii());
            prop_assert!(!name.contains(['/', '\\', ' ', '"']));
            prop_assert!(name.ends_with(&number));
        }
    }
}
