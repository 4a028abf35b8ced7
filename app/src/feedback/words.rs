//! What people at the door read, in three languages. The questions of children are pictures and five simple words.

use super::model::WhoAnswers;
use crate::invitations::doors::Language;

outbound::view! {
    /// The sentences of the page and of the paper.
    pub struct FeedbackWords {
        pub lang: &'static str,
        pub skip: &'static str,
        pub demo_label: &'static str,
        pub demo: &'static str,
        pub title: &'static str,
        pub lead: &'static str,
        pub anonymous: &'static str,
        pub who: &'static str,
        pub family: &'static str,
        pub professional: &'static str,
        pub child: &'static str,
        pub scale: &'static str,
        pub lowest: &'static str,
        pub highest: &'static str,
        pub faces: &'static str,
        pub sad: &'static str,
        pub middle: &'static str,
        pub glad: &'static str,
        pub words: &'static str,
        pub words_hint: &'static str,
        pub send: &'static str,
        pub fix: &'static str,
        pub empty: &'static str,
        pub long: &'static str,
        pub kept: &'static str,
        pub thanks_title: &'static str,
        pub thanks: &'static str,
        pub closed: &'static str,
        pub other: &'static str,
    }
}

const CS: FeedbackWords = FeedbackWords {
    lang: "cs",
    skip: "Přejít na obsah",
    demo_label: "Upozornění na ukázku",
    demo: "Ukázka s vymyšlenými lidmi. Nepatří sem nic skutečného.",
    title: "Jaké to bylo?",
    lead: "Zabere to minutu. Vynechat můžete cokoli.",
    anonymous: "Nepíšete jméno a nikde se neukládá, kdo jste. Čísla se ukážou, až sběr skončí a odpovědí aspoň tři lidé.",
    who: "Za koho odpovídáte?",
    family: "Jsem z rodiny nebo blízký člověk",
    professional: "Přišel(a) jsem kvůli své práci",
    child: "Jsem dítě",
    scale: "1 znamená vůbec ne, 5 znamená úplně.",
    lowest: "vůbec ne",
    highest: "úplně",
    faces: "Vyber obličej.",
    sad: "ne",
    middle: "něco mezi",
    glad: "ano",
    words: "Chcete něco vzkázat? (nepovinné)",
    words_hint: "Nepište jména. Vzkaz si přečtou jen lidé z úřadu, kteří mají případ na starost.",
    send: "Odeslat",
    fix: "Opravte prosím",
    empty: "Na listu zatím nic není. Označte aspoň jednu odpověď.",
    long: "Vzkaz je moc dlouhý, vejde se 2 000 znaků. Zkraťte ho, prosím.",
    thanks_title: "Děkujeme",
    kept: "Tenhle lístek už je odevzdaný a měnit se nedá, protože nikdo neví, čí je. Co jste teď změnili, jsme neuložili.",
    thanks: "Pomáhá nám to dělat setkání líp.",
    closed: "Zpětná vazba k tomuto setkání už se nesbírá. Děkujeme, že jste přišli.",
    other: "Odpovědět za někoho jiného",
};

const CS_CHILD: FeedbackWords = FeedbackWords {
    lead: "Vyber obličej, který se hodí. Nemusíš odpovědět na všechno.",
    anonymous: "Nikde není napsané, že jsi to ty.",
    words: "Chceš něco napsat? (nemusíš)",
    words_hint: "Nepiš jména. Přečtou si to jen lidé z úřadu, kteří vám pomáhají.",
    empty: "Ještě nic není vybrané. Vyber aspoň jeden obličej.",
    long: "To je moc dlouhé. Zkrať to prosím.",
    kept: "Tenhle lístek už máme. Změnit ho nejde, protože nevíme, čí je.",
    thanks: "Díky, že nám to říkáš.",
    ..CS
};

const UK: FeedbackWords = FeedbackWords {
    lang: "uk",
    skip: "Перейти до змісту",
    demo_label: "Попередження про демонстрацію",
    demo: "Демонстрація з вигаданими людьми. Нічого справжнього тут немає.",
    title: "Як це було?",
    lead: "Це займе хвилину. Пропустити можна будь-що.",
    anonymous: "Імені ви не пишете, і ніде не зберігається, хто ви. Числа покажуться, коли збір закінчиться і відповість щонайменше троє людей.",
    who: "Від чийого імені відповідаєте?",
    family: "Я з родини або близька людина",
    professional: "Мене привела сюди моя робота",
    child: "Я дитина",
    scale: "1 означає зовсім ні, 5 означає цілком.",
    lowest: "зовсім ні",
    highest: "цілком",
    faces: "Вибери обличчя.",
    sad: "ні",
    middle: "щось посередині",
    glad: "так",
    words: "Хочете щось переказати? (необов’язково)",
    words_hint: "Не пишіть імен. Прочитають це лише працівники установи, які відповідають за справу.",
    send: "Надіслати",
    fix: "Виправте, будь ласка",
    empty: "На аркуші ще нічого немає. Позначте хоча б одну відповідь.",
    long: "Текст задовгий, вміститься 2 000 знаків. Скоротіть його, будь ласка.",
    thanks_title: "Дякуємо",
    kept: "Цей аркуш уже здано, і змінити його не можна: ніхто не знає, чий він. Того, що ви змінили тепер, ми не зберегли.",
    thanks: "Це допомагає нам проводити зустрічі краще.",
    closed: "Відгуки про цю зустріч уже не збираються. Дякуємо, що ви прийшли.",
    other: "Відповісти від імені когось іншого",
};

