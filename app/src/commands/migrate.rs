//! `migrate`.

use super::printer;
use crate::config::Config;
use crate::start::{self, Opening, Stop};

/// Makes an empty database ready, or brings an older one up to date; then brings reference data in.
pub async fn run(config: &Config) -> Result<(), Stop> {
    let opened = start::open(config, Opening::NEW).await?;
    let report = opened.house.trail.migrate(crate::migrations::ALL).await?;
    start::load_reference(&opened.house).await?;
    if report.before == report.after {
        printer::say(format!("Databáze už schéma {} má. Číselníky jsou doplněné.", report.after));
    } else if report.before == 0 {
        printer::say(format!(
            "Databáze je připravená (schéma {}). Prvního správce založíte příkazem: pripadovka user add",
            report.after
        ));
    } else {
        printer::say(format!("Databáze je převedená ze schématu {} na {}.", report.before, report.after));
    }
    Ok(())
}
