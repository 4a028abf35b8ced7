//! What can be done with conferences.

use super::answers::{Answer, Step};
use super::model::{Alternative, DecisionKind, DecisionWords, Goal, Kind, LegalGround, Phase, Place, State};
use super::policy::{AnswerConference, DecideConference, EditConference, ReconsiderConference};
use super::rules::{self, Recommendation};
use super::store::Outcome;
use super::{
    AgendaChanged, Conference, ConferenceConsidered, ConferenceDecided, DateChanged, Decision, GoalsChanged,
    PlaceChanged, QuestionAnswered, agenda, store,
};
use crate::access::{House, Permit};
use crate::audit::Operation;
use crate::cases::{CaseFile, EditCase};
use crate::kernel::{Choice, Day, Failure, Id, TimeOfDay};
use crate::shell::{CalledOff, registry};
use std::sync::Arc;
use uuid::Uuid;

crate::not_done! {
    /// Why a change was not made.
    #[derive(Debug)]
    pub enum Refused {
        /// Somebody else changed the record meanwhile: show both versions.
        Stale,
    }
}

/// Whether a change was made: `false` when somebody else changed the record meanwhile.
///
/// # Errors
/// The failure, if one happened.
pub fn saved(outcome: Result<(), Refused>) -> Result<bool, Failure> {
    match outcome {
        Ok(()) => Ok(true),
        Err(Refused::Stale) => Ok(false),
        Err(Refused::Failed(failure)) => Err(failure),
    }
}

/// Stops an operation that meets a newer version.
pub(super) const fn fresh(changed: bool) -> Result<(), Refused> {
    if changed { Ok(()) } else { Err(Refused::Stale) }
}

/// A permit that an operation may outlive the request with.
pub(super) type Planning = Arc<Permit<Conference, EditConference>>;

/// Begins to consider a conference about a case. The same form sent again finds the same conference.
pub(super) async fn consider(
    house: &House,
    permit: Permit<CaseFile, EditCase>,
    id: Id<Conference>,
) -> Result<(), Failure> {
    let permit = Arc::new(permit);
    let (by, actor) = (permit.by(), permit.actor().id);
    let outcome = house.trail.run(by, move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            if !store::add(&mut operation, id, permit.record(), Kind::Classic, actor).await? {
                return Err(Refused::Stale);
            }
            let about = crate::audit::About { conference: Some(id.uuid()), ..permit.about() };
            Ok((operation.record(&ConferenceConsidered { about, conference: id }).await?, ()))
        }
    });
    // A second try of the same form is no failure: the conference is there.
    saved(outcome.await).map(|_| ())
}

