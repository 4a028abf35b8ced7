//! Forms of the plan.

use super::model::{Given, Scale, ScaleTime, Stance, StanceWords, StepWords};
use super::rules;
use crate::conferences::Goal;
use crate::kernel::{Choice, FormState, Id, Moment};
use crate::meeting::{Line, Seat};

/// Longest words of a stance, in characters.
const LONGEST: usize = 8_000;

/// How answers are asked and by whom they are given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// The line.
    pub(super) line: Id<Line>,
    /// Whether degrees (1–5) are asked instead of the three stances.
    pub(super) degrees: bool,
    /// Whether somebody answers alone.
    pub(super) alone: bool,
    /// Now.
    pub(super) now: Moment,
}

/// The answer in a field: a degree or a stance.
fn answer(form: &mut FormState, field: &str, degrees: bool) -> Option<(Stance, Option<i64>)> {
    if degrees {
        let degree = form.optional_number(field, 1, 5)?;
        rules::stance_of(degree).map(|stance| (stance, Some(degree)))
    } else {
        form.optional_choice::<Stance>(field).map(|stance| (stance, None))
    }
}

/// Answers of several people to one line. Who left the question open gave no answer; who disagrees says why, in their
/// own words, or that they will not say.
pub(super) fn aloud(mut form: FormState, asked: Asked, seats: &[Id<Seat>]) -> Result<Vec<Given>, FormState> {
    let mut given = Vec::new();
    for number in 1..=seats.len() {
        let field = |name: &str| format!("{name}_{number}");
        let seat = form.id::<Seat>(&field("kdo")).filter(|seat| seats.contains(seat));
        let Some((seat, id)) = seat.zip(form.id::<Given>(&field("nove"))) else { continue };
        let words = form.optional_text(&field("proc"), LONGEST);
        let step = form.optional_text(&field("vys"), LONGEST);
        let Some((stance, degree)) = answer(&mut form, &field("postoj"), asked.degrees) else {
            if words.is_some() || step.is_some() {
                form.fail(
                    &field("postoj"),
                    "Vyberte, co k tomu člověk řekl, ať slova nezůstanou bez odpovědi.",
                );
            }
            continue;
        };
        if stance == Stance::Disagrees && words.is_none() {
            form.fail(
                &field("proc"),
                "Napište jeho slovy, proč nesouhlasí. Když to říct nechce, napište: důvod říct nechce.",
            );
        }
        given.push(Given {
            id,
            line: asked.line,
            seat,
            stance,
            degree,
            words: words.map(StanceWords::new),
            step: step.map(StepWords::new),
            alone: asked.alone,
            at: asked.now,
        });
    }
    if given.is_empty() && !form.has_errors() {
        form.fail("postoj_1", "Vyberte aspoň u jednoho člověka, co k tomu řekl.");
    }
    form.finish(|| Some(given))
}

/// Everybody agrees: one answer for each of those who are here and have not answered.
pub(super) fn everybody(form: &FormState, asked: Asked, seats: &[Id<Seat>]) -> Vec<Given> {
    let one = |number: usize| {
        let seat = form.id::<Seat>(&format!("kdo_{number}")).filter(|seat| seats.contains(seat))?;
        Some(Given {
            id: form.id(&format!("nove_{number}"))?,
            line: asked.line,
            seat,
            stance: Stance::Agrees,
            degree: asked.degrees.then_some(5),
            words: None,
            step: None,
            alone: false,
            at: asked.now,
        })
    };
    (1..=seats.len()).filter_map(one).collect()
}

/// To whom the device is handed, and the PIN that opens it again; without a PIN from before one must be chosen.
pub(super) fn lend(
    mut form: FormState,
    seats: &[Id<Seat>],
    has_pin: bool,
) -> Result<(Id<Seat>, Option<String>), FormState> {
    let seat = form.id::<Seat>("komu").filter(|seat| seats.contains(seat));
    if seat.is_none() {
        form.fail("komu", "Vyberte, komu tablet dáváte.");
    }
    let typed = form.value("pin").trim().to_owned();
    let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    let fits = (4..=8).contains(&digits.len()) && digits.chars().all(|sign| sign.is_ascii_digit());
    let one_digit = digits.chars().next().is_some_and(|first| digits.chars().all(|sign| sign == first));
    let pin = match (typed.is_empty(), has_pin) {
        (true, true) => None,
        (true, false) => {
            form.fail("pin", "Vymyslete si PIN. Bez něj byste tablet neodemkli.");
            None
        }
        (false, _) if !fits => {
            form.fail("pin", "PIN má 4 až 8 číslic a nic jiného.");
            None
        }
        (false, _) if one_digit => {
            form.fail("pin", "Vyberte PIN z různých číslic, tenhle by někdo uhodl.");
            None
        }
        (false, _) => Some(digits),
    };
    form.finish(|| Some((seat?, pin)))
}

