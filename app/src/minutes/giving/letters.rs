//! What people read about their extract: its page, the part on their first page, the mail, the file itself.

use super::actions::Person;
use super::model::State;
use super::rules;
use super::words::{self, GivenWords};
use crate::invitations::doors::{Guest, Language};
use crate::kernel::{Failure, Moment};
use outbound::{AttachmentView, Cut, Cutter, FileKind, FileOf, Link, Logistics, Occasion, Page};
use sha2::{Digest, Sha256};

/// The mail, before it is cut.
pub(super) struct Announcing {
    pub(super) words: &'static GivenWords,
    pub(super) link: Link,
}

/// The part on the first page, before it is cut.
pub(super) struct Part {
    pub(super) words: &'static GivenWords,
    pub(super) way: Link,
}

/// The page, before it is cut.
pub(super) struct Own {
    pub(super) language: Language,
    /// Whether this device gave the code.
    pub(super) proved: bool,
    /// Whether an extract was given to them by link.
    pub(super) ready: bool,
    /// Whether it is kept in the house now.
    pub(super) held: bool,
    /// When they opened it.
    pub(super) opened: Option<Moment>,
    /// `/p/…`
    pub(super) path: Link,
    pub(super) office: Logistics,
    pub(super) contact: (Option<Logistics>, Option<Logistics>),
    /// The question for the code.
    pub(super) door: Option<Page>,
}

impl Own {
    /// Of whoever came by a link, with what was given to them.
    pub(super) fn of(guest: &Guest, person: Option<&Person>) -> Result<Self, Failure> {
        let document = person.and_then(|person| person.extract.as_ref()).map(|extract| extract.document);
        let opening = person.into_iter().flat_map(|person| &person.steps);
        let opening =
            opening.filter(|step| Some(step.document) == document).find(|step| rules::is_opening(step));
        Ok(Self {
            language: guest.language,
            proved: guest.proved(),
            ready: person.is_some(),
            held: person.is_some_and(|person| person.standing.state == State::Held),
            opened: opening.map(|step| step.noted),
            path: guest.path.clone(),
            office: Logistics::of(&guest.office.title),
            contact: guest.contact(),
            door: match person {
                Some(_) => Some(guest.door("vypis")?),
                None => None,
            },
        })
    }
}

/// A filed extract about to be opened, with the words that stand in it.
pub(super) struct Filed {
    pub(super) words: Option<String>,
    pub(super) sha256: String,
}

impl Filed {
    /// Reads a file; some milliseconds of a core, so outside of the runtime's threads.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let words = reading::text(bytes, "vypis.pdf").ok().map(|text| text.words);
        Self { words, sha256 }
    }
}

outbound::view! {
    /// The mail: that something is there, not what.
    #[mail("minutes/giving/mails/ready.txt")]
    pub struct ReadyView {
        pub words: GivenWords,
        pub link: Link,
    }

    /// The part on the first page.
    #[page("minutes/giving/pages/part.html")]
    pub struct ExtractPart {
        pub words: GivenWords,
        pub way: Link,
    }

    /// The page of somebody's extract.
    #[page("minutes/giving/pages/own.html")]
    pub struct ExtractView {
        pub words: GivenWords,
        pub office: Logistics,
        pub path: Link,
        pub ready: bool,
        pub proved: bool,
        pub held: bool,
        pub opened: Option<Logistics>,
        pub action: Option<Link>,
        pub door: Option<Page>,
        pub contact: Option<Logistics>,
        pub phone: Option<Logistics>,
    }

    /// The extract as a file: cut when it was made, read by the guard as it leaves.
    pub struct ExtractFile {
        pub words: Option<Logistics>,
        pub sha256: Logistics,
    }
}

impl Cut<Announcing> for ReadyView {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(announcing: &Announcing, _: &Cutter<'_>) -> Self {
        Self { words: announcing.words.clone(), link: announcing.link.clone() }
    }
}

impl Cut<Part> for ExtractPart {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(part: &Part, _: &Cutter<'_>) -> Self {
        Self { words: part.words.clone(), way: part.way.clone() }
    }
}

impl Cut<Own> for ExtractView {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(own: &Own, _: &Cutter<'_>) -> Self {
        Self {
            words: words::words(own.language).clone(),
            office: own.office.clone(),
            path: own.path.clone(),
            ready: own.ready,
            proved: own.proved,
            held: own.held,
            opened: own.opened.filter(|_| own.proved).map(|at| Logistics::of(own.language.moment(at))),
            action: Link::new(format!("{}/vypis", own.path)),
            door: own.door.clone(),
            contact: own.contact.0.clone(),
            phone: own.contact.1.clone(),
        }
    }
}

impl Cut<Filed> for ExtractFile {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(filed: &Filed, _: &Cutter<'_>) -> Self {
        Self {
            words: filed.words.as_ref().map(|words| Logistics::of(words.as_str())),
            sha256: Logistics::of(&filed.sha256),
        }
    }
}

impl AttachmentView for ExtractFile {
    fn file(&self) -> FileOf<'_> {
        FileOf {
            stem: "vypis",
            number: 1,
            kind: FileKind::Pdf,
            sha256: self.sha256.as_str(),
            whole: true,
            read: self.words.is_some(),
        }
    }
}
