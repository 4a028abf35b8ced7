//! The invented staff.

use crate::access::House;
use crate::audit::{About, By};
use crate::event;
use crate::identity::store::{self, Cover, NewStaff};
use crate::identity::{Office, Role, Staff, StaffName, password};
use crate::kernel::{Failure, Id, Moment};
use crate::shell::DemoContext;
use jiff::ToSpan;
use std::sync::Arc;

event!(
    /// The invented people of a demo were made.
    pub DemoPeopleMade = "demo.people_made", "založeni vymyšlení lidé ukázky" { people: usize }
);

/// The password of everybody in a demo; printed with the tour.
pub const PASSWORD: &str = "tři veverky na dubu";

/// Code of the office of the story.
const STERNBERK: &str = "7110";
/// Code of another office, from which the story cannot be seen.
const UNICOV: &str = "7112";
/// The regional office.
const REGION: &str = "CZ071";

/// An invented member of staff.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// In the address of the one-click sign-in.
    pub slug: &'static str,
    /// Name under which other capabilities find the identifier.
    pub key: &'static str,
    /// Sign-in name.
    pub login: &'static str,
    /// Titles, given name, family name.
    pub name: (&'static str, &'static str, &'static str),
    /// Position for letters.
    pub position: &'static str,
    /// Roles.
    pub roles: &'static [Role],
    /// Code of the office.
    pub office: &'static str,
    /// What can be seen with this person's eyes.
    pub sees: &'static str,
}

impl Person {
    /// "Bc. Jana Kubíčková".
    #[must_use]
    pub fn full_name(&self) -> String {
        self.staff_name().full()
    }

    fn staff_name(&self) -> StaffName {
        let (title, given, family) = self.name;
        StaffName {
            title_before: title.into(),
            given: given.into(),
            family: family.into(),
            title_after: String::new(),
        }
    }
}

/// Everybody, in the order of the signpost.
pub const PEOPLE: &[Person] = &[
    Person {
        slug: "pracovnice",
        key: "staff.kubickova",
        login: "kubickova@sternberk.example",
        name: ("Bc.", "Jana", "Kubíčková"),
        position: "sociální pracovnice",
        roles: &[Role::SocialWorker],
        office: STERNBERK,
        sees: "koordinuje případ Doležalových a chystá konferenci",
    },
    Person {
        slug: "vedouci",
        key: "staff.hron",
        login: "hron@sternberk.example",
        name: ("Mgr.", "Petr", "Hron"),
        position: "vedoucí oddělení",
        roles: &[Role::OfficeHead],
        office: STERNBERK,
        sees: "vede oddělení a rozhoduje o svolání",
    },
    Person {
        slug: "zastupkyne",
        key: "staff.vesela",
        login: "vesela@sternberk.example",
        name: ("Mgr.", "Alena", "Veselá"),
        position: "sociální pracovnice",
        roles: &[Role::SocialWorker],
        office: STERNBERK,
        sees: "tento týden zastupuje vedoucího",
    },
    Person {
        slug: "poverenkyne",
        key: "staff.poverenec",
        login: "novackova@sternberk.example",
        name: ("JUDr.", "Eva", "Nováčková"),
        position: "pověřenkyně pro ochranu osobních údajů",
        roles: &[Role::DataProtectionOfficer],
        office: STERNBERK,
        sees: "do případů nahlíží, nic nemění, čte auditní stopu",
    },
    Person {
        slug: "facilitatorka",
        key: "staff.souckova",
        login: "souckova@mostkrodine.example",
        name: ("Mgr.", "Ivana", "Součková"),
        position: "facilitátorka, Most k rodině, z. s.",
        roles: &[Role::Facilitator],
        office: STERNBERK,
        sees: "povede jednání, vidí jen to, co k tomu potřebuje",
    },
    Person {
        slug: "zapisovatel",
        key: "staff.dvornik",
        login: "dvornik@mostkrodine.example",
        name: ("Bc.", "Lukáš", "Dvorník"),
        position: "zapisovatel, Most k rodině, z. s.",
        roles: &[Role::MinuteTaker],
        office: STERNBERK,
        sees: "na jednání zapisuje",
    },
    Person {
        slug: "metodik",
        key: "staff.metodik",
        login: "rydl@kraj.example",
        name: ("Mgr.", "Tomáš", "Rýdl"),
        position: "metodik kraje",
        roles: &[Role::Methodologist],
        office: REGION,
        sees: "pracuje na krajském úřadě, případy úřadů nevidí",
    },
    Person {
        slug: "spravce",
        key: "staff.spravce",
        login: "maly@sternberk.example",
        name: ("Ing.", "Jiří", "Malý"),
        position: "správce systému",
        roles: &[Role::Administrator],
        office: STERNBERK,
        sees: "spravuje účty a nastavení, případy nevidí",
    },
    Person {
        slug: "jiny-urad",
        key: "staff.horova",
        login: "horova@unicov.example",
        name: ("Mgr.", "Lenka", "Horová"),
        position: "sociální pracovnice",
        roles: &[Role::SocialWorker],
        office: UNICOV,
        sees: "je z jiného úřadu: případ Doležalových pro ni neexistuje",
    },
    Person {
        slug: "jiny-vedouci",
        key: "staff.vit",
        login: "vit@unicov.example",
        name: ("Mgr.", "Karel", "Vít"),
        position: "vedoucí oddělení",
        roles: &[Role::OfficeHead],
        office: UNICOV,
        sees: "vede jiný úřad: může převzít případ, který mu postoupí",
    },
];

