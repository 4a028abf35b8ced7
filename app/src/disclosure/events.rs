//! Events of disclosure.

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
