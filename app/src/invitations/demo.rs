//! placeholder
use crate::kernel::Failure;
use crate::shell::DemoContext;
pub(super) async fn make(_: &mut DemoContext) -> Result<(), Failure> {
    Ok(())
}
