//! The paper, its extracts and its draft as a reader would put them to the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::kernel::Choice;
use crate::minutes::model::AddendumFacts;
use crate::minutes::rules::is_given_back;

#[test]
fn a_teacher_gets_agreed_points_tasks_and_school_but_no_health_no_money_no_family() {
    let extract = for_school(record(None)).unwrap();
    let paper = extract.view();
    assert_eq!(paper.agreed_points.iter().filter(|place| place.shown().is_some()).count(), 2);
    assert_eq!(paper.tasks.iter().filter(|place| place.shown().is_some()).count(), 3);
    assert!(paper.disagreements.is_none());
    let said: Vec<String> = paper
        .course
        .iter()
        .flatten()
        .flat_map(|part| &part.lines)
        .filter_map(|line| line.text.as_ref().map(|text| text.get().replace('\u{a0}', " ")))
        .collect();
    assert!(said.iter().any(|text| text.contains("86 neomluvených")));
    for forbidden in ["sprej, který", "splátkový kalendář, odbor", "stejně dlouho", "vypravuje"] {
        assert!(!said.iter().any(|text| text.contains(forbidden)), "{forbidden}");
    }
    assert!(paper.attendance_list.is_empty());
}

#[test]
fn an_extract_has_the_numbers_of_the_record() {
    let whole = master(&record(None));
    let extract = for_school(record(None)).unwrap();
    let numbers = |paper: &RecordPaper| -> Vec<u32> {
        paper.tasks.iter().filter_map(|place| place.shown()).map(|task| task.number).collect()
    };
    assert_eq!(numbers(whole.view()), numbers(extract.view()));
}

#[test]
fn with_a_safety_concern_an_extract_lists_nobody_and_names_no_place() {
    let extract = for_school(RecordContent { safety_concern: true, ..record(None) }).unwrap();
    let paper = extract.view();
    assert!(paper.present.is_none() && paper.excused.is_none() && paper.facilitator.is_none());
    assert!(paper.place.is_none() && paper.next.place.is_none());
    assert!(paper.tasks.iter().filter_map(|place| place.shown()).all(|task| task.who_name.is_none()));
    assert!(master(&RecordContent { safety_concern: true, ..record(None) }).view().present.is_some());
}

#[test]
fn a_name_that_the_font_lacks_still_gives_the_paper_and_is_named() {
    let paper = outbound::paper(&master(&record(Some("Ⰰⰱⰲ 😀"))), at(8_000).timestamp()).unwrap();
    assert!(paper.bytes().starts_with(b"%PDF-"));
    assert!(paper.replaced().contains(&'😀'));
}

fn bytes(record: &RecordContent) -> Vec<u8> {
    outbound::paper(&master(record), at(8_000).timestamp()).unwrap().bytes().to_vec()
}

/// What qpdf says of a file; none where it is not installed.
fn qpdf(pdf: &[u8], ask: &str) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = std::process::Command::new("qpdf").arg(ask).arg(&file).output().ok()?;
    Some((out.status.success(), String::from_utf8_lossy(&out.stdout).into_owned()))
}

/// The words of a file line by line as they stand on its pages; none where poppler is not installed.
fn poppler(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = std::process::Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).into_owned())
}

#[test]
fn a_frozen_record_is_the_same_record_for_everybody() {
    let whole = protocol();
    let seal = whole.seal.clone().unwrap();
    let thawed = crate::minutes::store::frozen::round_trip(&whole, &seal).unwrap();
    assert_eq!(master(&whole).fingerprint(), master(&thawed).fingerprint());
    assert_eq!(bytes(&whole), bytes(&thawed));
    let school = |record| for_school(record).unwrap().fingerprint().to_owned();
    assert_eq!(school(whole), school(thawed));
}

#[test]
fn a_protocol_of_sixty_pages_is_clean_and_the_same_bytes_twice() {
    let mut long = protocol();
    let part = long.course[1].clone();
    for round in 0..300 {
        let title = format!("{} {round}", part.title);
        long.course.insert(2, PhaseFacts { title, ..part.clone() });
    }
    let (one, two) = (bytes(&long), bytes(&long));
    assert!(one == two, "the same record gives other bytes");
    if let Some((clean, said)) = qpdf(&one, "--check") {
        assert!(clean, "{said}");
    }
    if let Some((_, pages)) = qpdf(&one, "--show-npages") {
        assert!(pages.trim().parse::<u32>().unwrap() >= 60, "{pages} pages");
    }
}

