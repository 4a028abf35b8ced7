//! The keys. What each means stands in `example.toml`.

use super::Secret;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The effective configuration.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// File with the installation's keys.
    pub key_file: PathBuf,
    /// Whether cookies are marked Secure.
    #[serde(default = "yes")]
    pub secure_cookies: bool,
    /// The database.
    pub database: Database,
    /// Where pages are served.
    pub listen: Listen,
    /// How links begin.
    pub links: Links,
    /// Outgoing mail.
    pub mail: Mail,
    /// Who outgoing mail is from.
    pub sender: Sender,
    /// Short messages.
    #[serde(default)]
    pub sms: Sms,
    /// The log.
    #[serde(default)]
    pub log: Log,
    /// Background work.
    #[serde(default)]
    pub work: Work,
}

const fn yes() -> bool {
    true
}

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DatabaseKind {
    /// The embedded, encrypted file.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// The database.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// Which.
    pub kind: DatabaseKind,
    /// The file, for `sqlite`.
    pub path: Option<PathBuf>,
    /// The server's address, for `postgres`.
    pub url: Option<Secret>,
    /// A file with the server's address.
    pub url_file: Option<PathBuf>,
    /// Connections that read.
    #[serde(default = "Database::usual_connections")]
    pub connections: usize,
    /// Page cache of each connection in MiB.
    #[serde(default = "Database::usual_cache_mib")]
    pub cache_mib: u32,
}

impl Database {
    const fn usual_connections() -> usize {
        4
    }
    const fn usual_cache_mib() -> u32 {
        16
    }
}

/// Where pages are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Listen {
    /// Staff pages.
    pub staff: SocketAddr,
    /// Outsiders' pages; the same address serves both.
    pub public: SocketAddr,
}

/// How links begin, as browsers see them.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// Staff pages.
    pub staff_url: String,
    /// Outsiders' pages.
    pub public_url: String,
}

/// Where outgoing mail goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MailKind {
    /// To a mail server.
    Smtp,
    /// Into a folder.
    Folder,
}

/// How the connection with the mail server is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MailSecurity {
    /// Upgraded, and required.
    #[default]
    Starttls,
    /// From the first byte.
    Tls,
    /// Not at all.
    None,
}

/// Outgoing mail.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Where it goes.
    pub kind: MailKind,
    /// The folder, for `folder`.
    pub folder: Option<PathBuf>,
    /// The server, for `smtp`.
    pub host: Option<String>,
    /// Its port; the usual one of the encryption when missing.
    pub port: Option<u16>,
    /// Encryption.
    #[serde(default)]
    pub security: MailSecurity,
    /// Sign-in name.
    pub user: Option<String>,
    /// Password.
    pub password: Option<Secret>,
    /// A file with the password.
    pub password_file: Option<PathBuf>,
    /// A certificate of the authority that vouches for the server.
    pub authority_file: Option<PathBuf>,
    /// The folder (Maildir) of incoming mail.
    pub incoming: Option<PathBuf>,
    /// Longest time for handing one message over.
    #[serde(default = "Mail::usual_timeout")]
    pub timeout_seconds: u64,
}

impl Mail {
    const fn usual_timeout() -> u64 {
        30
    }

    /// The port that was named, or the usual one.
    #[must_use]
    pub fn effective_port(&self) -> u16 {
        self.port.unwrap_or(match self.security {
            MailSecurity::Starttls => 587,
            MailSecurity::Tls => 465,
            MailSecurity::None => 25,
        })
    }
}

/// Who outgoing mail is from.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// Address.
    pub address: String,
    /// Neutral name of all mail; the words of each mail's subject when missing.
    pub name: Option<String>,
    /// Where reports of failed delivery go.
    pub returns_to: Option<String>,
}

/// Where short messages go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SmsKind {
    /// Nowhere: nobody is offered one.
    #[default]
    None,
    /// To an operator's HTTP service.
    Http,
    /// Into a folder.
    Folder,
}

/// How a request to the gateway is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SmsFormat {
    /// One JSON object.
    #[default]
    Json,
    /// A form.
    Form,
}

/// How the gateway knows who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SmsAuthorisation {
    /// It does not.
    #[default]
    None,
    /// User and password in the header.
    Basic,
    /// A token in the header.
    Bearer,
    /// A key in a field of the request.
    Field,
}

/// Short messages.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sms {
    /// Where they go.
    pub kind: SmsKind,
    /// The folder, for `folder`.
    pub folder: Option<PathBuf>,
    /// Address of the service, for `http`.
    pub url: Option<String>,
    /// How a request is written.
    pub format: SmsFormat,
    /// Field of the number.
    pub number_field: String,
    /// Field of the text.
    pub text_field: String,
    /// Field of our identifier.
    pub id_field: Option<String>,
    /// Who asks.
    pub authorisation: SmsAuthorisation,
    /// Sign-in name, for `basic`; name of the field, for `field`.
    pub user: Option<String>,
    /// Password, token or key.
    pub password: Option<Secret>,
    /// A file with it.
    pub password_file: Option<PathBuf>,
    /// Where in the answer the service's identifier stands.
    pub reference_pointer: Option<String>,
    /// Address to ask what became of a message.
    pub report_url: Option<String>,
    /// Where in that answer the word stands.
    pub report_pointer: Option<String>,
    /// Words that mean "delivered".
    pub report_delivered: Vec<String>,
    /// Words that mean "will not be delivered".
    pub report_failed: Vec<String>,
    /// Longest time for one request.
    pub timeout_seconds: u64,
    /// Fields that are the same in every request.
    pub fields: BTreeMap<String, String>,
}

impl Default for Sms {
    fn default() -> Self {
        Self {
            kind: SmsKind::None,
            folder: None,
            url: None,
            format: SmsFormat::Json,
            number_field: "number".into(),
            text_field: "text".into(),
            id_field: None,
            authorisation: SmsAuthorisation::None,
            user: None,
            password: None,
            password_file: None,
            reference_pointer: None,
            report_url: None,
            report_pointer: None,
            report_delivered: Vec::new(),
            report_failed: Vec::new(),
            timeout_seconds: 30,
            fields: BTreeMap::new(),
        }
    }
}

/// Form of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For machines.
    Json,
}

/// Detail of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Failures only.
    Error,
    /// And what looks wrong.
    Warn,
    /// And every request.
    #[default]
    Info,
    /// And the program's inner life.
    Debug,
}

/// The log.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// Detail.
    pub level: LogLevel,
    /// Form.
    pub format: LogFormat,
}

impl Log {
    /// The level in the words of the log's filter.
    #[must_use]
    pub const fn filter(self) -> &'static str {
        match self.level {
            LogLevel::Error => "error",
            LogLevel::Warn => "warn",
            LogLevel::Info => "warn,pripadovka=info",
            LogLevel::Debug => "info,pripadovka=debug",
        }
    }
}

/// Background work.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Work {
    /// Jobs at once.
    pub at_once: usize,
    /// Days after which done jobs are forgotten.
    pub keep_done_days: u32,
}

impl Default for Work {
    fn default() -> Self {
        Self { at_once: 2, keep_done_days: 30 }
    }
}
