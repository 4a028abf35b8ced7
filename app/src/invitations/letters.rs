//! The invitation as its reader sees it: mail, letter, page and calendar entry are one disclosed view.
//!
//! On an invitation only logistics and the child's initials are shown; everything that varies with the reader beyond
//! that are fixed sentences.
#![allow(clippy::ptr_arg, reason = "forms of a fact take its inner type as it is")]

use super::content::Content;
use super::rules::{self, Audience};
use crate::participants::Participation;
use facts::Shown;
use jiff::Timestamp;
use outbound::{CalendarView, Cut, Cutter, Link, Logistics, Meeting, Occasion, Subject};

outbound::view! {
    /// The inviting office's letterhead: public.
    pub struct OfficeHead {
        pub name: Logistics,
        pub address: Vec<Logistics>,
        pub phone: Option<Logistics>,
        pub email: Option<Logistics>,
        pub data_box: Option<Logistics>,
    }

    /// Whom to ask.
    pub struct Clerk {
        pub name: Logistics,
        pub role: Option<Logistics>,
        pub phone: Option<Logistics>,
        pub email: Option<Logistics>,
    }

    /// When and where, for this reader.
    pub struct WhenAndWhere {
        pub date: Logistics,
        pub from: Logistics,
        pub until: Logistics,
        pub place: Logistics,
        pub access: Option<Logistics>,
        pub your_part: Option<Logistics>,
        pub arrival: Option<&'static str>,
    }

    /// Why, in fixed words.
    pub struct Why {
        pub text: &'static str,
    }

    /// How to answer.
    pub struct HowToAnswer {
        pub by: Logistics,
        pub link: Option<Link>,
        pub phone: Option<Logistics>,
        pub email: Option<Logistics>,
        pub note: &'static str,
    }

    /// The invitation.
    #[mail("invitations/mails/invitation.txt")]
    #[paper("invitations/letter.typ", title = "Pozvánka k setkání")]
    pub struct InvitationView {
        pub office: OfficeHead,
        pub handled_by: Clerk,
        pub place: Option<Logistics>,
        pub date: Logistics,
        pub addressee: Vec<Shown<String>>,
        pub subject: &'static str,
        pub salutation: Option<Shown<String>>,
        pub paragraphs: Vec<&'static str>,
        pub children: Vec<Shown<String>>,
        pub why: Why,
        pub meeting: WhenAndWhere,
        pub bring: Vec<&'static str>,
        pub support_person: Option<&'static str>,
        pub interpreter: Option<&'static str>,
        pub release_note: Option<Logistics>,
        pub confidentiality_note: Option<Logistics>,
        pub answer: HowToAnswer,
        pub legal: Vec<Logistics>,
        pub closing: &'static str,
        pub signature: Clerk,
        pub starts: Timestamp,
        pub ends: Timestamp,
        pub place_is_named: bool,
    }
}

/// The words that stand where a place is not named.
pub(super) const PLACE_LATER: &str = "místo vám sdělíme";

impl Cut<Content> for InvitationView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(content: &Content, cutter: &Cutter<'_>) -> Self {
        let reader = cutter.about(Subject::Reader);
        let meeting = &content.meeting;
        let (starts, ends) = content.moments();
        let mut addressee: Vec<Shown<String>> =
            reader.show_as(&content.name, addressed).into_iter().collect();
        if let Some(address) = &content.address {
            let lines = [line::<0>, line::<1>, line::<2>, line::<3>, line::<4>];
            addressee.extend(
                lines
                    .into_iter()
                    .filter_map(|line| reader.show_as(address, line))
                    .filter(|line| !line.is_empty()),
            );
        }
        Self {
            office: office_head(content),
            handled_by: clerk(content),
            place: meeting.office.town.as_deref().map(Logistics::of),
            date: Logistics::of(czech::dates::long(meeting.given_on)),
            addressee,
            subject: "Pozvánka k setkání",
            salutation: match content.audience {
                Audience::Child => reader.show_as(&content.name, addressee_friendly),
                _ => reader.show_as(&content.name, addressee_formal),
            },
            paragraphs: if content.renewed { news(content.audience) } else { paragraphs(content.audience) },
            children: meeting
                .children
                .iter()
                .filter_map(|(id, name)| cutter.about(Subject::Child(*id)).show_as(name, initials))
                .collect(),
            why: Why { text: why(content.audience) },
            meeting: when_and_where(content),
            bring: bring(content.audience),
            support_person: support_person(content.audience),
            interpreter: (content.audience == Audience::Family).then_some(
                "Potřebujete tlumočníka, hlídání nebo bezbariérový vstup? Stačí říct, zařídíme to.",
            ),
            release_note: release_note(content),
            confidentiality_note: confidentiality_note(content),
            answer: how_to_answer(content),
            legal: legal(content),
            closing: "Těšíme se na setkání s vámi.",
            signature: clerk(content),
            starts: starts.timestamp(),
            ends: ends.timestamp(),
            place_is_named: content.place().is_some(),
        }
    }
}

