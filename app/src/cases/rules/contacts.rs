//! Contacts brought to one shape, to see whether two people have the same one.

/// An e-mail as it is compared: without case and spaces. Nothing else is guessed: `j.novak` and `jnovak` are two
/// mailboxes at most providers.
#[must_use]
pub(in crate::cases) fn folded_email(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A phone as it is compared: its digits, without the Czech prefix in any spelling.
#[must_use]
pub(in crate::cases) fn folded_phone(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let bare = digits.strip_prefix("00").unwrap_or(&digits);
    match bare.strip_prefix("420") {
        Some(national) if national.len() == 9 => national.to_owned(),
        _ => bare.to_owned(),
    }
}

/// A postal address as it is compared: words and numbers without case, diacritics, punctuation and the words that
/// people leave out.
#[must_use]
pub(in crate::cases) fn folded_address(text: &str) -> String {
    const LEFT_OUT: &[&str] = &["ul", "ulice", "c", "cp", "cislo", "popisne", "psc", "nam", "namesti"];
    let folded = czech::folding::fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // The postal code is written with a space or without.
    words.filter(|word| !LEFT_OUT.contains(word)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_contact_written_by_two_people_is_one() {
        assert_eq!(
            folded_email(" Marketa.Dolezalova@Rodina.example"),
            folded_email("marketa.dolezalova@rodina.example")
        );
        assert_eq!(folded_phone("+420 605 000 118"), folded_phone("605000118"));
        assert_eq!(folded_phone("00420605000118"), folded_phone("605 000 118"));
        assert_eq!(
            folded_address("ul. Svatoplukova 12\n785 01 Šternberk"),
            folded_address("SVATOPLUKOVA č. 12, 78501 sternberk")
        );
    }

    #[test]
    fn other_contacts_stay_others() {
        assert_ne!(folded_email("jana@rodina.example"), folded_email("jan@rodina.example"));
        assert_ne!(folded_phone("605 000 118"), folded_phone("605 000 119"));
        assert_ne!(
            folded_address("Dlouhá 1, 785 01 Šternberk"),
            folded_address("Dlouhá 2, 785 01 Šternberk")
        );
        // A foreign number that begins with 420 keeps all its digits.
        assert_eq!(folded_phone("420 55"), "42055");
    }

    proptest! {
        #[test]
        fn comparing_twice_changes_nothing(text in "[A-Za-zĚŠČŘŽÝÁÍÉÚŮŇŤĎěščřžýáíéúůňťď0-9 .,/@_-]{0,40}") {
            prop_assert_eq!(folded_email(&folded_email(&text)), folded_email(&text));
            prop_assert_eq!(folded_email(&text.to_uppercase()), folded_email(&text));
            prop_assert_eq!(folded_address(&text.to_uppercase()), folded_address(&text));
        }

        #[test]
        fn spaces_and_prefix_do_not_matter_to_a_phone(number in 100_000_000u64..999_999_999) {
            let spaced = format!("+420 {} {} {}", number / 1_000_000, number / 1000 % 1000, number % 1000);
            // Groups keep their leading zeros as people write them.
            let whole = format!("{:03}{:03}{:03}", number / 1_000_000, number / 1000 % 1000, number % 1000);
            prop_assume!(spaced.chars().filter(char::is_ascii_digit).count() == 12);
            prop_assert_eq!(folded_phone(&spaced), folded_phone(&whole));
        }
    }
}
