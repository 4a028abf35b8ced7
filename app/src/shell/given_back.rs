//! What somebody sent and the office could not keep: the page that says so gives the words back, with a button that sends
//! them again. A browser's own way back does not: pages here are not kept in its memory (`no-store`).
//!
//! The body is read by whoever handles the form, as ever; it is only remembered on its way, and what nobody had read
//! before the failure is read afterwards.

use super::input::pairs;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderValue, Method, header};
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

/// Largest form that is given back, in bytes: one with a file of the largest size.
const LARGEST: usize = super::upload::LARGEST_FILE + 1024 * 1024;
/// How long the rest of a form may take that nobody had read before the failure.
const PATIENCE: Duration = Duration::from_secs(10);
/// Fields that hold a secret, or what opens a door once: a form with one of them is typed again.
const SECRETS: &[&str] = &["heslo", "nove", "znovu", "nynejsi", "pin", "kod"];

/// A form as it was sent, to be sent again.
pub struct GivenBack {
    /// Where it goes: path and query.
    pub action: String,
    /// All its fields but files: name and value.
    pub fields: Vec<(String, String)>,
    /// The names of its fields with files, which have to be chosen again.
    pub files: Vec<String>,
}

impl GivenBack {
    /// What a person wrote in words, as far as that can be told from fields without their labels: everything of more than
    /// one word.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        self.fields
            .iter()
            .map(|(_, value)| value.trim())
            .filter(|v| v.contains(char::is_whitespace))
            .collect()
    }
}

/// A body and what of it went by.
struct Remembered {
    body: Body,
    seen: Vec<Bytes>,
    weight: usize,
}

/// The body as its reader gets it.
struct Passing(Arc<Mutex<Remembered>>);

fn lock(shared: &Mutex<Remembered>) -> MutexGuard<'_, Remembered> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Remembered {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &polled
            && let Some(data) = frame.data_ref()
            && self.weight <= LARGEST
        {
            self.weight += data.len();
            self.seen.push(data.clone());
        }
        polled
    }
}

impl HttpBody for Passing {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        lock(&self.0).poll(context)
    }

    fn is_end_stream(&self) -> bool {
        lock(&self.0).body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        lock(&self.0).body.size_hint()
    }
}

/// A form on its way to whoever handles it.
pub(super) struct OnItsWay {
    action: String,
    kind: HeaderValue,
    shared: Arc<Mutex<Remembered>>,
}

/// Remembers a form that a person sends; anything else passes as it is.
pub(super) fn remember(request: Request) -> (Request, Option<OnItsWay>) {
    let kind = request.headers().get(header::CONTENT_TYPE).filter(|kind| is_form(kind)).cloned();
    let (Some(kind), &Method::POST) = (kind, request.method()) else { return (request, None) };
    let action = request.uri().path_and_query().map_or("/", |address| address.as_str()).to_owned();
    let (parts, body) = request.into_parts();
    let shared = Arc::new(Mutex::new(Remembered { body, seen: Vec::new(), weight: 0 }));
    let passing = Body::new(Passing(shared.clone()));
    (Request::from_parts(parts, passing), Some(OnItsWay { action, kind, shared }))
}

fn is_form(kind: &HeaderValue) -> bool {
    ["application/x-www-form-urlencoded", "multipart/form-data"]
        .iter()
        .any(|form| kind.as_bytes().starts_with(form.as_bytes()))
}

