//! Invented samples: pages of staff, the page of an owner with and without the code, the reminder.

mod after;
mod evaluation;

use super::letters::{Reader, ReminderView, Reminding, Tasks, TasksView};
use super::model::{Followed, Report, ReportWords, Said, Task, TaskText};
use super::pages::{ClosingPage, ListPage, OnePage, Onwards, Row, Told};
use super::rules::{Standing, Waits};
use super::words::words;
use crate::cases::ReaderKind;
use crate::conferences::{Around, State};
use crate::disclosure::disclose_sample;
use crate::invitations::doors::Language;
use crate::kernel::{Day, Failure, FormState, Id, Moment};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use outbound::{Link, Logistics};
use uuid::Uuid;

const TODAY: Day = Day::constant(2026, 12, 14);

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn link(path: &str) -> Result<Link, Failure> {
    Link::new(path).ok_or_else(|| Failure::Broken("a sample's address is none".into()))
}

fn followed(number: i64, words: &str, due: Option<Day>, said: Option<(Said, Option<&str>)>) -> Followed {
    let task = Task {
        id: id(400),
        conference: id(4),
        case: Uuid::from_u128(2),
        office: id(3),
        state: State::Held,
        number,
        participant: Some(id(21)),
        owner: None,
        words: TaskText::new(words.to_owned()),
        indicator: Some(TaskText::new(String::from("Eliška má termín u paní psycholožky."))),
        support: Some(TaskText::new(String::from("Paní Součková z OSPOD"))),
        due,
        caller: None,
        version: 1,
    };
    let report = said.map(|(said, words)| Report {
        id: id(500),
        said,
        words: words.map(|words| ReportWords::new(words.to_owned())),
        file: None,
        proved: true,
        given: Moment::in_prague(TODAY, jiff::civil::time(9, 12, 0, 0)),
        by: None,
        seen: None,
    });
    Followed {
        task,
        reports: report.into_iter().collect(),
        calls: Vec::new(),
        reminders: Vec::new(),
        back: None,
    }
}

fn tasks(language: Language, child: bool, proved: bool) -> Result<Tasks, Failure> {
    let due = |day| Some(Day::constant(2026, 12, day));
    let own = vec![
        followed(3, "Objednat Elišku ke školní psycholožce.", due(18), None),
        followed(
            5,
            "Přinést potvrzení od dětské lékařky.",
            due(30),
            Some((Said::Help, Some("Nemáme hlídání."))),
        ),
    ];
    Ok(Tasks {
        reader: Reader {
            language,
            child,
            proved,
            open: true,
            path: link("/p/osobni-odkaz")?,
            office: Logistics::of("Městský úřad Šternberk"),
            contact: (
                Some(Logistics::of("Bc.\u{a0}Ivana Součková")),
                Some(Logistics::of("585\u{a0}000\u{a0}111")),
            ),
            door: None,
        },
        forms: own.iter().map(|_| id(600)).collect(),
        tasks: own,
        saved: false,
        problem: None,
        unsaved: None,
    })
}

fn page(name: &'static str, title: &'static str, tasks: &Tasks) -> Result<Sample, Failure> {
    let kind = if tasks.reader.child { ReaderKind::Child } else { ReaderKind::ParentWithResponsibility };
    let disclosed = disclose_sample::<TasksView, _>(kind, Vec::new(), false, TODAY, tasks)?;
    let html = outbound::page(&disclosed).map_err(|error| Failure::Output(error.to_string()))?;
    Ok(Sample { name, title, content: SampleContent::Html(html.into_html()) })
}

fn reminder(name: &'static str, title: &'static str, language: Language) -> Result<Sample, Failure> {
    let spoken = words(language, false);
    let reminding = Reminding { words: spoken, link: link("https://pripadovka.example/p/osobni-odkaz")? };
    let kind = ReaderKind::ParentWithResponsibility;
    let disclosed = disclose_sample::<ReminderView, _>(kind, Vec::new(), false, TODAY, &reminding)?;
    let view = disclosed.view();
    let text = format!(
        "Předmět: {}\n\n{}\n\n{}\n{}\n",
        view.words.mail_subject, view.words.mail_hello, view.words.mail, view.link
    );
    Ok(Sample { name, title, content: SampleContent::Mail(text) })
}

fn row(number: i64, (text, owner): (&str, &str), said: Option<Said>, waits: Waits) -> Row {
    Row {
        id: id(400 + number.unsigned_abs() as u128),
        number,
        words: text.into(),
        owner: owner.into(),
        due: "do pá\u{a0}11.\u{a0}12.".into(),
        said,
        waits,
        settled: said == Some(Said::Done),
        files: usize::from(said == Some(Said::Done)),
        caller: if waits.any() { "Bc.\u{a0}Ivana Součková".into() } else { String::new() },
    }
}

