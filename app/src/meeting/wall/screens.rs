//! What is known of the screens of a running meeting, in memory only: which are open, what each was sent and said it
//! shows, and when a leader's page last gave a sign. After a restart nothing is known, and the walls are empty until a
//! leader's page is open again.

use super::model::{Frame, Wall};
use super::rules;
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::kernel::{Id, Moment, Token};
use crate::meeting::Line;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How long a page without script may be silent before its screen counts as gone, in seconds.
const PLAIN_SILENCE: i64 = 12;

/// How long a short code opens a wall, in seconds.
pub(super) const CODE_HOLDS: i64 = 15 * 60;

/// How many wrong codes are taken in that time.
const WRONG_CODES: usize = 20;

/// The screens of all meetings.
#[derive(Default)]
pub(super) struct Screens(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    halls: HashMap<Id<Conference>, Hall>,
    codes: Vec<(String, Token, Id<Conference>, Moment)>,
    wrong: Vec<Moment>,
    next: u64,
}

/// One meeting.
#[derive(Default)]
struct Hall {
    led: Option<Moment>,
    /// Who opened a page of somebody who leads.
    leaders: HashSet<Id<Staff>>,
    screens: HashMap<u64, Screen>,
    /// Lines that a guard keeps off the wall.
    left_out: Vec<Id<Line>>,
}

/// One screen.
struct Screen {
    wall: Id<Wall>,
    /// Of a page without script: when it last came.
    plain: Option<Moment>,
    sent: Option<(u64, Frame)>,
    seen: Option<(u64, Frame)>,
}

/// What the screens say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// No screen shows the meeting.
    Dark,
    /// A screen has not said yet that it shows what all may see.
    Waiting,
    /// Every screen shows what all who are written down as present may see.
    Ready,
}

/// A screen that is open; it is forgotten with this value.
pub(super) struct Showing {
    screens: Arc<Screens>,
    conference: Id<Conference>,
    screen: u64,
}

impl Drop for Showing {
    fn drop(&mut self) {
        let mut kept = self.screens.kept();
        if let Some(hall) = kept.halls.get_mut(&self.conference) {
            hall.screens.remove(&self.screen);
        }
    }
}

impl Showing {
    /// Notes what is sent to it, and which lines had to be left out.
    pub(super) fn sends(&self, number: u64, frame: Frame, left_out: Vec<Id<Line>>) {
        let mut kept = self.screens.kept();
        let hall = kept.halls.entry(self.conference).or_default();
        hall.left_out = left_out;
        if let Some(screen) = hall.screens.get_mut(&self.screen) {
            screen.sent = Some((number, frame));
        }
    }
}

impl Screens {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number that no other frame has.
    pub(super) fn number(&self) -> u64 {
        let mut kept = self.kept();
        kept.next += 1;
        kept.next
    }

    /// Somebody who leads opened a page of the meeting.
    pub(super) fn led(&self, conference: Id<Conference>, by: Id<Staff>, now: Moment) {
        let mut kept = self.kept();
        let hall = kept.halls.entry(conference).or_default();
        hall.led = Some(now);
        hall.leaders.insert(by);
    }

    /// A page that somebody opened says that it is still there. Of whoever opened none it is no news: `false`.
    pub(super) fn still_led(&self, conference: Id<Conference>, by: Id<Staff>, now: Moment) -> bool {
        let mut kept = self.kept();
        let opened = |hall: &&mut Hall| hall.leaders.contains(&by);
        let Some(hall) = kept.halls.get_mut(&conference).filter(opened) else { return false };
        hall.led = Some(now);
        true
    }

    /// Whether a leader's page is alive.
    pub(super) fn is_led(&self, conference: Id<Conference>, now: Moment) -> bool {
        let kept = self.kept();
        let last = kept.halls.get(&conference).and_then(|hall| hall.led);
        last.is_some_and(|last| now.seconds_since(last) <= rules::LEASE)
    }

    /// A screen opens.
    pub(super) fn open(self: &Arc<Self>, conference: Id<Conference>, wall: Id<Wall>) -> Showing {
        let mut kept = self.kept();
        kept.next += 1;
        let screen = kept.next;
        let fresh = Screen { wall, plain: None, sent: None, seen: None };
        kept.halls.entry(conference).or_default().screens.insert(screen, fresh);
        Showing { screens: self.clone(), conference, screen }
    }

