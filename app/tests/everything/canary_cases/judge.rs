//! Who may find what where, from the list written by hand (`canaries_knowing.csv`) and from the words of the domain that
//! are quoted beside each rule. Nothing here asks the program.

use super::family::{About, Family, How, Seat, Secret};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use uuid::Uuid;

const LIST: &str = include_str!("../canaries_knowing.csv");

/// A kind of reader: what they may know, and what their presence gives away.
struct Knowing {
    may: Vec<&'static str>,
    shows: &'static str,
}

static KNOWING: LazyLock<BTreeMap<&'static str, Knowing>> = LazyLock::new(|| {
    let rows = LIST.lines().filter(|line| !line.starts_with('#')).skip(1);
    let rows = rows.map(|line| {
        let mut cells = line.split(',');
        let mut next = || cells.next().expect("four cells");
        let (kind, may, shows) = (next(), next(), next());
        (kind, Knowing { may: may.split('|').filter(|group| !group.is_empty()).collect(), shows })
    });
    rows.collect()
});

/// What the presence of such a reader gives away.
pub fn shows(kind: &str) -> &'static str {
    KNOWING[kind].shows
}

/// Kinds that the list speaks about.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KNOWING.keys().copied()
}

/// What kind of output it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Subject,
    Header,
    Ics,
    Mail,
    /// What the link alone opens, also the page that asks to destroy something.
    FirstPage,
    Letter,
    Employer,
    /// What stands behind the second proof.
    Behind,
    PaperFile,
    Extract,
    /// The office's own record.
    Record,
    FileName,
    Address,
    ErrorPage,
    Log,
    /// What somebody sees who does not work on the case.
    Foreign,
    /// What facilitator and minute-taker see.
    Led,
    /// What the projector shows; its readers are all who are in the room.
    Wall,
    /// After the meeting: what the link alone opens.
    BeforeCode,
    /// The draft of the record with its forms, behind the code.
    Draft,
    /// The tasks that somebody took on, behind the code.
    OwnTasks,
    /// The extract as its reader opens it.
    Opened,
    /// The letter to a child.
    ToChild,
    /// The draft for a word processor.
    WordDraft,
    /// The sealed record for the records system.
    Export,
    /// Feedback: what hangs at the door, and the page behind it.
    AtTheDoor,
}

impl Kind {
    /// By whose rules a kind is judged: another door to the same words.
    const fn like(self) -> Self {
        match self {
            Self::BeforeCode => Self::FirstPage,
            Self::Draft | Self::Opened | Self::ToChild => Self::Extract,
            Self::WordDraft | Self::Export => Self::Record,
            kind => kind,
        }
    }
}

