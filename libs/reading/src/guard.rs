//! Runs a reader of foreign bytes where it can do no harm: on a thread of its
//! own with a deep stack, with its panics caught and a time limit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::Unreadable;

/// Longest time for one file.
pub(crate) const LONGEST: Duration = Duration::from_secs(20);

/// Stack for deeply nested files; a reader's own recursion is limited as well.
const STACK: usize = 64 * 1024 * 1024;

/// Runs `work`; a panic in it means that the file is broken.
pub(crate) fn guarded<T: Send>(
    work: impl FnOnce(Deadline) -> Result<T, Unreadable> + Send,
) -> Result<T, Unreadable> {
    let deadline = Deadline { end: Instant::now() + LONGEST };
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, move || catch_unwind(AssertUnwindSafe(|| work(deadline))))
            .map_err(|_| Unreadable::TooBig)?
            .join()
            .map_err(|_| Unreadable::Broken)?
            .unwrap_or_else(|panic| {
                Err(if panic.is::<Exhausted>() { Unreadable::Bomb } else { Unreadable::Broken })
            })
    })
}

/// When a reader has to give up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    end: Instant,
}

/// Carried by the unwinding that leaves a library which has no way to be stopped.
struct Exhausted;

impl Deadline {
    /// True when the time is over.
    pub(crate) fn passed(self) -> bool {
        Instant::now() >= self.end
    }

    /// Leaves a library's callback for good. Not a panic: no hook runs, nothing is printed.
    pub(crate) fn leave() -> ! {
        std::panic::resume_unwind(Box::new(Exhausted))
    }
}
