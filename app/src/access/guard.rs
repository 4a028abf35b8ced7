//! Who is at the other end: signed in ([`Personal`]), holding a lent device ([`Borrowed`]), or anybody ([`Public`]).

use super::diagnostics::Denied;
use super::{Actor, House};
use crate::audit::Chore;
use crate::identity::sessions::{self, Lent};
use crate::kernel::{Failure, Token};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

/// The cookie of a session.
pub struct SessionCookie;

impl SessionCookie {
    /// Name of the cookie. Behind TLS it carries the prefix with which a browser takes it from this very host only,
    /// over TLS only: no neighbour under the same domain can plant a session.
    #[must_use]
    pub fn name(house: &House) -> &'static str {
        if house.secure_cookies { "__Host-pripadovka" } else { "pripadovka" }
    }

    /// The cookie that carries a token: for this host only, not readable by script.
    #[must_use]
    pub fn carrying(token: &Token, house: &House) -> Cookie<'static> {
        let mut cookie = Self::empty(house);
        cookie.set_value(token.text().to_owned());
        cookie
    }

    /// The cookie without a token, to remove it.
    #[must_use]
    pub fn empty(house: &House) -> Cookie<'static> {
        let mut cookie = Cookie::new(Self::name(house), "");
        cookie.set_http_only(true);
        cookie.set_same_site(SameSite::Lax);
        cookie.set_path("/");
        cookie.set_secure(house.secure_cookies);
        cookie
    }
}

/// The actor of a request, resolved once.
#[derive(Clone)]
struct Resolved(Option<Actor>);

/// Who sends this request, if they are signed in.
pub(super) async fn signed_in(parts: &mut Parts, house: &House) -> Result<Option<Actor>, Failure> {
    if let Some(Resolved(actor)) = parts.extensions.get::<Resolved>() {
        return Ok(actor.clone());
    }
    let jar = CookieJar::from_headers(&parts.headers);
    let token = jar.get(SessionCookie::name(house)).and_then(|cookie| Token::parse(cookie.value()));
    let actor = match token {
        None => None,
        Some(token) => resolve(&token, house).await?,
    };
    parts.extensions.insert(Resolved(actor.clone()));
    Ok(actor)
}

async fn resolve(token: &Token, house: &House) -> Result<Option<Actor>, Failure> {
    let now = house.clock.now();
    let Some(bearer) = sessions::bearer(&house.queries, token, now).await? else { return Ok(None) };
    if bearer.stale {
        let session = bearer.session;
        house
            .trail
            .chore(Chore::SessionTouched, move |mut work| async move {
                sessions::touch(&mut work, session, now).await?;
                Ok((work, ()))
            })
            .await?;
    }
    Ok(Some(Actor {
        id: bearer.staff,
        name: bearer.name,
        office: bearer.office,
        office_name: bearer.office_name,
        roles: bearer.roles,
        session: bearer.session,
        today: now.day(),
        lent: bearer.lent,
        opened_until: None,
    }))
}

/// Where an unknown person is sent: to sign in, and back to what they asked for (pages only).
pub(super) fn start(parts: &Parts) -> Denied {
    let back = if parts.method == axum::http::Method::GET {
        parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned()
    } else {
        "/".to_owned()
    };
    Denied::SignIn(back)
}

/// A signed-in person's own things and lists; lists that name cases need a
/// [`Listing`](super::Listing).
pub struct Personal(pub Actor);

impl FromRequestParts<House> for Personal {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Denied> {
        let actor = signed_in(parts, house).await?.ok_or_else(|| start(parts))?;
        in_own_hands(&actor)?;
        Ok(Self(actor))
    }
}

/// A lent device opens nothing but what it was lent for: whoever holds it is sent where its owner takes it back.
pub(super) fn in_own_hands(actor: &Actor) -> Result<(), Denied> {
    if actor.lent.is_some() { Err(Denied::Lent) } else { Ok(()) }
}

/// Whoever holds a device that was handed to them, until its owner takes it back.
pub struct Borrowed {
    /// Whose session it is.
    pub owner: Actor,
    /// What it was lent for.
    pub lent: Lent,
}

impl FromRequestParts<House> for Borrowed {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Denied> {
        let owner = signed_in(parts, house).await?.ok_or_else(|| start(parts))?;
        // Typed in again after it was taken back: there is nothing to unlock.
        let lent = owner.lent.clone().ok_or(Denied::NotLent)?;
        Ok(Self { owner, lent })
    }
}

/// Anybody; the actor if they happen to be signed in.
pub struct Public(pub Option<Actor>);

impl FromRequestParts<House> for Public {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Denied> {
        // Who holds a lent device is nobody the house knows.
        Ok(Self(signed_in(parts, house).await?.filter(|actor| actor.lent.is_none())))
    }
}
