//! Sheets for everybody who leaves: cut for each, typeset side by side, filed in one operation, bound into one file.

use super::actions::Close;
use super::gather::Table;
use super::letters::ClosingSheet;
use super::sheet::SheetContent;
use super::{SHEET, SheetsMade, store};
use crate::access::{House, Record};
use crate::audit::{Operation, Recorded};
use crate::conferences::Conference;
use crate::disclosure::{self, Sent};
use crate::documents::{self, Document, NewDocument};
use crate::identity::{self, Office, Staff};
use crate::kernel::{Failure, Id, Moment};
use crate::meeting::{Seat, Sitter};
use crate::participants::Participant;
use outbound::Disclosed;
use std::sync::Arc;
use uuid::Uuid;

crate::not_done! {
    /// Why no sheets were made.
    pub(super) enum NotMade {
        /// The same form made them before.
        Before,
        /// Nobody was there for whom there could be one.
        Nobody,
    }
}

/// A sheet that was cut for somebody.
pub(super) struct Cut {
    pub(super) seat: Id<Seat>,
    pub(super) participant: Option<Id<Participant>>,
    pub(super) sheet: Disclosed<ClosingSheet>,
}

/// The sheets of everybody who was there, cut for each.
pub(super) async fn cut(house: &House, permit: &Close, table: &Table) -> Result<Vec<Cut>, Failure> {
    let seats: Vec<&Seat> = table.present.iter().map(|present| &present.seat).collect();
    let cuts = cut_for(house, permit, table, &seats).await?;
    Ok(cuts.into_iter().filter(|(_, needed)| *needed).map(|(cut, _)| cut).collect())
}

/// The sheets of these people, each with whether it has something to say.
async fn cut_for(
    house: &House,
    permit: &Close,
    table: &Table,
    seats: &[&Seat],
) -> Result<Vec<(Cut, bool)>, Failure> {
    let lookup = permit.lookup(house);
    let (office, contact) = letterhead(house, permit, table).await?;
    let invited = seats.iter().filter_map(|seat| match &seat.sitter {
        Sitter::Invited(who) => Some((**who).clone()),
        Sitter::Guest { .. } => None,
    });
    let invited: Vec<Participant> = invited.collect();
    let rights = disclosure::rights_of_all(house, lookup, &invited, permit.about()).await?;
    let mut cuts = Vec::new();
    for seat in seats {
        let content = SheetContent::of(table, seat, &office, contact.as_ref());
        let participant = seat.participant;
        let sheet = match participant {
            None => disclosure::disclose_to_nobody(house.demo, &content),
            Some(id) => {
                let own = rights.iter().find(|rights| rights.reader.participant == id);
                let own =
                    own.ok_or_else(|| Failure::Broken("somebody at the table without rights".into()))?;
                disclosure::disclose_by(own, &content)
            }
        };
        cuts.push((Cut { seat: seat.id, participant, sheet }, content.is_needed()));
    }
    Ok(cuts)
}

/// One person's sheet; nothing when a protected fact keeps it in the house.
pub(super) async fn preview(
    house: &House,
    permit: &Close,
    table: &Table,
    seat: &Seat,
) -> Result<Option<Vec<u8>>, Failure> {
    let cuts = cut_for(house, permit, table, &[seat]).await?;
    let cuts = cuts.into_iter().map(|(cut, _)| cut).collect();
    let (ready, _) = typeset(permit, cuts, house.clock.now()).await?;
    Ok(ready.into_iter().next().map(|one| one.bytes))
}

/// The office in the head, and who answers questions: whoever the end of the meeting named, else the coordinator.
async fn letterhead(
    house: &House,
    permit: &Close,
    table: &Table,
) -> Result<(Office, Option<Staff>), Failure> {
    let lookup = permit.lookup(house);
    let office = identity::store::find_office(lookup.queries(), permit.record().office).await?;
    let office = office.ok_or_else(|| Failure::Broken("a conference without its office".into()))?;
    let contact = match table.meeting.contact {
        Some(id) => Some(id),
        None => crate::cases::find_case(lookup, permit.record().case).await?.map(|case| case.coordinator),
    };
    let contact = match contact {
        Some(id) => identity::store::find_staff(lookup.queries(), id).await?,
        None => None,
    };
    Ok((office, contact))
}

/// A sheet that is ready.
struct Ready {
    participant: Option<Id<Participant>>,
    bytes: Vec<u8>,
    sent: Option<Sent>,
}

