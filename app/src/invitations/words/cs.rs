//! Czech.

mod child;

use super::{EraseWords, InnerWords, LetterWords, PageWords, Topic, Words};
use crate::conferences::State as ConferenceState;
use crate::invitations::model::{Answer, Reason};
use crate::invitations::notices::Reason as NoticeReason;
use crate::invitations::rules::{self, Audience};
use crate::participants::{Need, Participation};

pub(super) const WORDS: Words = Words {
    page: PAGE,
    inner: INNER,
    letter: LETTER,
    erase: ERASE,
    day: czech::dates::long_with_weekday,
    date: czech::dates::long,
    until: rules::until_day,
    time: |time| time.to_string(),
    and: "a",
    formal: |name| format!("{},", czech::names::split(name).salutation()),
    friendly: |name| format!("{},", czech::names::friendly_salutation(&czech::names::split(name).given)),
    paragraphs,
    news,
    why,
    bring,
    support,
    part,
    answer,
    reason,
    called_off,
    notice,
    notice_rest,
    questions,
    naming: outbound::Naming::CZECH,
    need,
};

/// How a child is spoken to.
pub(super) const TO_CHILDREN: Words = Words {
    page: child::PAGE,
    inner: child::INNER,
    letter: child::LETTER,
    erase: child::ERASE,
    part: child::part,
    answer: child::answer,
    reason: child::reason,
    called_off: child::called_off,
    need: child::need,
    ..WORDS
};

