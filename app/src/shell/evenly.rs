//! Answers whose time would tell what exists: a wrong password of a known and an unknown name, a link of an earlier round
//! and of none, a search for what is and what is not. They leave at whole steps of time, so that the little more that the
//! program does for what exists is not measured by whoever asks. `bench timing` holds it.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use std::time::Duration;
use tokio::time::Instant;

/// The step at which an answer leaves, counted from when its request came.
#[derive(Clone, Copy, Debug)]
pub struct Evenly(Duration);

impl Evenly {
    /// A refused sign-in: several times what comparing a password takes.
    pub const SIGN_IN: Self = Self(Duration::from_millis(100));
    /// An address that leads nowhere.
    pub const NOWHERE: Self = Self(Duration::from_millis(5));
    /// Whether a code and a day belong to a sealed paper: several times what one look-up and one count take.
    pub const SEAL: Self = Self(Duration::from_millis(50));
    /// What a search found.
    pub const SEARCH: Self = Self(Duration::from_millis(5));

    /// Marks an answer; the outermost layer holds it back.
    #[must_use]
    pub fn mark(self, mut response: Response) -> Response {
        response.extensions_mut().insert(self);
        response
    }

    /// When an answer leaves that was ready after `spent`.
    fn after(self, spent: Duration) -> Duration {
        let steps = spent.as_nanos() / self.0.as_nanos().max(1) + 1;
        self.0.saturating_mul(u32::try_from(steps).unwrap_or(u32::MAX))
    }
}

/// Holds marked answers back.
pub(super) async fn hold(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let response = next.run(request).await;
    if let Some(evenly) = response.extensions().get::<Evenly>().copied() {
        tokio::time::sleep_until(begun + evenly.after(begun.elapsed())).await;
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_answer_leaves_at_the_next_step_whatever_it_took(micros in 0u64..2_000_000) {
            let spent = Duration::from_micros(micros);
            for evenly in [Evenly::SIGN_IN, Evenly::NOWHERE, Evenly::SEAL, Evenly::SEARCH] {
                let leaves = evenly.after(spent);
                prop_assert!(leaves > spent && leaves <= spent + evenly.0);
                prop_assert_eq!(leaves.as_nanos() % evenly.0.as_nanos(), 0);
            }
        }
    }
}
