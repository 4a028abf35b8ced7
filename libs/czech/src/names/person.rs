//! A line with a name taken apart into its pieces.

use super::{Gender, given::is_given, guess_gender, salutation_for};
use crate::lines::clean_line;

/// The pieces of a person's name. Any of them may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// Titles before the name, single spaces between them: `doc. Ing.`
    pub title_before: String,
    /// Given name or names: `Anna Marie`.
    pub given: String,
    /// Surname or surnames, with a particle such as `van`.
    pub family: String,
    /// Titles after the name, with commas between them: `Ph.D., MBA`.
    pub title_after: String,
    /// The gender said by *pan*, *paní* or *slečna* in the line, if it was.
    pub stated_gender: Option<Gender>,
}

impl PersonName {
    /// The name in the usual order with titles: `Mgr. Jana Kubíčková, Ph.D.`
    #[must_use]
    pub fn full(&self) -> String {
        let name = joined(&[&self.title_before, &self.given, &self.family]);
        if self.title_after.is_empty() || name.is_empty() {
            name
        } else {
            format!("{name}, {}", self.title_after)
        }
    }

    /// Surname first, for lists and sort keys: `Kubíčková Jana`.
    #[must_use]
    pub fn surname_first(&self) -> String {
        joined(&[&self.family, &self.given])
    }

    /// The stated gender, otherwise the guessed one.
    #[must_use]
    pub fn gender(&self) -> Option<Gender> {
        self.stated_gender.or_else(|| guess_gender(&self.given, &self.family))
    }

    /// The opening of a letter to this person; see [`salutation`](super::salutation).
    #[must_use]
    pub fn salutation(&self) -> String {
        salutation_for(self.gender(), &joined(&[&self.title_before, &self.title_after]), &self.family)
    }

