//! Refusals, as the shell will show them. Access draws no pages: it leaves a note in the response, and the
//! shell's layer turns it into one.

use crate::kernel::{Failure, SqlError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// Why a request ends before its handler.
#[derive(Debug)]
pub enum Denied {
    /// Not signed in: to the sign-in page, and back afterwards.
    SignIn(String),
    /// The device is in somebody else's hands: to the page where its owner takes it back.
    Lent,
    /// It is not lent, or not any more: to the beginning.
    NotLent,
    /// May know, may not do: 403.
    Refused(&'static str),
    /// May not know: 404.
    Hidden,
    /// What was sent cannot be read: too large (413), damaged (422) or of a kind that no form sends (415).
    Unreadable(StatusCode, &'static str),
    /// Something failed: 500, 503 or 507.
    Failed(Failure),
}

/// The status of a failure: whether it helps to try again (503), somebody has to make room first (507), or neither (500).
#[must_use]
pub const fn status_of(failure: &Failure) -> StatusCode {
    match failure {
        Failure::Sql(SqlError::CannotWrite(_)) => StatusCode::INSUFFICIENT_STORAGE,
        Failure::Trail | Failure::Sql(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What the shell draws instead of an empty answer.
#[derive(Clone, Debug)]
pub struct Note {
    /// A sentence for the person; the shell has its own for each status.
    pub sentence: Option<String>,
}

impl Denied {
    /// 404.
    #[must_use]
    pub const fn hidden() -> Self {
        Self::Hidden
    }
    /// 403 with a sentence.
    #[must_use]
    pub const fn refused(sentence: &'static str) -> Self {
        Self::Refused(sentence)
    }
}

impl From<Failure> for Denied {
    fn from(failure: Failure) -> Self {
        match failure {
            // A case whose key was destroyed does not exist any more.
            Failure::Destroyed => Self::Hidden,
            Failure::Withdrawn("") => Self::Hidden,
            Failure::Withdrawn(sentence) => Self::Refused(sentence),
            other => Self::Failed(other),
        }
    }
}

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        let (status, sentence) = match self {
            Self::SignIn(back) => {
                let back = percent_encoding::utf8_percent_encode(&back, percent_encoding::NON_ALPHANUMERIC);
                return Redirect::to(&format!("/prihlaseni?zpet={back}")).into_response();
            }
            Self::Lent => return Redirect::to("/odemknout").into_response(),
            Self::NotLent => return Redirect::to("/").into_response(),
            Self::Refused(sentence) => (StatusCode::FORBIDDEN, Some(sentence.to_owned())),
            Self::Hidden => (StatusCode::NOT_FOUND, None),
            Self::Unreadable(status, sentence) => (status, Some(sentence.to_owned())),
            Self::Failed(failure) => {
                tracing::error!(error = %failure, "a request failed");
                (status_of(&failure), None)
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Note { sentence });
        response
    }
}
