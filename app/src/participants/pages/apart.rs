//! The card of those who must not meet, for whoever works on the case.

use super::SECTION;
use crate::access::{Denied, House, Permit};
use crate::cases;
use crate::conferences::{Conference, EditConference, Phase, ReadConference, WeighConference};
use crate::kernel::{Failure, FormState, Id};
use crate::participants::apart::rules::{Distance, Plan, elsewhere, living, proposed};
use crate::participants::apart::{self, Clash, actions, store as pairs};
use crate::participants::{Participant, store};
use crate::shell::{Input, Onward};
use axum::extract::State as House_;

/// Two people who must not meet, or might be meant not to.
pub(in crate::participants) struct TwoLine {
    pub(in crate::participants) one: (String, String),
    pub(in crate::participants) other: (String, String),
    /// When both would be in the house, if they would.
    pub(in crate::participants) clash: Option<String>,
    /// What keeps them apart, if they would not meet.
    pub(in crate::participants) distance: &'static str,
}

/// The card.
pub(in crate::participants) struct ApartCard {
    /// Whether a safety concern is recorded: only then pairs are added.
    pub(in crate::participants) concern: bool,
    pub(in crate::participants) pairs: Vec<TwoLine>,
    pub(in crate::participants) suggested: Vec<TwoLine>,
    pub(in crate::participants) people: Vec<(String, String)>,
    /// Empty answers of the two selects.
    pub(in crate::participants) form: FormState,
}

impl ApartCard {
    /// Whom to choose from.
    pub(super) fn options(&self) -> Vec<(String, String)> {
        self.people.clone()
    }

    /// How many pairs would meet.
    pub(super) fn clashing(&self) -> usize {
        self.pairs.iter().filter(|pair| pair.clash.is_some()).count()
    }
}

/// What keeps two apart.
pub(in crate::participants) const fn distance_in_words(distance: Option<Distance>) -> &'static str {
    match distance {
        Some(Distance::Elsewhere) => "Ve stejnou dobu, ale každý na jiné adrese.",
        _ => "Podle plánu tam ve stejnou dobu nebudou.",
    }
}

fn clash_in_words(clash: &Clash, (one, other): (&str, &str)) -> String {
    let ((from, until), (since, to)) = (clash.one.1, clash.other.1);
    format!("{one} {from}–{until}, {other} {since}–{to}")
}

/// The card; `None` for whoever does not work on the case, and where nobody's safety is at risk.
pub(super) async fn card(
    house: &House,
    permit: &Permit<Conference, ReadConference>,
    (people, phases): (&[Participant], &[Phase]),
) -> Result<Option<ApartCard>, Failure> {
    if !permit.allows::<WeighConference>() {
        return Ok(None);
    }
    let (lookup, conference) = (permit.lookup(house), permit.record());
    let concern = cases::find_case(lookup, conference.case).await?.is_some_and(|case| case.safety_concern);
    let stored = pairs::pairs(lookup.queries(), conference.id).await?;
    let said = living(&stored, people);
    if !concern && said.is_empty() {
        return Ok(None);
    }
    let clashes = apart::clashes(lookup, conference, (people, phases), &[]).await?;
    let plan = Plan::of(conference, phases, &[]);
    let facts = match concern {
        true => cases::protected_facts(lookup, conference.case).await?,
        false => Vec::new(),
    };
    let called = |who: &Participant| format!("{} ({})", permit.reveal(&who.name), who.role_label);
    let line = |(one, other): &(&Participant, &Participant)| {
        let clash = clashes.iter().find(|clash| (clash.one.0, clash.other.0) == (one.id, other.id));
        let names = (permit.reveal(&one.name).as_str(), permit.reveal(&other.name).as_str());
        TwoLine {
            clash: clash.map(|clash| clash_in_words(clash, names)),
            distance: distance_in_words(elsewhere((*one, *other), &plan)),
            one: (one.id.to_string(), called(one)),
            other: (other.id.to_string(), called(other)),
        }
    };
    Ok(Some(ApartCard {
        concern,
        suggested: proposed(&facts, people, &said).iter().map(line).collect(),
        pairs: said.iter().map(line).collect(),
        people: people.iter().map(|who| (who.id.to_string(), called(who))).collect(),
        form: FormState::empty(),
    }))
}

/// The two seats of a form, both at this table and not one and the same.
fn two(form: &FormState, people: &[Participant]) -> Option<(Id<Participant>, Id<Participant>)> {
    let seat = |name| form.id::<Participant>(name).filter(|id| people.iter().any(|who| who.id == *id));
    let two = (seat("kdo")?, seat("s_kym")?);
    (two.0 != two.1).then_some(two)
}

#[axum::debug_handler(state = House)]
pub(super) async fn keep(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let to = Onward::to(format!("{SECTION}/{}/ucastnici", permit.id()));
    let lookup = permit.lookup(&house);
    let case = cases::find_case(lookup, permit.record().case).await?;
    if !case.is_some_and(|case| case.safety_concern) {
        return Ok(to.noticing("bez_obavy"));
    }
    let people = store::of_conference(lookup, permit.id()).await?;
    let Some(two) = two(&form, &people) else { return Ok(to.noticing("dva")) };
    actions::keep(&house, permit, two).await?;
    Ok(to.noticing("oddelene"))
}

#[axum::debug_handler(state = House)]
pub(super) async fn end(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let to = Onward::to(format!("{SECTION}/{}/ucastnici", permit.id()));
    let lookup = permit.lookup(&house);
    let people = store::of_conference(lookup, permit.id()).await?;
    let Some(two) = two(&form, &people) else { return Ok(to) };
    let stored = pairs::pairs(lookup.queries(), permit.id()).await?;
    let meant = stored.into_iter().filter(|pair| {
        let living = living(std::slice::from_ref(pair), &people);
        living.iter().any(|(a, b)| (a.id, b.id) == two || (b.id, a.id) == two)
    });
    let meant: Vec<_> = meant.map(|pair| (pair.one.seat, pair.other.seat)).collect();
    if meant.is_empty() {
        return Ok(to.noticing("mezitim"));
    }
    actions::end(&house, permit, meant, two).await?;
    Ok(to.noticing("neoddelene"))
}