    /// The initials: `E. D.`, with `Ch.` for the Czech letter ch.
    #[must_use]
    pub fn initials(&self) -> String {
        let letters: Vec<String> =
            self.given.split_whitespace().chain(self.family.split_whitespace()).filter_map(initial).collect();
        letters.join(" ")
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// The initials of a name written on one line: `Eliška Doležalová` → `E. D.`
///
/// Titles are left out, and so are particles in lower case (*van*, *de*).
/// Ordinary spaces; pass through `typography::nbsp` for print.
#[must_use]
pub fn initials(name: &str) -> String {
    split(name).initials()
}

fn initial(word: &str) -> Option<String> {
    let first = word.chars().find(|c| c.is_alphabetic())?;
    if first.is_lowercase() {
        return None;
    }
    Some(if word.to_lowercase().starts_with("ch") { "Ch.".to_owned() } else { format!("{first}.") })
}

/// Titles before a name: compared letters, usual writing.
const BEFORE: [(&str, &str); 20] = [
    ("mgr", "Mgr."),
    ("mga", "MgA."),
    ("bc", "Bc."),
    ("bca", "BcA."),
    ("ing", "Ing."),
    ("arch", "arch."),
    ("mudr", "MUDr."),
    ("mddr", "MDDr."),
    ("mvdr", "MVDr."),
    ("judr", "JUDr."),
    ("phdr", "PhDr."),
    ("rndr", "RNDr."),
    ("paeddr", "PaedDr."),
    ("pharmdr", "PharmDr."),
    ("thdr", "ThDr."),
    ("thlic", "ThLic."),
    ("rsdr", "RSDr."),
    ("dr", "Dr."),
    ("doc", "doc."),
    ("prof", "prof."),
];

/// Titles and marks after a name. Written in front by mistake, they move back.
const AFTER: [(&str, &str); 12] = [
    ("phd", "Ph.D."),
    ("dis", "DiS."),
    ("csc", "CSc."),
    ("drsc", "DrSc."),
    ("dsc", "DSc."),
    ("thd", "Th.D."),
    ("mba", "MBA"),
    ("mpa", "MPA"),
    ("llm", "LL.M."),
    ("msc", "MSc."),
    ("ml", "ml."),
    ("st", "st."),
];

/// Takes apart a name as people paste it.
///
/// Understands titles before and after (with or without full stops and commas),
/// *pan/paní*, `Surname, Given`, surname first when written in capitals or when
/// only the last word is a common given name, double given names and surnames,
/// particles. A single word is a surname, unless it is a common given name
/// without title. Names in other orders (Vietnamese, Hungarian) are taken as
/// given name first; let people correct the result.
#[must_use]
pub fn split(line: &str) -> PersonName {
    let cleaned = clean_line(line);
    let mut name = PersonName::default();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    // Words of the name, one list for each piece between commas.
    let mut groups: Vec<Vec<String>> = Vec::new();
    for segment in cleaned.split(',') {
        let mut words = Vec::new();
        for word in unglued(segment).split_whitespace() {
            if let Some(gender) = honorific(word) {
                name.stated_gender = name.stated_gender.or(gender);
            } else if let Some(title) = known_title(&BEFORE, word) {
                before.push(title);
            } else if let Some(title) = known_title(&AFTER, word) {
                after.push(title);
            } else {
                words.push(word.to_owned());
            }
        }
        if !words.is_empty() {
            groups.push(words);
        }
    }
    let addressed = !before.is_empty() || !after.is_empty() || name.stated_gender.is_some();
    (name.given, name.family) = arranged(groups, addressed);
    name.title_before = before.join(" ");
    name.title_after = after.join(", ");
    name
}

/// Puts spaces into "Ing.arch.Jan" and "Ph. D." together.
fn unglued(segment: &str) -> String {
    let mut text = segment.replace("Ph. D.", "Ph.D.").replace("Th. D.", "Th.D.").replace("LL. M.", "LL.M.");
    for (_, title) in BEFORE {
        if let Some(rest) = text.trim_start().strip_prefix(title)
            && rest.starts_with(char::is_alphabetic)
        {
            text = format!("{title} {rest}");
        }
    }
    text
}

/// `Some(None)` for "p.", which may be either.
fn honorific(word: &str) -> Option<Option<Gender>> {
    match word.to_lowercase().as_str() {
        "pan" | "pán" => Some(Some(Gender::Man)),
        "paní" | "pani" | "pí" | "pí." | "slečna" | "sl." => Some(Some(Gender::Woman)),
        "p." => Some(None),
        _ => None,
    }
}

fn known_title(list: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let plain = word.chars().all(|c| c.is_alphabetic() || c == '.');
    // "Doc", "St" or "Ml" without a full stop may be a foreign name; "Mgr" cannot.
    let may_be_name = matches!(letters.as_str(), "doc" | "st" | "ml" | "dis" | "arch" | "prof" | "dr")
        && !word.contains('.');
    list.iter().find(|(known, _)| plain && !may_be_name && *known == letters).map(|(_, title)| *title)
}

/// Given name and surname from the words that are not titles.
fn arranged(groups: Vec<Vec<String>>, addressed: bool) -> (String, String) {
    let mut groups = groups.into_iter();
    let first = groups.next().unwrap_or_default();
    let rest: Vec<String> = groups.flatten().collect();
    if !rest.is_empty() {
        return (tidy(&rest), tidy(&first));
    }
    let capitals: Vec<bool> = first.iter().map(|word| is_capitals(word)).collect();
    if capitals.contains(&true) && capitals.contains(&false) {
        let (family, given): (Vec<_>, Vec<_>) = first.into_iter().partition(|word| is_capitals(word));
        return (tidy(&given), tidy(&family));
    }
    if let [only] = first.as_slice() {
        let looks_given = !addressed && is_given(only);
        return if looks_given { (tidy(&first), String::new()) } else { (String::new(), tidy(&first)) };
    }
    let (given, family) = first.split_at(given_length(&first));
    if is_surname_first(&first) {
        let (family, given) = first.split_at(first.len() - 1);
        return (tidy(given), tidy(family));
    }
    (tidy(given), tidy(family))
}

/// How many words at the beginning are given names.
fn given_length(words: &[String]) -> usize {
    let longest = words.len().saturating_sub(1);
    if let Some(particle) = words.iter().position(|w| w.starts_with(char::is_lowercase)).filter(|p| *p > 0) {
        return particle.min(longest);
    }
    let known = words.iter().take_while(|w| is_given(w)).count();
    if known == 0 { longest } else { known.min(longest) }
}

/// Only the last word is a common given name: `Kubíčková Jana`.
fn is_surname_first(words: &[String]) -> bool {
    let Some((last, others)) = words.split_last() else { return false };
    is_given(last) && others.iter().all(|w| !is_given(w) && !w.ends_with('.'))
}

/// Three or more letters, all capital.
fn is_capitals(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(char::is_uppercase)
}

/// Joins words and lowers those written in capitals: `NOVÁKOVÁ-MALÁ` →
/// `Nováková-Malá`. Capitals inside a name (McDonald) cannot be recovered.
fn tidy(words: &[String]) -> String {
    let lowered = words.iter().map(|word| if is_capitals(word) { capitalised(word) } else { word.clone() });
    lowered.collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut at_start = true;
    let mut result = String::with_capacity(word.len());
    for letter in word.chars() {
        if at_start {
            result.push(letter);
        } else {
            result.extend(letter.to_lowercase());
        }
        at_start = !letter.is_alphabetic();
    }
    result
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn pieces(line: &str) -> [String; 4] {
        let name = split(line);
        [name.title_before, name.given, name.family, name.title_after]
    }

    #[test]
    fn usual_lines_are_taken_apart() {
        assert_eq!(pieces("Mgr. Jana Kubíčková, Ph.D."), ["Mgr.", "Jana", "Kubíčková", "Ph.D."]);
        assert_eq!(pieces("MUDr. Zelinková"), ["MUDr.", "", "Zelinková", ""]);
        assert_eq!(
            pieces("doc. Ing. arch. Jan Novák, CSc., MBA"),
            ["doc. Ing. arch.", "Jan", "Novák", "CSc., MBA"]
        );
        assert_eq!(pieces("Eliška Doležalová"), ["", "Eliška", "Doležalová", ""]);
        assert_eq!(pieces("Anička"), ["", "Anička", "", ""]);
        assert_eq!(pieces("Horáková"), ["", "", "Horáková", ""]);
        assert_eq!(pieces(""), ["", "", "", ""]);
    }

    #[test]
    fn careless_lines_are_taken_apart_too() {
        assert_eq!(pieces("  mgr Jana  Kubíčková Ph. D."), ["Mgr.", "Jana", "Kubíčková", "Ph.D."]);
        assert_eq!(pieces("DiS. Malá"), ["", "", "Malá", "DiS."]);
        assert_eq!(pieces("Ing.Jan Novák"), ["Ing.", "Jan", "Novák", ""]);
        assert_eq!(pieces("KUBÍČKOVÁ Jana, Mgr."), ["Mgr.", "Jana", "Kubíčková", ""]);
        assert_eq!(pieces("Kubíčková Jana"), ["", "Jana", "Kubíčková", ""]);
        assert_eq!(pieces("Kubíčková, Jana"), ["", "Jana", "Kubíčková", ""]);
        assert_eq!(pieces("JAN NOVÁK"), ["", "Jan", "Novák", ""]);
    }

    #[test]
    fn double_names_and_particles_stay_together() {
        assert_eq!(pieces("Anna Marie Nováková"), ["", "Anna Marie", "Nováková", ""]);
        assert_eq!(pieces("Jana Nováková Svobodová"), ["", "Jana", "Nováková Svobodová", ""]);
        assert_eq!(pieces("Pieter van der Berg"), ["", "Pieter", "van der Berg", ""]);
        assert_eq!(pieces("Nikola Marek"), ["", "Nikola", "Marek", ""]);
        assert_eq!(pieces("Martin Karel"), ["", "Martin", "Karel", ""]);
    }

    #[test]
    fn a_stated_gender_is_used_in_the_salutation() {
        assert_eq!(split("p. Kratochvíl").salutation(), "Dobrý den");
        assert_eq!(split("pan Kratochvíl").salutation(), "Vážený pane Kratochvíle");
        assert_eq!(split("paní Mgr. Novák").salutation(), "Vážená paní magistro Novák");
        assert_eq!(split("Mgr. Jana Kubíčková, Ph.D.").salutation(), "Vážená paní doktorko Kubíčková");
    }

    #[test]
    fn initials_know_the_letter_ch() {
        assert_eq!(initials("Eliška Doležalová"), "E. D.");
        assert_eq!(initials("Chantal Doležalová"), "Ch. D.");
        assert_eq!(initials("Mgr. Petr Chalupa, Ph.D."), "P. Ch.");
        assert_eq!(initials("Pieter van der Berg"), "P. B.");
        assert_eq!(initials("Anička"), "A.");
    }

    #[test]
    fn the_pieces_make_the_line_again() {
        for line in [
            "Mgr. Jana Kubíčková, Ph.D.",
            "MUDr. Zelinková",
            "Eliška Doležalová",
            "Bc. Lukáš Dvorník, DiS., MBA",
        ] {
            assert_eq!(split(line).full(), line);
        }
        assert_eq!(split("Mgr. Jana Kubíčková").surname_first(), "Kubíčková Jana");
    }

    proptest! {
        #[test]
        fn no_line_makes_splitting_panic(line in any::<String>()) {
            let name = split(&line);
            let _ = (name.full(), name.initials(), name.salutation());
        }

        #[test]
        fn splitting_a_full_name_again_gives_the_same_pieces(given in "[A-ZČŠ][a-zá-ž]{2,8}", family in "[A-ZČŠ][a-z]{2,8}ová") {
            let once = split(&format!("Mgr. {given} {family}, Ph.D."));
            prop_assert_eq!(split(&once.full()), once);
        }
    }
}
