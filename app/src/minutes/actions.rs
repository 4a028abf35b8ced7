//! Making the minutes: cut, typeset in a blocking task, filed in one operation.

use super::letters::RecordPaper;
use super::model::RecordContent;
use super::store::{self, Added, Extract};
use super::{ExtractMade, MakeMinutes, MinutesMade, content};
use crate::access::{House, Permit, Record};
use crate::audit::By;
use crate::conferences::Conference;
use crate::disclosure::{self, Sent};
use crate::documents::{self, Document, NewDocument};
use crate::kernel::{Failure, Id, Moment};
use crate::participants::Participant;
use outbound::Disclosed;
use std::sync::Arc;
use uuid::Uuid;

crate::not_done! {
    /// Why nothing was made.
    pub(super) enum NotMade {
        /// The same form made it before.
        Before,
        /// Another edition was made meanwhile.
        Overtaken,
        /// The meeting has not begun.
        NotBegun,
        /// A protected fact is in it that must not reach this reader.
        Stopped,
    }
}

impl NotMade {
    fn of(error: outbound::Error) -> Self {
        match error {
            outbound::Error::Stopped => Self::Stopped,
            other => Self::Failed(Failure::Output(other.to_string())),
        }
    }
}

/// A typeset paper, ready to be filed.
#[derive(Clone)]
pub(super) struct Typeset {
    bytes: Vec<u8>,
    /// Characters that the font lacks.
    replaced: String,
}

/// Typesets a record; some ten milliseconds of a core, so outside of the runtime's threads and of any operation.
pub(super) async fn typeset(paper: Disclosed<RecordPaper>, now: Moment) -> Result<Typeset, NotMade> {
    tokio::task::spawn_blocking(move || {
        let paper = outbound::paper(&paper, now.timestamp()).map_err(NotMade::of)?;
        Ok(Typeset { bytes: paper.bytes().to_vec(), replaced: paper.replaced().iter().collect() })
    })
    .await
    .map_err(|_| NotMade::Failed(Failure::Broken("typesetting broke off".into())))?
}

