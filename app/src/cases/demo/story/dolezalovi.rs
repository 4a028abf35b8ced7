//! The main case: three children, their family, and everybody who helps.

use super::{Kid, Who, to_all, to_one};
use crate::cases::{LegalPosition as L, ReaderKind as R, RelationKind as K};

pub(super) const DOLEZALOVI: &[Kid] = &[
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

pub(super) const AROUND_DOLEZALOVI: &[Who] = &[
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