const PAGE: PageWords = PageWords {
    lang: "cs",
    title: "Pozvánka na setkání",
    skip: "Přejít na obsah",
    demo_label: "Upozornění na ukázku",
    demo: "Ukázka s vymyšlenými lidmi. Nepatří sem nic skutečného.",
    language: "Jazyk stránky",
    hello: "Dobrý den, máme pro vás pozvánku na setkání",
    only_for_you: "Pozvánka je jen pro vás. Zobrazte ji, až budete mít soukromí.",
    show: "Zobrazit pozvánku",
    unexpected: "Nečekali jste ji? Stránku zavřete, nic se nestane.",
    saved: "Odpověď je uložená. Děkujeme.",
    invites: "Zveme vás na setkání",
    invites_named: "zveme vás na setkání",
    changed_title: "Den, čas nebo místo se změnily.",
    changed: "Platí to, co čtete tady.",
    changed_again: "Odpovězte nám prosím znovu.",
    place_later: "místo vám sdělíme",
    arrival: "Kudy přijít a kde počkat, s vámi domluvíme předem. Na místě vás někdo od nás přivítá.",
    unsaved_title: "Vaše odpověď se neuložila.",
    unsaved: "Setkání se mezitím změnilo. Řekněte nám ji, prosím, telefonem.",
    you_wrote: "Napsali jste:",
    phone: "Telefon",
    your_answer: "Vaše odpověď",
    fix: "Ještě je potřeba opravit",
    mistake: "Chyba:",
    which_phone: "Na jaké číslo vám máme zavolat?",
    phone_kept: "Číslo od vás už máme; nové ho nahradí.",
    phone_hint: "například 600 123 456",
    phone_wrong: "Napište telefonní číslo, například 600 123 456.",
    why_not: "Proč vám to nejde?",
    message: "Chcete nám něco vzkázat?",
    message_hint: "Přečte si to jen pracovník úřadu, který setkání připravuje.",
    message_kept: "Vzkaz od vás už máme; nový ho nahradí.",
    message_long: "Vzkaz je moc dlouhý. Zkraťte ho, prosím, na 2000 znaků.",
    save: "Uložit",
    optional: "nepovinné",
    change_answer: "Změnit odpověď",
    how: "Jak se zapojíte?",
    how_missing: "Vyberte, jak se zapojíte.",
    how_saves: "Stačí klepnout, odpověď se hned uloží.",
    reply_by: "Ozvěte se prosím do {}.",
    reply_change: "Odpověď můžete až do setkání změnit na stejné adrese.",
    closed: "Odpověď už se tu změnit nedá. Zavolejte nám, prosím.",
    calendar: "Uložit si termín do kalendáře",
    about: "O čem setkání je",
    concerns: "Týká se",
    bring: "Co si vzít a kdo může přijít s vámi",
    work: "Uvolnění z práce a mlčenlivost",
    ask: "Ptejte se",
    code_title: "Příprava na setkání",
    code_why: "Cíle, program a otázky k přípravě ukážeme po zadání kódu. Tak je neuvidí nikdo, kdo by se jen díval do vašeho telefonu nebo e-mailu.",
    code_letter: "Kód je vytištěný v dopise s pozvánkou.",
    code_phone: "Kód vám řekneme telefonem.",
    code_call: "Zavolejte: {}",
    code_label: "Kód",
    code_hint: "osm číslic, například 1234 5678",
    code_give: "Pokračovat",
    code_form: "Kód má osm číslic. Opište ho, prosím, celý.",
    code_wrong: "Kód nesouhlasí. Zkontrolujte prosím každou číslici.",
    code_wait: "Kód teď zkusit nejde. Počkejte prosím čtvrt hodiny, nebo nám zavolejte a řekneme vám nový.",
    inside: "Otevřít přípravu na setkání",
    inside_why: "Na tomto zařízení jste kód už zadali.",
    end: "Skončit",
    ended: "Skončili jste. Příprava se na tomto zařízení znovu otevře jen po zadání kódu.",
    after: "Po setkání",
    after_none: "Zatím tu pro vás nic není. Až bude, dáme vám vědět.",
    after_earlier: "Co jste měli k přípravě na setkání",
    after_code: "Podrobnosti",
    after_code_why: "Slova ukážeme po zadání kódu. Tak je neuvidí nikdo, kdo by se jen díval do vašeho telefonu nebo e-mailu.",
    after_code_paper: "Kód je na papíru, který máte od nás: na listu ze setkání, nebo v dopise.",
    needs: "Potřebuji něco zařídit",
    needs_why: "Zaškrtněte, co vám pomůže přijít a mluvit. Domluvíme se s vámi.",
    needs_words: "Co o tom máme vědět?",
    needs_save: "Uložit, co potřebuji",
    needs_saved: "Víme, co potřebujete. Ozveme se vám.",
    substitute: "Pošlu za sebe někoho jiného",
    substitute_why: "Napište, kdo by přišel místo vás. Rozhodne o tom pracovník úřadu; pozvánku pak dostane ten člověk sám. Do té doby mu nic nepíšeme.",
    substitute_name: "Jméno a příjmení",
    substitute_role: "Jako kdo by přišel",
    substitute_contact: "Telefon nebo e-mail",
    substitute_contact_hint: "Jen abychom se mohli ozvat.",
    substitute_missing: "Napište jméno a telefon nebo e-mail.",
    substitute_save: "Navrhnout zástup",
    substitute_saved: "Návrh na zástup jsme dostali. Dáme vám vědět.",
    substitute_open: "Návrh na zástup od vás už máme. Nový ho nahradí.",
    substitute_declined: "Člověka, kterého jste navrhli místo sebe, jsme nepřizvali. Zavolejte nám prosím, domluvíme se, jak jinak váš pohled zazní.",
    request: "Žádám o informace potřebné k přípravě",
    request_why: "Žádost zapíšeme s dnešním datem a časem. Pracovník úřadu se vám ozve.",
    request_words: "Co potřebujete vědět?",
    request_send: "Požádat o informace",
    request_sent: "Žádost o informace jsme zapsali. Ozveme se vám.",
    request_open: "Vaši žádost o informace vyřizujeme.",
    too_long: "Text je moc dlouhý. Zkraťte ho, prosím.",
    not_sent: "Tohle se neuložilo. Zkuste to, prosím, znovu.",
};

