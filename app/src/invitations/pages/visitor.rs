//! With what an outsider comes: the link's token, the cookie of their device, what stands behind the question mark.

use crate::access::{Denied, House, Receipts};
use crate::invitations::bearer::{self, Bearer, Carried};
use crate::invitations::proof::ProofCookie;
use crate::kernel::{Failure, FormState, Token};
use crate::shell::Query;
use axum::RequestPartsExt;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum_extra::extract::cookie::CookieJar;

/// Somebody at a personal address.
pub(in crate::invitations) struct Visitor {
    carried: Carried,
    receipts: Option<Receipts>,
    query: FormState,
    params: Vec<(String, String)>,
}

impl Visitor {
    /// The token as it came.
    pub(super) fn token(&self) -> &str {
        &self.carried.token
    }

    /// A further part of the address.
    pub(super) fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }

    /// What the device carries.
    pub(super) fn proof(&self) -> Option<Token> {
        self.carried.proof.clone()
    }

    /// What was just done, by its code.
    pub(super) fn done(&self) -> &str {
        self.query.value("hotovo")
    }

    /// For the read event of something that is no invitation.
    pub(super) fn receipts(&self) -> Result<&Receipts, Failure> {
        self.receipts.as_ref().ok_or(Failure::Trail)
    }

    /// Follows the link.
    pub(super) async fn follow(&self, house: &House, what: &'static str) -> Result<Option<Bearer>, Failure> {
        bearer::follow(house, &self.carried, self.receipts()?, what).await
    }
}

impl FromRequestParts<House> for Visitor {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Denied> {
        // An address that is no text is none of ours.
        let params = parts.extract::<RawPathParams>().await.map_err(|_| Denied::hidden())?;
        let params: Vec<(String, String)> =
            params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let token =
            params.iter().find(|(n, _)| n == "_token").map(|(_, value)| value.clone()).unwrap_or_default();
        let jar = CookieJar::from_headers(&parts.headers);
        let proof = jar.get(ProofCookie::name(house)).and_then(|cookie| Token::parse(cookie.value()));
        let receipts = parts.extensions.get::<Receipts>().cloned();
        let Query(query) = Query::from_request_parts(parts, house).await?;
        Ok(Self { carried: Carried { token, proof }, receipts, query, params })
    }
}
