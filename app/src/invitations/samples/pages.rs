//! Samples of the office's pages: the list with its preview, the check before sending, one invitation.

use super::{TODAY, inside, mother};
use crate::conferences::Around;
use crate::invitations::model::{Answer, Channel, Reason};
use crate::invitations::pages::{check, list, looks, one, seen, send_label};
use crate::invitations::words::Language;
use crate::kernel::{Choice, Failure, FormState};
use crate::shell::Frame;

fn row(name: &str, role: &str, current: bool, answer: Option<Answer>) -> list::Row {
    list::Row {
        id: name.len().to_string(),
        name: name.to_owned(),
        role: role.to_owned(),
        channel: Channel::Email.label(),
        state: answer.map(|_| ("odeslaná", "success")),
        answer: answer.map(|answer| (answer.label(), answer.look())),
        earlier: None,
        outdated: false,
        opened: answer.is_some(),
        nowhere: false,
        would_meet: None,
        changed: false,
        trouble: None,
        detail: answer.map(|_| "1".to_owned()),
        given: answer.is_some(),
        current,
    }
}

fn around() -> Around {
    Around { href: "/konference/1".into(), case: None, steps: Vec::new() }
}

pub(super) fn list_page() -> Result<list::ListPage, Failure> {
    let mail = mother(false).mail()?;
    let text = mail.split_once("\n\n").map_or("", |(_, text)| text).to_owned();
    Ok(list::ListPage {
        frame: Frame::sample("/konference"),
        around: around(),
        conference: "1".into(),
        obstacles: Vec::new(),
        safety_concern: false,
        tell: vec![list::Tell {
            id: "5".into(),
            name: "Věra Doležalová".into(),
            role: "babička".into(),
            what: "čtvrtek 10. prosince 2026: setkání v původním termínu nebude".into(),
            why: "o setkání ví (dopis), e-mail nedostává".into(),
            phone: Some("600\u{a0}123\u{a0}457".into()),
        }],
        rows: vec![
            row("Markéta Doležalová", "maminka", true, None),
            row("Mgr. Petra Horáková", "třídní učitelka", false, Some(Answer::Comes)),
            row("MUDr. Eva Zelinková", "dětská lékařka", false, Some(Answer::Remote)),
        ],
        send: Some(send_label(1, 0)),
        preview: Some(list::Preview {
            id: "1".into(),
            name: "Markéta Doležalová".into(),
            channel: Channel::Email,
            language: Language::Czech,
            seen: seen(&text),
            changed: false,
            stops: Vec::new(),
            differs: vec!["zveme jen na část: 13.00–14.20".into()],
            refused: Vec::new(),
            short: None,
            unreachable: None,
        }),
        may_edit: true,
        may_recall: true,
        has_sms: true,
    })
}

fn seen(text: &str) -> seen::Seen {
    seen::Seen {
        mail: Some(seen::MailPreview {
            from: "Pozvánka na setkání".into(),
            subject: "Pozvánka na setkání".into(),
            text: text.into(),
        }),
        calendar: Some(seen::Appointment {
            title: "Setkání".into(),
            when: "čtvrtek 10. prosince 2026, 13.00–15.00".into(),
            place: Some("Městská knihovna, Ukázkové náměstí 3, Šternberk".into()),
            description: None,
            attendees: "marketa.dolezalova@posta.example".into(),
            private: true,
        }),
        papers: vec!["Co by rodiče měli slyšet předem".into()],
        leaflet: true,
    }
}

pub(super) fn check_page() -> check::CheckPage {
    let line = |id: &str, name: &str, role: &str, what: &str| check::Line {
        id: id.into(),
        name: name.into(),
        role: role.into(),
        what: what.into(),
        version: String::new(),
        fingerprint: String::new(),
        preparation: String::new(),
        again: false,
        changed: false,
        cannot: None,
        shared: Vec::new(),
        stops: Vec::new(),
        look: None,
    };
    let look = |text: &str| looks::LookRow {
        seen: seen(text),
        ticked: false,
        problem: false,
        why: "Stačí jednou za každý druh čtenáře.",
    };
    let stop = looks::StopRow {
        before: "Kde: ".into(),
        words: "Dlouhá 12".into(),
        after: ", Šternberk".into(),
        justify: "/konference/1/sdeleni/2/udaj/3".into(),
        excused: false,
    };
    let seen = line("1", "Markéta Doležalová", "maminka", "e-mail s osobním odkazem, odejde hned");
    let kept = line("2", "Radek Doležal", "tatínek", "dopis k vytištění a odeslání poštou");
    check::CheckPage {
        frame: Frame::sample(""),
        conference: "1".into(),
        lines: vec![
            check::Line { look: Some(look("Dobrý den,\n\nzveme vás na setkání.")), ..seen },
            check::Line {
                cannot: Some("V pozvánce je chráněný údaj, který se k tomuto člověku nesmí dostat."),
                stops: vec![stop],
                ..kept
            },
        ],
        label: send_label(2, 0),
        changed: false,
        nobody: false,
        unseen: false,
        may_justify: true,
    }
}

pub(super) fn one_page() -> one::OnePage {
    one::OnePage {
        frame: Frame::sample("/konference"),
        around: around(),
        conference: "1".into(),
        id: "2".into(),
        participant: "3".into(),
        name: "Radek Doležal".into(),
        role: "tatínek".into(),
        channel: Channel::Letter.label(),
        state: ("odeslaná", "success"),
        trouble: None,
        story: vec![("Zadáno", czech::dates::short(TODAY)), ("Odesláno", "20. 11. 2026, 9.10".into())],
        document: Some("4".into()),
        answer: Some((Answer::Cannot.label(), Answer::Cannot.look())),
        reason: Some(Reason::Time.label()),
        phone: None,
        words: Some("Ten den jedu do Ostravy.".into()),
        earlier: vec![one::Past {
            what: "odpověď k původnímu termínu 3. 12. 2026: přijde".into(),
            when: "20. 11. 2026, 17.40".into(),
            reason: None,
            words: Some("Vezmu si volno.".into()),
            phone: None,
        }],
        outdated: false,
        untold: false,
        hand: Some("Zapsat, že pozvánku má"),
        staff: vec![("1".into(), "Bc. Jana Kubíčková".into())],
        hand_form: FormState::empty().with("den", czech::dates::short(TODAY)).with("kdo", "1"),
        answer_form: FormState::empty(),
        may_handle: true,
        may_tell: true,
        given: true,
        withdrawn: false,
        kept_in: None,
        numbered: false,
        care: inside::care(),
    }
}
