//! English leaflets for children and young people, in three ages.

use super::super::{Part, Words};

pub(in super::super) const SMALL: Words = Words {
    title: "A meeting about you",
    lead: "Grown-ups will sit together and think about how to help you. You can be there. And you do not have to.",
    parts: &[
        Part {
            heading: "Who will be there",
            text: &[],
            points: &[
                "somebody from your family",
                "maybe your teacher or your doctor",
                "somebody from the office that helps children",
                "one person who makes sure that nobody quarrels",
            ],
        },
        Part {
            heading: "Your helper",
            text: &[
                "You can have a grown-up with you whom you trust. They sit beside you. What you do not want to say, they say for you.",
            ],
            points: &[],
        },
        Part {
            heading: "What you can do",
            text: &[],
            points: &[
                "say what you want and what you do not want",
                "say nothing",
                "draw or write something and send it with your helper",
                "bring a soft toy or something to play with",
                "show the STOP card and go and have a rest",
            ],
        },
        Part {
            heading: "And then",
            text: &["Your helper will tell you what the grown-ups agreed on."],
            points: &[],
        },
        Part {
            heading: "When you are afraid",
            text: &["Tell a grown-up whom you trust. It is not your fault."],
            points: &[],
        },
    ],
    help: "Who you can call",
    child: true,
};

pub(in super::super) const MIDDLE: Words = Words {
    title: "They will talk about you. You can be there",
    lead: "People who care about you will meet and agree what to do so that you feel better. What you think matters.",
    parts: &[
        Part {
            heading: "Who comes",
            text: &[
                "People from your family, somebody from school or from the doctor, and people who help families. Somebody \
                who takes nobody’s side leads the meeting and makes sure that everybody gets to speak.",
            ],
            points: &[],
        },
        Part {
            heading: "What you can choose",
            text: &[],
            points: &[
                "come for the whole meeting, or just for a while",
                "send a letter, a picture or a message",
                "tell somebody you trust beforehand, and they say it for you",
                "stay away and hear afterwards how it went",
            ],
        },
        Part {
            heading: "At the meeting",
            text: &["Your companion sits beside you. Agree on a sign in case you feel bad."],
            points: &[
                "you speak only when you want to; you do not have to answer everything",
                "you can say what you do not want to talk about in front of others",
                "you can show the STOP card and leave at any time",
                "you can ask about anything you do not understand",
            ],
        },
        Part {
            heading: "What you can think about",
            text: &[],
            points: &["what is good now and should stay", "what should change", "who helps you best"],
        },
        Part {
            heading: "And then",
            text: &[
                "Your companion will tell you what everybody agreed on and what became of your wishes. If you do not agree, tell them.",
            ],
            points: &[],
        },
        Part {
            heading: "When you are afraid or somebody hurts you",
            text: &["It is not your fault. Tell a grown-up whom you trust, or call."],
            points: &[],
        },
    ],
    help: "Where you can turn to",
    child: true,
};

pub(in super::super) const YOUNG: Words = Words {
    title: "The case conference and you",
    lead: "It is a meeting of your family and people who can help. It is about your life, so you should be there, if you want to.",
    parts: &[
        Part {
            heading: "What it is about",
            text: &[
                "At the end there should be a plan: who does what and by when. Without you it would have holes. It is not a court, and nobody is to be punished.",
            ],
            points: &[],
        },
        Part {
            heading: "Who will be there",
            text: &[
                "Your family, people from school, health or other services, as it is needed. We will tell you beforehand who comes. \
                If you do not want to be in a room with somebody, say so, and we will find another way.",
            ],
            points: &[],
        },
        Part {
            heading: "What you decide",
            text: &[],
            points: &[
                "whether you come for the whole meeting, for a part, join from afar, or write something",
                "who sits beside you as your companion",
                "what should not be talked about in front of others",
                "whether you answer a question",
                "when you take a break or leave",
            ],
        },
        Part {
            heading: "Who learns what",
            text: &[
                "Everybody gets only what they need for their part. Ask what is given to whom, and say what you do not agree with.",
                "If you tell us that somebody hurts you, we cannot keep it to ourselves. But we will tell you what happens next.",
            ],
            points: &[],
        },
        Part {
            heading: "How to prepare",
            text: &[],
            points: &[
                "what works and should stay",
                "what you want to change first",
                "what you need for it from grown-ups",
                "what you are ready to try",
            ],
        },
        Part {
            heading: "And then",
            text: &[
                "You get what concerns you: what you agreed on and when you meet again. If the plan does not work, tell us. It can be changed.",
            ],
            points: &[],
        },
    ],
    help: "Where you can turn to",
    child: false,
};
