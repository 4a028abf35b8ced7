//! Samples of what stands behind the code, of calling back, of the paper for an employer, and of the other languages.

use super::super::behind::{self, Behind, Own, PaperLine, PreparationView, TableRole};
use super::super::employer::{EmployerView, Grounded};
use super::super::pages::care::{Asked, Care, CodePage, Named};
use super::super::pages::recall::{Holder, RecallPage, WithdrawPage};
use super::super::pages::tasks::{Task, TasksPage};
use super::super::recall::letters::{Asking, ErasePage, EraseView};
use super::super::words::Language;
use super::{
    Answer, BROTHER, Choice, ConferenceState, Failure, Link, OutsideView, ReaderKind, Sample, SampleContent,
    Visit, Who, at, doctor, girl, mother, output, sample, school, time,
};
use crate::cases::{Email, PersonName};
use crate::conferences::{GoalFacts, Phase, Topic};
use crate::kernel::{FormState, Id};
use crate::papers::PaperTitle;
use crate::participants::Need;
use crate::shell::Frame;
use askama::Template;
use facts::FactGroup;
use uuid::Uuid;

const PATH: &str = "/p/0k3mzv7t9q2x8r5w1n6y4b0c7d3f9g2h8j5k1m4p";

fn link(address: &str) -> Result<Link, Failure> {
    Link::new(address).ok_or_else(|| Failure::Broken("a sample link is none".into()))
}

/// What staff find to do about one invitation.
pub(super) fn care() -> Care {
    Care {
        code: Some(("vytištěný v dopise", "19. 11. 2026, 9.10".into())),
        door: true,
        tried: Some(
            "5\u{a0}špatných pokusů, poslední 20. 11. 2026, 21.40. Zkoušení se zastavilo 20. 11. 2026, 21.40, na čtvrt hodiny."
                .into(),
        ),
        suspicious: true,
        named: vec![Named {
            id: "5".into(),
            name: "Ludmila Doležalová".into(),
            role: Some("sestra tatínka".into()),
            contact: "600\u{a0}111\u{a0}222".into(),
            when: "20. 11. 2026, 18.05".into(),
            untold: false,
            open: true,
        }],
        asked: vec![Asked {
            id: "6".into(),
            words: Some("Potřebuji vědět, jestli se bude mluvit o střídání dětí.".into()),
            when: "20. 11. 2026, 18.07".into(),
            settled: None,
        }],
        called: None,
        language: Language::Czech.code(),
        replied: Some(("nezávazně", "čtvrtek 19. listopadu 2026, 10.00".into())),
        release: true,
    }
}

fn phases() -> Vec<Phase> {
    let phase = |n: u128, title: &str, minutes, starts| Phase {
        id: Id::from_uuid(Uuid::from_u128(n)),
        position: 0,
        title: title.into(),
        minutes,
        private: false,
        starts: Some(starts),
    };
    vec![
        phase(1, "Přivítání a pravidla", 10, time(13, 0)),
        phase(2, "Jak se dětem daří", 30, time(13, 10)),
        phase(3, "Co se podaří a kdo co udělá", 60, time(13, 40)),
    ]
}

/// One for everybody at the table, one that tells of a child's health.
fn goals() -> Vec<GoalFacts> {
    let (health, brother) = (Some(Topic(FactGroup::HealthChild)), Some(Id::from_uuid(BROTHER)));
    vec![
        GoalFacts::of("Eliška chodí do školy a má si s kým promluvit.".into(), (None, None), []),
        GoalFacts::of("Matyášovo astma je pod kontrolou.".into(), (health, brother), []),
    ]
}

pub(super) fn behind(who: &Who) -> Result<Behind, Failure> {
    let content = who.content();
    let (name, email) = (PersonName::new(who.name), Some(Email::new(who.email)));
    let all = phases();
    let own: Vec<&Phase> = match who.kind {
        ReaderKind::HealthProvider => all.iter().skip(1).take(1).collect(),
        _ => all.iter().collect(),
    };
    let table = [
        (ReaderKind::ParentWithResponsibility, "maminka"),
        (ReaderKind::ParentWithResponsibility, "tatínek"),
        (ReaderKind::School, "třídní učitelka"),
        (ReaderKind::HealthProvider, "dětská lékařka"),
        (ReaderKind::Adviser, "dluhová poradkyně"),
    ];
    let own_role = |kind: ReaderKind, role: &str| kind == who.kind && role != "tatínek";
    Ok(Behind {
        kind: who.kind,
        path: link(PATH)?,
        goals: goals(),
        phases: behind::told(&own),
        table: table
            .iter()
            .filter(|(kind, role)| !own_role(*kind, role))
            .map(|(kind, role)| TableRole::of(*kind, role))
            .collect(),
        name,
        own: Own {
            email,
            address: content.address.clone(),
            answer: Some(Answer::Comes),
            needs: if who.kind == ReaderKind::ParentWithResponsibility {
                vec![Need::ChildMinding]
            } else {
                Vec::new()
            },
            ..Own::default()
        },
        papers: vec![PaperLine {
            id: Id::from_uuid(uuid::Uuid::nil()),
            path: link(&format!("{PATH}/podklady/018f0000-0000-7000-8000-000000000071"))?,
            title: PaperTitle::new("Body pro rodiče"),
        }],
        called_back: if who.kind == ReaderKind::ParentWithResponsibility {
            vec![behind::BackLine {
                path: link(&format!("{PATH}/podklady/018f0000-0000-7000-8000-000000000072/zniceno"))?,
                number: 2,
            }]
        } else {
            Vec::new()
        },
        born: None,
        employer: behind::works(content.audience),
        content,
    })
}

