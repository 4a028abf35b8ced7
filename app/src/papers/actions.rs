//! What can be done with papers. Typesetting and reading of files happen before an operation, never inside.

use super::called_back;
use super::check::{Checked, check};
use super::letters::hexadecimal;
use super::model::{DecisionReason, Handing, NewPaper, Recipient, Way};
use super::{
    DOCUMENT, DecidePaper, EditPaper, EditPapers, Paper, PaperAdded, PaperDecided, PaperDestroyed,
    PaperHanded, PaperPicturesChecked, PaperReadersChanged, PaperWithdrawn, RecallPaper, store,
};
use crate::access::{House, Lookup, Permit, Record};
use crate::audit::{By, Operation, Recorded};
use crate::conferences::Conference;
use crate::disclosure::Sent;
use crate::documents::{self, NewDocument};
use crate::kernel::{Choice, Day, Failure, Id};
use crate::participants::Participant;
use facts::FactGroup;
use outbound::OutgoingFile;
use std::sync::Arc;

crate::not_done! {
    /// Why nothing was done.
    pub(super) enum NotDone {
        /// It had been done before: as good as done.
        Already,
        /// Somebody else changed it meanwhile.
        Stale,
        /// The paper is not (any more) for this reader.
        Kept,
    }
}

/// What was done before counts as done.
fn once(outcome: Result<(), NotDone>) -> Result<(), NotDone> {
    match outcome {
        Err(NotDone::Already) => Ok(()),
        other => other,
    }
}

fn first(changed: bool) -> Result<(), NotDone> {
    if changed { Ok(()) } else { Err(NotDone::Already) }
}

/// The right to change a paper.
pub(super) type Edit = Permit<Paper, EditPaper>;
/// The right to call it back.
pub(super) type Recall = Permit<Paper, RecallPaper>;

/// Adds a paper inside an operation, filing its sealed file. The same form twice adds it once.
pub(super) async fn place(
    operation: &mut Operation,
    conference: &Conference,
    new: &NewPaper,
) -> Result<PaperAdded, NotDone> {
    first(!store::is_taken(operation, new.id).await?)?;
    let document = NewDocument {
        id: None,
        case: conference.case.uuid(),
        conference: Some(conference.id.uuid()),
        kind: DOCUMENT,
        title: "Podklad ke konferenci".to_owned(),
        mime: new.format.kind().mime(),
        bytes: new.bytes.clone(),
        reader: None,
    };
    let document = documents::file(operation, document).await?;
    first(store::add(operation, conference, new, document).await?)?;
    for reader in &new.readers {
        store::add_reader(operation, new.id, conference.id, *reader).await?;
    }
    Ok(PaperAdded {
        about: conference.about(),
        paper: new.id,
        kind: new.kind.code(),
        groups: new.groups.iter().map(|group| group.code()).collect(),
        children: new.children.len(),
        readers: new.readers.len(),
        read: new.words.is_ok(),
    })
}

/// Adds a paper; [`NotDone::Already`] when the same form added one before.
pub(super) async fn add(
    house: &House,
    permit: &Arc<Permit<Conference, EditPapers>>,
    new: Arc<NewPaper>,
) -> Result<(), NotDone> {
    let permit = permit.clone();
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, new) = (permit.clone(), new.clone());
            async move {
                permit.renew(&mut operation).await?;
                let event = place(&mut operation, permit.record(), &new).await?;
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Says who gets a paper: who is named and does not get it yet, will; who gets it and is not named, does not any more.
pub(super) async fn set_readers(
    house: &House,
    permit: Edit,
    (added, taken_off): (Vec<Id<Participant>>, Vec<Id<Participant>>),
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, added, taken_off));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, add, away) = (&shared.0, &shared.1, &shared.2);
            permit.renew(&mut operation).await?;
            let (paper, conference) = (permit.id(), permit.record().conference);
            let (mut added, mut taken_off) = (0, 0);
            for reader in add {
                added += store::add_reader(&mut operation, paper, conference, *reader).await?;
            }
            for reader in away {
                taken_off += usize::from(store::take_off(&mut operation, paper, *reader).await?);
            }
            first(added + taken_off > 0)?;
            let event = PaperReadersChanged { about: permit.about(), paper, added, taken_off };
            Ok((operation.record(&event).await?, ()))
        }
    });
    once(outcome.await)
}

