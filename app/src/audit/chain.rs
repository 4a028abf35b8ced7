//! The chain: each event's hash covers the one before it.

use super::{About, By};
use crate::kernel::Moment;
use sha2::{Digest, Sha256};

/// An event as it is written.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Who, in whose chain.
    pub by: By,
    /// Stable code of the event.
    pub code: String,
    /// What it is about.
    pub about: About,
    /// Its fields as JSON (identifiers, codes, counts).
    pub detail: String,
    /// When.
    pub moment: Moment,
}

/// The end of an office's chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Number of the last event, from one; zero for an empty chain.
    pub sequence: i64,
    /// Its hash; empty for an empty chain.
    pub hash: Vec<u8>,
}

impl Link {
    /// Before the first event.
    #[must_use]
    pub const fn start() -> Self {
        Self { sequence: 0, hash: Vec::new() }
    }
}

/// The link that follows `previous` when `entry` is written. Every field is written with its length, so that
/// no two different entries hash alike.
#[must_use]
pub fn link(previous: &Link, entry: &Entry) -> Link {
    let sequence = previous.sequence + 1;
    let mut hasher = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    part(&previous.hash);
    part(&sequence.to_be_bytes());
    part(entry.by.office.as_bytes());
    part(entry.by.who.code().as_bytes());
    part(entry.by.actor.as_ref().map_or(&[][..], |id| id.as_bytes()));
    part(entry.code.as_bytes());
    part(entry.about.case.as_ref().map_or(&[][..], |id| id.as_bytes()));
    part(entry.about.conference.as_ref().map_or(&[][..], |id| id.as_bytes()));
    part(entry.detail.as_bytes());
    part(&entry.moment.timestamp().as_microsecond().to_be_bytes());
    Link { sequence, hash: hasher.finalize().to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Who;
    use uuid::Uuid;

    fn entry(detail: &str) -> Entry {
        Entry {
            by: By::system(Uuid::nil()),
            code: "case.read".into(),
            about: About::default(),
            detail: detail.into(),
            moment: Moment::from_timestamp(jiff::Timestamp::UNIX_EPOCH),
        }
    }

    #[test]
    fn changing_anything_changes_every_later_hash() {
        let first = link(&Link::start(), &entry("{}"));
        let second = link(&first, &entry("{}"));
        let tampered = link(&link(&Link::start(), &entry("{ }")), &entry("{}"));
        assert_eq!(second.sequence, 2);
        assert_ne!(second.hash, tampered.hash);
        assert_ne!(first.hash, second.hash);
    }

    #[test]
    fn the_hash_covers_every_field_of_an_event() {
        let (case, conference, office) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let whole = Entry {
            by: By { who: Who::Staff, actor: Some(Uuid::from_u128(4)), office },
            code: "case.read".into(),
            about: About { case: Some(case), conference: Some(conference) },
            detail: "{}".into(),
            moment: Moment::from_timestamp(jiff::Timestamp::UNIX_EPOCH),
        };
        let changed = |change: fn(&mut Entry)| {
            let mut entry = whole.clone();
            change(&mut entry);
            entry
        };
        let others = [
            ("kind of actor", changed(|e| e.by.who = Who::System)),
            ("actor", changed(|e| e.by.actor = Some(Uuid::from_u128(5)))),
            ("no actor", changed(|e| e.by.actor = None)),
            ("office", changed(|e| e.by.office = Uuid::from_u128(5))),
            ("code", changed(|e| e.code = "case.reads".into())),
            ("case", changed(|e| e.about.case = Some(Uuid::from_u128(5)))),
            ("no case", changed(|e| e.about.case = None)),
            ("conference", changed(|e| e.about.conference = None)),
            (
                "case and conference exchanged",
                changed(|e| {
                    (e.about.case, e.about.conference) = (e.about.conference, e.about.case);
                }),
            ),
            ("detail", changed(|e| e.detail = "{ }".into())),
            ("moment", changed(|e| e.moment = e.moment.plus_seconds(1))),
        ];
        let start = Link::start();
        for (what, other) in others {
            assert_ne!(link(&start, &whole).hash, link(&start, &other).hash, "{what} is not covered");
        }
        let later = Link { sequence: 7, hash: Vec::new() };
        assert_ne!(link(&start, &whole).hash, link(&later, &whole).hash, "the number is not covered");
    }
}
