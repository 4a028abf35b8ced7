//! Styles, script, fonts and pictures, built into the program. No address outside, ever.
#![allow(clippy::disallowed_types, reason = "assets are the one thing served without a policy")]

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

macro_rules! files {
    ($($name:literal => $mime:literal,)+) => {
        fn file(name: &str) -> Option<(&'static [u8], &'static str)> {
            match name {
                $($name => Some((include_bytes!(concat!("../../assets/", $name)), $mime)),)+
                _ => None,
            }
        }

        /// All files with their names: for the gallery, whose pages are read without a server.
        #[must_use]
        pub fn asset_files() -> Vec<(&'static str, &'static [u8])> {
            [$($name),+].into_iter().filter_map(|name| Some((name, file(name)?.0))).collect()
        }
    };
}
files! {
    "app.css" => "text/css; charset=utf-8",
    "app.js" => "text/javascript; charset=utf-8",
    "brand.svg" => "image/svg+xml",
    "favicon.svg" => "image/svg+xml",
    "fonts/roboto-bold-ext.woff2" => "font/woff2",
    "fonts/roboto-bold.woff2" => "font/woff2",
    "fonts/roboto-italic-ext.woff2" => "font/woff2",
    "fonts/roboto-italic.woff2" => "font/woff2",
    "fonts/roboto-medium-ext.woff2" => "font/woff2",
    "fonts/roboto-medium.woff2" => "font/woff2",
    "fonts/roboto-regular-ext.woff2" => "font/woff2",
    "fonts/roboto-regular.woff2" => "font/woff2",
    "here.js" => "text/javascript; charset=utf-8",
    "icons.svg" => "image/svg+xml",
    "journal.js" => "text/javascript; charset=utf-8",
    "lead.js" => "text/javascript; charset=utf-8",
    "meeting.css" => "text/css; charset=utf-8",
    "outbox.js" => "text/javascript; charset=utf-8",
    "outside.css" => "text/css; charset=utf-8",
    "sign.js" => "text/javascript; charset=utf-8",
    "recorder-editor.js" => "text/javascript; charset=utf-8",
    "recorder-fields.js" => "text/javascript; charset=utf-8",
    "recorder-keeper.js" => "text/javascript; charset=utf-8",
    "recorder-link.js" => "text/javascript; charset=utf-8",
    "recorder-minutes.js" => "text/javascript; charset=utf-8",
    "recorder-offer.js" => "text/javascript; charset=utf-8",
    "recorder-others.js" => "text/javascript; charset=utf-8",
    "recorder-people.js" => "text/javascript; charset=utf-8",
    "handover.js" => "text/javascript; charset=utf-8",
    "recorder-store.js" => "text/javascript; charset=utf-8",
    "recorder-sw.js" => "text/javascript; charset=utf-8",
    "recorder-view.js" => "text/javascript; charset=utf-8",
    "recorder-words.js" => "text/javascript; charset=utf-8",
    "recorder.html" => "text/html; charset=utf-8",
    "recorder.js" => "text/javascript; charset=utf-8",
    "wall.css" => "text/css; charset=utf-8",
    "wall.js" => "text/javascript; charset=utf-8",
}

/// The router of the assets.
pub(super) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{*name}", get(asset))
}

async fn asset(Path(name): Path<String>) -> Response {
    let Some((bytes, mime)) = file(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    // Pages name the version in the address, so an old copy is never used with a new program. Modules name each other
    // without one: they are asked for each time.
    let keeps = if is_part_of_recorder(&name) { "no-cache" } else { "public, max-age=86400" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keeps));
    if name == "recorder-sw.js" {
        // It lies with the assets and works for the pages of conferences.
        let allowed = HeaderName::from_static("service-worker-allowed");
        response.headers_mut().insert(allowed, HeaderValue::from_static("/konference/"));
    }
    response
}

fn is_part_of_recorder(name: &str) -> bool {
    name.starts_with("recorder") || matches!(name, "journal.js" | "outbox.js")
}
