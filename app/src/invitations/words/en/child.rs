//! English: how a child is spoken to. Short, by first name, and never as an office speaks to an adult.

use super::super::{EraseWords, InnerWords, LetterWords, PageWords};
use crate::conferences::State as ConferenceState;
use crate::invitations::model::{Answer, Reason};
use crate::participants::{Need, Participation};

pub(super) const PAGE: PageWords = PageWords {
    hello: "Hello, we would like to invite you to a meeting",
    only_for_you: "This is just for you. Read it when you have a moment to yourself.",
    show: "Show me",
    unexpected: "Not sure what this is? Just close the page, nothing will happen.",
    saved: "Your answer is saved. Thank you!",
    invites: "Come to a meeting",
    invites_named: "come to a meeting",
    changed_title: "The meeting will be at another time or place.",
    changed: "What you read here is right.",
    changed_again: "Please tell us your answer once more.",
    place_later: "we will tell you where",
    arrival: "We will tell you beforehand how to come in and where to wait. One of us will be there for you.",
    unsaved: "The meeting has changed in the meantime. Please call us.",
    fix: "Something needs fixing",
    phone_kept: "We already have your number. If you write a new one, we will use that.",
    phone_wrong: "Write a phone number, like 600 123 456.",
    phone_hint: "like 600 123 456",
    why_not: "Why not?",
    message: "Do you want to write us something?",
    message_hint: "Only the person who prepares the meeting reads it.",
    message_kept: "We already have a message from you. If you write a new one, we will keep that.",
    message_long: "That is too long. Please make it shorter.",
    optional: "only if you want to",
    how: "What would you like?",
    how_missing: "Choose what you would like.",
    how_saves: "One tap is enough, it is saved at once.",
    reply_change: "You can change your answer here until the meeting.",
    calendar: "Put it in my calendar",
    about: "What it is about",
    bring: "What to bring",
    code_title: "Getting ready",
    code_why: "We show you more when you type the code. That way nobody who borrows your phone can read it.",
    code_letter: "You will find the code in the letter.",
    code_give: "Next",
    code_form: "The code has eight digits. Please type them all.",
    code_wrong: "That is not the code. Look at each digit once more.",
    code_wait: "It will not work for a little while. Try again in a quarter of an hour, or call us and we will tell you a new code.",
    inside: "Show me what we are getting ready",
    inside_why: "The code has been typed on this device.",
    ended: "Done. To go on, the code has to be typed again.",
    after: "After the meeting",
    after_none: "There is nothing here for you yet. We will tell you when there is.",
    after_earlier: "What we were getting ready before the meeting",
    after_code: "We show you more with the code",
    after_code_why: "That way nobody who borrows your phone can read it.",
    after_code_paper: "The code is on the paper you have from us.",
    needs: "I need something",
    needs_why: "Tick what will help you. We will talk about it with you.",
    substitute: "I want somebody else to speak for me",
    substitute_why: "Write who it should be. We will talk about it. Until then we write them nothing.",
    substitute_name: "Their name",
    substitute_role: "Who they are, like an aunt",
    substitute_contact_hint: "So that we can call them.",
    substitute_save: "Send the name",
    substitute_saved: "We have the name. We will be in touch.",
    substitute_open: "We already have a name from you. If you write another one, we will use that.",
    substitute_declined: "We could not agree on the person who would speak for you. Call us and we will think of something else.",
    request: "I want to know more",
    request_why: "Write what you want to ask. We will be in touch.",
    request_words: "What would you like to know?",
    request_send: "Ask",
    request_sent: "We have your question. We will be in touch.",
    request_open: "We will answer your question soon.",
    too_long: "That is too long. Please make it shorter.",
    not_sent: "It was not saved. Please try once more.",
    ..super::PAGE
};

