//! The list of who looked into a case, made for the family by the head or the data-protection officer.

use crate::access::{Denied, House, Permit};
use crate::administration::READERS_LIST;
use crate::administration::letters::{ReadersContent, ReadersPaper};
use crate::cases::{CaseFile, GiveReaders, ReadersGiven, for_family, looks};
use crate::documents::{self, Document, NewDocument};
use crate::kernel::{Day, Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward};
use crate::{disclosure, identity};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::ToSpan;
use std::sync::Arc;

/// Days of the longest period.
const LONGEST: i64 = 366;

#[derive(Template)]
#[template(path = "administration/pages/readers_list.html")]
pub(crate) struct ReadersListPage {
    pub frame: Frame,
    pub href: String,
    pub mark: String,
    pub form: FormState,
    /// Whether somebody's safety is at risk: then days and names are left out.
    pub guarded: bool,
}

type OnCase = Permit<CaseFile, GiveReaders>;

fn page(house: &House, permit: &OnCase, form: FormState) -> ReadersListPage {
    ReadersListPage {
        frame: Frame::new(house, permit.actor(), "/pripady"),
        href: format!("/pripady/{}", permit.id()),
        mark: permit.reveal(&permit.record().file_mark).clone(),
        form,
        guarded: permit.record().safety_concern,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(permit: OnCase, State(house): State<House>) -> Result<Html, Denied> {
    let today = permit.actor().today;
    let day = |day: Day| czech::typography::plain(&czech::dates::short(day));
    let form = FormState::empty()
        .with("nove_id", Id::<Document>::fresh(house.clock.now()).to_string())
        .with("od", day(today.saturating_sub(30.days())))
        .with("do", day(today));
    Ok(Html::page(&page(&house, &permit, form))?)
}

/// The period and, where somebody's safety is at risk, that the head has thought of it.
fn period(mut form: FormState, today: Day, guarded: bool) -> Result<(Day, Day), FormState> {
    let from = form.required_day("od", "Napište, od kdy.");
    let to = form.required_day("do", "Napište, do kdy.");
    if let (Some(from), Some(to)) = (from, to) {
        if from > to {
            form.fail("do", "Konec období je dřív než začátek.");
        } else if to > today {
            form.fail("do", "Tento den teprve přijde. Zkontrolujte datum.");
        } else if from < to.saturating_sub(LONGEST.days()) {
            form.fail("od", "Období může mít nejvýš rok.");
        }
    }
    if guarded && !form.ticked("zvazeno") {
        form.fail("zvazeno", "Potvrďte, prosím, že jste to zvážili.");
    }
    form.finish(|| Some((from?, to?)))
}

async fn content(house: &House, permit: &OnCase, from: Day, to: Day) -> Result<ReadersContent, Failure> {
    let case = permit.record();
    let office = identity::store::find_office(&house.queries, case.office).await?;
    let office = office.ok_or_else(|| Failure::Broken("a case without an office".into()))?;
    let gathered = looks(permit.lookup(house), case.id, (from, to)).await?;
    let mut lines = Vec::new();
    for line in for_family(&gathered, case.safety_concern) {
        let staff = match line.actor {
            Some(id) => identity::store::find_staff(&house.queries, Id::from_uuid(id)).await?,
            None => None,
        };
        let who = staff.map(|staff| {
            let name = staff.name().full();
            staff.position.map_or_else(|| name.clone(), |position| format!("{name}, {position}"))
        });
        lines.push((line, who.unwrap_or_else(|| "pracovník úřadu".to_owned())));
    }
    let (made, guarded) = (permit.actor().today, case.safety_concern);
    Ok(ReadersContent { office, from, to, made, lines, guarded })
}

#[axum::debug_handler(state = House)]
pub(super) async fn make(
    permit: OnCase,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(house.clock.now()));
    let again = page(&house, &permit, form.clone());
    let (from, to) = match period(form, permit.actor().today, permit.record().safety_concern) {
        Ok(period) => period,
        Err(form) => return Ok(Html::again(&ReadersListPage { form, ..again })?.into_response()),
    };
    let content = content(&house, &permit, from, to).await?;
    let rows = content.lines.len();
    let paper = disclosure::disclose_to_nobody::<ReadersPaper, _>(house.demo, &content);
    let now = house.clock.now();
    let bytes = tokio::task::spawn_blocking(move || {
        let paper = outbound::paper(&paper, now.timestamp()).map_err(|e| Failure::Output(e.to_string()))?;
        Ok::<_, Failure>(paper.bytes().to_vec())
    })
    .await
    .map_err(|_| Failure::Broken("typesetting broke off".into()))??;
    let document = file(&house, &Arc::new(permit), (id, Arc::new(bytes)), rows).await?;
    Ok(Onward::to(format!("/dokumenty/{document}")).into_response())
}

/// Files the list with the case and says in the trail that it was made.
async fn file(
    house: &House,
    permit: &Arc<OnCase>,
    (id, bytes): (Id<Document>, Arc<Vec<u8>>),
    rows: usize,
) -> Result<Id<Document>, Failure> {
    let permit = permit.clone();
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let (permit, bytes) = (permit.clone(), bytes.clone());
            async move {
                permit.renew(&mut operation).await?;
                let new = NewDocument {
                    id: Some(id),
                    case: permit.id().uuid(),
                    conference: None,
                    kind: READERS_LIST,
                    title: "Kdo nahlížel do případu".to_owned(),
                    mime: "application/pdf",
                    bytes: (*bytes).clone(),
                    reader: None,
                };
                let document = documents::file(&mut operation, new).await?;
                let event = ReadersGiven { about: permit.about(), rows };
                Ok::<_, Failure>((operation.record(&event).await?, document))
            }
        })
        .await
}
