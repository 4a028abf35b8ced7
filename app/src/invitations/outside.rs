//! The invited person's page: what they see at their personal address. Logistics only.

use super::content::Content;
use super::letters::{InvitationView, clerk};
use super::model::{Answer, Reason};
use super::rules;
use super::words::{Language, PageWords, put};
use crate::conferences::State as ConferenceState;
use crate::kernel::{Choice, FormState};
use crate::participants::Need;
use outbound::{Cut, Cutter, Link, Logistics, Occasion, Returned};

outbound::view! {
    /// An answer that is offered.
    pub struct Offer {
        pub code: &'static str,
        pub words: &'static str,
        pub hint: &'static str,
        pub chosen: bool,
    }

    /// A language that is offered.
    pub struct Tongue {
        pub code: &'static str,
        pub name: &'static str,
        pub chosen: bool,
    }

    /// What more we ask after an answer. What was written before is not shown: the link alone may be in other hands.
    pub struct More {
        pub phone: bool,
        pub reason: bool,
        pub has_phone: bool,
        pub typed_phone: Option<Returned>,
        pub typed_words: Option<Returned>,
        pub reasons: Vec<Offer>,
        pub problem: Option<&'static str>,
        pub has_words: bool,
    }

    /// A field that waits for the code.
    pub struct Carried {
        pub name: &'static str,
        pub value: Returned,
    }

    /// The way behind the code.
    pub struct Door {
        pub proved: bool,
        pub title: &'static str,
        pub why: &'static str,
        /// Where it leads once it is open.
        pub inside: Option<Link>,
        /// The place below the personal page that asked for the code.
        pub back: Option<Logistics>,
        /// What is sent there together with the code.
        pub carried: Vec<Carried>,
        pub where_from: &'static str,
        pub call: Option<Logistics>,
        pub problem: Option<&'static str>,
        pub waits: bool,
    }

    /// What can be asked of the office.
    pub struct Asks {
        pub needs: Vec<Offer>,
        pub substitute_kept: bool,
        pub substitute_declined: bool,
        pub substitute_problem: Option<&'static str>,
        pub substitute_name: Option<Returned>,
        pub substitute_role: Option<Returned>,
        pub substitute_contact: Option<Returned>,
        pub request_open: bool,
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
        pub words: PageWords,
        pub tongues: Vec<Tongue>,
        pub office: Logistics,
        pub path: Link,
        pub calendar: Link,
        pub invitation: Option<InvitationView>,
        pub reply_by: Logistics,
        pub answer: Option<&'static str>,
        pub offers: Vec<Offer>,
        pub problem: Option<&'static str>,
        pub more: Option<More>,
        pub notice: Option<&'static str>,
        pub can_answer: bool,
        pub called_off: Option<Instead>,
        pub renewed: bool,
        pub door: Door,
        pub asks: Asks,
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

/// How the second proof stands on this device.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Proof {
    /// Whether the code was given.
    pub(super) proved: bool,
    /// Whether the code is printed in a letter.
    pub(super) in_letter: bool,
    /// What went wrong in this very request.
    pub(super) problem: Option<Guess>,
}

/// Why a code did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// It cannot be a code.
    NoCode,
    /// It is another.
    Wrong,
    /// It was not compared.
    Waits,
}

impl Guess {
    /// What is said about it.
    pub(super) const fn sentence(self, words: &PageWords) -> &'static str {
        match self {
            Self::NoCode => words.code_form,
            Self::Wrong => words.code_wrong,
            Self::Waits => words.code_wait,
        }
    }
}

/// What the page is made of.
#[derive(Clone)]
pub(super) struct Visit {
    pub(super) content: Content,
    /// `/p/…`, the address of the page.
    pub(super) path: Link,
    pub(super) opened: bool,
    pub(super) can_answer: bool,
    pub(super) answer: Option<Answer>,
    /// Whether a phone was left.
    pub(super) has_phone: bool,
    pub(super) has_words: bool,
    /// What was typed in this very request and not accepted.
    pub(super) typed: Option<FormState>,
    /// Beside the answers.
    pub(super) problem: Option<&'static str>,
    /// Beside what more we ask.
    pub(super) more_problem: Option<&'static str>,
    /// Beside the suggested substitute.
    pub(super) substitute_problem: Option<&'static str>,
    /// What was just done.
    pub(super) notice: Option<&'static str>,
    /// Whether what was sent in this very request came too late to be kept.
    pub(super) unsaved: bool,
    /// Said instead of the invitation when the meeting was called off.
    pub(super) called_off: Option<ConferenceState>,
    pub(super) proof: Proof,
    pub(super) substitute_kept: bool,
    /// Whether the office did not accept the last one they named.
    pub(super) substitute_declined: bool,
    pub(super) request_open: bool,
}

