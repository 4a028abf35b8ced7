//! The first page of a personal link after the meeting: what higher capabilities have for its bearer.

use super::visit::{Answered, gone, notice};
use super::visitor::Visitor;
use crate::access::{Denied, House};
use crate::disclosure;
use crate::invitations::afterwards::{AfterView, Afterwards, Asking, Carry};
use crate::invitations::bearer::Arrived;
use crate::invitations::outside::Guess;
use crate::invitations::printing::unless_stopped;
use crate::shell::Sheet;

/// What came before this answer.
#[derive(Default)]
pub(super) struct Said {
    done: String,
    guess: Option<Guess>,
}

impl Said {
    /// Something was just done.
    pub(super) fn done(code: &str) -> Self {
        Self { done: code.to_owned(), ..Self::default() }
    }

    /// A code did not open.
    pub(super) const fn guess(guess: Guess) -> Self {
        Self { done: String::new(), guess: Some(guess) }
    }
}

/// Which page it is.
pub(super) enum After {
    /// The one for afterwards.
    Page(Answered),
    /// Nothing is there for afterwards (yet): the page of the invitation.
    Invitation(Box<Arrived>),
}

/// A place below the personal address, as a form names it: plain letters, so that it leads nowhere else.
pub(super) fn place(typed: &str) -> Option<String> {
    let plain = !typed.is_empty() && typed.len() <= 20 && typed.bytes().all(|byte| byte.is_ascii_lowercase());
    plain.then(|| typed.to_owned())
}

/// The page for afterwards, if this is afterwards and something stands there.
pub(super) async fn page(
    house: &House,
    visitor: &Visitor,
    arrived: Arrived,
    said: Said,
) -> Result<After, Denied> {
    if !arrived.is_after() {
        return Ok(After::Invitation(Box::new(arrived)));
    }
    let Some(guest) = visitor.guest(house, arrived.clone()).await? else {
        return Ok(After::Invitation(Box::new(arrived)));
    };
    let parts = guest.parts(house).await?;
    if parts.is_empty() && arrived.invitation.round != 0 {
        return Ok(After::Invitation(Box::new(arrived)));
    }
    let opened = arrived.invitation.opened_at.is_some();
    let earlier = guest.proved() && opened && visitor.invited(house, arrived).await?.is_some();
    let notice = notice(&said.done, &guest.words().page);
    let asking = Asking { guest: &guest, problem: said.guess, back: None, carry: Carry::default() };
    let after = Afterwards { asking, notice, parts, earlier };
    let disclosed = disclosure::disclose_by::<AfterView, _>(&guest.rights, &after);
    let answered = match unless_stopped(outbound::page(&disclosed))? {
        Some(page) if said.guess.is_some() => Answered::Sheet(Sheet::again(page)),
        Some(page) => Answered::Sheet(Sheet::new(page)),
        None => gone(house)?,
    };
    Ok(After::Page(answered))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::place;

    #[test]
    fn a_code_leads_back_to_a_place_below_the_address_and_nowhere_else() {
        assert_eq!(place("ukoly").as_deref(), Some("ukoly"));
        for typed in ["", "/", "//cizi.example", "../x", "ukoly?x", "https:", "A", "jedna/dve"] {
            assert_eq!(place(typed), None, "{typed}");
        }
    }
}
