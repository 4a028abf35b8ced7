//! Places where a Czech line must not break.
//!
//! Rules: Internetová jazyková příručka (Ústav pro jazyk český), chapters
//! "Zalomení řádků a neslabičné předložky", "Kalendářní datum" and "Tituly".
//! The rules look at single words, not at grammar, so they bind a little more
//! than a typesetter would; that is never wrong on a page.

use std::iter::once;

/// The no-break space, U+00A0, the only one this crate writes.
pub const NBSP: char = '\u{a0}';

/// Replaces ordinary spaces by no-break ones where Czech typography asks for it.
///
/// After one-letter prepositions and conjunctions (k, s, v, z, o, u, a, i),
/// between a number and its unit or noun, inside dates and number groups, after
/// ordinal numbers, titles, initials and abbreviations such as *č.* or *§*,
/// before titles after a name and before a dash. Applying it twice changes
/// nothing; only single ordinary spaces are ever replaced.
#[must_use]
pub fn nbsp(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 8);
    let (mut previous, mut gap) = ("", "");
    for piece in pieces(text) {
        if piece.starts_with(char::is_whitespace) {
            gap = piece;
        } else {
            push_gap(&mut result, previous, gap, piece);
            result.push_str(piece);
            (previous, gap) = (piece, "");
        }
    }
    result.push_str(gap);
    result
}

/// Replaces no-break spaces by ordinary ones, for places without typography:
/// plain-text mail, calendar files, tables for spreadsheets.
#[must_use]
pub fn plain(text: &str) -> String {
    text.replace(NBSP, " ")
}

/// Alternating runs of words and of white space.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let white = rest.chars().next()?.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != white).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        rest = tail;
        Some(piece)
    })
}

fn push_gap(result: &mut String, left: &str, gap: &str, right: &str) {
    if gap == " " && !left.is_empty() && binds(left, right) {
        result.push(NBSP);
    } else {
        result.push_str(gap);
    }
}

/// Whether the line must not break between two neighbouring words.
fn binds(left: &str, right: &str) -> bool {
    let left = left.trim_start_matches(['„', '"', '(', '[', '‚', '\'', '«', '»']);
    is_short_word(left)
        || matches!(right, "–" | "—")
        || is_number_bound(left, right)
        || is_ordinal_bound(left, right)
        || is_abbreviation_bound(left, right)
        || is_name_bound(left, right)
}

fn is_short_word(word: &str) -> bool {
    matches!(
        word,
        "k" | "s" | "v" | "z" | "o" | "u" | "a" | "i" | "K" | "S" | "V" | "Z" | "O" | "U" | "A" | "I"
    )
}

/// Beginnings of the words that follow a number and belong to it.
const COUNTED: [&str; 28] = [
    "hodin",
    "minut",
    "vteřin",
    "dn",
    "týd",
    "měsíc",
    "rok",
    "let",
    "lid",
    "lét",
    "osob",
    "dět",
    "dít",
    "účastní",
    "úkol",
    "bod",
    "korun",
    "krát",
    "člověk",
    "člen",
    "rodin",
    "stran",
    "příloh",
    "případ",
    "sourozen",
    "formulář",
    "pozván",
    "konferenc",
];

const UNITS: [&str; 22] = [
    "h", "hod", "min", "s", "Kč", "Kčs", "€", "EUR", "%", "‰", "°C", "km", "m", "cm", "mm", "kg", "g", "l",
    "ml", "kB", "MB", "GB",
];

fn is_number_bound(left: &str, right: &str) -> bool {
    let number = left.strip_prefix(['+', '−', '-']).unwrap_or(left);
    // A range or a time ("13.00–15.00", "3,5") is a number, too; "12." is an ordinal one.
    let is_number = number.ends_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ':' | '–'));
    if !is_number {
        return false;
    }
    let core =
        right.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '%' || matches!(c, '“' | '…'));
    if core.chars().all(|c| c.is_ascii_digit()) && !core.is_empty() {
        return number.len() <= 3 && matches!(core.len(), 2 | 3) && !number.contains(['.', ',']);
    }
    UNITS.contains(&core) || COUNTED.iter().any(|beginning| right.starts_with(beginning))
}

/// "10. prosince", "10. 12.", "12. 2026", "8. třída"; not "v roce 5. Potom".
fn is_ordinal_bound(left: &str, right: &str) -> bool {
    let Some(digits) = left.strip_suffix('.') else { return false };
    // The last part of a span such as "10.–12."
    let last = digits.rsplit('–').next().unwrap_or(digits);
    (1..=3).contains(&last.len())
        && last.chars().all(|c| c.is_ascii_digit())
        && right.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase())
}

