//! The four messages of iTIP (RFC 5546) that are sent.

use std::fmt;

use crate::event::{CalendarError, Event};
use crate::lines::{Lines, one_line};

/// Who made the file (`PRODID`).
const PRODUCT: &str = "-//Pripadovka//calendar 1//CS";

/// What a calendar file asks of the one who receives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// An invitation, or its newer revision.
    Request,
    /// The meeting is called off.
    Cancel,
    /// A feed to read; nobody is asked anything.
    Publish,
}

impl Method {
    /// The word of RFC 5546, the same in the file and in its MIME type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
            Self::Publish => "PUBLISH",
        }
    }
}

/// A written calendar file: UTF-8, CRLF, folded. Its `Debug` shows the method only.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// What the file asks; equals `METHOD` in the text.
    pub method: Method,
    /// The file.
    pub text: String,
}

impl CalendarFile {
    /// MIME type with the parameters iMIP demands (RFC 6047 2.4),
    /// e.g. `text/calendar; method=REQUEST; charset=utf-8`.
    pub fn mime_type(&self) -> String {
        format!("text/calendar; method={}; charset=utf-8", self.method.as_str())
    }
}

impl fmt::Debug for CalendarFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CalendarFile").field("method", &self.method).finish_non_exhaustive()
    }
}

/// Invites the attendee.
///
/// # Errors
/// See [`CalendarError`].
pub fn request(event: &Event) -> Result<CalendarFile, CalendarError> {
    event.check()?;
    Ok(for_attendee(event, Method::Request))
}

/// Tells the attendee about a change: a request with the same UID and a higher sequence.
///
/// # Errors
/// [`CalendarError::SequenceNotRaised`] with sequence 0, and as [`request`].
pub fn update(event: &Event) -> Result<CalendarFile, CalendarError> {
    raised(event)?;
    request(event)
}

/// Calls the meeting off for the attendee; the sequence is higher than in the last request.
///
/// # Errors
/// [`CalendarError::SequenceNotRaised`] with sequence 0, and as [`request`].
pub fn cancel(event: &Event) -> Result<CalendarFile, CalendarError> {
    raised(event)?;
    event.check()?;
    Ok(for_attendee(event, Method::Cancel))
}

/// A feed of meetings under a name, for a member of staff to subscribe to. It names no
/// attendee at all (RFC 5546 3.2.1 forbids it). Without events it is an empty calendar,
/// which clients accept, so that a feed can be subscribed to before the first meeting.
///
/// # Errors
/// See [`CalendarError`]; one unusable event refuses the feed.
pub fn publish(name: &str, events: &[Event]) -> Result<CalendarFile, CalendarError> {
    let mut lines = opened(Method::Publish);
    lines.one_line_text("X-WR-CALNAME", name);
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    lines.plain("X-PUBLISHED-TTL", "PT1H");
    for event in events {
        event.check()?;
        write_event(&mut lines, event, Method::Publish);
    }
    Ok(closed(lines, Method::Publish))
}

fn raised(event: &Event) -> Result<(), CalendarError> {
    if event.sequence == 0 { Err(CalendarError::SequenceNotRaised) } else { Ok(()) }
}

fn for_attendee(event: &Event, method: Method) -> CalendarFile {
    let mut lines = opened(method);
    write_event(&mut lines, event, method);
    closed(lines, method)
}

fn opened(method: Method) -> Lines {
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", PRODUCT);
    lines.plain("CALSCALE", "GREGORIAN");
    lines.plain("METHOD", method.as_str());
    lines
}

fn closed(mut lines: Lines, method: Method) -> CalendarFile {
    lines.plain("END", "VCALENDAR");
    CalendarFile { method, text: lines.finish() }
}

fn write_event(lines: &mut Lines, event: &Event, method: Method) {
    lines.plain("BEGIN", "VEVENT");
    lines.plain("UID", &event.uid);
    lines.plain("SEQUENCE", &event.sequence.to_string());
    lines.moment("DTSTAMP", event.stamp);
    lines.moment("DTSTART", event.start.timestamp());
    lines.moment("DTEND", event.end.timestamp());
    // SUMMARY is required in requests (RFC 5546 3.2.2); calendars show this for an empty one anyway.
    let summary = if one_line(&event.summary).is_empty() { "–" } else { &event.summary };
    lines.one_line_text("SUMMARY", summary);
    if let Some(location) = &event.location {
        lines.one_line_text("LOCATION", location);
    }
    if let Some(description) = &event.description {
        lines.long_text("DESCRIPTION", description);
    }
    if let Some(url) = &event.url {
        lines.plain("URL", url);
    }
    lines.person("ORGANIZER", &event.organiser.name, "", &event.organiser.address);
    if method != Method::Publish {
        lines.person("ATTENDEE", &event.attendee.name, attendee_parameters(method), &event.attendee.address);
    }
    lines.plain("STATUS", if method == Method::Cancel { "CANCELLED" } else { "CONFIRMED" });
    // Shared calendars of schools and surgeries then show colleagues only "busy".
    lines.plain("CLASS", "PRIVATE");
    lines.plain("TRANSP", if method == Method::Cancel { "TRANSPARENT" } else { "OPAQUE" });
    lines.plain("END", "VEVENT");
}

/// `RSVP=TRUE`, or Outlook tells the reader that no answer is wanted.
fn attendee_parameters(method: Method) -> &'static str {
    match method {
        Method::Request => ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
        Method::Cancel | Method::Publish => ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT",
    }
}
