//! Answers that stay open and tell what is new (server-sent events).

use crate::access::Outside;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::time::Duration;

/// How often a quiet stream says that it lives.
const HEARTBEAT: Duration = Duration::from_secs(2);

/// A stream of frames for staff: JSON that the page reads. It stands behind a permit like every staff page; the
/// handler makes each message under that permit and asks for it anew from time to time.
pub struct StaffStream(Response);

/// A stream of whole pages for an outsider or a wall: every frame is a page cut for its readers.
pub struct SheetStream(Response);

/// One message for staff.
#[derive(Clone, Debug)]
pub struct Message {
    /// What it is, for the script.
    pub event: &'static str,
    /// Where to go on after the connection was lost.
    pub id: Option<String>,
    /// JSON.
    pub json: String,
}

impl StaffStream {
    /// Tells what `next` gives until it gives nothing.
    pub fn telling<S, N, F>(state: S, next: N) -> Self
    where
        S: Send + 'static,
        N: FnMut(S) -> F + Send + 'static,
        F: Future<Output = Option<(Message, S)>> + Send + 'static,
    {
        Self(open(state, next, |message: Message| {
            let event = Event::default().event(message.event).data(message.json);
            message.id.into_iter().fold(event, Event::id)
        }))
    }
}

impl SheetStream {
    /// Shows what `next` gives, under an event's name that says what kind of page it is, until it gives nothing.
    pub fn showing<S, N, F>(state: S, next: N) -> Self
    where
        S: Send + 'static,
        N: FnMut(S) -> F + Send + 'static,
        F: Future<Output = Option<((&'static str, outbound::Page), S)>> + Send + 'static,
    {
        Self(open(state, next, |(event, page): (&'static str, outbound::Page)| {
            Event::default().event(event).data(page.into_html())
        }))
    }
}

fn open<S, N, F, T>(state: S, next: N, mut event: impl FnMut(T) -> Event + Send + 'static) -> Response
where
    S: Send + 'static,
    T: Send + 'static,
    N: FnMut(S) -> F + Send + 'static,
    F: Future<Output = Option<(T, S)>> + Send + 'static,
{
    use futures_util::StreamExt;
    let told = stream::unfold(state, next).map(move |what| Ok::<_, Infallible>(event(what)));
    // Without a word in it a browser tells nobody of an event.
    let alive = KeepAlive::new().interval(HEARTBEAT).event(Event::default().event("tep").data("1"));
    let mut response = Sse::new(told).keep_alive(alive).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that gathers an answer before it passes it on would hold every frame back.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

impl IntoResponse for StaffStream {
    fn into_response(self) -> Response {
        self.0
    }
}

impl IntoResponse for SheetStream {
    fn into_response(self) -> Response {
        self.0
    }
}

impl Outside for SheetStream {}
