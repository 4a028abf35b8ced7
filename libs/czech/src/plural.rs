//! Czech forms after numbers: 1 člověk, 2–4 lidé, 5 and more (and 0) lidí.

use crate::typography::NBSP;

/// A whole number that can count things. Implemented for the usual integers.
pub trait Count: Copy {
    /// The distance from zero; a form of a noun does not depend on the sign.
    fn magnitude(self) -> u64;
    /// True for numbers under zero.
    fn negative(self) -> bool;
}

macro_rules! unsigned_count {
    ($($kind:ty),*) => {$(
        impl Count for $kind {
            fn magnitude(self) -> u64 { self as u64 }
            fn negative(self) -> bool { false }
        }
    )*};
}
macro_rules! signed_count {
    ($($kind:ty),*) => {$(
        impl Count for $kind {
            fn magnitude(self) -> u64 { self.unsigned_abs() as u64 }
            fn negative(self) -> bool { self < 0 }
        }
    )*};
}
unsigned_count!(u8, u16, u32, u64, usize);
signed_count!(i8, i16, i32, i64, isize);

impl<N: Count> Count for &N {
    fn magnitude(self) -> u64 {
        (*self).magnitude()
    }
    fn negative(self) -> bool {
        (*self).negative()
    }
}

/// Picks the form a noun takes after `n`.
///
/// The forms are given words, so any case works: nominative
/// `("člověk", "lidé", "lidí")`, dative `("člověku", "lidem", "lidem")`.
/// Only the whole number decides, not its last digit: 21 takes `many`.
#[must_use]
pub fn plural<'word>(n: impl Count, one: &'word str, few: &'word str, many: &'word str) -> &'word str {
    match n.magnitude() {
        1 => one,
        2..=4 => few,
        _ => many,
    }
}

/// The number and its noun, bound by a no-break space: `7 lidí`.
#[must_use]
pub fn count(n: impl Count, one: &str, few: &str, many: &str) -> String {
    format!("{}{NBSP}{}", number(n), plural(n, one, few, many))
}

/// A whole number with no-break spaces between thousands: `180 000`.
#[must_use]
pub fn number(n: impl Count) -> String {
    let digits = n.magnitude().to_string();
    let mut text = String::with_capacity(digits.len() + 8);
    if n.negative() {
        text.push('−');
    }
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(NBSP);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn people_are_counted_in_correct_czech() {
        let people = |n: usize| count(n, "člověk", "lidé", "lidí").replace(NBSP, " ");
        assert_eq!(people(0), "0 lidí");
        assert_eq!(people(1), "1 člověk");
        assert_eq!(people(2), "2 lidé");
        assert_eq!(people(4), "4 lidé");
        assert_eq!(people(5), "5 lidí");
        assert_eq!(people(21), "21 lidí");
        assert_eq!(people(102), "102 lidí");
    }

    #[test]
    fn other_cases_are_just_other_words() {
        assert_eq!(count(1_i64, "člověku", "lidem", "lidem"), "1\u{a0}člověku");
        assert_eq!(count(7_i64, "člověku", "lidem", "lidem"), "7\u{a0}lidem");
    }

    #[test]
    fn thousands_do_not_break_across_lines() {
        assert_eq!(number(180_000_u32), "180\u{a0}000");
        assert_eq!(number(999_u32), "999");
        assert_eq!(number(-1_234_567_i64), "−1\u{a0}234\u{a0}567");
    }
}
