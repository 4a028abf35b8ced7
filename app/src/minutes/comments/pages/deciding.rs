//! One comment, and what the office decides about it.

use super::known::{self, CommentRow, Known, home};
use crate::access::{Denied, House, Permit, Reads};
use crate::conferences::{Around, Conference};
use crate::disclosure;
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::meeting::{Line, LineKind};
use crate::minutes::AmendMinutes;
use crate::minutes::comments::actions::{self, Deciding, Rewording};
use crate::minutes::comments::letters::AnswerLook;
use crate::minutes::comments::model::{AnswerWords, Comment, Decision};
use crate::minutes::comments::{HandleComments, ReadComments, forms};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use outbound::Disclosed;
use std::sync::Arc;

/// One comment.
#[derive(Template)]
#[template(path = "minutes/comments/pages/one.html")]
pub(in crate::minutes::comments) struct OnePage {
    pub(in crate::minutes::comments) frame: Frame,
    pub(in crate::minutes::comments) around: Around,
    pub(in crate::minutes::comments) id: Id<Conference>,
    pub(in crate::minutes::comments) row: CommentRow,
    /// Where the line stands that would be changed: "dohoda č. 2".
    pub(in crate::minutes::comments) standing: String,
    pub(in crate::minutes::comments) form: FormState,
    pub(in crate::minutes::comments) version: i64,
    /// What else belongs to the task that would be changed, and would not change with it.
    pub(in crate::minutes::comments) beside: Vec<(&'static str, String)>,
    /// Whether it is a task.
    pub(in crate::minutes::comments) task: bool,
    /// The line that would be changed, with the version that is shown.
    pub(in crate::minutes::comments) line: Option<(Id<Line>, i64)>,
    /// Lines to choose from, for a comment on the whole record.
    pub(in crate::minutes::comments) lines: Vec<(String, String)>,
    pub(in crate::minutes::comments) may_handle: bool,
    pub(in crate::minutes::comments) may_amend: bool,
    /// Whether the line or the comment changed between the page and the act.
    pub(in crate::minutes::comments) stale: bool,
}

async fn named(known: &Known, id: &str) -> Result<Comment, Denied> {
    let id: Id<Comment> = id.parse().map_err(|_| Denied::hidden())?;
    known.comments.iter().find(|comment| comment.id == id).cloned().ok_or_else(Denied::hidden)
}

/// How the end of a task is known and who supports it: mended words alone could contradict them.
fn beside<A: Reads<Conference>>(permit: &Permit<Conference, A>, line: &Line) -> Vec<(&'static str, String)> {
    let notes = [("Jak poznáme, že je hotovo", line.indicator.as_ref()), ("Podpora", line.support.as_ref())];
    let known = notes.into_iter().filter_map(|(label, note)| Some((label, note?)));
    known.map(|(label, note)| (label, permit.reveal(note).clone())).collect()
}

async fn draw_one<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    known: &Known,
    (comment, chosen): (&Comment, Option<Id<Line>>),
    form: Option<FormState>,
    stale: bool,
) -> Result<OnePage, Denied> {
    let line = known.line(comment.line.or(chosen));
    let form = form.unwrap_or_else(|| {
        FormState::empty().with_some("text", line.map(|line| permit.reveal(&line.text).clone()))
    });
    let mut row = known.row(permit, comment);
    // Also of a line that was chosen for a comment on the whole record: what it says now stands beside what is typed.
    row.line = line.map(|line| permit.reveal(&line.text).clone());
    Ok(OnePage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        around: Around::of(house, permit).await?,
        id: permit.id(),
        row,
        standing: line.map(known::place).unwrap_or_default(),
        task: line.is_some_and(|line| line.kind == LineKind::Task),
        beside: line.map(|line| beside(permit, line)).unwrap_or_default(),
        version: comment.version,
        line: line.map(|line| (line.id, line.version)),
        lines: if comment.line.is_none() { known.choices(permit) } else { Vec::new() },
        may_handle: permit.allows::<HandleComments>(),
        may_amend: permit.allows::<AmendMinutes>(),
        stale,
        form,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn one(
    permit: Permit<Conference, ReadComments>,
    State(house): State<House>,
    Path((_, id)): Path<(String, String)>,
    Query(query): Query,
) -> Result<Html, Denied> {
    let known = Known::load(&house, &permit).await?;
    let comment = named(&known, &id).await?;
    let chosen = query.id::<Line>("radek");
    Ok(Html::page(&draw_one(&house, &permit, &known, (&comment, chosen), None, false).await?)?)
}

/// What the page of one comment asks for, as typed.
fn typed(
    permit: &Permit<Conference, HandleComments>,
    known: &Known,
    comment: &Comment,
    mut form: FormState,
) -> Result<Deciding, FormState> {
    let decision = form.required_choice::<Decision>("rozhodnuti", "Vyberte, co s připomínkou bude.");
    let answer = forms::answer(&mut form);
    let line = known.line(comment.line.or_else(|| form.id::<Line>("radek")));
    let over = line.map(|line| line.heads.clone()).unwrap_or_default();
    let mut words = None;
    if decision == Some(Decision::Accepted) {
        words = form.required_text("text", forms::LONGEST, "Napište, jak má řádek znít.");
        let same = line.zip(words.as_ref()).is_some_and(|(line, words)| permit.reveal(&line.text) == words);
        if same {
            let sentence = "Řádek zůstal stejný. Upravte ho, nebo připomínku přiložte, jak je.";
            form.fail("text", sentence);
        }
        if line.is_none() {
            form.fail("text", "Vyberte nejdřív řádek, který se má opravit.");
        }
    }
    let version = form.version().unwrap_or_default();
    let line = match decision {
        Some(Decision::Accepted) => line.map(|line| line.id),
        _ => comment.line,
    };
    let comment = comment.clone();
    let words = words.map(|text| Rewording { text, over });
    form.finish(|| Some(Deciding { comment, version, decision: decision?, answer, line, words }))
}

/// Whether a form says what was decided already, word for word: then it was sent twice, and nothing is lost.
fn is_again(
    permit: &Permit<Conference, HandleComments>,
    comment: &Comment,
    (done, line): (Decision, Option<&Line>),
    form: &FormState,
) -> bool {
    let mut form = form.clone();
    let answer = forms::answer(&mut form);
    let answered = answer.as_ref().map(|words| permit.reveal(words));
    let worded = form.optional_text("text", forms::LONGEST).filter(|_| done == Decision::Accepted);
    form.is("rozhodnuti", done.code())
        && answered == comment.answer.as_ref().map(|words| permit.reveal(words))
        && worded.is_none_or(|text| line.is_some_and(|line| *permit.reveal(&line.text) == text))
}

const KEPT_BACK: &str = "V odpovědi je údaj, který se k tomuhle člověku nesmí dostat. Napište ji bez něj, nebo mu odpovězte osobně; \
    jinak by svou stránku neuviděl celou.";

/// Whether an answer would be kept back from whom it is for: staff learn it while they write, not that person by a page
/// that stays empty.
async fn kept_back(
    house: &House,
    permit: &Permit<Conference, HandleComments>,
    (known, comment): (&Known, &Comment),
    answer: &AnswerWords,
) -> Result<bool, Failure> {
    let Some(author) = known.people.iter().find(|person| person.id == comment.participant) else {
        return Ok(false);
    };
    let rights = disclosure::rights(house, permit.lookup(house), author, permit.about()).await?;
    let look: Disclosed<AnswerLook> = disclosure::disclose_by(&rights, answer);
    Ok(look.is_stopped())
}

#[axum::debug_handler(state = House)]
pub(super) async fn decide(
    permit: Permit<Conference, HandleComments>,
    State(house): State<House>,
    Path((_, id)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let known = Known::load(&house, &permit).await?;
    let comment = named(&known, &id).await?;
    let to = Onward::to(home(permit.id()));
    let chosen = form.id::<Line>("radek");
    let kept = form.clone();
    // Somebody changed the line while it was edited here: nothing is written over it, both stand on the page.
    let seen = form.value("verze_radku").parse::<i64>().ok();
    let line = known.line(comment.line.or(chosen));
    let moved = form.is("rozhodnuti", Decision::Accepted.code())
        && line.is_some_and(|line| seen.is_some_and(|seen| seen != line.version));
    // The same form twice: it was decided so already.
    if let Some(done) = comment.decision().filter(|done| is_again(&permit, &comment, (*done, line), &form)) {
        return Ok(to.noticing(notice(done)).into_response());
    }
    if moved || !comment.waits() || form.version() != Some(comment.version) {
        let page = draw_one(&house, &permit, &known, (&comment, chosen), Some(kept), true).await?;
        return Ok(Html::stale(&page)?.into_response());
    }
    let deciding = match typed(&permit, &known, &comment, form) {
        Ok(deciding) => deciding,
        Err(form) => {
            let page = draw_one(&house, &permit, &known, (&comment, chosen), Some(form), false).await?;
            return Ok(Html::again(&page)?.into_response());
        }
    };
    if let Some(answer) = &deciding.answer
        && kept_back(&house, &permit, (&known, &comment), answer).await?
    {
        let form = kept.failed("odpoved", KEPT_BACK);
        let page = draw_one(&house, &permit, &known, (&comment, chosen), Some(form), false).await?;
        return Ok(Html::again(&page)?.into_response());
    }
    let decision = deciding.decision;
    let permit = Arc::new(permit);
    if actions::once(actions::decide(&house, &permit, deciding).await)? {
        return Ok(to.noticing(notice(decision)).into_response());
    }
    // Between the look above and the operation somebody else was faster: what was typed stands beside what there is now.
    let known = Known::load(&house, &permit).await?;
    let comment = named(&known, &id).await?;
    let page = draw_one(&house, &permit, &known, (&comment, chosen), Some(kept), true).await?;
    Ok(Html::stale(&page)?.into_response())
}

const fn notice(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "prijato",
        Decision::Attached => "prilozeno",
        Decision::Addendum | Decision::Kept => "vyrizeno",
    }
}
