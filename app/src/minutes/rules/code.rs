//! The code that a sealed paper bears: twelve signs of a hash in four groups, each with a check sign, so that a slip of
//! the pen is found by arithmetic and not by looking anything up. Pure.
//!
//! The hash is taken over the content's fingerprint and a nonce that only the house knows: without it nobody can test
//! guessed contents against a code they hold.

use sha2::{Digest, Sha256};

/// Signs that are not mistaken for each other when somebody copies them by hand.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Groups of a code.
const GROUPS: usize = 4;
/// Signs of a group without its check sign.
const SIGNS: usize = 3;

/// Why something typed is no code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::minutes) enum Typo {
    /// Too short or too long: so many signs instead of sixteen.
    Length(usize),
    /// A sign that no code has.
    Sign(char),
    /// Groups whose check sign does not fit, from one.
    Groups(Vec<usize>),
}

/// Multiplies by the generator of the field of 32 elements (x⁵ + x² + 1).
const fn times_two(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0b10_0000 == 0 { doubled } else { (doubled ^ 0b10_0101) & 0b1_1111 }
}

/// The check sign of a group. It differs when one sign does, when two neighbours are swapped, and when groups are.
fn check(group: usize, signs: &[u8]) -> u8 {
    let sum = signs.iter().fold(0, |sum, sign| times_two(sum ^ sign));
    sum ^ u8::try_from(group + 1).unwrap_or(0)
}

fn sign(value: u8) -> char {
    ALPHABET.get(usize::from(value & 0b1_1111)).map_or('0', |sign| char::from(*sign))
}

/// What a sign is worth; letters that look like numbers count as these, and those of a Ukrainian keyboard as the Latin
/// ones that look like them.
fn worth(sign: char) -> Option<u8> {
    let upper = match latin(sign).to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == upper).and_then(|at| u8::try_from(at).ok())
}

/// The Latin letter that a Cyrillic one looks like; other signs are themselves.
const fn latin(sign: char) -> char {
    match sign {
        'А' | 'а' => 'A',
        'В' | 'в' => 'B',
        'С' | 'с' => 'C',
        'Е' | 'е' => 'E',
        'Н' | 'н' => 'H',
        'І' | 'і' => 'I',
        'К' | 'к' => 'K',
        'М' | 'м' => 'M',
        'О' | 'о' => 'O',
        'Р' | 'р' => 'P',
        'Т' | 'т' => 'T',
        'У' | 'у' => 'Y',
        'Х' | 'х' => 'X',
        other => other,
    }
}

/// The code of a content, in groups: `7K2M-…`.
#[must_use]
pub(in crate::minutes) fn code(fingerprint: &str, nonce: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(fingerprint.as_bytes());
    hash.update(nonce);
    let bits = hash.finalize().iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    // The first sixty bits, five at a time.
    let signs: Vec<u8> =
        (0..GROUPS * SIGNS).map(|at| u8::try_from(bits >> (59 - 5 * at) & 31).unwrap_or(0)).collect();
    let groups: Vec<String> = signs
        .chunks(SIGNS)
        .enumerate()
        .map(|(group, signs)| {
            let words = signs.iter().copied().chain([check(group, signs)]);
            words.map(sign).collect()
        })
        .collect();
    groups.join("-")
}

/// A code as it was typed, in groups; spaces, dashes, case and letters that look like numbers do not matter.
///
/// # Errors
/// What is wrong with it, found without looking anything up.
pub(in crate::minutes) fn read(typed: &str) -> Result<String, Typo> {
    let signs: Vec<char> =
        typed.chars().filter(|sign| !sign.is_whitespace() && !"-–—.·".contains(*sign)).collect();
    let mut values = Vec::with_capacity(signs.len());
    for sign in &signs {
        values.push(worth(*sign).ok_or(Typo::Sign(*sign))?);
    }
    if values.len() != GROUPS * (SIGNS + 1) {
        return Err(Typo::Length(values.len()));
    }
    let fits = |(group, values): (usize, &[u8])| {
        values.split_last().is_some_and(|(last, signs)| check(group, signs) == *last)
    };
    let wrong: Vec<usize> = values
        .chunks(SIGNS + 1)
        .enumerate()
        .filter(|group| !fits(*group))
        .map(|(group, _)| group + 1)
        .collect();
    if !wrong.is_empty() {
        return Err(Typo::Groups(wrong));
    }
    let groups: Vec<String> =
        values.chunks(SIGNS + 1).map(|group| group.iter().copied().map(sign).collect()).collect();
    Ok(groups.join("-"))
}

