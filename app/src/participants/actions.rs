//! What can be done with participants.

use super::model::{ChildForm, ChildInput, ChildParticipation, NewParticipant, Participation, Seat};
use super::policy::EditParticipant;
use super::{
    ChildDecided, LeaderTied, Participant, ParticipantAdded, ParticipantChanged, ParticipantPlaced,
    ParticipantRemoved, PerspectiveWeighed, rules, store,
};
use crate::access::{House, Permit, Tie, store as ties};
use crate::audit::{About, Operation};
use crate::cases::{Child, Person, PersonName, ReaderKind};
use crate::conferences::{Conference, EditConference, Perspective, Phase, Place, Refused, saved};
use crate::identity::Staff;
use crate::kernel::{Choice, Failure, Id};
use crate::shell::{CalledOff, WhyCalledOff, registry};
use std::sync::Arc;

/// The tie that a kind of reader with an account gets.
fn tie_of(reader: ReaderKind) -> Option<Tie> {
    match reader {
        ReaderKind::Facilitator => Some(Tie::Facilitator),
        ReaderKind::MinuteTaker => Some(Tie::MinuteTaker),
        _ => None,
    }
}

/// Places somebody at the table inside an operation; who already sits there stays as they are. Gives the
/// participant's identifier.
pub(super) async fn place(
    operation: &mut Operation,
    conference: &Conference,
    new: &NewParticipant,
) -> Result<Id<Participant>, Failure> {
    if let Some((id, _)) = store::seated(operation, conference.id, new).await? {
        return Ok(id);
    }
    if store::add(operation, (conference.id, conference.case), new).await? {
        let about = crate::access::Record::about(conference);
        let event = ParticipantAdded { about, participant: new.id, reader: new.reader.code() };
        operation.note(&event).await?;
        note_place(operation, (about, new.id), (None, new.seat.place.as_ref())).await?;
        if let (Some(staff), Some(tie)) = (new.staff, tie_of(new.reader)) {
            let now = operation.now();
            let to = (conference.case.uuid(), conference.id.uuid());
            ties::add_leader(operation.work(), to, staff, tie, now).await?;
            operation.note(&LeaderTied { about, tie: tie.code(), given: true }).await?;
        }
    }
    Ok(new.id)
}

/// Writes down that somebody comes elsewhere now, or where everybody comes again; never where.
async fn note_place(
    operation: &mut Operation,
    (about, participant): (About, Id<Participant>),
    (before, after): (Option<&Place>, Option<&Place>),
) -> Result<(), Failure> {
    if before == after {
        return Ok(());
    }
    operation.note(&ParticipantPlaced { about, participant, own: after.is_some() }).await?;
    Ok(())
}

/// Seats somebody instead of, or beside, one who cannot come, inside an operation: as the same kind of reader and for the
/// same phases. The name may come from outside; nothing else does. A place of one's own is nobody else's: whoever comes
/// instead is told the common one until staff say another.
///
/// # Errors
/// Database errors.
pub async fn seat_instead(
    operation: &mut Operation,
    of: &super::Participant,
    name: PersonName,
    role_label: Option<String>,
) -> Result<Id<Participant>, Failure> {
    let new = NewParticipant {
        id: Id::fresh(operation.now()),
        person: None,
        child: None,
        staff: None,
        name,
        role_label: role_label.filter(|role| !role.is_empty()).unwrap_or_else(|| of.role_label.clone()),
        reader: rules::stands_in_as(of.reader),
        instead_of: Some(of.id),
        seat: Seat {
            perspective: of.perspective,
            required: of.required,
            participation: of.participation,
            phases: of.phases.clone(),
            from: of.from,
            until: of.until,
            place: None,
        },
    };
    if store::add(operation, (of.conference, of.case), &new).await? {
        let about = crate::access::Record::about(of);
        let event = ParticipantAdded { about, participant: new.id, reader: new.reader.code() };
        operation.note(&event).await?;
    }
    Ok(new.id)
}

/// Somebody who came to a running meeting and belongs among its readers.
#[derive(Clone, Debug)]
pub struct OnTheSpot {
    /// Identifier; of a guest who already sits there the seat's own, so that presence and lines stay theirs.
    pub id: Id<Participant>,
    /// The person of the case, if it is one.
    pub person: Option<Id<Person>>,
    /// Name.
    pub name: PersonName,
    /// As what: "babička".
    pub role_label: String,
    /// As what they read.
    pub reader: ReaderKind,
}

