//! English.

mod child;

use super::{EraseWords, InnerWords, Language, LetterWords, PageWords, Topic, Words};
use crate::conferences::State as ConferenceState;
use crate::invitations::model::{Answer, Reason};
use crate::invitations::notices::Reason as NoticeReason;
use crate::invitations::rules::Audience;
use crate::participants::{Need, Participation};
use facts::FactGroup;
use outbound::{Naming, Verdict};

pub(super) const WORDS: Words = Words {
    page: PAGE,
    inner: INNER,
    letter: LETTER,
    erase: ERASE,
    day: |day| Language::English.day(day),
    date: |day| Language::English.date(day),
    until: |day| Language::English.until_day(day),
    time: |time| Language::English.time(time),
    and: "and",
    formal: |name| match super::manner(name) {
        super::Manner::Woman(family) => format!("Dear Ms {family},"),
        super::Manner::Man(family) => format!("Dear Mr {family},"),
        super::Manner::Unknown => "Good day,".into(),
    },
    friendly: |name| format!("Hello {},", czech::names::split(name).given),
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
    naming: Naming { group, plain },
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
    lang: "en",
    title: "Invitation to a meeting",
    skip: "Skip to content",
    demo_label: "Notice: demonstration",
    demo: "A demonstration with invented people. Nothing real belongs here.",
    language: "Language of this page",
    hello: "Good day, we have an invitation to a meeting for you",
    only_for_you: "The invitation is for you alone. Open it when you have some privacy.",
    show: "Show the invitation",
    unexpected: "You did not expect it? Close the page, nothing will happen.",
    saved: "Your answer is saved. Thank you.",
    invites: "You are invited to a meeting",
    invites_named: "you are invited to a meeting",
    changed_title: "The day, time or place has changed.",
    changed: "What you read here is what holds.",
    changed_again: "Please answer us once more.",
    place_later: "we will tell you the place",
    arrival: "We will agree with you beforehand how to come in and where to wait. One of us will meet you there.",
    unsaved_title: "Your answer was not saved.",
    unsaved: "The meeting has changed meanwhile. Please tell us your answer by phone.",
    you_wrote: "You wrote:",
    phone: "Phone",
    your_answer: "Your answer",
    fix: "Something still needs correcting",
    mistake: "Mistake:",
    which_phone: "Which number should we call?",
    phone_kept: "We already have your number; a new one replaces it.",
    phone_hint: "for example 600 123 456",
    phone_wrong: "Write a phone number, for example 600 123 456.",
    why_not: "Why is it not possible?",
    message: "Would you like to tell us something?",
    message_hint: "Only the member of the office who prepares the meeting reads it.",
    message_kept: "We already have a message from you; a new one replaces it.",
    message_long: "The message is too long. Please shorten it to 2,000 characters.",
    save: "Save",
    optional: "optional",
    change_answer: "Change the answer",
    how: "How will you take part?",
    how_missing: "Choose how you will take part.",
    how_saves: "One tap is enough, your answer is saved at once.",
    reply_by: "Please let us know by {}.",
    reply_change: "You can change your answer at this address until the meeting.",
    closed: "The answer cannot be changed here any more. Please call us.",
    calendar: "Keep the date in your calendar",
    about: "What the meeting is about",
    concerns: "Concerns",
    bring: "What to bring and who may come with you",
    work: "Time off work and confidentiality",
    ask: "Ask",
    code_title: "Preparing for the meeting",
    code_why: "We show the goals, the programme and questions to prepare after you enter a code. So nobody sees them who merely looks into your phone or mail.",
    code_letter: "The code is printed in the letter with the invitation.",
    code_phone: "We will tell you the code by phone.",
    code_call: "Call: {}",
    code_label: "Code",
    code_hint: "eight digits, for example 1234 5678",
    code_give: "Continue",
    code_form: "The code has eight digits. Please enter all of them.",
    code_wrong: "The code does not match. Please check every digit.",
    code_wait: "The code cannot be tried now. Please wait a quarter of an hour, or call us and we will tell you a new one.",
    inside: "Open the preparation for the meeting",
    inside_why: "You have already entered the code on this device.",
    end: "Finish",
    ended: "You have finished. On this device the preparation opens again only with the code.",
    after: "After the meeting",
    after_none: "There is nothing here for you yet. We will let you know when there is.",
    after_earlier: "What you had to prepare for the meeting",
    after_code: "Details",
    after_code_why: "We show the words after you enter a code. So nobody sees them who merely looks into your phone or mail.",
    after_code_paper: "The code is on the paper you have from us: the sheet from the meeting, or the letter.",
    needs: "I need something arranged",
    needs_why: "Tick what will help you come and speak. We will agree on it with you.",
    needs_words: "What should we know about it?",
    needs_save: "Save what I need",
    needs_saved: "We know what you need. We will be in touch.",
    substitute: "Somebody else will come instead of me",
    substitute_why: "Write who would come instead of you. The office decides; that person then gets an invitation of their own. Until then we write them nothing.",
    substitute_name: "Full name",
    substitute_role: "Their role",
    substitute_contact: "Phone or e-mail",
    substitute_contact_hint: "Only so that we can get in touch.",
    substitute_missing: "Write a name and a phone number or e-mail.",
    substitute_save: "Suggest this person",
    substitute_saved: "We have your suggestion. We will let you know.",
    substitute_open: "We already have a suggestion from you. A new one replaces it.",
    substitute_declined: "We have not invited the person you suggested instead of you. Please call us, and we will agree on another way for your view to be heard.",
    request: "I ask for the information needed to prepare",
    request_why: "We note the request with today's date and time. The office will be in touch with you.",
    request_words: "What do you need to know?",
    request_send: "Ask for information",
    request_sent: "Your request is noted. We will be in touch.",
    request_open: "We are dealing with your request.",
    too_long: "The text is too long. Please shorten it.",
    not_sent: "This was not saved. Please try again.",
};

