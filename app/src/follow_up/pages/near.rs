//! By when to meet again, in words, for the pages that ask it.

use crate::access::{Action, House, Permit, Reads};
use crate::conferences::{self, Conference};
use crate::kernel::{Day, Failure};

/// A hard day.
pub(in crate::follow_up) struct NearRow {
    pub(in crate::follow_up) words: String,
    pub(in crate::follow_up) late: bool,
}

/// All of them, and the day to propose with the reason for it.
#[derive(Default)]
pub(in crate::follow_up) struct Near {
    pub(in crate::follow_up) sentence: Option<String>,
    pub(in crate::follow_up) rows: Vec<NearRow>,
    pub(in crate::follow_up) day: Option<Day>,
}

/// Loads them.
pub(super) async fn load<A: Action<Conference> + Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
) -> Result<Near, Failure> {
    let today = house.clock.today();
    let again = conferences::meet_again(permit.lookup(house), permit.record(), today).await?;
    let rows = again.days.iter().map(|(day, why, child)| {
        let words = format!("do {}: {}", czech::dates::short(*day), why.words());
        let child = child.as_ref().map(|child| format!(" ({})", permit.reveal(child)));
        NearRow { words: words + &child.unwrap_or_default(), late: *day < today }
    });
    Ok(Near { rows: rows.collect(), sentence: again.sentence, day: again.proposal.map(|found| found.day) })
}
