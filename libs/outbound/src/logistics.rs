//! Text that is no fact about anybody: the meeting's organisation, links, and what
//! the reader has just typed.

use std::fmt;

use serde_json::Value;

use crate::{Field, Press};

macro_rules! text_field {
    ($type:ident) => {
        impl $type {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(concat!(stringify!($type), "(…)"))
            }
        }
    };
}

macro_rules! plain_field {
    ($type:ident) => {
        impl Field for $type {
            fn to_json(&self, _press: &Press) -> Value {
                Value::from(self.0.as_str())
            }
        }
    };
}

/// A secret of one output is no part of its fingerprint: what was looked at before the
/// link or code was made is the same as what was sent with it.
macro_rules! secret_field {
    ($type:ident) => {
        impl Field for $type {
            fn to_json(&self, press: &Press) -> Value {
                press.write_secret(&self.0)
            }
        }
    };
}

/// Text about the organisation and nobody's life: the place and how to get in, the
/// office's own name, address and telephone, the member of staff to call, a title of
/// the agenda, the number of the letter.
///
/// It is the one way plain text enters a view. That is safe as long as models keep
/// what is sensitive in facts: where content is cut nobody holds a staff key, so a
/// fact cannot become logistics.
#[derive(Clone, PartialEq, Eq)]
pub struct Logistics(String);
text_field!(Logistics);
plain_field!(Logistics);

impl Logistics {
    /// Declares that this text concerns organisation only.
    #[must_use]
    pub fn of(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

/// An address to open: a personal answer link (`https://…`) or a path of this house
/// (`/…`). Only that there is one belongs to a fingerprint.
#[derive(Clone, PartialEq, Eq)]
pub struct Link(String);
text_field!(Link);
secret_field!(Link);

impl Link {
    /// The longest link, in bytes. Longer ones break in mail programs.
    pub const LONGEST: usize = 500;

    /// A link, or `None` if the text is no plain ASCII web address or absolute path.
    #[must_use]
    pub fn new(address: impl Into<String>) -> Option<Self> {
        let address = address.into();
        let opens = address.starts_with("https://")
            || address.starts_with("http://")
            || (address.starts_with('/') && !address.starts_with("//"));
        let plain = address
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte));
        (opens && plain && address.len() <= Self::LONGEST).then_some(Self(address))
    }
}

/// A code that is printed on this one paper and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);
text_field!(Code);
secret_field!(Code);

impl Code {
    /// A code as it is printed.
    #[must_use]
    pub fn of(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

/// What the reader typed a moment ago, handed back with a form that was not accepted.
#[derive(Clone, PartialEq, Eq)]
pub struct Returned(String);
text_field!(Returned);
plain_field!(Returned);

impl Returned {
    /// Hands back input of this very request. Stored text never goes this way.
    #[must_use]
    pub fn input(typed: impl Into<String>) -> Self {
        Self(typed.into())
    }
}
