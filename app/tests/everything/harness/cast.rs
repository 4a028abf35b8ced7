//! The people who come to the house: one for every kind of relation to the case of the demo data.

use jiff::civil;
use pripadovka::access::{House, Tie};
use pripadovka::audit::Chore;
use pripadovka::identity::store::{self, Cover, NewStaff};
use pripadovka::identity::{Office, Role, Staff, StaffName};
use pripadovka::kernel::{Failure, Id};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Kinds of people, by what they are to the case and its office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Person {
    /// Worker and coordinator of the case.
    Coordinator,
    /// Another worker who is tied to the case.
    CoWorker,
    /// Stands in for the coordinator today.
    Deputy,
    /// Stood in for the coordinator until last week.
    FormerDeputy,
    /// Works at the office, but not on the case.
    Colleague,
    /// Heads the office.
    Head,
    /// Stands in for the head today.
    DeputyHead,
    /// The office's data-protection officer.
    DataProtectionOfficer,
    /// Facilitator of a conference of the case.
    Facilitator,
    /// Minute-taker of a conference of the case.
    MinuteTaker,
    /// Works at another office.
    OtherWorker,
    /// Heads another office.
    OtherHead,
    /// Data-protection officer of another office.
    OtherOfficer,
    /// The region's methodologist.
    Methodologist,
    /// The installation's administrator.
    Administrator,
    /// A worker of the demo's story who coordinates other cases of it; nobody of the table.
    Vesela,
}

/// Everybody who can sign in.
pub const EVERYBODY: &[Person] = &[
    Person::Coordinator,
    Person::CoWorker,
    Person::Deputy,
    Person::FormerDeputy,
    Person::Colleague,
    Person::Head,
    Person::DeputyHead,
    Person::DataProtectionOfficer,
    Person::Facilitator,
    Person::MinuteTaker,
    Person::OtherWorker,
    Person::OtherHead,
    Person::OtherOfficer,
    Person::Methodologist,
    Person::Administrator,
];

impl Person {
    /// The name of the column in `authorisation.csv`.
    pub fn column(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::CoWorker => "co_worker",
            Self::Deputy => "deputy",
            Self::FormerDeputy => "former_deputy",
            Self::Colleague => "colleague",
            Self::Head => "head",
            Self::DeputyHead => "deputy_head",
            Self::DataProtectionOfficer => "dpo",
            Self::Facilitator => "facilitator",
            Self::MinuteTaker => "minute_taker",
            Self::OtherWorker => "other_worker",
            Self::OtherHead => "other_head",
            Self::OtherOfficer => "other_dpo",
            Self::Methodologist => "methodologist",
            Self::Administrator => "administrator",
            Self::Vesela => "vesela",
        }
    }

    /// Where they work.
    const fn office(self) -> &'static str {
        match self {
            Self::OtherWorker | Self::OtherHead | Self::OtherOfficer => "office.unicov",
            Self::Methodologist => "office.kraj",
            _ => "office.sternberk",
        }
    }

    const fn role(self) -> Role {
        match self {
            Self::Head | Self::OtherHead => Role::OfficeHead,
            Self::DataProtectionOfficer | Self::OtherOfficer => Role::DataProtectionOfficer,
            Self::Facilitator => Role::Facilitator,
            Self::MinuteTaker => Role::MinuteTaker,
            Self::Methodologist => Role::Methodologist,
            Self::Administrator => Role::Administrator,
            Self::Coordinator
            | Self::CoWorker
            | Self::Deputy
            | Self::FormerDeputy
            | Self::Colleague
            | Self::DeputyHead
            | Self::Vesela
            | Self::OtherWorker => Role::SocialWorker,
        }
    }

    /// The name under which the demo data know this person, if they do.
    const fn demo_name(self) -> Option<&'static str> {
        match self {
            Self::Coordinator => Some("staff.kubickova"),
            Self::Head => Some("staff.hron"),
            Self::Facilitator => Some("staff.souckova"),
            Self::MinuteTaker => Some("staff.dvornik"),
            Self::DataProtectionOfficer => Some("staff.poverenec"),
            Self::Administrator => Some("staff.spravce"),
            Self::Methodologist => Some("staff.metodik"),
            Self::OtherWorker => Some("staff.horova"),
            Self::Vesela => Some("staff.vesela"),
            _ => None,
        }
    }

    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Coordinator => ("Bc.", "Jana", "Kubíčková"),
            Self::CoWorker => ("Bc.", "Alena", "Vránová"),
            Self::Deputy => ("Mgr.", "Zdeněk", "Ošťádal"),
            Self::FormerDeputy => ("Bc.", "Ludmila", "Říhová"),
            Self::Colleague => ("", "Karel", "Nesvadba"),
            Self::Head => ("Mgr.", "Petr", "Hron"),
            Self::DeputyHead => ("Mgr.", "Iveta", "Bartáková"),
            Self::DataProtectionOfficer => ("JUDr.", "Olga", "Pešková"),
            Self::Facilitator => ("Mgr.", "Ivana", "Součková"),
            Self::MinuteTaker => ("Bc.", "Lukáš", "Dvorník"),
            Self::OtherWorker => ("Bc.", "Simona", "Ulrichová"),
            Self::OtherHead => ("Mgr.", "Radim", "Kolář"),
            Self::OtherOfficer => ("Mgr.", "Vladan", "Tichý"),
            Self::Methodologist => ("PhDr.", "Hana", "Šimková"),
            Self::Administrator => ("", "Miloš", "Správný"),
            Self::Vesela => ("Mgr.", "Alena", "Veselá"),
        }
    }
}

