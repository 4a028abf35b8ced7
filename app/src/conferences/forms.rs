//! Forms of conferences.

use super::actions::DecisionInput;
use super::model::{Alternative, DecisionKind, DecisionWords, Goal, GoalText, Kind, Phase, Place};
use super::rules::Result as Weighed;
use super::words::Topic;
use crate::cases::Child;
use crate::kernel::{Day, FormState, Id, Moment, TimeOfDay};

/// Most goals a conference has. One to three are best; the fourth is possible, with a gentle word.
pub(super) const MOST_GOALS: usize = 4;
/// Most phases of an agenda.
pub(super) const MOST_PHASES: usize = 30;

/// The version of the page; a page without one is older than everything.
pub(super) fn version(form: &FormState) -> i64 {
    form.value("verze").parse().unwrap_or(-1)
}

/// The head's decision. Words are needed wherever somebody will ask why.
pub(super) fn decision(
    mut form: FormState,
    weighed: &Weighed,
    today: Day,
) -> Result<DecisionInput, FormState> {
    let offered = |kind: &DecisionKind| {
        matches!(kind, DecisionKind::Convene | DecisionKind::NotNow | DecisionKind::OtherWay)
    };
    let verdict =
        form.required_choice::<DecisionKind>("rozhodnuti", "Vyberte, jak rozhodujete.").filter(offered);
    let kind = form.optional_choice::<Kind>("druh").unwrap_or(weighed.kind);
    let overrode = verdict == Some(DecisionKind::Convene) && !weighed.reasons_against.is_empty();
    let mut alternative = None;
    let mut until = None;
    match verdict {
        Some(DecisionKind::NotNow) => {
            until = form.required_day("pripomenout", "Napište den, kdy se k tomu vrátíte.");
        }
        Some(DecisionKind::OtherWay) => {
            alternative =
                form.required_choice::<Alternative>("cesta", "Vyberte, jakou cestu zkusíte nejdřív.");
            until = form.required_day("pripomenout", "Napište den, kdy se podíváte, jestli to pomohlo.");
        }
        _ => {}
    }
    if until.is_some_and(|day| day < today) {
        form.fail("pripomenout", "Ten den už byl. Napište den, který teprve přijde.");
    }
    let words = match verdict {
        Some(DecisionKind::NotNow | DecisionKind::OtherWay) => {
            form.required_text("duvod", 2000, "Napište důvod. Pracovnice i rodina se na něj budou ptát.")
        }
        _ if overrode => form.required_text(
            "duvod",
            2000,
            "Odpovědi mluví i proti svolání. Napište, proč přesto svoláváte a jak budou lidé chráněni.",
        ),
        _ => form.optional_text("duvod", 2000),
    };
    let id = form.id::<()>("nove_id").map(Id::uuid);
    let version = version(&form);
    let recommended = Some(weighed.recommendation);
    let legal = weighed.legal;
    form.finish(|| {
        let words = words.map(DecisionWords::new);
        let (id, verdict) = (id?, verdict?);
        Some(DecisionInput {
            id,
            version,
            verdict,
            kind,
            legal,
            alternative,
            until,
            overrode,
            recommended,
            words,
        })
    })
}

/// The reason of postponing or cancelling.
pub(super) fn reason(mut form: FormState) -> Result<(uuid::Uuid, DecisionWords), FormState> {
    let words = form.required_text("duvod", 2000, "Napište důvod. Zůstane u konference.");
    let id = form.id::<()>("nove_id").map(Id::uuid);
    form.finish(|| Some((id?, DecisionWords::new(words?))))
}

/// Goals as typed, and the identifiers of those that were emptied.
pub(super) type Goals = (Vec<Goal>, Vec<Id<Goal>>);

