//! A load generator: keep-alive HTTP/1.1 over plain TCP, one request at a time per connection.

use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a run of requests took.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Latency of every answered request.
    pub latencies: Vec<Duration>,
    /// Requests that did not answer as expected.
    pub wrong: usize,
    /// Wall time.
    pub wall: Duration,
}

impl Run {
    /// Requests per second.
    pub fn per_second(&self) -> f64 {
        self.latencies.len() as f64 / self.wall.as_secs_f64().max(1e-9)
    }

    /// A percentile in milliseconds.
    pub fn percentile(&self, share: f64) -> f64 {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        let index = ((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1));
        sorted.get(index).map_or(0.0, |d| d.as_secs_f64() * 1000.0)
    }
}

/// One connection.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer, read to its end.
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Bytes of the body as they came.
    pub bytes: usize,
}

/// An answer whose words matter.
pub struct Said {
    /// Status.
    pub status: u16,
    /// How long it took.
    pub took: Duration,
    /// The body.
    pub text: String,
}

impl Client {
    /// Connects.
    pub async fn connect(address: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Sends a GET and reads the whole answer.
    pub async fn get(&mut self, path: &str, cookie: &str) -> std::io::Result<Answer> {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: pripadovka={cookie}\r\n\r\n");
        self.exchange(request.as_bytes()).await
    }

    /// Sends a GET as a browser that takes compressed answers, without a session.
    pub async fn get_compressed(&mut self, path: &str) -> std::io::Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");
        self.exchange(request.as_bytes()).await
    }

    /// Sends a form and reads the whole answer.
    pub async fn post(&mut self, path: &str, form: &str) -> std::io::Result<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        self.exchange(request.as_bytes()).await
    }

    /// Sends a form under a session and reads the whole answer.
    pub async fn post_as(&mut self, path: &str, cookie: &str, form: &str) -> std::io::Result<Answer> {
        self.sent(path, cookie, "application/x-www-form-urlencoded", form).await
    }

    /// Sends JSON under a session and reads the whole answer.
    pub async fn post_json(&mut self, path: &str, cookie: &str, body: &str) -> std::io::Result<Said> {
        let asked = Instant::now();
        let answer = self.sent(path, cookie, "application/json", body).await?;
        Ok(self.said(&answer, asked))
    }

    /// Sends a GET and keeps the words of the answer.
    pub async fn read(&mut self, path: &str, cookie: &str) -> std::io::Result<Said> {
        let asked = Instant::now();
        let answer = self.get(path, cookie).await?;
        Ok(self.said(&answer, asked))
    }

    /// Sends a GET for a file that comes with its length.
    pub async fn bytes(&mut self, path: &str, cookie: &str) -> std::io::Result<Vec<u8>> {
        let answer = self.get(path, cookie).await?;
        Ok(self.buffer.get(self.buffer.len().saturating_sub(answer.bytes)..).unwrap_or_default().to_vec())
    }

    fn said(&self, answer: &Answer, asked: Instant) -> Said {
        let body = self.buffer.get(self.buffer.len().saturating_sub(answer.bytes)..).unwrap_or_default();
        let text = String::from_utf8_lossy(body).into_owned();
        Said { status: answer.status, took: asked.elapsed(), text }
    }

    async fn sent(&mut self, path: &str, cookie: &str, kind: &str, body: &str) -> std::io::Result<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: pripadovka={cookie}\r\n\
             Accept: application/json\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.exchange(request.as_bytes()).await
    }

    async fn exchange(&mut self, request: &[u8]) -> std::io::Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head_end = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.fill().await?;
        };
        let head = String::from_utf8_lossy(self.buffer.get(..head_end).unwrap_or_default()).into_owned();
        let status = head.get(9..12).and_then(|s| s.parse().ok()).unwrap_or(0);
        let lower = head.to_ascii_lowercase();
        let length = lower
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next())
            .and_then(|n| n.parse::<usize>().ok());
        match length {
            Some(length) => {
                while self.buffer.len() < head_end + length {
                    self.fill().await?;
                }
            }
            None if lower.contains("transfer-encoding: chunked") => {
                while !self.buffer.ends_with(b"0\r\n\r\n") {
                    self.fill().await?;
                }
            }
            None => {}
        }
        Ok(Answer { status, bytes: self.buffer.len().saturating_sub(head_end) })
    }

    async fn fill(&mut self) -> std::io::Result<()> {
        let mut chunk = [0u8; 32 * 1024];
        let read = self.stream.read(&mut chunk).await?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        self.buffer.extend_from_slice(chunk.get(..read).unwrap_or_default());
        Ok(())
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// Keeps `connections` busy for some seconds with (path, session) pairs taken in turn.
pub async fn load(address: &str, connections: usize, seconds: f64, requests: &[(String, String)]) -> Run {
    let begun = Instant::now();
    let until = begun + Duration::from_secs_f64(seconds);
    let requests = std::sync::Arc::new(requests.to_vec());
    let mut tasks = Vec::new();
    for lane in 0..connections {
        let (address, requests) = (address.to_owned(), requests.clone());
        tasks.push(tokio::spawn(async move {
            let mut run = Run::default();
            let Ok(mut client) = Client::connect(&address).await else { return run };
            // Lanes start far apart and step by a large odd number, so that pages come in random order.
            let mut at = lane * requests.len() / connections.max(1);
            while Instant::now() < until {
                at = (at + 7919) % requests.len().max(1);
                let Some((path, session)) = requests.get(at) else { break };
                let asked = Instant::now();
                match client.get(path, session).await {
                    Ok(answer) if answer.status == 200 => run.latencies.push(asked.elapsed()),
                    Ok(_) => run.wrong += 1,
                    Err(_) => {
                        run.wrong += 1;
                        match Client::connect(&address).await {
                            Ok(fresh) => client = fresh,
                            Err(_) => break,
                        }
                    }
                }
            }
            run
        }));
    }
    let mut all = Run::default();
    for task in tasks {
        if let Ok(run) = task.await {
            all.latencies.extend(run.latencies);
            all.wrong += run.wrong;
        }
    }
    all.wall = begun.elapsed();
    all
}
