//! The permit: a record with the proof that this actor may do this to it.

use super::guard::{in_own_hands, signed_in, start};
use super::{
    Action, Actor, House, Lookup, Opened, Reads, Record, Standing, Tie, Ties, Trace, Verdict, store,
};
use crate::access::diagnostics::Denied;
use crate::audit::{About, By, Operation, Receipt};
use crate::identity;
use crate::kernel::{Failure, Id};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use facts::{Fact, StaffKey};
use std::marker::PhantomData;
use std::sync::{Arc, LazyLock, Mutex};
use uuid::Uuid;

/// The one key to staff's view of facts.
static STAFF_KEY: LazyLock<StaffKey> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        clippy::disallowed_methods,
        reason = "a second claim is a programming error found by the first request"
    )]
    StaffKey::claim().expect("the staff key is claimed once, here")
});

/// Claims the staff key early, so that nobody else can.
pub(super) fn claim_staff_key() {
    LazyLock::force(&STAFF_KEY);
}

/// A record together with the proof that this actor may do `A` to it.
pub struct Permit<R: Record, A: Action<R>> {
    record: R,
    actor: Actor,
    ties: Ties,
    house: House,
    action: PhantomData<fn() -> A>,
}

impl<R: Record, A: Action<R>> Permit<R, A> {
    /// The record's identifier.
    #[must_use]
    pub fn id(&self) -> Id<R> {
        self.record.id()
    }