/// Abbreviations that need what follows them.
fn is_abbreviation_bound(left: &str, right: &str) -> bool {
    let lower = left.to_lowercase();
    match lower.as_str() {
        "č." => {
            right.starts_with(|c: char| c.is_ascii_digit())
                || right.starts_with("j.")
                || right.starts_with("p.")
        }
        "sp." => right.starts_with("zn."),
        "čl." | "odst." | "písm." | "str." | "tel." | "ods." | "kap." | "obr." | "tab." | "§" | "§§"
        | "j." | "zn." => true,
        _ => false,
    }
}

/// Titles before a name. Compared without regard to case, with the full stop.
const TITLES_BEFORE: [&str; 24] = [
    "mgr.", "mga.", "bc.", "bca.", "ing.", "arch.", "mudr.", "mddr.", "mvdr.", "judr.", "phdr.", "rndr.",
    "paeddr.", "pharmdr.", "thdr.", "thlic.", "rsdr.", "dr.", "doc.", "prof.", "p.", "pí.", "sv.", "por.",
];
const TITLES_AFTER: [&str; 12] =
    ["Ph.D.", "PhD.", "Ph.D", "DiS.", "CSc.", "DrSc.", "DSc.", "Th.D.", "MBA", "MPA", "LL.M.", "MSc."];

/// Titles, initials and the titles after a name.
fn is_name_bound(left: &str, right: &str) -> bool {
    let begins_name = right.starts_with(char::is_uppercase);
    let title = TITLES_BEFORE.contains(&left.to_lowercase().as_str());
    let right_is_title = TITLES_BEFORE.contains(&right.to_lowercase().as_str());
    if title && (begins_name || right_is_title) || is_initial(left) && begins_name {
        return true;
    }
    let bare = right.trim_end_matches([',', ')', ';']);
    let after_name = left.ends_with(',') || TITLES_AFTER.contains(&left);
    after_name && TITLES_AFTER.iter().any(|known| bare == *known || right == *known)
}

/// "E." or "Ch.", also several together ("E.D.").
fn is_initial(word: &str) -> bool {
    let Some(letters) = word.strip_suffix('.') else { return false };
    letters
        .split('.')
        .chain(once("X"))
        .all(|part| part == "Ch" || (part.chars().count() == 1 && part.chars().all(char::is_uppercase)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    /// Shows no-break spaces as `~`.
    fn shown(text: &str) -> String {
        nbsp(text).replace(NBSP, "~")
    }

    #[test]
    fn a_short_preposition_stays_with_its_word() {
        assert_eq!(
            shown("Sejdeme se v knihovně a u školy (s matkou)."),
            "Sejdeme se v~knihovně a~u~školy (s~matkou)."
        );
        assert_eq!(shown("V úterý „k soudu“"), "V~úterý „k~soudu“");
    }

    #[test]
    fn numbers_stay_with_units_and_groups() {
        assert_eq!(shown("za 19 dní, 180 000 Kč, 5 %, 40 min."), "za 19~dní, 180~000~Kč, 5~%, 40~min.");
        assert_eq!(shown("779 00 Olomouc, tel. +420 601 234 567"), "779~00 Olomouc, tel.~+420~601~234~567");
        assert_eq!(shown("13.00–15.00 hodin"), "13.00–15.00~hodin");
    }

    #[test]
    fn dates_do_not_break() {
        assert_eq!(shown("ve čtvrtek 10. prosince 2026"), "ve čtvrtek 10.~prosince 2026");
        assert_eq!(shown("dne 10. 12. 2026."), "dne 10.~12.~2026.");
        assert_eq!(shown("v roce 2026. Pak 5. Potom"), "v~roce 2026. Pak 5. Potom");
    }

    #[test]
    fn names_keep_titles_and_initials() {
        assert_eq!(shown("Mgr. Jana Kubíčková, Ph.D., a E. D."), "Mgr.~Jana Kubíčková,~Ph.D., a~E.~D.");
        assert_eq!(shown("Ing. arch. J. Ch. Novák"), "Ing.~arch.~J.~Ch.~Novák");
    }

    #[test]
    fn law_references_and_dashes_stay_together() {
        assert_eq!(
            shown("podle § 10 odst. 3 písm. e) zákona č. 359/1999 Sb."),
            "podle §~10 odst.~3 písm.~e) zákona č.~359/1999 Sb."
        );
        assert_eq!(shown("škola – matka"), "škola~– matka");
    }

    #[test]
    fn layout_made_on_purpose_is_left_alone() {
        assert_eq!(shown("v  domě\nv\ndomě v\t5"), "v  domě\nv\ndomě v\t5");
        assert_eq!(shown(" a "), " a ");
    }

    proptest! {
        #[test]
        fn applying_it_twice_changes_nothing(text in "([a-zA-Zá-ž0-9.,§%–„(]{1,6}|v|10\\.|Mgr\\.|180|000|Kč| |\u{a0}|\n){0,30}") {
            let once = nbsp(&text);
            prop_assert_eq!(nbsp(&once), once);
        }

        #[test]
        fn only_spaces_ever_change(text in any::<String>()) {
            prop_assert_eq!(plain(&nbsp(&text)), plain(&text));
        }
    }
}
