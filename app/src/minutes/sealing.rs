//! Sealing the record, and adding to a sealed one.
//!
//! What is sealed is what was shown: the page carries the fingerprint of the last wording, and inside the operation the
//! versions of all it is made of are read once more. From the commit on every write of the meeting and its record
//! finds the conference sealed.

use super::actions::{NotMade, Typeset, typeset};
use super::letters::{AddendumPaper, RecordPaper};
use super::model::{AddendumContent, Form, RecordContent, SealFacts};
use super::rules::code;
use super::store::seals::{self, Addendum, Addition, NewSeal, Sealed, Stamp};
use super::store::{self, Added};
use super::{AddendumMade, AmendMinutes, CommentsAttached, MinutesSealed, SealMinutes, comments, content};
use crate::access::{House, Permit};
use crate::audit::{Operation, Recorded};
use crate::conferences::{self, Conference};
use crate::disclosure;
use crate::documents::{self, Document, NewDocument};
use crate::kernel::{Day, Failure, Id, random_bytes};
use outbound::Disclosed;
use std::sync::Arc;
use uuid::Uuid;

/// A seal to be kept with its paper.
pub(super) type Sealing = NewSeal;

/// A code for a content, with a nonce of its own: what is kept, and what is printed.
pub(super) fn stamp_with_code(
    house: &House,
    what: Sealed,
    fingerprint: &str,
    on: Day,
) -> (Sealing, SealFacts) {
    let nonce = random_bytes::<16>();
    let code = code::code(fingerprint, &nonce);
    let address = house.exit.public_url.split_once("://").map_or(&*house.exit.public_url, |(_, rest)| rest);
    let facts = SealFacts { code: code.clone(), on, address: format!("{address}/overeni") };
    (NewSeal { what, fingerprint: fingerprint.to_owned(), nonce, code, on }, facts)
}

/// The last wording before it is sealed: as it will be printed, but for the code.
pub(super) fn last_wording(record: RecordContent) -> RecordContent {
    RecordContent { is_final: true, seal: None, reader: None, ..record }
}

/// The fingerprint of the last wording: what the page shows and what is sealed must be the same.
pub(super) fn fingerprint(house: &House, record: RecordContent) -> String {
    let office = record.office;
    let view: Disclosed<RecordPaper> =
        disclosure::disclose_to_file(house.demo, office, &last_wording(record));
    view.fingerprint().to_owned()
}

/// Everything of one seal.
struct Ready {
    form: Uuid,
    record: RecordContent,
    facts: SealFacts,
    sealing: Sealing,
    stamp: Stamp,
    paper: Typeset,
    at: crate::kernel::Moment,
}

/// Seals the record that was shown. The same form twice is one seal.
pub(super) async fn seal(
    house: &House,
    permit: &Arc<Permit<Conference, SealMinutes>>,
    form: Uuid,
    shown: &str,
) -> Result<Id<Document>, NotMade> {
    let (lookup, at) = (permit.lookup(house), house.clock.now());
    let stamp = seals::stamp(lookup, permit.id()).await?;
    let record = content::living(lookup, permit.record()).await?.ok_or(NotMade::NotBegun)?;
    let record = last_wording(record);
    let office = record.office;
    let plain: Disclosed<RecordPaper> = disclosure::disclose_to_file(house.demo, office, &record);
    if plain.fingerprint() != shown {
        return Err(NotMade::Changed);
    }
    let (sealing, facts) = stamp_with_code(house, Sealed::Record, plain.fingerprint(), at.day());
    let record = RecordContent { seal: Some(facts.clone()), ..record };
    let paper: Disclosed<RecordPaper> = disclosure::disclose_to_file(house.demo, office, &record);
    let paper = typeset(paper, at).await?;
    let ready = Arc::new(Ready { form, record, facts, sealing, stamp, paper, at });
    let (holder, id) = (permit.clone(), permit.id());
    let sealed = house
        .trail
        .run(permit.by(), move |mut operation| {
            let (holder, ready) = (holder.clone(), ready.clone());
            async move {
                holder.renew(&mut operation).await?;
                keep(operation, holder.record(), &ready).await
            }
        })
        .await;
    house.pulse().beat(id.uuid());
    sealed
}

