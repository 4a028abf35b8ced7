//! Parts that several pages of a case share. Views hold finished words, so that samples need no permit.

use crate::access::{Denied, House, Permit, Reads};
use crate::cases::actions::Stopped;
use crate::cases::forms::Difference;
use crate::cases::rules::{PlanClock, age_on, plan_clock};
use crate::cases::{CaseFile, Child, Contact, Person, SharedContact};
use crate::kernel::{Day, FormState, Id};
use crate::shell::{Frame, Html, Onward};
use askama::Template;
use axum::response::{IntoResponse, Response};

/// The navigation entry of cases.
pub(crate) const SECTION: &str = "/pripady";

/// How a page names its case, with the way back to it.
#[derive(Clone, Debug)]
pub(crate) struct CaseHead {
    /// Address of the case.
    pub href: String,
    /// File mark.
    pub mark: String,
    /// Title.
    pub title: String,
}

impl CaseHead {
    /// Of a case.
    pub(crate) fn of<A: Reads<CaseFile>>(permit: &Permit<CaseFile, A>) -> Self {
        Self {
            href: format!("/pripady/{}", permit.id()),
            mark: permit.reveal(&permit.record().file_mark).clone(),
            title: permit.reveal(&permit.record().title).clone(),
        }
    }
}

/// A deadline in words with its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClockView {
    /// Class of the look: `due`, `due soon`, `due late`, or `tag success`.
    pub class: &'static str,
    /// What it says.
    pub words: String,
}

/// The clock of a child's protection plan in words.
pub(crate) fn clock_view(child: &Child, today: Day) -> ClockView {
    let days = |n: i64| czech::plural::count(n, "den", "dny", "dní");
    let (class, words) = match plan_clock(child.plan_due, child.plan_made_on, today) {
        PlanClock::NotStarted => ("tag off", "zatím bez zápisu v evidenci".to_owned()),
        PlanClock::Made(on, 0) => ("tag success", format!("plán ochrany hotový {}", czech::dates::short(on))),
        PlanClock::Made(on, late) => (
            "tag success",
            format!("plán ochrany hotový {}, {} po lhůtě", czech::dates::short(on), days(late)),
        ),
        PlanClock::Late(_, late) => ("due late", format!("plán ochrany po lhůtě {}", days(late))),
        PlanClock::Soon(_, 0) => ("due soon", "plán ochrany do dneška".to_owned()),
        PlanClock::Soon(due, _) => ("due soon", format!("plán ochrany do {}", czech::dates::brief(due))),
        PlanClock::Later(due, _) => ("due", format!("plán ochrany do {}", czech::dates::short(due))),
    };
    ClockView { class, words }
}

/// A child's age in words, if the day of birth is known.
pub(crate) fn age_words(born: Option<Day>, today: Day) -> Option<String> {
    born.and_then(|born| age_on(born, today)).map(crate::cases::rules::Age::words)
}

/// Two letters for the round sign beside a name.
pub(crate) fn initials(name: &str) -> String {
    czech::names::initials(name).chars().filter(|c| c.is_alphabetic() && c.is_uppercase()).take(2).collect()
}

/// What a page shows when somebody else changed the record meanwhile.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stale {
    /// Whether it is so.
    pub is: bool,
    /// Where the two versions differ.
    pub differences: Vec<Difference>,
}

impl Stale {
    /// With these differences.
    pub(crate) const fn with(differences: Vec<Difference>) -> Self {
        Self { is: true, differences }
    }
}

/// Where an act leads: onward, or to the page again when somebody was faster.
pub(crate) fn done<T: Template>(
    outcome: Result<(), Stopped>,
    onward: Onward,
    again: impl FnOnce() -> T,
) -> Result<Response, Denied> {
    match outcome {
        Ok(()) | Err(Stopped::Already) => Ok(onward.into_response()),
        Err(Stopped::Otherwise) => Ok(Html::again(&again())?.into_response()),
        Err(Stopped::Stale) => Ok(Html::stale(&again())?.into_response()),
        Err(Stopped::Failed(failure)) => Err(failure.into()),
    }
}

/// Said when a form comes a second time with other words.
const SENT_BEFORE: &str = "Tento formulář jste už jednou odeslali a zapsané je to, co v něm bylo poprvé. Co je v něm \
    teď, zapsané není. Když ho odešlete znovu, vznikne další záznam; ten první opravíte v případu.";

/// The form for the page again: when it was sent before with other words, with that sentence and an identifier of its
/// own, so that sending it once more adds something.
pub(crate) fn told_apart<T>(house: &House, outcome: &Result<(), Stopped>, form: FormState) -> FormState {
    if !matches!(outcome, Err(Stopped::Otherwise)) {
        return form;
    }
    let kept = form.pairs().iter().filter(|(name, _)| name != "nove_id").cloned().collect();
    with_fresh::<T>(house, FormState::from_pairs(kept)).failed("", SENT_BEFORE)
}

/// A page that asks once more before something is taken away.
#[derive(Template)]
#[template(path = "cases/pages/confirm.html")]
pub(crate) struct ConfirmPage {
    /// Frame.
    pub frame: Frame,
    /// The case.
    pub case: CaseHead,
    /// The question.
    pub question: String,
    /// What will happen.
    pub sentences: Vec<&'static str>,
    /// A text to be typed as it is, if the act is grave: its label.
    pub mark: Option<String>,
    /// The form.
    pub form: FormState,
    /// Version of the record.
    pub version: i64,
    /// Label of the button.
    pub button: &'static str,
    /// Whether the act harms.
    pub danger: bool,
    /// The way back.
    pub back: String,
    /// Whether somebody was faster.
    pub stale: Stale,
}

impl ConfirmPage {
    /// The question about a record of a case.
    pub(crate) fn ask<A: Reads<CaseFile>>(
        house: &House,
        permit: &Permit<CaseFile, A>,
        question: String,
        sentences: Vec<&'static str>,
        button: &'static str,
    ) -> Self {
        let case = CaseHead::of(permit);
        Self {
            frame: Frame::new(house, permit.actor(), SECTION),
            back: case.href.clone(),
            case,
            question,
            sentences,
            mark: None,
            form: FormState::empty(),
            version: permit.version(),
            button,
            danger: true,
            stale: Stale::default(),
        }
    }

    /// The same question after somebody changed the record.
    pub(crate) fn outdated(mut self) -> Self {
        self.stale.is = true;
        self
    }
}

/// What two people share, in a sentence beside the contacts of one of them; nothing when the group is not theirs.
/// The contact itself is not repeated.
pub(crate) fn shared_sentence(
    group: &SharedContact,
    person: Id<Person>,
    name: impl Fn(Id<Person>) -> Option<String>,
) -> Option<String> {
    if !group.people.contains(&person) {
        return None;
    }
    let others: Vec<String> =
        group.people.iter().filter(|id| **id != person).filter_map(|id| name(*id)).collect();
    let who = others.join(", ");
    Some(match group.what {
        Contact::Email => format!("Tento e-mail má i {who}. Kdo z nich ho čte?"),
        Contact::Phone => format!("Tento telefon má i {who}. Kdo z nich ho bere?"),
        Contact::Address => format!("Na této adrese je i {who}. Kdo z nich otevírá poštu?"),
    })
}

/// A fresh identifier for a form that adds something, kept in the form so that sending it twice adds once.
pub(crate) fn with_fresh<T>(house: &House, form: FormState) -> FormState {
    let fresh: Id<T> = Id::fresh(house.clock.now());
    form.with("nove_id", fresh.to_string())
}
