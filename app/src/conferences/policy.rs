//! Who may do what to a conference. Pure functions of actor, ties and record.

use super::model::{Conference, State};
use crate::access::{Action, Actor, Reads, Tie, Ties, Verdict};
use crate::kernel::Moment;

/// Reading a conference: its plan, people, decisions taken.
pub struct ReadConference;
/// Looking back from a conference that follows an earlier one: whoever reads it, unless only by an opening.
pub struct LookBack;
/// Reading and answering the suitability check: the office's own reasoning.
pub struct WeighConference;
/// Answering the suitability check, as long as nothing was decided.
pub struct AnswerConference;
/// Weighing again after "not now".
pub struct ReconsiderConference;
/// Planning it: goals, day, place, agenda, people.
pub struct EditConference;
/// Deciding whether and how it is held: the head, or who stands in for the head.
pub struct DecideConference;
/// Leading the meeting and writing its record: facilitator, minute-taker, the case's workers.
pub struct LeadConference;

/// Whether the actor works on the case or heads its office.
fn works(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    (ties.works_on() && actor.office == conference.office) || actor.heads(conference.office)
}

/// For how many days after a meeting who led it or wrote it down can still open it. Until then the minutes are made
/// (five working days, at most nine days with holidays) and commented on (seven days); the rest is for a question back.
/// A number of the program and not of the law: no paragraph gives one, and less than this would cut them off while
/// the minutes are still open.
pub const LEADERS_STAY_DAYS: i64 = 21;

/// Whether the actor leads or writes this one meeting; they may come from another office. The tie ends by itself some
/// days after the meeting, at once when it is cancelled, and when somebody else takes their place.
#[must_use]
pub fn leads(actor: &Actor, ties: Ties, state: State, held: Option<Moment>) -> bool {
    let tied = ties.has(Tie::Facilitator) || ties.has(Tie::MinuteTaker);
    let last = |held: Moment| held.day().saturating_add(jiff::Span::new().days(LEADERS_STAY_DAYS));
    tied && match state {
        State::Convened | State::Postponed => true,
        State::Held | State::Closed => held.is_some_and(|held| actor.today <= last(held)),
        State::Considered | State::NotNow | State::Cancelled => false,
    }
}

fn leads_it(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    leads(actor, ties, conference.state, conference.held)
}

/// Why plan, people and invitations do not change now.
pub const RUNS: &str = "Jednání právě běží, plán konference a pozvánky proto teď nejde měnit. Kdo přišel navíc, toho \
    přidáte na stránce jednání.";

/// Why nothing about a closed conference changes.
pub const CLOSED: &str = "Konference je uzavřená, dá se už jen číst.";

/// Whether the actor opened the case for a reason and for a time: they read its conferences, and nothing else.
fn opened(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    ties.has(Tie::Opening) && actor.office == conference.office
}

/// What somebody gets who knows of the conference but may not change it.
fn known_or_hidden(actor: &Actor, ties: Ties, conference: &Conference, sentence: &'static str) -> Verdict {
    if actor.protects_data_of(conference.office) || leads_it(actor, ties, conference) {
        Verdict::Refuse(sentence)
    } else if opened(actor, ties, conference) {
        Verdict::Refuse("Případ máte otevřený mimořádným nahlédnutím. To dovoluje jen číst.")
    } else {
        Verdict::Hide
    }
}

impl Action<Conference> for ReadConference {
    const NAME: &'static str = "conference.read";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference)
            || actor.protects_data_of(conference.office)
            || leads_it(actor, ties, conference)
            || opened(actor, ties, conference)
        {
            Verdict::Allow
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for ReadConference {}

impl Action<Conference> for LookBack {
    const NAME: &'static str = "conference.look_back";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        let reads = works(actor, ties, conference)
            || actor.protects_data_of(conference.office)
            || leads_it(actor, ties, conference);
        if reads && conference.follows.is_some() { Verdict::Allow } else { Verdict::Hide }
    }
}

impl Action<Conference> for WeighConference {
    const NAME: &'static str = "conference.weigh";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else {
            known_or_hidden(
                actor,
                ties,
                conference,
                "Zvažování konference vidí jen pracovníci, kteří případ vedou.",
            )
        }
    }
}
impl Reads<Conference> for WeighConference {}

impl Action<Conference> for AnswerConference {
    const NAME: &'static str = "conference.answer";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if !works(actor, ties, conference) {
            return known_or_hidden(
                actor,
                ties,
                conference,
                "Na otázky odpovídají jen pracovníci, kteří případ vedou.",
            );
        }
        if conference.state == State::Considered {
            Verdict::Allow
        } else {
            Verdict::Refuse("O konferenci už je rozhodnuto, odpovědi se proto nemění.")
        }
    }
}
impl Reads<Conference> for AnswerConference {}

impl Action<Conference> for ReconsiderConference {
    const NAME: &'static str = "conference.reconsider";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if !works(actor, ties, conference) {
            return known_or_hidden(
                actor,
                ties,
                conference,
                "Znovu posoudit ji mohou jen pracovníci, kteří případ vedou.",
            );
        }
        if conference.state == State::NotNow {
            Verdict::Allow
        } else {
            Verdict::Refuse("Tato konference se zvažuje nebo je o ní rozhodnuto jinak.")
        }
    }
}
impl Reads<Conference> for ReconsiderConference {}

