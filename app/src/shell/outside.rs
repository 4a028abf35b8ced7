//! Answers of outsiders' pages: made of disclosed content, or leading elsewhere. A bare string does not compile.

use super::{Evenly, Onward};
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
        let page = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        let response = (self.0, page, self.1.into_html()).into_response();
        if self.0 == StatusCode::GONE { Evenly::NOWHERE.mark(response) } else { response }
    }
}

/// A page whose time would tell what exists: it leaves at a whole step.
pub struct EvenSheet(StatusCode, outbound::Page);

impl EvenSheet {
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

    /// A page that asks to wait.
    #[must_use]
    pub const fn wait(page: outbound::Page) -> Self {
        Self(StatusCode::TOO_MANY_REQUESTS, page)
    }
}

impl Outside for EvenSheet {}

impl IntoResponse for EvenSheet {
    fn into_response(self) -> Response {
        let page = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        Evenly::SEAL.mark((self.0, page, self.1.into_html()).into_response())
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

/// A file let out for its reader. It is never shown inside the page: the browser keeps it.
pub struct FileAnswer(pub outbound::OutgoingFile);

impl IntoResponse for FileAnswer {
    fn into_response(self) -> Response {
        let mime = self.0.mime();
        let disposition = format!("attachment; filename=\"{}\"", self.0.name());
        let headers = [
            (header::CONTENT_TYPE, mime.to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ];
        (headers, self.0.into_bytes()).into_response()
    }
}

/// A paper without a word about anybody, under a fixed name: a leaflet.
pub struct PaperAnswer(pub &'static str, pub outbound::Paper);

impl IntoResponse for PaperAnswer {
    fn into_response(self) -> Response {
        let disposition = format!("inline; filename=\"{}.pdf\"", self.0);
        let headers = [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ];
        (headers, self.1.bytes().to_vec()).into_response()
    }
}

impl Outside for FileAnswer {}
impl Outside for PaperAnswer {}
impl Outside for Sheet {}
impl Outside for Onward {}
impl Outside for Denied {}