const INNER: InnerWords = InnerWords {
    title: "Preparing for the meeting",
    back: "Back to the invitation",
    lead: "This page is for you alone.",
    place: "Where we meet",
    place_none: "We will tell you the place later.",
    waiting: "You can wait here:",
    goals: "What we want to achieve",
    goals_none: "The goals will be settled at the beginning of the meeting.",
    agenda: "Programme",
    agenda_yours: "Your part",
    agenda_none: "The programme is still being prepared.",
    agenda_you: "you are there for this",
    people: "Who will be there",
    people_why: "Roles only, no names.",
    questions: "What to think about beforehand",
    questions_why: "You need not have an answer to everything. A few notes will do.",
    papers: "Papers",
    papers_none: "There are none for you so far.",
    back_title: "We have taken these back",
    back_ask: "These papers are no longer valid. Please delete or destroy them and do not pass them on. Then confirm it here.",
    back_paper: "Paper number",
    back_done: "I no longer have it",
    leaflet: "Leaflet: what the meeting is and how it runs",
    yours: "What we have noted about you",
    yours_why: "Is anything wrong? Call us and we will correct it.",
    name: "Name",
    email: "E-mail",
    address: "Address",
    answer: "Answer",
    needs: "What you need",
    substitute: "Suggested instead of you",
    nothing: "nothing",
    left_out: "Some things are not listed here, because we speak of them only with those they concern.",
    end_why: "Is this somebody else's device, or a shared one? Finish, so that nobody opens the page after you.",
    employer: "Request for time off work (file to print)",
    employer_why: "For your employer, in Czech. It does not say what the meeting concerns.",
};

