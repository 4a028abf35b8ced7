//! The public page that says whether a code and a day belong to a sealed paper. It shows no content, answers an unknown
//! code and a wrong day alike and in even time, and slows down whoever guesses. It speaks Czech until somebody chooses
//! another language; what the browser asks for does not matter, so that the page is the same for everybody.

use crate::access::{Denied, House, Public};
use crate::audit::Chore;
use crate::disclosure;
use crate::identity::throttle::{self, Subject};
use crate::kernel::Failure;
use crate::minutes::letters::{Asked, VerifyPage};
use crate::minutes::{forms, sealing};
use crate::shell::{EvenSheet, Input, Query};
use axum::extract::{ConnectInfo, FromRequestParts, State as Shared};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::SocketAddr;

/// Who asks, as far as guesses are counted: a network address, or nobody in particular (behind a proxy on the same
/// machine everybody would share it).
pub(in crate::minutes) struct Asker(Option<Subject>);

impl FromRequestParts<House> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let counted = address.filter(|ip| !ip.is_loopback());
        Ok(Self(counted.map(|ip| Subject::requester(&house.keys, &format!("overeni {ip}")))))
    }
}

fn drawn(house: &House, asked: &Asked) -> Result<outbound::Page, Failure> {
    let view: outbound::Disclosed<VerifyPage> = disclosure::disclose_to_nobody(house.demo, asked);
    outbound::page(&view).map_err(|error| Failure::Output(error.to_string()))
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask(
    Public(_): Public,
    Shared(house): Shared<House>,
    Query(query): Query,
) -> Result<EvenSheet, Denied> {
    Ok(EvenSheet::new(drawn(&house, &Asked::nothing(&query))?))
}

/// Counts an attempt before it is looked up, for the asker and for all together; the seconds to wait.
async fn attempt(house: &House, asker: Asker) -> Result<i64, Failure> {
    let now = house.clock.now();
    let subjects = [asker.0, Some(Subject::everybody(&house.keys, "overeni"))];
    house
        .trail
        .chore(Chore::AttemptCounted, move |mut work| {
            let subjects = subjects.clone();
            async move {
                let mut wait = 0;
                for subject in subjects.iter().flatten() {
                    wait = wait.max(throttle::must_wait(&mut work, subject, now).await?);
                }
                if wait == 0 {
                    for subject in subjects.iter().flatten() {
                        throttle::count(&mut work, subject, now).await?;
                    }
                }
                Ok((work, wait))
            }
        })
        .await
}

#[axum::debug_handler(state = House)]
pub(super) async fn answer(
    Public(_): Public,
    Shared(house): Shared<House>,
    asker: Asker,
    Input(form): Input,
) -> Result<EvenSheet, Denied> {
    let asked = Asked::typed(&form);
    let (code, day) = match forms::checked(&form) {
        Err(unchecked) => return Ok(EvenSheet::again(drawn(&house, &asked.failed(&unchecked))?)),
        Ok(typed) => typed,
    };
    let wait = attempt(&house, asker).await?;
    if wait > 0 {
        return Ok(EvenSheet::wait(drawn(&house, &Asked { wait: true, ..asked })?));
    }
    let asked = Asked { agrees: Some(sealing::agrees(&house, &code, day).await?), ..asked };
    Ok(EvenSheet::new(drawn(&house, &asked)?))
}
