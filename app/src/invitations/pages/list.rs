//! The list of people with the exact preview of one.

use super::seen::{self, Seen};
use super::{Guest, guests, home, send_label};
use crate::access::{Denied, House, Permit, Reads};
use crate::conferences::{Around, Conference, EditConference, ReadConference, WeighConference};
use crate::disclosure;
use crate::invitations::content::{Difference, Invitee};
use crate::invitations::inside::Inside;
use crate::invitations::letters::InvitationView;
use crate::invitations::model::{Channel, Earlier, Invitation};
use crate::invitations::notices;
use crate::invitations::outside::{OutsideView, Visit};
use crate::invitations::policy::{PreviewInvitations, RecallInvitations};
use crate::invitations::words::Language;
use crate::invitations::{actions, content, forms, inside, jobs, printing, rules, short, store};
use crate::kernel::{Choice, Failure, Id};
use crate::participants::{self, Participant};
use crate::shell::{Frame, Html, Input, Onward, Query, download};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use uuid::Uuid;

/// A person in the list.
pub(in crate::invitations) struct Row {
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) role: String,
    pub(in crate::invitations) channel: &'static str,
    pub(in crate::invitations) state: Option<(&'static str, &'static str)>,
    pub(in crate::invitations) answer: Option<(&'static str, &'static str)>,
    /// An answer to an earlier schedule: history.
    pub(in crate::invitations) earlier: Option<String>,
    pub(in crate::invitations) opened: bool,
    pub(in crate::invitations) changed: bool,
    /// Their link leads nowhere: a fact was protected from them since.
    pub(in crate::invitations) nowhere: bool,
    /// What they know does not hold any more.
    pub(in crate::invitations) outdated: bool,
    /// They would meet somebody whom they must not meet: until then they are not invited.
    pub(in crate::invitations) would_meet: Option<&'static str>,
    pub(in crate::invitations) trouble: Option<&'static str>,
    pub(in crate::invitations) detail: Option<String>,
    /// Whether it was ever given out.
    pub(in crate::invitations) given: bool,
    pub(in crate::invitations) current: bool,
}

/// Somebody whom staff have to tell that the meeting will not be as they were told.
pub(in crate::invitations) struct Tell {
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) role: String,
    /// What to say.
    pub(in crate::invitations) what: String,
    /// How they had been told, and why it has to be said.
    pub(in crate::invitations) why: String,
    pub(in crate::invitations) phone: Option<String>,
}

/// What one person gets, word for word.
pub(in crate::invitations) struct Preview {
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) channel: Channel,
    /// In which language they are written to.
    pub(in crate::invitations) language: Language,
    /// Everything they will get.
    pub(in crate::invitations) seen: Seen,
    /// Whether the page behind the code is not what was looked at when the invitation was given out.
    pub(in crate::invitations) changed: bool,
    /// Kinds of facts that were kept back.
    pub(in crate::invitations) refused: Vec<&'static str>,
    /// Words that must not reach them.
    pub(in crate::invitations) stops: Vec<super::looks::StopRow>,
    /// In what it differs from the standard text.
    pub(in crate::invitations) differs: Vec<String>,
    /// The words of the short message, when that is the way.
    pub(in crate::invitations) short: Option<String>,
    /// Why the chosen way leads nowhere.
    pub(in crate::invitations) unreachable: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "invitations/pages/list.html")]
pub(in crate::invitations) struct ListPage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) around: Around,
    pub(in crate::invitations) conference: String,
    pub(in crate::invitations) obstacles: Vec<(&'static str, &'static str)>,
    pub(in crate::invitations) safety_concern: bool,
    pub(in crate::invitations) tell: Vec<Tell>,
    pub(in crate::invitations) rows: Vec<Row>,
    pub(in crate::invitations) send: Option<String>,
    pub(in crate::invitations) preview: Option<Preview>,
    pub(in crate::invitations) may_edit: bool,
    /// Whether the person may take back what was sent, also of a meeting that is over.
    pub(in crate::invitations) may_recall: bool,
    /// Whether short messages can be sent from here.
    pub(in crate::invitations) has_sms: bool,
}

impl ListPage {
    fn channels(&self) -> Vec<(&'static str, &'static str)> {
        let offered = Channel::ALL.iter().filter(|channel| self.has_sms || **channel != Channel::Sms);
        offered.map(|channel| (channel.code(), channel.label())).collect()
    }
    fn languages(&self) -> Vec<(&'static str, &'static str)> {
        Language::ALL.iter().map(|language| (language.code(), language.label())).collect()
    }
}