const UK_CHILD: FeedbackWords = FeedbackWords {
    lead: "Вибери обличчя, яке підходить. Не треба відповідати на все.",
    anonymous: "Ніде не написано, що це ти.",
    words: "Хочеш щось написати? (не обов’язково)",
    words_hint: "Не пиши імен. Прочитають це лише люди з установи, які вам допомагають.",
    empty: "Ще нічого не вибрано. Вибери хоча б одне обличчя.",
    long: "Це задовге. Скороти, будь ласка.",
    kept: "Цей аркуш у нас уже є. Змінити його не можна, бо ми не знаємо, чий він.",
    thanks: "Дякуємо, що кажеш нам.",
    ..UK
};

const EN: FeedbackWords = FeedbackWords {
    lang: "en",
    skip: "Skip to content",
    demo_label: "Note on the demonstration",
    demo: "A demonstration with invented people. Nothing real belongs here.",
    title: "How was it?",
    lead: "It takes a minute. You may leave anything out.",
    anonymous: "You give no name, and nowhere is it kept who you are. Numbers are shown when collecting has ended and at least three people have answered.",
    who: "As whom do you answer?",
    family: "I am family or a close person",
    professional: "I came because of my work",
    child: "I am a child",
    scale: "1 means not at all, 5 means fully.",
    lowest: "not at all",
    highest: "fully",
    faces: "Choose a face.",
    sad: "no",
    middle: "something between",
    glad: "yes",
    words: "Would you like to say something? (optional)",
    words_hint: "Please write no names. Only the people at the authority who are in charge of the case read it.",
    send: "Send",
    fix: "Please correct",
    empty: "There is nothing on the sheet yet. Please mark at least one answer.",
    long: "The text is too long, 2,000 characters fit. Please shorten it.",
    thanks_title: "Thank you",
    kept: "This sheet has already been handed in and cannot be changed, because nobody knows whose it is. What you changed just now was not kept.",
    thanks: "It helps us to make meetings better.",
    closed: "Feedback on this meeting is not collected any more. Thank you for coming.",
    other: "Answer for somebody else",
};

const EN_CHILD: FeedbackWords = FeedbackWords {
    lead: "Choose the face that fits. You need not answer everything.",
    anonymous: "Nowhere does it say that it is you.",
    words: "Would you like to write something? (you need not)",
    words_hint: "Please write no names. Only the people at the authority who help you read it.",
    empty: "Nothing is chosen yet. Choose at least one face.",
    kept: "We already have this sheet. It cannot be changed, because we do not know whose it is.",
    thanks: "Thank you for telling us.",
    ..EN
};

/// The sentences of a language, to adults or to a child.
#[must_use]
pub(super) const fn words(language: Language, child: bool) -> &'static FeedbackWords {
    match (language, child) {
        (Language::Czech, false) => &CS,
        (Language::Czech, true) => &CS_CHILD,
        (Language::Ukrainian, false) => &UK,
        (Language::Ukrainian, true) => &UK_CHILD,
        (Language::English, false) => &EN,
        (Language::English, true) => &EN_CHILD,
    }
}

/// What is asked, by its code, in a language.
#[must_use]
pub(super) fn asked(language: Language, who: WhoAnswers) -> Vec<(&'static str, &'static str)> {
    let said = |code: &'static str, czech: &'static str| match language {
        Language::Czech => czech,
        Language::Ukrainian => ukrainian(code),
        Language::English => english(code),
    };
    who.asked().into_iter().map(|(code, czech)| (code, said(code, czech))).collect()
}

fn ukrainian(code: &str) -> &'static str {
    match code {
        "prepared" => "Мені було заздалегідь відомо, що буде.",
        "goal" => "Мені було зрозуміло, про що йдеться.",
        "heard" => "Інші мене вислухали.",
        "safe" => "Мені там було безпечно.",
        "realistic" => "Те, про що ми домовилися, можна зробити.",
        "neutral" => "Той, хто вів зустріч, нікого не підтримував більше за інших.",
        "length" => "Зустріч тривала саме стільки, скільки треба.",
        "again" => "Я б прийшов / прийшла знову.",
        "knew" => "Було зрозуміло, чому я там.",
        "listened" => "Мене слухали.",
        "understood" => "Було зрозуміло, про що говорять.",
        "well" => "Мені там було добре.",
        _ => "Я знаю, що буде далі.",
    }
}

fn english(code: &str) -> &'static str {
    match code {
        "prepared" => "I knew beforehand what to expect.",
        "goal" => "I understood what it was for.",
        "heard" => "The others heard me out.",
        "safe" => "I felt safe there.",
        "realistic" => "What we agreed on can be done.",
        "neutral" => "Whoever led the meeting took nobody's side.",
        "length" => "The meeting was about the right length.",
        "again" => "I would come again.",
        "knew" => "I knew why I was there.",
        "listened" => "They listened to me.",
        "understood" => "I understood what they talked about.",
        "well" => "I felt well there.",
        _ => "I know what happens next.",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use crate::kernel::Choice;
    use std::collections::BTreeSet;

    #[test]
    fn every_question_is_asked_in_every_language_in_its_own_words() {
        for language in Language::ALL {
            for who in WhoAnswers::ALL {
                let asked = asked(*language, *who);
                let different: BTreeSet<&str> = asked.iter().map(|(_, words)| *words).collect();
                assert_eq!(different.len(), asked.len(), "{language:?} {who:?}");
            }
        }
    }
}
