//! That something changed: open pages that show a meeting live listen here. It carries no content, only the sign to
//! look again; whoever looks reads under their own right.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

/// Beats per subject within this process. Another process on the same database is not heard: who listens looks by
/// themselves from time to time (see [`Listener::next`]).
#[derive(Clone, Default)]
pub struct Pulse(Arc<Inner>);

struct Inner {
    hearts: Mutex<HashMap<Uuid, watch::Sender<u64>>>,
    over: watch::Sender<bool>,
}

impl Default for Inner {
    fn default() -> Self {
        Self { hearts: Mutex::default(), over: watch::Sender::new(false) }
    }
}

/// What a listener heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Something changed.
    Again,
    /// Nothing, for as long as was waited.
    Quiet,
    /// The program ends: so shall the stream.
    Over,
}

impl Pulse {
    /// Says that something about the subject changed. After the commit, never before.
    pub fn beat(&self, subject: Uuid) {
        if let Some(heart) = self.hearts().get(&subject) {
            heart.send_modify(|count| *count = count.wrapping_add(1));
        }
    }

    /// Listens to a subject from now on.
    #[must_use]
    pub fn listen(&self, subject: Uuid) -> Listener {
        let mut hearts = self.hearts();
        hearts.retain(|_, heart| heart.receiver_count() > 0);
        let heart = hearts.entry(subject).or_insert_with(|| watch::Sender::new(0)).subscribe();
        Listener { heart, over: self.0.over.subscribe() }
    }

    /// Ends all streams: without it every end of the program would wait for pages that stay open.
    pub fn end(&self) {
        self.0.over.send_replace(true);
    }

    fn hearts(&self) -> MutexGuard<'_, HashMap<Uuid, watch::Sender<u64>>> {
        self.0.hearts.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// One open page.
pub struct Listener {
    heart: watch::Receiver<u64>,
    over: watch::Receiver<bool>,
}

impl Listener {
    /// Waits for the next beat, at most `patience`. A beat since the last call is heard at once.
    pub async fn next(&mut self, patience: Duration) -> Beat {
        if *self.over.borrow() {
            return Beat::Over;
        }
        tokio::select! {
            ended = self.over.changed() => if ended.is_ok() { Beat::Over } else { Beat::Quiet },
            beat = self.heart.changed() => if beat.is_ok() { Beat::Again } else { Beat::Over },
            () = tokio::time::sleep(patience) => Beat::Quiet,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(30);
    const SHORT: Duration = Duration::from_millis(5);

    #[tokio::test]
    async fn who_listens_hears_their_own_subject_only() {
        let (pulse, mine, other) = (Pulse::default(), Uuid::from_u128(1), Uuid::from_u128(2));
        let mut listener = pulse.listen(mine);
        pulse.beat(other);
        assert_eq!(listener.next(SHORT).await, Beat::Quiet);
        pulse.beat(mine);
        assert_eq!(listener.next(LONG).await, Beat::Again);
        assert_eq!(listener.next(SHORT).await, Beat::Quiet);
    }

    #[tokio::test]
    async fn the_end_ends_every_stream_also_one_that_opens_afterwards() {
        let pulse = Pulse::default();
        let mut early = pulse.listen(Uuid::from_u128(1));
        pulse.end();
        assert_eq!(early.next(LONG).await, Beat::Over);
        assert_eq!(pulse.listen(Uuid::from_u128(1)).next(LONG).await, Beat::Over);
    }

    #[test]
    fn closed_pages_are_forgotten() {
        let pulse = Pulse::default();
        for number in 0..1000 {
            drop(pulse.listen(Uuid::from_u128(number)));
        }
        assert!(pulse.hearts().len() <= 1);
    }
}
