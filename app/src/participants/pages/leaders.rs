//! Who leads the meeting and who writes the record.

use super::super::actions::{self, Leader};
use super::super::model::{NewParticipant, Participant, Participation, Seat};
use super::super::rules;
use super::super::store::{self, Able};
use super::SECTION;
use crate::access::{Denied, House, Permit};
use crate::cases::{PersonName, ReaderKind};
use crate::conferences::{Around, Conference, Conflict, EditConference, Perspective};
use crate::identity::{Role, StaffName};
use crate::kernel::{Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward};
use askama::Template;
use axum::extract::State as House_;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

type Pairs = Vec<(String, String)>;

/// The page of who leads and who writes.
#[derive(Template)]
#[template(path = "participants/pages/leaders.html")]
pub(in crate::participants) struct LeadersPage {
    pub(in crate::participants) frame: Frame,
    pub(in crate::participants) around: Around,
    pub(in crate::participants) form: FormState,
    pub(in crate::participants) facilitators: Pairs,
    pub(in crate::participants) minute_takers: Pairs,
    pub(in crate::participants) ids: (String, String),
    pub(in crate::participants) version: String,
    pub(in crate::participants) conflict: Option<Conflict>,
}

fn full(able: &Able) -> String {
    let (title_before, title_after) = (able.title_before.clone(), able.title_after.clone());
    StaffName { title_before, given: able.given.clone(), family: able.family.clone(), title_after }.full()
}

fn pairs(list: &[Able]) -> Pairs {
    list.iter().map(|able| (able.id.to_string(), format!("{} – {}", full(able), able.office_name))).collect()
}

/// The two parts of the form: field of the account, field of the typed name, field of the new identifier.
const PARTS: [(ReaderKind, Role, &str, &str, &str); 2] = [
    (ReaderKind::Facilitator, Role::Facilitator, "facilitator", "facilitator_jmeno", "facilitator_id"),
    (ReaderKind::MinuteTaker, Role::MinuteTaker, "zapisovatel", "zapisovatel_jmeno", "zapisovatel_id"),
];

async fn draw(
    house: &House,
    permit: &Permit<Conference, EditConference>,
    form: FormState,
    version: String,
    conflict: Option<Conflict>,
) -> Result<Html, Failure> {
    let fresh = || Id::<Participant>::fresh(house.clock.now()).to_string();
    let page = LeadersPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        around: Around::of(house, permit).await?,
        facilitators: pairs(&store::staff_with_role(&house.queries, Role::Facilitator).await?),
        minute_takers: pairs(&store::staff_with_role(&house.queries, Role::MinuteTaker).await?),
        ids: (fresh(), fresh()),
        form,
        version,
        conflict,
    };
    match (&page.conflict, page.form.has_errors()) {
        (Some(_), _) => Html::stale(&page),
        (None, true) => Html::again(&page),
        (None, false) => Html::page(&page),
    }
}

/// Who leads and who writes as stored, in words.
fn rows(permit: &Permit<Conference, EditConference>, now: &[Participant]) -> Pairs {
    let labels = [(ReaderKind::Facilitator, "Vede setkání"), (ReaderKind::MinuteTaker, "Píše zápis")];
    labels
        .iter()
        .map(|(reader, label)| {
            let who = now.iter().find(|p| p.reader == *reader);
            let name = who.map_or_else(|| "zatím nikdo".to_owned(), |who| permit.reveal(&who.name).clone());
            ((*label).to_owned(), name)
        })
        .collect()
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
) -> Result<Html, Denied> {
    let seated = store::of_conference(permit.lookup(&house), permit.id()).await?;
    let mut form = FormState::empty();
    for (reader, _, account, name, _) in PARTS {
        if let Some(who) = seated.iter().find(|p| p.reader == reader) {
            form = match who.staff {
                Some(staff) => form.with(account, staff.to_string()),
                None => form.with(name, permit.reveal(&who.name).clone()),
            };
        }
    }
    Ok(draw(&house, &permit, form, rules::leaders_version(&seated), None).await?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn save(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(mut form): Input,
) -> Result<Response, Denied> {
    // A form that lost its fields on the way must not take anybody off the list.
    if PARTS
        .iter()
        .any(|(_, _, account, name, _)| !form.pairs().iter().any(|(n, _)| n == account || n == name))
    {
        form.fail("", "Formulář přišel neúplný, nic se nezměnilo. Zkuste to, prosím, znovu.");
    }
    let mut leaders = Vec::new();
    for (reader, role, account, name, id) in PARTS {
        let able = store::staff_with_role(&house.queries, role).await?;
        let chosen = form.id::<crate::identity::Staff>(account);
        let chosen = chosen.and_then(|id| able.into_iter().find(|able| able.id == id));
        let typed = form.optional(name, 120);
        let new = form.id::<Participant>(id).unwrap_or_else(|| Id::fresh(house.clock.now()));
        if chosen.is_some() && typed.is_some() {
            form.fail(name, "Vyberte člověka ze seznamu, nebo napište jméno. Obojí najednou nejde.");
        }
        let who = match (&chosen, typed) {
            (Some(able), _) => Some((full(able), Some(able.id))),
            (None, Some(name)) => Some((name, None)),
            (None, None) => None,
        };
        leaders.push(Leader {
            reader,
            who: who.map(|(name, staff)| NewParticipant {
                id: new,
                person: None,
                child: None,
                staff,
                role_label: role_label(reader, &name).to_owned(),
                name: PersonName::new(name),
                reader,
                instead_of: None,
                seat: Seat {
                    perspective: Perspective::Office,
                    required: true,
                    participation: Participation::Whole,
                    phases: Vec::new(),
                    from: None,
                    until: None,
                    place: None,
                },
            }),
        });
    }
    if form.has_errors() {
        let version = form.value("verze").to_owned();
        return Ok(draw(&house, &permit, form, version, None).await?.into_response());
    }
    let to = format!("{SECTION}/{}/ucastnici", permit.id());
    let (permit, leaders) = (Arc::new(permit), Arc::new(leaders));
    if !actions::lead(&house, &permit, form.value("verze").to_owned(), leaders.clone()).await? {
        let now = store::of_conference(permit.lookup(&house), permit.id()).await?;
        // The same form sent twice is no conflict.
        if !actions::settled(&now, &leaders) {
            let conflict = Conflict { rows: rows(&permit, &now) };
            let version = rules::leaders_version(&now);
            return Ok(draw(&house, &permit, form, version, Some(conflict)).await?.into_response());
        }
    }
    Ok(Onward::to(to).noticing("vedeni").into_response())
}

/// "facilitátorka", "zapisovatel": by the name where it tells, else as the law writes it.
pub(in crate::participants) fn role_label(reader: ReaderKind, name: &str) -> &'static str {
    let plain = name.split(',').next().unwrap_or_default();
    let words: Vec<&str> = plain.split_whitespace().filter(|w| !w.ends_with('.')).collect();
    let woman = match words.as_slice() {
        [given, .., family] => czech::names::guess_gender(given, family) == Some(czech::names::Gender::Woman),
        _ => false,
    };
    match (reader, woman) {
        (ReaderKind::MinuteTaker, true) => "zapisovatelka",
        (ReaderKind::MinuteTaker, false) => "zapisovatel",
        (_, true) => "facilitátorka",
        (_, false) => "facilitátor",
    }
}
