//! Prepositions before numbers: "se 4 lidmi", "ke 2 úkolům", "ze 3", "ve 13.00".
//!
//! A preposition takes its vowel by how the number is read, and a number is read by its first words: 2, 20 and 2 000
//! begin alike. Where both are said (s 20, se 20), the fuller form stands, which reads well everywhere.

use crate::plural::Count;
use crate::typography::NBSP;

/// How the reading of a number begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// dva, tři, čtyři; dvanáct, třináct, čtrnáct; dvacet, třicet, čtyřicet; dvě stě…
    Cluster,
    /// šest, sedm, šestnáct, sedmdesát…
    Hiss,
    /// sto.
    Hundred,
    /// Everything else: jedna, pět, osm, devět, tisíc, nula.
    Plainly,
}

fn begins(number: u64) -> Begins {
    let mut leading = number;
    while leading >= 1_000 {
        leading /= 1_000;
        // "tisíc", "milion": one of them is not said.
        if leading == 1 {
            return Begins::Plainly;
        }
    }
    let first = match leading {
        100..=199 => return Begins::Hundred,
        200.. => leading / 100,
        20..=99 => leading / 10,
        11..=19 => leading - 10,
        _ => leading,
    };
    match first {
        // Eleven is "jedenáct".
        2..=4 => Begins::Cluster,
        6 | 7 => Begins::Hiss,
        _ => Begins::Plainly,
    }
}

/// "s" or "se" before a number: s 5, se 4, se 6, se 100.
#[must_use]
pub fn with(number: impl Count) -> &'static str {
    if begins(number.magnitude()) == Begins::Plainly { "s" } else { "se" }
}

/// "z" or "ze" before a number: z 5, ze 4, ze 7, ze 100.
#[must_use]
pub fn of(number: impl Count) -> &'static str {
    if begins(number.magnitude()) == Begins::Plainly { "z" } else { "ze" }
}

/// "k" or "ke" before a number: k 5, ke 4, k 6, ke 100.
#[must_use]
pub fn to(number: impl Count) -> &'static str {
    match begins(number.magnitude()) {
        Begins::Cluster | Begins::Hundred => "ke",
        Begins::Hiss | Begins::Plainly => "k",
    }
}

/// "v" or "ve" before a number: v 5, ve 4, v 6, ve 100.
#[must_use]
pub fn within(number: impl Count) -> &'static str {
    match begins(number.magnitude()) {
        Begins::Cluster | Begins::Hundred => "ve",
        Begins::Hiss | Begins::Plainly => "v",
    }
}

/// A time of day, as it is written, with its preposition: "ve 13.00", "v 9.30". The hour decides; what begins with no
/// digit stays as it is after a "v".
#[must_use]
pub fn at(time: &str) -> String {
    let digits = time.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
    let preposition = digits.parse::<u32>().map_or("v", within);
    format!("{preposition}{NBSP}{time}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    /// (number, with, of, to, within)
    const TABLE: [(u64, &str, &str, &str, &str); 36] = [
        (0, "s", "z", "k", "v"),
        (1, "s", "z", "k", "v"),
        (2, "se", "ze", "ke", "ve"),
        (3, "se", "ze", "ke", "ve"),
        (4, "se", "ze", "ke", "ve"),
        (5, "s", "z", "k", "v"),
        (6, "se", "ze", "k", "v"),
        (7, "se", "ze", "k", "v"),
        (8, "s", "z", "k", "v"),
        (9, "s", "z", "k", "v"),
        (10, "s", "z", "k", "v"),
        (11, "s", "z", "k", "v"),
        (12, "se", "ze", "ke", "ve"),
        (13, "se", "ze", "ke", "ve"),
        (14, "se", "ze", "ke", "ve"),
        (15, "s", "z", "k", "v"),
        (16, "se", "ze", "k", "v"),
        (17, "se", "ze", "k", "v"),
        (18, "s", "z", "k", "v"),
        (19, "s", "z", "k", "v"),
        (20, "se", "ze", "ke", "ve"),
        (23, "se", "ze", "ke", "ve"),
        (30, "se", "ze", "ke", "ve"),
        (40, "se", "ze", "ke", "ve"),
        (50, "s", "z", "k", "v"),
        (60, "se", "ze", "k", "v"),
        (72, "se", "ze", "k", "v"),
        (80, "s", "z", "k", "v"),
        (99, "s", "z", "k", "v"),
        (100, "se", "ze", "ke", "ve"),
        (118, "se", "ze", "ke", "ve"),
        (200, "se", "ze", "ke", "ve"),
        (500, "s", "z", "k", "v"),
        (600, "se", "ze", "k", "v"),
        (1_000, "s", "z", "k", "v"),
        (4_000, "se", "ze", "ke", "ve"),
    ];

    #[test]
    fn a_preposition_takes_its_vowel_by_how_the_number_is_read() {
        for (number, s, z, k, v) in TABLE {
            assert_eq!((with(number), of(number), to(number), within(number)), (s, z, k, v), "{number}");
        }
        assert_eq!((with(-4), with(1_999_999), of(23_000)), ("se", "s", "ze"));
    }

    #[test]
    fn every_hour_has_its_preposition() {
        let full: Vec<u32> = (0..24).filter(|hour| at(&format!("{hour}.00")).starts_with("ve")).collect();
        assert_eq!(full, [2, 3, 4, 12, 13, 14, 20, 21, 22, 23]);
        assert_eq!(at("13.00"), "ve\u{a0}13.00");
        assert_eq!(at("9.30"), "v\u{a0}9.30");
        assert_eq!(at("16.05–16.10"), "v\u{a0}16.05–16.10");
        assert_eq!(at("poledne"), "v\u{a0}poledne");
    }

    proptest! {
        #[test]
        fn whatever_is_written_stays(time in ".{0,12}") {
            let told = at(&time);
            prop_assert!(told.ends_with(&time) && told.starts_with('v'));
        }
    }
}
