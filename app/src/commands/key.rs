//! `key create` and `key rotate`.

use super::arguments::KeyRotate;
use super::events::KeysRotated;
use super::printer;
use crate::audit::{About, By, Chore};
use crate::config::{Config, DatabaseKind, variables};
use crate::kernel::{Clock, Failure};
use crate::start::{self, Opened, Opening, Stop};
use vault::KeyFile;

/// Makes the key file that the configuration names.
pub fn create(config: &Config) -> Result<(), Stop> {
    KeyFile::create(&config.key_file, &Clock::System.now().timestamp().to_string())?;
    printer::say(format!(
        "Soubor klíčů {} je vytvořený. Bez něj databázi ani zálohy nikdo neotevře: uložte jeho kopii jinam než zálohy.",
        config.key_file.display()
    ));
    Ok(())
}

/// Adds a new current installation key and wraps all case keys with it.
pub async fn rotate(config: &Config, how: &KeyRotate) -> Result<(), Stop> {
    if std::env::var_os(variables::KEYS).is_some() {
        return Err(Stop::new(format!(
            "Klíče jsou v proměnné {}; vyměnit jde jen klíče v souboru.",
            variables::KEYS
        )));
    }
    if config.database.kind == DatabaseKind::Postgres && !how.server_stopped {
        return Err(Stop::new(
            "Běžící server nový klíč nezná, a proto při výměně nesmí běžet. Zastavte všechny servery a přidejte \
             volbu --server-stopped.",
        ));
    }
    // Everything is checked before the file changes: key, database, schema, and that no server runs.
    let opened = start::open(config, Opening::ALONE).await?;
    opened.require_current()?;
    if !how.finish {
        let id = KeyFile::rotate(&config.key_file, &Clock::System.now().timestamp().to_string())?;
        printer::say(format!(
            "V souboru klíčů je nový klíč {id}. Starý v něm zůstává kvůli starším zálohám."
        ));
    }
    let ring = KeyFile::open(&config.key_file)?.into_ring();
    let keys = crate::kernel::Keys::new(std::sync::Arc::new(ring));
    let rewrapped = rewrap(&opened, &keys).await.map_err(|failure| {
        Stop::new(format!(
            "Přebalení klíčů se přerušilo ({failure}). Nic se neztratilo, oba klíče jsou v souboru. Dokončíte ho \
             příkazem: pripadovka key rotate --finish"
        ))
    })?;
    opened
        .house
        .trail
        .run(By::installation(), move |operation| async move {
            let event = KeysRotated { about: About::default(), rewrapped };
            Ok::<_, Failure>((operation.record(&event).await?, ()))
        })
        .await?;
    printer::say(format!(
        "Hotovo, novým klíčem je zabaleno {}. Udělejte novou zálohu i novou kopii souboru klíčů.",
        czech::plural::count(rewrapped as i64, "klíč případu", "klíče případů", "klíčů případů")
    ));
    Ok(())
}

/// Wraps batch after batch; a batch is one transaction.
async fn rewrap(opened: &Opened, keys: &crate::kernel::Keys) -> Result<usize, Failure> {
    let bar = printer::spinner("Přebaluji klíče případů");
    let mut total = 0;
    loop {
        let keys = keys.clone();
        let count = opened
            .house
            .trail
            .chore(Chore::KeysRewrapped, move |mut work| {
                let keys = keys.clone();
                async move {
                    let count = keys.rewrap(&mut work).await?;
                    Ok((work, count))
                }
            })
            .await?;
        total += count;
        bar.set_position(total as u64);
        if count == 0 {
            bar.finish_and_clear();
            return Ok(total);
        }
    }
}
