//! The demo: an invented case told from the first doubt to the minutes, in a database that says on every page
//! and paper that it is a demo.

mod shift;

pub use shift::shift;
