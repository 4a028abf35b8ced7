//! The staff of a synthetic installation: at every office a head and three workers.

use super::names::{self, Dice};
use crate::access::House;
use crate::audit::Chore;
use crate::demo::PASSWORD;
use crate::identity::store::{self, NewStaff};
use crate::identity::{Office, OfficeKind, Role, Staff, StaffName, password};
use crate::kernel::{Choice, Failure, Id, Transaction};
use std::sync::Arc;

/// Workers of an office.
const WORKERS: usize = 3;

/// Who works at an office.
pub struct Desk {
    /// The office.
    pub office: Id<Office>,
    /// Its town.
    pub town: String,
    /// The head.
    pub head: Id<Staff>,
    /// The workers.
    pub workers: Vec<Id<Staff>>,
    /// Sign-in name of the first worker.
    pub login: String,
}

/// Makes the staff of all offices but the regional ones.
pub async fn make(house: &House) -> Result<Vec<Desk>, Failure> {
    let region = OfficeKind::Region.code();
    let offices: Vec<Office> =
        store::offices(&house.queries).await?.into_iter().filter(|office| office.kind != region).collect();
    let hash = password::hash(PASSWORD.to_owned())
        .await
        .ok_or_else(|| Failure::Broken("a password cannot be hashed".into()))?;
    let offices = Arc::new((offices, hash));
    let now = house.clock.now();
    house
        .trail
        .chore(Chore::SyntheticLoaded, move |mut work| {
            let offices = offices.clone();
            async move {
                let mut dice = Dice::new(7);
                let mut desks = Vec::with_capacity(offices.0.len());
                for office in &offices.0 {
                    desks.push(desk(&mut work, office, &offices.1, &mut dice, now).await?);
                }
                Ok((work, desks))
            }
        })
        .await
}

async fn desk(
    work: &mut Transaction,
    office: &Office,
    hash: &str,
    dice: &mut Dice,
    now: crate::kernel::Moment,
) -> Result<Desk, Failure> {
    let mut ids = Vec::with_capacity(WORKERS + 1);
    for number in 0..=WORKERS {
        let (role, word) =
            if number == 0 { (Role::OfficeHead, "vedouci") } else { (Role::SocialWorker, "pracovnice") };
        let new = NewStaff {
            office: office.id,
            login: format!("{word}{number}-{}@mereni.example", office.code.to_lowercase()),
            name: StaffName {
                title_before: "Mgr.".into(),
                given: names::given(dice, true).into(),
                family: names::family(dice).1.into(),
                title_after: String::new(),
            },
            phone: None,
            position: Some("sociální pracovnice".into()),
            password_hash: hash.to_owned(),
        };
        let id = store::add_staff(work, &new, now)
            .await?
            .ok_or_else(|| Failure::Broken("a synthetic account exists already".into()))?;
        store::set_role(work, id, role, true).await?;
        ids.push(id);
    }
    let head = ids.remove(0);
    Ok(Desk {
        office: office.id,
        town: office.name.clone(),
        head,
        workers: ids,
        login: format!("pracovnice1-{}@mereni.example", office.code.to_lowercase()),
    })
}
