//! The way out by mail.

use std::fmt;

use mail::{Attachment, CalendarPart, MailError, Mailbox, Message, Receipt, Transport};
use uuid::Uuid;

use crate::guard::words_of_html;
use crate::{CalendarFile, Disclosed, Envelope, Error, Link, MailView, Paper, Sender};

/// A mail cut for its one reader.
#[derive(Clone)]
pub struct OutgoingMail {
    message: Message,
    /// `None` for a notice, which carries nothing that was cut.
    reader: Option<Uuid>,
}

impl OutgoingMail {
    /// Attaches a paper. The file name is fixed words, because mail servers log it.
    ///
    /// # Errors
    /// [`Error::OtherReader`] if the paper was cut for somebody else.
    pub fn attach(mut self, file_name: &'static str, paper: &Paper) -> Result<Self, Error> {
        self.same_reader(paper.reader())?;
        self.message.attachments.push(Attachment {
            file_name: file_name.to_owned(),
            mime: "application/pdf".to_owned(),
            bytes: paper.bytes().to_vec(),
        });
        Ok(self)
    }

    /// Makes the mail an invitation, an update or a cancellation.
    ///
    /// # Errors
    /// [`Error::OtherReader`] if the file was cut for somebody else.
    pub fn book(mut self, calendar: &CalendarFile) -> Result<Self, Error> {
        self.same_reader(calendar.reader)?;
        self.message.calendar = Some(CalendarPart {
            method: calendar.file.method.as_str().to_owned(),
            text: calendar.file.text.clone(),
        });
        Ok(self)
    }

    /// Hands the mail over. Nothing else can be done with it.
    ///
    /// # Errors
    /// See [`MailError`]; [`MailError::is_transient`] says whether to try again.
    pub async fn send(&self, transport: &Transport) -> Result<Receipt, MailError> {
        transport.send(&self.message).await
    }

    fn same_reader(&self, reader: Uuid) -> Result<(), Error> {
        if self.reader == Some(reader) { Ok(()) } else { Err(Error::OtherReader) }
    }
}

impl fmt::Debug for OutgoingMail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OutgoingMail(…)")
    }
}

/// Writes a disclosed view as a mail.
///
/// # Errors
/// [`Error::Template`] if a template fails; [`Error::Stopped`] when a protected fact is in it.
pub fn mail<V: MailView>(disclosed: &Disclosed<V>, envelope: Envelope) -> Result<OutgoingMail, Error> {
    let text = disclosed.view().print_mail(disclosed.press())?;
    let html = disclosed.view().print_mail_html(disclosed.press())?;
    disclosed.let_out(&format!("{}\n{text}", envelope.subject))?;
    if let Some(html) = &html {
        disclosed.let_out(&words_of_html(html))?;
    }
    let message = message(envelope, text, html);
    Ok(OutgoingMail { message, reader: Some(disclosed.reader()) })
}

/// A mail about a user's own account: fixed words and a link. It discloses nothing, so
/// it is cut for nobody.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The whole text but the link.
    pub text: &'static str,
    /// Stands on a line of its own below the text.
    pub link: Option<Link>,
}

/// Writes a notice.
#[must_use]
pub fn notice(notice: &Notice, envelope: Envelope) -> OutgoingMail {
    let text = match &notice.link {
        Some(link) => format!("{}\n\n{link}\n", notice.text),
        None => format!("{}\n", notice.text),
    };
    OutgoingMail { message: message(envelope, text, None), reader: None }
}

fn message(envelope: Envelope, text: String, html: Option<String>) -> Message {
    // The office's own domain; without one the mail is refused for its sender anyway.
    let domain = envelope.sender.address.rsplit('@').next().unwrap_or_default();
    Message {
        message_id: format!("{}@{domain}", envelope.id.hyphenated()),
        return_path: envelope
            .sender
            .returns_to
            .as_ref()
            .map(|address| address.replace("{id}", &envelope.id.simple().to_string())),
        from: office(&envelope.sender),
        to: Mailbox { name: envelope.recipient.name, address: envelope.recipient.address },
        reply_to: envelope.reply_to.as_ref().map(office),
        subject: envelope.subject.to_owned(),
        text,
        html,
        calendar: None,
        attachments: Vec::new(),
        moment: envelope.moment,
    }
}

fn office(sender: &Sender) -> Mailbox {
    Mailbox { name: sender.name.clone(), address: sender.address.clone() }
}
