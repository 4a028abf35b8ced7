//! Calling back, asking to destroy, confirming.

use super::{Erasure, ErasureState, Recall, RecallReason, jobs, store};
use crate::access::{House, Permit, Record};
use crate::audit::{By, Operation};
use crate::conferences::{Conference, State as ConferenceState};
use crate::documents::{self, NewDocument};
use crate::identity::Staff;
use crate::invitations::actions::{LETTER, Undone};
use crate::invitations::events::{ErasureAsked, ErasureConfirmed, InvitationWithdrawn, InvitationsRecalled};
use crate::invitations::model::{Channel, Invitation};
use crate::invitations::notices::{self, Reason as NoticeReason};
use crate::invitations::policy::{RecallInvitations, TellInvitation};
use crate::invitations::store as invitations;
use crate::invitations::store::messages;
use crate::kernel::{Choice, Failure, Id, Token};
use std::sync::Arc;

/// Withdraws invitations inside an operation: links, codes and devices die, whoever knows of it is told, whoever got
/// something is asked to destroy it. How many there were.
async fn call_back(
    operation: &mut Operation,
    (conference, case): (Id<Conference>, uuid::Uuid),
    wanted: &[Invitation],
    (reason, by): (&RecallReason, Id<Staff>),
) -> Result<(uuid::Uuid, usize), Undone> {
    let people = i64::try_from(wanted.len()).unwrap_or(i64::MAX);
    let recall = store::add_recall(operation, (conference, case), reason, (people, by)).await?;
    for invitation in wanted {
        if !invitations::withdraw(operation, invitation.id, invitation.version).await? {
            return Err(Undone::Stale);
        }
        // Of a meeting that is over nobody has to hear that they need not come.
        if !matches!(invitation.conference_state, ConferenceState::Held | ConferenceState::Closed) {
            notices::tell(operation, invitation, NoticeReason::Withdrawn).await?;
        }
        let about = invitation.about();
        operation.note(&InvitationWithdrawn { about, invitation: invitation.id }).await?;
        let Some(told) = invitation.may_know() else { continue };
        ask_back(operation, recall, invitation, told.channel).await?;
    }
    Ok((recall.uuid(), wanted.len()))
}

/// A request for each mailbox in which the invitation lies, wherever its person is reached by now, and one for what went
/// another way.
async fn ask_back(
    operation: &mut Operation,
    recall: Id<Recall>,
    invitation: &Invitation,
    channel: Channel,
) -> Result<(), Undone> {
    let by_mail = (Channel::Email, ErasureState::Queued);
    let mailboxes = messages::mailboxes(operation, invitation).await?;
    for mailbox in &mailboxes {
        let erasure = store::add_erasure(operation, (recall, invitation), by_mail, Some(mailbox)).await?;
        jobs::enqueue(operation, erasure).await?;
    }
    if channel != Channel::Email {
        let by_staff = (channel, ErasureState::Open);
        store::add_erasure(operation, (recall, invitation), by_staff, None).await?;
    } else if mailboxes.is_empty() {
        // It left before addresses were kept, or came back and was read all the same.
        let erasure = store::add_erasure(operation, (recall, invitation), by_mail, None).await?;
        jobs::enqueue(operation, erasure).await?;
    }
    Ok(())
}

