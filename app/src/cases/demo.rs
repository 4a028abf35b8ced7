//! Demo data of cases: the invented case of domain review 10.1 and thinner ones beside it, dates moved to now.
//!
//! Leaves in the context: `case.*`, `child.*` and `person.*` as named in [`story`].

mod governance;
mod story;

use super::model::{
    Address, BirthDay, CaseTitle, ChildInput, Email, FamilyName, FileMark, GivenName, NewCase, Organisation,
    PersonInput, Phone, ProtectedInput, ProtectedNote, ProtectedValue, SafetyNote,
};
use super::{CaseFile, CaseOpened, Child, Person, Relation, actions, store};
use crate::access::House;
use crate::audit::{About, By, Operation};
use crate::demo::shift;
use crate::identity::{Office, Staff};
use crate::kernel::{Day, Failure, Id, Moment};
use crate::shell::DemoContext;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use story::{Story, Tie, Who};
use uuid::Uuid;

/// Makes the cases of the demo.
pub(super) fn make(
    context: &mut DemoContext,
) -> Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + '_>> {
    Box::pin(async move {
        for story in story::ALL {
            let named = tell(context, story).await?;
            context.named.extend(named);
        }
        governance::make(context).await
    })
}

fn named(context: &DemoContext, name: &str) -> Result<Uuid, Failure> {
    context.named.get(name).copied().ok_or_else(|| Failure::Broken(format!("the demo has no {name}")))
}

async fn tell(context: &DemoContext, story: &'static Story) -> Result<BTreeMap<String, Uuid>, Failure> {
    let office: Id<Office> = Id::from_uuid(named(context, "office.sternberk")?);
    let coordinator: Id<Staff> = Id::from_uuid(named(context, story.coordinator)?);
    let new = Arc::new(case_of(&context.house, story, context.now).await?);
    context
        .house
        .trail
        .run(By::system(office.uuid()), move |mut operation| {
            let new = new.clone();
            async move {
                let left = write(&mut operation, office, coordinator, story, &new).await?;
                let event = CaseOpened {
                    about: About { case: Some(new.id.uuid()), conference: None },
                    children: new.children.len(),
                    people: story.people.len(),
                };
                Ok::<_, Failure>((operation.record(&event).await?, left))
            }
        })
        .await
}

async fn case_of(house: &House, story: &Story, now: Moment) -> Result<NewCase, Failure> {
    let mut children = Vec::new();
    let day = |(year, month, day): story::Date| shift(Day::constant(year, month, day), now);
    for child in story.children {
        let registered_on = child.registered.map(day);
        children.push(ChildInput {
            given: GivenName::new(child.given),
            family: FamilyName::new(child.family),
            born: Some(BirthDay::new(day(child.born))),
            file_mark: FileMark::new(child.mark),
            registered_on,
            plan_due: actions::plan_due(house, registered_on).await?,
            plan_made_on: child.plan_made.map(day),
        });
    }
    Ok(NewCase {
        id: Id::fresh(now),
        title: CaseTitle::new(story.title),
        file_mark: FileMark::new(story.mark),
        children,
        people: Vec::new(),
    })
}

/// Writes a case and what belongs to it; gives the identifiers by name.
async fn write(
    operation: &mut Operation,
    office: Id<Office>,
    coordinator: Id<Staff>,
    story: &Story,
    new: &NewCase,
) -> Result<BTreeMap<String, Uuid>, Failure> {
    let mut left = BTreeMap::from([(story.key.to_owned(), new.id.uuid())]);
    let opened = actions::add_case(operation, office, coordinator, new).await?.unwrap_or_default();
    for (child, id) in story.children.iter().zip(&opened.children) {
        left.insert(child.key.to_owned(), id.uuid());
    }
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
    for who in story.people {
        let id: Id<Person> = Id::fresh(operation.now());
        let relations = relations(who.ties, id, &opened.children);
        store::people::add(operation, &case, id, &person(who), &relations).await?;
        left.insert(who.key.to_owned(), id.uuid());
    }
    for fact in story.protected {
        let about = left.get(fact.about).copied();
        let is_child = fact.about.starts_with("child.");
        let input = ProtectedInput {
            kind: fact.kind,
            about_child: about.filter(|_| is_child).map(Id::from_uuid),
            about_person: about.filter(|_| !is_child).map(Id::from_uuid),
            value: ProtectedValue::new(fact.value),
            note: fact.note.map(ProtectedNote::new),
            must_not_reach: fact
                .from
                .iter()
                .filter_map(|key| left.get(*key).copied().map(Id::from_uuid))
                .collect(),
            reaches_nobody: false,
        };
        let id = Id::fresh(operation.now());
        store::protected::add(operation, &case, id, &input).await?;
    }
    let mut version = 1;
    if let Some(words) = story.safety {
        store::set_safety(operation, new.id, version, Some(&SafetyNote::new(words))).await?;
        version += 1;
    }
    if story.closed {
        let now = operation.now();
        store::set_closed(operation.work(), new.id, version, Some(now)).await?;
    }
    Ok(left)
}

fn relations(ties: &[Tie], person: Id<Person>, children: &[Id<Child>]) -> Vec<Relation> {
    let mut relations = Vec::new();
    for tie in ties {
        for (at, child) in children.iter().enumerate() {
            if tie.child.is_none_or(|only| only == at) {
                let words = tie.words.map(str::to_owned);
                relations.push(Relation {
                    person,
                    child: *child,
                    relation: tie.kind,
                    words,
                    legal: tie.legal,
                });
            }
        }
    }
    relations
}

fn person(who: &Who) -> PersonInput {
    PersonInput {
        titles_before: who.title_before.to_owned(),
        given: GivenName::new(who.given),
        family: FamilyName::new(who.family),
        titles_after: who.title_after.to_owned(),
        reader: who.reader,
        also: None,
        organisation: who.organisation.map(Organisation::new),
        position: who.position.map(str::to_owned),
        email: who.email.map(Email::new),
        phone: who.phone.map(Phone::new),
        address: who.address.map(Address::new),
    }
}
