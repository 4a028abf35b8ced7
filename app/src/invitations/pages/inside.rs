//! The second proof on the outsider's page, and what stands behind it.

use super::after::{self, After};
use super::visit::{Answered, again, back, gone, sheet};
use super::visitor::Visitor;
use crate::access::{Denied, House, Public, Record};
use crate::disclosure;
use crate::invitations::actions::Undone;
use crate::invitations::afterwards::{Asking, Carry, KnockView};
use crate::invitations::bearer::{self, Arrived, Bearer};
use crate::invitations::behind::PreparationView;
use crate::invitations::employer::{self, Release};
use crate::invitations::model::Invitation;
use crate::invitations::outside::{Guess, Proof, Visit};
use crate::invitations::printing::unless_stopped;
use crate::invitations::proof::actions::{self as proofs, Guessed};
use crate::invitations::proof::{Code, ProofCookie};
use crate::kernel::FormState;
use crate::shell::{FileAnswer, Input, Onward, PaperAnswer, Sheet};
use axum::extract::State;
use axum_extra::extract::cookie::Cookie;

/// Whether what stands behind the code may be shown now.
fn opens(bearer: &Bearer) -> bool {
    bearer.proof.proved && bearer.invitation.opened_at.is_some() && bearer.called_off.is_none()
}

fn path(visitor: &Visitor) -> String {
    format!("/p/{}", visitor.token())
}

/// Somebody gives the code.
#[axum::debug_handler(state = House)]
pub(super) async fn code(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(arrived) = visitor.arrive(&house, "invitation.follow").await? else { return gone(&house) };
    if arrived.is_after() {
        return after_code(&house, &visitor, arrived, &form).await;
    }
    let Some(bearer) = visitor.invited(&house, arrived).await? else { return gone(&house) };
    let ready = bearer.invitation.opened_at.is_some() && bearer.called_off.is_none();
    if !ready {
        return Ok(Answered::Onward(back(visitor.token())));
    }
    let inside = Onward::to(format!("{}/priprava", path(&visitor)));
    // A device that gave the code is not asked again, and cannot be locked out by others.
    if bearer.proof.proved {
        return Ok(Answered::Onward(inside));
    }
    let problem = match give(&house, &visitor, &bearer.invitation, form.value("kod")).await? {
        Given::Right(cookie) => return Ok(Answered::Onward(inside.with_cookie(&cookie))),
        Given::Gone => return gone(&house),
        Given::Not(problem) => problem,
    };
    let proof = Proof { problem: Some(problem), ..bearer.proof };
    again(&house, &bearer, &Visit { proof, ..bearer.visit() })
}

/// The code given after the meeting: it leads on to what asked for it.
async fn after_code(
    house: &House,
    visitor: &Visitor,
    arrived: Arrived,
    form: &FormState,
) -> Result<Answered, Denied> {
    // Whoever finds nothing here is not told that a code is asked for.
    if visitor.standing(house, &arrived).await?.is_none() {
        return gone(house);
    }
    let guest = visitor.guest(house, arrived.clone()).await?;
    let to = after::place(form.value("zpet"));
    let carry = guest.as_ref().map(|guest| Carry::of(form, guest.rights.guard.is_some())).unwrap_or_default();
    let on = Onward::to(to.as_ref().map_or_else(|| path(visitor), |to| format!("{}/{to}", path(visitor))));
    let invitation = arrived.invitation.clone();
    let problem = match give(house, visitor, &invitation, form.value("kod")).await? {
        // What was being sent when the code was asked for is sent on.
        Given::Right(cookie) if to.is_some() && !carry.is_empty() => {
            return Ok(Answered::Onward(on.with_the_form().with_cookie(&cookie)));
        }
        Given::Right(cookie) => return Ok(Answered::Onward(on.with_cookie(&cookie))),
        Given::Gone => return gone(house),
        Given::Not(problem) => problem,
    };
    if let (Some(guest), true) = (&guest, to.is_some()) {
        return knock(house, &Asking { guest, problem: Some(problem), back: to, carry });
    }
    match after::page(house, visitor, arrived, after::Said::guess(problem)).await? {
        After::Page(answered) => Ok(answered),
        // Nothing stands there for them any more (or yet): the ordinary page has the same door.
        After::Invitation(arrived) => match visitor.invited(house, *arrived).await? {
            Some(bearer) => {
                let proof = Proof { problem: Some(problem), ..bearer.proof };
                again(house, &bearer, &Visit { proof, ..bearer.visit() })
            }
            None => gone(house),
        },
    }
}

