//! What the public page of seals says: nothing but whether a code and a day belong together, in the language that was
//! chosen on it.

mod words;

use super::{AnswerRow, TongueRow, VerifyPage};
use crate::invitations::doors::Language;
use crate::kernel::{Choice, FormState};
use crate::minutes::forms::Unchecked;
use outbound::{Cut, Cutter, Logistics, Occasion, Returned};

pub use words::VerifyWords;

/// What was asked, and the answer.
#[derive(Clone, Debug, Default)]
pub(in crate::minutes) struct Asked {
    /// In which language; Czech as long as nobody chose.
    pub(in crate::minutes) language: Language,
    pub(in crate::minutes) code: String,
    pub(in crate::minutes) day: String,
    pub(in crate::minutes) code_problem: Option<String>,
    pub(in crate::minutes) day_problem: Option<String>,
    /// Whether they belong together, once it was looked up.
    pub(in crate::minutes) agrees: Option<bool>,
    /// Whether whoever asks has to wait.
    pub(in crate::minutes) wait: bool,
}

impl Asked {
    /// Nothing yet, in the language that was chosen.
    pub(in crate::minutes) fn nothing(form: &FormState) -> Self {
        let language = Language::from_code(form.value("jazyk")).unwrap_or_default();
        Self { language, ..Self::default() }
    }

    /// What was typed.
    pub(in crate::minutes) fn typed(form: &FormState) -> Self {
        let typed = |name: &str| form.value(name).to_owned();
        Self { code: typed("kod"), day: typed("den"), ..Self::nothing(form) }
    }

    /// With sentences beside the fields.
    pub(in crate::minutes) fn failed(self, unchecked: &Unchecked) -> Self {
        let code = unchecked.code.as_ref().map(|problem| words::about_code(self.language, problem));
        let day = unchecked.day.map(|problem| words::about_day(self.language, problem));
        Self { code_problem: code, day_problem: day, ..self }
    }
}

fn tongues(chosen: Language) -> Vec<TongueRow> {
    let tongue =
        |one: &Language| TongueRow { code: one.code(), name: one.own_name(), chosen: *one == chosen };
    Language::ALL.iter().map(tongue).collect()
}

impl Cut<Asked> for VerifyPage {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(asked: &Asked, _: &Cutter<'_>) -> Self {
        let sentence = |problem: &Option<String>| problem.clone().map(Logistics::of);
        Self {
            words: words::words(asked.language).clone(),
            tongues: tongues(asked.language),
            code: Returned::input(asked.code.clone()),
            day: Returned::input(asked.day.clone()),
            code_problem: sentence(&asked.code_problem),
            day_problem: sentence(&asked.day_problem),
            answer: AnswerRow {
                agrees: asked.agrees == Some(true),
                differs: asked.agrees == Some(false),
                wait: asked.wait,
            },
        }
    }
}
