//! The invented cases. All names, numbers and places are made up.

mod dolezalovi;
mod variants;

use dolezalovi::{AROUND_DOLEZALOVI, DOLEZALOVI};
use variants::{AROUND_BENESOVI, AROUND_DOMINIK, AROUND_JAKUB, AROUND_NELA, BENESOVI, HIDDEN_BENESOVI};

use crate::cases::{LegalPosition as L, ProtectedKind, ReaderKind as R, RelationKind as K};

/// Year, month, day as the story tells them.
pub(super) type Date = (i16, i8, i8);

/// A case of the story.
pub(super) struct Story {
    pub key: &'static str,
    pub coordinator: &'static str,
    pub title: &'static str,
    pub mark: &'static str,
    pub children: &'static [Kid],
    pub people: &'static [Who],
    pub protected: &'static [Hidden],
    pub safety: Option<&'static str>,
    pub closed: bool,
}

/// A child of the story.
pub(super) struct Kid {
    pub key: &'static str,
    pub given: &'static str,
    pub family: &'static str,
    pub born: Date,
    pub mark: &'static str,
    pub registered: Option<Date>,
    pub plan_made: Option<Date>,
}

/// What a person is to one child (by position) or to all.
pub(super) struct Tie {
    pub child: Option<usize>,
    pub kind: K,
    pub words: Option<&'static str>,
    pub legal: L,
}

const fn to_all(kind: K, words: &'static str, legal: L) -> Tie {
    Tie { child: None, kind, words: Some(words), legal }
}

const fn to_one(child: usize, kind: K, words: &'static str, legal: L) -> Tie {
    Tie { child: Some(child), kind, words: Some(words), legal }
}

/// A person of the story.
pub(super) struct Who {
    pub key: &'static str,
    pub title_before: &'static str,
    pub given: &'static str,
    pub family: &'static str,
    pub title_after: &'static str,
    pub reader: R,
    pub ties: &'static [Tie],
    pub organisation: Option<&'static str>,
    pub position: Option<&'static str>,
    pub email: Option<&'static str>,
    pub phone: Option<&'static str>,
    pub address: Option<&'static str>,
}

impl Who {
    const fn new(
        key: &'static str,
        given: &'static str,
        family: &'static str,
        reader: R,
        ties: &'static [Tie],
    ) -> Self {
        Self {
            key,
            title_before: "",
            given,
            family,
            title_after: "",
            reader,
            ties,
            organisation: None,
            position: None,
            email: None,
            phone: None,
            address: None,
        }
    }
    const fn titled(mut self, before: &'static str, after: &'static str) -> Self {
        self.title_before = before;
        self.title_after = after;
        self
    }
    const fn works(mut self, position: &'static str, organisation: &'static str) -> Self {
        self.position = Some(position);
        self.organisation = Some(organisation);
        self
    }
    const fn reached(mut self, email: &'static str, phone: &'static str) -> Self {
        self.email = Some(email);
        self.phone = Some(phone);
        self
    }
    const fn called(mut self, phone: &'static str) -> Self {
        self.phone = Some(phone);
        self
    }
    const fn lives(mut self, address: &'static str) -> Self {
        self.address = Some(address);
        self
    }
}

/// A protected fact of the story.
pub(super) struct Hidden {
    pub kind: ProtectedKind,
    pub about: &'static str,
    pub value: &'static str,
    pub note: Option<&'static str>,
    pub from: &'static [&'static str],
}

/// All cases, the main one first.
pub(super) const ALL: &[Story] = &[
    Story {
        key: "case.dolezalovi",
        coordinator: "staff.kubickova",
        title: "Doležalovi",
        mark: "Om 118/2026",
        children: DOLEZALOVI,
        people: AROUND_DOLEZALOVI,
        protected: &[Hidden {
            kind: ProtectedKind::Health,
            about: "child.eliska",
            value: "sebepoškozování",
            note: Some("Jednou v červnu. Ví o tom matka, lékařka a výchovná poradkyně."),
            from: &["person.radek", "person.tomas", "person.kratochvil", "person.poradce"],
        }],
        safety: None,
        closed: false,
    },
    Story {
        key: "case.nela",
        coordinator: "staff.kubickova",
        title: "Kučerovi",
        mark: "Om 126/2026",
        children: &[Kid {
            key: "child.nela",
            given: "Nela",
            family: "Kučerová",
            born: (2026, 6, 22),
            mark: "Om 126/2026",
            registered: Some((2026, 10, 15)),
            plan_made: None,
        }],
        people: AROUND_NELA,
        protected: &[],
        safety: None,
        closed: false,
    },
    Story {
        key: "case.dominik",
        coordinator: "staff.vesela",
        title: "Markovi",
        mark: "Om 131/2026",
        children: &[Kid {
            key: "child.dominik",
            given: "Dominik",
            family: "Marek",
            born: (2010, 3, 11),
            mark: "Om 131/2026",
            registered: Some((2026, 10, 24)),
            plan_made: None,
        }],
        people: AROUND_DOMINIK,
        protected: &[],
        safety: None,
        closed: false,
    },
    Story {
        key: "case.benesovi",
        coordinator: "staff.kubickova",
        title: "Benešovi",
        mark: "Om 134/2026",
        children: BENESOVI,
        people: AROUND_BENESOVI,
        protected: HIDDEN_BENESOVI,
        safety: Some(
            "Otec matku opakovaně napadl, běží trestní řízení. Matka s dětmi je na utajené adrese a má obavu z každého setkání s ním.",
        ),
        closed: false,
    },
    Story {
        key: "case.tichych",
        coordinator: "staff.vesela",
        title: "Tichých",
        mark: "Om 139/2026",
        children: &[Kid {
            key: "child.jakub",
            given: "Jakub",
            family: "Tichý",
            born: (2019, 8, 30),
            mark: "Om 139/2026",
            registered: Some((2026, 11, 12)),
            plan_made: None,
        }],
        people: AROUND_JAKUB,
        protected: &[],
        safety: None,
        closed: false,
    },
    Story {
        key: "case.vymaz",
        coordinator: "staff.kubickova",
        title: "Říhovi",
        mark: "Om 12/2019",
        children: &[Kid {
            key: "child.vojtech",
            given: "Vojtěch",
            family: "Říha",
            born: (2006, 4, 2),
            mark: "Om 12/2019",
            registered: Some((2019, 2, 11)),
            plan_made: Some((2019, 3, 4)),
        }],
        people: &[Who::new(
            "person.rihova",
            "Lenka",
            "Říhová",
            R::ParentWithResponsibility,
            &[to_all(K::Mother, "matka", L::ParentWithResponsibility)],
        )],
        protected: &[],
        safety: None,
        closed: true,
    },
];
