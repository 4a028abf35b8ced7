//! From everything that could be shown and who is there to the frame that leaves the house. No I/O.
//!
//! A line that a guard stops for anybody of the audience is left out by itself, and nobody sees that it is; only then the
//! whole is cut and read once more. What is still stopped hides the whole.

use super::model::{Frame, WallContent};
use super::rules;
use super::view::{OneGoal, OneLine, OneTitle, Screened, WallFrame, WallPage};
use crate::disclosure::{ReaderRights, RoomRights, disclose_in_room};
use crate::kernel::{Failure, Id};
use crate::meeting::Line;
use outbound::{Cut, Disclosed, Link, Page, PageView, Rights as _};
use uuid::Uuid;

/// The rights of everybody who is on the list of the meeting.
pub(super) struct Everybody {
    pub(super) readers: Vec<ReaderRights>,
    pub(super) demo: bool,
}

impl Everybody {
    /// What the audience of a frame may see together. Of nobody whose rights are not known anything is assumed.
    fn looking_at(&self, frame: &Frame) -> RoomRights {
        let Frame::For { audience, .. } = frame else { return self.for_the_title() };
        let mine = self.readers.iter().filter(|rights| audience.contains(&rights.reader.participant));
        let mine: Vec<ReaderRights> = mine.cloned().collect();
        let strangers = audience.len().saturating_sub(mine.len());
        RoomRights::of(mine, strangers, self.demo)
    }

    /// No facts, and every guard: the title of a phase is seen whoever is there.
    fn for_the_title(&self) -> RoomRights {
        RoomRights::of(self.readers.clone(), 1, self.demo)
    }
}

/// Addresses of one screen.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    pub(super) live: Link,
    pub(super) seen: Link,
    pub(super) again: Link,
}

/// A frame that is ready to leave.
pub(super) struct Composed {
    /// What it shows; the neutral frame also where something was stopped.
    pub(super) frame: Frame,
    /// The page.
    pub(super) page: Page,
    /// Changes when what is shown changes.
    pub(super) fingerprint: String,
    /// Lines that a guard keeps from somebody who is there.
    pub(super) left_out: Vec<Id<Line>>,
}

/// The kind of a page that a wall is drawn on.
pub(super) trait Canvas: Cut<Screened> + PageView {}
impl Canvas for WallFrame {}
impl Canvas for WallPage {}

/// Composes a frame.
///
/// # Errors
/// [`Failure::Output`] when the template fails.
pub(super) fn compose<V: Canvas>(
    content: WallContent,
    frame: &Frame,
    everybody: &Everybody,
    wall: Uuid,
    at: &Addresses,
) -> Result<Composed, Failure> {
    let (content, left_out) = sifted(content, frame, everybody, wall);
    let screened =
        |content| Screened { content, live: at.live.clone(), seen: at.seen.clone(), again: at.again.clone() };
    let disclosed = disclosed::<V>(&screened(content.clone()), frame, everybody, wall);
    if let Some(page) = unless_stopped(outbound::page(&disclosed))? {
        return Ok(Composed {
            frame: frame.clone(),
            page,
            fingerprint: disclosed.fingerprint().to_owned(),
            left_out,
        });
    }
    // The words together say what none of them says alone: nothing of it is shown, the title neither.
    let bare = WallContent { title: None, ..rules::within(content, &Frame::Neutral) };
    let disclosed = disclosed_neutral::<V>(&screened(bare), everybody, wall);
    let page = outbound::page(&disclosed).map_err(|error| Failure::Output(error.to_string()))?;
    let fingerprint = disclosed.fingerprint().to_owned();
    Ok(Composed { frame: Frame::Neutral, page, fingerprint, left_out })
}

/// The content cut for the audience of a frame.
pub(super) fn disclosed<V: Cut<Screened>>(
    screened: &Screened,
    frame: &Frame,
    everybody: &Everybody,
    wall: Uuid,
) -> Disclosed<V> {
    disclose_in_room(&everybody.looking_at(frame), wall, screened)
}

/// The time of day and nothing else, which no guard reads.
fn disclosed_neutral<V: Cut<Screened>>(
    screened: &Screened,
    everybody: &Everybody,
    wall: Uuid,
) -> Disclosed<V> {
    disclose_in_room(&RoomRights::of(Vec::new(), 1, everybody.demo), wall, screened)
}

fn unless_stopped(page: Result<Page, outbound::Error>) -> Result<Option<Page>, Failure> {
    match page {
        Ok(page) => Ok(Some(page)),
        Err(outbound::Error::Stopped) => Ok(None),
        Err(error) => Err(Failure::Output(error.to_string())),
    }
}

/// What of the content is for this frame and passes every guard, and which lines do not.
pub(super) fn sifted(
    content: WallContent,
    frame: &Frame,
    everybody: &Everybody,
    wall: Uuid,
) -> (WallContent, Vec<Id<Line>>) {
    let mut content = rules::within(content, frame);
    let titles = everybody.for_the_title();
    if titles.guard().is_none() {
        return (content, Vec::new());
    }
    let title_passes = |title: &String| !disclose_in_room::<OneTitle, _>(&titles, wall, title).is_stopped();
    content.title = content.title.filter(title_passes);
    content.agenda.retain(|line| title_passes(&line.title));
    let rights = everybody.looking_at(frame);
    content.goals.retain(|goal| !disclose_in_room::<OneGoal, _>(&rights, wall, goal).is_stopped());
    let stopped =
        |place: &usize| disclose_in_room::<OneLine, _>(&rights, wall, &(&content, *place)).is_stopped();
    let stopped: Vec<usize> = (0..content.lines.len()).filter(stopped).collect();
    let left_out = stopped.iter().filter_map(|place| content.lines.get(*place)).map(|line| line.id).collect();
    let mut place = 0;
    content.lines.retain(|_| {
        place += 1;
        !stopped.contains(&(place - 1))
    });
    (content, left_out)
}
