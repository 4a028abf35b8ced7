//! What comes back: reports that a message was not delivered, out-of-office replies, answers of calendars.
//!
//! A report is recognised by the standard (RFC 3464) where a server keeps to it, and by its words where it does not
//! (Czech and English). Everything comes from outside: nothing of it is believed but what kind of message it is and
//! which identifiers stand in it; whose they are, the caller looks up.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::collections::BTreeSet;

use crate::error::MailError;
use crate::message::{CalendarPart, silent_debug};

/// Longest message that is read. A returned message is little longer than the one that was sent.
pub const LONGEST_INCOMING: usize = 20 * 1024 * 1024;

/// Most identifiers that one message may name; more is no report about one of ours.
const MOST_REFERENCES: usize = 100;

/// Why a message was not delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// There is no such mailbox, or it is closed.
    NoMailbox,
    /// There is no such domain, or it takes no mail.
    NoDomain,
    /// The mailbox is full.
    Full,
    /// The recipient's server does not want it: a rule, a filter, its size.
    Refused,
    /// It was tried for days.
    Expired,
    /// The report does not say.
    Unknown,
}

/// What a message that came says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A message was not delivered and will not be.
    Failed(Cause),
    /// A message is late; its server still tries.
    Delayed,
    /// A message was delivered.
    Delivered,
    /// A machine answered for somebody who is away, or confirmed that it got a message.
    Automatic,
    /// A person wrote, or something else came.
    Letter,
}

/// A message that came. Its `Debug` shows the outcome only.
#[derive(Clone, PartialEq, Eq)]
pub struct Incoming {
    /// What it says.
    pub outcome: Outcome,
    /// The identifiers (UUIDs, lower case with hyphens) that stand anywhere in it, sorted.
    pub references: Vec<String>,
    /// Its calendar part, for answers of calendars.
    pub calendar: Option<CalendarPart>,
}

silent_debug!(Incoming);

/// Reads a message that came.
///
/// # Errors
/// [`MailError::Malformed`] if there is no message in it, or it is too long.
pub fn incoming(raw: &[u8]) -> Result<Incoming, MailError> {
    if raw.len() > LONGEST_INCOMING {
        return Err(MailError::Malformed);
    }
    let message = MessageParser::default().parse(raw).ok_or(MailError::Malformed)?;
    // The parser takes any text for a message without headers.
    if message.headers().is_empty() {
        return Err(MailError::Malformed);
    }
    let mut references = BTreeSet::new();
    identifiers(&String::from_utf8_lossy(raw), &mut references);
    let mut texts = Vec::new();
    gather(&message, &mut texts, 0);
    texts.iter().for_each(|text| identifiers(text, &mut references));
    Ok(Incoming {
        outcome: outcome(&message, &texts),
        references: references.into_iter().collect(),
        calendar: message.parts.iter().find_map(calendar),
    })
}

/// All texts of a message and of the messages in it, decoded.
fn gather(message: &Message<'_>, texts: &mut Vec<String>, depth: usize) {
    for part in &message.parts {
        match &part.body {
            PartType::Text(text) | PartType::Html(text) => texts.push(text.to_string()),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) if bytes.len() < 200_000 => {
                texts.push(String::from_utf8_lossy(bytes).into_owned());
            }
            PartType::Message(inner) if depth < 4 => {
                texts.push(String::from_utf8_lossy(&inner.raw_message).into_owned());
                gather(inner, texts, depth + 1);
            }
            _ => {}
        }
    }
}

fn calendar(part: &MessagePart<'_>) -> Option<CalendarPart> {
    let text = part.text_contents().filter(|_| part.is_content_type("text", "calendar"))?;
    let method = part.content_type()?.attribute("method").unwrap_or_default();
    Some(CalendarPart { method: method.to_owned(), text: text.to_owned() })
}

/// UUIDs with hyphens, and 32 hexadecimal digits after a plus (the sender's address of a message).
fn identifiers(text: &str, found: &mut BTreeSet<String>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && found.len() < MOST_REFERENCES {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
        if !before.is_ascii_hexdigit() {
            if let Some(id) = bytes.get(at..at + 36).and_then(hyphenated) {
                found.insert(id);
                at += 36;
                continue;
            }
            if before == b'+'
                && let Some(id) = bytes.get(at..at + 32).and_then(simple)
            {
                found.insert(id);
                at += 32;
                continue;
            }
        }
        at += 1;
    }
}

fn hyphenated(bytes: &[u8]) -> Option<String> {
    let fits = bytes.iter().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    });
    fits.then(|| String::from_utf8_lossy(bytes).to_ascii_lowercase())
}

