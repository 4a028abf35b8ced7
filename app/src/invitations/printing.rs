//! Typesetting off the runtime's threads. A paper that a protected fact stops is none: nobody reads why.

use crate::access::House;
use crate::kernel::Failure;
use outbound::{Disclosed, Error, Paper, PaperView, View};

/// What was printed; `None` when a protected fact keeps it in the house.
///
/// # Errors
/// [`Failure::Output`] when it could not be printed for another reason.
pub(super) fn unless_stopped<T>(printed: Result<T, Error>) -> Result<Option<T>, Failure> {
    match printed {
        Ok(printed) => Ok(Some(printed)),
        Err(Error::Stopped) => Ok(None),
        Err(error) => Err(Failure::Output(error.to_string())),
    }
}

/// Typesets a letter with what it encloses; `None` when a protected fact keeps it in the house.
///
/// # Errors
/// [`Failure::Output`] when it cannot be typeset.
pub(super) async fn typeset_with<V, W>(
    house: &House,
    (disclosed, enclosed): (Disclosed<V>, Disclosed<W>),
) -> Result<Option<Paper>, Failure>
where
    V: PaperView + Send + Sync + 'static,
    W: View + Send + Sync + 'static,
{
    let moment = house.clock.now().timestamp();
    let paper =
        tokio::task::spawn_blocking(move || outbound::paper_with(&disclosed, &enclosed, moment)).await;
    unless_stopped(paper.map_err(|_| Failure::Output("typesetting broke off".into()))?)
}

/// Typesets a disclosed paper; `None` when a protected fact keeps it in the house.
///
/// # Errors
/// [`Failure::Output`] when it cannot be typeset.
pub(super) async fn typeset<V>(house: &House, disclosed: Disclosed<V>) -> Result<Option<Paper>, Failure>
where
    V: PaperView + Send + Sync + 'static,
{
    let moment = house.clock.now().timestamp();
    let paper = tokio::task::spawn_blocking(move || outbound::paper(&disclosed, moment)).await;
    unless_stopped(paper.map_err(|_| Failure::Output("typesetting broke off".into()))?)
}