/// Typesets sheets side by side; those that a protected fact keeps in the house are left out. A typeset sheet stands in
/// the place of its person.
async fn typeset(permit: &Close, cuts: Vec<Cut>, now: Moment) -> Result<(Vec<Ready>, usize), Failure> {
    let about = permit.about();
    let under_way: Vec<_> = cuts
        .into_iter()
        .map(|cut| {
            tokio::task::spawn_blocking(move || {
                let sent = cut.participant.map(|who| Sent::of(about, "closing_sheet", who, &cut.sheet));
                (cut.participant, sent, outbound::paper(&cut.sheet, now.timestamp()))
            })
        })
        .collect();
    let (mut ready, mut kept_in) = (Vec::new(), 0);
    for task in under_way {
        let broken = |_| Failure::Output("typesetting broke off".into());
        let (participant, sent, paper) = task.await.map_err(broken)?;
        match paper {
            Ok(paper) => ready.push(Ready { participant, bytes: paper.bytes().to_vec(), sent }),
            Err(outbound::Error::Stopped) => kept_in += 1,
            Err(error) => return Err(Failure::Output(error.to_string())),
        }
    }
    Ok((ready, kept_in))
}

/// Makes the sheets, of everybody or of one who leaves, and gives them bound. The same form sent twice gives the same sheets once more and files nothing;
/// those of guests, who are no readers of the file, are made anew.
pub(super) async fn make(
    house: &House,
    permit: Close,
    table: &Table,
    (form, only): (Uuid, Option<Id<Seat>>),
) -> Result<Vec<u8>, NotMade> {
    let cuts = cut(house, &permit, table).await?;
    let cuts = cuts.into_iter().filter(|cut| only.is_none_or(|seat| cut.seat == seat)).collect();
    let (ready, kept_in) = typeset(&permit, cuts, house.clock.now()).await?;
    if ready.is_empty() {
        return Err(NotMade::Nobody);
    }
    let shared = Arc::new((permit, ready, kept_in));
    let by = shared.0.by();
    let holder = shared.clone();
    let filed = house
        .trail
        .run(by, move |mut operation| {
            let shared = holder.clone();
            async move {
                let (permit, ready, kept_in) = &*shared;
                permit.renew(&mut operation).await?;
                file(operation, permit.record(), form, ready, *kept_in).await
            }
        })
        .await;
    let (permit, ready, _) = &*shared;
    let mut papers: Vec<Vec<u8>> = match filed {
        Ok(()) => ready.iter().map(|one| one.bytes.clone()).collect(),
        Err(NotMade::Before) => before(house, permit, form).await?,
        Err(other) => return Err(other),
    };
    if matches!(filed, Err(NotMade::Before)) {
        papers.extend(ready.iter().filter(|one| one.participant.is_none()).map(|one| one.bytes.clone()));
    }
    let bound = tokio::task::spawn_blocking(move || binding::bind(&papers)).await;
    let bound = bound.map_err(|_| Failure::Output("binding broke off".into()))?;
    Ok(bound.map_err(|error| Failure::Output(error.to_string()))?)
}

/// The sheets that this form made before, unless a fact was protected since that keeps one in the house.
async fn before(house: &House, permit: &Close, form: Uuid) -> Result<Vec<Vec<u8>>, Failure> {
    let lookup = permit.lookup(house);
    let mut papers = Vec::new();
    for id in store::of_form(lookup, permit.id(), form).await? {
        let Some(filed) = documents::find(lookup, id).await? else { continue };
        let Some(bytes) = documents::content(lookup, id).await? else { continue };
        if documents::kept_in(house, lookup, &filed, &bytes).await?.is_none() {
            papers.push(bytes);
        }
    }
    Ok(papers)
}

/// Files the sheets and ends the operation.
async fn file(
    mut operation: Operation,
    conference: &Conference,
    form: Uuid,
    ready: &[Ready],
    kept_in: usize,
) -> Result<(Recorded, ()), NotMade> {
    for one in ready {
        let Some((participant, sent)) = one.participant.zip(one.sent.as_ref()) else { continue };
        let new = NewDocument {
            id: None,
            case: conference.case.uuid(),
            conference: Some(conference.id.uuid()),
            kind: SHEET,
            title: "List ze setkání".to_owned(),
            mime: "application/pdf",
            bytes: one.bytes.clone(),
            reader: Some(participant.uuid()),
        };
        let document: Id<Document> = documents::file(&mut operation, new).await?;
        if !store::file_sheet(&mut operation, conference, form, (participant, document)).await? {
            return Err(NotMade::Before);
        }
        operation.note(sent).await?;
    }
    let event = SheetsMade { about: conference.about(), sheets: ready.len(), kept_in };
    Ok((operation.record(&event).await?, ()))
}
