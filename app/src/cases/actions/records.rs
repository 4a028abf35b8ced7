//! What can be done with children, people and protected facts of a case.

use super::{Stopped, operate};
use crate::access::{House, Permit, Record};
use crate::cases::events::{
    ChildAdded, ChildChanged, ChildRemoved, PersonAdded, PersonChanged, PersonRemoved, ProtectedAdded,
    ProtectedChanged, ProtectedRemoved,
};
use crate::cases::forms::PersonForm;
use crate::cases::model::{ChildInput, ProtectedInput};
use crate::cases::policy::EditProtected;
use crate::cases::{CaseFile, Child, EditCase, Person, ProtectedFact, store};
use crate::kernel::Id;
use std::sync::Arc;

type OnCase = Arc<Permit<CaseFile, EditCase>>;

/// A form that was sent before: well done when it said the same, else its words would be lost without a sentence.
const fn sent_before(same: bool) -> Result<(), Stopped> {
    Err(if same { Stopped::Already } else { Stopped::Otherwise })
}

/// Adds a child under the identifier made when the form was shown.
pub(in crate::cases) async fn add_child(
    house: &House,
    permit: &OnCase,
    id: Id<Child>,
    mut input: ChildInput,
) -> Result<(), Stopped> {
    input.plan_due = super::plan_due(house, input.registered_on).await?;
    let input = Arc::new(input);
    let sent = input.clone();
    let outcome = operate!(house, permit, [input], |operation| {
        let now = operation.now();
        if !store::children::add(operation.work(), permit.record(), id, &input, now).await? {
            return Err(Stopped::Already);
        }
        ChildAdded { about: permit.about(), child: id }
    });
    if !matches!(outcome, Err(Stopped::Already)) {
        return outcome;
    }
    let there = Child::find(permit.lookup(house), id).await?;
    sent_before(there.is_some_and(|there| there.case == permit.id() && sent.is_in(&there)))
}

/// Changes a child.
pub(in crate::cases) async fn change_child(
    house: &House,
    permit: &Arc<Permit<Child, EditCase>>,
    case: &OnCase,
    mut input: ChildInput,
) -> Result<(), Stopped> {
    input.plan_due = super::plan_due(house, input.registered_on).await?;
    let (input, case) = (Arc::new(input), case.clone());
    operate!(house, permit, [input, case], |operation| {
        let (id, version) = (permit.id(), permit.version());
        if !store::children::change(operation.work(), case.record(), id, version, &input).await? {
            return Err(Stopped::Stale);
        }
        ChildChanged { about: permit.about(), child: id }
    })
}

/// Takes a child out of the case.
pub(in crate::cases) async fn remove_child(
    house: &House,
    permit: &Arc<Permit<Child, EditCase>>,
) -> Result<(), Stopped> {
    operate!(house, permit, [], |operation| {
        let now = operation.now();
        if !store::children::remove(operation.work(), permit.id(), permit.version(), now).await? {
            return Err(Stopped::Stale);
        }
        ChildRemoved { about: permit.about(), child: permit.id() }
    })
}

/// Adds a person with what they are to the children.
pub(in crate::cases) async fn add_person(
    house: &House,
    permit: &OnCase,
    id: Id<Person>,
    form: PersonForm,
) -> Result<(), Stopped> {
    let form = Arc::new(form);
    let sent = form.clone();
    let outcome = operate!(house, permit, [form], |operation| {
        let case = permit.record();
        if !store::people::add(&mut operation, case, id, &form.input, &form.relations).await? {
            return Err(Stopped::Already);
        }
        PersonAdded { about: permit.about(), person: id }
    });
    if !matches!(outcome, Err(Stopped::Already)) {
        return outcome;
    }
    let lookup = permit.lookup(house);
    let there = Person::find(lookup, id).await?.filter(|there| there.case == permit.id());
    let mut relations = store::people::relations(lookup, permit.id()).await?;
    relations.retain(|relation| relation.person == id);
    let related = relations.len() == sent.relations.len()
        && relations.iter().all(|relation| sent.relations.contains(relation));
    sent_before(related && there.is_some_and(|there| sent.input.is_in(&there)))
}

/// Changes a person with what they are to the children.
pub(in crate::cases) async fn change_person(
    house: &House,
    permit: &Arc<Permit<Person, EditCase>>,
    case: &OnCase,
    form: PersonForm,
) -> Result<(), Stopped> {
    let (form, case) = (Arc::new(form), case.clone());
    operate!(house, permit, [form, case], |operation| {
        let (id, version) = (permit.id(), permit.version());
        let (input, relations) = (&form.input, &form.relations);
        if !store::people::change(&mut operation, case.record(), id, version, input, relations).await? {
            return Err(Stopped::Stale);
        }
        PersonChanged { about: permit.about(), person: id }
    })
}

/// Takes a person out of the case.
pub(in crate::cases) async fn remove_person(
    house: &House,
    permit: &Arc<Permit<Person, EditCase>>,
) -> Result<(), Stopped> {
    operate!(house, permit, [], |operation| {
        let now = operation.now();
        if !store::people::remove(operation.work(), permit.id(), permit.version(), now).await? {
            return Err(Stopped::Stale);
        }
        PersonRemoved { about: permit.about(), person: permit.id() }
    })
}

/// Adds a protected fact.
pub(in crate::cases) async fn add_protected(
    house: &House,
    permit: &Arc<Permit<CaseFile, EditProtected>>,
    id: Id<ProtectedFact>,
    input: ProtectedInput,
) -> Result<(), Stopped> {
    let input = Arc::new(input);
    let sent = input.clone();
    let outcome = operate!(house, permit, [input], |operation| {
        if !store::protected::add(&mut operation, permit.record(), id, &input).await? {
            return Err(Stopped::Already);
        }
        ProtectedAdded { about: permit.about(), fact: id }
    });
    if !matches!(outcome, Err(Stopped::Already)) {
        return outcome;
    }
    let there = ProtectedFact::find(permit.lookup(house), id).await?;
    sent_before(there.is_some_and(|there| there.case == permit.id() && sent.is_in(&there)))
}

/// Changes a protected fact.
pub(in crate::cases) async fn change_protected(
    house: &House,
    permit: &Arc<Permit<ProtectedFact, EditProtected>>,
    input: ProtectedInput,
) -> Result<(), Stopped> {
    let input = Arc::new(input);
    operate!(house, permit, [input], |operation| {
        if !store::protected::change(&mut operation, permit.record(), &input).await? {
            return Err(Stopped::Stale);
        }
        ProtectedChanged { about: permit.about(), fact: permit.id() }
    })
}

/// Removes a protected fact.
pub(in crate::cases) async fn remove_protected(
    house: &House,
    permit: &Arc<Permit<ProtectedFact, EditProtected>>,
) -> Result<(), Stopped> {
    operate!(house, permit, [], |operation| {
        if !store::protected::remove(operation.work(), permit.id(), permit.version()).await? {
            return Err(Stopped::Stale);
        }
        ProtectedRemoved { about: permit.about(), fact: permit.id() }
    })
}
