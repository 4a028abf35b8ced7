//! The invited person's page. Opening by the link changes nothing; a button opens, another answers.

use super::after::{self, After};
use super::visitor::Visitor;
use crate::access::{Denied, House, Public};
use crate::disclosure;
use crate::invitations::actions::{self, Undone};
use crate::invitations::bearer::Bearer;
use crate::invitations::forms;
use crate::invitations::jobs::{self, Cover};
use crate::invitations::letters::InvitationView;
use crate::invitations::outside::{GoneView, Nothing, OutsideView, Visit};
use crate::invitations::printing::unless_stopped;
use crate::invitations::words::PageWords;
use crate::kernel::{Failure, FormState};
use crate::shell::{CalendarAnswer, FileAnswer, Input, Onward, PaperAnswer, Sheet};
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// What an invited person is answered with.
pub enum Answered {
    /// A page.
    Sheet(Sheet),
    /// On to a page.
    Onward(Onward),
    /// A calendar file.
    Calendar(CalendarAnswer),
    /// A paper.
    Paper(PaperAnswer),
    /// A file that somebody else wrote.
    File(FileAnswer),
}

impl IntoResponse for Answered {
    fn into_response(self) -> Response {
        match self {
            Self::Sheet(sheet) => sheet.into_response(),
            Self::Onward(onward) => onward.into_response(),
            Self::Calendar(calendar) => calendar.into_response(),
            Self::Paper(paper) => paper.into_response(),
            Self::File(file) => file.into_response(),
        }
    }
}

// Each of them is one of the shell's answers for outsiders.
impl crate::access::Outside for Answered {}

pub(super) fn output(error: outbound::Error) -> Failure {
    Failure::Output(error.to_string())
}

/// The same calm page for every link that leads nowhere.
pub(in crate::invitations) fn gone(house: &House) -> Result<Answered, Denied> {
    let page = disclosure::disclose_to_nobody::<GoneView, _>(house.demo, &Nothing);
    Ok(Answered::Sheet(Sheet::gone(outbound::page(&page).map_err(output)?)))
}

/// A page; the calm page of a dead link when a protected fact keeps it in the house (decision 6, point 5).
pub(in crate::invitations) fn sheet(
    house: &House,
    page: Result<outbound::Page, outbound::Error>,
) -> Result<Answered, Denied> {
    match unless_stopped(page)? {
        Some(page) => Ok(Answered::Sheet(Sheet::new(page))),
        None => gone(house),
    }
}

fn draw(bearer: &Bearer, visit: &Visit) -> Result<Option<outbound::Page>, Failure> {
    // Where a fact is protected from the reader nothing typed is given back: whether the page comes or not would tell
    // whoever tries words out which of them is the secret.
    let visit = match bearer.invitee.rights.guard.is_some() {
        true => &Visit { typed: None, ..visit.clone() },
        false => visit,
    };
    let disclosed = disclosure::disclose_by::<OutsideView, _>(&bearer.invitee.rights, visit);
    unless_stopped(outbound::page(&disclosed))
}

/// The page again, with a sentence beside what was typed.
pub(super) fn again(house: &House, bearer: &Bearer, visit: &Visit) -> Result<Answered, Denied> {
    match draw(bearer, visit)? {
        Some(page) => Ok(Answered::Sheet(Sheet::again(page))),
        None => gone(house),
    }
}

pub(super) fn back(token: &str) -> Onward {
    Onward::to(format!("/p/{token}"))
}

