//! What the people in a room wait for: the wall after a line and after somebody came in, the sheets before
//! they go home, and a record of sixty pages.

use crate::meeting::{RECORDERS, Recorder, fresh};
use crate::outside::Ground;
use bench::Outcome;
use bench::client::{Client, Run};
use bench::process::ADDRESS;
use bench::report::Table;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use uuid::Uuid;

/// Meetings whose wall is watched.
const MEETINGS: usize = 10;
/// People who sit there before anybody is let in.
const SEATED: usize = 4;
/// Lines that are agreed at each of them, one after another.
const LINES: usize = 12;
/// Agreed lines of a long record; with what was typed before about sixty pages.
const LONG: usize = 1_230;
/// How often the long record is made.
const EDITIONS: usize = 10;
/// How long a screen is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A screen: the open stream of a wall.
struct Screen {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Screen {
    async fn open(wall: &str) -> Outcome<Self> {
        let mut stream = TcpStream::connect(ADDRESS).await?;
        stream.set_nodelay(true)?;
        let request =
            format!("GET {wall}/zive HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    /// Waits for a whole frame; none when the screen stays as it is.
    async fn frame(&mut self, patience: Duration) -> Outcome<Option<()>> {
        let until = tokio::time::Instant::now() + patience;
        loop {
            if let Some(end) = frame_end(&self.buffer) {
                self.buffer.drain(..end);
                return Ok(Some(()));
            }
            let mut chunk = [0u8; 32 * 1024];
            match tokio::time::timeout_at(until, self.stream.read(&mut chunk)).await {
                Err(_) => return Ok(None),
                Ok(read) => match read? {
                    0 => return Err("a wall ended".into()),
                    read => self.buffer.extend_from_slice(chunk.get(..read).unwrap_or_default()),
                },
            }
        }
    }

    /// Lets pass what still comes.
    async fn rest(&mut self) -> Outcome<()> {
        while self.frame(Duration::from_millis(120)).await?.is_some() {}
        Ok(())
    }
}

/// Where the first whole frame ends.
fn frame_end(buffer: &[u8]) -> Option<usize> {
    let find = |from: usize, what: &[u8]| {
        buffer.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| from + at)
    };
    find(find(0, b"event: obraz")?, b"\n\n").map(|at| at + 2)
}

/// Rows of the table.
pub async fn rows(ground: &Ground, table: &mut Table) -> Outcome<()> {
    // The rows before began these meetings and left lines in them, as an afternoon does.
    let full = ground.conferences.iter().filter(|(_, seats)| seats.len() > SEATED);
    let (mut updates, mut masks, mut sheets) = (Run::default(), Run::default(), Run::default());
    for (meeting, seats) in full.take(MEETINGS) {
        let mut room = Room::open(*meeting, seats, ground).await?;
        room.lines(&mut updates).await?;
        room.comes_in(&mut masks).await?;
        room.sheets(&mut sheets).await?;
    }
    table.row("wall: from an agreed line to the frame, p50 / p95", &halves(&updates), "");
    table.row(
        "wall: from the tap to the frame for whoever comes in, p50 / p95",
        &halves(&masks),
        "p95 150 ms",
    );
    table.row("closing sheets of the table, one PDF, p50 / p95", &halves(&sheets), "1 s");
    long_record(ground, table).await
}

/// The record of a table that talked a whole day, as the button makes it: cut, typeset, filed.
async fn long_record(ground: &Ground, table: &mut Table) -> Outcome<()> {
    // The last of the meetings that the rows before began: what was typed there stands in the record as well.
    let (id, _) = ground.conferences.iter().take(RECORDERS).next_back().ok_or("no conference is left")?;
    let (session, address) = (&ground.session, format!("/konference/{id}/zapis"));
    let mut recorder = Recorder::new(format!("/konference/{id}/jednani"), session.clone()).await?;
    for _ in 0..LONG {
        recorder.agreed().await?.ok_or("a line was not taken")?;
    }
    let mut client = Client::connect(ADDRESS).await?;
    end(&mut client, &format!("/konference/{id}/jednani/konec"), session).await?;
    let mut run = Run::default();
    for _ in 0..EDITIONS {
        let page = client.read(&address, session).await?.text;
        let form = format!("nove_id={}&vydani={}", value(&page, "nove_id")?, value(&page, "vydani")?);
        let asked = Instant::now();
        match client.post_as(&address, session, &form).await?.status {
            303 => run.latencies.push(asked.elapsed()),
            _ => run.wrong += 1,
        }
    }
    let papers = client.read(&format!("/konference/{id}/dokumenty"), session).await?.text;
    let newest = between(&papers, "href=\"/dokumenty/", "\"").ok_or("no record was filed")?;
    let paper = client.bytes(&format!("/dokumenty/{newest}/soubor"), session).await?;
    let pages = pages(&paper)?;
    table.row(&format!("record of {pages} pages, p50 / p95"), &halves(&run), "");
    Ok(())
}

/// Ends a meeting as the page proposes it.
async fn end(client: &mut Client, address: &str, session: &str) -> Outcome<()> {
    let page = client.read(address, session).await?.text;
    let (head, _) = page.split_once("\" selected>").ok_or("nobody is proposed to answer questions")?;
    let contact = head.rsplit('"').next().unwrap_or_default();
    let mut form = format!("kontakt={contact}");
    for name in ["verze", "konec", "pripominky"] {
        form = format!("{form}&{name}={}", value(&page, name)?.replace([' ', '\u{a0}'], "+"));
    }
    match client.post_as(address, session, &form).await?.status {
        303 => Ok(()),
        other => Err(format!("a meeting did not end: {other}").into()),
    }
}

/// What a field of a page holds.
fn value<'a>(page: &'a str, name: &str) -> Outcome<&'a str> {
    let field = page.get(page.find(&format!("name=\"{name}\"")).ok_or("a field is missing")?..);
    field.and_then(|field| between(field, "value=\"", "\"")).ok_or_else(|| "a field has no value".into())
}

