//! The one list of capabilities, in the order of the levels. Deleting a capability is deleting a folder and a
//! line here.

use crate::shell::Capability;

/// All capabilities.
#[must_use]
pub fn all() -> Vec<Capability> {
    vec![
        // L5
        crate::account::capability(),
        crate::law::capability(),
        crate::documents::capability(),
        // L6
        crate::cases::capability(),
        // L7
        crate::conferences::capability(),
        // L8
        crate::participants::capability(),
        // L9
        crate::disclosure::capability(),
        // L10
        crate::papers::capability(),
        crate::inspections::capability(),
        // L11
        crate::invitations::capability(),
        crate::meeting::capability(),
        // L12
        crate::preparation::capability(),
        // L13
        crate::minutes::capability(),
        crate::protection_plan::capability(),
        // L14
        crate::desk::capability(),
        crate::administration::capability(),
        // L16
        crate::demo::capability(),
        // above: the command line
        crate::commands::capability(),
    ]
}
