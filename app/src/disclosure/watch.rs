//! What must not reach one reader, compiled for reading every outgoing word. What it is made of stands in
//! [`super::store::secrets`].

use outbound::{Guard, Stop};
use std::collections::BTreeSet;
use tripwire::{Secret, Tripwire};
use uuid::Uuid;

/// The facts that must not reach a reader, and those of them that the head has justified.
pub(super) struct Watch {
    tripwire: Tripwire,
    excused: BTreeSet<Uuid>,
}

impl Watch {
    /// Compiles; `None` when nothing is to be watched for.
    pub(super) fn of(secrets: &[Secret], excused: BTreeSet<Uuid>) -> Option<Self> {
        let tripwire = Tripwire::of(secrets);
        (!tripwire.is_empty()).then_some(Self { tripwire, excused })
    }
}

impl Guard for Watch {
    fn read(&self, text: &str) -> Vec<Stop> {
        let alarms = self.tripwire.read(text).into_iter();
        alarms
            .map(|alarm| Stop {
                fact: alarm.secret,
                range: alarm.range,
                excused: self.excused.contains(&alarm.secret),
            })
            .collect()
    }
}
