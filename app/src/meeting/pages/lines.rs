//! Lines: adding, changing, moving, striking.

use super::flow::{act, again, back, done, sent_before, shown_as, started};
use super::history::earlier;
use super::room::Room;
use super::rows::LineRow;
use crate::access::{Denied, House, Permit};
use crate::conferences::{Conference, LeadConference};
use crate::kernel::{Choice, FormState, Id};
use crate::meeting::actions::{Act, ChangedLine, Lead, NewLine};
use crate::meeting::journal::{LineInput, acts, derived, devices};
use crate::meeting::policy::HandOver;
use crate::meeting::{Line, LineKind, TaskNote, Topic, forms};
use crate::shell::{Frame, Html, Input, Onward};
use ::journal::{Direction, LineState, Text};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use uuid::Uuid;

#[axum::debug_handler(state = House)]
pub(super) async fn add(
    permit: Permit<Conference, HandOver>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let permit = match permit.also::<LeadConference>() {
        Ok(permit) => permit,
        Err(late) => return too_late(&house, late, forms::shown_as(&form), &form).await,
    };
    let room = started(&house, &permit).await?;
    let typed = form.clone();
    match forms::new_line(form, &room.known()) {
        Err(form) => again(&house, &permit, &room, form),
        Ok((id, phase, input)) => {
            let phase = phase.or_else(|| room.meeting.as_ref().and_then(|m| m.current_phase));
            let (permit, said) = (Arc::new(permit), input.clone());
            let last =
                room.lines.iter().rfind(|line| line.phase == phase).and_then(|line| line.place.clone());
            let write = Act::Write(Box::new(NewLine { id, phase, last, input, at: house.clock.now() }));
            let room = done(&house, &permit, write).await?;
            // Looked at afterwards: of two forms sent at once with other words one is written, and the other says so.
            let written = room.lines.iter().find(|line| line.id == id);
            if written.is_some_and(|line| !says_the_same(&permit, line, &said)) {
                return again(&house, &permit, &room, sent_before(&typed, "text"));
            }
            Ok(back(&permit, "radek"))
        }
    }
}

/// The record was sealed, or the conference closed, while somebody typed: the words stand beside it, as what a device
/// brings then, and the page says so. `line` is under what identifier.
async fn too_late(
    house: &House,
    permit: Permit<Conference, HandOver>,
    line: Option<Uuid>,
    form: &FormState,
) -> Result<Response, Denied> {
    let to = Onward::to(format!("/konference/{}/jednani/predat", permit.id()));
    let (Some(line), Some(words)) = (line, forms::late_words(form)) else { return Ok(to.into_response()) };
    let kept = devices::keep_behind(house, permit, acts::late_lines(line, words, house.clock.now())).await?;
    let notice = if kept { "vedle" } else { "bylo" };
    Ok(to.noticing(notice).into_response())
}

/// Whether a line says what was typed: the same form sent twice is one line.
fn says_the_same(permit: &Lead, line: &Line, input: &LineInput) -> bool {
    let same = |note: &Option<TaskNote>, typed: &Option<Text>| {
        note.as_ref().map(|note| permit.reveal(note).as_str()) == typed.as_ref().map(Text::as_str)
    };
    let topic = input.topic.unwrap_or(Topic::usual(input.kind));
    permit.reveal(&line.text) == input.text.as_str()
        && (line.kind, line.topic, line.child) == (input.kind, topic, input.child)
        && (line.speaker, line.owner, line.deadline, line.degree)
            == (input.speaker, input.owner, input.deadline, input.degree)
        && same(&line.owner_note, &input.owner_note)
        && same(&line.indicator, &input.indicator)
        && same(&line.support, &input.support)
}

/// The line named in the path, of this meeting.
fn named(room: &Room, id: &str) -> Result<Line, Denied> {
    let id: Id<Line> = id.parse().map_err(|_| Denied::hidden())?;
    room.lines.iter().find(|line| line.id == id).cloned().ok_or_else(Denied::hidden)
}

/// The page on which a line is changed.
#[derive(Template)]
#[template(path = "meeting/pages/line.html")]
pub(in crate::meeting) struct LinePage {
    /// Way back to the room.
    pub(in crate::meeting) back: String,
    pub(in crate::meeting) frame: Frame,
    pub(in crate::meeting) id: Id<Conference>,
    pub(in crate::meeting) line: LineRow,
    /// Identifier of this form.
    pub(in crate::meeting) shown: String,
    /// How far the journal was when it was first shown.
    pub(in crate::meeting) seen: String,
    pub(in crate::meeting) form: FormState,
    pub(in crate::meeting) speakers: Vec<(String, String)>,
    pub(in crate::meeting) topics: Vec<(String, String)>,
    pub(in crate::meeting) kinds: Vec<(String, String)>,
    pub(in crate::meeting) children: Vec<(String, String)>,
    pub(in crate::meeting) degrees: bool,
    /// "v 13.42": when it was said.
    pub(in crate::meeting) said: String,
    /// Who was there then.
    pub(in crate::meeting) heard: Vec<String>,
    /// Earlier wordings: text, who wrote it and when.
    pub(in crate::meeting) history: Vec<(String, String)>,
}

