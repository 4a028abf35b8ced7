//! Samples of the minutes: the whole for the file, an extract for a school, the check page.

use super::letters::RecordPaper;
use super::letters::{AddendumPaper, SheetPaper};
use super::model::{
    ActWords, AddendumContent, AgeWords, AttachmentWords, ChildFacts, DrawnSignature, Fields, Form, Leads,
    LineFacts, NameWords, Objection, ObjectionWords, OwnerWords, PhaseFacts, Reading, RecordContent,
    RiskWords, RoleWords, RuleWords, SealFacts, SeatFacts, SignatureFacts, StaffFacts, StrengthWords, Way,
};
use super::pages::check::{CheckPage, DraftRow, PointRow, SealRow};
use super::pages::late::LateRow;
use crate::cases::{FileMark, LegalPosition, PersonName, ReaderKind};
use crate::conferences::{Around, GoalFacts};
use crate::disclosure;
use crate::documents::OfficeFacts;
use crate::identity::samples::office;
use crate::kernel::{Failure, Id, Moment};
use crate::meeting::rules::Interval;
use crate::meeting::{LineKind, TaskNote, Topic, Words};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use facts::FactGroup;
use jiff::civil;
use outbound::{Disclosed, Subject};
use uuid::Uuid;

const DAY: civil::Date = civil::date(2026, 12, 10);
const CHILDREN: [(u128, &str, &str, &str); 3] = [
    (11, "Eliška Doležalová", "13\u{a0}let", "Om 118/2026"),
    (12, "Matyáš Doležal", "9\u{a0}let", "Om 119/2026"),
    (13, "Anička Doležalová", "4\u{a0}roky", "Om 120/2026"),
];

fn at(minute: i64) -> Moment {
    Moment::in_prague(DAY, civil::time(13, 0, 0, 0)).plus_seconds(minute * 60)
}

fn seat(id: u128, name: &str, role: &str, times: &[(i64, i64, bool)]) -> SeatFacts {
    SeatFacts {
        seat: Id::from_uuid(Uuid::from_u128(id)),
        participant: Some(Id::from_uuid(Uuid::from_u128(id))),
        subject: Subject::Person(Uuid::from_u128(id)),
        name: NameWords::new(name),
        role: RoleWords::new(role),
        leads: match role {
            "facilitátorka" => Some(Leads::Facilitates),
            "zapisovatel" => Some(Leads::TakesMinutes),
            _ => None,
        },
        writes: times.is_empty(),
        there: times
            .iter()
            .map(|(from, until, by_phone)| Interval {
                from: at(*from),
                until: Some(at(*until)),
                by_phone: *by_phone,
                by_video: false,
            })
            .collect(),
        acknowledged: None,
        unaware: false,
        signature: None,
    }
}

/// A goal for everybody at the table.
fn goal(text: &str) -> GoalFacts {
    GoalFacts::of(text.to_owned(), (None, None), [])
}

fn line(
    kind: LineKind,
    topic: FactGroup,
    number: Option<i64>,
    speaker: Option<u128>,
    text: &str,
) -> LineFacts {
    let subjects = match topic {
        FactGroup::PlanTasks => vec![Subject::Conference],
        _ => CHILDREN.iter().map(|child| Subject::Child(Uuid::from_u128(child.0))).collect(),
    };
    LineFacts {
        id: None,
        mended: None,
        kind,
        number,
        at: at(30),
        words: Words::under(Topic(topic), text.to_owned()),
        subjects,
        speaker: speaker.map(|id| Id::from_uuid(Uuid::from_u128(id))),
        owner: None,
        owner_words: None,
        deadline: None,
        indicator: None,
        support: None,
        weight: None,
        degree: (kind == LineKind::Agreed).then(|| "plně souhlasí".to_owned()),
    }
}

