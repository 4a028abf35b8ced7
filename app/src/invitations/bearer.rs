//! The bearer of a personal link: what the link leads to, read on an errand and only to be cut for its reader.
//!
//! A guessed link is as hopeless as the token is long (200 bits); every dead link gets the same answer.

use super::behind::{Behind, Own};
use super::content::{self, Invitee};
use super::doors::Guest;
use super::inside::{self, Inside};
use super::model::{Invitation, Reply};
use super::outside::{Proof, Visit};
use super::proof::{self, Way};
use super::{asks, rules, store};
use crate::access::{Errand, House, Lookup, Receipts, Record};
use crate::audit::{By, Who};
use crate::cases;
use crate::conferences::{self, Conference, State as ConferenceState};
use crate::disclosure;
use crate::identity;
use crate::kernel::{Choice, Failure, Id, Token};
use crate::papers;
use crate::participants::{self, Need, NeedState, Participant};
use crate::shell::{DoorContext, registry};
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
    /// By what state something else is said instead of an invitation, because the meeting was called off.
    pub(super) called_off: Option<ConferenceState>,
    /// Whether this device gave the code, and where the code is.
    pub(super) proof: Proof,
    substitute_kept: bool,
    substitute_declined: bool,
    request_open: bool,
}

impl Bearer {
    /// For the audit trail: an outsider, known by the invitation.
    pub(super) fn by(invitation: &Invitation) -> By {
        By { who: Who::Outsider, actor: Some(invitation.id.uuid()), office: invitation.office.uuid() }
    }

    /// What their page is made of.
    pub(super) fn visit(&self) -> Visit {
        let (content, opened) = (self.invitee.content.clone(), self.invitation.opened_at.is_some());
        Visit {
            can_answer: self.can_answer,
            answer: self.invitation.answer,
            has_phone: self.reply.phone.is_some(),
            has_words: self.reply.words.is_some(),
            called_off: self.called_off,
            proof: self.proof,
            substitute_kept: self.substitute_kept,
            substitute_declined: self.substitute_declined,
            request_open: self.request_open,
            ..Visit::first(content, self.path.clone(), opened)
        }
    }

    /// The reply so far, to be kept beside a new answer.
    pub(super) fn reply(&self) -> &Reply {
        &self.reply
    }

    /// Who they are at the table.
    pub(super) fn participant(&self) -> &Participant {
        &self.invitee.participant
    }
}

/// With what somebody comes: the link, and what their device carries.
pub(super) struct Carried {
    /// The token of the link, as it came.
    pub(super) token: String,
    /// What the cookie says.
    pub(super) proof: Option<Token>,
}

/// Somebody whose link lives, before it is asked what of it may be shown.
#[derive(Clone)]
pub(super) struct Arrived {
    /// The invitation that holds the link.
    pub(super) invitation: Invitation,
    /// The conference.
    pub(super) conference: Conference,
    /// Who they are at the table.
    participant: Participant,
    /// The address of their page.
    pub(super) path: Link,
}

impl Arrived {
    /// Whether the page is one for afterwards: the meeting was, or they were never sent an invitation at all and got
    /// their link at the table.
    pub(super) fn is_after(&self) -> bool {
        let was = matches!(self.conference.state, ConferenceState::Held | ConferenceState::Closed);
        was || self.conference.held.is_some() || self.invitation.round == 0
    }
}