fn list() -> ListPage {
    let late = Waits { overdue: true, call: true, ..Waits::default() };
    let help = Waits { helpless: true, unread: true, ..Waits::default() };
    ListPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        here: "/konference/4/ukoly".into(),
        rows: vec![
            row(3, ("Objednat Elišku ke školní psycholožce.", "Markéta Doležalová"), None, late),
            row(5, ("Přinést potvrzení od dětské lékařky.", "Radek Doležal"), Some(Said::Help), help),
            row(
                1,
                ("Poslat rodině kontakt na poradnu.", "Jana Kubíčková"),
                Some(Said::Done),
                Waits::default(),
            ),
        ],
        standing: Standing {
            all: 3,
            open: 2,
            overdue: 1,
            helpless: 1,
            unread: 1,
            call: 1,
            ..Standing::default()
        },
        changed: 1,
        may_take: true,
        held: true,
        onward: Onwards { close: true, follow: true, ..Onwards::default() },
    }
}

fn one() -> OnePage {
    let told = |what: &str, look, words: Option<&str>, unread| Told {
        when: "14.\u{a0}12.\u{a0}2026, 9.12".into(),
        what: what.into(),
        look,
        words: words.map(Into::into),
        file: None,
        unread,
    };
    OnePage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        here: "/konference/4/ukoly/405".into(),
        back: "/konference/4/ukoly".into(),
        form: FormState::empty(),
        new_id: id::<Task>(700).to_string(),
        version: 1,
        row: row(
            5,
            ("Přinést potvrzení od dětské lékařky.", "Radek Doležal"),
            Some(Said::Help),
            Waits { helpless: true, unread: true, ..Waits::default() },
        ),
        indicator: Some("Potvrzení je ve spisu.".into()),
        support: None,
        told: vec![
            told("potřebuje pomoc (napsal(a) sám/sama)", "warning", Some("Nemáme hlídání."), true),
            told("připomenuto e-mailem", "bare", None, false),
        ],
        may_handle: true,
        may_remind: true,
        mine: false,
        back_at: None,
    }
}

fn staff(name: &'static str, title: &'static str, page: &impl Template) -> Result<Sample, Failure> {
    let html = page.render().map_err(|error| Failure::Output(error.to_string()))?;
    Ok(Sample { name, title, content: SampleContent::Html(html) })
}

/// All samples.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let empty = Tasks { tasks: Vec::new(), forms: Vec::new(), ..tasks(Language::Czech, false, true)? };
    let closed = tasks(Language::Czech, false, true)?;
    let closed = Tasks { reader: Reader { open: false, ..closed.reader }, ..closed };
    let spoken = words(Language::Czech, false);
    let refused = Tasks {
        problem: Some((3, spoken.file_kind, Some("Objednáno na pondělí.".into()))),
        ..tasks(Language::Czech, false, true)?
    };
    let [evaluation, evaluation_later] = evaluation::papers()?;
    let came_to = Some("Eliška chodí do školy a má s kým mluvit. Bydlení řešíme dál.");
    let without_paper = ClosingPage { paper: None, may_evaluate: true, ..after::closing(came_to) };
    let pdf = |name, title, content| Sample { name, title, content };
    Ok(vec![
        staff("ukoly-seznam", "Úkoly ze setkání", &list())?,
        staff("ukol", "Úkol: co se stalo a hovor", &one())?,
        staff("konference-uzavrit", "Uzavřít konferenci", &after::closing(None))?,
        staff(
            "konference-uzavrit-mezitim",
            "Uzavřít konferenci: mezitím se něco změnilo",
            &ClosingPage { changed: true, ..after::closing(None) },
        )?,
        staff("konference-uzavrena", "Konference je uzavřená", &after::closing(came_to))?,
        staff("konference-uzavrena-drive", "Uzavřená dřív, vyhodnocení chybí", &without_paper)?,
        pdf("zaverecne-vyhodnoceni", "Závěrečné vyhodnocení konference", evaluation),
        pdf(
            "zaverecne-vyhodnoceni-pozdeji",
            "Závěrečné vyhodnocení bez úkolů, vyhotovené později",
            evaluation_later,
        ),
        staff("konference-navazat", "Navázat další konferencí", &after::next())?,
        staff("ukoly-z-minula", "Úkoly z minula u stolu", &after::back())?,
        page("ukoly-odkaz", "Úkoly přes odkaz bez kódu", &tasks(Language::Czech, false, false)?)?,
        page("ukoly-kod", "Úkoly za kódem", &tasks(Language::Czech, false, true)?)?,
        page("ukoly-soubor", "Úkoly: soubor nejde přijmout", &refused)?,
        page("ukoly-zadne", "Úkoly: žádné", &empty)?,
        page("ukoly-uzavreno", "Úkoly po uzavření konference", &closed)?,
        page("ukoly-dite", "Úkoly pro dítě", &tasks(Language::Czech, true, true)?)?,
        page("ukoly-uk", "Úkoly ukrajinsky", &tasks(Language::Ukrainian, false, true)?)?,
        page("ukoly-en", "Úkoly anglicky", &tasks(Language::English, false, true)?)?,
        reminder("ukol-pripomenuti", "Připomenutí úkolu", Language::Czech)?,
        reminder("ukol-pripomenuti-uk", "Připomenutí úkolu ukrajinsky", Language::Ukrainian)?,
    ])
}
