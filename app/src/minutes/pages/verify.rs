//! The public page that says whether a code and a day belong to a sealed paper. It shows no content, answers an unknown
//! code and a wrong day alike and in even time, and slows down whoever guesses.

use crate::access::{Denied, House, Public};
use crate::audit::Chore;
use crate::disclosure;
use crate::identity::throttle::{self, Subject};
use crate::kernel::{Failure, FormState};
use crate::minutes::letters::{Asked, VerifyPage};
use crate::minutes::rules::code::{self, Typo};
use crate::minutes::{forms, sealing};
use crate::shell::{EvenSheet, Input};
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
pub(super) async fn ask(Public(_): Public, Shared(house): Shared<House>) -> Result<EvenSheet, Denied> {
    Ok(EvenSheet::new(drawn(&house, &Asked::default())?))
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

/// What is wrong with a code, as a sentence.
fn typo_words(typo: &Typo) -> String {
    match typo {
        Typo::Length(signs) => format!(
            "Kód má šestnáct znaků ve čtyřech skupinách, napsali jste jich {signs}. Opište ho, prosím, celý."
        ),
        Typo::Sign(sign) => {
            format!("Znak „{sign}“ v žádném kódu není. Zkontrolujte, prosím, co na papíře stojí.")
        }
        Typo::Groups(groups) => match groups.as_slice() {
            // "V první", but "ve druhé, ve třetí, ve čtvrté".
            [1] => "V 1. skupině je překlep. Porovnejte ji, prosím, s papírem.".to_owned(),
            [group] => format!("Ve {group}. skupině je překlep. Porovnejte ji, prosím, s papírem."),
            groups => {
                let list = listed(groups);
                format!("Překlep je ve skupinách {list} Porovnejte je, prosím, s papírem.")
            }
        },
    }
}

/// "1., 2. a 3.": the full stop of the last number ends the sentence too.
fn listed(groups: &[usize]) -> String {
    let mut list = String::new();
    for (place, group) in groups.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place + 1 == groups.len() => " a ",
            _ => ", ",
        };
        list = format!("{list}{before}{group}.");
    }
    list
}

#[axum::debug_handler(state = House)]
pub(super) async fn answer(
    Public(_): Public,
    Shared(house): Shared<House>,
    asker: Asker,
    Input(form): Input,
) -> Result<EvenSheet, Denied> {
    let asked = Asked::typed(&form);
    let (code, day) = match forms::checked(form) {
        Err(form) => return Ok(EvenSheet::again(drawn(&house, &asked.failed(&form))?)),
        Ok(typed) => typed,
    };
    let code = match code::read(&code) {
        Ok(code) => code,
        Err(typo) => {
            let form = FormState::empty().failed("kod", typo_words(&typo));
            return Ok(EvenSheet::again(drawn(&house, &asked.failed(&form))?));
        }
    };
    let wait = attempt(&house, asker).await?;
    if wait > 0 {
        return Ok(EvenSheet::wait(drawn(&house, &Asked { wait: true, ..asked })?));
    }
    let asked = Asked { agrees: Some(sealing::agrees(&house, &code, day).await?), ..asked };
    Ok(EvenSheet::new(drawn(&house, &asked)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_is_told_of_in_grammatical_czech() {
        let told = |groups: &[usize]| typo_words(&Typo::Groups(groups.to_vec()));
        assert!(told(&[1]).starts_with("V 1. skupině je překlep."));
        assert!(told(&[2]).starts_with("Ve 2. skupině je překlep."));
        assert!(told(&[4]).starts_with("Ve 4. skupině je překlep."));
        assert!(told(&[2, 4]).starts_with("Překlep je ve skupinách 2. a 4. Porovnejte je"));
        assert!(told(&[1, 2, 3]).starts_with("Překlep je ve skupinách 1., 2. a 3. Porovnejte je"));
    }
}
