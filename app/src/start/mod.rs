//! Putting the house together from its configuration: keys, database, trail, mail.
//!
//! * [`open`] reads the keys, opens the database and says what kind of installation it is; nothing is created
//!   unless the command says so ([`Opening::create`]).
//! * [`Opened::require_current`] refuses an empty, older or newer schema with the sentence that helps.
//! * [`Stop`] is the end of a command as a Czech sentence; the process then ends with a non-zero code.
//! * [`installation`] keeps the marks 'demo' and 'synthetic', so that invented and real data never mix.

pub mod installation;
mod stop;

pub use installation::Marks;
pub use stop::{Stop, mail as mail_reason, reason};

use crate::access::{Exit, House, HouseParts};
use crate::audit::Trail;
use crate::config::{
    Config, DatabaseKind, MailKind, MailSecurity, SmsAuthorisation, SmsFormat, SmsKind, variables,
};
use crate::kernel::{Clock, Failure, Keys, SqlError};
use portable_sql::Location;
use std::sync::Arc;
use std::time::Duration;
use vault::{DestroyedList, KeyFile, KeyRing};

/// How a command opens the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// Whether this process claims an embedded database for itself.
    pub claim: bool,
    /// Whether a missing database file is made.
    pub create: bool,
    /// Whether a demo is being made: pages and papers made on the way say so already.
    pub demo: bool,
}

impl Opening {
    /// Beside a running server, nothing created.
    pub const BESIDE: Self = Self { claim: false, create: false, demo: false };
    /// Alone, nothing created.
    pub const ALONE: Self = Self { claim: true, create: false, demo: false };
    /// Alone, creating what is missing.
    pub const NEW: Self = Self { claim: true, create: true, demo: false };
}

/// An opened installation.
pub struct Opened {
    /// The house.
    pub house: House,
    /// What kind of installation it is.
    pub marks: Marks,
    /// Number of the last migration in the database; zero when it is empty.
    pub schema: u32,
    /// Cases whose key was destroyed.
    pub destroyed: DestroyedList,
}

impl Opened {
    /// Refuses a database whose schema is not this program's.
    ///
    /// # Errors
    /// The sentence that says what to run.
    pub fn require_current(&self) -> Result<(), Stop> {
        let known = u32::try_from(crate::migrations::ALL.len()).unwrap_or(u32::MAX);
        match self.schema {
            0 => Err(Stop::new("Databáze je prázdná. Nejdřív ji připravte příkazem: pripadovka migrate")),
            found if found < known => Err(Stop::new(format!(
                "Databáze má starší schéma ({found}, program má {known}). Udělejte zálohu (pripadovka backup SOUBOR) \
                 a pak spusťte: pripadovka migrate"
            ))),
            found if found > known => Err(Stop::newer(found, known)),
            _ => Ok(()),
        }
    }

    /// Refuses invented data where only real data belong.
    ///
    /// # Errors
    /// The sentence that says so.
    pub fn refuse_demo(&self) -> Result<(), Stop> {
        if self.marks.demo.is_some() {
            return Err(Stop::new(
                "Toto je databáze ukázky s vymyšlenými lidmi. Spouští se příkazem: pripadovka demo --data SLOŽKA",
            ));
        }
        Ok(())
    }
}

/// The keys: from the environment, else from the key file.
///
/// # Errors
/// A sentence that says which file and what to do.
pub fn ring(config: &Config) -> Result<KeyRing, Stop> {
    if std::env::var_os(variables::KEYS).is_some() {
        return KeyRing::from_environment(variables::KEYS).map_err(|e| Stop::new(format!("{e}.")));
    }
    KeyFile::open(&config.key_file).map(KeyFile::into_ring).map_err(Stop::from)
}

/// Opens the installation.
///
/// # Errors
/// A sentence for whoever started the program.
pub async fn open(config: &Config, opening: Opening) -> Result<Opened, Stop> {
    let destroyed = DestroyedList::beside(&config.key_file);
    let keys = Keys::new(Arc::new(ring(config)?)).recording(destroyed.clone());
    let location = location(config, &keys, opening)?;
    let (queries, writer) = portable_sql::open(&location).await?;
    let clock = Clock::System;
    let trail = Trail::new(writer, clock.clone(), keys.clone());
    let schema = installation::schema(&queries).await.map_err(Failure::from)?;
    let marks = if schema == 0 { Marks::default() } else { installation::marks(&queries).await? };
    let demo = opening.demo || marks.demo.is_some() || marks.synthetic;
    let exit = exit(config)?;
    let parts = HouseParts { queries, trail, keys, clock, demo, secure_cookies: config.secure_cookies, exit };
    Ok(Opened { house: House::new(parts), marks, schema, destroyed })
}

fn location(config: &Config, keys: &Keys, opening: Opening) -> Result<Location, Stop> {
    let database = &config.database;
    match database.kind {
        DatabaseKind::Sqlite => {
            let path = database.path.clone().unwrap_or_default();
            if !opening.create && !path.exists() {
                return Err(Stop::new(format!(
                    "Databáze {} neexistuje. Zkontrolujte nastavení; novou založí příkaz: pripadovka migrate",
                    path.display()
                )));
            }
            if opening.create {
                private(&path)?;
            }
            Ok(Location::Sqlite {
                path,
                key: Some(keys.ring().database_key_pragma().to_string()),
                readers: database.connections.clamp(1, 64),
                cache_kib: database.cache_mib.saturating_mul(1024),
                exclusive: opening.claim,
            })
        }
        DatabaseKind::Postgres => Ok(Location::Postgres {
            url: database.url.as_ref().map(|url| url.open().to_owned()).unwrap_or_default(),
            connections: database.connections.clamp(1, 64),
        }),
    }
}

