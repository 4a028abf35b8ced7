//! The invented cases. All names, numbers and places are made up.

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

const DOLEZALOVI: &[Kid] = &[
    Kid {
        key: "child.eliska",
        given: "Eliška",
        family: "Doležalová",
        born: (2013, 3, 4),
        mark: "Om 118/2026",
        registered: Some((2026, 9, 21)),
        plan_made: Some((2026, 10, 16)),
    },
    Kid {
        key: "child.matyas",
        given: "Matyáš",
        family: "Doležal",
        born: (2017, 5, 2),
        mark: "Om 119/2026",
        registered: Some((2026, 9, 21)),
        plan_made: Some((2026, 10, 16)),
    },
    Kid {
        key: "child.anicka",
        given: "Anička",
        family: "Doležalová",
        born: (2022, 6, 18),
        mark: "Om 120/2026",
        registered: Some((2026, 9, 21)),
        plan_made: Some((2026, 10, 16)),
    },
];

const AROUND_DOLEZALOVI: &[Who] = &[
    Who::new(
        "person.marketa",
        "Markéta",
        "Doležalová",
        R::ParentWithResponsibility,
        &[to_all(K::Mother, "maminka", L::ParentWithResponsibility)],
    )
    .reached("marketa.dolezalova@rodina.example", "+420 605 000 101")
    .lives("Lipová 14\n785 01 Šternberk"),
    Who::new(
        "person.radek",
        "Radek",
        "Doležal",
        R::ParentWithResponsibility,
        &[to_all(K::Father, "tatínek", L::ParentWithResponsibility)],
    )
    .reached("radek.dolezal@rodina.example", "+420 605 000 102")
    .lives("Nádražní 7\n783 91 Uničov"),
    Who::new(
        "person.vera",
        "Věra",
        "Hájková",
        R::OtherRelative,
        &[to_all(K::Grandparent, "babička", L::None)],
    )
    .called("+420 605 000 103")
    .lives("Zahradní 3\n785 01 Šternberk"),
    Who::new(
        "person.tomas",
        "Tomáš",
        "Bartoš",
        R::OtherRelative,
        &[to_all(K::PartnerOfParent, "bývalý partner maminky", L::None)],
    )
    .called("+420 605 000 104"),
    Who::new(
        "person.horakova",
        "Lenka",
        "Horáková",
        R::School,
        &[to_one(0, K::Teacher, "třídní učitelka", L::None)],
    )
    .titled("Mgr.", "")
    .works("třídní učitelka", "ZŠ Šternberk")
    .reached("horakova@skola.example", "+420 585 000 111"),
    Who::new(
        "person.becvarova",
        "Alena",
        "Bečvářová",
        R::School,
        &[
            to_one(0, K::SchoolCounsellor, "výchovná poradkyně", L::None),
            to_one(1, K::SchoolCounsellor, "výchovná poradkyně", L::None),
        ],
    )
    .titled("Mgr.", "")
    .works("výchovná poradkyně", "ZŠ Šternberk")
    .reached("becvarova@skola.example", "+420 585 000 112"),
    Who::new(
        "person.zelinkova",
        "Hana",
        "Zelinková",
        R::HealthProvider,
        &[to_all(K::Paediatrician, "dětská lékařka", L::None)],
    )
    .titled("MUDr.", "")
    .works("dětská lékařka", "Ordinace pro děti a dorost Šternberk")
    .reached("ordinace@lekarka.example", "+420 585 000 113"),
    Who::new(
        "person.mala",
        "Jana",
        "Malá",
        R::SocialService,
        &[to_all(K::SocialService, "pracovnice sociálně aktivizační služby", L::None)],
    )
    .titled("", "DiS.")
    .works("sociální pracovnice", "Most k rodině, z. s.")
    .reached("mala@most.example", "+420 605 000 114"),
    Who::new(
        "person.kratochvil",
        "Jan",
        "Kratochvíl",
        R::MunicipalDepartment,
        &[to_all(K::Housing, "bytový odbor", L::None)],
    )
    .works("referent bytového odboru", "Městský úřad Šternberk")
    .reached("kratochvil@mesto.example", "+420 585 000 115"),
    Who::new(
        "person.poradce",
        "Pavel",
        "Šimek",
        R::Adviser,
        &[to_all(K::Adviser, "dluhový poradce", L::None)],
    )
    .titled("Ing.", "")
    .works("dluhový poradce", "Občanská poradna")
    .reached("simek@poradna.example", "+420 585 000 116"),
    Who::new(
        "person.skolka",
        "Jitka",
        "Soukupová",
        R::School,
        &[to_one(2, K::Kindergarten, "učitelka ze školky", L::None)],
    )
    .titled("Bc.", "")
    .works("učitelka", "Mateřská škola Šternberk")
    .reached("skolka@skolka.example", "+420 585 000 117"),
];

