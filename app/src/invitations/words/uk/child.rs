//! Ukrainian: how a child is spoken to. Short, by first name, and never as an office speaks to an adult.

use super::super::{EraseWords, InnerWords, LetterWords, PageWords};
use crate::conferences::State as ConferenceState;
use crate::invitations::model::{Answer, Reason};
use crate::participants::{Need, Participation};

pub(super) const PAGE: PageWords = PageWords {
    hello: "Привіт, ми запрошуємо тебе на зустріч",
    only_for_you: "Це запрошення лише для тебе. Прочитай його, коли поруч нікого не буде.",
    unexpected: "Не знаєш, що це? Просто закрий сторінку, нічого не станеться.",
    saved: "Твою відповідь збережено. Дякуємо!",
    invites: "Запрошуємо тебе на зустріч",
    invites_named: "Запрошуємо тебе на зустріч",
    changed_title: "Зустріч буде в інший час або в іншому місці.",
    changed: "Правильно те, що ти читаєш тут.",
    changed_again: "Напиши нам, будь ласка, відповідь ще раз.",
    place_later: "місце ми тобі скажемо",
    arrival: "Як прийти і де зачекати, ми скажемо тобі заздалегідь. Хтось із нас чекатиме там на тебе.",
    unsaved_title: "Твою відповідь не збережено.",
    unsaved: "Тим часом зустріч змінилася. Зателефонуй нам, будь ласка.",
    you_wrote: "Це від тебе:",
    your_answer: "Твоя відповідь",
    fix: "Треба ще щось виправити",
    which_phone: "На який номер тобі зателефонувати?",
    phone_kept: "Твій номер у нас уже є. Якщо напишеш новий, буде новий.",
    phone_wrong: "Напиши номер телефону, наприклад 600 123 456.",
    why_not: "Чому ні?",
    message: "Хочеш нам щось написати?",
    message_hint: "Це прочитає лише той, хто готує зустріч.",
    message_kept: "Від тебе вже є повідомлення. Якщо напишеш нове, буде нове.",
    message_long: "Це задовго. Зроби, будь ласка, коротше.",
    optional: "якщо хочеш",
    how: "Як хочеш ти?",
    how_missing: "Вибери, як хочеш.",
    how_saves: "Досить натиснути, і все одразу збережеться.",
    reply_by: "Дай нам знати до {}.",
    reply_change: "До самої зустрічі відповідь можна змінити тут, за цією ж адресою.",
    closed: "Тут відповідь уже не змінити. Зателефонуй нам.",
    calendar: "Зберегти зустріч у календарі",
    about: "Про що це буде",
    bring: "Що взяти з собою",
    ask: "Запитуй",
    code_title: "Готуємося до зустрічі",
    code_why: "Більше ми покажемо, коли напишеш код. Так цього не прочитає той, хто візьме твій телефон.",
    code_letter: "Код є в листі.",
    code_phone: "Код ми скажемо тобі телефоном.",
    code_call: "Зателефонуй: {}",
    code_give: "Далі",
    code_form: "Код має вісім цифр. Напиши всі.",
    code_wrong: "Це не той код. Подивися ще раз на кожну цифру.",
    code_wait: "Зараз трохи не вийде. Спробуй за чверть години або зателефонуй нам, і ми скажемо тобі новий код.",
    inside: "Показати, що ми готуємо",
    inside_why: "На цьому пристрої код уже написано.",
    ended: "Готово. Щоб продовжити, треба знову написати код.",
    needs: "Мені щось потрібно",
    needs_why: "Познач, що тобі допоможе. Ми з тобою домовимося.",
    needs_saved: "Ми знаємо, що тобі потрібно. Ми до тебе озвемося.",
    substitute: "Хай за мене говорить хтось інший",
    substitute_why: "Напиши, хто це має бути. Ми про це поговоримо. Доти ми цій людині нічого не пишемо.",
    substitute_name: "Як ця людина зветься",
    substitute_role: "Хто це, наприклад тітка",
    substitute_contact_hint: "Щоб ми могли зателефонувати.",
    substitute_missing: "Напиши ім’я та телефон або електронну пошту.",
    substitute_save: "Надіслати ім’я",
    substitute_saved: "Ім’я у нас є. Ми до тебе озвемося.",
    substitute_open: "Одне ім’я від тебе вже є. Якщо напишеш інше, буде нове.",
    substitute_declined: "Про людину, яка мала говорити за тебе, ми не домовилися. Зателефонуй нам, і ми придумаємо щось інше.",
    request: "Хочу знати більше",
    request_why: "Напиши, про що хочеш запитати. Ми до тебе озвемося.",
    request_words: "Що тебе цікавить?",
    request_send: "Запитати",
    request_sent: "Твоє запитання у нас. Ми до тебе озвемося.",
    request_open: "Ми скоро відповімо на твоє запитання.",
    too_long: "Це задовго. Зроби, будь ласка, коротше.",
    not_sent: "Не збереглося. Спробуй, будь ласка, ще раз.",
    ..super::PAGE
};