#[test]
fn an_extract_says_what_is_missing_at_its_number_and_nothing_where_somebody_is_afraid() {
    let mut master = record(None);
    let hidden = line(LineKind::Agreed, FactGroup::HousingMoney, Some(3), None, "Dluh splatí do léta.");
    master.course[1].lines.push(hidden);
    let numbers = |record: RecordContent| -> Vec<(u32, bool)> {
        let extract = for_school(record).unwrap();
        let places = extract.view().agreed_points.iter();
        places
            .map(|place| match (place.shown(), place.gap()) {
                (Some(row), _) => (row.number, true),
                (_, gap) => (gap.unwrap().number(), false),
            })
            .collect()
    };
    assert_eq!(numbers(master.clone()), [(1, true), (2, true), (3, false)]);
    assert_eq!(numbers(RecordContent { safety_concern: true, ..master }), [(1, true), (2, true)]);
}

#[test]
fn what_was_added_stands_in_an_extract_by_what_it_is_about_and_leaves_the_sealed_record_as_it_was() {
    let added = |number: i64, group: FactGroup, subject: Subject| AddendumFacts {
        number,
        on: DAY,
        words: Words::under(Topic(group), "Bod dva platí.".to_owned()),
        subjects: vec![subject],
    };
    let eliska = Subject::Child(Uuid::from_u128(11));
    let sealed = record(None);
    let addenda = vec![
        added(1, FactGroup::PlanTasks, Subject::Conference),
        added(2, FactGroup::HealthOthers, eliska),
        added(3, FactGroup::School, eliska),
    ];
    let amended = RecordContent { addenda, ..sealed.clone() };
    assert_eq!(master(&sealed).fingerprint(), master(&amended).fingerprint());
    let extract = for_school(amended).unwrap();
    let places: Vec<(u32, bool)> = extract
        .view()
        .addenda
        .iter()
        .map(|place| match (place.shown(), place.gap()) {
            (Some(row), _) => (row.number, true),
            (_, gap) => (gap.unwrap().number(), false),
        })
        .collect();
    assert_eq!(places, [(1, true), (2, false), (3, true)]);
}

#[test]
fn what_was_said_after_somebody_left_stands_in_no_extract_of_theirs() {
    let later = |minute: i64| {
        let mut record = record(None);
        let said = line(LineKind::Said, FactGroup::School, None, None, "Ve čtvrtek budou písemky.");
        record.course[4].lines.push(LineFacts { at: at(minute), ..said });
        let extract = for_school(record).unwrap();
        let mut lines = extract.view().course.iter().flatten().flat_map(|part| &part.lines);
        lines.any(|line| line.text.as_ref().is_some_and(|text| text.get().contains("písemky")))
    };
    assert!(later(54) && later(55), "she left at the fifty-fifth minute");
    assert!(!later(56) && !later(110));
}

#[test]
fn a_paragraph_that_nobody_verified_is_not_cited_in_a_protocol() {
    let unverified = RecordContent { protocol_law: None, ..protocol() };
    assert!(master(&unverified).view().protocol_law.is_none());
    assert!(master(&protocol()).view().protocol_law.is_some());
}

#[test]
fn the_draft_for_a_word_processor_is_the_same_bytes_twice_and_holds_the_same_words() {
    let draft = || outbound::word(&master(&record(None)), at(8_000).timestamp()).unwrap().into_bytes();
    assert!(draft() == draft());
    let words = reading::text(&draft(), "navrh.docx").unwrap();
    let words = words.words.replace('\u{a0}', " ");
    for expected in ["Zápis z případové konference", "Městská knihovna", "zkrácený rozvrh"] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
}

#[test]
fn a_speaker_gets_their_own_words_back_where_the_table_lets_them_know_such_a_thing() {
    let own = |topic: FactGroup, speaker: u128| {
        let mut record = record(None);
        let said = line(LineKind::Said, topic, None, Some(speaker), "Řekla jsem to takhle.");
        let everybody = CHILDREN.iter().map(|(id, ..)| Subject::Child(Uuid::from_u128(*id))).collect();
        record.course[1].lines.push(LineFacts { subjects: everybody, at: at(30), ..said });
        let extract = for_school(record).unwrap();
        let mut lines = extract.view().course.iter().flatten().flat_map(|part| &part.lines);
        lines.any(|line| line.text.as_ref().is_some_and(|text| text.get().contains("takhle")))
    };
    let (teacher, mother) = (24, 21);
    // The subject is everybody's children, of whom a teacher knows one: as a line about them it would not be theirs.
    let open = [FactGroup::PlanTasks, FactGroup::School];
    for topic in Topic::ALL.iter().map(|topic| topic.0) {
        assert_eq!(own(topic, teacher), open.contains(&topic), "{topic:?}");
        let words = Words::under(Topic(topic), "Řekla jsem to takhle.".to_owned());
        let never = [FactGroup::ViolenceSafety, FactGroup::Criminal, FactGroup::ChildWords];
        assert_eq!(is_given_back(&words, false), !never.contains(&topic), "{topic:?}");
        assert!(!is_given_back(&words, true), "where somebody is afraid whom it is about decides: {topic:?}");
        if topic == FactGroup::CareHistory {
            assert!(!own(topic, mother), "another's words about {topic:?}");
        }
    }
}

