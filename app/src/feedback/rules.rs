//! What sheets come to, and when it may be told. Pure.

use super::model::{Collection, FeedbackWords, Kept, WhoAnswers};
use crate::kernel::Day;

/// From how many sheets on numbers are told: of fewer everybody who was there could say whose they are (domain.md 5,
/// document 16).
pub const FEWEST: usize = 3;
/// The most sheets of one conference: more people than that never sit at a table.
pub(super) const MOST: i64 = 200;

/// A question with what was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Mean {
    /// The question.
    pub asked: &'static str,
    /// Of how many answers it is told.
    pub answers: usize,
    /// Tenths of the mean; none: too few answered for it to be told.
    pub tenths: Option<i64>,
    /// Of how many steps.
    pub of: i64,
}

/// What a group of sheets comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// Which.
    pub title: &'static str,
    /// Means by question.
    pub means: Vec<Mean>,
}

/// What may be told of the sheets of a conference.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// Nothing (yet), not even of how many: only whether there are any.
    TooFew,
    /// Numbers.
    Numbers(Vec<Tally>),
}

/// To which collection of a door a sheet belongs that is kept on a day: to the one that goes on, or, when that has ended
/// (staff copy paper later), to the next. So nothing is ever added to a collection that is over. Sheets copied before the
/// door was opened for the first time belong to the first.
#[must_use]
pub fn batch_of(collection: Option<Collection>, today: Day) -> i64 {
    match collection {
        None => 1,
        Some(collection) if collection.is_open(today) => collection.batch,
        Some(collection) => collection.batch.saturating_add(1),
    }
}

/// Up to which collection of a door may be told; nought while one goes on, also of those before it: whoever watches
/// numbers change with every sheet reads one person's answers in the difference.
#[must_use]
pub fn told_through(collection: Option<Collection>, today: Day) -> i64 {
    collection.filter(|collection| !collection.is_open(today)).map_or(0, |collection| collection.batch)
}

/// Blocks of whole collections with at least three each, in their order: what is told is told by blocks, so that two
/// tellings differ by none or by at least three – otherwise closing, opening for one more sheet and closing again would
/// tell what stands on that sheet. Collections with fewer wait until later ones make three with them. A collection that
/// is over does not change any more ([`batch_of`]); therefore neither does a block.
fn blocks<'a>(sheets: &[&'a Kept], through: i64) -> Vec<Vec<&'a Kept>> {
    let mut whole: Vec<Vec<&'a Kept>> = Vec::new();
    let mut block: Vec<&'a Kept> = Vec::new();
    for batch in 1..=through {
        block.extend(sheets.iter().copied().filter(|kept| kept.batch == batch));
        if block.len() >= FEWEST {
            whole.push(std::mem::take(&mut block));
        }
    }
    whole
}

/// The sheets of adults, or of children, that may be told.
fn sheets_told(kept: &[Kept], child: bool, through: i64) -> Vec<&Kept> {
    let group: Vec<&Kept> =
        kept.iter().filter(|kept| (kept.sheet.who == WhoAnswers::Child) == child).collect();
    blocks(&group, through).into_iter().flatten().collect()
}

/// Those of the sheets that answer a question, in blocks of their own: nobody has to answer everything, and three new
/// sheets may hold one new answer.
fn answered<'a>(sheets: &[&'a Kept], code: &str, through: i64) -> Vec<Vec<&'a Kept>> {
    let gave: Vec<&'a Kept> =
        sheets.iter().copied().filter(|kept| kept.sheet.answers.contains_key(code)).collect();
    blocks(&gave, through)
}

/// Whether a block may be told apart by family and professionals: none, or at least three, of each. Where one or two of a
/// group answered, the other group's mean together with the mean of all adults would give theirs away.
fn stands_apart(block: &[&Kept]) -> bool {
    [WhoAnswers::Family, WhoAnswers::Professional].into_iter().all(|who| {
        let gave = block.iter().filter(|kept| kept.sheet.who == who).count();
        gave == 0 || gave >= FEWEST
    })
}