const AROUND_NELA: &[Who] = &[
    Who::new(
        "person.kristyna",
        "Kristýna",
        "Kučerová",
        R::ParentWithResponsibility,
        &[to_all(K::Mother, "maminka", L::ParentWithResponsibility)],
    )
    .called("+420 605 000 121"),
    Who::new(
        "person.ivana",
        "Ivana",
        "Kučerová",
        R::OtherRelative,
        &[to_all(K::Grandparent, "babička", L::None)],
    )
    .called("+420 605 000 122"),
    Who::new(
        "person.pestounka",
        "Marie",
        "Vlčková",
        R::FosterCarer,
        &[to_all(K::FosterCarer, "pěstounka na přechodnou dobu", L::FosterCarer)],
    )
    .reached("vlckova@pestouni.example", "+420 605 000 123"),
    Who::new(
        "person.hola",
        "Tereza",
        "Holá",
        R::AccompanyingOrganisation,
        &[to_all(K::SocialService, "doprovázející pracovnice", L::None)],
    )
    .titled("Bc.", "")
    .works("doprovázející pracovnice", "Pěstounům nablízku, z. ú.")
    .reached("hola@doprovazeni.example", "+420 605 000 124"),
];

const AROUND_DOMINIK: &[Who] = &[
    Who::new(
        "person.simona",
        "Simona",
        "Marková",
        R::ParentWithResponsibility,
        &[to_all(K::Mother, "maminka", L::ParentWithResponsibility)],
    )
    .reached("simona.markova@rodina.example", "+420 605 000 131"),
    Who::new(
        "person.kubat",
        "Roman",
        "Kubát",
        R::Probation,
        &[to_all(K::Authority, "probační úředník", L::None)],
    )
    .titled("Mgr.", "")
    .works("probační úředník", "Probační a mediační služba")
    .reached("kubat@probace.example", "+420 585 000 132"),
    Who::new(
        "person.peskova",
        "Eva",
        "Pešková",
        R::School,
        &[to_all(K::SchoolCounsellor, "speciální pedagožka", L::None)],
    )
    .titled("PaedDr.", "")
    .works("speciální pedagožka", "Středisko výchovné péče")
    .reached("peskova@stredisko.example", "+420 585 000 133"),
];

const BENESOVI: &[Kid] = &[
    Kid {
        key: "child.filip",
        given: "Filip",
        family: "Beneš",
        born: (2018, 1, 20),
        mark: "Om 134/2026",
        registered: Some((2026, 10, 2)),
        plan_made: Some((2026, 10, 26)),
    },
    Kid {
        key: "child.klara",
        given: "Klára",
        family: "Benešová",
        born: (2020, 5, 9),
        mark: "Om 135/2026",
        registered: Some((2026, 10, 2)),
        plan_made: Some((2026, 10, 26)),
    },
];

const AROUND_BENESOVI: &[Who] = &[
    Who::new(
        "person.alena",
        "Alena",
        "Benešová",
        R::ParentWithResponsibility,
        &[to_all(K::Mother, "maminka", L::ParentWithResponsibility)],
    )
    .called("+420 605 000 141")
    .lives("Na Vyhlídce 12\n796 01 Prostějov"),
    Who::new(
        "person.marek",
        "Marek",
        "Beneš",
        R::ParentWithResponsibility,
        // Half-siblings: he is the father of the younger child only.
        &[
            to_one(0, K::PartnerOfParent, "manžel maminky", L::None),
            to_one(1, K::Father, "tatínek", L::ParentWithResponsibility),
        ],
    )
    .called("+420 605 000 142")
    .lives("Dvorská 5\n785 01 Šternberk"),
    Who::new(
        "person.otec_filipa",
        "Ondřej",
        "Kolář",
        R::ParentWithoutResponsibility,
        &[to_one(0, K::Father, "tatínek", L::ParentWithoutResponsibility)],
    ),
    Who::new(
        "person.dvorakova",
        "Ilona",
        "Dvořáková",
        R::SocialService,
        &[to_all(K::SocialService, "pracovnice azylového domu", L::None)],
    )
    .titled("Mgr.", "")
    .works("sociální pracovnice", "Azylový dům")
    .reached("dvorakova@azyl.example", "+420 605 000 143"),
];

const HIDDEN_BENESOVI: &[Hidden] = &[
    Hidden {
        kind: ProtectedKind::Address,
        about: "person.alena",
        value: "Na Vyhlídce 12, 796 01 Prostějov",
        note: Some("Utajený azylový dům. Nesmí být ani v hlavičce dopisu."),
        from: &["person.marek", "person.otec_filipa"],
    },
    Hidden {
        kind: ProtectedKind::Phone,
        about: "person.alena",
        value: "+420 605 000 141",
        note: None,
        from: &["person.marek"],
    },
];

const AROUND_JAKUB: &[Who] = &[
    Who::new(
        "person.monika",
        "Monika",
        "Tichá",
        R::ParentWithResponsibility,
        &[to_all(K::Mother, "maminka", L::ParentWithResponsibility)],
    )
    .called("+420 605 000 151"),
    Who::new(
        "person.stryc",
        "Karel",
        "Tichý",
        R::OtherRelative,
        &[to_all(K::OtherRelative, "strýc", L::None)],
    )
    .called("+420 605 000 152"),
    Who::new(
        "person.ucitelka_jakuba",
        "Petra",
        "Nová",
        R::School,
        &[to_all(K::Teacher, "třídní učitelka", L::None)],
    )
    .titled("Mgr.", "")
    .works("třídní učitelka", "ZŠ Náměstí, Šternberk")
    .reached("nova@skola.example", "+420 585 000 153"),
];
