//! The page on a phone. It knows nobody: no cookie, no name, no moment.

use crate::access::{Denied, House, Public};
use crate::disclosure;
use crate::feedback::actions::{self, NotDone};
use crate::feedback::bearer::{self, Found};
use crate::feedback::forms::{self, Untaken};
use crate::feedback::letters::{NoDoor, Nothing, Phone, PhoneState, PhoneView};
use crate::feedback::words::words;
use crate::feedback::{WhoAnswers, code};
use crate::invitations::doors::{self, Answered, Language};
use crate::kernel::{Choice, FormState};
use crate::shell::{Input, Onward, Query, Sheet};
use axum::extract::{Path, State};
use outbound::Link;

fn language(form: &FormState) -> Language {
    Language::from_code(form.value("jazyk")).unwrap_or_default()
}

/// The address as it was found, in one spelling.
fn path(typed: &str) -> Option<Link> {
    Link::new(format!("/z/{}", code::printed(&code::typed(typed)?)))
}

/// No door has this address: somebody mistyped it, or it was never one.
fn no_door(house: &House) -> Result<Answered, Denied> {
    let disclosed = disclosure::disclose_to_nobody::<NoDoor, _>(house.demo, &Nothing);
    match doors::part(&disclosed)? {
        Some(page) => Ok(Answered::Sheet(Sheet::gone(page))),
        None => doors::gone(house),
    }
}

fn draw(house: &House, phone: &Phone) -> Result<Answered, Denied> {
    let disclosed = disclosure::disclose_to_nobody::<PhoneView, _>(house.demo, phone);
    let page = doors::part(&disclosed)?;
    Ok(match page {
        Some(page) if matches!(phone.state, PhoneState::Problem(_)) => Answered::Sheet(Sheet::again(page)),
        Some(page) => Answered::Sheet(Sheet::new(page)),
        None => doors::gone(house)?,
    })
}

fn phone(found: &Found, (path, language): (Link, Language), who: Option<WhoAnswers>) -> Phone {
    Phone {
        language,
        office: found.office.clone(),
        path,
        who,
        form: code::form_id(),
        state: if found.open { PhoneState::Asks } else { PhoneState::Closed },
        typed: (Vec::new(), String::new()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    _: Public,
    State(house): State<House>,
    Path(typed): Path<String>,
    Query(query): Query,
) -> Result<Answered, Denied> {
    let (Some(found), Some(path)) = (bearer::found(&house, &typed).await?, path(&typed)) else {
        return no_door(&house);
    };
    let phone = phone(&found, (path, language(&query)), forms::who(&query));
    let state = if query.value("hotovo") == "diky" { PhoneState::Thanks } else { phone.state };
    draw(&house, &Phone { state, ..phone })
}

fn thanked(path: &Link, language: Language) -> Answered {
    Answered::Onward(Onward::to(format!("{path}?hotovo=diky&jazyk={}", language.code())))
}

#[axum::debug_handler(state = House)]
pub(super) async fn give(
    _: Public,
    State(house): State<House>,
    Path(typed): Path<String>,
    Input(form): Input,
) -> Result<Answered, Denied> {
    let (Some(found), Some(path)) = (bearer::found(&house, &typed).await?, path(&typed)) else {
        return no_door(&house);
    };
    let (language, who) = (language(&form), forms::who(&form));
    let phone = phone(&found, (path.clone(), language), who);
    let Some(who) = who.filter(|_| found.open) else { return draw(&house, &phone) };
    let spoken = words(language, who == WhoAnswers::Child);
    let problem = match forms::sheet(&form, who) {
        Ok(new) => {
            let conference = found.conference.id;
            let outcome = actions::give(&house, found.conference, new.clone()).await;
            match outcome {
                Ok(()) => return Ok(thanked(&path, language)),
                Err(NotDone::Failed(failure)) => return Err(failure.into()),
                Err(NotDone::Already) => {}
            }
            // The same form twice is one sheet, and reads the same thanks; other answers in it are not passed over.
            if !bearer::was_sent_otherwise(&house, conference, &new).await? {
                return Ok(thanked(&path, language));
            }
            spoken.kept
        }
        Err(Untaken::Empty) => spoken.empty,
        Err(Untaken::Long) => spoken.long,
    };
    let typed = (form.pairs().to_vec(), form.value("slova").to_owned());
    // It stays the same form: sent once more it is no second sheet.
    let sent = Some(form.value("nove_id").to_owned()).filter(|id| code::is_form_id(id));
    let form = sent.unwrap_or_else(|| phone.form.clone());
    draw(&house, &Phone { state: PhoneState::Problem(problem), typed, form, ..phone })
}
