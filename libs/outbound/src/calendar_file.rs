//! The way out into a calendar.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

pub use calendar::{Reply as CalendarReply, Response as CalendarResponse};

use crate::{Disclosed, Error, Link, Logistics, Recipient, Sender, View};

/// A view that tells of a meeting. What can be said of it is logistics, so a calendar
/// that colleagues see betrays nothing.
pub trait CalendarView: View {
    /// The meeting, as this reader is told about it.
    fn meeting(&self) -> Meeting;
}

/// A meeting in neutral words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// When it begins for this reader.
    pub start: Timestamp,
    /// When it ends for this reader; later than `start`.
    pub end: Timestamp,
    /// The title. Fixed words without a hint of whom it concerns ("Pracovní setkání").
    pub title: &'static str,
    /// Where, if the place may be known beforehand.
    pub place: Option<Logistics>,
    /// Fixed words below the title, empty for none.
    pub note: &'static str,
    /// The reader's personal link; only a full web address reaches the file.
    pub link: Option<Link>,
}

/// What a calendar file asks of the reader's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Booking {
    /// The first invitation (sequence 0 or higher).
    Request,
    /// A change of it (sequence above 0).
    Update,
    /// The end of it (sequence above 0).
    Cancel,
}

/// What identifies the entry in the reader's calendar.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// What is asked.
    pub booking: Booking,
    /// The same through all revisions of one reader's entry. Random, not the id of a
    /// record: it is visible.
    pub uid: Uuid,
    /// The revision, from 0.
    pub sequence: u32,
    /// When this revision was made.
    pub stamp: Timestamp,
    /// Who invites: the sender of the mail.
    pub organiser: &'a Sender,
    /// The reader.
    pub attendee: &'a Recipient,
}

/// A calendar file cut for its reader, naming nobody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    pub(crate) file: calendar::CalendarFile,
    pub(crate) reader: Uuid,
}

impl CalendarFile {
    /// The text of the file (UTF-8, CRLF), to serve from the reader's page.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.file.text
    }

    /// What a calendar shows of it, read back from its own text: for the member of staff who previews it.
    #[must_use]
    pub fn read_back(&self) -> Option<calendar::ReadBack> {
        self.file.read_back()
    }

    /// Its MIME type with the method, `text/calendar; method=REQUEST; charset=utf-8`.
    #[must_use]
    pub fn mime_type(&self) -> String {
        self.file.mime_type()
    }
}

/// Writes a disclosed view as a calendar file.
///
/// # Errors
/// [`Error::Calendar`] if the meeting ends before it begins, an address is not usable,
/// or an update has sequence 0; [`Error::Stopped`] when a protected fact is in it.
pub fn calendar<V: CalendarView>(disclosed: &Disclosed<V>, entry: &Entry<'_>) -> Result<CalendarFile, Error> {
    let meeting = disclosed.view().meeting();
    let place = meeting.place.as_ref().map(Logistics::as_str).unwrap_or_default();
    disclosed.let_out(&format!("{}\n{place}\n{}", meeting.title, meeting.note))?;
    let event = calendar::Event {
        uid: entry.uid.hyphenated().to_string(),
        sequence: entry.sequence,
        start: meeting.start.to_zoned(TimeZone::UTC),
        end: meeting.end.to_zoned(TimeZone::UTC),
        summary: meeting.title.to_owned(),
        location: meeting.place.map(|place| place.as_str().to_owned()),
        description: (!meeting.note.is_empty()).then(|| meeting.note.to_owned()),
        organiser: calendar::Mailbox {
            name: entry.organiser.name.clone(),
            address: entry.organiser.address.clone(),
        },
        attendee: calendar::Mailbox {
            name: entry.attendee.name.clone(),
            address: entry.attendee.address.clone(),
        },
        stamp: entry.stamp,
        url: meeting.link.map(|link| link.as_str().to_owned()).filter(|link| link.starts_with("http")),
    };
    let file = match entry.booking {
        Booking::Request => calendar::request(&event)?,
        Booking::Update => calendar::update(&event)?,
        Booking::Cancel => calendar::cancel(&event)?,
    };
    Ok(CalendarFile { file, reader: disclosed.reader() })
}

/// Reads what a recipient's calendar answered to an entry of ours; `None` for anything else.
#[must_use]
pub fn calendar_reply(text: &str) -> Option<CalendarReply> {
    calendar::reply(text).ok()
}
