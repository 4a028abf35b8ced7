//! The letter as the child gets it: the frame of its band around the worker's words, cut for the child.

use super::Band;
use super::model::Letter;
use super::words::frame;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day};
use czech::typography::nbsp;
use facts::Shown;
use outbound::{Cut, Cutter, Logistics, Occasion, Subject};

/// A letter before it is cut.
pub(super) struct LetterContent {
    pub(super) letter: Letter,
    pub(super) office: Office,
    pub(super) met: Day,
    pub(super) next_day: Option<Day>,
    pub(super) contact: Option<Staff>,
    /// Where to turn to, as verified.
    pub(super) help: Vec<String>,
    pub(super) today: Day,
}

outbound::view! {
    /// A part of the letter: a heading of the frame and the worker's words.
    pub struct LetterPart {
        /// Which picture stands beside it.
        pub picture: &'static str,
        /// Heading.
        pub heading: &'static str,
        /// The worker's words.
        pub words: Option<Shown<String>>,
        /// A sentence of the house below them.
        pub below: Option<Logistics>,
    }

    /// The letter to a child.
    #[paper("minutes/child_letter/letter.typ", title = "Dopis po setkání")]
    pub struct ChildLetterPaper {
        /// `small`, `middle`, `young`.
        pub band: &'static str,
        /// Who writes.
        pub office: Logistics,
        /// When.
        pub date: Logistics,
        /// Title.
        pub title: &'static str,
        /// Greeting.
        pub greeting: Option<Shown<String>>,
        /// What happened.
        pub met: Logistics,
        /// Parts.
        pub parts: Vec<LetterPart>,
        /// What to do when it is otherwise.
        pub wrong: &'static str,
        /// Whom to turn to.
        pub contact: &'static str,
        /// That one may.
        pub contact_lead: &'static str,
        /// Name.
        pub name: Option<Logistics>,
        /// Phone.
        pub phone: Option<Logistics>,
        /// E-mail.
        pub email: Option<Logistics>,
        /// Above further help.
        pub help_heading: &'static str,
        /// Further help.
        pub help: Vec<Logistics>,
        /// A sentence of the worker's own.
        pub closing: Option<Shown<String>>,
        /// Goodbye.
        pub goodbye: &'static str,
    }
}

/// "Ve čtvrtek 10. prosince 2026".
fn on(day: Day) -> String {
    nbsp(&czech::dates::on_day(day))
}

/// A sentence of the frame with a day in it; a sentence that begins with the day begins with a capital.
fn sentence(words: &str, day: Day) -> Logistics {
    Logistics::of(crate::conferences::capital(&words.replace("{}", &on(day))))
}

impl Cut<LetterContent> for ChildLetterPaper {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(content: &LetterContent, cutter: &Cutter<'_>) -> Self {
        let (letter, words) = (&content.letter, frame(content.letter.band));
        let child = cutter.about(Subject::Reader);
        let part = |picture, heading, words: Option<Shown<String>>, below| LetterPart {
            picture,
            heading,
            words,
            below,
        };
        let heard = letter.heard.as_ref().and_then(|fact| child.show_as(fact, |text| nbsp(text)));
        let yours = letter.yours.as_ref().and_then(|fact| child.show_as(fact, |text| nbsp(text)));
        let open_ends = letter.open_ends.as_ref().and_then(|fact| child.show_as(fact, |text| nbsp(text)));
        let again = content.next_day.map(|day| sentence(words.again, day));
        let mut parts = vec![
            part("heard", words.heard, heard, None),
            part("agreed", words.agreed, child.show_as(&letter.agreed, |text| nbsp(text)), None),
            part("yours", words.yours, yours, None),
            part("open", words.open_ends, open_ends, None),
            part("next", words.next, child.show_as(&letter.next_steps, |text| nbsp(text)), again),
        ];
        parts.retain(|part| part.words.is_some() || part.below.is_some());
        let contact = content.contact.as_ref();
        let phone = contact.and_then(|staff| staff.phone.as_ref()).or(content.office.phone.as_ref());
        Self {
            band: letter.band.code(),
            office: Logistics::of(nbsp(&content.office.title)),
            date: Logistics::of(nbsp(&czech::dates::long(content.today))),
            title: words.title,
            greeting: child.show_as(&letter.greeting, |text| nbsp(text)),
            met: sentence(words.met, content.met),
            parts,
            wrong: words.wrong,
            contact: words.contact,
            contact_lead: words.contact_lead,
            name: contact.map(|staff| Logistics::of(nbsp(&staff.name().full()))),
            phone: phone.map(|phone| Logistics::of(nbsp(phone))),
            // Small children do not write mails.
            email: contact
                .filter(|_| letter.band != Band::Small)
                .map(|staff| Logistics::of(staff.login.clone())),
            help_heading: words.help,
            help: content.help.iter().map(|text| Logistics::of(nbsp(text))).collect(),
            closing: letter.closing.as_ref().and_then(|fact| child.show_as(fact, |text| nbsp(text))),
            goodbye: words.goodbye,
        }
    }
}