pub(super) const INNER: InnerWords = InnerWords {
    title: "Готуємося до зустрічі",
    lead: "Ця сторінка лише для тебе.",
    place_none: "Місце ми тобі ще скажемо.",
    goals: "Чого ми хочемо",
    goals_none: "Скажемо про це на початку.",
    agenda: "Що буде відбуватися",
    agenda_yours: "Що буде, коли там будеш ти",
    agenda_none: "Ми це ще готуємо.",
    agenda_you: "тут будеш ти",
    people: "Хто там буде",
    people_why: "Лише хто це, без імен.",
    questions: "Про що можна подумати",
    questions_why: "Не треба знати все. І якщо не хочеш, не треба нічого говорити.",
    papers: "Що можна прочитати",
    papers_none: "Поки що тут нічого немає.",
    back_title: "Ми забрали назад",
    back_ask: "Ці папери вже не діють. Будь ласка, видали їх або викинь і нікому не пересилай. Потім підтверди це тут.",
    back_paper: "Папір номер",
    back_done: "У мене його більше немає",
    yours: "Що про тебе в нас записано",
    yours_why: "Щось не так? Зателефонуй нам, ми виправимо.",
    answer: "Твоя відповідь",
    needs: "Що тобі потрібно",
    substitute: "Хто говоритиме за тебе",
    left_out: "Дечого тут немає. Ми говоримо про це лише з тим, кого це стосується.",
    end_why: "Це чужий телефон чи комп’ютер? Заверши, щоб після тебе ніхто цього не читав.",
    ..super::INNER
};

pub(super) const LETTER: LetterWords = LetterWords {
    news: "На твоїй сторінці є нове повідомлення про зустріч. Прочитати його можна тут:",
    hello: "Привіт!",
    handled_by: "Кому можна зателефонувати",
    part: "Твоя частина",
    why: "Чому ми тебе запрошуємо",
    help: "Хто тобі допоможе",
    code_note: "Сторінка запитає код, перш ніж показати більше. Нікому його не кажи.",
    mail_part: "ТВОЯ ЧАСТИНА",
    mail_answer_page: "Дай нам відповідь до {} на своїй сторінці:",
    mail_answer: "Дай нам відповідь до {}.",
    mail_phone: "Або зателефонуй нам:",
    note: "Тобі не підходить? Скажи нам. Ми придумаємо, як інакше почути, чого хочеш ти.",
    interpreter: "Тобі потрібен хтось, хто перекладатиме? Скажи нам, ми це влаштуємо.",
    closing: "Чекаємо на тебе.",
    mail_invites: "Запрошуємо тебе на зустріч.",
    mail_changed: "Зустріч, про яку ми тобі писали, відбудеться інакше. Тепер домовленість така:",
    mail_more: "Хто тебе запрошує і чому, ти побачиш там. Відкрий сторінку з кимось, кому довіряєш.",
    ..super::LETTER
};

pub(super) const ERASE: EraseWords = EraseWords {
    ask: "Дещо з того, що ми тобі надіслали або дали, ми забираємо назад. Видали це, будь ласка, з телефона й комп’ютера. Папери викинь або віддай нам.",
    ask_more: "Це є від тебе ще в когось? Скажи, щоб теж видалили. Більше нічого робити не треба.",
    confirm_here: "Коли зробиш, дай нам, будь ласка, знати тут:",
    confirm: "Усе видалено",
    confirmed: "Дякуємо! Сторінку можна закрити.",
    thanks: "Дякуємо тобі.",
    ..super::ERASE
};

pub(super) fn part(participation: Participation, several: bool) -> Option<&'static str> {
    match participation {
        Participation::Whole => None,
        Participation::Part if several => Some("ти будеш там лише {}"),
        Participation::Part => Some("ти будеш там лише в цей час"),
        Participation::Remote => Some("досить телефону або відео"),
        Participation::Written => Some("приходити не треба, можна щось написати чи намалювати"),
    }
}

pub(super) fn answer(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Comes => ("Прийду", ""),
        Answer::PartOnly => ("Прийду лише на трошки", "На ту частину, яка для мене."),
        Answer::Remote => ("Краще телефоном або через відео", "Номер напишеш на наступній сторінці."),
        Answer::Written => ("Краще щось напишу чи намалюю", "Домовимося разом, як саме."),
        Answer::Cannot => ("Не прийду", "Це нічого. Якщо захочеш, скажи нам чому."),
    }
}

pub(super) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Time => "не підходить час",
        Reason::Late => "пізно про це знаю",
        Reason::Confidentiality => "не знаю, що можна казати",
        Reason::NoRelation => "не знаю, чому маю там бути",
        Reason::Unwilling => "не хочу",
        Reason::Other => "щось інше",
    }
}

pub(super) fn called_off(state: ConferenceState) -> Option<(&'static str, &'static str)> {
    match state {
        ConferenceState::Cancelled | ConferenceState::NotNow | ConferenceState::Considered => {
            Some(("Зустрічі не буде", "Іти нікуди не треба. Якщо захочеш запитати чому, зателефонуй нам."))
        }
        ConferenceState::Postponed => {
            Some(("Зустріч буде іншим разом", "Коли знатимемо день, скажемо тобі."))
        }
        ConferenceState::Convened => Some((
            "Зустріч змінюється",
            "Вона буде в інший час або в іншому місці, ніж ми писали. Як буде, ми тобі скажемо.",
        )),
        ConferenceState::Held | ConferenceState::Closed => None,
    }
}

pub(super) fn need(need: Need) -> &'static str {
    match need {
        Need::Interpreter => "хтось, хто мені перекладатиме",
        Need::SupportPerson => "щоб поруч була людина, якій довіряю",
        Need::Access => "вхід без сходів або щось подібне",
        Need::ChildMinding => "щоб хтось доглянув братів і сестер",
        Need::SeparateArrival => "прийти й піти в інший час, ніж решта",
        Need::Other => "щось інше",
    }
}
