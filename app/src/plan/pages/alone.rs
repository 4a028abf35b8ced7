//! One person answers alone. The page is cut for them like everything that leaves the house, shows one line after the
//! other, and never an answer: not theirs, not anybody else's.

use super::loaded;
use crate::access::{Denied, House, Permit};
use crate::conferences::Conference;
use crate::disclosure;
use crate::identity;
use crate::kernel::{Failure, FormState, Id};
use crate::meeting::{Line, Seat, Sitter};
use crate::plan::AnswerAlone;
use crate::plan::actions::{self, Alone, NotDone};
use crate::plan::forms::{self, Asked};
use crate::plan::gather::{Table, is_asked};
use crate::plan::letters::AlonePage;
use crate::plan::sheet::{AloneContent, Back, Trouble};
use crate::shell::{Input, Onward, Sheet};
use axum::extract::{Path, State as From};
use axum::response::{IntoResponse, Response};
use outbound::Disclosed;
use std::sync::Arc;

/// The seat named in the path, when the device was handed to it. Whoever holds the tablet is here, whatever was noted; who
/// leads or writes is not asked.
fn named<'a>(permit: &Alone, table: &'a Table, id: &str) -> Result<&'a Seat, Denied> {
    let id: Id<Seat> = id.parse().map_err(|_| Denied::hidden())?;
    let lent = permit.actor().lent.as_ref().is_some_and(|lent| lent.seat == id.uuid());
    if !lent {
        return Err(Denied::Lent);
    }
    let seat = table.seat(Some(id)).ok_or_else(Denied::hidden)?;
    if is_asked(seat) {
        Ok(seat)
    } else {
        Err(Denied::refused("Kdo setkání vede nebo zapisuje, toho se na názor neptáme."))
    }
}

/// The page for whoever holds the tablet. A line in which a fact is protected from them is not asked: somebody says it to
/// them without it, and nothing here tells that there was one. Nothing that they typed is given back to them then, because
/// whether it came back would tell which of the words that they try is the secret.
async fn cut(
    house: &House,
    permit: &Alone,
    (table, seat): (&Table, &Seat),
    back: Option<Back>,
) -> Result<Disclosed<AlonePage>, Denied> {
    let lookup = permit.lookup(house);
    let office = identity::store::find_office(lookup.queries(), permit.record().office).await?;
    let office = office.ok_or_else(|| Failure::Broken("a conference without its office".into()))?;
    let mut content = AloneContent::of(table, permit.record(), seat, (&office, house.clock.now()), back);
    let Sitter::Invited(who) = &seat.sitter else {
        return Ok(disclosure::disclose_to_nobody(house.demo, &content));
    };
    let rights = disclosure::rights(house, lookup, who, permit.about()).await?;
    if rights.guard.is_some() {
        content.back = content.back.map(Back::without_words);
    }
    loop {
        let page: Disclosed<AlonePage> = disclosure::disclose_by(&rights, &content);
        let asked = page.view().asked.as_ref().map(|asked| asked.line.as_str().to_owned());
        match asked.filter(|_| page.is_stopped()) {
            Some(line) => content.open.retain(|open| open.line.to_string() != line),
            None => return Ok(page),
        }
    }
}

fn drawn(cut: &Disclosed<AlonePage>) -> Result<outbound::Page, Denied> {
    match outbound::page(cut) {
        Ok(page) => Ok(page),
        Err(outbound::Error::Stopped) => {
            Err(Denied::refused("Vraťte prosím tablet. Zeptá se vás na to člověk, který setkání vede."))
        }
        Err(error) => Err(Failure::Output(error.to_string()).into()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, AnswerAlone>,
    From(house): From<House>,
    Path((_, seat)): Path<(String, String)>,
) -> Result<Sheet, Denied> {
    let table = loaded(&house, &permit).await?;
    let seat = named(&permit, &table, &seat)?;
    Ok(Sheet::new(drawn(&cut(&house, &permit, (&table, seat), None).await?)?))
}

/// What was typed, for the page that comes back.
fn typed(form: &FormState, line: Id<Line>) -> Back {
    let long = ["proc", "vys"].iter().any(|field| form.error(field).is_some());
    Back {
        line: line.uuid(),
        chosen: form.value("postoj").to_owned(),
        words: form.value("proc").to_owned(),
        step: form.value("vys").to_owned(),
        trouble: if long { Trouble::Long } else { Trouble::Unchosen },
        returned: true,
    }
}

/// The line that was answered is not there any more: the next question, with the words that were typed in its field; when
/// it was the last one, the words beside the sentence that says so.
async fn struck(
    house: &House,
    permit: &Alone,
    (table, seat): (&Table, &Seat),
    words: String,
    here: String,
) -> Result<Response, Denied> {
    if words.is_empty() {
        return Ok(Onward::to(here).into_response());
    }
    let next = cut(house, permit, (table, seat), None).await?;
    let line = next.view().asked.as_ref().and_then(|asked| asked.line.as_str().parse().ok());
    let (line, chosen, step) = (line.unwrap_or_default(), String::new(), String::new());
    let back = Back { line, chosen, words, step, trouble: Trouble::Struck, returned: true };
    let page = drawn(&cut(house, permit, (table, seat), Some(back)).await?)?;
    Ok(Sheet::again(page).into_response())
}

/// All that was typed to a line, as one text.
fn said(form: &FormState) -> String {
    let parts = ["proc", "vys"].map(|field| form.value(field).trim());
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("\n")
}

#[axum::debug_handler(state = House)]
pub(super) async fn give(
    permit: Permit<Conference, AnswerAlone>,
    From(house): From<House>,
    Path((_, id)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let permit = Arc::new(permit);
    let table = loaded(&house, &permit).await?;
    let seat = named(&permit, &table, &id)?;
    let here = format!("/konference/{}/jednani/postoj/{}", permit.id(), seat.id);
    let line = form.id::<Line>("bod").filter(|line| table.points.iter().any(|p| p.line.id == *line));
    let told = said(&form);
    // The line was struck meanwhile: the page goes on with the next, and what was typed stays.
    let Some(line) = line else { return struck(&house, &permit, (&table, seat), told, here).await };
    let asked = Asked { line, degrees: table.meeting.degrees, alone: true, now: house.clock.now() };
    match forms::alone(form, asked, seat.id) {
        Ok(given) => match actions::give_alone(&house, permit.clone(), given).await {
            Ok(()) | Err(NotDone::Already) => Ok(Onward::to(here).into_response()),
            Err(NotDone::Stale) => {
                let table = loaded(&house, &permit).await?;
                let seat = named(&permit, &table, &id)?;
                struck(&house, &permit, (&table, seat), told, here).await
            }
            Err(NotDone::Failed(failure)) => Err(failure.into()),
        },
        Err(form) => {
            let back = typed(&form, line);
            let page = drawn(&cut(&house, &permit, (&table, seat), Some(back)).await?)?;
            Ok(Sheet::again(page).into_response())
        }
    }
}
