//! Tables of people and of what they are to the children.

use super::{code_of, seal, search, text_of, unseal};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::cases::model::{
    Address, Email, FamilyName, GivenName, Organisation, PersonInput, PersonName, Phone,
};
use crate::cases::{CaseFile, Child, Person, Relation};
use crate::identity::Office;
use crate::kernel::{Choice, Failure, Id, Moment, Transaction};
use facts::Fact;
use uuid::Uuid;
use vault::{CaseKey, Place};

portable_sql::statements! {
    /// A person by its id.
    FIND_PERSON = "SELECT p.id, p.case_id, p.office_id, c.closed IS NOT NULL, p.title_before, p.given, p.family, p.title_after, p.reader, p.also_reads_as, p.organisation, p.position, p.email, p.phone, p.address, p.version \
        FROM person p JOIN case_file c ON c.id = p.case_id WHERE p.id = $1 AND p.removed IS NULL";
    /// People of a case.
    PEOPLE = "SELECT p.id, p.case_id, p.office_id, c.closed IS NOT NULL, p.title_before, p.given, p.family, p.title_after, p.reader, p.also_reads_as, p.organisation, p.position, p.email, p.phone, p.address, p.version \
        FROM person p JOIN case_file c ON c.id = p.case_id WHERE p.case_id = $1 AND p.removed IS NULL ORDER BY p.created, p.id";
    /// A new person.
    ADD_PERSON = "INSERT INTO person (id, case_id, office_id, title_before, given, family, title_after, reader, organisation, position, email, phone, address, created, also_reads_as, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1) ON CONFLICT (id) DO NOTHING";
    /// Changes a person.
    CHANGE_PERSON = "UPDATE person SET title_before = $3, given = $4, family = $5, title_after = $6, reader = $7, organisation = $8, position = $9, email = $10, phone = $11, address = $12, also_reads_as = $13, version = version + 1 \
        WHERE id = $1 AND version = $2 AND removed IS NULL";
    /// Takes a person out of the case.
    REMOVE_PERSON = "UPDATE person SET removed = $3, version = version + 1 WHERE id = $1 AND version = $2 AND removed IS NULL";
    /// What the people of a case are to its children.
    RELATIONS = "SELECT r.person_id, r.child_id, r.kind, r.words, r.legal FROM relation r JOIN person p ON p.id = r.person_id \
        JOIN child h ON h.id = r.child_id WHERE p.case_id = $1 AND p.removed IS NULL AND h.removed IS NULL ORDER BY p.created, h.created, h.id";
    /// Adds what a person is to a child.
    ADD_RELATION = "INSERT INTO relation (person_id, child_id, kind, words, legal) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (person_id, child_id) DO UPDATE SET kind = excluded.kind, words = excluded.words, legal = excluded.legal";
    /// Forgets what a person is to the children.
    FORGET_RELATIONS = "DELETE FROM relation WHERE person_id = $1";
    /// Forgets all relations of a case.
    REMOVE_RELATIONS = "DELETE FROM relation WHERE person_id IN (SELECT id FROM person WHERE case_id = $1)";
    /// Forgets all people of a case.
    REMOVE_PEOPLE = "DELETE FROM person WHERE case_id = $1";
}

portable_sql::row! {
    struct StoredPerson {
        id: Id<Person>,
        case: Id<CaseFile>,
        office: Id<Office>,
        case_closed: bool,
        titles_before: String,
        given: GivenName,
        family: FamilyName,
        titles_after: String,
        reader: String,
        also: Option<String>,
        organisation: Option<Organisation>,
        position: Option<String>,
        email: Option<Vec<u8>>,
        phone: Option<Vec<u8>>,
        address: Option<Vec<u8>>,
        version: i64,
    }
}

fn place(column: &'static str, id: Id<Person>) -> Place {
    Place { table: "person", column, row: id.uuid() }
}

/// The full name with titles.
fn whole(titles_before: &str, given: &GivenName, family: &FamilyName, titles_after: &str) -> PersonName {
    let name = czech::names::PersonName {
        title_before: titles_before.to_owned(),
        given: text_of(given).to_owned(),
        family: text_of(family).to_owned(),
        title_after: titles_after.to_owned(),
        stated_gender: None,
    };
    PersonName::new(name.full())
}

