//! What surrounds a staff page.

use crate::access::{Actor, House, Opened, remaining};

/// An entry of the main navigation as drawn.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Czech label.
    pub label: &'static str,
    /// Address.
    pub href: &'static str,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// The banner on the pages of a case that somebody opened for a reason.
#[derive(Clone, Debug)]
pub struct OpenedFor {
    /// What is left: "1 hodinu a 5 minut".
    pub left: String,
    /// When it ends: "dnes v 16.30".
    pub until: String,
    /// Where it can be ended.
    pub href: String,
}

impl OpenedFor {
    fn of(opened: &Opened) -> Self {
        Self {
            left: remaining(opened.until, opened.now).unwrap_or_else(|| "chvilku".to_owned()),
            until: czech::dates::local_moment(opened.until.timestamp()),
            href: format!("/nahlednuti/{}", opened.id),
        }
    }
}

/// What surrounds a staff page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Name of the person.
    pub who: String,
    /// Short name of the office.
    pub office: String,
    /// Main navigation.
    pub nav: Vec<NavItem>,
    /// Whether this is a demo.
    pub demo: bool,
    /// A sentence after a successful act.
    pub notice: Option<String>,
    /// What is said on every page of a case that was opened for a reason: what is left of the time, and where to end it.
    pub opened: Option<OpenedFor>,
    /// Version of the program.
    pub version: &'static str,
}

impl Frame {
    /// The frame of a page that belongs to the navigation entry with the address `section`.
    #[must_use]
    pub fn new(house: &House, actor: &Actor, section: &str) -> Self {
        let nav = super::registry().nav_for(actor.roles);
        Self {
            who: actor.name.full(),
            office: actor.office_name.clone(),
            nav: nav
                .into_iter()
                .map(|entry| NavItem { label: entry.label, href: entry.href, current: entry.href == section })
                .collect(),
            demo: house.demo,
            notice: None,
            opened: actor.opened_until.as_ref().map(OpenedFor::of),
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// With the sentence for the code in the address (`?hotovo=ulozeno`): the sentence never comes from the
    /// address itself. Unknown codes show nothing.
    #[must_use]
    pub fn noticing(mut self, query: &super::Query, sentences: &[(&str, &str)]) -> Self {
        let code = query.0.value("hotovo").to_owned();
        self.notice = sentences.iter().find(|(c, _)| *c == code).map(|(_, sentence)| (*sentence).to_owned());
        self
    }

    /// A frame for samples: no person of an installation.
    #[must_use]
    pub fn sample(section: &str) -> Self {
        let all = crate::identity::Role::ALL_ROLES;
        Self {
            who: "Bc.\u{a0}Jana Kubíčková".into(),
            office: "Šternberk".into(),
            nav: super::registry()
                .nav_for(all)
                .into_iter()
                .map(|e| NavItem { label: e.label, href: e.href, current: e.href == section })
                .collect(),
            demo: true,
            notice: None,
            opened: None,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
