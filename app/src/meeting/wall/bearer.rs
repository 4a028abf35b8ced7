//! The bearer of a wall's token: a screen. It is nobody; what it gets is cut for those in the room.

use super::cut::{self, Addresses, Canvas, Composed, Everybody};
use super::look::{Look, screens};
use super::model::{Frame, Wall};
use super::{rules, store};
use crate::access::{Errand, House, Receipts, Record};
use crate::audit::{By, Who};
use crate::conferences::{self, Conference, State};
use crate::disclosure;
use crate::kernel::{Failure, Token};
use outbound::Link;

/// A screen with a living token.
pub(super) struct Bearer {
    pub(super) wall: Wall,
    pub(super) conference: Conference,
    token: Token,
}

impl Bearer {
    /// In the trail the screen is its maker: they put it up.
    fn by(&self) -> By {
        By { who: Who::Staff, actor: Some(self.wall.made_by.uuid()), office: self.conference.office.uuid() }
    }

    /// Leaves the event that a screen was opened; the answer waits for it.
    pub(super) fn leaves_a_trace(&self, house: &House, receipts: &Receipts) {
        let detail = format!(r#"{{"action":"meeting.wall","record":"{}"}}"#, self.wall.id);
        receipts.keep(house.trail.read(self.by(), self.conference.about(), detail));
    }

    fn addresses(&self, number: u64) -> Result<Addresses, Failure> {
        let token = self.token.text();
        let link = |path: String| {
            Link::new(path).ok_or_else(|| Failure::Broken("an address of a wall that is none".into()))
        };
        Ok(Addresses {
            live: link(format!("/s/{token}/zive"))?,
            seen: link(format!("/s/{token}/videno?cislo={number}"))?,
            again: link(format!("/s/{token}?videno={number}"))?,
        })
    }
}

/// Follows a token. It leads somewhere from the moment the wall was made until the meeting is over or the wall is taken
/// down.
///
/// # Errors
/// Database errors.
pub(super) async fn follow(house: &House, token: &str) -> Result<Option<Bearer>, Failure> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let lookup = Errand::begin(house).lookup();
    let Some(wall) = store::by_token(lookup, &token).await?.filter(|wall| wall.ended.is_none()) else {
        return Ok(None);
    };
    let Some(conference) = conferences::find(lookup, wall.conference).await? else { return Ok(None) };
    Ok((conference.state == State::Convened).then_some(Bearer { wall, conference, token }))
}

/// What a screen is shown now, as a frame or a page with this number.
///
/// # Errors
/// Database errors; sealed values that cannot be opened. Whatever cannot be read shows nothing.
pub(super) async fn draw<V: Canvas>(
    house: &House,
    bearer: &Bearer,
    number: u64,
) -> Result<Composed, Failure> {
    let lookup = Errand::begin(house).lookup();
    let look = Look::into(house, lookup, &bearer.conference).await?;
    let frame = rules::frame(&look.scene);
    let content = match frame {
        Frame::Neutral => look.bare(),
        Frame::For { .. } => look.content(lookup, &bearer.conference).await?,
    };
    let about = bearer.conference.about();
    let readers = disclosure::rights_of_all(house, lookup, &look.invited(), about).await?;
    let everybody = Everybody { readers, demo: house.demo };
    let wall = bearer.wall.id.uuid();
    cut::compose::<V>(content, &frame, &everybody, wall, &bearer.addresses(number)?)
}

/// The page of a screen before it is known what it may show, or when it may show nothing any more.
///
/// # Errors
/// As [`draw`].
pub(super) async fn draw_bare<V: Canvas>(
    house: &House,
    bearer: &Bearer,
    over: bool,
) -> Result<Composed, Failure> {
    let lookup = Errand::begin(house).lookup();
    let look = Look::into(house, lookup, &bearer.conference).await?;
    let mut content = look.bare();
    content.over |= over;
    let about = bearer.conference.about();
    let readers = disclosure::rights_of_all(house, lookup, &look.invited(), about).await?;
    let everybody = Everybody { readers, demo: house.demo };
    let wall = bearer.wall.id.uuid();
    cut::compose::<V>(content, &Frame::Neutral, &everybody, wall, &bearer.addresses(0)?)
}

/// A number for the next frame.
pub(super) fn next_number(house: &House) -> u64 {
    screens(house).number()
}
