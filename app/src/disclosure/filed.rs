//! A paper that was filed for somebody outside is read once more before it leaves: between filing and posting a fact may
//! have been protected, or a justification taken back.
//!
//! It is read as it was set, word for word out of the file, with the guard of the reader as of now. What cannot be read
//! stays in the house.

use super::{ReaderRights, disclose_by, rights, stopped};
use crate::access::{House, Lookup};
use crate::audit::About;
use crate::kernel::{Failure, Id};
use crate::participants::{self, Participant};
use crate::shell::{GateContext, KeptIn};
use outbound::{Cut, Cutter, Logistics, Occasion};

outbound::view! {
    /// The words of a filed paper, for the guard. It has no way out: the file itself is what leaves.
    pub struct FiledPaper {
        pub words: Logistics,
    }
}

struct Words(String);

impl Cut<Words> for FiledPaper {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(words: &Words, _: &Cutter<'_>) -> Self {
        Self { words: Logistics::of(words.0.as_str()) }
    }
}

/// Reads a filed paper again for its reader, and says what keeps it in the house. The office's own papers are not kept.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn gate(context: GateContext<'_>) -> Result<Option<KeptIn>, Failure> {
    let Some(id) = context.reader.map(Id::<Participant>::from_uuid) else { return Ok(None) };
    let Some(participant) = participants::find(context.lookup, id).await? else { return Ok(Some(unread())) };
    read_again(context.house, context.lookup, &participant, context.bytes.to_vec()).await
}

fn unread() -> KeptIn {
    KeptIn {
        sentence: "Nepodařilo se ho znovu přečíst, a proto nejde vydat. Řekněte to správci.",
        ways: Vec::new(),
    }
}

/// Reads a filed paper again by rights that were loaded a moment ago, outside of any conference.
pub async fn read_for(rights: &ReaderRights, bytes: Vec<u8>) -> Option<KeptIn> {
    match still_told(rights, bytes).await {
        Told::Nothing => None,
        Told::Unread => Some(unread()),
        Told::Protected(_) => Some(KeptIn {
            sentence: "Je v něm chráněný údaj, který se k tomuto člověku nesmí dostat. Nejde proto otevřít ani vydat.",
            ways: Vec::new(),
        }),
    }
}

/// What a filed paper tells its reader as of now.
enum Told {
    /// Nothing protected.
    Nothing,
    /// Nobody can say: it could not be read.
    Unread,
    /// These facts.
    Protected(Vec<uuid::Uuid>),
}

async fn still_told(rights: &ReaderRights, bytes: Vec<u8>) -> Told {
    if rights.guard.is_none() {
        return Told::Nothing;
    }
    let read = tokio::task::spawn_blocking(move || reading::text(&bytes, "dokument.pdf")).await;
    let Ok(Ok(text)) = read else { return Told::Unread };
    let disclosed = disclose_by::<FiledPaper, _>(rights, &Words(text.words));
    if !disclosed.is_stopped() {
        return Told::Nothing;
    }
    let mut facts: Vec<_> =
        stopped(&disclosed).into_iter().filter(|stop| !stop.excused).map(|stop| stop.fact).collect();
    facts.dedup();
    Told::Protected(facts)
}

async fn read_again(
    house: &House,
    lookup: Lookup<'_>,
    participant: &Participant,
    bytes: Vec<u8>,
) -> Result<Option<KeptIn>, Failure> {
    let about =
        About { case: Some(participant.case.uuid()), conference: Some(participant.conference.uuid()) };
    let rights = rights(house, lookup, participant, about).await?;
    let facts = match still_told(&rights, bytes).await {
        Told::Nothing => return Ok(None),
        Told::Unread => return Ok(Some(unread())),
        Told::Protected(facts) => facts,
    };
    let (conference, who) = (participant.conference, participant.id);
    let justify = |fact| {
        let address = format!("/konference/{conference}/sdeleni/{who}/udaj/{fact}");
        (address, "Odůvodnit, proč se to smí dozvědět (rozhoduje vedoucí)")
    };
    Ok(Some(KeptIn {
        sentence: "Je v něm chráněný údaj, který se k tomuto člověku nesmí dostat. Nejde proto otevřít k vytištění ani zapsat jako odeslaný.",
        ways: facts.into_iter().map(justify).collect(),
    }))
}
