//! What stands in the trail since a moment of a test.

use super::{Person, TestHouse};
use portable_sql::Sql;
use std::collections::BTreeSet;
use uuid::Uuid;

const ALL: Sql = Sql::new(
    "ALL",
    "SELECT office_id, sequence, code, who, actor_id, case_id, detail FROM audit_event \
     WHERE code <> 'case.read' ORDER BY office_id, sequence",
);

portable_sql::row! {
    /// An event besides readings.
    #[derive(Clone, Debug)]
    pub struct Written {
        pub office: Uuid,
        pub sequence: i64,
        pub code: String,
        pub who: String,
        pub actor: Option<Uuid>,
        pub case: Option<Uuid>,
        pub detail: String,
    }
}

/// Who is expected to stand in an event.
#[derive(Clone, Copy, Debug)]
pub enum By {
    Staff(Person),
    /// Somebody with the link of an invitation.
    Outsider,
    /// Nobody whose name was proved.
    Nobody,
}

/// An act that is about to be done.
pub struct Watch {
    seen: BTreeSet<(Uuid, i64)>,
}

async fn all(house: &TestHouse) -> Vec<Written> {
    ALL.statement().all(&house.raw.0).await.unwrap()
}

impl Watch {
    /// From now on.
    pub async fn begin(house: &TestHouse) -> Self {
        Self { seen: all(house).await.into_iter().map(|e| (e.office, e.sequence)).collect() }
    }

    /// What was written since.
    pub async fn since(&self, house: &TestHouse) -> Vec<Written> {
        let all = all(house).await.into_iter();
        all.filter(|e| !self.seen.contains(&(e.office, e.sequence))).collect()
    }

    /// Exactly one event of this code was written since, by this actor, about this case; the event.
    pub async fn expect(&self, house: &TestHouse, code: &str, by: By, case: Option<Uuid>) -> Written {
        let since = self.since(house).await;
        let of_code: Vec<&Written> = since.iter().filter(|e| e.code == code).collect();
        let [event] = of_code[..] else { panic!("{} events {code}, not one: {since:#?}", of_code.len()) };
        match by {
            By::Staff(person) => {
                assert_eq!((event.who.as_str(), event.actor), ("staff", Some(house.cast.id(person).uuid())));
            }
            By::Outsider => assert!(event.who == "outsider" && event.actor.is_some(), "{event:?}"),
            By::Nobody => assert_eq!((event.who.as_str(), event.actor), ("system", None)),
        }
        assert_eq!(event.case, case, "{code} is about another case");
        event.clone()
    }
}
