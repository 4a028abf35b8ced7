//! Lines: adding, changing, moving, striking.

use super::flow::{act, again, back, done, sent_before, started};
use super::room::Room;
use super::rows::LineRow;
use crate::access::{Denied, House, Permit};
use crate::conferences::{Conference, LeadConference};
use crate::kernel::{Choice, FormState, Id};
use crate::meeting::actions::{Act, Lead, NotDone, perform};
use crate::meeting::rules::Direction;
use crate::meeting::store::lines::{LineInput, history};
use crate::meeting::{Line, LineKind, TaskNote, Topic, forms};
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

#[axum::debug_handler(state = House)]
pub(super) async fn add(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let typed = form.clone();
    match forms::new_line(form, &room.known()) {
        Err(form) => again(&house, &permit, &room, form),
        Ok((id, phase, input)) => {
            let phase = phase.or_else(|| room.meeting.as_ref().and_then(|m| m.current_phase));
            let (permit, said) = (Arc::new(permit), input.clone());
            let write = Act::Write { id, phase, input: Box::new(input), at: house.clock.now() };
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

/// Whether a line says what was typed: the same form sent twice is one line.
fn says_the_same(permit: &Lead, line: &Line, input: &LineInput) -> bool {
    let note = |note: &Option<TaskNote>| note.as_ref().map(|note| permit.reveal(note).clone());
    permit.reveal(&line.text) == permit.reveal(&input.text)
        && (line.kind, line.topic, line.child) == (input.kind, input.topic, input.child)
        && (line.speaker, line.owner, line.deadline, line.degree)
            == (input.speaker, input.owner, input.deadline, input.degree)
        && note(&line.owner_note) == note(&input.owner_note)
        && note(&line.indicator) == note(&input.indicator)
        && note(&line.support) == note(&input.support)
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
    pub(in crate::meeting) version: i64,
    pub(in crate::meeting) form: FormState,
    pub(in crate::meeting) speakers: Vec<(String, String)>,
    pub(in crate::meeting) topics: Vec<(String, String)>,
    pub(in crate::meeting) kinds: Vec<(String, String)>,
    pub(in crate::meeting) children: Vec<(String, String)>,
    pub(in crate::meeting) degrees: bool,
    /// Earlier wordings: kind, text, when they were replaced.
    pub(in crate::meeting) history: Vec<(String, String, String)>,
    /// Whether somebody else changed the line meanwhile; `line` then shows theirs.
    pub(in crate::meeting) stale: bool,
}

async fn line_page(
    house: &House,
    permit: &Lead,
    room: &Room,
    line: &Line,
    form: FormState,
    stale: bool,
) -> Result<LinePage, Denied> {
    let seats = room.seat_rows(permit);
    let earlier = history(permit.lookup(house), permit.record(), line.id).await?;
    Ok(LinePage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        back: format!("/konference/{}/jednani", permit.id()),
        id: permit.id(),
        version: line.version,
        form,
        speakers: seats.iter().map(|s| (s.id.to_string(), s.short.clone())).collect(),
        topics: Topic::options(),
        kinds: LineKind::options(),
        children: room
            .children
            .iter()
            .map(|child| (child.id.to_string(), permit.reveal(&child.given).clone()))
            .collect(),
        degrees: room.meeting.as_ref().is_some_and(|m| m.degrees),
        history: earlier
            .iter()
            .map(|(kind, text, at)| {
                let when = czech::dates::local_moment(at.timestamp());
                (kind.label().to_owned(), permit.reveal(text).clone(), when)
            })
            .collect(),
        line: Room::line_row(line, permit, &seats),
        stale,
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
    Ok(Html::page(&line_page(&house, &permit, &room, &line, form, false).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn edit(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Path((_, line)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let line = named(&room, &line)?;
    let typed = form.clone();
    let (version, input) = match forms::changed_line(form, &room.known()) {
        Ok(changed) => changed,
        Err(form) => {
            let page = line_page(&house, &permit, &room, &line, form, false).await?;
            return Ok(Html::again(&page)?.into_response());
        }
    };
    let permit = Arc::new(permit);
    let rewrite = Act::Rewrite { seen: Box::new(line.clone()), input: Box::new(input) };
    let done =
        if version == line.version { perform(&house, &permit, rewrite).await } else { Err(NotDone::Stale) };
    match done {
        Ok(()) | Err(NotDone::Already) => {
            let back = format!("/konference/{}/jednani", permit.id());
            Ok(Onward::to(back).noticing("upraveno").into_response())
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Stale) => {
            // Theirs above, mine in the form: nothing is lost, and saving again is a decision.
            let room = Room::load(&house, &permit).await?;
            let theirs = named(&room, &line.id.to_string())?;
            let page = line_page(&house, &permit, &room, &theirs, typed, true).await?;
            Ok(Html::stale(&page)?.into_response())
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn shift(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Path((_, line)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let line = Box::new(named(&room, &line)?);
    let way = if form.value("smer") == "nahoru" { Direction::Up } else { Direction::Down };
    act(&house, permit, Act::Shift { line, way }, "posunuto").await
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
    act(&house, permit, Act::Strike { line, away }, notice).await
}
