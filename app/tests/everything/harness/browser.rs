//! A browser as far as a page without script needs one: cookies, forms, redirects.
#![allow(clippy::disallowed_types, reason = "the tests serve the same router as the program")]

use super::html::{Form, Page};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use pripadovka::access::House;
use pripadovka::shell::{registry, serving};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tower::ServiceExt;

/// Where the house seems to stand.
pub const ORIGIN: &str = "http://pripadovka.test";

/// The dressed router.
pub type Served = Router;

/// Staff's and outsiders' pages behind one address, as `serve` does when it gets one.
pub fn serve(house: &House) -> Served {
    let (staff, outside) = registry().routes().into_routers();
    serving::dress(staff.merge(outside), house)
}

/// An answer, whatever it is.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// The address that was asked.
    pub url: String,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's value, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads, if it does.
    pub fn location(&self) -> Option<&str> {
        self.status.is_redirection().then(|| self.header("location"))
    }

    /// As a page.
    pub fn page(&self) -> Page {
        Page { status: self.status, url: self.url.clone(), html: self.text() }
    }

    /// Whether it is a page.
    pub fn is_html(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }
}

/// A stream that somebody listens to.
pub struct Listening(axum::body::BodyDataStream);

impl Listening {
    /// The next piece, if one comes in time.
    pub async fn piece(&mut self, patience: std::time::Duration) -> Option<String> {
        use futures_util::StreamExt;
        match tokio::time::timeout(patience, self.0.next()).await {
            Ok(Some(Ok(bytes))) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            _ => None,
        }
    }

    /// What it tells within so many seconds, heartbeats aside, and whether it is still open then.
    pub async fn hear(&mut self, seconds: u64) -> (String, bool) {
        use futures_util::StreamExt;
        let (mut told, end) =
            (String::new(), tokio::time::Instant::now() + std::time::Duration::from_secs(seconds));
        loop {
            match tokio::time::timeout_at(end, self.0.next()).await {
                Err(_) => return (told, true),
                Ok(Some(Ok(piece))) => {
                    let piece = String::from_utf8_lossy(&piece);
                    if !piece.contains("event: tep") {
                        told.push_str(&piece);
                    }
                }
                Ok(_) => return (told, false),
            }
        }
    }
}

/// Somebody's browser.
#[derive(Clone)]
pub struct Browser {
    router: Served,
    cookies: BTreeMap<String, String>,
    at: String,
}

impl Browser {
    pub fn new(router: Served) -> Self {
        Self { router, cookies: BTreeMap::new(), at: "/".into() }
    }

