//! What may stand on the wall at a moment. Pure.
//!
//! The wall is seen by everybody in the room and by nobody as themselves. It shows what all who are there may see
//! ([`crate::disclosure::RoomRights`] cuts it), and nothing where that cannot be known. Hiding happens at once, showing
//! more waits until the door is shut behind whoever left.

use super::model::{Chair, Extent, Frame, Scene, WallContent};
use crate::conferences::Phase;
use crate::kernel::{Id, Moment};
use crate::meeting::PresenceStep;
use crate::participants::{Participant, Participation};

/// How long whoever left still counts as there, in seconds: the door is open.
pub const DOOR: i64 = 5;

/// How long a leader's page may be silent before the wall hides everything, in seconds: nobody would tell it who comes.
pub const LEASE: i64 = 20;

/// What the wall shows as things stand.
#[must_use]
pub fn frame(scene: &Scene) -> Frame {
    let quiet = !scene.running || !scene.led || scene.private || resting(scene);
    let there: Vec<&Chair> = scene.chairs.iter().filter(|chair| is_there(&chair.steps, scene.now)).collect();
    let stranger = there.iter().any(|chair| chair.participant.is_none());
    if quiet || stranger || there.is_empty() {
        return Frame::Neutral;
    }
    if !scene.safety_concern {
        return Frame::For { audience: of(there.into_iter()), lines: Extent::Whole };
    }
    // Where safety is at risk nothing may vanish while somebody comes in: that would show what they must not see. So
    // from the start only what everybody invited to the phase may see stands there; and when somebody else is there,
    // nothing at all.
    if there.iter().any(|chair| !chair.invited) {
        return Frame::Neutral;
    }
    Frame::For {
        audience: of(scene.chairs.iter().filter(|chair| chair.invited)),
        lines: Extent::Phase(scene.phase),
    }
}

/// In a fixed order, each once: whose chair stands where tells nothing.
fn of<'a>(chairs: impl Iterator<Item = &'a Chair>) -> Vec<Id<Participant>> {
    let mut audience: Vec<_> = chairs.filter_map(|chair| chair.participant).collect();
    audience.sort_unstable_by_key(|id| id.uuid());
    audience.dedup();
    audience
}

/// Whether there is a break, or one has just ended: people are still coming back.
fn resting(scene: &Scene) -> bool {
    let lasts = |(from, until): &(Moment, Option<Moment>)| {
        *from <= scene.now && until.is_none_or(|until| scene.now.seconds_since(until) < DOOR)
    };
    scene.pauses.iter().any(lasts)
}

/// Whether somebody is in the room, on the phone or on a screen; whoever has just left still is.
#[must_use]
pub fn is_there(steps: &[(PresenceStep, Moment)], now: Moment) -> bool {
    let here = |step: PresenceStep| !matches!(step, PresenceStep::Left | PresenceStep::AskedOut);
    match steps.split_last() {
        None => false,
        Some(((last, _), _)) if here(*last) => true,
        Some(((_, at), before)) => {
            // Out since the first step in a row that leads out.
            let was_in = before.iter().rposition(|(step, _)| here(*step));
            let out = was_in.and_then(|position| steps.get(position + 1)).map_or(*at, |(_, since)| *since);
            was_in.is_some() && now.seconds_since(out) < DOOR
        }
    }
}

/// Whether somebody is invited to a phase. Who comes for an exact time is where the phase touches it; where that cannot
/// be told they are counted in, because whoever is counted in only narrows what is shown.
#[must_use]
pub fn is_invited(who: &Participant, phase: Option<&Phase>) -> bool {
    if who.removed || who.participation == Participation::Written {
        return false;
    }
    let Some(phase) = phase else { return true };
    if let (Some(from), Some(until)) = (who.from, who.until) {
        return match (phase.starts, phase.ends()) {
            (Some(starts), Some(ends)) => from < ends && starts < until,
            _ => true,
        };
    }
    who.participation == Participation::Whole || who.phases.is_empty() || who.phases.contains(&phase.id)
}

/// Everything that could be shown, as far as a frame shows it: lines outside its extent go, and of a neutral frame only
/// the title and the time are left.
#[must_use]
pub fn within(mut content: WallContent, frame: &Frame) -> WallContent {
    match frame {
        Frame::Neutral => WallContent {
            left: None,
            percent: None,
            ends: None,
            agenda: Vec::new(),
            goals: Vec::new(),
            lines: Vec::new(),
            audience: Vec::new(),
            ..content
        },
        Frame::For { audience, lines } => {
            content.audience.clone_from(audience);
            if let Extent::Phase(phase) = lines {
                content.lines.retain(|line| line.phase == *phase);
            }
            content
        }
    }
}

/// Whether what a screen said it shows is narrow enough for whoever is there now: nothing, or cut for all of them.
#[must_use]
pub fn is_ready(shown: &Frame, needed: &Frame) -> bool {
    match (shown, needed) {
        (Frame::Neutral, _) => true,
        (Frame::For { .. }, Frame::Neutral) => false,
        (Frame::For { audience: shown, .. }, Frame::For { audience: needed, .. }) => {
            needed.iter().all(|id| shown.contains(id))
        }
    }
}

#[cfg(test)]
mod tests;
