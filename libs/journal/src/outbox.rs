//! What waits on a device until the house has it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Act, Entry, LARGEST, Refusal, Refused, STAMP_LEAP};

/// The entries a device has made and does not know to be kept by the house.
///
/// It is plain data. The device saves it whole after every change *and before anything leaves*: what is shown as "saved
/// on this device" has been saved, and after a kill the last saved one is taken up again. An entry leaves the outbox
/// only when the house names it as kept; cut lines, lost and doubled answers change nothing but when that is.
///
/// A tab that is copied together with its outbox sends what both have once, and takes a new name. Should the copies have
/// typed on in one line that was never sent, both texts stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbox {
    device: Uuid,
    seq: u64,
    stamp: u64,
    waiting: Vec<Waiting>,
    aside: Vec<Aside>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Waiting {
    entry: Entry,
    /// Whether it may have left the device. From then on it is never replaced: the house may have it.
    tried: bool,
}

/// An entry the house does not take. It stays on the device and in what the device shows, for a person to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// The entry.
    pub entry: Entry,
    /// Why it was not taken.
    pub why: Refusal,
}

/// What the house answers to a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Entries that are kept: those kept now and those it had.
    pub kept: Vec<Uuid>,
    /// Entries that are not taken.
    pub refused: Vec<Refused>,
    /// The highest stamp of the journal.
    pub stamp: u64,
}

/// What the device has to do after an answer.
#[must_use]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Entries that have left the outbox because they are kept: to be added to what the device has read from the house,
    /// which may send them only later. Without them a writer would miss their own text and write beside it.
    pub kept: Vec<Entry>,
    /// Whether the device must take a new name ([`Outbox::rename`]) before it sends again: another tab counts under
    /// this one.
    pub new_name: bool,
}

impl Outbox {
    /// An empty one of a new device; `stamp` is the highest it has seen.
    #[must_use]
    pub const fn new(device: Uuid, stamp: u64) -> Self {
        Self { device, seq: 0, stamp, waiting: Vec::new(), aside: Vec::new() }
    }

    /// The device's name.
    #[must_use]
    pub const fn device(&self) -> Uuid {
        self.device
    }

    /// Makes an entry, with a new identifier and the moment it happened (microseconds since 1970), and puts it at the
    /// end. A text over the text just before it, of the same line and never sent, takes that one's place: nobody else
    /// can have seen it, and a sentence is not sent letter by letter.
    pub fn put(&mut self, id: Uuid, happened: i64, act: Act) -> Entry {
        let act = self.replace_last(act);
        self.seq = self.seq.saturating_add(1).min(LARGEST);
        self.stamp = self.stamp.saturating_add(1).min(LARGEST);
        let entry = Entry { id, device: self.device, seq: self.seq, stamp: self.stamp, happened, act };
        self.waiting.push(Waiting { entry: entry.clone(), tried: false });
        entry
    }

    /// Takes the last entry out if this act replaces it; the act then stands over what that one stood over.
    fn replace_last(&mut self, act: Act) -> Act {
        let Act::Write { line, text, mut over } = act else { return act };
        let last = self.waiting.pop_if(|last| {
            !last.tried
                && over.contains(&last.entry.id)
                && matches!(last.entry.act, Act::Write { line: of, .. } if of == line)
        });
        if let Some(Waiting { entry: Entry { id, act: Act::Write { over: older, .. }, .. }, .. }) = last {
            over.retain(|one| *one != id);
            let more: Vec<Uuid> = older.into_iter().filter(|one| !over.contains(one)).collect();
            over.extend(more);
        }
        Act::Write { line, text, over }
    }

    /// At most `most` entries to send now, the oldest first. They count as sent from here on: save the outbox, then
    /// send. Asking again gives the same ones again.
    #[must_use]
    pub fn batch(&mut self, most: usize) -> Vec<Entry> {
        self.waiting
            .iter_mut()
            .take(most)
            .map(|waiting| {
                waiting.tried = true;
                waiting.entry.clone()
            })
            .collect()
    }

    /// An answer came, perhaps late or for the second time. What is kept is given back and forgotten here; what must be
    /// stamped anew is; what the house does not take is set aside.
    pub fn answered(&mut self, answer: &Answer) -> Heard {
        self.witness(answer.stamp);
        let ids: BTreeSet<&Uuid> = answer.kept.iter().collect();
        let sent = self.waiting.extract_if(.., |waiting| ids.contains(&waiting.entry.id));
        let mut heard = Heard { kept: sent.map(|waiting| waiting.entry).collect(), new_name: false };
        let late = self.aside.extract_if(.., |aside| ids.contains(&aside.entry.id));
        heard.kept.extend(late.map(|aside| aside.entry));
        let mut ahead = false;
        for Refused { entry, why } in &answer.refused {
            let Some(waiting) = self.waiting.iter().find(|waiting| waiting.entry.id == *entry) else {
                continue;
            };
            match why {
                Refusal::CountTaken => heard.new_name = true,
                // An old answer speaks of a stamp that was changed long ago.
                Refusal::StampAhead => ahead |= waiting.entry.stamp > answer.stamp.saturating_add(STAMP_LEAP),
                _ => self.set_aside(entry, *why),
            }
        }
        if ahead {
            self.stamp_anew(answer.stamp);
        }
        heard
    }

    fn set_aside(&mut self, entry: &Uuid, why: Refusal) {
        let refused = self.waiting.extract_if(.., |waiting| waiting.entry.id == *entry);
        self.aside.extend(refused.map(|waiting| Aside { entry: waiting.entry, why }));
    }

    fn stamp_anew(&mut self, from: u64) {
        self.stamp = from;
        for waiting in &mut self.waiting {
            self.stamp = self.stamp.saturating_add(1).min(LARGEST);
            waiting.entry.stamp = self.stamp;
        }
    }

    /// Gives the device a new name and counts what waits anew under it. Identifiers stay, so whatever the house has
    /// under the old name is known to it.
    pub fn rename(&mut self, device: Uuid) {
        self.device = device;
        self.seq = 0;
        for waiting in &mut self.waiting {
            self.seq = self.seq.saturating_add(1);
            (waiting.entry.device, waiting.entry.seq) = (device, self.seq);
        }
    }

    /// The device has seen an entry with this stamp: what it makes from now on counts as later.
    pub fn witness(&mut self, stamp: u64) {
        self.stamp = self.stamp.max(stamp.min(LARGEST));
    }

    /// What the device shows besides what the house has sent it: everything it has made and does not know to be kept.
    /// Where the house has an entry of the same identifier, that one counts.
    pub fn unkept(&self) -> impl Iterator<Item = &Entry> {
        self.waiting.iter().map(|waiting| &waiting.entry).chain(self.aside.iter().map(|aside| &aside.entry))
    }

    /// How many entries wait to be sent.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// What the house did not take.
    #[must_use]
    pub fn aside(&self) -> &[Aside] {
        &self.aside
    }
}
