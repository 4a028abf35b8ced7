//! Who looked into a case today, and why.

use super::list::name_of;
use super::parts::{CaseHead, SECTION};
use crate::access::{Denied, House, Permit, Tie, store as ties};
use crate::audit;
use crate::cases::{CaseFile, ReadCase};
use crate::identity::{self, Role, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::shell::{Frame, Html, registry};
use askama::Template;
use axum::extract::State;
use jiff::civil::Time;

/// Events that are listed.
const MOST: i64 = 40;

/// Somebody who looked.
pub(crate) struct ReaderLine {
    pub who: String,
    pub why: String,
    pub times: String,
    pub last: String,
}

/// Something that happened.
pub(crate) struct EventLine {
    pub when: String,
    pub who: String,
    pub what: &'static str,
}

#[derive(Template)]
#[template(path = "cases/pages/readers.html")]
pub(crate) struct ReadersPage {
    pub frame: Frame,
    pub case: CaseHead,
    pub readers: Vec<ReaderLine>,
    /// Who saw the case in a list, without opening it or besides.
    pub listed: Vec<ReaderLine>,
    pub events: Vec<EventLine>,
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<CaseFile, ReadCase>,
    State(house): State<House>,
) -> Result<Html, Denied> {
    let case = permit.record();
    let (raw, today) = (case.id.uuid(), permit.actor().today);
    let staff = identity::store::staff_of_office(&house.queries, case.office).await?;
    let since = Moment::in_prague(today, Time::midnight());
    let looked = audit::readers_of_case(&house.queries, raw, since).await.map_err(Failure::from)?;
    let known = Known {
        tied: ties::tied(&house.queries, raw).await?,
        leaders: ties::leaders(&house.queries, raw).await?,
        staff,
    };
    let mut readers = Vec::new();
    for seen in looked {
        readers.push(line(&house, case, &known, seen, ("stránka", "stránky", "stránek")).await?);
    }
    let seen_listed =
        audit::listed_case(&house.queries, case.office.uuid(), raw, since).await.map_err(Failure::from)?;
    let mut listed = Vec::new();
    for seen in seen_listed {
        listed.push(line(&house, case, &known, seen, ("seznam", "seznamy", "seznamů")).await?);
    }
    let recent = audit::list_by_case(&house.queries, raw, MOST * 5, 0).await.map_err(Failure::from)?;
    let events = recent
        .iter()
        .filter(|event| event.code != "case.read")
        .take(MOST as usize)
        .map(|event| EventLine {
            when: czech::dates::local_moment(event.moment.timestamp()),
            who: who_is(
                &known.staff,
                event.actor.filter(|_| event.who == "staff").map(Id::from_uuid),
                &event.who,
            ),
            what: registry().event_label(&event.code),
        })
        .collect();
    let page = ReadersPage {
        frame: Frame::new(&house, permit.actor(), SECTION),
        case: CaseHead::of(&permit),
        readers,
        listed,
        events,
    };
    Ok(Html::page(&page)?)
}

/// Actor, kind of actor, how often, when last.
type Seen = (Option<uuid::Uuid>, String, i64, Moment);

/// What tells who somebody is and why they may look: asked once for all lines.
struct Known {
    staff: Vec<Staff>,
    tied: Vec<(Id<Staff>, Tie, Option<Day>)>,
    leaders: Vec<(Id<Staff>, Tie)>,
}

async fn line(
    house: &House,
    case: &CaseFile,
    known: &Known,
    (actor, who, count, last): Seen,
    (one, few, many): (&str, &str, &str),
) -> Result<ReaderLine, Failure> {
    let actor: Option<Id<Staff>> = actor.filter(|_| who == "staff").map(Id::from_uuid);
    Ok(ReaderLine {
        who: who_is(&known.staff, actor, &who),
        why: why(house, (case, known), actor, &who, last.day()).await?,
        times: czech::plural::count(count, one, few, many),
        last: last.time_of_day().to_string(),
    })
}

fn who_is(staff: &[Staff], actor: Option<Id<Staff>>, who: &str) -> String {
    match (actor, who) {
        (Some(id), _) => name_of(staff, id),
        (None, "outsider") => "někdo z pozvaných přes svůj odkaz".to_owned(),
        (None, _) => "program".to_owned(),
    }
}

/// By what right somebody reads: own tie, office, cover.
async fn why(
    house: &House,
    (case, known): (&CaseFile, &Known),
    actor: Option<Id<Staff>>,
    who: &str,
    today: Day,
) -> Result<String, Failure> {
    let Some(staff) = actor else {
        return Ok(if who == "outsider" { "pozvánka" } else { "práce na pozadí" }.to_owned());
    };
    let tied =
        known.tied.iter().filter(|(id, _, until)| *id == staff && until.is_none_or(|until| until >= today));
    let led = known.leaders.iter().filter(|(id, _)| *id == staff).map(|(_, tie)| tie.label());
    let own: Vec<&str> = tied.map(|(_, tie, _)| tie.label()).chain(led).collect();
    if !own.is_empty() {
        return Ok(own.join(", "));
    }
    let roles = identity::store::roles_of(&house.queries, staff).await?;
    let reason = if roles.has(Role::OfficeHead) {
        "vedoucí oddělení"
    } else if roles.has(Role::DataProtectionOfficer) {
        "pověřenec pro ochranu osobních údajů"
    } else if ties::ties(&house.queries, case.id.uuid(), staff, today).await?.has(Tie::Coordinator) {
        "zastupuje koordinátora"
    } else {
        "zastupování, nebo dřívější práce na případu"
    };
    Ok(reason.to_owned())
}
