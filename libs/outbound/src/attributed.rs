//! Words with who said them.

use facts::Shown;
use serde_json::{Value, json};

use crate::{Field, Press};

/// Words, and who said them where that is known and for the reader.
///
/// Words alone are data like any other shown text, so that the fingerprint of a view whose words got an author later
/// stays what it was where there is none. With an author they are `{"who": …, "text": …}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed {
    /// Who.
    pub who: Option<Shown<String>>,
    /// The words.
    pub text: Shown<String>,
}

impl Field for Attributed {
    fn to_json(&self, press: &Press) -> Value {
        match &self.who {
            None => self.text.to_json(press),
            Some(who) => json!({ "who": who.to_json(press), "text": self.text.to_json(press) }),
        }
    }
}
