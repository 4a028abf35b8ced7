//! Who signed: ticked for paper, drawn on the tablet, or refused with a reason; and the sheet to sign on.

use super::check::refused;
use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference};
use crate::kernel::{Choice, FormState, Id};
use crate::meeting::Seat;
use crate::minutes::letters::SheetPaper;
use crate::minutes::model::{RecordContent, Way};
use crate::minutes::{MakeMinutes, ReadMinutes, actions, content, forms};
use crate::shell::{Frame, Html, Input, Onward, Query, download};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Somebody at the table, and how they signed.
pub(in crate::minutes) struct SignerRow {
    pub(in crate::minutes) seat: Id<Seat>,
    pub(in crate::minutes) name: String,
    pub(in crate::minutes) role: String,
    /// How, if they did.
    pub(in crate::minutes) way: Option<Way>,
    pub(in crate::minutes) reason: String,
}

impl SignerRow {
    fn state(&self) -> &'static str {
        self.way.map_or("zatím ne", Choice::label)
    }
    fn look(&self) -> &'static str {
        match self.way {
            Some(Way::Paper | Way::Drawn) => "success",
            Some(Way::Refused) => "warning",
            None => "",
        }
    }
}

/// The page of the signatures.
#[derive(Template)]
#[template(path = "minutes/pages/sign.html")]
pub(in crate::minutes) struct SignPage {
    pub(in crate::minutes) around: Around,
    pub(in crate::minutes) frame: Frame,
    pub(in crate::minutes) id: Id<Conference>,
    pub(in crate::minutes) form: FormState,
    pub(in crate::minutes) signers: Vec<SignerRow>,
    pub(in crate::minutes) may_note: bool,
}

impl SignPage {
    fn people(&self) -> Vec<(String, String)> {
        self.signers.iter().map(|s| (s.seat.to_string(), format!("{}, {}", s.name, s.role))).collect()
    }
    fn ways() -> Vec<(String, String, String)> {
        let hint = |way: &Way| match way {
            Way::Paper => "Papír přiložíte do spisu.",
            Way::Drawn => {
                "Podpis prstem nebo perem do rámečku níž. Není to kvalifikovaný elektronický podpis."
            }
            Way::Refused => "Nikdo podepsat nemusí. Důvod se zapíše jeho slovy.",
        };
        Way::ALL
            .iter()
            .map(|way| (way.code().to_owned(), way.label().to_owned(), hint(way).to_owned()))
            .collect()
    }
}

/// Those who were there, with how they signed.
fn signers(permit: &Permit<Conference, ReadMinutes>, record: &RecordContent) -> Vec<SignerRow> {
    record
        .seats
        .iter()
        .filter(|seat| !seat.there.is_empty())
        .map(|seat| SignerRow {
            seat: seat.seat,
            name: permit.reveal(&seat.name).clone(),
            role: permit.reveal(&seat.role).clone(),
            way: seat.signature.as_ref().map(|signed| signed.way),
            reason: seat
                .signature
                .as_ref()
                .and_then(|signed| signed.reason.as_ref())
                .map(|reason| permit.reveal(reason).clone())
                .unwrap_or_default(),
        })
        .collect()
}

const NOTICES: &[(&str, &str)] = &[
    ("podepsano", "Podpis je zapsaný."),
    ("odmitnuto", "Odmítnutí podpisu je zapsané."),
    ("odmitnuto_duvod", "Odmítnutí podpisu je zapsané i s důvodem."),
    ("zpet", "Zápis o podpisu je vzatý zpět."),
];

async fn drawn(
    house: &House,
    permit: &Permit<Conference, ReadMinutes>,
    frame: Frame,
    form: FormState,
) -> Result<SignPage, Denied> {
    let record = content::load(permit.lookup(house), permit.record()).await?;
    let record = record.ok_or_else(|| Denied::refused("Jednání ještě nezačalo, není co podepsat."))?;
    Ok(SignPage {
        around: Around::of(house, permit).await?,
        frame,
        id: permit.id(),
        form,
        signers: signers(permit, &record),
        may_note: permit.allows::<MakeMinutes>(),
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ReadMinutes>,
    Shared(house): Shared<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    let chosen = query.0.id::<Seat>("kdo").map(|id| id.to_string());
    let form = FormState::empty().with_some("kdo", chosen);
    Ok(Html::page(&drawn(&house, &permit, frame, form).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn note(
    permit: Permit<Conference, MakeMinutes>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let record = content::living(permit.lookup(&house), permit.record()).await?;
    let record = record.ok_or_else(|| Denied::refused("Jednání ještě nezačalo, není co podepsat."))?;
    let seats: Vec<Id<Seat>> =
        record.seats.iter().filter(|seat| !seat.there.is_empty()).map(|seat| seat.seat).collect();
    let back = format!("/konference/{}/zapis/podpisy", permit.id());
    match forms::signature(form, &seats) {
        Err(form) => {
            let reading = permit.also::<ReadMinutes>().map_err(|_| Denied::hidden())?;
            let frame = Frame::new(&house, reading.actor(), "/konference");
            Ok(Html::again(&drawn(&house, &reading, frame, form).await?)?.into_response())
        }
        Ok((seat, signed)) => {
            let noted = match (signed.way, signed.reason.is_some()) {
                (Way::Refused, true) => "odmitnuto_duvod",
                (Way::Refused, false) => "odmitnuto",
                _ => "podepsano",
            };
            actions::note_signature(&house, &Arc::new(permit), seat, signed).await.map_err(refused)?;
            Ok(Onward::to(back).noticing(noted).into_response())
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn take_back(
    permit: Permit<Conference, MakeMinutes>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let back = Onward::to(format!("/konference/{}/zapis/podpisy", permit.id()));
    let Some(seat) = form.id::<Seat>("kdo") else { return Ok(back.into_response()) };
    actions::take_signature_back(&house, &Arc::new(permit), seat).await.map_err(refused)?;
    Ok(back.noticing("zpet").into_response())
}

/// The sheet with names, times and room for signatures.
#[axum::debug_handler(state = House)]
pub(super) async fn sheet(
    permit: Permit<Conference, ReadMinutes>,
    Shared(house): Shared<House>,
) -> Result<Response, Denied> {
    let record = content::load(permit.lookup(&house), permit.record()).await?.ok_or_else(Denied::hidden)?;
    let paper: outbound::Disclosed<SheetPaper> =
        crate::disclosure::disclose_to_file(house.demo, permit.record().office, &record);
    let typeset = actions::typeset(paper, house.clock.now()).await.map_err(refused)?;
    Ok(download(&house, "prezencni-listina.pdf", "application/pdf", typeset.into_bytes()))
}
