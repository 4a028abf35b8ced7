//! What stands behind the second proof: goals, programme, who comes by role, the place, what to think about, one's own
//! data. Cut like everything else, for the occasion of preparing.
//!
//! * Of the programme a person sees the phases they are invited to, nothing of the others: in each phase only what
//!   everybody invited to that phase may see. Who comes is told by role, of those who are there at the same time, and
//!   each role is a fact of the group that it gives away (a debt adviser says something about money).
//! * With a safety concern nobody is told who else comes and nothing says that anything was left out; the place is told
//!   here, because only here the reader is known.

use super::content::Content;
use super::letters::{clerk, your_part};
use super::model::{Answer, AnswerPhone};
use super::rules::Audience;
use super::words::{InnerWords, PageWords, Topic};
use crate::cases::{Address, BirthDay, Email, PersonName, ReaderKind};
use crate::conferences::{GoalFacts, Phase};
use crate::kernel::{Id, TimeOfDay};
use crate::papers::{Paper, PaperTitle};
use crate::participants::{Need, Participant, Participation};
use facts::Shown;
use outbound::{Cut, Cutter, Link, Logistics, Occasion, Omissions, Subject};

facts::fact! {
    /// Who comes, where the role says no more than that somebody is invited.
    pub RoleOfAnybody: String = Identity;
    /// Who comes, where the role speaks of the family.
    pub RoleOfFamily: String = FamilyHousehold;
    /// Who comes, where the role speaks of a child's health.
    pub RoleOfHealth: String = HealthChild;
    /// Who comes, where the role speaks of money or housing.
    pub RoleOfMoney: String = HousingMoney;
    /// Who comes, where the role speaks of substitute care.
    pub RoleOfCare: String = CareHistory;
    /// Who comes, where the role speaks of crime.
    pub RoleOfJustice: String = Criminal;
}

/// A role at the table, as the fact it is.
#[derive(Clone, Debug)]
pub(super) enum TableRole {
    Anybody(RoleOfAnybody),
    Family(RoleOfFamily),
    Health(RoleOfHealth),
    Money(RoleOfMoney),
    Care(RoleOfCare),
    Justice(RoleOfJustice),
}

impl TableRole {
    /// What the presence of such a reader gives away.
    pub(super) fn of(kind: ReaderKind, label: &str) -> Self {
        use ReaderKind as Kind;
        let label = label.to_owned();
        match kind {
            Kind::ParentWithResponsibility
            | Kind::ParentWithoutResponsibility
            | Kind::Child
            | Kind::OtherRelative
            | Kind::SupportPerson
            | Kind::School
            | Kind::Interpreter
            | Kind::Facilitator
            | Kind::MinuteTaker
            | Kind::OtherOspod
            | Kind::Region => Self::Anybody(RoleOfAnybody::new(label)),
            Kind::SocialService => Self::Family(RoleOfFamily::new(label)),
            Kind::HealthProvider => Self::Health(RoleOfHealth::new(label)),
            Kind::MunicipalDepartment | Kind::Adviser => Self::Money(RoleOfMoney::new(label)),
            Kind::FosterCarer | Kind::AccompanyingOrganisation | Kind::ResidentialFacility => {
                Self::Care(RoleOfCare::new(label))
            }
            Kind::Police | Kind::Prosecutor | Kind::Probation | Kind::Court => {
                Self::Justice(RoleOfJustice::new(label))
            }
        }
    }

    /// The role, if this reader may have it now.
    fn show(&self, cutter: &Cutter<'_>) -> Option<Shown<String>> {
        let meeting = cutter.about(Subject::Conference);
        match self {
            Self::Anybody(role) => meeting.show(role),
            Self::Family(role) => meeting.show(role),
            Self::Health(role) => meeting.show(role),
            Self::Money(role) => meeting.show(role),
            Self::Care(role) => meeting.show(role),
            Self::Justice(role) => meeting.show(role),
        }
    }
}

