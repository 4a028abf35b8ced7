//! Invented samples: the draft for a mother without and with the code, late, after the seal, for a child, in three
//! languages; the pages of staff; the mail.

use super::letters::{Done, Draft, DraftView, Problem, Reader, ReadyView, Telling};
use super::model::{AnswerWords, Came, Comment, CommentWords, Decision, Wish};
use super::pages::{BringPage, CommentRow, ListPage, OnePage, PersonRow, ReleaseBox};
use super::rules::Window;
use super::words::spoken;
use crate::cases::{LegalPosition, ReaderKind};
use crate::conferences::Around;
use crate::disclosure::disclose_sample;
use crate::invitations::doors::Language;
use crate::kernel::{Day, Failure, FormState, Id, Moment};
use crate::minutes::model::RecordContent;
use crate::minutes::samples::record;
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use outbound::{Link, Logistics};
use uuid::Uuid;

const TODAY: Day = Day::constant(2026, 12, 14);
const UNTIL: Day = Day::constant(2026, 12, 21);

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn link(path: &str) -> Result<Link, Failure> {
    Link::new(path).ok_or_else(|| Failure::Broken("a sample's address is none".into()))
}

/// The invented record with named lines, the second agreement changed after a comment.
fn named() -> RecordContent {
    let mut record = record(None);
    for (at, line) in record.course.iter_mut().flat_map(|phase| phase.lines.iter_mut()).enumerate() {
        line.id = Some(id(0x900 + u128::try_from(at).unwrap_or_default()));
        line.mended = (line.number == Some(2)).then_some(TODAY);
    }
    record.extract_for(id(21))
}

fn comment(number: u128, line: Option<u128>, words: &str, decided: Option<Decision>) -> Comment {
    let at = Moment::in_prague(TODAY, jiff::civil::time(9, 12, 0, 0));
    Comment {
        id: id(number),
        participant: id(21),
        line: line.map(id),
        wish: if line.is_some() { Wish::Correct } else { Wish::Own },
        came: Came::Link,
        words: CommentWords::new(words),
        given: at,
        by: None,
        late: false,
        after_seal: false,
        withdrawn: None,
        decided: decided.map(|decision| (decision, at)),
        answer: decided.map(|_| AnswerWords::new("Děkujeme, opravili jsme to podle vás.")),
        version: 1,
    }
}

fn draft(language: Language, child: bool, proved: bool) -> Result<Draft, Failure> {
    Ok(Draft {
        reader: Reader {
            language,
            child,
            proved,
            present: true,
            guarded: false,
            window: Window::Open(UNTIL),
            path: link("/p/osobni-odkaz")?,
            office: Logistics::of("Městský úřad Šternberk"),
            contact: (
                Some(Logistics::of("Bc.\u{a0}Ivana Součková")),
                Some(Logistics::of("585\u{a0}000\u{a0}111")),
            ),
            door: None,
        },
        record: (!child).then(named),
        held_back: false,
        answers: true,
        own: vec![
            comment(
                800,
                Some(0x907),
                "Kalendář podá maminka, ne terénní pracovnice.",
                Some(Decision::Accepted),
            ),
            comment(801, None, "Chtěla bych, aby tam bylo, že jsme se shodly na klidu.", None),
        ],
        done: Done::Nothing,
        problem: None,
        seed: id(700),
    })
}

fn page(name: &'static str, title: &'static str, draft: &Draft) -> Result<Sample, Failure> {
    let kind = if draft.reader.child { ReaderKind::Child } else { ReaderKind::ParentWithResponsibility };
    let parent = |child| (id(child), LegalPosition::ParentWithResponsibility);
    let positions = if draft.reader.child { Vec::new() } else { vec![parent(11), parent(12), parent(13)] };
    let disclosed = disclose_sample::<DraftView, _>(kind, positions, false, TODAY, draft)?;
    let html = outbound::page(&disclosed).map_err(|error| Failure::Output(error.to_string()))?;
    Ok(Sample { name, title, content: SampleContent::Html(html.into_html()) })
}

fn mail(name: &'static str, title: &'static str, language: Language) -> Result<Sample, Failure> {
    let words = spoken(language, false);
    let telling = Telling { words, link: link("https://pripadovka.example/p/osobni-odkaz")? };
    let kind = ReaderKind::ParentWithResponsibility;
    let disclosed = disclose_sample::<ReadyView, _>(kind, Vec::new(), false, TODAY, &telling)?;
    let view = disclosed.view();
    let text = format!(
        "Předmět: {}\n\n{}\n\n{}\n{}\n",
        view.words.mail_subject, view.words.mail_hello, view.words.mail, view.link
    );
    Ok(Sample { name, title, content: SampleContent::Mail(text) })
}

