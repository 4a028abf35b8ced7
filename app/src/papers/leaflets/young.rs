//! Leaflets for children and young people, in three ages.

use super::{Part, Words};

pub(super) const SMALL: Words = Words {
    title: "Setkání, kde jde o tebe",
    lead: "Dospělí se sejdou a budou přemýšlet, jak ti pomoct. Můžeš u toho být. A taky nemusíš.",
    parts: &[
        Part {
            heading: "Kdo tam bude",
            text: &[],
            points: &[
                "někdo z tvojí rodiny",
                "třeba paní učitelka nebo paní doktorka",
                "člověk z úřadu, který pomáhá dětem",
                "jeden člověk, který hlídá, aby se nikdo nehádal",
            ],
        },
        Part {
            heading: "Tvůj pomocník",
            text: &[
                "Můžeš mít u sebe dospělého, kterému věříš. Sedí vedle tebe. Co nechceš říkat ty, řekne za tebe.",
            ],
            points: &[],
        },
        Part {
            heading: "Co můžeš",
            text: &[],
            points: &[
                "říct, co chceš a co nechceš",
                "mlčet",
                "něco nakreslit nebo napsat a poslat to po pomocníkovi",
                "vzít si s sebou plyšáka nebo hračku",
                "ukázat kartu STOP a jít si odpočinout",
            ],
        },
        Part {
            heading: "A co potom",
            text: &["Pomocník ti řekne, na čem se dospělí domluvili."],
            points: &[],
        },
        Part {
            heading: "Když se bojíš",
            text: &["Řekni to dospělému, kterému věříš. Není to tvoje vina."],
            points: &[],
        },
    ],
    help: "Komu můžeš zavolat",
    child: true,
};

pub(super) const MIDDLE: Words = Words {
    title: "Budou mluvit o tobě. Můžeš u toho být",
    lead: "Sejdou se lidé, kterým na tobě záleží, a domluví se, co udělat, aby ti bylo líp. Tvůj názor je důležitý.",
    parts: &[
        Part {
            heading: "Kdo přijde",
            text: &[
                "Lidé z rodiny, někdo ze školy nebo od doktora a lidé, kteří rodinám pomáhají. Setkání vede člověk, \
                který nikomu nestraní a dává pozor, aby se každý dostal ke slovu.",
            ],
            points: &[],
        },
        Part {
            heading: "Co si můžeš vybrat",
            text: &[],
            points: &[
                "přijít na celé setkání, nebo jen na kousek",
                "poslat dopis, obrázek nebo vzkaz",
                "říct to předem někomu, komu věříš, a ten to řekne za tebe",
                "nepřijít a dozvědět se potom, jak to dopadlo",
            ],
        },
        Part {
            heading: "Na setkání",
            text: &["Vedle tebe sedí tvůj průvodce. Domluvte si znamení, kdyby ti bylo nepříjemně."],
            points: &[
                "mluvíš, jen když chceš; nemusíš odpovídat na všechno",
                "můžeš říct, o čem nechceš mluvit před ostatními",
                "můžeš kdykoli ukázat kartu STOP a odejít",
                "můžeš se zeptat na všechno, čemu nerozumíš",
            ],
        },
        Part {
            heading: "Co si můžeš rozmyslet",
            text: &[],
            points: &[
                "co je teď dobré a má to tak zůstat",
                "co by se mělo změnit",
                "kdo ti umí nejlíp pomoct",
            ],
        },
        Part {
            heading: "A co potom",
            text: &[
                "Průvodce ti řekne, na čem se všichni domluvili a co se stalo s tím, co sis přál nebo přála. \
                Když s tím nesouhlasíš, řekni mu to.",
            ],
            points: &[],
        },
        Part {
            heading: "Když se bojíš nebo ti někdo ubližuje",
            text: &["Není to tvoje vina. Řekni to dospělému, kterému věříš, nebo zavolej."],
            points: &[],
        },
    ],
    help: "Kam se můžeš obrátit",
    child: true,
};

pub(super) const YOUNG: Words = Words {
    title: "Případová konference a ty",
    lead: "Je to setkání rodiny a lidí, kteří mohou pomoci. Bude se na něm mluvit o tvém životě, tak máš být u toho, \
        pokud chceš.",
    parts: &[
        Part {
            heading: "Oč jde",
            text: &[
                "Na konci má být plán: kdo co udělá a do kdy. Bez tebe by byl děravý. Nejde o soud ani o to někoho potrestat.",
            ],
            points: &[],
        },
        Part {
            heading: "Kdo u toho bude",
            text: &[
                "Rodina, lidé ze školy, zdravotníci nebo služby, podle toho, co je potřeba. Předem ti řekneme, kdo přijde. \
                Jestli s někým v místnosti být nechceš, řekni to, najdeme jiný způsob.",
            ],
            points: &[],
        },
        Part {
            heading: "Co si určuješ ty",
            text: &[],
            points: &[
                "jestli přijdeš na celé setkání, na část, připojíš se na dálku, nebo něco napíšeš",
                "kdo bude sedět vedle tebe jako průvodce",
                "o čem se nemá mluvit před ostatními",
                "jestli na otázku odpovíš",
                "kdy si dáš pauzu nebo odejdeš",
            ],
        },
        Part {
            heading: "Kdo se co dozví",
            text: &[
                "Každý dostane jen to, co potřebuje ke své části. Zeptej se, \
                komu se co předá, a řekni, s čím nesouhlasíš.",
                "Když řekneš, že ti někdo ubližuje, nemůžeme si to nechat pro sebe. Ale řekneme ti, co bude dál.",
            ],
            points: &[],
        },
        Part {
            heading: "Jak se připravit",
            text: &[],
            points: &[
                "co funguje a má zůstat",
                "co chceš změnit jako první",
                "co k tomu potřebuješ od dospělých",
                "co jsi ochotný nebo ochotná zkusit",
            ],
        },
        Part {
            heading: "A co potom",
            text: &[
                "Dostaneš, co se tě týká: na čem jste se domluvili a kdy se sejdete znovu. Když plán nefunguje, ozvi se. \
                Dá se změnit.",
            ],
            points: &[],
        },
    ],
    help: "Kam se můžeš obrátit",
    child: false,
};
