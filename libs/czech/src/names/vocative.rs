//! The vocative (fifth case) by sound rules.
//!
//! `None` means "not sure" and is meant to lead to a neutral wording.

use super::Gender;

/// The vocative of one or more given names: `Eliška` → `Eliško`, `Petr` → `Petře`.
///
/// `None` for empty or unusual names.
#[must_use]
pub fn vocative_given(given: &str, gender: Gender) -> Option<String> {
    each_word(given, |word| match gender {
        Gender::Woman => woman_given(word),
        Gender::Man => given_exception(word).map(str::to_owned).or_else(|| man(word, Kind::Given)),
    })
}

/// The vocative of a surname: `Novák` → `Nováku`; women's surnames do not change.
///
/// `None` when the rules cannot be sure: foreign spelling, surnames in *-el* or
/// with a cluster before *-ec*, Latin *-us*, women with a surname in *-a*.
#[must_use]
pub fn vocative_family(family: &str, gender: Gender) -> Option<String> {
    each_word(family, |word| match gender {
        Gender::Woman => woman_family(word),
        Gender::Man => family_exception(word).map(str::to_owned).or_else(|| man(word, Kind::Family)),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Given,
    Family,
}

/// Applies a rule to every word, also around hyphens; one doubt spoils the whole.
fn each_word(text: &str, rule: impl Fn(&str) -> Option<String>) -> Option<String> {
    let words: Option<Vec<String>> = text
        .split_whitespace()
        .map(|word| word.split('-').map(&rule).collect::<Option<Vec<_>>>().map(|parts| parts.join("-")))
        .collect();
    words.filter(|w| !w.is_empty()).map(|w| w.join(" "))
}

/// A capitalised word of Czech letters (and ö, ü, ä of old German surnames).
fn is_czech_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() >= 1
        && letters.all(|c| c.is_ascii_lowercase() || "áčďéěíňóřšťúůýžöüä".contains(c))
}

fn woman_given(word: &str) -> Option<String> {
    if !is_czech_word(word) {
        return None;
    }
    Some(word.strip_suffix('a').map_or_else(|| word.to_owned(), |stem| format!("{stem}o")))
}

fn woman_family(word: &str) -> Option<String> {
    (is_czech_word(word) && !word.ends_with('a')).then(|| word.to_owned())
}

fn given_exception(word: &str) -> Option<&'static str> {
    Some(match word {
        "Pavel" => "Pavle",
        "Karel" => "Karle",
        "Havel" => "Havle",
        "Lev" => "Lve",
        "Vavřinec" => "Vavřinče",
        "Julius" => "Julie",
        "George" => "George",
        _ => return None,
    })
}

fn family_exception(word: &str) -> Option<&'static str> {
    Some(match word {
        "Pavel" => "Pavle",
        "Karel" => "Karle",
        "Havel" => "Havle",
        "Kozel" => "Kozle",
        "Orel" => "Orle",
        "Král" => "Králi",
        _ => return None,
    })
}

fn man(word: &str, kind: Kind) -> Option<String> {
    if !is_czech_word(word) || is_foreign_ending(word) {
        return None;
    }
    let last = word.chars().next_back()?;
    match last {
        'a' => replaced(word, "a", "o"),
        'á' | 'e' | 'é' | 'ě' | 'i' | 'í' | 'o' | 'ó' | 'u' | 'ú' | 'ů' | 'y' | 'ý' => {
            Some(word.to_owned())
        }
        'k' => man_in_k(word),
        'h' | 'g' => Some(format!("{word}u")),
        'c' => man_in_c(word, kind),
        'l' => man_in_l(word, kind),
        'r' => man_in_r(word),
        's' if kind == Kind::Family && has_latin_ending(word) => None,
        'š' | 'ž' | 'č' | 'ř' | 'j' | 's' | 'x' | 'z' => Some(format!("{word}i")),
        'b' | 'd' | 'f' | 'm' | 'n' | 'p' | 't' if !is_short_with_e(word) => Some(format!("{word}e")),
        'v' if !is_short_with_e(word) => Some(format!("{word}e")),
        _ => None,
    }
}

