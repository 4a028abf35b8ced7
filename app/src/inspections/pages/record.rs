//! The record of a request: what it would say, making it, its signature.

use super::address;
use super::one::{again, grounds, overtaken};
use crate::access::{Denied, House, Permit};
use crate::inspections::actions::{self, NotDone};
use crate::inspections::model::{Ending, Identified, Inspection, Read, Signature};
use crate::inspections::{EditInspection, ReadInspection, forms, store};
use crate::kernel::{Choice, Day, FormState};
use crate::shell::{Input, Onward, download};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

type Editing = Permit<Inspection, EditInspection>;

const KEPT: &str = "Něco z toho, co jste vybrali, už ukázat nejde. Podívejte se do výběru, co se změnilo.";
const STOPPED: &str =
    "V textu pro nahlížejícího je chráněný údaj, který se k němu nesmí dostat. Přepište to, prosím, jinak.";

/// What the record would say of what is chosen now.
#[axum::debug_handler(state = House)]
pub(super) async fn preview(
    permit: Permit<Inspection, ReadInspection>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    if permit.record().record.is_some() {
        return Ok(Onward::to(address(permit.record())).into_response());
    }
    let read = Read { on: permit.actor().today, identified: Identified::Known, copies: false, other: None };
    let made = match actions::cut(&house, &permit, &Ending::Read(read)).await {
        Ok(cut) => actions::typeset(cut.disclosed, house.clock.now()).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(paper) => Ok(download(&house, "nahlizeni-nahled.pdf", "application/pdf", paper.bytes().to_vec())),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(_) => Ok(Onward::to(address(permit.record())).into_response()),
    }
}

/// Everything an ending says, for comparing two.
fn said(permit: &Editing, ending: &Ending) -> (Day, String, bool, Option<String>) {
    match ending {
        Ending::Read(read) => {
            let other = read.other.as_ref().map(|other| permit.reveal(other).clone());
            (read.on, read.identified.code().to_owned(), read.copies, other)
        }
        Ending::Refused(on, refusal) => {
            (*on, refusal.ground.clone(), false, Some(permit.reveal(&refusal.reason).clone()))
        }
    }
}

/// On to the request, or back to the form with a sentence.
async fn after(house: &House, permit: Editing, ending: Ending, typed: FormState) -> Result<Response, Denied> {
    let to = address(permit.record());
    let done = Onward::to(to).noticing("vyhotoveno");
    if permit.record().record.is_some() {
        // The same form twice makes one record; with other words it comes back, and nothing typed is lost.
        let kept = store::ending(permit.lookup(house), permit.record()).await?;
        if kept.is_some_and(|kept| said(&permit, &kept) == said(&permit, &ending)) {
            return Ok(done.into_response());
        }
        return overtaken(house, &permit, typed).await;
    }
    if typed.version() != Some(permit.version()) {
        return overtaken(house, &permit, typed).await;
    }
    let permit = Arc::new(permit);
    match actions::make(house, permit.clone(), ending).await {
        Ok(()) | Err(NotDone::Already) => Ok(done.into_response()),
        Err(NotDone::Stale) => Ok(Onward::to(address(permit.record())).noticing("mezitim").into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Kept) => again(house, &permit, typed.failed("", KEPT)).await,
        Err(NotDone::Stopped) => again(house, &permit, typed.failed("", STOPPED)).await,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn make(
    permit: Editing,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let chosen = store::parts(permit.lookup(&house), permit.record()).await?.len();
    let days = (permit.record().asked_on, permit.actor().today);
    match forms::read(form.clone(), chosen, days) {
        Err(form) => again(&house, &permit, form).await,
        Ok(ending) => after(&house, permit, ending, form).await,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn refuse(
    permit: Editing,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let codes: Vec<String> = grounds(&house, &permit).await?.into_iter().map(|g| g.code).collect();
    let days = (permit.record().asked_on, permit.actor().today);
    match forms::refused(form.clone(), &codes, days) {
        Err(form) => again(&house, &permit, form).await,
        Ok(ending) => after(&house, permit, ending, form).await,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn sign(
    permit: Editing,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let Some(made) = &permit.record().record else {
        return Ok(Onward::to(address(permit.record())).into_response());
    };
    let typed = form.clone();
    let signed = match forms::signed(form) {
        Err(form) if made.signature.is_none() => return again(&house, &permit, form).await,
        Err(_) => return overtaken(&house, &permit, typed).await,
        Ok(signed) => signed,
    };
    let noted = if signed.0 == Signature::Declined { "odmitnuto" } else { "podpis" };
    let to = Onward::to(address(permit.record())).noticing(noted);
    // The same twice is one signature; another one is not thrown away without a word.
    let said = (Some(signed.0), signed.1.as_ref().map(|why| permit.reveal(why)));
    if made.signature.is_some() {
        return match said == (made.signature, made.unsigned.as_ref().map(|why| permit.reveal(why))) {
            true => Ok(to.into_response()),
            false => overtaken(&house, &permit, typed).await,
        };
    }
    let permit = Arc::new(permit);
    match actions::sign(&house, permit.clone(), signed).await {
        Ok(()) | Err(NotDone::Already) => Ok(to.into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        // Somebody signed it between the look above and the operation.
        Err(_) => overtaken(&house, &permit, typed).await,
    }
}