/// Staff looked at the pictures of a file.
pub(super) async fn pictures_checked(house: &House, permit: Edit) -> Result<(), NotDone> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            first(store::pictures_checked(&mut operation, permit.id()).await?)?;
            let event = PaperPicturesChecked { about: permit.about(), paper: permit.id() };
            Ok((operation.record(&event).await?, ()))
        }
    });
    once(outcome.await)
}

/// What the head decided for one reader.
pub(super) struct Decision {
    pub(super) recipient: Recipient,
    pub(super) opened: Vec<FactGroup>,
    pub(super) unread: bool,
    pub(super) reason: DecisionReason,
}

/// The head lets a reader have a paper.
pub(super) async fn decide(
    house: &House,
    permit: Permit<Paper, DecidePaper>,
    decision: Decision,
) -> Result<(), NotDone> {
    let shared = Arc::new((permit, decision));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, decision) = (&shared.0, &shared.1);
            permit.renew(&mut operation).await?;
            let Decision { recipient, opened, unread, reason } = decision;
            let (case, row) = (permit.record().case.uuid(), (recipient.id, recipient.version));
            if !store::decide(&mut operation, case, row, (opened, *unread), reason).await? {
                return Err(NotDone::Stale);
            }
            let event = PaperDecided {
                about: permit.about(),
                paper: permit.id(),
                participant: recipient.participant,
                opened: opened.iter().map(|group| group.code()).collect(),
                unread: *unread,
            };
            Ok((operation.record(&event).await?, ()))
        }
    });
    once(outcome.await)
}

/// Lets a file out for one reader, after all checks; none when something keeps it in.
pub(super) async fn let_out(
    house: &House,
    lookup: Lookup<'_>,
    paper: &Paper,
    participant: &Participant,
) -> Result<Option<(Checked, OutgoingFile)>, Failure> {
    let recipients = store::recipients(lookup, paper.conference).await?;
    let own =
        recipients.iter().find(|r| r.paper == paper.id && r.participant == participant.id && r.is_live());
    let Some(own) = own.filter(|_| paper.withdrawn.is_none() && !participant.removed) else {
        return Ok(None);
    };
    let words = store::words(lookup, paper).await?;
    let checked = check(house, lookup, (paper, words.as_ref()), participant, Some(own)).await?;
    let Some(bytes) = documents::content(lookup, paper.document).await? else { return Ok(None) };
    match outbound::attachment(&checked.disclosed, bytes) {
        Ok(file) => Ok(Some((checked, file))),
        Err(outbound::Error::NotWhole | outbound::Error::Unread | outbound::Error::Stopped) => Ok(None),
        Err(error) => Err(Failure::Output(error.to_string())),
    }
}

/// Keeps one handing out with its two events: what was handed, and what was disclosed.
async fn keep_handing(
    mut operation: Operation,
    paper: &Paper,
    handing: (Id<Handing>, Id<Participant>, Way, Day),
    checked: &Checked,
) -> Result<(Recorded, ()), NotDone> {
    let (_, participant, way, on) = handing;
    first(store::hand(&mut operation, paper, handing, checked.disclosed.fingerprint()).await?)?;
    operation.note(&Sent::of(paper.about(), "handout", participant, &checked.disclosed)).await?;
    let sha256 = hexadecimal(&paper.sha256);
    let event =
        PaperHanded { about: paper.about(), paper: paper.id, participant, way: way.code(), on, sha256 };
    Ok((operation.record(&event).await?, ()))
}