fn task(number: i64, owner: u128, role: &str, text: &str, due: civil::Date, indicator: &str) -> LineFacts {
    LineFacts {
        owner: Some(Id::from_uuid(Uuid::from_u128(owner))),
        owner_words: Some(OwnerWords::new(role)),
        deadline: Some(due),
        indicator: Some(TaskNote::new(indicator)),
        ..line(LineKind::Task, FactGroup::PlanTasks, Some(number), None, text)
    }
}

fn course() -> Vec<PhaseFacts> {
    use FactGroup as G;
    use LineKind as K;
    let part = |title: &str, from, until, lines: Vec<LineFacts>| PhaseFacts {
        title: title.to_owned(),
        from: Some(at(from)),
        until: Some(at(until)),
        lines: lines.into_iter().map(|line| LineFacts { at: at(from + 1), ..line }).collect(),
    };
    vec![
        part(
            "Přivítání, pravidla a cíl",
            0,
            20,
            vec![line(
                K::Said,
                G::PlanTasks,
                None,
                None,
                "Facilitátorka připomněla, že jde o hledání řešení, ne viny.",
            )],
        ),
        part(
            "Škola a Eliščin pohled",
            20,
            55,
            vec![
                line(
                    K::Said,
                    G::School,
                    None,
                    Some(24),
                    "Když Eliška přijde, pracuje dobře. Od září má 86 neomluvených hodin.",
                ),
                line(
                    K::Said,
                    G::FamilyHousehold,
                    None,
                    Some(21),
                    "Ráno odcházím do práce v pět, Eliška pak vypravuje sourozence.",
                ),
                line(
                    K::Said,
                    G::ChildWords,
                    None,
                    Some(11),
                    "Do školy bych chodila, kdyby to nebylo hned každý den celý.",
                ),
                line(
                    K::Agreed,
                    G::PlanTasks,
                    Some(1),
                    None,
                    "Eliška se od 14. prosince vrací po částech, každý pátek se s poradkyní krátce ohlédnou.",
                ),
            ],
        ),
        part("Přestávka", 55, 65, Vec::new()),
        part(
            "Zdraví a bydlení",
            65,
            90,
            vec![
                line(
                    K::Said,
                    G::HealthChild,
                    None,
                    Some(25),
                    "Matyáš potřebuje kontrolu a druhý sprej, který zůstane ve škole.",
                ),
                line(
                    K::Said,
                    G::HousingMoney,
                    None,
                    Some(26),
                    "Bude-li podepsán splátkový kalendář, odbor rozhodnutí o vyklizení odloží.",
                ),
                line(
                    K::Agreed,
                    G::PlanTasks,
                    Some(2),
                    None,
                    "Maminka požádá o splátkový kalendář, terénní pracovnice jí s tím pomůže.",
                ),
            ],
        ),
        part(
            "Plán",
            90,
            120,
            vec![
                line(
                    K::Dissent,
                    G::FamilyHousehold,
                    None,
                    Some(22),
                    "Chci, aby děti byly u mě stejně dlouho jako u mámy.",
                ),
                task(
                    1,
                    23,
                    "výchovná poradkyně",
                    "Sestavit s Eliškou zkrácený rozvrh a každý týden ho projít.",
                    civil::date(2026, 12, 14),
                    "Eliška chodí podle rozvrhu.",
                ),
                task(
                    2,
                    21,
                    "maminka",
                    "Požádat o splátkový kalendář.",
                    civil::date(2026, 12, 22),
                    "Žádost je podaná.",
                ),
                task(
                    3,
                    21,
                    "maminka",
                    "Jít s Matyášem na kontrolu.",
                    civil::date(2026, 12, 15),
                    "Druhý sprej je ve škole.",
                ),
            ],
        ),
    ]
}

/// A wave, as somebody draws it with a finger.
fn drawn() -> SignatureFacts {
    let points: Vec<String> = (0..60).map(|x| format!("{},{}", 100 + x * 13, 150 + (x * 37) % 120)).collect();
    let strokes = outbound::Strokes::read(&points.join(" "));
    SignatureFacts { way: Way::Drawn, drawn: strokes.map(DrawnSignature::new), reason: None }
}

