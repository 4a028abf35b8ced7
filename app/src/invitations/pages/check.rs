//! Check before sending: who, how; then one act.

use super::looks::{self, LookRow, StopRow};
use super::{Guest, guests, home, send_label};
use crate::access::{Denied, House, Permit};
use crate::cases::Contact;
use crate::conferences::{Conference, EditConference};
use crate::disclosure::JustifyFact;
use crate::invitations::actions::{self, Ready};
use crate::invitations::forms::{self, Looked};
use crate::invitations::model::Channel;
use crate::invitations::rules;
use crate::invitations::words::Language;
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::participants::Participant;
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

const PROTECTED: &str = "V pozvánce je chráněný údaj, který se k tomuto člověku nesmí dostat.";

/// A person on the check page.
pub(in crate::invitations) struct Line {
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) role: String,
    pub(in crate::invitations) what: String,
    pub(in crate::invitations) version: String,
    pub(in crate::invitations) fingerprint: String,
    /// The fingerprint of the page behind the code.
    pub(in crate::invitations) preparation: String,
    pub(in crate::invitations) again: bool,
    pub(in crate::invitations) changed: bool,
    pub(in crate::invitations) cannot: Option<&'static str>,
    /// Who else of the case may read it, in sentences.
    pub(in crate::invitations) shared: Vec<String>,
    /// Words that must not reach them.
    pub(in crate::invitations) stops: Vec<StopRow>,
    /// What has to be looked at before it is sent.
    pub(in crate::invitations) look: Option<LookRow>,
}

impl Line {
    /// Whether a protected fact that nobody has justified keeps it in the house.
    fn is_stopped(&self) -> bool {
        self.stops.iter().any(|stop| !stop.excused)
    }
}

#[derive(Template)]
#[template(path = "invitations/pages/check.html")]
pub(in crate::invitations) struct CheckPage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) conference: String,
    pub(in crate::invitations) lines: Vec<Line>,
    pub(in crate::invitations) label: String,
    pub(in crate::invitations) changed: bool,
    pub(in crate::invitations) nobody: bool,
    /// Whether something was sent that nobody has looked at.
    pub(in crate::invitations) unseen: bool,
    pub(in crate::invitations) may_justify: bool,
}

fn what(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "e-mail s osobním odkazem a termínem do kalendáře, odejde hned",
        Channel::Letter => "dopis k vytištění a odeslání poštou",
        Channel::Registered => "dopis k vytištění a odeslání doporučeně s dodejkou",
        Channel::DataBox => "dopis, který pošlete do datové schránky spisovou službou",
        Channel::InPerson => "dopis k vytištění a osobnímu předání",
        Channel::Phone => "zavoláte; nic se neodesílá",
        Channel::Sms => "SMS s osobním odkazem a bez jména, odejde hned",
    }
}

/// Who else of the case may read it: a mailbox or a phone of two, as the chosen way uses it.
fn shared(permit: &Permit<Conference, EditConference>, guest: &Guest) -> Vec<String> {
    let used = match guest.channel() {
        Channel::Email => Contact::Email,
        Channel::Sms | Channel::Phone => Contact::Phone,
        // That a household opens letters together is told where the case's people are: a mother and her child would
        // warn of each other here every time.
        Channel::Letter | Channel::Registered | Channel::DataBox | Channel::InPerson => return Vec::new(),
    };
    let concerned = guest.invitee.shared.iter().filter(|shared| shared.what == used);
    concerned
        .map(|shared| {
            let who: Vec<&str> = shared.with.iter().map(|name| permit.reveal(name).as_str()).collect();
            let who = who.join(", ");
            match used {
                Contact::Phone => format!("Stejný telefon má i {who}. Kdo z nich ho bere?"),
                _ => format!("Stejný e-mail má i {who}. Kdo z nich ho čte?"),
            }
        })
        .collect()
}

fn line(permit: &Permit<Conference, EditConference>, guest: &Guest, looked: &[Looked]) -> Line {
    let participant = &guest.invitee.participant;
    let (fingerprint, preparation) =
        (guest.told.fingerprint().to_owned(), guest.inside.fingerprint().to_owned());
    let before = looked.iter().find(|looked| looked.participant == participant.id);
    let unreachable = guest.unreachable();
    let stops = looks::stops(permit, guest);
    let stopped = stops.iter().any(|stop| !stop.excused);
    Line {
        id: participant.id.to_string(),
        name: permit.reveal(&participant.name).clone(),
        role: participant.role_label.clone(),
        what: match guest.invitee.content.language {
            Language::Czech => what(guest.channel()).to_owned(),
            other => format!("{}; jazyk: {}", what(guest.channel()), other.label()),
        },
        version: guest.invitation.as_ref().map_or_else(String::new, |i| i.version.to_string()),
        changed: before
            .is_some_and(|looked| looked.fingerprint != fingerprint || looked.preparation != preparation),
        fingerprint,
        preparation,
        again: !guest.waits() || guest.is_outdated(),
        cannot: match () {
            () if stopped => Some(PROTECTED),
            () if guest.would_meet => Some(rules::WOULD_MEET),
            () => unreachable,
        },
        shared: shared(permit, guest),
        stops,
        look: None,
    }
}

