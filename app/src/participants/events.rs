//! Events of participants. Identifiers, codes and counts only.

use super::model::Participant;
use crate::cases::Child;
use crate::event;
use crate::kernel::Id;

event!(
    /// Somebody was placed at the table.
    pub ParticipantAdded = "participant.added", "přidán účastník" { participant: Id<Participant>, reader: &'static str }
);
event!(
    /// How somebody takes part was changed.
    pub ParticipantChanged = "participant.changed", "změněna účast" { participant: Id<Participant> }
);
event!(
    /// Somebody was given a place of their own, or comes where everybody comes again. Never where.
    pub ParticipantPlaced = "participant.placed", "určeno, kde se s účastníkem sejdete" { participant: Id<Participant>, own: bool }
);
event!(
    /// Somebody was taken off the list.
    pub ParticipantRemoved = "participant.removed", "odebrán účastník" { participant: Id<Participant> }
);
event!(
    /// Who leads or writes the meeting got or lost access to the case.
    pub LeaderTied = "participant.leader_tied", "změněn přístup facilitátora nebo zapisovatele" { tie: &'static str, given: bool }
);
event!(
    /// How a child takes part was decided.
    pub ChildDecided = "participant.child_decided", "rozhodnuto o účasti dítěte" { child: Id<Child>, form: &'static str }
);
event!(
    /// Which perspectives are needed was changed.
    pub PerspectiveWeighed = "participant.perspective_weighed", "změněno, čí pohled je potřeba" { perspective: &'static str, needed: bool }
);
event!(
    /// Two people must not meet at a conference.
    pub PairKeptApart = "participant.kept_apart", "zapsáno, kdo se nesmí potkat" { one: Id<Participant>, other: Id<Participant> }
);
event!(
    /// That two people must not meet does not hold any more.
    pub PairNotKeptApart = "participant.apart_ended", "zrušeno, že se dva lidé nesmí potkat" { one: Id<Participant>, other: Id<Participant> }
);
event!(
    /// What somebody needs to be able to come was said.
    pub ParticipantNeeds = "participant.needs_asked", "zapsáno, co účastník potřebuje" { participant: Id<Participant>, asked: Vec<&'static str> }
);
event!(
    /// What somebody needs was arranged, or is not needed.
    pub ParticipantNeedsSettled = "participant.need_settled", "vyřízeno, co účastník potřebuje" { participant: Id<Participant>, state: &'static str }
);
