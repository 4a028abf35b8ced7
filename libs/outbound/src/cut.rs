//! Cutting content for one reader: subjects, verdicts, the cutter.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use facts::{Fact, FactGroup, Shears, Shown};
use uuid::Uuid;

use crate::{Guard, Omissions, View};

/// When something is shown. The disclosure matrix has a column for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// Asking somebody to come: logistics and the purpose.
    Invitation,
    /// Getting ready for the meeting.
    Preparation,
    /// In the meeting itself.
    InRoom,
    /// The minutes and extracts of them.
    Record,
    /// Tasks, reminders, evaluation.
    Afterwards,
}

/// Whom a fact concerns. The same group may be shown about one person and not about
/// another: the father of one half-sibling is a stranger to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The reader.
    Reader,
    /// A child of the case, by id.
    Child(Uuid),
    /// Anybody else, by id.
    Person(Uuid),
    /// The conference as such: purpose, goals, agreed points.
    Conference,
}

/// What the matrix, grounds and recorded decisions say about one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The reader may have it in writing.
    Show,
    /// Only told in the room, not written down.
    Oral,
    /// The head of the office decides; until then it is not shown.
    AskHead,
    /// Not shown.
    Never,
}

/// What one reader may know. The application's `disclosure` slice implements it.
pub trait Rights {
    /// Whether a fact of this group about this subject may be shown on this occasion.
    fn verdict(&self, occasion: Occasion, group: FactGroup, about: Subject) -> Verdict;

    /// Whether the reader may be told that something of this group was left out.
    /// Not asked for the notifier: that there is one is the secret.
    fn may_say_omitted(&self, group: FactGroup) -> bool;

    /// The ground of a refusal on this occasion as the reader may read it ("§ 9 zákona
    /// č. 359/1999 Sb."), if there is one to tell.
    fn ground(&self, occasion: Occasion, group: FactGroup, about: Subject) -> Option<String>;

    /// Whether this installation is a demo; every page and paper then says so.
    fn demo(&self) -> bool;

    /// What reads every outgoing word for this reader; none when no fact is protected
    /// from them.
    fn guard(&self) -> Option<Arc<dyn Guard>>;
}

/// A fact that was not shown, for staff who look at the preview. Names the kind of
/// fact, never its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The name of the fact type, for example `Address`.
    pub fact: &'static str,
    /// Its group.
    pub group: FactGroup,
    /// Whom it concerns.
    pub about: Subject,
    /// Why it was not shown; never [`Verdict::Show`].
    pub verdict: Verdict,
}

/// How content is cut into a view. The occasion belongs to the view's type, so
/// nobody can pick another one at the call.
#[diagnostic::on_unimplemented(
    message = "nobody has decided how `{Content}` is cut for a `{Self}`",
    note = "add `impl Cut<{Content}> for {Self}` to the slice's letters.rs"
)]
pub trait Cut<Content: ?Sized>: View {
    /// When this view is shown.
    const OCCASION: Occasion;

    /// Builds the view. Every fact goes through the cutter; nothing can be captured
    /// from outside.
    fn cut(content: &Content, cutter: &Cutter<'_>) -> Self;
}

/// Decides fact by fact and remembers what it refused.
pub struct Cutter<'a> {
    shears: &'a Shears,
    rights: &'a dyn Rights,
    occasion: Occasion,
    refusals: RefCell<Vec<Refusal>>,
    omissions: Omissions,
    naming: Cell<fn(FactGroup) -> &'static str>,
}

impl<'a> Cutter<'a> {
    pub(crate) fn new(shears: &'a Shears, rights: &'a dyn Rights, occasion: Occasion) -> Self {
        Self {
            shears,
            rights,
            occasion,
            refusals: RefCell::default(),
            omissions: Omissions::default(),
            naming: Cell::new(FactGroup::label),
        }
    }

    /// Says whom the next facts concern. A fact is always about somebody, so this is
    /// the only way to show one.
    #[must_use]
    pub fn about(&self, subject: Subject) -> About<'_, 'a> {
        About { cutter: self, subject }
    }

    /// What was left out, for a field of the view. It is filled when the cut is
    /// finished, so its place among the fields does not matter.
    #[must_use]
    pub fn omitted(&self) -> Omissions {
        self.omissions.clone()
    }

    /// [`omitted`](Self::omitted), with the groups called as the reader's language calls
    /// them.
    #[must_use]
    pub fn omitted_in(&self, naming: fn(FactGroup) -> &'static str) -> Omissions {
        self.naming.set(naming);
        self.omitted()
    }

    fn allows<F: Fact>(&self, subject: Subject) -> bool {
        let verdict = self.rights.verdict(self.occasion, F::GROUP, subject);
        if verdict == Verdict::Show {
            return true;
        }
        let refusal = Refusal { fact: F::NAME, group: F::GROUP, about: subject, verdict };
        let mut refusals = self.refusals.borrow_mut();
        if !refusals.contains(&refusal) {
            refusals.push(refusal);
        }
        false
    }

    /// Ends the cut: fills the omissions of the view, hands over the refusals.
    pub(crate) fn finish(self) -> Vec<Refusal> {
        let refusals = self.refusals.into_inner();
        self.omissions.fill(&refusals, (self.rights, self.occasion), self.naming.get());
        refusals
    }
}

/// A cutter that knows whom the facts concern.
#[derive(Clone, Copy)]
pub struct About<'c, 'a> {
    cutter: &'c Cutter<'a>,
    subject: Subject,
}

impl About<'_, '_> {
    /// The fact, if this reader may have it now.
    #[must_use]
    pub fn show<F: Fact>(&self, fact: &F) -> Option<Shown<F::Inner>>
    where
        F::Inner: Clone,
    {
        self.cutter.allows::<F>(self.subject).then(|| self.cutter.shears.cut(fact))
    }

    /// What `form` makes of the fact (an age of a date of birth, an initial of a
    /// name), if this reader may have it now. `form` captures nothing.
    #[must_use]
    pub fn show_as<F: Fact, U>(&self, fact: &F, form: fn(&F::Inner) -> U) -> Option<Shown<U>> {
        self.cutter.allows::<F>(self.subject).then(|| self.cutter.shears.cut_as(fact, form))
    }

    /// [`show`](Self::show) for a fact that may be unknown. What is unknown is not
    /// refused, and the reader cannot tell the two apart.
    #[must_use]
    pub fn show_known<F: Fact>(&self, fact: Option<&F>) -> Option<Shown<F::Inner>>
    where
        F::Inner: Clone,
    {
        fact.and_then(|fact| self.show(fact))
    }
}
