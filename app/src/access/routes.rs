//! Routes that say who may come: the first argument of a handler is its policy.
#![allow(clippy::disallowed_types, reason = "the one place that builds a router")]

use super::{Action, Borrowed, House, Listing, Permit, Personal, Public, Record};
use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, get, post};

/// What a route demands of whoever comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Policy {
    /// A permit on a record.
    Permit {
        /// The action's stable name.
        action: &'static str,
        /// The path parameter that names the record.
        param: &'static str,
        /// The parameters that name its ancestors, nearest first.
        ancestors: Vec<&'static str>,
    },
    /// Signed in.
    Personal,
    /// Whoever was handed a device.
    Borrowed,
    /// Signed in, and the page names cases.
    Listing,
    /// Anybody.
    Public,
}

/// Arguments that can stand first in a handler.
#[diagnostic::on_unimplemented(
    message = "this handler has no policy: its first argument is `{Self}`",
    label = "says nothing about who may come here",
    note = "the first argument must be `Permit<Record, Action>`, `Listing`, `Personal` or `Public`"
)]
pub trait Guard {
    /// What it demands.
    fn policy() -> Policy;
}

impl<R: Record, A: Action<R>> Guard for Permit<R, A> {
    fn policy() -> Policy {
        Policy::Permit { action: A::NAME, param: R::PARAM, ancestors: lineage::<R>() }
    }
}
impl Guard for Personal {
    fn policy() -> Policy {
        Policy::Personal
    }
}
impl Guard for Borrowed {
    fn policy() -> Policy {
        Policy::Borrowed
    }
}
impl Guard for Listing {
    fn policy() -> Policy {
        Policy::Listing
    }
}
impl Guard for Public {
    fn policy() -> Policy {
        Policy::Public
    }
}

/// The parameters of the ancestors that a permit on `R` checks: its parent.
fn lineage<R: Record>() -> Vec<&'static str> {
    let mut names = Vec::new();
    if !R::Parent::PARAM.is_empty() {
        names.push(R::Parent::PARAM);
    }
    names
}

/// Handlers whose first argument is a [`Guard`].
pub trait Policed<T> {
    /// What the handler demands.
    fn policy() -> Policy;
}

macro_rules! policed {
    ($($arg:ident)*) => {
        impl<Fun, Fut, Via, G: Guard, $($arg),*> Policed<(Via, G, $($arg,)*)> for Fun
        where Fun: FnOnce(G, $($arg),*) -> Fut, Fut: Future {
            fn policy() -> Policy { G::policy() }
        }
    };
}
policed!();
policed!(A1);
policed!(A1 A2);
policed!(A1 A2 A3);
policed!(A1 A2 A3 A4);
policed!(A1 A2 A3 A4 A5);

/// What may be shown to an outsider: disclosed content, or the way to another page.
#[diagnostic::on_unimplemented(
    message = "outsiders cannot be answered with `{Self}`",
    note = "answer with a `Sheet` made from a `Disclosed` view, or with `Onward`"
)]
pub trait Outside: axum::response::IntoResponse {}

impl<A: Outside, B: Outside> Outside for Result<A, B> {}

/// Handlers whose answer is [`Outside`].
pub trait Answers<T> {}

macro_rules! answers {
    ($($arg:ident)*) => {
        impl<Fun, Fut, Out: Outside, Via, G, $($arg),*> Answers<(Via, G, $($arg,)*)> for Fun
        where Fun: FnOnce(G, $($arg),*) -> Fut, Fut: Future<Output = Out> {}
    };
}
answers!();
answers!(A1);
answers!(A1 A2);
answers!(A1 A2 A3);
answers!(A1 A2 A3 A4);

/// GET or POST.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Shows, changes no domain state.
    Get,
    /// Changes.
    Post,
}

/// Who a route is for: staff and outsiders can be served on different addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Staff pages.
    Staff,
    /// Outsiders' pages.
    Outside,
}

/// One route, for the test that walks them all.
#[derive(Clone, Debug)]
pub struct RouteEntry {
    /// Verb.
    pub verb: Verb,
    /// Path with parameters.
    pub path: &'static str,
    /// What it demands.
    pub policy: Policy,
    /// Whom it is for.
    pub audience: Audience,
}

/// All routes of the application under construction.
#[derive(Default)]
pub struct Routes {
    staff: Router<House>,
    outside: Router<House>,
    list: Vec<RouteEntry>,
}

impl Routes {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        super::permit::claim_staff_key();
        Self::default()
    }

    /// A staff page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, House> + Policed<T>,
        T: 'static,
    {
        self.add(Audience::Staff, Verb::Get, path, H::policy(), get(handler))
    }

    /// A staff act.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, House> + Policed<T>,
        T: 'static,
    {
        self.add(Audience::Staff, Verb::Post, path, H::policy(), post(handler))
    }

    /// An outsiders' page: its answer can only be made of disclosed content.
    #[must_use]
    pub fn outside_get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, House> + Policed<T> + Answers<T>,
        T: 'static,
    {
        self.add(Audience::Outside, Verb::Get, path, H::policy(), get(handler))
    }

    /// An outsiders' act.
    #[must_use]
    pub fn outside_post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, House> + Policed<T> + Answers<T>,
        T: 'static,
    {
        self.add(Audience::Outside, Verb::Post, path, H::policy(), post(handler))
    }

    fn add(
        mut self,
        audience: Audience,
        verb: Verb,
        path: &'static str,
        policy: Policy,
        method: MethodRouter<House>,
    ) -> Self {
        check(path, &policy);
        self.list.push(RouteEntry { verb, path, policy, audience });
        match audience {
            Audience::Staff => self.staff = self.staff.route(path, method),
            Audience::Outside => self.outside = self.outside.route(path, method),
        }
        self
    }

    /// The list of routes.
    #[must_use]
    pub fn list(&self) -> &[RouteEntry] {
        &self.list
    }

    /// The two routers: staff, outsiders.
    pub fn into_routers(self) -> (Router<House>, Router<House>) {
        (self.staff, self.outside)
    }
}

/// Panics at start when a path names a record that nobody checks: any test that builds the router finds it.
#[expect(clippy::panic, reason = "a route nobody guards must not be served; found when the router is built")]
fn check(path: &'static str, policy: &Policy) {
    let named: Vec<&str> =
        path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
    if let Policy::Permit { param, ancestors, .. } = policy {
        assert!(named.contains(param), "{path} does not name its record {{{param}}}");
        for name in &named {
            // Names in capitals are no records: dates, codes, page numbers.
            let free = name.chars().next().is_some_and(|c| c == '_');
            if !(free || name == param || ancestors.contains(name)) {
                panic!("{path} names {{{name}}}, which its permit does not check");
            }
        }
    }
}