/// Who is who in a template.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    ids: BTreeMap<Person, Uuid>,
    /// The office of the case.
    pub office: Uuid,
}

impl Cast {
    /// The account of a person.
    pub fn id(&self, person: Person) -> Id<Staff> {
        Id::from_uuid(*self.ids.get(&person).unwrap_or_else(|| panic!("{person:?} has no account here")))
    }
}

/// Everybody's account and role at two offices of the reference data; and the names that the demo data expect.
pub async fn named_people(house: &House) -> BTreeMap<String, Uuid> {
    let now = house.clock.now();
    house
        .trail
        .chore(Chore::ReferenceLoaded, move |mut work| async move {
            let mut named = BTreeMap::new();
            for (key, code) in
                [("office.sternberk", "7110"), ("office.unicov", "7112"), ("office.kraj", "CZ071")]
            {
                let found = store::find_office_by_code(&mut work, code).await?;
                let found = found.ok_or_else(|| Failure::Broken(format!("no office {code}")))?;
                named.insert(key.to_owned(), found.id.uuid());
            }
            for person in EVERYBODY.iter().chain(&[Person::Vesela]) {
                let office = person.office();
                let id = add(&mut work, *person, Id::from_uuid(named[office]), now).await?;
                named.insert(format!("test.{}", person.column()), id);
                if let Some(name) = person.demo_name() {
                    named.insert(name.to_owned(), id);
                }
            }
            Ok((work, named))
        })
        .await
        .expect("the cast")
}

async fn add(
    work: &mut portable_sql::Transaction,
    person: Person,
    office: Id<Office>,
    now: pripadovka::kernel::Moment,
) -> Result<Uuid, Failure> {
    let (title, given, family) = person.words();
    let new = NewStaff {
        office,
        login: format!("{}@urad.example", person.column()),
        name: StaffName {
            title_before: title.into(),
            given: given.into(),
            family: family.into(),
            title_after: String::new(),
        },
        phone: Some("585 000 111".into()),
        position: Some("sociální pracovnice".into()),
        // Nobody signs in by password here; the sign-in page has tests of its own.
        password_hash: "-".into(),
    };
    let id =
        store::add_staff(work, &new, now).await?.ok_or_else(|| Failure::Broken("a login twice".into()))?;
    store::set_role(work, id, person.role(), true).await?;
    Ok(id.uuid())
}

/// Who is who.
pub fn people(named: &BTreeMap<String, Uuid>) -> Cast {
    let ids: BTreeMap<Person, Uuid> =
        EVERYBODY.iter().map(|person| (*person, named[&format!("test.{}", person.column())])).collect();
    Cast { ids, office: named["office.sternberk"] }
}

/// After the demo data: ties to the case, and covers.
pub async fn tie(house: &House, cast: &Cast, named: &BTreeMap<String, Uuid>) {
    let now = house.clock.now();
    let people = cast.clone();
    // The cases of all the conferences that the demo left, so that every stage can be tried by everybody.
    let case_of = portable_sql::Sql::new("CASE_OF", "SELECT case_id FROM conference WHERE id = $1");
    let mut cases: Vec<Uuid> = named.get("case.dolezalovi").copied().into_iter().collect();
    let mut led: Vec<(Uuid, Uuid)> = Vec::new();
    for (name, conference) in named.iter().filter(|(name, _)| name.starts_with("conference.")) {
        let row: Option<(Uuid,)> = case_of.bind(*conference).one(&house.queries).await.expect(name);
        let own = row.filter(|_| name != "conference.elsewhere").map(|(case,)| case);
        led.extend(own.map(|case| (case, *conference)));
        cases.extend(own);
    }
    house
        .trail
        .chore(Chore::ReferenceLoaded, move |mut work| {
            let (people, cases, led) = (people.clone(), cases.clone(), led.clone());
            async move {
                let stands_in = [
                    (
                        Person::Coordinator,
                        Person::Deputy,
                        civil::date(2026, 11, 16),
                        civil::date(2026, 11, 27),
                    ),
                    (
                        Person::Coordinator,
                        Person::FormerDeputy,
                        civil::date(2026, 11, 2),
                        civil::date(2026, 11, 13),
                    ),
                    (Person::Head, Person::DeputyHead, civil::date(2026, 11, 19), civil::date(2026, 11, 19)),
                ];
                for (absent, deputy, from, to) in stands_in {
                    let cover = Cover {
                        id: Id::fresh(now),
                        absent: people.id(absent),
                        deputy: people.id(deputy),
                        from,
                        to,
                    };
                    store::add_cover(&mut work, &cover, now).await?;
                }
                for case in cases {
                    for (person, tie) in
                        [(Person::Coordinator, Tie::Coordinator), (Person::CoWorker, Tie::Worker)]
                    {
                        let id = people.id(person);
                        pripadovka::access::store::add_tie(&mut work, case, id, tie, None, now).await?;
                    }
                }
                for to in led {
                    for (person, tie) in
                        [(Person::Facilitator, Tie::Facilitator), (Person::MinuteTaker, Tie::MinuteTaker)]
                    {
                        let id = people.id(person);
                        pripadovka::access::store::add_leader(&mut work, to, id, tie, now).await?;
                    }
                }
                // A job that somebody has to look at.
                let job = jobs::NewJob {
                    id: Id::<Staff>::fresh(now).uuid(),
                    kind: "test.nothing",
                    subject: None,
                    ids: serde_json::json!({}),
                    due: now.timestamp(),
                };
                jobs::enqueue(&mut work, &job, now.timestamp()).await?;
                jobs::give_up(&mut work, job.id, now.timestamp(), "test").await?;
                Ok((work, ()))
            }
        })
        .await
        .expect("ties and covers");
}
