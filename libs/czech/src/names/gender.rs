//! Grammatical gender guessed from a name, only to choose a form of address.

use super::given::known_given;

/// Grammatical gender used when addressing a person. Not a statement about the
/// person and never stored as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "Vážená paní".
    Woman,
    /// "Vážený pane".
    Man,
}

/// Guesses the gender from a given name and surname; either may be empty.
///
/// The surname decides by its ending (*-ová, -á*: woman; *-ý*: man), the first
/// given name by a list of common names. When both speak and disagree, or none
/// speaks, the answer is `None`; only a woman's given name with a surname in the
/// basic form (Jana Novák) is not a disagreement, since the law allows it (§ 69
/// of Act 301/2000 Sb.).
#[must_use]
pub fn guess_gender(given: &str, family: &str) -> Option<Gender> {
    let by_given = given.split_whitespace().next().and_then(known_given);
    match (by_given, by_family(family)) {
        (Some(a), Some(b)) if a != b => None,
        (a, b) => a.or(b),
    }
}

/// What the ending of a surname says, looking at every part of a double one.
fn by_family(family: &str) -> Option<Gender> {
    let lower = family.to_lowercase();
    let mut parts = lower.split([' ', '-']).filter(|part| part.chars().count() > 2).map(|part| {
        if part.ends_with('á') {
            Some(Gender::Woman)
        } else if part.ends_with('ý') {
            Some(Gender::Man)
        } else {
            None
        }
    });
    let first = parts.next()?;
    // "Malá-Novák" is unclear; "Nováková Malá" is not.
    if parts.all(|other| other == first) { first } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surname_or_given_name_tells_when_it_can() {
        assert_eq!(guess_gender("", "Zelinková"), Some(Gender::Woman));
        assert_eq!(guess_gender("", "Malá"), Some(Gender::Woman));
        assert_eq!(guess_gender("", "Novotný"), Some(Gender::Man));
        assert_eq!(guess_gender("Radek", "Doležal"), Some(Gender::Man));
        assert_eq!(guess_gender("Jana", "Novák"), Some(Gender::Woman));
        assert_eq!(guess_gender("Oksana", "Shevchenko"), Some(Gender::Woman));
    }

    #[test]
    fn an_unclear_name_stays_unclear() {
        assert_eq!(guess_gender("", "Kratochvíl"), None);
        assert_eq!(guess_gender("", "Krejčí"), None);
        assert_eq!(guess_gender("Nikola", "Krejčí"), None);
        assert_eq!(guess_gender("Petr", "Nováková"), None);
        assert_eq!(guess_gender("", "Kim"), None);
        assert_eq!(guess_gender("", ""), None);
    }
}
