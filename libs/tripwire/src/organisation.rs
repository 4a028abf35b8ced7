//! Schools, workplaces, doctors, shelters.
//!
//! An alarm is raised by the whole name, or by one of its telling words beside a
//! generic word of the same sort: `ZŠ Svatoplukova` is found in *základní škola ve
//! Svatoplukově ulici*, *do školy na Svatoplukovu*. The generic word alone, and
//! the telling word alone, raise none. A name without a generic word (Kovotex) is
//! found alone.

use crate::address_parts::units;
use crate::pattern::{Anchors, Pattern, Place};
use crate::phrase::{Phrase, words_of};
use crate::seek::{Row, is_preposition, listed, looks_like_name, word_at};
use crate::text::{Folded, Gap, Reading};
use crate::word::Word;

/// Generic words of one sort say the same thing.
const SORTS: &[&str] = &[
    // Schools of every kind: parents call all of them škola.
    " zs ms ss sos sou sps oa zus zsms skola skoly skole skolu skolou skol skolam skolach skolka skolky skolce skolku skolkou zakladka zakladky zakladce zakladku gymnazium gymnazia gymnaziu gymnaziem gympl gymplu \
gymplem lyceum lycea lyceu uciliste ucilisti akademie akademii skolni materska materske materskou zakladni stredni druzina druziny druzine druzinu specialni jesle jesli jeslich trida ucitelka ucitel reditelka reditel ",
    " nemocnice nemocnici nemocnic ordinace ordinaci poliklinika polikliniky poliklinice polikliniku ambulance ambulanci klinika kliniky klinice kliniku leka lekar lekare lekari lekarka lekarky zdravotni stredisko strediska stredisku \
mudr pediatr pediatra lecebna lecebny lecebne lecebnu oddeleni sanatorium psycholog psycholozka poradna poradny poradne poradnu ",
    " dum domu dome domem domov domova domove domovem azylovy azyloveho azylovem azyl azylu azylak azylaku centrum centra centru centrem ubytovna ubytovny ubytovne ubytovnu utocisko ustav ustavu zarizeni klokanek \
penzion penzionu hotel hotelu chranene bydleni ",
    " firma firmy firme firmu firmou spolecnost spolecnosti podnik podniku zavod zavodu zavode provozovna provozovny provozovne prodejna prodejny prodejne obchod obchodu obchode tovarna tovarny tovarne sro as spol druzstvo druzstva \
prace praci zamestnavatel zamestnavatele zamestnani zamestnana pracuje pracovala pracoval restaurace restauraci kadernictvi pekarna pekarny pekarne kancelar kancelari sklad skladu ",
    " klub klubu klube krouzek krouzku spolek spolku sdruzeni nadace nadaci organizace organizaci sbor sboru oddil oddilu ddm zus ",
];

/// The sort of workplaces in [`SORTS`].
const WORKPLACES: usize = 3;

/// Titles in the name of a practice.
const PERSONAL: &str = " mudr mddr mvdr phdr judr paeddr mgr ing bc phmr pharmdr ";

/// Generic parts of names that say nothing.
const LEGAL: &str =
    " s r o sro a as z zs spol vos v os ops p po prispevkova organizace statni ceska republika okres im n ";

/// Given in a name, but no name.
const DESCRIBING: &str = " zakladni materska stredni odborna odborne umelecka umelecke vysoka vyssi detsky detska detskeho rodinne rodinny rodinna prumyslova obchodni zdravotnicka specialni prakticka \
skola skolka gymnazium uciliste akademie lyceum domov dum azylovy centrum ordinace nemocnice poliklinika lekar lekarka detske praktickeho lekare pro deti dospele dorost ";

/// True when a line names a house or an institution, not a street.
pub(crate) fn is_house(line: &str) -> bool {
    let text = Folded::of(line, Reading::Looks);
    text.tokens().iter().any(|t| {
        SORTS.iter().take(4).any(|sort| listed(sort, text.letters(t)))
            && t.len() > 1
            && !listed(" trida as ", text.letters(t))
    })
}

/// Everything to look for in one organisation as typed.
pub(crate) fn patterns(typed: &str, reading: Reading) -> Vec<Box<dyn Pattern>> {
    let mut found: Vec<Box<dyn Pattern>> = Vec::new();
    let mut segments = typed.split(',').map(str::trim).filter(|segment| !segment.is_empty());
    let Some(name) = segments.next() else { return found };
    let rest: Vec<&str> = segments.collect();
    let streets = rest.join(", ");
    if units(&streets).iter().any(|parts| !parts.numbers.is_empty() && !parts.street.is_empty()) {
        found.extend(crate::address::patterns(&streets, reading));
    }
    let named = words_of(name);
    // A doctor's or a lawyer's practice bears a person's name.
    if named.iter().any(|word| listed(PERSONAL, Word::fixed(word, reading).base())) {
        found.extend(crate::name::patterns(name, reading));
    }
    let sorts = sorts_of(&named, reading);
    let mut telling: Vec<String> = named.iter().filter(|word| tells(word, reading)).cloned().collect();
    for segment in &rest {
        if telling.is_empty() || looks_like_street(segment) {
            telling.extend(words_of(segment).into_iter().filter(|word| tells(word, reading)));
        }
    }
    let whole: Vec<&str> = named.iter().map(String::as_str).collect();
    let tells_enough = telling.iter().filter(|w| !is_preposition(Word::fixed(w, reading).base())).count();
    if sorts.is_empty() {
        let words: Vec<&str> = named
            .iter()
            .filter(|w| !listed(LEGAL, Word::fixed(w, reading).base()))
            .map(String::as_str)
            .collect();
        found.extend(Phrase::name(&words, reading).map(|p| Box::new(p) as Box<dyn Pattern>));
        // Kaufland Olomouc: people say only Kaufland, but then they say that somebody works there.
        if let (Some(first), true) = (words.first(), words.len() > 1) {
            found.push(Box::new(Institution {
                strict: true,
                ..Institution::of(&[(*first).to_owned()], vec![WORKPLACES], reading)
            }));
        }
    } else if tells_enough == 0 {
        found.extend(Phrase::of(&whole.join(" "), reading).map(|p| Box::new(p) as Box<dyn Pattern>));
    } else {
        found.push(Box::new(Institution::of(&telling, sorts, reading)));
    }
    found
}