impl CalendarView for InvitationView {
    fn meeting(&self) -> Meeting {
        Meeting {
            start: self.starts,
            end: self.ends,
            title: "Setkání",
            place: self.place_is_named.then(|| self.meeting.place.clone()),
            note: "",
            link: None,
        }
    }
}

fn addressed(name: &String) -> String {
    czech::names::split(name).full()
}

fn line<const N: usize>(address: &String) -> String {
    address.lines().filter(|line| !line.trim().is_empty()).nth(N).unwrap_or_default().trim().to_owned()
}

/// "Vážená paní Nováková,".
pub(super) fn addressee_formal(name: &String) -> String {
    format!("{},", czech::names::split(name).salutation())
}

/// "Milá Eliško,".
pub(super) fn addressee_friendly(name: &String) -> String {
    format!("{},", czech::names::friendly_salutation(&czech::names::split(name).given))
}

fn initials(name: &String) -> String {
    czech::typography::nbsp(&czech::names::initials(name))
}

fn office_head(content: &Content) -> OfficeHead {
    let office = &content.meeting.office;
    let town = match (&office.postcode, &office.town) {
        (Some(postcode), Some(town)) => Some(format!("{postcode} {town}")),
        (None, Some(town)) => Some(town.clone()),
        _ => None,
    };
    OfficeHead {
        name: Logistics::of(&office.title),
        address: office.street.clone().into_iter().chain(town).map(Logistics::of).collect(),
        phone: office.phone.as_deref().map(Logistics::of),
        email: office.email.as_deref().map(Logistics::of),
        data_box: office.data_box.as_deref().map(Logistics::of),
    }
}

pub(super) fn clerk(content: &Content) -> Clerk {
    let (clerk, office) = (&content.meeting.clerk, &content.meeting.office);
    Clerk {
        name: Logistics::of(clerk.name().full()),
        role: clerk.position.as_deref().map(Logistics::of),
        phone: clerk.phone.as_deref().or(office.phone.as_deref()).map(Logistics::of),
        email: office.email.as_deref().map(Logistics::of),
    }
}

fn when_and_where(content: &Content) -> WhenAndWhere {
    let (from, until) = content.span();
    let place = content.place();
    let name = place.map_or_else(
        || PLACE_LATER.to_owned(),
        |place| {
            let parts = [place.name.as_str(), place.address.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        },
    );
    WhenAndWhere {
        date: Logistics::of(czech::dates::long_with_weekday(content.meeting.day)),
        from: Logistics::of(from.to_string()),
        until: Logistics::of(until.to_string()),
        place: Logistics::of(name),
        access: place.map(|place| place.access.as_str()).filter(|text| !text.is_empty()).map(Logistics::of),
        your_part: your_part(content).map(Logistics::of),
        arrival: content.meeting.safety_concern.then_some(
            "Kudy přijít a kde počkat, s vámi domluvíme předem. Na místě vás někdo od nás přivítá.",
        ),
    }
}

fn your_part(content: &Content) -> Option<String> {
    match content.participation {
        Participation::Whole => None,
        Participation::Part if content.times.len() > 1 => {
            Some(format!("potřebujeme vás jen {}", rules::times(&content.times)))
        }
        Participation::Part => Some("potřebujeme vás jen v tomto čase".into()),
        Participation::Remote => Some("stačí telefonem nebo přes video".into()),
        Participation::Written => Some("nemusíte přijít, stačí odpovědět písemně".into()),
    }
}

fn how_to_answer(content: &Content) -> HowToAnswer {
    let clerk = clerk(content);
    let phone = clerk.phone.map(|phone| Logistics::of(format!("{phone} ({})", clerk.name)));
    HowToAnswer {
        by: Logistics::of(rules::until_day(content.meeting.reply_by())),
        link: content.link.clone(),
        phone,
        email: None,
        note: "Pokud se vám termín nehodí, ozvěte se. Najdeme jiný způsob, jak váš pohled zazní.",
    }
}

fn paragraphs(audience: Audience) -> Vec<&'static str> {
    match audience {
        Audience::Child => vec![
            "chceme se sejít s lidmi, kterým na tobě záleží, a domluvit se, co by mohlo být lepší.",
            "Můžeš říct, co chceš a co nechceš. Můžeš mít u sebe člověka, kterému věříš, a kdykoli odejít.",
        ],
        Audience::Family => vec![
            "rádi bychom vás pozvali k jednomu stolu s lidmi, kteří mohou pomoci. Říká se tomu případová konference.",
            "Nejde o soud ani o hledání viníka. Jde o to domluvit se, kdo co udělá, aby bylo lépe. \
            Setkání vede člověk, který nikomu nestraní.",
        ],
        Audience::Health | Audience::Professional => vec![
            "zveme vás na setkání lidí, kteří mohou pomoci dítěti, jež znáte ze své práce. Cílem je krátká dohoda, \
            kdo co udělá a dokdy.",
        ],
    }
}

