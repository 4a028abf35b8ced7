//! What the worker writes beside the lines: form of the record, strengths, risks, rules, objections and the rest.

use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference};
use crate::kernel::{Choice, FormState, Id};
use crate::minutes::model::{Form, Reading, Written};
use crate::minutes::{MakeMinutes, actions, forms, store};
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use facts::Fact;

/// The page of the fields.
#[derive(Template)]
#[template(path = "minutes/pages/fields.html")]
pub(in crate::minutes) struct FieldsPage {
    pub(in crate::minutes) around: Around,
    pub(in crate::minutes) frame: Frame,
    pub(in crate::minutes) id: Id<Conference>,
    pub(in crate::minutes) form: FormState,
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

/// The form as it stands.
fn filled(permit: &Making, written: &Written) -> FormState {
    let fields = &written.fields;
    FormState::empty()
        .with("forma", written.form.code())
        .with_some("precteni", fields.reading.map(Choice::code))
        .with("stavet", lines(permit, &fields.strengths))
        .with("ohrozuje", lines(permit, &fields.risks))
        .with("pravidla", lines(permit, &fields.rules))
        .with_some("ukony", fields.acts.as_ref().map(|acts| permit.reveal(acts).clone()))
        .with("namitky", lines(permit, &fields.objections))
        .with("prilohy", lines(permit, &fields.attachments))
        .with("rozdelovnik", lines(permit, &fields.recipients))
}

/// What somebody else wrote meanwhile, to be seen beside what was typed.
fn stored(permit: &Making, written: &Written) -> Vec<(&'static str, String)> {
    let form = filled(permit, written);
    let rows = [
        ("Na čem se dá stavět", "stavet"),
        ("Co děti ohrožuje", "ohrozuje"),
        ("Pravidla", "pravidla"),
        ("Popis úkonů", "ukony"),
        ("Námitky", "namitky"),
        ("Přílohy", "prilohy"),
        ("Komu zápis posíláme", "rozdelovnik"),
    ];
    rows.into_iter()
        .map(|(label, name)| (label, form.value(name).to_owned()))
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

async fn drawn(
    house: &House,
    permit: &Making,
    form: FormState,
    version: i64,
    stored: Vec<(&'static str, String)>,
) -> Result<FieldsPage, Denied> {
    Ok(FieldsPage {
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
    Ok(Html::page(&drawn(&house, &permit, form, written.version, Vec::new()).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn save(
    permit: Permit<Conference, MakeMinutes>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let typed = form.clone();
    let usual = permit.actor().heads(permit.record().office) && form.is("vychozi", "ano");
    let written = match forms::fields(form) {
        Err(form) => {
            let version = form.value("verze").parse().unwrap_or(-1);
            let page = drawn(&house, &permit, form, version, Vec::new()).await?;
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
    let page = drawn(&house, &permit, typed, now.version, stored(&permit, &now)).await?;
    Ok(Html::stale(&page)?.into_response())
}
