//! What passed the cut.

use std::fmt;
use std::ops::Deref;

use serde::{Serialize, Serializer};

/// A fact that one reader may see on one occasion: readable again, so that
/// templates can print it. Only [`Shears`](crate::Shears) make one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown<T>(T);

impl<T> Shown<T> {
    pub(crate) const fn passed(value: T) -> Self {
        Self(value)
    }

    /// The value, to read.
    #[must_use]
    pub const fn get(&self) -> &T {
        &self.0
    }

    /// The value in another form: inflected, shortened, counted. A function pointer
    /// cannot bring in anything the reader was not shown.
    #[must_use]
    pub fn map<U>(self, form: fn(T) -> U) -> Shown<U> {
        Shown(form(self.0))
    }
}

impl<T> Deref for Shown<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Display> fmt::Display for Shown<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Prints `Shown(…)`: a view that ends in a log must not bring its content along.
impl<T> fmt::Debug for Shown<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Shown(…)")
    }
}

impl<T: Serialize> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
