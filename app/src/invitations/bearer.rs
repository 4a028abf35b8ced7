//! The bearer of a personal link: what the link leads to, read on an errand and only to be cut for its reader.
//!
//! A guessed link is as hopeless as the token is long (200 bits); every dead link gets the same answer.

use super::content::{self, Invitee};
use super::model::{Invitation, Reply};
use super::outside::Visit;
use super::{rules, store};
use crate::access::{Errand, House, Receipts, Record};
use crate::audit::{By, Who};
use crate::conferences;
use crate::kernel::{Failure, Token};
use crate::participants;
use outbound::Link;

/// Somebody with a living link.
pub(super) struct Bearer {
    /// The invitation.
    pub(super) invitation: Invitation,
    /// What it tells them, and their rights.
    pub(super) invitee: Invitee,
    /// What they wrote back.
    reply: Reply,
    /// The address of their page.
    path: Link,
    /// Whether they can still answer.
    pub(super) can_answer: bool,
    /// What to say instead of an invitation when the meeting was called off.
    pub(super) called_off: Option<(&'static str, &'static str)>,
}

impl Bearer {
    /// For the audit trail: an outsider, known by the invitation.
    pub(super) fn by(invitation: &Invitation) -> By {
        By { who: Who::Outsider, actor: Some(invitation.id.uuid()), office: invitation.office.uuid() }
    }

    /// What their page is made of.
    pub(super) fn visit(&self) -> Visit {
        Visit {
            content: self.invitee.content.clone(),
            path: self.path.clone(),
            opened: self.invitation.opened_at.is_some(),
            can_answer: self.can_answer,
            answer: self.invitation.answer,
            reason: self.invitation.reason,
            phone: self.reply.phone.clone(),
            has_words: self.reply.words.is_some(),
            typed: None,
            problem: None,
            more_problem: None,
            saved: false,
            unsaved: false,
            called_off: self.called_off,
        }
    }

    /// The reply so far, to be kept beside a new answer.
    pub(super) fn reply(&self) -> &Reply {
        &self.reply
    }
}

/// Follows a link. Reading leaves a read event whose receipt the answer waits for.
///
/// # Errors
/// Database errors; [`Failure::Trail`] when the read event cannot be queued.
pub(super) async fn follow(
    house: &House,
    token: &str,
    receipts: &Receipts,
) -> Result<Option<Bearer>, Failure> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let lookup = Errand::begin(house).lookup();
    let Some(id) = store::behind_link(lookup.queries(), &token).await? else { return Ok(None) };
    let Some(invitation) = Invitation::find(lookup, id).await? else { return Ok(None) };
    let detail = format!(r#"{{"action":"invitation.follow","record":"{id}"}}"#);
    receipts.keep(house.trail.read(Bearer::by(&invitation), invitation.about(), detail));
    let Some(conference) = conferences::find(lookup, invitation.conference).await? else {
        return Ok(None);
    };
    let Some(participant) = participants::find(lookup, invitation.participant).await? else {
        return Ok(None);
    };
    let Some(meeting) = content::meeting(house, lookup, &conference, invitation.given_on).await? else {
        return Ok(None);
    };
    let Some(invitee) = content::invitee(house, lookup, &meeting, participant).await? else {
        return Ok(None);
    };
    let reply = store::reply(lookup, &invitation).await?;
    let Some(path) = Link::new(format!("/p/{}", token.text())) else { return Ok(None) };
    let can_answer = rules::can_answer(&conference, house.clock.now()) && invitation.is_current();
    let called_off = rules::called_off(conference.state, invitation.is_current());
    let invitee = invitee.with_link(None).renewing(invitation.renewed);
    Ok(Some(Bearer { invitation, invitee, reply, path, can_answer, called_off }))
}
