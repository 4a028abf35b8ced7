//! English: the page behind the code.

use super::super::{InnerWords, Topic};

pub(super) const INNER: InnerWords = InnerWords {
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
    leaflet: "Leaflet: what the meeting is and how it runs (in Czech)",
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

pub(super) fn questions(topic: Topic) -> &'static [&'static str] {
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
