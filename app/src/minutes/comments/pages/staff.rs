//! Comments on the record for staff: what came, how people know, giving the draft.

use super::known::{CommentRow, Known, code, home, present};
use crate::access::{Denied, House, Permit, Reads};
use crate::conferences::{Around, Conference};
use crate::invitations::doors::Language;
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::law;
use crate::meeting;
use crate::minutes::comments::model::{Release, Told};
use crate::minutes::comments::rules::{self, Window};
use crate::minutes::comments::{HandleComments, ReadComments, ReleaseDraft, actions, forms, store};
use crate::minutes::content;
use crate::participants;
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// Where the draft stands, and the form that gives it.
pub(in crate::minutes::comments) struct ReleaseBox {
    /// `closed`, `open`, `late`, `sealed`.
    pub(in crate::minutes::comments) window: &'static str,
    /// The last day, in words.
    pub(in crate::minutes::comments) day: Option<String>,
    /// Which wording was given, when.
    pub(in crate::minutes::comments) given: Option<String>,
    pub(in crate::minutes::comments) may: bool,
    pub(in crate::minutes::comments) version: i64,
    /// "24. 12. 2026 je svátek (Štědrý den). …": the last day, when offices are closed then.
    pub(in crate::minutes::comments) day_off: Option<String>,
    /// "7 dnů".
    pub(in crate::minutes::comments) rule: String,
    pub(in crate::minutes::comments) unverified: bool,
}

/// Somebody who was there, with how they know.
pub(in crate::minutes::comments) struct PersonRow {
    pub(in crate::minutes::comments) name: String,
    pub(in crate::minutes::comments) role: String,
    pub(in crate::minutes::comments) told: &'static str,
    pub(in crate::minutes::comments) look: &'static str,
}

/// The list.
#[derive(Template)]
#[template(path = "minutes/comments/pages/list.html")]
pub(in crate::minutes::comments) struct ListPage {
    pub(in crate::minutes::comments) frame: Frame,
    pub(in crate::minutes::comments) around: Around,
    pub(in crate::minutes::comments) id: Id<Conference>,
    pub(in crate::minutes::comments) form: FormState,
    pub(in crate::minutes::comments) release: ReleaseBox,
    pub(in crate::minutes::comments) waiting: Vec<CommentRow>,
    pub(in crate::minutes::comments) done: Vec<CommentRow>,
    pub(in crate::minutes::comments) people: Vec<PersonRow>,
    pub(in crate::minutes::comments) may_handle: bool,
}

const NOTICES: &[(&str, &str)] = &[
    ("uvolneno", "Návrh je k přečtení. Komu jde e-mail, tomu odchází; ostatním zavolejte."),
    ("zmeneno", "Poslední den na připomínky je změněný. Lidé ho uvidí na své stránce."),
    ("prijato", "Řádek je opravený a v zápisu to u něj stojí."),
    ("prilozeno", "Připomínka se vytiskne v zápisu tak, jak přišla."),
    ("vyrizeno", "Připomínka je vyřízená."),
    ("zapsano", "Připomínka je zapsaná."),
    ("po-peceti", "Zápis už je zapečetěný, připomínka je uložená jako podnět k dodatku."),
    ("mezitim", "Mezitím to změnil někdo jiný. Podívejte se prosím, co platí teď."),
];

/// Who was there, and how they know of the draft.
async fn people<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    known: &Known,
) -> Result<Vec<PersonRow>, Failure> {
    let told = store::told(permit.lookup(house), permit.id()).await?;
    let mut rows = Vec::new();
    for person in present(house, permit, &known.people).await? {
        let notice = told.iter().find(|notice| notice.participant == person.id).map(|notice| notice.state);
        let (told, look) = match (person.staff.is_some(), notice) {
            (true, _) => ("má účet: připomínku zapíšete vy", "bare"),
            (_, Some(Told::Sent)) => (Told::Sent.label(), "success"),
            (_, Some(Told::Call)) => ("e-mailem to nejde: zavolejte nebo předejte", "warning"),
            (_, None) if known.release.is_some() => ("e-mail se chystá", ""),
            _ => ("zatím neví", ""),
        };
        let name = permit.reveal(&person.name).clone();
        rows.push(PersonRow { name, role: person.role_label.clone(), told, look });
    }
    Ok(rows)
}

async fn draw<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    query: Option<&Query>,
    form: Option<FormState>,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(house);
    let known = Known::load(house, permit).await?;
    let today = house.clock.now().day();
    let rule = law::deadlines(lookup.queries(), today).await?.comments;
    let said = meeting::find(lookup, permit.id()).await?.and_then(|meeting| meeting.comments_until);
    let until = known.release.map_or_else(|| rules::proposed(today, said, rule), |release| release.until);
    let again = form.is_some();
    let frame = Frame::new(house, permit.actor(), "/konference");
    let rows = known.comments.iter().map(|comment| known.row(permit, comment));
    let (waiting, done): (Vec<_>, Vec<_>) = rows.partition(|row| row.waits);
    let given = |release: &Release| {
        format!("{}. znění, {}", release.edition, czech::dates::local_moment(release.released.timestamp()))
    };
    let page = ListPage {
        frame: match query {
            Some(query) => frame.noticing(query, NOTICES),
            None => frame,
        },
        around: Around::of(house, permit).await?,
        id: permit.id(),
        form: form.unwrap_or_else(|| FormState::empty().with("do", czech::dates::short(until))),
        release: ReleaseBox {
            window: code(known.window),
            day: known.release.map(|release| match known.window {
                Window::Open(day) => Language::Czech.until_day(day),
                _ => czech::dates::long_with_weekday(release.until),
            }),
            given: known.release.as_ref().map(given),
            day_off: meeting::rules::day_off(until),
            may: permit.allows::<ReleaseDraft>(),
            version: known.release.map_or(0, |release| release.version),
            rule: rule.words(),
            unverified: !rule.verified,
        },
        people: people(house, permit, &known).await?,
        may_handle: permit.allows::<HandleComments>(),
        waiting,
        done,
    };
    Ok(if again { Html::again(&page)? } else { Html::page(&page)? })
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    permit: Permit<Conference, ReadComments>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    draw(&house, &permit, Some(&query), None).await
}

#[axum::debug_handler(state = House)]
pub(super) async fn release(
    permit: Permit<Conference, ReleaseDraft>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let to = Onward::to(home(permit.id()));
    let (until, version) = match forms::release(form, house.clock.now().day()) {
        Ok(new) => new,
        Err(form) => return Ok(draw(&house, &permit, None, Some(form)).await?.into_response()),
    };
    let lookup = permit.lookup(&house);
    let record = content::load(lookup, permit.record()).await?;
    let record = record.ok_or_else(|| Denied::refused("Jednání ještě nezačalo, není co číst."))?;
    let known = store::release(lookup, permit.id()).await?;
    // The same form twice is one act.
    if known.is_some_and(|release| release.until == until && release.version != version) {
        return Ok(to.noticing(if version == 0 { "uvolneno" } else { "zmeneno" }).into_response());
    }
    let all = participants::of_conference(lookup, permit.id()).await?;
    let people = present(&house, &permit, &all).await?;
    let edition = (record.edition - 1).max(1);
    let done = actions::release(&house, permit, (until, edition, version), people).await;
    let notice = if version == 0 { "uvolneno" } else { "zmeneno" };
    Ok(to.noticing(if actions::once(done)? { notice } else { "mezitim" }).into_response())
}