/// Spellings whose Czech pronunciation is not what it looks like.
fn is_foreign_ending(word: &str) -> bool {
    const FOREIGN: [&str; 16] = [
        "sch", "th", "sh", "gh", "ph", "cz", "sz", "ue", "eau", "oux", "ay", "oy", "ieu", "ius", "ille", "ou",
    ];
    word.contains(['w', 'q', 'W', 'Q']) && !word.ends_with(['a', 'r', 'k'])
        || FOREIGN.iter().any(|end| word.ends_with(end))
}

/// Marek → Marku, Zdeněk → Zdeňku, but Flek → Fleku and Novák → Nováku.
fn man_in_k(word: &str) -> Option<String> {
    for (ending, short) in [("něk", "ňku"), ("děk", "ďku"), ("těk", "ťku"), ("ek", "ku")] {
        if let Some(stem) = word.strip_suffix(ending) {
            return if has_syllable(stem) {
                Some(format!("{stem}{short}"))
            } else {
                Some(format!("{word}u"))
            };
        }
    }
    Some(format!("{word}u"))
}

/// Němec → Němče; Kadlec is unclear; Ignác → Ignáci.
fn man_in_c(word: &str, kind: Kind) -> Option<String> {
    let Some(stem) = word.strip_suffix("ec") else { return Some(format!("{word}i")) };
    let mut before = stem.chars().rev();
    let (last, earlier) = (before.next()?, before.next()?);
    // A soft pair (Svatopluk Němec has n before ě dropped in writing) or a cluster is not regular.
    let regular = kind == Kind::Family && !is_vowel(last) && is_vowel(earlier) && has_syllable(stem);
    regular.then(|| format!("{stem}če"))
}

/// Michal → Michale; Daniel → Danieli; surnames in -el are unclear.
fn man_in_l(word: &str, kind: Kind) -> Option<String> {
    if word.ends_with("el") || word.ends_with("ěl") {
        return (kind == Kind::Given).then(|| format!("{word}i"));
    }
    if word.ends_with("ýl") || word.chars().count() < 4 && kind == Kind::Family {
        return None;
    }
    Some(format!("{word}e"))
}

/// Petr → Petře after a consonant, Libor → Libore after a vowel.
fn man_in_r(word: &str) -> Option<String> {
    let stem = word.strip_suffix('r')?;
    if stem.ends_with(is_vowel) { Some(format!("{word}e")) } else { Some(format!("{stem}ře")) }
}

fn has_latin_ending(word: &str) -> bool {
    ["us", "os", "as", "es", "is"].iter().any(|end| word.strip_suffix(end).is_some_and(has_syllable))
}

/// One syllable with a short e that may drop out: Lev, Pes, Chleb.
fn is_short_with_e(word: &str) -> bool {
    let vowels = word.chars().filter(|c| is_vowel(c.to_lowercase().next().unwrap_or(*c))).count();
    vowels == 1 && word.contains(['e', 'ě'])
}

/// A vowel, or r/l between two consonants (Krč-, Vlč-).
fn has_syllable(stem: &str) -> bool {
    let letters: Vec<char> = stem.to_lowercase().chars().collect();
    letters.iter().any(|c| is_vowel(*c))
        || letters.windows(3).any(|three| matches!(three, [_, 'r' | 'l', after] if !is_vowel(*after)))
}

fn is_vowel(c: char) -> bool {
    "aáeéěiíoóuúůyýöüä".contains(c)
}

