//! Decisions as pure functions: what the suitability check says. Fixed sentences only; nothing is scored, and no
//! sentence about people is made here.

mod hard;

pub use hard::{Hard, Proposal, nearest};

use super::answers::{CourtMotion, Danger, Hurry, Risk, Situation, Stance, Suitability, Tried};
use super::model::{Alternative, Kind, LegalGround, Place, State};
use crate::kernel::Choice;
use crate::shell::WhyCalledOff;

/// Whether a decision takes back what those who were invited know, and how: a meeting that had been convened is not
/// convened any more.
#[must_use]
pub(super) fn calls_off(before: State, after: State) -> Option<WhyCalledOff> {
    if !matches!(before, State::Convened | State::Postponed) {
        return None;
    }
    match after {
        State::Postponed => Some(WhyCalledOff::Postponed),
        State::NotNow | State::Considered | State::Cancelled => Some(WhyCalledOff::Cancelled),
        State::Convened | State::Held | State::Closed => None,
    }
}

/// Whether another place changes what those who were invited know: its name or address differ, and they were told.
/// With a safety concern invitations name no place.
#[must_use]
pub(super) fn moves(before: Option<&Place>, after: &Place, safety_concern: bool) -> bool {
    !safety_concern
        && before.is_none_or(|before| (&before.name, &before.address) != (&after.name, &after.address))
}

/// What the check says, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recommendation {
    /// A motion is planned: the reasons must be discussed in a conference first.
    MandatoryBeforeMotion,
    /// It fits.
    Recommends,
    /// It fits if people are protected.
    WithPrecautions,
    /// Something else first.
    AnotherWayFirst,
}

impl Choice for Recommendation {
    const ALL: &'static [Self] =
        &[Self::MandatoryBeforeMotion, Self::Recommends, Self::WithPrecautions, Self::AnotherWayFirst];
    fn code(self) -> &'static str {
        match self {
            Self::MandatoryBeforeMotion => "mandatory_before_motion",
            Self::Recommends => "recommends",
            Self::WithPrecautions => "with_precautions",
            Self::AnotherWayFirst => "another_way_first",
        }
    }
    /// The one sentence of the result.
    fn label(self) -> &'static str {
        match self {
            Self::MandatoryBeforeMotion => {
                "Před podáním návrhu soudu má být jeho důvod projednán na případové konferenci."
            }
            Self::Recommends => "Odpovědi mluví pro svolání případové konference.",
            Self::WithPrecautions => {
                "Odpovědi mluví pro svolání konference, ale jen s opatřeními, která lidi u stolu ochrání."
            }
            Self::AnotherWayFirst => "Odpovědi mluví spíš pro to, zkusit nejdřív jinou cestu.",
        }
    }
}

/// The result of the check: a sentence, reasons for and against, other ways, and what to suggest to the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Result {
    /// In one word; its label is the sentence.
    pub recommendation: Recommendation,
    /// Reasons for.
    pub reasons_for: Vec<&'static str>,
    /// Reasons against.
    pub reasons_against: Vec<&'static str>,
    /// What to take care of.
    pub precautions: Vec<&'static str>,
    /// Other ways, the nearest first; never empty.
    pub alternatives: Vec<Alternative>,
    /// Kind to begin with.
    pub kind: Kind,
    /// On what the convening rests.
    pub legal: LegalGround,
}

/// What the answers say. Total: also for no answers at all. The same answers always give the same result.
#[must_use]
pub fn recommend(check: &Suitability) -> Result {
    let mandatory = check.motion() == Some(CourtMotion::Planned);
    let risks = check.risks();
    let reasons_for = reasons_for(check);
    let reasons_against = reasons_against(check, &risks);
    let grave = check.danger() == Some(Danger::Now)
        || risks.iter().any(|r| matches!(r, Risk::Violence | Risk::Criminal | Risk::Crisis))
        || risks.contains(&Risk::BetterTool);
    let refused = risks.iter().any(|r| matches!(r, Risk::FamilyRefuses | Risk::ChildRefuses))
        || check.family() == Some(Stance::Refuses);
    let recommendation = if mandatory {
        Recommendation::MandatoryBeforeMotion
    } else if grave || (refused && reasons_for.len() < 3) || reasons_for.is_empty() {
        Recommendation::AnotherWayFirst
    } else if !reasons_against.is_empty() {
        Recommendation::WithPrecautions
    } else {
        Recommendation::Recommends
    };
    Result {
        recommendation,
        reasons_for,
        reasons_against,
        precautions: precautions(check, &risks),
        alternatives: alternatives(check, &risks),
        kind: kind(check, &risks, mandatory),
        legal: if mandatory { LegalGround::BeforeMotion } else { LegalGround::Instrument },
    }
}

