//! `load`: synthetic data for measurement, only in a database made for it.
//!
//! Written straight into the tables in large batches, office by office (so that the index of names is filled where
//! it is warm), without events: the trail of a synthetic database tells only what happens after. Keys of cases and
//! sealed values are real, so that pages open. The same numbers give the same names every time.

mod bulk;
mod conference;
mod family;
mod names;
mod offices;

use super::arguments::Load;
use super::printer;
use crate::access::House;
use crate::audit::Chore;
use crate::config::{Config, DatabaseKind};
use crate::demo::PASSWORD;
use crate::kernel::Failure;
use crate::start::{self, Opened, Opening, Stop, installation};
use bulk::Bulk;
use conference::Share;
use names::Dice;
use offices::Desk;
use std::sync::Mutex;

/// Every statement with which synthetic data are loaded.
pub(super) fn statements() -> Vec<portable_sql::Sql> {
    bulk::statements()
}

/// Conferences written in one transaction.
const BATCH: u64 = 250;

/// Fills an empty database with so many conferences and participants.
pub async fn run(config: &Config, asked: &Load) -> Result<(), Stop> {
    if asked.conferences == 0 || asked.participants < asked.conferences.saturating_mul(2) {
        return Err(Stop::new(
            "Konferencí musí být alespoň jedna a na každou připadají nejméně dva účastníci.",
        ));
    }
    if asked.participants > asked.conferences.saturating_mul(40) {
        return Err(Stop::new("Na jednu konferenci připadá nejvýše 40 účastníků."));
    }
    let opened = start::open(config, Opening::NEW).await?;
    prepare(&opened).await?;
    let begun = std::time::Instant::now();
    let desks = offices::make(&opened.house).await?;
    fill(&opened.house, &desks, asked).await?;
    if config.database.kind == DatabaseKind::Postgres {
        look(&opened.house).await?;
    }
    printer::say(format!(
        "Hotovo za {} s: {} konferencí, {} účastníků na {} úřadech.",
        begun.elapsed().as_secs(),
        asked.conferences,
        asked.participants,
        desks.len()
    ));
    if let Some(desk) = desks.first() {
        printer::say(format!("Přihlásit se dá například jako {} s heslem: {PASSWORD}", desk.login));
    }
    Ok(())
}

/// Real or demo data are never mixed with synthetic ones, and synthetic ones are loaded once.
async fn prepare(opened: &Opened) -> Result<(), Stop> {
    if opened.marks.demo.is_some() {
        return Err(Stop::new(
            "Toto je databáze ukázky. Údaje pro měření patří do zvláštní, prázdné databáze.",
        ));
    }
    if opened.schema > 0 && installation::is_filled(&opened.house.queries).await? {
        return Err(Stop::new(if opened.marks.synthetic {
            "Údaje pro měření už v této databázi jsou. Použijte novou, prázdnou databázi."
        } else {
            "V této databázi jsou skutečné účty nebo případy. Údaje pro měření do ní nezapíšeme."
        }));
    }
    opened.house.trail.migrate(crate::migrations::ALL).await?;
    installation::mark_synthetic(&opened.house).await?;
    start::load_reference(&opened.house).await?;
    Ok(())
}

/// Office by office, batch by batch.
async fn fill(house: &House, desks: &[Desk], asked: &Load) -> Result<(), Failure> {
    let bar = printer::progress(asked.conferences, "Zapisuji konference");
    let offices = desks.len() as u64;
    let mut dice = Dice::new(2015);
    let mut number = 0;
    for (index, desk) in desks.iter().enumerate() {
        // The remainder goes to the first offices, one each.
        let share = asked.conferences / offices + u64::from((index as u64) < asked.conferences % offices);
        let mut left = share;
        while left > 0 {
            let count = left.min(BATCH);
            let shares: Vec<Share> = (number..number + count).map(|n| Share::of(n, asked)).collect();
            let mut bulk = Bulk::new();
            for share in &shares {
                let family = family::make(house, desk, share, &mut dice, &mut bulk)?;
                conference::make(desk, share, &family, &mut dice, &mut bulk)?;
            }
            write(house, bulk).await?;
            (number, left) = (number + count, left - count);
            bar.set_position(number);
        }
    }
    bar.finish_and_clear();
    Ok(())
}

async fn write(house: &House, bulk: Bulk) -> Result<(), Failure> {
    let bulk = Mutex::new(Some(bulk));
    house
        .trail
        .chore(Chore::SyntheticLoaded, |mut work| {
            let taken = bulk.lock().map(|mut bulk| bulk.take()).ok().flatten();
            async move {
                // Nobody else writes here, so nothing has to be written twice.
                let bulk = taken.ok_or_else(|| Failure::Broken("a batch was asked for twice".into()))?;
                bulk.write(&mut work).await?;
                Ok((work, ()))
            }
        })
        .await
}

async fn look(house: &House) -> Result<(), Failure> {
    house
        .trail
        .chore(Chore::SyntheticLoaded, |mut work| async move {
            bulk::look(&mut work).await?;
            Ok((work, ()))
        })
        .await
}
