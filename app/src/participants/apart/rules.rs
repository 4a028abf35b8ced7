//! Whether two people who must not meet would meet. Pure.

use crate::cases::{Child, Person, PersonName, ProtectedFact};
use crate::conferences::{Conference, Phase, Place, Span};
use crate::kernel::Id;
use crate::participants::rules::times;
use crate::participants::{Participant, Participation};

/// How many minutes lie at least between the leaving of one and the coming of the other, so that they do not meet at the
/// door, on the stairs or at the bus stop. A number of practice and not of the law: no paragraph gives one.
pub const GAP_MINUTES: i64 = 30;

/// Two people of a table.
pub(in crate::participants) type Two<'a> = (&'a Participant, &'a Participant);

/// One of a stored pair: the seat, and who sat there.
#[derive(Clone, Debug)]
pub(in crate::participants) struct Side {
    /// The seat that was chosen.
    pub(in crate::participants) seat: Id<Participant>,
    /// The person of the case.
    pub(in crate::participants) person: Option<Id<Person>>,
    /// The child of the case.
    pub(in crate::participants) child: Option<Id<Child>>,
    /// Their name.
    pub(in crate::participants) name: PersonName,
}

impl Side {
    /// Whether somebody at the table is the one who is meant, also when they were taken off the list meanwhile and
    /// seated again.
    fn is(&self, who: &Participant) -> bool {
        let typed = self.person.is_none() && self.child.is_none();
        who.id == self.seat
            || (self.person.is_some() && who.person == self.person)
            || (self.child.is_some() && who.child == self.child)
            || (typed && who.person.is_none() && who.child.is_none() && who.name == self.name)
    }
}

/// A stored pair.
#[derive(Clone, Debug)]
pub(in crate::participants) struct Pair {
    /// One of the two.
    pub(in crate::participants) one: Side,
    /// The other.
    pub(in crate::participants) other: Side,
}

/// Pairs of whom both are on the list.
#[must_use]
pub(in crate::participants) fn living<'a>(pairs: &[Pair], people: &'a [Participant]) -> Vec<Two<'a>> {
    let mut living: Vec<Two<'a>> = Vec::new();
    for pair in pairs {
        for one in people.iter().filter(|who| pair.one.is(who)) {
            for other in people.iter().filter(|who| pair.other.is(who) && who.id != one.id) {
                if !living.iter().any(|two| are(*two, one.id, other.id)) {
                    living.push((one, other));
                }
            }
        }
    }
    living
}

/// Whether these two are meant, in whichever order.
fn are(two: Two<'_>, one: Id<Participant>, other: Id<Participant>) -> bool {
    (two.0.id, two.1.id) == (one, other) || (two.0.id, two.1.id) == (other, one)
}

/// Two who must not meet, and when each of them is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// One of the two, and from when to when they stay.
    pub one: (Id<Participant>, Span),
    /// The other.
    pub other: (Id<Participant>, Span),
}

impl Clash {
    /// Whether somebody is one of the two.
    #[must_use]
    pub fn concerns(&self, who: Id<Participant>) -> bool {
        self.one.0 == who || self.other.0 == who
    }
}

/// What is planned for everybody.
#[derive(Clone, Copy, Debug)]
pub(in crate::participants) struct Plan<'a> {
    /// From when to when.
    pub(in crate::participants) span: Option<Span>,
    /// Where, as far as it is known.
    pub(in crate::participants) place: Option<&'a Place>,
    /// The programme.
    pub(in crate::participants) phases: &'a [Phase],
    /// Who said that they come, whatever they were invited to.
    pub(in crate::participants) coming: &'a [Id<Participant>],
}

impl<'a> Plan<'a> {
    /// Of a conference.
    pub(in crate::participants) fn of(
        conference: &'a Conference,
        phases: &'a [Phase],
        coming: &'a [Id<Participant>],
    ) -> Self {
        Self { span: conference.from.zip(conference.until), place: conference.place.as_ref(), phases, coming }
    }
}

