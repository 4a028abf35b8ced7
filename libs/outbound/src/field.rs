//! What may stand in a view, and how it is printed.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde_json::Value;

use czech::dates;
use facts::Shown;

use crate::Strokes;

/// The press that prints views. Only this crate makes one, so only this crate can
/// render a view; a view by itself renders nowhere.
///
/// Templates see it as `press`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Press {
    /// Whether this installation is a demo, which every page and paper must say.
    pub demo: bool,
    hand: Hand,
}

/// How days and times are written into JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    /// ISO 8601, for the guard.
    Canonical,
    /// ISO 8601, and of what only the holder may have that it is there: for the fingerprint.
    Fingerprint,
    /// Finished Czech text, for Typst templates, which compute nothing.
    Czech,
}

impl Press {
    pub(crate) const fn new(demo: bool) -> Self {
        Self { demo, hand: Hand::Canonical }
    }

    /// The same press, writing what is compared.
    pub(crate) const fn for_fingerprint(&self) -> Self {
        Self { demo: self.demo, hand: Hand::Fingerprint }
    }

    /// A secret of this one output: its words, or only that it is there.
    pub(crate) fn write_secret(&self, words: &str) -> Value {
        Value::from(if self.hand == Hand::Fingerprint { "•" } else { words })
    }

    /// A picture: for the guard, which reads words, only that there is one.
    pub(crate) fn write_picture(&self, picture: impl FnOnce() -> String) -> Value {
        if self.hand == Hand::Canonical { Value::from(true) } else { Value::from(picture()) }
    }

    /// The same press, writing for paper.
    pub(crate) const fn for_paper(&self) -> Self {
        Self { demo: self.demo, hand: Hand::Czech }
    }

    fn write(&self, canonical: impl fmt::Display, czech: impl FnOnce() -> String) -> Value {
        Value::from(match self.hand {
            Hand::Canonical | Hand::Fingerprint => canonical.to_string(),
            Hand::Czech => czech(),
        })
    }
}

/// What may be a field of a view: facts that were [`Shown`], days, times and
/// moments, counts, truth values, fixed words, [`Logistics`](crate::Logistics),
/// [`Link`](crate::Link)s, [`Code`](crate::Code)s, [`Returned`](crate::Returned) input,
/// [`Omissions`](crate::Omissions), [`Attributed`](crate::Attributed) words, other views, and `Option` and `Vec` of
/// these.
///
/// A number or a day that describes a person is a fact like any other: declare it
/// with `fact!` and show it.
///
/// Implemented here and by [`view!`](crate::view); nothing else may implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` may not leave the house",
    label = "not a type that a view may carry",
    note = "views carry `Shown<…>` facts (see `Cutter::about`), dates, times, counts, fixed words (`&'static str`), `Logistics`, `Link`, other views, and `Option` or `Vec` of them"
)]
pub trait Field: Clone {
    /// The field as JSON, `null` for what was cut.
    #[doc(hidden)]
    fn to_json(&self, press: &Press) -> Value;
}

/// What a [`Shown`] fact may hold: what prints the same in every template.
#[diagnostic::on_unimplemented(
    message = "a shown `{Self}` cannot be printed",
    note = "use `show_as` to turn the fact into text, a number, a date or a fixed word"
)]
pub trait Printable: Clone + sealed::Sealed {
    /// The value as JSON.
    #[doc(hidden)]
    fn print(&self, press: &Press) -> Value;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! printable {
    ($($type:ty => |$value:ident, $press:ident| $json:expr;)+) => {$(
        impl sealed::Sealed for $type {}
        impl Printable for $type {
            fn print(&self, $press: &Press) -> Value { let $value = self; $json }
        }
    )+};
}
printable! {
    String => |text, _press| Value::from(text.as_str());
    &'static str => |text, _press| Value::from(*text);
    bool => |truth, _press| Value::from(*truth);
    u8 => |number, _press| Value::from(*number);
    u16 => |number, _press| Value::from(*number);
    u32 => |number, _press| Value::from(*number);
    i32 => |number, _press| Value::from(*number);
    i64 => |number, _press| Value::from(*number);
    Strokes => |strokes, press| press.write_picture(|| strokes.svg());
    Date => |day, press| press.write(day, || dates::long(*day));
    Time => |time, press| press.write(time, || dates::time(*time));
    DateTime => |moment, press| press.write(moment, || day_and_time(*moment));
    Timestamp => |moment, press| press.write(moment, || day_and_time(dates::in_prague(*moment)));
}

impl<T: sealed::Sealed> sealed::Sealed for Vec<T> {}
impl<T: Printable> Printable for Vec<T> {
    fn print(&self, press: &Press) -> Value {
        Value::Array(self.iter().map(|item| item.print(press)).collect())
    }
}

impl<T: Printable> Field for Shown<T> {
    fn to_json(&self, press: &Press) -> Value {
        self.get().print(press)
    }
}

impl<T: Field> Field for Option<T> {
    fn to_json(&self, press: &Press) -> Value {
        self.as_ref().map_or(Value::Null, |field| field.to_json(press))
    }
}

impl<T: Field> Field for Vec<T> {
    fn to_json(&self, press: &Press) -> Value {
        Value::Array(self.iter().map(|field| field.to_json(press)).collect())
    }
}

macro_rules! plain_fields {
    ($($type:ty),+ $(,)?) => {$(
        impl Field for $type {
            fn to_json(&self, press: &Press) -> Value { self.print(press) }
        }
    )+};
}
plain_fields!(Date, Time, DateTime, Timestamp, u32, bool, &'static str);

/// `10. prosince 2026 13:00`
fn day_and_time(moment: DateTime) -> String {
    format!("{} {}", dates::long(moment.date()), dates::time(moment.time()))
}
