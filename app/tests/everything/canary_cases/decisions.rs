//! Decisions about the conference that must change nothing: consents that were withdrawn, were given by somebody who does
//! not answer for the child, are for somebody else, or for what is left to the head; exceptions that have ended, are for
//! somebody else, or open what is never shown. And one exception that narrows, which must.

use super::family::Family;
use super::plant::TOPICS;
use super::words::Dice;
use crate::harness::TestHouse;
use portable_sql::{Sql, Transaction};
use uuid::Uuid;
use vault::{CaseKey, Place};

const CONSENT: Sql = Sql::new(
    "CONSENT",
    "INSERT INTO consent (id, case_id, office_id, kind, giver_id, child_id, recipient_id, fact_groups, purpose, given_how, \
     given_on, withdrawn, noted_by, created, version) \
     SELECT $1, c.id, c.office_id, 'sharing', $3, $4, $5, $6, $7, 'paper', $8, $9, c.coordinator_id, c.created, 1 \
     FROM case_file c WHERE c.id = $2",
);
const EXCEPTION: Sql = Sql::new(
    "EXCEPTION",
    "INSERT INTO disclosure_exception (id, conference_id, participant_id, reader, fact_group, occasion, verdict, reason, \
     decided_by, decided, ended) SELECT $1, f.id, $3, $4, $5, $6, $7, $8, f.created_by, f.created, $9 \
     FROM conference f WHERE f.id = $2",
);
const OUTSIDER: Sql = Sql::new(
    "OUTSIDER",
    "SELECT p.id FROM person p WHERE p.case_id = $1 AND p.removed IS NULL AND p.id NOT IN \
     (SELECT s.person_id FROM participant s WHERE s.conference_id = $2 AND s.person_id IS NOT NULL) ORDER BY p.id LIMIT 1",
);

/// Kinds of readers of whom the words say that others' health is not for them by any decision about one conference.
const NEVER_OTHERS_HEALTH: [&str; 4] =
    ["school", "other_relative", "foster_carer", "parent_without_responsibility"];

struct Pen<'a> {
    key: &'a CaseKey,
    family: &'a Family,
    number: u128,
}

impl Pen<'_> {
    fn id(&mut self) -> Uuid {
        self.number += 1;
        Uuid::from_u128(0x0193_4000_0000_7000_8000_0000_00d0_0000 + self.number)
    }

    fn words(&self, table: &'static str, column: &'static str, row: Uuid) -> Vec<u8> {
        self.key.seal_text(Place { table, column, row }, "Aby se domluvili.").unwrap().into_bytes()
    }

    async fn consent(
        &mut self,
        house: &TestHouse,
        work: &mut Transaction,
        (giver, recipient): (Uuid, Uuid),
        (child, groups, withdrawn): (Uuid, &str, bool),
    ) {
        let (id, now) = (self.id(), house.house.clock.now());
        CONSENT
            .bind(id)
            .bind(self.family.case)
            .bind(giver)
            .bind(Some(child))
            .bind(recipient)
            .bind(groups)
            .bind(self.words("consent", "purpose", id))
            .bind(house.house.clock.today())
            .bind(withdrawn.then_some(now))
            .execute(work)
            .await
            .unwrap();
    }

    async fn exception(
        &mut self,
        work: &mut Transaction,
        whom: (Option<Uuid>, Option<&str>),
        (group, occasion, verdict): (&str, &str, &str),
        ended: Option<pripadovka::kernel::Moment>,
    ) {
        let id = self.id();
        EXCEPTION
            .bind(id)
            .bind(self.family.conference)
            .bind(whom.0)
            .bind(whom.1)
            .bind(group)
            .bind(occasion)
            .bind(verdict)
            .bind(self.words("disclosure_exception", "reason", id))
            .bind(ended)
            .execute(work)
            .await
            .unwrap();
    }
}

/// Writes them down.
pub async fn decide(house: &TestHouse, family: &mut Family, dice: &mut Dice) {
    let key = house.house.keys.of_case(&house.raw.0, family.case).await.unwrap();
    let outsider: Option<(Uuid,)> =
        OUTSIDER.bind(family.case).bind(family.conference).one(&house.raw.0).await.unwrap();
    let (outsider,) = outsider.expect("somebody of the case who does not come");
    let now = house.house.clock.now();
    let everything = TOPICS.join(" ");
    let mother = family.seats[0].person.unwrap();
    // Whom the head told less than the list says.
    let narrowed = 3 + dice.below(5);
    let group = *dice.one(&["plan_tasks", "school"]);
    family.seats[narrowed].narrowed.push(group);
    let mut pen = Pen { key: &key, family, number: 0 };
    let mut work = house.raw.1.begin().await.unwrap();
    for seat in family.seats.iter().filter(|seat| seat.person.is_some()) {
        let recipient = seat.person.unwrap();
        let child = *dice.one(&family.children);
        pen.consent(house, &mut work, (mother, recipient), (child, &everything, true)).await;
        // The second seat is the father of the first children only, the third of the others.
        let stranger = [1, 2].map(|at| &family.seats[at]);
        let stranger = stranger.into_iter().find(|other| {
            !matches!(other.positions.get(&child), Some(&"parent_with_responsibility" | &"guardian"))
        });
        if let Some(giver) = stranger.and_then(|other| other.person) {
            pen.consent(house, &mut work, (giver, recipient), (child, &everything, false)).await;
        }
        let head = "violence_safety criminal child_words";
        pen.consent(house, &mut work, (mother, recipient), (child, head, false)).await;
        if NEVER_OTHERS_HEALTH.contains(&seat.kinds[0]) {
            for occasion in ["preparation", "record"] {
                let never = ("health_others", occasion, "show");
                pen.exception(&mut work, (Some(seat.id), None), never, None).await;
            }
        }
        let all = (*dice.one(&TOPICS), "record", "show");
        pen.exception(&mut work, (None, Some(seat.kinds[0])), all, Some(now)).await;
    }
    for child in &family.children {
        pen.consent(house, &mut work, (mother, outsider), (*child, &everything, false)).await;
    }
    for occasion in ["preparation", "record"] {
        let less = (group, occasion, "never");
        pen.exception(&mut work, (Some(family.seats[narrowed].id), None), less, None).await;
    }
    for topic in ["health_others", "violence_safety", "criminal", "child_words"] {
        pen.exception(&mut work, (Some(outsider), None), (topic, "record", "show"), None).await;
    }
    work.commit().await.unwrap();
}