fn reasons_for(check: &Suitability) -> Vec<&'static str> {
    let mut reasons = Vec::new();
    let situations = check.situations();
    let named = |list: &[Situation]| situations.iter().any(|s| list.contains(s));
    match check.motion() {
        Some(CourtMotion::Planned) => {
            reasons.push("Chystá se návrh, který zasáhne do rodičovské odpovědnosti.")
        }
        Some(CourtMotion::Considered) => {
            reasons.push("Návrh soudu se zvažuje. Konference ukáže, jestli je opravdu potřeba.");
        }
        Some(CourtMotion::None) | None => {}
    }
    if named(&[Situation::Unclear, Situation::Join]) {
        reasons.push("Každý ví kousek a je potřeba to spojit.");
    }
    if named(&[Situation::Align, Situation::Procedure]) {
        reasons.push("Pomáhá víc služeb a je potřeba se domluvit na společném postupu.");
    }
    if named(&[Situation::BigDecision, Situation::Transition]) {
        reasons.push("Chystá se velká změna v životě dítěte.");
    }
    if named(&[
        Situation::School,
        Situation::Overload,
        Situation::Housing,
        Situation::NoCare,
        Situation::FosterCare,
    ]) {
        reasons.push("Rodina je v situaci, kterou sama ani s jednou službou neunese.");
    }
    if named(&[Situation::Conflict, Situation::Violence, Situation::Other]) {
        reasons.push("Situace dítěte si žádá společnou domluvu.");
    }
    if check.missing().len() >= 2 {
        reasons.push("Chybí víc pohledů najednou a u jednoho stolu se potkají.");
    }
    if check.family() == Some(Stance::Agrees) {
        reasons.push("Rodina o setkání ví a chce ho.");
    }
    if check.child() == Some(Stance::Agrees) {
        reasons.push("Dítě o setkání ví a chce, aby bylo slyšet.");
    }
    if check.tried().iter().any(|t| *t != Tried::Nothing) {
        reasons.push("Menší kroky se už zkoušely.");
    }
    reasons
}

fn reasons_against(check: &Suitability, risks: &[Risk]) -> Vec<&'static str> {
    let mut reasons: Vec<&'static str> = risks
        .iter()
        .map(|risk| match risk {
            Risk::Violence => "U stolu by seděl někdo, kdo ubližuje nebo je z toho podezřelý.",
            Risk::Criminal => "Běží trestní řízení a setkání by ho mohlo ovlivnit.",
            Risk::Crisis => "Někdo je v akutní krizi nebo pod vlivem.",
            Risk::Conflict => "Rodiče jsou v prudkém sporu a chybí domluva, jak zůstat v bezpečí.",
            Risk::FamilyRefuses => "Rodina setkání odmítá.",
            Risk::ChildRefuses => "Dítě setkání odmítá.",
            Risk::BetterTool => "Lépe by pomohlo něco jiného.",
        })
        .collect();
    if check.danger() == Some(Danger::Now) {
        reasons.push("Dítěti hrozí nebezpečí právě teď: nejdřív je potřeba zajistit jeho bezpečí.");
    }
    if check.family() == Some(Stance::Refuses) && !risks.contains(&Risk::FamilyRefuses) {
        reasons.push("Rodina o setkání ví a nechce ho.");
    }
    if check.child() == Some(Stance::Refuses) && !risks.contains(&Risk::ChildRefuses) {
        reasons.push("Dítě o setkání ví a nechce ho.");
    }
    if check.tried() == [Tried::Nothing] {
        reasons.push("Ještě se nezkusil žádný menší krok.");
    }
    reasons
}

