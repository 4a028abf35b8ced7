//! Who looked: single reads brought together to lines that a person can read.

use crate::access::Right;
use crate::kernel::{Day, Moment};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// One read of a case.
#[derive(Clone, Debug)]
pub struct Look {
    /// Who: a member of staff, or nobody whom the program knows by name.
    pub actor: Option<Uuid>,
    /// Code of the kind of actor.
    pub who: String,
    /// By what right, as it was written then.
    pub right: Option<Right>,
    /// What was looked at: the first word of the action's name.
    pub area: &'static str,
    /// When.
    pub moment: Moment,
}

/// What one person looked at on one day by one right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The day.
    pub day: Day,
    /// Who.
    pub actor: Option<Uuid>,
    /// Code of the kind of actor.
    pub who: String,
    /// By what right.
    pub right: Option<Right>,
    /// What, each once.
    pub areas: Vec<&'static str>,
    /// How many pages.
    pub times: usize,
    /// When last.
    pub last: Moment,
}

/// Reads by day, person and right: the newest day first, and within it who looked last.
#[must_use]
pub fn gather(looks: &[Look]) -> Vec<Gathered> {
    type Key = (Day, Option<Uuid>, String, Option<String>);
    let mut groups: BTreeMap<Key, (Gathered, BTreeSet<&'static str>)> = BTreeMap::new();
    for look in looks {
        let day = look.moment.day();
        let key = (day, look.actor, look.who.clone(), look.right.map(Right::code));
        let (group, areas) = groups.entry(key).or_insert_with(|| {
            let (actor, who, right) = (look.actor, look.who.clone(), look.right);
            (
                Gathered { day, actor, who, right, areas: Vec::new(), times: 0, last: look.moment },
                BTreeSet::new(),
            )
        });
        group.times += 1;
        group.last = group.last.max(look.moment);
        areas.insert(look.area);
    }
    let mut lines: Vec<Gathered> = groups
        .into_values()
        .map(|(group, areas)| Gathered { areas: areas.into_iter().collect(), ..group })
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse((line.day, line.last)));
    lines
}

/// A line of the list that the family can be given: nothing of the content, nobody from outside the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyLine {
    /// The day; none when somebody's safety is at risk.
    pub day: Option<Day>,
    /// Who; none when somebody's safety is at risk.
    pub actor: Option<Uuid>,
    /// By what right.
    pub right: Option<Right>,
    /// How many pages.
    pub times: usize,
}

/// What of the reads the family can be given. Invited people are left out altogether: that somebody opened their
/// invitation, and when, tells one parent what the other does. Where somebody's safety is at risk, days and names are
/// left out too: which worker looked when tells where help was asked for; only capacities and counts stay.
#[must_use]
pub fn for_family(lines: &[Gathered], safety_concern: bool) -> Vec<FamilyLine> {
    let staff = lines.iter().filter(|line| line.who == "staff" && line.actor.is_some());
    if !safety_concern {
        let line = |line: &Gathered| FamilyLine {
            day: Some(line.day),
            actor: line.actor,
            right: line.right,
            times: line.times,
        };
        return staff.map(line).collect();
    }
    let mut sums: BTreeMap<Option<String>, FamilyLine> = BTreeMap::new();
    for line in staff {
        let right = line.right;
        let sum = sums.entry(right.map(Right::code)).or_insert(FamilyLine {
            day: None,
            actor: None,
            right,
            times: 0,
        });
        sum.times += line.times;
    }
    sums.into_values().collect()
}

/// What an action looks at, in Czech: from the stable name that the read's event carries.
#[must_use]
pub fn area(action: &str) -> &'static str {
    match action.split('.').next().unwrap_or_default() {
        "case" | "child" | "person" => "případ",
        "protected" => "chráněné údaje",
        "opening" => "mimořádná nahlédnutí",
        "handover" => "postoupení",
        "conference" => "konference",
        "participant" => "účastníci",
        "invitation" => "pozvánky",
        "meeting" | "line" => "jednání",
        "minutes" => "zápis",
        "document" | "paper" => "dokumenty",
        "preparation" => "příprava",
        _ => "další stránky",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::access::Tie;
    use proptest::prelude::*;

    fn look((actor, right, area, seconds): (u8, u8, u8, i64)) -> Look {
        Look {
            actor: (actor > 0).then(|| Uuid::from_u128(u128::from(actor))),
            who: if actor > 0 { "staff" } else { "outsider" }.into(),
            right: [None, Some(Right::Head), Some(Right::Own(Tie::Worker)), Some(Right::Opening)]
                [usize::from(right)],
            area: ["případ", "konference", "zápis"][usize::from(area)],
            moment: Moment::from_timestamp(jiff::Timestamp::from_second(1_795_000_000 + seconds).unwrap()),
        }
    }

    proptest! {
        #[test]
        fn the_family_learns_of_no_outsider_and_in_danger_of_no_name_and_no_day(
            looks in prop::collection::vec((0u8..4, 0u8..4, 0u8..3, 0i64..400_000).prop_map(look), 0..60),
            concern: bool,
        ) {
            let lines = for_family(&gather(&looks), concern);
            let of_staff = looks.iter().filter(|look| look.actor.is_some()).count();
            prop_assert_eq!(lines.iter().map(|line| line.times).sum::<usize>(), of_staff);
            prop_assert!(lines.iter().all(|line| line.actor.is_none() == concern && line.day.is_none() == concern));
        }

        #[test]
        fn no_read_is_lost_and_nobody_is_merged_with_somebody_else(
            looks in prop::collection::vec((0u8..4, 0u8..4, 0u8..3, 0i64..400_000).prop_map(look), 0..60)
        ) {
            let lines = gather(&looks);
            prop_assert_eq!(lines.iter().map(|line| line.times).sum::<usize>(), looks.len());
            for look in &looks {
                let own: Vec<&Gathered> = lines.iter().filter(|line| {
                    line.day == look.moment.day() && line.actor == look.actor && line.right == look.right
                        && line.who == look.who
                }).collect();
                prop_assert_eq!(own.len(), 1);
                prop_assert!(own[0].areas.contains(&look.area) && own[0].last >= look.moment);
            }
            prop_assert!(lines.windows(2).all(|pair| (pair[0].day, pair[0].last) >= (pair[1].day, pair[1].last)));
        }
    }
}
