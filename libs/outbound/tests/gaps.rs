//! An extract keeps the numbers of its master and says what is missing where that is safe.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, reason = "the tests stand in for the slices that claim the keys")]

use std::sync::{Arc, LazyLock};

use facts::{FactGroup, Shears, Shown};
use proptest::prelude::*;

use outbound::{
    Cut, Cutter, Disclosed, Guard, Numbered, Occasion, Omission, Omissions, Rights, Subject, Verdict,
    disclose, page, paper, word,
};
use uuid::Uuid;

static SHEARS: LazyLock<Shears> = LazyLock::new(|| Shears::claim().expect("claimed once"));

const READER: Uuid = Uuid::from_u128(1);

facts::bare_fact! {
    pub Plan: String = PlanTasks;
    pub Health: String = HealthOthers;
    pub Money: String = HousingMoney;
    pub Safety: String = ViolenceSafety;
    pub Notice: String = Notifier;
    pub Support: String = CareHistory;
}

/// The words of a point, by the group they belong to.
enum Words {
    Plan(Plan),
    Health(Health),
    Money(Money),
    Safety(Safety),
    Notice(Notice),
    /// Not known.
    Nothing,
}

struct Point {
    number: u32,
    words: Words,
    support: Option<Support>,
}

fn point(number: u32, words: Words) -> Point {
    Point { number, words, support: None }
}

fn plan(number: u32) -> Point {
    point(number, Words::Plan(Plan::new(format!("dohoda {number}"))))
}

struct Master {
    points: Vec<Point>,
    voice: Vec<Words>,
}

outbound::view! {
    /// A point.
    pub struct PointRow {
        number: u32,
        text: Option<Shown<String>>,
        support: Option<Shown<String>>,
    }

    /// The extract.
    #[page(source = "{% for place in points %}{% if let Some(point) = place.shown() %}{{ point.number }} {% if let Some(text) = point.text %}{{ text }}{% endif %};{% endif %}{% if let Some(gap) = place.gap() %}{{ gap.number() }} –{% for omission in gap.omitted() %} {{ omission.what }}{% if let Some(ground) = omission.ground %} ({{ ground }}){% endif %}{% if omission.orally %} ústně{% endif %}{% endfor %};{% endif %}{% endfor %}{% if points.is_empty() %}žádný bod{% endif %}{% if points.is_withheld() %}zde nic{% endif %}|{% for omission in omitted %}{% if let Some(block) = omission.block %}{{ block }}: {% endif %}{{ omission.what }};{% endfor %}")]
    #[paper(source = "#import \"/house.typ\": *\n#show: house\n= Výpis\n#if data.points == none [zde nic] else [#for p in data.points [#if \"gap\" in p [#p.number – #p.gap.at(0).what] else [#p.number #p.text]; ]]", title = "Výpis")]
    #[word(source = "<ol>{% for place in points %}{% if let Some(point) = place.shown() %}<li number=\"{{ point.number }}.\">{% if let Some(text) = point.text %}{{ text }}{% endif %}</li>{% endif %}{% if let Some(gap) = place.gap() %}<li number=\"{{ gap.number() }}.\"><i>ve výpisu není: {% for omission in gap.omitted() %}{{ omission.what }}{% endfor %}</i></li>{% endif %}{% endfor %}</ol>", title = "Výpis")]
    pub struct Extract {
        omitted: Omissions,
        points: Numbered<PointRow>,
        voice: Option<Vec<Shown<String>>>,
    }
}

fn shown(cutter: &Cutter<'_>, words: &Words) -> Option<Shown<String>> {
    let about = cutter.about(Subject::Conference);
    match words {
        Words::Plan(fact) => about.show(fact),
        Words::Health(fact) => about.show(fact),
        Words::Money(fact) => about.show(fact),
        Words::Safety(fact) => about.show(fact),
        Words::Notice(fact) => about.show(fact),
        Words::Nothing => None,
    }
}