fn replaced(word: &str, ending: &str, by: &str) -> Option<String> {
    word.strip_suffix(ending).map(|stem| format!("{stem}{by}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: impl Fn(&str) -> Option<String>, pairs: &[(&str, &str)]) {
        for (name, expected) in pairs {
            assert_eq!(rule(name).as_deref(), Some(*expected), "{name}");
        }
    }

    #[test]
    fn women_are_called_by_their_given_name() {
        check(
            |n| vocative_given(n, Gender::Woman),
            &[
                ("Eliška", "Eliško"),
                ("Jana", "Jano"),
                ("Marie", "Marie"),
                ("Lucie", "Lucie"),
                ("Anička", "Aničko"),
                ("Dagmar", "Dagmar"),
                ("Andrea", "Andreo"),
                ("Anna Marie", "Anno Marie"),
                ("Nikol", "Nikol"),
            ],
        );
    }

    #[test]
    fn men_are_called_by_their_given_name() {
        check(
            |n| vocative_given(n, Gender::Man),
            &[
                ("Petr", "Petře"),
                ("Alexandr", "Alexandře"),
                ("Viktor", "Viktore"),
                ("Radek", "Radku"),
                ("Marek", "Marku"),
                ("Zdeněk", "Zdeňku"),
                ("Luděk", "Luďku"),
                ("Čeněk", "Čeňku"),
                ("František", "Františku"),
                ("Dominik", "Dominiku"),
                ("Vojtěch", "Vojtěchu"),
                ("Oleg", "Olegu"),
                ("Tomáš", "Tomáši"),
                ("Matyáš", "Matyáši"),
                ("Ondřej", "Ondřeji"),
                ("Jan", "Jane"),
                ("David", "Davide"),
                ("Josef", "Josefe"),
                ("Filip", "Filipe"),
                ("Jakub", "Jakube"),
                ("Václav", "Václave"),
                ("Vít", "Víte"),
                ("Karel", "Karle"),
                ("Pavel", "Pavle"),
                ("Daniel", "Danieli"),
                ("Samuel", "Samueli"),
                ("Michal", "Michale"),
                ("Kamil", "Kamile"),
                ("Jiří", "Jiří"),
                ("Ivo", "Ivo"),
                ("René", "René"),
                ("Honza", "Honzo"),
                ("Alois", "Aloisi"),
                ("Denis", "Denisi"),
                ("Felix", "Felixi"),
                ("Ignác", "Ignáci"),
                ("Vavřinec", "Vavřinče"),
                ("Štěpán", "Štěpáne"),
            ],
        );
    }

    #[test]
    fn men_are_called_by_their_surname() {
        check(
            |n| vocative_family(n, Gender::Man),
            &[
                ("Novák", "Nováku"),
                ("Svoboda", "Svobodo"),
                ("Novotný", "Novotný"),
                ("Dvořák", "Dvořáku"),
                ("Černý", "Černý"),
                ("Procházka", "Procházko"),
                ("Kučera", "Kučero"),
                ("Horák", "Horáku"),
                ("Němec", "Němče"),
                ("Moravec", "Moravče"),
                ("Hájek", "Hájku"),
                ("Vaněk", "Vaňku"),
                ("Vlček", "Vlčku"),
                ("Flek", "Fleku"),
                ("Beneš", "Beneši"),
                ("Kovář", "Kováři"),
                ("Kříž", "Kříži"),
                ("Král", "Králi"),
                ("Doležal", "Doležale"),
                ("Kratochvíl", "Kratochvíle"),
                ("Hron", "Hrone"),
                ("Holub", "Holube"),
                ("Dvorník", "Dvorníku"),
                ("Krejčí", "Krejčí"),
                ("Janů", "Janů"),
                ("Čech", "Čechu"),
                ("Müller", "Müllere"),
                ("Ševčenko", "Ševčenko"),
                ("Fuks", "Fuksi"),
                ("Purkyně", "Purkyně"),
                ("Novák-Svoboda", "Nováku-Svobodo"),
            ],
        );
    }

    #[test]
    fn womens_surnames_do_not_change() {
        check(
            |n| vocative_family(n, Gender::Woman),
            &[("Kubíčková", "Kubíčková"), ("Malá", "Malá"), ("Janů", "Janů"), ("Novák", "Novák")],
        );
    }

    #[test]
    fn no_form_is_better_than_a_wrong_one() {
        for unsure in
            ["Kadlec", "Vogel", "Paulus", "Bosch", "Smith", "Lev", "Łukasz", "N", "", "d'Artagnan", "Motýl"]
        {
            assert_eq!(vocative_family(unsure, Gender::Man), None, "{unsure}");
        }
        assert_eq!(vocative_family("Svoboda", Gender::Woman), None);
        assert_eq!(vocative_given("Đức", Gender::Man), None);
    }
}