impl Typeset {
    /// The file.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Makes the next edition and files it, as long as it is the one that was `shown` to be next: the same form twice, and
/// the same button in another window, are one edition.
pub(super) async fn make(
    house: &House,
    permit: Permit<Conference, MakeMinutes>,
    form: Uuid,
    shown: i64,
) -> Result<Id<Document>, NotMade> {
    let permit = Arc::new(permit);
    let lookup = permit.lookup(house);
    let record = content::load(lookup, permit.record()).await?.ok_or(NotMade::NotBegun)?;
    if record.edition != shown {
        return store::made_by_form(lookup, form).await?.ok_or(NotMade::Overtaken);
    }
    let paper = disclosure::disclose_to_file(house.demo, permit.record().office, &record);
    let paper = Arc::new(typeset(paper, house.clock.now()).await?);
    let holder = permit.clone();
    let filed = house
        .trail
        .run(permit.by(), move |mut operation| {
            let (holder, paper) = (holder.clone(), paper.clone());
            async move {
                holder.renew(&mut operation).await?;
                file(operation, holder.record(), form, shown, &paper).await
            }
        })
        .await;
    match filed {
        Err(NotMade::Before | NotMade::Overtaken) => {
            store::made_by_form(permit.lookup(house), form).await?.ok_or(NotMade::Overtaken)
        }
        outcome => outcome,
    }
}

/// Files an edition and ends the operation.
async fn file(
    mut operation: crate::audit::Operation,
    conference: &Conference,
    form: Uuid,
    edition: i64,
    paper: &Typeset,
) -> Result<(crate::audit::Recorded, Id<Document>), NotMade> {
    let new = NewDocument {
        id: None,
        case: conference.case.uuid(),
        conference: Some(conference.id.uuid()),
        kind: super::MINUTES,
        title: "Zápis z případové konference".to_owned(),
        mime: "application/pdf",
        bytes: paper.bytes.clone(),
        reader: None,
    };
    let document = documents::file(&mut operation, new).await?;
    match store::add(&mut operation, form, conference, edition, document, &paper.replaced).await? {
        Added::Now => {}
        Added::Before => return Err(NotMade::Before),
        Added::Overtaken => return Err(NotMade::Overtaken),
    }
    let event = MinutesMade { about: conference.about(), document, edition };
    Ok((operation.record(&event).await?, document))
}

/// Files a record that was cut for the office, on behalf of the program: for the demo.
pub(super) async fn make_by_itself(
    house: &House,
    record: RecordContent,
    form: Uuid,
) -> Result<Id<Document>, NotMade> {
    let (edition, conference) = (record.edition, Arc::new(record.conference.clone()));
    let paper = disclosure::disclose_to_file(house.demo, conference.office, &record);
    let paper = Arc::new(typeset(paper, house.clock.now()).await?);
    let by = By::system(conference.office.uuid());
    house
        .trail
        .run(by, move |operation| {
            let (conference, paper) = (conference.clone(), paper.clone());
            async move { file(operation, &conference, form, edition, &paper).await }
        })
        .await
}

/// Cuts the record for one participant.
pub(super) async fn cut_for(
    house: &House,
    permit: &Permit<Conference, impl crate::access::Reads<Conference>>,
    participant: &Participant,
) -> Result<Option<Disclosed<RecordPaper>>, Failure> {
    let lookup = permit.lookup(house);
    let Some(mut record) = content::load(lookup, permit.record()).await? else { return Ok(None) };
    record.reader = Some(participant.id);
    // An extract is of the edition that was made last; before the first it previews the first.
    record.edition = (record.edition - 1).max(1);
    disclosure::disclose(house, lookup, &record, participant, permit.about()).await.map(Some)
}

/// Makes an extract for one participant and files it; the disclosure is noted with what was refused.
pub(super) async fn make_extract(
    house: &House,
    permit: Permit<Conference, MakeMinutes>,
    participant: Participant,
    form: Uuid,
) -> Result<Id<Document>, NotMade> {
    let cut = cut_for(house, &permit, &participant).await?.ok_or(NotMade::NotBegun)?;
    let fingerprint = cut.fingerprint().to_owned();
    let sent = Sent::of(permit.about(), "minutes", participant.id, &cut);
    let paper = typeset(cut, house.clock.now()).await?;
    let permit = Arc::new(permit);
    let shared = Arc::new((permit.clone(), paper, sent, fingerprint, participant.id));
    let made = house
        .trail
        .run(permit.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, paper, sent, fingerprint, participant) = &*shared;
                permit.renew(&mut operation).await?;
                let conference = permit.record();
                let new = NewDocument {
                    id: None,
                    case: conference.case.uuid(),
                    conference: Some(conference.id.uuid()),
                    kind: super::EXTRACT,
                    title: "Výpis ze zápisu z případové konference".to_owned(),
                    mime: "application/pdf",
                    bytes: paper.bytes.clone(),
                    reader: Some(participant.uuid()),
                };
                let document = documents::file(&mut operation, new).await?;
                let extract = Extract {
                    participant: *participant,
                    document,
                    fingerprint: fingerprint.clone(),
                    replaced: paper.replaced.clone(),
                    made: operation.now(),
                };
                if !store::add_extract(&mut operation, form, conference, &extract).await? {
                    return Err(NotMade::Before);
                }
                operation.note(sent).await?;
                let event = ExtractMade { about: permit.about(), document, participant: *participant };
                Ok((operation.record(&event).await?, document))
            }
        })
        .await;
    match made {
        Err(NotMade::Before) => {
            store::made_by_form(permit.lookup(house), form).await?.ok_or(NotMade::Overtaken)
        }
        outcome => outcome,
    }
}