/// The record as a protocol, with all its parts, signatures and a seal.
pub(super) fn protocol() -> RecordContent {
    let mut whole = record(None);
    for seat in &mut whole.seats {
        seat.signature = match seat.seat.uuid().as_u128() {
            21 | 23 => Some(drawn()),
            22 => Some(SignatureFacts {
                way: Way::Refused,
                drawn: None,
                reason: Some(ObjectionWords::new(
                    "Nesouhlasí s tím, jak je zapsaná jeho žádost o střídavou péči.",
                )),
            }),
            _ => None,
        };
    }
    RecordContent {
        form: Form::Protocol,
        protocol_law: Some("§ 18, zákon č. 500/2004 Sb., správní řád (ukázková data)".into()),
        fields: Fields {
            strengths: vec![
                StrengthWords::new("Sourozenci drží spolu, Eliška umí poprosit o pomoc."),
                StrengthWords::new("Maminka přijímá podporu terénní pracovnice."),
            ],
            risks: vec![RiskWords::new("Rodina může po 31. lednu přijít o byt.")],
            rules: vec![
                RuleWords::new("Mluví vždycky jen jeden."),
                RuleWords::new("Dítě smí kdykoli odejít."),
            ],
            acts: Some(ActWords::new(
                "Přivítání a představení přítomných. Seznámení s důvodem svolání. Vyjádření rodičů a dítěte. \
                Vyjádření odborníků. Společné sestavení plánu a jeho přečtení.",
            )),
            objections: vec![
                Objection {
                    words: ObjectionWords::new("Chci, aby bylo zapsáno i moje vyjádření z 2. prosince."),
                    by: Some(Id::from_uuid(Uuid::from_u128(22))),
                },
                Objection { words: ObjectionWords::new("V příloze chybí rozvrh na leden."), by: None },
            ],
            attachments: vec![
                AttachmentWords::new("prezenční listina"),
                AttachmentWords::new("zkrácený rozvrh"),
            ],
            recipients: Vec::new(),
            reading: Some(Reading::Aloud),
        },
        is_final: true,
        seal: Some(SealFacts {
            code: super::rules::code::code("ukázka", &[7; 16]),
            on: civil::date(2026, 12, 28),
            address: "pripadovka.example/overeni".into(),
        }),
        ..whole
    }
}