impl Action<Conference> for EditConference {
    const NAME: &'static str = "conference.edit";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if !works(actor, ties, conference) {
            return known_or_hidden(
                actor,
                ties,
                conference,
                "Plán konference mění jen pracovníci, kteří případ vedou.",
            );
        }
        match conference.state {
            _ if conference.is_running() => Verdict::Refuse(RUNS),
            State::Considered | State::Convened | State::Postponed => Verdict::Allow,
            State::NotNow => {
                Verdict::Refuse("O konferenci padlo rozhodnutí „teď ne“. Nejdřív ji nechte znovu posoudit.")
            }
            State::Held | State::Closed => {
                Verdict::Refuse("Konference už proběhla, její plán se proto nemění.")
            }
            State::Cancelled => Verdict::Refuse("Konference je zrušená. Začněte, prosím, novou."),
        }
    }
}
impl Reads<Conference> for EditConference {}

impl Action<Conference> for DecideConference {
    const NAME: &'static str = "conference.decide";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if actor.heads(conference.office) {
            match conference.state {
                _ if conference.is_running() => Verdict::Refuse(
                    "Jednání právě běží, o svolání se teď nerozhoduje. Jestli začalo omylem, vezměte zahájení zpět na \
                    stránce jednání.",
                ),
                State::Held | State::Closed => Verdict::Refuse("Konference už proběhla."),
                State::Cancelled => Verdict::Refuse("Konference je zrušená. Začněte, prosím, novou."),
                State::Considered | State::NotNow | State::Convened | State::Postponed => Verdict::Allow,
            }
        } else if works(actor, ties, conference) {
            Verdict::Refuse("O svolání rozhoduje vedoucí nebo ten, kdo ho dnes zastupuje.")
        } else {
            known_or_hidden(
                actor,
                ties,
                conference,
                "O svolání rozhoduje vedoucí nebo ten, kdo ho dnes zastupuje.",
            )
        }
    }
}
impl Reads<Conference> for DecideConference {}

impl Action<Conference> for LeadConference {
    const NAME: &'static str = "conference.lead";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference) || leads_it(actor, ties, conference) {
            match conference.state {
                _ if conference.sealed.is_some() => Verdict::Refuse(
                    "Zápis je zapečetěný, jednání se proto už nemění. Opravy se píšou jako dodatek k zápisu.",
                ),
                State::Convened | State::Held => Verdict::Allow,
                State::Closed => Verdict::Refuse(CLOSED),
                State::Considered | State::NotNow | State::Postponed | State::Cancelled => {
                    Verdict::Refuse("Jednání se otevře, až bude konference svolaná.")
                }
            }
        } else {
            known_or_hidden(actor, ties, conference, "Jednání vedou jen lidé, kteří na konferenci pracují.")
        }
    }
}
impl Reads<Conference> for LeadConference {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::identity::{Roles, StaffName};
    use crate::kernel::{Choice, Day, Id, TimeOfDay};
    use jiff::civil::date;
    use uuid::Uuid;

    fn on(today: Day) -> Actor {
        let id = Uuid::from_u128(7);
        let name = StaffName {
            title_before: String::new(),
            given: "Ivana".into(),
            family: "Součková".into(),
            title_after: String::new(),
        };
        Actor {
            id: Id::from_uuid(id),
            name,
            office: Id::from_uuid(id),
            office_name: String::new(),
            roles: Roles::default(),
            session: Id::from_uuid(id),
            today,
            lent: None,
            opened_until: None,
        }
    }

    #[test]
    fn who_led_a_meeting_can_open_it_while_its_minutes_are_open_and_not_a_day_longer() {
        let held = Some(Moment::in_prague(date(2026, 12, 10), TimeOfDay::new(15, 0).unwrap().time()));
        for tie in [Tie::Facilitator, Tie::MinuteTaker] {
            let ties = Ties::NONE.with(tie);
            for state in [State::Held, State::Closed] {
                assert!(leads(&on(date(2026, 12, 10)), ties, state, held));
                assert!(leads(&on(date(2026, 12, 31)), ties, state, held));
                assert!(!leads(&on(date(2027, 1, 1)), ties, state, held));
                assert!(!leads(&on(date(2026, 12, 10)), ties, state, None));
            }
            assert!(!leads(&on(date(2026, 12, 1)), ties, State::Cancelled, None));
            assert!(leads(&on(date(2026, 12, 1)), ties, State::Convened, None));
        }
    }

    #[test]
    fn whoever_is_not_tied_to_this_conference_leads_nothing() {
        let worker = Ties::NONE.with(Tie::Coordinator).with(Tie::Worker);
        for state in State::ALL {
            for ties in [Ties::NONE, worker] {
                assert!(!leads(&on(date(2026, 12, 1)), ties, *state, None), "{state:?}");
            }
        }
    }
}
