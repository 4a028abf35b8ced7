//! The worker's day: conferences ahead with what is missing at each, deadlines, and what waits for a decision.

use super::rules::Urgency;
use crate::access::{House, Listing, Permit};
use crate::cases::ReadCase;
use crate::conferences::{Conference, DecideConference, ReadConference, State};
use crate::kernel::{Day as CalendarDay, Failure};
use czech::plural::count;

/// Conferences shown on the day.
const AT_MOST: i64 = 30;
/// Conferences whose missing acts are counted on the day; the rest is one click away.
const WEIGHED: usize = 6;

/// For how many days after its meeting a closed conference is asked what it owes.
const OWED_DAYS: i64 = 60;

/// A conference on the day's page.
pub struct Card {
    /// Permit.
    pub permit: Permit<Conference, ReadConference>,
    /// How the case is called, for those who know it.
    pub family: Option<String>,
    /// "čt 10. 12., 13.00–15.00", or the state.
    pub when: String,
    /// "za 19 dní".
    pub distance: String,
    /// First missing act and how many more; nothing when all is done or it was not weighed.
    pub next: Option<(String, String, String)>,
    /// Tag and its look.
    pub tag: (&'static str, &'static str),
}

/// What a day holds.
pub struct Day {
    /// Conferences that ask for something, soonest first.
    pub ahead: Vec<Card>,
    /// Those that wait for the head's decision.
    pub undecided: Vec<Card>,
}

/// "do 3. 12.", "dnes", "po lhůtě 4 dny".
#[must_use]
pub fn due_words(due: CalendarDay, today: CalendarDay) -> String {
    let days = due.duration_since(today).as_hours() / 24;
    match days {
        0 => "dnes".to_owned(),
        1 => "do zítřka".to_owned(),
        d if d > 0 => format!("do {}", czech::dates::brief(due)),
        d => format!("po lhůtě {}", count(d.unsigned_abs(), "den", "dny", "dní")),
    }
}

/// Gathers a person's day.
///
/// # Errors
/// Database errors.
pub async fn of(house: &House, listing: &Listing) -> Result<Day, Failure> {
    let actor = listing.actor();
    let today = actor.today;
    let rows = crate::conferences::of_worker(&house.queries, actor.id, today, AT_MOST, 0).await?;
    // A cancelled one stays as long as somebody still has to be told before they set out.
    let to_tell =
        |record: &Conference| record.state == State::Cancelled && record.day.is_some_and(|day| day >= today);
    // A closed one stays as long as somebody waits for their extract or an answer.
    let lately = today.saturating_sub(jiff::Span::new().days(OWED_DAYS));
    let owes = |record: &Conference| {
        record.state == State::Closed
            && record.sealed.is_some()
            && record.day.is_some_and(|day| day >= lately)
    };
    let asking = rows
        .into_iter()
        .filter(|(record, _)| {
            record.state.is_open() || record.state == State::Held || to_tell(record) || owes(record)
        })
        .collect();
    let mut ahead = Vec::new();
    for permit in listing.sieve::<Conference, ReadConference>(asking) {
        let over = matches!(permit.record().state, State::Cancelled | State::Closed);
        let weigh = over || ahead.len() < WEIGHED;
        let card = card(house, permit, weigh, today).await?;
        if !over || card.next.is_some() {
            ahead.push(card);
        }
    }
    ahead.sort_by_key(|card| (card.permit.record().day.is_none(), card.permit.record().day));
    let mut undecided = Vec::new();
    if actor.heads(actor.office) {
        let viewer = (actor.id, today);
        let waiting = crate::conferences::of_office(
            &house.queries,
            actor.office,
            State::Considered,
            viewer,
            AT_MOST,
            0,
        )
        .await?;
        for permit in listing.sieve::<Conference, DecideConference>(waiting) {
            if let Ok(permit) = permit.also::<ReadConference>() {
                undecided.push(card(house, permit, true, today).await?);
            }
        }
        undecided.retain(|card| card.next.as_ref().is_some_and(|(_, _, code)| code == "decide"));
    }
    Ok(Day { ahead, undecided })
}

async fn card(
    house: &House,
    permit: Permit<Conference, ReadConference>,
    weigh: bool,
    today: CalendarDay,
) -> Result<Card, Failure> {
    let record = permit.record();
    let when = match (record.day, record.from, record.until) {
        (Some(day), Some(from), Some(until)) => {
            format!("{}, {}", czech::dates::brief(day), czech::dates::time_range(from.time(), until.time()))
        }
        (Some(day), _, _) => czech::dates::brief(day),
        _ => "termín zatím není".to_owned(),
    };
    let family = match permit.parent::<ReadCase>(house).await {
        Ok(case) => Some(case.reveal(&case.record().title).clone()),
        Err(_) => None,
    };
    let distance = record.day.map_or_else(String::new, |day| czech::dates::relative(day, today));
    let mut tag = record.tag();
    let mut next = None;
    if weigh {
        let may_decide = permit.allows::<DecideConference>();
        let full = crate::conferences::find(permit.lookup(house), permit.id()).await?;
        if let Some(full) = full {
            let gathered =
                super::gather(house, permit.lookup(house), &full, (may_decide, family.is_some()), false)
                    .await?;
            let missing = &gathered.desk.missing;
            if missing.iter().any(|line| line.urgency == Urgency::Late) {
                tag = ("po lhůtě", "error late");
            }
            next = missing.first().map(|line| {
                let more = match missing.len() {
                    1 => String::new(),
                    n => format!("a {}", count(n - 1, "další úkon", "další úkony", "dalších úkonů")),
                };
                (line.sentence.clone(), more, line.code.to_owned())
            });
        }
    }
    Ok(Card { family, when, distance, next, tag, permit })
}

/// What the page says when there is nothing to do.
#[must_use]
pub const fn nothing() -> &'static str {
    "Teď na vás nečeká žádná konference."
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn deadlines_are_said_as_people_say_them() {
        let today = date(2026, 11, 19);
        assert_eq!(due_words(today, today), "dnes");
        assert_eq!(due_words(date(2026, 11, 20), today), "do zítřka");
        assert_eq!(czech::typography::plain(&due_words(date(2026, 11, 15), today)), "po lhůtě 4 dny");
    }
}