/// The question again, with what is wrong with the code.
fn knock(house: &House, asking: &Asking<'_>) -> Result<Answered, Denied> {
    let disclosed = disclosure::disclose_by::<KnockView, _>(&asking.guest.rights, asking);
    match unless_stopped(outbound::page(&disclosed))? {
        Some(page) => Ok(Answered::Sheet(Sheet::again(page))),
        None => gone(house),
    }
}

/// What became of a code.
enum Given {
    Right(Cookie<'static>),
    Not(Guess),
    Gone,
}

async fn give(
    house: &House,
    visitor: &Visitor,
    invitation: &Invitation,
    typed: &str,
) -> Result<Given, Denied> {
    let Some(guess) = Code::typed(typed) else { return Ok(Given::Not(Guess::NoCode)) };
    match proofs::give(house, Bearer::by(invitation), invitation, guess).await {
        Ok(Guessed::Right(token)) => Ok(Given::Right(ProofCookie::carrying(&token, house, &path(visitor)))),
        Ok(Guessed::Wrong) => Ok(Given::Not(Guess::Wrong)),
        Ok(Guessed::TooMany) => Ok(Given::Not(Guess::Waits)),
        Err(Undone::Stale | Undone::Stopped | Undone::KeptIn(_)) => Ok(Given::Gone),
        Err(Undone::Failed(failure)) => Err(failure.into()),
    }
}

/// What stands behind the code.
#[axum::debug_handler(state = House)]
pub(super) async fn preparation(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.preparation").await? else { return gone(&house) };
    if !opens(&bearer) {
        return Ok(Answered::Onward(back(visitor.token())));
    }
    let behind = bearer::behind(&house, &bearer).await?;
    let disclosed = disclosure::disclose_by::<PreparationView, _>(&bearer.invitee.rights, &behind);
    // What was shown, by the fingerprint of what was looked at before the invitation went out.
    if let Some(shown) = behind.previewed() {
        let seen = disclosure::disclose_by::<PreparationView, _>(&bearer.invitee.rights, &shown);
        let detail = format!(r#"{{"action":"invitation.shown","fingerprint":"{}"}}"#, seen.fingerprint());
        let (by, about) = (Bearer::by(&bearer.invitation), bearer.invitation.about());
        visitor.receipts()?.keep(house.trail.read(by, about, detail));
    }
    sheet(&house, outbound::page(&disclosed))
}

/// A paper is taken: an act of its own, because it is proved that it reached them.
#[axum::debug_handler(state = House)]
pub(super) async fn paper(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.paper").await? else { return gone(&house) };
    if !opens(&bearer) {
        return Ok(Answered::Onward(back(visitor.token())));
    }
    let inside = Onward::to(format!("{}/priprava", path(&visitor)));
    let Ok(paper) = visitor.param("_podklad").parse() else { return Ok(Answered::Onward(inside)) };
    match bearer::take_paper(&house, &bearer, paper).await? {
        Some(file) => Ok(Answered::File(FileAnswer(file))),
        None => Ok(Answered::Onward(inside)),
    }
}

/// They destroyed a paper that was called back.
#[axum::debug_handler(state = House)]
pub(super) async fn destroyed(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.paper").await? else { return gone(&house) };
    if !opens(&bearer) {
        return Ok(Answered::Onward(back(visitor.token())));
    }
    if let Ok(paper) = visitor.param("_podklad").parse() {
        bearer::destroyed_paper(&house, &bearer, paper).await?;
    }
    Ok(Answered::Onward(Onward::to(format!("{}/priprava", path(&visitor)))))
}

/// Somebody ends on this device: it is asked for the code again.
#[axum::debug_handler(state = House)]
pub(super) async fn end(_: Public, State(house): State<House>, visitor: Visitor) -> Result<Answered, Denied> {
    let Some(invitation) = visitor.reach(&house, "invitation.follow").await? else { return gone(&house) };
    if let Some(token) = visitor.proof() {
        proofs::end(&house, Bearer::by(&invitation), &invitation, token).await?;
    }
    let cookie = ProofCookie::empty(&house, &path(&visitor));
    Ok(Answered::Onward(back(visitor.token()).noticing("skonceno").with_cookie(&cookie)))
}

/// The request for time off work, for the employer.
#[axum::debug_handler(state = House)]
pub(super) async fn release(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.release").await? else { return gone(&house) };
    if !opens(&bearer) {
        return Ok(Answered::Onward(back(visitor.token())));
    }
    match employer::paper(&house, &bearer.invitee).await? {
        Some(Release::Paper(paper)) => Ok(Answered::Paper(PaperAnswer("uvolneni", paper))),
        Some(Release::Stopped) => gone(&house),
        None => Ok(Answered::Onward(back(visitor.token()))),
    }
}