impl Cut<Master> for Extract {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(master: &Master, cutter: &Cutter<'_>) -> Self {
        let items = master.points.iter().map(|point| (point.number, point));
        Self {
            omitted: cutter.omitted(),
            points: cutter.numbered(items, |point: &Point| {
                let text = Some(shown(cutter, &point.words)?);
                let support = cutter.about(Subject::Conference).show_known(point.support.as_ref());
                Some(PointRow { number: point.number, text, support })
            }),
            voice: cutter.block("voice", || {
                let voices: Vec<_> = master.voice.iter().filter_map(|words| shown(cutter, words)).collect();
                (master.voice.is_empty() || !voices.is_empty()).then_some(voices)
            }),
        }
    }
}

/// Shows the plan. Tells of everything but violence, as the application does; of nothing where there is a concern.
struct Reader {
    concern: bool,
    guarded: &'static str,
}

const CALM: Reader = Reader { concern: false, guarded: "" };
const AFRAID: Reader = Reader { concern: true, guarded: "" };

impl Rights for Reader {
    fn verdict(&self, _: Occasion, group: FactGroup, _: Subject) -> Verdict {
        match group {
            FactGroup::PlanTasks => Verdict::Show,
            FactGroup::HousingMoney => Verdict::Oral,
            _ => Verdict::Never,
        }
    }
    // Deliberately without the notifier: the cut must not ask about them.
    fn may_say_omitted(&self, group: FactGroup) -> bool {
        !self.concern && group != FactGroup::ViolenceSafety
    }
    fn ground(&self, _: Occasion, group: FactGroup, _: Subject) -> Option<outbound::Ground> {
        (group == FactGroup::HealthOthers).then(|| outbound::Ground::Told("§ 51 zákona".to_owned()))
    }
    fn demo(&self) -> bool {
        false
    }
    fn guard(&self) -> Option<Arc<dyn Guard>> {
        (!self.guarded.is_empty()).then(|| Arc::new(Stops(self.guarded)) as Arc<dyn Guard>)
    }
}