    pub fn keep_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.into(), value.into());
    }

    /// One request, nothing followed.
    pub async fn send(&mut self, method: Method, url: &str, body: Option<(String, Vec<u8>)>) -> Answer {
        self.send_with(method, url, body, &[]).await
    }

    /// One request with further headers, nothing followed.
    pub async fn send_with(
        &mut self,
        method: Method,
        url: &str,
        body: Option<(String, Vec<u8>)>,
        more: &[(&str, &str)],
    ) -> Answer {
        let path = url.strip_prefix(ORIGIN).unwrap_or(url);
        let path = path.split('#').next().unwrap_or("/");
        let request = self.request(method, path, body, more);
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() || cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
        let stream = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if stream {
            beginning(body).await
        } else {
            to_bytes(body, 64 * 1024 * 1024).await.unwrap().to_vec()
        };
        Answer { status: parts.status, headers: parts.headers, body, url: path.to_owned() }
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        body: Option<(String, Vec<u8>)>,
        more: &[(&str, &str)],
    ) -> Request<Body> {
        let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, ORIGIN.trim_start_matches("http://"))
            .header(header::USER_AGENT, "Mozilla/5.0 (Windows NT 10.0) Firefox/128.0")
            .header("sec-fetch-site", "same-origin")
            .header(header::ORIGIN, ORIGIN)
            .header(header::REFERER, format!("{ORIGIN}{}", self.at));
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let mut request = match body {
            Some((mime, bytes)) => {
                request.header(header::CONTENT_TYPE, mime).body(Body::from(bytes)).unwrap()
            }
            None => request.body(Body::empty()).unwrap(),
        };
        for (name, value) in more {
            let name = axum::http::HeaderName::from_bytes(name.as_bytes()).unwrap();
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 7], 40_000))));
        request
    }

    /// A stream that stays open, piece by piece.
    pub async fn listen(&mut self, path: &str) -> Listening {
        let request = self.request(Method::GET, path, None, &[]);
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        Listening(response.into_body().into_data_stream())
    }

    /// A page, redirects not followed.
    pub async fn get(&mut self, url: &str) -> Answer {
        self.send(Method::GET, url, None).await
    }

    /// A page, redirects followed; where the browser then is.
    pub async fn visit(&mut self, url: &str) -> Page {
        let answer = self.get(url).await;
        self.follow(answer).await
    }

    /// Posts fields as a form without files does; nothing followed.
    pub async fn post(&mut self, url: &str, fields: &[(String, String)]) -> Answer {
        self.send(Method::POST, url, Some(urlencoded(fields))).await
    }

    async fn follow(&mut self, mut answer: Answer) -> Page {
        for _ in 0..10 {
            let Some(to) = answer.location().map(str::to_owned) else { break };
            answer = self.get(&to).await;
        }
        self.at = answer.url.clone();
        answer.page()
    }

    /// Submits a form as it stands; nothing followed.
    pub async fn submit(&mut self, form: &Form, fields: &[(String, String)]) -> Answer {
        match (form.get, form.multipart) {
            (true, _) => {
                let (_, query) = urlencoded(fields);
                let query = String::from_utf8(query).unwrap();
                let path = form.action.split('?').next().unwrap_or_default().to_owned();
                self.send(Method::GET, &format!("{path}?{query}"), None).await
            }
            (false, false) => self.post(&form.action, fields).await,
            (false, true) => self.send(Method::POST, &form.action, Some(multipart(form, fields))).await,
        }
    }

    /// Fills in the one form of a page that asks exactly for these fields, submits it, and follows. Fails when
    /// no form asks for exactly these: a renamed or added input is noticed at once.
    pub async fn fill_form(&mut self, url: &str, typed: &[(&str, &str)]) -> Page {
        let page = self.visit(url).await;
        let mut asked: Vec<&str> = typed.iter().map(|(name, _)| *name).collect();
        asked.sort_unstable();
        asked.dedup();
        let forms = page.forms();
        let fits: Vec<&Form> = forms.iter().filter(|form| form.asks() == asked).collect();
        let [form] = fits[..] else {
            let offered: Vec<_> = forms.iter().map(|form| (form.action.clone(), form.asks())).collect();
            panic!(
                "{url} ({}) has {} forms that ask exactly for {asked:?}; it has {offered:?}",
                page.status,
                fits.len()
            );
        };
        let mut fields = form.hidden();
        fields.extend(typed.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        let answer = self.submit(form, &fields).await;
        self.follow(answer).await
    }
}

/// What a stream tells until it falls silent for a moment: it would stay open for ever.
async fn beginning(body: Body) -> Vec<u8> {
    use futures_util::StreamExt;
    const SILENCE: std::time::Duration = std::time::Duration::from_millis(400);
    let (mut told, mut stream) = (Vec::new(), body.into_data_stream());
    while let Ok(Some(Ok(piece))) = tokio::time::timeout(SILENCE, stream.next()).await {
        told.extend_from_slice(&piece);
    }
    told
}

/// As a browser encodes a form.
pub fn urlencoded(fields: &[(String, String)]) -> (String, Vec<u8>) {
    let encode = |text: &str| {
        percent_encoding::utf8_percent_encode(&text.replace('\n', "\r\n"), percent_encoding::NON_ALPHANUMERIC)
            .to_string()
    };
    let pairs: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
    ("application/x-www-form-urlencoded".into(), pairs.join("&").into_bytes())
}

fn multipart(form: &Form, fields: &[(String, String)]) -> (String, Vec<u8>) {
    const BORDER: &str = "----pripadovka7c1f";
    let mut body = String::new();
    for (name, value) in fields {
        let file = form.files.contains(name);
        let more = if file { "; filename=\"seznam.csv\"\r\nContent-Type: text/csv" } else { "" };
        body.push_str(&format!(
            "--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n"
        ));
    }
    body.push_str(&format!("--{BORDER}--\r\n"));
    (format!("multipart/form-data; boundary={BORDER}"), body.into_bytes())
}
