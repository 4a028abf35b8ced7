//! The face of personal links for what lies above: one address for the whole life of a conference.
//!
//! A higher capability keeps its pages for outsiders below `/p/{_token}/…`: it takes a [`Visitor`], [enters](Visitor::enter)
//! and gets a [`Guest`] with the rights to cut for. Whether the *invitation* may be shown to that person does not matter
//! there: each page is cut and guarded by itself. What belongs on their first page it draws as a
//! [`DoorPanel`](crate::shell::DoorPanel).
//!
//! * The link alone tells logistics: numbers, days, buttons. Words stand behind the code ([`Guest::proved`]), which
//!   [`Guest::door`] asks for; a right code leads back to the page that asked.
//! * Somebody who was seated on the spot, or never sent anything, gets a door of their own ([`hand_out`]): an invitation
//!   of round zero that tells of no meeting. Whose invitation was withdrawn, who was taken off the table and who has an
//!   account has no door.
//! * A link for afterwards goes by mail only to those who were told by mail before: whoever was told by letter, phone or
//!   face to face may share their mailbox with somebody ([`Addressee::by_mail`]).

use super::afterwards::{Asking, Carry, DoorPart};
use super::events::{CodeMade, LinkMade};
use super::jobs::{Unmade, by, code_of, envelope, sender};
use super::model::{Channel, Invitation};
use super::outside::{Door, Proof};
use super::pages::visit;
use super::proof::{self, Way};
use super::rules::Audience;
use super::words::Words;
use super::{content, store};
use crate::access::{Denied, House, Lookup, Record};
use crate::audit::{About, By, Operation, Who};
use crate::cases::Phone;
use crate::conferences::{self, Conference};
use crate::disclosure::{self, ReaderRights};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Failure, FormState, Id, Token};
use crate::participants::{self, Participant};
use crate::shell::Sheet;
use outbound::{Code, Disclosed, Link, Logistics, MailView, PageView};
use std::sync::Arc;
use uuid::Uuid;

pub use super::pages::visit::Answered;
pub use super::pages::visitor::Visitor;
pub use super::words::Language;

/// Somebody at a place below their personal address.
pub struct Guest {
    /// Who they are at the table.
    pub participant: Participant,
    /// The conference.
    pub conference: Conference,
    /// What they may know.
    pub rights: ReaderRights,
    /// In which language they are spoken to.
    pub language: Language,
    /// `/p/…`: the address of their page.
    pub path: Link,
    /// The inviting office.
    pub office: Office,
    pub(super) clerk: Option<Staff>,
    pub(super) proof: Proof,
    pub(super) invitation: Invitation,
}

impl Guest {
    /// Whether this device gave the code.
    #[must_use]
    pub const fn proved(&self) -> bool {
        self.proof.proved
    }

    /// Whether they are spoken to as a child.
    #[must_use]
    pub fn is_child(&self) -> bool {
        Audience::of(self.participant.reader) == Audience::Child
    }

    /// For the audit trail: an outsider, known by the invitation.
    #[must_use]
    pub fn by(&self) -> By {
        super::bearer::Bearer::by(&self.invitation)
    }

    /// The case and conference, for events.
    #[must_use]
    pub fn about(&self) -> About {
        self.invitation.about()
    }

    /// A page below theirs.
    #[must_use]
    pub fn below(&self, rest: &str) -> Link {
        super::outside::below(&self.path, rest)
    }

    /// Whom to call, and where.
    #[must_use]
    pub fn contact(&self) -> (Option<Logistics>, Option<Logistics>) {
        let own = self.clerk.as_ref().and_then(|clerk| clerk.phone.as_deref());
        let phone = own.or(self.office.phone.as_deref()).map(Logistics::of);
        (self.clerk.as_ref().map(|clerk| Logistics::of(clerk.name().full())), phone)
    }

    /// A part of a page that asks for the code and leads back to a place below the personal address; whoever gave it
    /// reads that they did, and how to end.
    ///
    /// # Errors
    /// [`Failure::Output`] when it cannot be drawn.
    pub fn door(&self, back: &'static str) -> Result<outbound::Page, Failure> {
        self.door_with(back, Carry::default())
    }

    /// The same, when the code is asked for in the middle of sending a form there: a right code sends it on.
    ///
    /// # Errors
    /// [`Failure::Output`] when it cannot be drawn.
    pub fn door_sending(&self, back: &'static str, form: &FormState) -> Result<outbound::Page, Failure> {
        self.door_with(back, Carry::of(form, self.rights.guard.is_some()))
    }