/// Whom questions to prepare are for.
pub(super) const fn topic(kind: ReaderKind) -> Topic {
    use ReaderKind as Kind;
    match kind {
        Kind::ParentWithResponsibility | Kind::ParentWithoutResponsibility => Topic::Parents,
        Kind::Child => Topic::Child,
        Kind::OtherRelative | Kind::SupportPerson => Topic::Relatives,
        Kind::FosterCarer => Topic::FosterCarer,
        Kind::HealthProvider => Topic::Health,
        Kind::School => Topic::School,
        Kind::SocialService | Kind::AccompanyingOrganisation => Topic::SocialService,
        Kind::ResidentialFacility => Topic::Residential,
        Kind::Police => Topic::Police,
        Kind::Probation => Topic::Probation,
        Kind::MunicipalDepartment | Kind::Adviser => Topic::Advice,
        Kind::OtherOspod
        | Kind::Region
        | Kind::Prosecutor
        | Kind::Court
        | Kind::Interpreter
        | Kind::Facilitator
        | Kind::MinuteTaker => Topic::Professional,
    }
}

/// The phases that somebody is invited to: all to whoever comes for the whole, the chosen ones to everybody else.
#[must_use]
pub(super) fn own_phases<'a>(participant: &Participant, phases: &'a [Phase]) -> Vec<&'a Phase> {
    let exact = participant.from.is_some() && participant.until.is_some();
    match participant.participation {
        _ if exact => Vec::new(),
        Participation::Written => Vec::new(),
        Participation::Whole => phases.iter().collect(),
        _ if participant.phases.is_empty() => phases.iter().collect(),
        _ => phases.iter().filter(|phase| participant.phases.contains(&phase.id)).collect(),
    }
}

/// Whether two people are there at the same time.
#[must_use]
pub(super) fn meet(a: &[(TimeOfDay, TimeOfDay)], b: &[(TimeOfDay, TimeOfDay)]) -> bool {
    a.iter().any(|one| b.iter().any(|other| one.0 < other.1 && other.0 < one.1))
}

/// Somebody's own data as the office keeps them.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    pub(super) email: Option<Email>,
    pub(super) phone: Option<AnswerPhone>,
    pub(super) address: Option<Address>,
    pub(super) answer: Option<Answer>,
    pub(super) needs: Vec<Need>,
    pub(super) substitute: Option<super::asks::SubstituteName>,
}

/// A paper that somebody may take.
#[derive(Clone, Debug)]
pub(super) struct PaperLine {
    pub(super) path: Link,
    pub(super) id: Id<Paper>,
    pub(super) title: PaperTitle,
}

/// A paper that they are asked to destroy.
#[derive(Clone, Debug)]
pub(super) struct BackLine {
    /// Where they confirm it.
    pub(super) path: Link,
    /// Its number: all that its file's name told.
    pub(super) number: i64,
}

/// What the page is made of.
pub(super) struct Behind {
    pub(super) content: Content,
    pub(super) kind: ReaderKind,
    /// `/p/…`, the address of the invitation.
    pub(super) path: Link,
    pub(super) goals: Vec<GoalFacts>,
    /// The phases of the programme that this person is invited to.
    pub(super) phases: Vec<(String, Option<(TimeOfDay, TimeOfDay)>)>,
    /// Who else is there at the same time, by role.
    pub(super) table: Vec<TableRole>,
    pub(super) name: PersonName,
    pub(super) own: Own,
    pub(super) papers: Vec<PaperLine>,
    /// What was withdrawn after they took it.
    pub(super) called_back: Vec<BackLine>,
    /// When the reader was born, if the reader is a child of the case.
    pub(super) born: Option<BirthDay>,
    /// Whether the request for time off work may be printed.
    pub(super) employer: bool,
}