/// How many pages a PDF has, as qpdf counts them.
fn pages(paper: &[u8]) -> Outcome<usize> {
    let file = std::env::temp_dir().join(format!("{}.pdf", fresh()));
    std::fs::write(&file, paper)?;
    let counted = std::process::Command::new("qpdf").arg("--show-npages").arg(&file).output();
    std::fs::remove_file(&file)?;
    Ok(String::from_utf8(counted?.stdout)?.trim().parse()?)
}

fn halves(run: &Run) -> String {
    let wrong = if run.wrong > 0 { format!(", {} WRONG", run.wrong) } else { String::new() };
    let (half, most) = (run.percentile(0.5), run.percentile(0.95));
    format!("{half:.1} / {most:.1} ms ({} times){wrong}", run.latencies.len())
}

struct Room<'a> {
    meeting: String,
    session: &'a str,
    seats: &'a [Uuid],
    id: Uuid,
    recorder: Recorder,
    client: Client,
    screen: Screen,
}

impl<'a> Room<'a> {
    async fn open(id: Uuid, seats: &'a [Uuid], ground: &'a Ground) -> Outcome<Self> {
        let meeting = format!("/konference/{id}/jednani");
        let mut client = Client::connect(ADDRESS).await?;
        for seat in seats.iter().take(SEATED) {
            tap(&mut client, &meeting, &ground.session, *seat).await?;
        }
        client.post_as(&format!("{meeting}/stena"), &ground.session, "").await?;
        let page = client.read(&format!("{meeting}/stena"), &ground.session).await?;
        let address = between(&page.text, "id=\"adresa\">", "<").ok_or("no wall")?;
        let wall = address.find("/s/").and_then(|at| address.get(at..)).ok_or("no wall")?;
        let recorder = Recorder::new(meeting.clone(), ground.session.clone()).await?;
        let screen = Screen::open(wall).await?;
        let mut room = Self { meeting, session: &ground.session, seats, id, recorder, client, screen };
        room.led().await?;
        room.screen.frame(PATIENCE).await?.ok_or("a wall shows nothing")?;
        room.screen.rest().await?;
        Ok(room)
    }

    /// Without an open page of whoever leads the wall shows nothing.
    async fn led(&mut self) -> Outcome<()> {
        self.client.post_as(&format!("/jednani/tu/{}", self.id), self.session, "").await?;
        Ok(())
    }

    async fn lines(&mut self, run: &mut Run) -> Outcome<()> {
        for _ in 0..LINES {
            self.led().await?;
            self.screen.rest().await?;
            let asked = Instant::now();
            if self.recorder.agreed().await?.is_none() {
                run.wrong += 1;
                continue;
            }
            match self.screen.frame(PATIENCE).await? {
                Some(()) => run.latencies.push(asked.elapsed()),
                None => run.wrong += 1,
            }
        }
        Ok(())
    }

    async fn comes_in(&mut self, run: &mut Run) -> Outcome<()> {
        for seat in self.seats.iter().skip(SEATED) {
            self.led().await?;
            self.screen.rest().await?;
            let asked = Instant::now();
            tap(&mut self.client, &self.meeting, self.session, *seat).await?;
            match self.screen.frame(PATIENCE).await? {
                Some(()) => run.latencies.push(asked.elapsed()),
                None => run.wrong += 1,
            }
        }
        Ok(())
    }

    async fn sheets(&mut self, run: &mut Run) -> Outcome<()> {
        let asked = Instant::now();
        let form = format!("nove_id={}&znovu=ano", fresh());
        let answer = self.client.post_as(&format!("{}/listy", self.meeting), self.session, &form).await?;
        if answer.status == 200 && answer.bytes > 10_000 {
            run.latencies.push(asked.elapsed());
        } else {
            run.wrong += 1;
        }
        Ok(())
    }
}

async fn tap(client: &mut Client, meeting: &str, session: &str, seat: Uuid) -> Outcome<()> {
    let form = format!("nove_id={}&kdo_prisel={seat}&stav=arrived", fresh());
    match client.post_as(&format!("{meeting}/pritomnost"), session, &form).await?.status {
        303 => Ok(()),
        other => Err(format!("a tap was not taken: {other}").into()),
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = text.get(text.find(before)? + before.len()..)?;
    rest.get(..rest.find(after)?)
}
