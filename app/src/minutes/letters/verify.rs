//! What the public page of seals says: nothing but whether a code and a day belong together.

use super::{AnswerRow, VerifyPage};
use crate::kernel::FormState;
use outbound::{Cut, Cutter, Logistics, Occasion, Returned};

/// What was asked, and the answer.
#[derive(Clone, Debug, Default)]
pub(in crate::minutes) struct Asked {
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
    /// What was typed.
    pub(in crate::minutes) fn typed(form: &FormState) -> Self {
        let typed = |name: &str| form.value(name).to_owned();
        Self { code: typed("kod"), day: typed("den"), ..Self::default() }
    }

    /// With sentences beside the fields.
    pub(in crate::minutes) fn failed(self, form: &FormState) -> Self {
        let problem = |name: &str| form.error(name).map(str::to_owned);
        Self { code_problem: problem("kod"), day_problem: problem("den"), ..self }
    }
}

impl Cut<Asked> for VerifyPage {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(asked: &Asked, _: &Cutter<'_>) -> Self {
        let sentence = |problem: &Option<String>| problem.clone().map(Logistics::of);
        Self {
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