async fn draw(
    house: &House,
    permit: &Permit<Conference, EditConference>,
    guests: &[&Guest],
    (looked, form): (&[Looked], Option<&FormState>),
) -> Result<CheckPage, Failure> {
    let mut lines: Vec<Line> = guests.iter().map(|guest| line(permit, guest, looked)).collect();
    let needed = looks::needed(house, permit, guests).await?;
    for ((line, guest), needed) in lines.iter_mut().zip(guests).zip(needed) {
        if needed && !line.is_stopped() {
            line.look = Some(looks::look(house, guest, form).await?);
        }
    }
    let people = lines.iter().filter(|line| line.cannot.is_none()).count();
    let outdated =
        lines.iter().zip(guests).filter(|(line, guest)| line.cannot.is_none() && guest.is_outdated());
    let outdated = outdated.count();
    Ok(CheckPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        conference: permit.id().to_string(),
        label: send_label(people, outdated),
        changed: lines.iter().any(|line| line.changed),
        nobody: people == 0,
        unseen: lines.iter().any(|line| line.look.as_ref().is_some_and(|look| look.problem)),
        may_justify: permit.allows::<JustifyFact>(),
        lines,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<Conference, EditConference>,
    State(house): State<House>,
    query: Query,
) -> Result<Response, Denied> {
    let Some((meeting, guests)) = guests(&house, permit.lookup(&house), permit.record()).await? else {
        return Ok(Onward::to(home(permit.id())).into_response());
    };
    if !rules::obstacles(permit.record(), meeting.safety_concern).is_empty() {
        return Ok(Onward::to(home(permit.id())).into_response());
    }
    let wanted: Vec<Id<Participant>> = query.0.ids("komu");
    let chosen: Vec<&Guest> = guests
        .iter()
        .filter(|guest| match wanted.is_empty() {
            true => guest.waits(),
            false => wanted.contains(&guest.invitee.participant.id),
        })
        .collect();
    Ok(Html::page(&draw(&house, &permit, &chosen, (&[], None)).await?)?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn send(
    permit: Permit<Conference, EditConference>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let looked = forms::looked(&form);
    let Some((meeting, guests)) = guests(&house, permit.lookup(&house), permit.record()).await? else {
        return Ok(Onward::to(home(permit.id())).into_response());
    };
    if looked.is_empty() || !rules::obstacles(permit.record(), meeting.safety_concern).is_empty() {
        return Ok(Onward::to(home(permit.id())).into_response());
    }
    let chosen: Vec<&Guest> = guests
        .iter()
        .filter(|guest| looked.iter().any(|l| l.participant == guest.invitee.participant.id))
        .collect();
    let mut page = draw(&house, &permit, &chosen, (&looked, Some(&form))).await?;
    if page.changed {
        return Ok(Html::stale(&page)?.into_response());
    }
    if page.unseen || page.lines.iter().any(|line| line.cannot.is_some()) {
        return Ok(Html::again(&page)?.into_response());
    }
    let (mut ready, mut stopped_in_print) = (Vec::new(), Vec::new());
    for guest in guests {
        let participant = guest.invitee.participant.id;
        let Some(seen) = looked.iter().find(|looked| looked.participant == participant) else { continue };
        let looked_at = form.is("videno", &participant.to_string());
        match make_ready(&house, guest, seen, looked_at).await? {
            Some(one) => ready.push(one),
            None => stopped_in_print.push(participant),
        }
    }
    // What a template made of it holds a protected fact that its parts do not: nothing of all is sent.
    if !stopped_in_print.is_empty() {
        for line in &mut page.lines {
            if stopped_in_print.iter().any(|who| who.to_string() == line.id) {
                line.cannot = Some(PROTECTED);
            }
        }
        return Ok(Html::again(&page)?.into_response());
    }
    let conference = permit.id();
    let given = actions::give_out(&house, Arc::new(permit), ready).await?;
    let notice = if given > 0 { "odeslano" } else { "nic" };
    Ok(Onward::to(home(conference)).noticing(notice).into_response())
}

async fn make_ready(
    house: &House,
    guest: Guest,
    seen: &Looked,
    looked_at: bool,
) -> Result<Option<Ready>, Denied> {
    let look = looked_at.then_some(guest.invitee.participant.reader);
    let channel = guest.channel();
    let participant = seen.participant;
    let (term, renewed) = (guest.invitee.content.term(), guest.invitee.content.renewed);
    let letter = match channel.has_letter() {
        true => match actions::letter(house, guest.invitee, guest.enclosed).await? {
            None => return Ok(None),
            letter => letter,
        },
        false => None,
    };
    let (version, fingerprint) = (seen.version, seen.fingerprint.clone());
    let preparation = seen.preparation.clone();
    Ok(Some(Ready { participant, version, channel, fingerprint, preparation, term, renewed, letter, look }))
}
