//! Samples of the desk: its pages need permits, which only a request can get, so the gallery's pictures of them are
//! made by the browser tests on the demo. What can be rendered without a person is rendered here.

use crate::kernel::Failure;
use crate::shell::Sample;

/// None: see above.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    Ok(Vec::new())
}
