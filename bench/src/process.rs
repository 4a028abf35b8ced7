//! The program under test as a process.

use crate::Outcome;
use crate::client::{Client, Run};
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// Where it listens.
pub const ADDRESS: &str = "127.0.0.1:18080";

/// A running server.
pub struct Server {
    child: Child,
    /// From the start of the process to the first page, in milliseconds.
    pub first_page_ms: f64,
}

impl Server {
    /// Starts it and waits for the first page.
    pub async fn start(program: &Path, config: &Path) -> Outcome<Self> {
        let begun = Instant::now();
        let mut child = Command::new(program)
            .args(["serve", "--config"])
            .arg(config)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        loop {
            if let Ok(mut client) = Client::connect(ADDRESS).await
                && client.get("/prihlaseni", "").await.is_ok_and(|answer| answer.status == 200)
            {
                break;
            }
            if let Some(status) = child.try_wait()? {
                return Err(format!("the server ended: {status}").into());
            }
            if begun.elapsed() > Duration::from_secs(30) {
                return Err("the server does not answer".into());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Ok(Self { child, first_page_ms: begun.elapsed().as_secs_f64() * 1000.0 })
    }

    /// Proportional set size in megabytes.
    pub fn pss_mb(&self) -> Outcome<f64> {
        let id = self.child.id().ok_or("no process")?;
        let text = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup"))?;
        let kib = text
            .lines()
            .find_map(|line| line.strip_prefix("Pss:"))
            .and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<f64>().ok())
            .ok_or("no PSS")?;
        Ok(kib / 1024.0)
    }

    /// Stops it.
    pub async fn stop(&mut self) -> Outcome<()> {
        self.child.kill().await?;
        Ok(())
    }
}

/// Signs in with the right password: one argon2id, and the way to the second factor (303).
pub async fn sign_ins(login: &str, password: &str, count: usize) -> Outcome<Run> {
    let mut run = Run::default();
    let begun = Instant::now();
    let form = format!("jmeno={}&heslo={}", login.replace('@', "%40"), password.replace(' ', "+"));
    for _ in 0..count {
        let mut client = Client::connect(ADDRESS).await?;
        let asked = Instant::now();
        let answer = client.post("/prihlaseni", &form).await?;
        if answer.status == 303 {
            run.latencies.push(asked.elapsed());
        } else {
            run.wrong += 1;
        }
    }
    run.wall = begun.elapsed();
    Ok(run)
}
