//! The page behind a fresh link where somebody confirms that they destroyed what was called back.

use super::visit::{Answered, gone, sheet};
use super::visitor::Visitor;
use crate::access::{Denied, House, Public, Record};
use crate::disclosure;
use crate::invitations::recall::letters::{Asking, ErasePage};
use crate::invitations::recall::{ErasureState, actions, jobs};
use crate::kernel::Failure;
use crate::shell::Onward;
use axum::extract::State;
use outbound::Link;

fn address(visitor: &Visitor) -> String {
    format!("/p/{}/smazani", visitor.token())
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(found) = jobs::follow(&house, visitor.token()).await? else { return gone(&house) };
    let detail = format!(r#"{{"action":"invitation.erasure","record":"{}"}}"#, found.invitation.id);
    visitor.receipts()?.keep(house.trail.read(found.by(), found.invitation.about(), detail));
    let Some(link) = Link::new(address(&visitor)) else { return gone(&house) };
    let confirmed = found.erasure.state == ErasureState::Confirmed;
    let asking = Asking { content: found.invitee.content.clone(), link, confirmed };
    let disclosed = disclosure::disclose_by::<ErasePage, _>(&found.invitee.rights, &asking);
    sheet(&house, outbound::page(&disclosed))
}

#[axum::debug_handler(state = House)]
pub(super) async fn confirm(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(found) = jobs::follow(&house, visitor.token()).await? else { return gone(&house) };
    let (by, erasure) = (found.by(), found.erasure.id);
    let confirmed: Result<(), Failure> = actions::confirm(&house, by, found.invitation, erasure).await;
    confirmed?;
    Ok(Answered::Onward(Onward::to(address(&visitor))))
}