/// Seats somebody at a running meeting inside an operation: the one change of the list that is allowed while people sit
/// there. Who already sits there stays as they are. Gives the participant's identifier.
///
/// # Errors
/// [`Failure::Withdrawn`] when the meeting does not run; database errors.
pub async fn seat_now(
    operation: &mut Operation,
    conference: &Conference,
    who: &OnTheSpot,
) -> Result<Id<Participant>, Failure> {
    if !conference.is_running() {
        return Err(Failure::Withdrawn("Jednání neběží. Účastníky přidáte v plánu konference."));
    }
    let perspective = rules::brings(who.reader, &[]).first().copied().unwrap_or(Perspective::Other);
    let new = NewParticipant {
        id: who.id,
        person: who.person,
        child: None,
        staff: None,
        name: who.name.clone(),
        role_label: who.role_label.clone(),
        reader: who.reader,
        instead_of: None,
        seat: Seat {
            perspective,
            required: false,
            participation: Participation::Whole,
            phases: Vec::new(),
            from: None,
            until: None,
            place: None,
        },
    };
    place(operation, conference, &new).await
}

/// Takes somebody off the list inside an operation, with the tie that went with it; who was invited is told.
async fn take_off(operation: &mut Operation, who: &Participant, version: i64) -> Result<(), Refused> {
    if !store::remove(operation, who.id, version).await? {
        return Err(Refused::Stale);
    }
    let about = crate::access::Record::about(who);
    operation.note(&ParticipantRemoved { about, participant: who.id }).await?;
    let (conference, participant) = (who.conference.uuid(), Some(who.id.uuid()));
    let event = CalledOff { conference, participant, why: WhyCalledOff::WithoutThem };
    registry().called_off(operation, event).await?;
    if let (Some(staff), Some(tie)) = (who.staff, tie_of(who.reader)) {
        ties::remove_leader(operation.work(), who.conference.uuid(), staff, tie).await?;
        operation.note(&LeaderTied { about, tie: tie.code(), given: false }).await?;
    }
    Ok(())
}

