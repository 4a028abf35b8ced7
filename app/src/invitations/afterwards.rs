//! The personal page after the meeting, and the door to what stands behind the code: what higher capabilities draw, and
//! nothing of the invitation.

use super::doors::Guest;
use super::outside::{Carried, Door, Guess, Tongue, below, tongues};
use super::words::{PageWords, put};
use crate::kernel::FormState;
use outbound::{Cut, Cutter, Link, Logistics, Occasion, Page, Returned};

/// Somebody who is asked for the code.
pub(super) struct Asking<'a> {
    pub(super) guest: &'a Guest,
    /// Why the last one did not open.
    pub(super) problem: Option<Guess>,
    /// The place below the personal address that asked.
    pub(super) back: Option<String>,
    /// What was being sent there when the code was asked for again: it goes on with the code.
    pub(super) carry: Carry,
}

/// Fields of a form that wait for the code.
#[derive(Clone, Debug, Default)]
pub(super) struct Carry(Vec<(&'static str, String)>);

impl Carry {
    /// The fields that a page may have waiting, and the longest that one may be, in bytes.
    const NAMES: [&'static str; 4] = ["nove_id", "radek", "druh", "slova"];
    const LONGEST: usize = 64 * 1024;

    /// What of a form waits; nothing where a fact is protected from its sender, because whether the page comes or not
    /// would tell whoever tries words out which of them is the secret.
    pub(super) fn of(form: &FormState, guarded: bool) -> Self {
        let waits = |name: &&'static str| {
            let value = form.value(name);
            (!value.is_empty() && value.len() <= Self::LONGEST).then(|| (*name, value.to_owned()))
        };
        match guarded {
            true => Self::default(),
            false => Self(Self::NAMES.iter().filter_map(waits).collect()),
        }
    }

    /// Whether anything waits.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
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

    /// The page that asks for the code again, when one did not open.
    #[page("invitations/pages/knock.html")]
    pub struct KnockView {
        pub words: PageWords,
        pub office: Logistics,
        pub path: Link,
        pub door: Door,
        pub contact: Option<Logistics>,
        pub phone: Option<Logistics>,
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

impl Cut<Asking<'_>> for KnockView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(asking: &Asking<'_>, _: &Cutter<'_>) -> Self {
        let guest = asking.guest;
        let (contact, phone) = guest.contact();
        Self {
            words: guest.words().page.clone(),
            office: Logistics::of(&guest.office.title),
            path: guest.path.clone(),
            door: guest.asks(asking),
            contact,
            phone,
        }
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
        carried: asking
            .carry
            .0
            .iter()
            .map(|(name, value)| Carried { name, value: Returned::input(value) })
            .collect(),
        where_from: if guest.proof.in_letter { words.after_code_paper } else { words.code_phone },
        call: phone.map(|phone| Logistics::of(put(words.code_call, phone.as_str()))),
        problem: asking.problem.map(|problem| problem.sentence(words)),
        waits: asking.problem == Some(Guess::Waits),
    }
}

#[cfg(test)]
mod tests {
    use super::Carry;
    use crate::kernel::FormState;

    #[test]
    fn nothing_waits_for_the_code_of_somebody_from_whom_a_fact_is_protected() {
        let form = FormState::empty().with("druh", "own").with("slova", "Bydlíme teď jinde.");
        assert!(!Carry::of(&form, false).is_empty(), "what was typed is gone");
        assert!(Carry::of(&form, true).is_empty(), "the page would tell which words are the secret");
    }
}