/// Follows a link. Reading leaves a read event, named by what is read, whose receipt the answer waits for.
///
/// # Errors
/// Database errors; [`Failure::Trail`] when the read event cannot be queued.
pub(super) async fn arrive(
    house: &House,
    carried: &Carried,
    receipts: &Receipts,
    what: &'static str,
) -> Result<Option<Arrived>, Failure> {
    let Some(token) = Token::parse(&carried.token) else { return Ok(None) };
    let lookup = Errand::begin(house).lookup();
    let Some(id) = store::behind_link(lookup.queries(), &token).await? else { return Ok(None) };
    let Some(invitation) = Invitation::find(lookup, id).await? else { return Ok(None) };
    let detail = format!(r#"{{"action":"{what}","record":"{id}"}}"#);
    receipts.keep(house.trail.read(Bearer::by(&invitation), invitation.about(), detail));
    let Some(conference) = conferences::find(lookup, invitation.conference).await? else {
        return Ok(None);
    };
    let Some(participant) = participants::find(lookup, invitation.participant).await? else {
        return Ok(None);
    };
    let Some(path) = Link::new(format!("/p/{}", token.text())) else { return Ok(None) };
    Ok(Some(Arrived { invitation, conference, participant, path }))
}

/// What the link tells of the invitation; none when there is no invitation to tell of, or a protected fact stops it.
///
/// # Errors
/// Database errors.
pub(super) async fn invited(
    house: &House,
    carried: &Carried,
    arrived: Arrived,
) -> Result<Option<Bearer>, Failure> {
    let Arrived { invitation, conference, participant, path } = arrived;
    if invitation.round == 0 {
        return Ok(None);
    }
    let lookup = Errand::begin(house).lookup();
    let Some(meeting) = content::meeting(house, lookup, &conference, invitation.given_on).await? else {
        return Ok(None);
    };
    let Some(invitee) = content::invitee(house, lookup, &meeting, participant).await? else {
        return Ok(None);
    };
    // A fact was protected from them after this was sent: the link leads nowhere until staff settle it.
    if invitee.disclose::<super::letters::InvitationView>().is_stopped() {
        return Ok(None);
    }
    let reply = store::reply(lookup, &invitation).await?;
    let can_answer = rules::can_answer(&conference, house.clock.now()) && invitation.is_current();
    let called_off = rules::called_off(conference.state, invitation.is_current());
    let invitee = invitee.with_link(None).renewing(invitation.renewed);
    let proof = stands(house, lookup, &invitation, carried.proof.as_ref()).await?;
    let substitutes = asks::substitutes_of(lookup, &invitation).await?;
    let substitute_kept = substitutes.iter().any(|s| s.state == asks::SubstituteState::Named);
    // The newest first: what was decided before they named somebody else does not matter any more.
    let substitute_declined = substitutes.first().is_some_and(|s| s.state == asks::SubstituteState::Declined);
    let request_open = asks::open_request(lookup, invitation.id).await?;
    let found = Bearer {
        invitation,
        invitee,
        reply,
        path,
        can_answer,
        called_off,
        proof,
        substitute_kept,
        substitute_declined,
        request_open,
    };
    Ok(Some(found))
}

/// Who came, for the pages of everything after the invitation: whether the invitation itself may be shown does not
/// matter, because each of those pages is cut and guarded by itself. None for whoever sits at the table no more, and for
/// whoever has an account and reads inside.
///
/// # Errors
/// Database errors.
pub(super) async fn guest(
    house: &House,
    carried: &Carried,
    arrived: Arrived,
) -> Result<Option<Guest>, Failure> {
    let Arrived { invitation, conference, participant, path } = arrived;
    if participant.staff.is_some() || participant.removed {
        return Ok(None);
    }
    let lookup = Errand::begin(house).lookup();
    let rights = disclosure::rights(house, lookup, &participant, invitation.about()).await?;
    let language = store::language::of(lookup.queries(), participant.id).await?;
    let office = identity::store::find_office(lookup.queries(), conference.office).await?;
    let case = cases::find_case(lookup, conference.case).await?;
    let (Some(office), Some(case)) = (office, case) else { return Ok(None) };
    let clerk = identity::store::find_staff(lookup.queries(), case.coordinator).await?;
    let proof = stands(house, lookup, &invitation, carried.proof.as_ref()).await?;
    Ok(Some(Guest { participant, conference, rights, language, path, office, clerk, proof, invitation }))
}

impl Guest {
    /// The right to look up what is cut for them.
    #[must_use]
    pub fn lookup<'a>(&self, house: &'a House) -> Lookup<'a> {
        Errand::begin(house).lookup()
    }

    /// What higher capabilities have for them on their first page.
    ///
    /// # Errors
    /// The first failure.
    pub(super) async fn parts(&self, house: &House) -> Result<Vec<outbound::Page>, Failure> {
        let context = DoorContext {
            house,
            lookup: self.lookup(house),
            participant: self.participant.id.uuid(),
            conference: self.conference.id.uuid(),
            path: &self.path,
            language: self.language.code(),
            proved: self.proof.proved,
        };
        registry().behind(context).await
    }
}

