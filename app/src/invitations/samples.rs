//! Samples: what a mother, a school and a doctor get, word for word, with and without a safety concern; the staff
//! pages around it. Everybody is invented.

use super::content::{Content, Law, Meeting};
use super::enclosed::EnclosedView;
use super::letters::InvitationView;
use super::mails::{CalledOffContent, CalledOffView, News, NewsView};
use super::model::Answer;
use super::notices::Reason as NoticeReason;
use super::outside::{GoneView, Nothing, OutsideView, Visit};
use super::pages::seen;
use super::rules::{self, Audience};
use super::wording::Wording;
use super::words::Language;
use crate::cases::{Address, Email, LegalPosition, PersonName, ReaderKind};
use crate::conferences::{Conference, Kind, LegalGround, Place, State as ConferenceState};
use crate::disclosure;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment, TimeOfDay};
use crate::law::{Deadline, Unit};
use crate::participants::Participation;
use crate::shell::{Sample, SampleContent};
use askama::Template;
use futures_util::FutureExt;
use jiff::civil::date;
use outbound::{Booking, Cut, Disclosed, Entry, Envelope, Link, Recipient, Sender};
use uuid::Uuid;

const TODAY: Day = date(2026, 11, 19);
const CHILD: Uuid = Uuid::from_u128(0x21);
const BROTHER: Uuid = Uuid::from_u128(0x22);
const LINK: &str = "https://setkani.sternberk.example/p/0k3mzv7t9q2x8r5w1n6y4b0c7d3f9g2h8j5k1m4p";

fn time(hour: i16, minute: i16) -> TimeOfDay {
    TimeOfDay::from_minutes(i64::from(hour) * 60 + i64::from(minute))
}

fn at(hour: i16, minute: i16) -> Moment {
    Moment::in_prague(TODAY, time(hour, minute).time())
}

fn office() -> Office {
    Office {
        id: Id::from_uuid(Uuid::from_u128(0x11)),
        code: "7110".into(),
        kind: "municipality".into(),
        region: Id::from_uuid(Uuid::from_u128(0x12)),
        name: "Šternberk".into(),
        title: "Městský úřad Šternberk".into(),
        street: Some("Ukázková 12".into()),
        postcode: Some("785\u{a0}01".into()),
        town: Some("Šternberk".into()),
        email: Some("setkani@sternberk.example".into()),
        phone: Some("585\u{a0}000\u{a0}118".into()),
        data_box: Some("ukazka1".into()),
        version: 1,
    }
}

fn clerk() -> Staff {
    Staff {
        id: Id::from_uuid(Uuid::from_u128(0x13)),
        office: office().id,
        login: "kubickova@sternberk.example".into(),
        title_before: "Bc.".into(),
        given: "Jana".into(),
        family: "Kubíčková".into(),
        title_after: String::new(),
        phone: Some("585\u{a0}000\u{a0}119".into()),
        position: Some("sociální pracovnice".into()),
        active: true,
        version: 1,
    }
}

fn conference() -> Conference {
    Conference {
        id: Id::from_uuid(Uuid::from_u128(0x14)),
        case: Id::from_uuid(Uuid::from_u128(0x15)),
        office: office().id,
        kind: Kind::Classic,
        state: ConferenceState::Convened,
        legal: LegalGround::Instrument,
        day: Some(date(2026, 12, 10)),
        from: Some(time(13, 0)),
        until: Some(time(15, 0)),
        place: Some(Place {
            name: "městská knihovna, zasedací místnost v přízemí".into(),
            address: "Ukázkové náměstí 3, Šternberk".into(),
            access: "vchod je bez schodů, parkuje se za budovou".into(),
            waiting: "studovna v patře".into(),
        }),
        schedule: 1,
        remind_on: None,
        convened: Some(at(8, 0)),
        held: None,
        running: None,
        sealed: None,
        follows: None,
        created: at(8, 0),
        version: 3,
    }
}

fn meeting(safety_concern: bool) -> Meeting {
    let children = [("Eliška Doležalová", CHILD), ("Matyáš Doležal", BROTHER)];
    Meeting {
        conference: conference(),
        day: date(2026, 12, 10),
        from: time(13, 0),
        until: time(15, 0),
        phases: Vec::new(),
        children: children.into_iter().map(|(name, id)| (id, PersonName::new(name))).collect(),
        office: office(),
        clerk: clerk(),
        law: Law {
            conference: Some("§ 10 odst. 3 písm. e) zákona č. 359/1999 Sb. (ukázková data)".into()),
            release: Some("§ 203 zákoníku práce (ukázková data)".into()),
            confidentiality: Some("§ 57 zákona č. 359/1999 Sb. (ukázková data)".into()),
        },
        safety_concern,
        wording: Wording::Neutral,
        given_on: TODAY,
        preparation: Deadline { amount: 3, unit: Unit::WorkingDay, verified: false },
    }
}

