//! What measurements and trials share: a database prepared by the program's own commands, the program as a process, a
//! client over plain TCP, and the table of results.

pub mod client;
pub mod prepare;
pub mod process;
pub mod report;

/// How a measurement ends.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