/// What was just done, in words.
pub(super) fn notice(code: &str, words: &PageWords) -> Option<&'static str> {
    Some(match code {
        "ulozeno" => words.saved,
        "potreby" => words.needs_saved,
        "zastup" => words.substitute_saved,
        "zadost" => words.request_sent,
        "skonceno" => words.ended,
        "znovu" => words.not_sent,
        _ => return None,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(arrived) = visitor.arrive(&house, "invitation.follow").await? else { return gone(&house) };
    let arrived = match after::page(&house, &visitor, arrived, after::Said::done(visitor.done())).await? {
        After::Page(answered) => return Ok(answered),
        After::Invitation(arrived) => *arrived,
    };
    let Some(bearer) = visitor.invited(&house, arrived).await? else { return gone(&house) };
    let notice = notice(visitor.done(), &bearer.invitee.content.words().page);
    let visit = Visit { notice, ..bearer.visit() };
    match draw(&bearer, &visit)? {
        Some(page) => Ok(Answered::Sheet(Sheet::new(page))),
        None => gone(&house),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn open(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.follow").await? else { return gone(&house) };
    let by = Bearer::by(&bearer.invitation);
    actions::open(&house, by, bearer.invitation).await?;
    Ok(Answered::Onward(back(visitor.token())))
}

/// The meeting changed while somebody wrote: they read so, and their words stand there to be read over the phone.
fn too_late(house: &House, bearer: &Bearer, form: FormState) -> Result<Answered, Denied> {
    again(house, bearer, &Visit { unsaved: true, typed: Some(form), ..bearer.visit() })
}

/// Saves and leads back; a link that died meanwhile leads to the calm page.
async fn save(
    house: &House,
    token: &str,
    bearer: Bearer,
    input: crate::invitations::model::AnswerInput,
) -> Result<Answered, Denied> {
    let by = Bearer::by(&bearer.invitation);
    done(house, actions::answer(house, by, bearer.invitation, input).await, back(token).noticing("ulozeno"))
}

/// On after an act; a link that died meanwhile leads to the calm page.
pub(super) fn done(house: &House, outcome: Result<(), Undone>, on: Onward) -> Result<Answered, Denied> {
    match outcome {
        Ok(()) => Ok(Answered::Onward(on)),
        Err(Undone::Stale | Undone::Stopped | Undone::KeptIn(_)) => gone(house),
        Err(Undone::Failed(failure)) => Err(failure.into()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn answer(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.follow").await? else { return gone(&house) };
    if bearer.called_off.is_some() {
        return too_late(&house, &bearer, form);
    }
    if !bearer.can_answer || bearer.invitation.opened_at.is_none() {
        return Ok(Answered::Onward(back(visitor.token())));
    }
    match forms::first_answer(form, (bearer.reply(), bearer.invitation.reason)) {
        Ok(input) => save(&house, visitor.token(), bearer, input).await,
        Err(_) => {
            let problem = Some(bearer.invitee.content.words().page.how_missing);
            again(&house, &bearer, &Visit { problem, ..bearer.visit() })
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn more(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.follow").await? else { return gone(&house) };
    if bearer.called_off.is_some() {
        return too_late(&house, &bearer, form);
    }
    let Some(answer) = bearer.invitation.answer.filter(|_| bearer.can_answer) else {
        return Ok(Answered::Onward(back(visitor.token())));
    };
    match forms::more(form, answer, (bearer.reply(), bearer.invitation.reason)) {
        Ok(input) => save(&house, visitor.token(), bearer, input).await,
        Err(form) => {
            let words = &bearer.invitee.content.words().page;
            let problem =
                if form.error("telefon").is_some() { words.phone_wrong } else { words.message_long };
            let visit = Visit { more_problem: Some(problem), typed: Some(form), ..bearer.visit() };
            again(&house, &bearer, &visit)
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn calendar(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.calendar").await? else { return gone(&house) };
    // Nothing to keep before the invitation was shown: its time is a part of it.
    if bearer.invitation.opened_at.is_none() || bearer.called_off.is_some() {
        return Ok(Answered::Onward(back(visitor.token())));
    }
    let invitation = &bearer.invitation;
    let cover = Cover::of(invitation);
    let disclosed = bearer.invitee.disclose::<InvitationView>();
    match jobs::shown(jobs::entry(&house, &cover, &bearer.invitee, &disclosed))? {
        Some(file) => Ok(Answered::Calendar(CalendarAnswer(file))),
        // Stopped in print; whoever has no address for mails gets back to their page.
        None if bearer.invitee.email.is_some() => gone(&house),
        None => Ok(Answered::Onward(back(visitor.token()))),
    }
}