#[test]
fn a_paper_is_called_what_it_is_in_the_properties_of_its_file() {
    let title = |paper: &Disclosed<RecordPaper>| {
        let bytes = outbound::paper(paper, at(8_000).timestamp()).unwrap().bytes().to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let title = text.split("<dc:title>").nth(1).and_then(|rest| rest.split("</dc:title>").next());
        title.expect("a title").replace('\u{a0}', " ")
    };
    assert!(title(&master(&record(None))).contains("Zápis z případové konference"));
    assert!(title(&master(&protocol())).contains("Protokol z případové konference"));
    assert!(title(&for_school(record(None)).unwrap()).contains("Výpis ze zápisu z případové konference"));
    assert!(title(&for_school(protocol()).unwrap()).contains("Výpis z protokolu z případové konference"));
}

#[test]
fn who_came_back_stands_once_with_both_times() {
    let master = master(&record(None));
    let present = master.view().present.as_ref().unwrap();
    let named = |name: &str| {
        present
            .iter()
            .filter(|row| row.name.as_ref().is_some_and(|n| n.get().contains(name)))
            .collect::<Vec<_>>()
    };
    let eliska = named("Eliška");
    assert_eq!(eliska.len(), 1);
    assert!(eliska[0].times.as_str().contains(", "), "{}", eliska[0].times);
}

#[test]
fn who_came_later_and_took_note_of_confidentiality_is_told_as_their_times_are() {
    let noted = |paper: &RecordPaper| -> Vec<String> {
        let rows = paper.present.iter().flatten().map(|row| row.times.as_str().replace('\u{a0}', " "));
        rows.filter(|times| times.contains("mlčenlivost")).collect()
    };
    let told = ["13.05–15.00; mlčenlivost na vědomí ve 13.06"];
    assert_eq!(noted(master(&record(None)).view()), told);
    assert_eq!(noted(for_school(record(None)).unwrap().view()), told);
    // With a safety concern nobody is listed, and whether somebody took note changes nothing.
    let cut = |safety_concern: bool, silent: bool| {
        let mut record = RecordContent { safety_concern, ..record(None) };
        if silent {
            record.seats.iter_mut().for_each(|seat| seat.acknowledged = None);
        }
        for_school(record).unwrap()
    };
    assert!(noted(cut(true, false).view()).is_empty());
    assert_eq!(cut(true, false).fingerprint(), cut(true, true).fingerprint());
    assert_ne!(cut(false, false).fingerprint(), cut(false, true).fingerprint());
}

/// An extract of the protocol for a parent of all the children.
fn for_parent(safety_concern: bool, who: u128) -> Disclosed<RecordPaper> {
    let reader = Some(Id::from_uuid(Uuid::from_u128(who)));
    let record = RecordContent { safety_concern, reader, ..protocol() };
    let own = |(id, ..): &(u128, &str, &str, &str)| {
        (Id::from_uuid(Uuid::from_u128(*id)), LegalPosition::ParentWithResponsibility)
    };
    let positions = CHILDREN.iter().map(own).collect();
    let kind = ReaderKind::ParentWithResponsibility;
    disclosure::disclose_sample(kind, positions, safety_concern, DAY, &record).unwrap()
}

#[test]
fn an_objection_says_who_raised_it_where_those_present_are_told() {
    let raised = |paper: &RecordPaper| -> Vec<(Option<String>, String)> {
        let plain = |text: &String| text.replace('\u{a0}', " ");
        let all = paper.objections.iter().flatten();
        all.map(|one| (one.who.as_ref().map(|who| plain(who.get())), plain(one.text.get()))).collect()
    };
    let with = |who: Option<&str>| {
        [
            (who.map(str::to_owned), "Chci, aby bylo zapsáno i moje vyjádření z 2. prosince.".to_owned()),
            (None, "V příloze chybí rozvrh na leden.".to_owned()),
        ]
    };
    let named = with(Some("Radek Doležal"));
    assert_eq!(raised(master(&protocol()).view()), named);
    assert_eq!(raised(for_parent(false, 21).view()), named);
    // With a safety concern nobody is told of but the reader.
    assert_eq!(raised(for_parent(true, 21).view()), with(None));
    assert_eq!(raised(for_parent(true, 22).view()), named);
    // A teacher reads no objection at all.
    assert!(for_school(protocol()).unwrap().view().objections.is_none());
    let words = outbound::word(&master(&protocol()), at(8_000).timestamp()).unwrap().into_bytes();
    let words = reading::text(&words, "navrh.docx").unwrap().words.replace('\u{a0}', " ");
    assert!(words.contains("Námitka (Radek Doležal): Chci, aby"), "{words}");
}

