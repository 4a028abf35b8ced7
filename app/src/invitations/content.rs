//! What an invitation tells, before it is cut for its reader. Loaded, never shown.

use super::asks;
use super::model::Term;
use super::proof::Code;
use super::rules::{self, Audience};
use super::store;
use super::wording::{self, Wording};
use super::words::{Language, Words};
use crate::access::{House, Lookup};
use crate::audit::About;
use crate::cases::{self, Address, Email, PersonName, Phone};
use crate::conferences::{self, Conference, Phase, Place};
use crate::disclosure::{self, ReaderRights};
use crate::identity::{self, Office, Staff};
use crate::kernel::{Day, Failure, Id, Moment, TimeOfDay};
use crate::law::{self, Deadline, codes};
use crate::participants::{self, Participant, Participation};
use outbound::{Cut, Disclosed, Link, Recipient};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Sentences of law that may be printed: somebody verified them, or this is a demo.
#[derive(Clone, Debug, Default)]
pub(super) struct Law {
    /// On what the meeting rests.
    pub(super) conference: Option<String>,
    /// Release from work.
    pub(super) release: Option<String>,
    /// Confidentiality.
    pub(super) confidentiality: Option<String>,
}

/// What is the same for everybody who is invited to one conference.
#[derive(Clone, Debug)]
pub(super) struct Meeting {
    pub(super) conference: Conference,
    pub(super) day: Day,
    pub(super) from: TimeOfDay,
    pub(super) until: TimeOfDay,
    pub(super) phases: Vec<Phase>,
    pub(super) children: Vec<(Uuid, PersonName)>,
    pub(super) office: Office,
    pub(super) clerk: Staff,
    pub(super) law: Law,
    pub(super) safety_concern: bool,
    /// Under which words the office invites institutions.
    pub(super) wording: Wording,
    /// The day that the letters bear.
    pub(super) given_on: Day,
    /// When preparation begins at the latest.
    pub(super) preparation: Deadline,
}

impl Meeting {
    /// Until when to answer.
    pub(super) fn reply_by(&self) -> Day {
        rules::reply_by(self.given_on, self.day, self.preparation)
    }
}

/// In what an invitation differs from the one that everybody of the same kind gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// They come for these times only.
    Part(String),
    /// They are asked to write.
    Written,
    /// They are present by phone or video.
    Remote,
    /// They come elsewhere than everybody.
    OwnPlace,
    /// The place is told behind the code only.
    PlaceLater,
    /// It is written in another language.
    Language(Language),
    /// Sender and subject name the office.
    OfficeNamed,
    /// It tells of a change to somebody who knew an earlier schedule.
    Changed,
}

/// One invitation, before it is cut.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) meeting: Meeting,
    pub(super) audience: Audience,
    /// Under which words the mail goes to them.
    pub(super) wording: Wording,
    pub(super) name: PersonName,
    pub(super) address: Option<Address>,
    pub(super) participation: Participation,
    /// When this person is needed; empty: not at all in person.
    pub(super) times: Vec<(TimeOfDay, TimeOfDay)>,
    /// Where this person comes instead of the conference's place: told to nobody else.
    pub(super) own_place: Option<Place>,
    pub(super) link: Option<Link>,
    /// The code as it is printed in a letter; none where it is not made yet.
    pub(super) code: Option<String>,
    /// In which language they are written to.
    pub(super) language: Language,
    /// Whether it tells of a change to somebody who knew an earlier schedule.
    pub(super) renewed: bool,
}

impl Content {
    /// From when until when this person is needed; the whole meeting when they only write.
    pub(super) fn span(&self) -> (TimeOfDay, TimeOfDay) {
        match (self.times.first(), self.times.last()) {
            (Some(first), Some(last)) => (first.0, last.1),
            _ => (self.meeting.from, self.meeting.until),
        }
    }

    /// When this person is needed.
    pub(super) fn term(&self) -> Term {
        let (from, until) = self.span();
        (self.meeting.day, from, until)
    }

