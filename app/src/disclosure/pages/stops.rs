//! Places of an output that must not reach its reader, as staff see them: on every page that is about to let something
//! out, with the two ways out.

use crate::conferences::Conference;
use crate::kernel::Id;
use crate::participants::Participant;
use outbound::StoppedWords;
use std::collections::BTreeSet;

/// One such place. Only who keeps protected facts sees the words; others see that there are some.
pub struct StopShown {
    /// What stands before.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands after.
    pub after: String,
    /// Where the head justifies it.
    pub justify: String,
    /// Whether the head did.
    pub excused: bool,
}

/// The places, each once; whether they may be read is `knows` (see [`crate::disclosure::knows_protected`]).
#[must_use]
pub fn stops_shown(
    stops: Vec<StoppedWords>,
    (conference, participant): (Id<Conference>, Id<Participant>),
    knows: bool,
) -> Vec<StopShown> {
    let mut seen = BTreeSet::new();
    let once = |stop: &StoppedWords| seen.insert((stop.before.clone(), stop.words.clone(), stop.fact));
    let around = |text: String| if knows { text } else { String::new() };
    stops
        .into_iter()
        .filter(once)
        .map(|stop| StopShown {
            justify: format!("/konference/{conference}/sdeleni/{participant}/udaj/{}", stop.fact),
            before: around(stop.before),
            words: if knows { stop.words } else { "chráněný údaj, zeptejte se koordinátora".into() },
            after: around(stop.after),
            excused: stop.excused,
        })
        .collect()
}
