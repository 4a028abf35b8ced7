//! Cutting content for one reader: subjects, verdicts, the cutter.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use facts::{Fact, FactGroup, Shears, Shown};
use uuid::Uuid;

use crate::gap::{Entry, Gaps, Numbered};
use crate::omission::Teller;
use crate::{Field, Ground, Guard, Naming, Omissions, View};

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

    /// The ground of a refusal on this occasion as the reader may read it, if there is one to tell.
    fn ground(&self, occasion: Occasion, group: FactGroup, about: Subject) -> Option<Ground>;

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
    found: RefCell<Vec<Found>>,
    /// The numbers of the places of which nothing is left.
    empty: RefCell<Vec<u32>>,
    block: Cell<Option<&'static str>>,
    gaps: Gaps,
    omissions: Omissions,
    naming: Cell<Naming>,
}

/// A refusal and where it was met.
pub(crate) struct Found {
    pub(crate) refusal: Refusal,
    /// The block it was met in.
    pub(crate) block: Option<&'static str>,
    /// The place that it emptied, by its position among the empty places.
    pub(crate) gap: Option<usize>,
    /// Whether nothing is left of its block.
    pub(crate) vanished: bool,
}

impl<'a> Cutter<'a> {
    pub(crate) fn new(shears: &'a Shears, rights: &'a dyn Rights, occasion: Occasion) -> Self {
        Self {
            shears,
            rights,
            occasion,
            found: RefCell::default(),
            empty: RefCell::default(),
            block: Cell::default(),
            gaps: Gaps::default(),
            omissions: Omissions::default(),
            naming: Cell::new(Naming::CZECH),
        }
    }

    /// Says whom the next facts concern. A fact is always about somebody, so this is
    /// the only way to show one.
    #[must_use]
    pub fn about(&self, subject: Subject) -> About<'_, 'a> {
        About { cutter: self, subject }
    }

    /// Whether a fact is protected from this reader. Their own words are not given back to them then: whether the output
    /// leaves the house would tell which of the words that they try is the secret.
    #[must_use]
    pub fn is_guarded(&self) -> bool {
        self.rights.guard().is_some()
    }

    /// What was left out, for a field of the view. It is filled when the cut is
    /// finished, so its place among the fields does not matter.
    #[must_use]
    pub fn omitted(&self) -> Omissions {
        self.omissions.clone()
    }

    /// [`omitted`](Self::omitted), with groups and plain grounds called as the reader's language
    /// calls them.
    #[must_use]
    pub fn omitted_in(&self, naming: Naming) -> Omissions {
        self.naming.set(naming);
        self.omitted()
    }

    /// The numbered items of a master document as this reader gets them, each with the
    /// number it has there. `row` cuts one item; where it gives `None` because something
    /// was refused, the place becomes a [`Gap`](crate::Gap) that tells what and on which
    /// ground. Ask in it first for the fact without which the item says nothing.
    ///
    /// Gaps are told all or none: when the reader must not know of a single one of them
    /// (or why a [`block`](Self::block) vanished), they learn of none in place, because the
    /// one hole without a word would say what it hides. The number is then missing, as
    /// the number of a struck item is, and what may be told stands among the
    /// [omissions](Self::omitted), which name no place. No item is ever numbered anew.
    #[must_use]
    pub fn numbered<Item, Row: Field>(
        &self,
        items: impl IntoIterator<Item = (u32, Item)>,
        row: impl Fn(Item) -> Option<Row>,
    ) -> Numbered<Row> {
        let entries = items.into_iter().filter_map(|(number, item)| self.place(number, || row(item)));
        Numbered::new(entries.collect(), self.gaps.clone())
    }

    /// One place: its row, the position of its gap, or nothing where nothing was refused.
    fn place<Row>(&self, number: u32, row: impl FnOnce() -> Option<Row>) -> Option<Entry<Row>> {
        let before = self.found.borrow().len();
        if let Some(row) = row() {
            return Some(Entry::Row(row));
        }
        let mut found = self.found.borrow_mut();
        let mut refused = found.iter_mut().skip(before).peekable();
        refused.peek()?;
        let mut empty = self.empty.borrow_mut();
        refused.for_each(|found| found.gap = Some(empty.len()));
        empty.push(number);
        Some(Entry::Gap(empty.len() - 1))
    }

    /// Cuts a part of a view that a paper prints under a heading of its own; `None` when
    /// nothing of it is for this reader, so that the heading vanishes. What is refused in
    /// it is told there ([`Omission::block`](crate::Omission::block)), by the rule of
    /// [gaps](Self::numbered): a heading that vanishes without a word would betray why
    /// beside others that say why.
    pub fn block<Part>(&self, name: &'static str, part: impl FnOnce() -> Option<Part>) -> Option<Part> {
        let before = self.found.borrow().len();
        let outer = self.block.replace(Some(name));
        let part = part();
        self.block.set(outer);
        if part.is_none() {
            self.found.borrow_mut().iter_mut().skip(before).for_each(|found| found.vanished = true);
        }
        part
    }

    fn allows<F: Fact>(&self, subject: Subject) -> bool {
        let verdict = self.rights.verdict(self.occasion, F::GROUP, subject);
        if verdict == Verdict::Show {
            return true;
        }
        let refusal = Refusal { fact: F::NAME, group: F::GROUP, about: subject, verdict };
        self.found.borrow_mut().push(Found { refusal, block: self.block.get(), gap: None, vanished: false });
        false
    }

    /// Ends the cut: fills the gaps and omissions of the view, hands over the refusals,
    /// each once.
    pub(crate) fn finish(self) -> Vec<Refusal> {
        let found = self.found.into_inner();
        let teller = Teller { rights: self.rights, occasion: self.occasion, naming: self.naming.get() };
        let in_place = teller.tells_in_place(&found);
        let gaps = if in_place { teller.gaps(&self.empty.into_inner(), &found) } else { Vec::new() };
        self.gaps.fill(gaps);
        self.omissions.fill(teller.omissions(&found, in_place));
        let mut refusals: Vec<Refusal> = Vec::new();
        for Found { refusal, .. } in found {
            if !refusals.contains(&refusal) {
                refusals.push(refusal);
            }
        }
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