    /// A screen says that it shows a frame.
    pub(super) fn seen(&self, conference: Id<Conference>, wall: Id<Wall>, number: u64) {
        let mut kept = self.kept();
        let Some(hall) = kept.halls.get_mut(&conference) else { return };
        let sent = |screen: &&mut Screen| {
            screen.wall == wall && screen.sent.as_ref().is_some_and(|(sent, _)| *sent == number)
        };
        if let Some(screen) = hall.screens.values_mut().find(sent) {
            screen.seen.clone_from(&screen.sent);
        }
    }

    /// A page without script comes for its next frame and says by `shown` which one it has shown so far.
    pub(super) fn plain(
        &self,
        (conference, wall): (Id<Conference>, Id<Wall>),
        shown: u64,
        (number, frame): (u64, Frame),
        now: Moment,
    ) {
        let mut kept = self.kept();
        let hall = kept.halls.entry(conference).or_default();
        hall.screens.retain(|_, screen| screen.plain.is_none_or(|last| now.seconds_since(last) <= 60));
        let known = |(_, screen): &(&u64, &mut Screen)| {
            screen.wall == wall
                && screen.plain.is_some()
                && screen.sent.as_ref().is_some_and(|(sent, _)| *sent == shown)
        };
        match hall.screens.iter_mut().find(known) {
            Some((_, screen)) => {
                screen.seen = screen.sent.replace((number, frame));
                screen.plain = Some(now);
            }
            None => {
                let fresh = Screen { wall, plain: Some(now), sent: Some((number, frame)), seen: None };
                hall.screens.insert(number, fresh);
            }
        }
    }

    /// Lines that a guard keeps off the wall, as of its last frame.
    pub(super) fn left_out(&self, conference: Id<Conference>) -> Vec<Id<Line>> {
        self.kept().halls.get(&conference).map(|hall| hall.left_out.clone()).unwrap_or_default()
    }

    /// What the screens of a meeting say, where `needed` is what may be shown now.
    pub(super) fn light(&self, conference: Id<Conference>, needed: &Frame, now: Moment) -> Light {
        let kept = self.kept();
        let Some(hall) = kept.halls.get(&conference) else { return Light::Dark };
        let alive =
            |screen: &&Screen| screen.plain.is_none_or(|last| now.seconds_since(last) <= PLAIN_SILENCE);
        let mut screens = hall.screens.values().filter(alive).peekable();
        if screens.peek().is_none() {
            return Light::Dark;
        }
        let ready = |screen: &Screen| match (&screen.sent, &screen.seen) {
            // A page without script always has its next frame under way.
            (Some((_, sent)), Some((_, seen))) if screen.plain.is_some() => {
                rules::is_ready(sent, needed) && rules::is_ready(seen, needed)
            }
            (Some((sent, _)), Some((seen, frame))) => sent == seen && rules::is_ready(frame, needed),
            _ => false,
        };
        if screens.all(ready) { Light::Ready } else { Light::Waiting }
    }

    /// Keeps a short code for a token; earlier ones of the conference hold no more.
    pub(super) fn keep_code(&self, code: String, token: Token, conference: Id<Conference>, now: Moment) {
        let mut kept = self.kept();
        kept.codes.retain(|(_, _, of, made)| *of != conference && now.seconds_since(*made) < CODE_HOLDS);
        kept.codes.push((code, token, conference, now));
    }

    /// The code and token of a conference, as long as the code holds.
    pub(super) fn code_of(&self, conference: Id<Conference>, now: Moment) -> Option<(String, Token)> {
        let kept = self.kept();
        let holds = |(_, _, of, made): &&(String, Token, Id<Conference>, Moment)| {
            *of == conference && now.seconds_since(*made) < CODE_HOLDS
        };
        kept.codes.iter().find(holds).map(|(code, token, ..)| (code.clone(), token.clone()))
    }

    /// Forgets the code of a conference.
    pub(super) fn drop_code(&self, conference: Id<Conference>) {
        self.kept().codes.retain(|(_, _, of, _)| *of != conference);
    }

    /// The token behind a code. Too many wrong ones close this way for a while.
    pub(super) fn token_of(&self, code: &str, now: Moment) -> Result<Option<Token>, TooMany> {
        let mut kept = self.kept();
        kept.wrong.retain(|wrong| now.seconds_since(*wrong) < CODE_HOLDS);
        if kept.wrong.len() >= WRONG_CODES {
            return Err(TooMany);
        }
        let holds = |(known, _, _, made): &&(String, Token, Id<Conference>, Moment)| {
            known == code && now.seconds_since(*made) < CODE_HOLDS
        };
        let token = kept.codes.iter().find(holds).map(|(_, token, ..)| token.clone());
        if token.is_none() {
            kept.wrong.push(now);
        }
        Ok(token)
    }
}

