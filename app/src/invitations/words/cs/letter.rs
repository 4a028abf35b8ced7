//! Czech: letter and mail, and what is said when something is called off or taken back.

use super::super::{EraseWords, LetterWords};
use crate::invitations::notices::Reason as NoticeReason;
use crate::invitations::rules::Audience;
use crate::participants::Participation;

pub(super) const ERASE: EraseWords = EraseWords {
    title: "Prosíme o smazání",
    subject: "Prosba o smazání",
    ask: "něco, co jsme vám k setkání poslali nebo dali, bereme zpět. Smažte to prosím z pošty, telefonu, počítače i kalendáře; papíry zničte nebo nám je vraťte.",
    ask_more: "Komu jste to předali dál, toho prosím požádejte o totéž. Nic dalšího po vás nechceme.",
    confirm_here: "Až to bude, potvrďte nám to prosím tady:",
    confirm: "Potvrzuji, že jsem vše smazal(a) a nikomu nepředal(a)",
    confirmed: "Děkujeme, potvrzení máme zapsané. Stránku můžete zavřít.",
    thanks: "Děkujeme vám.",
};

pub(super) const LETTER: LetterWords = LetterWords {
    lang: "cs",
    region: "CZ",
    subject: "Pozvánka k setkání",
    changed: "Změna setkání",
    hello: "Dobrý den,",
    handled_by: "Vyřizuje",
    phone: "Telefon",
    email: "E-mail",
    date: "Datum",
    when: "Kdy",
    place: "Kde",
    part: "Vaše část",
    concerns: "Týká se",
    why: "Proč vás zveme",
    bring: "Co si vzít s sebou",
    help: "Kdo vám může pomoci",
    know: "Dobré vědět",
    answer: "Jak nám odpovědět",
    answer_by: "do {}",
    online: "Na internetu",
    code: "Kód",
    code_note: "Stránka se na něj zeptá, než ukáže víc než den a čas. Nikomu ho neříkejte.",
    by_phone: "Telefonem",
    by_email: "E-mailem",
    mail_when: "KDY",
    mail_place: "KDE",
    mail_part: "VAŠE ČÁST",
    mail_concerns: "TÝKÁ SE",
    mail_answer_page: "Odpovězte prosím do {} na své osobní stránce:",
    mail_answer: "Odpovězte prosím do {}.",
    mail_phone: "Nebo telefonem:",
    note: "Pokud se vám termín nehodí, ozvěte se. Najdeme jiný způsob, jak váš pohled zazní.",
    interpreter: "Potřebujete tlumočníka, hlídání nebo bezbariérový vstup? Stačí říct, zařídíme to.",
    release: "Účast na setkání je úkonem v obecném zájmu podle {}. Potvrzení pro zaměstnavatele vám rádi vystavíme.",
    confidentiality: "Co se na setkání dozvíte, zůstane mezi námi. Mlčenlivost upravuje {}; na začátku si k tomu řekneme víc.",
    legal: "Setkání svoláváme podle {}.",
    closing: "Těšíme se na setkání s vámi.",
    demo: "Ukázka s vymyšlenými lidmi. Nic z toho není skutečné.",
};

pub(super) fn paragraphs(audience: Audience) -> &'static [&'static str] {
    match audience {
        Audience::Child => &[
            "chceme se sejít s lidmi, kterým na tobě záleží, a domluvit se, co by mohlo být lepší.",
            "Můžeš říct, co chceš a co nechceš. Můžeš mít u sebe člověka, kterému věříš, a kdykoli odejít.",
        ],
        Audience::Family => &[
            "rádi bychom vás pozvali k jednomu stolu s lidmi, kteří mohou pomoci. Říká se tomu případová konference.",
            "Nejde o soud ani o hledání viníka. Jde o to domluvit se, kdo co udělá, aby bylo lépe. \
            Setkání vede člověk, který nikomu nestraní.",
        ],
        Audience::Health | Audience::Professional => &[
            "zveme vás na setkání lidí, kteří mohou pomoci dítěti, jež znáte ze své práce. Cílem je krátká dohoda, \
            kdo co udělá a dokdy.",
        ],
    }
}