outbound::view! {
    /// A step of the programme.
    pub struct Step {
        pub from: Option<Logistics>,
        pub until: Option<Logistics>,
        pub title: Logistics,
    }

    /// Where.
    pub struct Venue {
        pub name: Logistics,
        pub address: Option<Logistics>,
        pub access: Option<Logistics>,
        pub waiting: Option<Logistics>,
    }

    /// A paper to take.
    pub struct Offered {
        pub path: Link,
        pub title: Option<Shown<String>>,
    }

    /// A paper to destroy.
    pub struct Asked {
        pub path: Link,
        pub number: Logistics,
    }

    /// The reader's own data.
    pub struct Mine {
        pub name: Option<Shown<String>>,
        pub email: Option<Shown<String>>,
        pub phone: Option<Shown<String>>,
        pub address: Option<Shown<String>>,
        pub answer: Option<&'static str>,
        pub needs: Vec<&'static str>,
        pub substitute: Option<Shown<String>>,
    }

    /// The page behind the code.
    #[page("invitations/pages/behind.html")]
    pub struct PreparationView {
        pub words: PageWords,
        pub inner: InnerWords,
        pub office: Logistics,
        pub path: Link,
        pub date: Logistics,
        pub from: Logistics,
        pub until: Logistics,
        pub part: Option<Logistics>,
        pub arrival: Option<&'static str>,
        pub venue: Option<Venue>,
        pub agenda: &'static str,
        pub goals: Vec<Shown<String>>,
        pub steps: Vec<Step>,
        pub people: Vec<Shown<String>>,
        pub questions: Vec<&'static str>,
        pub papers: Vec<Offered>,
        pub called_back: Vec<Asked>,
        pub leaflet: Option<Link>,
        pub mine: Mine,
        pub employer: Option<Link>,
        pub omitted: Omissions,
        pub contact: Logistics,
        pub phone: Option<Logistics>,
    }
}

impl Cut<Behind> for PreparationView {
    const OCCASION: Occasion = Occasion::Preparation;

    fn cut(behind: &Behind, cutter: &Cutter<'_>) -> Self {
        let content = &behind.content;
        let words = content.words();
        let (from, until) = content.span();
        let contact = clerk(content);
        Self {
            words: words.page.clone(),
            inner: words.inner.clone(),
            office: Logistics::of(&content.meeting.office.title),
            path: behind.path.clone(),
            date: Logistics::of((words.day)(content.meeting.day)),
            from: Logistics::of((words.time)(from)),
            until: Logistics::of((words.time)(until)),
            part: your_part(content).map(Logistics::of),
            arrival: content.meeting.safety_concern.then_some(words.page.arrival),
            venue: venue(content),
            agenda: agenda(behind),
            goals: goals(behind, cutter),
            steps: steps(behind),
            people: people(behind, cutter),
            questions: questions(behind),
            papers: behind
                .papers
                .iter()
                .map(|paper| Offered {
                    path: paper.path.clone(),
                    title: cutter.about(Subject::Reader).show(&paper.title),
                })
                .collect(),
            called_back: behind
                .called_back
                .iter()
                .map(|paper| Asked {
                    path: paper.path.clone(),
                    number: Logistics::of(paper.number.to_string()),
                })
                .collect(),
            leaflet: leaflet(behind, cutter),
            mine: mine(behind, cutter),
            employer: behind.employer.then(|| super::outside::below(&behind.path, "/uvolneni")),
            omitted: cutter.omitted_in(words.naming),
            contact: contact.name,
            phone: contact.phone,
        }
    }
}

/// The leaflet in the words of the reader; for a child by the age it reaches in the year of the meeting.
fn leaflet(behind: &Behind, cutter: &Cutter<'_>) -> Option<Link> {
    let born = behind.born.as_ref();
    let year = born.and_then(|day| cutter.about(Subject::Reader).show_as(day, |day| i32::from(day.year())));
    let age =
        year.and_then(|year| i16::try_from(i32::from(behind.content.meeting.day.year()) - *year.get()).ok());
    Link::new(
        crate::papers::leaflets::for_reader(behind.kind, age).address(behind.content.language.leaflets()),
    )
}

/// The place: also where it had been withheld, because here the reader is known.
fn venue(content: &Content) -> Option<Venue> {
    let place = content.venue()?;
    let some = |text: &String| (!text.is_empty()).then(|| Logistics::of(text));
    Some(Venue {
        name: Logistics::of(&place.name),
        address: some(&place.address),
        access: some(&place.access),
        // Where somebody waits apart is agreed with them alone: as a place of their own is.
        waiting: some(&place.waiting)
            .filter(|_| !content.meeting.safety_concern || content.own_place.is_some()),
    })
}

/// What is to be reached, as far as this reader may know.
pub(super) fn goals(behind: &Behind, cutter: &Cutter<'_>) -> Vec<Shown<String>> {
    behind.goals.iter().filter_map(|goal| goal.words.shown(cutter, &goal.subjects, String::clone)).collect()
}

