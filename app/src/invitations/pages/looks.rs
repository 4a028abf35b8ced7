//! Looking at what somebody will get before it is sent: once for each kind of reader, and always for whom a protected
//! fact concerns or who comes elsewhere than the others; and the words that a protected fact keeps in the house.

use super::Guest;
use super::seen::{self, Seen};
use crate::access::{House, Permit, Reads};
use crate::conferences::Conference;
use crate::disclosure::{self, Candidate};
use crate::kernel::{Failure, FormState};
use outbound::StoppedWords;

/// Words that must not reach the reader, with what stands around them.
pub(in crate::invitations) struct StopRow {
    pub(in crate::invitations) before: String,
    pub(in crate::invitations) words: String,
    pub(in crate::invitations) after: String,
    /// Where the head justifies them.
    pub(in crate::invitations) justify: String,
    pub(in crate::invitations) excused: bool,
}

/// What has to be looked at.
pub(in crate::invitations) struct LookRow {
    /// What they will get.
    pub(in crate::invitations) seen: Seen,
    pub(in crate::invitations) ticked: bool,
    pub(in crate::invitations) problem: bool,
    pub(in crate::invitations) why: &'static str,
}

/// The protected words in what a guest would get, the same words once.
pub(in crate::invitations) fn stops<A: Reads<Conference>>(
    permit: &Permit<Conference, A>,
    guest: &Guest,
) -> Vec<StopRow> {
    let conference = permit.id();
    let knows = disclosure::knows_protected(permit.actor(), permit.ties(), permit.record().office);
    let participant = guest.invitee.participant.id;
    let row = |stop: StoppedWords| StopRow {
        justify: format!("/konference/{conference}/sdeleni/{participant}/udaj/{}", stop.fact),
        before: if knows { stop.before } else { String::new() },
        // Which words are protected is known to coordinator, head and officer alone.
        words: if knows { stop.words } else { "chráněný údaj, zeptejte se koordinátora".into() },
        after: if knows { stop.after } else { String::new() },
        excused: stop.excused,
    };
    let mut rows: Vec<StopRow> = Vec::new();
    for stop in disclosure::stopped(&guest.told).into_iter().chain(disclosure::stopped(&guest.inside)) {
        let row = row(stop);
        // Day and place stand on both pages.
        if !rows.iter().any(|known| (&known.words, &known.justify) == (&row.words, &row.justify)) {
            rows.push(row);
        }
    }
    rows
}

/// For each guest whether somebody has to look before it is sent.
///
/// # Errors
/// Database errors.
pub(in crate::invitations) async fn needed<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    guests: &[&Guest],
) -> Result<Vec<bool>, Failure> {
    let looks = disclosure::looks(permit.lookup(house), permit.id()).await?;
    let candidates: Vec<Candidate> = guests
        .iter()
        .map(|guest| {
            let participant = guest.invitee.participant.id;
            let looked_at = |seen: &str| looks.iter().any(|(who, what)| *who == participant && *what == seen);
            Candidate {
                kind: guest.invitee.participant.reader,
                also: guest.invitee.rights.reader.also,
                // Nobody else's invitation shows a place of somebody's own.
                concerned: guest.invitee.rights.concerned || guest.invitee.content.comes_elsewhere(),
                looked: looked_at(guest.told.fingerprint()) && looked_at(guest.inside.fingerprint()),
            }
        })
        .collect();
    Ok(disclosure::looks_needed(&candidates))
}

/// What is shown of somebody who has to be looked at.
///
/// # Errors
/// [`Failure::Output`] when the mail cannot be written.
pub(in crate::invitations) async fn look(
    house: &House,
    guest: &Guest,
    form: Option<&FormState>,
) -> Result<LookRow, Failure> {
    let id = guest.invitee.participant.id.to_string();
    let ticked = form.is_some_and(|form| form.is("videno", &id));
    Ok(LookRow {
        seen: seen::of(house, guest).await?,
        ticked,
        problem: form.is_some() && !ticked,
        why: match (guest.invitee.rights.concerned, guest.invitee.content.comes_elsewhere()) {
            (true, _) => "Chráněný údaj se týká tohoto člověka, proto se dívejte pokaždé.",
            (false, true) => "Tento člověk má přijít jinam než ostatní, proto se dívejte pokaždé.",
            (false, false) => "Stačí jednou za každý druh čtenáře.",
        },
    })
}
