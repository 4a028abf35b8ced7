//! Pages as the running program shows them: a demo is made in a folder that vanishes, each of its people follows the
//! links from their day on, and the first page of every route is kept.
#![allow(clippy::disallowed_types, reason = "asks the dressed router as a browser would; adds no route")]

use crate::access::{RouteEntry, Verb};
use crate::commands::demo;
use crate::demo::PEOPLE;
use crate::shell::{registry, serving};
use crate::start::Stop;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::path::PathBuf;
use tower::ServiceExt;

/// A page by the route that serves it.
pub(super) struct Shown {
    /// File name without its ending: "konference-pozvanky".
    pub name: String,
    /// What the page calls itself.
    pub title: String,
    /// The page.
    pub html: String,
}

/// Addresses of one route that a person looks at: the first may be a page that says no.
const OF_ONE_ROUTE: usize = 3;

/// The demo's folder; gone with the value.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Every page that somebody in the demo reaches by links.
pub(super) async fn pages() -> Result<Vec<Shown>, Stop> {
    let place = std::env::temp_dir().join(format!("pripadovka-vzory-{}", std::process::id()));
    let folder = Folder(place);
    let opened = demo::new(&folder.0, SocketAddr::from(([127, 0, 0, 1], 8080))).await?;
    let (staff, outside) = registry().routes().into_routers();
    let router = serving::dress(staff.merge(outside), &opened.house);
    let routes = registry().routes().list().to_vec();
    let mut kept = BTreeMap::new();
    for person in PEOPLE {
        let entrance = format!("/ukazka/vstup/{}", person.slug);
        let Some(cookie) = ask(&router, &entrance, "").await.and_then(|answer| answer.cookie) else {
            continue;
        };
        follow(&router, &routes, &cookie, &mut kept).await;
    }
    drop(opened);
    Ok(kept.into_values().collect())
}

/// Follows one person's links.
async fn follow(
    router: &Router,
    routes: &[RouteEntry],
    cookie: &str,
    kept: &mut BTreeMap<&'static str, Shown>,
) {
    let mut waiting = VecDeque::from(["/".to_owned()]);
    let (mut seen, mut of_route) = (BTreeSet::new(), BTreeMap::<&str, usize>::new());
    while let Some(address) = waiting.pop_front() {
        let path = address.split(['?', '#']).next().unwrap_or_default().to_owned();
        // Entering as somebody else would end this person's session.
        let leads_away =
            ["/assets/", "/odhlasit", "/ukazka/vstup/"].iter().any(|away| path.starts_with(away));
        if leads_away || !seen.insert(path.clone()) {
            continue;
        }
        let Some(route) = route_of(routes, &path) else { continue };
        let count = of_route.entry(route).or_default();
        *count += 1;
        if *count > OF_ONE_ROUTE {
            continue;
        }
        let Some(answer) = ask(router, &address, cookie).await else { continue };
        waiting.extend(answer.location);
        if answer.status != StatusCode::OK || answer.html.is_empty() {
            continue;
        }
        waiting.extend(links(&answer.html));
        kept.entry(route).or_insert_with(|| Shown {
            name: file_name(route),
            title: title(&answer.html).unwrap_or_else(|| route.to_owned()),
            html: answer.html,
        });
    }
}

struct Answer {
    status: StatusCode,
    cookie: Option<String>,
    location: Option<String>,
    /// Empty for anything but a page.
    html: String,
}

/// Asks the router as a browser would.
async fn ask(router: &Router, address: &str, cookie: &str) -> Option<Answer> {
    let request = Request::builder()
        .uri(address)
        .header(header::HOST, "127.0.0.1:8080")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookie)
        .extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40_000))))
        .body(Body::empty())
        .ok()?;
    let response = router.clone().oneshot(request).await.ok()?;
    let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let page = text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html"));
    let cookie = text(header::SET_COOKIE).and_then(|c| c.split(';').next().map(str::to_owned));
    let (status, location) = (response.status(), text(header::LOCATION));
    let body = to_bytes(response.into_body(), 16 * 1024 * 1024).await.ok()?;
    let html = if page { String::from_utf8_lossy(&body).into_owned() } else { String::new() };
    Some(Answer { status, cookie, location, html })
}

/// The route that shows an address: the one with the fewest parameters.
fn route_of(routes: &[RouteEntry], path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |route: &str| {
        let pattern: Vec<&str> = route.split('/').collect();
        pattern.len() == parts.len()
            && pattern.iter().zip(&parts).all(|(p, part)| p.starts_with('{') || p == part)
    };
    let showing = routes.iter().filter(|route| route.verb == Verb::Get && fits(route.path));
    showing.min_by_key(|route| route.path.matches('{').count()).map(|route| route.path)
}

/// The fixed words of a route: parameters leave no word, a last one says that it is about one record.
fn file_name(route: &str) -> String {
    let words: Vec<&str> =
        route.split('/').filter(|part| !part.is_empty() && !part.starts_with('{')).collect();
    let one = route.split('/').next_back().is_some_and(|part| part.starts_with('{'));
    match (words.is_empty(), one) {
        (true, _) => "muj-den".to_owned(),
        (false, true) => format!("{}-jedno", words.join("-")),
        (false, false) => words.join("-"),
    }
}

/// Addresses of the house in a page.
fn links(html: &str) -> Vec<String> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| address.starts_with('/') && !address.starts_with("//"))
        .map(|address| address.replace("&amp;", "&").replace("&#38;", "&"))
        .collect()
}

fn title(html: &str) -> Option<String> {
    let title = html.split("<title>").nth(1)?.split("</title>").next()?;
    Some(title.trim_end_matches(" – Případovka").to_owned())
}

#[cfg(test)]
mod tests {
    use super::{file_name, links, title};

    #[test]
    fn a_page_is_named_after_its_route_and_calls_itself_by_its_title() {
        assert_eq!(file_name("/"), "muj-den");
        assert_eq!(file_name("/konference/{konference}"), "konference-jedno");
        assert_eq!(file_name("/konference/{konference}/cile"), "konference-cile");
        assert_eq!(title("<title>Cíle – Případovka</title>").as_deref(), Some("Cíle"));
        let page = r#"<a href="/a?b=1&amp;c=2"></a><a href="//jinam"></a><a href="https://jinam"></a>"#;
        assert_eq!(links(page), ["/a?b=1&c=2"]);
    }
}
