//! From a [`Message`] to the bytes of RFC 5322.

use std::time::SystemTime;

use lettre::Address;
use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as AttachedFile, Body, MessageBuilder, MultiPart, SinglePart};

use crate::error::{MailError, Role};
use crate::message::{Attachment, CalendarPart, Mailbox, Message};

/// A composed message: who gets it and what.
pub(crate) struct Composed {
    pub(crate) envelope: Envelope,
    pub(crate) raw: String,
}

/// Whether a message can be addressed there, for forms to ask before anything is saved:
/// `dot-atom@domain` of RFC 5322 in ASCII. Quoted local parts, address literals and
/// letters with diacritics are refused: in practice they are typing errors, and most
/// servers do not deliver to them.
pub fn is_deliverable(address: &str) -> bool {
    parsed(address).is_some()
}

/// Composes and checks everything; what it returns can only fail for the server's reasons.
pub(crate) fn compose(message: &Message) -> Result<Composed, MailError> {
    let from = mailbox(&message.from, Role::From)?;
    let to = mailbox(&message.to, Role::To)?;
    let returned = match &message.return_path {
        Some(address) => parsed(address).ok_or(MailError::Address(Role::From))?,
        None => from.email.clone(),
    };
    let envelope =
        Envelope::new(Some(returned), vec![to.email.clone()]).map_err(|_| MailError::Address(Role::To))?;
    let mut builder = lettre::Message::builder()
        .envelope(envelope.clone())
        .date(date(message)?)
        .from(from)
        .to(to)
        .subject(one_line(&message.subject))
        .message_id(Some(format!("<{}>", message_id(&message.message_id)?)))
        .raw_header(automatic());
    if let Some(reply_to) = &message.reply_to {
        builder = builder.reply_to(mailbox(reply_to, Role::ReplyTo)?);
    }
    let composed = with_body(builder, message)?;
    let raw = String::from_utf8(composed.formatted()).map_err(|_| MailError::Malformed)?;
    Ok(Composed { envelope, raw })
}

fn with_body(builder: MessageBuilder, message: &Message) -> Result<lettre::Message, MailError> {
    let text = SinglePart::plain(without_nul(&message.text));
    let plain_only = message.html.is_none() && message.calendar.is_none();
    let built = if plain_only && message.attachments.is_empty() {
        builder.singlepart(text)
    } else if plain_only {
        builder.multipart(attached(MultiPart::mixed().singlepart(text), &message.attachments)?)
    } else {
        let alternative = alternative(text, message)?;
        if message.attachments.is_empty() {
            builder.multipart(alternative)
        } else {
            builder.multipart(attached(MultiPart::mixed().multipart(alternative), &message.attachments)?)
        }
    };
    built.map_err(|_| MailError::Malformed)
}

/// Worst first, best last (RFC 2046 5.1.4): clients with a calendar take the invitation.
fn alternative(text: SinglePart, message: &Message) -> Result<MultiPart, MailError> {
    let mut parts = MultiPart::alternative().singlepart(text);
    if let Some(html) = &message.html {
        parts = parts.singlepart(SinglePart::html(without_nul(html)));
    }
    if let Some(calendar) = &message.calendar {
        parts = parts.singlepart(calendar_part(calendar)?);
    }
    Ok(parts)
}

fn calendar_part(part: &CalendarPart) -> Result<SinglePart, MailError> {
    let word = !part.method.is_empty() && part.method.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    let mut methods = part.text.lines().filter_map(|line| line.strip_prefix("METHOD:"));
    if !word || methods.next() != Some(&part.method) || methods.next().is_some() {
        return Err(MailError::CalendarMethod);
    }
    let kind = format!("text/calendar; method={}; charset=utf-8; name=\"pozvanka.ics\"", part.method);
    let kind = ContentType::parse(&kind).map_err(|_| MailError::CalendarMethod)?;
    // base64 keeps CRLF and folding whatever servers do with lines on the way.
    let body = Body::new_with_encoding(part.text.clone(), ContentTransferEncoding::Base64)
        .map_err(|_| MailError::Malformed)?;
    Ok(SinglePart::builder().header(kind).body(body))
}

fn attached(mut parts: MultiPart, attachments: &[Attachment]) -> Result<MultiPart, MailError> {
    for attachment in attachments {
        let kind = attachment.mime.to_ascii_lowercase();
        if kind.starts_with("multipart/") || kind.starts_with("message/") || kind.contains(char::is_control) {
            return Err(MailError::MimeType);
        }
        let kind = ContentType::parse(&kind).map_err(|_| MailError::MimeType)?;
        let body = Body::new_with_encoding(attachment.bytes.clone(), ContentTransferEncoding::Base64)
            .map_err(|_| MailError::Malformed)?;
        parts = parts.singlepart(AttachedFile::new(file_name(&attachment.file_name)).body(body, kind));
    }
    Ok(parts)
}

fn mailbox(mailbox: &Mailbox, role: Role) -> Result<lettre::message::Mailbox, MailError> {
    let address = parsed(&mailbox.address).ok_or(MailError::Address(role))?;
    let name = one_line(&mailbox.name);
    Ok(lettre::message::Mailbox::new(Some(name).filter(|name| !name.is_empty()), address))
}

fn parsed(address: &str) -> Option<Address> {
    let atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.@".contains(&b);
    let (_, domain) = address.split_once('@')?;
    let numeric = domain.parse::<std::net::IpAddr>().is_ok();
    if address.len() > 254 || !address.bytes().all(atom) || domain.contains('@') || numeric {
        return None;
    }
    address.parse().ok()
}

fn message_id(id: &str) -> Result<&str, MailError> {
    let atom = |b: u8| b.is_ascii_alphanumeric() || b"-_.+".contains(&b);
    match id.split_once('@') {
        Some((local, domain))
            if !local.is_empty()
                && !domain.is_empty()
                && id.len() <= 200
                && local.bytes().chain(domain.bytes()).all(atom) =>
        {
            Ok(id)
        }
        _ => Err(MailError::MessageId),
    }
}

fn date(message: &Message) -> Result<SystemTime, MailError> {
    if message.moment.as_second() < 0 {
        return Err(MailError::Moment);
    }
    Ok(SystemTime::from(message.moment))
}

fn automatic() -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned())
}

/// Characters of a name or subject; more would not fit the 998 octets servers take in a line.
const HEADER_CHARACTERS: usize = 200;

/// Text without control characters and line breaks of any alphabet; no-break spaces stay.
/// What is too long ends with `…`, so that the reader sees that something is missing.
fn one_line(text: &str) -> String {
    let line = text
        .split(|c: char| c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    shortened(line, HEADER_CHARACTERS)
}

fn shortened(text: String, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text;
    }
    text.chars().take(characters.saturating_sub(1)).chain(['…']).collect()
}

/// A name that stays in the folder where the recipient saves it, and keeps its extension.
fn file_name(name: &str) -> String {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 10 => (stem, extension),
        _ => (name, ""),
    };
    let part = |text: &str| one_line(&text.replace(['/', '\\', ':'], " "));
    let (stem, extension) = (shortened(part(stem), 120), part(extension));
    let stem = stem.trim_start_matches(['.', ' ']);
    let stem = if stem.is_empty() { "priloha" } else { stem };
    if extension.is_empty() { stem.to_owned() } else { format!("{stem}.{extension}") }
}

/// NUL is the one character no body may hold (RFC 5322 2.3), in whatever encoding.
fn without_nul(body: &str) -> String {
    body.replace('\0', "")
}
