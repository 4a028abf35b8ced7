//! The leaflet for professionals.

use super::{Part, Words};

pub(super) const PROFESSIONAL: Words = Words {
    title: "Případová konference: pro odborníky",
    lead: "Jedno setkání nahradí řadu telefonátů. Prosíme o to podstatné z vaší práce a o návrh, s čím můžete pomoci.",
    parts: &[
        Part {
            heading: "Co od vás potřebujeme",
            text: &[
                "Stačí tři minuty řeči. Otázky, na které se ptáme právě vás, najdete v pozvánce nebo v podkladech.",
            ],
            points: &[
                "co se dítěti a rodině daří, nejen co chybí",
                "co jste sami viděli nebo zjistili, odděleně od domněnek",
                "co může vaše služba nabídnout a od kdy",
                "co potřebujete od ostatních",
            ],
        },
        Part {
            heading: "Nemůžete přijít?",
            text: &[
                "Vyberte si na své stránce nebo zavolejte. I krátký písemný příspěvek má u stolu své místo.",
            ],
            points: &[
                "přijďte jen na svou část; čas je v pozvánce",
                "připojte se na deset minut telefonem nebo přes video",
                "odpovězte písemně předem",
                "pošlete kolegyni nebo kolegu, kdo situaci zná",
            ],
        },
        Part {
            heading: "Co smíte sdělit",
            text: &[
                "Jen to, co je potřeba k ochraně dítěte a k vaší části. Celou dokumentaci nenoste ani neposílejte. \
                Nejste-li si jistí, zeptejte se před setkáním nás nebo své právničky či právníka.",
                "Každý účastník dostává jen to, co mu patří. Podklady, které dostanete vy, nepředávejte dál.",
            ],
            points: &[],
        },
        Part {
            heading: "U stolu sedí rodina",
            text: &[],
            points: &[
                "mluvte k rodičům a k dítěti, ne o nich",
                "bez zkratek a odborných slov",
                "silné stránky dřív než obavy",
                "co nejde říct před všemi, řekněte předem facilitátorce nebo facilitátorovi",
            ],
        },
        Part {
            heading: "Mlčenlivost a práce",
            text: &[
                "Co na setkání zazní, zůstává mezi účastníky. Na začátku to všichni stvrdí.",
                "Potřebujete-li potvrzení o účasti pro zaměstnavatele, řekněte si o ně.",
            ],
            points: &[],
        },
        Part {
            heading: "A co potom",
            text: &[
                "Dostanete výpis s tím, co se týká vaší části: úkoly, termíny a kontakt. Když úkol nejde splnit, dejte vědět hned.",
            ],
            points: &[],
        },
    ],
    help: "Kam se obrátit",
    child: false,
};
