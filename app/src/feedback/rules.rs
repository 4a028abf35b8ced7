//! What sheets come to, and when it may be told. Pure.

use super::model::{Sheet, WhoAnswers};

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
    /// How many answered it.
    pub answers: usize,
    /// Tenths of the mean; none: fewer than three answered.
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
    /// Nothing yet, not even of how many: only whether there are any.
    TooFew,
    /// Numbers.
    Numbers(Vec<Tally>),
}

fn mean(sheets: &[&Sheet], (code, asked): (&'static str, &'static str), of: i64) -> Mean {
    let given: Vec<i64> = sheets.iter().filter_map(|sheet| sheet.answers.get(code).copied()).collect();
    let count = i64::try_from(given.len()).unwrap_or(0);
    let tenths = (given.len() >= FEWEST).then(|| (given.iter().sum::<i64>() * 10 + count / 2) / count.max(1));
    Mean { asked, answers: given.len(), tenths, of }
}

fn tally(sheets: &[&Sheet], title: &'static str, who: WhoAnswers) -> Tally {
    Tally { title, means: who.asked().into_iter().map(|asked| mean(sheets, asked, who.highest())).collect() }
}

/// What may be told. Adults together from three sheets on; family and professionals apart only when there are three of
/// each, so that nobody subtracts one from the other – question by question, because nobody has to answer every one;
/// children from three of theirs.
#[must_use]
pub fn told(sheets: &[Sheet]) -> Told {
    let of = |who: WhoAnswers| sheets.iter().filter(|sheet| sheet.who == who).collect::<Vec<&Sheet>>();
    let (family, professional, children) =
        (of(WhoAnswers::Family), of(WhoAnswers::Professional), of(WhoAnswers::Child));
    let adults: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.who != WhoAnswers::Child).collect();
    let mut tallies = Vec::new();
    if adults.len() >= FEWEST {
        tallies.push(tally(&adults, "Všichni dospělí", WhoAnswers::Family));
    }
    if family.len() >= FEWEST && professional.len() >= FEWEST {
        let mut apart = [
            tally(&family, "Rodina a blízcí", WhoAnswers::Family),
            tally(&professional, "Odborníci", WhoAnswers::Professional),
        ];
        hide_what_can_be_subtracted(&mut apart);
        tallies.extend(apart);
    }
    if children.len() >= FEWEST {
        tallies.push(tally(&children, "Děti", WhoAnswers::Child));
    }
    if tallies.is_empty() { Told::TooFew } else { Told::Numbers(tallies) }
}

/// Where one or two of a group answered a question, the other group's mean is not told either: together with the mean of
/// all adults it would give theirs away.
fn hide_what_can_be_subtracted([family, professional]: &mut [Tally; 2]) {
    for (one, other) in family.means.iter_mut().zip(&mut professional.means) {
        let few = |mean: &Mean| (1..FEWEST).contains(&mean.answers);
        if few(one) || few(other) {
            (one.tenths, other.tenths) = (None, None);
        }
    }
}

/// Whose words may be told: of those of whom numbers may be told.
#[must_use]
pub(super) fn words_told(sheets: &[Sheet]) -> Vec<&Sheet> {
    let many = |child: bool| {
        sheets.iter().filter(|sheet| (sheet.who == WhoAnswers::Child) == child).count() >= FEWEST
    };
    sheets.iter().filter(|sheet| sheet.words.is_some() && many(sheet.who == WhoAnswers::Child)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    fn sheet(who: WhoAnswers, heard: i64) -> Sheet {
        let code = if who == WhoAnswers::Child { "listened" } else { "heard" };
        Sheet { who, answers: [(code.to_owned(), heard)].into(), words: None }
    }

    fn titles(told: &Told) -> Vec<&'static str> {
        match told {
            Told::TooFew => Vec::new(),
            Told::Numbers(tallies) => tallies.iter().map(|tally| tally.title).collect(),
        }
    }

    #[test]
    fn of_fewer_than_three_sheets_nothing_is_told() {
        use WhoAnswers::{Child, Family, Professional};
        assert_eq!(told(&[]), Told::TooFew);
        let two = [sheet(Family, 5), sheet(Professional, 1), sheet(Child, 3), sheet(Child, 1)];
        assert_eq!(told(&two), Told::TooFew);
    }

    #[test]
    fn groups_stand_apart_only_when_nobody_can_be_subtracted() {
        use WhoAnswers::{Child, Family, Professional};
        let mut sheets = vec![sheet(Family, 5), sheet(Family, 4), sheet(Family, 4), sheet(Professional, 1)];
        assert_eq!(titles(&told(&sheets)), ["Všichni dospělí"]);
        sheets.extend([sheet(Professional, 1), sheet(Professional, 2)]);
        assert_eq!(titles(&told(&sheets)), ["Všichni dospělí", "Rodina a blízcí", "Odborníci"]);
        sheets.extend([sheet(Child, 3), sheet(Child, 3), sheet(Child, 2)]);
        assert_eq!(titles(&told(&sheets)).len(), 4);
    }

    #[test]
    fn of_a_question_that_one_of_a_group_answered_the_other_group_has_no_number_either() {
        use WhoAnswers::{Family, Professional};
        let none = || Sheet { answers: Default::default(), ..sheet(Professional, 1) };
        let mut sheets = vec![sheet(Family, 5), sheet(Family, 4), sheet(Family, 4), sheet(Professional, 1)];
        sheets.extend([none(), none()]);
        let heard = |sheets: &[Sheet]| {
            let Told::Numbers(tallies) = told(sheets) else { panic!() };
            let of = |tally: &Tally| {
                tally.means.iter().find(|mean| mean.asked.contains("vyslechli")).unwrap().tenths
            };
            tallies.iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(heard(&sheets), [Some(35), None, None]);
        sheets.extend([sheet(Professional, 1), sheet(Professional, 4)]);
        assert_eq!(heard(&sheets), [Some(32), Some(43), Some(20)]);
        // Where nobody of the others answered there is nothing to subtract.
        let all: Vec<Sheet> =
            [sheet(Family, 5), sheet(Family, 4), sheet(Family, 4), none(), none(), none()].into();
        assert_eq!(heard(&all), [Some(43), Some(43), None]);
    }

    #[test]
    fn a_question_that_two_answered_has_no_number_and_means_are_rounded() {
        use WhoAnswers::Family;
        let none = Sheet { answers: Default::default(), ..sheet(Family, 1) };
        let Told::Numbers(tallies) = told(&[sheet(Family, 5), sheet(Family, 4), none.clone()]) else {
            panic!()
        };
        let heard = tallies[0].means.iter().find(|mean| mean.asked.contains("vyslechli")).unwrap();
        assert_eq!((heard.answers, heard.tenths), (2, None));
        let Told::Numbers(tallies) = told(&[sheet(Family, 5), sheet(Family, 4), sheet(Family, 4), none])
        else {
            panic!()
        };
        let heard = tallies[0].means.iter().find(|mean| mean.asked.contains("vyslechli")).unwrap();
        assert_eq!((heard.answers, heard.tenths, heard.of), (3, Some(43), 5));
    }
}
