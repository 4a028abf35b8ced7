//! English: the page that the link alone opens.

use super::super::PageWords;
use crate::conferences::State as ConferenceState;
use crate::invitations::model::{Answer, Reason};
use crate::participants::Need;

pub(super) const PAGE: PageWords = PageWords {
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
    save_answer: "Save the answer",
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
    request: "I ask for the information needed to prepare",
    request_why: "We note the request with today's date and time. The office will be in touch with you.",
    request_words: "What do you need to know?",
    request_send: "Ask for information",
    request_sent: "Your request is noted. We will be in touch.",
    request_open: "We are dealing with your request.",
    too_long: "The text is too long. Please shorten it.",
    not_sent: "This was not saved. Please try again.",
};

pub(super) fn answer(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Comes => ("I will come", ""),
        Answer::PartOnly => ("I will come for my part only", "I will come at the time that concerns me."),
        Answer::Remote => ("I will join by phone or video", "You give the number on the next screen."),
        Answer::Written => ("I will answer in writing", "We will agree with you how."),
        Answer::Cannot => ("I cannot", "Please tell us why, and we will find another way."),
    }
}

pub(super) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Time => "the date does not suit me",
        Reason::Late => "the invitation came too late",
        Reason::Confidentiality => "I do not know what I may say",
        Reason::NoRelation => "I do not know the child, or it has left us",
        Reason::Unwilling => "I do not want to take part",
        Reason::Other => "something else",
    }
}

pub(super) fn called_off(state: ConferenceState) -> Option<(&'static str, &'static str)> {
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

pub(super) fn need(need: Need) -> &'static str {
    match need {
        Need::Interpreter => "an interpreter",
        Need::SupportPerson => "to come with somebody I trust",
        Need::Access => "an entrance without steps, or another adjustment",
        Need::ChildMinding => "somebody to mind my children",
        Need::SeparateArrival => "to come and leave at another time than the others",
        Need::Other => "something else",
    }
}
