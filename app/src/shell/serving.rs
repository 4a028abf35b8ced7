//! The layers around the routers, outermost first: reference number and log, strict headers, compression, size
//! limit, error pages, CSRF (Fetch-Metadata), receipts of read events.
#![allow(clippy::disallowed_types, reason = "the one place that wraps the routers")]

use super::errors::{Reference, draw_errors};
use crate::access::{House, Receipts, status_of};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, Response as HttpResponse, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

/// Largest form: a page of ten thousand characters in every field still fits.
const LARGEST_BODY: usize = 3 * 1024 * 1024;

/// Wraps a router of pages and adds the assets.
pub fn dress(pages: Router<House>, house: &House) -> Router {
    pages
        .merge(super::assets::router())
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn_with_state(house.clone(), wait_for_receipts))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(|_| {
            let mut response = HttpResponse::new(Body::empty());
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        }))
        .layer(from_fn_with_state(house.clone(), draw_errors))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CompressionLayer::new().gzip(true))
        .layer(from_fn_with_state(house.clone(), strict_headers))
        .layer(from_fn(number_and_log))
        .layer(from_fn(super::evenly::hold))
        .with_state(house.clone())
}

/// Gives the request a reference number and logs it: verb, matched route (never the address with its
/// identifiers and tokens), status, duration.
async fn number_and_log(mut request: Request, next: Next) -> Response {
    let raw: [u8; 4] = crate::kernel::random_bytes();
    let reference = format!(
        "{:04}-{:04}",
        u16::from_be_bytes([raw[0], raw[1]]) % 10_000,
        u16::from_be_bytes([raw[2], raw[3]]) % 10_000
    );
    request.extensions_mut().insert(Reference(reference.clone()));
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let begun = std::time::Instant::now();
    let response = next.run(request).await;
    let duration_ms = begun.elapsed().as_millis();
    let status = response.status().as_u16();
    if status >= 500 {
        tracing::error!(%method, route, status, duration_ms, reference, "request failed");
    } else {
        tracing::info!(%method, route, status, duration_ms, reference, "request");
    }
    response
}

/// Headers that keep pages to themselves.
async fn strict_headers(State(house): State<House>, request: Request, next: Next) -> Response {
    const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
        form-action 'self'; frame-ancestors 'none'";
    let asset = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=(), interest-cohort=()"),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    );
    if house.secure_cookies {
        // Two years: from then on a browser never asks this host without TLS, so nobody on the way can read a link.
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    if !asset && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Holds the answer back until the read events of the request are durable; without them nothing is shown.
async fn wait_for_receipts(State(_): State<House>, mut request: Request, next: Next) -> Response {
    let receipts = Receipts::default();
    request.extensions_mut().insert(receipts.clone());
    let response = next.run(request).await;
    match receipts.durable().await {
        Ok(()) => response,
        Err(failure) => {
            tracing::error!(error = %failure, "an answer was held back");
            status_of(&failure).into_response()
        }
    }
}