fn precautions(check: &Suitability, risks: &[Risk]) -> Vec<&'static str> {
    let mut care = Vec::new();
    if risks.iter().any(|r| matches!(r, Risk::Violence | Risk::Conflict)) {
        care.push("Oddělený příchod, čekání i části programu; souhlas si vyžádat v soukromí.");
    }
    if risks.contains(&Risk::Criminal) {
        care.push("O tom, co se vyšetřuje, na setkání nemluvit; předem se domluvit s policií.");
    }
    if risks.contains(&Risk::Crisis) {
        care.push("Počkat, až akutní krize odezní, a mít u toho člověka, kterému dotyčný věří.");
    }
    if risks.contains(&Risk::FamilyRefuses)
        || matches!(check.family(), Some(Stance::Refuses | Stance::Hesitates | Stance::Unasked))
    {
        care.push("Nejdřív si s rodinou promluvit a říct jí, co setkání je a co na něm může odmítnout.");
    }
    if risks.contains(&Risk::ChildRefuses) || check.child() == Some(Stance::Refuses) {
        care.push("Přání dítěte nepřijít respektovat a jeho hlas přinést jinak.");
    } else if check.child() == Some(Stance::Unasked) {
        care.push("Zeptat se dítěte, jestli a jak chce být slyšet.");
    }
    if check.danger() == Some(Danger::Now) {
        care.push("Nejdřív zajistit bezpečí dítěte; konferenci svolat hned potom.");
    }
    care
}

fn alternatives(check: &Suitability, risks: &[Risk]) -> Vec<Alternative> {
    let mut ways = Vec::new();
    let mut add = |way: Alternative| {
        if !ways.contains(&way) {
            ways.push(way);
        }
    };
    if risks.iter().any(|r| matches!(r, Risk::Violence | Risk::Criminal | Risk::FamilyRefuses)) {
        add(Alternative::ExpertConference);
    }
    if check.danger() == Some(Danger::Now) || risks.contains(&Risk::Crisis) {
        add(Alternative::Visit);
    }
    // Mediation asks both to sit together: not where one of them harms.
    if !risks.contains(&Risk::Violence) && check.situations().contains(&Situation::Conflict) {
        add(Alternative::Mediation);
    }
    if check.tried() == [Tried::Nothing] || risks.contains(&Risk::ChildRefuses) {
        add(Alternative::SingleMeeting);
    }
    for way in Alternative::ALL {
        if *way != Alternative::Mediation || !risks.contains(&Risk::Violence) {
            add(*way);
        }
    }
    ways
}

