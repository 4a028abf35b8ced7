//! Czech: how a child is spoken to. Short, by first name, and never as an office speaks to an adult.

use super::super::{EraseWords, InnerWords, LetterWords, PageWords};
use crate::conferences::State as ConferenceState;
use crate::invitations::model::{Answer, Reason};
use crate::participants::{Need, Participation};

pub(super) const PAGE: PageWords = PageWords {
    hello: "Ahoj, máme pro tebe pozvání na setkání",
    only_for_you: "Pozvání je jen pro tebe. Přečti si ho, až budeš mít chvilku pro sebe.",
    show: "Ukázat pozvání",
    unexpected: "Nevíš, o co jde? Stránku klidně zavři, nic se nestane.",
    saved: "Tvoje odpověď je uložená. Děkujeme!",
    invites: "Zveme tě na setkání",
    invites_named: "zveme tě na setkání",
    changed_title: "Setkání bude jindy nebo jinde.",
    changed: "Platí to, co čteš tady.",
    changed_again: "Odpověz nám prosím ještě jednou.",
    place_later: "místo ti řekneme",
    arrival: "Kudy přijít a kde počkat, si s tebou řekneme předem. Někdo od nás tam na tebe bude čekat.",
    unsaved_title: "Tvoje odpověď se neuložila.",
    unsaved: "Setkání se mezitím změnilo. Zavolej nám prosím.",
    you_wrote: "Tohle je od tebe:",
    your_answer: "Tvoje odpověď",
    fix: "Ještě něco oprav",
    which_phone: "Na jaké číslo ti máme zavolat?",
    phone_kept: "Tvoje číslo už máme. Když napíšeš nové, platí to nové.",
    phone_hint: "třeba 600 123 456",
    phone_wrong: "Napiš telefonní číslo, třeba 600 123 456.",
    why_not: "Proč ti to nejde?",
    message: "Chceš nám něco napsat?",
    message_hint: "Přečte si to jen člověk, který setkání chystá.",
    message_kept: "Jeden vzkaz od tebe už máme. Když napíšeš nový, platí ten nový.",
    message_long: "To je moc dlouhé. Zkrať to prosím.",
    optional: "nemusíš",
    how: "Jak to chceš ty?",
    how_missing: "Vyber, jak to chceš.",
    how_saves: "Stačí klepnout, hned se to uloží.",
    reply_by: "Dej nám vědět do {}.",
    reply_change: "Až do setkání můžeš odpověď změnit tady, na stejné adrese.",
    closed: "Tady už se odpověď změnit nedá. Zavolej nám.",
    calendar: "Uložit si setkání do kalendáře",
    about: "O čem to bude",
    bring: "Co si vzít s sebou",
    ask: "Ptej se",
    code_title: "Chystáme se na setkání",
    code_why: "Víc ti ukážeme, až napíšeš kód. Takhle to nepřečte nikdo, kdo si půjčí tvůj mobil.",
    code_letter: "Kód najdeš v dopise.",
    code_phone: "Kód ti řekneme po telefonu.",
    code_call: "Zavolej: {}",
    code_hint: "osm číslic, třeba 1234 5678",
    code_give: "Dál",
    code_form: "Kód má osm číslic. Opiš ho celý.",
    code_wrong: "Kód nesedí. Podívej se ještě jednou na každou číslici.",
    code_wait: "Teď to chvíli nepůjde. Zkus to za čtvrt hodiny, nebo nám zavolej a řekneme ti nový kód.",
    inside: "Ukázat, co chystáme",
    inside_why: "Na tomhle zařízení už je kód zadaný.",
    ended: "Hotovo. Kdo bude chtít pokračovat, musí znovu napsat kód.",
    after: "Po setkání",
    after_none: "Zatím tu pro tebe nic není. Až bude, řekneme ti to.",
    after_earlier: "Co jsme chystali před setkáním",
    after_code: "Víc ti ukážeme s kódem",
    after_code_why: "Takhle to nepřečte nikdo, kdo si půjčí tvůj mobil.",
    after_code_paper: "Kód je na papíru, který máš od nás.",
    needs: "Něco potřebuju",
    needs_why: "Zaškrtni, co ti pomůže. Domluvíme se s tebou.",
    needs_save: "Uložit, co potřebuju",
    needs_saved: "Víme, co potřebuješ. Ozveme se ti.",
    substitute: "Ať za mě mluví někdo jiný",
    substitute_why: "Napiš, kdo to má být. Promluvíme si o tom. Dokud se nedomluvíme, nic mu nepíšeme.",
    substitute_name: "Jak se jmenuje",
    substitute_role: "Kdo to je, třeba teta",
    substitute_contact_hint: "Abychom se mu mohli ozvat.",
    substitute_missing: "Napiš jméno a telefon nebo e-mail.",
    substitute_save: "Poslat jméno",
    substitute_saved: "Jméno máme. Ozveme se ti.",
    substitute_open: "Jedno jméno od tebe už máme. Když napíšeš jiné, platí to nové.",
    substitute_declined: "S člověkem, kterého chceš mít místo sebe, jsme se nedomluvili. Zavolej nám, vymyslíme to jinak.",
    request: "Chci vědět víc",
    request_why: "Napiš, na co se chceš zeptat. Ozveme se ti.",
    request_words: "Co tě zajímá?",
    request_send: "Zeptat se",
    request_sent: "Otázku máme. Ozveme se ti.",
    request_open: "Na tvoji otázku ti brzy odpovíme.",
    too_long: "To je moc dlouhé. Zkrať to prosím.",
    not_sent: "Neuložilo se to. Zkus to prosím ještě jednou.",
    ..super::PAGE
};

