//! The page where those who were there read the draft and say what they think of it.

use crate::access::{Denied, House, Public};
use crate::invitations::doors::{self, Answered, Guest, Visitor};
use crate::kernel::Id;
use crate::meeting::Line;
use crate::minutes::comments::actions::{self, NotDone};
use crate::minutes::comments::bearer::{self, Standing};
use crate::minutes::comments::forms::{self, Unsaid};
use crate::minutes::comments::letters::{Done, Problem};
use crate::minutes::comments::model::{Comment, NewComment, Wish};
use crate::minutes::comments::rules::{MOST, Window};
use crate::minutes::comments::words::spoken;
use crate::shell::{Input, Onward};
use axum::extract::State;

/// What a reading of the page is called in the trail.
const WHAT: &str = "minutes.draft";

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(guest) = visitor.enter(&house, WHAT).await? else { return doors::gone(&house) };
    let done = match visitor.done() {
        "ulozeno" => Done::Saved,
        "zpet" => Done::Withdrawn,
        _ => Done::Nothing,
    };
    let standing = bearer::standing(&house, &guest).await?;
    let disclosed = bearer::drawn(&house, &guest, standing, (done, None)).await?;
    doors::show(&house, &disclosed)
}

async fn refused(
    house: &House,
    guest: &Guest,
    standing: Standing,
    problem: Problem,
) -> Result<Answered, Denied> {
    let disclosed = bearer::drawn(house, guest, standing, (Done::Nothing, Some(problem))).await?;
    doors::again(house, &disclosed)
}

/// The same form again, as far as it tells anything new.
enum Before {
    /// It was not kept yet.
    New,
    /// It was kept as it is.
    Same,
    /// It was kept with other words.
    Other,
}

fn before(own: &[Comment], new: &NewComment) -> Before {
    match own.iter().find(|comment| comment.id == new.id) {
        None => Before::New,
        Some(kept) if new.is(kept) => Before::Same,
        Some(_) => Before::Other,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn give(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(guest) = visitor.enter(&house, WHAT).await? else { return doors::gone(&house) };
    let back = Onward::to(guest.below("/zapis").as_str().to_owned());
    let standing = bearer::standing(&house, &guest).await?;
    let spoken = spoken(guest.language, guest.is_child());
    let typed = Some(form.value("slova").to_owned()).filter(|words| !words.trim().is_empty());
    let problem = |line: Option<Id<Line>>, sentence| Problem {
        line,
        sentence,
        typed: typed.clone(),
        unreturned: false,
    };
    if standing.present && standing.window == Window::Over && typed.is_some() {
        return refused(&house, &guest, standing, problem(None, spoken.over)).await;
    }
    if !standing.present || !standing.window.takes() {
        return Ok(Answered::Onward(back));
    }
    if !guest.proved() {
        let problem = problem(None, spoken.code_first);
        let disclosed = bearer::asked_again(&house, &guest, standing, (problem, &form)).await?;
        return doors::again(&house, &disclosed);
    }
    let line = form.id::<Line>("radek");
    let mut new = match forms::given(&form, guest.participant.id, Id::fresh(house.clock.now())) {
        Ok(new) => new,
        Err(Unsaid::Empty) => return refused(&house, &guest, standing, problem(line, spoken.empty)).await,
        Err(Unsaid::Long) => return refused(&house, &guest, standing, problem(line, spoken.long)).await,
    };
    if guest.is_child() {
        (new.wish, new.line) = (Wish::Own, None);
    }
    match before(&standing.own, &new) {
        Before::New => {}
        Before::Same => return Ok(Answered::Onward(back.noticing("ulozeno"))),
        Before::Other => {
            return refused(&house, &guest, standing, problem(new.line, spoken.sent_before)).await;
        }
    }
    if standing.own.len() >= MOST {
        return refused(&house, &guest, standing, problem(new.line, spoken.many)).await;
    }
    let late = standing.window.is_late();
    if let Some(line) = new.line {
        // Only what stands on their page can be commented on; a line that is not there any more leaves them their words.
        let again = Standing { own: Vec::new(), ..standing };
        let (release, window, present) = (again.release, again.window, again.present);
        let page = bearer::drawn(&house, &guest, again, (Done::Nothing, None)).await?;
        let here = page.view().spots.iter().filter_map(|spot| spot.line.as_ref());
        if !here.map(outbound::Logistics::as_str).any(|id| id == line.to_string()) {
            let own = bearer::standing(&house, &guest).await?.own;
            let standing = Standing { release, window, present, own };
            return refused(&house, &guest, standing, problem(None, spoken.gone_line)).await;
        }
    }
    match actions::give(&house, (guest.by(), guest.conference.clone()), new, late).await {
        // The same form twice is one comment.
        Ok(_) | Err(NotDone::Already | NotDone::Stale) => Ok(Answered::Onward(back.noticing("ulozeno"))),
        // Closed while they wrote: nothing was kept, their words stand on the page.
        Err(NotDone::Over) => {
            let standing = bearer::standing(&house, &guest).await?;
            refused(&house, &guest, Standing { window: Window::Over, ..standing }, problem(None, spoken.over))
                .await
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn withdraw(
    _: Public,
    State(house): State<House>,
    visitor: Visitor,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let Some(guest) = visitor.enter(&house, WHAT).await? else { return doors::gone(&house) };
    let back = Onward::to(guest.below("/zapis").as_str().to_owned());
    let Some(comment) = form.id::<Comment>("pripominka").filter(|_| guest.proved()) else {
        return Ok(Answered::Onward(back));
    };
    let by = (guest.by(), guest.conference.clone());
    let done = actions::withdraw(&house, by, guest.participant.id, comment).await;
    Ok(Answered::Onward(if actions::once(done)? { back.noticing("zpet") } else { back }))
}
