//! The mail that tells its reader that a meeting will not be as they were told.

use super::content::Content;
use super::letters::{Clerk, addressee_formal, addressee_friendly, clerk};
use super::notices::Reason;
use super::rules::Audience;
use facts::Shown;
use jiff::Timestamp;
use outbound::{CalendarView, Cut, Cutter, Logistics, Meeting, Occasion, Subject};

/// The subject: it hints at nothing.
pub(super) const SUBJECT: &str = "Změna setkání";

/// What the mail is cut from: the meeting as its reader knows it.
pub(super) struct CalledOffContent {
    pub(super) content: Content,
    pub(super) reason: Reason,
}

outbound::view! {
    /// Word that a meeting will not be as its reader was told. It says no reason and names nobody.
    #[mail("invitations/mails/called_off.txt")]
    pub struct CalledOffView {
        pub office: Logistics,
        pub salutation: Option<Shown<String>>,
        pub sentence: &'static str,
        pub date: Logistics,
        pub from: Logistics,
        pub until: Logistics,
        pub calendar: &'static str,
        pub ask: &'static str,
        pub phone: Option<Logistics>,
        pub signature: Clerk,
        pub starts: Timestamp,
        pub ends: Timestamp,
    }
}

impl Cut<CalledOffContent> for CalledOffView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(called_off: &CalledOffContent, cutter: &Cutter<'_>) -> Self {
        let content = &called_off.content;
        let reader = cutter.about(Subject::Reader);
        let (from, until) = content.span();
        let (starts, ends) = content.moments();
        let child = content.audience == Audience::Child;
        let signature = clerk(content);
        Self {
            office: Logistics::of(&content.meeting.office.title),
            salutation: match child {
                true => reader.show_as(&content.name, addressee_friendly),
                false => reader.show_as(&content.name, addressee_formal),
            },
            sentence: sentence(called_off.reason, child),
            date: Logistics::of(czech::dates::long_with_weekday(content.meeting.day)),
            from: Logistics::of(from.to_string()),
            until: Logistics::of(until.to_string()),
            calendar: match child {
                true => "V kalendáři se termín zruší sám; kdyby ne, smaž si ho.",
                false => "V kalendáři se termín zruší sám; pokud ne, smažte si ho prosím.",
            },
            ask: match child {
                true => "Když se budeš chtít na něco zeptat, zavolej nám.",
                false => "Kdybyste se chtěli na cokoli zeptat, zavolejte nám.",
            },
            phone: signature.phone.clone(),
            signature,
            starts: starts.timestamp(),
            ends: ends.timestamp(),
        }
    }
}

impl CalendarView for CalledOffView {
    fn meeting(&self) -> Meeting {
        Meeting { start: self.starts, end: self.ends, title: "Setkání", place: None, note: "", link: None }
    }
}

/// What happened, in one fixed sentence.
fn sentence(reason: Reason, child: bool) -> &'static str {
    match (reason, child) {
        (Reason::Withdrawn, false) => {
            "pozvánku na toto setkání bereme zpět. Nemusíte nikam chodit ani nic chystat."
        }
        (Reason::Withdrawn, true) => "na toto setkání teď chodit nemusíš.",
        (Reason::Postponed, false) => {
            "toto setkání odkládáme. Původní termín neplatí; nový vám sdělíme, jakmile ho budeme vědět."
        }
        (Reason::Postponed, true) => "toto setkání bude jindy. Až budeme vědět kdy, dáme ti vědět.",
        (Reason::Cancelled, false) => "toto setkání se nekoná. Nemusíte nikam chodit ani nic chystat.",
        (Reason::Cancelled, true) => "toto setkání nebude. Nemusíš nikam chodit.",
    }
}
