//! The personal page after the meeting, and the door to what stands behind the code: what higher capabilities draw, and
//! nothing of the invitation.

use super::doors::Guest;
use super::outside::{Door, Guess, Tongue, below, tongues};
use super::words::{PageWords, put};
use outbound::{Cut, Cutter, Link, Logistics, Occasion, Page};

/// Somebody who is asked for the code.
pub(super) struct Asking<'a> {
    pub(super) guest: &'a Guest,
    /// Why the last one did not open.
    pub(super) problem: Option<Guess>,
    /// The place below the personal address that asked.
    pub(super) back: Option<String>,
}

/// The page, before it is cut.
pub(super) struct Afterwards<'a> {
    pub(super) asking: Asking<'a>,
    /// What was just done.
    pub(super) notice: Option<&'static str>,
    /// What others drew, each cut for the same reader.
    pub(super) parts: Vec<Page>,
    /// Whether what they were told before the meeting may still be read.
    pub(super) earlier: bool,
}

outbound::view! {
    /// The question for the code, as a part of another page.
    #[page("invitations/pages/door.html")]
    pub struct DoorPart {
        pub words: PageWords,
        pub path: Link,
        pub door: Door,
    }

    /// The page.
    #[page("invitations/pages/after.html")]
    pub struct AfterView {
        pub words: PageWords,
        pub tongues: Vec<Tongue>,
        pub office: Logistics,
        pub path: Link,
        pub notice: Option<&'static str>,
        pub parts: Vec<Page>,
        pub earlier: Option<Link>,
        pub door: Door,
        pub contact: Option<Logistics>,
        pub phone: Option<Logistics>,
    }
}

impl Cut<Asking<'_>> for DoorPart {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(asking: &Asking<'_>, _: &Cutter<'_>) -> Self {
        let guest = asking.guest;
        Self { words: guest.words().page.clone(), path: guest.path.clone(), door: guest.asks(asking) }
    }
}

impl Cut<Afterwards<'_>> for AfterView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(after: &Afterwards<'_>, _: &Cutter<'_>) -> Self {
        let guest = after.asking.guest;
        let (contact, phone) = guest.contact();
        Self {
            words: guest.words().page.clone(),
            tongues: tongues(guest.language),
            office: Logistics::of(&guest.office.title),
            path: guest.path.clone(),
            notice: after.notice,
            parts: after.parts.clone(),
            earlier: after.earlier.then(|| below(&guest.path, "/priprava")),
            door: guest.asks(&after.asking),
            contact,
            phone,
        }
    }
}

/// The door as somebody finds it after the meeting.
pub(super) fn door(guest: &Guest, asking: &Asking<'_>) -> Door {
    let words = &guest.words().page;
    let (_, phone) = guest.contact();
    Door {
        proved: guest.proof.proved,
        title: words.after_code,
        why: words.after_code_why,
        inside: None,
        back: asking.back.as_deref().map(Logistics::of),
        where_from: if guest.proof.in_letter { words.after_code_paper } else { words.code_phone },
        call: phone.map(|phone| Logistics::of(put(words.code_call, phone.as_str()))),
        problem: asking.problem.map(|problem| problem.sentence(words)),
        waits: asking.problem == Some(Guess::Waits),
    }
}
