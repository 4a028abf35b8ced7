//! What can be done with cases.

mod handover;
mod openings;
mod records;

pub(super) use handover::{accept, ask as ask_handover, refuse, take_back};
pub(super) use openings::{Answered, Asked, allow, end as end_opening, mark_seen, open_for_reason};
pub(super) use records::{
    add_child, add_person, add_protected, change_child, change_person, change_protected, remove_child,
    remove_person, remove_protected,
};

use super::events::{
    CaseChanged, CaseClosed, CaseDestroyed, CaseOpened, CaseReopened, CaseTransferred, SafetyConcernSet,
};
use super::model::{CaseTitle, FileMark, NewCase, SafetyNote};
use super::policy::{DestroyCase, ReopenCase, TransferCase};
use super::{CaseFile, Child, EditCase, Person, Relation, rules, store};
use crate::access::{Actor, House, Permit};
use crate::audit::{About, Operation};
use crate::identity::{Office, Role, Staff};
use crate::kernel::{Day, Failure, Id};
use std::sync::Arc;

crate::not_done! {
    /// Why an operation ended without a change.
    #[derive(Debug)]
    pub(super) enum Stopped {
        /// The same form was already sent: what it asks for is there.
        Already,
        /// The same form was already sent, and with other words: only those that were sent first are there.
        Otherwise,
        /// Somebody else changed the record meanwhile.
        Stale,
    }
}

/// Runs an operation under a permit: asks for the right again, does the work, writes the event that the work ends
/// with. What is shared with the closure is kept in `Arc`s, because an operation may run again.
macro_rules! operate {
    ($house:expr, $permit:ident, [$($shared:ident),*], |$operation:ident| $body:block) => {{
        let permit = $permit.clone();
        $house
            .trail
            .run(permit.by(), move |mut $operation| {
                let $permit = permit.clone();
                $(let $shared = $shared.clone();)*
                async move {
                    $permit.renew(&mut $operation).await?;
                    let event = $body;
                    Ok::<_, $crate::cases::actions::Stopped>(($operation.record(&event).await?, ()))
                }
            })
            .await
    }};
}
use operate;

/// Whether a person opens cases at all.
pub(super) fn may_open(actor: &Actor) -> bool {
    actor.roles.any(&[Role::SocialWorker, Role::OfficeHead])
}

/// When the plan of a child entered in the register on a day is due, by the law of that day.
pub(super) async fn plan_due(house: &House, registered_on: Option<Day>) -> Result<Option<Day>, Failure> {
    let Some(day) = registered_on else { return Ok(None) };
    let rule = crate::law::deadlines(&house.queries, day).await?.protection_plan;
    Ok(Some(rules::plan_due(day, rule)))
}

/// What a new case consists of, for whoever made it.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// Its children, in the order of the input.
    pub children: Vec<Id<Child>>,
    /// Its people, in the order of the input.
    pub people: Vec<Id<Person>>,
}

/// Writes a new case with its children and people inside an operation; nothing when the case is already there.
/// For the page, the demo and synthetic data.
///
/// # Errors
/// Database errors, a key that cannot be made.
pub async fn add_case(
    operation: &mut Operation,
    office: Id<Office>,
    coordinator: Id<Staff>,
    new: &NewCase,
) -> Result<Option<Opened>, Failure> {
    if !store::add(operation, office, coordinator, new).await? {
        return Ok(None);
    }
    let now = operation.now();
    let case = CaseFile {
        id: new.id,
        office,
        coordinator,
        title: new.title.clone(),
        file_mark: new.file_mark.clone(),
        safety_concern: false,
        safety_note: None,
        closed: false,
        version: 1,
    };
    let mut opened = Opened::default();
    for child in &new.children {
        let id = Id::fresh(now);
        store::children::add(operation.work(), &case, id, child, now).await?;
        opened.children.push(id);
    }
    for person in &new.people {
        let id = Id::fresh(now);
        let relations: Vec<Relation> = opened
            .children
            .iter()
            .enumerate()
            .filter(|(at, _)| person.of.is_empty() || person.of.contains(at))
            .map(|(_, child)| Relation {
                person: id,
                child: *child,
                relation: person.relation,
                words: person.words.clone(),
                legal: person.legal,
            })
            .collect();
        store::people::add(operation, &case, id, &person.input, &relations).await?;
        opened.people.push(id);
    }
    Ok(Some(opened))
}

