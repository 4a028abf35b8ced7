//! Whose perspective will be at the table, and who is in the room when: values for the page, made by pure functions.

use crate::access::{Permit, Tie};
use crate::conferences::{Conference, Phase, ReadConference};
use crate::invitations::{Answer, Invitation};
use crate::kernel::Choice;
use crate::participants::{Participant, Participation, Perspective, attendance};

/// How sure a seat is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// Comes.
    Yes,
    /// Not known yet, or another way.
    Open,
    /// Will not come.
    No,
}

impl Sure {
    /// Class of the tag and mark.
    #[must_use]
    pub const fn look(self) -> &'static str {
        match self {
            Self::Yes => "success",
            Self::Open => "warning",
            Self::No => "error",
        }
    }
}

/// A perspective as drawn.
#[derive(Clone, Debug)]
pub struct Seat {
    /// "Škola".
    pub label: String,
    /// Who brings it, by role.
    pub who: String,
    /// How sure.
    pub sure: Sure,
    /// The state in a word.
    pub word: &'static str,
}

fn state_of(participant: &Participant, invitations: &[Invitation]) -> (Sure, &'static str) {
    if participant.child.is_some() || participant.perspective == Perspective::Office {
        return (Sure::Yes, "domluveno");
    }
    if participant.participation == Participation::Written {
        return (Sure::Open, "písemně");
    }
    let invitation = invitations.iter().find(|i| i.participant == participant.id);
    match invitation {
        None => (Sure::Open, "nepozváno"),
        Some(i) if super::gather::undelivered(i) => (Sure::No, "nedoručeno"),
        Some(i) => match i.answer {
            Some(Answer::Comes) => (Sure::Yes, "přijde"),
            Some(Answer::PartOnly) => (Sure::Yes, "na část"),
            Some(Answer::Remote) => (Sure::Yes, "na dálku"),
            Some(Answer::Written) => (Sure::Open, "písemně"),
            Some(Answer::Cannot) => (Sure::No, "nepřijde"),
            None if i.is_outdated() => (Sure::Open, "zná starý termín"),
            None if super::gather::sent(i) => (Sure::Open, "čeká"),
            None => (Sure::Open, "nepozváno"),
        },
    }
}

/// Capital first letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Perspectives that somebody brings, then those that nobody brings yet.
#[must_use]
pub fn seats(
    participants: &[Participant],
    invitations: &[Invitation],
    uncovered: &[Perspective],
) -> Vec<Seat> {
    let mut seats = Vec::new();
    for perspective in Perspective::ALL.iter().copied().filter(|p| *p != Perspective::Office) {
        let here: Vec<&Participant> = participants.iter().filter(|p| p.perspective == perspective).collect();
        if here.is_empty() {
            continue;
        }
        let states: Vec<(Sure, &'static str)> = here.iter().map(|p| state_of(p, invitations)).collect();
        // The surest of those who bring it decides: the perspective will be heard.
        let best = states.iter().find(|(s, _)| *s == Sure::Yes);
        let open = states.iter().find(|(s, _)| *s == Sure::Open);
        let (sure, word) = *best.or(open).or(states.first()).unwrap_or(&(Sure::Open, "čeká"));
        let who: Vec<&str> = here.iter().map(|p| p.role_label.as_str()).collect();
        seats.push(Seat { label: capital(perspective.label()), who: who.join(", "), sure, word });
    }
    for perspective in uncovered {
        seats.push(Seat {
            label: capital(perspective.label()),
            who: "zatím nikdo".into(),
            sure: Sure::No,
            word: "chybí",
        });
    }
    seats
}

/// A chair of the picture.
#[derive(Clone, Debug)]
pub struct Chair {
    /// Across, to a tenth.
    pub x: String,
    /// Down, to a tenth.
    pub y: String,
    /// Upper edge of its half.
    pub top: String,
    /// How sure.
    pub sure: Sure,
}

/// Chairs around the table: chair *i* of *n* at 64 units from the middle, the first at the top.
#[must_use]
pub fn chairs(seats: &[Seat]) -> Vec<Chair> {
    let count = seats.len().max(1) as f64;
    seats
        .iter()
        .enumerate()
        .map(|(i, seat)| {
            let angle = std::f64::consts::TAU * i as f64 / count;
            let (x, y) = (80.0 + 64.0 * angle.sin(), 80.0 - 64.0 * angle.cos());
            Chair {
                x: format!("{x:.1}"),
                y: format!("{y:.1}"),
                top: format!("{:.1}", y - 11.0),
                sure: seat.sure,
            }
        })
        .collect()
}

/// One bar of the room's timeline.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Role: "maminka".
    pub who: String,
    /// "13.00–13.40 a 14.45–15.00".
    pub words: String,
    /// SVG path in minutes from the beginning.
    pub path: String,
    /// Class of the path: empty, `remote` or `maybe`.
    pub look: &'static str,
}

/// The room's timeline.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Length in minutes.
    pub minutes: i64,
    /// Five times, evenly spread.
    pub hours: Vec<String>,
    /// Bars.
    pub bars: Vec<Bar>,
    /// Time for the family alone: start and length in minutes.
    pub private: Vec<(i64, i64)>,
}

/// Who is in the room when; empty until day, time and agenda are known.
#[must_use]
pub fn timeline(
    conference: &Conference,
    phases: &[Phase],
    participants: &[Participant],
    invitations: &[Invitation],
) -> Timeline {
    let (Some(from), Some(minutes)) = (conference.from, conference.minutes()) else {
        return Timeline::default();
    };
    if minutes <= 0 || participants.is_empty() {
        return Timeline::default();
    }
    let start = from.minutes();
    let hours =
        (0..5).map(|i| crate::kernel::TimeOfDay::from_minutes(start + minutes * i / 4).to_string()).collect();
    let mut bars: Vec<Bar> = Vec::new();
    for participant in participants {
        if state_of(participant, invitations).0 == Sure::No {
            continue;
        }
        let spans = attendance(participant, conference, phases);
        if spans.is_empty() {
            continue;
        }
        let words: Vec<String> =
            spans.iter().map(|(a, b)| czech::dates::time_range(a.time(), b.time())).collect();
        let path = spans.iter().fold(String::new(), |path, (a, b)| {
            format!("{path}M{} 5H{}", a.minutes() - start, b.minutes() - start)
        });
        let look = match state_of(participant, invitations).0 {
            _ if participant.participation == Participation::Remote => "remote",
            Sure::Yes => "",
            Sure::Open | Sure::No => "maybe",
        };
        bars.push(Bar { who: capital(&participant.role_label), words: words.join(" a "), path, look });
    }
    let private = phases
        .iter()
        .filter(|p| p.private)
        .filter_map(|p| Some((p.starts?.minutes() - start, p.minutes)))
        .collect();
    Timeline { minutes, hours, bars, private }
}

/// Whether the case behind the conference may be named to whoever looks.
#[must_use]
pub fn knows_case(permit: &Permit<Conference, ReadConference>) -> bool {
    permit.ties().works_on()
        || permit.actor().heads(permit.record().office)
        || permit.actor().protects_data_of(permit.record().office)
        || permit.ties().has(Tie::Opening)
}