fn kind(check: &Suitability, risks: &[Risk], mandatory: bool) -> Kind {
    let soon =
        check.hurry() == Some(Hurry::Days) || matches!(check.danger(), Some(Danger::Days | Danger::Now));
    if soon {
        Kind::Urgent
    } else if !mandatory && risks.iter().any(|r| matches!(r, Risk::Violence | Risk::Criminal)) {
        Kind::Expert
    } else if matches!(check.family(), Some(Stance::Hesitates | Stance::Refuses)) {
        Kind::Motivational
    } else {
        Kind::Classic
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::conferences::answers::{Answer, Step};
    use crate::conferences::model::Perspective;
    use proptest::prelude::*;

    fn with(pairs: &[(Step, &[&str])]) -> Suitability {
        let mut check = Suitability::default();
        for (step, codes) in pairs {
            let codes = codes.iter().map(|c| (*c).to_owned()).collect();
            check.answers.insert(*step, Answer { codes, words: None, version: 1 });
        }
        check
    }

    /// Any subset of the known codes of each question, any subset of the questions.
    fn any_check() -> impl Strategy<Value = Suitability> {
        let mut codes: Vec<(Step, Vec<String>)> = Vec::new();
        let of = |list: Vec<(String, String)>, prefix: &str| -> Vec<String> {
            list.into_iter().map(|(code, _)| format!("{prefix}{code}")).collect()
        };
        codes.push((Step::Situation, of(Situation::options(), "")));
        codes.push((Step::Motion, of(CourtMotion::options(), "")));
        codes.push((Step::Danger, of(Danger::options(), "")));
        codes.push((Step::Risks, of(Risk::options(), "")));
        codes.push((Step::Missing, of(Perspective::options(), "")));
        let mut stances = of(Stance::options(), "family_");
        stances.extend(of(Stance::options(), "child_"));
        codes.push((Step::Stance, stances));
        codes.push((Step::Tried, of(Tried::options(), "")));
        codes.push((Step::Hurry, of(Hurry::options(), "")));
        codes
            .into_iter()
            .map(|(step, all)| {
                let size = all.len();
                proptest::option::of(proptest::sample::subsequence(all, 0..=size))
                    .prop_map(move |c| (step, c))
            })
            .collect::<Vec<_>>()
            .prop_map(|chosen| {
                let mut check = Suitability::default();
                for (step, codes) in chosen {
                    if let Some(codes) = codes {
                        check.answers.insert(step, Answer { codes, words: None, version: 1 });
                    }
                }
                check
            })
    }

    proptest! {
        #[test]
        fn every_check_ends_in_one_sentence_with_another_way_named(check in any_check()) {
            let result = recommend(&check);
            prop_assert!(!result.recommendation.label().is_empty());
            prop_assert!(!result.alternatives.is_empty());
            prop_assert_eq!(&result, &recommend(&check));
        }

        #[test]
        fn a_planned_motion_always_makes_the_conference_mandatory(check in any_check()) {
            let result = recommend(&check);
            let planned = check.motion() == Some(CourtMotion::Planned);
            prop_assert_eq!(result.recommendation == Recommendation::MandatoryBeforeMotion, planned);
            prop_assert_eq!(result.legal == LegalGround::BeforeMotion, planned);
        }

        #[test]
        fn every_risk_named_is_a_reason_against(check in any_check()) {
            prop_assert!(recommend(&check).reasons_against.len() >= check.risks().len());
        }

        #[test]
        fn mediation_is_never_offered_where_somebody_harms(check in any_check()) {
            let offered = recommend(&check).alternatives.contains(&Alternative::Mediation);
            prop_assert!(!(offered && check.risks().contains(&Risk::Violence)));
        }
    }

    #[test]
    fn only_what_was_convened_can_be_called_off() {
        for before in State::ALL {
            for after in State::ALL {
                let called_off = calls_off(*before, *after).is_some();
                let was = matches!(before, State::Convened | State::Postponed);
                let is = matches!(after, State::Convened | State::Held | State::Closed);
                assert_eq!(called_off, was && !is, "{before:?} {after:?}");
            }
        }
    }

    #[test]
    fn a_place_nobody_was_told_moves_nobody() {
        let place =
            |name: &str, access: &str| Place { name: name.into(), access: access.into(), ..Place::default() };
        let library = place("knihovna", "");
        assert!(moves(Some(&library), &place("radnice", ""), false));
        assert!(!moves(Some(&library), &place("radnice", ""), true));
        assert!(!moves(Some(&library), &place("knihovna", "vchod zezadu"), false));
        assert!(moves(None, &library, false));
    }

    #[test]
    fn several_services_that_must_agree_and_a_willing_family_speak_for_a_conference() {
        let check = with(&[
            (Step::Situation, &["align", "school"]),
            (Step::Motion, &["none"]),
            (Step::Danger, &["none"]),
            (Step::Stance, &["family_agrees", "child_agrees"]),
            (Step::Tried, &["talks"]),
        ]);
        assert_eq!(recommend(&check).recommendation, Recommendation::Recommends);
    }

    #[test]
    fn violence_speaks_for_another_way_first_and_names_experts_without_the_family() {
        let check = with(&[(Step::Situation, &["violence"]), (Step::Risks, &["violence", "criminal"])]);
        let result = recommend(&check);
        assert_eq!(result.recommendation, Recommendation::AnotherWayFirst);
        assert_eq!(result.alternatives[0], Alternative::ExpertConference);
    }

    #[test]
    fn a_refusing_child_asks_for_precautions_not_for_giving_up() {
        let check = with(&[
            (Step::Situation, &["align", "school", "transition"]),
            (Step::Stance, &["family_agrees", "child_refuses"]),
            (Step::Tried, &["talks"]),
        ]);
        assert_eq!(recommend(&check).recommendation, Recommendation::WithPrecautions);
    }
}