    /// The record's version that the actor acts on.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.record.version()
    }

    /// Who holds it.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The holder's ties to the case.
    #[must_use]
    pub fn ties(&self) -> Ties {
        self.ties
    }

    /// For the audit trail, in the chain of the record's office.
    #[must_use]
    pub fn by(&self) -> By {
        By { office: self.record.office().uuid(), ..self.actor.by() }
    }

    /// The case and conference, for events.
    #[must_use]
    pub fn about(&self) -> About {
        self.record.about()
    }

    /// Whether the holder might also do `B`: for showing or leaving out a button.
    #[must_use]
    pub fn allows<B: Action<R>>(&self) -> bool {
        verdict::<R, B>(&self.actor, self.ties, &self.record) == Verdict::Allow
    }

    /// The same record under another action, if the rule allows it.
    ///
    /// # Errors
    /// The permit itself when the rule does not.
    pub fn also<B: Action<R>>(self) -> Result<Permit<R, B>, Self> {
        if self.allows::<B>() {
            Ok(Permit {
                record: self.record,
                actor: self.actor,
                ties: self.ties,
                house: self.house,
                action: PhantomData,
            })
        } else {
            Err(self)
        }
    }

    /// A permit on the parent record, by the parent's own rule. The read of the child covers it.
    ///
    /// # Errors
    /// [`Denied`] when there is none or the rule says no.
    pub async fn parent<B: Action<R::Parent>>(&self, house: &House) -> Result<Permit<R::Parent, B>, Denied> {
        let Some(id) = self.record.parent() else { return Err(Denied::hidden()) };
        let found = R::Parent::find(Lookup::new(&house.queries, &house.keys), id).await;
        let record = found.map_err(Denied::from)?.ok_or_else(Denied::hidden)?;
        decide(record, self.actor.clone(), self.ties, house)
    }

    /// Inside the operation everything that the rule looks at is read again: the holder's roles (own and by cover),
    /// their ties, and the record as it is now. What was withdrawn or closed meanwhile stops the change.
    ///
    /// # Errors
    /// [`Failure::Withdrawn`] with the rule's own sentence when the holder may no longer do it.
    pub async fn renew(&self, operation: &mut Operation) -> Result<(), Failure> {
        let lookup = Lookup::new(&self.house.queries, &self.house.keys);
        let (now, who, today) = (operation.now(), self.actor.id, self.actor.today);
        let work = operation.work();
        let beside = work.beside().await?;
        let about = self.record.about();
        let (record, roles, mut standing, lent) = tokio::try_join!(
            R::find(lookup, self.record.id()),
            identity::store::roles_today(beside, who, today),
            store::standing(beside, about, who, today),
            // A device that was handed to somebody meanwhile does nothing any more.
            identity::sessions::lent_now(beside, self.actor.session),
        )?;
        let record = record.ok_or(Failure::Withdrawn(""))?;
        if record.about() != about {
            standing = store::standing(&mut *work, record.about(), who, today).await?;
        }
        let actor = Actor { roles, lent, opened_until: None, ..self.actor.clone() };
        if let Some(case) = by_opening_only(&actor, standing, &record)
            && store::live_opening(work, case, actor.id, now).await?.is_some()
        {
            standing.ties = standing.ties.with(Tie::Opening);
        }
        match verdict::<R, A>(&actor, standing.ties, &record) {
            Verdict::Allow => Ok(()),
            Verdict::Refuse(sentence) => Err(Failure::Withdrawn(sentence)),
            Verdict::Hide => Err(Failure::Withdrawn("")),
        }
    }

    /// Whether the holder may still do it, for an answer that stays open: the session, roles, ties and record as they are
    /// now. With `again` the trail says once more that the record is read, and it is durable before this returns.
    ///
    /// # Errors
    /// Database errors; [`Failure::Trail`].
    pub async fn still_holds(&self, house: &House, again: bool) -> Result<bool, Failure> {
        let now = house.clock.now();
        let sessions = identity::sessions::list(&house.queries, self.actor.id, now).await?;
        if !sessions.iter().any(|session| session.id == self.actor.session) {
            return Ok(false);
        }
        let lookup = Lookup::new(&house.queries, &house.keys);
        let Some(record) = R::find(lookup, self.record.id()).await? else { return Ok(false) };
        let (today, about) = (now.day(), record.about());
        let roles = identity::store::roles_today(&house.queries, self.actor.id, today).await?;
        let standing = store::standing(&house.queries, about, self.actor.id, today).await?;
        // Whoever holds a device that was handed to them hears nothing of what its other windows had open.
        let lent = identity::sessions::lent_now(&house.queries, self.actor.session).await?;
        let actor = Actor { roles, today, lent, opened_until: None, ..self.actor.clone() };
        if verdict::<R, A>(&actor, standing.ties, &record) != Verdict::Allow {
            return Ok(false);
        }
        if again && about.case.is_some() {
            let office = record.office();
            let right = standing.right(actor.heads(office), actor.protects_data_of(office)).code();
            let detail = format!(r#"{{"action":"{}","record":"{}","right":"{right}"}}"#, A::NAME, self.id());
            house.trail.read(self.by(), about, detail).durable().await?;
        }
        Ok(true)
    }

    /// Lists: SQL narrows, the same rule decides on each record. Only a [`Listing`](super::Listing) does it, which
    /// leaves the read event.
    pub(super) fn sieve(actor: &Actor, house: &House, records: Vec<(R, Ties)>) -> Vec<Self> {
        records
            .into_iter()
            .filter_map(|(record, ties)| decide(record, actor.clone(), ties, house).ok())
            .collect()
    }
}

impl<R: Record, A: Reads<R>> Permit<R, A> {
    /// The record.
    #[must_use]
    pub fn record(&self) -> &R {
        &self.record
    }

    /// The right to look up what belongs to the record.
    #[must_use]
    pub fn lookup<'a>(&self, house: &'a House) -> Lookup<'a> {
        Lookup::new(&house.queries, &house.keys)
    }

    /// Opens a fact for staff.
    #[must_use]
    pub fn reveal<'a, F: Fact>(&'a self, fact: &'a F) -> &'a F::Inner {
        facts::reveal(&STAFF_KEY, fact)
    }
}

/// Receipts of the read events of a request; the shell waits for them before it answers.
#[derive(Clone, Default)]
pub struct Receipts(Arc<Mutex<Vec<Receipt>>>);

impl Receipts {
    /// Keeps one more.
    pub fn keep(&self, receipt: Receipt) {
        match self.0.lock() {
            Ok(mut receipts) => receipts.push(receipt),
            Err(poisoned) => poisoned.into_inner().push(receipt),
        }
    }

