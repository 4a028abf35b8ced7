//! Pages of the demo. Outside a demo they do not exist.

use super::mailbox::{self, Letter, Piece};
use super::people::{PEOPLE, Person};
use super::tour::{Guest, STEPS, guests};
use crate::access::{Denied, House, Public, Routes, SessionCookie};
use crate::kernel::{Failure, Moment};
use crate::shell::{Html, Onward, Sample, SampleContent, download};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

/// The routes of the demo.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/ukazka", signpost)
        .get("/ukazka/vstup/{_role}", enter)
        .get("/ukazka/posta", mail)
        .get("/ukazka/posta/{_zprava}", message)
        .get("/ukazka/posta/{_zprava}/kalendar.ics", calendar)
}

/// Outside a demo there is nothing here.
fn only_in_demo(house: &House) -> Result<(), Denied> {
    if house.demo { Ok(()) } else { Err(Denied::hidden()) }
}

#[derive(Template)]
#[template(path = "demo/pages/signpost.html")]
struct Signpost {
    section: &'static str,
    steps: &'static [(&'static str, &'static str, &'static str)],
    people: &'static [Person],
    guests: Vec<Guest>,
    who: Option<String>,
}

#[axum::debug_handler(state = House)]
async fn signpost(Public(actor): Public, State(house): State<House>) -> Result<Html, Denied> {
    only_in_demo(&house)?;
    let who = actor.map(|actor| actor.name.full());
    let guests = guests(&house, 12).await?;
    Ok(Html::page(&Signpost { section: "/ukazka", steps: STEPS, people: PEOPLE, guests, who })?)
}

#[axum::debug_handler(state = House)]
async fn enter(
    Public(actor): Public,
    State(house): State<House>,
    Path(role): Path<String>,
) -> Result<Onward, Denied> {
    only_in_demo(&house)?;
    let person = PEOPLE.iter().find(|person| person.slug == role).ok_or_else(Denied::hidden)?;
    let found = crate::identity::store::find_credentials(&house.queries, person.login).await?;
    let found = found.filter(|credentials| credentials.active).ok_or_else(Denied::hidden)?;
    let device = "ukázka".to_owned();
    let token = crate::account::enter_demo(&house, found.staff, found.office, device, actor.as_ref()).await?;
    Ok(Onward::to("/").with_cookie(&SessionCookie::carrying(&token, &house)))
}

#[derive(Template)]
#[template(path = "demo/pages/mailbox.html")]
struct MailboxPage {
    section: &'static str,
    letters: Vec<Letter>,
}

#[axum::debug_handler(state = House)]
async fn mail(_anybody: Public, State(house): State<House>) -> Result<Html, Denied> {
    only_in_demo(&house)?;
    let letters = mailbox::letters(&house).await?;
    Ok(Html::page(&MailboxPage { section: "/ukazka/posta", letters })?)
}

#[derive(Template)]
#[template(path = "demo/pages/message.html")]
struct MessagePage {
    section: &'static str,
    letter: Letter,
}

#[axum::debug_handler(state = House)]
async fn message(
    _anybody: Public,
    State(house): State<House>,
    Path(id): Path<String>,
) -> Result<Html, Denied> {
    only_in_demo(&house)?;
    let letter = mailbox::find(&house, &id).await?.ok_or_else(Denied::hidden)?;
    Ok(Html::page(&MessagePage { section: "/ukazka/posta", letter })?)
}

#[axum::debug_handler(state = House)]
async fn calendar(
    _anybody: Public,
    State(house): State<House>,
    Path(id): Path<String>,
) -> Result<Response, Denied> {
    only_in_demo(&house)?;
    let letter = mailbox::find(&house, &id).await?.ok_or_else(Denied::hidden)?;
    let calendar = letter.calendar.ok_or_else(Denied::hidden)?;
    Ok(download(&house, "setkani.ics", "text/calendar; charset=utf-8", calendar.into_bytes()))
}

/// Samples of the demo's own pages.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let guests = vec![Guest { name: "Markéta Doležalová".into(), path: "/p/0".into() }];
    let signpost = Signpost { section: "/ukazka", steps: STEPS, people: PEOPLE, guests, who: None };
    let letter = || Letter {
        id: "0".into(),
        to: "Markéta Doležalová".into(),
        address: "dolezalova@example.cz".into(),
        from: "Pozvánka na setkání".into(),
        subject: "Pozvánka na setkání".into(),
        moment: Moment::from_timestamp(jiff::Timestamp::UNIX_EPOCH),
        text: vec![
            Piece { text: "Dobrý den,\n\nodpovědět můžete zde: ".into(), href: None },
            Piece { text: "http://127.0.0.1:8080/p/0".into(), href: Some("/p/0".into()) },
        ],
        calendar: Some("BEGIN:VCALENDAR\nEND:VCALENDAR\n".into()),
        attachments: Vec::new(),
    };
    let page = |name, title, html| Sample { name, title, content: SampleContent::Html(html) };
    let mailbox = MailboxPage { section: "/ukazka/posta", letters: vec![letter()] };
    let empty = MailboxPage { section: "/ukazka/posta", letters: Vec::new() };
    Ok(vec![
        page("ukazka", "Rozcestník ukázky", signpost.render()?),
        page("ukazka-posta", "Pošta ukázky", mailbox.render()?),
        page("ukazka-posta-prazdna", "Pošta ukázky, zatím prázdná", empty.render()?),
        page(
            "ukazka-zprava",
            "Zpráva v poště ukázky",
            MessagePage { section: "/ukazka/posta", letter: letter() }.render()?,
        ),
    ])
}
