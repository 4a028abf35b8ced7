//! Why an act ended without a change. Every slice has its own reasons, and the same one besides: something failed that
//! nobody at the screen can mend.

use crate::kernel::Failure;

/// Errors that may carry a [`Failure`] inside: so that a conflict is recognised and run again.
pub trait AsFailure {
    /// The failure, if this error is one.
    fn as_failure(&self) -> Option<&Failure>;
}

impl AsFailure for Failure {
    fn as_failure(&self) -> Option<&Failure> {
        Some(self)
    }
}

/// Declares why an act of a slice is not done: the reasons that the person is told, and `Failed` for all the rest.
///
/// ```ignore
/// not_done! {
///     /// Why nothing was noted.
///     pub(super) enum NotNoted {
///         /// Somebody else changed it meanwhile.
///         Stale,
///     }
/// }
/// ```
#[macro_export]
macro_rules! not_done {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$rdoc:meta])* $reason:ident $(($what:ty))?),* $(,)? }) => {
        $(#[$doc])*
        $vis enum $name {
            $($(#[$rdoc])* $reason $(($what))?,)*
            /// Something failed.
            Failed($crate::kernel::Failure),
        }
        impl From<$crate::kernel::Failure> for $name {
            fn from(failure: $crate::kernel::Failure) -> Self {
                Self::Failed(failure)
            }
        }
        impl From<$crate::kernel::SqlError> for $name {
            fn from(error: $crate::kernel::SqlError) -> Self {
                Self::Failed(error.into())
            }
        }
        impl $crate::audit::AsFailure for $name {
            fn as_failure(&self) -> Option<&$crate::kernel::Failure> {
                match self {
                    Self::Failed(failure) => Some(failure),
                    _ => None,
                }
            }
        }
    };
}
