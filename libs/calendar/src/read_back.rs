//! Reading back a file of this crate, for whoever looks at it before it is sent: what stands in it, and nothing that
//! was only meant to stand in it.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::CalendarFile;
use crate::reply::{Line, address, only_event, split, unfold};

/// What a calendar shows of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadBack {
    /// The title.
    pub summary: String,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Where.
    pub location: Option<String>,
    /// Words below the title.
    pub description: Option<String>,
    /// Name, or address, of the sender.
    pub organiser: String,
    /// Addresses of all attendees: one.
    pub attendees: Vec<String>,
    /// Whether others who see the calendar see only that its owner is busy.
    pub private: bool,
}

impl CalendarFile {
    /// What stands in the text of the file; `None` when it is not one event with a time.
    #[must_use]
    pub fn read_back(&self) -> Option<ReadBack> {
        let unfolded = unfold(&self.text);
        let lines: Vec<Line<'_>> = unfolded.lines().filter_map(split).collect();
        let event = only_event(&lines).ok()?;
        let line = |name: &str| event.iter().find(|line| line.name.eq_ignore_ascii_case(name));
        let text = |name: &str| line(name).map(|line| unescape(line.value)).filter(|text| !text.is_empty());
        let organiser = line("ORGANIZER")?;
        let named = organiser.parameters.iter().find(|(name, _)| name.eq_ignore_ascii_case("CN"));
        let attendees = event.iter().filter(|line| line.name.eq_ignore_ascii_case("ATTENDEE"));
        Some(ReadBack {
            summary: text("SUMMARY").unwrap_or_default(),
            start: moment(line("DTSTART")?.value)?,
            end: moment(line("DTEND")?.value)?,
            location: text("LOCATION"),
            description: text("DESCRIPTION"),
            organiser: named.map(|(_, name)| name.clone()).or_else(|| address(organiser.value))?,
            attendees: attendees.filter_map(|line| address(line.value)).collect(),
            private: line("CLASS").is_some_and(|line| line.value == "PRIVATE"),
        })
    }
}

/// `20261203T120000Z`.
fn moment(value: &str) -> Option<Timestamp> {
    let civil = DateTime::strptime("%Y%m%dT%H%M%S", value.strip_suffix('Z')?).ok()?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped) => text.push(escaped),
                None => {}
            },
            plain => text.push(plain),
        }
    }
    text
}
