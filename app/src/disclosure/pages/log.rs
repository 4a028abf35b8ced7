//! What was told to whom in a case: each output that left the house, from the audit trail (domain.md 2.5 point 5). As
//! restricted as the protected facts.

use super::consents::Case;
use crate::access::{Denied, House, Permit};
use crate::audit::{self, Listed};
use crate::cases::{self, CaseFile};
use crate::disclosure::policy::ReadDisclosureLog;
use crate::identity;
use crate::kernel::{Failure, Id};
use crate::participants::{self, Participant};
use crate::shell::{Frame, Html, Query};
use askama::Template;
use axum::extract::State;
use facts::FactGroup;

/// Lines on one page.
const A_PAGE: i64 = 50;

/// An output that left.
pub(in crate::disclosure) struct Told {
    pub(in crate::disclosure) when: String,
    pub(in crate::disclosure) whom: String,
    pub(in crate::disclosure) what: &'static str,
    pub(in crate::disclosure) refused: String,
    pub(in crate::disclosure) by: String,
    /// The beginning of the fingerprint: enough to compare by eye.
    pub(in crate::disclosure) fingerprint: String,
}

#[derive(Template)]
#[template(path = "disclosure/pages/log.html")]
pub(in crate::disclosure) struct LogPage {
    pub(in crate::disclosure) frame: Frame,
    pub(in crate::disclosure) case: Case,
    pub(in crate::disclosure) told: Vec<Told>,
    pub(in crate::disclosure) page: i64,
    pub(in crate::disclosure) more: bool,
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<CaseFile, ReadDisclosureLog>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let page = query.0.value("strana").parse::<i64>().unwrap_or(1).clamp(1, 10_000);
    let case = permit.id().uuid();
    let rows =
        audit::list_of_case(&house.queries, case, "disclosure.sent", (A_PAGE + 1, (page - 1) * A_PAGE))
            .await
            .map_err(Failure::from)?;
    let staff = identity::store::staff_of_office(&house.queries, permit.record().office).await?;
    let more = rows.len() > A_PAGE as usize;
    let mut told = Vec::new();
    for row in rows.iter().take(A_PAGE as usize) {
        told.push(line(&house, &permit, &staff, row).await?);
    }
    Ok(Html::page(&LogPage {
        frame: Frame::new(&house, permit.actor(), "/pripady"),
        case: Case::of(&permit),
        told,
        page,
        more,
    })?)
}

async fn line(
    house: &House,
    permit: &Permit<CaseFile, ReadDisclosureLog>,
    staff: &[identity::Staff],
    row: &Listed,
) -> Result<Told, Failure> {
    let detail: serde_json::Value = serde_json::from_str(&row.detail).unwrap_or_default();
    let text = |name: &str| detail.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    let participant: Option<Id<Participant>> = text("participant").parse().ok();
    let who = match participant {
        Some(id) => participants::find(permit.lookup(house), id).await?,
        None => None,
    };
    // Whoever read the file is a person of the case, at no table.
    let person = match (&who, participant) {
        (None, Some(id)) => {
            let people = cases::people(permit.lookup(house), permit.id()).await?;
            people.into_iter().find(|person| person.id.uuid() == id.uuid())
        }
        _ => None,
    };
    let refused: Vec<&str> = detail
        .get("refused")
        .and_then(serde_json::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|code| FactGroup::from_code(code.as_str()?))
        .map(FactGroup::label)
        .collect();
    let by = match row.who.as_str() {
        "staff" => row.actor.and_then(|id| staff.iter().find(|one| one.id.uuid() == id)),
        _ => None,
    };
    Ok(Told {
        when: czech::dates::local_moment(row.moment.timestamp()),
        whom: match (who, person) {
            (Some(who), _) => format!("{} ({})", permit.reveal(&who.name), who.role_label),
            (None, Some(person)) => permit.reveal(&person.name).clone(),
            (None, None) => "účastník, který už u stolu není".into(),
        },
        what: output_words(text("output")),
        refused: refused.join(", "),
        by: match (by, row.who.as_str()) {
            (Some(staff), _) => staff.name().full(),
            (None, "outsider") => "na jeho vlastní stránce".into(),
            (None, "staff") => "kolega úřadu".into(),
            (None, _) => "odeslal program".into(),
        },
        fingerprint: text("fingerprint").chars().take(12).collect(),
    })
}

fn output_words(code: &str) -> &'static str {
    match code {
        "mail" => "e-mail s pozvánkou",
        "letter" => "dopis s pozvánkou",
        "letter_preparation" => "příprava v dopise s pozvánkou",
        "page" => "osobní stránka",
        "minutes" | "extract" => "výpis ze zápisu",
        "sms" => "krátká zpráva",
        "attachment" | "paper" => "podklad",
        "preparation" => "příprava na setkání",
        "inspection" => "záznam o nahlížení do spisu",
        "child_letter" => "dopis dítěti po setkání",
        "calendar" => "termín do kalendáře",
        _ => "výstup",
    }
}
