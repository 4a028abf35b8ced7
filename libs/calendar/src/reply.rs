//! Reading the answer that a recipient's calendar sends back (iTIP REPLY, RFC 5546 3.2.3).
//!
//! The input comes from outside and is taken for hostile: it is bounded, nothing in it is trusted but the four
//! things asked for, and what cannot be read is an error and not a guess.

use std::fmt;

/// Longest file that is read.
const LONGEST: usize = 256 * 1024;

/// What somebody pressed in their calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Response {
    /// "Accept".
    Accepted,
    /// "Decline".
    Declined,
    /// "Tentative".
    Tentative,
}

/// An answer of a calendar. Its `Debug` shows neither identifier nor address.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// Identifier of the event, as it was sent.
    pub uid: String,
    /// The revision that was answered, when the calendar says so.
    pub sequence: Option<u32>,
    /// Address of the one who answers, lower case, without `mailto:`.
    pub attendee: String,
    /// What they pressed.
    pub response: Response,
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("response", &self.response).finish_non_exhaustive()
    }
}

/// Why a file is no answer. Never holds content of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// Longer than 256 KiB.
    #[error("the calendar file is too long")]
    TooLong,
    /// The method is not REPLY: an invitation of somebody else, a feed, a counter-proposal.
    #[error("the calendar file is not an answer")]
    NotAReply,
    /// Not exactly one event with an identifier.
    #[error("the calendar file does not answer exactly one event")]
    Event,
    /// Not exactly one attendee with an address and a known answer.
    #[error("the calendar file does not say who answers what")]
    Attendee,
}

/// One content line: name, parameters and value.
pub(crate) struct Line<'a> {
    pub(crate) name: &'a str,
    pub(crate) parameters: Vec<(&'a str, String)>,
    pub(crate) value: &'a str,
}

/// Reads an answer.
///
/// # Errors
/// See [`ReplyError`].
pub fn reply(text: &str) -> Result<Reply, ReplyError> {
    if text.len() > LONGEST {
        return Err(ReplyError::TooLong);
    }
    let unfolded = unfold(text);
    let lines: Vec<Line<'_>> = unfolded.lines().filter_map(split).collect();
    let is = |line: &&Line<'_>, name: &str| line.name.eq_ignore_ascii_case(name);
    let mut methods = lines.iter().filter(|line| is(line, "METHOD"));
    let method = methods.next().map(|line| line.value.trim());
    if !method.is_some_and(|method| method.eq_ignore_ascii_case("REPLY")) || methods.next().is_some() {
        return Err(ReplyError::NotAReply);
    }
    let event = only_event(&lines)?;
    let one = |name: &str| {
        let mut found = event.iter().filter(|line| is(line, name));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    };
    let uid =
        one("UID").map(|line| line.value.trim()).filter(|uid| !uid.is_empty()).ok_or(ReplyError::Event)?;
    let attendee = one("ATTENDEE").ok_or(ReplyError::Attendee)?;
    let response = attendee.parameters.iter().find(|(name, _)| name.eq_ignore_ascii_case("PARTSTAT"));
    let response = match response.map(|(_, value)| value.to_ascii_uppercase()).as_deref() {
        Some("ACCEPTED") => Response::Accepted,
        Some("DECLINED") => Response::Declined,
        Some("TENTATIVE") => Response::Tentative,
        _ => return Err(ReplyError::Attendee),
    };
    Ok(Reply {
        uid: uid.to_owned(),
        sequence: one("SEQUENCE").and_then(|line| line.value.trim().parse().ok()),
        attendee: address(attendee.value).ok_or(ReplyError::Attendee)?,
        response,
    })
}

/// The lines of the only VEVENT, without those of what is nested in it (alarms).
pub(crate) fn only_event<'l, 'a>(lines: &'l [Line<'a>]) -> Result<Vec<&'l Line<'a>>, ReplyError> {
    let (mut depth, mut inside, mut events) = (0_usize, None, 0_usize);
    let mut found = Vec::new();
    for line in lines {
        if line.name.eq_ignore_ascii_case("BEGIN") {
            depth += 1;
            if line.value.trim().eq_ignore_ascii_case("VEVENT") {
                events += 1;
                inside = Some(depth);
            }
        } else if line.name.eq_ignore_ascii_case("END") {
            if inside == Some(depth) {
                inside = None;
            }
            depth = depth.saturating_sub(1);
        } else if inside == Some(depth) {
            found.push(line);
        }
    }
    if events == 1 { Ok(found) } else { Err(ReplyError::Event) }
}

pub(crate) fn unfold(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.replace("\n ", "").replace("\n\t", "")
}

/// Splits at the first colon outside quotes; parameters at semicolons outside quotes.
pub(crate) fn split(line: &str) -> Option<Line<'_>> {
    let mut quoted = false;
    let mut cuts = Vec::new();
    let mut colon = None;
    for (at, character) in line.char_indices() {
        match character {
            '"' => quoted = !quoted,
            ';' if !quoted => cuts.push(at),
            ':' if !quoted => {
                colon = Some(at);
                break;
            }
            _ => {}
        }
    }
    let colon = colon?;
    let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    cuts.push(colon);
    let name = head.get(..*cuts.first()?)?.trim();
    let parameters = cuts.windows(2).filter_map(|pair| {
        let [from, until] = pair else { return None };
        let (name, value) = head.get(from + 1..*until)?.split_once('=')?;
        Some((name.trim(), value.trim().trim_matches('"').to_owned()))
    });
    Some(Line { name, parameters: parameters.collect(), value })
}

pub(crate) fn address(value: &str) -> Option<String> {
    let value = value.trim();
    let scheme = value.get(..7)?;
    let address = value.get(7..).filter(|_| scheme.eq_ignore_ascii_case("mailto:"))?;
    (address.contains('@') && address.len() <= 320).then(|| address.to_ascii_lowercase())
}
