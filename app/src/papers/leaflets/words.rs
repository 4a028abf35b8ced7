//! The leaflet for parents and the family's circle.

use super::{Part, Words};

pub(super) const FAMILY: Words = Words {
    title: "Případová konference: co vás čeká",
    lead: "Pozvali jsme vás k jednomu stolu s lidmi, kteří mohou vaší rodině pomoci. Tady je, co je dobré vědět předem.",
    parts: &[
        Part {
            heading: "Co to je a proč",
            text: &[
                "Je to setkání na necelé dvě hodiny. Rodina a lidé, kteří ji znají z práce, se domluví, kdo co udělá, \
                aby se dětem dařilo lépe.",
                "Není to soud a nehledá se viník. Bez vás by domluva nedávala smysl: svou rodinu znáte nejlíp vy.",
            ],
            points: &[],
        },
        Part {
            heading: "Kdo přijde",
            text: &[
                "Vy, podle domluvy vaše děti a lidé, kteří mohou pomoci: ze školy, od lékaře, ze sociálních služeb, \
                z úřadu. Setkání vede člověk, který nikomu nestraní.",
                "Je pro vás těžké být s někým v jedné místnosti? Řekněte nám to předem. Umíme to zařídit jinak.",
            ],
            points: &[],
        },
        Part {
            heading: "Jak to běží",
            text: &[],
            points: &[
                "Přivítání a pravidla: mluví vždycky jeden, nikdo nikoho neuráží.",
                "Každý řekne, jak to vidí. Rodina mluví první.",
                "Mluví se o tom, co se daří, i o tom, co je těžké.",
                "Společně se napíše plán: kdo, co a do kdy.",
                "Domluví se, kdy se sejdete znovu.",
            ],
        },
        Part {
            heading: "Co můžete",
            text: &[],
            points: &[
                "přivést si člověka, kterému věříte, třeba kamarádku nebo advokáta",
                "navrhnout, koho ještě pozvat, nebo říct, koho u stolu nechcete",
                "nesouhlasit s návrhem, který vám nesedí; zapíše se to",
                "kdykoli požádat o přestávku",
                "dostat zápis a napsat k němu, co bylo jinak",
                "zeptat se, jak nahlédnout do spisu svého dítěte",
                "požádat o tlumočníka, hlídání dětí nebo bezbariérový přístup; stačí říct předem",
            ],
        },
        Part {
            heading: "Co si připravit",
            text: &["Stačí pár slov na papírku. Pomůže vám to, až bude okolo víc lidí."],
            points: &[
                "co se dětem daří a na co jste pyšní",
                "co je teď nejtěžší",
                "co by pomohlo a od koho",
                "papíry, které k věci máte: smlouvu, zprávy, dopisy z úřadů",
            ],
        },
        Part {
            heading: "A co potom",
            text: &[
                "Dostanete zápis s plánem. Když v něm něco nesedí, ozvěte se.",
                "Plán není trest. Když něco nepůjde splnit, zavolejte nám a upravíme ho.",
            ],
            points: &[],
        },
        Part {
            heading: "Slova, která můžete slyšet",
            text: &[],
            points: &[
                "OSPOD: oddělení úřadu, které hájí práva a zájmy dětí",
                "facilitátor nebo facilitátorka: kdo setkání vede a nikomu nestraní",
                "IPOD: plán ochrany dítěte, který vede úřad",
            ],
        },
    ],
    help: "Když nejste spokojení",
    child: false,
};