/// The row of the list for one role of a reader towards a child; `None`: a stranger to it, who may know nothing of it.
/// "A reader is a person with a legal position to each child" (2.6, 2).
fn row(seat: &Seat, kind: &'static str, child: Uuid) -> Option<&'static Knowing> {
    if seat.child == Some(child) {
        return Some(&KNOWING["child"]);
    }
    if kind == "facilitator" || kind == "minute_taker" {
        return Some(&KNOWING[kind]);
    }
    let legal = *seat.positions.get(&child)?;
    if !kind.starts_with("parent_") {
        return Some(&KNOWING[kind]);
    }
    match legal {
        "parent_with_responsibility" | "guardian" => Some(&KNOWING["parent_with_responsibility"]),
        "parent_without_responsibility" => Some(&KNOWING["parent_without_responsibility"]),
        "foster_carer" => Some(&KNOWING["foster_carer"]),
        _ => None,
    }
}

/// "The narrower role counts" (aunt and teacher).
fn about_child(seat: &Seat, group: &str, child: Uuid) -> bool {
    !seat.narrowed.contains(&group)
        && seat.kinds.iter().all(|kind| row(seat, kind, child).is_some_and(|row| row.may.contains(&group)))
}

/// What concerns no single child. What is said about all together is not for a parent who is a stranger to one.
fn about_meeting(seat: &Seat, group: &str, children: &[Uuid]) -> bool {
    !seat.narrowed.contains(&group)
        && seat.kinds.iter().all(|kind| {
            let own = KNOWING[kind].may.contains(&group);
            let towards = |child: &Uuid| row(seat, kind, *child);
            let strict = seat.positions.keys().filter_map(towards).all(|row| row.may.contains(&group));
            let stranger =
                kind.starts_with("parent_") && children.iter().any(|child| towards(child).is_none());
            own && strict && (!stranger || group == "identity")
        })
}

/// Whether a reader may find a secret in an output of this kind. `None` is somebody who is no participant.
pub fn may_find(family: &Family, reader: Option<&Seat>, secret: &Secret, kind: Kind) -> bool {
    let Some(seat) = reader else { return may_strangers_find(secret, kind.like()) };
    if kind == Kind::OwnTasks {
        return may_find_among_tasks(seat, secret);
    }
    let kind = kind.like();
    let own = secret.about == About::Seat(seat.id)
        || seat.child.is_some_and(|child| secret.about == About::Child(child));
    let in_words = matches!(kind, Kind::Behind | Kind::PaperFile | Kind::Extract);
    match &secret.how {
        // "No name, file mark or OSPOD in subject, sender name, file name, link or calendar entry"; in the words of an
        // invitation nobody's but the reader's own.
        How::Name if own => {
            secret.what != "child.file_mark"
                && matches!(kind, Kind::Mail | Kind::FirstPage | Kind::Letter | Kind::Employer)
                || in_words
        }
        How::Name => match secret.about {
            About::Child(child) => kind == Kind::Extract && about_child(seat, "identity", child),
            // "No participant list" where somebody is at risk; who came stands in the record of the others.
            _ => kind == Kind::Extract && !family.safety && about_meeting(seat, "identity", &family.children),
        },
        // "Only child initials", and a father is not told of the half-siblings; whoever has to do with no child in
        // particular is told of all.
        How::Initials => {
            let towards = |child: &Uuid| seat.kinds.iter().all(|kind| row(seat, kind, *child).is_some());
            let known = !seat.positions.is_empty();
            let told = match &secret.about {
                About::Child(child) => !known || own || towards(child),
                _ => false,
            };
            told && (in_words || matches!(kind, Kind::Mail | Kind::FirstPage | Kind::Letter))
        }
        // One's own address on one's own envelope; the rest of one's own behind the second proof, because others read
        // telephones. An entry of a calendar and a mail have a recipient.
        How::Contact(column) if own || shares_mailbox(family, seat, secret, column) => match *column {
            "address" => matches!(kind, Kind::Letter | Kind::Behind),
            "email" => matches!(kind, Kind::Behind | Kind::Ics | Kind::Header),
            _ => kind == Kind::Behind,
        },
        How::Contact(_) => false,
        How::Place => match kind {
            Kind::Behind => true,
            // "Neutral place not named before the second proof" where somebody is at risk.
            Kind::Ics | Kind::Mail | Kind::FirstPage | Kind::Letter | Kind::Extract => !family.safety,
            _ => false,
        },
        // "Separate places": told to the one it is for, as the place of the meeting is.
        How::OwnPlace => match kind {
            _ if !own => false,
            Kind::Behind => true,
            Kind::Ics | Kind::Mail | Kind::FirstPage | Kind::Letter => !family.safety,
            _ => false,
        },
        How::Role if own => in_words,
        How::Role => match kind {
            // "A letter in an envelope is full but cut": what stands behind the second proof is enclosed.
            Kind::Behind | Kind::Letter => {
                !family.safety && about_meeting(seat, secret.group, &family.children)
            }
            Kind::Extract => !family.safety,
            _ => false,
        },
        How::Goal => {
            matches!(kind, Kind::Behind | Kind::Letter | Kind::Extract) && may_hear(family, seat, secret)
        }
        How::Line => kind == Kind::Extract && may_hear(family, seat, secret),
        // One's own words are given back, but where somebody is afraid, and but for violence, crime and a child's words.
        How::Said(speaker) => {
            let closed = ["violence_safety", "criminal", "child_words"].contains(&secret.group);
            let own =
                *speaker == seat.id && !family.safety && !closed && !seat.narrowed.contains(&secret.group);
            kind == Kind::Extract && (own || may_hear(family, seat, secret))
        }
        // "Afterwards: own tasks": whoever took it on aloud has it on paper, unless it tells of a child.
        How::TakenOn(owner) => {
            let own = *owner == seat.id && secret.about == About::Meeting && secret.group == "plan_tasks";
            kind == Kind::Extract
                && (own && !seat.narrowed.contains(&secret.group) || may_hear(family, seat, secret))
        }
        How::Paper(groups, children) => {
            let all = |group: &&str| children.iter().all(|child| about_child(seat, group, *child));
            matches!(kind, Kind::Behind | Kind::PaperFile) && groups.iter().all(all)
        }
        // "The mother's address never reaches the father", nor whoever reads his post with him.
        How::Protected(from) => {
            (in_words || matches!(kind, Kind::Ics | Kind::Mail | Kind::FirstPage | Kind::Letter))
                && !seat.readers.iter().any(|person| from.contains(person))
        }
        How::Column(column, may) => match kind {
            Kind::Extract if column == "child_participation.wish" => {
                family.children.iter().any(|child| about_child(seat, "child_words", *child))
            }
            Kind::Extract => may.iter().any(|word| word == "paper"),
            Kind::Behind | Kind::Letter => may.iter().any(|word| word == "page"),
            _ => false,
        },
    }
}

/// "Afterwards: own tasks" – the words of what they took on, and nobody else's, to a reader of a kind that knows of the
/// plan at all; what they wrote about it themselves.
fn may_find_among_tasks(seat: &Seat, secret: &Secret) -> bool {
    match &secret.how {
        How::TakenOn(owner) => {
            *owner == seat.id && seat.kinds.iter().all(|kind| KNOWING[kind].may.contains(&"plan_tasks"))
        }
        How::Protected(from) => !seat.readers.iter().any(|person| from.contains(person)),
        // What was written about a task at the table goes with it.
        How::Column(column, may) => {
            let noted = ["meeting_line.indicator", "meeting_line.support"].contains(&column.as_str());
            noted || may.iter().any(|word| word == "page")
        }
        _ => false,
    }
}

/// Whether a secret may stand on the wall before these people. "Nothing may endanger anybody in the room": only what
/// every single one of them may read about the plan and the goals; no names; a role only of somebody who sits there.
pub fn may_stand_on_the_wall(family: &Family, room: &[&Seat], secret: &Secret) -> bool {
    let everybody = |seat: &&Seat| may_find(family, Some(*seat), secret, Kind::Extract);
    match &secret.how {
        How::Goal | How::Line | How::TakenOn(_) | How::Protected(_) => {
            !room.is_empty() && room.iter().all(everybody)
        }
        // On the wall nobody's own words are their own: the others read them too.
        How::Said(_) => !room.is_empty() && room.iter().all(|seat| may_hear(family, seat, secret)),
        How::Role => room.iter().any(|seat| secret.about == About::Seat(seat.id)),
        How::Column(_, may) => !room.is_empty() && may.iter().any(|word| word == "wall"),
        _ => false,
    }
}

/// Two people with one electronic address: it is the own of both.
fn shares_mailbox(family: &Family, seat: &Seat, secret: &Secret, column: &str) -> bool {
    let About::Seat(other) = secret.about else { return false };
    column == "email"
        && family.seats.iter().any(|other_seat| other_seat.id == other && other_seat.email == seat.email)
}

fn may_hear(family: &Family, seat: &Seat, secret: &Secret) -> bool {
    match secret.about {
        About::Child(child) => about_child(seat, secret.group, child),
        About::Children => family.children.iter().all(|child| about_child(seat, secret.group, *child)),
        _ => about_meeting(seat, secret.group, &family.children),
    }
}

/// Whoever does not work on the case learns nothing; those who lead and write the meeting what they need for it; the
/// office's own record keeps everything that was said, and not the file.
fn may_strangers_find(secret: &Secret, kind: Kind) -> bool {
    let room = match &secret.how {
        How::Name => secret.what != "child.file_mark" || kind == Kind::Record,
        How::Role
        | How::Goal
        | How::Line
        | How::Said(_)
        | How::TakenOn(_)
        | How::Protected(_)
        | How::Place => true,
        // Who leads the meeting has to know where somebody waits; whoever reads the record has not.
        How::OwnPlace => kind == Kind::Led,
        How::Contact(_) | How::Paper(..) => false,
        How::Initials => true,
        How::Column(column, may) => {
            let word = if kind == Kind::Led { "led" } else { "paper" };
            may.iter().any(|may| may == word) || kind == Kind::Record && column == "child_participation.wish"
        }
    };
    matches!(kind, Kind::Led | Kind::Record) && room
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(number: u128, kind: &'static str, child: Uuid) -> Seat {
        Seat {
            id: Uuid::from_u128(number),
            person: None,
            child: None,
            staff: false,
            kinds: vec![kind],
            positions: BTreeMap::from([(child, "none")]),
            email: String::new(),
            readers: Vec::new(),
            narrowed: Vec::new(),
        }
    }

    fn secret(group: &'static str, about: About, how: How) -> Secret {
        Secret { what: "t.c".into(), about, group, needle: "zizlavska".into(), how }
    }

    fn family(child: Uuid) -> Family {
        let none = Uuid::nil();
        Family {
            conference: none,
            case: none,
            children: vec![child],
            seats: Vec::new(),
            safety: false,
            secrets: Vec::new(),
            betrayed: None,
            shape: String::new(),
        }
    }

    #[test]
    fn what_one_in_the_room_may_not_know_may_not_stand_on_the_wall() {
        let child = Uuid::from_u128(9);
        let (family, teacher, doctor) =
            (family(child), seat(1, "school", child), seat(2, "health_provider", child));
        let school = secret("school", About::Child(child), How::Line);
        assert!(may_stand_on_the_wall(&family, &[&teacher], &school));
        assert!(!may_stand_on_the_wall(&family, &[&teacher, &doctor], &school), "the doctor came in");
        assert!(!may_stand_on_the_wall(&family, &[], &school), "nobody is there");
        let role = secret("identity", About::Seat(doctor.id), How::Role);
        assert!(!may_stand_on_the_wall(&family, &[&teacher], &role));
        let name = secret("identity", About::Seat(teacher.id), How::Name);
        assert!(!may_stand_on_the_wall(&family, &[&teacher], &name), "the wall names nobody");
    }

    #[test]
    fn behind_the_code_stand_own_tasks_and_before_it_no_words() {
        let child = Uuid::from_u128(9);
        let (family, teacher) = (family(child), seat(1, "school", child));
        let task = |owner: u128| secret("plan_tasks", About::Meeting, How::TakenOn(Uuid::from_u128(owner)));
        let may = |secret: &Secret, kind| may_find(&family, Some(&teacher), secret, kind);
        assert!(may(&task(1), Kind::OwnTasks));
        assert!(!may(&task(2), Kind::OwnTasks), "a task of somebody else");
        assert!(!may(&task(1), Kind::BeforeCode) && !may(&task(1), Kind::AtTheDoor));
        assert!(may(&task(1), Kind::Draft) && may(&task(1), Kind::Opened), "as in the extract");
        let goal = secret("plan_tasks", About::Meeting, How::Goal);
        assert!(may(&goal, Kind::Behind) && !may(&goal, Kind::BeforeCode), "the link alone tells no words");
        let crime = secret("criminal", About::Child(child), How::Line);
        assert!(!may(&crime, Kind::Draft) && !may(&crime, Kind::Opened));
        assert!(!may_find(&family, None, &task(1), Kind::AtTheDoor), "a door that knows nobody");
        assert!(may_find(&family, None, &crime, Kind::Export), "the office's own record");
    }
}
