//! The invitation as its reader sees it: mail, letter, page and calendar entry are one disclosed view.
//!
//! On an invitation only logistics and the child's initials are shown; everything that varies with the reader beyond
//! that are fixed sentences.
#![allow(clippy::ptr_arg, reason = "forms of a fact take its inner type as it is")]

use super::content::Content;
use super::proof::CODE_LATER;
use super::rules::{self, Audience};
use super::wording::Wording;
use super::words::{Language, LetterWords, put};
use crate::kernel::Choice;
use facts::Shown;
use jiff::Timestamp;
use outbound::{
    CalendarView, Code, Cut, Cutter, Link, Logistics, Meeting, Occasion, ShortMessage, ShortView, Subject,
};

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
        pub until: Logistics,
        pub asked: Logistics,
        pub link: Option<Link>,
        pub code: Option<Code>,
        pub code_note: Option<&'static str>,
        pub phone: Option<Logistics>,
        pub email: Option<Logistics>,
        pub note: &'static str,
    }

    /// What the mail says in words: nothing that varies with more than age, language, and whether it tells of a change.
    /// Outside it, an institution may read the office's name, where the office's head decided so.
    pub struct MailWords {
        pub subject: &'static str,
        pub sender: Option<Logistics>,
        pub hello: &'static str,
        pub invites: &'static str,
        pub more: &'static str,
    }

    /// The invitation.
    #[mail("invitations/mails/invitation.txt")]
    #[paper("invitations/letter.typ", title = "Pozvánka na setkání")]
    pub struct InvitationView {
        pub words: LetterWords,
        pub mail: MailWords,
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
        /// Stands for a place that is told behind the code only: it is read nowhere, but a look at another place was no
        /// look at this one, and what was sent is not what holds any more.
        pub kept_place: Option<Logistics>,
    }
}

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
        let words = content.words();
        Self {
            words: words.letter.clone(),
            mail: mail_words(content),
            office: office_head(content),
            handled_by: clerk(content),
            place: meeting.office.town.as_deref().map(Logistics::of),
            date: Logistics::of((words.date)(meeting.given_on)),
            addressee,
            subject: words.letter.subject,
            salutation: salutation(content, cutter),
            paragraphs: match content.renewed {
                true => (words.news)(content.audience).to_vec(),
                false => (words.paragraphs)(content.audience).to_vec(),
            },
            children: meeting
                .children
                .iter()
                .filter_map(|(id, name)| cutter.about(Subject::Child(*id)).show_as(name, initials))
                .collect(),
            why: Why { text: (words.why)(content.audience) },
            meeting: when_and_where(content),
            bring: (words.bring)(content.audience).to_vec(),
            support_person: (words.support)(content.audience),
            interpreter: (content.audience == Audience::Family).then_some(words.letter.interpreter),
            release_note: cited(content, content.meeting.law.release.as_ref(), words.letter.release),
            confidentiality_note: cited(
                content,
                content.meeting.law.confidentiality.as_ref(),
                words.letter.confidentiality,
            ),
            answer: how_to_answer(content),
            legal: legal(content),
            closing: words.letter.closing,
            signature: clerk(content),
            starts: starts.timestamp(),
            ends: ends.timestamp(),
            place_is_named: content.place().is_some(),
            kept_place: content.kept_place().map(Logistics::of),
        }
    }
}

/// A mail is read on phones and in mailboxes of other people: what it says is the same for everybody of an age.
fn mail_words(content: &Content) -> MailWords {
    let words = &content.words().letter;
    let invites = if content.renewed { words.mail_changed } else { words.mail_invites };
    let (subject, sender) = match content.wording {
        Wording::Neutral => (words.subject, None),
        Wording::Office => (words.subject_office, Some(Logistics::of(&content.meeting.office.title))),
    };
    MailWords { subject, sender, hello: words.hello, invites, more: words.mail_more }
}

impl ShortView for InvitationView {
    fn short(&self) -> Option<ShortMessage<'_>> {
        let link = self.answer.link.as_ref()?;
        Some(ShortMessage { words: self.words.sms, link })
    }
}

impl CalendarView for InvitationView {
    fn meeting(&self) -> Meeting {
        Meeting {
            start: self.starts,
            end: self.ends,
            title: Language::from_code(self.words.lang).unwrap_or_default().calendar_title(),
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

/// How a letter or page begins, in the reader's language.
pub(super) fn salutation(content: &Content, cutter: &Cutter<'_>) -> Option<Shown<String>> {
    let words = content.words();
    let form = match content.audience {
        Audience::Child => words.friendly,
        Audience::Family | Audience::Health | Audience::Professional => words.formal,
    };
    cutter.about(Subject::Reader).show_as(&content.name, form)
}

fn initials(name: &String) -> String {
    czech::typography::nbsp(&czech::names::initials(name))
}

pub(super) fn office_head(content: &Content) -> OfficeHead {
    let office = &content.meeting.office;
    OfficeHead {
        name: Logistics::of(&office.title),
        address: office.address_lines().into_iter().map(Logistics::of).collect(),
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
    let words = content.words();
    let (from, until) = content.span();
    let place = content.place();
    let name = place.map_or_else(
        || words.page.place_later.to_owned(),
        |place| {
            let parts = [place.name.as_str(), place.address.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        },
    );
    WhenAndWhere {
        date: Logistics::of((words.day)(content.meeting.day)),
        from: Logistics::of((words.time)(from)),
        until: Logistics::of((words.time)(until)),
        place: Logistics::of(name),
        access: place.map(|place| place.access.as_str()).filter(|text| !text.is_empty()).map(Logistics::of),
        your_part: your_part(content).map(Logistics::of),
        arrival: content.meeting.safety_concern.then_some(words.page.arrival),
    }
}

/// When this person is needed, in words.
pub(super) fn your_part(content: &Content) -> Option<String> {
    let words = content.words();
    let sentence = (words.part)(content.participation, content.times.len() > 1)?;
    Some(put(sentence, &rules::times(&content.times, words.time, words.and)))
}

fn how_to_answer(content: &Content) -> HowToAnswer {
    let words = &content.words().letter;
    let clerk = clerk(content);
    let until = (content.words().until)(content.meeting.reply_by());
    let phone = clerk.phone.map(|phone| Logistics::of(format!("{phone} ({})", clerk.name)));
    let asked = if content.link.is_some() { words.mail_answer_page } else { words.mail_answer };
    HowToAnswer {
        until: Logistics::of(put(words.answer_by, &until)),
        asked: Logistics::of(put(asked, &until)),
        link: content.link.clone(),
        code: content
            .link
            .as_ref()
            .map(|_| Code::of(content.code.clone().unwrap_or_else(|| CODE_LATER.to_owned()))),
        code_note: content.link.as_ref().map(|_| words.code_note),
        phone,
        email: None,
        note: words.note,
    }
}

/// A sentence about law, for those who come by profession: told only when it may be printed.
fn cited(content: &Content, citation: Option<&String>, sentence: &'static str) -> Option<Logistics> {
    let by_profession = matches!(content.audience, Audience::Health | Audience::Professional);
    citation.filter(|_| by_profession).map(|citation| Logistics::of(put(sentence, citation)))
}

/// On what the meeting rests; a child is not told in paragraphs.
fn legal(content: &Content) -> Vec<Logistics> {
    let basis = content.meeting.law.conference.as_ref().filter(|_| content.audience != Audience::Child);
    let sentence = content.words().letter.legal;
    basis.map(|citation| Logistics::of(put(sentence, citation))).into_iter().collect()
}
