//! The markup that templates write.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use wordfile::{Block, Document, Item, Level, MarkupError, Run, Table};

fn only_block(markup: &str) -> Block {
    let mut blocks = Document::parse(markup).unwrap().blocks;
    assert_eq!(blocks.len(), 1);
    blocks.remove(0)
}

fn words(markup: &str) -> String {
    match only_block(&format!("<p>{markup}</p>")) {
        Block::Paragraph(runs) => runs.into_iter().map(|run| run.text).collect(),
        _ => String::new(),
    }
}

#[test]
fn every_element_becomes_its_part_of_the_document() {
    let markup = r#"
        <!-- of the template, not of the paper -->
        <header>Zápis</header>
        <footer>Úřad</footer>
        <title>Zápis z <i>konference</i></title>
        <h1 number="1.">Dohody</h1> <h2>Úkoly</h2> <h3>Drobnosti</h3>
        <p>a <b>b <i>c</i></b></p>
        <ul><li>d</li></ul>
        <ol>
            <li number="4.">e</li>
        </ol>
        <table widths="1 2"><tr><th>f</th><th>g</th></tr><tr><td>h</td><td></td></tr></table>
        <page/>
    "#;
    let plain = |text: &str| vec![Run::plain(text)];
    let document = Document::parse(markup).unwrap();
    assert!(document.header == plain("Zápis") && document.footer == plain("Úřad"));
    let expected = [
        Block::Title(vec![Run::plain("Zápis z "), Run::plain("konference").italic()]),
        Block::Heading { level: Level::One, number: Some("1.".into()), runs: plain("Dohody") },
        Block::Heading { level: Level::Two, number: None, runs: plain("Úkoly") },
        Block::Heading { level: Level::Three, number: None, runs: plain("Drobnosti") },
        Block::Paragraph(vec![Run::plain("a "), Run::plain("b ").bold(), Run::plain("c").bold().italic()]),
        Block::List(vec![Item { number: None, runs: plain("d") }]),
        Block::List(vec![Item { number: Some("4.".into()), runs: plain("e") }]),
        Block::Table(Table {
            widths: vec![1, 2],
            head: Some(vec![plain("f"), plain("g")]),
            rows: vec![vec![plain("h"), Vec::new()]],
        }),
        Block::PageBreak,
    ];
    assert_eq!(document.blocks.len(), expected.len());
    for (position, (found, wanted)) in document.blocks.iter().zip(&expected).enumerate() {
        assert!(found == wanted, "block {position}");
    }
}

#[test]
fn layout_is_one_space_and_typed_lines_stay_lines() {
    assert_eq!(words("\n    Jana\n    <b> Malá </b>\n    přišla. \n"), "Jana Malá přišla.");
    assert_eq!(words("První<br/>\n   druhá"), "První\ndruhá");
    assert_eq!(words("Řekla: <lines>Ano.\n  Ale ne dnes.</lines>"), "Řekla: Ano.\n  Ale ne dnes.");
    assert_eq!(words("10.\u{a0}prosince"), "10.\u{a0}prosince");
    assert_eq!(words("A &#38; B &#60;b&#62; &lt;i&gt; &quot;&#39;"), "A & B <b> <i> \"'");
}

#[test]
fn what_is_wrong_is_refused_with_its_place_and_never_skipped() {
    use MarkupError::{Malformed, Misplaced, Number, Unknown};
    for (markup, error) in [
        ("slova mimo", Misplaced(0)),
        ("<p>a</p>b", Misplaced(8)),
        ("<section>a</section>", Unknown(0)),
        ("<p><a>b</a></p>", Unknown(3)),
        ("<p class=\"x\">a</p>", Unknown(0)),
        ("<p><b class=\"x\">a</b></p>", Unknown(3)),
        ("<p><p>a</p></p>", Misplaced(3)),
        ("<li>a</li>", Misplaced(0)),
        ("<ul>a</ul>", Misplaced(4)),
        ("<ul><p>a</p></ul>", Misplaced(4)),
        ("<ol><li>a</li></ol>", Number(4)),
        ("<ul><li number=\"1.\">a</li></ul>", Number(4)),
        ("<table widths=\"a\"><tr><td>b</td></tr></table>", Number(0)),
        ("<table><tr><td>a</td></tr><tr><th>b</th></tr></table>", Misplaced(26)),
        ("<header>a</header><header>b</header>", Misplaced(18)),
        ("<page>a</page>", Misplaced(0)),
        ("<p>a<br>b</br></p>", Misplaced(4)),
        ("<p>a", Malformed(4)),
        ("<!DOCTYPE p><p>a</p>", Malformed(0)),
        ("<p><![CDATA[a]]></p>", Malformed(3)),
        ("<p>&nbsp;</p>", Malformed(3)),
    ] {
        let found = Document::parse(markup).unwrap_err();
        assert_eq!((markup, found), (markup, error));
    }
    assert!(matches!(Document::parse("<p>a</b>"), Err(Malformed(_))));
    assert!(Document::parse(&"<b>".repeat(100_000)).is_err(), "depth is limited");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('>', "&#62;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_value_is_words_whatever_it_holds(value in "\\PC{0,60}|[<>&;#x0-9/b\"' \\r\\n\\x00-\\x08]{0,40}") {
        let markup = format!("<ol><li number=\"{v}.\"><lines>{v}</lines></li></ol>", v = escaped(&value));
        let Block::List(items) = only_block(&markup) else { panic!("no list") };
        prop_assert_eq!(items.len(), 1);
        let said: String = items[0].runs.iter().map(|run| run.text.as_str()).collect();
        prop_assert_eq!(&said, &value);
        prop_assert_eq!(items[0].number.clone().unwrap(), format!("{value}."));
    }

    #[test]
    fn any_text_is_understood_or_refused(markup in "[<>/a-z&;#0-9=\" !\\-\\[]{0,80}") {
        let _ = Document::parse(&markup);
    }
}
