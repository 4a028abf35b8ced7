//! Failures as pages: a Czech sentence, what was typed, a way back, a reference number. Nothing internal.

use super::given_back::{GivenBack, remember};
use crate::access::{House, Note};
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

#[derive(Template)]
#[template(path = "shell/pages/error.html")]
struct ErrorPage<'a> {
    heading: String,
    sentence: String,
    reference: String,
    back: &'a str,
    given: Option<&'a GivenBack>,
    demo: bool,
}

/// The words for a status.
const fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        403 => (
            "Tohle teď nejde",
            "K tomuto kroku nemáte oprávnění. Pokud ho potřebujete, domluvte se s vedoucím.",
        ),
        404 => (
            "Stránku jsme nenašli",
            "Na této adrese nic není, nebo k ní nemáte přístup. Zkontrolujte adresu, nebo se vraťte na začátek.",
        ),
        405 => {
            ("Tudy to nejde", "Na této adrese se nic takového udělat nedá. Vraťte se, prosím, na začátek.")
        }
        415 | 422 => ("Formulář nejde přečíst", "Vraťte se o krok zpět a pošlete ho, prosím, znovu."),
        413 => (
            "Je toho moc najednou",
            "Odeslaná data jsou moc velká. Vraťte se a zkraťte text nebo zmenšete soubor.",
        ),
        429 => ("Počkejte prosím chvíli", "Přišlo moc pokusů za sebou. Za chvíli to zkuste znovu."),
        503 => (
            "Teď to nejde uložit ani zobrazit",
            "Systém je na chvíli nedostupný. Nic se neztratilo, co bylo uloženo. Zkuste to prosím za chvíli znovu.",
        ),
        507 => (
            "Teď se nedá nic uložit",
            "Na serveru úřadu nejspíš došlo místo na disku. Co bylo uloženo dřív, zůstalo. Dejte to prosím hned vědět správci; když s úřadem jen jednáte, zavolejte pracovnici, která věc vede.",
        ),
        _ => (
            "Něco se nepovedlo",
            "Omlouváme se, při zpracování nastala chyba. Zkuste to prosím znovu. Když to nepomůže, zavolejte správci a řekněte mu číslo níže.",
        ),
    }
}

/// A page for a status, with the request's reference number and, if a form could not be kept, with what was sent.
fn error_page(
    status: StatusCode,
    sentence: Option<&str>,
    reference: &str,
    back: &str,
    given: Option<&GivenBack>,
    demo: bool,
) -> Response {
    let (heading, standard) = words(status);
    let page = ErrorPage {
        heading: heading.to_owned(),
        sentence: sentence.unwrap_or(standard).to_owned(),
        reference: if status.is_server_error() || status == StatusCode::NOT_FOUND {
            reference.to_owned()
        } else {
            String::new()
        },
        back,
        given,
        demo,
    };
    let html = page.render().unwrap_or_else(|_| "Něco se nepovedlo.".to_owned());
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

/// The words for a status as a script reads them.
const fn code(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "sign_in",
        403 => "withdrawn",
        404 => "not_here",
        413 => "too_large",
        415 | 422 => "unreadable",
        429 => "wait",
        503 => "unavailable",
        507 => "no_room",
        _ => "failed",
    }
}

/// The same for a script that asked for data: a code and the sentence that the page would say.
fn error_data(status: StatusCode, sentence: Option<&str>) -> Response {
    let said = sentence.unwrap_or(match status {
        StatusCode::UNAUTHORIZED => "Přihlášení vypršelo. Přihlaste se, prosím, znovu.",
        status => words(status).1,
    });
    let data = serde_json::json!({ "error": code(status), "sentence": said }).to_string();
    (status, [(header::CONTENT_TYPE, "application/json")], data).into_response()
}

/// Whether a script asks, for data and nothing else.
fn asks_for_data(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|kinds| kinds.to_str().ok()).unwrap_or_default();
    accepts.contains("application/json") && !accepts.contains("text/html")
}

/// Whether an answer leads to the sign-in page.
fn leads_to_sign_in(response: &Response) -> bool {
    let to = response.headers().get(header::LOCATION).map(|to| to.as_bytes().to_vec());
    response.status() == StatusCode::SEE_OTHER && to.is_some_and(|to| to.starts_with(b"/prihlaseni"))
}

/// The request's reference number.
#[derive(Clone)]
pub struct Reference(pub String);

/// Turns every refusal and failure without a page of its own into one.
pub async fn draw_errors(State(house): State<House>, request: Request, next: Next) -> Response {
    let reference = request.extensions().get::<Reference>().map_or_else(String::new, |r| r.0.clone());
    let back = way_back(request.headers());
    let path = request.uri().path().to_owned();
    let data = asks_for_data(request.headers());
    let (request, on_its_way) = if data { (request, None) } else { remember(request) };
    let response = next.run(request).await;
    // A script follows no redirect to a form: it says that somebody has to sign in.
    if data && leads_to_sign_in(&response) {
        return error_data(StatusCode::UNAUTHORIZED, None);
    }
    // An address that is no text names nothing: whoever asks meets the same page as with any other unknown one.
    let status = match response.status() {
        StatusCode::BAD_REQUEST => StatusCode::NOT_FOUND,
        status => status,
    };
    if !(status.is_client_error() || status.is_server_error()) || path.starts_with("/assets/") {
        return response;
    }
    // Pages have their own words already; what a script asked for as data is answered with data.
    let spoken = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        ["text/html", "application/json"].iter().any(|own| kind.as_bytes().starts_with(own.as_bytes()))
    });
    if spoken {
        return response;
    }
    let note = response.extensions().get::<Note>().cloned();
    let sentence = note.and_then(|n| n.sentence);
    if data {
        return error_data(status, sentence.as_deref());
    }
    // What was refused may be typed anew; what failed was typed well, and is not to be typed twice.
    let given = match on_its_way {
        Some(form) if status.is_server_error() => form.give_back().await,
        _ => None,
    };
    error_page(status, sentence.as_deref(), &reference, &back, given.as_ref(), house.demo)
}

/// Back to the page the person came from, if it is one of ours; else to the beginning.
fn way_back(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    headers
        .get(header::REFERER)
        .and_then(|r| r.to_str().ok())
        .and_then(|r| r.split_once("://").map(|(_, rest)| rest))
        .and_then(|rest| rest.strip_prefix(host))
        .filter(|path| path.starts_with('/') && !path.starts_with("//"))
        .map_or_else(|| "/".to_owned(), str::to_owned)
}