/// The answer of one person who is alone with the page. Nobody has to say why.
pub(super) fn alone(mut form: FormState, asked: Asked, seat: Id<Seat>) -> Result<Given, FormState> {
    let id = form.id("nove_id");
    let words = form.optional_text("proc", LONGEST).map(StanceWords::new);
    let step = form.optional_text("vys", LONGEST).map(StepWords::new);
    let answered = answer(&mut form, "postoj", asked.degrees);
    if answered.is_none() {
        form.fail("postoj", "Vyberte jednu z odpovědí. Když nechcete odpovědět, vraťte list nebo tablet.");
    }
    let (line, at) = (asked.line, asked.now);
    form.finish(|| {
        let (stance, degree) = answered?;
        Some(Given { id: id?, line, seat, stance, degree, words, step, alone: true, at })
    })
}

/// Goals on the scale 0 to 10; a goal that was left out was not asked about.
pub(super) fn scales(
    mut form: FormState,
    goals: &[Id<Goal>],
    now: Moment,
) -> Result<(ScaleTime, Vec<Scale>), FormState> {
    let time = form.required_choice::<ScaleTime>("kdy", "Vyberte, kdy jste se ptali.");
    let occasion = time.unwrap_or(ScaleTime::Start);
    let mut scales = Vec::new();
    for number in 1..=goals.len() {
        let goal = form.id::<Goal>(&format!("cil_{number}")).filter(|goal| goals.contains(goal));
        let id = form.id::<Scale>(&format!("nove_{number}"));
        let value = form.optional_number(&format!("skala_{number}"), 0, 10);
        if let (Some(goal), Some(id), Some(value)) = (goal, id, value) {
            scales.push(Scale { id, goal, occasion, value, at: now });
        }
    }
    if scales.is_empty() && !form.has_errors() {
        form.fail("skala_1", "Napište aspoň u jednoho cíle číslo od 0 do 10.");
    }
    form.finish(|| Some((time?, scales)))
}

/// Answers as radios: code, label, hint.
pub(super) fn answers(degrees: bool) -> Vec<(String, String, String)> {
    if degrees {
        let words = |degree| crate::meeting::rules::degree_words(degree).unwrap_or_default().to_owned();
        return (1..=5)
            .rev()
            .map(|d: i64| (d.to_string(), format!("{d} – {}", words(d)), String::new()))
            .collect();
    }
    Stance::options().into_iter().map(|(code, label)| (code, label, String::new())).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::from_uuid(Uuid::from_u128(number))
    }

    fn asked() -> Asked {
        let day = jiff::civil::date(2026, 12, 10);
        let now = Moment::in_prague(day, jiff::civil::time(14, 0, 0, 0));
        Asked { line: id(7), degrees: false, alone: false, now }
    }

    fn typed(answer: &str, words: &str) -> FormState {
        FormState::empty()
            .with("kdo_1", id::<Seat>(1).to_string())
            .with("nove_1", id::<Given>(11).to_string())
            .with("postoj_1", answer)
            .with("proc_1", words)
    }

    #[test]
    fn who_disagrees_says_why_and_the_words_stay() {
        let form = aloud(typed("disagrees", ""), asked(), &[id(1)]).unwrap_err();
        assert!(form.error("proc_1").is_some());
        let given = aloud(typed("disagrees", "Nevěřím tomu."), asked(), &[id(1)]).unwrap();
        assert_eq!(given[0].stance, Stance::Disagrees);
        // Words without an answer are not thrown away.
        let form = aloud(typed("", "Nevěřím tomu."), asked(), &[id(1)]).unwrap_err();
        assert_eq!(form.value("proc_1"), "Nevěřím tomu.");
    }

    #[test]
    fn somebody_who_was_not_there_cannot_be_made_to_agree() {
        assert!(aloud(typed("agrees", ""), asked(), &[id(2)]).is_err());
        assert!(everybody(&typed("", ""), asked(), &[id(2)]).is_empty());
    }

    #[test]
    fn alone_nobody_has_to_say_why() {
        let form = FormState::empty().with("nove_id", id::<Given>(3).to_string()).with("postoj", "disagrees");
        let given = alone(form, Asked { alone: true, ..asked() }, id(1)).unwrap();
        assert!(given.alone && given.words.is_none());
    }

    #[test]
    fn a_degree_is_kept_with_the_stance_it_means() {
        let degrees = Asked { degrees: true, ..asked() };
        let given = aloud(typed("3", ""), degrees, &[id(1)]).unwrap();
        assert_eq!((given[0].stance, given[0].degree), (Stance::Accepts, Some(3)));
        assert!(aloud(typed("6", ""), degrees, &[id(1)]).is_err());
    }
}
