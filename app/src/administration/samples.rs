//! Samples of the pages of the administration.

use super::letters::{ReadersContent, ReadersPaper};
use super::pages::{accessibility, covers, jobs, offices, readers_list, start, trail, users};
use crate::access::{Right, Tie};
use crate::cases::FamilyLine;
use crate::disclosure;
use crate::identity::samples::office;
use crate::kernel::{Failure, FormState, Id, Page};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use uuid::Uuid;

fn page(name: &'static str, title: &'static str, template: &impl Template) -> Result<Sample, Failure> {
    Ok(Sample { name, title, content: SampleContent::Html(template.render()?) })
}

fn frame() -> Frame {
    Frame::sample("/sprava")
}

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn user(number: u128, name: &str, login: &str, roles: &str) -> users::Line {
    users::Line {
        id: id(number),
        name: name.into(),
        login: login.into(),
        office: "Šternberk".into(),
        roles: roles.into(),
        active: true,
    }
}

/// Samples of all pages.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let people = || {
        vec![
            user(1, "Mgr.\u{a0}Petr Hron", "hron@sternberk.example", "vedoucí"),
            user(2, "Bc.\u{a0}Jana Kubíčková", "kubickova@sternberk.example", "sociální pracovník"),
        ]
    };
    let list = users::ListPage {
        frame: frame(),
        page: Page::cut(people(), 1),
        may_add: true,
        filter: String::new(),
    };
    let password = users::StartPasswordPage {
        frame: frame(),
        id: id(2),
        name: "Bc.\u{a0}Jana Kubíčková".into(),
        login: "kubickova@sternberk.example".into(),
        password: "7kzm-p2xd-9qwt-4hbn".into(),
    };
    let statement = accessibility::AccessibilityPage {
        demo: true,
        basis: Some((
            "zákon č. 99/2019 Sb., o přístupnosti internetových stránek".into(),
            Some("Znění zákona nikdo neověřil."),
        )),
    };
    Ok(vec![
        page("sprava", "Správa", &start::StartPage { frame: frame(), ways: start::ways(true, true, true) })?,
        page("sprava-uzivatele", "Uživatelé", &list)?,
        page("sprava-uzivatel", "Jeden uživatel", &one_user())?,
        page("sprava-heslo", "Heslo pro první přihlášení", &password)?,
        page("sprava-zastupovani", "Zastupování", &cover_page())?,
        page("sprava-urad", "Údaje úřadu", &office_page())?,
        page("sprava-auditni-stopa", "Auditní stopa", &trail_page())?,
        page("sprava-ulohy", "Nedokončené úlohy", &jobs_page())?,
        page("nahlizeni-pro-rodinu", "Seznam pro rodinu", &readers_page())?,
        readers_paper(false)?,
        readers_paper(true)?,
        page("pristupnost", "Prohlášení o přístupnosti", &statement)?,
    ])
}

fn readers_page() -> readers_list::ReadersListPage {
    readers_list::ReadersListPage {
        frame: Frame::sample("/pripady"),
        href: "/pripady/018f0000-0000-7000-8000-000000000118".into(),
        mark: "Om 118/2026".into(),
        form: FormState::empty().with("od", "20. 10. 2026").with("do", "19. 11. 2026"),
        guarded: true,
    }
}

/// The list as a paper; `guarded` where somebody's safety is at risk.
fn readers_paper(guarded: bool) -> Result<Sample, Failure> {
    let day = |day: i8| jiff::civil::date(2026, 11, day);
    let line = |on: i8, right: Right, times: usize| FamilyLine {
        day: (!guarded).then(|| day(on)),
        actor: (!guarded).then(|| Uuid::from_u128(1)),
        right: Some(right),
        times,
    };
    let content = ReadersContent {
        office: office(),
        from: day(1),
        to: day(19),
        made: day(19),
        lines: vec![
            (
                line(19, Right::Own(Tie::Coordinator), 12),
                "Bc.\u{a0}Jana Kubíčková, sociální pracovnice".into(),
            ),
            (line(19, Right::Opening, 3), "Mgr.\u{a0}Alena Veselá, sociální pracovnice".into()),
            (line(17, Right::Head, 1), "Mgr.\u{a0}Petr Hron, vedoucí oddělení".into()),
        ],
        guarded,
    };
    let paper = disclosure::disclose_to_nobody::<ReadersPaper, _>(true, &content);
    let made = crate::kernel::Moment::in_prague(day(19), jiff::civil::time(9, 0, 0, 0));
    let paper = outbound::paper(&paper, made.timestamp()).map_err(|e| Failure::Output(e.to_string()))?;
    let (name, title) = if guarded {
        ("nahlizeni-seznam-obava", "Kdo nahlížel: seznam, kde je obava o bezpečí")
    } else {
        ("nahlizeni-seznam", "Kdo nahlížel: seznam pro rodinu")
    };
    Ok(Sample { name, title, content: SampleContent::Pdf(paper.bytes().to_vec()) })
}