/// Family or professionals alone, of the blocks that may be told apart. Whatever is told at any time is put together of
/// blocks, and of groups of blocks, none of which is one person's or two people's: nor is any difference.
fn apart<'a>(blocks: &[Vec<&'a Kept>], who: WhoAnswers) -> Vec<&'a Kept> {
    let standing = blocks.iter().filter(|block| stands_apart(block)).flatten().copied();
    standing.filter(|kept| kept.sheet.who == who).collect()
}

fn mean(told: &[&Kept], (code, asked): (&'static str, &'static str), of: i64) -> Mean {
    let given: Vec<i64> = told.iter().filter_map(|kept| kept.sheet.answers.get(code).copied()).collect();
    let count = i64::try_from(given.len()).unwrap_or(0);
    let tenths = (given.len() >= FEWEST).then(|| (given.iter().sum::<i64>() * 10 + count / 2) / count.max(1));
    Mean { asked, answers: given.len(), tenths, of }
}

fn tally<'a>(title: &'static str, who: WhoAnswers, told: impl Fn(&'static str) -> Vec<&'a Kept>) -> Tally {
    let asked = who.asked().into_iter();
    Tally { title, means: asked.map(|asked| mean(&told(asked.0), asked, who.highest())).collect() }
}

/// What may be told of the collections up to one ([`told_through`]). Adults together from three sheets on; family and
/// professionals apart only when there are three of each, so that nobody subtracts one from the other – question by
/// question, because nobody has to answer every one; children from three of theirs.
#[must_use]
pub fn told(kept: &[Kept], through: i64) -> Told {
    let (adults, children) = (sheets_told(kept, false, through), sheets_told(kept, true, through));
    let many = |who: WhoAnswers| adults.iter().filter(|kept| kept.sheet.who == who).count() >= FEWEST;
    let mut tallies = Vec::new();
    if !adults.is_empty() {
        tallies.push(tally("Všichni dospělí", WhoAnswers::Family, |code| {
            answered(&adults, code, through).into_iter().flatten().collect()
        }));
    }
    if many(WhoAnswers::Family) && many(WhoAnswers::Professional) {
        for (title, who) in [("Rodina a blízcí", WhoAnswers::Family), ("Odborníci", WhoAnswers::Professional)]
        {
            tallies.push(tally(title, who, |code| apart(&answered(&adults, code, through), who)));
        }
    }
    if !children.is_empty() {
        tallies.push(tally("Děti", WhoAnswers::Child, |code| {
            answered(&children, code, through).into_iter().flatten().collect()
        }));
    }
    if tallies.is_empty() { Told::TooFew } else { Told::Numbers(tallies) }
}

