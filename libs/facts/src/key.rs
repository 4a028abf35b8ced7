//! The keys that open facts, each claimable once per process.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::{Fact, Shown};

/// Proof that this crate is opening a fact. Nobody else can make one, so nobody
/// else can call [`Fact::open`].
#[derive(Debug)]
pub struct Opening(());

impl Opening {
    const NOW: Self = Self(());
}

static STAFF_KEY_CLAIMED: AtomicBool = AtomicBool::new(false);
static SHEARS_CLAIMED: AtomicBool = AtomicBool::new(false);

/// Opens facts for members of staff who hold a permit. Held by the app's `access`
/// slice alone.
#[derive(Debug)]
pub struct StaffKey(());

impl StaffKey {
    /// The key, at the first call in this process; `None` ever after.
    #[must_use]
    pub fn claim() -> Option<Self> {
        first_time(&STAFF_KEY_CLAIMED).then_some(Self(()))
    }
}

/// Cuts facts for readers outside. Held by the app's `disclosure` slice alone, and
/// used only through `outbound`, which asks the reader's rights first.
#[derive(Debug)]
pub struct Shears(());

impl Shears {
    /// The shears, at the first call in this process; `None` ever after.
    #[must_use]
    pub fn claim() -> Option<Self> {
        first_time(&SHEARS_CLAIMED).then_some(Self(()))
    }

    /// A readable copy of a fact that passed the cut.
    #[must_use]
    pub fn cut<F: Fact>(&self, fact: &F) -> Shown<F::Inner>
    where
        F::Inner: Clone,
    {
        Shown::passed(fact.open(&Opening::NOW).clone())
    }

    /// What `form` makes of a fact that passed the cut. A function pointer, not a
    /// closure: it cannot smuggle in anything else.
    #[must_use]
    pub fn cut_as<F: Fact, U>(&self, fact: &F, form: fn(&F::Inner) -> U) -> Shown<U> {
        Shown::passed(form(fact.open(&Opening::NOW)))
    }
}

/// Reads a fact for a member of staff. The caller is `Permit::reveal`.
#[must_use]
pub fn reveal<'f, F: Fact>(_key: &StaffKey, fact: &'f F) -> &'f F::Inner {
    fact.open(&Opening::NOW)
}

/// Reads a fact for a machine that stores, seals or addresses it and shows it to
/// nobody: a column of the database, the vault, the envelope of a mail.
///
/// It needs no key, so that stores stay plain; the architecture test says which
/// files may name it (`store.rs`, besides the expansion of [`fact!`](crate::fact)).
#[must_use]
pub fn for_machine<F: Fact>(fact: &F) -> &F::Inner {
    fact.open(&Opening::NOW)
}

fn first_time(claimed: &AtomicBool) -> bool {
    !claimed.swap(true, Ordering::SeqCst)
}