fn inside(who: &Who) -> Result<String, Failure> {
    let disclosed = who.cut::<PreparationView, _>(&behind(who)?)?;
    Ok(outbound::page(&disclosed).map_err(output)?.into_html())
}

fn employer(who: &Who) -> Result<Vec<u8>, Failure> {
    let release =
        Grounded { content: who.content(), citation: "§ 203 zákoníku práce (ukázková data)".into() };
    let disclosed = who.cut::<EmployerView, _>(&release)?;
    Ok(outbound::paper(&disclosed, at(9, 0).timestamp()).map_err(output)?.bytes().to_vec())
}

fn asking(who: &Who, confirmed: bool) -> Result<Asking, Failure> {
    Ok(Asking { content: who.content(), link: link(&format!("{PATH}/smazani"))?, confirmed })
}

pub(super) fn erase_mail(who: &Who) -> Result<String, Failure> {
    let disclosed = who.cut::<EraseView, _>(&asking(who, false)?)?;
    let subject = who.content().words().erase.subject;
    super::read_back(&outbound::mail(&disclosed, who.envelope(subject)).map_err(output)?)
}

fn erase_letter(who: &Who) -> Result<Vec<u8>, Failure> {
    let disclosed = who.cut::<EraseView, _>(&asking(who, false)?)?;
    Ok(outbound::paper(&disclosed, at(9, 0).timestamp()).map_err(output)?.bytes().to_vec())
}

fn erase_page(who: &Who, confirmed: bool) -> Result<String, Failure> {
    let disclosed = who.cut::<ErasePage, _>(&asking(who, confirmed)?)?;
    Ok(outbound::page(&disclosed).map_err(output)?.into_html())
}

/// The page after a wrong code.
fn wrong_code(who: &Who) -> Result<String, Failure> {
    use super::super::outside::{Guess, Proof};
    let proof = Proof { proved: false, in_letter: true, problem: Some(Guess::Wrong) };
    let visit = Visit { proof, ..Visit::first(who.content(), link(PATH)?, true) };
    let disclosed = who.cut::<OutsideView, _>(&visit)?;
    Ok(outbound::page(&disclosed).map_err(output)?.into_html())
}

fn in_language(who: Who, language: Language) -> Who {
    Who { language, ..who }
}

fn recall_page() -> RecallPage {
    let holder = |name: &str, role: &str, had: &[&str]| Holder {
        id: Uuid::from_u128(had.len() as u128).to_string(),
        name: name.into(),
        role: role.into(),
        state: "odeslaná",
        had: had.iter().map(|had| (*had).to_owned()).collect(),
    };
    RecallPage {
        frame: Frame::sample(""),
        conference: "1".into(),
        holders: vec![
            holder(
                "Markéta Doležalová",
                "maminka",
                &[
                    "otevřel(a) pozvánku 20. 11. 2026, 18.02",
                    "četl(a) přípravu za kódem: 2 krát, naposledy 21. 11. 2026, 7.15",
                ],
            ),
            holder("MUDr. Eva Zelinková", "dětská lékařka", &[]),
        ],
        form: FormState::empty(),
    }
}

fn withdraw_page() -> WithdrawPage {
    WithdrawPage {
        frame: Frame::sample(""),
        conference: "1".into(),
        id: "2".into(),
        name: "Radek Doležal".into(),
        form: FormState::empty(),
    }
}

fn tasks_page() -> TasksPage {
    TasksPage {
        frame: Frame::sample(""),
        conference: "1".into(),
        tasks: vec![Task {
            id: "2".into(),
            name: "Radek Doležal".into(),
            role: "tatínek".into(),
            what: vec!["žádá o informace k přípravě", "navrhuje za sebe zástup"],
        }],
    }
}