/// Keeps one answer; `false` when somebody else answered meanwhile.
pub(super) async fn answer(
    house: &House,
    permit: &Arc<Permit<Conference, AnswerConference>>,
    step: Step,
    answer: Answer,
) -> Result<bool, Failure> {
    let (permit, answer) = (permit.clone(), Arc::new(answer));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let (permit, answer) = (permit.clone(), answer.clone());
        async move {
            permit.renew(&mut operation).await?;
            let by = permit.actor().id;
            fresh(store::keep_answer(&mut operation, permit.record(), step, &answer, by).await?)?;
            let event = QuestionAnswered { about: permit.about(), step: step.number() };
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// A decision as typed.
#[derive(Clone, Debug)]
pub(super) struct DecisionInput {
    /// Identifier, made when the form was shown.
    pub id: Uuid,
    /// Version that was shown.
    pub version: i64,
    /// What.
    pub verdict: DecisionKind,
    /// Kind to convene.
    pub kind: Kind,
    /// On what it rests.
    pub legal: LegalGround,
    /// Another way.
    pub alternative: Option<Alternative>,
    /// Reminder.
    pub until: Option<Day>,
    /// Whether known risks are overridden.
    pub overrode: bool,
    /// What the check said.
    pub recommended: Option<Recommendation>,
    /// Why.
    pub words: Option<DecisionWords>,
}

/// The head decides; `false` when somebody else changed the conference meanwhile.
pub(super) async fn decide(
    house: &House,
    permit: &Arc<Permit<Conference, DecideConference>>,
    input: DecisionInput,
) -> Result<bool, Failure> {
    let (permit, input) = (permit.clone(), Arc::new(input));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let (permit, input) = (permit.clone(), input.clone());
        async move {
            permit.renew(&mut operation).await?;
            let by = permit.actor().id;
            let event = settle(&mut operation, permit.record(), &input, by).await?;
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// Writes a decision and what follows from it: state, reminder, and the usual agenda when it is convened.
pub(super) async fn settle(
    operation: &mut Operation,
    conference: &Conference,
    input: &DecisionInput,
    by: Id<crate::identity::Staff>,
) -> Result<ConferenceDecided, Refused> {
    let now = operation.now();
    let (state, remind_on) = match input.verdict {
        DecisionKind::Convene => (State::Convened, None),
        DecisionKind::NotNow | DecisionKind::OtherWay => (State::NotNow, input.until),
        DecisionKind::Reconsider => (State::Considered, None),
        DecisionKind::Postpone => (State::Postponed, input.until),
        DecisionKind::Cancel => (State::Cancelled, None),
    };
    let convened = match input.verdict {
        DecisionKind::Convene => Some(conference.convened.unwrap_or(now)),
        DecisionKind::NotNow | DecisionKind::OtherWay | DecisionKind::Reconsider => None,
        DecisionKind::Postpone | DecisionKind::Cancel => conference.convened,
    };
    let called_off = rules::calls_off(conference.state, state);
    let outcome = Outcome {
        state,
        kind: input.kind,
        legal: input.legal,
        remind_on,
        convened,
        called_off: called_off.is_some(),
    };
    fresh(store::decide(operation, conference.id, input.version, &outcome).await?)?;
    let recommended = input.recommended.map_or_else(String::new, |r| r.code().to_owned());
    let decision = Decision {
        verdict: input.verdict,
        kind: input.kind,
        recommended: recommended.clone(),
        alternative: input.alternative,
        until: input.until,
        overrode: input.overrode,
        words: input.words.clone(),
        by,
        at: now,
    };
    fresh(store::add_decision(operation, input.id, conference, &decision).await?)?;
    if let Some(why) = called_off {
        let event = CalledOff { conference: conference.id.uuid(), participant: None, why };
        registry().called_off(operation, event).await?;
    }
    if input.verdict == DecisionKind::Convene && !store::plan::has_phases(operation, conference.id).await? {
        let usual = agenda::template(input.kind, now);
        store::plan::keep_phases(operation, conference.id, &usual, &[]).await?;
    }
    Ok(ConferenceDecided {
        about: crate::access::Record::about(conference),
        verdict: input.verdict.code(),
        kind: input.kind.code(),
        recommended,
        overrode: input.overrode,
    })
}

/// A decision that keeps kind and ground: postponing, cancelling, weighing again.
pub(super) fn keeping(
    conference: &Conference,
    id: Uuid,
    version: i64,
    verdict: DecisionKind,
    words: Option<DecisionWords>,
) -> DecisionInput {
    DecisionInput {
        id,
        version,
        verdict,
        kind: conference.kind,
        legal: conference.legal,
        alternative: None,
        until: None,
        overrode: false,
        recommended: None,
        words,
    }
}

/// Postpones or cancels a convened conference.
pub(super) async fn call_off(
    house: &House,
    permit: &Planning,
    input: DecisionInput,
) -> Result<bool, Failure> {
    let (permit, input) = (permit.clone(), Arc::new(input));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let (permit, input) = (permit.clone(), input.clone());
        async move {
            permit.renew(&mut operation).await?;
            let by = permit.actor().id;
            let event = settle(&mut operation, permit.record(), &input, by).await?;
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// Weighs a conference again after "not now".
pub(super) async fn reconsider(
    house: &House,
    permit: Permit<Conference, ReconsiderConference>,
    id: Uuid,
) -> Result<bool, Failure> {
    let permit = Arc::new(permit);
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            let record = permit.record();
            let input = keeping(record, id, record.version, DecisionKind::Reconsider, None);
            let event = settle(&mut operation, record, &input, permit.actor().id).await?;
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// Writes the goals; those of `removed` go.
pub(super) async fn set_goals(
    house: &House,
    permit: &Planning,
    version: i64,
    goals: Vec<Goal>,
    removed: Vec<Id<Goal>>,
) -> Result<bool, Failure> {
    let (permit, input) = (permit.clone(), Arc::new((goals, removed)));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let (permit, input) = (permit.clone(), input.clone());
        async move {
            permit.renew(&mut operation).await?;
            fresh(store::touch(&mut operation, permit.id(), version).await?)?;
            store::plan::keep_goals(&mut operation, permit.record(), &input.0, &input.1).await?;
            let event = GoalsChanged::to(permit.about(), &input.0);
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// Sets day and time. A postponed conference is convened again by it.
pub(super) async fn set_date(
    house: &House,
    permit: &Planning,
    version: i64,
    when: (Day, TimeOfDay, TimeOfDay),
) -> Result<bool, Failure> {
    let permit = permit.clone();
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let permit = permit.clone();
        async move {
            permit.renew(&mut operation).await?;
            let state = match permit.record().state {
                State::Postponed => State::Convened,
                other => other,
            };
            fresh(store::set_date(&mut operation, permit.id(), version, when, state).await?)?;
            let event = DateChanged { about: permit.about(), day: when.0 };
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// Sets the place. With a safety concern nobody was told it, so nobody has to be told anew.
pub(super) async fn set_place(
    house: &House,
    permit: &Planning,
    version: i64,
    place: Place,
    safety_concern: bool,
) -> Result<bool, Failure> {
    let (permit, place) = (permit.clone(), Arc::new(place));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let (permit, place) = (permit.clone(), place.clone());
        async move {
            permit.renew(&mut operation).await?;
            let moved = rules::moves(permit.record().place.as_ref(), &place, safety_concern);
            fresh(store::set_place(&mut operation, permit.record(), version, &place, moved).await?)?;
            let event = PlaceChanged { about: permit.about() };
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}

/// Replaces the agenda; phases of `removed` go.
pub(super) async fn set_agenda(
    house: &House,
    permit: &Planning,
    version: i64,
    phases: Vec<Phase>,
    removed: Vec<Id<Phase>>,
) -> Result<bool, Failure> {
    let (permit, input) = (permit.clone(), Arc::new((phases, removed)));
    let outcome = house.trail.run(permit.by(), move |mut operation| {
        let (permit, input) = (permit.clone(), input.clone());
        async move {
            permit.renew(&mut operation).await?;
            fresh(store::touch(&mut operation, permit.id(), version).await?)?;
            store::plan::keep_phases(&mut operation, permit.id(), &input.0, &input.1).await?;
            let event = AgendaChanged {
                about: permit.about(),
                count: input.0.len(),
                minutes: agenda::total(&input.0),
            };
            Ok((operation.record(&event).await?, ()))
        }
    });
    saved(outcome.await)
}
