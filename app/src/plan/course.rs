//! The course of a goal: what tables said about it, at this conference and at earlier ones that it was taken over from, on
//! one scale. Numbers that people said stand beside each other; nothing is computed from them.

use super::model::ScaleTime;
use super::store;
use crate::access::Lookup;
use crate::conferences::{self, Conference, Goal};
use crate::kernel::{Choice, Day, Failure, Id};

/// A number that was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day of its conference.
    pub day: Option<Day>,
    /// Whether it is of this conference.
    pub here: bool,
    /// At its beginning, or when it looked back.
    pub occasion: ScaleTime,
    /// 0 to 10.
    pub value: i64,
}

/// What was said about a goal, the oldest first; of each occasion the newest number counts.
///
/// # Errors
/// Database errors.
pub async fn course(
    lookup: Lookup<'_>,
    conference: &Conference,
    goal: Id<Goal>,
) -> Result<Vec<Step>, Failure> {
    let mut stops = conferences::before(lookup.queries(), goal).await?;
    stops.reverse();
    stops.push((goal, conference.id, conference.met_on()));
    let mut steps = Vec::new();
    for (goal, id, day) in stops {
        let scales = store::scales(lookup, id).await?;
        for occasion in [ScaleTime::Start, ScaleTime::FollowUp] {
            let newest = scales.iter().rfind(|scale| scale.goal == goal && scale.occasion == occasion);
            let here = id == conference.id;
            steps.extend(newest.map(|scale| Step { day, here, occasion, value: scale.value }));
        }
    }
    Ok(steps)
}

/// In words: "10. 12. 2026 na začátku 3, teď na začátku 6".
#[must_use]
pub fn course_words(steps: &[Step]) -> String {
    let several = steps.iter().any(|step| !step.here);
    let words = steps.iter().map(|step| {
        let day = match (several, step.here, step.day) {
            (true, false, Some(day)) => format!("{} ", czech::dates::short(day)),
            (true, false, None) => "dřív ".into(),
            (true, true, _) => "teď ".into(),
            (false, ..) => String::new(),
        };
        format!("{day}{}: {} z\u{a0}10", step.occasion.label(), step.value)
    });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_of_earlier_tables_stand_beside_those_of_today() {
        let step = |here, occasion, value| Step { day: Some(date(2026, 12, 10)), here, occasion, value };
        let now = step(true, ScaleTime::Start, 6);
        assert_eq!(course_words(&[now]), "na začátku: 6 z\u{a0}10");
        assert_eq!(
            course_words(&[step(false, ScaleTime::Start, 3), now]),
            "10.\u{a0}12.\u{a0}2026 na začátku: 3 z\u{a0}10, teď na začátku: 6 z\u{a0}10"
        );
        assert_eq!(course_words(&[]), "");
    }
}
