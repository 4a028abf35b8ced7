//! What a calendar file tells, and what is refused before it is written.

use std::fmt;

use jiff::{Timestamp, Zoned};

/// A person or an office with an electronic address.
///
/// Its `Debug` shows nothing of either, so it cannot leak into logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// Name as it is shown, e.g. `Mgr. Jana Nováková`. May be empty. Control characters
    /// become spaces, `"` becomes `'` (parameters of RFC 5545 cannot hold it).
    pub name: String,
    /// Address, e.g. `ospod@mesto.example`. ASCII only.
    pub address: String,
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailbox").finish_non_exhaustive()
    }
}

/// One meeting, as one person is told about it.
///
/// Its `Debug` shows only the sequence.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    /// Identifier that stays the same through every update and the cancellation;
    /// 1 to 200 characters of `A–Z a–z 0–9 - _ . @`. It is visible to the attendee, so
    /// it must not be made of names or file marks.
    pub uid: String,
    /// Revision: 0 in the first request, higher in each update and in the cancellation.
    pub sequence: u32,
    /// Start. The zone is used for nothing but the moment; whole seconds.
    pub start: Zoned,
    /// End, later than the start.
    pub end: Zoned,
    /// Title in one line. It shows on lock screens and in shared calendars: neutral words.
    pub summary: String,
    /// Place in one line.
    pub location: Option<String>,
    /// Text of several lines.
    pub description: Option<String>,
    /// Who invites. Should equal the sender of the mail, or Outlook marks it as foreign.
    pub organiser: Mailbox,
    /// The only person invited by this file.
    pub attendee: Mailbox,
    /// When this revision was made (`DTSTAMP`).
    pub stamp: Timestamp,
    /// An `http` or `https` address with more about the meeting.
    pub url: Option<String>,
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event").field("sequence", &self.sequence).finish_non_exhaustive()
    }
}

/// Which mailbox of an event an error is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// The one who invites.
    Organiser,
    /// The one invited.
    Attendee,
}

/// Why a calendar file was not written. Never holds content of the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The identifier is empty, too long or has characters outside its alphabet.
    #[error("the event identifier is not usable")]
    Uid,
    /// The end is not after the start, or a moment lies outside the years 1900 to 9999.
    #[error("the event does not end after it starts, or lies outside the years 1900 to 9999")]
    Period,
    /// An address cannot stand in a `mailto:` link.
    #[error("the address of the {} is not usable", match .0 { Party::Organiser => "organiser", Party::Attendee => "attendee" })]
    Address(Party),
    /// The link is not a plain `http` or `https` address.
    #[error("the link is not a plain http or https address")]
    Url,
    /// An update or a cancellation still has sequence 0: calendars would ignore it.
    #[error("an update or cancellation needs a sequence above 0")]
    SequenceNotRaised,
}

impl Event {
    /// Refuses what cleaning and escaping could not make harmless.
    pub(crate) fn check(&self) -> Result<(), CalendarError> {
        if !is_uid(&self.uid) {
            return Err(CalendarError::Uid);
        }
        let (start, end) = (self.start.timestamp(), self.end.timestamp());
        // Seconds, because that is what the file holds.
        if start.as_second() >= end.as_second() || ![start, end, self.stamp].into_iter().all(has_plain_year) {
            return Err(CalendarError::Period);
        }
        if !is_address(&self.organiser.address) {
            return Err(CalendarError::Address(Party::Organiser));
        }
        if !is_address(&self.attendee.address) {
            return Err(CalendarError::Address(Party::Attendee));
        }
        if self.url.as_deref().is_some_and(|url| !is_link(url)) {
            return Err(CalendarError::Url);
        }
        Ok(())
    }
}

fn is_uid(uid: &str) -> bool {
    (1..=200).contains(&uid.len())
        && uid.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'@'))
}

/// `date-fullyear` of RFC 5545 is four digits.
fn has_plain_year(moment: Timestamp) -> bool {
    (1900..=9999).contains(&moment.to_zoned(jiff::tz::TimeZone::UTC).year())
}

/// `dot-atom@domain` in ASCII (RFC 5322 3.2.3), the only form every calendar reads.
fn is_address(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else { return false };
    let atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    let label = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
    (1..=64).contains(&local.len())
        && (1..=253).contains(&domain.len())
        && local.bytes().all(atom)
        && domain.bytes().all(label)
}

/// Printable ASCII without the characters a URI has to encode (RFC 3986).
fn is_link(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && url.len() <= 2000
        && url.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
}
