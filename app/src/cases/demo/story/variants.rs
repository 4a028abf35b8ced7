//! The people of the four variants and of the case that is to be destroyed.

use super::{Hidden, Kid, Who, to_all, to_one};
use crate::cases::{LegalPosition as L, ProtectedKind, ReaderKind as R, RelationKind as K};

pub(super) const AROUND_NELA: &[Who] = &[
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

pub(super) const AROUND_DOMINIK: &[Who] = &[
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

pub(super) const BENESOVI: &[Kid] = &[
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

pub(super) const AROUND_BENESOVI: &[Who] = &[
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

pub(super) const HIDDEN_BENESOVI: &[Hidden] = &[
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

pub(super) const AROUND_JAKUB: &[Who] = &[
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