/// Makes the people and the letterhead, and leaves their names in the context.
///
/// # Errors
/// When an office of the story is missing; database errors.
pub async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let house = context.house.clone();
    letterhead(&house).await?;
    // One hash for all: the password is printed anyway, and each hash would take its time.
    let hash = password::hash(PASSWORD.to_owned())
        .await
        .ok_or_else(|| Failure::Broken("the demo's password cannot be hashed".into()))?;
    for person in PEOPLE {
        let office = office(&house, person.office).await?;
        let staff = add(&house, &office, person, &hash).await?;
        context.named.insert(person.key.to_owned(), staff.uuid());
    }
    let offices = [("office.sternberk", STERNBERK), ("office.unicov", UNICOV), ("office.kraj", REGION)];
    for (name, code) in offices {
        context.named.insert(name.to_owned(), office(&house, code).await?.id.uuid());
    }
    cover(context).await
}

async fn office(house: &House, code: &str) -> Result<Office, Failure> {
    store::find_office_by_code(&house.queries, code)
        .await?
        .ok_or_else(|| Failure::Broken(format!("office {code} of the demo is missing")))
}

/// The invented letterhead of the office.
async fn letterhead(house: &House) -> Result<(), Failure> {
    let mut office = office(house, STERNBERK).await?;
    office.street = Some("Horní náměstí 16".into());
    office.postcode = Some("785\u{a0}01".into());
    office.town = Some("Šternberk".into());
    office.email = Some("ospod@sternberk.example".into());
    office.phone = Some("585\u{a0}000\u{a0}118".into());
    office.data_box = Some("ukazka7".into());
    let by = By::system(office.id.uuid());
    let office = Arc::new(office);
    house
        .trail
        .run(by, move |mut operation| {
            let office = office.clone();
            async move {
                store::change_office(operation.work(), &office).await?;
                let event = DemoPeopleMade { about: About::default(), people: PEOPLE.len() };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

async fn add(
    house: &House,
    office: &Office,
    person: &'static Person,
    hash: &str,
) -> Result<Id<Staff>, Failure> {
    let new = Arc::new(NewStaff {
        office: office.id,
        login: person.login.into(),
        name: person.staff_name(),
        phone: Some("585\u{a0}000\u{a0}119".into()),
        position: Some(person.position.into()),
        password_hash: hash.to_owned(),
    });
    house
        .trail
        .run(By::system(office.id.uuid()), move |mut operation| {
            let new = new.clone();
            async move {
                let now = operation.now();
                let staff = store::add_staff(operation.work(), &new, now)
                    .await?
                    .ok_or_else(|| Failure::Broken("a person of the demo exists already".into()))?;
                for role in person.roles {
                    store::set_role(operation.work(), staff, *role, true).await?;
                }
                let event = DemoPeopleMade { about: About::default(), people: 1 };
                Ok::<_, Failure>((operation.record(&event).await?, staff))
            }
        })
        .await
}

/// The head is away this week and next; the deputy stands in.
async fn cover(context: &DemoContext) -> Result<(), Failure> {
    let named = |key: &str| context.named.get(key).copied().unwrap_or_default();
    let today = context.now.day();
    let cover = Arc::new(Cover {
        id: Id::fresh(context.now),
        absent: Id::from_uuid(named("staff.hron")),
        deputy: Id::from_uuid(named("staff.vesela")),
        from: today.saturating_sub(1.day()),
        to: today.saturating_add(11.days()),
    });
    let by = By::system(named("office.sternberk"));
    context
        .house
        .trail
        .run(by, move |mut operation| {
            let cover = cover.clone();
            async move {
                let now: Moment = operation.now();
                store::add_cover(operation.work(), &cover, now).await?;
                let event = DemoPeopleMade { about: About::default(), people: 0 };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
