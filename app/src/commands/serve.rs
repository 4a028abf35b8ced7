//! `serve` and `work`.

use super::arguments::Serve;
use super::printer;
use crate::config::{Config, Listen};
use crate::kernel::Failure;
use crate::serve;
use crate::start::{self, Opened, Opening, Stop};
use crate::worker;

/// Serves the pages, and does background work beside them.
pub async fn run(config: &Config, how: &Serve) -> Result<(), Stop> {
    let listen = Listen {
        staff: how.staff.unwrap_or(config.listen.staff),
        public: how.public.unwrap_or(config.listen.public),
    };
    let opened = ready(config).await?;
    let listeners = serve::bind(listen).await?;
    for weakness in opened.house.queries.weaknesses().await.map_err(Failure::from)? {
        tracing::warn!(setting = weakness.setting(), "a power cut may take what was acknowledged");
    }
    let ending = serve::ending()?;
    printer::say(format!("Případovka běží: pracovníci na {}, pozvaní na {}.", listen.staff, listen.public));
    let work = (!how.no_work).then_some(config.work);
    serve::serve(opened.house, listeners, work, ending).await
}

/// Does background work only.
pub async fn work(config: &Config) -> Result<(), Stop> {
    let opened = match ready(config).await {
        Err(stop) if stop.is_in_use() => {
            return Err(Stop::new(
                "Tuto databázi už obsluhuje spuštěný server a práci na pozadí vyřizuje sám. Samostatný proces \
                 (work) se používá s PostgreSQL, nebo když je server spuštěn jinde s volbou --no-work.",
            ));
        }
        outcome => outcome?,
    };
    let ending = serve::ending()?;
    printer::say("Vyřizuje se práce na pozadí. Ukončíte ji klávesami Ctrl+C.");
    worker::run(opened.house, config.work, ending).await;
    Ok(())
}

/// Opens an installation that can be served.
async fn ready(config: &Config) -> Result<Opened, Stop> {
    let opened = start::open(config, Opening::ALONE).await?;
    opened.require_current()?;
    opened.refuse_demo()?;
    start::load_reference(&opened.house).await?;
    Ok(opened)
}
