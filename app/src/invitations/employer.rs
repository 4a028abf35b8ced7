//! The request for time off work (žádost o uvolnění z práce): a paper for the employer of an invited person. Czech,
//! because employers here read it; it says when somebody is needed and on what the release rests, not what the meeting
//! concerns. Printed only when the office has verified its legal reference.

use super::content::{Content, Invitee};
use super::letters::{OfficeHead, office_head};
use crate::access::House;
use crate::kernel::Failure;
use facts::Shown;
use outbound::{Cut, Cutter, Logistics, Occasion, Paper, Subject};

outbound::view! {
    /// The paper.
    #[paper("invitations/employer.typ", title = "Žádost o uvolnění z práce")]
    pub struct EmployerView {
        pub office: OfficeHead,
        pub place: Option<Logistics>,
        pub date: Logistics,
        pub employee: Option<Shown<String>>,
        pub day: Logistics,
        pub from: Logistics,
        pub until: Logistics,
        pub ground: Logistics,
        pub contact: Logistics,
        pub phone: Option<Logistics>,
    }
}

/// The content with the citation that may be printed.
pub(super) struct Grounded {
    pub(super) content: Content,
    pub(super) citation: String,
}

impl Cut<Grounded> for EmployerView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(release: &Grounded, cutter: &Cutter<'_>) -> Self {
        let content = &release.content;
        let (from, until) = content.span();
        let clerk = super::letters::clerk(content);
        Self {
            // An office's mail address may name its agenda.
            office: OfficeHead { email: None, data_box: None, ..office_head(content) },
            place: content.meeting.office.town.as_deref().map(Logistics::of),
            date: Logistics::of(czech::dates::long(content.meeting.given_on)),
            employee: cutter.about(Subject::Reader).show(&content.name),
            day: Logistics::of(czech::dates::long_with_weekday(content.meeting.day)),
            from: Logistics::of(from.to_string()),
            until: Logistics::of(until.to_string()),
            ground: Logistics::of(&release.citation),
            contact: clerk.name,
            phone: clerk.phone,
        }
    }
}

/// What comes of asking for the paper.
pub(super) enum Release {
    /// The paper.
    Paper(Paper),
    /// A protected fact is in it.
    Stopped,
}

/// The paper; `None` while the office has not verified on what it rests.
///
/// # Errors
/// [`Failure::Output`] when it cannot be typeset.
pub(super) async fn paper(house: &House, invitee: &Invitee) -> Result<Option<Release>, Failure> {
    let Some(citation) = invitee.content.meeting.law.release.clone() else { return Ok(None) };
    let release = Grounded { content: invitee.content.clone(), citation };
    let disclosed = crate::disclosure::disclose_by::<EmployerView, _>(&invitee.rights, &release);
    Ok(Some(match super::printing::typeset(house, disclosed).await? {
        Some(paper) => Release::Paper(paper),
        None => Release::Stopped,
    }))
}