const ERASE: EraseWords = EraseWords {
    title: "Please delete what we sent",
    subject: "A request to delete",
    ask: "We take back something that we sent or gave you for the meeting. Please delete it from your mail, phone, computer and calendar; destroy papers or return them to us.",
    ask_more: "If you passed it on to somebody, please ask them to do the same. Nothing else is needed from you.",
    confirm_here: "When it is done, please confirm it here:",
    confirm: "I confirm that I have deleted everything and passed nothing on",
    confirmed: "Thank you, your confirmation is noted. You can close the page.",
    thanks: "Thank you.",
};

const LETTER: LetterWords = LetterWords {
    lang: "en",
    region: "GB",
    subject: "Invitation to a meeting",
    subject_office: "Invitation to a case conference",
    changed: "Change of a meeting",
    news_subject: "A new message about the meeting",
    news: "There is a new message about the meeting on your page. You can read it here:",
    hello: "Good day,",
    handled_by: "Contact",
    phone: "Phone",
    email: "E-mail",
    date: "Date",
    when: "When",
    place: "Where",
    part: "Your part",
    concerns: "Concerns",
    why: "Why we invite you",
    bring: "What to bring",
    help: "Who can help you",
    know: "Good to know",
    answer: "How to answer us",
    answer_by: "by {}",
    online: "On the internet",
    code: "Code",
    code_note: "The page asks for it before it shows more than day and time. Tell it to nobody.",
    by_phone: "By phone",
    by_email: "By e-mail",
    mail_when: "WHEN",
    mail_place: "WHERE",
    mail_part: "YOUR PART",
    mail_concerns: "CONCERNS",
    mail_answer_page: "Please answer by {} on your personal page:",
    mail_answer: "Please answer by {}.",
    mail_phone: "Or by phone:",
    note: "If the date does not suit you, let us know. We will find another way for your view to be heard.",
    interpreter: "Do you need an interpreter, somebody to mind your children, or an entrance without steps? Just say so, we will arrange it.",
    release: "Taking part in the meeting is an act in the general interest under {}. We will gladly confirm it for your employer.",
    confidentiality: "What you learn at the meeting stays among us. Confidentiality is governed by {}; we will say more at the beginning.",
    legal: "We call the meeting under {}.",
    closing: "We look forward to meeting you.",
    demo: "A demonstration with invented people. None of it is real.",
    mail_invites: "We would like to invite you to a meeting.",
    mail_changed: "The meeting we wrote to you about has changed. The new details are:",
    mail_more: "There you will see who is inviting you, why, and what to bring.",
    // Without letters that a phone would take three times the room for.
    sms: "Invitation to a meeting. When, where and how to answer:",
};

fn paragraphs(audience: Audience) -> &'static [&'static str] {
    match audience {
        Audience::Child => &[
            "We want to meet with people who care about you and agree on what could be better.",
            "You can say what you want and what you do not want. Somebody you trust can be with you, and you may leave at any time.",
        ],
        Audience::Family => &[
            "We would like to invite you to one table with people who can help. It is called a case conference.",
            "It is not a court and nobody looks for someone to blame. The point is to agree who will do what to make things better. \
            The meeting is led by a person who takes nobody's side.",
        ],
        Audience::Health | Audience::Professional => {
            &["You are invited to a meeting of people who can help a child whom you know from your work. \
            The aim is a short agreement on who will do what, and by when."]
        }
    }
}

fn news(audience: Audience) -> &'static [&'static str] {
    match audience {
        Audience::Child => &[
            "The meeting we invited you to will be at another time or place. What you read here is what holds.",
            "Please let us know again whether it suits you.",
        ],
        Audience::Family | Audience::Health | Audience::Professional => &[
            "We write because of a change: the day, time or place of the meeting differs from the earlier invitation. \
            What you read here is what holds.",
            "We have kept your earlier answer, but it was about the original date. Please let us know again.",
        ],
    }
}