const NOTICES: &[(&str, &str)] = &[
    ("zpusob", "Způsob pozvání je uložený."),
    (
        "odeslano",
        "Pozvánky jsou na cestě. E-maily odcházejí hned, dopisy najdete k vytištění u každého člověka.",
    ),
    ("nic", "Nic se neodeslalo: pozvánky mezitím odeslal někdo jiný."),
    (
        "odvolano",
        "Pozvánka je odvolaná. Odkaz v ní už nikam nevede; komu přišla e-mailem, tomu o tom píšeme.",
    ),
    ("receno", "Zapsáno, že to ví."),
    ("jazyk", "Jazyk je uložený. Náhled už je v něm; co dřív odešlo e-mailem nebo dopisem, se nemění."),
    ("hovor", "Hovor je zapsaný."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<Conference, ReadConference>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    let sees_all = permit.allows::<WeighConference>();
    let may_edit = permit.allows::<EditConference>();
    let loaded = guests(&house, lookup, permit.record()).await?;
    let safety_concern = loaded.as_ref().is_some_and(|(meeting, _)| meeting.safety_concern);
    let obstacles = rules::obstacles(permit.record(), safety_concern);
    let guests = loaded.map(|(_, guests)| guests).unwrap_or_default();
    let wanted: Option<Id<Participant>> = query.0.id("komu");
    let shown = guests
        .iter()
        .find(|guest| wanted == Some(guest.invitee.participant.id))
        .or_else(|| guests.first())
        .filter(|_| sees_all);
    let preview = match shown {
        Some(guest) => Some(preview(&house, &permit, guest).await?),
        None => None,
    };
    let waiting = guests.iter().filter(|guest| guest.waits()).count();
    let outdated = guests.iter().filter(|guest| guest.is_outdated()).count();
    let tell = if sees_all { tell(&house, &permit).await? } else { Vec::new() };
    let selected = preview.as_ref().map(|preview| preview.id.clone());
    let linked = if sees_all { store::linked(lookup, permit.id()).await? } else { Vec::new() };
    let links = sees_all.then_some(linked.as_slice());
    let rows = guests.iter().map(|guest| row(&permit, guest, selected.as_deref(), links)).collect();
    Ok(Html::page(&ListPage {
        frame,
        around: Around::of(&house, &permit).await?,
        conference: permit.id().to_string(),
        send: (waiting > 0 && obstacles.is_empty() && may_edit).then(|| send_label(waiting, outdated)),
        tell,
        rows,
        obstacles,
        safety_concern: safety_concern && sees_all,
        preview,
        may_edit,
        may_recall: permit.allows::<RecallInvitations>(),
        has_sms: house.exit.sms.is_some(),
    })?)
}

/// A line; for whoever sees everything with those who hold a link.
fn row(
    permit: &Permit<Conference, ReadConference>,
    guest: &Guest,
    selected: Option<&str>,
    linked: Option<&[Id<Participant>]>,
) -> Row {
    let participant = &guest.invitee.participant;
    let invitation = guest.invitation.as_ref();
    let sees_all = linked.is_some();
    let given = invitation.is_some_and(|invitation| invitation.round > 0);
    // Who was given a link at the table was sent nothing, and may still need a new code.
    let has_page = linked.is_some_and(|linked| given || linked.contains(&participant.id));
    let id = participant.id.to_string();
    Row {
        current: selected == Some(id.as_str()),
        name: permit.reveal(&participant.name).clone(),
        role: participant.role_label.clone(),
        channel: guest.channel().label(),
        state: invitation.map(|invitation| (invitation.state.label(), invitation.state.look())),
        answer: invitation.and_then(|i| i.answer).map(|answer| (answer.label(), answer.look())),
        earlier: invitation.and_then(|i| i.earlier.as_ref()).map(earlier_words),
        opened: invitation.is_some_and(|invitation| invitation.opened_at.is_some()),
        outdated: guest.is_outdated(),
        changed: sees_all && guest.has_changed(),
        nowhere: sees_all && guest.leads_nowhere(),
        would_meet: (sees_all && guest.would_meet).then_some(rules::WOULD_MEET),
        trouble: invitation.and_then(|i| i.trouble.as_deref()).map(rules::trouble_in_words),
        detail: invitation.filter(|_| has_page).map(|invitation| invitation.id.to_string()),
        given,
        id,
    }
}

/// "odpověď k původnímu termínu 10. 12. 2026: přijde".
pub(in crate::invitations) fn earlier_words(earlier: &Earlier) -> String {
    let day = earlier.day.map_or_else(String::new, |day| format!(" {}", czech::dates::short(day)));
    format!("odpověď k původnímu termínu{day}: {}", earlier.answer.label())
}

/// Whom staff have to tell.
async fn tell(house: &House, permit: &Permit<Conference, ReadConference>) -> Result<Vec<Tell>, Failure> {
    let lookup = permit.lookup(house);
    let mut list = Vec::new();
    let invitations = crate::invitations::of_conference(lookup, permit.id()).await?;
    for untold in notices::untold_of(lookup, permit.id()).await? {
        let Some(who) = participants::find(lookup, untold.participant).await? else { continue };
        let person = match who.person {
            Some(id) => crate::cases::person(lookup, id).await?,
            None => None,
        };
        let mut phone = person.and_then(|person| person.phone).map(|phone| permit.reveal(&phone).clone());
        if phone.is_none() && who.person.is_none() {
            let (_, typed) = crate::invitations::asks::contact_of(lookup, who.id).await?;
            phone = typed.map(|typed| permit.reveal(&typed).clone());
        }
        let sure = invitations.iter().any(|i| i.id == untold.invitation && i.told.is_some());
        let knows = if sure { "o setkání ví" } else { "o setkání už možná ví" };
        let failed =
            if untold.state == notices::State::Failed { "e-mail neodešel" } else { "e-mail nedostává" };
        list.push(Tell {
            id: untold.invitation.to_string(),
            name: permit.reveal(&who.name).clone(),
            role: who.role_label.clone(),
            what: format!("{}: {}", czech::dates::long_with_weekday(untold.day), untold.reason.label()),
            why: format!("{knows} ({}), {failed}", untold.channel.label()),
            phone,
        });
    }
    Ok(list)
}

async fn preview(
    house: &House,
    permit: &Permit<Conference, ReadConference>,
    guest: &Guest,
) -> Result<Preview, Failure> {
    let refusals = guest.told.refusals().iter().chain(guest.inside.refusals());
    let mut refused: Vec<&'static str> = refusals.map(|r| r.group.label()).collect();
    refused.sort_unstable();
    refused.dedup();
    let stops = super::looks::stops(permit, guest);
    let changed = match &guest.invitation {
        Some(invitation) if invitation.state.is_live() && invitation.round > 0 => {
            let sent = store::preparation_of(permit.lookup(house), invitation).await?;
            sent.is_some_and(|sent| sent != guest.inside.fingerprint())
        }
        _ => false,
    };
    let short = jobs::shown(short::compose(house, (Uuid::nil(), 1), &guest.invitee, &guest.told))?;
    let channel = guest.channel();
    Ok(Preview {
        id: guest.invitee.participant.id.to_string(),
        name: permit.reveal(&guest.invitee.participant.name).clone(),
        channel,
        language: guest.invitee.content.language,
        seen: seen::of(house, guest).await?,
        changed,
        unreachable: guest.unreachable(),
        short: short.filter(|_| channel == Channel::Sms).map(|short| short.text().to_owned()),
        refused,
        stops,
        differs: guest.invitee.content.differs().iter().map(difference).collect(),
    })
}

/// A difference from the standard text, in words.
fn difference(what: &Difference) -> String {
    match what {
        Difference::Part(times) => format!("zveme jen na část: {times}"),
        Difference::Remote => "zveme po telefonu nebo přes video".into(),
        Difference::Written => "prosíme jen o písemné vyjádření".into(),
        Difference::OwnPlace => "jiné místo než ostatní".into(),
        Difference::PlaceLater => "místo se dozví až po zadání kódu".into(),
        Difference::Language(language) => format!("jazyk: {}", language.label()),
        Difference::OfficeNamed => "odesílatel a předmět e-mailu jmenují úřad".into(),
        Difference::Changed => "oznamuje změnu termínu".into(),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn channel(
    permit: Permit<Conference, EditConference>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let chosen = forms::channel(&form).filter(|(_, way)| house.exit.sms.is_some() || *way != Channel::Sms);
    let Some((participant, channel)) = chosen else {
        return Ok(Onward::to(home(permit.id())));
    };
    own(&permit, &house, participant).await?;
    let conference = permit.id();
    actions::choose_channel(&house, Arc::new(permit), participant, channel).await?;
    Ok(Onward::to(format!("{}?komu={participant}", home(conference))).noticing("zpusob"))
}

/// The participant, if they sit at this conference's table; nobody else's.
async fn own<A: Reads<Conference>>(
    permit: &Permit<Conference, A>,
    house: &House,
    participant: Id<Participant>,
) -> Result<Participant, Denied> {
    let found = participants::find(permit.lookup(house), participant).await?;
    found.filter(|who| who.conference == permit.id() && !who.removed).ok_or_else(Denied::hidden)
}

async fn previewed(
    permit: &Permit<Conference, PreviewInvitations>,
    house: &House,
    participant: &str,
) -> Result<Invitee, Denied> {
    let participant = participant.parse().map_err(|_| Denied::hidden())?;
    let participant = own(permit, house, participant).await?;
    let lookup = permit.lookup(house);
    let meeting = content::meeting(house, lookup, permit.record(), None).await?.ok_or_else(Denied::hidden)?;
    let invitations = crate::invitations::of_conference(lookup, permit.id()).await?;
    let renews = invitations.iter().any(|i| i.participant == participant.id && Invitation::renews(i));
    let invitee = content::invitee(house, lookup, &meeting, participant).await?.ok_or_else(Denied::hidden)?;
    Ok(invitee.renewing(renews))
}

/// Back to the list, where the words stand that keep the output in the house.
fn kept_in(permit: &Permit<Conference, PreviewInvitations>, invitee: &Invitee) -> Onward {
    Onward::to(format!("{}?komu={}", home(permit.id()), invitee.participant.id))
}

/// The letter as it would be typeset now.
#[axum::debug_handler(state = House)]
pub(super) async fn letter(
    permit: Permit<Conference, PreviewInvitations>,
    State(house): State<House>,
    Path((_, participant)): Path<(String, String)>,
) -> Result<Response, Denied> {
    let invitee = previewed(&permit, &house, &participant).await?;
    let disclosed = invitee.disclose::<InvitationView>();
    if disclosed.is_stopped() {
        return Ok(kept_in(&permit, &invitee).into_response());
    }
    let enclosed = inside::enclosed(permit.lookup(&house), &invitee).await?;
    match printing::typeset_with(&house, (disclosed, enclosed)).await? {
        Some(paper) => Ok(download(&house, "nahled-pozvanky.pdf", "application/pdf", paper.bytes().to_vec())),
        None => Ok(kept_in(&permit, &invitee).into_response()),
    }
}

/// The page as the invited person will see it.
#[axum::debug_handler(state = House)]
pub(super) async fn outside(
    permit: Permit<Conference, PreviewInvitations>,
    State(house): State<House>,
    Path((_, participant)): Path<(String, String)>,
) -> Result<Response, Denied> {
    let invitee = previewed(&permit, &house, &participant).await?;
    let path =
        content::preview_link().ok_or_else(|| Failure::Broken("the address in previews is none".into()))?;
    let visit = Visit::first(invitee.content.clone(), path, true);
    let disclosed = disclosure::disclose_by::<OutsideView, _>(&invitee.rights, &visit);
    if disclosed.is_stopped() {
        return Ok(kept_in(&permit, &invitee).into_response());
    }
    match printing::unless_stopped(outbound::page(&disclosed))? {
        Some(page) => Ok(crate::shell::Sheet::new(page).into_response()),
        None => Ok(kept_in(&permit, &invitee).into_response()),
    }
}

/// The page behind the code as the invited person will see it before they answered anything.
#[axum::debug_handler(state = House)]
pub(super) async fn behind(
    permit: Permit<Conference, PreviewInvitations>,
    State(house): State<House>,
    Path((_, participant)): Path<(String, String)>,
) -> Result<Response, Denied> {
    let invitee = previewed(&permit, &house, &participant).await?;
    let lookup = permit.lookup(&house);
    let inside = Inside::gather(lookup, &invitee.content.meeting).await?;
    let disclosed = inside.preview(&house, lookup, &invitee).await?;
    match printing::unless_stopped(outbound::page(&disclosed))? {
        Some(page) => Ok(crate::shell::Sheet::new(page).into_response()),
        None => Ok(kept_in(&permit, &invitee).into_response()),
    }
}