/// The words of a PDF without line breaks.
fn printed(paper: &Disclosed<RecordPaper>) -> String {
    let file = outbound::paper(paper, at(8_000).timestamp()).unwrap();
    let text = reading::text(file.bytes(), "zapis.pdf").unwrap().words.replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_extract_says_with_the_same_words_what_no_extract_has() {
    let silent = |mut record: RecordContent| {
        record.fields = Fields::default();
        record
    };
    let school = |record: RecordContent| for_school(record).unwrap();
    let afraid = RecordContent { safety_concern: true, ..protocol() };
    let extracts = [
        school(protocol()),
        school(silent(protocol())),
        school(afraid.clone()),
        school(silent(afraid)),
        school(record(None)),
        for_parent(false, 21),
        for_parent(true, 22),
    ];
    let mut said = std::collections::BTreeSet::new();
    for extract in &extracts {
        let words = printed(extract);
        let (_, rest) = words.split_once("Co nemá žádný výpis").expect("the heading");
        let end = rest.find("určuje zákon.").expect("the last words");
        said.insert(rest[..end].to_owned());
    }
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said.iter().all(|words| words.contains("co o ohrožení dětí úřad sám dopsal")), "{said:#?}");
    // The office's own copy has all of it.
    let whole = printed(&master(&protocol()));
    assert!(!whole.contains("Co nemá žádný výpis"));
}

/// The number of the last agreed point of a table that talked for a whole day.
const LAST: u32 = 1_202;

/// A record with that many of them: the sample's own two, and of the others every third is not for a school.
fn of_a_whole_day() -> RecordContent {
    let mut record = record(None);
    for number in 3..=i64::from(LAST) {
        let group = if number % 3 == 0 { FactGroup::HousingMoney } else { FactGroup::PlanTasks };
        let words = format!("A{number:04} platí pro všechny, kdo byli u stolu.");
        record.course[1].lines.push(line(LineKind::Agreed, group, Some(number), None, &words));
    }
    record
}

/// The numbered points of a paper: the number before each, and the one that its own words begin with.
fn points(words: &str) -> Vec<(u32, u32)> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let point = |pair: &[&str]| {
        let number = pair[0].strip_suffix('.')?.parse().ok()?;
        Some((number, pair[1].strip_prefix('A')?.parse().ok()?))
    };
    words.windows(2).filter_map(point).collect()
}

/// Whatever its length, a record leaves the house: as a text document, and as an extract whose points have the numbers
/// of the whole.
#[test]
fn the_draft_and_an_extract_of_twelve_hundred_lines_are_made_with_the_numbers_of_the_record() {
    let record = of_a_whole_day();
    let (whole, extract) = (master(&record), for_school(record).unwrap());
    let numbers = |paper: &RecordPaper| -> Vec<(u32, bool)> {
        let places = paper.agreed_points.iter();
        places
            .map(|place| match (place.shown(), place.gap()) {
                (Some(row), _) => (row.number, true),
                (_, gap) => (gap.unwrap().number(), false),
            })
            .collect()
    };
    let is_for_school = |number: u32| number < 3 || !number.is_multiple_of(3);
    assert!(numbers(whole.view()) == (1..=LAST).map(|number| (number, true)).collect::<Vec<_>>());
    let wanted: Vec<(u32, bool)> = (1..=LAST).map(|number| (number, is_for_school(number))).collect();
    assert!(numbers(extract.view()) == wanted, "the extract counts anew");
    // On paper as in the view: each point behind its own number, and none that is not for the reader.
    let of_all: Vec<(u32, u32)> = (3..=LAST).map(|number| (number, number)).collect();
    let draft = outbound::word(&whole, at(8_000).timestamp()).unwrap().into_bytes();
    let draft = reading::text(&draft, "navrh.docx").unwrap().words;
    assert!(points(&draft) == of_all, "the draft: {:?}", points(&draft));
    let file = outbound::paper(&extract, at(8_000).timestamp()).unwrap();
    if let Some((clean, said)) = qpdf(file.bytes(), "--check") {
        assert!(clean, "{said}");
    }
    if let Some(words) = poppler(file.bytes()) {
        let wanted: Vec<(u32, u32)> =
            of_all.iter().copied().filter(|(number, _)| is_for_school(*number)).collect();
        assert!(points(&words) == wanted, "the extract: {:?}", points(&words));
        assert!(!words.contains("A0003") && !words.contains("A1200"), "what is not for a school is printed");
    }
}