fn why(audience: Audience) -> &'static str {
    match audience {
        Audience::Child => "Nobody knows better than you how you are doing. That is why we ask you, too.",
        Audience::Family => {
            "Nobody knows your family as you do. Without you an agreement would make no sense."
        }
        Audience::Health => {
            "Nobody can replace your view of the child's health. What we agree on with you beforehand is enough; \
            the whole record is not needed."
        }
        Audience::Professional => {
            "Each of us knows a piece. One meeting replaces many phone calls, and everybody leaves with the same agreement."
        }
    }
}

fn bring(audience: Audience) -> &'static [&'static str] {
    match audience {
        Audience::Child => &["something you like: a drawing, a photo, a toy"],
        Audience::Family => {
            &["your questions, on a slip of paper if you like", "papers on the matter that you have at hand"]
        }
        Audience::Health | Audience::Professional => {
            &["what matters from your work, for three minutes of speaking"]
        }
    }
}

fn support(audience: Audience) -> Option<&'static str> {
    match audience {
        Audience::Family => {
            Some("You may bring somebody you trust, such as a friend or a lawyer. Just let us know.")
        }
        Audience::Child | Audience::Health | Audience::Professional => None,
    }
}

fn part(participation: Participation, several: bool) -> Option<&'static str> {
    match participation {
        Participation::Whole => None,
        Participation::Part if several => Some("we need you only {}"),
        Participation::Part => Some("we need you only at this time"),
        Participation::Remote => Some("by phone or video is enough"),
        Participation::Written => Some("you need not come, a written answer is enough"),
    }
}

fn answer(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Comes => ("I will come", ""),
        Answer::PartOnly => ("I will come for my part only", "I will come at the time that concerns me."),
        Answer::Remote => ("I will join by phone or video", "You give the number on the next screen."),
        Answer::Written => ("I will answer in writing", "We will agree with you how."),
        Answer::Cannot => ("I cannot", "Please tell us why, and we will find another way."),
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Time => "the date does not suit me",
        Reason::Late => "the invitation came too late",
        Reason::Confidentiality => "I do not know what I may say",
        Reason::NoRelation => "I do not know the child, or it has left us",
        Reason::Unwilling => "I do not want to take part",
        Reason::Other => "something else",
    }
}

fn called_off(state: ConferenceState) -> Option<(&'static str, &'static str)> {
    match state {
        ConferenceState::Cancelled | ConferenceState::NotNow | ConferenceState::Considered => Some((
            "The meeting will not take place",
            "You need not go anywhere. If you would like to ask why, call us.",
        )),
        ConferenceState::Postponed => Some((
            "The meeting will not be on the original date",
            "The original date does not hold. We will tell you the new one as soon as we know it.",
        )),
        ConferenceState::Convened => Some((
            "The meeting is changing",
            "The day, time or place will differ from what we wrote. We will let you know how it will be.",
        )),
        ConferenceState::Held | ConferenceState::Closed => None,
    }
}

fn notice(reason: NoticeReason, child: bool) -> &'static str {
    match (reason, child) {
        (NoticeReason::Withdrawn, false) => {
            "We take back the invitation to this meeting. You need not go anywhere or prepare anything."
        }
        (NoticeReason::Withdrawn, true) => "You need not go to this meeting now.",
        (NoticeReason::Postponed, false) => {
            "We are putting this meeting off. The original date does not hold; we will tell you the new one as soon as we know it."
        }
        (NoticeReason::Postponed, true) => "This meeting will be another time. We will let you know when.",
        (NoticeReason::Cancelled, false) => {
            "This meeting will not take place. You need not go anywhere or prepare anything."
        }
        (NoticeReason::Cancelled, true) => "There will be no such meeting. You need not go anywhere.",
    }
}

fn notice_rest(child: bool) -> (&'static str, &'static str) {
    if child {
        (
            "The date in your calendar goes away by itself; if not, delete it.",
            "If you want to ask something, call us.",
        )
    } else {
        (
            "The date in your calendar is cancelled by itself; if not, please delete it.",
            "If you would like to ask anything, call us.",
        )
    }
}

