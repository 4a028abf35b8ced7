//! Requests over plain TCP that can be cut where the dice want it.

use crate::Outcome;
use ::journal::{Answer, Entry};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What happens to a request on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrives, and so does its answer.
    Whole,
    /// The connection ends after this share of it (0 to 1,000).
    Cut(usize),
    /// It arrives; the answer is lost.
    Unheard,
    /// It arrives twice at once; both answers are heard.
    Twice,
}

/// Where requests go, and as whom.
#[derive(Clone, Debug)]
pub struct Line {
    /// `127.0.0.1:…`.
    pub address: String,
    /// Session.
    pub cookie: String,
    /// The meeting's address without a slash at the end.
    pub meeting: String,
}

/// How long an answer may take before it counts as lost.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a stream may say nothing, not even that it lives.
const SILENCE: Duration = Duration::from_secs(30);

impl Line {
    fn request(&self, device: uuid::Uuid, entries: &[Entry]) -> Outcome<Vec<u8>> {
        let body = serde_json::to_string(&serde_json::json!({ "device": device, "entries": entries }))?;
        Ok(format!(
            "POST {}/denik HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
             Cookie: pripadovka={}\r\nAccept: application/json\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.meeting,
            self.cookie,
            body.len()
        )
        .into_bytes())
    }

    /// Hands entries over; the answers that were heard.
    pub async fn hand_over(&self, device: uuid::Uuid, entries: &[Entry], fate: Fate) -> Outcome<Vec<Answer>> {
        let request = self.request(device, entries)?;
        let heard = match fate {
            Fate::Whole => vec![self.exchange(&request).await],
            Fate::Twice => {
                let (one, two) = tokio::join!(self.exchange(&request), self.exchange(&request));
                vec![one, two]
            }
            Fate::Cut(share) => {
                self.begin(request.get(..request.len() * share / 1000).unwrap_or_default()).await;
                Vec::new()
            }
            Fate::Unheard => {
                self.begin(&request).await;
                Vec::new()
            }
        };
        heard.into_iter().flatten().filter(|body| !body.is_empty()).map(|body| answer(&body)).collect()
    }

    /// Hands entries over to a server that lives: its answer, or why there is none.
    ///
    /// # Errors
    /// When it does not answer, or answers that it cannot.
    pub async fn insist(&self, device: uuid::Uuid, entries: &[Entry]) -> Outcome<Answer> {
        answer(&self.exchange(&self.request(device, entries)?).await?)
    }

    /// Writes and goes away.
    async fn begin(&self, bytes: &[u8]) {
        if let Ok(mut stream) = TcpStream::connect(&self.address).await {
            // Whether it arrives is what the dice decide about.
            let _ = stream.write_all(bytes).await;
            let _ = stream.flush().await;
        }
    }

    /// Writes, and reads the body of the answer to the end; an error when there is no whole answer.
    async fn exchange(&self, request: &[u8]) -> std::io::Result<String> {
        let work = async {
            let mut stream = TcpStream::connect(&self.address).await?;
            stream.set_nodelay(true)?;
            stream.write_all(request).await?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await?;
            Ok::<_, std::io::Error>(answer)
        };
        let answer: Vec<u8> =
            tokio::time::timeout(PATIENCE, work).await.map_err(|_| std::io::ErrorKind::TimedOut)??;
        let text = String::from_utf8_lossy(&answer).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        };
        let length: usize = head
            .to_ascii_lowercase()
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next())
            .and_then(|number| number.parse().ok())
            .ok_or(std::io::ErrorKind::InvalidData)?;
        if !head.starts_with("HTTP/1.1 200") {
            return Err(std::io::Error::other(format!("answer {:?}: {body}", head.lines().next())));
        }
        if body.len() < length {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(body.to_owned())
    }

    /// A device says that it is there, as the recorder's page does when it opens; whether it was heard.
    pub async fn register(&self, device: uuid::Uuid) -> bool {
        let form = format!("zarizeni={device}");
        self.post(&format!("{}/zarizeni", self.meeting), &form).await.is_ok_and(|status| status == 200)
    }

    /// A form sent whole; its status.
    pub async fn post(&self, path: &str, form: &str) -> Outcome<u16> {
        let request = format!(
            "POST {path} HTTP/1.0\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: pripadovka={}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.cookie,
            form.len()
        );
        let mut stream = TcpStream::connect(&self.address).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        let text = String::from_utf8_lossy(&answer);
        Ok(text.get(9..12).and_then(|status| status.parse().ok()).unwrap_or(0))
    }

    /// Everything in the journal, read as a new device reads it: how the meeting stands is told after the last entry.
    ///
    /// # Errors
    /// When the stream ends or falls silent before that: half a journal would count as loss.
    pub async fn journal(&self) -> Outcome<Vec<(i64, Entry)>> {
        const LAST: &[u8] = b"event: stav";
        let mut stream = TcpStream::connect(&self.address).await?;
        let request = format!(
            "GET {}/zive?od=0 HTTP/1.0\r\nHost: localhost\r\nCookie: pripadovka={}\r\nAccept: text/event-stream\r\n\r\n",
            self.meeting, self.cookie
        );
        stream.write_all(request.as_bytes()).await?;
        let (mut text, mut chunk) = (Vec::new(), vec![0u8; 64 * 1024]);
        loop {
            let read = tokio::time::timeout(SILENCE, stream.read(&mut chunk)).await;
            let new = match read.map_err(|_| "the journal fell silent before its end")?? {
                0 => return Err("the journal was cut before its end".into()),
                read => chunk.get(..read).unwrap_or_default(),
            };
            // A name may lie across two pieces.
            let from = text.len().saturating_sub(LAST.len());
            text.extend_from_slice(new);
            if text.get(from..).unwrap_or_default().windows(LAST.len()).any(|part| part == LAST) {
                break;
            }
        }
        entries(&String::from_utf8_lossy(&text))
    }
}

fn answer(body: &str) -> Outcome<Answer> {
    let said: serde_json::Value = serde_json::from_str(body)?;
    let part = |name: &str| said.get(name).cloned().unwrap_or_default();
    Ok(Answer {
        kept: serde_json::from_value(part("kept"))?,
        refused: serde_json::from_value(part("refused"))?,
        stamp: serde_json::from_value(part("stamp"))?,
    })
}

/// The entries of a stream, each with the position of the message that brought it.
fn entries(stream: &str) -> Outcome<Vec<(i64, Entry)>> {
    let mut all = Vec::new();
    for message in stream.split("\n\n").filter(|message| message.contains("event: zapis")) {
        let field = |name: &str| message.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        let position: i64 = field("id: ").parse()?;
        let data: serde_json::Value = serde_json::from_str(field("data: "))?;
        let list: Vec<Entry> = serde_json::from_value(data.get("entries").cloned().unwrap_or_default())?;
        all.extend(list.into_iter().map(|entry| (position, entry)));
    }
    Ok(all)
}
