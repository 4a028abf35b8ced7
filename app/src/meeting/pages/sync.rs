//! Doors for the recorder's script: a device gets its key, hands over what it holds, and hears live what others wrote.
//! Answers are JSON.

use crate::access::{Denied, House, Permit};
use crate::conferences::{Conference, LeadConference, find as find_conference};
use crate::kernel::{Failure, Moment};
use crate::meeting::actions::Lead;
use crate::meeting::find;
use crate::meeting::journal::SyncJournal;
use crate::meeting::journal::devices::{self, Sync};
use crate::shell::{Input, Message, Query, StaffStream};
use ::journal::Entry;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// How many entries are taken at once.
const MOST_ENTRIES: usize = 200;
/// How much they may weigh.
const LARGEST: usize = 2 * 1024 * 1024;

/// What a device hands over.
pub(super) struct Batch {
    device: Uuid,
    entries: Vec<Value>,
}

impl FromRequest<House> for Batch {
    type Rejection = Denied;

    async fn from_request(request: Request, house: &House) -> Result<Self, Denied> {
        const KIND: &str = "Tohle neposlala stránka pro zapisování. Otevřete ji, prosím, znovu.";
        const MUCH: &str = "Najednou je toho moc. Stránka to pošle po menších částech.";
        const DAMAGED: &str = "Zápis nedorazil celý. Stránka ho pošle znovu.";
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
            return Err(Denied::Unreadable(StatusCode::UNSUPPORTED_MEDIA_TYPE, KIND));
        }
        let bytes = Bytes::from_request(request, house).await.map_err(|refused| {
            match refused.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Denied::Unreadable(StatusCode::PAYLOAD_TOO_LARGE, MUCH),
                _ => Denied::Unreadable(StatusCode::UNPROCESSABLE_ENTITY, DAMAGED),
            }
        })?;
        if bytes.len() > LARGEST {
            return Err(Denied::Unreadable(StatusCode::PAYLOAD_TOO_LARGE, MUCH));
        }
        let mut value: Value = serde_json::from_slice(&bytes)
            .map_err(|_| Denied::Unreadable(StatusCode::UNPROCESSABLE_ENTITY, DAMAGED))?;
        let device = value.get("device").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
        let entries = value.get_mut("entries").map(Value::take);
        let (Some(device), Some(Value::Array(entries))) = (device, entries) else {
            return Err(Denied::Unreadable(StatusCode::UNPROCESSABLE_ENTITY, DAMAGED));
        };
        if entries.len() > MOST_ENTRIES {
            return Err(Denied::Unreadable(StatusCode::PAYLOAD_TOO_LARGE, MUCH));
        }
        Ok(Self { device, entries })
    }
}

fn micros(moment: Moment) -> i64 {
    moment.timestamp().as_microsecond()
}