/// Opens a case; whoever opens it is its coordinator.
pub(super) async fn open(house: &House, actor: &Actor, mut new: NewCase) -> Result<(), Stopped> {
    for child in &mut new.children {
        child.plan_due = plan_due(house, child.registered_on).await?;
    }
    let (office, coordinator) = (actor.office, actor.id);
    let new = Arc::new(new);
    house
        .trail
        .run(actor.by(), move |mut operation| {
            let new = new.clone();
            async move {
                let Some(opened) = add_case(&mut operation, office, coordinator, &new).await? else {
                    let same = store::is_written(&mut operation, coordinator, &new).await?;
                    return Err(if same { Stopped::Already } else { Stopped::Otherwise });
                };
                let event = CaseOpened {
                    about: About { case: Some(new.id.uuid()), conference: None },
                    children: opened.children.len(),
                    people: opened.people.len(),
                };
                Ok::<_, Stopped>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Changes title and file mark.
pub(super) async fn change(
    house: &House,
    permit: &Arc<Permit<CaseFile, EditCase>>,
    title: CaseTitle,
    file_mark: FileMark,
) -> Result<(), Stopped> {
    let input = Arc::new((title, file_mark));
    operate!(house, permit, [input], |operation| {
        if !store::change(&mut operation, permit.record(), &input.0, &input.1).await? {
            return Err(Stopped::Stale);
        }
        CaseChanged { about: permit.about() }
    })
}

/// Records or lifts a safety concern.
pub(super) async fn set_safety(
    house: &House,
    permit: &Arc<Permit<CaseFile, EditCase>>,
    concern: Option<SafetyNote>,
) -> Result<(), Stopped> {
    let input = Arc::new(concern);
    operate!(house, permit, [input], |operation| {
        let note = input.as_ref().as_ref();
        if !store::set_safety(&mut operation, permit.id(), permit.version(), note).await? {
            return Err(Stopped::Stale);
        }
        SafetyConcernSet { about: permit.about(), concern: note.is_some() }
    })
}

/// Closes a case.
pub(super) async fn close(house: &House, permit: &Arc<Permit<CaseFile, EditCase>>) -> Result<(), Stopped> {
    operate!(house, permit, [], |operation| {
        let now = operation.now();
        if !store::set_closed(operation.work(), permit.id(), permit.version(), Some(now)).await? {
            return Err(Stopped::Stale);
        }
        CaseClosed { about: permit.about() }
    })
}

/// Opens a closed case again.
pub(super) async fn reopen(house: &House, permit: &Arc<Permit<CaseFile, ReopenCase>>) -> Result<(), Stopped> {
    operate!(house, permit, [], |operation| {
        if !store::set_closed(operation.work(), permit.id(), permit.version(), None).await? {
            return Err(Stopped::Stale);
        }
        CaseReopened { about: permit.about() }
    })
}

/// Gives a case to another coordinator of the office.
pub(super) async fn transfer(
    house: &House,
    permit: &Arc<Permit<CaseFile, TransferCase>>,
    to: Id<Staff>,
) -> Result<(), Stopped> {
    operate!(house, permit, [], |operation| {
        if !store::set_coordinator(&mut operation, permit.record(), to).await? {
            return Err(Stopped::Stale);
        }
        CaseTransferred { about: permit.about(), from: permit.record().coordinator, to }
    })
}

/// Destroys a case for good inside an operation: every capability removes what it keeps of it, the highest first,
/// then the key of the case is destroyed, so that nothing sealed can be opened again, not even from a backup. The
/// trail keeps its identifiers. The caller writes the event, and lists the case for a restore to replay.
///
/// # Errors
/// Database errors; then nothing has changed.
pub async fn destroy(operation: &mut Operation, case: Id<CaseFile>) -> Result<(), Failure> {
    let raw = case.uuid();
    for remove in crate::shell::registry().0.iter().rev().filter_map(|c| c.on_case_destroyed) {
        remove(&mut *operation, raw).await?;
    }
    let (keys, now) = (operation.keys(), operation.now());
    keys.destroy(operation.work(), raw, now).await
}

/// Destroys a case for good.
pub(super) async fn destroy_case(
    house: &House,
    permit: &Arc<Permit<CaseFile, DestroyCase>>,
) -> Result<(), Stopped> {
    operate!(house, permit, [], |operation| {
        destroy(&mut operation, permit.id()).await?;
        CaseDestroyed { about: permit.about() }
    })
}
