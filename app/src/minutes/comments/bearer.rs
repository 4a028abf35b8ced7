//! The draft for whoever came by a personal link, read on an errand and only to be cut for them.

use super::letters::{Done, Draft, DraftPart, DraftView, Part, Problem, Reader};
use super::model::{Comment, Release};
use super::rules::{self, Window};
use super::store;
use crate::access::{House, Lookup};
use crate::conferences::{self, Conference, State};
use crate::disclosure;
use crate::invitations::doors::{self, Guest, Language};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::meeting::{self, PresenceStep};
use crate::minutes::content;
use crate::participants::{self, Participant};
use crate::shell::DoorContext;
use outbound::{Disclosed, Page};

/// Whether somebody was at the meeting, for however long and in whichever way.
pub(super) async fn was_there(
    lookup: Lookup<'_>,
    (conference, participant): (Id<Conference>, Id<Participant>),
) -> Result<bool, Failure> {
    let presence = meeting::presence(lookup, conference).await?;
    let came = |step| matches!(step, PresenceStep::Arrived | PresenceStep::ByPhone | PresenceStep::ByVideo);
    Ok(presence.iter().any(|tap| tap.seat.uuid() == participant.uuid() && came(tap.step)))
}

/// What somebody at their address stands before.
pub(super) struct Standing {
    pub(super) release: Option<Release>,
    pub(super) window: Window,
    pub(super) present: bool,
    pub(super) own: Vec<Comment>,
}

/// What ended the draft, if something did.
pub(super) fn ended(conference: &Conference) -> Option<rules::Ended> {
    match conference.state {
        _ if conference.sealed.is_some() => Some(rules::Ended::Sealed),
        State::Closed => Some(rules::Ended::Closed),
        _ => None,
    }
}

/// What a guest stands before now.
pub(super) async fn standing(house: &House, guest: &Guest) -> Result<Standing, Failure> {
    let (lookup, conference) = (guest.lookup(house), &guest.conference);
    let release = store::release(lookup, conference.id).await?;
    let window = rules::window(release, ended(&guest.conference), house.clock.now().day());
    let present = was_there(lookup, (conference.id, guest.participant.id)).await?;
    let own = match guest.proved() && present && window.takes() {
        true => store::of_conference(lookup, conference).await?,
        false => Vec::new(),
    };
    let own = own.into_iter().filter(|comment| comment.participant == guest.participant.id).collect();
    Ok(Standing { release, window, present, own })
}

/// The page, cut for the guest. When a protected fact keeps their extract in the house the page stands without it, and
/// says that the office gives it to them in person.
pub(super) async fn drawn(
    house: &House,
    guest: &Guest,
    standing: Standing,
    (done, problem): (Done, Option<Problem>),
) -> Result<Disclosed<DraftView>, Failure> {
    let reader = Reader::of(guest, standing.present, standing.window)?;
    draw(house, guest, reader, standing, (done, problem)).await
}

/// The page when a form came without the code: what was typed goes on with the code.
pub(super) async fn asked_again(
    house: &House,
    guest: &Guest,
    standing: Standing,
    (problem, form): (Problem, &FormState),
) -> Result<Disclosed<DraftView>, Failure> {
    let mut reader = Reader::of(guest, standing.present, standing.window)?;
    if problem.typed.is_some() {
        reader.door = Some(guest.door_sending("zapis", form)?);
    }
    draw(house, guest, reader, standing, (Done::Nothing, Some(problem))).await
}

async fn draw(
    house: &House,
    guest: &Guest,
    reader: Reader,
    standing: Standing,
    (done, problem): (Done, Option<Problem>),
) -> Result<Disclosed<DraftView>, Failure> {
    // Where a fact is protected from the reader nothing typed is given back: whether the page comes or not would tell
    // whoever tries words out which of them is the secret.
    let problem = problem.map(|problem| match reader.guarded {
        true => Problem { unreturned: problem.typed.is_some(), typed: None, ..problem },
        false => problem,
    });
    let record = match reader.inside() && !reader.child {
        true => content::load(guest.lookup(house), &guest.conference).await?,
        false => None,
    };
    let record = record.map(|record| record.extract_for(guest.participant.id));
    let seed = Id::fresh(house.clock.now());
    let own = standing.own;
    let mut draft = Draft { reader, record, held_back: false, answers: true, own, done, problem, seed };
    let disclosed: Disclosed<DraftView> = disclosure::disclose_by(&guest.rights, &draft);
    if !disclosed.is_stopped() {
        return Ok(disclosed);
    }
    if draft.record.is_some() {
        (draft.record, draft.held_back) = (None, true);
        let disclosed: Disclosed<DraftView> = disclosure::disclose_by(&guest.rights, &draft);
        if !disclosed.is_stopped() {
            return Ok(disclosed);
        }
    }
    // What the office answered is said to them in person.
    (draft.answers, draft.held_back) = (false, true);
    Ok(disclosure::disclose_by(&guest.rights, &draft))
}

/// The draft on their first page: that it is there, until when.
pub(super) async fn part(context: DoorContext<'_>) -> Result<Option<Page>, Failure> {
    let lookup = context.lookup;
    let of: (Id<Conference>, Id<Participant>) =
        (Id::from_uuid(context.conference), Id::from_uuid(context.participant));
    let release = store::release(lookup, of.0).await?;
    if release.is_none() || !was_there(lookup, of).await? {
        return Ok(None);
    }
    let participant = participants::find(lookup, of.1).await?;
    let conference = conferences::find(lookup, of.0).await?;
    let (Some(participant), Some(conference)) = (participant, conference) else { return Ok(None) };
    let Some(way) = outbound::Link::new(format!("{}/zapis", context.path)) else { return Ok(None) };
    let today = context.house.clock.now().day();
    if rules::window(release, ended(&conference), today) == Window::Over {
        return Ok(None);
    }
    let part = Part {
        language: Language::from_code(context.language).unwrap_or_default(),
        child: participant.reader == crate::cases::ReaderKind::Child,
        window: rules::window(release, ended(&conference), today),
        way,
    };
    let about =
        crate::audit::About { case: Some(conference.case.uuid()), conference: Some(conference.id.uuid()) };
    let disclosed =
        disclosure::disclose::<DraftPart, _>(context.house, lookup, &part, &participant, about).await?;
    doors::part(&disclosed)
}
