//! Making the minutes: cut, typeset in a blocking task, filed in one operation.

use super::letters::RecordPaper;
use super::model::{Form, RecordContent, SignatureFacts, Written};
use super::sealing::{Sealing, stamp_with_code};
use super::store::{self, Added, Extract};
use super::{
    ExtractMade, ExtractMinutes, FieldsWritten, MakeMinutes, MinutesMade, SignatureNoted, SignatureTakenBack,
    content,
};
use crate::access::{House, Permit, Record};
use crate::audit::By;
use crate::conferences::Conference;
use crate::disclosure::{self, Sent};
use crate::documents::{self, Document, NewDocument};
use crate::kernel::{Choice, Failure, Id, Moment};
use crate::meeting::Seat;
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
        /// What was shown is not what there is now.
        Changed,
    }
}

impl NotMade {
    pub(super) fn of(error: outbound::Error) -> Self {
        match error {
            outbound::Error::Stopped => Self::Stopped,
            other => Self::Failed(Failure::Output(other.to_string())),
        }
    }
}

/// A typeset paper, ready to be filed.
#[derive(Clone)]
pub(super) struct Typeset {
    pub(super) bytes: Vec<u8>,
    /// Characters that the font lacks.
    pub(super) replaced: String,
}

/// Typesets a record; some ten milliseconds of a core, so outside of the runtime's threads and of any operation.
pub(super) async fn typeset<V>(paper: Disclosed<V>, now: Moment) -> Result<Typeset, NotMade>
where
    V: outbound::PaperView + Send + Sync + 'static,
{
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
    let paper: Disclosed<RecordPaper> =
        disclosure::disclose_to_file(house.demo, permit.record().office, &record);
    let paper = Arc::new((record.form, typeset(paper, house.clock.now()).await?));
    let holder = permit.clone();
    let filed = house
        .trail
        .run(permit.by(), move |mut operation| {
            let (holder, paper) = (holder.clone(), paper.clone());
            async move {
                holder.renew(&mut operation).await?;
                file(operation, holder.record(), (form, shown), &paper).await
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

/// Files an edition and ends the operation. Nothing is made of a record that was sealed meanwhile.
async fn file(
    mut operation: crate::audit::Operation,
    conference: &Conference,
    (form, edition): (Uuid, i64),
    (kind, paper): &(Form, Typeset),
) -> Result<(crate::audit::Recorded, Id<Document>), NotMade> {
    if !store::is_open(&mut operation, conference.id).await? {
        return Err(NotMade::Changed);
    }
    let new = NewDocument {
        id: None,
        case: conference.case.uuid(),
        conference: Some(conference.id.uuid()),
        kind: super::MINUTES,
        title: kind.title().to_owned(),
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
    conference: &Conference,
    record: RecordContent,
    form: Uuid,
) -> Result<Id<Document>, NotMade> {
    let (edition, conference) = (record.edition, Arc::new(conference.clone()));
    let paper: Disclosed<RecordPaper> = disclosure::disclose_to_file(house.demo, conference.office, &record);
    let paper = Arc::new((record.form, typeset(paper, house.clock.now()).await?));
    let by = By::system(conference.office.uuid());
    house
        .trail
        .run(by, move |operation| {
            let (conference, paper) = (conference.clone(), paper.clone());
            async move { file(operation, &conference, (form, edition), &paper).await }
        })
        .await
}

/// Keeps the fields of the record, and perhaps what the office usually makes; `false` when somebody else wrote
/// meanwhile or the record was sealed.
pub(super) async fn write_fields(
    house: &House,
    permit: &Arc<Permit<Conference, MakeMinutes>>,
    written: Written,
    usual: bool,
) -> Result<bool, Failure> {
    let shared = Arc::new((permit.clone(), written));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, written) = (&shared.0, &shared.1);
            permit.renew(&mut operation).await?;
            if !store::fields::keep(&mut operation, permit.record(), written).await? {
                return Err(NotMade::Changed);
            }
            if usual {
                store::fields::set_default(&mut operation, permit.record().office, written.form).await?;
            }
            let event = FieldsWritten { about: permit.about(), form: written.form.code() };
            Ok((operation.record(&event).await?, ()))
        }
    });
    match outcome.await {
        Ok(()) => Ok(true),
        Err(NotMade::Failed(failure)) => Err(failure),
        Err(_) => Ok(false),
    }
}

/// Notes how somebody at the table signed.
pub(super) async fn note_signature(
    house: &House,
    permit: &Arc<Permit<Conference, MakeMinutes>>,
    seat: Id<Seat>,
    signed: SignatureFacts,
) -> Result<(), NotMade> {
    let shared = Arc::new((permit.clone(), signed));
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, signed) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                if !store::signatures::keep(&mut operation, permit.record(), seat, signed).await? {
                    return Err(NotMade::Changed);
                }
                let event = SignatureNoted { about: permit.about(), seat, way: signed.way.code() };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Takes a signature back; none there is as good as taken back.
pub(super) async fn take_signature_back(
    house: &House,
    permit: &Arc<Permit<Conference, MakeMinutes>>,
    seat: Id<Seat>,
) -> Result<(), NotMade> {
    let holder = permit.clone();
    let done = house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = holder.clone();
            async move {
                permit.renew(&mut operation).await?;
                if !store::signatures::take_back(&mut operation, permit.id(), seat).await? {
                    return Err(NotMade::Before);
                }
                let event = SignatureTakenBack { about: permit.about(), seat };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await;
    match done {
        Err(NotMade::Before) => Ok(()),
        other => other,
    }
}

/// The record as one participant may have it, before it is cut. Of a sealed record what was sealed, and without its
/// code: an extract has one of its own.
async fn for_reader(
    house: &House,
    permit: &Permit<Conference, impl crate::access::Reads<Conference>>,
    participant: &Participant,
) -> Result<Option<RecordContent>, Failure> {
    let Some(record) = content::load(permit.lookup(house), permit.record()).await? else { return Ok(None) };
    Ok(Some(record.extract_for(participant.id)))
}

/// Cuts the record for one participant.
pub(super) async fn cut_for(
    house: &House,
    permit: &Permit<Conference, impl crate::access::Reads<Conference>>,
    participant: &Participant,
) -> Result<Option<Disclosed<RecordPaper>>, Failure> {
    let Some(record) = for_reader(house, permit, participant).await? else { return Ok(None) };
    let lookup = permit.lookup(house);
    disclosure::disclose(house, lookup, &record, participant, permit.about()).await.map(Some)
}

/// An extract, typeset and with its seal, ready to be filed.
struct Cut {
    paper: Typeset,
    sent: Sent,
    fingerprint: String,
    sealing: Option<Sealing>,
    participant: Id<Participant>,
    form: Form,
}

/// Cuts an extract; of a sealed record with a code of its own.
async fn cut(
    house: &House,
    permit: &Permit<Conference, ExtractMinutes>,
    participant: &Participant,
) -> Result<Cut, NotMade> {
    let (lookup, now) = (permit.lookup(house), house.clock.now());
    let record = for_reader(house, permit, participant).await?.ok_or(NotMade::NotBegun)?;
    let (about, kind) = (permit.about(), record.form);
    let mut view: Disclosed<RecordPaper> =
        disclosure::disclose(house, lookup, &record, participant, about).await?;
    let fingerprint = view.fingerprint().to_owned();
    let mut sealing = None;
    if record.is_final {
        let (stamped, facts) = stamp_with_code(house, store::seals::Sealed::Extract, &fingerprint, now.day());
        let record = RecordContent { seal: Some(facts), ..record };
        view = disclosure::disclose(house, lookup, &record, participant, about).await?;
        sealing = Some(stamped);
    }
    let sent = Sent::of(about, "minutes", participant.id, &view);
    let paper = typeset(view, now).await?;
    Ok(Cut { paper, sent, fingerprint, sealing, participant: participant.id, form: kind })
}

/// Makes an extract for one participant and files it; the disclosure is noted with what was refused.
pub(super) async fn make_extract(
    house: &House,
    permit: &Arc<Permit<Conference, ExtractMinutes>>,
    participant: Participant,
    form: Uuid,
) -> Result<Id<Document>, NotMade> {
    let cut = cut(house, permit, &participant).await?;
    let shared = Arc::new((permit.clone(), cut));
    let made = house
        .trail
        .run(permit.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, cut) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                let document = file_extract(&mut operation, permit.record(), cut, form).await?;
                operation.note(&cut.sent).await?;
                let event = ExtractMade { about: permit.about(), document, participant: cut.participant };
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

async fn file_extract(
    operation: &mut crate::audit::Operation,
    conference: &Conference,
    cut: &Cut,
    form: Uuid,
) -> Result<Id<Document>, NotMade> {
    let new = NewDocument {
        id: None,
        case: conference.case.uuid(),
        conference: Some(conference.id.uuid()),
        kind: super::EXTRACT,
        title: cut.form.extract_title().to_owned(),
        mime: "application/pdf",
        bytes: cut.paper.bytes.clone(),
        reader: Some(cut.participant.uuid()),
    };
    let document = documents::file(operation, new).await?;
    let extract = Extract {
        participant: cut.participant,
        document,
        fingerprint: cut.fingerprint.clone(),
        replaced: cut.paper.replaced.clone(),
        made: operation.now(),
    };
    if !store::add_extract(operation, form, conference, &extract).await? {
        return Err(NotMade::Before);
    }
    if let Some(sealing) = &cut.sealing {
        store::seals::add(operation, conference, document, sealing).await?;
    }
    Ok(document)
}
