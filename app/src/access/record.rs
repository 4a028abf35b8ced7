//! Records, actions, verdicts.

use super::{Actor, Ties};
use crate::audit::About;
use crate::identity::Office;
use crate::kernel::{Failure, Id, Keys, Queries};

/// The right to look records up. Only this level makes one: for a permit that reads, for the extractor, or for an
/// [`Errand`]. Stores and the faces of capabilities that read take it as their first argument.
#[derive(Clone, Copy)]
pub struct Lookup<'a> {
    queries: &'a Queries,
    keys: &'a Keys,
}

impl<'a> Lookup<'a> {
    pub(super) const fn new(queries: &'a Queries, keys: &'a Keys) -> Self {
        Self { queries, keys }
    }

    /// The read half.
    #[must_use]
    pub fn queries(&self) -> &'a Queries {
        self.queries
    }

    /// The keys that open sealed columns.
    #[must_use]
    pub fn keys(&self) -> &'a Keys {
        self.keys
    }
}

/// A record that is guarded. Implemented in the slice's `store.rs`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a record that access can guard",
    note = "implement `Record` for it in the store.rs of its slice"
)]
pub trait Record: Send + Sync + Sized + 'static {
    /// The path parameter that names it: `konference` in `/konference/{konference}`.
    const PARAM: &'static str;
    /// The record it belongs to, up to [`Root`].
    type Parent: Record;

    /// Finds it.
    fn find(lookup: Lookup<'_>, id: Id<Self>) -> impl Future<Output = Result<Option<Self>, Failure>> + Send;
    /// Its identifier.
    fn id(&self) -> Id<Self>;
    /// Its parent's identifier.
    fn parent(&self) -> Option<Id<Self::Parent>>;
    /// The office it belongs to.
    fn office(&self) -> Id<Office>;
    /// The case and conference it belongs to; ties are those to the case and to this one conference.
    fn about(&self) -> About;
    /// Its version, for `AND version = $n`.
    fn version(&self) -> i64;
}

/// The parent of records that have none.
pub enum Root {}

impl Record for Root {
    const PARAM: &'static str = "";
    type Parent = Root;

    async fn find(_: Lookup<'_>, _: Id<Self>) -> Result<Option<Self>, Failure> {
        Ok(None)
    }
    fn id(&self) -> Id<Self> {
        match *self {}
    }
    fn parent(&self) -> Option<Id<Self::Parent>> {
        match *self {}
    }
    fn office(&self) -> Id<Office> {
        match *self {}
    }
    fn about(&self) -> About {
        match *self {}
    }
    fn version(&self) -> i64 {
        match *self {}
    }
}

/// What a rule answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// May.
    Allow,
    /// May know that it exists, but not do this: 403 with a sentence.
    Refuse(&'static str),
    /// May not know that it exists: 404.
    Hide,
}

/// What taking a permit leaves in the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// That the record was read. The usual case.
    Read,
    /// Nothing of its own, because the handler always ends in an event about the same record and answers with nothing
    /// from it: a device that hands over what was typed, many times a minute, would bury who really looked.
    OwnEvent,
}

/// A verb on a record, with its rule. Implemented in the slice's `policy.rs`, nowhere else.
#[diagnostic::on_unimplemented(
    message = "nobody has decided who may `{Self}` a `{R}`",
    note = "add `impl Action<{R}> for {Self}` to the policy.rs of the slice that owns the record"
)]
pub trait Action<R: Record>: Send + Sync + 'static {
    /// Stable name for the list of routes.
    const NAME: &'static str;
    /// What a permit leaves in the trail.
    const TRACE: Trace = Trace::Read;
    /// Whether somebody who was handed the device may do it. Everything else waits until its owner has it back.
    const WHILE_LENT: bool = false;
    /// The rule: pure, no clock, no database.
    fn rule(actor: &Actor, ties: Ties, record: &R) -> Verdict;
}

/// Actions that include reading the record's content.
#[diagnostic::on_unimplemented(
    message = "a permit to `{Self}` does not include reading the `{R}`",
    note = "mark the action with `impl Reads<{R}> for {Self}` in policy.rs if it does"
)]
pub trait Reads<R: Record>: Action<R> {}

/// The program acts for nobody who is signed in: a background job, or the bearer of a personal link, who reads
/// only through `disclosure`. Made only in files named `jobs.rs`, `bearer.rs` and `demo.rs` (a test holds it).
pub struct Errand<'a> {
    house: &'a super::House,
}

impl<'a> Errand<'a> {
    /// Begins an errand.
    #[must_use]
    pub const fn begin(house: &'a super::House) -> Self {
        Self { house }
    }

    /// Looks records up.
    #[must_use]
    pub fn lookup(&self) -> Lookup<'a> {
        Lookup::new(&self.house.queries, &self.house.keys)
    }
}