/// What the house keeps of a code.
#[must_use]
pub(in crate::minutes) fn kept(code: &str) -> Vec<u8> {
    Sha256::digest(code.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use proptest::prelude::*;

    fn any_code() -> impl Strategy<Value = String> {
        (any::<[u8; 16]>(), "[0-9a-f]{64}").prop_map(|(nonce, hash)| code(&hash, &nonce))
    }

    #[test]
    fn a_code_is_four_groups_of_four_and_depends_on_the_nonce() {
        let one = code("0123", &[1; 16]);
        assert_eq!(one.len(), 19);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
        assert_ne!(one, code("0123", &[2; 16]));
        assert_ne!(one, code("0124", &[1; 16]));
        assert_eq!(one, code("0123", &[1; 16]));
    }

    #[test]
    fn what_is_no_code_is_named() {
        assert_eq!(read(""), Err(Typo::Length(0)));
        assert_eq!(read("7K2M-1"), Err(Typo::Length(5)));
        assert_eq!(read("7K2M-ř"), Err(Typo::Sign('ř')));
    }

    #[test]
    fn letters_of_a_ukrainian_keyboard_count_as_those_that_look_alike() {
        for (cyrillic, alike) in "АВСЕНІКМОРТУХ".chars().zip("ABCEH1KM0PTYX".chars()) {
            assert_eq!(worth(cyrillic), worth(alike), "{cyrillic}");
            assert!(worth(alike).is_some(), "{alike}");
            let small = cyrillic.to_lowercase().next().unwrap();
            assert_eq!(worth(small), worth(alike), "{small}");
        }
        assert_eq!(worth('Ж'), None);
    }

    proptest! {
        #[test]
        fn a_code_is_read_however_it_is_written(code in any_code()) {
            let sloppy = code.replace('-', " ").to_lowercase().replace('0', "o").replace('1', "l");
            prop_assert_eq!(read(&sloppy).unwrap(), code.clone());
            prop_assert_eq!(read(&code.replace('-', "")).unwrap(), code);
        }

        #[test]
        fn one_wrong_sign_is_found_in_its_group(code in any_code(), at in 0_usize..16, other in 0_usize..32) {
            let mut signs: Vec<char> = code.chars().filter(|c| *c != '-').collect();
            let wrong = char::from(ALPHABET[other]);
            prop_assume!(signs[at] != wrong);
            signs[at] = wrong;
            let typed: String = signs.into_iter().collect();
            prop_assert_eq!(read(&typed), Err(Typo::Groups(vec![at / 4 + 1])));
        }

        #[test]
        fn swapped_neighbours_and_swapped_groups_are_found(code in any_code(), at in 0_usize..3, group in 0_usize..4) {
            let mut signs: Vec<char> = code.chars().filter(|c| *c != '-').collect();
            let (one, two) = (group * 4 + at, group * 4 + at + 1);
            if signs[one] != signs[two] {
                signs.swap(one, two);
                let typed: String = signs.iter().collect();
                prop_assert_eq!(read(&typed), Err(Typo::Groups(vec![group + 1])));
            }
            let mut groups: Vec<&str> = code.split('-').collect();
            groups.swap(0, 2);
            let swapped = groups.join("");
            prop_assert_eq!(read(&swapped), Err(Typo::Groups(vec![1, 3])));
        }
    }
}