/// The words that may be told: of those sheets of which numbers may be told.
#[must_use]
pub(super) fn words_told(kept: &[Kept], through: i64) -> Vec<&FeedbackWords> {
    let mut told = sheets_told(kept, false, through);
    told.extend(sheets_told(kept, true, through));
    told.into_iter().filter_map(|kept| kept.sheet.words.as_ref()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::super::model::Sheet;
    use super::*;
    use crate::kernel::Choice;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn sheet(who: WhoAnswers, heard: i64) -> Kept {
        let code = if who == WhoAnswers::Child { "listened" } else { "heard" };
        let sheet = Sheet { who, answers: [(code.to_owned(), heard)].into(), words: None };
        Kept { sheet, batch: 1 }
    }

    /// A sheet that leaves everything out.
    fn silent(who: WhoAnswers) -> Kept {
        Kept { sheet: Sheet { who, answers: Default::default(), words: None }, batch: 1 }
    }

    fn later(kept: Kept, batch: i64) -> Kept {
        Kept { batch, ..kept }
    }

    fn titles(told: &Told) -> Vec<&'static str> {
        match told {
            Told::TooFew => Vec::new(),
            Told::Numbers(tallies) => tallies.iter().map(|tally| tally.title).collect(),
        }
    }

    /// The means of one question, tally by tally.
    fn heard(kept: &[Kept], through: i64) -> Vec<Option<i64>> {
        let Told::Numbers(tallies) = told(kept, through) else { return Vec::new() };
        let of = |tally: &Tally| {
            tally.means.iter().find(|mean| mean.asked.contains("vyslechli")).expect("the question").tenths
        };
        tallies.iter().map(of).collect()
    }

    #[test]
    fn of_fewer_than_three_sheets_nothing_is_told() {
        use WhoAnswers::{Child, Family, Professional};
        assert_eq!(told(&[], 1), Told::TooFew);
        let two = [sheet(Family, 5), sheet(Professional, 1), sheet(Child, 3), sheet(Child, 1)];
        assert_eq!(told(&two, 1), Told::TooFew);
    }

    #[test]
    fn nothing_is_told_while_a_collection_goes_on_and_nothing_is_added_to_one_that_is_over() {
        let (day, next) = (jiff::civil::date(2026, 12, 10), jiff::civil::date(2026, 12, 11));
        let open = Collection { batch: 2, until: day, closed: false };
        let closed = Collection { closed: true, ..open };
        assert_eq!((told_through(None, day), batch_of(None, day)), (0, 1));
        assert_eq!((told_through(Some(open), day), batch_of(Some(open), day)), (0, 2));
        assert_eq!((told_through(Some(open), next), batch_of(Some(open), next)), (2, 3));
        assert_eq!((told_through(Some(closed), day), batch_of(Some(closed), day)), (2, 3));
        let three =
            [sheet(WhoAnswers::Family, 5), sheet(WhoAnswers::Family, 4), sheet(WhoAnswers::Family, 4)];
        assert_eq!(told(&three, told_through(Some(open), day)), Told::TooFew);
    }

    #[test]
    fn groups_stand_apart_only_when_nobody_can_be_subtracted() {
        use WhoAnswers::{Child, Family, Professional};
        let mut sheets = vec![sheet(Family, 5), sheet(Family, 4), sheet(Family, 4), sheet(Professional, 1)];
        assert_eq!(titles(&told(&sheets, 1)), ["Všichni dospělí"]);
        sheets.extend([sheet(Professional, 1), sheet(Professional, 2)]);
        assert_eq!(titles(&told(&sheets, 1)), ["Všichni dospělí", "Rodina a blízcí", "Odborníci"]);
        sheets.extend([sheet(Child, 3), sheet(Child, 3), sheet(Child, 2)]);
        assert_eq!(titles(&told(&sheets, 1)).len(), 4);
    }

    #[test]
    fn of_a_question_that_one_of_a_group_answered_the_other_group_has_no_number_either() {
        use WhoAnswers::{Family, Professional};
        let family = [sheet(Family, 5), sheet(Family, 4), sheet(Family, 4)];
        let silent = [silent(Professional), silent(Professional), silent(Professional)];
        let mut sheets: Vec<Kept> = family.iter().chain(&silent).cloned().collect();
        sheets.push(sheet(Professional, 1));
        assert_eq!(heard(&sheets, 1), [Some(35), None, None]);
        sheets.extend([sheet(Professional, 1), sheet(Professional, 4)]);
        assert_eq!(heard(&sheets, 1), [Some(32), Some(43), Some(20)]);
        // Where nobody of the others answered there is nothing to subtract.
        let all: Vec<Kept> = family.iter().chain(&silent).cloned().collect();
        assert_eq!(heard(&all, 1), [Some(43), Some(43), None]);
    }

    #[test]
    fn a_question_that_two_answered_has_no_number_and_means_are_rounded() {
        use WhoAnswers::Family;
        let two = [sheet(Family, 5), sheet(Family, 4), silent(Family)];
        assert_eq!(heard(&two, 1), [None]);
        let three = [sheet(Family, 5), sheet(Family, 4), sheet(Family, 4), silent(Family)];
        let Told::Numbers(tallies) = told(&three, 1) else { panic!() };
        let mean = tallies[0].means.iter().find(|mean| mean.asked.contains("vyslechli")).unwrap();
        assert_eq!((mean.answers, mean.tenths, mean.of), (3, Some(43), 5));
    }

    #[test]
    fn one_sheet_more_changes_no_number_until_three_came_together() {
        use WhoAnswers::Family;
        let mut sheets = vec![sheet(Family, 5), sheet(Family, 4), sheet(Family, 4)];
        sheets.push(later(sheet(Family, 1), 2));
        assert_eq!((heard(&sheets, 1), heard(&sheets, 2)), (vec![Some(43)], vec![Some(43)]));
        // Two more in the next collection: the one that waited is told with them.
        sheets.extend([later(sheet(Family, 1), 3), later(sheet(Family, 3), 3)]);
        assert_eq!((heard(&sheets, 2), heard(&sheets, 3)), (vec![Some(43)], vec![Some(30)]));
        // Three sheets with one answer to this question change its number no more than one sheet does.
        sheets.extend([later(sheet(Family, 5), 4), later(silent(Family), 4), later(silent(Family), 4)]);
        assert_eq!(heard(&sheets, 4), [Some(30)]);
    }

    /// Sets of sheets, each by its place in the list.
    fn places(kept: &[Kept], told: &[&Kept]) -> BTreeSet<usize> {
        let place = |one: &Kept| kept.iter().position(|other| std::ptr::eq(one, other)).expect("a sheet");
        told.iter().copied().map(place).collect()
    }

    /// Whatever is told of one group at one time: of which sheets.
    fn tellings(kept: &[Kept], through: i64, code: &'static str) -> Vec<BTreeSet<usize>> {
        let (adults, children) = (sheets_told(kept, false, through), sheets_told(kept, true, through));
        let question = answered(&adults, code, through);
        let all: Vec<&Kept> = question.iter().flatten().copied().collect();
        let family = places(kept, &apart(&question, WhoAnswers::Family));
        let professional = places(kept, &apart(&question, WhoAnswers::Professional));
        let both = family.union(&professional).copied().collect();
        let mut sets: Vec<BTreeSet<usize>> = vec![BTreeSet::new(), family, professional, both];
        sets.extend([&adults, &children, &all].map(|told| places(kept, told)));
        sets
    }

    proptest! {
        #[test]
        fn no_two_tellings_differ_by_fewer_than_three_sheets_of_a_group(
            given in proptest::collection::vec((1i64..7, 0usize..3, any::<bool>()), 0..40)
        ) {
            let one = |(batch, who, answers): &(i64, usize, bool)| {
                let who = WhoAnswers::ALL[*who];
                later(if *answers { sheet(who, 3) } else { silent(who) }, *batch)
            };
            let kept: Vec<Kept> = given.iter().map(one).collect();
            let over: Vec<Vec<BTreeSet<usize>>> =
                (0..8).map(|through| tellings(&kept, through, "heard")).collect();
            // The same group at two times: the earlier stays, and what comes to it are none or at least three.
            for (n, earlier) in over.iter().enumerate() {
                for later in &over[n..] {
                    for (before, after) in earlier.iter().zip(later) {
                        prop_assert!(before.is_subset(after), "{before:?} {after:?}");
                        let more = after.difference(before).count();
                        prop_assert!(more == 0 || more >= FEWEST, "{before:?} {after:?}");
                    }
                }
            }
            // One question, any of its groups at any two times: nothing smaller is left when one is taken from the other.
            let question: Vec<&BTreeSet<usize>> =
                over.iter().flat_map(|sets| [&sets[0], &sets[1], &sets[2], &sets[3], &sets[6]]).collect();
            for one in &question {
                for other in &question {
                    let left = one.difference(other).count();
                    prop_assert!(left == 0 || left >= FEWEST, "{one:?} {other:?}");
                }
            }
        }

        #[test]
        fn a_collection_that_goes_on_changes_nothing_of_what_was_told(
            given in proptest::collection::vec((1i64..4, 0usize..3), 0..30), through in 0i64..4
        ) {
            let one = |(batch, who): &(i64, usize)| later(sheet(WhoAnswers::ALL[*who], 2), *batch);
            let kept: Vec<Kept> = given.iter().map(one).collect();
            let over: Vec<Kept> = kept.iter().filter(|kept| kept.batch <= through).cloned().collect();
            prop_assert_eq!(told(&kept, through), told(&over, through));
        }
    }
}
