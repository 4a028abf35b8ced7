//! The end of a meeting: what next, who answers, until when comments are welcome.

use super::flow::{back, started};
use super::room::Room;
use crate::access::{Denied, House, Permit};
use crate::conferences::{self, Conference, LeadConference};
use crate::identity::{self, Staff};
use crate::kernel::{Day, Failure, FormState, Id};
use crate::law::Deadline;
use crate::meeting::actions::{Act, Lead, NotDone, perform};
use crate::meeting::store::Ending;
use crate::meeting::{LineKind, Meeting, forms, rules};
use crate::shell::{Frame, Html, Input};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The page of the end.
#[derive(Template)]
#[template(path = "meeting/pages/end.html")]
pub(in crate::meeting) struct EndPage {
    /// Way back to the room.
    pub(in crate::meeting) back: String,
    pub(in crate::meeting) frame: Frame,
    pub(in crate::meeting) id: Id<Conference>,
    pub(in crate::meeting) form: FormState,
    pub(in crate::meeting) version: i64,
    pub(in crate::meeting) staff: Vec<(String, String)>,
    /// "Dohodnuto 4 body", "úkolů 10".
    pub(in crate::meeting) agreed: usize,
    pub(in crate::meeting) tasks: usize,
    pub(in crate::meeting) over: bool,
    /// From what the proposed day is counted: "Navrhujeme 7 dnů od návrhu zápisu…".
    pub(in crate::meeting) comments: String,
    pub(in crate::meeting) unverified: bool,
    /// By when to meet again, and why.
    pub(in crate::meeting) again: Option<String>,
    /// "24. 12. 2026 je svátek (Štědrý den). …": the day that was agreed, when offices are closed then.
    pub(in crate::meeting) day_off: Option<String>,
    /// The same of the last day for comments.
    pub(in crate::meeting) comments_off: Option<String>,
    /// What somebody else entered meanwhile.
    pub(in crate::meeting) stale: bool,
}

/// Who answers questions afterwards unless somebody else is chosen: the case's coordinator, as on the sheets.
async fn coordinator(house: &House, permit: &Lead) -> Result<Option<Id<Staff>>, Failure> {
    let case = crate::cases::find_case(permit.lookup(house), permit.record().case).await?;
    Ok(case.map(|case| case.coordinator))
}

/// Who may answer questions afterwards: everybody tied to the case, and who is writing.
async fn staff(house: &House, permit: &Lead) -> Result<Vec<Staff>, Failure> {
    let queries = permit.lookup(house).queries();
    let tied = crate::access::store::tied(queries, permit.record().case.uuid()).await?;
    let mut ids: Vec<Id<Staff>> = tied.into_iter().map(|(staff, ..)| staff).collect();
    ids.push(permit.actor().id);
    ids.extend(coordinator(house, permit).await?);
    ids.sort_unstable();
    ids.dedup();
    let mut staff = Vec::new();
    for id in ids {
        staff.extend(identity::store::find_staff(queries, id).await?);
    }
    staff.sort_by_key(|person| czech::collation::sort_key(&person.family));
    Ok(staff)
}

async fn drawn(
    house: &House,
    permit: &Lead,
    room: &Room,
    people: &[Staff],
    form: Option<FormState>,
    stale: bool,
) -> Result<EndPage, Denied> {
    let meeting = room.meeting.as_ref().ok_or_else(Denied::hidden)?;
    let deadlines = crate::law::deadlines(permit.lookup(house).queries(), room.day()).await?;
    let count = |kind| room.lines.iter().filter(|l| l.kind == kind && l.struck.is_none()).count();
    let drafted = deadlines.minutes_draft.after(room.day());
    let contact = meeting.contact.or(coordinator(house, permit).await?);
    let form = form.unwrap_or_else(|| filled(room, meeting, contact, deadlines.comments.after(drafted)));
    Ok(EndPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        back: format!("/konference/{}/jednani", permit.id()),
        id: permit.id(),
        form,
        version: meeting.version,
        staff: people.iter().map(|person| (person.id.to_string(), person.name().full())).collect(),
        agreed: count(LineKind::Agreed),
        tasks: count(LineKind::Task),
        over: meeting.ended.is_some(),
        comments: counted(deadlines.minutes_draft, deadlines.comments),
        // Written down later, it is proposed from today.
        again: conferences::meet_again(
            permit.lookup(house),
            permit.record(),
            room.day().max(permit.actor().today),
        )
        .await?
        .sentence,
        day_off: meeting.next_day.and_then(rules::day_off),
        comments_off: meeting.comments_until.and_then(rules::day_off),
        unverified: !(deadlines.comments.verified && deadlines.minutes_draft.verified),
        stale,
    })
}