async fn line_page(
    house: &House,
    permit: &Lead,
    room: &Room,
    line: &Line,
    form: FormState,
) -> Result<LinePage, Denied> {
    let seats = room.seat_rows(permit);
    // A form that came back is still the one that was shown, with what was shown then.
    let kept = |field: &str| Some(form.value(field).to_owned()).filter(|value| !value.is_empty());
    Ok(LinePage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        back: format!("/konference/{}/jednani", permit.id()),
        id: permit.id(),
        shown: kept("nove_id").unwrap_or_else(|| Id::<Line>::fresh(room.now).to_string()),
        seen: kept("videno").unwrap_or_else(|| room.seen.to_string()),
        speakers: seats.iter().map(|s| (s.id.to_string(), s.short.clone())).collect(),
        topics: Topic::options(),
        kinds: LineKind::options(),
        children: room
            .children
            .iter()
            .map(|child| (child.id.to_string(), permit.reveal(&child.given).clone()))
            .collect(),
        degrees: room.meeting.as_ref().is_some_and(|m| m.degrees),
        said: czech::prepositions::at(&line.happened.time_of_day().to_string()),
        heard: room.heard(line, &seats),
        history: earlier(house, permit, room, line).await?,
        line: room.line_row(line, permit, &seats),
        form,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn edit_page(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Path((_, line)): Path<(String, String)>,
) -> Result<Html, Denied> {
    let room = started(&house, &permit).await?;
    let line = named(&room, &line)?;
    let note = |note: &Option<crate::meeting::TaskNote>| note.as_ref().map(|n| permit.reveal(n).clone());
    let (owner, indicator, support) = (note(&line.owner_note), note(&line.indicator), note(&line.support));
    let form = forms::of_line(
        &line,
        permit.reveal(&line.text),
        [owner.as_deref(), indicator.as_deref(), support.as_deref()],
    );
    Ok(Html::page(&line_page(&house, &permit, &room, &line, form).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn edit(
    permit: Permit<Conference, HandOver>,
    Shared(house): Shared<House>,
    Path((_, line)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let permit = match permit.also::<LeadConference>() {
        Ok(permit) => permit,
        Err(late) => {
            // The line itself stays as it was sealed: what it was to say is a line of its own.
            let line = forms::shown_as(&form).map(|form| derived(form, "late"));
            return too_late(&house, late, line, &form).await;
        }
    };
    let room = started(&house, &permit).await?;
    let line = named(&room, &line)?;
    // What was shown decides whether somebody changed it here: another's answer meanwhile stays.
    let shown = forms::degree_shown(&form).unwrap_or(line.degree);
    match forms::changed_line(form, &room.known()) {
        Err(form) => {
            let page = line_page(&house, &permit, &room, &line, form).await?;
            Ok(Html::again(&page)?.into_response())
        }
        Ok((form, seen, input)) => {
            let below = beside(&room, &line).skip_while(|other| other.id != line.id).nth(1);
            let changed = ChangedLine {
                form,
                line: line.id,
                seen,
                behind: below.and_then(|below| below.place.clone()),
                degree: shown,
                input,
                at: room.now,
            };
            act(&house, permit, Act::Rewrite(Box::new(changed)), "upraveno").await
        }
    }
}

/// The lines of a line's phase that stand on the page, itself too, in their order.
fn beside<'a>(room: &'a Room, line: &Line) -> impl Iterator<Item = &'a Line> {
    let phase = line.phase;
    room.lines.iter().filter(move |other| other.phase == phase && other.struck.is_none())
}

#[axum::debug_handler(state = House)]
pub(super) async fn shift(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Path((_, line)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let line = named(&room, &line)?;
    let way = if form.value("smer") == "nahoru" { Direction::Up } else { Direction::Down };
    let states: Vec<LineState> = beside(&room, &line).map(state).collect();
    match ::journal::moved(&states, line.id.uuid(), way) {
        // At the edge already: somebody else moved it meanwhile.
        None => Ok(back(&permit, "posunuto")),
        Some(place) => {
            let form = shown_as(&form, room.now);
            let shift = Act::Shift { form, line: line.id, phase: line.phase, place, at: room.now };
            act(&house, permit, shift, "posunuto").await
        }
    }
}

/// As much of a line as its place among others needs.
fn state(line: &Line) -> LineState {
    LineState {
        phase: line.phase.map(Id::uuid),
        place: line.place.clone(),
        ..::journal::fold_line(line.id.uuid(), &[])
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn strike(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Path((_, line)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let line = named(&room, &line)?.id;
    let away = form.value("jak") != "zpet";
    let notice = if away { "skrtnuto" } else { "vraceno" };
    let (seen, form) = (forms::seen(&form), shown_as(&form, room.now));
    act(&house, permit, Act::Strike { form, line, away, seen, at: room.now }, notice).await
}
