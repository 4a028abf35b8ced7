//! A leaflet as a paper. It shows no fact: its words are fixed.

use super::{Leaflet, Part, Tongue, words};
use outbound::{Cut, Cutter, Logistics, Occasion};

/// A leaflet with where to turn to, as it is valid on a day.
pub(super) struct Content {
    /// Which one.
    pub(super) leaflet: Leaflet,
    /// In which language.
    pub(super) tongue: Tongue,
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
        pub lang: &'static str,
        pub region: &'static str,
        pub running: &'static str,
        pub card: &'static str,
        pub stop: &'static str,
    }
}

impl Cut<Content> for LeafletPaper {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(content: &Content, _: &Cutter<'_>) -> Self {
        let (words, frame) = (words(content.leaflet, content.tongue), content.tongue.frame());
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
            lang: frame.lang,
            region: frame.region,
            running: frame.running,
            card: frame.card,
            stop: frame.stop,
        }
    }
}
