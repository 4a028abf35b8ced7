//! What the worker writes beside the lines: form of the record, strengths, risks, rules, objections and the rest.

use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::meeting::{self, Seat};
use crate::minutes::model::{Form, Objection, Reading, Written};
use crate::minutes::{MakeMinutes, actions, forms, store};
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use facts::Fact;

/// An objection in the form: its fields and their labels.
pub(in crate::minutes) struct ObjectionRow {
    pub(in crate::minutes) name: String,
    pub(in crate::minutes) label: String,
    pub(in crate::minutes) who_name: String,
    pub(in crate::minutes) who_label: String,
}

/// How many more objections than it holds the form offers.
const SPARE: usize = 2;

impl ObjectionRow {
    /// Those that stand in a form, and some empty ones.
    fn all(form: &FormState) -> Vec<Self> {
        let last = forms::objection_numbers(form).last().copied().unwrap_or(0);
        let row = |number: usize| {
            let (name, who_name) = forms::objection_fields(number);
            let (label, who_label) = (format!("Námitka {number}"), format!("Kdo vznesl námitku {number}"));
            Self { name, label, who_name, who_label }
        };
        (1..=last + SPARE).map(row).collect()
    }
}

/// The page of the fields.
#[derive(Template)]
#[template(path = "minutes/pages/fields.html")]
pub(in crate::minutes) struct FieldsPage {
    pub(in crate::minutes) around: Around,
    pub(in crate::minutes) frame: Frame,
    pub(in crate::minutes) id: Id<Conference>,
    pub(in crate::minutes) form: FormState,
    pub(in crate::minutes) objections: Vec<ObjectionRow>,
    /// Who can have raised one: seat and name.
    pub(in crate::minutes) people: Vec<(String, String)>,
    pub(in crate::minutes) version: i64,
    /// Whether the person may say what the office usually makes.
    pub(in crate::minutes) heads: bool,
    /// What somebody else wrote meanwhile: label and words.
    pub(in crate::minutes) stored: Vec<(&'static str, String)>,
}

impl FieldsPage {
    fn kinds() -> Vec<(String, String, String)> {
        let hint = |form: &Form| match form {
            Form::Light => "Přehledný zápis z metody sociální práce s podpisem klíčového pracovníka.",
            Form::Protocol => {
                "Se všemi částmi, které má mít protokol: předmět, popis úkonů, vyjádření, přečtení, odmítnutí podpisu, námitky."
            }
        };
        Form::ALL
            .iter()
            .map(|form| (form.code().to_owned(), form.label().to_owned(), hint(form).to_owned()))
            .collect()
    }
    fn readings() -> Vec<(String, String)> {
        Reading::ALL.iter().map(|r| (r.code().to_owned(), r.label().to_owned())).collect()
    }
}

type Making = Permit<Conference, MakeMinutes>;

fn lines<F: Fact<Inner = String>>(permit: &Making, facts: &[F]) -> String {
    facts.iter().map(|fact| permit.reveal(fact).clone()).collect::<Vec<_>>().join("\n")
}

/// Somebody at the table.
struct Sitting {
    seat: Id<Seat>,
    name: String,
    /// Whether they were there.
    there: bool,
}

/// The table, as staff read it.
async fn table(house: &House, permit: &Making) -> Result<Vec<Sitting>, Failure> {
    let lookup = permit.lookup(house);
    let presence = meeting::presence(lookup, permit.id()).await?;
    let seats = meeting::seats(lookup, permit.id()).await?;
    let sitting = |seat: &Seat| {
        let (name, role) = store::sitter_words(seat);
        let own = presence.iter().filter(|tap| tap.seat == seat.id);
        let steps: Vec<_> = own.map(|tap| (tap.step, tap.at)).collect();
        Sitting {
            seat: seat.id,
            name: format!("{}, {}", permit.reveal(&name), permit.reveal(&role)),
            there: !meeting::rules::intervals(&steps, None).is_empty(),
        }
    };
    Ok(seats.iter().map(sitting).collect())
}

/// Those who were there, and whoever the form names already.
fn offered(table: &[Sitting], form: &FormState) -> Vec<(String, String)> {
    let named = |seat: &str| {
        form.pairs().iter().any(|(name, value)| name.starts_with("namitka_kdo_") && value.as_str() == seat)
    };
    let all = table.iter().map(|one| (one, one.seat.to_string()));
    let offered = all.filter(|(one, seat)| one.there || named(seat.as_str()));
    offered.map(|(one, seat)| (seat, one.name.clone())).collect()
}

/// The form as it stands.
fn filled(permit: &Making, written: &Written) -> FormState {
    let fields = &written.fields;
    let form = FormState::empty()
        .with("forma", written.form.code())
        .with_some("precteni", fields.reading.map(Choice::code))
        .with("stavet", lines(permit, &fields.strengths))
        .with("ohrozuje", lines(permit, &fields.risks))
        .with("pravidla", lines(permit, &fields.rules))
        .with_some("ukony", fields.acts.as_ref().map(|acts| permit.reveal(acts).clone()))
        .with("prilohy", lines(permit, &fields.attachments))
        .with("rozdelovnik", lines(permit, &fields.recipients));
    let numbered = fields.objections.iter().zip(1_usize..);
    numbered.fold(form, |form, (objection, number)| {
        let (what, who) = forms::objection_fields(number);
        let form = form.with(&what, permit.reveal(&objection.words).clone());
        form.with_some(&who, objection.by.map(|seat| seat.to_string()))
    })
}

/// An objection with who raised it, as a line.
fn said(permit: &Making, table: &[Sitting], objection: &Objection) -> String {
    let words = permit.reveal(&objection.words);
    let by = table.iter().find(|one| Some(one.seat) == objection.by);
    by.map_or_else(|| words.clone(), |one| format!("{}: {words}", one.name))
}

/// What somebody else wrote meanwhile, to be seen beside what was typed.
fn stored(permit: &Making, written: &Written, table: &[Sitting]) -> Vec<(&'static str, String)> {
    let form = filled(permit, written);
    let rows = [
        ("Na čem se dá stavět", "stavet"),
        ("Co děti ohrožuje", "ohrozuje"),
        ("Pravidla", "pravidla"),
        ("Popis úkonů", "ukony"),
        ("Přílohy", "prilohy"),
        ("Komu zápis posíláme", "rozdelovnik"),
    ];
    let objections: Vec<String> =
        written.fields.objections.iter().map(|one| said(permit, table, one)).collect();
    rows.into_iter()
        .map(|(label, name)| (label, form.value(name).to_owned()))
        .chain([("Námitky", objections.join("\n"))])
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

async fn drawn(
    house: &House,
    permit: &Making,
    form: FormState,
    version: i64,
    (table, stored): (&[Sitting], Vec<(&'static str, String)>),
) -> Result<FieldsPage, Denied> {
    Ok(FieldsPage {
        objections: ObjectionRow::all(&form),
        people: offered(table, &form),
        around: Around::of(house, permit).await?,
        frame: Frame::new(house, permit.actor(), "/konference"),
        id: permit.id(),
        heads: permit.actor().heads(permit.record().office),
        form,
        version,
        stored,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, MakeMinutes>,
    Shared(house): Shared<House>,
) -> Result<Html, Denied> {
    let written = store::fields::of_conference(permit.lookup(&house), permit.record()).await?;
    let form = filled(&permit, &written);
    let table = table(&house, &permit).await?;
    Ok(Html::page(&drawn(&house, &permit, form, written.version, (&table, Vec::new())).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn save(
    permit: Permit<Conference, MakeMinutes>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let typed = form.clone();
    let usual = permit.actor().heads(permit.record().office) && form.is("vychozi", "ano");
    let table = table(&house, &permit).await?;
    let seats: Vec<Id<Seat>> = table.iter().map(|one| one.seat).collect();
    let written = match forms::fields(form, &seats) {
        Err(form) => {
            let version = form.value("verze").parse().unwrap_or(-1);
            let page = drawn(&house, &permit, form, version, (&table, Vec::new())).await?;
            return Ok(Html::again(&page)?.into_response());
        }
        Ok(written) => written,
    };
    let back = format!("/konference/{}/zapis", permit.id());
    let permit = std::sync::Arc::new(permit);
    if actions::write_fields(&house, &permit, written.clone(), usual).await? {
        return Ok(Onward::to(back).noticing("ulozeno").into_response());
    }
    let now = store::fields::of_conference(permit.lookup(&house), permit.record()).await?;
    // The same form sent twice has been kept.
    if store::fields::Texts::of(&now.fields) == store::fields::Texts::of(&written.fields)
        && now.form == written.form
    {
        return Ok(Onward::to(back).noticing("ulozeno").into_response());
    }
    let stored = stored(&permit, &now, &table);
    let page = drawn(&house, &permit, typed, now.version, (&table, stored)).await?;
    Ok(Html::stale(&page)?.into_response())
}
