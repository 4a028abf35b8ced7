//! Events of disclosure.

use super::model::{Consent, Exception, Justification};
use crate::event;
use crate::kernel::Id;
use crate::participants::Participant;
use outbound::{Disclosed, View};

event!(
    /// An office decided what a kind of reader may know.
    pub VerdictDecided = "disclosure.decided", "rozhodnuto, kdo smí co vědět" {
        reader: &'static str,
        group: &'static str,
        occasion: &'static str,
        before: &'static str,
        after: &'static str,
        verified: bool,
    }
);

event!(
    /// An office approved the rows of a kind of reader as they stand.
    pub TableApproved = "disclosure.approved", "schválena tabulka zveřejnění" {
        reader: &'static str,
        rows: usize,
    }
);

event!(
    /// Something left the house for one reader: domain.md 2.5 point 5. Written by whoever sends, once for each sending.
    pub Sent = "disclosure.sent", "sděleno účastníkovi" {
        participant: Id<Participant>,
        output: &'static str,
        refused: Vec<&'static str>,
        fingerprint: String,
    }
);

event!(
    /// The head or the data-protection officer decided about one conference otherwise than the table.
    pub ExceptionDecided = "disclosure.exception", "rozhodnuto o výjimce z tabulky" {
        exception: Id<Exception>,
        participant: Option<Id<Participant>>,
        reader: Option<&'static str>,
        group: &'static str,
        occasion: &'static str,
        verdict: &'static str,
    }
);

event!(
    /// An exception was taken back.
    pub ExceptionEnded = "disclosure.exception_ended", "výjimka z tabulky zrušena" { exception: Id<Exception> }
);

event!(
    /// The head justified that somebody learns a protected fact.
    pub FactJustified = "disclosure.justified", "odůvodněno sdělení chráněného údaje" {
        justification: Id<Justification>,
        participant: Id<Participant>,
        fact: uuid::Uuid,
    }
);

event!(
    /// A justification was taken back.
    pub JustificationEnded = "disclosure.justification_ended", "odůvodnění zrušeno" { justification: Id<Justification> }
);

event!(
    /// An output was kept in the house because of a protected fact.
    pub Stopped = "disclosure.stopped", "výstup zastavil chráněný údaj" {
        participant: Id<Participant>,
        output: &'static str,
    }
);

event!(
    /// Somebody looked at exactly what a participant will get.
    pub Looked = "disclosure.looked", "prohlédnuto, co účastník dostane" {
        participant: Id<Participant>,
        fingerprint: String,
    }
);

event!(
    /// A consent was written down.
    pub ConsentGiven = "consent.given", "zapsán souhlas" { consent: Id<Consent>, what: &'static str }
);

event!(
    /// A consent was withdrawn.
    pub ConsentWithdrawn = "consent.withdrawn", "souhlas odvolán" { consent: Id<Consent>, how: &'static str }
);

impl Sent {
    /// For a view that goes out as `output` ("mail", "letter", "page", "minutes").
    #[must_use]
    pub fn of<V: View>(
        about: crate::audit::About,
        output: &'static str,
        participant: Id<Participant>,
        disclosed: &Disclosed<V>,
    ) -> Self {
        let mut refused: Vec<&'static str> =
            disclosed.refusals().iter().map(|refusal| refusal.group.code()).collect();
        refused.sort_unstable();
        refused.dedup();
        Self { about, participant, output, refused, fingerprint: disclosed.fingerprint().to_owned() }
    }
}
