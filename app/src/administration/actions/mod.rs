//! What can be done in the administration.

mod covers;
mod offices;
mod trail;
mod users;

pub(super) use covers::{add_cover, end_cover};
pub(super) use offices::{Entered, add_office, change_office};
pub(super) use trail::{revive_job, verify_trail};
pub use users::add_user;
pub(super) use users::{change_user, reset_factor, reset_password, switch_user};

use crate::kernel::Failure;

/// How a change ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    /// Done.
    Done,
    /// Somebody else changed it meanwhile.
    Stale,
    /// Nobody would administer the installation any more.
    LastAdministrator,
}

crate::not_done! {
    /// Why an operation stopped.
    pub(super) enum Stopped {
        /// For a reason that the person is told.
        Told(Changed),
    }
}

/// Tells a stop that the person is told from a failure.
fn told(outcome: Result<(), Stopped>) -> Result<Changed, Failure> {
    match outcome {
        Ok(()) => Ok(Changed::Done),
        Err(Stopped::Told(changed)) => Ok(changed),
        Err(Stopped::Failed(failure)) => Err(failure),
    }
}
