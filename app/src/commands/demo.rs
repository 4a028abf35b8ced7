//! `demo`: makes the demo in a folder of its own, prints the tour, and serves it.

use super::arguments::Demo as Asked;
use super::{printer, start_log};
use crate::config::{Config, Listen, Log, LogLevel};
use crate::demo::{self, PASSWORD, PEOPLE, STEPS};
use crate::kernel::Clock;
use crate::serve;
use crate::start::installation::Demo;
use crate::start::{self, Opened, Opening, Stop};
use std::net::SocketAddr;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use vault::KeyFile;

/// Names inside the folder.
const CONFIG: &str = "pripadovka.toml";
const KEYS: &str = "klice";
const DATABASE: &str = "ukazka.db";
const MAIL: &str = "posta";
/// Short messages that would have left.
const SMS: &str = "sms";

/// Where the demo listens when nobody says.
const USUAL: &str = "127.0.0.1:8080";

/// Makes the demo, or finds it made, and serves it.
pub async fn run(asked: Asked) -> Result<(), Stop> {
    start_log(Log { level: LogLevel::Warn, ..Log::default() });
    let folder = std::path::absolute(&asked.data).map_err(|e| Stop::file("najít", &asked.data, &e))?;
    // The address is taken first: when it cannot be, nothing has been made or deleted yet.
    let config_file = folder.join(CONFIG);
    let listen = listen(&asked, &config_file)?;
    let listeners = if asked.no_serve { None } else { Some(bind(listen).await?) };
    if asked.reset {
        clear(&folder)?;
    }
    let opened = if config_file.exists() {
        existing(&config_file, listen).await?
    } else {
        new(&folder, listen).await?
    };
    tour(&opened, &folder, listen, asked.no_serve).await?;
    if let Some(listeners) = listeners {
        let ending = serve::ending()?;
        let work = Config::read(&config_file)?.work;
        serve::serve(opened.house, listeners, Some(work), ending).await?;
        printer::say("\nUkázka je ukončená. Znovu ji spustíte stejným příkazem.");
    }
    Ok(())
}

/// The address asked for, else that of the demo that is there, else the usual one.
fn listen(asked: &Asked, config_file: &Path) -> Result<SocketAddr, Stop> {
    if let Some(address) = asked.listen {
        return Ok(address);
    }
    if config_file.exists() && !asked.reset {
        return Ok(Config::read(config_file)?.listen.staff);
    }
    USUAL.parse().map_err(|_| Stop::new("Obvyklá adresa ukázky není adresa."))
}

async fn bind(address: SocketAddr) -> Result<serve::Listeners, Stop> {
    serve::bind(Listen { staff: address, public: address }).await.map_err(|_| {
        let next = SocketAddr::new(address.ip(), address.port().checked_add(1).unwrap_or(8090));
        Stop::new(format!(
            "Na adrese {address} ukázka běžet nemůže: používá ji jiný program, nebo ji tento počítač nemá. Zkuste \
             jinou, například: pripadovka demo --listen {next}"
        ))
    })
}

