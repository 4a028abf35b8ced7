//! The device is handed to somebody at the table: from then on it opens their questions and nothing else.

use super::{home, loaded, sitter};
use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference};
use crate::identity::{password, sessions};
use crate::kernel::{Failure, FormState, Id};
use crate::meeting::Seat;
use crate::plan::actions::{self, Close, NotDone};
use crate::plan::gather::{Table, is_asked};
use crate::plan::{ClosePlan, forms, rules};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State as From;
use axum::response::{IntoResponse, Response};

/// The page.
#[derive(Template)]
#[template(path = "plan/pages/lend.html")]
pub(in crate::plan) struct LendPage {
    pub(in crate::plan) frame: Frame,
    pub(in crate::plan) around: Around,
    pub(in crate::plan) form: FormState,
    pub(in crate::plan) here: String,
    pub(in crate::plan) walk: String,
    /// Who can get it: seat, name, role with how much they have answered.
    pub(in crate::plan) people: Vec<(String, String, String)>,
    /// Whether a PIN was chosen before.
    pub(in crate::plan) has_pin: bool,
}

fn address(permit: &Close) -> String {
    format!("/konference/{}/jednani/postoj", permit.id())
}

fn people(permit: &Close, table: &Table) -> Vec<(String, String, String)> {
    let answered = |seat| {
        let has = |line| rules::answered(&table.newest(line)).contains(&seat);
        table.points.iter().filter(|point| has(point.line.id)).count()
    };
    let of = |seat: &Seat| {
        let (name, role) = sitter(permit, seat);
        let answered = answered(seat.id);
        let all = table.points.len();
        let state = match all {
            0 => "zatím není na co se ptát".to_owned(),
            _ if answered >= all => "všechno zodpovězené".to_owned(),
            _ => format!("zodpovězeno {answered} {} {all}", czech::prepositions::of(all)),
        };
        (seat.id.to_string(), name, format!("{role}, {state}"))
    };
    table.present.iter().filter(|present| is_asked(&present.seat)).map(|present| of(&present.seat)).collect()
}

async fn draw(house: &House, permit: &Close, table: &Table, form: FormState) -> Result<LendPage, Denied> {
    Ok(LendPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        around: Around::of(house, permit).await?,
        form,
        here: address(permit),
        walk: home(permit.id()),
        people: people(permit, table),
        has_pin: sessions::has_pin(&house.queries, permit.actor().session).await?,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
    query: Query,
) -> Result<Html, Denied> {
    let table = loaded(&house, &permit).await?;
    let form = FormState::empty().with("komu", query.0.value("komu"));
    Ok(Html::page(&draw(&house, &permit, &table, form).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn hand_over(
    permit: Permit<Conference, ClosePlan>,
    From(house): From<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let table = loaded(&house, &permit).await?;
    let has_pin = sessions::has_pin(&house.queries, permit.actor().session).await?;
    let seats: Vec<Id<Seat>> = table.seats.iter().filter(|seat| is_asked(seat)).map(|seat| seat.id).collect();
    match forms::lend(form, &seats, has_pin) {
        Ok((seat, pin)) => {
            let hash = match pin {
                // Outside of a transaction: it takes its time on purpose.
                Some(pin) => {
                    let hash = password::hash(pin).await;
                    Some(hash.ok_or_else(|| Failure::Broken("hashing failed".into()))?)
                }
                None => None,
            };
            let to = format!("{}/{seat}", address(&permit));
            let back = address(&permit);
            match actions::lend(&house, permit, (seat, back), hash).await {
                Ok(()) | Err(NotDone::Already | NotDone::Stale) => Ok(Onward::to(to).into_response()),
                Err(NotDone::Failed(failure)) => Err(failure.into()),
            }
        }
        Err(form) => Ok(Html::again(&draw(&house, &permit, &table, form).await?)?.into_response()),
    }
}