fn answer(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

#[axum::debug_handler(state = House)]
pub(super) async fn device(
    permit: Permit<Conference, SyncJournal>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let Some(device) = form.id::<Sync>("zarizeni").filter(|device| !device.uuid().is_nil()) else {
        return Err(Denied::Unreadable(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Stránka pro zapisování se neohlásila. Otevřete ji, prosím, znovu.",
        ));
    };
    let permit = Arc::new(permit);
    let ready = devices::ready(&house, &permit, device.uuid()).await?;
    Ok(answer(&json!({
        "device": device.to_string(),
        "key": base64(&ready.key),
        "public": null,
        "stamp": ready.stamp,
        "now": micros(house.clock.now()),
        "sealed": ready.at_rest,
    })))
}

#[axum::debug_handler(state = House)]
pub(super) async fn keep(
    permit: Permit<Conference, SyncJournal>,
    Shared(house): Shared<House>,
    batch: Batch,
) -> Result<Response, Denied> {
    let permit = Arc::new(permit);
    let mut refused: Vec<Value> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for value in batch.entries {
        let id = value.get("id").cloned().unwrap_or_default();
        match serde_json::from_value::<Entry>(value) {
            Ok(entry) => entries.push(entry),
            Err(_) => refused.push(json!({ "entry": id_only(&id), "why": "bad_value" })),
        }
    }
    let done = devices::hand_over(&house, &permit, batch.device, entries).await?;
    refused.extend(done.taken.refused.iter().map(|one| json!(one)));
    Ok(answer(&json!({
        "kept": done.taken.kept,
        "refused": refused,
        "stamp": done.closed.stamp,
        "position": done.closed.position,
        "now": micros(done.now),
        "sealed": done.at_rest,
        "started": micros(done.started),
    })))
}

/// An identifier as it came, or none: nothing else of what was sent is sent back.
fn id_only(value: &Value) -> Option<Uuid> {
    value.as_str().and_then(|id| Uuid::try_parse(id).ok())
}

/// How often a stream looks by itself: another process may have written.
const LOOK: Duration = Duration::from_secs(2);
/// After how many seconds the right to listen is asked for anew.
const RENEW: i64 = 10;
/// After how many seconds the trail says again that somebody reads.
const READ: i64 = 600;

/// Somebody who listens.
struct Live {
    house: House,
    permit: Lead,
    listener: crate::kernel::Listener,
    position: i64,
    state: Option<Value>,
    checked: Moment,
    noted: Moment,
    /// Whether the last look brought as much as fits: then the next one does not wait.
    more: bool,
    /// Whether nothing was looked for yet.
    new: bool,
}

#[axum::debug_handler(state = House)]
pub(super) async fn live(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    headers: HeaderMap,
    query: Query,
) -> Result<StaffStream, Denied> {
    if find(permit.lookup(&house), permit.id()).await?.is_none() {
        return Err(Denied::refused("Jednání ještě nezačalo. Vraťte se a zahajte ho."));
    }
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let position: i64 = last.or_else(|| query.0.value("od").parse().ok()).unwrap_or(0);
    let now = house.clock.now();
    let live = Live {
        listener: house.pulse().listen(permit.id().uuid()),
        house,
        permit,
        position: position.max(0),
        state: None,
        checked: now,
        noted: now,
        more: false,
        new: true,
    };
    Ok(StaffStream::telling(live, |mut live| async move {
        match live.next().await {
            Ok(message) => message.map(|message| (message, live)),
            Err(failure) => {
                // The page connects again and is told then what holds.
                tracing::debug!(error = %failure, "a live stream ended");
                None
            }
        }
    }))
}

impl Live {
    /// The next message; none when the stream is over.
    async fn next(&mut self) -> Result<Option<Message>, Failure> {
        loop {
            if !self.new && !self.more && self.listener.next(LOOK).await == crate::kernel::Beat::Over {
                return Ok(None);
            }
            self.new = false;
            if !self.may_listen().await? {
                return Ok(None);
            }
            if let Some(message) = self.news().await? {
                return Ok(Some(message));
            }
            if let Some(message) = self.state().await? {
                // Looked for again at once: what was written meanwhile waits for nobody's beat.
                self.more = true;
                return Ok(Some(message));
            }
            self.more = false;
        }
    }

    /// Asks for the right anew from time to time; the trail says again that somebody reads.
    async fn may_listen(&mut self) -> Result<bool, Failure> {
        let now = self.house.clock.now();
        let again = now.seconds_since(self.noted) >= READ;
        if again || now.seconds_since(self.checked) >= RENEW {
            if !self.permit.still_holds(&self.house, again).await? {
                return Ok(false);
            }
            self.checked = now;
            self.noted = if again { now } else { self.noted };
        }
        Ok(true)
    }

    async fn news(&mut self) -> Result<Option<Message>, Failure> {
        let lookup = self.permit.lookup(&self.house);
        let (entries, position) = devices::news(lookup, self.permit.record(), self.position).await?;
        if entries.is_empty() {
            return Ok(None);
        }
        (self.position, self.more) = (position, true);
        let now = micros(self.house.clock.now());
        let json = json!({ "entries": entries, "position": position, "now": now }).to_string();
        Ok(Some(Message { event: "zapis", id: Some(position.to_string()), json }))
    }

    /// How the meeting stands, when it stands otherwise than was told.
    async fn state(&mut self) -> Result<Option<Message>, Failure> {
        let lookup = self.permit.lookup(&self.house);
        let Some(meeting) = find(lookup, self.permit.id()).await? else { return Ok(None) };
        let conference = find_conference(lookup, self.permit.id()).await?;
        let state = json!({
            "ended": meeting.ended.map(micros),
            "sealed": conference.as_ref().is_some_and(Conference::is_at_rest),
            "current_phase": meeting.current_phase.map(|phase| phase.to_string()),
        });
        if self.state.as_ref() == Some(&state) {
            return Ok(None);
        }
        self.state = Some(state.clone());
        let mut told = state;
        if let Value::Object(fields) = &mut told {
            fields.insert("now".into(), micros(self.house.clock.now()).into());
        }
        Ok(Some(Message { event: "stav", id: None, json: told.to_string() }))
    }
}

/// Bytes as base64 with padding.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = (at(0) << 16) | (at(1) << 8) | at(2);
        for n in 0..4 {
            let sign = SIGNS.get(usize::try_from((bits >> (18 - 6 * n)) & 63).unwrap_or(0));
            match sign {
                Some(sign) if n <= three.len() => text.push(char::from(*sign)),
                _ => text.push('='),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn a_key_is_written_as_browsers_read_it() {
        let written: Vec<String> =
            [&b""[..], b"f", b"fo", b"foo", b"foobar"].iter().map(|bytes| base64(bytes)).collect();
        assert_eq!(written, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy"]);
    }
}