/// Files the sealed record and freezes what it was made of, if nothing changed since it was read.
async fn keep(
    mut operation: Operation,
    conference: &Conference,
    ready: &Ready,
) -> Result<(Recorded, Id<Document>), NotMade> {
    let edition = ready.record.edition;
    let work = &mut operation;
    if seals::stamp_now(work, conference.id).await? != ready.stamp {
        return Err(NotMade::Changed);
    }
    let new = NewDocument {
        id: None,
        case: conference.case.uuid(),
        conference: Some(conference.id.uuid()),
        kind: super::MINUTES,
        title: format!("{}, konečné znění", ready.record.form.title()),
        mime: "application/pdf",
        bytes: ready.paper.bytes.clone(),
        reader: None,
    };
    let document = documents::file(work, new).await?;
    match store::add(work, ready.form, conference, edition, document, &ready.paper.replaced).await? {
        Added::Now => {}
        Added::Before => return Err(NotMade::Before),
        Added::Overtaken => return Err(NotMade::Changed),
    }
    let about = crate::access::Record::about(conference);
    // What nobody decided is in the wording that is sealed; from here on it is decided.
    let rest = comments::attach_rest(work, conference.id).await?;
    if rest > 0 {
        work.note(&CommentsAttached { about, comments: rest }).await?;
    }
    // Last, so that an edition that somebody makes at the same time is counted before.
    if !conferences::set_sealed(work, conference.id, ready.at).await? {
        return Err(NotMade::Before);
    }
    seals::add(work, conference, document, &ready.sealing).await?;
    store::frozen::freeze(work, conference, &ready.record, &ready.facts).await?;
    let event = MinutesSealed { about, document, edition };
    Ok((operation.record(&event).await?, document))
}

/// Adds to a sealed record: a paper of its own with a code of its own. The same form twice is one addendum.
pub(super) async fn amend(
    house: &House,
    permit: &Arc<Permit<Conference, AmendMinutes>>,
    form: Uuid,
    added: Addition,
) -> Result<Id<Document>, NotMade> {
    let (lookup, at) = (permit.lookup(house), house.clock.now());
    if let Some(made) = seals::made_by_form(lookup, form).await? {
        return Ok(made);
    }
    let record = content::load(lookup, permit.record()).await?.ok_or(NotMade::NotBegun)?;
    let number = seals::next_number(lookup, permit.id()).await?;
    let office = record.office;
    let mut content = AddendumContent { record, number, words: added.words.clone(), seal: None };
    let plain: Disclosed<AddendumPaper> = disclosure::disclose_to_file(house.demo, office, &content);
    let (sealing, facts) = stamp_with_code(house, Sealed::Addendum, plain.fingerprint(), at.day());
    content.seal = Some(facts);
    let paper: Disclosed<AddendumPaper> = disclosure::disclose_to_file(house.demo, office, &content);
    let paper = typeset(paper, at).await?;
    let of = match content.record.form {
        Form::Light => "zápisu",
        Form::Protocol => "protokolu",
    };
    let title = format!("Dodatek č. {number} k {of} z případové konference");
    let shared = Arc::new((permit.clone(), (title, paper), sealing, added));
    let made = house
        .trail
        .run(permit.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, paper, sealing, added) = &*shared;
                permit.renew(&mut operation).await?;
                let conference = permit.record();
                let document =
                    file_addendum(&mut operation, conference, (form, number), (paper, added)).await?;
                seals::add(&mut operation, conference, document, sealing).await?;
                let event = AddendumMade { about: permit.about(), document, number };
                Ok((operation.record(&event).await?, document))
            }
        })
        .await;
    match made {
        Err(NotMade::Overtaken) => {
            seals::made_by_form(permit.lookup(house), form).await?.ok_or(NotMade::Overtaken)
        }
        outcome => outcome,
    }
}

async fn file_addendum(
    operation: &mut Operation,
    conference: &Conference,
    (form, number): (Uuid, i64),
    ((title, paper), added): (&(String, Typeset), &Addition),
) -> Result<Id<Document>, NotMade> {
    let new = NewDocument {
        id: None,
        case: conference.case.uuid(),
        conference: Some(conference.id.uuid()),
        kind: super::ADDENDUM,
        title: title.clone(),
        mime: "application/pdf",
        bytes: paper.bytes.clone(),
        reader: None,
    };
    let document = documents::file(operation, new).await?;
    let (topic, child) = (Some(added.topic), added.child);
    let words = added.words.clone();
    let addendum = Addendum { number, words, topic, child, document, made: operation.now() };
    if !seals::add_addendum(operation, form, conference, &addendum).await? {
        return Err(NotMade::Overtaken);
    }
    Ok(document)
}

/// Whether a paper with this code was sealed on this day: always one look-up and one comparison that takes as long
/// whatever it finds; unknown code and wrong day are one answer.
pub(super) async fn agrees(house: &House, code: &str, on: Day) -> Result<bool, Failure> {
    use subtle::ConstantTimeEq;
    let found = seals::day_of(&house.queries, code).await?;
    // A day that no paper bears stands for "none".
    let (sealed, known) = (found.unwrap_or(Day::ZERO), found.is_some());
    let bytes = |day: Day| {
        let ([older, newer], [month], [day]) =
            (day.year().to_be_bytes(), day.month().to_be_bytes(), day.day().to_be_bytes());
        [older, newer, month, day]
    };
    Ok(bool::from(bytes(sealed).as_slice().ct_eq(bytes(on).as_slice())) & known)
}
