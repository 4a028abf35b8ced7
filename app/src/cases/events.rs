//! Events of cases: identifiers and codes only.

use super::{Child, Handover, Opening, Person, ProtectedFact};
use crate::event;
use crate::identity::{Office, Staff};
use crate::kernel::Id;

event!(
    /// A case was opened.
    pub CaseOpened = "case.opened", "založen případ" { children: usize, people: usize }
);
event!(
    /// Title or file mark of a case was changed.
    pub CaseChanged = "case.changed", "změněn název nebo spisová značka případu" {}
);
event!(
    /// A safety concern was recorded or lifted.
    pub SafetyConcernSet = "case.safety_set", "změněn záznam o obavě o bezpečí" { concern: bool }
);
event!(
    /// A case was closed.
    pub CaseClosed = "case.closed", "případ uzavřen" {}
);
event!(
    /// A case was opened again.
    pub CaseReopened = "case.reopened", "případ znovu otevřen" {}
);
event!(
    /// A case was given to another coordinator.
    pub CaseTransferred = "case.transferred", "případ předán jinému koordinátorovi" { from: Id<Staff>, to: Id<Staff> }
);
event!(
    /// The content of a case was destroyed.
    pub CaseDestroyed = "case.destroyed", "případ vymazán" {}
);
event!(
    /// A child was added to a case.
    pub ChildAdded = "child.added", "přidáno dítě" { child: Id<Child> }
);
event!(
    /// A child's data were changed.
    pub ChildChanged = "child.changed", "změněny údaje dítěte" { child: Id<Child> }
);
event!(
    /// A child was taken out of a case.
    pub ChildRemoved = "child.removed", "dítě odebráno z případu" { child: Id<Child> }
);
event!(
    /// A person was added to a case.
    pub PersonAdded = "person.added", "přidán člověk" { person: Id<Person> }
);
event!(
    /// A person's data were changed.
    pub PersonChanged = "person.changed", "změněny údaje člověka" { person: Id<Person> }
);
event!(
    /// A person was taken out of a case.
    pub PersonRemoved = "person.removed", "člověk odebrán z případu" { person: Id<Person> }
);
event!(
    /// A protected fact was added.
    pub ProtectedAdded = "protected.added", "přidán chráněný údaj" { fact: Id<ProtectedFact> }
);
event!(
    /// A protected fact was changed.
    pub ProtectedChanged = "protected.changed", "změněn chráněný údaj" { fact: Id<ProtectedFact> }
);
event!(
    /// A protected fact was removed.
    pub ProtectedRemoved = "protected.removed", "smazán chráněný údaj" { fact: Id<ProtectedFact> }
);
event!(
    /// Somebody without a tie to a case opened it for a reason, for a time.
    pub OpeningMade = "opening.made", "mimořádné nahlédnutí do případu" { opening: Id<Opening>, time: &'static str }
);
event!(
    /// Somebody tried a file mark that leads to no case, or to several.
    pub OpeningMissed = "opening.missed", "pokus o mimořádné nahlédnutí bez výsledku" { found: usize }
);
event!(
    /// An opening was not made: not needed, ruled out by the head, or too many attempts.
    pub OpeningRefused = "opening.refused", "mimořádné nahlédnutí nevzniklo" { why: &'static str }
);
event!(
    /// An opening was ended before its time.
    pub OpeningEnded = "opening.ended", "ukončeno mimořádné nahlédnutí" { opening: Id<Opening>, barred: bool }
);
event!(
    /// The head allows somebody again to open a case for a reason.
    pub OpeningAllowed = "opening.allowed", "znovu povoleno mimořádné nahlédnutí" { opening: Id<Opening> }
);
event!(
    /// The coordinator or the head has seen that a case was opened for a reason.
    pub OpeningSeen = "opening.seen", "mimořádné nahlédnutí vzato na vědomí" { opening: Id<Opening>, seen_as: &'static str }
);
event!(
    /// The head asked another office to take a case over.
    pub HandoverAsked = "handover.asked", "případ nabídnut k postoupení jinému úřadu" { handover: Id<Handover>, to: Id<Office> }
);
event!(
    /// The sending office took back what it asked for.
    pub HandoverTakenBack = "handover.taken_back", "postoupení vzato zpět" { handover: Id<Handover> }
);
event!(
    /// The receiving office refused a case.
    pub HandoverRefused = "handover.refused", "převzetí případu odmítnuto" { handover: Id<Handover> }
);
event!(
    /// A case left an office: the last event of the case in this office's chain.
    pub CaseHandedOver = "case.handed_over", "případ postoupen jinému úřadu" { handover: Id<Handover>, to: Id<Office> }
);
event!(
    /// A case came from another office: the first event of the case in this office's chain, with the number and hash
    /// of the event with which it left the other's.
    pub CaseReceived = "case.received", "případ převzat od jiného úřadu" { handover: Id<Handover>, from: Id<Office>, sequence: i64, hash: String }
);
event!(
    /// The list of who looked was printed for the family.
    pub ReadersGiven = "case.readers_given", "vydán seznam, kdo do případu nahlížel" { rows: usize }
);