/// How far apart two places lie, as far as words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::participants) enum Distance {
    /// It is one place, or nobody can tell.
    None,
    /// Another room or entrance; the building is the same, or may be.
    Building,
    /// Another address.
    Elsewhere,
}

/// How far apart the places of two people lie. A place that is not known may be any. Upper case, diacritics and
/// punctuation make no other place, nor do the words for street and square, the town, or what one of the two leaves out:
/// it is another address only when the number of the house or the name of the street is another.
#[must_use]
pub(in crate::participants) fn distance(one: Option<&Place>, other: Option<&Place>) -> Distance {
    let (Some(one), Some(other)) = (one, other) else { return Distance::None };
    let (here, there) = (Street::of(&one.address), Street::of(&other.address));
    let name = |place: &Place| czech::folding::fold(&place.name).replace(|c: char| !c.is_alphanumeric(), "");
    match (here.is_another_than(&there), name(one) == name(other)) {
        (true, _) => Distance::Elsewhere,
        (false, true) => Distance::None,
        (false, false) => Distance::Building,
    }
}

/// Whether a place is surely another house than the common one.
#[must_use]
pub fn is_elsewhere(place: &Place, common: Option<&Place>) -> bool {
    distance(Some(place), common) == Distance::Elsewhere
}

/// What of an address tells one house from another.
struct Street {
    names: Vec<String>,
    numbers: Vec<String>,
}

impl Street {
    /// Words that stand in many addresses and tell no street from another.
    const COMMON: [&'static str; 14] = [
        "ul", "ulice", "nam", "namesti", "tr", "trida", "nabr", "nabrezi", "sidl", "sidliste", "cp", "c",
        "p", "ev",
    ];

