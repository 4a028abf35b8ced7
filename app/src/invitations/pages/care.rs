//! What staff have to do about one invitation besides sending it: a code to be said, somebody named instead, a request
//! for information, a confirmation that something was destroyed.

use super::one::{address, done};
use crate::access::{Denied, House, Permit, Reads};
use crate::conferences::{Conference, EditConference};
use crate::identity::Staff;
use crate::invitations::actions::Undone;
use crate::invitations::asks::{self, Request, Substitute, SubstituteState, actions as asking};
use crate::invitations::employer::Release;
use crate::invitations::events::LanguageChosen;
use crate::invitations::model::Invitation;
use crate::invitations::policy::{HandleInvitation, ReadInvitation, TellInvitation};
use crate::invitations::proof::{self, actions as proofs};
use crate::invitations::recall::{
    self, Erasure, ErasureState, actions as recalls, jobs as erasures, letters::Asking,
};
use crate::invitations::words::Language;
use crate::invitations::{employer, printing, replies, rules, store};
use crate::kernel::{Choice, Failure, FormState, Moment, Token};
use crate::participants::{self, Participant};
use crate::shell::{Frame, Html, Input, Onward, download};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Somebody named instead.
pub(in crate::invitations) struct Named {
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) role: Option<String>,
    pub(in crate::invitations) contact: String,
    pub(in crate::invitations) when: String,
    pub(in crate::invitations) open: bool,
    /// Not accepted, and nobody has said so yet.
    pub(in crate::invitations) untold: bool,
}

/// A request for information.
pub(in crate::invitations) struct Asked {
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) words: Option<String>,
    pub(in crate::invitations) when: String,
    pub(in crate::invitations) settled: Option<String>,
}

/// What became of calling back.
pub(in crate::invitations) struct Called {
    /// Which request it is.
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) state: &'static str,
    pub(in crate::invitations) when: Option<String>,
    pub(in crate::invitations) reason: Option<String>,
    /// Where the mail went that is to be destroyed.
    pub(in crate::invitations) mailbox: Option<String>,
    /// Why no mail asks.
    pub(in crate::invitations) trouble: Option<&'static str>,
    pub(in crate::invitations) open: bool,
}