/// Takes an invitation back from one person.
pub(in crate::invitations) async fn from_one(
    house: &House,
    permit: Arc<Permit<Invitation, TellInvitation>>,
    reason: RecallReason,
) -> Result<(), Undone> {
    let reason = Arc::new(reason);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, reason) = (permit.clone(), reason.clone());
            async move {
                permit.renew(&mut operation).await?;
                let invitation = permit.record().clone();
                if !invitation.state.is_live() {
                    return Err(Undone::Stale);
                }
                let of = (invitation.conference, invitation.case);
                let by = (&*reason, permit.actor().id);
                let (recall, people) = call_back(&mut operation, of, &[invitation], by).await?;
                let event = InvitationsRecalled { about: permit.about(), recall, people };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Takes invitations of a conference back at once: those that were chosen and still live.
pub(in crate::invitations) async fn from_many(
    house: &House,
    permit: Arc<Permit<Conference, RecallInvitations>>,
    (chosen, reason): (Vec<Id<Invitation>>, RecallReason),
) -> Result<usize, Undone> {
    let work = Arc::new((chosen, reason));
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, work) = (permit.clone(), work.clone());
            async move {
                permit.renew(&mut operation).await?;
                let all = invitations::all_of(&mut *operation.work(), permit.id()).await?;
                let wanted: Vec<Invitation> = all
                    .into_iter()
                    .filter(|one| one.state.is_live() && one.round > 0 && work.0.contains(&one.id))
                    .collect();
                if wanted.is_empty() {
                    return Err(Undone::Stale);
                }
                let of = (permit.id(), permit.record().case.uuid());
                let by = (&work.1, permit.actor().id);
                let (recall, people) = call_back(&mut operation, of, &wanted, by).await?;
                let event = InvitationsRecalled { about: permit.about(), recall, people };
                Ok((operation.record(&event).await?, people))
            }
        })
        .await
}

/// A letter that asks to destroy, ready to be filed.
pub(in crate::invitations) struct Letter {
    /// The secret of its link.
    pub(in crate::invitations) token: Token,
    /// The paper.
    pub(in crate::invitations) bytes: Vec<u8>,
    /// For the disclosure log.
    pub(in crate::invitations) sent: crate::disclosure::Sent,
}

/// Files a letter that asks to destroy, to be handed over or posted; the document's identifier.
pub(in crate::invitations) async fn ask_by_letter(
    house: &House,
    permit: Arc<Permit<Invitation, TellInvitation>>,
    (erasure, letter): (Id<Erasure>, Letter),
) -> Result<Id<documents::Document>, Undone> {
    let letter = Arc::new(letter);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, letter) = (permit.clone(), letter.clone());
            async move {
                permit.renew(&mut operation).await?;
                let invitation = permit.record();
                let document = NewDocument {
                    id: None,
                    case: invitation.case,
                    conference: Some(invitation.conference.uuid()),
                    kind: LETTER,
                    title: "Prosba o smazání".into(),
                    mime: "application/pdf",
                    bytes: letter.bytes.clone(),
                    reader: Some(invitation.participant.uuid()),
                };
                let filed = documents::file(&mut operation, document).await?;
                let paper = Some(filed.uuid());
                if !store::move_on(&mut operation, erasure, ErasureState::Asked, paper).await? {
                    return Err(Undone::Stale);
                }
                store::add_link(&mut operation, erasure, &letter.token).await?;
                operation.note(&letter.sent).await?;
                let channel = Channel::Letter.code();
                let event = ErasureAsked { about: permit.about(), invitation: permit.id(), channel };
                Ok((operation.record(&event).await?, filed))
            }
        })
        .await
}

/// Somebody confirms behind their link; the second time changes nothing.
pub(in crate::invitations) async fn confirm(
    house: &House,
    by: By,
    invitation: Invitation,
    erasure: Id<Erasure>,
) -> Result<(), Failure> {
    let invitation = Arc::new(invitation);
    house
        .trail
        .run(by, move |mut operation| {
            let invitation = invitation.clone();
            async move {
                store::confirm(&mut operation, erasure, None).await?;
                let event = ErasureConfirmed {
                    about: invitation.about(),
                    invitation: invitation.id,
                    by_staff: false,
                };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Staff write down that somebody confirmed by phone or face to face.
pub(in crate::invitations) async fn note_confirmed(
    house: &House,
    permit: Arc<Permit<Invitation, TellInvitation>>,
    erasure: Id<Erasure>,
) -> Result<(), Undone> {
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                if !store::confirm(&mut operation, erasure, Some(permit.actor().id)).await? {
                    return Err(Undone::Stale);
                }
                let event =
                    ErasureConfirmed { about: permit.about(), invitation: permit.id(), by_staff: true };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}
