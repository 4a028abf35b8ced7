//! What hangs at the door, what is filled in by hand, and what stands on a phone. None of it says a word about anybody.

use super::model::WhoAnswers;
use super::words::{self, FeedbackWords};
use crate::invitations::doors::Language;
use crate::kernel::Choice;
use outbound::{Cut, Cutter, Link, Logistics, Occasion, Returned};

/// The paper, before it is cut.
pub(super) struct PosterContent {
    pub(super) office: String,
    /// The address to type.
    pub(super) address: String,
    /// Rows of the picture to scan: ones and noughts.
    pub(super) qr: Vec<String>,
}

/// The page, before it is cut.
pub(super) struct Phone {
    pub(super) language: Language,
    pub(super) office: String,
    /// `/z/…`
    pub(super) path: Link,
    /// As whom; none: it is asked.
    pub(super) who: Option<WhoAnswers>,
    /// Identifier of the form.
    pub(super) form: String,
    pub(super) state: PhoneState,
    /// What was answered in this very request and not taken: codes with steps, words.
    pub(super) typed: (Vec<(String, String)>, String),
}

/// How the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhoneState {
    /// It asks.
    Asks,
    /// A sheet was not taken.
    Problem(&'static str),
    /// A sheet was taken.
    Thanks,
    /// Nothing is taken any more.
    Closed,
}

outbound::view! {
    /// A question on paper.
    pub struct PaperQuestion {
        pub words: &'static str,
    }

    /// The poster and two sheets to fill in by hand: adults', children's.
    #[paper("feedback/poster.typ", title = "Zpětná vazba k setkání")]
    pub struct PosterPaper {
        pub office: Logistics,
        pub words: FeedbackWords,
        pub child: FeedbackWords,
        pub address: Logistics,
        pub qr: Vec<Logistics>,
        pub adults: Vec<PaperQuestion>,
        pub children: Vec<PaperQuestion>,
        pub grown: Vec<&'static str>,
    }

    /// A step of a scale.
    pub struct Step {
        pub code: Logistics,
        pub words: &'static str,
        pub face: &'static str,
        pub chosen: bool,
    }

    /// A question.
    pub struct Question {
        pub code: &'static str,
        pub words: &'static str,
        pub steps: Vec<Step>,
    }

    /// As whom somebody may answer.
    pub struct Role {
        pub code: &'static str,
        pub words: &'static str,
    }

    /// A language.
    pub struct Tongue {
        pub code: &'static str,
        pub name: &'static str,
        pub chosen: bool,
    }

    /// The page.
    #[page("feedback/pages/phone.html")]
    pub struct PhoneView {
        pub words: FeedbackWords,
        pub office: Logistics,
        pub path: Link,
        pub language: &'static str,
        pub tongues: Vec<Tongue>,
        pub who: Option<&'static str>,
        pub child: bool,
        pub roles: Vec<Role>,
        pub questions: Vec<Question>,
        pub form: Logistics,
        pub problem: Option<&'static str>,
        pub thanks: bool,
        pub closed: bool,
        pub typed: Option<Returned>,
    }
}

outbound::view! {
    /// A short address that opens nothing. It hints at nothing.
    #[page("feedback/pages/gone.html")]
    pub struct NoDoor {
        pub nothing: bool,
    }
}

/// What stands behind an address that opens nothing.
pub(super) struct Nothing;

impl Cut<Nothing> for NoDoor {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(_: &Nothing, _: &Cutter<'_>) -> Self {
        Self { nothing: true }
    }
}

impl Cut<PosterContent> for PosterPaper {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(content: &PosterContent, _: &Cutter<'_>) -> Self {
        let of = |who: WhoAnswers| {
            let asked = words::asked(Language::Czech, who).into_iter();
            asked.map(|(_, words)| PaperQuestion { words }).collect()
        };
        let (adult, child) = (words::words(Language::Czech, false), words::words(Language::Czech, true));
        Self {
            office: Logistics::of(&content.office),
            words: adult.clone(),
            child: child.clone(),
            address: Logistics::of(&content.address),
            qr: content.qr.iter().map(Logistics::of).collect(),
            adults: of(WhoAnswers::Family),
            children: of(WhoAnswers::Child),
            grown: vec![adult.family, adult.professional],
        }
    }
}

fn steps(who: WhoAnswers, words: &FeedbackWords, chosen: Option<&str>) -> Vec<Step> {
    let said = |step: i64| match (who, step) {
        (WhoAnswers::Child, 1) => (words.sad, "sad"),
        (WhoAnswers::Child, 2) => (words.middle, "middle"),
        (WhoAnswers::Child, _) => (words.glad, "glad"),
        (_, 1) => (words.lowest, ""),
        (_, step) if step == who.highest() => (words.highest, ""),
        _ => ("", ""),
    };
    (1..=who.highest())
        .map(|step| {
            let (words, face) = said(step);
            let code = step.to_string();
            Step { chosen: chosen == Some(code.as_str()), code: Logistics::of(code), words, face }
        })
        .collect()
}

impl Cut<Phone> for PhoneView {
    const OCCASION: Occasion = Occasion::Afterwards;

    fn cut(phone: &Phone, _: &Cutter<'_>) -> Self {
        let child = phone.who == Some(WhoAnswers::Child);
        let words = words::words(phone.language, child);
        let typed =
            |code: &str| phone.typed.0.iter().find(|(name, _)| name == code).map(|(_, value)| value.as_str());
        let question = |who: WhoAnswers, (code, said): (&'static str, &'static str)| Question {
            code,
            words: said,
            steps: steps(who, words, typed(code)),
        };
        let asks = matches!(phone.state, PhoneState::Asks | PhoneState::Problem(_));
        let who = phone.who.filter(|_| asks);
        Self {
            words: words.clone(),
            office: Logistics::of(&phone.office),
            path: phone.path.clone(),
            language: phone.language.code(),
            tongues: Language::ALL
                .iter()
                .map(|one| Tongue { code: one.code(), name: one.own_name(), chosen: *one == phone.language })
                .collect(),
            who: who.map(Choice::code),
            child,
            roles: vec![
                Role { code: WhoAnswers::Child.code(), words: words.child },
                Role { code: WhoAnswers::Family.code(), words: words.family },
                Role { code: WhoAnswers::Professional.code(), words: words.professional },
            ],
            questions: who.map_or_else(Vec::new, |who| {
                words::asked(phone.language, who).into_iter().map(|asked| question(who, asked)).collect()
            }),
            form: Logistics::of(&phone.form),
            problem: match phone.state {
                PhoneState::Problem(problem) => Some(problem),
                _ => None,
            },
            thanks: phone.state == PhoneState::Thanks,
            closed: phone.state == PhoneState::Closed,
            typed: Some(phone.typed.1.as_str()).filter(|words| !words.is_empty()).map(Returned::input),
        }
    }
}

/// The rows of a picture to scan; empty when the address is too long for one.
pub(super) fn qr(address: &str) -> Vec<String> {
    let Ok(code) = qrcode::QrCode::new(address.as_bytes()) else { return Vec::new() };
    let colors = code.to_colors();
    let sign = |color: &qrcode::Color| if *color == qrcode::Color::Dark { '1' } else { '0' };
    colors.chunks(code.width().max(1)).map(|row| row.iter().map(sign).collect()).collect()
}