const INNER: InnerWords = InnerWords {
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
    back_title: "Vzali jsme zpět",
    back_ask: "Tyto podklady už neplatí. Prosíme, smažte je nebo zničte a nikomu je neposílejte. Pak to tady potvrďte.",
    back_paper: "Podklad číslo",
    back_done: "Už ho nemám",
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

const ERASE: EraseWords = EraseWords {
    title: "Prosíme o smazání",
    subject: "Prosba o smazání",
    ask: "něco, co jsme vám k setkání poslali nebo dali, bereme zpět. Smažte to prosím z pošty, telefonu, počítače i kalendáře; papíry zničte nebo nám je vraťte.",
    ask_more: "Komu jste to předali dál, toho prosím požádejte o totéž. Nic dalšího po vás nechceme.",
    confirm_here: "Až to bude, potvrďte nám to prosím tady:",
    confirm: "Potvrzuji, že jsem vše smazal(a) a nikomu nepředal(a)",
    confirmed: "Děkujeme, potvrzení máme zapsané. Stránku můžete zavřít.",
    thanks: "Děkujeme vám.",
};

const LETTER: LetterWords = LetterWords {
    lang: "cs",
    region: "CZ",
    subject: "Pozvánka na setkání",
    subject_office: "Pozvánka na případovou konferenci",
    changed: "Změna setkání",
    news_subject: "Nová zpráva k setkání",
    news: "na vaší stránce k setkání je nová zpráva. Přečtete si ji tady:",
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
    mail_invites: "zveme vás na setkání.",
    mail_changed: "setkání, o kterém jsme vám psali, bude jinak. Platí tohle:",
    mail_more: "Kdo vás zve, proč a co si vzít s sebou, uvidíte tam.",
    // Without letters that a phone would take three times the room for.
    sms: "Pozvanka na setkani. Kdy, kde a jak odpovedet:",
};

fn paragraphs(audience: Audience) -> &'static [&'static str] {
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
            "zveme vás na setkání lidí, kteří mohou pomoci dítěti, které znáte ze své práce. Cílem je krátká dohoda, \
            kdo co udělá a dokdy.",
        ],
    }
}

fn news(audience: Audience) -> &'static [&'static str] {
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

fn why(audience: Audience) -> &'static str {
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

fn bring(audience: Audience) -> &'static [&'static str] {
    match audience {
        Audience::Child => &["co máš rád nebo ráda: obrázek, fotku, hračku"],
        Audience::Family => &["své otázky, třeba na papírku", "papíry, které k věci máte po ruce"],
        Audience::Health | Audience::Professional => &["to podstatné ze své práce, na tři minuty řeči"],
    }
}

fn support(audience: Audience) -> Option<&'static str> {
    match audience {
        Audience::Family => Some(
            "Můžete si přivést člověka, kterému věříte, třeba kamarádku nebo advokáta. Jen nám dejte vědět.",
        ),
        Audience::Child | Audience::Health | Audience::Professional => None,
    }
}

fn part(participation: Participation, several: bool) -> Option<&'static str> {
    match participation {
        Participation::Whole => None,
        Participation::Part if several => Some("potřebujeme vás jen {}"),
        Participation::Part => Some("potřebujeme vás jen v tomto čase"),
        Participation::Remote => Some("stačí telefonem nebo přes video"),
        Participation::Written => Some("nemusíte přijít, stačí odpovědět písemně"),
    }
}

fn answer(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Comes => ("Přijdu", ""),
        Answer::PartOnly => ("Přijdu jen na svou část", "Přijdu na čas, který se mě týká."),
        Answer::Remote => ("Připojím se telefonem nebo přes video", "Číslo napíšete v dalším kroku."),
        Answer::Written => ("Odpovím písemně", "Domluvíme se s vámi jak."),
        Answer::Cannot => ("Nemohu", "Řekněte nám prosím proč, najdeme jinou cestu."),
    }
}

fn reason(reason: Reason) -> &'static str {
    crate::kernel::Choice::label(reason)
}

fn called_off(state: ConferenceState) -> Option<(&'static str, &'static str)> {
    match state {
        ConferenceState::Cancelled | ConferenceState::NotNow | ConferenceState::Considered => Some((
            "Setkání se nekoná",
            "Nikam chodit nemusíte. Kdybyste se chtěli zeptat proč, zavolejte nám.",
        )),
        ConferenceState::Postponed => Some((
            "Setkání v původním termínu nebude",
            "Původní termín neplatí. Nový vám sdělíme, jakmile ho budeme vědět.",
        )),
        ConferenceState::Convened => Some((
            "Setkání se mění",
            "Den, čas nebo místo budou jiné, než jsme vám psali. Jak to bude nově, vám dáme vědět.",
        )),
        ConferenceState::Held | ConferenceState::Closed => None,
    }
}

fn notice(reason: NoticeReason, child: bool) -> &'static str {
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

fn notice_rest(child: bool) -> (&'static str, &'static str) {
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

fn need(need: Need) -> &'static str {
    match need {
        Need::Interpreter => "tlumočníka",
        Need::SupportPerson => "přijít s někým, komu věřím",
        Need::Access => "bezbariérový přístup nebo jinou úpravu",
        Need::ChildMinding => "pohlídat děti",
        Need::SeparateArrival => "přijít a odejít v jiný čas než ostatní",
        Need::Other => "něco jiného",
    }
}

fn questions(topic: Topic) -> &'static [&'static str] {
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