/// Makes an empty file that only its owner can read; what SQLite puts beside it takes over the same rights.
fn private(path: &std::path::Path) -> Result<(), Stop> {
    use std::os::unix::fs::OpenOptionsExt;
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => Err(Stop::file("vytvořit", path, &e)),
        _ => Ok(()),
    }
}

/// Where short messages leave the house, if they do.
fn gateway(config: &Config) -> Result<Option<sms::Gateway>, Stop> {
    let sms = &config.sms;
    let password = || sms.password.as_ref().map(|p| p.open().to_owned()).unwrap_or_default();
    match sms.kind {
        SmsKind::None => Ok(None),
        SmsKind::Folder => Ok(Some(sms::Gateway::folder(sms.folder.clone().unwrap_or_default()))),
        SmsKind::Http => {
            let user = sms.user.clone().unwrap_or_default();
            let gateway = sms::Gateway::http(sms::HttpConfig {
                url: sms.url.clone().unwrap_or_default(),
                format: match sms.format {
                    SmsFormat::Json => sms::Format::Json,
                    SmsFormat::Form => sms::Format::Form,
                },
                number_field: sms.number_field.clone(),
                text_field: sms.text_field.clone(),
                id_field: sms.id_field.clone(),
                fields: sms.fields.clone().into_iter().collect(),
                authorisation: match sms.authorisation {
                    SmsAuthorisation::None => sms::Authorisation::None,
                    SmsAuthorisation::Basic => sms::Authorisation::Basic { user, password: password() },
                    SmsAuthorisation::Bearer => sms::Authorisation::Bearer(password()),
                    SmsAuthorisation::Field => sms::Authorisation::Field { name: user, key: password() },
                },
                reference_pointer: sms.reference_pointer.clone(),
                reports: sms.report_url.clone().map(|url| sms::Reports {
                    url,
                    pointer: sms.report_pointer.clone().unwrap_or_default(),
                    delivered: sms.report_delivered.clone(),
                    failed: sms.report_failed.clone(),
                }),
                timeout: Duration::from_secs(sms.timeout_seconds),
                authority: None,
            });
            let wrong = "Nastavení krátkých zpráv (sms) není v pořádku: adresa má začínat https://, pole čísla a textu mají mít jména a bez čísla zprávy (reference_pointer) se nelze ptát, jestli dorazila.";
            gateway.map(Some).map_err(|_| Stop::new(wrong))
        }
    }
}

/// Where mail leaves the house.
fn exit(config: &Config) -> Result<Exit, Stop> {
    let mail = &config.mail;
    let authority = match &mail.authority_file {
        Some(path) => Some(std::fs::read(path).map_err(|e| Stop::file("přečíst", path, &e))?),
        None => None,
    };
    let transport = match mail.kind {
        MailKind::Folder => mail::Transport::folder(mail.folder.clone().unwrap_or_default()),
        MailKind::Smtp => mail::Transport::smtp(&mail::SmtpConfig {
            host: mail.host.clone().unwrap_or_default(),
            port: mail.effective_port(),
            security: match mail.security {
                MailSecurity::Starttls => mail::Security::StartTls,
                MailSecurity::Tls => mail::Security::Tls,
                MailSecurity::None => mail::Security::None,
            },
            user: mail.user.clone(),
            password: mail.password.as_ref().map(|p| p.open().to_owned()),
            timeout: Duration::from_secs(mail.timeout_seconds),
            authority,
        })
        .map_err(|e| Stop::new(format!("Nastavení pošty není v pořádku: {}.", stop::mail(&e))))?,
    };
    let bare = |url: &str| url.trim_end_matches('/').to_owned();
    Ok(Exit {
        transport,
        sms: gateway(config)?,
        sender: config.sender.address.clone(),
        sender_name: config.sender.name.clone(),
        returns_to: config.sender.returns_to.clone(),
        incoming: mail.incoming.clone(),
        public_url: bare(&config.links.public_url),
        staff_url: bare(&config.links.staff_url),
    })
}

/// Brings reference data in: regions and offices, then whatever the capabilities come with. Idempotent.
///
/// # Errors
/// Database errors.
pub async fn load_reference(house: &House) -> Result<(), Failure> {
    crate::identity::reference::load(&house.queries, &house.trail, house.clock.now()).await?;
    for capability in &crate::shell::registry().0 {
        if let Some(reference) = capability.reference {
            reference(house).await.map_err(|failure| {
                tracing::error!(capability = capability.name, error = %failure, "reference data failed");
                failure
            })?;
        }
    }
    Ok(())
}

/// Whether an error says that a table is not there.
fn is_missing_table(error: &SqlError, table: &str) -> bool {
    matches!(error, SqlError::Other(text) if text.contains(table))
}
