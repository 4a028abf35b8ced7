//! The eight questions as they are asked: groups of options, their hints, and the reading of what was chosen.

use super::answers::{Answer, CourtMotion, Danger, Hurry, Risk, Situation, Stance, Step, Suitability, Tried};
use super::model::{Perspective, SuitabilityWords};
use super::pages::capital;
use crate::kernel::{Choice, FormState};

/// The code of "none of these" among checkboxes.
const NONE: &str = "nothing_of_this";
/// Most characters of the words beside an answer.
const LONGEST: usize = 2000;

/// An option as it is offered: code, label with a capital letter, hint.
pub(super) type Offered = (&'static str, String, &'static str);

/// A group of options of one question.
pub(super) struct Group {
    /// Name of the field.
    pub name: &'static str,
    /// Legend; of the only group it is the question itself.
    pub legend: &'static str,
    /// What the stored code begins with.
    prefix: &'static str,
    /// Whether one is chosen, or several.
    pub single: bool,
    /// Code, label, hint.
    pub options: Vec<Offered>,
}

fn of<C: Choice>() -> Vec<Offered> {
    C::ALL.iter().map(|choice| (choice.code(), capital(choice.label()), "")).collect()
}

fn single<C: Choice>(step: Step) -> Vec<Group> {
    vec![Group { name: "odpoved", legend: step.label(), prefix: "", single: true, options: of::<C>() }]
}

fn several<C: Choice>(step: Step, none: Option<&'static str>) -> Vec<Group> {
    let mut options = of::<C>();
    options.extend(none.map(|label| (NONE, capital(label), "")));
    vec![Group { name: "odpoved", legend: step.label(), prefix: "", single: false, options }]
}

/// The groups of a question.
pub(super) fn groups(step: Step) -> Vec<Group> {
    match step {
        Step::Situation => several::<Situation>(step, None),
        Step::Motion => single::<CourtMotion>(step),
        Step::Danger => single::<Danger>(step),
        Step::Risks => several::<Risk>(step, Some("nic z toho")),
        Step::Missing => {
            let mut groups = several::<Perspective>(step, Some("žádný nechybí"));
            for group in &mut groups {
                group.options.retain(|(code, ..)| *code != Perspective::Office.code());
            }
            groups
        }
        Step::Stance => vec![
            Group {
                name: "rodina",
                legend: "Rodina",
                prefix: "family_",
                single: true,
                options: of::<Stance>(),
            },
            Group { name: "dite", legend: "Dítě", prefix: "child_", single: true, options: of::<Stance>() },
        ],
        Step::Tried => several::<Tried>(step, None),
        Step::Hurry => single::<Hurry>(step),
    }
}

/// Label and hint of the words beside an answer.
pub(super) const fn words(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Situation => ("Co by se mělo vyjasnit nebo rozhodnout (nepovinné)", "Stačí jedna dvě věty."),
        Step::Motion => ("O jaký návrh by šlo (nepovinné)", ""),
        Step::Danger => ("Co by se mohlo stát a co dítě chrání (nepovinné)", "Popište, co víte a odkdy."),
        Step::Risks => (
            "Co o tom víte a jak by se dalo ublížení předejít",
            "Když jste něco vybrali, napište k tomu aspoň větu. Konferenci to nevylučuje.",
        ),
        Step::Missing => ("Kdo konkrétně chybí (nepovinné)", ""),
        Step::Stance => ("Co dítě a rodina sami chtějí (nepovinné)", "Nejlépe jejich slovy."),
        Step::Tried => ("S jakým výsledkem (nepovinné)", ""),
        Step::Hurry => ("Proč právě dokdy (nepovinné)", ""),
    }
}

/// The form of a question with the answer given before.
pub(super) fn filled(step: Step, check: &Suitability, words: Option<&str>) -> FormState {
    let mut form = FormState::empty();
    let Some(answer) = check.answers.get(&step) else { return form };
    for group in groups(step) {
        for code in answer.codes.iter().filter_map(|code| code.strip_prefix(group.prefix)) {
            if group.options.iter().any(|(known, ..)| *known == code) {
                form = form.with(group.name, code);
            }
        }
    }
    form.with_some("slovy", words)
}