fn need(need: Need) -> &'static str {
    match need {
        Need::Interpreter => "an interpreter",
        Need::SupportPerson => "to come with somebody I trust",
        Need::Access => "an entrance without steps, or another adjustment",
        Need::ChildMinding => "somebody to mind my children",
        Need::SeparateArrival => "to come and leave at another time than the others",
        Need::Other => "something else",
    }
}

/// What a group of facts is called.
const fn group(group: FactGroup) -> &'static str {
    match group {
        FactGroup::Identity => "names and identity",
        FactGroup::FamilyHousehold => "family and household",
        FactGroup::School => "school",
        FactGroup::HealthChild => "the child's health",
        FactGroup::HealthOthers => "the health of others",
        FactGroup::HousingMoney => "housing and money",
        FactGroup::ViolenceSafety => "violence and safety",
        FactGroup::Criminal => "criminal matters",
        FactGroup::CareHistory => "care and help so far",
        FactGroup::ChildWords => "the child's own words",
        FactGroup::PlanTasks => "goals and tasks",
        FactGroup::ContactsAddresses => "addresses and contacts",
        FactGroup::Notifier => "who notified the office",
    }
}

/// Why something is not shown, when nobody has answered for a ground.
const fn plain(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Never => Some("it is not needed for the purpose for which you get the extract"),
        Verdict::AskHead => Some("the head of the office decides on it"),
        Verdict::Oral => Some("it is told only by word of mouth"),
        Verdict::Show => None,
    }
}

fn questions(topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::Parents => &[
            "What goes well at home, and what are you proud of?",
            "What worries you most at the moment?",
            "What have you tried already, and what of it helped?",
            "Who around you could help, and with what?",
            "What do you need from the rest of us to make things easier?",
        ],
        Topic::Child => &[
            "What is good at home and at school?",
            "What should be different?",
            "Who helps you when things are hard?",
            "Is there anything you do not want to speak about in front of the others? Tell us beforehand.",
        ],
        Topic::Relatives => &[
            "What goes well in the family, as you see it?",
            "What are you afraid of when you think of the children?",
            "What can you help with yourself, how often, and what do you need for it?",
        ],
        Topic::FosterCarer => &[
            "How is the child doing with you, and what has changed since the last meeting?",
            "How does the child experience contact with their family?",
            "What helps when things are hard for the child?",
            "What support do you need?",
        ],
        Topic::Health => &[
            "Does the child come to check-ups? When was the last one?",
            "Does the family manage the treatment you recommended?",
            "Have you noticed anything that worries you?",
            "What should the others do for the child's health?",
        ],
        Topic::School => &[
            "How does the child attend school, and how do you explain absences?",
            "What goes well at school, and where is help needed?",
            "How does the child feel among classmates?",
            "Does the child bring what is needed: food, school things, clothing?",
            "What has the school tried already, and what can it offer?",
        ],
        Topic::SocialService => &[
            "What are you working on with the family, and what has succeeded?",
            "What helps the cooperation, and what holds it back?",
            "What can you offer further, and on what conditions?",
        ],
        Topic::Residential => &[
            "How is the child doing with you, and who matters to them?",
            "How does contact with the family go?",
            "What would have to happen for the child to return home, and by when?",
        ],
        Topic::Police => &[
            "What may you say at the meeting, and what not?",
            "What prevention or protection is possible now?",
            "Whom should the family call when they are afraid?",
        ],
        Topic::Probation => &[
            "How is the cooperation going, and which conditions hold now?",
            "What would help the agreements to be kept?",
            "Which programme or support can you offer?",
        ],
        Topic::Advice => &[
            "What options does the family have now, and by when must it decide?",
            "What has to be documented for that?",
            "What can you promise already at the meeting?",
        ],
        Topic::Professional => &[
            "What do you know of the child's situation from your work?",
            "What goes well, and what can be built on?",
            "What can you do yourself, and by when?",
        ],
    }
}