fn code_page() -> CodePage {
    CodePage {
        frame: Frame::sample(""),
        conference: "1".into(),
        id: "2".into(),
        name: "Radek Doležal".into(),
        code: "4071\u{a0}9326".into(),
    }
}

/// All of them.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    use SampleContent::{Html, Mail, Pdf};
    let (uk, en) = (Language::Ukrainian, Language::English);
    let mut all = vec![
        sample("pozvany-kod-spatne", "Stránka pozvaného: kód nesouhlasí", Html(wrong_code(&mother(false))?)),
        sample("pozvany-priprava-matka", "Za kódem: matka", Html(inside(&mother(false))?)),
        sample("pozvany-priprava-obava", "Za kódem: obava o bezpečí", Html(inside(&mother(true))?)),
        sample("pozvany-priprava-skola", "Za kódem: škola", Html(inside(&school())?)),
        sample("pozvany-priprava-lekarka", "Za kódem: lékařka", Html(inside(&doctor())?)),
        sample("pozvany-priprava-dite", "Za kódem: dítě", Html(inside(&girl())?)),
        sample("pozvany-uvolneni", "Žádost o uvolnění z práce", Pdf(employer(&school())?)),
        sample("pozvany-smazani-email", "Prosba o smazání e-mailem", Mail(erase_mail(&school())?)),
        sample("pozvany-smazani-dopis", "Prosba o smazání dopisem", Pdf(erase_letter(&mother(false))?)),
        sample("pozvany-smazani", "Potvrzení smazání", Html(erase_page(&school(), false)?)),
        sample("pozvany-smazano", "Smazání potvrzené", Html(erase_page(&school(), true)?)),
        sample("pozvanky-odvolat", "Odvolat pozvánku", Html(withdraw_page().render()?)),
        sample("pozvanky-odvolani", "Vzít pozvánky zpět", Html(recall_page().render()?)),
        sample("pozvanky-ukoly", "Co pozvaní potřebují", Html(tasks_page().render()?)),
        sample("pozvanka-kod", "Kód ke sdělení telefonem", Html(code_page().render()?)),
    ];
    let names: [[&'static str; 7]; 2] = [
        [
            "pozvany-uk",
            "pozvany-odpovedel-uk",
            "pozvany-priprava-uk",
            "pozvanka-dopis-uk",
            "pozvanka-email-uk",
            "pozvany-smazani-uk",
            "pozvany-zruseno-uk",
        ],
        [
            "pozvany-en",
            "pozvany-odpovedel-en",
            "pozvany-priprava-en",
            "pozvanka-dopis-en",
            "pozvanka-email-en",
            "pozvany-smazani-en",
            "pozvany-zruseno-en",
        ],
    ];
    for (language, [first, answered, prepared, letter, mail, erase, off]) in [uk, en].into_iter().zip(names) {
        let who = || in_language(mother(false), language);
        all.push(sample(first, "Stránka v jiném jazyce", Html(who().page(true, None)?)));
        all.push(sample(
            answered,
            "Stránka v jiném jazyce: nemůže",
            Html(who().page(true, Some(Answer::Cannot))?),
        ));
        all.push(sample(prepared, "Za kódem v jiném jazyce", Html(inside(&who())?)));
        all.push(sample(letter, "Dopis v jiném jazyce", Pdf(who().letter()?)));
        all.push(sample(mail, "E-mail v jiném jazyce", Mail(who().mail()?)));
        all.push(sample(erase, "Prosba o smazání v jiném jazyce", Mail(erase_mail(&who())?)));
        let cancelled = who().page_of(true, None, ConferenceState::Cancelled)?;
        all.push(sample(off, "Zrušené setkání v jiném jazyce", Html(cancelled)));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn behind_the_code_a_school_learns_neither_of_health_nor_of_debts() {
        let page = inside(&school()).unwrap();
        assert!(page.contains("maminka") && page.contains("Eliška chodí do školy"), "{page}");
        for hidden in ["lékařka", "dluhov", "Markéta", "Smyšlená", "astma"] {
            assert!(!page.contains(hidden), "the school reads {hidden}");
        }
    }

    #[test]
    fn what_is_left_out_is_named_in_the_readers_language() {
        for (language, group) in [
            (Language::Czech, "bydlení a peníze"),
            (Language::Ukrainian, "житло та гроші"),
            (Language::English, "housing and money"),
        ] {
            let page = inside(&in_language(school(), language)).unwrap();
            assert!(page.contains(group), "{language:?}: {page}");
        }
    }

    #[test]
    fn a_letter_encloses_what_stands_behind_the_code() {
        use super::super::super::enclosed::EnclosedView;
        let all = [(mother(false), 2), (mother(true), 2), (school(), 2), (doctor(), 2), (girl(), 2)];
        for (who, pages) in all {
            let behind = behind(&who).unwrap();
            let (page, letter) = (
                who.cut::<PreparationView, _>(&behind).unwrap(),
                who.cut::<EnclosedView, _>(&behind).unwrap(),
            );
            let (page, letter) = (page.view(), letter.view());
            let told = |list: &[facts::Shown<String>]| -> Vec<String> {
                list.iter().map(|one| one.get().clone()).collect()
            };
            assert_eq!(told(&page.goals), told(&letter.goals));
            assert_eq!(told(&page.people), told(&letter.people));
            assert_eq!(page.questions, letter.questions);
            assert_eq!(page.steps.len(), letter.steps.len());
            assert!(letter.omitted.list().iter().all(|cut| page.omitted.list().contains(cut)));
            assert!(!letter.questions.is_empty());
            assert_eq!(who.typeset_letter().unwrap().pages(), pages, "{}", who.name);
        }
    }

    #[test]
    fn with_a_safety_concern_nobody_reads_who_comes_nor_that_anything_is_left_out() {
        let (open, guarded) = (inside(&mother(false)).unwrap(), inside(&mother(true)).unwrap());
        assert!(open.contains("tatínek") && open.contains("Kdo u toho bude"));
        for hidden in ["tatínek", "učitelka", "Kdo u toho bude", "neuvádíme", "studovna"] {
            assert!(!guarded.contains(hidden), "{hidden}");
        }
        // The place is told here, and not on the page that the link alone opens.
        assert!(guarded.contains("městská knihovna"));
        assert!(!mother(true).page(true, None).unwrap().contains("knihovna"));
    }

    #[test]
    fn a_place_of_ones_own_is_told_behind_the_code_with_where_to_wait() {
        let own_place = Some(crate::conferences::Place {
            name: "klubovna v patře".into(),
            address: "Zadní 4, Šternberk".into(),
            access: "zvoňte na hnědé dveře".into(),
            waiting: "zimní zahrada".into(),
        });
        let page = inside(&Who { own_place, ..mother(true) }).unwrap().replace('\u{a0}', " ");
        for shown in ["klubovna v patře", "Zadní 4", "hnědé dveře", "zimní zahrada"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        assert!(!page.contains("knihovna") && !page.contains("Ukázkové"), "{page}");
    }

    #[test]
    fn the_programme_that_the_house_proposes_is_told_in_the_readers_language() {
        for (language, told) in [
            (Language::Czech, "Hlas dítěte"),
            (Language::Ukrainian, "Голос дитини"),
            (Language::English, "The child's voice"),
        ] {
            let mut behind = behind(&in_language(mother(false), language)).unwrap();
            behind.phases = vec![("Hlas dítěte".into(), None), ("Kam na zimu".into(), None)];
            let titles: Vec<String> =
                behind::steps(&behind).into_iter().map(|step| step.title.as_str().to_owned()).collect();
            assert_eq!(titles, [told, "Kam na zimu"], "{language:?}");
        }
    }

    #[test]
    fn the_link_alone_shows_neither_goals_nor_programme_nor_who_comes() {
        let page = mother(false).page(true, Some(Answer::Remote)).unwrap();
        for hidden in ["Eliška chodí", "Přivítání", "tatínek", "600", "Na co se připravit"] {
            assert!(!page.contains(hidden), "{hidden}");
        }
    }

    #[test]
    fn the_paper_for_an_employer_and_the_request_to_destroy_do_not_say_what_it_was_about() {
        let mail = erase_mail(&mother(false)).unwrap();
        for hidden in ["dít", "konferenc", "E. D.", "sociál", "knihovn", "13.00"] {
            assert!(!mail.contains(hidden), "{hidden}: {mail}");
        }
        assert!(mail.contains("/smazani"));
        let release = Grounded { content: school().content(), citation: "§ 203".into() };
        let paper = format!("{:?}", school().cut::<EmployerView, _>(&release).unwrap());
        assert!(!paper.contains("sternberk.example"), "an office's mail address may name its agenda");
    }

    #[test]
    fn a_page_says_in_which_language_it_speaks() {
        for (language, word) in
            [(Language::Ukrainian, "Запрошуємо"), (Language::English, "invited to a meeting")]
        {
            let page = in_language(mother(false), language).page(true, None).unwrap();
            assert!(page.contains(&format!("<html lang=\"{}\"", language.code())));
            assert!(page.contains(word));
            for czech in ["Uložit", "Přijdu", "Ozvěte se", "čtvrtek", "Přejít"] {
                assert!(!page.contains(czech), "{language:?}: {czech}");
            }
        }
    }
}