/// Somebody of the story.
struct Who {
    kind: ReaderKind,
    name: &'static str,
    address: Option<&'static str>,
    email: &'static str,
    participation: Participation,
    times: Vec<(TimeOfDay, TimeOfDay)>,
    own_place: Option<Place>,
    safety_concern: bool,
    language: Language,
}

fn mother(safety_concern: bool) -> Who {
    Who {
        kind: ReaderKind::ParentWithResponsibility,
        name: "Markéta Doležalová",
        address: Some("Smyšlená 7\n785\u{a0}01 Šternberk"),
        email: "marketa@posta.example",
        participation: Participation::Whole,
        times: vec![(time(13, 0), time(15, 0))],
        own_place: None,
        safety_concern,
        language: Language::Czech,
    }
}

fn school() -> Who {
    Who {
        kind: ReaderKind::School,
        name: "Mgr. Petra Horáková",
        address: Some("Základní škola Ukázková\nŠkolní 1\n785\u{a0}01 Šternberk"),
        email: "horakova@skola.example",
        participation: Participation::Whole,
        times: vec![(time(13, 0), time(15, 0))],
        own_place: None,
        safety_concern: false,
        language: Language::Czech,
    }
}

fn doctor() -> Who {
    Who {
        kind: ReaderKind::HealthProvider,
        name: "MUDr. Eva Zelinková",
        address: Some("Zdravotní středisko\nNemocniční 2\n785\u{a0}01 Šternberk"),
        email: "ordinace@lekarka.example",
        participation: Participation::Remote,
        times: vec![(time(13, 30), time(13, 40))],
        own_place: None,
        safety_concern: false,
        language: Language::Czech,
    }
}

fn girl() -> Who {
    Who {
        kind: ReaderKind::Child,
        name: "Eliška Doležalová",
        address: Some("Smyšlená 7\n785\u{a0}01 Šternberk"),
        email: "eliska@posta.example",
        participation: Participation::Part,
        times: vec![(time(13, 30), time(13, 40))],
        own_place: None,
        safety_concern: false,
        language: Language::Czech,
    }
}

impl Who {
    fn content(&self) -> Content {
        Content {
            meeting: meeting(self.safety_concern),
            audience: Audience::of(self.kind),
            wording: Wording::Neutral,
            name: PersonName::new(self.name),
            address: self.address.map(Address::new),
            participation: self.participation,
            times: self.times.clone(),
            own_place: self.own_place.clone(),
            link: Link::new(LINK),
            code: Some("4071\u{a0}9326".into()),
            language: self.language,
            renewed: false,
        }
    }

    fn cut<V: Cut<C>, C>(&self, content: &C) -> Result<Disclosed<V>, Failure> {
        let child = |id| Id::from_uuid(id);
        let positions = match self.kind {
            ReaderKind::ParentWithResponsibility => {
                let parent = LegalPosition::ParentWithResponsibility;
                vec![(child(CHILD), parent), (child(BROTHER), parent)]
            }
            _ => vec![(child(CHILD), LegalPosition::None)],
        };
        disclosure::disclose_sample(self.kind, positions, self.safety_concern, TODAY, content)
    }

    fn envelope(&self, subject: &'static str) -> Envelope {
        Envelope {
            sender: Sender::new("Pozvánka na setkání", "setkani@sternberk.example"),
            recipient: Recipient::new(&Email::new(self.email)),
            reply_to: None,
            subject,
            id: Uuid::from_u128(0x31),
            moment: at(9, 0).timestamp(),
        }
    }

    fn mail(&self) -> Result<String, Failure> {
        self.mail_of(&self.content())
    }

    /// The mail that says that there is something new on the page.
    fn news_mail(&self) -> Result<String, Failure> {
        let link = Link::new(LINK).ok_or_else(|| Failure::Broken("a sample link is none".into()))?;
        let disclosed = self.cut::<NewsView, _>(&News { content: self.content(), link })?;
        let subject = self.content().words().letter.news_subject;
        read_back(&outbound::mail(&disclosed, self.envelope(subject)).map_err(output)?)
    }

    /// The mail that tells of another day.
    fn renewed_mail(&self) -> Result<String, Failure> {
        self.mail_of(&Content { renewed: true, ..self.content() })
    }

