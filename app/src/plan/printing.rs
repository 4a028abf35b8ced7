//! Sheets for everybody who leaves: cut for each, typeset side by side, filed in one operation, bound into one file.

use super::actions::Close;
use super::gather::Table;
use super::letters::ClosingSheet;
use super::sheet::SheetContent;
use super::{SHEET, SheetsFiled, SheetsMade, store};
use crate::access::{House, Lookup, Record};
use crate::audit::{Operation, Recorded};
use crate::conferences::Conference;
use crate::disclosure::{self, Sent};
use crate::documents::{self, Document, NewDocument};
use crate::identity::{self, Office, Staff};
use crate::invitations::doors::{self, Key};
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
    let cuts = cut_for(house, permit, table, (&seats, &[])).await?;
    Ok(cuts.into_iter().filter(|(_, needed)| *needed).map(|(cut, _)| cut).collect())
}

/// The sheets of these people, each with whether it has something to say.
pub(super) async fn cut_for(
    house: &House,
    permit: &Close,
    table: &Table,
    (seats, keys): (&[&Seat], &[(Id<Participant>, Key)]),
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
        let mut content = SheetContent::of(table, seat, &office, contact.as_ref());
        let participant = seat.participant;
        content.key = keys.iter().find(|(who, _)| Some(*who) == participant).map(|(_, key)| key.clone());
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
    let cuts = cut_for(house, permit, table, (&[seat], &[])).await?;
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
                let sent = cut.participant.map(|who| Sent::of(about, SHEET, who, &cut.sheet));
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

/// For whom sheets are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// Who has none yet. A sheet that somebody holds keeps its code.
    WhoHasNone,
    /// Everybody, also who has one: theirs is another one then, with another code.
    Everybody,
    /// One who leaves, or whose sheet is made anew.
    One(Id<Seat>),
}

/// Makes the sheets, of everybody or of one who leaves, and gives them bound. The same form sent twice gives the same
/// sheets once more, with the links and codes that stand on them, and files nothing; those of guests, who are no readers
/// of the file, are made anew.
pub(super) async fn make(
    house: &House,
    permit: Close,
    table: &Table,
    (form, whom): (Uuid, For),
) -> Result<Vec<u8>, NotMade> {
    let holders = match whom {
        For::WhoHasNone => store::holders(permit.lookup(house), permit.id(), form).await?,
        For::Everybody | For::One(_) => Vec::new(),
    };
    let is_wanted = |cut: &Cut| match whom {
        For::One(seat) => cut.seat == seat,
        For::Everybody => true,
        For::WhoHasNone => cut.participant.is_none_or(|who| !holders.contains(&who)),
    };
    // Who has nothing to take home, or must not get it, gets no link and no code either.
    let wanted: Vec<Id<Seat>> = cut(house, &permit, table)
        .await?
        .into_iter()
        .filter(|cut| !cut.sheet.is_stopped() && is_wanted(cut))
        .map(|cut| cut.seat)
        .collect();
    let seats: Vec<&Seat> = table.seats.iter().filter(|seat| wanted.contains(&seat.id)).collect();
    if seats.is_empty() {
        return Err(NotMade::Nobody);
    }
    let permit = Arc::new(permit);
    let keys = match reserve(house, &permit, form, &seats).await {
        Ok(keys) => keys,
        Err(NotMade::Before) => {
            let mut papers = before(house, &permit, form).await?;
            let guests: Vec<&Seat> = seats.into_iter().filter(|seat| seat.participant.is_none()).collect();
            let cuts = cut_for(house, &permit, table, (&guests, &[])).await?;
            let cuts = cuts.into_iter().map(|(cut, _)| cut).collect();
            let (ready, _) = typeset(&permit, cuts, house.clock.now()).await?;
            papers.extend(ready.into_iter().map(|one| one.bytes));
            return bound(papers).await;
        }
        Err(other) => return Err(other),
    };
    let cuts = cut_for(house, &permit, table, (&seats, &keys)).await?;
    let cuts = cuts.into_iter().map(|(cut, _)| cut).collect();
    let (ready, kept_in) = typeset(&permit, cuts, house.clock.now()).await?;
    let shared = Arc::new((permit, ready, kept_in));
    let holder = shared.clone();
    house
        .trail
        .run(shared.0.by(), move |operation| {
            let shared = holder.clone();
            async move {
                let (permit, ready, kept_in) = &*shared;
                file(operation, permit.record(), form, ready, *kept_in).await
            }
        })
        .await?;
    bound(shared.1.iter().map(|one| one.bytes.clone()).collect()).await
}