/// Adds somebody. The same form sent again, or somebody who already sits there, adds nobody.
pub(super) async fn add(
    house: &House,
    permit: Permit<Conference, EditConference>,
    new: NewParticipant,
) -> Result<(), Failure> {
    let shared = Arc::new((permit, new));
    let by = shared.0.by();
    house
        .trail
        .run(by, move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, new) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                let participant = place(&mut operation, permit.record(), new).await?;
                let event = ParticipantChanged { about: permit.about(), participant };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Changes how somebody takes part; `false` when somebody else changed it meanwhile.
pub(super) async fn change(
    house: &House,
    permit: &Arc<Permit<Participant, EditParticipant>>,
    version: i64,
    role_label: String,
    seat: Seat,
) -> Result<bool, Failure> {
    let (permit, input) = (permit.clone(), Arc::new((role_label, seat)));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let (permit, input) = (permit.clone(), input.clone());
        async move {
            permit.renew(&mut operation).await?;
            let (who, seat) = (permit.record(), &input.1);
            if !store::change(&mut operation, (who.id, who.case), version, &input.0, seat).await? {
                return Err(Refused::Stale);
            }
            let places = (who.place.as_ref(), seat.place.as_ref());
            note_place(&mut operation, (permit.about(), who.id), places).await?;
            let event = ParticipantChanged { about: permit.about(), participant: permit.id() };
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// Takes somebody off the list; `false` when somebody else changed the seat meanwhile.
pub(super) async fn remove(
    house: &House,
    permit: Permit<Participant, EditParticipant>,
    version: i64,
) -> Result<bool, Failure> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            take_off(&mut operation, permit.record(), version).await?;
            let event = ParticipantChanged { about: permit.about(), participant: permit.id() };
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// Says whether a perspective is needed.
pub(super) async fn weigh(
    house: &House,
    permit: Permit<Conference, EditConference>,
    perspective: Perspective,
    needed: bool,
) -> Result<(), Failure> {
    let permit = Arc::new(permit);
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = permit.clone();
            async move {
                permit.renew(&mut operation).await?;
                store::set_need(&mut operation, permit.id(), perspective, needed).await?;
                let about = permit.about();
                let event = PerspectiveWeighed { about, perspective: perspective.code(), needed };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Who leads or writes, as chosen: an account or a typed name; `None` leaves the seat empty.
#[derive(Clone, Debug)]
pub(super) struct Leader {
    /// As what.
    pub reader: ReaderKind,
    /// The new participant.
    pub who: Option<NewParticipant>,
}

/// Sets who leads and who writes, over what was shown; `false` when somebody else changed it meanwhile, then nothing
/// has changed. Whoever is replaced is taken off the list and loses the tie.
pub(super) async fn lead(
    house: &House,
    permit: &Arc<Permit<Conference, EditConference>>,
    shown: String,
    leaders: Arc<Vec<Leader>>,
) -> Result<bool, Failure> {
    let (permit, shared) = (permit.clone(), Arc::new((shown, leaders)));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let (permit, shared) = (permit.clone(), shared.clone());
        async move {
            let (shown, leaders) = (&shared.0, &shared.1);
            permit.renew(&mut operation).await?;
            let current = store::all_of(operation.work(), permit.id()).await?;
            if rules::leaders_version(&current) != *shown {
                return Err(Refused::Stale);
            }
            for leader in leaders.iter() {
                let seated: Vec<&Participant> =
                    current.iter().filter(|p| p.reader == leader.reader).collect();
                let stays = |who: &Participant| leader.who.as_ref().is_some_and(|new| same(new, who));
                for who in seated.iter().filter(|who| !stays(who)) {
                    take_off(&mut operation, who, who.version).await?;
                }
                if let Some(new) = &leader.who
                    && !seated.iter().any(|who| stays(who))
                {
                    place(&mut operation, permit.record(), new).await?;
                }
            }
            let event = LeaderTied { about: permit.about(), tie: "settled", given: true };
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// Whether those who were chosen lead and write already.
pub(super) fn settled(now: &[Participant], leaders: &[Leader]) -> bool {
    leaders.iter().all(|leader| {
        let mut seated = now.iter().filter(|p| p.reader == leader.reader);
        match &leader.who {
            None => seated.next().is_none(),
            Some(new) => seated.any(|who| same(new, who)),
        }
    })
}

/// Whether a chosen leader already sits there.
fn same(new: &NewParticipant, who: &Participant) -> bool {
    match (new.staff, who.staff) {
        (Some(a), Some(b)) => a == b,
        (None, None) => new.name == who.name,
        _ => false,
    }
}

/// The seat of a child that is invited.
pub(super) fn child_seat(form: ChildForm, phases: Vec<Id<Phase>>, place: Option<Place>) -> Option<Seat> {
    let participation = match form {
        ChildForm::Whole => Participation::Whole,
        ChildForm::Part => Participation::Part,
        _ => return None,
    };
    let phases = if participation == Participation::Part { phases } else { Vec::new() };
    Some(Seat {
        perspective: Perspective::ChildVoice,
        required: true,
        participation,
        phases,
        from: None,
        until: None,
        place,
    })
}

/// What a decision about a child is made of.
pub(super) struct ChildDecision {
    /// The row: identifier, child, version shown (0: none).
    pub row: (Id<ChildParticipation>, Id<Child>, i64),
    /// What was typed.
    pub input: ChildInput,
    /// Phases of an invited child.
    pub phases: Vec<Id<Phase>>,
    /// Where an invited child comes instead of the conference's place.
    pub place: Option<Place>,
    /// The child's name.
    pub name: PersonName,
    /// Where the child sits now.
    pub seated: Option<Participant>,
}

/// Decides how a child takes part; the seat at the table follows. `false` when somebody else decided meanwhile.
pub(super) async fn decide_child(
    house: &House,
    permit: &Arc<Permit<Conference, EditConference>>,
    decision: Arc<ChildDecision>,
) -> Result<bool, Failure> {
    let permit = permit.clone();
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let (permit, decision) = (permit.clone(), decision.clone());
        async move {
            permit.renew(&mut operation).await?;
            let by = permit.actor().id;
            let event = settle_child(&mut operation, permit.record(), &decision, by).await?;
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// Writes a decision about a child and the seat that follows from it.
pub(super) async fn settle_child(
    operation: &mut Operation,
    conference: &Conference,
    decision: &ChildDecision,
    by: Id<Staff>,
) -> Result<ChildDecided, Refused> {
    let ChildDecision { row, input, phases, place: own, name, seated } = decision;
    if !store::keep_child(operation, conference, *row, input, by).await? {
        return Err(Refused::Stale);
    }
    match (child_seat(input.form, phases.clone(), own.clone()), seated) {
        (Some(seat), Some(who)) => {
            let seat_of = (who.id, who.case);
            if !store::change(operation, seat_of, who.version, &who.role_label, &seat).await? {
                return Err(Refused::Stale);
            }
            let about = crate::access::Record::about(conference);
            note_place(operation, (about, who.id), (who.place.as_ref(), own.as_ref())).await?;
        }
        (Some(seat), None) => {
            let new = NewParticipant {
                // The decision's own identifier: the same form sent twice seats the child once.
                id: row.0.cast(),
                person: None,
                child: Some(row.1),
                staff: None,
                name: name.clone(),
                role_label: "dítě".into(),
                reader: ReaderKind::Child,
                instead_of: None,
                seat,
            };
            let new = if store::taken(operation, new.id).await? {
                NewParticipant { id: Id::fresh(operation.now()), ..new }
            } else {
                new
            };
            place(operation, conference, &new).await?;
        }
        (None, Some(who)) => take_off(operation, who, who.version).await?,
        (None, None) => {}
    }
    let about = crate::access::Record::about(conference);
    Ok(ChildDecided { about, child: row.1, form: input.form.code() })
}
