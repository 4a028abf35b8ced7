//! A running meeting: what a recorder waits for, with twenty of them at one server, each at a meeting of their own, and
//! with twenty at one table.

use crate::outside::Ground;
use bench::Outcome;
use bench::client::{Client, Run};
use bench::process::{ADDRESS, Server};
use bench::report::Table;
use journal::{Act, Entry, Field, Place};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Recorders at once.
pub(crate) const RECORDERS: usize = 20;
/// How long each load lasts.
const LASTS: Duration = Duration::from_secs(10);
/// A recorder who types without a pause hands over about this often: at every Enter and every five seconds. Ten times as
/// often as anybody types.
const PACE: Duration = Duration::from_millis(150);

/// One recorder's tablet.
pub(crate) struct Recorder {
    meeting: String,
    session: String,
    device: Uuid,
    seq: u64,
    stamp: u64,
    client: Client,
}

impl Recorder {
    pub(crate) async fn new(meeting: String, session: String) -> Outcome<Self> {
        let (mut client, device) = (Client::connect(ADDRESS).await?, fresh());
        let said =
            client.post_as(&format!("{meeting}/zarizeni"), &session, &format!("zarizeni={device}")).await?;
        if said.status != 200 {
            return Err(format!("a device is not taken: {}", said.status).into());
        }
        Ok(Self { meeting, session, device, seq: 0, stamp: 0, client })
    }

    fn entry(&mut self, act: Act) -> Entry {
        self.seq += 1;
        self.stamp += 1;
        Entry { id: fresh(), device: self.device, seq: self.seq, stamp: self.stamp, happened: 0, act }
    }

    /// Hands one new line over; how long until the house says that it is kept.
    pub(crate) async fn line(&mut self) -> Outcome<Option<Duration>> {
        self.hand_over(&[]).await
    }

    /// Hands over a line that was agreed, of the plan, which everybody may know.
    pub(crate) async fn agreed(&mut self) -> Outcome<Option<Duration>> {
        self.hand_over(&[(Field::Kind, "agreed"), (Field::Topic, "plan_tasks")]).await
    }

    async fn hand_over(&mut self, marks: &[(Field, &str)]) -> Outcome<Option<Duration>> {
        let line = fresh();
        let begin = self.entry(Act::Begin { line, phase: None, place: Place::after(None, 0, line) });
        let text =
            format!("Maminka navrhuje vyzvedávání v pátek ve 14.30, po obědě, s babičkou. {}", self.seq);
        let write = self.entry(Act::Write { line, text: text.into(), over: Vec::new() });
        let mut entries = vec![begin, write];
        for (field, value) in marks {
            entries.push(self.entry(Act::Mark { line, field: *field, value: Some((*value).into()) }));
        }
        let body = serde_json::json!({ "device": self.device, "entries": entries }).to_string();
        let asked = Instant::now();
        let answer = self.client.post_json(&format!("{}/denik", self.meeting), &self.session, &body).await?;
        let kept = answer.status == 200 && answer.text.matches(&line.to_string()).count() == 0;
        // Both entries must be named as kept, the line itself is not named in an answer.
        Ok((kept && answer.text.contains("\"refused\":[]")).then(|| asked.elapsed()))
    }
}

pub(crate) fn fresh() -> Uuid {
    uuid::Builder::from_random_bytes(pripadovka::kernel::random_bytes::<16>()).into_uuid()
}

/// Rows of the table.
pub async fn rows(ground: &Ground, server: &Server, table: &mut Table) -> Outcome<()> {
    table.row("memory before the meetings (PSS)", &format!("{:.0} MB", server.pss_mb()?), "");
    let apart: Vec<Uuid> = ground.conferences.iter().take(RECORDERS).map(|(id, _)| *id).collect();
    for id in &apart {
        begin(*id, &ground.session).await?;
    }
    // The worker with the most conferences may have fewer than there are recorders; then some sit at one table.
    let each: Vec<Uuid> = apart.iter().copied().cycle().take(RECORDERS).collect();
    let own = recorders(&each, ground).await?;
    let (what, meetings) = ("line to acknowledgement, 20 recorders", apart.len());
    table.run(&format!("{what} at {meetings} meetings, a line each 150 ms"), &paced(own).await?, "p99 20 ms");
    let one = apart.first().copied().ok_or("no conference")?;
    let together = recorders(&[one; RECORDERS], ground).await?;
    table.run("line to acknowledgement, 20 recorders at one table", &paced(together).await?, "p99 20 ms");
    let own = recorders(&each, ground).await?;
    table.run(&format!("{what} at {meetings} meetings without a pause"), &load(own, None).await?, "");
    table.row("memory under load (PSS)", &format!("{:.0} MB", server.pss_mb()?), "");
    Ok(())
}

async fn begin(conference: Uuid, session: &str) -> Outcome<()> {
    let mut client = Client::connect(ADDRESS).await?;
    let status =
        client.post_as(&format!("/konference/{conference}/jednani/zahajit"), session, "").await?.status;
    if status == 303 { Ok(()) } else { Err(format!("a meeting did not begin: {status}").into()) }
}

async fn recorders(conferences: &[Uuid], ground: &Ground) -> Outcome<Vec<Recorder>> {
    let mut all = Vec::new();
    for id in conferences {
        all.push(Recorder::new(format!("/konference/{id}/jednani"), ground.session.clone()).await?);
    }
    Ok(all)
}

async fn paced(recorders: Vec<Recorder>) -> Outcome<Run> {
    load(recorders, Some(PACE)).await
}

async fn load(recorders: Vec<Recorder>, pace: Option<Duration>) -> Outcome<Run> {
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for (number, mut recorder) in recorders.into_iter().enumerate() {
        tasks.push(tokio::spawn(async move {
            let mut run = Run::default();
            // Nobody types in step.
            let offset = pace.map_or(Duration::ZERO, |pace| pace * u32::try_from(number).unwrap_or(0) / 20);
            tokio::time::sleep(offset).await;
            while begun.elapsed() < LASTS {
                let next = Instant::now() + pace.unwrap_or_default();
                match recorder.line().await {
                    Ok(Some(took)) => run.latencies.push(took),
                    Ok(None) => run.wrong += 1,
                    Err(_) => {
                        run.wrong += 1;
                        break;
                    }
                }
                tokio::time::sleep_until(next.into()).await;
            }
            run
        }));
    }
    let mut all = Run::default();
    for task in tasks {
        let run = task.await?;
        all.latencies.extend(run.latencies);
        all.wrong += run.wrong;
    }
    all.wall = begun.elapsed();
    Ok(all)
}