pub(super) const INNER: InnerWords = InnerWords {
    title: "Getting ready for the meeting",
    lead: "This page is just for you.",
    goals: "What we would like to do",
    goals_none: "We will say it at the beginning.",
    agenda: "What will happen",
    agenda_yours: "What will happen when you are there",
    agenda_none: "We are still working on it.",
    people_why: "Only who they are, no names.",
    questions: "What you can think about",
    questions_why: "You do not have to know everything. And you do not have to say anything if you do not want to.",
    papers: "What you can read",
    papers_none: "There is nothing here yet.",
    back_title: "We have taken these back",
    back_ask: "These papers do not count any more. Please delete them or throw them away and do not send them to anybody. Then tell us here.",
    back_paper: "Paper number",
    back_done: "I don’t have it any more",
    yours: "What we have written about you",
    yours_why: "Is something wrong? Call us and we will put it right.",
    answer: "Your answer",
    substitute: "Who speaks for you",
    left_out: "Some things are not here. We talk about them only with the people they belong to.",
    end_why: "Is this somebody else's phone or computer? Finish, so that nobody reads it after you.",
    ..super::INNER
};

pub(super) const LETTER: LetterWords = LetterWords {
    news: "There is something new on your page. You can read it here:",
    hello: "Hello,",
    handled_by: "Who you can call",
    help: "Who will help you",
    why: "Why we want you there",
    code_note: "The page asks for it before it shows you more. Tell it to nobody.",
    mail_answer_page: "Tell us your answer by {} on your own page:",
    mail_answer: "Tell us your answer by {}.",
    mail_phone: "Or call us:",
    note: "Not a good time for you? Tell us. We will find another way to hear what you want.",
    interpreter: "Do you need somebody to translate for you? Tell us, we will arrange it.",
    closing: "We look forward to seeing you.",
    mail_invites: "We would like to invite you to a meeting.",
    mail_changed: "The meeting we wrote to you about has changed. The new details are:",
    mail_more: "There you will see who is inviting you and why. Open the page together with somebody you trust.",
    ..super::LETTER
};

pub(super) const ERASE: EraseWords = EraseWords {
    ask: "We take back something that we sent or gave you. Please delete it from your phone and computer. Throw papers away, or give them back to us.",
    ask_more: "Does somebody else have it from you? Tell them to delete it too. You do not have to do anything else.",
    confirm_here: "When it is done, please tell us here:",
    confirm: "Everything is deleted",
    confirmed: "Thank you! You can close the page.",
    ..super::ERASE
};

pub(super) fn part(participation: Participation, several: bool) -> Option<&'static str> {
    match participation {
        Participation::Whole => None,
        Participation::Part if several => Some("you will be there only {}"),
        Participation::Part => Some("you will be there only at this time"),
        Participation::Remote => Some("a phone or a video call is fine"),
        Participation::Written => Some("you do not have to come, you can write or draw something"),
    }
}

pub(super) fn answer(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Comes => ("I will come", ""),
        Answer::PartOnly => ("I will come for a little while", "For the part that is for me."),
        Answer::Remote => ("I would rather call or use video", "You write the number on the next page."),
        Answer::Written => ("I would rather write or draw something", "We will agree together how."),
        Answer::Cannot => ("I will not come", "You do not have to. If you like, tell us why."),
    }
}

pub(super) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Time => "not a good time for me",
        Reason::Late => "I heard of it too late",
        Reason::Confidentiality => "I do not know what I may say",
        Reason::NoRelation => "I do not know why I should be there",
        Reason::Unwilling => "I do not want to",
        Reason::Other => "something else",
    }
}

pub(super) fn called_off(state: ConferenceState) -> Option<(&'static str, &'static str)> {
    match state {
        ConferenceState::Cancelled | ConferenceState::NotNow | ConferenceState::Considered => Some((
            "There will be no meeting",
            "You do not have to go anywhere. If you want to ask why, call us.",
        )),
        ConferenceState::Postponed => {
            Some(("The meeting will be another day", "When we know the day, we will tell you."))
        }
        ConferenceState::Convened => Some((
            "The meeting is changing",
            "It will be at another time or place than we wrote. We will tell you how it will be.",
        )),
        ConferenceState::Held | ConferenceState::Closed => None,
    }
}

pub(super) fn need(need: Need) -> &'static str {
    match need {
        Need::Interpreter => "somebody to translate for me",
        Need::SupportPerson => "somebody I trust beside me",
        Need::Access => "a way in without steps, or something like that",
        Need::ChildMinding => "somebody to look after my brothers and sisters",
        Need::SeparateArrival => "to come and go at another time than the others",
        Need::Other => "something else",
    }
}