/// From what the proposed day is counted.
fn counted(draft: Deadline, comments: Deadline) -> String {
    format!(
        "Řekněte to přítomným nahlas. Navržený den: {} od návrhu zápisu, návrh {} po jednání.",
        comments.words(),
        draft.words()
    )
}

/// The form as it stands, or as it is proposed.
fn filled(
    room: &Room,
    meeting: &Meeting,
    contact: Option<Id<Staff>>,
    comments: jiff::civil::Date,
) -> FormState {
    let ended = meeting.ended.unwrap_or(room.now).time_of_day();
    FormState::empty()
        .with("konec", ended.to_string())
        .with_some("dalsi_den", meeting.next_day.map(czech::dates::short))
        .with_some("dalsi_cas", meeting.next_from.map(|time| time.to_string()))
        .with_some("dalsi_misto", meeting.next_place.clone())
        .with_some("kontakt", contact.map(|id| id.to_string()))
        .with("pripominky", czech::dates::short(meeting.comments_until.unwrap_or(comments)))
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
) -> Result<Html, Denied> {
    let room = started(&house, &permit).await?;
    let people = staff(&house, &permit).await?;
    Ok(Html::page(&drawn(&house, &permit, &room, &people, None, false).await?)?)
}

/// Back to the room, which says so; also when the next meeting or the last day for comments was put on a day on which
/// offices are closed.
fn ended(permit: &Lead, ending: &Ending) -> Response {
    let closed = |day: Option<Day>| day.and_then(rules::deadline_remark).is_some();
    let said = match (closed(ending.next_day), closed(Some(ending.comments_until))) {
        (true, true) => "skonceno-oboji",
        (true, false) => "skonceno-volno",
        (false, true) => "skonceno-pripominky",
        (false, false) => "skonceno",
    };
    back(permit, said)
}

#[axum::debug_handler(state = House)]
pub(super) async fn finish(
    permit: Permit<Conference, LeadConference>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let room = started(&house, &permit).await?;
    let people = staff(&house, &permit).await?;
    let ids: Vec<Id<Staff>> = people.iter().map(|person| person.id).collect();
    let began = room.meeting.as_ref().map_or(room.now, |m| m.started);
    let typed = form.clone();
    match forms::ending(form, (began, room.now), &ids) {
        Err(form) => {
            Ok(Html::again(&drawn(&house, &permit, &room, &people, Some(form), false).await?)?
                .into_response())
        }
        Ok((version, ending)) => {
            let permit = Arc::new(permit);
            let act = Act::Finish { version, ending: ending.clone() };
            match perform(&house, &permit, act).await {
                Ok(()) | Err(NotDone::Already) => Ok(ended(&permit, &ending)),
                Err(NotDone::Failed(failure)) => Err(failure.into()),
                Err(NotDone::Stale) => {
                    let room = Room::load(&house, &permit).await?;
                    // The same form sent twice is one end.
                    if room.meeting.as_ref().is_some_and(|meeting| ending.is_that_of(meeting)) {
                        return Ok(ended(&permit, &ending));
                    }
                    let page = drawn(&house, &permit, &room, &people, Some(typed), true).await?;
                    Ok(Html::stale(&page)?.into_response())
                }
            }
        }
    }
}
