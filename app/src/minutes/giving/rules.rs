//! How somebody's extract stands, what may be noted next, how to reach them. Pure.

use super::model::{Channel, Given, State, Step};
use crate::documents::Document;
use crate::invitations::Channel as Told;
use crate::kernel::{Day, Id, Moment};

/// How it stands with one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) state: State,
    /// By which channel, which day, noted when, of the step that counts.
    pub(super) last: Option<(Channel, Day, Moment)>,
    /// Whether they may open it by their link.
    pub(super) opens: bool,
    /// Whether they opened it themselves.
    pub(super) opened: bool,
    /// Whether the program could not tell them that it is there.
    pub(super) untold: bool,
    /// Whether there is something to be mended.
    pub(super) mends: bool,
}

/// The steps that count: those of this document which no later row mends. What the program or the person themselves did
/// is not mended.
fn counting(steps: &[Given], document: Id<Document>) -> Vec<&Given> {
    let mut counting: Vec<&Given> = Vec::new();
    for step in steps.iter().filter(|step| step.document == document) {
        match step.step {
            Step::Undone => {
                if let Some(at) = mendable(&counting) {
                    counting.remove(at);
                }
            }
            _ => counting.push(step),
        }
    }
    counting
}

/// Which of the steps the next mending row mends: the last that staff noted, unless the person opened it after that.
fn mendable(counting: &[&Given]) -> Option<usize> {
    let moves = |step: &&Given| matches!(step.step, Step::Sent | Step::Taken | Step::Returned);
    let last = counting.iter().rposition(moves)?;
    counting.get(last).filter(|step| step.staff.is_some()).map(|_| last)
}

/// How it stands, given the person's steps in the order of their positions and the extract that counts.
#[must_use]
pub(super) fn standing(steps: &[Given], document: Option<Id<Document>>) -> Standing {
    let Some(document) = document else {
        return Standing {
            state: State::NotReady,
            last: None,
            opens: false,
            opened: false,
            untold: false,
            mends: false,
        };
    };
    let counting = counting(steps, document);
    let moved = counting.iter().rev().find(|s| matches!(s.step, Step::Sent | Step::Taken | Step::Returned));
    let by_link = counting.iter().rposition(|s| s.step == Step::Sent && s.channel == Channel::Link);
    let held = counting.iter().rposition(|step| step.step == Step::Held);
    let settled = counting.iter().rposition(|step| matches!(step.step, Step::Sent | Step::Taken));
    let told = counting.iter().rev().find(|step| matches!(step.step, Step::Mailed | Step::Unmailed));
    let state = match moved.map(|step| step.step) {
        _ if held.is_some() && held > settled => State::Held,
        Some(Step::Sent) => State::Sent,
        Some(Step::Taken) => State::Taken,
        Some(Step::Returned) => State::Returned,
        _ => State::Ready,
    };
    Standing {
        state,
        last: moved.map(|step| (step.channel, step.happened, step.noted)),
        opens: by_link.is_some(),
        opened: counting.iter().any(|step| is_opening(step)),
        untold: state == State::Sent
            && moved.is_some_and(|step| step.channel == Channel::Link)
            && told.is_some_and(|step| step.step == Step::Unmailed),
        mends: mendable(&counting).is_some(),
    }
}

/// Whether a step is that of somebody who opened it.
pub(super) fn is_opening(step: &Given) -> bool {
    step.step == Step::Taken && step.channel == Channel::Link && step.staff.is_none()
}

/// Whether somebody has not got theirs.
#[must_use]
pub(super) const fn waits(state: State) -> bool {
    matches!(state, State::NotReady | State::Ready | State::Returned | State::Held)
}

