//! Whoever stands at the door: nobody known. What is read is the door and the name of the office.

use super::model::{Door, NewSheet};
use super::store;
use crate::access::{Errand, House};
use crate::conferences::{self, Conference, State};
use crate::identity;
use crate::kernel::{Failure, Id};

/// A door that somebody found.
pub(super) struct Found {
    pub(super) conference: Conference,
    pub(super) office: String,
    /// Whether it is open.
    pub(super) open: bool,
}

/// What stands behind a code.
pub(super) async fn found(house: &House, typed: &str) -> Result<Option<Found>, Failure> {
    let lookup = Errand::begin(house).lookup();
    let Some(id) = store::behind(lookup, typed).await? else { return Ok(None) };
    let Some(conference) = conferences::find(lookup, id).await? else { return Ok(None) };
    let door: Option<Door> = store::door(lookup, id).await?;
    let office = identity::store::find_office(lookup.queries(), conference.office).await?;
    let takes = matches!(conference.state, State::Convened | State::Held);
    let open = takes && door.is_some_and(|door| door.is_open(house.clock.today()));
    Ok(Some(Found { office: office.map(|office| office.title).unwrap_or_default(), open, conference }))
}

/// Whether the same form was sent before with other answers: a sheet nobody's name stands on cannot be changed.
pub(super) async fn was_sent_otherwise(
    house: &House,
    conference: Id<Conference>,
    new: &NewSheet,
) -> Result<bool, Failure> {
    store::says_otherwise(Errand::begin(house).lookup(), conference, new).await
}