    fn called_off(&self, reason: NoticeReason) -> Result<Disclosed<CalledOffView>, Failure> {
        self.cut(&CalledOffContent { content: self.content(), reason })
    }

    /// The mail that calls the meeting off.
    fn called_off_mail(&self, reason: NoticeReason) -> Result<String, Failure> {
        let mail =
            outbound::mail(&self.called_off(reason)?, self.envelope(self.content().words().letter.changed))
                .map_err(output)?;
        read_back(&mail)
    }

    /// The end of the entry in the reader's calendar.
    fn called_off_calendar(&self) -> Result<String, Failure> {
        let entry = Entry {
            booking: Booking::Cancel,
            uid: Uuid::from_u128(0x32),
            sequence: 1,
            stamp: at(9, 0).timestamp(),
            organiser: &Sender::new("Pozvánka na setkání", "setkani@sternberk.example"),
            attendee: &Recipient::new(&Email::new(self.email)),
        };
        let disclosed = self.called_off(NoticeReason::Cancelled)?;
        Ok(outbound::calendar(&disclosed, &entry).map_err(output)?.text().to_owned())
    }

    fn mail_of(&self, content: &Content) -> Result<String, Failure> {
        let disclosed = self.cut::<InvitationView, _>(content)?;
        read_back(&outbound::mail(&disclosed, self.envelope("Pozvánka na setkání")).map_err(output)?)
    }

    fn short(&self) -> Result<String, Failure> {
        let disclosed = self.cut::<InvitationView, _>(&self.content())?;
        let number = crate::cases::Phone::new("+420 600 123 456");
        let identity = (Uuid::from_u128(0x33), at(9, 0).timestamp());
        Ok(outbound::sms(&disclosed, &number, identity).map_err(output)?.text().to_owned())
    }

    fn typeset_letter(&self) -> Result<outbound::Paper, Failure> {
        let disclosed = self.cut::<InvitationView, _>(&self.content())?;
        let enclosed = self.cut::<EnclosedView, _>(&inside::behind(self)?)?;
        outbound::paper_with(&disclosed, &enclosed, at(9, 0).timestamp()).map_err(output)
    }

    fn letter(&self) -> Result<Vec<u8>, Failure> {
        Ok(self.typeset_letter()?.bytes().to_vec())
    }

    fn calendar(&self) -> Result<String, Failure> {
        let disclosed = self.cut::<InvitationView, _>(&self.content())?;
        let entry = Entry {
            booking: Booking::Request,
            uid: Uuid::from_u128(0x32),
            sequence: 0,
            stamp: at(9, 0).timestamp(),
            organiser: &Sender::new("Pozvánka na setkání", "setkani@sternberk.example"),
            attendee: &Recipient::new(&Email::new(self.email)),
        };
        Ok(outbound::calendar(&disclosed, &entry).map_err(output)?.text().to_owned())
    }

    fn page(&self, opened: bool, answer: Option<Answer>) -> Result<String, Failure> {
        self.page_of(opened, answer, ConferenceState::Convened)
    }

    /// The page after the meeting was cancelled.
    fn gone(&self) -> Result<String, Failure> {
        self.page_of(true, Some(Answer::Comes), ConferenceState::Cancelled)
    }

    fn page_of(
        &self,
        opened: bool,
        answer: Option<Answer>,
        state: ConferenceState,
    ) -> Result<String, Failure> {
        let path = Link::new("/p/0k3mzv7t9q2x8r5w1n6y4b0c7d3f9g2h8j5k1m4p");
        let path = path.ok_or_else(|| Failure::Broken("a sample link is none".into()))?;
        let content = self.content();
        let notice = answer.map(|_| content.words().page.saved);
        let visit = Visit {
            called_off: rules::called_off(state, true),
            answer,
            has_phone: answer == Some(Answer::Remote),
            notice,
            ..Visit::first(content, path, opened)
        };
        let disclosed = self.cut::<OutsideView, _>(&visit)?;
        Ok(outbound::page(&disclosed).map_err(output)?.into_html())
    }
}

fn read_back(mail: &outbound::OutgoingMail) -> Result<String, Failure> {
    let read = seen::read_back(mail).now_or_never().transpose()?.flatten();
    let read = read.ok_or_else(|| Failure::Output("a sample mail cannot be read back".into()))?;
    Ok(format!("Od: {}\nPředmět: {}\n\n{}", read.from, read.subject, read.text))
}

fn output(error: outbound::Error) -> Failure {
    Failure::Output(error.to_string())
}

fn sample(name: &'static str, title: &'static str, content: SampleContent) -> Sample {
    Sample { name, title, content }
}