    /// Waits until all are durable.
    ///
    /// # Errors
    /// [`Failure::Trail`] when one could not be written.
    pub async fn durable(&self) -> Result<(), Failure> {
        let receipts = match self.0.lock() {
            Ok(mut receipts) => std::mem::take(&mut *receipts),
            Err(poisoned) => std::mem::take(&mut *poisoned.into_inner()),
        };
        for receipt in receipts {
            receipt.durable().await?;
        }
        Ok(())
    }
}

/// The case that only an opening could let somebody into: they work at its office, and have no ordinary right to it.
fn by_opening_only<R: Record>(actor: &Actor, standing: Standing, record: &R) -> Option<Uuid> {
    let office = record.office();
    let ordinary = standing.ties.works_on() || actor.heads(office) || actor.protects_data_of(office);
    record.about().case.filter(|_| actor.office == office && !ordinary)
}

/// What the slice's rule says, and before it: a lent device does nothing but what it was lent for.
fn verdict<R: Record, A: Action<R>>(actor: &Actor, ties: Ties, record: &R) -> Verdict {
    if actor.lent.is_some() && !A::WHILE_LENT {
        return Verdict::Refuse("Zařízení má teď v ruce někdo jiný. Nejdřív ho odemkněte PINem.");
    }
    A::rule(actor, ties, record)
}

fn decide<R: Record, A: Action<R>>(
    record: R,
    actor: Actor,
    ties: Ties,
    house: &House,
) -> Result<Permit<R, A>, Denied> {
    match verdict::<R, A>(&actor, ties, &record) {
        Verdict::Allow => Ok(Permit { record, actor, ties, house: house.clone(), action: PhantomData }),
        Verdict::Refuse(sentence) => Err(Denied::refused(sentence)),
        Verdict::Hide => Err(Denied::hidden()),
    }
}

impl<R: Record, A: Action<R>> FromRequestParts<House> for Permit<R, A> {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Denied> {
        let actor = signed_in(parts, house).await?.ok_or_else(|| start(parts))?;
        if !A::WHILE_LENT {
            in_own_hands(&actor)?;
        }
        let params = RawPathParams::from_request_parts(parts, house).await.map_err(|_| Denied::hidden())?;
        let param = |name: &str| params.iter().find(|(n, _)| *n == name).map(|(_, value)| value.to_owned());
        let id: Id<R> = param(R::PARAM).and_then(|t| t.parse().ok()).ok_or_else(Denied::hidden)?;
        let record =
            R::find(Lookup::new(&house.queries, &house.keys), id).await?.ok_or_else(Denied::hidden)?;
        // A parent named in the path must be the record's own.
        if let Some(named) = param(R::Parent::PARAM)
            && record.parent().map(|p| p.to_string()) != Some(named)
        {
            return Err(Denied::hidden());
        }
        let about = record.about();
        let mut actor = actor;
        let mut standing = store::standing(&house.queries, about, actor.id, actor.today).await?;
        if let Some(case) = by_opening_only(&actor, standing, &record) {
            let now = house.clock.now();
            if let Some((id, until)) = store::live_opening(&house.queries, case, actor.id, now).await? {
                standing.ties = standing.ties.with(Tie::Opening);
                actor.opened_until = Some(Opened { id, until, now });
            }
        }
        let office = record.office();
        let right = standing.right(actor.heads(office), actor.protects_data_of(office)).code();
        let permit: Self = decide(record, actor, standing.ties, house)?;
        if about.case.is_some() && A::TRACE == Trace::Read {
            let receipts = parts.extensions.get::<Receipts>().cloned().ok_or_else(|| {
                Denied::from(Failure::Broken(
                    "a permit outside the shell, where nobody waits for its receipt".into(),
                ))
            })?;
            let detail =
                format!(r#"{{"action":"{}","record":"{}","right":"{right}"}}"#, A::NAME, permit.id());
            receipts.keep(house.trail.read(permit.by(), about, detail));
        }
        Ok(permit)
    }
}
