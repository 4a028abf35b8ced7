//! An operator's HTTP service, whose shape is configured.

use std::fmt;
use std::time::Duration;

use serde_json::{Map, Value};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Error};

use crate::{Receipt, Short, SmsError};

/// Longest answer that is read.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// How the request's body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `application/json`: one object.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// How the gateway knows who asks.
#[derive(Clone, PartialEq, Eq)]
pub enum Authorisation {
    /// It does not (one on the own machine).
    None,
    /// User and password in the header.
    Basic {
        /// User.
        user: String,
        /// Password.
        password: String,
    },
    /// A token in the header.
    Bearer(String),
    /// A key in a field of the body.
    Field {
        /// The field.
        name: String,
        /// The key.
        key: String,
    },
}

/// How to ask what became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reports {
    /// Address with `{id}`, where the gateway's identifier stands.
    pub url: String,
    /// Where in the answer the word stands (a JSON pointer, `/status`).
    pub pointer: String,
    /// Words that mean "delivered".
    pub delivered: Vec<String>,
    /// Words that mean "will not be delivered".
    pub failed: Vec<String>,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// On its way.
    Pending,
    /// On the phone.
    Delivered,
    /// It will not be delivered.
    Failed,
}

/// The shape of an operator's service. `Debug` hides what it knows us by.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpConfig {
    /// Address that takes messages (POST).
    pub url: String,
    /// Body.
    pub format: Format,
    /// Field of the number.
    pub number_field: String,
    /// Field of the text.
    pub text_field: String,
    /// Field of our identifier, if the gateway recognises a second copy by it.
    pub id_field: Option<String>,
    /// Fields that are the same in every message (sender, channel).
    pub fields: Vec<(String, String)>,
    /// Who asks.
    pub authorisation: Authorisation,
    /// Where in the answer the gateway's identifier stands (a JSON pointer); an answer without it is no acceptance.
    pub reference_pointer: Option<String>,
    /// How to ask what became of a message.
    pub reports: Option<Reports>,
    /// For one request.
    pub timeout: Duration,
    /// A certificate (PEM) of the only authority that vouches for the gateway, if not one the system knows.
    pub authority: Option<Vec<u8>>,
}

impl fmt::Debug for HttpConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HttpConfig").field("format", &self.format).finish_non_exhaustive()
    }
}

/// An operator's service.
pub struct HttpGateway {
    config: HttpConfig,
    agent: Agent,
}

impl fmt::Debug for HttpGateway {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HttpGateway").finish_non_exhaustive()
    }
}

impl HttpGateway {
    /// Prepares the gateway; connects to nothing.
    ///
    /// # Errors
    /// [`SmsError::Configuration`] if an address is none, would travel unencrypted to another machine, a field is
    /// missing, or the certificate cannot be read.
    pub fn new(config: HttpConfig) -> Result<Self, SmsError> {
        let wrong = |what| Err(SmsError::Configuration(what));
        if config.number_field.is_empty() || config.text_field.is_empty() {
            return wrong("the fields of number and text have no names");
        }
        if config.timeout.is_zero() {
            return wrong("the timeout is zero");
        }
        if !is_safe(&config.url) || config.reports.as_ref().is_some_and(|reports| !is_safe(&reports.url)) {
            return wrong("the address must begin with https:// (http:// only on this machine)");
        }
        if config.reports.is_some() && config.reference_pointer.is_none() {
            return wrong("without the gateway's identifier nothing can be asked");
        }
        let root_certs = match &config.authority {
            None => RootCerts::PlatformVerifier,
            Some(pem) => RootCerts::from(certificates(pem)?),
        };
        let tls = TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(root_certs).build();
        let agent = Agent::config_builder()
            .timeout_global(Some(config.timeout))
            .timeout_connect(Some(config.timeout))
            // A redirected message would carry number and key to somebody who was not named.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent("pripadovka")
            .tls_config(tls)
            .build()
            .new_agent();
        Ok(Self { config, agent })
    }

    pub(crate) fn has_reports(&self) -> bool {
        self.config.reports.is_some()
    }

    pub(crate) fn send(&self, short: &Short) -> Result<Receipt, SmsError> {
        let config = &self.config;
        let mut fields: Vec<(&str, &str)> =
            config.fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        fields.push((&config.number_field, short.number.as_str()));
        fields.push((&config.text_field, short.text.as_str()));
        fields.extend(config.id_field.as_deref().map(|name| (name, short.id.as_str())));
        if let Authorisation::Field { name, key } = &config.authorisation {
            fields.push((name, key));
        }
        let (kind, body) = match config.format {
            Format::Json => ("application/json", json(&fields)),
            Format::Form => ("application/x-www-form-urlencoded", form(&fields)),
        };
        let mut request =
            self.agent.post(&config.url).content_type(kind).header("Accept", "application/json");
        if let Some(header) = self.header() {
            request = request.header("Authorization", header);
        }
        let mut answer = request.send(body.as_bytes()).map_err(|error| not_taken(&error))?;
        let status = answer.status().as_u16();
        if !answer.status().is_success() {
            return Err(refused(status));
        }
        let Some(pointer) = &config.reference_pointer else { return Ok(Receipt { reference: None }) };
        // Taken, perhaps: many gateways say 200 and put the refusal into the answer.
        let answer = read(&mut answer).ok_or(SmsError::Unknown)?;
        // Taken under a name that we cannot ask by is taken all the same.
        let reference = at(&answer, pointer).filter(|reference| !reference.trim().is_empty());
        let reference = reference.ok_or(SmsError::Refused(status))?;
        Ok(Receipt { reference: Some(reference).filter(|reference| is_reference(reference)) })
    }

