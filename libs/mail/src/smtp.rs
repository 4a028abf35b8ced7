//! Handing messages to an SMTP server.

use std::error::Error as _;
use std::fmt;
use std::io;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::{self, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use crate::error::MailError;

/// How the connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Security {
    /// Not at all: for a relay on the same machine, port 25.
    None,
    /// Upgraded with STARTTLS, which is required and not just tried; port 587.
    #[default]
    StartTls,
    /// From the first byte; port 465.
    Tls,
}

/// Where and how messages are handed over. `Debug` hides user and password.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpConfig {
    /// Name of the server; its certificate must be for it.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// Encryption.
    pub security: Security,
    /// User to sign in as, together with `password`.
    pub user: Option<String>,
    /// Password, together with `user`.
    pub password: Option<String>,
    /// For the whole handing over of one message.
    pub timeout: Duration,
    /// A certificate (PEM) of an authority that vouches for the server, besides those the system knows: the one of
    /// an office that issues its own.
    pub authority: Option<Vec<u8>>,
}

impl fmt::Debug for SmtpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpConfig")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// A mail server messages are handed to. Cheap to clone.
///
/// Every message has its own connection. A reused one would, after a timeout in the
/// middle of a message, greet the next message with the answers to the last.
#[derive(Clone)]
pub struct Relay {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    timeout: Duration,
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relay").finish_non_exhaustive()
    }
}

impl Relay {
    /// Prepares the relay; connects to nothing. Needs a running tokio runtime.
    ///
    /// # Errors
    /// [`MailError::Configuration`] if the host is empty, the timeout zero, only one of
    /// user and password is set, or a password would travel unencrypted to another machine.
    pub fn new(config: &SmtpConfig) -> Result<Self, MailError> {
        if config.host.trim().is_empty() {
            return Err(MailError::Configuration("the host is empty"));
        }
        if config.timeout.is_zero() {
            return Err(MailError::Configuration("the timeout is zero"));
        }
        let parameters = || parameters(config);
        let tls = match config.security {
            Security::None => Tls::None,
            Security::StartTls => Tls::Required(parameters()?),
            Security::Tls => Tls::Wrapper(parameters()?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(config.host.clone())
            .port(config.port)
            .tls(tls)
            .timeout(Some(config.timeout))
            .pool_config(PoolConfig::new().min_idle(0).max_size(0));
        if let Some(credentials) = credentials(config)? {
            builder = builder.credentials(credentials);
        }
        Ok(Self { transport: builder.build(), timeout: config.timeout })
    }

    /// Hands one message over.
    pub(crate) async fn hand_over(&self, envelope: &Envelope, raw: &[u8]) -> Result<(), MailError> {
        match tokio::time::timeout(self.timeout, self.transport.send_raw(envelope, raw)).await {
            Ok(answer) => answer.map(drop).map_err(|error| classified(&error)),
            Err(_) => Err(MailError::Timeout),
        }
    }

    /// Connects, encrypts and signs in, without sending anything.
    pub(crate) async fn check(&self) -> Result<(), MailError> {
        match tokio::time::timeout(self.timeout, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(MailError::Protocol),
            Ok(Err(error)) => Err(classified(&error)),
            Err(_) => Err(MailError::Timeout),
        }
    }
}

fn parameters(config: &SmtpConfig) -> Result<TlsParameters, MailError> {
    let mut builder = TlsParameters::builder(config.host.clone());
    if let Some(pem) = &config.authority {
        let unreadable = |_| MailError::Configuration("the authority's certificate cannot be read");
        builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(unreadable)?);
    }
    builder.build().map_err(|_| MailError::Configuration("encryption cannot be set up"))
}

fn credentials(config: &SmtpConfig) -> Result<Option<Credentials>, MailError> {
    match (&config.user, &config.password) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) if config.security == Security::None && !is_this_machine(&config.host) => {
            Err(MailError::Configuration("a password must not travel unencrypted"))
        }
        (Some(user), Some(password)) => Ok(Some(Credentials::new(user.clone(), password.clone()))),
        _ => Err(MailError::Configuration("user and password belong together")),
    }
}

fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Keeps the number of the server's answer and drops its words, which repeat addresses.
fn classified(error: &smtp::Error) -> MailError {
    if let Some(code) = error.status() {
        let code = u16::from(code);
        // 530 to 538: the server does not accept *us*; the message is all right.
        let ours = matches!(code, 530 | 534 | 535 | 538);
        return if error.is_permanent() && !ours {
            MailError::Rejected(code)
        } else {
            MailError::Deferred(code)
        };
    }
    if error.is_timeout() {
        return MailError::Timeout;
    }
    if error.is_tls() {
        return MailError::Encryption;
    }
    if error.is_response() || error.is_client() {
        return MailError::Protocol;
    }
    MailError::Unreachable(io_kind(error))
}

fn io_kind(error: &smtp::Error) -> io::ErrorKind {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<io::Error>() {
            return io.kind();
        }
        source = inner.source();
    }
    io::ErrorKind::NotConnected
}
