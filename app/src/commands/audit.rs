//! `audit verify`.

use super::printer;
use crate::audit::{self, Verdict};
use crate::config::Config;
use crate::identity::store;
use crate::kernel::{Failure, Id};
use crate::start::{self, Opening, Stop};
use std::process::ExitCode;
use uuid::Uuid;

/// Recomputes all chains; the exit code tells whether they are whole.
pub async fn verify(config: &Config) -> Result<ExitCode, Stop> {
    let opened = start::open(config, Opening::BESIDE).await?;
    opened.require_current()?;
    let bar = printer::spinner("Ověřuji události");
    let verdicts = audit::verify(&opened.house.queries, |checked| bar.set_position(checked.unsigned_abs()))
        .await
        .map_err(Failure::from)?;
    bar.finish_and_clear();
    let (mut events, mut broken) = (0, 0);
    for verdict in &verdicts {
        match verdict {
            Verdict::Whole { events: count, .. } => events += count,
            Verdict::Broken { office, at } => {
                broken += 1;
                let name = office_name(&opened, *office).await?;
                printer::complain(format!("{name}: stopa neodpovídá od události číslo {at}."));
            }
        }
    }
    if broken == 0 {
        printer::say(format!(
            "Auditní stopa je celá: {} v {}.",
            czech::plural::count(events, "událost", "události", "událostí"),
            czech::plural::count(verdicts.len() as i64, "řetězci", "řetězcích", "řetězcích")
        ));
        return Ok(ExitCode::SUCCESS);
    }
    printer::complain(format!(
        "Auditní stopa je porušená, počet řetězců: {broken}. Databázi nechte, jak je, a obraťte se na správce a pověřence."
    ));
    Ok(ExitCode::FAILURE)
}

async fn office_name(opened: &start::Opened, office: Uuid) -> Result<String, Failure> {
    if office.is_nil() {
        return Ok("Instalace".into());
    }
    let found = store::find_office(&opened.house.queries, Id::from_uuid(office)).await?;
    Ok(found.map_or_else(|| format!("Úřad {office}"), |office| office.name))
}