/// How the second proof stands on this device.
async fn stands(
    house: &House,
    lookup: Lookup<'_>,
    invitation: &Invitation,
    carried: Option<&Token>,
) -> Result<Proof, Failure> {
    let proved = match carried {
        Some(token) => proof::holds(lookup.queries(), invitation.id, token, house.clock.now()).await?,
        None => false,
    };
    let in_letter = matches!(proof::live_code(lookup, invitation.id).await?, Some((Way::Letter, _)));
    Ok(Proof { proved, in_letter, problem: None })
}

/// What stands behind the code, for somebody whose device gave it.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn behind(house: &House, bearer: &Bearer) -> Result<Behind, Failure> {
    let lookup = Errand::begin(house).lookup();
    let inside = Inside::gather(lookup, &bearer.invitee.content.meeting).await?;
    let papers = inside::papers_of(house, lookup, bearer.participant(), &bearer.path).await?;
    let own = own(lookup, bearer).await?;
    let mut behind = inside.of(&bearer.invitee, bearer.path.clone(), (papers, own));
    behind.called_back = inside::called_back_of(lookup, bearer.participant(), &bearer.path).await?;
    Ok(behind)
}

/// They say that they destroyed a paper that was called back; nothing happens when they were not asked to.
///
/// # Errors
/// Database errors.
pub(super) async fn destroyed_paper(
    house: &House,
    bearer: &Bearer,
    paper: Id<papers::Paper>,
) -> Result<(), Failure> {
    let lookup = Errand::begin(house).lookup();
    let by = Bearer::by(&bearer.invitation);
    papers::confirm(house, lookup, by, bearer.participant(), paper).await.map(drop)
}

/// Takes a paper that waits for them; none when it is not theirs (any more).
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub(super) async fn take_paper(
    house: &House,
    bearer: &Bearer,
    paper: Id<papers::Paper>,
) -> Result<Option<outbound::OutgoingFile>, Failure> {
    let lookup = Errand::begin(house).lookup();
    papers::take(house, lookup, Bearer::by(&bearer.invitation), bearer.participant(), paper).await
}

/// What the office keeps about them, and what they said.
async fn own(lookup: Lookup<'_>, bearer: &Bearer) -> Result<Own, Failure> {
    let participant = &bearer.invitee.participant;
    let needs = participants::needs_of(lookup, participant.conference).await?;
    let wanted = needs
        .into_iter()
        .filter(|needed| needed.participant == participant.id && needed.state != NeedState::NotNeeded);
    let named = asks::substitutes_of(lookup, &bearer.invitation).await?;
    Ok(Own {
        email: bearer.invitee.email.clone(),
        phone: bearer.reply.phone.clone(),
        address: bearer.invitee.content.address.clone(),
        answer: bearer.invitation.answer,
        needs: wanted.map(|needed| needed.need).collect(),
        substitute: named
            .into_iter()
            .find(|substitute| substitute.state == asks::SubstituteState::Named)
            .map(|substitute| substitute.name),
    })
}

/// What somebody needs together with what they said before: the form on the first page only adds, because whoever holds
/// the link alone may neither see nor take away what was said.
///
/// # Errors
/// Database errors.
pub(super) async fn with_earlier_needs(
    house: &House,
    bearer: &Bearer,
    mut needs: Vec<Need>,
) -> Result<Vec<Need>, Failure> {
    let lookup = Errand::begin(house).lookup();
    let participant = &bearer.invitee.participant;
    for needed in participants::needs_of(lookup, participant.conference).await? {
        let theirs = needed.participant == participant.id && needed.state == NeedState::Wanted;
        if theirs && !needs.contains(&needed.need) {
            needs.push(needed.need);
        }
    }
    Ok(needs)
}
