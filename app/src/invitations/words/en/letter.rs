//! English: letter and mail, and what is said when something is called off or taken back.

use super::super::{EraseWords, LetterWords};
use crate::invitations::notices::Reason as NoticeReason;
use crate::invitations::rules::Audience;
use crate::participants::Participation;

pub(super) const ERASE: EraseWords = EraseWords {
    title: "Please delete what we sent",
    subject: "A request to delete",
    ask: "We take back something that we sent or gave you for the meeting. Please delete it from your mail, phone, computer and calendar; destroy papers or return them to us.",
    ask_more: "If you passed it on to somebody, please ask them to do the same. Nothing else is needed from you.",
    confirm_here: "When it is done, please confirm it here:",
    confirm: "I confirm that I have deleted everything and passed nothing on",
    confirmed: "Thank you, your confirmation is noted. You can close the page.",
    thanks: "Thank you.",
};

pub(super) const LETTER: LetterWords = LetterWords {
    lang: "en",
    region: "GB",
    subject: "Invitation to a meeting",
    changed: "Change of a meeting",
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
};

pub(super) fn paragraphs(audience: Audience) -> &'static [&'static str] {
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

pub(super) fn news(audience: Audience) -> &'static [&'static str] {
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

pub(super) fn why(audience: Audience) -> &'static str {
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

pub(super) fn bring(audience: Audience) -> &'static [&'static str] {
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

pub(super) fn support(audience: Audience) -> Option<&'static str> {
    match audience {
        Audience::Family => {
            Some("You may bring somebody you trust, such as a friend or a lawyer. Just let us know.")
        }
        Audience::Child | Audience::Health | Audience::Professional => None,
    }
}

pub(super) fn part(participation: Participation, several: bool) -> Option<&'static str> {
    match participation {
        Participation::Whole => None,
        Participation::Part if several => Some("we need you only {}"),
        Participation::Part => Some("we need you only at this time"),
        Participation::Remote => Some("by phone or video is enough"),
        Participation::Written => Some("you need not come, a written answer is enough"),
    }
}

pub(super) fn notice(reason: NoticeReason, child: bool) -> &'static str {
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

pub(super) fn notice_rest(child: bool) -> (&'static str, &'static str) {
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