    pub(crate) fn delivery(&self, reference: &str) -> Result<Delivery, SmsError> {
        let Some(reports) = self.config.reports.as_ref().filter(|_| is_reference(reference)) else {
            return Ok(Delivery::Pending);
        };
        let mut request =
            self.agent.get(reports.url.replace("{id}", reference)).header("Accept", "application/json");
        if let Some(header) = self.header() {
            request = request.header("Authorization", header);
        }
        let mut answer = request.call().map_err(|_| SmsError::Unreachable)?;
        if !answer.status().is_success() {
            return Err(SmsError::Deferred(answer.status().as_u16()));
        }
        let word = read(&mut answer).and_then(|answer| at(&answer, &reports.pointer));
        let is = |words: &[String]| {
            word.as_deref().is_some_and(|word| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
        };
        Ok(if is(&reports.delivered) {
            Delivery::Delivered
        } else if is(&reports.failed) {
            Delivery::Failed
        } else {
            Delivery::Pending
        })
    }

    fn header(&self) -> Option<String> {
        match &self.config.authorisation {
            Authorisation::Basic { user, password } => {
                Some(format!("Basic {}", base64(format!("{user}:{password}").as_bytes())))
            }
            Authorisation::Bearer(token) => Some(format!("Bearer {token}")),
            Authorisation::None | Authorisation::Field { .. } => None,
        }
    }
}

fn is_safe(url: &str) -> bool {
    let host = |rest: &str| rest.split(['/', ':']).next().unwrap_or_default().to_owned();
    match url.strip_prefix("https://") {
        Some(rest) => !host(rest).is_empty(),
        None => url
            .strip_prefix("http://")
            .is_some_and(|rest| matches!(host(rest).as_str(), "127.0.0.1" | "localhost")),
    }
}

/// What may stand in an address: nothing that could lead elsewhere.
fn is_reference(text: &str) -> bool {
    (1..=100).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

fn certificates(pem: &[u8]) -> Result<Vec<Certificate<'static>>, SmsError> {
    let unreadable = SmsError::Configuration("the authority's certificate cannot be read");
    let mut all = Vec::new();
    for item in ureq::tls::parse_pem(pem) {
        if let PemItem::Certificate(certificate) = item.map_err(|_| unreadable)? {
            all.push(certificate);
        }
    }
    if all.is_empty() { Err(unreadable) } else { Ok(all) }
}

fn json(fields: &[(&str, &str)]) -> String {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value)));
    Value::Object(fields.collect::<Map<_, _>>()).to_string()
}

fn form(fields: &[(&str, &str)]) -> String {
    let parts = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    parts.collect::<Vec<_>>().join("&")
}

fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| chunk.get(at).copied().map_or(0, u32::from);
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            let digit = DIGITS.get(digit).copied().unwrap_or(b'A');
            text.push(if place > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

fn read(answer: &mut ureq::http::Response<ureq::Body>) -> Option<Value> {
    let text = answer.body_mut().with_config().limit(LONGEST_ANSWER).read_to_string().ok()?;
    serde_json::from_str(&text).ok()
}

/// The word or number at a JSON pointer.
fn at(answer: &Value, pointer: &str) -> Option<String> {
    match answer.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Only what broke before anything was sent is surely not taken.
fn not_taken(error: &Error) -> SmsError {
    match error {
        Error::HostNotFound | Error::ConnectionFailed | Error::NativeTls(_) | Error::Tls(_) => {
            SmsError::Unreachable
        }
        Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => SmsError::Unreachable,
        Error::Io(io) if io.kind() == std::io::ErrorKind::ConnectionRefused => SmsError::Unreachable,
        Error::BadUri(_) | Error::Http(_) => SmsError::Configuration("the address cannot be used"),
        _ => SmsError::Unknown,
    }
}

/// 400, 404, 413, 415 and 422 are about the message; 401, 402, 403, 407, 429 and 503 turn us away at the door, and so
/// does sending us elsewhere. What else goes wrong may go wrong after the message was taken: nobody knows.
const fn refused(status: u16) -> SmsError {
    match status {
        400 | 404 | 413 | 415 | 422 => SmsError::Refused(status),
        300..400 | 401 | 402 | 403 | 407 | 429 | 503 => SmsError::Deferred(status),
        _ => SmsError::Unknown,
    }
}
