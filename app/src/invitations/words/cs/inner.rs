//! Czech: the page behind the code.

use super::super::{InnerWords, Topic};

pub(super) const INNER: InnerWords = InnerWords {
    title: "Příprava na setkání",
    back: "Zpět na pozvánku",
    lead: "Tahle stránka je jen pro vás.",
    place: "Kde se sejdeme",
    place_none: "Místo vám ještě sdělíme.",
    waiting: "Počkat můžete tady:",
    goals: "Čeho chceme dosáhnout",
    goals_none: "Cíle upřesníme na začátku setkání.",
    agenda: "Program",
    agenda_yours: "Vaše část",
    agenda_none: "Program ještě připravujeme.",
    agenda_you: "u toho budete vy",
    people: "Kdo u toho bude",
    people_why: "Jen role, bez jmen.",
    questions: "Na co se připravit",
    questions_why: "Nemusíte mít odpověď na všechno. Stačí pár poznámek.",
    papers: "Podklady",
    papers_none: "Zatím pro vás žádné nejsou.",
    leaflet: "Leták: co setkání je a jak probíhá",
    yours: "Co o vás máme zapsáno",
    yours_why: "Je něco jinak? Zavolejte nám, opravíme to.",
    name: "Jméno",
    email: "E-mail",
    address: "Adresa",
    answer: "Odpověď",
    needs: "Co potřebujete",
    substitute: "Navržený zástup",
    nothing: "nic",
    left_out: "Něco tu neuvádíme, protože o tom mluvíme jen s těmi, kterých se to týká.",
    end_why: "Jste na cizím nebo společném zařízení? Skončete, ať po vás stránku nikdo neotevře.",
    employer: "Žádost o uvolnění z práce (PDF)",
    employer_why: "Pro zaměstnavatele. Není v ní, čeho se setkání týká.",
};

pub(super) fn questions(topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::Parents => &[
            "Co se u vás doma daří a na co jste hrdí?",
            "Co vám teď dělá největší starost?",
            "Co už jste zkusili a co z toho pomohlo?",
            "Kdo z okolí by mohl pomoci a s čím?",
            "Co potřebujete od nás ostatních, aby se vám ulevilo?",
        ],
        Topic::Child => &[
            "Co je doma a ve škole fajn?",
            "Co by mělo být jinak?",
            "Kdo ti pomáhá, když je ti těžko?",
            "Je něco, o čem před ostatními mluvit nechceš? Řekni nám to předem.",
        ],
        Topic::Relatives => &[
            "Co se podle vás v rodině daří?",
            "Čeho se bojíte, když na děti myslíte?",
            "S čím můžete sami pomoci, jak často a co k tomu potřebujete?",
        ],
        Topic::FosterCarer => &[
            "Jak se dítěti u vás daří a co se od posledního setkání změnilo?",
            "Jak dítě prožívá kontakt se svou rodinou?",
            "Co pomáhá, když je dítěti těžko?",
            "Jakou podporu potřebujete vy?",
        ],
        Topic::Health => &[
            "Chodí dítě na preventivní prohlídky a kontroly? Kdy bylo naposledy?",
            "Daří se doma dodržovat léčbu, kterou jste doporučili?",
            "Všimli jste si něčeho, co vám dělá starost?",
            "Co by měli ostatní dělat, aby se dítěti zdravotně dařilo?",
        ],
        Topic::School => &[
            "Jak dítě chodí do školy a čím si vysvětlujete, když chybí?",
            "Co mu ve škole jde a kde potřebuje pomoc?",
            "Jak se cítí mezi spolužáky?",
            "Má s sebou, co potřebuje: svačinu, pomůcky, oblečení?",
            "Co škola už zkusila a co může nabídnout?",
        ],
        Topic::SocialService => &[
            "Na čem s rodinou pracujete a co se povedlo?",
            "Co spolupráci pomáhá a co ji brzdí?",
            "Co můžete nabídnout dál a za jakých podmínek?",
        ],
        Topic::Residential => &[
            "Jak se dítěti u vás daří a kdo je pro ně důležitý?",
            "Jak probíhá kontakt s rodinou?",
            "Co by se muselo stát, aby se dítě mohlo vrátit domů, a dokdy?",
        ],
        Topic::Police => &[
            "Co smíte na setkání říct a co ne?",
            "Jaká prevence nebo ochrana je teď možná?",
            "Koho má rodina zavolat, když se bude bát?",
        ],
        Topic::Probation => &[
            "Jak probíhá spolupráce a jaké podmínky teď platí?",
            "Co by pomohlo, aby se dohody dodržely?",
            "Jaký program nebo podporu můžete nabídnout?",
        ],
        Topic::Advice => &[
            "Jaké možnosti rodina teď má a do kdy se musí rozhodnout?",
            "Co je k tomu potřeba doložit?",
            "Co můžete slíbit už na setkání?",
        ],
        Topic::Professional => &[
            "Co o situaci dítěte víte ze své práce?",
            "Co se daří a o co se dá opřít?",
            "Co můžete sami udělat a dokdy?",
        ],
    }
}