/// All samples.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    use SampleContent::{Calendar, Html, Mail, Pdf};
    let gone = disclosure::disclose_to_nobody::<GoneView, _>(true, &Nothing);
    let mut all = vec![
        sample("pozvanka-email-matka", "Pozvánka e-mailem: matka", Mail(mother(false).mail()?)),
        sample("pozvanka-email-obava", "Pozvánka e-mailem: obava o bezpečí", Mail(mother(true).mail()?)),
        sample("pozvanka-email-skola", "Pozvánka e-mailem: škola", Mail(school().mail()?)),
        sample("pozvanka-email-lekarka", "Pozvánka e-mailem: lékařka", Mail(doctor().mail()?)),
        sample("pozvanka-email-dite", "Pozvánka e-mailem: dítě", Mail(girl().mail()?)),
        sample("pozvanka-dopis-dite", "Pozvánka dopisem: dítě", Pdf(girl().letter()?)),
        sample("odpoved-dite", "Stránka pozvaného: dítě", Html(girl().page(true, None)?)),
        sample("odpoved-dite-zruseno", "Stránka pozvaného: dítěti se setkání nekoná", Html(girl().gone()?)),
        sample("zprava-email", "Na stránce je něco nového", Mail(mother(false).news_mail()?)),
        sample("zprava-email-dite", "Na stránce je něco nového: dítě", Mail(girl().news_mail()?)),
        sample("pozvanka-email-zmena", "Změna termínu e-mailem: matka", Mail(mother(false).renewed_mail()?)),
        sample(
            "zmena-zruseno-matka",
            "Setkání se nekoná: matka",
            Mail(mother(false).called_off_mail(NoticeReason::Cancelled)?),
        ),
        sample(
            "zmena-odlozeno-obava",
            "Setkání se odkládá: obava o bezpečí",
            Mail(mother(true).called_off_mail(NoticeReason::Postponed)?),
        ),
        sample(
            "zmena-odvolano-skola",
            "Pozvánka se bere zpět: škola",
            Mail(school().called_off_mail(NoticeReason::Withdrawn)?),
        ),
        sample("zmena-kalendar", "Termín se ruší v kalendáři", Calendar(doctor().called_off_calendar()?)),
        sample("odpoved-zruseno", "Stránka pozvaného: setkání se nekoná", Html(mother(false).gone()?)),
        sample("pozvanka-dopis-matka", "Pozvánka dopisem: matka", Pdf(mother(false).letter()?)),
        sample("pozvanka-dopis-obava", "Pozvánka dopisem: obava o bezpečí", Pdf(mother(true).letter()?)),
        sample("pozvanka-dopis-skola", "Pozvánka dopisem: škola", Pdf(school().letter()?)),
        sample("pozvanka-dopis-lekarka", "Pozvánka dopisem: lékařka", Pdf(doctor().letter()?)),
        sample("pozvanka-sms", "Pozvánka SMS: pro všechny stejná", Mail(mother(false).short()?)),
        sample("pozvanka-kalendar", "Termín do kalendáře", Calendar(doctor().calendar()?)),
        sample("odpoved-uvod", "Stránka pozvaného: úvod", Html(mother(false).page(false, None)?)),
        sample("odpoved-matka", "Stránka pozvaného: matka", Html(mother(false).page(true, None)?)),
        sample("odpoved-obava", "Stránka pozvaného: obava o bezpečí", Html(mother(true).page(true, None)?)),
        sample("odpoved-skola", "Stránka pozvaného: škola", Html(school().page(true, Some(Answer::Comes))?)),
        sample(
            "odpoved-lekarka",
            "Stránka pozvaného: lékařka",
            Html(doctor().page(true, Some(Answer::Remote))?),
        ),
        sample(
            "odpoved-nejde",
            "Stránka pozvaného: nemůže",
            Html(school().page(true, Some(Answer::Cannot))?),
        ),
        sample(
            "odpoved-neplatny-odkaz",
            "Odkaz, který nikam nevede",
            Html(outbound::page(&gone).map_err(output)?.into_html()),
        ),
    ];
    all.push(sample("pozvanky-seznam", "Pozvánky s náhledem", Html(pages::list_page()?.render()?)));
    all.push(sample("pozvanky-kontrola", "Zkontrolovat a odeslat", Html(pages::check_page().render()?)));
    all.push(sample("pozvanky-jedna", "Jedna pozvánka", Html(pages::one_page().render()?)));
    all.extend(inside::samples()?);
    all.extend(calls::samples()?);
    Ok(all)
}

mod calls;
mod inside;
mod pages;
#[cfg(test)]
mod tests;
