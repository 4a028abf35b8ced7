//! The end of a command, as a Czech sentence.

use crate::config::ConfigError;
use crate::kernel::{Failure, SqlError};
use mail::MailError;
use portable_sql::{MigrationError, OpenError};
use std::fmt;
use std::io;
use vault::backup::BackupError;
use vault::{DestroyedListError, KeyFileError};

/// What is said when another process claims the embedded database.
const IN_USE: &str =
    "Tuto databázi už používá jiná spuštěná Případovka. Zastavte ji, nebo použijte jinou databázi.";

/// Why a command ends; printed as it is.
#[derive(Debug)]
pub struct Stop(String);

impl Stop {
    /// With this sentence.
    #[must_use]
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Whether it ends because another process claims the database.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        self.0 == IN_USE
    }

    /// The database was made by a newer program.
    #[must_use]
    pub fn newer(found: u32, known: u32) -> Self {
        Self(format!(
            "Databázi vytvořila novější verze Případovky (schéma {found}, tento program zná {known}). \
             Nic jsme nezměnili. Spusťte novější verzi programu."
        ))
    }

    /// A file could not be `done` with.
    #[must_use]
    pub fn file(doing: &str, path: &std::path::Path, error: &io::Error) -> Self {
        Self(format!("Soubor {} se nepodařilo {doing}: {}.", path.display(), reason(error.kind())))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the system said, in Czech.
#[must_use]
pub const fn reason(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::NotFound => "neexistuje soubor nebo složka",
        io::ErrorKind::PermissionDenied => "chybí oprávnění",
        io::ErrorKind::AlreadyExists => "už existuje",
        io::ErrorKind::StorageFull => "disk je plný",
        io::ErrorKind::FileTooLarge => "soubor by byl větší, než systém dovolí",
        io::ErrorKind::QuotaExceeded => "je vyčerpané místo, které máte přidělené",
        io::ErrorKind::ReadOnlyFilesystem => "disk je jen ke čtení",
        io::ErrorKind::IsADirectory => "je to složka, ne soubor",
        io::ErrorKind::NotADirectory => "část cesty není složka",
        io::ErrorKind::InvalidData => "obsah není čitelný text",
        io::ErrorKind::AddrInUse => "adresu už používá jiný program",
        io::ErrorKind::AddrNotAvailable => "tento počítač takovou adresu nemá",
        io::ErrorKind::ConnectionRefused => "nikdo tam nenaslouchá",
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => "spojení se přerušilo",
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => "nevede k němu cesta",
        io::ErrorKind::TimedOut => "neodpovídá",
        io::ErrorKind::UnexpectedEof => "končí dřív, než má",
        _ => "důvod systém neuvedl, zkontrolujte název a připojení",
    }
}

/// What is wrong with mail, in Czech.
#[must_use]
pub fn mail(error: &MailError) -> String {
    match error {
        MailError::Configuration(_) => {
            "jméno a heslo patří k sobě, heslo nesmí jít nešifrovaně k jinému počítači a server musí mít jméno".into()
        }
        MailError::Rejected(code) => format!("poštovní server odmítl ({code})"),
        MailError::Deferred(code) => format!("poštovní server teď nepřijímá nebo nezná heslo ({code})"),
        MailError::Unreachable(kind) => {
            format!("s poštovním serverem se nelze spojit: {}", reason(*kind))
        }
        MailError::Timeout => "poštovní server neodpověděl včas".into(),
        MailError::Encryption => "s poštovním serverem se nepodařilo dohodnout šifrování".into(),
        MailError::Protocol => "na té adrese odpovídá něco jiného než poštovní server".into(),
        MailError::Storage(kind) => format!("složka pro zprávy se nedá použít: {}", reason(*kind)),
        _ => "zprávu nelze sestavit".into(),
    }
}

/// An error's text with a capital letter.
fn sentence(error: &impl fmt::Display) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

impl From<ConfigError> for Stop {
    fn from(error: ConfigError) -> Self {
        Self(error.to_string())
    }
}

impl From<KeyFileError> for Stop {
    fn from(error: KeyFileError) -> Self {
        let hint = match error {
            KeyFileError::Missing { .. } => ". Nový vytvoří příkaz: pripadovka key create",
            _ => ".",
        };
        Self(format!("{}{hint}", sentence(&error)))
    }
}

impl From<DestroyedListError> for Stop {
    fn from(error: DestroyedListError) -> Self {
        Self(format!("Nedaří se práce se seznamem zničených případů: {error}."))
    }
}

