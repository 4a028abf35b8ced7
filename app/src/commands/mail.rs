//! `mail receive`: one message from standard input into the folder of incoming mail. The database is not opened, so a
//! running server is not disturbed; its worker takes the message in.

use crate::config::Config;
use crate::kernel::Id;
use crate::start::Stop;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::process::ExitCode;

/// "Try again later" in the language of mail servers (EX_TEMPFAIL): they keep the message.
const LATER: u8 = 75;

/// Puts one message into the folder.
pub fn receive(config: &Config) -> Result<ExitCode, Stop> {
    let Some(folder) = &config.mail.incoming else {
        super::printer::complain("V nastavení chybí mail.incoming: není kam zprávu uložit.");
        return Ok(ExitCode::from(LATER));
    };
    match keep(folder) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) => {
            super::printer::complain(format!("Zprávu nelze uložit ({}).", error.kind()));
            Ok(ExitCode::from(LATER))
        }
    }
}

/// Writes beside and renames, so that the worker never finds half a message.
fn keep(folder: &Path) -> std::io::Result<()> {
    let mut raw = Vec::new();
    std::io::stdin().lock().read_to_end(&mut raw)?;
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder.create(folder.join("tmp"))?;
    builder.create(folder.join("new"))?;
    let name = Id::<()>::fresh(crate::kernel::Clock::System.now()).to_string();
    let beside = folder.join("tmp").join(&name);
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
    file.write_all(&raw)?;
    file.sync_all()?;
    std::fs::rename(beside, folder.join("new").join(name))
}
