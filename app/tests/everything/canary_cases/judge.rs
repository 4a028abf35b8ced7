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
    let Some(seat) = reader else { return may_strangers_find(secret, kind) };
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
        How::Role | How::Goal | How::Line | How::TakenOn(_) | How::Protected(_) | How::Place => true,
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