fn row(number: u128, who: &str, words: &str, decision: Option<Decision>) -> CommentRow {
    CommentRow {
        id: id(number),
        who: who.into(),
        when: "14.\u{a0}12.\u{a0}2026 v\u{a0}9.12".into(),
        wish: "opravit",
        came: "přes odkaz",
        late: number == 802,
        after_seal: false,
        place: "dohoda č. 2".into(),
        line: Some("Maminka požádá o splátkový kalendář, terénní pracovnice jí s tím pomůže.".into()),
        words: Some(words.into()),
        decision: decision.map(crate::kernel::Choice::label),
        waits: decision.is_none(),
        answer: decision.map(|_| "Děkujeme, opravili jsme to podle vás.".into()),
    }
}

const MOTHER: &str = "Markéta Doležalová, maminka";

fn list() -> ListPage {
    let person =
        |name: &str, role: &str, told, look| PersonRow { name: name.into(), role: role.into(), told, look };
    ListPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        id: id(4),
        form: FormState::empty().with("do", "21. 12. 2026"),
        release: ReleaseBox {
            window: "open",
            day: Some("pondělí 21. prosince 2026".into()),
            given: Some("1. znění, 14.\u{a0}12.\u{a0}2026 v\u{a0}8.00".into()),
            day_off: None,
            may: true,
            version: 1,
            rule: "7\u{a0}dnů".into(),
            unverified: true,
        },
        waiting: vec![
            row(801, MOTHER, "Kalendář podá maminka sama, pracovnice jen přečte žádost.", None),
            row(802, "Radek Doležal, tatínek", "Chybí, že jsem nabídl odvoz.", None),
        ],
        done: vec![row(800, MOTHER, "Má to být do 22. prosince.", Some(Decision::Accepted))],
        people: vec![
            person("Markéta Doležalová", "maminka", "e-mail odešel", "success"),
            person("Radek Doležal", "tatínek", "e-mailem to nejde: zavolejte nebo předejte", "warning"),
        ],
        may_handle: true,
    }
}

fn one(stale: bool) -> OnePage {
    let row = row(801, MOTHER, "Kalendář podá maminka sama, pracovnice jen přečte žádost.", None);
    OnePage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        id: id(4),
        form: FormState::empty().with("text", row.line.clone().unwrap_or_default()),
        row,
        standing: "dohoda č. 2".into(),
        task: false,
        beside: Vec::new(),
        version: 1,
        line: Some((id(0x907), 3)),
        lines: Vec::new(),
        may_handle: true,
        may_amend: false,
        stale,
    }
}

fn bring() -> BringPage {
    BringPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        id: id(4),
        form: FormState::empty(),
        new_id: id::<Comment>(700).to_string(),
        people: vec![("21".into(), MOTHER.into())],
        lines: vec![("9".into(), "dohoda č. 2: Maminka požádá o splátkový kalendář".into())],
        window: "late",
    }
}

fn staff(name: &'static str, title: &'static str, page: &impl Template) -> Result<Sample, Failure> {
    let html = page.render().map_err(|error| Failure::Output(error.to_string()))?;
    Ok(Sample { name, title, content: SampleContent::Html(html) })
}

