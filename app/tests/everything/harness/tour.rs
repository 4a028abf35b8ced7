//! Walking through the house: pages found by following links, and a real address for every route.

use super::browser::{Answer, Browser};
use super::{Person, TestHouse};
use pripadovka::access::{RouteEntry, Verb};
use pripadovka::shell::registry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use uuid::Uuid;

/// Addresses of one route under one case or conference that a walk looks at: more of the same tell nothing new.
const OF_ONE_ROUTE: usize = 3;

/// All routes of the program.
pub fn routes() -> Vec<RouteEntry> {
    // Whoever asks first fills the registry: an empty list would prove nothing.
    pripadovka::shell::set_registry(pripadovka::capabilities::all);
    registry().routes().list().to_vec()
}

/// The parts of an address between its slashes, without what is asked of it.
fn parts(address: &str) -> Vec<&str> {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    address[..end].split('/').collect()
}

/// What a part of a route is called, if it stands for anything.
fn name(part: &str) -> Option<&str> {
    part.strip_prefix('{').and_then(|part| part.strip_suffix('}'))
}

/// Whether a route's path takes these parts. Every link of every page is asked of every route: the first part that
/// differs ends it.
fn takes(route: &str, found: &[&str]) -> bool {
    let (mut expected, mut found) = (route.split('/'), found.iter());
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if one == *other || (name(one).is_some() && !other.is_empty()) => {}
            _ => return false,
        }
    }
}

/// The parameters of an address, if the route's path fits it; free ones included.
pub fn fits(route: &str, address: &str) -> Option<BTreeMap<String, String>> {
    let found = parts(address);
    let named = |(part, found): (&str, &&str)| name(part).map(|name| (name.to_owned(), (*found).to_owned()));
    takes(route, &found).then(|| route.split('/').zip(&found).filter_map(named).collect())
}

/// The route that serves an address: the one with the fewest parameters.
pub fn route_of<'a>(routes: &'a [RouteEntry], verb: Verb, address: &str) -> Option<&'a RouteEntry> {
    let found = parts(address);
    routes
        .iter()
        .filter(|route| route.verb == verb && takes(route.path, &found))
        .min_by_key(|route| route.path.matches('{').count())
}

/// Everything that a person reaches by links, beginning at these addresses; one answer per address.
pub async fn walk(browser: &mut Browser, starts: &[String]) -> Vec<Answer> {
    let routes = routes();
    let mut waiting: VecDeque<String> = starts.iter().cloned().collect();
    let (mut seen, mut of_route) = (BTreeSet::new(), BTreeMap::<(&str, String), usize>::new());
    let mut answers = Vec::new();
    while let Some(address) = waiting.pop_front() {
        if address.starts_with("/assets/") || !seen.insert(address.clone()) {
            continue;
        }
        if let Some(route) = route_of(&routes, Verb::Get, &address) {
            let params = fits(route.path, &address).unwrap_or_default();
            let owner = params.get("konference").or(params.get("pripad")).cloned().unwrap_or_default();
            let count = of_route.entry((route.path, owner)).or_default();
            *count += 1;
            if *count > OF_ONE_ROUTE {
                continue;
            }
        }
        let answer = browser.get(&address).await;
        if let Some(to) = answer.location() {
            waiting.push_back(to.to_owned());
        } else if answer.is_html() {
            waiting.extend(answer.page().links());
        }
        answers.push(answer);
    }
    answers
}

/// Where a walk of the staff begins: every entry of the navigation, and every route without parameters.
pub fn starts(house: &TestHouse) -> Vec<String> {
    let mut starts: Vec<String> = vec!["/".into()];
    for name in ["case.dolezalovi", "conference.main"] {
        if let Some(id) = house.named.get(name) {
            let folder = if name.starts_with("case") { "pripady" } else { "konference" };
            starts.push(format!("/{folder}/{id}"));
        }
    }
    starts.extend(
        routes().iter().filter(|r| r.verb == Verb::Get && !r.path.contains('{')).map(|r| r.path.to_owned()),
    );
    starts.retain(|address| !address.starts_with("/ukazka"));
    starts
}