/// The invented record. `guest` is one more name at the table.
pub(super) fn record(guest: Option<&str>) -> RecordContent {
    let all = &[(0, 120, false)];
    let mut seats = vec![
        seat(21, "Markéta Doležalová", "maminka", all),
        SeatFacts { acknowledged: Some(at(6)), ..seat(22, "Radek Doležal", "tatínek", &[(5, 120, false)]) },
        SeatFacts {
            subject: Subject::Child(Uuid::from_u128(11)),
            ..seat(11, "Eliška Doležalová", "dcera", &[(0, 40, false), (105, 120, false)])
        },
        seat(23, "Mgr. Alena Bečvářová", "výchovná poradkyně", all),
        seat(24, "Mgr. Jana Horáková", "třídní učitelka", &[(0, 55, false)]),
        seat(25, "MUDr. Zelinková", "dětská lékařka", &[(30, 40, true)]),
        seat(26, "Petr Kratochvíl", "bytový odbor", &[(60, 80, false)]),
        seat(27, "Dluhová poradna", "dluhový poradce", &[]),
        seat(28, "Mgr. Ivana Součková", "facilitátorka", all),
        seat(29, "Bc. Lukáš Dvorník", "zapisovatel", all),
    ];
    seats.extend(guest.map(|name| seat(30, name, "sousedka", all)));
    RecordContent {
        conference: Id::from_uuid(Uuid::from_u128(4)),
        office: Id::from_uuid(Uuid::from_u128(2)),
        head: OfficeFacts::of(&office()),
        form: Form::Light,
        kind: "klasická".into(),
        place: Some("Městská knihovna, zasedací místnost".into()),
        protocol_law: None,
        fields: Fields::default(),
        is_final: false,
        seal: None,
        edition: 1,
        reference_number: None,
        legal: Some("§ 10 odst. 3 písm. e), zákon č. 359/1999 Sb. (ukázková data)".into()),
        day: DAY,
        started: at(0),
        ended: Some(at(120)),
        children: CHILDREN
            .iter()
            .map(|(id, name, age, mark)| ChildFacts {
                id: Uuid::from_u128(*id),
                name: PersonName::new(*name),
                age: Some(AgeWords::new(*age)),
                file_mark: FileMark::new(*mark),
            })
            .collect(),
        seats,
        goals: vec![
            goal("Eliška chodí do školy a má s kým mluvit."),
            goal("Rodina má po 31. lednu jistou střechu nad hlavou."),
        ],
        voices: Vec::new(),
        course: course(),
        next_day: Some(civil::date(2027, 3, 11)),
        next_text: Some("čtvrtek 11. března 2027 v 13.00".into()),
        next_place: Some("Městská knihovna".into()),
        contact: None,
        comments_until: Some(civil::date(2026, 12, 24)),
        signer: Some(StaffFacts {
            name: "Bc. Jana Kubíčková".into(),
            position: Some("sociální pracovnice".into()),
            phone: None,
            email: "kubickova@sternberk.example".into(),
        }),
        received: Vec::new(),
        addenda: Vec::new(),
        reminded: true,
        safety_concern: false,
        reader: None,
    }
}

/// The whole, for the file.
pub(super) fn master(record: &RecordContent) -> Disclosed<RecordPaper> {
    disclosure::disclose_to_file(true, record.office, record)
}

/// An extract for the class teacher.
pub(super) fn for_school(mut record: RecordContent) -> Result<Disclosed<RecordPaper>, Failure> {
    record.reader = Some(Id::from_uuid(Uuid::from_u128(24)));
    let eliska = Id::from_uuid(Uuid::from_u128(11));
    let others = [12, 13].map(|id| (Id::from_uuid(Uuid::from_u128(id)), LegalPosition::None));
    let positions = std::iter::once((eliska, LegalPosition::None)).chain(others).collect();
    disclosure::disclose_sample(ReaderKind::School, positions, record.safety_concern, DAY, &record)
}

fn pdf<V: outbound::PaperView>(paper: &Disclosed<V>) -> Result<SampleContent, Failure> {
    let paper = outbound::paper(paper, at(8_000).timestamp()).map_err(|e| Failure::Output(e.to_string()))?;
    Ok(SampleContent::Pdf(paper.bytes().to_vec()))
}

fn addendum() -> Disclosed<AddendumPaper> {
    let record = protocol();
    let code = super::rules::code::code("ukázka dodatku", &[8; 16]);
    let seal = record.seal.clone().map(|seal| SealFacts { code, ..seal });
    let words = "K bodu 2: žádost o splátkový kalendář má být podaná do 22. prosince, ne do 15. prosince. Navrhla maminka.";
    let words = super::store::seals::AddendumWords::new(words);
    disclosure::disclose_to_file(true, record.office, &AddendumContent { record, number: 1, words, seal })
}

fn sheet() -> Disclosed<SheetPaper> {
    let record = protocol();
    disclosure::disclose_to_file(true, record.office, &record)
}

