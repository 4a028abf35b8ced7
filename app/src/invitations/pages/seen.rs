//! See it as …: everything that one person will get, from the very values that are sent: the mail read back as their
//! program reads it, the calendar entry read back from its own file, the papers that wait for them, and where the pages
//! and the letter are.

use super::Guest;
use crate::access::House;
use crate::invitations::jobs::{self, Cover};
use crate::kernel::{Failure, Id};
use uuid::Uuid;

/// A mail as it will leave.
pub(in crate::invitations) struct MailPreview {
    pub(in crate::invitations) from: String,
    pub(in crate::invitations) subject: String,
    pub(in crate::invitations) text: String,
}

/// The entry in their calendar, as it will look.
pub(in crate::invitations) struct Appointment {
    pub(in crate::invitations) title: String,
    pub(in crate::invitations) when: String,
    pub(in crate::invitations) place: Option<String>,
    pub(in crate::invitations) description: Option<String>,
    /// Everybody whom the entry names: the reader.
    pub(in crate::invitations) attendees: String,
    pub(in crate::invitations) private: bool,
}

/// What one person gets.
pub(in crate::invitations) struct Seen {
    /// None for whoever gets no mail, and while a protected fact keeps it in the house.
    pub(in crate::invitations) mail: Option<MailPreview>,
    pub(in crate::invitations) calendar: Option<Appointment>,
    /// Titles of the papers that wait for them behind the code.
    pub(in crate::invitations) papers: Vec<String>,
    /// Whether a leaflet waits there.
    pub(in crate::invitations) leaflet: bool,
}

/// Reads it.
///
/// # Errors
/// [`Failure::Output`] when the mail cannot be written.
pub(super) async fn of(house: &House, guest: &Guest) -> Result<Seen, Failure> {
    let view = guest.inside.view();
    let papers = view.papers.iter().filter_map(|paper| paper.title.as_ref().map(|title| title.get().clone()));
    let mut seen =
        Seen { mail: None, calendar: None, papers: papers.collect(), leaflet: view.leaflet.is_some() };
    if guest.told.is_stopped() {
        return Ok(seen);
    }
    let sequence = u32::from(guest.invitee.content.renewed);
    let cover = Cover { id: Id::from_uuid(Uuid::nil()), round: 1, uid: Uuid::nil(), sequence };
    let entry = jobs::shown(jobs::entry(house, &cover, &guest.invitee, &guest.told))?;
    seen.calendar = entry.as_ref().and_then(appointment);
    if guest.channel() == crate::invitations::Channel::Email
        && let Some(mail) = jobs::shown(jobs::compose(house, &cover, &guest.invitee, &guest.told))?
    {
        seen.mail = read_back(&mail).await?;
    }
    Ok(seen)
}

/// The mail as a reader would get it: composed, kept in memory and read back.
pub(in crate::invitations) async fn read_back(
    mail: &outbound::OutgoingMail,
) -> Result<Option<MailPreview>, Failure> {
    let output = |error: mail::MailError| Failure::Output(error.to_string());
    let memory = mail::Transport::memory();
    mail.send(&memory).await.map_err(output)?;
    let kept = memory.kept().await.map_err(output)?;
    let Some(message) = kept.first().and_then(|sent| mail::read(&sent.raw).ok()) else { return Ok(None) };
    Ok(Some(MailPreview {
        from: message.from.map(|from| from.name).unwrap_or_default(),
        subject: message.subject,
        text: message.text.unwrap_or_default(),
    }))
}

/// The entry as a calendar shows it.
pub(in crate::invitations) fn appointment(file: &outbound::CalendarFile) -> Option<Appointment> {
    let read = file.read_back()?;
    let (start, end) = (czech::dates::in_prague(read.start), czech::dates::in_prague(read.end));
    let day = czech::dates::long_with_weekday(start.date());
    Some(Appointment {
        title: read.summary,
        when: format!("{day}, {}", czech::dates::time_range(start.time(), end.time())),
        place: read.location,
        description: read.description,
        attendees: read.attendees.join(", "),
        private: read.private,
    })
}
