//! By when to meet again, in words, for the pages that ask it.

use crate::access::{Action, House, Permit, Reads};
use crate::conferences::{self, Conference};
use crate::kernel::{Day, Failure, TimeOfDay};
use crate::meeting;

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
    /// What was agreed at the meeting, when that day is still ahead: it comes before what is counted.
    pub(in crate::follow_up) agreed: Option<(Day, Option<TimeOfDay>)>,
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
    let rows = rows.collect();
    let met = meeting::find(permit.lookup(house), permit.id()).await?;
    let agreed = met.and_then(|met| Some((met.next_day?, met.next_from))).filter(|(day, _)| *day > today);
    let sentence = match agreed {
        None => again.sentence,
        Some((day, from)) => {
            let at = from.map_or_else(String::new, |time| format!(" {}", time.at()));
            let told =
                format!("Na jednání jste se domluvili na {}{at}.", czech::dates::long_with_weekday(day));
            Some(again.sentence.map_or(told.clone(), |counted| format!("{told} {counted}")))
        }
    };
    Ok(Near { rows, sentence, day: again.proposal.map(|found| found.day), agreed })
}
