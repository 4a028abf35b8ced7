//! Acts on one paper: who gets it, the head's decision, handing over, withdrawing.

use super::one::{draw, may_be_named, named, readers};
use super::{address, after, home};
use crate::access::{Action, Denied, House, Permit, Reads};
use crate::kernel::{FormState, Id};
use crate::papers::actions::{self, Decision};
use crate::papers::{DecidePaper, EditPaper, Paper, RecallPaper, forms, store};
use crate::participants::Participant;
use crate::shell::{Frame, Html, Input};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use facts::FactGroup;

fn here<A: Action<Paper> + Reads<Paper>>(permit: &Permit<Paper, A>) -> String {
    address(permit.record().conference, permit.id())
}

/// The page again, with sentences.
async fn again<A: Action<Paper> + Reads<Paper>>(
    house: &House,
    permit: &Permit<Paper, A>,
    form: FormState,
) -> Result<Response, Denied> {
    let frame = Frame::new(house, permit.actor(), "/konference");
    Ok(Html::again(&draw(house, permit, form, frame).await?)?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn set(
    permit: Permit<Paper, EditPaper>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let wanted: Vec<Id<Participant>> = form.ids("pro");
    let readers = readers(&house, &permit).await?;
    let live =
        |id: &Id<Participant>| readers.iter().any(|r| r.id == *id && r.recipient.is_some() && !r.withdrawn);
    let added: Vec<Id<Participant>> = readers
        .iter()
        .filter(|r| may_be_named(r) && wanted.contains(&r.id) && !live(&r.id))
        .map(|r| r.id)
        .collect();
    let away: Vec<Id<Participant>> =
        readers.iter().map(|r| r.id).filter(|id| live(id) && !wanted.contains(id)).collect();
    let to = here(&permit);
    after(actions::set_readers(&house, permit, (added, away)).await, to, "prijemci")
}

#[axum::debug_handler(state = House)]
pub(super) async fn pictures(
    permit: Permit<Paper, EditPaper>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let to = here(&permit);
    after(actions::pictures_checked(&house, permit).await, to, "obrazky")
}

#[axum::debug_handler(state = House)]
pub(super) async fn decide(
    permit: Permit<Paper, DecidePaper>,
    State(house): State<House>,
    Path((_, _, whom)): Path<(String, String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let whom = named(&house, &permit, &whom).await?;
    let to = address(permit.record().conference, permit.id());
    let typed = form.clone();
    let (version, reason) = match forms::decision(form) {
        Ok(input) => input,
        Err(form) => {
            let frame = Frame::new(&house, permit.actor(), "/konference");
            let form = form.with("o_kom", whom.id.to_string());
            return Ok(Html::again(&draw(&house, &permit, form, frame).await?)?.into_response());
        }
    };
    let all = readers(&house, &permit).await?;
    let recipients = store::recipients(permit.lookup(&house), permit.record().conference).await?;
    let recipient = recipients.into_iter().find(|r| r.paper == permit.id() && r.participant == whom.id);
    let standing = all.into_iter().find(|r| r.id == whom.id).map(|r| r.standing);
    let (Some(recipient), Some(standing)) = (recipient, standing) else { return Err(Denied::hidden()) };
    if recipient.version != version {
        return overtaken(&house, &permit, typed).await;
    }
    if !standing.head_may_open() {
        let outcome = if standing.is_open() { Ok(()) } else { Err(actions::NotDone::Kept) };
        return after(outcome, to, "rozhodnuto");
    }
    let mut opened: Vec<FactGroup> = recipient.opened.clone();
    opened.extend(standing.shut.iter().map(|(group, _)| *group));
    let unread = recipient.unread_excused || standing.unread;
    let decision = Decision { recipient, opened, unread, reason };
    after(actions::decide(&house, permit, decision).await, to, "rozhodnuto")
}

/// Somebody else decided meanwhile: the page as it is now, and the words that were not kept.
async fn overtaken(
    house: &House,
    permit: &Permit<Paper, DecidePaper>,
    typed: FormState,
) -> Result<Response, Denied> {
    let words = typed.value("duvod").to_owned();
    let form = typed.failed("", format!("Mezitím rozhodl někdo jiný. Vaše slova se neuložila: „{words}“."));
    let frame = Frame::new(house, permit.actor(), "/konference");
    Ok(Html::stale(&draw(house, permit, form, frame).await?)?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn hand(
    permit: Permit<Paper, EditPaper>,
    State(house): State<House>,
    Path((_, _, whom)): Path<(String, String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let whom = named(&house, &permit, &whom).await?;
    match forms::handing(form, (house.clock.today(), house.clock.now())) {
        Err(form) => again(&house, &permit, form.with("o_kom", whom.id.to_string())).await,
        Ok(handing) => {
            let to = here(&permit);
            after(actions::hand(&house, permit, &whom, handing).await, to, "predano")
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn withdraw(
    permit: Permit<Paper, RecallPaper>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let from = form.id::<Participant>("komu");
    let all = readers(&house, &permit).await?;
    let had = all.iter().filter(|r| from.is_none_or(|id| id == r.id) && !r.handings.is_empty()).count();
    let to = if had == 0 && from.is_none() { home(permit.record().conference) } else { here(&permit) };
    after(actions::withdraw(&house, permit, from, had).await, to, "odvolano")
}

#[axum::debug_handler(state = House)]
pub(super) async fn destroyed(
    permit: Permit<Paper, RecallPaper>,
    State(house): State<House>,
    Path((_, _, whom)): Path<(String, String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let whom = named(&house, &permit, &whom).await?;
    match forms::destroyed(form, house.clock.today()) {
        Err(form) => again(&house, &permit, form.with("o_kom", whom.id.to_string())).await,
        Ok(on) => {
            let to = here(&permit);
            after(actions::destroyed(&house, permit, whom.id, on).await, to, "zniceno")
        }
    }
}