    fn door_with(&self, back: &'static str, carry: Carry) -> Result<outbound::Page, Failure> {
        let asking = Asking { guest: self, problem: None, back: Some(back.to_owned()), carry };
        let disclosed = disclosure::disclose_by::<DoorPart, _>(&self.rights, &asking);
        outbound::page(&disclosed).map_err(|error| Failure::Output(error.to_string()))
    }

    pub(super) fn words(&self) -> &'static Words {
        self.language.words(Audience::of(self.participant.reader))
    }

    pub(super) fn asks(&self, asking: &Asking<'_>) -> Door {
        super::afterwards::door(self, asking)
    }
}

/// How a language names what is left out, and the plain grounds for it.
#[must_use]
pub fn naming(language: Language) -> outbound::Naming {
    language.words(Audience::Family).naming
}

/// The calm page of every link that leads nowhere.
///
/// # Errors
/// [`Denied`] when it cannot be drawn.
pub fn gone(house: &House) -> Result<Answered, Denied> {
    visit::gone(house)
}

/// A page cut for whoever came; the calm page of a dead link when a protected fact keeps it in the house.
///
/// # Errors
/// [`Denied`] when it cannot be drawn.
pub fn show<V: PageView>(house: &House, disclosed: &Disclosed<V>) -> Result<Answered, Denied> {
    visit::sheet(house, outbound::page(disclosed))
}

/// The same with what was typed and not accepted (422).
///
/// # Errors
/// [`Denied`] when it cannot be drawn.
pub fn again<V: PageView>(house: &House, disclosed: &Disclosed<V>) -> Result<Answered, Denied> {
    match super::printing::unless_stopped(outbound::page(disclosed))? {
        Some(page) => Ok(Answered::Sheet(Sheet::again(page))),
        None => gone(house),
    }
}

/// A part of a personal page; none when a protected fact keeps it in the house, so that the other parts still stand.
///
/// # Errors
/// [`Failure::Output`] when it cannot be drawn.
pub fn part<V: PageView>(disclosed: &Disclosed<V>) -> Result<Option<outbound::Page>, Failure> {
    super::printing::unless_stopped(outbound::page(disclosed))
}

/// The invitation that holds somebody's door; made when they were never sent one. None where there can be none.
async fn ensure(operation: &mut Operation, participant: &Participant) -> Result<Option<Invitation>, Failure> {
    if participant.staff.is_some() || participant.removed {
        return Ok(None);
    }
    let (conference, id) = (participant.conference, participant.id);
    let invitation = store::prepare(operation, conference, id, Channel::InPerson).await?;
    Ok(invitation.state.is_live().then_some(invitation))
}

/// Gives somebody of the table a door, if they have none: for people seated on the spot. `false` where there can be none.
/// At the meeting or after it: before, inviting makes doors.
///
/// # Errors
/// Database errors.
pub async fn ensure_door(operation: &mut Operation, participant: &Participant) -> Result<bool, Failure> {
    Ok(ensure(operation, participant).await?.is_some())
}

/// Who of the table was given a link that still opens their page: on paper, by mail, in a message.
///
/// # Errors
/// Database errors.
pub async fn linked(
    lookup: Lookup<'_>,
    conference: Id<conferences::Conference>,
) -> Result<Vec<Id<Participant>>, Failure> {
    store::linked(lookup, conference).await
}

/// What is printed for somebody to take home.
#[derive(Clone, Debug)]
pub struct Key {
    /// The personal link, whole.
    pub link: Link,
    /// The code.
    pub code: Code,
}

/// Makes a link and a code for somebody of the table, to be printed on a paper given into their hands; notes both events
/// in the operation. Links they have keep leading to the same page; the code they had, and devices that gave it, end.
/// `public_url` is the installation's (`house.exit.public_url`). None where there can be no door.
///
/// # Errors
/// Database errors.
pub async fn hand_out(
    operation: &mut Operation,
    public_url: &str,
    participant: &Participant,
) -> Result<Option<Key>, Failure> {
    let Some(invitation) = ensure(operation, participant).await? else { return Ok(None) };
    let (about, id, round) = (invitation.about(), invitation.id, invitation.round);
    let (token, code) = (Token::fresh(), proof::Code::fresh());
    let Some(link) = Link::new(format!("{}/p/{}", public_url.trim_end_matches('/'), token.text())) else {
        return Ok(None);
    };
    store::add_link(operation, id, round, &token).await?;
    operation.note(&LinkMade { about, invitation: id, round }).await?;
    let who = operation.by();
    let staff = who.actor.filter(|_| who.who == Who::Staff).map(Id::from_uuid);
    proof::keep_code(operation, (id, round), &code, Way::Letter, staff).await?;
    operation.note(&CodeMade { about, invitation: id, round, way: Way::Letter.code() }).await?;
    Ok(Some(Key { link, code: Code::of(code.spoken()) }))
}