fn one_user() -> users::UserPage {
    users::UserPage {
        frame: frame(),
        line: user(2, "Bc.\u{a0}Jana Kubíčková", "kubickova@sternberk.example", "sociální pracovník"),
        version: 3,
        has_factor: true,
        waits_for_owner: false,
        may_manage: true,
        form: FormState::empty()
            .with("titul_pred", "Bc.")
            .with("jmeno", "Jana")
            .with("prijmeni", "Kubíčková")
            .with("telefon", "585 086 111")
            .with("funkce", "sociální pracovnice")
            .with("role", "social_worker"),
        roles: users::role_options(),
        theirs: None,
    }
}

fn cover_page() -> covers::CoversPage {
    let names = || {
        vec![
            (id::<()>(1).to_string(), "Mgr.\u{a0}Petr Hron".to_owned()),
            (id::<()>(2).to_string(), "Bc.\u{a0}Jana Kubíčková".to_owned()),
        ]
    };
    covers::CoversPage {
        frame: frame(),
        lines: vec![covers::Line {
            id: id(3),
            absent: "Bc.\u{a0}Jana Kubíčková".into(),
            deputy: "Mgr.\u{a0}Petr Hron".into(),
            days: "23.–27. 11. 2026".into(),
            now: true,
            may_end: true,
        }],
        heads: true,
        absent: names(),
        deputies: names(),
        form: FormState::empty().with("nove_id", id::<()>(4).to_string()),
    }
}

fn office_page() -> offices::OfficePage {
    offices::OfficePage {
        frame: frame(),
        id: id(5),
        name: "Šternberk".into(),
        may_read_trail: true,
        form: FormState::empty()
            .with("nazev", "Městský úřad Šternberk")
            .with("ulice", "Horní náměstí 1")
            .with("psc", "785 01")
            .with("mesto", "Šternberk"),
        theirs: None,
    }
}

fn trail_page() -> trail::TrailPage {
    let line = |number: i64, who: &str, what: &'static str, mark: bool| trail::Line {
        number,
        when: "21. 11. 2026 9.05".into(),
        who: who.into(),
        what,
        mark: mark.then(|| (Uuid::from_u128(9), "Om 118/2026".to_owned())),
    };
    trail::TrailPage {
        frame: frame(),
        heading: "Auditní stopa: Šternberk".into(),
        base: "/sprava/urady/5/auditni-stopa".into(),
        verify: "/sprava/urady/5/auditni-stopa/overit".into(),
        checked: Some(trail::Checked {
            when: "20. 11. 2026 16.30".into(),
            whole: true,
            events: "412\u{a0}událostí".into(),
            broken_at: 0,
        }),
        page: Page::cut(
            vec![
                line(413, "Bc.\u{a0}Jana Kubíčková", "nahlédnutí", true),
                line(412, "Mgr.\u{a0}Petr Hron", "přihlášení", false),
            ],
            1,
        ),
        kinds: trail::kinds(),
        people: vec![(id::<()>(1).to_string(), "Mgr.\u{a0}Petr Hron".to_owned())],
        form: FormState::empty(),
        filter: String::new(),
    }
}

fn jobs_page() -> jobs::JobsPage {
    jobs::JobsPage {
        frame: frame(),
        lines: vec![jobs::Line {
            id: Uuid::from_u128(6),
            kind: "invitation.mail".into(),
            attempts: "6\u{a0}pokusů".into(),
            why: "relay_refused".into(),
            since: "21. 11. 2026 8.12".into(),
        }],
        waiting: "0\u{a0}úloh čeká".into(),
    }
}