/// The goals; `children` are those of the case.
pub(super) fn goals(mut form: FormState, children: &[Id<Child>]) -> Result<Goals, FormState> {
    let (mut goals, mut removed) = (Vec::new(), Vec::new());
    for number in 1..=MOST_GOALS {
        let Some(id) = form.id::<Goal>(&format!("cil_id_{number}")) else { continue };
        match form.optional(&format!("cil_{number}"), 400) {
            Some(text) => {
                let topic = form.optional_choice::<Topic>(&format!("oblast_{number}"));
                let child = child(&mut form, &format!("tyka_{number}"), children);
                goals.push(Goal { id, text: GoalText::new(text), topic, child });
            }
            None => removed.push(id),
        }
    }
    if goals.is_empty() {
        form.fail("cil_1", "Napište aspoň jeden cíl. Bez něj nikdo neví, proč se scházíte.");
    }
    form.finish(|| Some((goals, removed)))
}

/// The child that a goal concerns. What is no child of the case is asked again: nobody would see such a goal, or the
/// wrong people.
fn child(form: &mut FormState, name: &str, children: &[Id<Child>]) -> Option<Id<Child>> {
    if form.value(name).is_empty() {
        return None;
    }
    let child = form.id::<Child>(name).filter(|child| children.contains(child));
    if child.is_none() {
        form.fail(name, "Vyberte některé z dětí, nebo všechny.");
    }
    child
}

/// Day and time.
pub(super) fn date(mut form: FormState) -> Result<(Day, TimeOfDay, TimeOfDay), FormState> {
    let day = form.required_day("den", "Napište den setkání.");
    let from = form.required_time("od", "Napište, kdy setkání začne.");
    let until = form.required_time("do", "Napište, kdy setkání skončí.");
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        form.fail("do", "Konec má být později než začátek.");
    }
    form.finish(|| Some((day?, from?, until?)))
}

/// The place.
pub(super) fn place(mut form: FormState) -> Result<Place, FormState> {
    let name = form.required(
        "nazev",
        120,
        "Napište, kde se sejdete, například Městská knihovna, zasedací místnost.",
    );
    let address = form.required("adresa", 200, "Napište adresu, aby tam každý trefil.");
    let access = form.optional_text("pristup", 600).unwrap_or_default();
    let waiting = form.optional_text("cekani", 300).unwrap_or_default();
    form.finish(|| Some(Place { name: name?, address: address?, access, waiting }))
}

/// What a page of the agenda asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AgendaAct {
    /// Save what was typed.
    Save,
    /// Begin with the usual agenda.
    Template,
    /// Save and move a phase up.
    Up(Id<Phase>),
    /// Save and move a phase down.
    Down(Id<Phase>),
    /// Save and remove a phase.
    Remove(Id<Phase>),
}

/// What the pressed button asks for.
pub(super) fn agenda_act(form: &FormState) -> AgendaAct {
    let (act, id) = form.value("akce").split_once('-').unwrap_or((form.value("akce"), ""));
    match (act, id.parse()) {
        ("vzor", _) => AgendaAct::Template,
        ("nahoru", Ok(id)) => AgendaAct::Up(id),
        ("dolu", Ok(id)) => AgendaAct::Down(id),
        ("smazat", Ok(id)) => AgendaAct::Remove(id),
        _ => AgendaAct::Save,
    }
}

/// The phases as typed, in the order of the page; the last row may be a new one.
pub(super) fn agenda(mut form: FormState) -> Result<Vec<Phase>, FormState> {
    let ids = form.ids::<Phase>("faze");
    let mut phases = Vec::new();
    for (index, id) in ids.iter().take(MOST_PHASES).enumerate() {
        let (title, minutes) = (format!("nazev_{index}"), format!("minuty_{index}"));
        let is_new = form.value("nova") == id.to_string();
        if is_new && form.value(&title).trim().is_empty() && form.value(&minutes).trim().is_empty() {
            continue;
        }
        let private = form.is("soukrome", &id.to_string());
        let title = form.required(&title, 120, "Napište, co se v této části děje.");
        let minutes = form.required_number(&minutes, 1, 480, "Napište, kolik minut to zabere.");
        if let (Some(title), Some(minutes)) = (title, minutes) {
            phases.push(Phase { id: *id, position: 0, title, minutes, private, starts: None });
        }
    }
    if ids.is_empty() {
        // The page always sends one row more than there are phases: without any, the form was cut off on its way.
        form.fail("", "Formulář přišel neúplný, nic se nezměnilo. Zkuste to, prosím, znovu.");
    }
    if ids.len() > MOST_PHASES {
        form.fail("", "Program má moc částí. Spojte některé dohromady.");
    }
    form.finish(|| Some(phases))
}

