//! Forms of the preparation.

use super::model::{NewTalk, OwnWords, StatementWay, Talk, TalkNote, TalkWay, TalkerName};
use crate::kernel::{Day, FormState, Id, Moment};
use crate::participants::{Need, NeedState, NeedWords, Needed};

const WORDS: usize = 4000;

/// A talk. On a day to come it is an appointment, and then nothing can have been said yet.
pub(super) fn talk(mut form: FormState, (today, now): (Day, Moment)) -> Result<NewTalk, FormState> {
    let on = form.required_day("den", "Napište, kdy rozhovor byl nebo kdy bude.");
    let way = form.required_choice::<TalkWay>("jak", "Vyberte, jak jste spolu mluvili.");
    let talker = form.optional("kdo", 120);
    let view = form.optional_text("pohled", WORDS);
    let note = form.optional_text("poznamka", WORDS);
    let words = form.optional("potreba_slovy", 400);
    let mut needs: Vec<Need> = form.choices("potreby");
    if words.is_some() && !needs.contains(&Need::Other) {
        needs.push(Need::Other);
    }
    if needs.contains(&Need::Other) && words.is_none() {
        form.fail("potreba_slovy", "Napište, co dalšího je potřeba zařídit.");
    }
    if on.is_some_and(|day| day > today) && view.is_some() {
        form.fail("den", "Ten den teprve bude, ale pohled už je zapsaný. Napište den, kdy jste ho slyšeli.");
    }
    if on.is_some_and(|day| day < today.saturating_sub(jiff::Span::new().days(400))) {
        form.fail("den", "Ten den je víc než rok zpátky. Zkontrolujte prosím rok.");
    }
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(now));
    form.finish(|| {
        Some(NewTalk {
            id,
            on: on?,
            way: way?,
            talker: talker.map(TalkerName::new),
            note: note.map(TalkNote::new),
            view: view.map(OwnWords::new),
            needs: Some((needs, words.map(NeedWords::new))),
        })
    })
}

/// "Mluvil(a) jsem s … dnes telefonem": one click.
pub(super) fn quick(form: &FormState, (today, now): (Day, Moment)) -> NewTalk {
    let id = form.id::<Talk>("nove_id").unwrap_or_else(|| Id::fresh(now));
    NewTalk { id, on: today, way: TalkWay::Phone, talker: None, note: None, view: None, needs: None }
}

/// How somebody took note of confidentiality, and when.
pub(super) fn statement(mut form: FormState, today: Day) -> Result<(StatementWay, Day), FormState> {
    let way = form.required_choice::<StatementWay>("mlcenlivost", "Vyberte, jak to proběhlo.");
    let on = form.required_day("den_mlcenlivosti", "Napište, kdy to bylo.");
    if on.is_some_and(|day| day > today) {
        form.fail("den_mlcenlivosti", "Ten den teprve bude.");
    }
    form.finish(|| Some((way?, on?)))
}

/// What became of a need: identifier, version that was shown, state.
pub(super) fn settled(mut form: FormState) -> Result<(Id<Needed>, i64, NeedState), FormState> {
    let id = form.id::<Needed>("potreba");
    let version = form.version();
    let state = form.required_choice::<NeedState>("stav", "Vyberte, jak to dopadlo.");
    form.finish(|| Some((id?, version?, state?)))
}