/// Reads an answer; `version` is the one that was shown.
pub(super) fn read(mut form: FormState, step: Step, version: i64) -> Result<Answer, FormState> {
    let mut codes = Vec::new();
    for group in groups(step) {
        let typed: Vec<String> = form.all(group.name).into_iter().map(str::to_owned).collect();
        let known = group.options.iter().filter(|(code, ..)| typed.iter().any(|t| t == code));
        let chosen: Vec<&'static str> = known.map(|(code, ..)| *code).collect();
        if chosen.is_empty() {
            form.fail(group.name, missing(&group));
        } else if group.single && chosen.len() > 1 {
            form.fail(group.name, "Vyberte jen jednu možnost.");
        } else if chosen.contains(&NONE) && chosen.len() > 1 {
            form.fail(group.name, "Vybrali jste zároveň něco a „nic“. Nechte jen to, co platí.");
        }
        codes.extend(chosen.iter().map(|code| format!("{}{code}", group.prefix)));
    }
    let risky = step == Step::Risks && codes.iter().any(|code| Risk::from_code(code).is_some());
    let words = if risky {
        form.required_text(
            "slovy",
            LONGEST,
            "Napište k tomu aspoň větu: co víte a jak by se tomu dalo předejít.",
        )
    } else {
        form.optional_text("slovy", LONGEST)
    };
    form.finish(|| Some(Answer { codes, words: words.map(SuitabilityWords::new), version }))
}

fn missing(group: &Group) -> &'static str {
    match (group.single, group.name) {
        (_, "rodina") => "Vyberte, jak o setkání smýšlí rodina.",
        (_, "dite") => "Vyberte, jak o setkání smýšlí dítě.",
        (true, _) => "Vyberte jednu z možností.",
        (false, _) => "Vyberte aspoň jednu možnost.",
    }
}

/// What was answered, in the words of the options.
pub(super) fn said(step: Step, check: &Suitability) -> Vec<String> {
    let Some(answer) = check.answers.get(&step) else { return Vec::new() };
    let mut said = Vec::new();
    for group in groups(step) {
        for code in answer.codes.iter().filter_map(|code| code.strip_prefix(group.prefix)) {
            if let Some((_, label, _)) = group.options.iter().find(|(known, ..)| *known == code) {
                let single_group = group.name == "odpoved";
                said.push(if single_group {
                    (*label).to_owned()
                } else {
                    format!("{}: {label}", group.legend)
                });
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn every_question_can_be_answered_and_is_shown_again_as_answered() {
        for step in Step::ALL {
            let mut form = FormState::empty().with("slovy", "Věta.");
            for group in groups(*step) {
                form = form.with(group.name, group.options[0].0);
            }
            let answer = read(form, *step, 0).unwrap();
            let mut check = Suitability::default();
            check.answers.insert(*step, answer);
            assert_eq!(said(*step, &check).len(), groups(*step).len());
            let again = filled(*step, &check, Some("Věta."));
            for group in groups(*step) {
                assert_eq!(again.value(group.name), group.options[0].0);
            }
        }
    }

    #[test]
    fn a_risk_without_words_is_asked_again_and_keeps_what_was_chosen() {
        let form = FormState::empty().with("odpoved", "violence");
        let form = read(form, Step::Risks, 0).unwrap_err();
        assert!(form.error("slovy").is_some());
        assert!(form.is("odpoved", "violence"));
    }

    #[test]
    fn nothing_and_something_at_once_is_asked_again() {
        let form = FormState::empty().with("odpoved", "violence").with("odpoved", NONE).with("slovy", "x");
        assert!(read(form, Step::Risks, 0).unwrap_err().error("odpoved").is_some());
    }
}