/// What there is to do, and what happened.
#[derive(Default)]
pub(in crate::invitations) struct Care {
    /// How the code reached them, and when.
    pub(in crate::invitations) code: Option<(&'static str, String)>,
    /// Whether a code would open anything.
    pub(in crate::invitations) door: bool,
    /// Somebody tries codes: in words.
    pub(in crate::invitations) tried: Option<String>,
    /// Whether that looks like somebody else.
    pub(in crate::invitations) suspicious: bool,
    pub(in crate::invitations) named: Vec<Named>,
    pub(in crate::invitations) asked: Vec<Asked>,
    pub(in crate::invitations) called: Option<Called>,
    /// What a calendar answered that somebody has to ask about: what, when.
    pub(in crate::invitations) replied: Option<(&'static str, String)>,
    pub(in crate::invitations) language: &'static str,
    /// Whether the request for time off work may be printed.
    pub(in crate::invitations) release: bool,
}

impl Care {
    /// Languages to choose from.
    pub(in crate::invitations) fn languages(&self) -> Vec<(&'static str, &'static str)> {
        Language::ALL.iter().map(|language| (language.code(), language.label())).collect()
    }
}

fn at(moment: Moment) -> String {
    czech::dates::local_moment(moment.timestamp())
}

/// "3 špatné pokusy, poslední včera v 14.05".
fn tried_in_words(tried: proof::Tried) -> String {
    let number = u32::try_from(tried.wrong).unwrap_or(u32::MAX);
    let tries = czech::plural::count(tried.wrong, "špatný pokus", "špatné pokusy", "špatných pokusů");
    let last = if number == 1 { "" } else { "poslední " };
    let stopped = match tried.stopped {
        Some(moment) => format!(" Zkoušení se zastavilo {}, na čtvrt hodiny.", at(moment)),
        None => String::new(),
    };
    format!("{tries}, {last}{}.{stopped}", at(tried.last))
}

/// Gathers it.
pub(super) async fn care<A: Reads<Invitation>>(
    house: &House,
    permit: &Permit<Invitation, A>,
    staff: &[Staff],
) -> Result<Care, Failure> {
    let (lookup, invitation) = (permit.lookup(house), permit.record());
    let tried = proof::tried(lookup, invitation.id).await?;
    let substitutes = asks::substitutes_of(lookup, invitation).await?;
    let requests = asks::request_of(lookup, invitation).await?;
    let called = match recall::erasure_of(lookup, invitation.id).await? {
        Some(erasure) => {
            let recall = recall::reason_of(lookup, erasure.recall, invitation.case).await?;
            Some(Called {
                id: erasure.id.to_string(),
                state: erasure.state.label(),
                when: erasure.confirmed.or(erasure.asked).map(at),
                mailbox: recall::mailbox_of(lookup, erasure.id, invitation.case)
                    .await?
                    .map(|mailbox| permit.reveal(&mailbox).clone()),
                trouble: erasure.trouble.as_deref().map(rules::trouble_in_words),
                reason: recall.map(|recall| permit.reveal(&recall.reason).clone()),
                open: erasure.state != ErasureState::Confirmed,
            })
        }
        None => None,
    };
    let replies = store::replies::of_invitation(lookup, invitation.id).await?;
    let replied = replies.into_iter().rev().find(|one| one.fate == replies::Fate::Open);
    let who = |id| staff.iter().find(|s| Some(s.id) == id).map_or_else(String::new, |s| s.name().full());
    let settled = |request: &Request| {
        request.settled.map(|moment| format!("{}, {}", at(moment), who(request.settled_by)))
    };
    let language = store::language::of(lookup.queries(), invitation.participant).await?;
    let today = permit.actor().today;
    Ok(Care {
        code: proof::live_code(lookup, invitation.id).await?.map(|(way, made)| (way.label(), at(made))),
        door: store::has_door(lookup.queries(), invitation).await?,
        suspicious: tried.is_some_and(|tried| tried.wrong >= proof::SUSPICIOUS || tried.stopped.is_some()),
        tried: tried.map(tried_in_words),
        named: substitutes.iter().map(|one| named(permit, one)).collect(),
        asked: requests
            .iter()
            .map(|request| Asked {
                id: request.id.to_string(),
                words: request.words.as_ref().map(|words| permit.reveal(words).clone()),
                when: at(request.asked),
                settled: settled(request),
            })
            .collect(),
        called,
        replied: replied.map(|one| (one.response, at(one.arrived))),
        language: language.code(),
        release: crate::law::reference_for(
            lookup.queries(),
            invitation.office,
            crate::law::codes::GENERAL_INTEREST,
            today,
        )
        .await?
        .and_then(|reference| reference.printable())
        .is_some(),
    })
}

fn named<A: Reads<Invitation>>(permit: &Permit<Invitation, A>, one: &Substitute) -> Named {
    Named {
        id: one.id.to_string(),
        name: permit.reveal(&one.name).clone(),
        role: one.role.as_ref().map(|role| permit.reveal(role).clone()),
        contact: permit.reveal(&one.contact).clone(),
        when: at(one.named),
        open: one.state == SubstituteState::Named,
        untold: one.state == SubstituteState::Declined && one.told.is_none(),
    }
}

#[derive(Template)]
#[template(path = "invitations/pages/code.html")]
pub(in crate::invitations) struct CodePage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) conference: String,
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) code: String,
}

/// Makes a code to be said; it is shown this once.
#[axum::debug_handler(state = House)]
pub(super) async fn code(
    permit: Permit<Invitation, TellInvitation>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let participant = participants::find(permit.lookup(&house), permit.record().participant).await?;
    let participant = participant.ok_or_else(Denied::hidden)?;
    // Who was taken off the table has no door, nor has who reads inside.
    if permit.record().round == 0 && (participant.removed || participant.staff.is_some()) {
        return done(Err(Undone::Stale), address(&permit), "");
    }
    let permit = Arc::new(permit);
    match proofs::say(&house, permit.clone()).await {
        Ok(code) => {
            let page = CodePage {
                frame: Frame::new(&house, permit.actor(), "/konference"),
                conference: permit.record().conference.to_string(),
                id: permit.id().to_string(),
                name: permit.reveal(&participant.name).clone(),
                code: code.spoken(),
            };
            Ok(Html::page(&page)?.into_response())
        }
        Err(undone) => done(Err(undone), address(&permit), ""),
    }
}

/// The office decides about somebody named instead.
#[axum::debug_handler(state = House)]
pub(super) async fn substitute(
    permit: Permit<Invitation, HandleInvitation>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let address = address(&permit);
    let participant: Option<Participant> =
        participants::find(permit.lookup(&house), permit.record().participant).await?;
    let participant = participant.ok_or_else(Denied::hidden)?;
    let Some(id) = form.id::<Substitute>("zastup") else { return done(Err(Undone::Stale), address, "") };
    if form.value("rozhodnuti") == "receno" {
        return done(asking::told(&house, Arc::new(permit), id).await, address, "zastup_receno");
    }
    let accepted = form.value("rozhodnuti") == "ano";
    let outcome = asking::decide(&house, Arc::new(permit), (id, accepted), participant).await;
    done(outcome, address, if accepted { "zastup" } else { "zastup_ne" })
}

/// The office dealt with a request for information.
#[axum::debug_handler(state = House)]
pub(super) async fn request(
    permit: Permit<Invitation, HandleInvitation>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let address = address(&permit);
    let Some(id) = form.id::<Request>("zadost") else { return done(Err(Undone::Stale), address, "") };
    done(asking::settle(&house, Arc::new(permit), id).await, address, "zadost")
}

