//! Czech alphabetical order.
//!
//! The order follows the CLDR tailoring for `cs`: *č, ř, š, ž* are letters of
//! their own after *c, r, s, z*, *ch* stands after *h*, and other diacritics
//! and letter case decide only between otherwise equal words.

use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;
use std::{cmp::Ordering, sync::OnceLock};

/// Names the algorithm and data behind [`sort_key`].
///
/// Stored keys are comparable only within one version. A program that stores
/// keys keeps this text beside them and recomputes all of them when it differs.
/// Change it whenever `icu_collator` changes its minor version.
pub const SORT_KEY_VERSION: &str = "cs/icu4x-2.4";

fn collator() -> &'static CollatorBorrowed<'static> {
    static COLLATOR: OnceLock<CollatorBorrowed<'static>> = OnceLock::new();
    COLLATOR.get_or_init(|| {
        #[expect(
            clippy::expect_used,
            reason = "the Czech data are compiled in; a quiet fallback would store keys in a wrong order"
        )]
        CollatorBorrowed::try_new(locale!("cs").into(), CollatorOptions::default())
            .expect("compiled collation data contain Czech")
    })
}

/// Bytes whose plain byte order is the Czech order of the texts.
///
/// Meant for a `BLOB`/`BYTEA` column with an index. Texts that differ only in
/// Unicode normalisation give the same key; every other difference a reader
/// sees (letter, diacritics, case) gives a different one.
#[must_use]
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    let Ok(()) = collator().write_sort_key_to(text, &mut key);
    key
}

/// Compares two texts in the Czech order; agrees with the order of [`sort_key`].
#[must_use]
pub fn compare(left: &str, right: &str) -> Ordering {
    collator().compare(left, right)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_sort_the_way_a_czech_reader_looks_them_up() {
        let ordered = [
            "Adamová",
            "Cibulka",
            "Czech",
            "Čapek",
            "Ďurica",
            "Dvořák",
            "Hájek",
            "Hron",
            "Chalupa",
            "Chytil",
            "Ivan",
            "Novák",
            "Nováková",
            "Rada",
            "Řada",
            "Sova",
            "Šebek",
            "Zeman",
            "Žák",
        ];
        let mut shuffled = ordered;
        shuffled.reverse();
        shuffled.sort_by_key(|name| sort_key(name));
        assert_eq!(shuffled, ordered);
    }

    #[test]
    fn long_vowels_and_capitals_decide_only_between_equal_words() {
        assert_eq!(compare("Mala", "Malá"), Ordering::Less);
        assert_eq!(compare("Malá", "Malb"), Ordering::Less);
        assert_eq!(compare("hron", "Hron"), Ordering::Less);
        assert_eq!(compare("Hron", "hronec"), Ordering::Less);
    }

    #[test]
    fn composed_and_decomposed_writing_is_the_same_name() {
        assert_eq!(sort_key("Žák"), sort_key("Z\u{30c}a\u{301}k"));
    }

    proptest! {
        #[test]
        fn keys_order_texts_exactly_as_compare_does(a in "[a-zá-žA-Z ]{0,12}", b in "[a-zá-žA-Z ]{0,12}") {
            prop_assert_eq!(sort_key(&a).cmp(&sort_key(&b)), compare(&a, &b));
        }
    }
}
