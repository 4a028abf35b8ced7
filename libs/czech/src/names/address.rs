//! Opening lines of letters and mails, without the closing comma.

use super::{Gender, guess_gender, vocative_family, vocative_given};

/// The greeting that fits everybody.
const NEUTRAL: &str = "Dobrý den";

/// Titles used in address, the highest first: folded title, man, woman.
///
/// Bachelors (Bc.) and DiS. are not addressed by their title in Czech, so they
/// are absent. Source: ÚJČ, "Oslovení"; custom of Czech offices.
const TITLES: [(&str, &str, &str); 20] = [
    ("prof", "profesore", "profesorko"),
    ("doc", "docente", "docentko"),
    ("drsc", "doktore", "doktorko"),
    ("csc", "doktore", "doktorko"),
    ("phd", "doktore", "doktorko"),
    ("thd", "doktore", "doktorko"),
    ("mudr", "doktore", "doktorko"),
    ("mddr", "doktore", "doktorko"),
    ("mvdr", "doktore", "doktorko"),
    ("judr", "doktore", "doktorko"),
    ("phdr", "doktore", "doktorko"),
    ("rndr", "doktore", "doktorko"),
    ("paeddr", "doktore", "doktorko"),
    ("pharmdr", "doktore", "doktorko"),
    ("thdr", "doktore", "doktorko"),
    ("rsdr", "doktore", "doktorko"),
    ("dr", "doktore", "doktorko"),
    ("ing", "inženýre", "inženýrko"),
    ("mgr", "magistře", "magistro"),
    ("mga", "magistře", "magistro"),
];

/// The opening of a formal letter: `Vážená paní magistro Kubíčková`.
///
/// `titles` are all titles of the person, before and after the name, in any
/// order. The gender is guessed; `Dobrý den` when it cannot be. When only the
/// vocative of the surname is in doubt, the surname is left out: `Vážený pane
/// doktore`. Use [`salutation_for`] when the gender is known.
#[must_use]
pub fn salutation(titles: &str, given: &str, family: &str) -> String {
    salutation_for(guess_gender(given, family), titles, family)
}

/// As [`salutation`] with a gender the caller knows (or knows to be unknown).
#[must_use]
pub fn salutation_for(gender: Option<Gender>, titles: &str, family: &str) -> String {
    let Some(gender) = gender else { return NEUTRAL.to_owned() };
    let mut line = match gender {
        Gender::Woman => "Vážená paní",
        Gender::Man => "Vážený pane",
    }
    .to_owned();
    for part in [spoken_title(titles, gender).map(str::to_owned), vocative_family(family, gender)]
        .into_iter()
        .flatten()
    {
        line.push(' ');
        line.push_str(&part);
    }
    line
}

/// The highest title in the vocative, if it is one used in address.
fn spoken_title(titles: &str, gender: Gender) -> Option<&'static str> {
    let present: Vec<String> = titles
        .split([' ', ',', '\u{a0}'])
        .map(|title| title.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect())
        .collect();
    TITLES.iter().find(|(title, ..)| present.iter().any(|p| p == title)).map(|(_, man, woman)| match gender {
        Gender::Man => *man,
        Gender::Woman => *woman,
    })
}

/// The opening of a letter to a child: `Milá Eliško`, `Milý Matyáši`, or `Ahoj`
/// when the name is not a common one.
#[must_use]
pub fn friendly_salutation(given: &str) -> String {
    let gender = guess_gender(given, "");
    let called = gender.and_then(|g| vocative_given(given, g));
    match (gender, called) {
        (Some(Gender::Woman), Some(name)) => format!("Milá {name}"),
        (Some(Gender::Man), Some(name)) => format!("Milý {name}"),
        _ => "Ahoj".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_begins_with_the_right_form() {
        assert_eq!(salutation("Mgr.", "Jana", "Kubíčková"), "Vážená paní magistro Kubíčková");
        assert_eq!(salutation("MUDr.", "", "Zelinková"), "Vážená paní doktorko Zelinková");
        assert_eq!(salutation("Bc.", "Lukáš", "Dvorník"), "Vážený pane Dvorníku");
        assert_eq!(salutation("Mgr.", "Petr", "Hron"), "Vážený pane magistře Hrone");
        assert_eq!(salutation("", "Markéta", "Doležalová"), "Vážená paní Doležalová");
    }

    #[test]
    fn the_highest_title_is_said() {
        assert_eq!(salutation("doc. Ing. Ph.D.", "Eva", "Malá"), "Vážená paní docentko Malá");
        assert_eq!(salutation("Ing. Ph.D.", "Eva", "Malá"), "Vážená paní doktorko Malá");
    }

    #[test]
    fn an_unsure_surname_is_left_out_rather_than_spoiled() {
        assert_eq!(salutation("MUDr.", "Jan", "Vogel"), "Vážený pane doktore");
        assert_eq!(salutation("", "Jana", "Svoboda"), "Vážená paní");
    }

    #[test]
    fn an_unclear_person_is_greeted_neutrally() {
        assert_eq!(salutation("Mgr.", "", "Kratochvíl"), "Dobrý den");
        assert_eq!(salutation("", "", ""), "Dobrý den");
        assert_eq!(salutation_for(Some(Gender::Man), "", "Kratochvíl"), "Vážený pane Kratochvíle");
    }

    #[test]
    fn children_are_called_by_their_name() {
        assert_eq!(friendly_salutation("Eliška"), "Milá Eliško");
        assert_eq!(friendly_salutation("Matyáš"), "Milý Matyáši");
        assert_eq!(friendly_salutation("Nikola"), "Ahoj");
    }
}