pub(super) const INNER: InnerWords = InnerWords {
    title: "Chystáme se na setkání",
    back: "Zpátky na pozvání",
    lead: "Tahle stránka je jen pro tebe.",
    place_none: "Místo ti ještě řekneme.",
    waiting: "Počkat můžeš tady:",
    goals: "O co nám jde",
    goals_none: "Řekneme si to na začátku.",
    agenda: "Co se bude dít",
    agenda_yours: "Co se bude dít, když tam budeš ty",
    agenda_none: "Ještě to chystáme.",
    agenda_you: "u toho budeš ty",
    people: "Kdo tam bude",
    people_why: "Jen kdo to je, bez jmen.",
    questions: "O čem můžeš přemýšlet",
    questions_why: "Nemusíš vědět všechno. A když nechceš, nemusíš nic říkat.",
    papers: "Co si můžeš přečíst",
    papers_none: "Zatím tu nic není.",
    back_title: "Vzali jsme zpátky",
    back_ask: "Tyhle papíry už neplatí. Smaž je, prosím, nebo je vyhoď a nikomu je neposílej. Pak to tady potvrď.",
    back_paper: "Papír číslo",
    back_done: "Už ho nemám",
    leaflet: "Leták: co to je za setkání",
    yours: "Co o tobě máme napsané",
    yours_why: "Je to jinak? Zavolej nám, opravíme to.",
    answer: "Tvoje odpověď",
    needs: "Co potřebuješ",
    substitute: "Kdo má mluvit za tebe",
    left_out: "Něco tu není. Mluvíme o tom jen s tím, koho se to týká.",
    end_why: "Jsi na cizím počítači nebo mobilu? Skonči, ať to po tobě nikdo nečte.",
    ..super::INNER
};