impl Visit {
    /// A page as it is the first time, before anything was done on it.
    pub(super) const fn first(content: Content, path: Link, opened: bool) -> Self {
        Self {
            content,
            path,
            opened,
            can_answer: true,
            answer: None,
            has_phone: false,
            has_words: false,
            typed: None,
            problem: None,
            more_problem: None,
            substitute_problem: None,
            notice: None,
            unsaved: false,
            called_off: None,
            proof: Proof { proved: false, in_letter: false, problem: None },
            substitute_kept: false,
            substitute_declined: false,
            request_open: false,
        }
    }
}

impl Cut<Visit> for OutsideView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(visit: &Visit, cutter: &Cutter<'_>) -> Self {
        let content = &visit.content;
        let words = content.words();
        let until = (words.until)(content.meeting.reply_by());
        Self {
            words: words.page.clone(),
            tongues: tongues(content.language),
            office: Logistics::of(&content.meeting.office.title),
            path: visit.path.clone(),
            calendar: below(&visit.path, "/kalendar.ics"),
            invitation: (visit.opened && visit.called_off.is_none())
                .then(|| InvitationView::cut(content, cutter)),
            reply_by: Logistics::of(put(words.page.reply_by, &until)),
            answer: visit.answer.map(|answer| (words.answer)(answer).0),
            offers: offers(visit),
            problem: visit.problem,
            more: visit.answer.filter(|answer| asks_more(*answer)).map(|answer| more(visit, answer)),
            notice: visit.notice,
            can_answer: visit.can_answer,
            called_off: visit.called_off.and_then(words.called_off).map(|(title, sentence)| Instead {
                title,
                sentence,
                phone: clerk(content).phone,
                unsaved: visit.unsaved,
                kept: typed(visit, "slova"),
            }),
            renewed: content.renewed,
            door: door(visit),
            asks: asks(visit),
        }
    }
}

pub(super) fn tongues(current: Language) -> Vec<Tongue> {
    let tongue = |language: &Language| Tongue {
        code: language.code(),
        name: language.own_name(),
        chosen: *language == current,
    };
    Language::ALL.iter().map(tongue).collect()
}

fn offers(visit: &Visit) -> Vec<Offer> {
    let words = visit.content.words();
    let offer = |answer: Answer| {
        let (said, hint) = (words.answer)(answer);
        Offer { code: answer.code(), words: said, hint, chosen: visit.answer == Some(answer) }
    };
    rules::offered(visit.content.participation).into_iter().map(offer).collect()
}

fn door(visit: &Visit) -> Door {
    let words = &visit.content.words().page;
    Door {
        proved: visit.proof.proved,
        title: words.code_title,
        why: words.code_why,
        inside: Some(below(&visit.path, "/priprava")),
        back: None,
        carried: Vec::new(),
        where_from: if visit.proof.in_letter { words.code_letter } else { words.code_phone },
        call: clerk(&visit.content).phone.map(|phone| Logistics::of(put(words.code_call, phone.as_str()))),
        problem: visit.proof.problem.map(|problem| problem.sentence(words)),
        waits: visit.proof.problem == Some(Guess::Waits),
    }
}

/// Needs are offered unticked: which of them were said is told only behind the code.
fn asks(visit: &Visit) -> Asks {
    let words = visit.content.words();
    let need = |need: &Need| Offer { code: need.code(), words: (words.need)(*need), hint: "", chosen: false };
    let typed = |name| typed(visit, name).filter(|_| visit.substitute_problem.is_some());
    Asks {
        needs: Need::ALL.iter().map(need).collect(),
        substitute_kept: visit.substitute_kept,
        substitute_declined: visit.substitute_declined,
        substitute_problem: visit.substitute_problem,
        substitute_name: typed("zastup_jmeno"),
        substitute_role: typed("zastup_role"),
        substitute_contact: typed("zastup_kontakt"),
        request_open: visit.request_open,
    }
}

/// A path under another.
pub(super) fn below(path: &Link, rest: &str) -> Link {
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

fn more(visit: &Visit, answer: Answer) -> More {
    let words = visit.content.words();
    let reason = |reason: &Reason| Offer {
        code: reason.code(),
        words: (words.reason)(*reason),
        hint: "",
        chosen: visit.typed.as_ref().is_some_and(|form| form.is("duvod", reason.code())),
    };
    More {
        phone: answer == Answer::Remote,
        reason: answer == Answer::Cannot,
        has_phone: visit.has_phone,
        typed_phone: typed(visit, "telefon"),
        typed_words: typed(visit, "slova"),
        reasons: Reason::ALL.iter().map(reason).collect(),
        problem: visit.more_problem,
        has_words: visit.has_words,
    }
}