/// All samples.
pub(in crate::minutes) fn samples() -> Result<Vec<Sample>, Failure> {
    let czech = || draft(Language::Czech, false, true);
    let at = |window| -> Result<Draft, Failure> {
        let draft = czech()?;
        Ok(Draft { reader: Reader { window, ..draft.reader }, ..draft })
    };
    let long = spoken(Language::Czech, false).long;
    let problem = Problem {
        line: Some(id(0x902)),
        sentence: long,
        typed: Some("Ráno vstávám ve čtyři.".into()),
        unreturned: false,
    };
    let wrong = Draft { problem: Some(problem), ..czech()? };
    let held = Draft { record: None, held_back: true, ..czech()? };
    let absent = draft(Language::Czech, false, true)?;
    let absent = Draft { reader: Reader { present: false, ..absent.reader }, ..absent };
    Ok(vec![
        staff("pripominky-seznam", "Připomínky k zápisu", &list())?,
        staff("pripominka", "Připomínka: co s ní bude", &one(false))?,
        staff("pripominka-mezitim", "Připomínka: řádek se mezitím změnil", &one(true))?,
        staff("pripominka-za", "Připomínka zapsaná za někoho", &bring())?,
        page("navrh-odkaz", "Návrh zápisu přes odkaz bez kódu", &draft(Language::Czech, false, false)?)?,
        page("navrh-kod", "Návrh zápisu za kódem", &czech()?)?,
        page("navrh-chyba", "Návrh zápisu: moc dlouhá připomínka", &wrong)?,
        page("navrh-po-lhute", "Návrh zápisu po lhůtě", &at(Window::Late(TODAY))?)?,
        page("navrh-po-peceti", "Zápis po pečeti", &at(Window::Sealed)?)?,
        page("navrh-zadrzeny", "Návrh zápisu, který se předá osobně", &held)?,
        page("navrh-nebyl", "Návrh zápisu: kdo na setkání nebyl", &absent)?,
        page("navrh-dite", "Návrh zápisu: stránka pro dítě", &draft(Language::Czech, true, true)?)?,
        page("navrh-uk", "Návrh zápisu ukrajinsky", &draft(Language::Ukrainian, false, true)?)?,
        page("navrh-en", "Návrh zápisu anglicky", &draft(Language::English, false, true)?)?,
        mail("navrh-mail", "E-mail, že je co přečíst", Language::Czech)?,
        mail("navrh-mail-uk", "E-mail, že je co přečíst, ukrajinsky", Language::Ukrainian)?,
    ])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use crate::minutes::letters::RecordPaper;
    use crate::minutes::model::ReceivedFacts;
    use crate::minutes::samples::master;
    use outbound::Disclosed;

    fn received(participant: u128, words: &str, undecided: bool) -> ReceivedFacts {
        ReceivedFacts {
            participant: id(participant),
            line: None,
            wish: Wish::Own,
            on: TODAY,
            late: false,
            undecided,
            words: CommentWords::new(words),
            answer: None,
        }
    }

    fn printed(paper: &RecordPaper) -> Vec<String> {
        let all = paper.comments.iter().flat_map(|part| &part.received);
        all.filter_map(|row| row.text.as_ref().map(|text| text.get().replace('\u{a0}', " "))).collect()
    }

    #[test]
    fn what_is_left_out_and_why_stands_there_in_the_readers_language() {
        for (language, left_out) in [
            (Language::Czech, "slova dítěte (důvod: rozhoduje o tom vedoucí úřadu)"),
            (Language::Ukrainian, "слова дитини (підстава: про це вирішує керівник установи)"),
            (Language::English, "own words (ground: the head of the office decides on it)"),
        ] {
            let page = page("navrh", "Návrh zápisu", &draft(language, false, true).unwrap()).unwrap();
            let SampleContent::Html(html) = page.content else { panic!("a page is drawn as HTML") };
            assert!(html.replace('\u{a0}', " ").contains(left_out), "{left_out}");
        }
    }

    #[test]
    fn days_times_and_the_words_of_the_house_are_told_in_the_readers_language() {
        for (language, told) in [
            (
                Language::Czech,
                [
                    "<b>pondělí 21. prosince 2026</b>",
                    "čtvrtek 10. prosince 2026, 13.00–15.00",
                    "13.00–13.40, 14.45–15.00",
                    "<span lang=\"cs\">plně souhlasí</span>",
                    "do 22. 12. 2026",
                    "čtvrtek 11. března 2027 v 13.00",
                ],
            ),
            (
                Language::Ukrainian,
                [
                    "<b>понеділка, 21 грудня 2026 року</b>",
                    "четвер, 10 грудня 2026 року, 13:00–15:00",
                    "13:00–13:40, 14:45–15:00",
                    "<span lang=\"uk\">цілком згодні</span>",
                    "до 22.12.2026",
                    "четвер, 11 березня 2027 року о 13:00",
                ],
            ),
            (
                Language::English,
                [
                    "<b>Monday, 21 December 2026</b>",
                    "Thursday, 10 December 2026, 13:00–15:00",
                    "13:00–13:40, 14:45–15:00",
                    "<span lang=\"en\">fully agree</span>",
                    "until 22 December 2026",
                    "Thursday, 11 March 2027 at 13:00",
                ],
            ),
        ] {
            let page = page("navrh", "Návrh zápisu", &draft(language, false, true).unwrap()).unwrap();
            let SampleContent::Html(html) = page.content else { panic!("a page is drawn as HTML") };
            let html = html.replace('\u{a0}', " ");
            for words in told {
                assert!(html.contains(words), "{language:?}: {words}: {html}");
            }
            let czech = ["prosince 2026", "března 2027"].into_iter().find(|words| html.contains(words));
            assert!(czech.is_none() || language == Language::Czech, "{language:?}: {czech:?}");
        }
    }

    #[test]
    fn an_extract_has_its_readers_own_comments_and_nobody_elses() {
        let with = |reader: Option<u128>, last: bool| {
            let mut record = record(None);
            record.received =
                vec![received(21, "Slova maminky.", false), received(22, "Slova tatínka.", true)];
            record.is_final = last;
            record.reader = reader.map(id);
            record
        };
        assert_eq!(printed(master(&with(None, false)).view()), ["Slova maminky."]);
        assert_eq!(printed(master(&with(None, true)).view()), ["Slova maminky.", "Slova tatínka."]);
        let kind = ReaderKind::ParentWithResponsibility;
        let positions: Vec<_> =
            [11, 12, 13].map(|child| (id(child), LegalPosition::ParentWithResponsibility)).into();
        for safety in [false, true] {
            let own: Disclosed<RecordPaper> =
                disclose_sample(kind, positions.clone(), safety, TODAY, &with(Some(21), true)).unwrap();
            assert_eq!(printed(own.view()), ["Slova maminky."]);
        }
    }
}