/// Addresses that pages name, each with whether it is posted to.
pub struct Survey {
    found: Vec<(bool, String)>,
    /// An account and the office that routes are about, when they are about one.
    fixed: [(&'static str, String); 2],
}

/// What those who reach most of the house come across.
pub async fn survey(house: &TestHouse) -> Survey {
    let mut found: Vec<(bool, String)> = Vec::new();
    for person in [Person::Coordinator, Person::Head, Person::Administrator, Person::DataProtectionOfficer] {
        // A second session, so that the account's page lists one to end.
        house.sign_in(house.cast.id(person)).await;
        let mut browser = house.browser_of(person).await;
        for answer in walk(&mut browser, &starts(house)).await {
            found.push((false, answer.url.clone()));
            if answer.is_html() {
                for form in answer.page().forms() {
                    found.push((!form.get, form.action));
                }
            }
        }
    }
    // A page of somebody who leads says by script that it is still open; for whoever leads nothing it is no news.
    found.push((true, format!("/jednani/tu/{}", Uuid::from_u128(1))));
    for (_, token) in super::outsiders::links(house).await {
        // What stands behind the code names papers; no walk gives codes.
        if token.matches('/').count() == 2 {
            found.push((true, format!("{token}/podklady/{}", Uuid::from_u128(1))));
        }
        found.push((false, token));
    }
    // Tasks stand behind a link after a meeting; somebody else's number says as little as none.
    found.push((true, "/p/nikdo/ukoly/1".to_owned()));
    let fixed =
        [("uzivatel", house.cast.id(Person::CoWorker).to_string()), ("urad", house.cast.office.to_string())];
    Survey { found, fixed }
}

/// A real address for every route, about the case and main conference of the demo data wherever the route is about
/// one.
pub async fn addresses(house: &TestHouse) -> BTreeMap<(bool, &'static str), String> {
    survey(house)
        .await
        .about(house.named.get("case.dolezalovi").copied(), house.named.get("conference.main").copied())
}

impl Survey {
    /// A real address for every route, about this case and this conference wherever the route is about one. Routes
    /// that no page leads to get their parameters from pages that name them.
    pub fn about(
        &self,
        case: Option<Uuid>,
        conference: Option<Uuid>,
    ) -> BTreeMap<(bool, &'static str), String> {
        let routes = routes();
        let mut addresses = BTreeMap::new();
        let mut values: BTreeMap<String, String> = BTreeMap::new();
        let home = |params: &BTreeMap<String, String>| {
            let own = |param: &str, id: Option<Uuid>| {
                params.get(param).is_none_or(|value| id.is_none_or(|id| id.to_string() == *value))
            };
            let fixed = |(name, id): &(&str, String)| params.get(*name).is_none_or(|value| value == id);
            own("pripad", case) && own("konference", conference) && self.fixed.iter().all(fixed)
        };
        for (post, address) in &self.found {
            let verb = if *post { Verb::Post } else { Verb::Get };
            let Some(route) = route_of(&routes, verb, address) else { continue };
            let params = fits(route.path, address).unwrap_or_default();
            if !home(&params) {
                continue;
            }
            let owned = params.contains_key("pripad") || params.contains_key("konference");
            addresses.entry((*post, route.path)).or_insert_with(|| address.clone());
            for (name, value) in params {
                if owned || !values.contains_key(&name) {
                    values.entry(name).or_insert(value);
                }
            }
        }
        for (name, id) in &self.fixed {
            values.insert((*name).to_owned(), id.clone());
        }
        for (param, id) in [("pripad", case), ("konference", conference)] {
            if let Some(id) = id {
                values.insert(param.into(), id.to_string());
            }
        }
        for route in &routes {
            let part = |part: &str| match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
                // A free parameter may name what a checked one names elsewhere: `_podklad` of an outsider's address.
                Some(name) => values
                    .get(name)
                    .or_else(|| values.get(name.trim_start_matches('_')))
                    .cloned()
                    .unwrap_or_else(|| part.to_owned()),
                None => part.to_owned(),
            };
            let filled: Vec<String> = route.path.split('/').map(part).collect();
            addresses.entry((route.verb == Verb::Post, route.path)).or_insert_with(|| filled.join("/"));
        }
        addresses
    }
}
