//! Czech: the page that the link alone opens.

use super::super::PageWords;
use crate::conferences::State as ConferenceState;
use crate::invitations::model::{Answer, Reason};
use crate::participants::Need;

pub(super) const PAGE: PageWords = PageWords {
    lang: "cs",
    title: "Pozvánka k setkání",
    skip: "Přejít na obsah",
    demo_label: "Upozornění na ukázku",
    demo: "Ukázka s vymyšlenými lidmi. Nepatří sem nic skutečného.",
    language: "Jazyk stránky",
    hello: "Dobrý den, máme pro vás pozvánku k setkání",
    only_for_you: "Pozvánka je jen pro vás. Zobrazte ji, až budete mít soukromí.",
    show: "Zobrazit pozvánku",
    unexpected: "Nečekali jste ji? Stránku zavřete, nic se nestane.",
    saved: "Odpověď je uložená. Děkujeme.",
    invites: "Zveme vás k setkání",
    invites_named: "zveme vás k setkání",
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
    save_answer: "Uložit odpověď",
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
    request: "Žádám o informace potřebné k přípravě",
    request_why: "Žádost zapíšeme s dnešním datem a časem. Pracovník úřadu se vám ozve.",
    request_words: "Co potřebujete vědět?",
    request_send: "Požádat o informace",
    request_sent: "Žádost o informace jsme zapsali. Ozveme se vám.",
    request_open: "Vaši žádost o informace vyřizujeme.",
    too_long: "Text je moc dlouhý. Zkraťte ho, prosím.",
    not_sent: "Tohle se neuložilo. Zkuste to, prosím, znovu.",
};

pub(super) fn answer(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Comes => ("Přijdu", ""),
        Answer::PartOnly => ("Přijdu jen na svou část", "Přijdu na čas, který se mě týká."),
        Answer::Remote => ("Připojím se telefonem nebo přes video", "Číslo upřesníte na další obrazovce."),
        Answer::Written => ("Odpovím písemně", "Domluvíme se s vámi jak."),
        Answer::Cannot => ("Nemohu", "Řekněte nám prosím proč, najdeme jinou cestu."),
    }
}

pub(super) fn reason(reason: Reason) -> &'static str {
    crate::kernel::Choice::label(reason)
}

pub(super) fn called_off(state: ConferenceState) -> Option<(&'static str, &'static str)> {
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

pub(super) fn need(need: Need) -> &'static str {
    match need {
        Need::Interpreter => "tlumočníka",
        Need::SupportPerson => "přijít s někým, komu věřím",
        Need::Access => "bezbariérový přístup nebo jinou úpravu",
        Need::ChildMinding => "pohlídat děti",
        Need::SeparateArrival => "přijít a odejít v jiný čas než ostatní",
        Need::Other => "něco jiného",
    }
}
