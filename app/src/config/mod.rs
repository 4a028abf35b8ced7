//! The configuration: one TOML file, every key documented in `example.toml` (also in `docs/operating.md`),
//! unknown keys refused. Secrets come from the file, from a file it names (`…_file`), or from the environment.
//!
//! * [`Config::read`] gives the effective configuration: paths made absolute, secrets brought in.
//! * [`Config::shown`] is the same as TOML with every secret masked, for `doctor`.
//! * Errors are Czech sentences that name file, line and key, never a value that could be a secret.

mod error;
mod model;
mod secret;
#[cfg(test)]
mod tests;

pub use error::ConfigError;
pub use model::{
    Config, Database, DatabaseKind, Links, Listen, Log, LogFormat, LogLevel, Mail, MailKind, MailSecurity,
    Sender, Sms, SmsAuthorisation, SmsFormat, SmsKind, Work,
};
pub use secret::Secret;

use std::path::{Path, PathBuf};

/// The commented example: the reference of all keys.
pub const EXAMPLE: &str = include_str!("example.toml");

/// Where the configuration lies when neither `--config` nor `PRIPADOVKA_CONFIG` says.
pub const USUAL_NAME: &str = "pripadovka.toml";

/// Environment variables that bring secrets in.
pub mod variables {
    /// The whole key ring, in the text format of the key file.
    pub const KEYS: &str = "PRIPADOVKA_KEYS";
    /// Address of the PostgreSQL server.
    pub const DATABASE_URL: &str = "PRIPADOVKA_DATABASE_URL";
    /// Password for the mail server.
    pub const MAIL_PASSWORD: &str = "PRIPADOVKA_MAIL_PASSWORD";
    /// Password, token or key for the gateway of short messages.
    pub const SMS_PASSWORD: &str = "PRIPADOVKA_SMS_PASSWORD";
    /// Where the configuration lies.
    pub const CONFIG: &str = "PRIPADOVKA_CONFIG";
}

impl Config {
    /// Reads the effective configuration.
    ///
    /// # Errors
    /// [`ConfigError`]: a sentence for whoever started the program.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => ConfigError::Missing(path.to_owned()),
            kind => ConfigError::File(path.to_owned(), kind),
        })?;
        let mut config = Self::parse(&text).map_err(|wrong| wrong.of(path))?;
        // A bare file name has an empty parent; only the absolute path tells the folder.
        let whole =
            std::path::absolute(path).map_err(|source| ConfigError::File(path.to_owned(), source.kind()))?;
        config.settle(whole.parent().unwrap_or(Path::new("/")));
        config.bring_secrets(|name| std::env::var(name).ok())?;
        config.check()?;
        Ok(config)
    }

    /// Reads the text alone: nothing is looked up.
    ///
    /// # Errors
    /// What is wrong, with its line.
    pub fn parse(text: &str) -> Result<Self, error::Wrong> {
        toml::from_str(text).map_err(|e| error::Wrong::of_toml(&e, text))
    }

    /// Makes relative paths start at the configuration's folder.
    fn settle(&mut self, folder: &Path) {
        let settle = |path: &mut PathBuf| *path = folder.join(&*path);
        settle(&mut self.key_file);
        let others = [
            &mut self.database.path,
            &mut self.database.url_file,
            &mut self.mail.folder,
            &mut self.mail.password_file,
            &mut self.mail.authority_file,
            &mut self.mail.incoming,
            &mut self.sms.folder,
            &mut self.sms.password_file,
        ];
        others.into_iter().flatten().for_each(settle);
    }

    /// Brings in the secrets that lie in files or in the environment.
    fn bring_secrets(&mut self, variable: impl Fn(&str) -> Option<String>) -> Result<(), ConfigError> {
        self.database.url = secret::one_of(
            "database.url",
            self.database.url.take(),
            self.database.url_file.as_deref(),
            variable(variables::DATABASE_URL),
        )?;
        self.mail.password = secret::one_of(
            "mail.password",
            self.mail.password.take(),
            self.mail.password_file.as_deref(),
            variable(variables::MAIL_PASSWORD),
        )?;
        self.sms.password = secret::one_of(
            "sms.password",
            self.sms.password.take(),
            self.sms.password_file.as_deref(),
            variable(variables::SMS_PASSWORD),
        )?;
        Ok(())
    }

    /// What belongs together must be there.
    fn check(&self) -> Result<(), ConfigError> {
        let lacking = |key, reason| Err(ConfigError::Lacking { key, reason });
        match self.database.kind {
            DatabaseKind::Sqlite if self.database.path.is_none() => {
                return lacking("database.path", "vestavěná databáze potřebuje svůj soubor");
            }
            DatabaseKind::Postgres if self.database.url.is_none() => {
                return lacking("database.url", "bez adresy se k serveru PostgreSQL nelze připojit");
            }
            _ => {}
        }
        match self.mail.kind {
            MailKind::Folder if self.mail.folder.is_none() => {
                return lacking("mail.folder", "zprávy se nemají kam ukládat");
            }
            MailKind::Smtp if self.mail.host.is_none() => {
                return lacking("mail.host", "zprávy nemá kdo převzít");
            }
            _ => {}
        }
        match self.sms.kind {
            SmsKind::Folder if self.sms.folder.is_none() => {
                return lacking("sms.folder", "krátké zprávy se nemají kam ukládat");
            }
            SmsKind::Http if self.sms.url.is_none() => {
                return lacking("sms.url", "krátké zprávy nemá kdo převzít");
            }
            _ => {}
        }
        for (key, url) in
            [("links.staff_url", &self.links.staff_url), ("links.public_url", &self.links.public_url)]
        {
            if !(url.starts_with("https://") || url.starts_with("http://")) {
                return Err(ConfigError::Value { key, reason: "má začínat https:// nebo http://" });
            }
        }
        if !self.sender.address.contains('@') {
            return Err(ConfigError::Value { key: "sender.address", reason: "není e-mailová adresa" });
        }
        let telling =
            |name: &str| ["ospod", "sociáln", "sociál", "dítě", "dětí"].iter().any(|w| name.contains(w));
        if self.sender.name.as_deref().is_some_and(|name| telling(&name.to_lowercase())) {
            return Err(ConfigError::Value {
                key: "sender.name",
                reason: "prozrazuje, o co jde; vidí ji i ten, kdo někomu nahlíží do telefonu",
            });
        }
        if self.sms.fields.values().any(|value| telling(&value.to_lowercase())) {
            return Err(ConfigError::Value {
                key: "sms.fields",
                reason: "prozrazuje, o co jde; vidí to i ten, kdo někomu nahlíží do telefonu",
            });
        }
        if self.sender.returns_to.as_deref().is_some_and(|address| !address.contains('@')) {
            return Err(ConfigError::Value { key: "sender.returns_to", reason: "není e-mailová adresa" });
        }
        Ok(())
    }

    /// The effective configuration as TOML, secrets masked.
    #[must_use]
    pub fn shown(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}
