//! The floor: the same SQL with the same read event and nothing of the web around it; and papers alone.

use bench::Outcome;
use bench::client::Run;
use bench::prepare::{Pages, Place};
use bench::report::Table;
use pripadovka::access::Errand;
use pripadovka::audit::{About, By};
use pripadovka::config::Config;
use pripadovka::kernel::Id;
use pripadovka::start::{self, Opening};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Measures the floor at 1 and 8 tasks.
pub async fn measure(place: &Place, pages: &Pages, seconds: f64, table: &mut Table) -> Outcome<()> {
    let config = Config::read(&place.config).map_err(|e| e.to_string())?;
    let opened = start::open(&config, Opening::ALONE).await.map_err(|e| e.to_string())?;
    let house = Arc::new(opened.house);
    let ids = Arc::new(pages.conferences.clone());
    for tasks in [1usize, 8] {
        let until = Instant::now() + Duration::from_secs_f64(seconds);
        let begun = Instant::now();
        let mut running = Vec::new();
        for lane in 0..tasks {
            let (house, ids) = (house.clone(), ids.clone());
            running.push(tokio::spawn(async move {
                let mut run = Run::default();
                let mut at = lane * ids.len() / tasks;
                while Instant::now() < until {
                    at = (at + 7919) % ids.len().max(1);
                    let Some(id) = ids.get(at) else { break };
                    let asked = Instant::now();
                    if one(&house, *id).await.is_ok() {
                        run.latencies.push(asked.elapsed());
                    } else {
                        run.wrong += 1;
                    }
                }
                run
            }));
        }
        let mut all = Run::default();
        for task in running {
            let run = task.await?;
            all.latencies.extend(run.latencies);
            all.wrong += run.wrong;
        }
        all.wall = begun.elapsed();
        table.run(&format!("floor: SQL and read event of the desk page, {tasks} tasks"), &all, "");
    }
    Ok(())
}

/// What the desk page reads, and its read event.
async fn one(house: &pripadovka::access::House, id: uuid::Uuid) -> Outcome<()> {
    let errand = Errand::begin(house);
    let found = pripadovka::conferences::find(errand.lookup(), Id::from_uuid(id)).await?;
    let conference = found.ok_or("no such conference")?;
    let about = About { case: Some(conference.case.uuid()), conference: Some(id) };
    let receipt = house.trail.read(By::system(conference.office.uuid()), about, "{}".to_owned());
    pripadovka::desk::gather(house, errand.lookup(), &conference, (false, true), false).await?;
    receipt.durable().await?;
    Ok(())
}

/// Minutes as PDF: the first and the thousandth.
pub fn papers(table: &mut Table) -> Outcome<()> {
    const ZAPIS: typesetting::Template =
        typesetting::Template { name: "minutes", source: include_str!("../../app/src/minutes/zapis.typ") };
    let data: serde_json::Value =
        serde_json::from_str(include_str!("../../app/src/minutes/zapis.sample.json"))?;
    let mut taken = Vec::new();
    for i in 0..1000u32 {
        let mut data = data.clone();
        if let Some(fields) = data.as_object_mut() {
            fields.insert("reference_number".into(), format!("MEST {i}/2026").into());
        }
        let paper = typesetting::Paper {
            title: "Zápis".into(),
            data,
            moment: jiff::Timestamp::UNIX_EPOCH,
            demo: false,
        };
        let begun = Instant::now();
        typesetting::pdf(&ZAPIS, &paper)?;
        taken.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    let last = taken.last().copied().unwrap_or(0.0);
    let first = taken.first().copied().unwrap_or(0.0);
    let mut sorted = taken;
    sorted.sort_by(f64::total_cmp);
    let p99 = sorted.get(989).copied().unwrap_or(0.0);
    table.row(
        "minutes PDF (5 pages, PDF/A-2a + UA-1), first / thousandth / p99",
        &format!("{first:.1} / {last:.1} / {p99:.1} ms"),
        "25 ms",
    );
    Ok(())
}