    /// Where this person comes: the place of their own, or the conference's.
    pub(super) fn venue(&self) -> Option<&Place> {
        self.own_place.as_ref().or(self.meeting.conference.place.as_ref())
    }

    /// Whether they come elsewhere than everybody.
    pub(super) fn comes_elsewhere(&self) -> bool {
        self.own_place.is_some() && self.own_place != self.meeting.conference.place
    }

    /// Whether the place is told behind the code only: somebody's safety is at risk, or it is a place of their own, which
    /// may be one because of that.
    pub(super) fn keeps_the_place(&self) -> bool {
        self.meeting.safety_concern || self.comes_elsewhere()
    }

    /// What stands for a place that is not named: equal for equal places, and tells nobody which.
    pub(super) fn kept_place(&self) -> Option<String> {
        let place = self.venue().filter(|_| self.keeps_the_place())?;
        let mut hasher = Sha256::new();
        hasher.update(self.meeting.conference.id.uuid().as_bytes());
        for part in [&place.name, &place.address, &place.access, &place.waiting] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        Some(hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }

    /// The place, as far as it may be named to whoever holds the link, the mail or the calendar.
    pub(super) fn place(&self) -> Option<&Place> {
        self.venue().filter(|_| !self.keeps_the_place())
    }

    /// In what it differs from the words that everybody of the same kind gets: so that whoever looks at it before it is
    /// sent sees at once what was decided for this person.
    pub(super) fn differs(&self) -> Vec<Difference> {
        let whole = self.times.len() == 1 && self.span() == (self.meeting.from, self.meeting.until);
        let way = match self.participation {
            Participation::Written => Some(Difference::Written),
            Participation::Remote => Some(Difference::Remote),
            Participation::Whole | Participation::Part => None,
        };
        let part = (!whole && !self.times.is_empty())
            .then(|| Difference::Part(rules::times(&self.times, |time| time.to_string(), "a")));
        let place = self.keeps_the_place() && self.venue().is_some();
        way.into_iter()
            .chain(part)
            .chain(self.comes_elsewhere().then_some(Difference::OwnPlace))
            .chain(place.then_some(Difference::PlaceLater))
            .chain((self.language != Language::Czech).then_some(Difference::Language(self.language)))
            .chain((self.wording == Wording::Office).then_some(Difference::OfficeNamed))
            .chain(self.renewed.then_some(Difference::Changed))
            .collect()
    }

    /// All sentences of their language.
    pub(super) fn words(&self) -> &'static Words {
        self.language.words(self.audience)
    }

    /// The beginning and end in a calendar.
    pub(super) fn moments(&self) -> (Moment, Moment) {
        let (from, until) = self.span();
        (Moment::in_prague(self.meeting.day, from.time()), Moment::in_prague(self.meeting.day, until.time()))
    }
}

/// A mailbox, phone or address that somebody shares with others of the case.
pub(super) struct Shared {
    pub(super) what: cases::Contact,
    pub(super) with: Vec<PersonName>,
}

/// Somebody who can be invited, with their rights and the content for them.
pub(super) struct Invitee {
    pub(super) participant: Participant,
    pub(super) email: Option<Email>,
    pub(super) phone: Option<Phone>,
    pub(super) rights: ReaderRights,
    /// What they share with others of the case.
    pub(super) shared: Vec<Shared>,
    /// Whether the mailbox that was named for them is somebody else's of the case: it is not used.
    pub(super) elses: bool,
    pub(super) content: Content,
}

impl Invitee {
    /// Cuts the content for them.
    pub(super) fn disclose<V: Cut<Content>>(&self) -> Disclosed<V> {
        disclosure::disclose_by(&self.rights, &self.content)
    }

    /// Cuts it as it will be with this link.
    pub(super) fn with_link(mut self, link: Option<Link>) -> Self {
        self.content.link = link;
        self
    }

    /// Cuts it as it will be printed with this code.
    pub(super) fn with_code(mut self, code: &Code) -> Self {
        self.content.code = Some(code.spoken());
        self
    }

