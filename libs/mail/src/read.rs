//! Reading a raw message back, for a page that shows kept messages.

use jiff::Timestamp;
use mail_parser::{Address, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::error::MailError;
use crate::message::{Attachment, CalendarPart, Mailbox, silent_debug};

/// A message as a recipient's program sees it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadMessage {
    /// Subject, empty if there is none.
    pub subject: String,
    /// Sender.
    pub from: Option<Mailbox>,
    /// First recipient.
    pub to: Option<Mailbox>,
    /// Where answers go.
    pub reply_to: Option<Mailbox>,
    /// Message id without angle brackets.
    pub message_id: Option<String>,
    /// Date of the message.
    pub moment: Option<Timestamp>,
    /// Plain body; lines end with `\n`.
    pub text: Option<String>,
    /// HTML body. **Not cleaned**: show it only in a sandboxed frame without scripts.
    pub html: Option<String>,
    /// Calendar part, with the method its MIME type names.
    pub calendar: Option<CalendarPart>,
    /// Everything else.
    pub attachments: Vec<Attachment>,
}

silent_debug!(ReadMessage);

/// Reads a raw message (RFC 5322).
///
/// # Errors
/// [`MailError::Malformed`] if there is no message in it.
pub fn read(raw: &str) -> Result<ReadMessage, MailError> {
    let message = MessageParser::default().parse(raw.as_bytes()).ok_or(MailError::Malformed)?;
    let mut result = ReadMessage {
        subject: message.subject().unwrap_or_default().to_owned(),
        from: mailbox(message.from()),
        to: mailbox(message.to()),
        reply_to: mailbox(message.reply_to()),
        message_id: message.message_id().map(str::to_owned),
        moment: message.date().and_then(|date| Timestamp::from_second(date.to_timestamp()).ok()),
        text: None,
        html: None,
        calendar: None,
        attachments: Vec::new(),
    };
    for part in &message.parts {
        sort_in(part, &mut result);
    }
    Ok(result)
}

/// The first plain, HTML and calendar part are the message; everything else is attached.
fn sort_in(part: &MessagePart<'_>, result: &mut ReadMessage) {
    if part.is_multipart() {
        return;
    }
    let attached = part.content_disposition().is_some_and(|disposition| disposition.is_attachment());
    let body = if attached { None } else { part.text_contents() };
    match body {
        Some(text) if part.is_content_type("text", "calendar") && result.calendar.is_none() => {
            let method = part.content_type().and_then(|kind| kind.attribute("method")).unwrap_or_default();
            result.calendar = Some(CalendarPart { method: method.to_owned(), text: text.to_owned() });
        }
        Some(text) if matches!(part.body, PartType::Html(_)) && result.html.is_none() => {
            result.html = Some(text.replace("\r\n", "\n"));
        }
        Some(text) if is_plain(part) && result.text.is_none() => {
            result.text = Some(text.replace("\r\n", "\n"));
        }
        _ => result.attachments.push(Attachment {
            file_name: part.attachment_name().unwrap_or_default().to_owned(),
            mime: mime(part),
            bytes: part.contents().to_vec(),
        }),
    }
}

/// A part without a type is plain text (RFC 2045 5.2).
fn is_plain(part: &MessagePart<'_>) -> bool {
    part.content_type().is_none() || part.is_content_type("text", "plain")
}

fn mime(part: &MessagePart<'_>) -> String {
    part.content_type().map_or_else(
        || "application/octet-stream".to_owned(),
        |kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("octet-stream")),
    )
}

fn mailbox(address: Option<&Address<'_>>) -> Option<Mailbox> {
    let first = address?.first()?;
    Some(Mailbox {
        name: first.name().unwrap_or_default().to_owned(),
        address: first.address().unwrap_or_default().to_owned(),
    })
}