fn simple(bytes: &[u8]) -> Option<String> {
    if !bytes.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let part = |from: usize, until: usize| text.get(from..until).unwrap_or_default();
    Some([part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-"))
}

fn outcome(message: &Message<'_>, texts: &[String]) -> Outcome {
    let report = message.content_type().filter(|kind| kind.ctype().eq_ignore_ascii_case("multipart"));
    let report = report.and_then(|kind| kind.attribute("report-type")).map(str::to_ascii_lowercase);
    if report.as_deref() == Some("delivery-status")
        && let Some(said) = standard(message, texts)
    {
        return said;
    }
    if report.as_deref() == Some("disposition-notification") {
        return Outcome::Automatic;
    }
    let subject = folded(message.subject().unwrap_or_default());
    let own = folded(&own_words(message));
    if is_away(message, &subject) {
        return Outcome::Automatic;
    }
    if !from_a_machine(message) {
        return Outcome::Letter;
    }
    let says =
        |phrases: &[&str]| phrases.iter().any(|phrase| subject.contains(phrase) || own.contains(phrase));
    if says(DELAYED) {
        return Outcome::Delayed;
    }
    if says(FAILED) {
        let code = enhanced(&own);
        return Outcome::Failed(code.as_deref().and_then(of_status).unwrap_or_else(|| of_words(&own)));
    }
    Outcome::Letter
}

/// The first text of the message itself, not of what it returns.
fn own_words(message: &Message<'_>) -> String {
    let text = message.body_text(0).or_else(|| message.body_html(0)).unwrap_or_default();
    text.chars().take(20_000).collect()
}

/// RFC 3464: the fields of each recipient. One that failed counts more than one that was delivered.
fn standard(message: &Message<'_>, texts: &[String]) -> Option<Outcome> {
    let status = message.parts.iter().find(|part| part.is_content_type("message", "delivery-status"))?;
    let fields = String::from_utf8_lossy(status.contents()).replace("\r\n", "\n").replace("\n ", " ");
    let all = |name: &str| -> Vec<String> {
        let fields = fields.lines().filter_map(|line| line.split_once(':'));
        fields
            .filter(|(key, _)| key.trim().eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_ascii_lowercase())
            .collect()
    };
    let actions = all("Action");
    let did = |what: &str| actions.iter().any(|action| action.starts_with(what));
    if did("failed") {
        let code = all("Status").into_iter().find(|status| !status.starts_with('2'));
        let known = code.as_deref().and_then(of_status);
        let words = || folded(&texts.iter().take(2).cloned().collect::<String>());
        let told =
            || all("Diagnostic-Code").iter().find_map(|said| enhanced(said)).and_then(|c| of_status(&c));
        return Some(Outcome::Failed(known.or_else(told).unwrap_or_else(|| of_words(&words()))));
    }
    if did("delayed") {
        return Some(Outcome::Delayed);
    }
    (did("delivered") || did("relayed") || did("expanded")).then_some(Outcome::Delivered)
}

/// An out-of-office reply or a confirmation (RFC 3834, and what programs wrote before it).
fn is_away(message: &Message<'_>, subject: &str) -> bool {
    let header = |name: &str| {
        message.header_raw(name).map(|value| value.trim().to_ascii_lowercase()).unwrap_or_default()
    };
    let answered = header("Auto-Submitted").starts_with("auto-replied") && !from_a_daemon(message);
    let old = !header("X-Autoreply").is_empty()
        || !header("X-Autorespond").is_empty()
        || header("Precedence") == "auto_reply";
    let named = AWAY.iter().any(|phrase| subject.starts_with(phrase));
    answered || old || named
}

/// The local part of the sender, lower case.
fn sender(message: &Message<'_>) -> String {
    let from = message.from().and_then(|from| from.first()).and_then(|from| from.address());
    from.unwrap_or_default().split('@').next().unwrap_or_default().to_ascii_lowercase()
}

fn from_a_daemon(message: &Message<'_>) -> bool {
    let from = sender(message);
    ["mailer-daemon", "maildaemon", "mail-daemon", "postmaster", "mdaemon"]
        .iter()
        .any(|name| from.starts_with(name))
}

/// Whether nobody can be answered: a daemon, or the empty return path of a report.
fn from_a_machine(message: &Message<'_>) -> bool {
    let path = message.header_raw("Return-Path").map(str::trim);
    let noreply =
        ["noreply", "no-reply", "microsoftexchange"].iter().any(|name| sender(message).starts_with(name));
    from_a_daemon(message) || noreply || path == Some("<>")
}

const AWAY: &[&str] = &[
    "automaticka odpoved",
    "automatic reply",
    "auto:",
    "autoreply",
    "out of office",
    "out of the office",
    "mimo kancelar",
    "jsem mimo",
    "nepritomnost",
    "dovolena",
    "precteno:",
    "doruceno:",
    "read:",
];

const DELAYED: &[&str] = &[
    "zpozdeno",
    "opozdene doruceni",
    "dosud nebyla dorucena",
    "zatim nebyla dorucena",
    "zatim se nepodarilo",
    "budeme se pokouset",
    "bude se pokouset",
    "neni treba zpravu posilat znovu",
    "delayed",
    "still being retried",
    "will be retried",
    "will keep trying",
    "you do not need to resend",
    "could not be delivered for the last",
    "warning: message",
];

const FAILED: &[&str] = &[
    "nedorucitelne",
    "nedorucitelna",
    "nedoruceno",
    "nebyla dorucena",
    "nelze dorucit",
    "nebylo mozne dorucit",
    "nebylo mozno dorucit",
    "nepodarilo se dorucit",
    "se nepodarilo dorucit",
    "dorucit nepodarilo",
    "doruceni se nezdarilo",
    "se nezdarilo",
    "selhalo doruceni",
    "zprava se vraci",
    "vracena zprava",
    "undeliverable",
    "undelivered",
    "returned mail",
    "delivery status notification (failure)",
    "delivery failed",
    "delivery failure",
    "delivery has failed",
    "failure notice",
    "could not be delivered",
    "couldn't be delivered",
    "wasn't delivered",
    "was not delivered",
    "unable to deliver",
    "mail delivery failed",
    "permanent error",
    "permanent fatal errors",
];

fn of_words(text: &str) -> Cause {
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    if says(&[
        "plna schranka",
        "schranka je plna",
        "schranka prijemce je plna",
        "preplnena",
        "prekrocil kvotu",
        "prekrocena kvota",
        "prekrocena kapacita",
        "mailbox full",
        "mailbox is full",
        "over quota",
        "quota exceeded",
    ]) {
        Cause::Full
    } else if says(&[
        "domena neexistuje",
        "domenu se nepodarilo",
        "domena prijemce",
        "host not found",
        "host or domain name not found",
        "domain not found",
        "unrouteable",
        "no such domain",
    ]) {
        Cause::NoDomain
    } else if says(&[
        "schranka neexistuje",
        "schranka nebyla nalezena",
        "uzivatel neexistuje",
        "adresa neexistuje",
        "adresat neexistuje",
        "prijemce neexistuje",
        "neznamy uzivatel",
        "neznamy prijemce",
        "nebyl nalezen",
        "nebyla nalezena",
        "nelze najit",
        "user unknown",
        "unknown user",
        "no such user",
        "no mailbox here",
        "does not exist",
        "doesn't exist",
        "wasn't found",
        "not found",
        "mailbox unavailable",
        "address rejected",
        "account is disabled",
        "550 5.1.1",
    ]) {
        Cause::NoMailbox
    } else if says(&[
        "spam", "blokovan", "odmitnut", "odmitl", "zamitnut", "blocked", "rejected", "policy", "denied",
    ]) {
        Cause::Refused
    } else if says(&["vyprsel", "po nekolika dnech", "expired", "retry timeout", "retry time not reached"]) {
        Cause::Expired
    } else {
        Cause::Unknown
    }
}

/// Enhanced status codes (RFC 3463).
fn of_status(code: &str) -> Option<Cause> {
    let mut parts = code.trim().split(['.', ' ']);
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    match (class, subject, detail) {
        ("2", ..) => None,
        (_, "1", "2") | (_, "4", "3" | "4") | ("5", "1", "10") => Some(Cause::NoDomain),
        (_, "1", "0" | "1" | "3" | "6") | (_, "2", "1") => Some(Cause::NoMailbox),
        (_, "2", "2") => Some(Cause::Full),
        (_, "4", "7") | ("4", "4", _) => Some(Cause::Expired),
        (_, "7", _) | (_, "3", "4") | (_, "2", "3") | (_, "6", _) => Some(Cause::Refused),
        _ => None,
    }
}

/// The first `5.1.1` or `4.2.2` in a text, not as a part of an address of a machine.
fn enhanced(text: &str) -> Option<String> {
    text.split(|c: char| c.is_whitespace() || "()[]<>#;:,\"'".contains(c)).find_map(|word| {
        let word = word.trim_end_matches('.');
        let parts: Vec<&str> = word.split('.').collect();
        let [class, subject, detail] = parts.as_slice() else { return None };
        let number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        (matches!(*class, "4" | "5") && number(subject) && number(detail)).then(|| word.to_owned())
    })
}

/// Lower case without Czech diacritics and with single spaces, so that words are found whatever the encoding did.
fn folded(text: &str) -> String {
    let plain = text.chars().flat_map(char::to_lowercase).map(|c| match c {
        'á' | 'ä' => 'a',
        'č' => 'c',
        'ď' => 'd',
        'é' | 'ě' => 'e',
        'í' => 'i',
        'ľ' | 'ĺ' => 'l',
        'ň' => 'n',
        'ó' | 'ô' => 'o',
        'ř' | 'ŕ' => 'r',
        'š' => 's',
        'ť' => 't',
        'ú' | 'ů' => 'u',
        'ý' => 'y',
        'ž' => 'z',
        '’' => '\'',
        other => other,
    });
    plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
