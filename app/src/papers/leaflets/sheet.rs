//! A leaflet as a paper. It shows no fact: its words are fixed.

use super::{Leaflet, Part, words};
use outbound::{Cut, Cutter, Logistics, Occasion};

/// A leaflet with where to turn to, as it is valid on a day.
pub(super) struct Content {
    /// Which one.
    pub(super) leaflet: Leaflet,
    /// Where to turn to.
    pub(super) help: Vec<String>,
}

outbound::view! {
    /// A part of a leaflet.
    pub struct LeafletPart { pub heading: &'static str, pub text: Vec<&'static str>, pub points: Vec<&'static str> }

    /// A leaflet.
    #[paper("papers/leaflets/leaflet.typ", title = "Leták k případové konferenci")]
    pub struct LeafletPaper {
        pub title: &'static str,
        pub lead: &'static str,
        pub parts: Vec<LeafletPart>,
        pub help_heading: &'static str,
        pub help: Vec<Logistics>,
        pub child: bool,
    }
}

impl Cut<Content> for LeafletPaper {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(content: &Content, _: &Cutter<'_>) -> Self {
        let words = words(content.leaflet);
        let part = |part: &Part| LeafletPart {
            heading: part.heading,
            text: part.text.to_vec(),
            points: part.points.to_vec(),
        };
        Self {
            title: words.title,
            lead: words.lead,
            parts: words.parts.iter().map(part).collect(),
            help_heading: words.help,
            help: content.help.iter().map(Logistics::of).collect(),
            child: words.child,
        }
    }
}
