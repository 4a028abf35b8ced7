//! What can be done about what invited persons ask.

use super::{NewSubstitute, Request, RequestWords, Substitute, SubstituteState, jobs, store};
use crate::access::{House, Permit, Record};
use crate::audit::{By, Operation};
use crate::cases::PersonName;
use crate::invitations::actions::Undone;
use crate::invitations::events::{
    InformationRequested, LanguageChosen, NeedsSaid, RequestSettled, SubstituteDecided, SubstituteNamed,
    SubstituteTold,
};
use crate::invitations::model::{Channel, Invitation};
use crate::invitations::policy::HandleInvitation;
use crate::invitations::store as invitations;
use crate::invitations::words::Language;
use crate::kernel::{Choice, Id};
use crate::participants::{self, Need, NeedWords, Participant};
use std::sync::Arc;

/// Whether the round that somebody has in their hands is still the one that holds.
async fn still_holds(operation: &mut Operation, invitation: &Invitation) -> Result<(), Undone> {
    let now = invitations::current(operation, invitation.id).await?;
    let holds = |now: &Invitation| now.state.is_live() && now.round == invitation.round;
    if now.as_ref().is_some_and(holds) { Ok(()) } else { Err(Undone::Stale) }
}

/// Somebody names who would come instead of them.
pub(in crate::invitations) async fn name_substitute(
    house: &House,
    by: By,
    invitation: &Invitation,
    new: NewSubstitute,
) -> Result<(), Undone> {
    let work = Arc::new((invitation.clone(), new));
    house
        .trail
        .run(by, move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, new) = (&work.0, &work.1);
                still_holds(&mut operation, invitation).await?;
                store::name(&mut operation, invitation, new).await?;
                let event = SubstituteNamed { about: invitation.about(), invitation: invitation.id };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Somebody asks for the information needed to prepare; while one request is open, no other is made.
pub(in crate::invitations) async fn request(
    house: &House,
    by: By,
    invitation: &Invitation,
    words: Option<RequestWords>,
) -> Result<(), Undone> {
    let work = Arc::new((invitation.clone(), words));
    house
        .trail
        .run(by, move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, words) = (&work.0, &work.1);
                still_holds(&mut operation, invitation).await?;
                store::ask(&mut operation, invitation, words.as_ref()).await?;
                let event = InformationRequested { about: invitation.about(), invitation: invitation.id };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Somebody says what they need. Without the code needs are only added: whoever reads a telephone can neither see nor
/// erase them.
pub(in crate::invitations) async fn need(
    house: &House,
    by: By,
    invitation: &Invitation,
    (participant, needs, words): (Participant, Vec<Need>, Option<NeedWords>),
) -> Result<(), Undone> {
    let work = Arc::new((invitation.clone(), participant, needs, words));
    house
        .trail
        .run(by, move |mut operation| {
            let work = work.clone();
            async move {
                let (invitation, participant, needs, words) = (&work.0, &work.1, &work.2, &work.3);
                still_holds(&mut operation, invitation).await?;
                participants::ask_needs(&mut operation, participant, needs, words.clone()).await?;
                let asked = needs.len();
                let event = NeedsSaid { about: invitation.about(), invitation: invitation.id, needs: asked };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Somebody chooses the language of their page; mails and letters follow.
pub(in crate::invitations) async fn speak(
    house: &House,
    by: By,
    invitation: &Invitation,
    language: Language,
) -> Result<(), Undone> {
    let work = Arc::new(invitation.clone());
    house
        .trail
        .run(by, move |mut operation| {
            let invitation = work.clone();
            async move {
                still_holds(&mut operation, &invitation).await?;
                let whose = (invitation.participant, invitation.conference);
                invitations::language::set(&mut operation, whose, language, None).await?;
                let event = LanguageChosen {
                    about: invitation.about(),
                    participant: invitation.participant,
                    language: language.code(),
                    by_staff: false,
                };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// The office dealt with a request.
pub(in crate::invitations) async fn settle(
    house: &House,
    permit: Arc<Permit<Invitation, HandleInvitation>>,
    id: Id<Request>,
) -> Result<(), Undone> {
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                if !store::settle(&mut operation, (id, permit.id()), permit.actor().id).await? {
                    return Err(Undone::Stale);
                }
                let event = RequestSettled { about: permit.about(), invitation: permit.id() };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Staff said that a substitute was not accepted.
pub(in crate::invitations) async fn told(
    house: &House,
    permit: Arc<Permit<Invitation, HandleInvitation>>,
    id: Id<Substitute>,
) -> Result<(), Undone> {
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                store::substitute(&mut operation, permit.record(), id).await?.ok_or(Undone::Stale)?;
                if !store::tell(&mut operation, id, Some(permit.actor().id)).await? {
                    return Err(Undone::Stale);
                }
                let event = SubstituteTold { about: permit.about(), invitation: permit.id(), by_staff: true };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// The office decides about a substitute. Whoever is accepted sits at the table from now on, in the same phases and as
/// the same kind of reader, and gets an invitation of their own.
pub(in crate::invitations) async fn decide(
    house: &House,
    permit: Arc<Permit<Invitation, HandleInvitation>>,
    (id, accepted): (Id<Substitute>, bool),
    instead_of: Participant,
) -> Result<(), Undone> {
    let instead_of = Arc::new(instead_of);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, instead_of) = (permit.clone(), instead_of.clone());
            async move {
                permit.renew(&mut operation).await?;
                let found =
                    store::substitute(&mut operation, permit.record(), id).await?.ok_or(Undone::Stale)?;
                let state = if accepted { SubstituteState::Accepted } else { SubstituteState::Declined };
                if !store::decide(&mut operation, (id, permit.id()), state, permit.actor().id).await? {
                    return Err(Undone::Stale);
                }
                if accepted {
                    let name: PersonName = PersonName::new(permit.reveal(&found.name).clone());
                    let role = found.role.as_ref().map(|role| permit.reveal(role).clone());
                    let seated = participants::seat_instead(&mut operation, &instead_of, name, role).await?;
                    store::seat(&mut operation, id, seated).await?;
                } else if permit.record().may_know().is_some_and(|told| told.channel == Channel::Email) {
                    jobs::enqueue(&mut operation, id).await?;
                }
                let event = SubstituteDecided { about: permit.about(), invitation: permit.id(), accepted };
                Ok((operation.record(&event).await?, ()))
            }
        })
        .await
}
