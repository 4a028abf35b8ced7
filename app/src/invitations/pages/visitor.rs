//! With what an outsider comes: the link's token, the cookie of their device, what stands behind the question mark.

use crate::access::{Denied, House, Receipts};
use crate::invitations::bearer::{self, Arrived, Bearer, Carried};
use crate::invitations::doors::Guest;
use crate::invitations::model::Invitation;
use crate::invitations::proof::ProofCookie;
use crate::kernel::{Failure, FormState, Token};
use crate::shell::Query;
use axum::RequestPartsExt;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum_extra::extract::cookie::CookieJar;

/// Somebody at a personal address.
pub struct Visitor {
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
    #[must_use]
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }

    /// What the device carries.
    pub(super) fn proof(&self) -> Option<Token> {
        self.carried.proof.clone()
    }

    /// What was just done, by its code.
    #[must_use]
    pub fn done(&self) -> &str {
        self.query.value("hotovo")
    }

    /// For the read event of something that is no invitation.
    pub(super) fn receipts(&self) -> Result<&Receipts, Failure> {
        self.receipts.as_ref().ok_or(Failure::Trail)
    }

    /// Follows the link, whatever it leads to.
    pub(super) async fn arrive(&self, house: &House, what: &'static str) -> Result<Option<Arrived>, Failure> {
        bearer::arrive(house, &self.carried, self.receipts()?, what).await
    }

    /// The invitation of whoever arrived, if it may be shown.
    pub(super) async fn invited(&self, house: &House, arrived: Arrived) -> Result<Option<Bearer>, Failure> {
        bearer::invited(house, &self.carried, arrived).await
    }

    /// Whoever arrived, for everything but the invitation.
    pub(super) async fn guest(&self, house: &House, arrived: Arrived) -> Result<Option<Guest>, Failure> {
        bearer::guest(house, &self.carried, arrived).await
    }

    /// Follows the link to the invitation.
    pub(super) async fn follow(&self, house: &House, what: &'static str) -> Result<Option<Bearer>, Failure> {
        match self.arrive(house, what).await? {
            Some(arrived) => self.invited(house, arrived).await,
            None => Ok(None),
        }
    }

    /// Follows the link to a first page, whichever of the two it is; none where both would lead nowhere.
    pub(super) async fn reach(
        &self,
        house: &House,
        what: &'static str,
    ) -> Result<Option<Invitation>, Failure> {
        match self.arrive(house, what).await? {
            Some(arrived) => self.standing(house, &arrived).await,
            None => Ok(None),
        }
    }

    /// The invitation of whoever arrived, if one of the two first pages stands for them.
    pub(super) async fn standing(
        &self,
        house: &House,
        arrived: &Arrived,
    ) -> Result<Option<Invitation>, Failure> {
        let invitation = arrived.invitation.clone();
        let stands = match arrived.is_after() {
            true => match self.guest(house, arrived.clone()).await? {
                Some(guest) => invitation.round == 0 || !guest.parts(house).await?.is_empty(),
                None => false,
            },
            false => false,
        };
        Ok((stands || self.invited(house, arrived.clone()).await?.is_some()).then_some(invitation))
    }

    /// Follows the link to what a higher capability keeps below the personal address. Reading leaves a read event named
    /// by `what`. None: a dead link, or somebody who sits at the table no more; answer with [`gone`](super::doors::gone).
    ///
    /// # Errors
    /// Database errors; [`Failure::Trail`] when the read event cannot be queued.
    pub async fn enter(&self, house: &House, what: &'static str) -> Result<Option<Guest>, Failure> {
        match self.arrive(house, what).await? {
            Some(arrived) => self.guest(house, arrived).await,
            None => Ok(None),
        }
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
