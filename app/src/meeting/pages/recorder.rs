//! The recorder's page: a shell around the editor. What was said is not in it – the page may lie in a cache; lines come over
//! the live stream.

use super::flow::started;
use super::room::Room;
use crate::access::{Denied, House, Permit};
use crate::conferences::{Conference, LeadConference};
use crate::kernel::{Choice, Id, Moment};
use crate::meeting::actions::Lead;
use crate::meeting::{LineKind, Topic};
use crate::shell::{Frame, Html};
use askama::Template;
use axum::extract::State as Shared;
use serde_json::{Value, json};
use std::fmt;

/// JSON inside a page: what would end the element that holds it, or begin another, is written as an escape.
pub(in crate::meeting) struct Embedded(pub(in crate::meeting) Value);

impl fmt::Display for Embedded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for sign in self.0.to_string().chars() {
            match sign {
                '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}' => {
                    write!(formatter, "\\u{:04x}", u32::from(sign))?;
                }
                sign => fmt::Write::write_char(formatter, sign)?,
            }
        }
        Ok(())
    }
}

impl askama::FastWritable for Embedded {
    fn write_into(&self, target: &mut dyn fmt::Write, _: &dyn askama::Values) -> Result<(), askama::Error> {
        write!(target, "{self}").map_err(askama::Error::from)
    }
}

impl askama::filters::HtmlSafe for Embedded {}

/// The recorder's page.
#[derive(Template)]
#[template(path = "meeting/pages/recorder.html")]
pub(in crate::meeting) struct RecorderPage {
    pub(in crate::meeting) frame: Frame,
    pub(in crate::meeting) id: Id<Conference>,
    pub(in crate::meeting) page: Embedded,
}

fn micros(moment: Moment) -> i64 {
    moment.timestamp().as_microsecond()
}

/// The key that turns a line into this.
const fn key(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Said => "r",
        LineKind::Agreed => "d",
        LineKind::Task => "u",
        LineKind::Dissent => "n",
        LineKind::Postponed => "o",
    }
}

/// What the editor has to know before it hears the first line.
fn page(house: &House, permit: &Lead, room: &Room) -> Value {
    let base = format!("/konference/{}/jednani", permit.id());
    let meeting = room.meeting.as_ref();
    let seats: Vec<Value> = room
        .seat_rows(permit)
        .into_iter()
        .map(|seat| {
            json!({
                "id": seat.id.to_string(),
                "short": czech::names::initials(&seat.name),
                "present": seat.is_present(),
                "name": seat.name,
                "role": seat.label,
            })
        })
        .collect();
    let phases: Vec<Value> = room
        .phases
        .iter()
        .map(|phase| json!({ "id": phase.id.to_string(), "title": phase.title, "minutes": phase.minutes }))
        .collect();
    let children: Vec<Value> = room
        .children
        .iter()
        .map(|child| json!({ "id": child.id.to_string(), "name": permit.reveal(&child.given) }))
        .collect();
    let topics = Topic::ALL.iter().map(|topic| json!({ "code": topic.code(), "label": topic.label() }));
    let kinds = LineKind::ALL
        .iter()
        .map(|kind| json!({ "code": kind.code(), "label": kind.label(), "key": key(*kind) }));
    json!({
        "conference": permit.id().to_string(),
        "now": micros(house.clock.now()),
        "started": meeting.map(|meeting| micros(meeting.started)),
        "ended": meeting.and_then(|meeting| meeting.ended).map(micros),
        "sealed": permit.record().is_at_rest(),
        "device_address": format!("{base}/zarizeni"),
        "journal_address": format!("{base}/denik"),
        "live_address": format!("{base}/zive"),
        "phases": phases,
        "current_phase": meeting.and_then(|meeting| meeting.current_phase).map(|phase| phase.to_string()),
        "seats": seats,
        "children": children,
        "topics": topics.collect::<Vec<_>>(),
        "kinds": kinds.collect::<Vec<_>>(),
        "day": room.day().to_string(),
        "staff": czech::names::initials(&permit.actor().name.full()),
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
) -> Result<Html, Denied> {
    crate::meeting::wall::leads(&house, permit.actor().id, permit.id());
    let room = started(&house, &permit).await?;
    Ok(Html::page(&RecorderPage {
        frame: Frame::new(&house, permit.actor(), "/konference"),
        id: permit.id(),
        page: Embedded(page(&house, &permit, &room)),
    })?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn what_stands_in_the_page_cannot_end_its_element() {
        let value = json!({ "name": "</script><script>alert('x')&\u{2028}" });
        let text = Embedded(value.clone()).to_string();
        assert!(!text.contains(['<', '>', '&', '\'', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
