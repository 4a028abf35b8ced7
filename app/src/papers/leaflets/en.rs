//! English leaflets: whole translations, written for readers of English.

mod young;

pub(super) use young::{MIDDLE, SMALL, YOUNG};

use super::{Part, Words};

pub(super) const FAMILY: Words = Words {
    title: "A case conference: what to expect",
    lead: "We have invited you to one table with people who can help your family. Here is what is good to know beforehand.",
    parts: &[
        Part {
            heading: "What it is and why",
            text: &[
                "It is a meeting of somewhat less than two hours. The family and people who know it from their work agree \
                who will do what, so that the children fare better.",
                "It is not a court, and nobody looks for somebody to blame. Without you the agreement would make no sense: \
                nobody knows your family as you do.",
            ],
            points: &[],
        },
        Part {
            heading: "Who comes",
            text: &[
                "You, your children if that is agreed, and people who can help: from school, from the doctor, from social \
                services, from the office. Somebody who takes nobody’s side leads the meeting.",
                "Is it hard for you to be in one room with somebody? Tell us beforehand. We can arrange it differently.",
            ],
            points: &[],
        },
        Part {
            heading: "How it goes",
            text: &[],
            points: &[
                "Welcome and rules: one person speaks at a time, nobody insults anybody.",
                "Everybody says how they see it. The family speaks first.",
                "We talk about what goes well and about what is hard.",
                "Together we write a plan: who, what and by when.",
                "We agree when to meet again.",
            ],
        },
        Part {
            heading: "What you can do",
            text: &[],
            points: &[
                "bring somebody you trust, a friend or a lawyer for example",
                "suggest who else to invite, or say whom you do not want at the table",
                "disagree with a proposal that does not suit you; it is written down",
                "ask for a break at any time",
                "get the minutes and add what was different",
                "ask how to look into your child’s file",
                "ask for an interpreter, for somebody to mind the children, or for an entrance without steps; just say so beforehand",
            ],
        },
        Part {
            heading: "What to prepare",
            text: &["A few words on a piece of paper will do. They help when there are more people around."],
            points: &[
                "what goes well with the children and what you are proud of",
                "what is hardest now",
                "what would help, and from whom",
                "papers that belong to it: a contract, reports, letters from offices",
            ],
        },
        Part {
            heading: "And then",
            text: &[
                "You get the minutes with the plan. If something in them is not right, tell us.",
                "The plan is not a punishment. If something cannot be kept, call us and we will change it.",
            ],
            points: &[],
        },
        Part {
            heading: "Words you may hear",
            text: &[],
            points: &[
                "OSPOD: the part of the office that protects the rights and interests of children",
                "facilitator: who leads the meeting and takes nobody’s side",
                "IPOD: the child’s protection plan, which the office keeps",
            ],
        },
    ],
    help: "If you are not satisfied",
    child: false,
};

pub(super) const PROFESSIONAL: Words = Words {
    title: "A case conference: for professionals",
    lead: "One meeting replaces many phone calls. We ask for what matters most from your work, and for what you can help with.",
    parts: &[
        Part {
            heading: "What we need from you",
            text: &[
                "Three minutes of speaking are enough. The questions that we ask you in particular are in the invitation \
                or in the papers.",
            ],
            points: &[
                "what goes well with the child and the family, not only what is missing",
                "what you saw or found yourself, apart from what you suppose",
                "what your service can offer, and from when",
                "what you need from the others",
            ],
        },
        Part {
            heading: "You cannot come?",
            text: &[
                "Choose on your page, or call. A short contribution in writing has its place at the table, too.",
            ],
            points: &[
                "come only for your part; the time is in the invitation",
                "join for ten minutes by phone or video",
                "answer in writing beforehand",
                "send a colleague who knows the situation",
            ],
        },
        Part {
            heading: "What you may share",
            text: &[
                "Only what is needed to protect the child and for your part. Neither bring nor send whole files. \
                If you are not sure, ask us or your lawyer before the meeting.",
                "Everybody gets only what is meant for them. Do not pass on the papers that you get.",
            ],
            points: &[],
        },
        Part {
            heading: "The family sits at the table",
            text: &[],
            points: &[
                "speak to the parents and the child, not about them",
                "without abbreviations and technical words",
                "strengths before worries",
                "what cannot be said in front of everybody, tell the facilitator beforehand",
            ],
        },
        Part {
            heading: "Confidentiality and work",
            text: &[
                "What is said at the meeting stays among those who took part. At the beginning everybody confirms it.",
                "If you need a confirmation for your employer that you took part, ask for it.",
            ],
            points: &[],
        },
        Part {
            heading: "And then",
            text: &[
                "You get an extract with what concerns your part: tasks, dates and a contact. If a task cannot be done, let us know at once.",
            ],
            points: &[],
        },
    ],
    help: "Where to turn to",
    child: false,
};
