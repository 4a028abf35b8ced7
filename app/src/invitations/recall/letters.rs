//! What asks somebody to destroy what they got, and the page where they say that they did. It says neither why nor what.

use crate::invitations::content::Content;
use crate::invitations::letters::{Clerk, OfficeHead, clerk, office_head, salutation};
use crate::invitations::words::{EraseWords, LetterWords, PageWords};
use facts::Shown;
use outbound::{Cut, Cutter, Link, Logistics, Occasion};

/// What is asked of whom, behind which link.
pub(in crate::invitations) struct Asking {
    /// Whom it concerns.
    pub(in crate::invitations) content: Content,
    /// Where to confirm.
    pub(in crate::invitations) link: Link,
    /// Whether it has been confirmed.
    pub(in crate::invitations) confirmed: bool,
}

outbound::view! {
    /// Mail and letter.
    #[mail("invitations/mails/erase.txt")]
    #[paper("invitations/erase.typ", title = "Prosba o smazání")]
    pub struct EraseView {
        pub words: EraseWords,
        pub labels: LetterWords,
        pub office: OfficeHead,
        pub place: Option<Logistics>,
        pub date: Logistics,
        pub salutation: Option<Shown<String>>,
        pub link: Link,
        pub signature: Clerk,
    }

    /// The page.
    #[page("invitations/pages/erase.html")]
    pub struct ErasePage {
        pub words: EraseWords,
        pub page: PageWords,
        pub office: Logistics,
        pub path: Link,
        pub confirmed: bool,
        pub contact: Logistics,
        pub phone: Option<Logistics>,
    }
}

impl Cut<Asking> for EraseView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(asking: &Asking, cutter: &Cutter<'_>) -> Self {
        let content = &asking.content;
        let words = content.words();
        Self {
            words: words.erase.clone(),
            labels: words.letter.clone(),
            // An office's mail address may name its agenda.
            office: OfficeHead { email: None, data_box: None, ..office_head(content) },
            place: content.meeting.office.town.as_deref().map(Logistics::of),
            date: Logistics::of((words.date)(content.meeting.given_on)),
            salutation: salutation(content, cutter),
            link: asking.link.clone(),
            signature: clerk(content),
        }
    }
}

impl Cut<Asking> for ErasePage {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(asking: &Asking, _: &Cutter<'_>) -> Self {
        let (content, contact) = (&asking.content, clerk(&asking.content));
        Self {
            words: content.words().erase.clone(),
            page: content.words().page.clone(),
            office: Logistics::of(&content.meeting.office.title),
            path: asking.link.clone(),
            confirmed: asking.confirmed,
            contact: contact.name,
            phone: contact.phone,
        }
    }
}
