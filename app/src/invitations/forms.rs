//! Forms of invitations.

use super::asks::{NewSubstitute, RequestWords, SubstituteContact, SubstituteName, SubstituteRole};
use super::calls::Outcome;
use super::model::{Answer, AnswerInput, AnswerPhone, AnswerWords, Channel, Invitation, Reason, Reply};
use crate::identity::Staff;
use crate::kernel::{Choice, Day, FormState, Id};
use crate::participants::{Need, NeedWords, Participant};
use uuid::Uuid;

/// Longest words beside an answer.
const LONGEST_WORDS: usize = 2000;

/// A phone that can be called: nine digits, or a plus with a country and up to fifteen.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '+' | '-' | '/' | '(' | ')'));
    plain && (9..=15).contains(&digits)
}

const BAD_PHONE: &str = "Napište telefonní číslo, například 600 123 456.";

/// The first step of an invited person: how they take part. What was added to an earlier answer stays where it
/// still fits.
pub(super) fn first_answer(
    mut form: FormState,
    before: (&Reply, Option<Reason>),
) -> Result<AnswerInput, FormState> {
    let answer = form.required_choice::<Answer>("odpoved", "Vyberte, jak se zapojíte.");
    let (reply, reason) = before;
    form.finish(|| {
        let answer = answer?;
        Some(AnswerInput {
            answer,
            reason: reason.filter(|_| answer == Answer::Cannot),
            words: reply.words.clone(),
            phone: reply.phone.clone().filter(|_| answer == Answer::Remote),
        })
    })
}

/// The second step: phone, reason, words. New words replace the old ones, silence keeps them.
pub(super) fn more(
    mut form: FormState,
    answer: Answer,
    before: (&Reply, Option<Reason>),
) -> Result<AnswerInput, FormState> {
    let phone = form.optional("telefon", 40);
    // Silence keeps the number that is there: the page does not show it, because the link alone may be in other hands.
    let kept = phone.is_none() && before.0.phone.is_some();
    if answer == Answer::Remote && !kept && !phone.as_deref().is_some_and(is_phone) {
        form.fail("telefon", BAD_PHONE);
    }
    let reason = form.optional_choice::<Reason>("duvod");
    let words = form.optional_text("slova", LONGEST_WORDS);
    form.finish(|| {
        Some(AnswerInput {
            answer,
            reason: reason.or(before.1).filter(|_| answer == Answer::Cannot),
            words: words.map(AnswerWords::new).or_else(|| before.0.words.clone()),
            phone: phone
                .map(AnswerPhone::new)
                .or_else(|| before.0.phone.clone())
                .filter(|_| answer == Answer::Remote),
        })
    })
}

/// What somebody needs; words without a tick are something else that they need.
pub(super) fn needs(mut form: FormState) -> Result<(Vec<Need>, Option<NeedWords>), FormState> {
    let mut needs = form.choices::<Need>("potreba");
    let words = form.optional_text("potreba_slova", LONGEST_WORDS);
    if words.is_some() && !needs.contains(&Need::Other) {
        needs.push(Need::Other);
    }
    form.finish(|| Some((needs, words.map(NeedWords::new))))
}

/// Who would come instead.
pub(super) fn substitute(mut form: FormState) -> Result<NewSubstitute, FormState> {
    let name = form.required("zastup_jmeno", 120, "Napište jméno.");
    let role = form.optional("zastup_role", 120);
    let contact = form.required("zastup_kontakt", 200, "Napište telefon nebo e-mail.");
    form.finish(|| {
        Some(NewSubstitute {
            name: SubstituteName::new(name?),
            role: role.map(SubstituteRole::new),
            contact: SubstituteContact::new(contact?),
        })
    })
}

/// What somebody needs to know.
pub(super) fn request(mut form: FormState) -> Result<Option<RequestWords>, FormState> {
    let words = form.optional_text("zadost_slova", LONGEST_WORDS);
    form.finish(|| Some(words.map(RequestWords::new)))
}

/// An answer given by phone or in person, written down by staff: all at once. What the person wrote stays unless
/// staff type something new.
pub(super) fn told(mut form: FormState, before: &Reply) -> Result<AnswerInput, FormState> {
    let answer = form.required_choice::<Answer>("odpoved", "Vyberte, jak se zapojí.");
    let reason = form.optional_choice::<Reason>("duvod");
    let phone = form.optional("telefon", 40);
    if phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
        form.fail("telefon", BAD_PHONE);
    }
    let words = form.optional_text("slova", LONGEST_WORDS);
    form.finish(|| {
        let answer = answer?;
        Some(AnswerInput {
            answer,
            reason: reason.filter(|_| answer == Answer::Cannot),
            words: words.map(AnswerWords::new).or_else(|| before.words.clone()),
            phone: phone
                .map(AnswerPhone::new)
                .or_else(|| before.phone.clone())
                .filter(|_| answer == Answer::Remote),
        })
    })
}

/// A call: its identifier, what came of it, and what was answered, if anything was.
pub(super) type CallInput = (Option<Uuid>, Outcome, Option<AnswerInput>);

/// What came of a call. An answer is written down only of somebody who was spoken to.
pub(super) fn call(mut form: FormState, before: &Reply) -> Result<CallInput, FormState> {
    let id = form.id::<Invitation>("nove_id").map(|id| id.uuid());
    let outcome = form.required_choice::<Outcome>("vysledek", "Vyberte, jak hovor dopadl.");
    let answer = form.optional_choice::<Answer>("odpoved");
    let words = form.optional_text("slova", LONGEST_WORDS);
    let silent = outcome.is_some_and(|outcome| outcome != Outcome::Reached);
    if silent && (answer.is_some() || words.is_some()) {
        form.fail("odpoved", "Odpověď a vzkaz zapište jen od toho, s kým jste mluvili.");
    } else if answer.is_none() && words.is_some() {
        form.fail("odpoved", "Ke vzkazu vyberte i odpověď.");
    }
    form.finish(|| {
        let input = answer.map(|answer| AnswerInput {
            answer,
            reason: None,
            words: words.map(AnswerWords::new).or_else(|| before.words.clone()),
            phone: before.phone.clone().filter(|_| answer == Answer::Remote),
        });
        Some((id, outcome?, input))
    })
}

