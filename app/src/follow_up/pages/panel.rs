//! On the page of a conference: what it follows, what follows it, what comes next. In the room: how many tasks of the
//! earlier one wait. Panels hold no permit: they tell numbers, days and ways, and only to whom the rules let in there.

use crate::access::{Action, Actor, Record, Ties, Verdict, store as ties};
use crate::conferences::{self, Conference, ReadConference, State};
use crate::follow_up::store::after as store;
use crate::follow_up::{CloseConference, FollowConference, ReadBack, ReadTasks};
use crate::kernel::{Failure, Id, Queries};
use crate::shell::PanelContext;
use askama::Template;

/// Address and day.
type Way = (String, String);

/// The panel of a conference.
#[derive(Default, Template)]
#[template(path = "follow_up/pages/panel.html")]
pub(in crate::follow_up) struct CoursePanel {
    pub(in crate::follow_up) held: bool,
    pub(in crate::follow_up) earlier: Option<Way>,
    pub(in crate::follow_up) returning: Option<String>,
    pub(in crate::follow_up) coming: i64,
    pub(in crate::follow_up) tasks: Option<String>,
    pub(in crate::follow_up) open: i64,
    pub(in crate::follow_up) next: Option<Way>,
    pub(in crate::follow_up) close: Option<String>,
    pub(in crate::follow_up) follow: Option<String>,
    pub(in crate::follow_up) closed: Option<String>,
}

/// The panel of the room.
#[derive(Template)]
#[template(path = "follow_up/pages/room.html")]
pub(in crate::follow_up) struct RoomPanel {
    pub(in crate::follow_up) href: String,
    pub(in crate::follow_up) open: i64,
}

fn may<A: Action<Conference>>(actor: &Actor, ties: Ties, conference: &Conference) -> bool {
    A::rule(actor, ties, conference) == Verdict::Allow
}

async fn ties_of(context: &PanelContext<'_>, conference: &Conference) -> Result<Ties, Failure> {
    let (actor, queries) = (context.actor, &context.house.queries);
    ties::ties_about(queries, conference.about(), actor.id, actor.today).await
}

/// Another conference, for whoever may read it.
async fn other(
    context: &PanelContext<'_>,
    id: Option<Id<Conference>>,
) -> Result<Option<(Conference, String)>, Failure> {
    let Some(id) = id else { return Ok(None) };
    let Some(found) = conferences::listed(&context.house.queries, id).await? else { return Ok(None) };
    let ties = ties_of(context, &found).await?;
    let href = format!("/konference/{id}");
    Ok(may::<ReadConference>(context.actor, ties, &found).then_some((found, href)))
}

/// How many tasks of all earlier conferences are open.
async fn coming(queries: &Queries, conference: &Conference) -> Result<i64, Failure> {
    let (mut open, mut follows, mut far) = (0, conference.follows, 0);
    while let Some(id) = follows.filter(|_| far < 20) {
        open += store::open_tasks(queries, id).await?;
        far += 1;
        follows = conferences::listed(queries, id).await?.and_then(|earlier| earlier.follows);
    }
    Ok(open)
}

/// When a conference is, or how it stands.
pub(super) fn when(conference: &Conference) -> String {
    match conference.day {
        Some(day) => format!("{}, {}", czech::dates::long_with_weekday(day), conference.tag().0),
        None => conference.tag().0.to_owned(),
    }
}

/// The panel of the page of a conference; nothing for one that was not held and follows none.
pub(in crate::follow_up) async fn course(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let (queries, actor) = (&context.house.queries, context.actor);
    let id = Id::<Conference>::from_uuid(context.subject);
    let Some(conference) = conferences::listed(queries, id).await? else { return Ok(None) };
    let held = matches!(conference.state, State::Held | State::Closed);
    if !held && conference.follows.is_none() {
        return Ok(None);
    }
    let ties = ties_of(&context, &conference).await?;
    let way = |part: &str| format!("/konference/{id}/{part}");
    let mut panel = CoursePanel { held, ..CoursePanel::default() };
    if let Some((earlier, href)) = other(&context, conference.follows).await? {
        let day = earlier.day.map(czech::dates::short).unwrap_or_default();
        panel.earlier = Some((href, day));
    }
    if conference.follows.is_some() && may::<ReadBack>(actor, ties, &conference) {
        panel.returning = panel.earlier.is_some().then(|| way("minule"));
        panel.coming = coming(queries, &conference).await?;
    }
    if held {
        let next = store::next(queries, id).await?;
        panel.next = other(&context, next).await?.map(|(next, href)| (href, when(&next)));
        if may::<ReadTasks>(actor, ties, &conference) {
            panel.tasks = Some(way("ukoly"));
            panel.open = store::open_tasks(queries, id).await?;
            panel.closed = (conference.state == State::Closed).then(|| way("uzavrit"));
        }
        let follows = next.is_none() && may::<FollowConference>(actor, ties, &conference);
        panel.follow = follows.then(|| way("navazat"));
        let closes = conference.state == State::Held && may::<CloseConference>(actor, ties, &conference);
        panel.close = closes.then(|| way("uzavrit"));
    }
    let empty = panel.earlier.is_none()
        && panel.tasks.is_none()
        && panel.next.is_none()
        && panel.follow.is_none()
        && panel.close.is_none();
    Ok(if empty { None } else { Some(panel.render()?) })
}

/// The panel of the room, where the conference follows another.
pub(in crate::follow_up) async fn returning(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let id = Id::<Conference>::from_uuid(context.subject);
    let queries = &context.house.queries;
    let Some(conference) = conferences::listed(queries, id).await? else { return Ok(None) };
    if conference.follows.is_none() {
        return Ok(None);
    }
    let open = coming(queries, &conference).await?;
    Ok(Some(RoomPanel { href: format!("/konference/{id}/minule"), open }.render()?))
}
