//! Invented samples of the final evaluation: of a conference that came to something, and of one about which little was
//! written down and whose paper was made later.

use super::id;
use crate::cases::{FileMark, PersonName};
use crate::conferences::{GoalFacts, Kind};
use crate::disclosure;
use crate::follow_up::letters::evaluation::{
    ChildOfPaper, Doer, EvaluationContent, EvaluationPaper, TaskEnd,
};
use crate::follow_up::model::{Closed, CourseWords, DoerRole, SummaryWords, TaskOwner, TaskText};
use crate::follow_up::rules::Standing;
use crate::identity::samples::{office, worker};
use crate::kernel::{Day, Failure, Moment};
use crate::shell::SampleContent;
use outbound::{Disclosed, Subject};
use uuid::Uuid;

const MET: Day = Day::constant(2026, 12, 10);
const CLOSED: Day = Day::constant(2027, 1, 15);

fn child(number: u128, name: &str, mark: &str) -> ChildOfPaper {
    ChildOfPaper {
        id: Uuid::from_u128(number),
        name: PersonName::new(name.to_owned()),
        file_mark: FileMark::new(mark.to_owned()),
    }
}

fn seated(number: u128, name: &str, role: &str) -> Doer {
    Doer::Seated {
        name: PersonName::new(name.to_owned()),
        role: DoerRole::new(role.to_owned()),
        subject: Subject::Person(Uuid::from_u128(number)),
    }
}

fn task(number: i64, what: &str, doer: Doer, due: Option<Day>, end: &str) -> TaskEnd {
    TaskEnd { number, what: TaskText::new(what.to_owned()), doer, due, end: end.to_owned() }
}

fn closed(words: &str) -> Closed {
    let at = Moment::in_prague(CLOSED, jiff::civil::time(14, 5, 0, 0));
    Closed { words: SummaryWords::new(words.to_owned()), at, by: Some(id(6)) }
}

fn goal(text: &str, said: Option<&str>) -> (GoalFacts, Option<CourseWords>) {
    let said = said.map(|said| CourseWords::new(said.to_owned()));
    (GoalFacts::of(text.to_owned(), (None, None), []), said)
}

/// One that came to something.
pub(super) fn full() -> EvaluationContent {
    let due = |month, day| Some(Day::constant(2026, month, day));
    let mother = || seated(21, "Markéta Doležalová", "maminka");
    EvaluationContent {
        office: office(),
        keeper: Some(worker()),
        day: Some(MET),
        kind: Kind::Classic,
        children: vec![
            child(11, "Eliška Doležalová", "Om 118/2026"),
            child(12, "Matyáš Doležal", "Om 119/2026"),
        ],
        goals: vec![
            goal(
                "Eliška chodí do školy a má s kým mluvit.",
                Some("na začátku: 3 z\u{a0}10, při navázání: 6 z\u{a0}10"),
            ),
            goal("Rodina má i po 31. lednu kde bydlet.", Some("na začátku: 2 z\u{a0}10")),
            goal("Maminka ví, kdo jí s čím pomůže.", None),
        ],
        standing: Standing { all: 6, open: 2, goes_on: 1, not_needed: 1, ..Standing::default() },
        tasks: vec![
            task(
                1,
                "Poslat rodině kontakt na poradnu.",
                seated(25, "Bc. Jana Kubíčková", "sociální pracovnice"),
                due(12, 14),
                "hotovo",
            ),
            task(
                2,
                "Objednat Elišku ke školní psycholožce a domluvit, kdo ji na první hodinu doprovodí.",
                mother(),
                due(12, 18),
                "hotovo",
            ),
            task(
                3,
                "Podat žádost o splátkový kalendář.",
                mother(),
                due(12, 22),
                "pokračuje v navazující konferenci",
            ),
            task(
                4,
                "Přinést potvrzení od dětské lékařky.",
                seated(22, "Radek Doležal", "tatínek"),
                due(12, 30),
                "otevřený, potřebuje pomoc",
            ),
            task(
                5,
                "Zajistit doučování z matematiky.",
                seated(24, "Mgr. Alena Bečvářová", "výchovná poradkyně"),
                None,
                "už není třeba",
            ),
            task(
                6,
                "Vyzvedávat Aničku ze školky, když je maminka v práci.",
                Doer::Written(TaskOwner::new("sousedka paní Horáková".to_owned())),
                due(12, 11),
                "otevřený, bez zprávy",
            ),
        ],
        next: Some(Some(Day::constant(2027, 3, 11))),
        closed: closed(
            "Eliška zase chodí do školy, od Vánoc nemá ani jednu neomluvenou hodinu a za školní psycholožkou chodí ráda. Maminka ví, na koho se obrátit, a sama si řekla o pomoc s dluhy.\n\nBydlení vyřešené není: nájem končí 31. ledna a o splátkovém kalendáři se teprve rozhoduje. Sejdeme se k tomu znovu v březnu.",
        ),
        made: CLOSED,
    }
}

/// One about which little was written down, made later.
fn bare() -> EvaluationContent {
    EvaluationContent {
        keeper: None,
        children: vec![child(11, "Eliška Doležalová", "Om 118/2026")],
        goals: vec![goal("Eliška chodí do školy a má s kým mluvit.", None)],
        standing: Standing::default(),
        tasks: Vec::new(),
        next: Some(None),
        closed: closed("Rodina se přestěhovala, případ převzal jiný úřad."),
        made: Day::constant(2027, 2, 2),
        ..full()
    }
}

pub(super) fn cut(content: &EvaluationContent) -> Disclosed<EvaluationPaper> {
    disclosure::disclose_to_file(true, content.office.id, content)
}

fn pdf(content: &EvaluationContent) -> Result<SampleContent, Failure> {
    let made = Moment::in_prague(content.made, jiff::civil::time(14, 5, 0, 0));
    let paper = outbound::paper(&cut(content), made.timestamp());
    let paper = paper.map_err(|error| Failure::Output(error.to_string()))?;
    Ok(SampleContent::Pdf(paper.bytes().to_vec()))
}

/// Both.
pub(super) fn papers() -> Result<[SampleContent; 2], Failure> {
    Ok([pdf(&full())?, pdf(&bare())?])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    fn bytes(content: &EvaluationContent) -> Vec<u8> {
        let SampleContent::Pdf(bytes) = pdf(content).unwrap() else { panic!("no paper") };
        bytes
    }

    #[test]
    fn the_same_evaluation_gives_the_same_bytes_and_another_other_ones() {
        assert!(bytes(&full()) == bytes(&full()), "the same evaluation gives other bytes");
        assert!(bytes(&full()) != bytes(&EvaluationContent { next: None, ..full() }));
    }

    #[test]
    fn it_counts_what_was_settled_and_leaves_out_what_there_is_not() {
        let disclosed = cut(&full());
        let paper = disclosed.view();
        assert_eq!(
            paper.count.as_ref().unwrap().as_str(),
            "Vyřízeno 2\u{a0}ze\u{a0}6. Už není třeba:\u{a0}1. V\u{a0}navazující konferenci pokračuje:\u{a0}1."
        );
        assert_eq!(paper.closed.as_str(), "pátek 15.\u{a0}ledna 2027 ve\u{a0}14.05");
        assert!(paper.made.is_none() && paper.follows && paper.next.is_some());
        assert!(paper.goals[2].said.is_none(), "nothing is put in the place of a number");
        let disclosed = cut(&EvaluationContent { next: None, ..bare() });
        let paper = disclosed.view();
        assert!(paper.count.is_none() && !paper.follows && paper.keeper.is_none());
        assert!(paper.made.is_some(), "made on another day, it says so");
    }
}