/// The number under which something left, as the post or the data box gave it: letters, digits and what stands between
/// them.
fn dispatch_number(form: &mut FormState) -> Option<String> {
    let typed = form.optional("cislo", 60)?;
    let fits = typed.chars().all(|c| c.is_ascii_alphanumeric() || " -./".contains(c));
    if !fits || typed.len() > 40 || !typed.chars().any(|c| c.is_ascii_digit()) {
        form.fail("cislo", "Číslo zásilky nebo zprávy má jen písmena bez diakritiky, číslice, pomlčky, tečky a lomítka, nejvýš 40 znaků.");
    }
    Some(typed)
}

/// A mark by hand: when and by whom, and under which number it left.
pub(super) fn handed(
    mut form: FormState,
    today: Day,
    given: Option<Day>,
    colleagues: &[Staff],
) -> Result<(Day, Id<Staff>, Option<String>), FormState> {
    let day = form.required_day("den", "Napište, kdy se to stalo.");
    if day.is_some_and(|day| day > today) {
        form.fail("den", "Ten den teprve přijde. Napište den, kdy se to stalo.");
    }
    if let (Some(day), Some(given)) = (day, given)
        && day < given
    {
        form.fail("den", "Ten den ještě pozvánka nebyla. Napište den, kdy se to stalo.");
    }
    let who = form.id::<Staff>("kdo").filter(|id| colleagues.iter().any(|colleague| colleague.id == *id));
    if who.is_none() {
        form.fail("kdo", "Vyberte, kdo to udělal.");
    }
    let number = dispatch_number(&mut form);
    form.finish(|| Some((day?, who?, number)))
}

/// A channel for one participant.
pub(super) fn channel(form: &FormState) -> Option<(Id<Participant>, Channel)> {
    Some((form.id("ucastnik")?, Channel::from_code(form.value("zpusob"))?))
}

/// One line of the check page: who, what version, what was looked at.
#[derive(Clone, Debug)]
pub(super) struct Looked {
    pub(super) participant: Id<Participant>,
    pub(super) version: Option<i64>,
    pub(super) fingerprint: String,
    /// Of the page behind the code.
    pub(super) preparation: String,
}

/// All lines of the check page.
pub(super) fn looked(form: &FormState) -> Vec<Looked> {
    form.ids::<Participant>("komu")
        .into_iter()
        .map(|participant| Looked {
            participant,
            version: form.value(&format!("verze-{participant}")).parse().ok(),
            fingerprint: form.value(&format!("otisk-{participant}")).to_owned(),
            preparation: form.value(&format!("otisk-pripravy-{participant}")).to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn whoever_wants_to_be_called_leaves_a_number_that_can_be_called() {
        let form = |phone: &str| FormState::empty().with("telefon", phone);
        let before = Reply::default();
        assert!(more(form("600 123 456"), Answer::Remote, (&before, None)).is_ok());
        assert!(more(form("+420 600 123 456"), Answer::Remote, (&before, None)).is_ok());
        for bad in ["", "12", "volejte", "600 123 456 nebo domů"] {
            let back = more(form(bad), Answer::Remote, (&before, None)).unwrap_err();
            assert_eq!(back.value("telefon"), bad);
            assert!(back.error("telefon").is_some());
        }
    }

    #[test]
    fn a_reason_is_kept_only_with_a_refusal_and_old_words_stay() {
        let before = Reply { words: Some(AnswerWords::new("vzkaz")), phone: None };
        let form = FormState::empty().with("duvod", "time").with("slova", "");
        let input = more(form, Answer::Cannot, (&before, None)).unwrap();
        assert_eq!(input.reason, Some(Reason::Time));
        assert!(input.words.is_some());
        let changed = FormState::empty().with("odpoved", "comes");
        let input = first_answer(changed, (&before, Some(Reason::Time))).unwrap();
        assert_eq!(input.reason, None);
    }

    #[test]
    fn staff_who_write_down_a_call_keep_the_persons_own_words_and_number_unless_they_type_new_ones() {
        let before =
            Reply { words: Some(AnswerWords::new("vzkaz")), phone: Some(AnswerPhone::new("600 123 456")) };
        let form =
            |answer: &str| FormState::empty().with("odpoved", answer).with("slova", "").with("telefon", "");
        let words = |input: &AnswerInput| input.words.as_ref().map(|words| facts::for_machine(words).clone());
        let phone = |input: &AnswerInput| input.phone.as_ref().map(|phone| facts::for_machine(phone).clone());
        let kept = told(form("remote"), &before).unwrap();
        assert_eq!(words(&kept).as_deref(), Some("vzkaz"));
        assert_eq!(phone(&kept).as_deref(), Some("600 123 456"));
        let comes = told(form("comes"), &before).unwrap();
        assert_eq!(words(&comes).as_deref(), Some("vzkaz"));
        assert_eq!(phone(&comes), None, "a number for a call is of no use to whoever comes");
        let new = FormState::empty().with("odpoved", "comes").with("slova", "přijde později");
        assert_eq!(words(&told(new, &before).unwrap()).as_deref(), Some("přijde později"));
        let wrong = FormState::empty().with("odpoved", "remote").with("telefon", "12");
        assert!(told(wrong, &before).unwrap_err().error("telefon").is_some());
    }
}
