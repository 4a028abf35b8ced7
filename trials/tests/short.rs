//! A short series of each trial in every run; the long ones are run by command (docs/guides/trials.md).
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

use std::path::PathBuf;
use trials::ground::Ground;
use trials::{journal, power};

/// The program that the workspace's tests were built with.
fn program() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().and_then(|deps| deps.parent()).unwrap();
    let program = folder.join("pripadovka");
    assert!(program.exists(), "{} is not built: run cargo test --workspace", program.display());
    program
}

fn seed() -> u64 {
    let seed =
        std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(|| fastrand::u64(..));
    eprintln!("seed {seed}");
    seed
}

async fn kills_and_cuts(postgres: Option<&str>) {
    let ground = Ground::make(&program(), postgres).await.unwrap();
    let seen = journal::play(&ground, 25, seed(), |_| ()).await;
    ground.clear().await.unwrap();
    let seen = seen.unwrap();
    assert!(seen.acknowledged > 0 && seen.kept >= seen.acknowledged, "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_when_the_server_is_killed_at_random() {
    kills_and_cuts(None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_when_the_server_is_killed_at_random_on_postgresql() {
    let server = std::env::var("PRIPADOVKA_TEST_POSTGRES").expect("PRIPADOVKA_TEST_POSTGRES: run ./test");
    kills_and_cuts(Some(&server)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_when_the_power_fails() {
    let mut ground = Ground::make(&program(), None).await.unwrap();
    let seen = power::play(&mut ground, 5, seed(), |_| ()).await.unwrap();
    assert_eq!(seen.rounds, 5, "{seen:?}");
}
