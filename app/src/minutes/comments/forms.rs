//! Forms about comments.

use super::model::{AnswerWords, Came, Comment, CommentWords, NewComment, Wish};
use super::rules::{self, BadDay};
use crate::kernel::{Choice, Day, FormState, Id};
use crate::meeting::Line;
use crate::participants::Participant;

/// Longest comment, longest answer and longest line.
pub(super) const LONGEST: usize = 8_000;

/// Why a comment is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsaid {
    /// There are no words.
    Empty,
    /// There are too many.
    Long,
}

/// What somebody says by their link. Without a button it is their own view: what they wrote counts, not how they sent it.
pub(super) fn given(
    form: &FormState,
    participant: Id<Participant>,
    fresh: Id<Comment>,
) -> Result<NewComment, Unsaid> {
    let words = czech::lines::clean_text(form.value("slova"));
    match words.chars().count() {
        0 => return Err(Unsaid::Empty),
        many if many > LONGEST => return Err(Unsaid::Long),
        _ => {}
    }
    Ok(NewComment {
        id: form.id("nove_id").unwrap_or(fresh),
        participant,
        line: form.id::<Line>("radek"),
        wish: Wish::from_code(form.value("druh")).unwrap_or(Wish::Own),
        came: Came::Link,
        words: CommentWords::new(words),
    })
}

/// Until when the draft is given.
pub(super) fn release(mut form: FormState, today: Day) -> Result<(Day, i64), FormState> {
    let version = form.version().unwrap_or(0);
    let until = form.required_day("do", "Napište, do kdy mohou lidé psát připomínky.");
    match until.map(|day| rules::last_day(day, today)) {
        Some(Err(BadDay::Over)) => form.fail("do", "Tenhle den už minul. Napište dnešek nebo pozdější den."),
        Some(Err(BadDay::Far)) => form.fail("do", "To je za víc než rok. Zkontrolujte, prosím, rok."),
        _ => {}
    }
    form.finish(|| Some((until?, version)))
}

/// What somebody brought on paper or said.
pub(super) fn brought(
    mut form: FormState,
    (people, lines): (&[Id<Participant>], &[Id<Line>]),
    fresh: Id<Comment>,
) -> Result<NewComment, FormState> {
    let participant = form.id::<Participant>("kdo").filter(|id| people.contains(id));
    if participant.is_none() {
        form.fail("kdo", "Vyberte, kdo to říká. Připomínkují ti, kdo na setkání byli.");
    }
    let line = form.id::<Line>("radek");
    if line.is_some_and(|line| !lines.contains(&line)) {
        form.fail("radek", "Tenhle řádek v zápisu už není. Vyberte jiný, nebo celý zápis.");
    }
    let wish = form.required_choice::<Wish>("druh", "Vyberte, co chce.");
    let came = form.required_choice::<Came>("jak", "Vyberte, jak připomínka přišla.");
    if came == Some(Came::Link) {
        form.fail("jak", "Přes odkaz ji pošle jen ten, komu patří.");
    }
    let words = form.required_text("slova", LONGEST, "Napište, co říká, jeho vlastními slovy.");
    let id = form.id("nove_id").unwrap_or(fresh);
    form.finish(|| {
        let words = CommentWords::new(words?);
        Some(NewComment { id, participant: participant?, line, wish: wish?, came: came?, words })
    })
}

/// The office's answer.
pub(super) fn answer(form: &mut FormState) -> Option<AnswerWords> {
    form.optional_text("odpoved", LONGEST).map(AnswerWords::new)
}
