//! Who is at the other end: signed in ([`Personal`]) or anybody ([`Public`]).

use super::diagnostics::Denied;
use super::{Actor, House};
use crate::audit::Chore;
use crate::identity::sessions;
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
        signed_in(parts, house).await?.map(Self).ok_or_else(|| start(parts))
    }
}

/// Anybody; the actor if they happen to be signed in.
pub struct Public(pub Option<Actor>);

impl FromRequestParts<House> for Public {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Denied> {
        Ok(Self(signed_in(parts, house).await?))
    }
}
