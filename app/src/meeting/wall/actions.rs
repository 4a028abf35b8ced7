//! Putting a wall up and taking it down.

use super::look::screens;
use super::model::Wall;
use super::store;
use crate::access::{House, Record};
use crate::kernel::{Id, Token, random_bytes};
use crate::meeting::actions::{Lead, NotDone};
use crate::meeting::{WallMade, WallTakenDown};
use std::sync::Arc;

/// Makes an address for screens; an earlier one dies. Its token is kept in memory for a while, to be shown to who leads
/// the meeting, beside a short code that leads to it; stored is only its hash.
pub(in crate::meeting) async fn make(house: &House, permit: &Arc<Lead>) -> Result<(), NotDone> {
    let (token, id) = (Token::fresh(), Id::<Wall>::fresh(house.clock.now()));
    let (held, kept) = (permit.clone(), token.clone());
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, token) = (held.clone(), kept.clone());
            async move {
                permit.renew(&mut operation).await?;
                let conference = permit.record();
                store::end(&mut operation, conference.id).await?;
                store::add(&mut operation, conference, id, permit.actor().id, &token).await?;
                let made = WallMade { about: conference.about(), wall: id };
                Ok::<_, NotDone>((operation.record(&made).await?, ()))
            }
        })
        .await?;
    screens(house).keep_code(short_code(), token, permit.id(), house.clock.now());
    house.pulse().beat(permit.id().uuid());
    Ok(())
}

/// Takes the wall down; its screens show nothing from now on.
pub(in crate::meeting) async fn take_down(house: &House, permit: &Arc<Lead>) -> Result<(), NotDone> {
    let held = permit.clone();
    let done = house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = held.clone();
            async move {
                permit.renew(&mut operation).await?;
                if store::end(&mut operation, permit.id()).await? == 0 {
                    return Err(NotDone::Already);
                }
                let down = WallTakenDown { about: permit.record().about() };
                Ok((operation.record(&down).await?, ()))
            }
        })
        .await;
    screens(house).drop_code(permit.id());
    house.pulse().beat(permit.id().uuid());
    match done {
        Err(NotDone::Already) => Ok(()),
        other => other,
    }
}

/// Eight digits, to be typed at the projector's computer.
fn short_code() -> String {
    let number = u64::from_be_bytes(random_bytes::<8>()) % 100_000_000;
    format!("{number:08}")
}