/// Why this cannot be noted by hand now; none: it can.
#[must_use]
pub(super) fn refusal(standing: &Standing, (channel, step): (Channel, Step)) -> Option<&'static str> {
    let by = standing.last.map(|(channel, ..)| channel);
    match (step, standing.state) {
        (_, State::NotReady) => {
            Some("Výpis ze zapečetěného zápisu ještě není. Nejdřív ho vyhotovte, potom zapište předání.")
        }
        (Step::Undone, _) if !standing.mends => {
            Some("Není co opravit. Co si člověk sám otevřel, se zpátky nebere.")
        }
        (Step::Undone, _) => None,
        (_, State::Taken) => Some("Výpis už tenhle člověk převzal. Jestli je to omyl, zapište opravu."),
        (Step::Taken, _) if channel == Channel::Link => {
            Some("U odkazu je dokladem, že ho člověk otevřel. Ručně se to nezapisuje.")
        }
        (Step::Taken, _) if channel == Channel::InPerson => None,
        (Step::Taken | Step::Returned, State::Sent) if by == Some(channel) => None,
        (Step::Taken, _) => {
            Some("Převzít jde jen to, co odešlo stejnou cestou. Nejdřív zapište, že to odešlo.")
        }
        (Step::Returned, _) => Some("Vrátit se může jen to, co odešlo. Nejdřív zapište, že to odešlo."),
        (Step::Sent, _) if channel == Channel::InPerson => {
            Some("Osobně se výpis předává a přebírá najednou.")
        }
        (Step::Sent, State::Sent) if by == Some(channel) => Some("Touhle cestou už je výpis předaný."),
        (Step::Sent, _) => None,
        (Step::Mailed | Step::Unmailed | Step::Held, _) => Some("To zapisuje program sám."),
    }
}

/// How somebody may be reached.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// Whether they have an account in the office.
    pub(super) staff: bool,
    /// Whether a mail may go to them: they have an address and were told of the meeting by mail.
    pub(super) by_mail: bool,
    /// Whether somebody else of the case has the same address.
    pub(super) shared: bool,
    /// Whether somebody's safety is at risk.
    pub(super) concern: bool,
    /// How they were told of the meeting.
    pub(super) told: Option<Told>,
}

/// The channel that is proposed: the one by which they were told. A mailbox that may be shared is not proposed where
/// somebody's safety is at risk.
#[must_use]
pub(super) const fn proposed(reach: Reach) -> Channel {
    match reach.told {
        _ if reach.staff => Channel::File,
        _ if reach.by_mail && !(reach.concern && reach.shared) => Channel::Link,
        Some(Told::Letter | Told::Registered) => Channel::Post,
        Some(Told::DataBox) => Channel::DataBox,
        _ => Channel::InPerson,
    }
}

/// A number as the post or the data box gave it, without spaces and in capitals; a sentence when it cannot be one.
///
/// # Errors
/// A Czech sentence.
pub(super) fn dispatch_number(channel: Channel, typed: &str) -> Result<String, &'static str> {
    let number: String = typed
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '-' | '–' | '.' | '/'))
        .flat_map(char::to_uppercase)
        .collect();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let plain = number.bytes().all(|sign| sign.is_ascii_alphanumeric()) && number.len() <= 30;
    match channel {
        Channel::DataBox => match plain && digits == number.len() && (4..=20).contains(&digits) {
            true => Ok(number),
            false => Err("Číslo datové zprávy má jen číslice, nejvýš 20. Opište ho z doručenky."),
        },
        _ if !plain || digits < 4 => Err(
            "Podací číslo má písmena bez diakritiky a číslice, například RR123456789CZ. Opište ho z podacího lístku.",
        ),
        _ if international(&number) == Some(false) => Err(
            "V podacím čísle mezi písmeny chybí nebo přebývá číslice: má jich být devět, například RR123456789CZ.",
        ),
        _ => Ok(number),
    }
}

/// Whether a number that begins with two letters and ends with the country has nine digits between; none: another shape.
fn international(number: &str) -> Option<bool> {
    let middle = number.strip_suffix("CZ")?;
    let letters = middle.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 {
        return None;
    }
    let digits = middle.get(letters..)?;
    Some(letters == 2 && digits.len() == 9 && digits.bytes().all(|sign| sign.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
