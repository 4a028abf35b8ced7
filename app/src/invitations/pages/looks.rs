//! Looking at what somebody will get before it is sent: once for each kind of reader, and always for whom a protected
//! fact concerns; and the words that a protected fact keeps in the house.

use super::Guest;
use super::list::mail_preview;
use crate::access::{House, Permit, Reads};
use crate::conferences::Conference;
use crate::disclosure::{self, Candidate};
use crate::invitations::jobs::{self, Cover};
use crate::invitations::letters::InvitationView;
use crate::kernel::{Failure, FormState, Id};
use outbound::{Disclosed, StoppedWords};
use uuid::Uuid;

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
    /// The text of the mail; none for who gets a letter only.
    pub(in crate::invitations) text: Option<String>,
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
    let disclosed = guest.invitee.disclose::<InvitationView>();
    let participant = guest.invitee.participant.id;
    let row = |stop: StoppedWords| StopRow {
        justify: format!("/konference/{conference}/sdeleni/{participant}/udaj/{}", stop.fact),
        before: if knows { stop.before } else { String::new() },
        // Which words are protected is known to coordinator, head and officer alone.
        words: if knows { stop.words } else { "chráněný údaj, zeptejte se koordinátora".into() },
        after: if knows { stop.after } else { String::new() },
        excused: stop.excused,
    };
    disclosure::stopped(&disclosed).into_iter().map(row).collect()
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
            let fingerprint = guest.invitee.disclose::<InvitationView>().fingerprint().to_owned();
            let participant = guest.invitee.participant.id;
            Candidate {
                kind: guest.invitee.participant.reader,
                concerned: guest.invitee.rights.concerned,
                looked: looks.iter().any(|(who, what)| *who == participant && *what == fingerprint),
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
    let disclosed = guest.invitee.disclose::<InvitationView>();
    let text = if disclosed.is_stopped() { None } else { text_of(house, guest, &disclosed).await? };
    let id = guest.invitee.participant.id.to_string();
    let ticked = form.is_some_and(|form| form.is("videno", &id));
    Ok(LookRow {
        text,
        ticked,
        problem: form.is_some() && !ticked,
        why: match guest.invitee.rights.concerned {
            true => "Týká se ho chráněný údaj, proto se dívejte pokaždé.",
            false => "Stačí jednou za každý druh čtenáře.",
        },
    })
}

async fn text_of(
    house: &House,
    guest: &Guest,
    disclosed: &Disclosed<InvitationView>,
) -> Result<Option<String>, Failure> {
    let sequence = u32::from(guest.invitee.content.renewed);
    let cover = Cover { id: Id::from_uuid(Uuid::nil()), round: 1, uid: Uuid::nil(), sequence };
    match jobs::shown(jobs::compose(house, &cover, &guest.invitee, disclosed))? {
        Some(mail) => Ok(mail_preview(&mail).await?.map(|preview| preview.text)),
        None => Ok(None),
    }
}
