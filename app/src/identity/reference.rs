//! Regions and offices as they come with the program: 14 regions with their regional offices, the municipalities
//! with extended powers except Praha, and Praha's 22 districts. Origin of the data: `app/data/README.md`.

use super::{OfficeKind, Region, store};
use crate::audit::{Chore, Trail};
use crate::kernel::{Failure, Id, Moment, Queries, Transaction};
use std::collections::BTreeMap;

const REGIONS: &str = include_str!("../../data/regions.csv");
const MUNICIPALITIES: &str = include_str!("../../data/orp.csv");
const PRAGUE_DISTRICTS: &str = include_str!("../../data/prague_districts.csv");

/// NUTS 3 code of Praha.
const PRAGUE: &str = "CZ010";

/// Towns whose office is a *magistrát*: statutory cities by § 4 of act 128/2000 Sb. that are municipalities with
/// extended powers. Only the first wording of a letterhead, which the office edits.
const STATUTORY: &[&str] = &[
    "Brno",
    "Chomutov",
    "České Budějovice",
    "Děčín",
    "Frýdek-Místek",
    "Havířov",
    "Hradec Králové",
    "Jablonec nad Nisou",
    "Jihlava",
    "Karlovy Vary",
    "Karviná",
    "Kladno",
    "Liberec",
    "Mladá Boleslav",
    "Most",
    "Olomouc",
    "Opava",
    "Ostrava",
    "Pardubice",
    "Plzeň",
    "Prostějov",
    "Přerov",
    "Teplice",
    "Třinec",
    "Ústí nad Labem",
    "Zlín",
];

/// Number of offices that come with the program.
pub const OFFICES: i64 = 14 + 205 + 22;

portable_sql::statements! {
    /// How many offices are there?
    COUNT_OFFICES = "SELECT count(*) FROM office";
}

/// Brings regions and offices in; what is there stays as it is.
///
/// # Errors
/// Database errors.
pub async fn load(queries: &Queries, trail: &Trail, now: Moment) -> Result<(), Failure> {
    let (there,): (i64,) = COUNT_OFFICES.statement().get(queries).await?;
    if there >= OFFICES {
        return Ok(());
    }
    trail
        .chore(Chore::ReferenceLoaded, move |mut work| async move {
            bring_in(&mut work, now).await?;
            Ok((work, ()))
        })
        .await
}

async fn bring_in(work: &mut Transaction, now: Moment) -> Result<(), Failure> {
    for [nuts3, name] in rows::<2>(REGIONS)? {
        store::keep_region(work, &nuts3, &name, now).await?;
    }
    let regions: BTreeMap<String, (Id<Region>, String)> =
        store::regions(&mut *work).await?.into_iter().map(|(id, nuts3, name)| (nuts3, (id, name))).collect();
    let region = |nuts3: &str| {
        regions.get(nuts3).map(|(id, _)| *id).ok_or_else(|| Failure::Broken("a region is missing".into()))
    };
    for (nuts3, (id, name)) in &regions {
        let short = format!("{name} (krajský úřad)");
        let office = (nuts3.as_str(), OfficeKind::Region, *id, short.as_str(), &*regional_title(name));
        store::keep_office(work, office, now).await?;
    }
    for [code, name, nuts3] in rows::<3>(MUNICIPALITIES)? {
        if nuts3 == PRAGUE {
            continue;
        }
        let title = municipal_title(&name);
        let office =
            (code.as_str(), OfficeKind::Municipality, region(&nuts3)?, name.as_str(), title.as_str());
        store::keep_office(work, office, now).await?;
    }
    for [code, name] in rows::<2>(PRAGUE_DISTRICTS)? {
        let title = format!("Úřad městské části {}", name.replace("Praha ", "Praha\u{a0}"));
        let office =
            (code.as_str(), OfficeKind::PragueDistrict, region(PRAGUE)?, name.as_str(), title.as_str());
        store::keep_office(work, office, now).await?;
    }
    Ok(())
}

/// The rows of one of the files, without its head.
fn rows<const N: usize>(text: &str) -> Result<Vec<[String; N]>, Failure> {
    let broken = || Failure::Broken("reference data of offices cannot be read".into());
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|record| {
            let cells: Vec<String> = record.map_err(|_| broken())?.iter().map(str::to_owned).collect();
            <[String; N]>::try_from(cells).map_err(|_| broken())
        })
        .collect()
}

/// "Olomoucký kraj" → "Krajský úřad Olomouckého kraje".
fn regional_title(name: &str) -> String {
    match name.strip_suffix("ý kraj") {
        Some(stem) => format!("Krajský úřad {stem}ého kraje"),
        None if name.starts_with("Kraj ") => format!("Krajský úřad {}", name.replacen("Kraj ", "Kraje ", 1)),
        None => "Magistrát hlavního města Prahy".to_owned(),
    }
}

/// "Šternberk" → "Městský úřad Šternberk"; a statutory city has a *magistrát*.
fn municipal_title(name: &str) -> String {
    if STATUTORY.contains(&name) {
        format!("Magistrát města {name}")
    } else {
        format!("Městský úřad {name}")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_office_of_the_country_comes_with_the_program() {
        let towns = rows::<3>(MUNICIPALITIES).unwrap();
        let districts = rows::<2>(PRAGUE_DISTRICTS).unwrap();
        let regions = rows::<2>(REGIONS).unwrap();
        assert_eq!(towns.len() - 1 + districts.len() + regions.len(), usize::try_from(OFFICES).unwrap());
        assert!(towns.iter().any(|[code, name, _]| code == "7110" && name == "Šternberk"));
        assert!(STATUTORY.iter().all(|city| towns.iter().any(|[_, name, _]| name == city)));
    }

    #[test]
    fn offices_are_titled_as_czechs_write_them() {
        assert_eq!(regional_title("Olomoucký kraj"), "Krajský úřad Olomouckého kraje");
        assert_eq!(regional_title("Kraj Vysočina"), "Krajský úřad Kraje Vysočina");
        assert_eq!(regional_title("Hlavní město Praha"), "Magistrát hlavního města Prahy");
        assert_eq!(municipal_title("Šternberk"), "Městský úřad Šternberk");
        assert_eq!(municipal_title("Olomouc"), "Magistrát města Olomouc");
    }
}