/// A form of the agenda from the stored phases, with an empty row at the end.
pub(super) fn agenda_filled(phases: &[Phase], now: Moment) -> FormState {
    let mut form = FormState::empty();
    for (index, phase) in phases.iter().enumerate() {
        form = form
            .with("faze", phase.id.to_string())
            .with(&format!("nazev_{index}"), phase.title.clone())
            .with(&format!("minuty_{index}"), phase.minutes.to_string());
        if phase.private {
            form = form.with("soukrome", phase.id.to_string());
        }
    }
    let fresh = Id::<Phase>::fresh(now).to_string();
    form.with("faze", fresh.clone()).with("nova", fresh)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_end_before_the_start_is_said_beside_the_end() {
        let form = FormState::empty().with("den", "10. 12. 2026").with("od", "15.00").with("do", "13.00");
        let form = date(form).unwrap_err();
        assert!(form.error("do").is_some());
        assert_eq!(form.value("od"), "15.00");
    }

    #[test]
    fn a_goal_about_a_child_of_another_case_or_under_an_unknown_topic_is_asked_again() {
        let id = |number: u128| Id::<Child>::from_uuid(uuid::Uuid::from_u128(number));
        let goal = Id::<Goal>::from_uuid(uuid::Uuid::from_u128(9)).to_string();
        let form = |child: &str, topic: &str| {
            let form =
                FormState::empty().with("cil_id_1", goal.clone()).with("cil_1", "Astma je pod kontrolou.");
            goals(form.with("tyka_1", child).with("oblast_1", topic), &[id(1), id(2)])
        };
        let (kept, _) = form(&id(2).to_string(), "health_child").unwrap();
        assert_eq!(kept[0].child, Some(id(2)));
        assert_eq!(kept[0].topic, Some(Topic(facts::FactGroup::HealthChild)));
        let (kept, _) = form("", "").unwrap();
        assert!(kept[0].child.is_none() && kept[0].topic.is_none());
        for (child, topic, field) in [
            (id(3).to_string(), "", "tyka_1"),
            ("nesmysl".into(), "", "tyka_1"),
            (String::new(), "x", "oblast_1"),
        ] {
            let again = form(&child, topic).unwrap_err();
            assert!(again.error(field).is_some(), "{child} {topic}");
            assert_eq!(again.value("cil_1"), "Astma je pod kontrolou.");
        }
    }

    #[test]
    fn a_form_that_was_cut_off_takes_no_phase_away() {
        assert!(agenda(FormState::empty().with("verze", "3")).is_err());
    }

    #[test]
    fn an_empty_new_row_is_no_phase() {
        let id = Id::<Phase>::from_uuid(uuid::Uuid::from_u128(1)).to_string();
        let form = FormState::empty().with("faze", id.clone()).with("nova", id);
        assert_eq!(agenda(form).unwrap(), vec![]);
    }

    proptest! {
        #[test]
        fn no_typed_agenda_makes_the_reading_fail_without_a_sentence(title in ".{0,200}", minutes in ".{0,12}") {
            let id = Id::<Phase>::from_uuid(uuid::Uuid::from_u128(7)).to_string();
            let form = FormState::empty().with("faze", id).with("nazev_0", title).with("minuty_0", minutes);
            match agenda(form) {
                Ok(phases) => prop_assert!(phases.len() <= 1),
                Err(form) => prop_assert!(form.has_errors()),
            }
        }
    }
}