/// What to think about beforehand.
pub(super) fn questions(behind: &Behind) -> Vec<&'static str> {
    (behind.content.words().questions)(topic(behind.kind)).to_vec()
}

/// What the programme is called: the whole, or this reader's part of it.
pub(super) fn agenda(behind: &Behind) -> &'static str {
    let inner = &behind.content.words().inner;
    if your_part(&behind.content).is_some() { inner.agenda_yours } else { inner.agenda }
}

/// The programme. What the house proposes is said in the reader's language, what staff wrote stands as they wrote it.
pub(super) fn steps(behind: &Behind) -> Vec<Step> {
    let (time, language) = (behind.content.words().time, behind.content.language);
    let step = |(title, times): &(String, Option<(TimeOfDay, TimeOfDay)>)| Step {
        from: times.map(|(from, _)| Logistics::of(time(from))),
        until: times.map(|(_, until)| Logistics::of(time(until))),
        title: Logistics::of(language.usual_title(title).unwrap_or(title.as_str())),
    };
    behind.phases.iter().map(step).collect()
}

/// Roles, each once, in the order of the table; nobody with a safety concern.
pub(super) fn people(behind: &Behind, cutter: &Cutter<'_>) -> Vec<Shown<String>> {
    if behind.content.meeting.safety_concern {
        return Vec::new();
    }
    let mut people: Vec<Shown<String>> = Vec::new();
    for role in behind.table.iter().filter_map(|role| role.show(cutter)) {
        if !people.iter().any(|known| known.get() == role.get()) {
            people.push(role);
        }
    }
    people
}

fn mine(behind: &Behind, cutter: &Cutter<'_>) -> Mine {
    let (reader, own, words) = (cutter.about(Subject::Reader), &behind.own, behind.content.words());
    Mine {
        name: reader.show(&behind.name),
        email: reader.show_known(own.email.as_ref()),
        phone: reader.show_known(own.phone.as_ref()),
        address: reader.show_known(own.address.as_ref()),
        answer: own.answer.map(|answer| (words.answer)(answer).0),
        needs: own.needs.iter().map(|need| (words.need)(*need)).collect(),
        substitute: reader.show_known(own.substitute.as_ref()),
    }
}

/// Phases as a page tells them.
pub(super) fn told(phases: &[&Phase]) -> Vec<(String, Option<(TimeOfDay, TimeOfDay)>)> {
    phases.iter().map(|phase| (phase.title.clone(), phase.starts.zip(phase.ends()))).collect()
}

/// Whether somebody comes by profession, and might need time off work.
pub(super) const fn works(audience: Audience) -> bool {
    !matches!(audience, Audience::Child)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn at(minutes: i64) -> TimeOfDay {
        TimeOfDay::from_minutes(minutes)
    }

    proptest! {
        #[test]
        fn two_people_meet_when_each_of_them_meets_the_other(a in 0i64..600, b in 1i64..200, c in 0i64..600, d in 1i64..200) {
            let (one, other) = ([(at(a), at(a + b))], [(at(c), at(c + d))]);
            prop_assert_eq!(meet(&one, &other), meet(&other, &one));
            prop_assert_eq!(meet(&one, &other), a < c + d && c < a + b);
            prop_assert!(meet(&one, &one));
        }
    }

    #[test]
    fn whoever_leaves_when_another_comes_does_not_meet_them() {
        assert!(!meet(&[(at(780), at(800))], &[(at(800), at(820))]));
        assert!(!meet(&[], &[(at(800), at(820))]));
    }

    #[test]
    fn a_role_is_a_fact_of_what_it_gives_away() {
        use crate::kernel::Choice;
        for kind in ReaderKind::ALL {
            let role = TableRole::of(*kind, "role");
            let speaks = matches!(role, TableRole::Anybody(_));
            let sensitive = matches!(
                kind,
                ReaderKind::Police | ReaderKind::Probation | ReaderKind::HealthProvider | ReaderKind::Adviser
            );
            assert!(!(speaks && sensitive), "{kind:?}");
        }
    }
}
