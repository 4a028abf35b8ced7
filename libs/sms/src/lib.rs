//! Short messages to mobile phones: what fits into one, and handing it to a gateway.
//!
//! * A [`Text`] is one message: at most 160 characters of the alphabet every phone has (GSM 03.38). Letters such as
//!   `ř` and `ě` are not in it: one of them would more than halve the length, and a message would arrive in pieces and
//!   cost twice. The words are therefore written without diacritics, and anything else is refused, not changed.
//! * A [`Number`] is a mobile phone's, in the international form.
//! * A [`Gateway`] is an HTTP service of some operator (its shape is configured, not programmed), a folder or memory.
//! * **Never twice.** A request that was sent and not answered may have been taken: [`SmsError::Unknown`] is not tried
//!   again by itself. Only what surely was not taken is.
//! * **Errors and `Debug` tell neither numbers nor words.** Numbers never stand in an address (URL): those are logged.
//!
//! This crate knows nothing of the domain and reads no clock.

mod error;
mod gateway;
mod http;
mod number;
mod text;

pub use error::SmsError;
pub use gateway::{Gateway, Kept, Receipt, Short};
pub use http::{Authorisation, Delivery, Format, HttpConfig, HttpGateway, Reports};
pub use number::Number;
pub use text::{LONGEST, Text};
