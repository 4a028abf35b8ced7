//! Samples of the minutes.

use crate::kernel::Failure;
use crate::shell::Sample;

pub(super) fn render() -> Result<Vec<Sample>, Failure> {
    Ok(Vec::new())
}
