//! Answers of outsiders' pages: made of disclosed content, or leading elsewhere. A bare string does not compile.

use super::Onward;
use crate::access::{Denied, Outside};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A page cut for its reader.
pub struct Sheet(StatusCode, outbound::Page);

impl Sheet {
    /// The page.
    #[must_use]
    pub const fn new(page: outbound::Page) -> Self {
        Self(StatusCode::OK, page)
    }

    /// The page again, with sentences beside its fields.
    #[must_use]
    pub const fn again(page: outbound::Page) -> Self {
        Self(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// A page that says that there is nothing (any more) at this address.
    #[must_use]
    pub const fn gone(page: outbound::Page) -> Self {
        Self(StatusCode::GONE, page)
    }
}

impl IntoResponse for Sheet {
    fn into_response(self) -> Response {
        (self.0, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], self.1.into_html()).into_response()
    }
}

/// A calendar file cut for its reader.
impl Outside for CalendarAnswer {}

/// A calendar file as an answer.
pub struct CalendarAnswer(pub outbound::CalendarFile);

impl IntoResponse for CalendarAnswer {
    fn into_response(self) -> Response {
        let mime = self.0.mime_type();
        let disposition = "attachment; filename=\"setkani.ics\"".to_owned();
        ([(header::CONTENT_TYPE, mime), (header::CONTENT_DISPOSITION, disposition)], self.0.text().to_owned())
            .into_response()
    }
}

/// A paper cut for its reader.
impl Outside for PaperAnswer {}

/// A paper as an answer.
pub struct PaperAnswer(pub outbound::Paper);

impl IntoResponse for PaperAnswer {
    fn into_response(self) -> Response {
        // A file name tells nothing about anybody.
        let disposition = "inline; filename=\"dokument.pdf\"";
        let headers = [
            (header::CONTENT_TYPE, "application/pdf"),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CACHE_CONTROL, "no-store"),
        ];
        (headers, self.0.bytes().to_vec()).into_response()
    }
}

impl Outside for Sheet {}
impl Outside for Onward {}
impl Outside for Denied {}
