//! Czech language and calendar rules as pure functions.
//!
//! Nothing here reads a clock, a file or a database: callers pass the day and
//! the text, so every rule is testable and the same on every machine. (The one
//! exception is [`dates::prague`], which prefers the system's time zone data.)
//!
//! - [`lines`] cleans what people paste into a form,
//! - [`folding`] and [`collation`] make searching and sorting columns,
//! - [`plural`], [`prepositions`], [`dates`], [`typography`] and [`names`] write correct Czech,
//! - [`holidays`] and [`working_days`] count days.

pub mod collation;
pub mod dates;
pub mod folding;
pub mod holidays;
pub mod lines;
pub mod names;
pub mod plural;
pub mod prepositions;
pub mod typography;
pub mod working_days;
