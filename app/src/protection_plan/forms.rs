//! Forms of protection plans.

use super::model::{
    Causes, ChangeReason, ChildView, Measure, MeasureKind, MeasureOwner, MeasureWords, Needs, ParentsView,
    PlanGoals, PlanWords,
};
use crate::kernel::{Day, FormState, Id, Moment};

/// Longest words of a part.
const LONGEST: usize = 4000;
/// Longest words of a measure.
const MEASURE: usize = 600;
/// Longest words about who does it.
const OWNER: usize = 150;

/// The name of a field of one measure.
pub(super) fn field(what: &str, measure: &str) -> String {
    format!("{what}-{measure}")
}

/// The name of the row for a further measure.
pub(super) const NEW: &str = "nove";

fn measure(
    form: &mut FormState,
    (name, id): (&str, Id<Measure>),
    before: Option<&Measure>,
) -> Option<Measure> {
    let words = form.optional_text(&field("opatreni", name), MEASURE);
    let owner = form.optional(&field("kdo", name), OWNER);
    let due = form.optional_day(&field("do", name));
    let kind = form.optional_choice::<MeasureKind>(&field("druh", name));
    if words.is_none() && (owner.is_some() || due.is_some()) {
        form.fail(&field("opatreni", name), "Napište, co se má stát, nebo řádek celý vymažte.");
    }
    Some(Measure {
        id,
        kind: kind.or(before.map(|measure| measure.kind)).unwrap_or(MeasureKind::HelpFamily),
        words: MeasureWords::new(words?),
        owner: owner.map(MeasureOwner::new),
        due,
        line: before.and_then(|measure| measure.line),
    })
}

/// The words and measures of a draft. A measure without words is taken out; the last row is a further one.
pub(super) fn plan(
    mut form: FormState,
    before: &[Measure],
    (now, today): (Moment, Day),
) -> Result<(PlanWords, Vec<Measure>), FormState> {
    let words = PlanWords {
        change_reason: form.optional_text("zmena", LONGEST).map(ChangeReason::new),
        causes: form.optional_text("priciny", LONGEST).map(Causes::new),
        needs: form.optional_text("potreby", LONGEST).map(Needs::new),
        goals: form.optional_text("cile", LONGEST).map(PlanGoals::new),
        child_view: form.optional_text("nazor_ditete", LONGEST).map(ChildView::new),
        parents_view: form.optional_text("nazor_rodicu", LONGEST).map(ParentsView::new),
        evaluation_on: form.optional_day("vyhodnoceni"),
    };
    if words.evaluation_on.is_some_and(|on| on < today) {
        form.fail("vyhodnoceni", "Den vyhodnocení už byl. Napište den, který teprve přijde.");
    }
    let mut measures = Vec::new();
    for one in before {
        let name = one.id.to_string();
        // A row that the form did not show (it was added meanwhile) stays as it is.
        if form.pairs().iter().any(|(field_name, _)| *field_name == field("opatreni", &name)) {
            measures.extend(measure(&mut form, (&name, one.id), Some(one)));
        } else {
            measures.push(one.clone());
        }
    }
    let further = form.id::<Measure>("nove_id").unwrap_or_else(|| Id::fresh(now));
    if !before.iter().any(|one| one.id == further) {
        measures.extend(measure(&mut form, (NEW, further), None));
    }
    form.finish(|| Some((words, measures)))
}

/// What is still missing before a version can be made, as sentences beside its fields.
pub(super) fn missing(words: &PlanWords, measures: usize, number: i64) -> Vec<(&'static str, &'static str)> {
    let mut missing = Vec::new();
    if words.causes.is_none() {
        missing.push(("priciny", "Napište, co dítě ohrožuje a proč."));
    }
    if words.goals.is_none() {
        missing.push(("cile", "Napište, čeho má plán dosáhnout."));
    }
    if measures == 0 {
        missing.push(("opatreni-nove", "V plánu zatím není žádné opatření."));
    }
    if words.evaluation_on.is_none() {
        missing.push(("vyhodnoceni", "Napište, kdy plán vyhodnotíte."));
    }
    if number > 1 && words.change_reason.is_none() {
        missing.push(("zmena", "Napište, co se proti minulé verzi mění a proč."));
    }
    missing
}
