//! Events of cases: identifiers and codes only.

use super::{Child, Person, ProtectedFact};
use crate::event;
use crate::identity::Staff;
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
