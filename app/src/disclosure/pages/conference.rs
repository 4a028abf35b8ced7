//! Who may know what at one conference: each participant with their legal position, what holds for them, what was
//! decided otherwise, and which protected facts were justified.

use super::look;
use crate::access::{Denied, House, Lookup, Permit};
use crate::cases::{self, Child, Person};
use crate::conferences::{Around, Conference};
use crate::disclosure::model::{AboutWhom, Exception, ForWhom, Justification, Reader, StoredVerdict};
use crate::disclosure::policy::{DecideDisclosure, JustifyFact, SeeDisclosure};
use crate::disclosure::rules::ReaderRights;
use crate::disclosure::{door, store};
use crate::identity;
use crate::kernel::{Choice, Failure, Id};
use crate::participants::{self, Participant};
use crate::shell::{Frame, Html, Query};
use askama::Template;
use axum::extract::State;
use facts::FactGroup;
use outbound::{Occasion, Rights, Subject, Verdict};

/// Groups with one verdict, in words.
pub(in crate::disclosure) struct Part {
    pub(in crate::disclosure) look: &'static str,
    pub(in crate::disclosure) verdict: &'static str,
    pub(in crate::disclosure) groups: String,
}

/// What somebody may know about one child.
pub(in crate::disclosure) struct About {
    pub(in crate::disclosure) whom: String,
    pub(in crate::disclosure) position: &'static str,
    pub(in crate::disclosure) parts: Vec<Part>,
}

/// A participant with what holds for them.
pub(in crate::disclosure) struct Who {
    pub(in crate::disclosure) id: String,
    pub(in crate::disclosure) name: String,
    pub(in crate::disclosure) role: String,
    pub(in crate::disclosure) reads_as: String,
    /// Whether the narrower of two roles counts.
    pub(in crate::disclosure) two_roles: bool,
    pub(in crate::disclosure) concerned: bool,
    pub(in crate::disclosure) about: Vec<About>,
}

/// A decision about this conference.
pub(in crate::disclosure) struct Decided {
    pub(in crate::disclosure) id: String,
    pub(in crate::disclosure) whom: String,
    pub(in crate::disclosure) what: String,
    pub(in crate::disclosure) tag: Option<(&'static str, &'static str)>,
    pub(in crate::disclosure) reason: String,
    pub(in crate::disclosure) by: String,
    pub(in crate::disclosure) ended: bool,
}

#[derive(Template)]
#[template(path = "disclosure/pages/conference.html")]
pub(in crate::disclosure) struct ConferencePage {
    pub(in crate::disclosure) frame: Frame,
    pub(in crate::disclosure) around: Around,
    pub(in crate::disclosure) case: String,
    pub(in crate::disclosure) people: Vec<Who>,
    pub(in crate::disclosure) exceptions: Vec<Decided>,
    pub(in crate::disclosure) justified: Vec<Decided>,
    pub(in crate::disclosure) safety_concern: bool,
    pub(in crate::disclosure) may_decide: bool,
    pub(in crate::disclosure) may_justify: bool,
}

const NOTICES: &[(&str, &str)] = &[
    ("vyjimka", "Výjimka platí od teď. Už odeslané věci to nezmění."),
    ("konec-vyjimky", "Výjimka je zrušená, zase platí tabulka."),
    ("oduvodneno", "Odůvodnění je zapsané. Pozvánku je teď potřeba znovu prohlédnout a odeslat."),
    ("konec-oduvodneni", "Odůvodnění je zrušené, údaj se zase nikam nedostane."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<Conference, SeeDisclosure>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let conference = permit.record();
    let children = cases::children(lookup, conference.case).await?;
    let file = cases::find_case(lookup, conference.case).await?.ok_or_else(Denied::hidden)?;
    let participants = participants::of_conference(lookup, conference.id).await?;
    let outsiders: Vec<Participant> =
        participants.iter().filter(|who| who.staff.is_none()).cloned().collect();
    let rights = door::rights_of_all(&house, lookup, &outsiders, permit.about()).await?;
    let people =
        outsiders.iter().zip(&rights).map(|(who, rights)| drawn(&permit, who, rights, &children)).collect();
    let staff = identity::store::staff_of_office(&house.queries, conference.office).await?;
    let adults = cases::people(lookup, conference.case).await?;
    let words = Words {
        permit: &permit,
        participants: &participants,
        staff: &staff,
        children: &children,
        people: &adults,
    };
    let case = conference.case.uuid();
    let exceptions = store::decisions::exceptions(lookup, case, conference.id).await?;
    let justified = store::decisions::justifications(lookup, case, conference.id).await?;
    let facts = kinds_of_facts(lookup, &permit).await?;
    Ok(Html::page(&ConferencePage {
        frame: Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES),
        around: Around::of(&house, &permit).await?,
        case: conference.case.to_string(),
        people,
        exceptions: exceptions.iter().rev().map(|e| words.exception(e)).collect(),
        justified: justified.iter().rev().map(|j| words.justified(j, &facts)).collect(),
        safety_concern: file.safety_concern,
        may_decide: permit.allows::<DecideDisclosure>(),
        may_justify: permit.allows::<JustifyFact>(),
    })?)
}

