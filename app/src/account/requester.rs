//! What a request tells about the device at the other end.

use super::rules;
use crate::access::House;
use crate::identity::throttle::Subject;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header;
use axum::http::request::Parts;
use axum_extra::extract::cookie::CookieJar;
use std::convert::Infallible;
use std::net::SocketAddr;

/// The device at the other end.
pub(super) struct Requester {
    /// "Firefox, Windows".
    pub(super) device: String,
    /// Who is counted besides the account. None for a local address: behind a proxy everybody would share it.
    pub(super) subject: Option<Subject>,
    /// Its cookies.
    pub(super) jar: CookieJar,
}

impl FromRequestParts<House> for Requester {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Infallible> {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Self {
            device: rules::device(agent),
            subject: address
                .filter(|ip| !ip.is_loopback())
                .map(|ip| Subject::requester(&house.keys, &ip.to_string())),
            jar: CookieJar::from_headers(&parts.headers),
        })
    }
}
