//! Rounds of kills, cuts and duplicates.

use crate::Outcome;
use crate::device::{Device, uuid};
use crate::ground::{Ground, Server};
use crate::wire::Fate;
use ::journal::{Entry, fold};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Devices that write at once.
const DEVICES: usize = 3;
/// After how many rounds everything is compared.
const COMPARED_EVERY: usize = 50;
/// The beginning of the devices' clocks, in microseconds since 1970: the house does not believe them anyway.
const LONG_AGO: i64 = 1_780_000_000_000_000;

/// What a trial saw.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Rounds, each ended by a SIGKILL of the server or by its answer.
    pub rounds: usize,
    /// SIGKILLs of the server.
    pub kills: usize,
    /// Requests that were cut, unheard or doubled.
    pub broken: usize,
    /// Entries that were acknowledged.
    pub acknowledged: usize,
    /// Entries in the journal at the end.
    pub kept: usize,
}

impl Seen {
    /// This and what another meeting saw.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            rounds: self.rounds + other.rounds,
            kills: self.kills + other.kills,
            broken: self.broken + other.broken,
            acknowledged: self.acknowledged + other.acknowledged,
            kept: self.kept + other.kept,
        }
    }
}

/// Plays rounds on an installation.
///
/// # Errors
/// What was lost, doubled or folded otherwise; with the round.
pub async fn play(ground: &Ground, rounds: usize, seed: u64, mut tell: impl FnMut(&Seen)) -> Outcome<Seen> {
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut devices: Vec<Device> = (0..DEVICES).map(|_| Device::new(uuid(&mut dice), LONG_AGO)).collect();
    // One that is two hours ahead, one that is two hours behind, and the others right.
    for (device, lag) in devices.iter_mut().zip([-7_200_000_000, 7_200_000_000]) {
        device.lag(lag);
    }
    let mut seen = Seen::default();
    for round in 1..=rounds {
        let server = ground.start().await?;
        play_one(ground, server, &mut devices, &mut dice, &mut seen)
            .await
            .map_err(|error| format!("seed {seed}, round {round}: {error}"))?;
        seen.rounds = round;
        if round % COMPARED_EVERY == 0 || round == rounds {
            compare(ground, &mut devices, &mut dice, &mut seen)
                .await
                .map_err(|error| format!("seed {seed}, after round {round}: {error}"))?;
            tell(&seen);
        }
    }
    ground.command(&["audit", "verify"]).await?;
    Ok(seen)
}

/// One life of the server.
async fn play_one(
    ground: &Ground,
    server: Server,
    devices: &mut [Device],
    dice: &mut fastrand::Rng,
    seen: &mut Seen,
) -> Outcome<()> {
    // The server dies at a moment that nobody chose; the devices go on typing and sending into the void.
    let death = Duration::from_micros(dice.u64(0..60_000));
    let killed = tokio::spawn(async move {
        tokio::time::sleep(death).await;
        server.kill().await
    });
    let steps = dice.usize(3..14);
    for _ in 0..steps {
        let Some(device) = devices.get_mut(dice.usize(0..DEVICES)) else { continue };
        for _ in 0..dice.usize(1..4) {
            device.act(dice);
        }
        if dice.u8(0..12) == 0 {
            device.restart()?;
        }
        let fate = match dice.u8(0..8) {
            0 => Fate::Cut(dice.usize(0..1000)),
            1 => Fate::Unheard,
            2 => Fate::Twice,
            _ => Fate::Whole,
        };
        seen.broken += usize::from(fate != Fate::Whole);
        send(ground, device, fate, dice).await?;
    }
    killed.await??;
    seen.kills += 1;
    Ok(())
}

async fn send(ground: &Ground, device: &mut Device, fate: Fate, dice: &mut fastrand::Rng) -> Outcome<()> {
    if !device.known {
        device.known = ground.line.register(device.id()).await;
    }
    let batch = device.batch();
    // A dead server refuses the connection: an answer that was not heard.
    let answers = ground.line.hand_over(device.id(), &batch, fate).await?;
    for answer in answers {
        device.heard(&answer, dice);
        if dice.u8(0..10) == 0 {
            // An old answer comes once more.
            device.heard(&answer, dice);
        }
    }
    Ok(())
}

/// Empties the outboxes and compares the journal with what every device was told.
async fn compare(
    ground: &Ground,
    devices: &mut [Device],
    dice: &mut fastrand::Rng,
    seen: &mut Seen,
) -> Outcome<()> {
    let server = ground.start().await?;
    for device in devices.iter_mut() {
        for _ in 0..400 {
            if device.waiting() == 0 {
                break;
            }
            if !device.known {
                device.known = ground.line.register(device.id()).await;
            }
            let batch = device.batch();
            let answer = ground.line.insist(device.id(), &batch).await?;
            device.heard(&answer, dice);
        }
        if device.waiting() > 0 {
            return Err(format!("{} entries could not be handed over", device.waiting()).into());
        }
        if device.aside() > 0 {
            return Err(format!("{} entries were refused", device.aside()).into());
        }
    }
    let journal = ground.line.journal().await?;
    server.stop().await?;
    let entries = once_each(&journal)?;
    let acknowledged: BTreeSet<_> = devices.iter().flat_map(|device| &device.acknowledged).copied().collect();
    let lost = acknowledged.iter().filter(|id| !entries.contains_key(id)).count();
    if lost > 0 {
        return Err(format!("{lost} acknowledged entries are lost").into());
    }
    let all: Vec<Entry> = entries.values().cloned().collect();
    for device in devices.iter_mut() {
        device.agrees(&all)?;
        device.read(&all);
    }
    (seen.acknowledged, seen.kept) = (acknowledged.len(), all.len());
    Ok(())
}

/// The journal by identifier; every entry and every position must be there once.
fn once_each(journal: &[(i64, Entry)]) -> Outcome<BTreeMap<uuid::Uuid, Entry>> {
    let mut entries = BTreeMap::new();
    for (_, entry) in journal {
        if entries.insert(entry.id, entry.clone()).is_some() {
            return Err(format!("entry {} is there twice", entry.id).into());
        }
    }
    // Any order comes to the same.
    let (forth, mut back) =
        (entries.values().cloned().collect::<Vec<_>>(), entries.values().cloned().collect::<Vec<_>>());
    back.reverse();
    if fold(&forth, None) != fold(&back, None) {
        return Err("the journal folds differently from behind".into());
    }
    Ok(entries)
}