/// Deletes what an earlier demo made, and nothing else.
fn clear(folder: &Path) -> Result<(), Stop> {
    if !folder.exists() {
        return Ok(());
    }
    if !folder.join(CONFIG).exists() {
        return if is_empty(folder) { Ok(()) } else { Err(not_ours(folder)) };
    }
    claim_for_clearing(folder)?;
    let mut files: Vec<PathBuf> =
        [DATABASE, KEYS, "klice.destroyed", "ukazka.db-wal", "ukazka.db-shm", "ukazka.db.lock"]
            .iter()
            .map(|name| folder.join(name))
            .collect();
    let letters = std::fs::read_dir(folder.join(MAIL)).into_iter().flatten().flatten();
    files.extend(
        letters
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml" || ending == "part")),
    );
    // The configuration goes last: it is what makes the folder ours.
    files.push(folder.join(CONFIG));
    for file in files {
        match std::fs::remove_file(&file) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(Stop::file("smazat", &file, &e));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A demo that runs must not lose its files.
fn claim_for_clearing(folder: &Path) -> Result<(), Stop> {
    let lock = folder.join("ukazka.db.lock");
    let Ok(file) = std::fs::File::open(&lock) else { return Ok(()) };
    match file.try_lock() {
        Err(std::fs::TryLockError::WouldBlock) => Err(Stop::new(
            "Tato ukázka právě běží. Nejdřív ji ukončete (Ctrl+C v okně, kde běží), pak ji založte znovu.",
        )),
        _ => Ok(()),
    }
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn not_ours(folder: &Path) -> Stop {
    Stop::new(format!(
        "Složka {} není prázdná a žádná ukázka v ní není. Nic jsme nezměnili; zvolte jinou složku volbou --data.",
        folder.display()
    ))
}

/// Opens a demo that is there.
async fn existing(config_file: &Path, listen: SocketAddr) -> Result<Opened, Stop> {
    let mut config = Config::read(config_file)?;
    let url = format!("http://{listen}");
    config.links.staff_url.clone_from(&url);
    config.links.public_url = url;
    let opened = start::open(&config, Opening::ALONE).await?;
    match opened.marks.demo {
        Some(Demo::Ready) => opened.require_current().map_err(|_| {
            Stop::new("Ukázku založila jiná verze programu. Založte ji znovu: přidejte volbu --reset.")
        })?,
        Some(Demo::Making) => {
            return Err(Stop::new(
                "Zakládání ukázky se minule přerušilo. Založte ji znovu: přidejte volbu --reset.",
            ));
        }
        None if opened.schema == 0 => {
            return Err(Stop::new(
                "Zakládání ukázky se minule přerušilo. Založte ji znovu: přidejte volbu --reset.",
            ));
        }
        None => {
            return Err(Stop::new(
                "Databáze v této složce není ukázka. Nic jsme nezměnili; zvolte jinou složku volbou --data.",
            ));
        }
    }
    Ok(opened)
}

/// Makes a new demo.
pub(super) async fn new(folder: &Path, listen: SocketAddr) -> Result<Opened, Stop> {
    if folder.exists() && !is_empty(folder) && !only_leftovers(folder) {
        return Err(not_ours(folder));
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|e| Stop::file("vytvořit", folder, &e))?;
    let config_file = folder.join(CONFIG);
    std::fs::write(&config_file, config_text(listen)).map_err(|e| Stop::file("zapsat", &config_file, &e))?;
    let config = Config::read(&config_file)?;
    KeyFile::create(&config.key_file, &Clock::System.now().timestamp().to_string())?;
    let opened = start::open(&config, Opening { demo: true, ..Opening::NEW }).await?;
    let spinner = printer::spinner("Zakládám databázi ukázky");
    opened.house.trail.migrate(crate::migrations::ALL).await?;
    let made = demo::make(&opened.house, |part| {
        spinner.set_message(format!("Zakládám ukázku: {}", part_name(part)));
    })
    .await;
    spinner.finish_and_clear();
    made?;
    Ok(opened)
}

/// An empty mail folder stays after `--reset`.
fn only_leftovers(folder: &Path) -> bool {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    names.into_iter().all(|entry| entry.file_name() == MAIL && is_empty(&entry.path()))
}

fn part_name(part: &str) -> &str {
    match part {
        "reference" => "kraje, úřady a číselníky",
        "people" => "pracovníci",
        "cases" => "případy",
        "conferences" => "konference",
        "participants" => "účastníci",
        "disclosure" => "pravidla sdělování",
        "invitations" => "pozvánky",
        "meeting" => "jednání",
        "minutes" => "zápis",
        "mail" => "odeslání zpráv do pošty ukázky",
        _ => "další údaje",
    }
}

fn config_text(listen: SocketAddr) -> String {
    format!(
        "# Nastavení ukázky. Založil ho příkaz pripadovka demo; server (serve) ukázku odmítne spustit.\n\
         key_file = \"{KEYS}\"\nsecure_cookies = false\n\n\
         [database]\nkind = \"sqlite\"\npath = \"{DATABASE}\"\n\n\
         [listen]\nstaff = \"{listen}\"\npublic = \"{listen}\"\n\n\
         [links]\nstaff_url = \"http://{listen}\"\npublic_url = \"http://{listen}\"\n\n\
         [mail]\nkind = \"folder\"\nfolder = \"{MAIL}\"\n\n\
         [sms]\nkind = \"folder\"\nfolder = \"{SMS}\"\n\n\
         [sender]\naddress = \"pozvanky@sternberk.example\"\n\n\
         [log]\nlevel = \"warn\"\n"
    )
}

/// Prints the tour.
async fn tour(opened: &Opened, folder: &Path, listen: SocketAddr, only_made: bool) -> Result<(), Stop> {
    let base = format!("http://{listen}");
    let mut lines = vec![
        "\nUKÁZKA PŘÍPADOVKY – všichni lidé a případy jsou vymyšlení".to_owned(),
        String::new(),
        format!("  Začněte v prohlížeči: {base}/ukazka"),
        String::new(),
        "Prohlídka v pěti krocích".to_owned(),
    ];
    for (number, (what, why, href)) in STEPS.iter().enumerate() {
        lines.push(format!("  {}. {what}: {base}{href}", number + 1));
        lines.push(format!("     {why}"));
    }
    lines.push("\nVstup jedním kliknutím (druhý krok přihlášení je v ukázce vypnutý)".to_owned());
    for person in PEOPLE {
        lines.push(format!(
            "  {base}/ukazka/vstup/{:<14} {} – {}",
            person.slug,
            person.full_name(),
            person.sees
        ));
    }
    lines.push(format!("  Heslo všech účtů: {PASSWORD}"));
    let guests = demo::guests(&opened.house, 3).await?;
    if !guests.is_empty() {
        lines.push("\nStránky pozvaných (bez účtu)".to_owned());
        lines.extend(guests.iter().map(|guest| format!("  {base}{}  {}", guest.path, guest.name)));
    }
    lines.push(format!("\nOdeslané zprávy: {base}/ukazka/posta"));
    lines.push(format!(
        "Data leží v {}: šifrovaná databáze {DATABASE}, klíče {KEYS}, nastavení {CONFIG}, zprávy {MAIL}/",
        folder.display()
    ));
    lines.push(if only_made {
        "Ukázka je založená a neběží. Spustíte ji stejným příkazem bez --no-serve.".to_owned()
    } else {
        "Ukázka běží. Ukončíte ji klávesami Ctrl+C, znovu od začátku ji založí volba --reset.".to_owned()
    });
    lines.iter().for_each(printer::say);
    Ok(())
}
