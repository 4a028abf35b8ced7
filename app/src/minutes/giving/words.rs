//! What people read about their extract at their link, in three languages. Children get a letter of their own. Written by
//! hand, not by a machine.

use crate::invitations::doors::Language;

outbound::view! {
    /// The sentences of the page, its part on the first page, and the mail.
    pub struct GivenWords {
        pub lang: &'static str,
        pub skip: &'static str,
        pub demo_label: &'static str,
        pub demo: &'static str,
        pub title: &'static str,
        pub back: &'static str,
        pub none: &'static str,
        pub ready: &'static str,
        pub behind: &'static str,
        pub way: &'static str,
        pub lead: &'static str,
        pub press: &'static str,
        pub open: &'static str,
        pub opened: &'static str,
        pub held: &'static str,
        pub ask: &'static str,
        pub mail_subject: &'static str,
        pub mail_hello: &'static str,
        pub mail: &'static str,
    }
}

const CS: GivenWords = GivenWords {
    lang: "cs",
    skip: "Přejít na obsah",
    demo_label: "Upozornění na ukázku",
    demo: "Ukázka s vymyšlenými lidmi. Nepatří sem nic skutečného.",
    title: "Výpis ze zápisu",
    back: "Zpět na vaši stránku",
    none: "Žádný výpis tu pro vás teď není. Jestli tu dřív byl, nejspíš chystáme nový; zeptejte se nás.",
    ready: "Výpis ze zápisu je připravený.",
    behind: "Otevře se, až zadáte kód.",
    way: "K výpisu",
    lead: "Výpis je vyhotovený pro vás: je v něm to, co vám patří, se stejnými čísly bodů jako v zápisu.",
    press: "Otevřením potvrzujete, že jste výpis převzali. Zapíše se den a hodina.",
    open: "Otevřít výpis (PDF)",
    opened: "Převzali jste ho",
    held: "Výpis se teď nedá otevřít, je potřeba ho připravit znovu. Úřad o tom ví a ozve se vám.",
    ask: "Ptejte se",
    mail_subject: "Je pro vás připravený dokument",
    mail_hello: "Dobrý den,",
    mail: "je pro vás připravený dokument ze setkání. Otevřete ho tady, potom zadejte svůj kód:",
};

const UK: GivenWords = GivenWords {
    lang: "uk",
    skip: "Перейти до змісту",
    demo_label: "Попередження про демонстрацію",
    demo: "Демонстрація з вигаданими людьми. Нічого справжнього тут немає.",
    title: "Витяг із протоколу",
    back: "Назад на вашу сторінку",
    none: "Витягу для вас тут зараз немає. Якщо раніше він тут був, імовірно, ми готуємо новий; запитайте нас.",
    ready: "Витяг із протоколу готовий.",
    behind: "Він відкриється після введення коду.",
    way: "До витягу",
    lead: "Витяг зроблено для вас: у ньому те, що належить вам, з тими самими номерами пунктів, що й у протоколі.",
    press: "Відкриваючи витяг, ви підтверджуєте, що отримали його. Записується день і година.",
    open: "Відкрити витяг (PDF)",
    opened: "Ви отримали його",
    held: "Зараз витяг відкрити не можна, його треба підготувати знову. Установа про це знає і озветься.",
    ask: "Запитайте",
    mail_subject: "Для вас підготовлено документ",
    mail_hello: "Добрий день,",
    mail: "для вас підготовлено документ із зустрічі. Відкрийте його тут, потім введіть свій код:",
};

const EN: GivenWords = GivenWords {
    lang: "en",
    skip: "Skip to content",
    demo_label: "Note on the demonstration",
    demo: "A demonstration with invented people. Nothing real belongs here.",
    title: "Extract of the record",
    back: "Back to your page",
    none: "There is no extract for you here now. If there was one before, we are probably preparing a new one; please ask us.",
    ready: "The extract of the record is ready.",
    behind: "It opens after you enter the code.",
    way: "To the extract",
    lead: "The extract was made for you: it holds what is yours to know, with the numbers of the record.",
    press: "By opening it you confirm that you received it. Day and hour are written down.",
    open: "Open the extract (PDF)",
    opened: "You received it on",
    held: "The extract cannot be opened now, it has to be prepared again. The office knows and will get in touch.",
    ask: "Ask",
    mail_subject: "A document is ready for you",
    mail_hello: "Hello,",
    mail: "a document from the meeting is ready for you. Open it here, then enter your code:",
};

/// The sentences of a language.
#[must_use]
pub(super) const fn words(language: Language) -> &'static GivenWords {
    match language {
        Language::Czech => &CS,
        Language::Ukrainian => &UK,
        Language::English => &EN,
    }
}
