//! Starts the mail server of `server.py` in a process of its own.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server. It ends when this is dropped.
pub struct Server {
    child: Child,
    pub port: u16,
    pub folder: PathBuf,
}

/// What the server took.
pub struct Taken {
    pub from: String,
    pub to: Vec<String>,
    pub raw: Vec<u8>,
}

impl Server {
    pub fn start(mode: &str, more: &[&Path]) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/server/server.py");
        Self::of(&script, mode, more)
    }

    pub fn of(script: &Path, mode: &str, more: &[&Path]) -> Self {
        static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("smtp-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let python = std::env::var("PRIPADOVKA_TEST_PYTHON").unwrap_or_else(|_| "/usr/bin/python3".into());
        let mut child = Command::new(python)
            .arg(script)
            .arg(mode)
            .arg(&folder)
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 with aiosmtpd (Debian: python3-aiosmtpd); ./test installs it");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().strip_prefix("PORT ").expect("python3-aiosmtpd is installed").parse().unwrap();
        Self { child, port, folder }
    }

    /// What it has taken so far, in order.
    pub fn taken(&self) -> Vec<Taken> {
        (1..).map_while(|number| self.read(number)).collect()
    }

    fn read(&self, number: usize) -> Option<Taken> {
        let raw = std::fs::read(self.folder.join(format!("{number}.eml"))).ok()?;
        let envelope = std::fs::read_to_string(self.folder.join(format!("{number}.envelope"))).ok()?;
        let mut lines = envelope.lines().map(str::to_owned);
        Some(Taken { from: lines.next()?, to: lines.collect(), raw })
    }

    /// The report that came back for its message.
    pub fn report(&self, number: usize) -> Vec<u8> {
        let path = self.folder.join(format!("{number}.dsn"));
        let begun = Instant::now();
        while !path.exists() {
            assert!(begun.elapsed() < Duration::from_secs(10), "no report came");
            std::thread::sleep(Duration::from_millis(20));
        }
        std::fs::read(path).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
