//! `backup`: an encrypted copy, beside a running server.

use super::container::Head;
use super::events::BackupWritten;
use super::printer;
use crate::audit::{About, By};
use crate::config::{Config, DatabaseKind};
use crate::kernel::Failure;
use crate::start::{self, Opened, Opening, Stop};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Writes a backup into a new file.
pub async fn run(config: &Config, target: &Path) -> Result<(), Stop> {
    if target.exists() {
        return Err(Stop::new(format!("Soubor {} už existuje. Zálohu do něj nezapíšeme.", target.display())));
    }
    let opened = start::open(config, Opening::BESIDE).await?;
    opened.require_current()?;
    let embedded = config.database.kind == DatabaseKind::Sqlite;
    let head = head(&opened, embedded)?;
    let scraps = Scraps { copy: beside(target, ".kopie"), part: beside(target, ".nedokonceno") };
    let bytes = {
        let spinner = printer::spinner("Zapisuji zálohu");
        let written = write(&opened, &head, embedded, &scraps)?;
        check(&opened, &scraps.part)?;
        spinner.finish_and_clear();
        written
    };
    std::fs::rename(&scraps.part, target).map_err(|e| Stop::file("přejmenovat", &scraps.part, &e))?;
    drop(scraps);
    opened
        .house
        .trail
        .run(By::installation(), move |operation| async move {
            let event = BackupWritten { about: About::default(), bytes };
            Ok::<_, Failure>((operation.record(&event).await?, ()))
        })
        .await?;
    report(target, bytes, embedded);
    Ok(())
}

fn report(target: &Path, bytes: u64, embedded: bool) {
    if embedded {
        printer::say(format!(
            "Záloha {} je zapsaná a ověřená ({} kB). Otevře ji jen soubor klíčů; jeho kopii mějte jinde než zálohy.",
            target.display(),
            bytes / 1024
        ));
    } else {
        printer::say(format!(
            "Do {} je zapsaný seznam zničených případů. Samotnou databázi PostgreSQL zálohujte jejími nástroji: \
             pg_dump --format=custom. Patří k sobě obojí i kopie souboru klíčů.",
            target.display()
        ));
    }
}

fn head(opened: &Opened, database: bool) -> Result<Head, Stop> {
    let destroyed = opened.destroyed.all()?.into_iter().map(|d| (d.case, d.moment)).collect();
    Ok(Head {
        format: 1,
        program: env!("CARGO_PKG_VERSION").into(),
        made: opened.house.clock.now().timestamp().to_string(),
        schema: opened.schema,
        database,
        destroyed,
    })
}

/// Files that must not stay, whatever happens.
struct Scraps {
    /// The copy of the database, encrypted by its own key.
    copy: PathBuf,
    /// The backup before it is whole.
    part: PathBuf,
}

impl Drop for Scraps {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.copy);
        let _ = std::fs::remove_file(beside(&self.copy, "-journal"));
        let _ = std::fs::remove_file(&self.part);
    }
}

fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn write(opened: &Opened, head: &Head, embedded: bool, scraps: &Scraps) -> Result<u64, Stop> {
    let failed = |e| Stop::file("zapsat", &scraps.part, &e);
    let part = new_private(&scraps.part)?;
    let line = head.line().map_err(failed)?;
    let database: Box<dyn Read> = if embedded {
        // Made first, so that the copy is readable by its owner only from its first byte on.
        drop(new_private(&scraps.copy)?);
        opened.house.trail.snapshot(&scraps.copy).map_err(Failure::from)?;
        Box::new(File::open(&scraps.copy).map_err(|e| Stop::file("přečíst", &scraps.copy, &e))?)
    } else {
        Box::new(io::empty())
    };
    let mut out = io::BufWriter::new(part);
    let bytes = vault::backup::write(opened.house.keys.ring(), line.as_slice().chain(database), &mut out)?;
    out.flush().map_err(failed)?;
    out.get_ref().sync_all().map_err(failed)?;
    Ok(bytes)
}

fn new_private(path: &Path) -> Result<File, Stop> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(|e| Stop::file("vytvořit", path, &e))
}

/// Reads the backup back before it gets its name.
fn check(opened: &Opened, part: &Path) -> Result<(), Stop> {
    let file = File::open(part).map_err(|e| Stop::file("přečíst", part, &e))?;
    vault::backup::verify(opened.house.keys.ring(), io::BufReader::new(file))?;
    Ok(())
}