/// The request that the page was about: of several mailboxes the one that was read there, and not the next one.
async fn asked_for(
    permit: &Permit<Invitation, TellInvitation>,
    house: &House,
    form: &FormState,
) -> Result<Option<Erasure>, Failure> {
    let open = recall::erasure_of(permit.lookup(house), permit.id()).await?;
    let meant = form.id::<Erasure>("zadost");
    Ok(open.filter(|open| Some(open.id) == meant))
}

/// Files a letter that asks to destroy what was received.
#[axum::debug_handler(state = House)]
pub(super) async fn ask_to_erase(
    permit: Permit<Invitation, TellInvitation>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (address, lookup) = (address(&permit), permit.lookup(&house));
    let Some(erasure) = asked_for(&permit, &house, &form).await? else {
        return done(Err(Undone::Stale), address, "");
    };
    let Some(invitee) = erasures::invitee(&house, lookup, permit.record()).await? else {
        return done(Err(Undone::Stale), address, "");
    };
    let token = Token::fresh();
    let Some(link) = erasures::address(&house, &token) else { return done(Err(Undone::Stale), address, "") };
    let asking = Asking { content: invitee.content.clone(), link, confirmed: false };
    let disclosed = crate::disclosure::disclose_by::<recall::letters::EraseView, _>(&invitee.rights, &asking);
    let about = crate::access::Record::about(permit.record());
    let sent = crate::disclosure::Sent::of(about, "letter", permit.record().participant, &disclosed);
    let Some(paper) = printing::typeset(&house, disclosed).await? else {
        return Ok(Onward::to(address).noticing("chraneno").into_response());
    };
    let letter = recalls::Letter { token, bytes: paper.bytes().to_vec(), sent };
    match recalls::ask_by_letter(&house, Arc::new(permit), (erasure.id, letter)).await {
        Ok(_) => Ok(Onward::to(address).noticing("prosba").into_response()),
        Err(undone) => done(Err(undone), address, ""),
    }
}

/// Staff write down that something was destroyed.
#[axum::debug_handler(state = House)]
pub(super) async fn erased(
    permit: Permit<Invitation, TellInvitation>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let address = address(&permit);
    let Some(erasure) = asked_for(&permit, &house, &form).await? else {
        return done(Err(Undone::Stale), address, "");
    };
    done(recalls::note_confirmed(&house, Arc::new(permit), erasure.id).await, address, "smazano")
}

/// Staff asked about what a calendar answered.
#[axum::debug_handler(state = House)]
pub(super) async fn asked(
    permit: Permit<Invitation, HandleInvitation>,
    State(house): State<House>,
) -> Result<Onward, Denied> {
    let address = address(&permit);
    replies::jobs::settle(&house, Arc::new(permit)).await?;
    Ok(Onward::to(address).noticing("kalendar"))
}

/// The request for time off work, to be handed over.
#[axum::debug_handler(state = House)]
pub(super) async fn release(
    permit: Permit<Invitation, ReadInvitation>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let invitee = erasures::invitee(&house, permit.lookup(&house), permit.record()).await?;
    let paper = match invitee {
        Some(invitee) => employer::paper(&house, &invitee).await?,
        None => None,
    };
    let paper = match paper {
        Some(Release::Paper(paper)) => paper,
        Some(Release::Stopped) => {
            return Ok(Onward::to(address(&permit)).noticing("chraneno").into_response());
        }
        None => return Ok(Onward::to(address(&permit)).into_response()),
    };
    Ok(download(&house, "uvolneni.pdf", "application/pdf", paper.bytes().to_vec()))
}

/// Staff choose the language in which somebody is written to.
#[axum::debug_handler(state = House)]
pub(super) async fn language(
    permit: Permit<Conference, EditConference>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let list = super::home(permit.id());
    let chosen = form.id::<Participant>("ucastnik").zip(Language::from_code(form.value("jazyk")));
    let Some((participant, language)) = chosen else { return Ok(Onward::to(list)) };
    let found = participants::find(permit.lookup(&house), participant).await?;
    if found.is_none_or(|found| found.conference != permit.id()) {
        return Err(Denied::hidden());
    }
    let permit = Arc::new(permit);
    let spoken = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            let whose = (participant, permit.id());
            store::language::set(&mut operation, whose, language, Some(permit.actor().id)).await?;
            let event = LanguageChosen {
                about: permit.about(),
                participant,
                language: language.code(),
                by_staff: true,
            };
            Ok::<_, Failure>((operation.record(&event).await?, ()))
        }
    });
    spoken.await?;
    let back = form.id::<Invitation>("pozvanka");
    let to = back.map_or_else(|| format!("{list}?komu={participant}"), |id| format!("{list}/{id}"));
    Ok(Onward::to(to).noticing("jazyk"))
}
