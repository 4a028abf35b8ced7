//! Answers of staff pages.

use crate::access::House;
use crate::kernel::Failure;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A page for staff: a rendered template with its status.
pub struct Html(StatusCode, String);

impl Html {
    /// A page.
    ///
    /// # Errors
    /// [`Failure::Output`] when the template fails.
    pub fn page<T: Template>(template: &T) -> Result<Self, Failure> {
        Ok(Self(StatusCode::OK, template.render()?))
    }

    /// A page with sentences beside its fields: 422.
    ///
    /// # Errors
    /// [`Failure::Output`] when the template fails.
    pub fn again<T: Template>(template: &T) -> Result<Self, Failure> {
        Ok(Self(StatusCode::UNPROCESSABLE_ENTITY, template.render()?))
    }

    /// A page that shows two versions, because somebody else changed the record meanwhile: 409.
    ///
    /// # Errors
    /// [`Failure::Output`] when the template fails.
    pub fn stale<T: Template>(template: &T) -> Result<Self, Failure> {
        Ok(Self(StatusCode::CONFLICT, template.render()?))
    }
}

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        (self.0, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], self.1).into_response()
    }
}

/// On to another page after an act (303).
pub struct Onward {
    to: String,
    status: StatusCode,
    cookies: Vec<HeaderValue>,
}

impl Onward {
    /// To this address of our own.
    #[must_use]
    pub fn to(address: impl Into<String>) -> Self {
        let to: String = address.into();
        // Only within the house: an address with a scheme or host of its own could lead a person elsewhere.
        let inside = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
        Self { to: if inside { to } else { "/".into() }, status: StatusCode::SEE_OTHER, cookies: Vec::new() }
    }

    /// The browser sends the very form that it sent here on to there (307): what somebody typed waits for nothing else.
    #[must_use]
    pub const fn with_the_form(mut self) -> Self {
        self.status = StatusCode::TEMPORARY_REDIRECT;
        self
    }

    /// With a code whose sentence the next page shows ([`Frame::noticing`](super::Frame::noticing)).
    #[must_use]
    pub fn noticing(mut self, code: &str) -> Self {
        let (path, anchor) = match self.to.split_once('#') {
            Some((path, anchor)) => (path.to_owned(), format!("#{anchor}")),
            None => (self.to.clone(), String::new()),
        };
        let joint = if path.contains('?') { '&' } else { '?' };
        self.to = format!("{path}{joint}hotovo={code}{anchor}");
        self
    }

    /// With a cookie.
    #[must_use]
    pub fn with_cookie(mut self, cookie: &axum_extra::extract::cookie::Cookie<'_>) -> Self {
        if let Ok(value) = HeaderValue::from_str(&cookie.encoded().to_string()) {
            self.cookies.push(value);
        }
        self
    }
}

impl IntoResponse for Onward {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Ok(value) = HeaderValue::from_str(&self.to) {
            response.headers_mut().insert(header::LOCATION, value);
        }
        for cookie in self.cookies {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// A file to keep, under an ASCII name that tells nothing about people. Pictures, which come from outside and which nobody
/// has read, are not opened in the browser but saved.
#[must_use]
pub fn download(_: &House, name: &str, mime: &'static str, bytes: Vec<u8>) -> Response {
    let safe: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_')).collect();
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    let how = if mime.starts_with("image/") { "attachment" } else { "inline" };
    if let Ok(value) = HeaderValue::from_str(&format!("{how}; filename=\"{safe}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
