//! What an invited person asks on their page: help to come, somebody else instead of them, information; and the
//! language of the page.

use super::visit::{Answered, again, back, done, gone};
use super::visitor::Visitor;
use crate::access::{Denied, House, Public};
use crate::invitations::asks::actions as asks;
use crate::invitations::bearer::{self, Bearer};
use crate::invitations::forms;
use crate::invitations::outside::Visit;
use crate::invitations::words::Language;
use crate::kernel::Choice;
use crate::shell::Input;
use axum::extract::State;

/// Whether anything can be asked now.
fn may_ask(bearer: &Bearer) -> bool {
    bearer.can_answer && bearer.invitation.opened_at.is_some() && bearer.called_off.is_none()
}

#[axum::debug_handler(state = House)]
pub(super) async fn language(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(invitation) = visitor.reach(&house, "invitation.follow").await? else { return gone(&house) };
    let on = back(visitor.token());
    let Some(language) = Language::from_code(form.value("jazyk")) else { return Ok(Answered::Onward(on)) };
    let by = Bearer::by(&invitation);
    done(&house, asks::speak(&house, by, &invitation, language).await, on)
}

#[axum::debug_handler(state = House)]
pub(super) async fn needs(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.follow").await? else { return gone(&house) };
    let on = back(visitor.token());
    if !may_ask(&bearer) {
        return Ok(Answered::Onward(on));
    }
    let Ok((needs, words)) = forms::needs(form) else {
        return Ok(Answered::Onward(on.noticing("znovu")));
    };
    // The link alone adds; it can neither show nor take away what was said before.
    let needs = bearer::with_earlier_needs(&house, &bearer, needs).await?;
    let (by, who) = (Bearer::by(&bearer.invitation), bearer.participant().clone());
    let outcome = asks::need(&house, by, &bearer.invitation, (who, needs, words)).await;
    done(&house, outcome, on.noticing("potreby"))
}

#[axum::debug_handler(state = House)]
pub(super) async fn substitute(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.follow").await? else { return gone(&house) };
    let on = back(visitor.token());
    if !may_ask(&bearer) {
        return Ok(Answered::Onward(on));
    }
    match forms::substitute(form) {
        Ok(new) => {
            let by = Bearer::by(&bearer.invitation);
            let outcome = asks::name_substitute(&house, by, &bearer.invitation, new).await;
            done(&house, outcome, on.noticing("zastup"))
        }
        Err(form) => {
            let words = &bearer.invitee.content.words().page;
            let missing = form.value("zastup_jmeno").trim().is_empty()
                || form.value("zastup_kontakt").trim().is_empty();
            let problem = if missing { words.substitute_missing } else { words.too_long };
            let visit = Visit { substitute_problem: Some(problem), typed: Some(form), ..bearer.visit() };
            again(&house, &bearer, &visit)
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn information(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(bearer) = visitor.follow(&house, "invitation.follow").await? else { return gone(&house) };
    let on = back(visitor.token());
    if !may_ask(&bearer) {
        return Ok(Answered::Onward(on));
    }
    let Ok(words) = forms::request(form) else { return Ok(Answered::Onward(on.noticing("znovu"))) };
    let by = Bearer::by(&bearer.invitation);
    let outcome = asks::request(&house, by, &bearer.invitation, words).await;
    done(&house, outcome, on.noticing("zadost"))
}