impl OnItsWay {
    /// The form, when all of it came, it is not too large and holds no secret.
    pub(super) async fn give_back(self) -> Option<GivenBack> {
        let rest = std::future::poll_fn(|context| {
            let mut remembered = lock(&self.shared);
            loop {
                match remembered.poll(context) {
                    Poll::Ready(Some(Ok(_))) if remembered.weight <= LARGEST => {}
                    Poll::Ready(None) => return Poll::Ready(true),
                    Poll::Ready(Some(_)) => return Poll::Ready(false),
                    Poll::Pending => return Poll::Pending,
                }
            }
        });
        if !tokio::time::timeout(PATIENCE, rest).await.unwrap_or(false) {
            return None;
        }
        let bytes = lock(&self.shared).seen.concat();
        let (fields, files) = if self.kind.as_bytes().starts_with(b"multipart/") {
            parts(&self.kind, bytes).await?
        } else {
            (pairs(&bytes), Vec::new())
        };
        // An address with two slashes in front leads to another house.
        let leads_away = self.action.starts_with("//") || !self.action.starts_with('/');
        let secret = fields.iter().any(|(name, _)| SECRETS.contains(&name.as_str()));
        let anything = fields.iter().any(|(_, value)| !value.is_empty()) || !files.is_empty();
        (!leads_away && !secret && anything).then_some(GivenBack { action: self.action, fields, files })
    }
}

/// Fields and names of files of a form with files.
async fn parts(kind: &HeaderValue, bytes: Vec<u8>) -> Option<(Vec<(String, String)>, Vec<String>)> {
    let mut request = Request::new(Body::from(bytes));
    request.headers_mut().insert(header::CONTENT_TYPE, kind.clone());
    axum::extract::DefaultBodyLimit::disable().apply(&mut request);
    let mut multipart = Multipart::from_request(request, &()).await.ok()?;
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(field) = multipart.next_field().await.ok()? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name() {
            // A browser sends the field without a name of a file when none was chosen.
            Some("") => {}
            Some(_) => files.push(name),
            None => {
                let value = field.bytes().await.ok()?;
                fields.push((name, String::from_utf8_lossy(&value).replace("\r\n", "\n")));
            }
        }
    }
    Some((fields, files))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::{GivenBack, SECRETS, remember};
    use axum::body::{Body, to_bytes};
    use axum::extract::Request;
    use axum::http::header;

    fn form(kind: &str, body: &str) -> Request {
        Request::post("/nekam?a=1")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body.to_owned()))
            .unwrap()
    }

    async fn back(kind: &str, body: &str, read: bool) -> Option<GivenBack> {
        let (request, on_its_way) = remember(form(kind, body));
        if read {
            assert_eq!(to_bytes(request.into_body(), usize::MAX).await.unwrap(), body.as_bytes());
        }
        on_its_way?.give_back().await
    }

    #[tokio::test]
    async fn a_form_comes_back_whether_or_not_anybody_had_read_it() {
        for read in [true, false] {
            let given = back("application/x-www-form-urlencoded", "text=Maminka+p%C5%99ijde&kdo=x", read)
                .await
                .unwrap();
            assert_eq!(given.action, "/nekam?a=1");
            assert_eq!(
                given.fields,
                [("text".into(), "Maminka přijde".into()), ("kdo".into(), "x".to_owned())]
            );
            assert_eq!(given.words(), ["Maminka přijde"]);
        }
    }

    #[tokio::test]
    async fn of_a_form_with_a_file_the_words_come_back_and_the_file_is_asked_for_again() {
        const BODY: &str = "--x\r\nContent-Disposition: form-data; name=\"slovo\"\r\n\r\nUž je hotovo.\r\n\
            --x\r\nContent-Disposition: form-data; name=\"soubor\"; filename=\"a.png\"\r\n\r\nPNG\r\n--x--\r\n";
        let given = back("multipart/form-data; boundary=x", BODY, false).await.unwrap();
        assert_eq!(given.fields, [("slovo".to_owned(), "Už je hotovo.".to_owned())]);
        assert_eq!(given.files, ["soubor"]);
    }

    #[tokio::test]
    async fn no_secret_comes_back() {
        for secret in SECRETS {
            let body = format!("jmeno=Eva&{secret}=tajne+slovo");
            assert!(back("application/x-www-form-urlencoded", &body, true).await.is_none(), "{secret}");
        }
    }

    #[tokio::test]
    async fn what_no_form_sends_is_not_remembered() {
        assert!(back("application/json", "{}", true).await.is_none());
        let (_, on_its_way) = remember(Request::get("/nekam").body(Body::empty()).unwrap());
        assert!(on_its_way.is_none());
    }
}