impl From<BackupError> for Stop {
    fn from(error: BackupError) -> Self {
        match &error {
            BackupError::Source(e) => Self(format!("Zálohu se nepodařilo přečíst: {}.", reason(e.kind()))),
            BackupError::Target(e) => Self(format!("Zápis se nepodařil: {}.", reason(e.kind()))),
            _ => Self(format!("{}. Nic jsme nezměnili.", sentence(&error))),
        }
    }
}

impl From<OpenError> for Stop {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::WrongKey => Self::new(
                "Klíč tuto databázi neotevře: v nastavení je jiný soubor klíčů, nebo soubor není databáze \
                 Případovky. Nic jsme nezměnili.",
            ),
            OpenError::InUse => Self::new(IN_USE),
            OpenError::File(what) => {
                tracing::debug!(what, "the database file cannot be opened");
                Self::new(
                    "Soubor databáze se nepodařilo otevřít. Zkontrolujte cestu, oprávnění a volné místo na disku.",
                )
            }
            OpenError::Server(what) => {
                tracing::debug!(what, "the database server cannot be reached");
                Self(format!("K serveru PostgreSQL se nelze připojit: {}.", server(&what)))
            }
            OpenError::Sql(error) => Failure::from(error).into(),
        }
    }
}

impl From<MigrationError> for Stop {
    fn from(error: MigrationError) -> Self {
        match error {
            MigrationError::Newer { found, known } => Self::newer(found, known),
            MigrationError::Edited(number) => Self(format!(
                "Databáze vznikla z jiné podoby kroku {number}, než jakou zná tento program. Nic jsme nezměnili; \
                 použijte program, který databázi založil."
            )),
            MigrationError::OutOfOrder(number) => {
                Self(format!("Program je sestaven chybně: krok {number} není na svém místě."))
            }
            MigrationError::Failed { error: error @ SqlError::CannotWrite(_), .. } => {
                Failure::from(error).into()
            }
            MigrationError::Failed { number, error } => {
                tracing::error!(number, %error, "a migration failed");
                Self(format!("Krok {number} se nepodařil. Nic se nezměnilo, podrobnosti jsou v záznamu."))
            }
            MigrationError::Sql(error) => Failure::from(error).into(),
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        match &failure {
            Failure::Sql(SqlError::CannotWrite(_)) => Self::new(
                "Do databáze se nedá zapisovat: disk je plný, nebo je soubor jen ke čtení. Nic se nezměnilo.",
            ),
            Failure::Sql(SqlError::Conflict) => {
                Self::new("Databáze je právě zaneprázdněná. Zkuste to za chvíli znovu.")
            }
            Failure::Sql(SqlError::Connection(what)) => {
                Self(format!("Spojení s databází se přerušilo: {}.", server(what)))
            }
            Failure::Trail => {
                Self::new("Do auditní stopy se nedá zapsat; bez ní se nic nezmění ani nezobrazí.")
            }
            _ => {
                tracing::error!(%failure, "a command failed");
                Self(format!("Něco se nepodařilo ({}). Co nebylo dokončeno, se nezměnilo.", kind(&failure)))
            }
        }
    }
}

/// What kind of failure it was, for an administrator on the phone; the log has the rest.
const fn kind(failure: &Failure) -> &'static str {
    match failure {
        Failure::Sql(_) => "dotaz na databázi",
        Failure::Sealed(_) => "zapečetěný údaj nejde otevřít",
        Failure::Destroyed => "klíč případu byl zničen",
        Failure::Withdrawn(_) => "oprávnění už neplatí",
        Failure::Trail => "auditní stopa",
        Failure::Output(_) => "sestavení dokumentu nebo stránky",
        Failure::Broken(_) => "chyba v programu, podrobnosti jsou v záznamu",
    }
}

/// Why a server does not answer, told from the SQLSTATE or the stage that the driver names.
fn server(what: &str) -> &'static str {
    let says = |words: &[&str]| words.iter().any(|word| what.contains(word));
    if says(&["28P01", "28000"]) {
        "odmítl jméno nebo heslo"
    } else if says(&["3D000"]) {
        "taková databáze tam není"
    } else if says(&["53300", "no connection is free"]) {
        "všechna spojení jsou obsazená"
    } else if says(&["57P0", "closed"]) {
        "server právě končí nebo se spouští"
    } else if says(&["not readable"]) {
        "adresa není čitelná, má vypadat jako postgres://jméno:heslo@server/databáze"
    } else {
        "na té adrese neodpovídá. Zkontrolujte adresu a zda běží"
    }
}

impl crate::audit::AsFailure for Stop {
    fn as_failure(&self) -> Option<&Failure> {
        None
    }
}