    /// As it tells of a change, or not.
    pub(super) fn renewing(mut self, renewed: bool) -> Self {
        self.content.renewed = renewed;
        self
    }

    /// The envelope's recipient.
    pub(super) fn recipient(&self) -> Option<Recipient> {
        self.email.as_ref().map(Recipient::new)
    }

    /// The channel to begin with.
    pub(super) fn usual_channel(&self) -> super::Channel {
        rules::usual_channel(self.email.is_some(), self.content.address.is_some())
    }
}

/// Loads what is the same for all; `None` while day or time are not settled. The day to answer by is counted from
/// `given_on`, for invitations that have been given out already.
///
/// # Errors
/// Database errors.
pub(super) async fn meeting(
    house: &House,
    lookup: Lookup<'_>,
    conference: &Conference,
    given_on: Option<Day>,
) -> Result<Option<Meeting>, Failure> {
    let (Some(day), Some(from), Some(until)) = (conference.day, conference.from, conference.until) else {
        return Ok(None);
    };
    let missing = |what: &str| Failure::Broken(format!("an invitation without {what}"));
    let case = cases::find_case(lookup, conference.case).await?.ok_or_else(|| missing("its case"))?;
    let office = identity::store::find_office(lookup.queries(), conference.office).await?;
    let clerk = identity::store::find_staff(lookup.queries(), case.coordinator).await?;
    let children = cases::children(lookup, conference.case).await?;
    let today = given_on.unwrap_or_else(|| house.clock.today());
    let preparation = law::deadlines(lookup.queries(), today).await?.preparation;
    Ok(Some(Meeting {
        day,
        from,
        until,
        phases: conferences::phases(lookup, conference.id).await?,
        children: children.into_iter().map(|child| (child.id.uuid(), child.name)).collect(),
        office: office.ok_or_else(|| missing("its office"))?,
        clerk: clerk.ok_or_else(|| missing("its coordinator"))?,
        law: printable_law(lookup, conference.office, today).await?,
        safety_concern: case.safety_concern,
        wording: wording::of(lookup.queries(), conference.office, today).await?,
        preparation,
        given_on: today,
        conference: conference.clone(),
    }))
}

async fn printable_law(lookup: Lookup<'_>, office: Id<Office>, today: Day) -> Result<Law, Failure> {
    let mut found = [None, None, None];
    let wanted = [codes::CONFERENCE, codes::GENERAL_INTEREST, codes::CONFIDENTIALITY];
    for (slot, code) in found.iter_mut().zip(wanted) {
        let reference = law::reference_for(lookup.queries(), office, code, today).await?;
        *slot = reference.and_then(|reference| reference.printable());
    }
    let [conference, release, confidentiality] = found;
    Ok(Law { conference, release, confidentiality })
}

fn is_told(participant: &Participant) -> bool {
    participant.staff.is_none() && !participant.removed
}

/// Somebody of the table with what they will be told. Accounts (facilitator, minute-taker, the office's own people)
/// are told inside the program and get no invitation: `None`.
///
/// # Errors
/// Database errors.
pub(super) async fn invitee(
    house: &House,
    lookup: Lookup<'_>,
    meeting: &Meeting,
    participant: Participant,
) -> Result<Option<Invitee>, Failure> {
    if !is_told(&participant) {
        return Ok(None);
    }
    reached(house, lookup, meeting, participant).await.map(Some)
}

/// Somebody with what they are told, whether they still sit at the table or not: whoever was invited has to hear that
/// the meeting was called off.
///
/// # Errors
/// Database errors.
pub(super) async fn reached(
    house: &House,
    lookup: Lookup<'_>,
    meeting: &Meeting,
    participant: Participant,
) -> Result<Invitee, Failure> {
    let all = reached_all(house, lookup, meeting, vec![participant]).await?;
    all.into_iter().next().ok_or_else(|| Failure::Broken("nobody was to be reached".into()))
}

