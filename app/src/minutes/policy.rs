//! Who may read and make the minutes of a conference. Pure functions of actor, ties and record.

use crate::access::{Action, Actor, Reads, Tie, Ties, Verdict};
use crate::conferences::{self, Conference, State};

/// Seeing what will stand in the minutes, and the conference's papers.
pub struct ReadMinutes;
/// Making an edition, writing fields and signatures: until the seal.
pub struct MakeMinutes;
/// Making an extract, before the seal or after it.
pub struct ExtractMinutes;
/// Sealing the record.
pub struct SealMinutes;
/// The page before the seal, by whoever may seal, also when it is sealed by now: a button pressed twice leads to what it did.
pub struct AskForSeal;
/// Adding to a sealed record, and taking it out for the records system.
pub struct AmendMinutes;

fn works(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    (ties.works_on() && actor.office == conference.office) || actor.heads(conference.office)
}

/// Facilitator and minute-taker know of the meeting; its papers are the office's.
fn led(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    conferences::leads(actor, ties, conference.state, conference.held)
}

impl Action<Conference> for ReadMinutes {
    const NAME: &'static str = "minutes.read";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else if led(actor, ties, conference) {
            Verdict::Refuse(
                "Zápis a dokumenty má u sebe pracovník, který případ vede. Řekněte si o svůj výtisk.",
            )
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for ReadMinutes {}

impl Action<Conference> for MakeMinutes {
    const NAME: &'static str = "minutes.make";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) {
            match conference.state {
                _ if conference.sealed.is_some() => Verdict::Refuse(
                    "Zápis je zapečetěný a už se nemění. Opravu napište jako dodatek k zápisu.",
                ),
                State::Held => Verdict::Allow,
                State::Closed => Verdict::Refuse("Konference je uzavřená. Zápis se už nemění."),
                _ => Verdict::Refuse("Zápis se vyhotoví, až jednání skončí."),
            }
        } else if actor.protects_data_of(conference.office) || led(actor, ties, conference) {
            Verdict::Refuse("Zápis vyhotovuje pracovník, který případ vede.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for MakeMinutes {}

impl Action<Conference> for ExtractMinutes {
    const NAME: &'static str = "minutes.extract";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) {
            match conference.state {
                State::Held | State::Closed => Verdict::Allow,
                _ => Verdict::Refuse("Výpis se vyhotoví, až jednání skončí."),
            }
        } else if actor.protects_data_of(conference.office) || led(actor, ties, conference) {
            Verdict::Refuse("Výpisy vyhotovuje pracovník, který případ vede.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for ExtractMinutes {}

/// The coordinator (own or by cover) and the head, while or after there is something to seal.
fn seals(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
    let coordinates = ties.has(Tie::Coordinator) && actor.office == conference.office;
    if coordinates || actor.heads(conference.office) {
        match conference.state {
            _ if conference.sealed.is_some() => Verdict::Allow,
            State::Held => Verdict::Allow,
            State::Closed => Verdict::Refuse("Konference je uzavřená. Zápis se už nemění."),
            _ => Verdict::Refuse("Zápis se pečetí, až jednání skončí."),
        }
    } else if works(actor, ties, conference)
        || actor.protects_data_of(conference.office)
        || led(actor, ties, conference)
    {
        Verdict::Refuse("Zápis pečetí pracovník, který případ vede, nebo vedoucí.")
    } else {
        Verdict::Hide
    }
}

impl Action<Conference> for SealMinutes {
    const NAME: &'static str = "minutes.seal";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        match seals(actor, ties, conference) {
            Verdict::Allow if conference.sealed.is_some() => Verdict::Refuse("Zápis už je zapečetěný."),
            verdict => verdict,
        }
    }
}
impl Reads<Conference> for SealMinutes {}

impl Action<Conference> for AskForSeal {
    const NAME: &'static str = "minutes.ask_for_seal";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        seals(actor, ties, conference)
    }
}
impl Reads<Conference> for AskForSeal {}

impl Action<Conference> for AmendMinutes {
    const NAME: &'static str = "minutes.amend";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) {
            match (conference.state, conference.sealed) {
                (State::Held | State::Closed, Some(_)) => Verdict::Allow,
                _ => Verdict::Refuse("Zápis ještě není zapečetěný. Dokud není, opravuje se přímo."),
            }
        } else if actor.protects_data_of(conference.office) || led(actor, ties, conference) {
            Verdict::Refuse("Dodatek píše pracovník, který případ vede.")
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for AmendMinutes {}