pub(super) const LETTER: LetterWords = LetterWords {
    news: "na tvojí stránce k setkání je nová zpráva. Přečteš si ji tady:",
    hello: "Ahoj,",
    handled_by: "Komu můžeš zavolat",
    part: "Tvoje část",
    why: "Proč tě zveme",
    help: "Kdo ti pomůže",
    code_note: "Stránka se na kód zeptá, než ti ukáže víc. Nikomu ho neříkej.",
    mail_part: "TVOJE ČÁST",
    mail_answer_page: "Odpověz nám do {} na svojí stránce:",
    mail_answer: "Odpověz nám do {}.",
    mail_phone: "Nebo nám zavolej:",
    note: "Nehodí se ti to? Řekni nám to. Vymyslíme, jak jinak se dozvíme, co chceš ty.",
    interpreter: "Potřebuješ někoho, kdo ti bude překládat? Řekni nám to, zařídíme to.",
    closing: "Těšíme se na tebe.",
    mail_invites: "zveme tě na setkání.",
    mail_changed: "setkání, o kterém jsme ti psali, bude jinak. Platí tohle:",
    mail_more: "Kdo tě zve a proč, uvidíš tam. Otevři si stránku s někým, komu věříš.",
    ..super::LETTER
};

pub(super) const ERASE: EraseWords = EraseWords {
    ask: "něco, co jsme ti poslali nebo dali, bereme zpátky. Smaž to prosím z mobilu i z počítače. Papíry vyhoď, nebo nám je vrať.",
    ask_more: "Má to od tebe ještě někdo? Řekni mu, ať to smaže taky. Nic jiného dělat nemusíš.",
    confirm_here: "Až to bude, dej nám prosím vědět tady:",
    confirm: "Všechno je smazané",
    confirmed: "Děkujeme! Stránku můžeš zavřít.",
    thanks: "Děkujeme ti.",
    ..super::ERASE
};

pub(super) fn part(participation: Participation, several: bool) -> Option<&'static str> {
    match participation {
        Participation::Whole => None,
        Participation::Part if several => Some("budeš tam jen {}"),
        Participation::Part => Some("budeš tam jen v tomhle čase"),
        Participation::Remote => Some("stačí telefon nebo video"),
        Participation::Written => Some("nemusíš chodit, stačí něco napsat nebo nakreslit"),
    }
}

pub(super) fn answer(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Comes => ("Přijdu", ""),
        Answer::PartOnly => ("Přijdu jen na kousek", "Na tu část, která je pro mě."),
        Answer::Remote => ("Radši po telefonu nebo přes video", "Číslo napíšeš na další stránce."),
        Answer::Written => ("Radši něco napíšu nebo nakreslím", "Domluvíme se spolu jak."),
        Answer::Cannot => ("Nepřijdu", "Nemusíš. Když budeš chtít, řekni nám proč."),
    }
}

pub(super) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Time => "nehodí se mi čas",
        Reason::Late => "vím o tom moc krátce",
        Reason::Confidentiality => "nevím, co můžu říct",
        Reason::NoRelation => "nevím, proč tam mám být",
        Reason::Unwilling => "nechci",
        Reason::Other => "něco jiného",
    }
}

pub(super) fn called_off(state: ConferenceState) -> Option<(&'static str, &'static str)> {
    match state {
        ConferenceState::Cancelled | ConferenceState::NotNow | ConferenceState::Considered => {
            Some(("Setkání nebude", "Nikam chodit nemusíš. Když se budeš chtít zeptat proč, zavolej nám."))
        }
        ConferenceState::Postponed => Some(("Setkání bude jindy", "Až budeme vědět kdy, řekneme ti to.")),
        ConferenceState::Convened => {
            Some(("Setkání se mění", "Bude jindy nebo jinde, než jsme ti psali. Jak to bude, ti řekneme."))
        }
        ConferenceState::Held | ConferenceState::Closed => None,
    }
}

pub(super) fn need(need: Need) -> &'static str {
    match need {
        Need::Interpreter => "někoho, kdo mi bude překládat",
        Need::SupportPerson => "mít u sebe někoho, komu věřím",
        Need::Access => "vchod bez schodů nebo něco podobného",
        Need::ChildMinding => "aby někdo pohlídal sourozence",
        Need::SeparateArrival => "přijít a odejít jindy než ostatní",
        Need::Other => "něco jiného",
    }
}