/// Instead of an explanation, for somebody who has been invited before.
fn news(audience: Audience) -> Vec<&'static str> {
    match audience {
        Audience::Child => vec![
            "setkání, na které jsme tě zvali, bude jindy nebo jinde. Platí to, co čteš tady.",
            "Dej nám prosím znovu vědět, jestli se ti to hodí.",
        ],
        Audience::Family | Audience::Health | Audience::Professional => vec![
            "píšeme vám kvůli změně: den, čas nebo místo setkání jsou jiné než v dřívější pozvánce. \
            Platí to, co čtete tady.",
            "Dřívější odpověď jsme si nechali, ale týkala se původního termínu. Dejte nám prosím vědět znovu.",
        ],
    }
}

fn why(audience: Audience) -> &'static str {
    match audience {
        Audience::Child => "Nikdo neví líp než ty, jak se ti daří. Proto se ptáme i tebe.",
        Audience::Family => "Nikdo nezná vaši rodinu tak jako vy. Bez vás by domluva nedávala smysl.",
        Audience::Health => {
            "Váš pohled na zdraví dítěte nikdo jiný nenahradí. Stačí k tomu, co s vámi předem domluvíme; \
            celá dokumentace není potřeba."
        }
        Audience::Professional => {
            "Každý z nás ví kousek. Jedno setkání nahradí řadu telefonátů a všichni odejdou se stejnou dohodou."
        }
    }
}

fn bring(audience: Audience) -> Vec<&'static str> {
    match audience {
        Audience::Child => vec!["co máš rád nebo ráda: obrázek, fotku, hračku"],
        Audience::Family => vec!["své otázky, třeba na papírku", "papíry, které k věci máte po ruce"],
        Audience::Health | Audience::Professional => vec!["to podstatné ze své práce, na tři minuty řeči"],
    }
}

fn support_person(audience: Audience) -> Option<&'static str> {
    match audience {
        Audience::Family => Some(
            "Můžete si přivést člověka, kterému věříte, třeba kamarádku nebo advokáta. Jen nám dejte vědět.",
        ),
        Audience::Child | Audience::Health | Audience::Professional => None,
    }
}

fn by_profession(content: &Content) -> bool {
    matches!(content.audience, Audience::Health | Audience::Professional)
}

/// Law is told only when it may be printed.
fn release_note(content: &Content) -> Option<Logistics> {
    let citation = content.meeting.law.release.as_ref().filter(|_| by_profession(content))?;
    Some(Logistics::of(format!(
        "Účast na setkání je úkonem v obecném zájmu podle {citation}. Potvrzení pro zaměstnavatele vám rádi vystavíme."
    )))
}

fn confidentiality_note(content: &Content) -> Option<Logistics> {
    let citation = content.meeting.law.confidentiality.as_ref().filter(|_| by_profession(content))?;
    Some(Logistics::of(format!(
        "Co se na setkání dozvíte, zůstane mezi námi. Mlčenlivost upravuje {citation}; na začátku si k tomu řekneme víc."
    )))
}

fn legal(content: &Content) -> Vec<Logistics> {
    let basis = content.meeting.law.conference.as_ref();
    basis.map(|citation| Logistics::of(format!("Setkání svoláváme podle {citation}."))).into_iter().collect()
}
