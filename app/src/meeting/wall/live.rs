//! The frames of one screen, one after another, as long as its token lives.

use super::bearer::{self, Bearer};
use super::look::screens;
use super::model::Frame;
use super::screens::Showing;
use super::view::WallFrame;
use crate::access::House;
use crate::kernel::{Beat, Failure, Listener};
use crate::shell::SheetStream;
use outbound::Page;
use std::time::Duration;

/// How long a screen waits for a sign before it looks by itself: another process may have written.
const PATIENCE: Duration = Duration::from_secs(2);

/// One open screen.
struct Screen {
    house: House,
    token: String,
    last: Bearer,
    listener: Listener,
    showing: Showing,
    shown: Option<(String, Frame)>,
    over: bool,
}

/// Shows a wall from now on.
pub(super) fn stream(house: &House, token: String, bearer: Bearer) -> SheetStream {
    let listener = house.pulse().listen(bearer.conference.id.uuid());
    let showing = screens(house).open(bearer.conference.id, bearer.wall.id);
    let screen =
        Screen { house: house.clone(), token, last: bearer, listener, showing, shown: None, over: false };
    SheetStream::showing(screen, next)
}

async fn next(mut screen: Screen) -> Option<((&'static str, Page), Screen)> {
    while !screen.over {
        match screen.look().await {
            Ok(Some(told)) => return Some((told, screen)),
            Ok(None) => {
                if screen.listener.next(PATIENCE).await == Beat::Over {
                    return None;
                }
            }
            Err(failure) => {
                // The screen hears nothing more and empties itself; it comes back by itself.
                tracing::error!(error = %failure, "a wall could not be drawn");
                return None;
            }
        }
    }
    None
}

impl Screen {
    /// The next frame, if it is another than the one that is shown.
    async fn look(&mut self) -> Result<Option<(&'static str, Page)>, Failure> {
        let Some(bearer) = bearer::follow(&self.house, &self.token).await? else {
            self.over = true;
            let last = bearer::draw_bare::<WallFrame>(&self.house, &self.last, true).await?;
            return Ok(Some(("konec", last.page)));
        };
        let number = bearer::next_number(&self.house);
        let composed = bearer::draw::<WallFrame>(&self.house, &bearer, number).await?;
        // The same words for other people are sent as well: only what a screen has confirmed for them opens the door.
        let now = (composed.fingerprint, composed.frame);
        if self.shown.as_ref() == Some(&now) {
            return Ok(None);
        }
        self.showing.sends(number, now.1.clone(), composed.left_out);
        self.shown = Some(now);
        self.last = bearer;
        Ok(Some(("obraz", composed.page)))
    }
}