/// Somebody to whom something is sent after the meeting.
pub struct Addressee {
    /// What they may know.
    pub rights: ReaderRights,
    /// In which language they are written to.
    pub language: Language,
    /// Whether they are spoken to as a child.
    pub child: bool,
    /// Their telephone, for whoever calls.
    pub phone: Option<Phone>,
    recipient: Option<outbound::Recipient>,
    invitation: Invitation,
}

/// How somebody of the table is reached; none where there is no door.
///
/// # Errors
/// Database errors.
pub async fn addressee(
    house: &House,
    lookup: Lookup<'_>,
    participant: Id<Participant>,
) -> Result<Option<Addressee>, Failure> {
    let Some(participant) = participants::find(lookup, participant).await? else { return Ok(None) };
    let all = store::of_conference(lookup, participant.conference).await?;
    let Some(invitation) = all.into_iter().find(|one| one.participant == participant.id) else {
        return Ok(None);
    };
    let Some(conference) = conferences::find(lookup, participant.conference).await? else { return Ok(None) };
    let Some(meeting) = content::meeting(house, lookup, &conference, invitation.given_on).await? else {
        return Ok(None);
    };
    let Some(invitee) = content::invitee(house, lookup, &meeting, participant).await? else {
        return Ok(None);
    };
    Ok(invitation.state.is_live().then(|| Addressee {
        language: invitee.content.language,
        child: invitee.content.audience == Audience::Child,
        phone: invitee.phone.clone(),
        recipient: invitee.recipient(),
        rights: invitee.rights,
        invitation,
    }))
}

impl Addressee {
    /// Whether a mail may go to them: they have an address, and were told of the meeting by mail.
    #[must_use]
    pub fn by_mail(&self) -> bool {
        let told = self.invitation.may_know().is_some_and(|told| told.channel == Channel::Email);
        told && self.recipient.is_some()
    }
}

/// A fresh link for a mail about to be sent; it is kept before the mail goes, so that no mail carries one that leads
/// nowhere.
///
/// # Errors
/// Database errors.
pub async fn fresh_link(house: &House, to: &Addressee) -> Result<Option<Link>, Failure> {
    let token = Token::fresh();
    let Some(link) = Link::new(format!("{}/p/{}", house.exit.public_url, token.text())) else {
        return Ok(None);
    };
    let work = Arc::new((to.invitation.clone(), token));
    house
        .trail
        .run(by(&work.0), move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, round) = (&work.0, work.0.round);
                store::add_link(&mut operation, invitation.id, round, &work.1).await?;
                let event = LinkMade { about: invitation.about(), invitation: invitation.id, round };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await?;
    Ok(Some(link))
}

/// What became of a mail.
pub enum Posted {
    /// The mail server took it: for the disclosure log.
    Left(disclosure::Sent),
    /// It did not go: a stable code, and whether trying again may mend it.
    Trouble(&'static str, bool),
}

/// Hands a mail cut for an [`Addressee`] over. `about` is what makes it one mail and not two.
///
/// # Errors
/// A mail that cannot be made.
pub async fn send<V: MailView>(
    house: &House,
    to: &Addressee,
    disclosed: &Disclosed<V>,
    (subject, about): (&'static str, Uuid),
) -> Result<Posted, Failure> {
    let Some(recipient) = to.recipient.clone() else { return Ok(Posted::Trouble("no_address", false)) };
    let cover = envelope(sender(house, subject), recipient, (about, 1), subject, house.clock.now());
    let mail = match outbound::mail(disclosed, cover) {
        Ok(mail) => mail,
        Err(error) => {
            let trouble = Unmade::from(error).trouble()?;
            return Ok(Posted::Trouble(trouble.code, trouble.again));
        }
    };
    Ok(match mail.send(&house.exit.transport).await {
        Ok(_) => {
            let (about, participant) = (to.invitation.about(), to.invitation.participant);
            Posted::Left(disclosure::Sent::of(about, "mail", participant, disclosed))
        }
        Err(error) => Posted::Trouble(code_of(&error), error.is_transient()),
    })
}