fn check_page() -> CheckPage {
    let point = |number, text: &str, note: &str| PointRow { number, text: text.into(), note: note.into() };
    CheckPage {
        frame: Frame::sample("/konference"),
        around: Around::sample(),
        id: Id::from_uuid(Uuid::from_u128(4)),
        form_id: Uuid::from_u128(6),
        may_make: true,
        day: czech::dates::long_with_weekday(DAY),
        last: None,
        draft: None,
        next_edition: 1,
        missing: vec!["Není domluvené příští setkání."],
        guarded: 2,
        present: vec![
            ("Markéta Doležalová, maminka".into(), "13.00–15.00".into()),
            ("Eliška Doležalová, dcera".into(), "13.00–13.40, 14.45–15.00".into()),
        ],
        excused: vec!["Dluhová poradna, dluhový poradce".into()],
        goals: vec!["Eliška chodí do školy a má s kým mluvit.".into()],
        course: vec![("Škola a Eliščin pohled".into(), "4\u{a0}řádky".into())],
        may_seal: true,
        record_form: "zápis",
        seal: None,
        late: Vec::new(),
        agreed: vec![point(Some(1), "Eliška se vrací do školy po částech.", "plně souhlasí")],
        tasks: vec![point(
            Some(1),
            "Sestavit s Eliškou zkrácený rozvrh.",
            "výchovná poradkyně · do\u{a0}14. 12. 2026",
        )],
        dissents: vec![point(None, "Chci, aby děti byly u mě stejně dlouho jako u mámy.", "tatínek")],
        next_text: None,
        contact: Some("Bc.\u{a0}Jana Kubíčková".into()),
        comments: Some("čtvrtek 24. prosince 2026".into()),
        comments_over: false,
        readers: Vec::new(),
        unverified_law: false,
    }
}

/// After the seal, when a tablet that had no connection came back.
fn sealed_page() -> CheckPage {
    let late = |text: Option<&str>, note: &str| LateRow { text: text.map(str::to_owned), note: note.into() };
    let seal = SealRow {
        code: "7K3M-9QRT-2XWA-H5NB".into(),
        on: "18. 12. 2026".into(),
        addenda: Vec::new(),
        may_amend: true,
    };
    CheckPage {
        may_make: false,
        may_seal: false,
        missing: Vec::new(),
        draft: Some(DraftRow {
            document: Id::from_uuid(Uuid::from_u128(7)),
            made: "10. 12. 2026 15.20".into(),
        }),
        seal: Some(seal),
        late: vec![
            late(
                Some("Babička může Aničku vyzvedávat i ve čtvrtek."),
                "napsáno 10. 12. 2026 14.21, Bc.\u{a0}Jana Kubíčková, přišlo 19. 12. 2026 8.02",
            ),
            late(None, "napsáno 10. 12. 2026 14.23, Bc.\u{a0}Jana Kubíčková, přišlo 19. 12. 2026 8.02"),
        ],
        ..check_page()
    }
}

/// All samples.
pub(super) fn render() -> Result<Vec<Sample>, Failure> {
    Ok(vec![
        Sample {
            name: "zapis",
            title: "Zápis z případové konference, do spisu",
            content: pdf(&master(&record(None)))?,
        },
        Sample {
            name: "zapis-vypis-skola",
            title: "Výpis ze zápisu pro třídní učitelku",
            content: pdf(&for_school(record(None))?)?,
        },
        Sample {
            name: "protokol-zapeceteny",
            title: "Zapečetěný protokol se všemi částmi",
            content: pdf(&master(&protocol()))?,
        },
        Sample { name: "zapis-dodatek", title: "Dodatek k zápisu", content: pdf(&addendum())? },
        Sample { name: "prezencni-listina", title: "Prezenční listina k podpisu", content: pdf(&sheet())? },
        Sample {
            name: "stranka-zapis-po-peceti",
            title: "Zapečetěný zápis, něco došlo až potom",
            content: SampleContent::Html(sealed_page().render()?),
        },
        Sample {
            name: "stranka-zapis",
            title: "Zápis před vyhotovením",
            content: SampleContent::Html(check_page().render()?),
        },
    ])
}

#[cfg(test)]
mod tests;
