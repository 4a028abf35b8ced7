//! A Word document leaves only as it was cut, and only when its words were read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, reason = "the tests stand in for the slices that claim the keys")]

use std::sync::{Arc, LazyLock};

use facts::{FactGroup, Shears, Shown};
use jiff::Timestamp;
use outbound::{
    Cut, Cutter, Disclosed, Error, Guard, Logistics, Occasion, Rights, Stop, Subject, Verdict, disclose, word,
};
use uuid::Uuid;

static SHEARS: LazyLock<Shears> = LazyLock::new(|| Shears::claim().expect("claimed once"));

const READER: Uuid = Uuid::from_u128(7);

facts::bare_fact!(pub Name: String = Identity; pub Illness: String = HealthChild);

struct Record {
    name: Name,
    illness: Illness,
    place: String,
}

outbound::view! {
    /// The record.
    #[word(source = "<header>Zápis</header>\n<footer>{{ place }}</footer>\n<title>Zápis z konference</title>\n<h1 number=\"1.\">Kdo</h1>\n<p>{% if let Some(name) = name %}<b>{{ name }}</b>{% endif %}\n  v místě {{ place }}{% if let Some(illness) = illness %}, {{ illness }}{% endif %}</p>", title = "Zápis z případové konference")]
    pub struct RecordFile {
        name: Option<Shown<String>>,
        illness: Option<Shown<String>>,
        place: Logistics,
    }

    /// A template that prints no markup.
    #[word(source = "<section>{{ place }}</section>", title = "Zápis")]
    pub struct Crooked {
        place: Logistics,
    }

    /// A template whose table no program opens.
    #[word(source = "<table><tr>{% for _ in 0..64 %}<td>{{ place }}</td>{% endfor %}</tr></table>", title = "Zápis")]
    pub struct Wide {
        place: Logistics,
    }
}

impl Cut<Record> for RecordFile {
    const OCCASION: Occasion = Occasion::Record;
    fn cut(record: &Record, cutter: &Cutter<'_>) -> Self {
        let about = cutter.about(Subject::Conference);
        Self {
            name: about.show(&record.name),
            illness: about.show(&record.illness),
            place: Logistics::of(&record.place),
        }
    }
}

impl Cut<Record> for Crooked {
    const OCCASION: Occasion = Occasion::Record;
    fn cut(record: &Record, _: &Cutter<'_>) -> Self {
        Self { place: Logistics::of(&record.place) }
    }
}

impl Cut<Record> for Wide {
    const OCCASION: Occasion = Occasion::Record;
    fn cut(record: &Record, _: &Cutter<'_>) -> Self {
        Self { place: Logistics::of(&record.place) }
    }
}

/// Shows names only, and stops one word.
#[derive(Default)]
struct Reader {
    stops: Option<&'static str>,
    excused: bool,
    demo: bool,
}

impl Rights for Reader {
    fn verdict(&self, _: Occasion, group: FactGroup, _: Subject) -> Verdict {
        if group == FactGroup::Identity { Verdict::Show } else { Verdict::Never }
    }
    fn may_say_omitted(&self, _: FactGroup) -> bool {
        false
    }
    fn ground(&self, _: Occasion, _: FactGroup, _: Subject) -> Option<outbound::Ground> {
        None
    }
    fn demo(&self) -> bool {
        self.demo
    }
    fn guard(&self) -> Option<Arc<dyn Guard>> {
        let excused = self.excused;
        self.stops.map(|word| Arc::new(Watch { word, excused }) as Arc<dyn Guard>)
    }
}

struct Watch {
    word: &'static str,
    excused: bool,
}

impl Guard for Watch {
    fn read(&self, text: &str) -> Vec<Stop> {
        let found = text.match_indices(self.word);
        found
            .map(|(at, found)| Stop { fact: READER, range: at..at + found.len(), excused: self.excused })
            .collect()
    }
}

fn record() -> Record {
    Record {
        name: Name::new("Jana </b></p><p> Malá & spol."),
        illness: Illness::new("astma"),
        place: "Knihovna".to_owned(),
    }
}

fn cut(reader: &Reader) -> Disclosed<RecordFile> {
    disclose(&SHEARS, &record(), READER, reader)
}

fn moment() -> Timestamp {
    "2026-12-12T09:30:00Z".parse().unwrap()
}

/// The words of a file: nothing in it is compressed.
fn raw(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_document_says_what_the_reader_may_know_and_a_name_stays_a_name() {
    let disclosed = cut(&Reader::default());
    let file = word(&disclosed, moment()).unwrap();
    let body = raw(file.bytes());
    assert!(body.contains("Jana &lt;/b&gt;&lt;/p&gt;&lt;p&gt; Malá &amp; spol.</w:t>"), "{body}");
    assert!(body.contains(" v místě Knihovna</w:t>") && !body.contains("astma"));
    assert!(body.contains("<dc:title>Zápis z případové konference</dc:title>"));
    assert!(!body.contains("UKÁZKA"));
    assert_eq!((file.reader(), file.fingerprint()), (READER, disclosed.fingerprint()));
    assert!(file.mime().ends_with("wordprocessingml.document") && file.replaced().is_empty());
}

#[test]
fn the_same_cut_gives_the_same_bytes() {
    let first = word(&cut(&Reader::default()), moment()).unwrap();
    let second = word(&cut(&Reader::default()), moment()).unwrap();
    assert!(first.bytes() == second.bytes());
    assert!(first.into_bytes().starts_with(b"PK\x03\x04"));
}

#[test]
fn every_page_of_a_demo_says_so() {
    let file = word(&cut(&Reader { demo: true, ..Reader::default() }), moment()).unwrap();
    assert!(raw(file.bytes()).contains("UKÁZKA – smyšlená data, žádný úřední dokument"));
}

#[test]
fn a_protected_word_stops_the_document_wherever_it_stands_in_the_file() {
    for stops in [
        "Knihovna",                     // a field
        "Kdo\n",                        // the template
        "Malá & spol. v místě",         // brought together by the template
        "Zápis\n",                      // the head
        "Knihovna\tstrana",             // the foot
        "1 z 1",                        // what the file adds
        "Zápis z případové konference", // the title in the properties
        "1.\tKdo",                      // a number and its heading
    ] {
        let stopped = cut(&Reader { stops: Some(stops), ..Reader::default() });
        assert!(matches!(word(&stopped, moment()), Err(Error::Stopped)), "{stops:?} left");
    }
    let excused = cut(&Reader { stops: Some("Knihovna"), excused: true, ..Reader::default() });
    assert!(word(&excused, moment()).is_ok());
}

#[test]
fn a_template_that_prints_no_markup_is_an_error_without_its_words() {
    let crooked = disclose::<Crooked, _>(&SHEARS, &record(), READER, &Reader::default());
    let error = word(&crooked, moment()).unwrap_err();
    assert!(matches!(error, Error::Markup(_)));
    assert!(!format!("{error} {error:?}").contains("Knihovna"));
    let wide = disclose::<Wide, _>(&SHEARS, &record(), READER, &Reader::default());
    assert!(matches!(word(&wide, moment()), Err(Error::Word(_))));
}

#[test]
fn debug_of_a_document_shows_nothing_of_it() {
    let file = word(&cut(&Reader::default()), moment()).unwrap();
    assert!(!format!("{file:?}").contains("Knihovna"));
}
