//! Trials of the one promise of a meeting: what was acknowledged is kept, once, whatever dies on the way.
//!
//! * [`journal`] – rounds of random kills of the server, cut connections, lost and doubled answers, devices that start
//!   anew from what they had saved; then everything acknowledged must be in the journal once, and it must fold to what
//!   the devices fold.
//! * [`power`] – a process that is killed loses nothing the system has taken; a machine without power does. The writes
//!   of a running server are recorded, and the disk is rebuilt as it could look if the power had failed at any moment:
//!   what was synced, and any part of what was not.
//!
//! Every random choice comes from a seed that is printed.

pub mod device;
pub mod ground;
pub mod journal;
pub mod power;
pub mod wire;

pub use bench::Outcome;
