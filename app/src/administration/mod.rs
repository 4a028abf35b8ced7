//! administration (under construction).

use crate::shell::Capability;

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability { name: "administration", ..Capability::EMPTY }
}
