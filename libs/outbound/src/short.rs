//! The way out onto a phone.

use std::fmt;

use facts::{Fact, for_machine};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Disclosed, Error, Link, View};

/// What a short message says: fixed words and a link, nothing that varies with the reader. Whoever looks at somebody
/// else's phone reads it.
#[derive(Clone, Copy, Debug)]
pub struct ShortMessage<'a> {
    /// Fixed words without a hint of whom or what it concerns.
    pub words: &'static str,
    /// The reader's personal link.
    pub link: &'a Link,
}

/// A view that can be told in a short message.
pub trait ShortView: View {
    /// The message; `None` while it has no link, because then it would say nothing.
    fn short(&self) -> Option<ShortMessage<'_>>;
}

/// A short message cut for its one reader.
#[derive(Clone)]
pub struct OutgoingShort {
    short: sms::Short,
}

impl OutgoingShort {
    /// Hands the message over. Nothing else can be done with it.
    ///
    /// # Errors
    /// See [`sms::SmsError`]; [`sms::SmsError::is_transient`] says whether it surely was not taken.
    pub async fn send(&self, gateway: &sms::Gateway) -> Result<sms::Receipt, sms::SmsError> {
        gateway.send(&self.short).await
    }

    /// The words with the link, for the member of staff who previews.
    #[must_use]
    pub fn text(&self) -> &str {
        self.short.text.as_str()
    }
}

impl fmt::Debug for OutgoingShort {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OutgoingShort(…)")
    }
}

/// Writes a disclosed view as a short message. `number` is a fact that goes on the envelope and nowhere else; `id` is the
/// same when sending is tried again.
///
/// # Errors
/// [`Error::Stopped`] when a protected fact is in the view or in the message; [`Error::Number`] when the number is not
/// a mobile phone's; [`Error::Short`] when words and link do not fit into one message, or there is no link.
#[allow(clippy::disallowed_methods, reason = "a number on an envelope is read by a machine")]
pub fn sms<V: ShortView, F: Fact<Inner = String>>(
    disclosed: &Disclosed<V>,
    number: &F,
    (id, moment): (Uuid, Timestamp),
) -> Result<OutgoingShort, Error> {
    let message = disclosed.view().short().ok_or(Error::Short)?;
    let text = format!("{} {}", message.words, message.link);
    disclosed.let_out(&text)?;
    let number = sms::Number::new(for_machine(number)).ok_or(Error::Number)?;
    let text = sms::Text::new(text).map_err(|_| Error::Short)?;
    Ok(OutgoingShort { short: sms::Short { number, text, id: id.simple().to_string(), moment } })
}
