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

use crate::audit::AsFailure;
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

/// Why an operation stopped.
pub(super) enum Stopped {
    /// For a reason that the person is told.
    Told(Changed),
    /// Something failed.
    Failed(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}
impl From<crate::kernel::SqlError> for Stopped {
    fn from(error: crate::kernel::SqlError) -> Self {
        Self::Failed(error.into())
    }
}
impl AsFailure for Stopped {
    fn as_failure(&self) -> Option<&Failure> {
        match self {
            Self::Told(_) => None,
            Self::Failed(failure) => Some(failure),
        }
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