fn tells(word: &str, reading: Reading) -> bool {
    let base = Word::fixed(word, reading);
    let base = base.base();
    !listed(LEGAL, base)
        && !listed(DESCRIBING, base)
        && !SORTS.iter().any(|sort| listed(sort, base))
        && (base.len() >= 2 || base.iter().all(u8::is_ascii_digit))
}

fn sorts_of(words: &[String], reading: Reading) -> Vec<usize> {
    let bases: Vec<Word> = words.iter().map(|word| Word::fixed(word, reading)).collect();
    (0..SORTS.len())
        .filter(|n| {
            SORTS.get(*n).is_some_and(|sort| {
                bases.iter().any(|word| listed(sort, word.base()) && !listed(LEGAL, word.base()))
                    || (*n == 0 && bases.iter().any(|word| word.base() == b"zs"))
            })
        })
        .collect()
}

/// A segment that reads like a street: an adjective, a preposition, a square.
fn looks_like_street(segment: &str) -> bool {
    let lower = segment.trim().to_lowercase();
    let first = lower.split(' ').next().unwrap_or_default();
    let adjective = !lower.contains(' ') && (lower.ends_with(['á', 'í']) || lower.ends_with("ova"));
    adjective
        || ["ul.", "ulice", "nám.", "náměstí", "tř.", "třída", "na", "v", "u", "pod", "nad", "za"]
            .contains(&first)
}

/// An institution of a known sort.
struct Institution {
    telling: Vec<(Word, bool)>,
    /// All the telling words in a row, if there are several.
    row: Option<Row>,
    sorts: Vec<usize>,
    /// Only part of the name: exactly, and written as a name.
    strict: bool,
}

impl Institution {
    fn of(telling: &[String], sorts: Vec<usize>, reading: Reading) -> Self {
        let words: Vec<&str> = telling.iter().map(String::as_str).collect();
        let row = Row::of(&words, reading, 0, |_, _| false);
        let telling = telling
            .iter()
            .map(|word| (Word::of(word, reading), word.bytes().all(|b| b.is_ascii_digit())))
            .filter(|(word, number)| *number || !is_preposition(word.base()))
            .collect();
        Self { telling, row: (row.weight() > 1).then_some(row), sorts, strict: false }
    }

    fn generic(&self, text: &Folded, at: usize) -> bool {
        let word = text.word(at);
        text.token(at).is_some()
            && self.sorts.iter().any(|n| SORTS.get(*n).is_some_and(|sort| listed(sort, word)))
    }

    /// A generic word at most so many tokens away, in the same sentence.
    fn generic_near(&self, text: &Folded, first: usize, last: usize, reach: usize) -> Option<Place> {
        for distance in 1..=reach {
            if let Some(at) = first.checked_sub(distance)
                && self.generic(text, at)
                && (at + 1..=first).all(|n| !text.gap(n).has(Gap::STOP))
            {
                return Some((at, last));
            }
            let at = last + distance;
            if self.generic(text, at) && (last + 1..=at).all(|n| !text.gap(n).has(Gap::STOP)) {
                return Some((first, at));
            }
        }
        None
    }

    fn word(&self, text: &Folded, at: usize) -> Option<Place> {
        self.telling.iter().find_map(|(word, number)| {
            if *number {
                let same = text.token(at).is_some_and(|t| t.number) && text.word(at) == word.base();
                return if same { self.generic_near(text, at, at, 2) } else { None };
            }
            let found = word_at(text, at, word, !self.strict)?;
            let reach = if found.doubts > 0 { 2 } else { 4 };
            let (first, last) = self.generic_near(text, found.first, found.last, reach)?;
            let follows = first + 1 == found.first && !text.gap(found.first).has(Gap::DOT | Gap::COMMA);
            let named = looks_like_name(text, at) || !self.strict && (!word.common || follows);
            // Where the words of the name are several, one of them must stand close.
            let close = self.telling.len() == 1 || last - first <= 3;
            (named && close).then_some((first, last))
        })
    }
}

impl Pattern for Institution {
    fn anchors(&self) -> Anchors {
        let words = self.telling.iter().filter(|(_, number)| !number).map(|(word, _)| word.clone()).collect();
        let numbers =
            self.telling.iter().filter(|(_, number)| *number).map(|(word, _)| word.base().to_vec()).collect();
        // Generic words are looked around only for a misspelt name beside them.
        let fixed = self
            .sorts
            .iter()
            .filter_map(|n| SORTS.get(*n))
            .flat_map(|sort| sort.split(' '))
            .filter(|word| !word.is_empty())
            .map(|word| word.as_bytes().to_vec())
            .collect();
        Anchors { words, numbers, fixed }
    }

    fn confirm(&self, text: &Folded, at: usize) -> Option<Place> {
        if let Some(found) = self.row.as_ref().and_then(|row| {
            (at.saturating_sub(row.len())..=at)
                .find_map(|start| row.at(text, start, 0).filter(|f| f.last >= at))
        }) {
            return Some((found.first, found.last));
        }
        let around = if self.generic(text, at) { 2 } else { 0 };
        (at.saturating_sub(around)..=at + around).find_map(|place| self.word(text, place))
    }
}
