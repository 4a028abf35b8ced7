//! A lent device comes back: its owner types the PIN. The page names nobody and nothing, because it is not its owner who
//! sees it first.

use super::super::forms;
use super::super::lent::{Unlocked, unlock};
use crate::access::{Borrowed, Denied, House};
use crate::kernel::FormState;
use crate::shell::{Html, Input, Onward};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use czech::plural::count;

#[derive(Template)]
#[template(path = "account/pages/unlock.html")]
pub(in super::super) struct UnlockPage {
    pub(in super::super) demo: bool,
    pub(in super::super) form: FormState,
    /// The page it was lent for.
    pub(in super::super) lent_page: String,
}

fn page(house: &House, borrowed: &Borrowed, form: FormState) -> UnlockPage {
    let (conference, seat) = (borrowed.lent.conference, borrowed.lent.seat);
    UnlockPage {
        demo: house.demo,
        form,
        lent_page: format!("/konference/{conference}/jednani/postoj/{seat}"),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn ask(borrowed: Borrowed, State(house): State<House>) -> Result<Html, Denied> {
    Ok(Html::page(&page(&house, &borrowed, FormState::empty()))?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn pin(
    borrowed: Borrowed,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let typed = match forms::pin(form) {
        Ok(typed) => typed,
        Err(form) => return Ok(Html::again(&page(&house, &borrowed, form))?.into_response()),
    };
    match unlock(&house, &borrowed, typed).await? {
        Unlocked::Yes => Ok(Onward::to(borrowed.lent.back).into_response()),
        Unlocked::Over => Ok(Onward::to("/prihlaseni").noticing("pin").into_response()),
        Unlocked::Wrong(left) => {
            let remain = if (2..=4).contains(&left) { "Zbývají" } else { "Zbývá" };
            let left = count(left, "pokus", "pokusy", "pokusů");
            let sentence = format!("PIN nesouhlasí. {remain} {left}, pak vás odhlásíme.");
            let form = FormState::empty().failed("pin", sentence);
            Ok(Html::again(&page(&house, &borrowed, form))?.into_response())
        }
    }
}