    fn of(address: &str) -> Self {
        // The town and what comes after it is the same for two streets of one town.
        let line =
            address.split([',', ';', '\n']).map(str::trim).find(|part| !part.is_empty()).unwrap_or_default();
        let folded = czech::folding::fold(line);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let (numbers, names): (Vec<&str>, Vec<&str>) =
            words.partition(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let own = |names: Vec<&str>| -> Vec<String> {
            names.into_iter().filter(|name| !Self::COMMON.contains(name)).map(str::to_owned).collect()
        };
        Self { names: own(names), numbers: numbers.into_iter().map(str::to_owned).collect() }
    }

    /// Whether these are two houses: both are known well enough, and something in them differs.
    fn is_another_than(&self, other: &Self) -> bool {
        let apart = |one: &[String], other: &[String]| {
            let same = |a: &String, b: &String| a.starts_with(b.as_str()) || b.starts_with(a.as_str());
            !one.is_empty() && !other.is_empty() && !one.iter().any(|a| other.iter().any(|b| same(a, b)))
        };
        let numbers = !self.numbers.is_empty()
            && !other.numbers.is_empty()
            && !self.numbers.iter().any(|number| other.numbers.contains(number));
        numbers || apart(&self.names, &other.names)
    }
}

/// From when to when somebody is expected in the house; `None` when they are not expected in person, or when no time is
/// known yet. Between two parts of the agenda they wait in the house. Who said that they come, comes, whatever they were
/// invited to.
pub(in crate::participants) fn stay(who: &Participant, plan: &Plan<'_>) -> Option<Span> {
    let span = plan.span?;
    if matches!(who.participation, Participation::Remote | Participation::Written) {
        return plan.coming.contains(&who.id).then_some(span);
    }
    let times = times(who, Some(span), plan.phases);
    let (first, last) = (times.iter().map(|t| t.0).min(), times.iter().map(|t| t.1).max());
    // Parts whose times are not known may be any.
    Some(first.zip(last).unwrap_or(span))
}

/// Whether two stays overlap, or lie nearer than the gap.
#[must_use]
pub(in crate::participants) fn too_near(one: Span, other: Span, gap: i64) -> bool {
    let before = |a: Span, b: Span| a.1.minutes() + gap <= b.0.minutes();
    !before(one, other) && !before(other, one)
}

/// When two are there at one time, or too near each other, wherever.
fn near((one, other): Two<'_>, plan: &Plan<'_>) -> Option<(Span, Span)> {
    let stays = (stay(one, plan)?, stay(other, plan)?);
    too_near(stays.0, stays.1, GAP_MINUTES).then_some(stays)
}

/// How far apart two come: to the places of their own, or to the common one.
fn between((one, other): Two<'_>, plan: &Plan<'_>) -> Distance {
    distance(one.place.as_ref().or(plan.place), other.place.as_ref().or(plan.place))
}

/// Whether these two would meet: at one time, or too near, in one house. Another room does not keep them apart: the door,
/// the stairs and the bus stop are common.
pub(in crate::participants) fn clash(two: Two<'_>, plan: &Plan<'_>) -> Option<Clash> {
    let stays = near(two, plan).filter(|_| between(two, plan) != Distance::Elsewhere)?;
    Some(Clash { one: (two.0.id, stays.0), other: (two.1.id, stays.1) })
}

/// What of the places keeps two apart who come at one time; `None` when the times do.
pub(in crate::participants) fn elsewhere(two: Two<'_>, plan: &Plan<'_>) -> Option<Distance> {
    near(two, plan).map(|_| between(two, plan))
}

/// Pairs to propose: one about whom a fact must not reach the other, and of whom nobody has said it yet.
#[must_use]
pub(in crate::participants) fn proposed<'a>(
    facts: &[ProtectedFact],
    people: &'a [Participant],
    said: &[Two<'_>],
) -> Vec<Two<'a>> {
    let mut pairs: Vec<Two<'a>> = Vec::new();
    for fact in facts {
        let about = |who: &&Participant| {
            (fact.about_person.is_some() && who.person == fact.about_person)
                || (fact.about_child.is_some() && who.child == fact.about_child)
        };
        let kept_from = |who: &&Participant| who.person.is_some_and(|p| fact.must_not_reach.contains(&p));
        for one in people.iter().filter(about) {
            for other in people.iter().filter(kept_from).filter(|other| other.id != one.id) {
                if !said.iter().chain(&pairs).any(|two| are(*two, one.id, other.id)) {
                    pairs.push((one, other));
                }
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::cases::ReaderKind;
    use crate::conferences::{Perspective, State};
    use crate::kernel::{Choice, TimeOfDay};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn at(minutes: i64) -> TimeOfDay {
        TimeOfDay::from_minutes(minutes)
    }

    fn id<T>(n: u128) -> Id<T> {
        Id::from_uuid(Uuid::from_u128(n))
    }

    fn who(n: u128, participation: Participation, time: Option<(i64, i64)>, phases: &[u128]) -> Participant {
        Participant {
            id: id(n),
            conference: id(1),
            case: id(2),
            office: id(3),
            state: State::Convened,
            running: false,
            held: None,
            person: Some(id(100 + n)),
            child: None,
            staff: None,
            name: PersonName::new(format!("Osoba {n}")),
            role_label: "někdo".into(),
            reader: ReaderKind::OtherRelative,
            perspective: Perspective::Other,
            required: false,
            participation,
            phases: phases.iter().map(|n| id(*n)).collect(),
            from: time.map(|t| at(t.0)),
            until: time.map(|t| at(t.1)),
            place: None,
            removed: false,
            instead_of: None,
            version: 1,
        }
    }

    fn phases() -> Vec<Phase> {
        let phase = |n: u128, from: i64, minutes| Phase {
            id: id(n),
            position: 0,
            title: "Část".into(),
            minutes,
            private: false,
            starts: Some(at(from)),
        };
        vec![phase(1, 780, 30), phase(2, 810, 30), phase(3, 840, 60)]
    }

    const SPAN: (i64, i64) = (780, 900);

    fn place(name: &str, address: &str) -> Place {
        Place { name: name.into(), address: address.into(), ..Place::default() }
    }

    fn common() -> Place {
        place("Městská knihovna, zasedací místnost", "Ukázkové náměstí 3, Šternberk")
    }

    fn met(one: &Participant, other: &Participant) -> bool {
        met_with(one, other, &[])
    }

    fn met_with(one: &Participant, other: &Participant, coming: &[Id<Participant>]) -> bool {
        let (place, phases) = (common(), phases());
        let span = Some((at(SPAN.0), at(SPAN.1)));
        clash((one, other), &Plan { span, place: Some(&place), phases: &phases, coming }).is_some()
    }

    #[test]
    fn two_who_must_not_meet_come_to_different_parts_with_half_an_hour_between_or_by_phone() {
        let whole = who(1, Participation::Whole, None, &[]);
        assert!(met(&whole, &who(2, Participation::Whole, None, &[])));
        assert!(met(&whole, &who(2, Participation::Part, None, &[3])));
        assert!(!met(&whole, &who(2, Participation::Remote, None, &[3])));
        assert!(!met(&whole, &who(2, Participation::Written, None, &[])));
        let first = who(1, Participation::Part, None, &[1]);
        assert!(met(&first, &who(2, Participation::Part, None, &[1])), "the same part");
        assert!(met(&first, &who(2, Participation::Part, None, &[2])), "one meets the other at the door");
        assert!(!met(&first, &who(2, Participation::Part, None, &[3])));
        assert!(!met(&first, &who(2, Participation::Part, Some((840, 850)), &[])));
        assert!(met(&first, &who(2, Participation::Part, Some((839, 850)), &[])));
        // Between two parts one waits in the house.
        let twice = who(1, Participation::Part, None, &[1, 3]);
        assert!(met(&twice, &who(2, Participation::Part, Some((815, 820)), &[])));
    }

    #[test]
    fn who_says_that_they_come_nevertheless_is_expected() {
        let (one, other) =
            (who(1, Participation::Whole, None, &[]), who(2, Participation::Remote, None, &[]));
        assert!(!met_with(&one, &other, &[]));
        assert!(met_with(&one, &other, &[other.id]));
    }

    #[test]
    fn two_who_must_not_meet_do_not_meet_in_different_places() {
        let whole =
            |n, place: Option<Place>| Participant { place, ..who(n, Participation::Whole, None, &[]) };
        let own = place("Městský úřad, boční vchod", "Zadní 4, Šternberk");
        assert!(!met(&whole(1, Some(own.clone())), &whole(2, None)));
        assert!(met(&whole(1, None), &whole(2, None)), "both where everybody comes");
        assert!(met(&whole(1, Some(own.clone())), &whole(2, Some(own))), "both in one other place");
        let again = place("mestska knihovna - zasedaci mistnost", "Ukázkové  NÁMĚSTÍ 3 Šternberk");
        assert!(met(&whole(1, Some(again)), &whole(2, None)), "the common place in other letters");
        let same_name = place("Městská knihovna, zasedací místnost", "");
        assert!(met(&whole(1, Some(same_name)), &whole(2, None)), "nobody can tell that it is another");
    }

    #[test]
    fn a_place_that_is_not_known_may_be_any_and_another_room_may_be_in_the_same_building() {
        let room = place("Městská knihovna, studovna", "Ukázkové náměstí 3, Šternberk");
        assert_eq!(distance(None, Some(&room)), Distance::None);
        assert_eq!(distance(Some(&common()), Some(&room)), Distance::Building);
        assert_eq!(distance(Some(&common()), Some(&place("Boční vchod", ""))), Distance::Building);
        assert_eq!(distance(Some(&common()), Some(&place("Radnice", "Zadní 4"))), Distance::Elsewhere);
        for same in
            ["Ukázkové nám. 3", "Ukázkové náměstí 3/12", "ukazkove 3, 785 01 Šternberk", "č. p. 3", ""]
        {
            let here = place("Městská knihovna, studovna", same);
            assert_eq!(distance(Some(&common()), Some(&here)), Distance::Building, "{same}");
        }
        for other in ["Ukázkové náměstí 5, Šternberk", "Zadní 3, Šternberk"] {
            assert_eq!(
                distance(Some(&common()), Some(&place("Knihovna", other))),
                Distance::Elsewhere,
                "{other}"
            );
        }
        let whole =
            |n, place: Option<Place>| Participant { place, ..who(n, Participation::Whole, None, &[]) };
        assert!(met(&whole(1, Some(room)), &whole(2, None)), "another room of one house has the same door");
    }

    #[test]
    fn a_pair_lives_on_when_one_of_them_is_taken_off_the_list_and_seated_again() {
        let side = |who: &Participant| Side {
            seat: who.id,
            person: who.person,
            child: who.child,
            name: who.name.clone(),
        };
        let (one, other) = (who(1, Participation::Whole, None, &[]), who(2, Participation::Whole, None, &[]));
        let pairs = [Pair { one: side(&one), other: side(&other) }];
        let again = Participant { id: id(9), ..other.clone() };
        let people = [one.clone(), again];
        assert_eq!(living(&pairs, &people).len(), 1);
        assert!(living(&pairs, &[one, who(3, Participation::Whole, None, &[])]).is_empty());
    }

    fn ways() -> impl Strategy<Value = Participation> {
        prop::sample::select(Participation::ALL)
    }

    prop_compose! {
        fn anybody(n: u128)(way in ways(), from in 780i64..890, long in 0i64..60, exact: bool,
            parts in prop::collection::vec(1u128..4, 0..3), at in places()) -> Participant {
            Participant { place: at, ..who(n, way, exact.then_some((from, from + long)), &parts) }
        }
    }

    /// Where everybody comes, said or not, and elsewhere.
    fn places() -> impl Strategy<Value = Option<Place>> {
        let own = place("Městský úřad, boční vchod", "Zadní 4, Šternberk");
        prop::sample::select(vec![None, None, Some(common()), Some(own)])
    }

    proptest! {
        #[test]
        fn it_does_not_matter_which_of_the_two_is_named_first(one in anybody(1), other in anybody(2)) {
            prop_assert_eq!(met(&one, &other), met(&other, &one));
        }

        #[test]
        fn nobody_is_silent_about_two_who_are_in_the_room_together(one in anybody(1), other in anybody(2)) {
            let in_person = |p: &Participant| matches!(p.participation, Participation::Whole | Participation::Part);
            let span = Some((at(SPAN.0), at(SPAN.1)));
            let (a, b) = (times(&one, span, &phases()), times(&other, span, &phases()));
            let together = a.iter().any(|a| b.iter().any(|b| a.0 < b.1 && b.0 < a.1));
            let place = |p: &Participant| p.place.clone().unwrap_or_else(common);
            if in_person(&one) && in_person(&other) && together && place(&one) == place(&other) {
                prop_assert!(met(&one, &other));
            }
            if !in_person(&one) || !in_person(&other) {
                prop_assert!(!met(&one, &other));
            }
        }

        #[test]
        fn more_distance_never_brings_two_together(
            from in 0i64..600, long in 0i64..120, later in 0i64..300, more in 0i64..300, gap in 0i64..60,
        ) {
            let one = (at(from), at(from + long));
            let other = |shift: i64| (at(from + long + shift), at(from + long + shift + 10));
            if !too_near(one, other(later), gap) {
                prop_assert!(!too_near(one, other(later + more), gap));
            }
            prop_assert_eq!(too_near(one, other(later), gap), later < gap);
        }
    }
}