impl StoredPerson {
    /// Opens what is sealed.
    fn open(self, key: &CaseKey) -> Result<Person, Failure> {
        let read = |column: &'static str, bytes: Option<Vec<u8>>| {
            bytes.map(|bytes| unseal(key, place(column, self.id), bytes)).transpose()
        };
        Ok(Person {
            email: read("email", self.email)?.map(Email::new),
            phone: read("phone", self.phone)?.map(Phone::new),
            address: read("address", self.address)?.map(Address::new),
            id: self.id,
            case: self.case,
            office: self.office,
            case_closed: self.case_closed,
            name: whole(&self.titles_before, &self.given, &self.family, &self.titles_after),
            given: self.given,
            family: self.family,
            titles_before: self.titles_before,
            titles_after: self.titles_after,
            reader: code_of(&self.reader, "person.reader")?,
            also: self.also.map(|code| code_of(&code, "person.also_reads_as")).transpose()?,
            organisation: self.organisation,
            position: self.position,
            version: self.version,
        })
    }
}

impl Record for Person {
    const PARAM: &'static str = "osoba";
    type Parent = CaseFile;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<StoredPerson> = FIND_PERSON.bind(id).one(lookup.queries()).await?;
        let Some(stored) = stored else { return Ok(None) };
        let key = lookup.keys().of_case(lookup.queries(), stored.case.uuid()).await?;
        stored.open(&key).map(Some)
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<CaseFile>> {
        Some(self.case)
    }
    fn office(&self) -> Id<Office> {
        self.office
    }
    fn about(&self) -> About {
        About { case: Some(self.case.uuid()), conference: None }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

/// People of a case: parents first, then others of the family, then professionals; by name within each kind.
///
/// # Errors
/// Database errors, a key that cannot be opened.
pub async fn people(lookup: Lookup<'_>, case: Id<CaseFile>) -> Result<Vec<Person>, Failure> {
    let rows: Vec<StoredPerson> = PEOPLE.bind(case).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), case.uuid()).await?;
    let mut people: Vec<Person> = rows.into_iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?;
    people.sort_by_cached_key(|person| {
        let name = format!("{} {}", text_of(&person.family), text_of(&person.given));
        (person.reader, czech::collation::sort_key(&name))
    });
    Ok(people)
}

/// One person; nothing when removed from the case.
///
/// # Errors
/// Database errors, a key that cannot be opened.
pub async fn person(lookup: Lookup<'_>, id: Id<Person>) -> Result<Option<Person>, Failure> {
    Person::find(lookup, id).await
}

/// What the people of a case are to each of its children, and by what right.
///
/// # Errors
/// Database errors.
pub async fn relations(lookup: Lookup<'_>, case: Id<CaseFile>) -> Result<Vec<Relation>, Failure> {
    let rows: Vec<(Id<Person>, Id<Child>, String, Option<String>, String)> =
        RELATIONS.bind(case).all(lookup.queries()).await?;
    rows.into_iter()
        .map(|(person, child, kind, words, legal)| {
            Ok(Relation {
                person,
                child,
                relation: code_of(&kind, "relation.kind")?,
                words,
                legal: code_of(&legal, "relation.legal")?,
            })
        })
        .collect()
}

/// The sealed contacts of a person.
struct SealedContacts {
    email: Option<Vec<u8>>,
    phone: Option<Vec<u8>>,
    address: Option<Vec<u8>>,
}

async fn seal_contacts(
    operation: &mut Operation,
    case: Id<CaseFile>,
    id: Id<Person>,
    input: &PersonInput,
) -> Result<SealedContacts, Failure> {
    let keys = operation.keys();
    let key = keys.of_case(operation.work(), case.uuid()).await?;
    fn sealed<F: Fact<Inner = String>>(
        key: &CaseKey,
        place: Place,
        fact: Option<&F>,
    ) -> Result<Option<Vec<u8>>, Failure> {
        fact.map(|fact| seal(key, place, fact)).transpose()
    }
    Ok(SealedContacts {
        email: sealed(&key, place("email", id), input.email.as_ref())?,
        phone: sealed(&key, place("phone", id), input.phone.as_ref())?,
        address: sealed(&key, place("address", id), input.address.as_ref())?,
    })
}