/// Protected facts by their kind only: their content stays where it is restricted.
async fn kinds_of_facts(
    lookup: Lookup<'_>,
    permit: &Permit<Conference, SeeDisclosure>,
) -> Result<Vec<(uuid::Uuid, &'static str)>, Failure> {
    let facts = cases::protected_facts(lookup, permit.record().case).await?;
    Ok(facts.iter().map(|fact| (store::secrets::id_of_fact(fact), fact.kind.label())).collect())
}

/// What a protected fact is called where its content is not shown.
pub(in crate::disclosure) fn fact_words(
    facts: &[(uuid::Uuid, &'static str)],
    id: uuid::Uuid,
) -> &'static str {
    facts
        .iter()
        .find(|(fact, _)| *fact == id)
        .map_or("kontakt nebo místo někoho jiného", |(_, kind)| *kind)
}

fn drawn(
    permit: &Permit<Conference, SeeDisclosure>,
    participant: &Participant,
    rights: &ReaderRights,
    children: &[Child],
) -> Who {
    let reader = &rights.reader;
    let about = children
        .iter()
        .map(|child| About {
            whom: czech::names::initials(permit.reveal(&child.name)),
            position: position_words(reader, child),
            parts: parts(rights, Subject::Child(child.id.uuid())),
        })
        .collect();
    let kinds: Vec<&str> = reader.kinds().map(Choice::label).collect();
    Who {
        id: participant.id.to_string(),
        name: permit.reveal(&participant.name).clone(),
        role: participant.role_label.clone(),
        reads_as: kinds.join(" a zároveň "),
        two_roles: kinds.len() > 1,
        concerned: rights.concerned,
        about,
    }
}

fn position_words(reader: &Reader, child: &Child) -> &'static str {
    let own = reader.child == Some(child.id);
    let position = reader.positions.iter().find(|(id, _)| *id == child.id).map(|(_, p)| p.label());
    if own { "to je ono" } else { position.unwrap_or("bez vztahu") }
}

/// The groups under each verdict, on getting ready.
fn parts(rights: &ReaderRights, about: Subject) -> Vec<Part> {
    let all = [Verdict::Show, Verdict::Oral, Verdict::AskHead, Verdict::Never];
    all.into_iter()
        .filter_map(|verdict| {
            let groups: Vec<&str> = FactGroup::ALL
                .into_iter()
                // That there may be a notifier is said nowhere.
                .filter(|group| *group != FactGroup::Notifier)
                .filter(|group| rights.verdict(Occasion::Preparation, *group, about) == verdict)
                .map(FactGroup::label)
                .collect();
            (!groups.is_empty()).then(|| Part {
                look: look(verdict),
                verdict: StoredVerdict(verdict).label(),
                groups: groups.join(", "),
            })
        })
        .collect()
}

/// What is needed to say who decided what for whom.
struct Words<'a> {
    permit: &'a Permit<Conference, SeeDisclosure>,
    participants: &'a [Participant],
    staff: &'a [identity::Staff],
    children: &'a [Child],
    people: &'a [Person],
}

impl Words<'_> {
    fn participant(&self, id: Id<Participant>) -> String {
        let found = self.participants.iter().find(|who| who.id == id);
        found.map_or_else(
            || "účastník, který už u stolu není".into(),
            |who| self.permit.reveal(&who.name).clone(),
        )
    }

    fn staff(&self, id: Id<identity::Staff>) -> String {
        let found = self.staff.iter().find(|staff| staff.id == id);
        found.map_or_else(|| "kolega úřadu".into(), |staff| staff.name().full())
    }

    /// About whom an exception decides, after the group: nothing when it is about everything.
    fn about(&self, about: AboutWhom) -> String {
        let name = match about {
            AboutWhom::Everything => return String::new(),
            AboutWhom::Child(id) => {
                self.children.iter().find(|child| child.id == id).map(|child| &child.name)
            }
            AboutWhom::Person(id) => self.people.iter().find(|one| one.id == id).map(|one| &one.name),
        };
        name.map_or_else(
            || " (o někom, kdo už v případu není)".into(),
            |name| format!(" (týká se: {})", self.permit.reveal(name)),
        )
    }

    fn exception(&self, exception: &Exception) -> Decided {
        let until =
            exception.until.map(|day| format!(", do {}", czech::dates::short(day))).unwrap_or_default();
        Decided {
            id: exception.id.to_string(),
            whom: match exception.whom {
                ForWhom::Participant(id) => self.participant(id),
                ForWhom::Kind(kind) => format!("všichni, kdo čtou jako {}", kind.label()),
            },
            what: format!(
                "{}{}, {}{until}",
                exception.group.label(),
                self.about(exception.about),
                exception.occasion.label()
            ),
            tag: Some((look(exception.verdict.0), exception.verdict.label())),
            reason: self.permit.reveal(&exception.reason).clone(),
            by: format!(
                "{}, {}",
                self.staff(exception.decided_by),
                czech::dates::local_moment(exception.decided.timestamp())
            ),
            ended: exception.ended.is_some(),
        }
    }

    fn justified(&self, justification: &Justification, facts: &[(uuid::Uuid, &'static str)]) -> Decided {
        Decided {
            id: justification.id.to_string(),
            whom: self.participant(justification.participant),
            what: format!("chráněný údaj: {}", fact_words(facts, justification.fact)),
            tag: None,
            reason: self.permit.reveal(&justification.reason).clone(),
            by: format!(
                "{}, {}",
                self.staff(justification.decided_by),
                czech::dates::local_moment(justification.decided.timestamp())
            ),
            ended: justification.ended.is_some(),
        }
    }
}