/// Binds papers into one file.
async fn bound(papers: Vec<Vec<u8>>) -> Result<Vec<u8>, NotMade> {
    if papers.is_empty() {
        return Err(NotMade::Nobody);
    }
    let bound = tokio::task::spawn_blocking(move || binding::bind(&papers)).await;
    let bound = bound.map_err(|_| Failure::Output("binding broke off".into()))?;
    Ok(bound.map_err(|error| Failure::Output(error.to_string()))?)
}

/// Reserves the sheets of a form and makes the link and code that are printed on each. Of two forms sent at once one
/// does: a code that is printed is a code that opens.
async fn reserve(
    house: &House,
    permit: &Arc<Close>,
    form: Uuid,
    seats: &[&Seat],
) -> Result<Vec<(Id<Participant>, Key)>, NotMade> {
    let readers = seats.iter().filter_map(|seat| match &seat.sitter {
        Sitter::Invited(who) => Some((**who).clone()),
        Sitter::Guest { .. } => None,
    });
    let readers: Vec<Participant> = readers.collect();
    if readers.is_empty() {
        return Ok(Vec::new());
    }
    let shared = Arc::new((permit.clone(), readers, house.exit.public_url.clone()));
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, readers, public_url) = &*shared;
                permit.renew(&mut operation).await?;
                let mut keys = Vec::new();
                for who in readers {
                    if !store::reserve(&mut operation, permit.record(), form, who.id).await? {
                        return Err(NotMade::Before);
                    }
                    // Staff sign in; they need no door.
                    if who.staff.is_none()
                        && let Some(key) = doors::hand_out(&mut operation, public_url, who).await?
                    {
                        keys.push((who.id, key));
                    }
                }
                let event = SheetsMade { about: permit.about(), sheets: readers.len() };
                Ok((operation.record(&event).await?, keys))
            }
        })
        .await
}

/// The sheets that this form made before, unless a fact was protected since that keeps one in the house.
async fn before(house: &House, permit: &Close, form: Uuid) -> Result<Vec<Vec<u8>>, Failure> {
    let lookup = permit.lookup(house);
    let mut papers = Vec::new();
    for id in filed_by(lookup, permit, form).await? {
        let Some(filed) = documents::find(lookup, id).await? else { continue };
        let Some(bytes) = documents::content(lookup, id).await? else { continue };
        if documents::kept_in(house, lookup, &filed, &bytes).await?.is_none() {
            papers.push(bytes);
        }
    }
    Ok(papers)
}

/// Documents of a form; the first of two presses may still be setting them.
async fn filed_by(lookup: Lookup<'_>, permit: &Close, form: Uuid) -> Result<Vec<Id<Document>>, Failure> {
    for _ in 0..WAITS {
        let filed = store::of_form(lookup, permit.id(), form).await?;
        if filed.iter().any(Option::is_some) {
            return Ok(filed.into_iter().flatten().collect());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    Ok(Vec::new())
}

/// How many tenths of a second the second of two presses waits for the first.
const WAITS: usize = 50;

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
        if !store::file_sheet(&mut operation, form, (participant, document)).await? {
            return Err(Failure::Broken("a sheet that nobody reserved".into()).into());
        }
        operation.note(sent).await?;
    }
    let event = SheetsFiled { about: conference.about(), sheets: ready.len(), kept_in };
    Ok((operation.record(&event).await?, ()))
}