async fn name_person(
    on: &mut Transaction,
    case: &CaseFile,
    id: Id<Person>,
    input: &PersonInput,
) -> Result<(), Failure> {
    let subject =
        search::Subject { office: case.office, case: case.id, kind: search::Kind::Person, id: id.uuid() };
    let (given, family) = (text_of(&input.given), text_of(&input.family));
    let forth = format!("{given} {family}");
    let back = format!("{family} {given}");
    let label = whole(&input.titles_before, &input.given, &input.family, &input.titles_after);
    search::name(on, subject, text_of(&label), &[forth.trim(), back.trim()]).await
}

/// Adds a person; `false` when the same form was already sent.
pub(in crate::cases) async fn add(
    operation: &mut Operation,
    case: &CaseFile,
    id: Id<Person>,
    input: &PersonInput,
    relations: &[Relation],
) -> Result<bool, Failure> {
    let contacts = seal_contacts(operation, case.id, id, input).await?;
    let now = operation.now();
    let on = operation.work();
    let added = ADD_PERSON
        .bind(id)
        .bind(case.id)
        .bind(case.office)
        .bind(&input.titles_before)
        .bind(&input.given)
        .bind(&input.family)
        .bind(&input.titles_after)
        .bind(input.reader.code())
        .bind(input.organisation.as_ref().map(text_of))
        .bind(input.position.as_deref())
        .bind(contacts.email)
        .bind(contacts.phone)
        .bind(contacts.address)
        .bind(now)
        .bind(input.also.map(Choice::code))
        .execute(&mut *on)
        .await?;
    if added == 1 {
        name_person(on, case, id, input).await?;
        relate(on, id, relations).await?;
    }
    Ok(added == 1)
}

/// Changes a person with the relations; `false` when the version is not the current one.
pub(in crate::cases) async fn change(
    operation: &mut Operation,
    case: &CaseFile,
    id: Id<Person>,
    version: i64,
    input: &PersonInput,
    relations: &[Relation],
) -> Result<bool, Failure> {
    let contacts = seal_contacts(operation, case.id, id, input).await?;
    let on = operation.work();
    let changed = CHANGE_PERSON
        .bind(id)
        .bind(version)
        .bind(&input.titles_before)
        .bind(&input.given)
        .bind(&input.family)
        .bind(&input.titles_after)
        .bind(input.reader.code())
        .bind(input.organisation.as_ref().map(text_of))
        .bind(input.position.as_deref())
        .bind(contacts.email)
        .bind(contacts.phone)
        .bind(contacts.address)
        .bind(input.also.map(Choice::code))
        .execute(&mut *on)
        .await?;
    if changed == 1 {
        name_person(on, case, id, input).await?;
        relate(on, id, relations).await?;
    }
    Ok(changed == 1)
}

/// Replaces what a person is to the children.
async fn relate(on: &mut Transaction, person: Id<Person>, relations: &[Relation]) -> Result<(), Failure> {
    FORGET_RELATIONS.bind(person).execute(&mut *on).await?;
    for relation in relations {
        ADD_RELATION
            .bind(person)
            .bind(relation.child)
            .bind(relation.relation.code())
            .bind(relation.words.as_deref())
            .bind(relation.legal.code())
            .execute(&mut *on)
            .await?;
    }
    Ok(())
}

/// Takes a person out of the case; `false` when the version is not the current one.
pub(in crate::cases) async fn remove(
    on: &mut Transaction,
    id: Id<Person>,
    version: i64,
    now: Moment,
) -> Result<bool, Failure> {
    if REMOVE_PERSON.bind(id).bind(version).bind(now).execute(&mut *on).await? == 0 {
        return Ok(false);
    }
    FORGET_RELATIONS.bind(id).execute(&mut *on).await?;
    search::forget(on, id.uuid()).await?;
    Ok(true)
}

/// Forgets all people of a destroyed case and what they were to its children.
pub(super) async fn remove_all(on: &mut Transaction, case: Uuid) -> Result<(), Failure> {
    REMOVE_RELATIONS.bind(case).execute(&mut *on).await?;
    REMOVE_PEOPLE.bind(case).execute(on).await?;
    Ok(())
}