/// Codes were tried too often.
pub(super) struct TooMany;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::super::model::Extent;
    use super::*;
    use uuid::Uuid;

    fn of(people: &[u128]) -> Frame {
        let audience = people.iter().map(|id| Id::from_uuid(Uuid::from_u128(*id))).collect();
        Frame::For { audience, lines: Extent::Whole }
    }

    fn now() -> Moment {
        Moment::in_prague(jiff::civil::date(2026, 12, 10), jiff::civil::time(13, 0, 0, 0))
    }

    const MEETING: Uuid = Uuid::from_u128(1);

    #[test]
    fn the_door_waits_for_every_screen_and_for_the_last_frame() {
        let (screens, meeting) = (Arc::new(Screens::default()), Id::from_uuid(MEETING));
        let wall = Id::from_uuid(Uuid::from_u128(2));
        let light = |needed: &[u128]| screens.light(meeting, &of(needed), now());
        assert_eq!(light(&[1]), Light::Dark);
        let (one, two) = (screens.open(meeting, wall), screens.open(meeting, wall));
        assert_eq!(light(&[1]), Light::Waiting);
        one.sends(11, of(&[1]), vec![]);
        two.sends(12, of(&[1]), vec![]);
        screens.seen(meeting, wall, 11);
        assert_eq!(light(&[1]), Light::Waiting, "the second screen said nothing");
        screens.seen(meeting, wall, 12);
        assert_eq!(light(&[1]), Light::Ready);
        assert_eq!(light(&[1, 2]), Light::Waiting, "somebody is to come in");
        one.sends(13, of(&[1, 2]), vec![]);
        two.sends(14, Frame::Neutral, vec![]);
        screens.seen(meeting, wall, 14);
        screens.seen(meeting, wall, 11);
        assert_eq!(light(&[1, 2]), Light::Waiting, "an old frame is no news");
        drop(one);
        assert_eq!(light(&[1, 2]), Light::Ready);
        drop(two);
        assert_eq!(light(&[1, 2]), Light::Dark);
    }

    #[test]
    fn only_who_opened_a_leaders_page_keeps_the_wall_alive() {
        let (screens, meeting) = (Screens::default(), Id::from_uuid(MEETING));
        let (leader, other) = (Id::from_uuid(Uuid::from_u128(5)), Id::from_uuid(Uuid::from_u128(6)));
        assert!(!screens.still_led(meeting, leader, now()));
        assert!(!screens.is_led(meeting, now()));
        screens.led(meeting, leader, now());
        let later = now().plus_seconds(rules::LEASE + 1);
        assert!(screens.is_led(meeting, now()) && !screens.is_led(meeting, later));
        assert!(!screens.still_led(meeting, other, later));
        assert!(!screens.is_led(meeting, later));
        assert!(screens.still_led(meeting, leader, later));
        assert!(screens.is_led(meeting, later));
    }

    #[test]
    fn a_page_without_script_says_with_its_next_visit_what_it_showed() {
        let (screens, meeting) = (Arc::new(Screens::default()), Id::from_uuid(MEETING));
        let at = (meeting, Id::from_uuid(Uuid::from_u128(2)));
        let light = |needed: &[u128], later| screens.light(meeting, &of(needed), now().plus_seconds(later));
        screens.plain(at, 0, (5, of(&[1])), now());
        assert_eq!(light(&[1], 0), Light::Waiting);
        screens.plain(at, 5, (6, of(&[1])), now());
        assert_eq!(light(&[1], 0), Light::Ready);
        screens.plain(at, 6, (7, of(&[1, 2])), now());
        assert_eq!(light(&[1, 2], 0), Light::Waiting, "what it got may not stand there yet");
        screens.plain(at, 7, (8, of(&[1, 2])), now());
        assert_eq!(light(&[1, 2], 0), Light::Ready);
        assert_eq!(light(&[1, 2], PLAIN_SILENCE + 1), Light::Dark);
    }

    #[test]
    fn a_short_code_opens_for_a_while_and_cannot_be_tried_out() {
        let (screens, meeting, token) = (Screens::default(), Id::from_uuid(MEETING), Token::fresh());
        screens.keep_code("48217706".into(), token.clone(), meeting, now());
        let found = |code, at| screens.token_of(code, at).ok().flatten();
        assert!(found("48217706", now()).is_some_and(|found| found == token));
        assert!(found("48217706", now().plus_seconds(CODE_HOLDS)).is_none());
        for _ in 0..WRONG_CODES {
            let _ = screens.token_of("00000000", now());
        }
        assert!(screens.token_of("48217706", now()).is_err());
        assert!(found("48217706", now().plus_seconds(CODE_HOLDS - 1)).is_none());
    }
}