/// Writes down that staff handed a paper over.
pub(super) async fn hand(
    house: &House,
    permit: Edit,
    participant: &Participant,
    (id, way, on): (Id<Handing>, Way, Day),
) -> Result<(), NotDone> {
    let out = let_out(house, permit.lookup(house), permit.record(), participant).await?;
    let (checked, _) = out.ok_or(NotDone::Kept)?;
    let shared = Arc::new((permit, checked, participant.id));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, checked, participant) = (&shared.0, &shared.1, shared.2);
            permit.renew(&mut operation).await?;
            keep_handing(operation, permit.record(), (id, participant, way, on), checked).await
        }
    });
    once(outcome.await)
}

/// Gives a paper to its reader on their page (`by` is the bearer of the link); none when it is not for them (any more).
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn take(
    house: &House,
    lookup: Lookup<'_>,
    by: By,
    participant: &Participant,
    paper: Id<Paper>,
) -> Result<Option<OutgoingFile>, Failure> {
    let paper = Paper::find(lookup, paper).await?.filter(|paper| paper.conference == participant.conference);
    let Some(paper) = paper else { return Ok(None) };
    let Some((checked, file)) = let_out(house, lookup, &paper, participant).await? else { return Ok(None) };
    let handing = (Id::fresh(house.clock.now()), participant.id, Way::Page, house.clock.today());
    let shared = Arc::new((paper, checked));
    let outcome = house.trail.run(by, move |operation| {
        let shared = shared.clone();
        async move { keep_handing(operation, &shared.0, handing, &shared.1).await }
    });
    match outcome.await {
        Ok(()) => Ok(Some(file)),
        Err(NotDone::Failed(failure)) => Err(failure),
        Err(NotDone::Already | NotDone::Stale | NotDone::Kept) => Ok(None),
    }
}

/// Withdraws a paper from one reader, or from everybody.
pub(super) async fn withdraw(
    house: &House,
    permit: Recall,
    from: Option<Id<Participant>>,
    had_it: usize,
) -> Result<(), NotDone> {
    let recipients = store::recipients(permit.lookup(house), permit.record().conference).await?;
    let live = recipients.into_iter().filter(|r| r.paper == permit.id() && r.is_live());
    let readers: Vec<Id<Participant>> =
        live.map(|r| r.participant).filter(|p| from.is_none_or(|one| one == *p)).collect();
    let paper = (permit.id(), permit.record().conference);
    let having = called_back::who_has(permit.lookup(house), paper, &readers).await?;
    let shared = Arc::new((permit, readers, having));
    let outcome = house.trail.run(shared.0.by(), move |mut operation| {
        let shared = shared.clone();
        async move {
            let (permit, readers, having) = (&shared.0, &shared.1, &shared.2);
            permit.renew(&mut operation).await?;
            let mut changed = 0;
            for reader in readers {
                let taken_off = store::take_off(&mut operation, permit.id(), *reader).await?;
                changed += usize::from(taken_off);
                if taken_off && having.contains(reader) {
                    called_back::tell(&mut operation, *reader).await?;
                }
            }
            let all = from.is_none() && store::withdraw(&mut operation, permit.id()).await?;
            first(all || changed > 0)?;
            let event =
                PaperWithdrawn { about: permit.about(), paper: permit.id(), readers: changed, had_it };
            Ok((operation.record(&event).await?, ()))
        }
    });
    once(outcome.await)
}

/// A reader destroyed what was withdrawn from them.
pub(super) async fn destroyed(
    house: &House,
    permit: Recall,
    participant: Id<Participant>,
    on: Day,
) -> Result<(), NotDone> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            first(store::destroyed(&mut operation, permit.id(), participant, on).await?)?;
            let event = PaperDestroyed { about: permit.about(), paper: permit.id(), participant, on };
            Ok((operation.record(&event).await?, ()))
        }
    });
    once(outcome.await)
}
