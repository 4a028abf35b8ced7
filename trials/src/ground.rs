//! An installation of its own with one running meeting, and the program as a process that can be killed.

use crate::Outcome;
use crate::wire::Line;
use bench::client::Client;
use bench::prepare::open_session;
use pripadovka::config::Config;
use pripadovka::kernel::{Clock, Id};
use pripadovka::start::{self, Opening};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};
use uuid::Uuid;

portable_sql::statements! {
    /// Convened conferences with somebody who works on their case.
    CONVENED = "SELECT c.id, c.office_id, t.staff_id FROM conference c JOIN tie t ON t.case_id = c.case_id WHERE c.state = $1 AND t.kind = $2 ORDER BY c.id LIMIT 1";
}

/// An installation.
pub struct Ground {
    /// Its folder; gone with it.
    pub folder: tempfile::TempDir,
    /// The program under trial.
    pub program: PathBuf,
    /// What is put before the program when it is started: nothing, or a recorder of its writes.
    pub before: Vec<String>,
    /// How it is asked.
    pub line: Line,
    postgres: Option<(String, String)>,
}

impl Ground {
    /// Makes one: keys, schema, synthetic cases, a session, and the meeting is begun.
    pub async fn make(program: &Path, postgres: Option<&str>) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("127.0.0.1:{port}");
        let postgres = match postgres {
            Some(server) => Some((server.to_owned(), own_database(server).await?)),
            None => None,
        };
        let database = match &postgres {
            Some((server, name)) => format!("kind = \"postgres\"\nurl = \"{}\"", beside(server, name)),
            None => "kind = \"sqlite\"\npath = \"trials.db\"".to_owned(),
        };
        let text = format!(
            "key_file = \"klice\"\nsecure_cookies = false\n[database]\n{database}\n[listen]\nstaff = \"{address}\"\n\
             public = \"{address}\"\n[links]\nstaff_url = \"http://{address}\"\npublic_url = \"http://{address}\"\n\
             [mail]\nkind = \"folder\"\nfolder = \"posta\"\n[sender]\naddress = \"zkousky@priklad.cz\"\n[log]\nlevel = \"error\"\n"
        );
        std::fs::write(folder.path().join("pripadovka.toml"), text)?;
        let line = Line { address, cookie: String::new(), meeting: String::new() };
        let mut ground = Self { folder, program: program.to_owned(), before: Vec::new(), line, postgres };
        for arguments in
            [&["key", "create"][..], &["migrate"], &["load", "--conferences", "40", "--participants", "400"]]
        {
            ground.command(arguments).await?;
        }
        ground.begin_meeting().await?;
        Ok(ground)
    }

    /// The configuration file.
    pub fn config(&self) -> PathBuf {
        self.folder.path().join("pripadovka.toml")
    }

    /// Runs a command of the program to its good end.
    pub async fn command(&self, arguments: &[&str]) -> Outcome<()> {
        let output = Command::new(&self.program)
            .args(arguments)
            .arg("--config")
            .arg(self.config())
            .stdin(Stdio::null())
            .output()
            .await?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(format!("{arguments:?} ended with {}: {said}", output.status).into())
    }

    async fn begin_meeting(&mut self) -> Outcome<()> {
        pripadovka::shell::set_registry(pripadovka::capabilities::all);
        let config = Config::read(&self.config()).map_err(|e| e.to_string())?;
        let opened = start::open(&config, Opening::BESIDE).await.map_err(|e| e.to_string())?;
        let found: Vec<(Uuid, Uuid, Uuid)> =
            CONVENED.bind("convened").bind("coordinator").all(&opened.house.queries).await?;
        let (conference, office, worker) = found.first().copied().ok_or("no convened conference")?;
        self.line.cookie = open_session(&opened.house, office, worker).await?;
        drop(opened);
        self.line.meeting = format!("/konference/{conference}/jednani");
        let server = self.start().await?;
        let status = self.line.post(&format!("{}/zahajit", self.line.meeting), "").await?;
        server.stop().await?;
        if status == 303 { Ok(()) } else { Err(format!("the meeting did not begin: {status}").into()) }
    }

    /// Starts the program and waits until it answers.
    pub async fn start(&self) -> Outcome<Server> {
        let mut words = self.before.iter().map(std::ffi::OsString::from).collect::<Vec<_>>();
        words.push(self.program.clone().into_os_string());
        let (first, rest) = words.split_first().ok_or("no program")?;
        let mut child = Command::new(first)
            .args(rest)
            .args(["serve", "--config"])
            .arg(self.config())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let begun = Instant::now();
        loop {
            if let Ok(mut client) = Client::connect(&self.line.address).await
                && client.get("/prihlaseni", "").await.is_ok_and(|answer| answer.status == 200)
            {
                return Ok(Server(child));
            }
            if let Some(status) = child.try_wait()? {
                return Err(format!("the server ended: {status}").into());
            }
            if begun.elapsed() > Duration::from_secs(60) {
                return Err("the server does not answer".into());
            }
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }

    /// Removes the database on the server.
    pub async fn clear(&self) -> Outcome<()> {
        match &self.postgres {
            None => Ok(()),
            Some((server, name)) => administer(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await,
        }
    }
}

/// The program as a process.
pub struct Server(Child);

impl Server {
    /// SIGKILL.
    pub async fn kill(mut self) -> Outcome<()> {
        self.0.kill().await?;
        Ok(())
    }

    /// SIGTERM, and waits for the end.
    pub async fn stop(mut self) -> Outcome<()> {
        let id = self.0.id().ok_or("no process")?;
        Command::new("kill").args(["-TERM", &id.to_string()]).status().await?;
        tokio::time::timeout(Duration::from_secs(20), self.0.wait()).await??;
        Ok(())
    }

    /// Kills the program that a recorder started, and waits until the recorder has written everything.
    pub async fn stop_child(mut self) -> Outcome<()> {
        let id = self.0.id().ok_or("no process")?;
        Command::new("pkill").args(["-KILL", "-P", &id.to_string()]).status().await?;
        tokio::time::timeout(Duration::from_secs(20), self.0.wait()).await??;
        Ok(())
    }
}

fn beside(server: &str, name: &str) -> String {
    let end = server.rfind('/').unwrap_or(server.len());
    format!("{}/{name}", server.get(..end).unwrap_or(server))
}

async fn own_database(server: &str) -> Outcome<String> {
    // The time in its name lets a later run of the tests clear what this one may leave behind.
    let fresh = Id::<Ground>::fresh(Clock::System.now()).uuid();
    let name = format!("pripadovka_trial_{}", fresh.simple());
    administer(server, &format!("CREATE DATABASE {name}")).await?;
    Ok(name)
}

async fn administer(server: &str, words: &str) -> Outcome<()> {
    let (client, connection) = tokio_postgres::connect(server, tokio_postgres::NoTls).await?;
    let connection = tokio::spawn(connection);
    client.batch_execute(words).await?;
    drop(client);
    connection.await??;
    Ok(())
}
