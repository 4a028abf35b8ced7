//! The invited person's page: what they see at their personal address. Logistics only.

use super::content::Content;
use super::letters::{InvitationView, clerk};
use super::model::{Answer, AnswerPhone, Reason};
use super::rules;
use crate::kernel::{Choice, FormState};
use facts::Shown;
use outbound::{Cut, Cutter, Link, Logistics, Occasion, Returned, Subject};

outbound::view! {
    /// An answer that is offered.
    pub struct Offer {
        pub code: &'static str,
        pub words: &'static str,
        pub hint: &'static str,
        pub chosen: bool,
    }

    /// What more we ask after an answer.
    pub struct More {
        pub phone: bool,
        pub reason: bool,
        pub own_phone: Option<Shown<String>>,
        pub typed_phone: Option<Returned>,
        pub typed_words: Option<Returned>,
        pub reasons: Vec<Offer>,
        pub problem: Option<&'static str>,
        pub has_words: bool,
    }

    /// What is said instead of an invitation.
    pub struct Instead {
        pub title: &'static str,
        pub sentence: &'static str,
        pub phone: Option<Logistics>,
        pub unsaved: bool,
        pub kept: Option<Returned>,
    }

    /// The page.
    #[page("invitations/pages/outside.html")]
    pub struct OutsideView {
        pub office: Logistics,
        pub path: Link,
        pub calendar: Link,
        pub invitation: Option<InvitationView>,
        pub answer: Option<&'static str>,
        pub offers: Vec<Offer>,
        pub problem: Option<&'static str>,
        pub more: Option<More>,
        pub saved: bool,
        pub can_answer: bool,
        pub called_off: Option<Instead>,
        pub renewed: bool,
    }

    /// A page for a link that leads nowhere (any more). It hints at nothing.
    #[page("invitations/pages/gone.html")]
    pub struct GoneView {
        pub nothing: bool,
    }
}

/// What stands behind a link that leads nowhere.
pub(super) struct Nothing;

impl Cut<Nothing> for GoneView {
    const OCCASION: Occasion = Occasion::Invitation;
    fn cut(_: &Nothing, _: &Cutter<'_>) -> Self {
        Self { nothing: true }
    }
}

/// What the page is made of.
pub(super) struct Visit {
    pub(super) content: Content,
    /// `/p/…`, the address of the page.
    pub(super) path: Link,
    pub(super) opened: bool,
    pub(super) can_answer: bool,
    pub(super) answer: Option<Answer>,
    pub(super) reason: Option<Reason>,
    pub(super) phone: Option<AnswerPhone>,
    pub(super) has_words: bool,
    /// What was typed in this very request and not accepted.
    pub(super) typed: Option<FormState>,
    /// Beside the answers.
    pub(super) problem: Option<&'static str>,
    /// Beside what more we ask.
    pub(super) more_problem: Option<&'static str>,
    pub(super) saved: bool,
    /// Whether what was sent in this very request came too late to be kept.
    pub(super) unsaved: bool,
    /// Said instead of the invitation when the meeting was called off.
    pub(super) called_off: Option<(&'static str, &'static str)>,
}

impl Cut<Visit> for OutsideView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(visit: &Visit, cutter: &Cutter<'_>) -> Self {
        let content = &visit.content;
        Self {
            office: Logistics::of(&content.meeting.office.title),
            path: visit.path.clone(),
            calendar: below(&visit.path, "/kalendar.ics"),
            invitation: (visit.opened && visit.called_off.is_none())
                .then(|| InvitationView::cut(content, cutter)),
            answer: visit.answer.map(Answer::own_words),
            offers: rules::offered(content.participation)
                .into_iter()
                .map(|answer| Offer {
                    code: answer.code(),
                    words: answer.own_words(),
                    hint: hint(answer),
                    chosen: visit.answer == Some(answer),
                })
                .collect(),
            problem: visit.problem,
            more: visit.answer.filter(|answer| asks_more(*answer)).map(|answer| more(visit, answer, cutter)),
            saved: visit.saved,
            can_answer: visit.can_answer,
            called_off: visit.called_off.map(|(title, sentence)| Instead {
                title,
                sentence,
                phone: clerk(content).phone,
                unsaved: visit.unsaved,
                kept: typed(visit, "slova"),
            }),
            renewed: content.renewed,
        }
    }
}

fn below(path: &Link, rest: &str) -> Link {
    Link::new(format!("{path}{rest}")).unwrap_or_else(|| path.clone())
}

/// Answers after which something more is worth asking.
fn asks_more(answer: Answer) -> bool {
    matches!(answer, Answer::Remote | Answer::Cannot | Answer::Written | Answer::PartOnly)
}

/// What the person typed in this very request.
fn typed(visit: &Visit, name: &str) -> Option<Returned> {
    visit.typed.as_ref().map(|form| form.value(name)).filter(|v| !v.is_empty()).map(Returned::input)
}

fn more(visit: &Visit, answer: Answer, cutter: &Cutter<'_>) -> More {
    More {
        phone: answer == Answer::Remote,
        reason: answer == Answer::Cannot,
        own_phone: cutter.about(Subject::Reader).show_known(visit.phone.as_ref()),
        typed_phone: typed(visit, "telefon"),
        typed_words: typed(visit, "slova"),
        reasons: Reason::ALL
            .iter()
            .map(|reason| Offer {
                code: reason.code(),
                words: reason.label(),
                hint: "",
                chosen: visit.reason == Some(*reason),
            })
            .collect(),
        problem: visit.more_problem,
        has_words: visit.has_words,
    }
}

fn hint(answer: Answer) -> &'static str {
    match answer {
        Answer::Comes => "",
        Answer::PartOnly => "Přijdu na čas, který se mě týká.",
        Answer::Remote => "Číslo upřesníte na další obrazovce.",
        Answer::Written => "Domluvíme se s vámi jak.",
        Answer::Cannot => "Řekněte nám prosím proč, najdeme jinou cestu.",
    }
}