struct Stops(&'static str);

impl Guard for Stops {
    fn read(&self, text: &str) -> Vec<outbound::Stop> {
        let found = text.match_indices(self.0);
        found
            .map(|(at, found)| outbound::Stop { fact: READER, range: at..at + found.len(), excused: false })
            .collect()
    }
}

fn cut(points: Vec<Point>, voice: Vec<Words>, reader: &Reader) -> Disclosed<Extract> {
    disclose(&SHEARS, &Master { points, voice }, READER, reader)
}

fn page_of(points: Vec<Point>, voice: Vec<Words>, reader: &Reader) -> String {
    page(&cut(points, voice, reader)).unwrap().into_html()
}

fn health(number: u32) -> Point {
    point(number, Words::Health(Health::new("deprese matky")))
}

fn safety(number: u32) -> Point {
    point(number, Words::Safety(Safety::new("bil ji")))
}

#[test]
fn a_gap_stands_at_its_number_with_its_ground_and_is_not_told_twice() {
    let points = vec![plan(1), health(4), point(5, Words::Money(Money::new("dluhy"))), plan(7)];
    assert_eq!(
        page_of(points, Vec::new(), &CALM),
        "1 dohoda 1;4 – zdraví dalších osob (§ 51 zákona);5 – bydlení a peníze ústně;7 dohoda 7;|"
    );
}

#[test]
fn paper_and_word_document_have_the_gap_in_the_same_place() {
    let disclosed = cut(vec![plan(1), health(4), plan(7)], Vec::new(), &CALM);
    let moment = "2026-12-12T09:30:00Z".parse().unwrap();
    assert!(paper(&disclosed, moment).is_ok());
    let file = word(&disclosed, moment).unwrap();
    let body = String::from_utf8_lossy(file.bytes()).into_owned();
    let places: Vec<_> = ["1.<", "dohoda 1", "4.<", "ve výpisu není: zdraví dalších osob", "7.<", "dohoda 7"]
        .map(|words| body.find(words).unwrap())
        .to_vec();
    assert!(places.is_sorted(), "{places:?}");
    assert!(!body.contains("deprese"));
}

#[test]
fn where_one_gap_must_not_be_explained_none_is_and_no_number_moves() {
    let points = || vec![plan(1), health(2), safety(4), plan(5)];
    assert_eq!(page_of(points(), Vec::new(), &CALM), "1 dohoda 1;5 dohoda 5;|zdraví dalších osob;");
    let notified = vec![plan(1), point(2, Words::Notice(Notice::new("sousedka"))), health(3), plan(9)];
    assert_eq!(page_of(notified, Vec::new(), &CALM), "1 dohoda 1;9 dohoda 9;|zdraví dalších osob;");
    assert_eq!(page_of(points(), Vec::new(), &AFRAID), "1 dohoda 1;5 dohoda 5;|");
}

#[test]
fn an_extract_with_a_secret_point_is_the_one_in_which_that_point_was_struck() {
    let with = cut(vec![plan(1), safety(2), health(3), plan(4)], Vec::new(), &CALM);
    // Two points about health instead of one: the reader cannot tell which hole is which.
    let without = cut(vec![plan(1), safety(3), health(2), plan(4)], Vec::new(), &CALM);
    assert_eq!(with.fingerprint(), without.fingerprint());
    let concern = cut(vec![plan(1), safety(2), plan(4)], Vec::new(), &AFRAID);
    let struck = cut(vec![plan(1), plan(4)], Vec::new(), &AFRAID);
    assert_eq!(concern.fingerprint(), struck.fingerprint());
    assert_eq!(page(&concern).unwrap(), page(&struck).unwrap());
}

#[test]
fn none_is_said_only_where_there_is_none() {
    assert_eq!(page_of(Vec::new(), Vec::new(), &CALM), "žádný bod|");
    assert_eq!(page_of(vec![safety(1)], Vec::new(), &CALM), "zde nic|");
    assert_eq!(page_of(vec![health(1)], Vec::new(), &CALM), "1 – zdraví dalších osob (§ 51 zákona);|");
    // On paper the first is an empty list, the second is not there.
    let moment = "2026-12-12T09:30:00Z".parse().unwrap();
    assert!(paper(&cut(vec![safety(1)], Vec::new(), &CALM), moment).is_ok());
}

#[test]
fn what_is_unknown_leaves_no_gap_and_a_row_that_is_shown_keeps_its_own_omissions() {
    let supported =
        Point { support: Some(Support::new("asistentka")), ..point(3, Words::Plan(Plan::new("c"))) };
    let points = vec![point(1, Words::Nothing), supported];
    assert_eq!(page_of(points, Vec::new(), &CALM), "3 c;|dosavadní péče a pomoc;");
}

#[test]
fn a_block_says_what_it_lacks_unless_another_vanished_for_a_secret() {
    let health = || Words::Health(Health::new("x"));
    let safety_words = || Words::Safety(Safety::new("x"));
    let said = || Words::Plan(Plan::new("x"));
    assert_eq!(page_of(vec![plan(1)], vec![health()], &CALM), "1 dohoda 1;|voice: zdraví dalších osob;");
    // Nothing shows that something else is missing in a block of which something is left.
    let mixed = vec![said(), health(), safety_words()];
    assert_eq!(page_of(vec![plan(1)], mixed, &CALM), "1 dohoda 1;|voice: zdraví dalších osob;");
    let vanished = vec![health(), safety_words()];
    assert_eq!(page_of(vec![plan(1)], vanished, &CALM), "1 dohoda 1;|zdraví dalších osob;");
    // A vanished block silences gaps, a silent gap silences blocks.
    let money = || vec![plan(1), point(2, Words::Money(Money::new("x")))];
    assert_eq!(page_of(money(), vec![safety_words()], &CALM), "1 dohoda 1;|bydlení a peníze;");
    let secret = vec![plan(1), safety(2)];
    assert_eq!(page_of(secret, vec![health()], &CALM), "1 dohoda 1;|zdraví dalších osob;");
}

#[test]
fn staff_see_each_refusal_once_also_of_silent_gaps() {
    let points = vec![health(1), health(2), safety(3)];
    let disclosed = cut(points, Vec::new(), &CALM);
    let facts: Vec<_> = disclosed.refusals().iter().map(|refusal| refusal.fact).collect();
    assert_eq!(facts, ["Health", "Safety"]);
    assert!(!format!("{:?}", disclosed.view()).contains('3'), "debug tells no silent number");
}

#[test]
fn words_of_a_gap_are_read_by_the_guard_too() {
    let watched = Reader { guarded: "zdraví dalších", ..CALM };
    let disclosed = cut(vec![health(1)], Vec::new(), &watched);
    assert!(disclosed.is_stopped());
    assert!(matches!(page(&disclosed), Err(outbound::Error::Stopped)));
}

#[test]
fn an_omission_without_a_block_prints_as_it_always_did() {
    let disclosed = cut(vec![plan(1)], Vec::new(), &CALM);
    assert!(disclosed.view().omitted.list().iter().all(|omission: &Omission| omission.block.is_none()));
    assert!(disclosed.view().points.iter().all(|place| place.gap().is_none()));
    assert!(disclosed.view().voice.as_ref().is_some_and(Vec::is_empty));
}

/// A master of points of these kinds, numbered with holes.
fn master(kinds: &[u8]) -> Vec<Point> {
    let points = kinds.iter().zip(1u32..).map(|(kind, position)| {
        let number = position * 2;
        match kind {
            0 => plan(number),
            1 => health(number),
            2 => safety(number),
            _ => point(number, Words::Nothing),
        }
    });
    points.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn which_of_the_hidden_points_is_the_secret_one_changes_nothing(
        (kinds, mixed) in proptest::collection::vec(0u8..4, 1..12).prop_flat_map(|kinds| {
            let hidden: Vec<u8> = kinds.iter().copied().filter(|kind| matches!(kind, 1 | 2)).collect();
            (Just(kinds), Just(hidden).prop_shuffle())
        }),
        concern: bool,
    ) {
        let mut mixed = mixed.into_iter();
        let other: Vec<u8> = kinds
            .iter()
            .map(|kind| if matches!(kind, 1 | 2) { mixed.next().unwrap() } else { *kind })
            .collect();
        let reader = if concern { &AFRAID } else { &CALM };
        let (one, two) =
            (cut(master(&kinds), Vec::new(), reader), cut(master(&other), Vec::new(), reader));
        prop_assert_eq!(one.fingerprint(), two.fingerprint());
        prop_assert_eq!(page(&one).unwrap(), page(&two).unwrap());
    }

    #[test]
    fn every_number_that_stands_is_the_master_s_and_every_gap_has_its_reason(
        kinds in proptest::collection::vec(0u8..4, 0..12),
        concern: bool,
    ) {
        let disclosed = cut(master(&kinds), Vec::new(), if concern { &AFRAID } else { &CALM });
        let told = !concern && !kinds.contains(&2);
        let expected: Vec<(u32, bool)> = kinds
            .iter()
            .zip(1u32..)
            .filter(|(kind, _)| **kind == 0 || (told && **kind == 1))
            .map(|(kind, position)| (position * 2, *kind == 1))
            .collect();
        let found: Vec<(u32, bool)> = disclosed
            .view()
            .points
            .iter()
            .map(|place| match place {
                outbound::Place::Shown(row) => (row.number, false),
                outbound::Place::Gap(gap) => {
                    assert!(!gap.omitted().is_empty());
                    (gap.number(), true)
                }
            })
            .collect();
        prop_assert_eq!(found, expected);
    }
}