pub(super) fn news(audience: Audience) -> &'static [&'static str] {
    match audience {
        Audience::Child => &[
            "setkání, na které jsme tě zvali, bude jindy nebo jinde. Platí to, co čteš tady.",
            "Dej nám prosím znovu vědět, jestli se ti to hodí.",
        ],
        Audience::Family | Audience::Health | Audience::Professional => &[
            "píšeme vám kvůli změně: den, čas nebo místo setkání jsou jiné než v dřívější pozvánce. \
            Platí to, co čtete tady.",
            "Dřívější odpověď jsme si nechali, ale týkala se původního termínu. Dejte nám prosím vědět znovu.",
        ],
    }
}

pub(super) fn why(audience: Audience) -> &'static str {
    match audience {
        Audience::Child => "Nikdo neví líp než ty, jak se ti daří. Proto se ptáme i tebe.",
        Audience::Family => "Nikdo nezná vaši rodinu tak jako vy. Bez vás by domluva nedávala smysl.",
        Audience::Health => {
            "Váš pohled na zdraví dítěte nikdo jiný nenahradí. Stačí k tomu, co s vámi předem domluvíme; \
            celá dokumentace není potřeba."
        }
        Audience::Professional => {
            "Každý z nás ví kousek. Jedno setkání nahradí řadu telefonátů a všichni odejdou se stejnou dohodou."
        }
    }
}

pub(super) fn bring(audience: Audience) -> &'static [&'static str] {
    match audience {
        Audience::Child => &["co máš rád nebo ráda: obrázek, fotku, hračku"],
        Audience::Family => &["své otázky, třeba na papírku", "papíry, které k věci máte po ruce"],
        Audience::Health | Audience::Professional => &["to podstatné ze své práce, na tři minuty řeči"],
    }
}

pub(super) fn support(audience: Audience) -> Option<&'static str> {
    match audience {
        Audience::Family => Some(
            "Můžete si přivést člověka, kterému věříte, třeba kamarádku nebo advokáta. Jen nám dejte vědět.",
        ),
        Audience::Child | Audience::Health | Audience::Professional => None,
    }
}

pub(super) fn part(participation: Participation, several: bool) -> Option<&'static str> {
    match participation {
        Participation::Whole => None,
        Participation::Part if several => Some("potřebujeme vás jen {}"),
        Participation::Part => Some("potřebujeme vás jen v tomto čase"),
        Participation::Remote => Some("stačí telefonem nebo přes video"),
        Participation::Written => Some("nemusíte přijít, stačí odpovědět písemně"),
    }
}

pub(super) fn notice(reason: NoticeReason, child: bool) -> &'static str {
    match (reason, child) {
        (NoticeReason::Withdrawn, false) => {
            "pozvánku na toto setkání bereme zpět. Nemusíte nikam chodit ani nic chystat."
        }
        (NoticeReason::Withdrawn, true) => "na toto setkání teď chodit nemusíš.",
        (NoticeReason::Postponed, false) => {
            "toto setkání odkládáme. Původní termín neplatí; nový vám sdělíme, jakmile ho budeme vědět."
        }
        (NoticeReason::Postponed, true) => "toto setkání bude jindy. Až budeme vědět kdy, dáme ti vědět.",
        (NoticeReason::Cancelled, false) => "toto setkání se nekoná. Nemusíte nikam chodit ani nic chystat.",
        (NoticeReason::Cancelled, true) => "toto setkání nebude. Nemusíš nikam chodit.",
    }
}

pub(super) fn notice_rest(child: bool) -> (&'static str, &'static str) {
    if child {
        (
            "V kalendáři se termín zruší sám; kdyby ne, smaž si ho.",
            "Když se budeš chtít na něco zeptat, zavolej nám.",
        )
    } else {
        (
            "V kalendáři se termín zruší sám; pokud ne, smažte si ho prosím.",
            "Kdybyste se chtěli na cokoli zeptat, zavolejte nám.",
        )
    }
}
