//! `restore`: into an empty place only; keys destroyed since the backup are destroyed again.

use super::container::{Head, Unpacking};
use super::events::{BackupRestored, KeyDestroyedAgain};
use super::printer;
use crate::audit::{self, About, By, Verdict};
use crate::config::{Config, DatabaseKind};
use crate::identity::Office;
use crate::kernel::{Failure, Id};
use crate::start::{self, Opened, Opening, Stop};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use uuid::Uuid;

portable_sql::statements! {
    /// Whose case is it, if its key is still there?
    LIVE_CASE = "SELECT c.office_id FROM case_file c JOIN case_key k ON k.case_id = c.id WHERE c.id = $1 AND k.destroyed IS NULL";
}

/// Restores a backup.
pub async fn run(config: &Config, source: &Path) -> Result<(), Stop> {
    let ring = start::ring(config)?;
    let file = File::open(source).map_err(|e| Stop::file("přečíst", source, &e))?;
    if config.database.kind == DatabaseKind::Postgres {
        return Err(Stop::new(
            "Databázi PostgreSQL obnovíte jejími nástroji (pg_restore) do prázdné databáze. Potom spusťte \
             pripadovka doctor: ověří i seznam zničených případů.",
        ));
    }
    let place = Place::empty(&config.database.path.clone().unwrap_or_default())?;
    let spinner = printer::spinner("Obnovuji zálohu");
    let head = unpack(&ring, file, &place.part)?;
    if !head.database {
        return Err(Stop::new("V této záloze databáze není, jen seznam zničených případů."));
    }
    std::fs::rename(&place.part, &place.database).map_err(|e| Stop::file("přejmenovat", &place.part, &e))?;
    let opened = start::open(config, Opening::ALONE).await?;
    opened.house.trail.migrate(crate::migrations::ALL).await?;
    spinner.set_message("Ničím znovu klíče zničených případů");
    let again = destroy_again(&opened, &head).await?;
    spinner.set_message("Ověřuji auditní stopu");
    let whole = is_whole(&opened).await?;
    spinner.finish_and_clear();
    record(&opened, again).await?;
    place.keep();
    printer::say(format!(
        "Záloha z {} je obnovená do {}. Znovu zničených klíčů: {again}.",
        head.made,
        config.database.path.as_deref().unwrap_or(Path::new("?")).display()
    ));
    printer::say(
        "Než spustíte server, počítejte s tím, že zprávy čekající v době zálohy se odešlou (i když už jednou odešly).",
    );
    if !whole {
        return Err(Stop::new(
            "Auditní stopa v záloze není celá. Databáze je obnovená; podrobnosti vypíše: pripadovka audit verify",
        ));
    }
    Ok(())
}

/// The empty place; what was put there is taken away again unless all went well.
struct Place {
    database: PathBuf,
    part: PathBuf,
    keep: bool,
}

impl Place {
    fn empty(database: &Path) -> Result<Self, Stop> {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let path = with(database, ending);
            if path.exists() {
                return Err(Stop::new(format!(
                    "Soubor {} už existuje a zálohu přes něj neobnovíme. Přesuňte ho jinam, nebo v nastavení zvolte \
                     jiné místo.",
                    path.display()
                )));
            }
        }
        let part = with(database, ".obnova");
        Ok(Self { database: database.to_owned(), part, keep: false })
    }

    fn keep(mut self) {
        self.keep = true;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.part);
        if !self.keep {
            for ending in ["", "-wal", "-shm", "-journal", ".lock"] {
                let _ = std::fs::remove_file(with(&self.database, ending));
            }
        }
    }
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Decrypts into `part` and gives the first line; what was written counts only now.
fn unpack(ring: &vault::KeyRing, source: File, part: &Path) -> Result<Head, Stop> {
    let failed = |e| Stop::file("zapsat", part, &e);
    let target = OpenOptions::new().write(true).create_new(true).mode(0o600).open(part).map_err(failed)?;
    let mut unpacking = Unpacking::new(io::BufWriter::new(target));
    vault::backup::read(ring, io::BufReader::new(source), &mut unpacking)?;
    let (head, mut target) = unpacking
        .finish()
        .ok_or_else(|| Stop::new("Uvnitř zálohy není to, co má být. Nic jsme neobnovili."))?;
    target.flush().map_err(failed)?;
    target.get_ref().sync_all().map_err(failed)?;
    let known = u32::try_from(crate::migrations::ALL.len()).unwrap_or(u32::MAX);
    if head.format != 1 || head.schema > known {
        return Err(Stop::newer(head.schema, known));
    }
    Ok(head)
}

/// Destroys the keys named by the list beside the key file and by the list in the backup; how many.
async fn destroy_again(opened: &Opened, head: &Head) -> Result<usize, Stop> {
    let mut cases: BTreeMap<Uuid, String> = head.destroyed.iter().cloned().collect();
    cases.extend(opened.destroyed.all()?.into_iter().map(|d| (d.case, d.moment)));
    let mut again = 0;
    for (case, moment) in cases {
        // The list beside the key file is made whole as well: it may be a new, empty one.
        opened.destroyed.record(case, &moment)?;
        let live: Option<(Id<Office>,)> =
            LIVE_CASE.bind(case).one(&opened.house.queries).await.map_err(Failure::from)?;
        if let Some((office,)) = live {
            destroy(opened, case, office).await?;
            again += 1;
        }
    }
    Ok(again)
}

/// Destroys one key and lets every capability remove what the case left in its tables.
async fn destroy(opened: &Opened, case: Uuid, office: Id<Office>) -> Result<(), Failure> {
    opened
        .house
        .trail
        .run(By::system(office.uuid()), move |mut operation| async move {
            crate::cases::destroy(&mut operation, Id::from_uuid(case)).await?;
            let event = KeyDestroyedAgain { about: About { case: Some(case), conference: None } };
            Ok::<_, Failure>((operation.record(&event).await?, ()))
        })
        .await
}

async fn is_whole(opened: &Opened) -> Result<bool, Failure> {
    let verdicts = audit::verify(&opened.house.queries, |_| {}).await?;
    Ok(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Whole { .. })))
}

async fn record(opened: &Opened, destroyed_again: usize) -> Result<(), Failure> {
    opened
        .house
        .trail
        .run(By::installation(), move |operation| async move {
            let event = BackupRestored { about: About::default(), destroyed_again };
            Ok::<_, Failure>((operation.record(&event).await?, ()))
        })
        .await
}