/// Several people with what they are told: what is the same for all of them is read once.
async fn reached_all(
    house: &House,
    lookup: Lookup<'_>,
    meeting: &Meeting,
    participants: Vec<Participant>,
) -> Result<Vec<Invitee>, Failure> {
    let about =
        About { case: Some(meeting.conference.case.uuid()), conference: Some(meeting.conference.id.uuid()) };
    let rights = disclosure::rights_of_all(house, lookup, &participants, about).await?;
    let people = cases::people(lookup, meeting.conference.case).await?;
    let groups = cases::sharing_mailbox(&people);
    let mut invitees = Vec::with_capacity(participants.len());
    for (participant, rights) in participants.into_iter().zip(rights) {
        let person = people.iter().find(|person| Some(person.id) == participant.person);
        let language = store::language::of(lookup.queries(), participant.id).await?;
        // A substitute is nobody of the case: they are reached as whoever named them said.
        let named = participant.person.is_none() && participant.instead_of.is_some();
        let typed = if named { asks::contact_of(lookup, participant.id).await?.0 } else { None };
        // What was typed may be the mailbox of somebody else of the case, from whom this is to be kept.
        let elses = typed.as_ref().is_some_and(|email| {
            cases::mailbox_of(&people, email).iter().any(|person| !rights.reader.behind.contains(person))
        });
        let shared = person.map(|person| shared_with(person.id, &groups, &people)).unwrap_or_default();
        let mut invitee = put_together(meeting, participant, rights, person, language);
        let alone = !shared.iter().any(|shared| shared.what == cases::Contact::Email);
        invitee.content.wording = meeting.wording.towards(invitee.rights.reader.kinds(), alone);
        invitee.shared = shared;
        invitee.elses = elses;
        invitee.email = invitee.email.or(typed.filter(|_| !elses));
        invitees.push(invitee);
    }
    Ok(invitees)
}

/// With whom a person shares what.
fn shared_with(
    person: Id<cases::Person>,
    groups: &[cases::SharedContact],
    people: &[cases::Person],
) -> Vec<Shared> {
    let theirs = groups.iter().filter(|group| group.people.contains(&person));
    let others = |group: &cases::SharedContact| {
        let other = people.iter().filter(|other| other.id != person && group.people.contains(&other.id));
        other.map(|other| other.name.clone()).collect()
    };
    theirs.map(|group| Shared { what: group.what, with: others(group) }).collect()
}

fn put_together(
    meeting: &Meeting,
    participant: Participant,
    rights: ReaderRights,
    person: Option<&cases::Person>,
    language: Language,
) -> Invitee {
    let content = Content {
        audience: Audience::of(participant.reader),
        wording: Wording::Neutral,
        name: participant.name.clone(),
        address: person.and_then(|person| person.address.clone()),
        participation: participant.participation,
        times: participants::attendance(&participant, &meeting.conference, &meeting.phases),
        own_place: participant.place.clone(),
        link: preview_link(),
        code: None,
        language,
        renewed: false,
        meeting: meeting.clone(),
    };
    Invitee {
        email: person.and_then(|person| person.email.clone()),
        phone: person.and_then(|person| person.phone.clone()),
        participant,
        rights,
        content,
        shared: Vec::new(),
        elses: false,
    }
}

/// Everybody who can be invited, in the order of the table.
///
/// # Errors
/// Database errors.
pub(super) async fn invitees(
    house: &House,
    lookup: Lookup<'_>,
    meeting: &Meeting,
) -> Result<Vec<Invitee>, Failure> {
    let mut participants = participants::of_conference(lookup, meeting.conference.id).await?;
    participants.retain(is_told);
    reached_all(house, lookup, meeting, participants).await
}

/// The link that stands in a preview. What is compared with what was looked at is cut with this one; the link that
/// is sent differs from it in nothing but the installation's address and the secret.
pub(super) fn preview_link() -> Option<Link> {
    Link::new("/p/osobni-odkaz")
}
