//! Start passwords, and who may name whom as a deputy.

use crate::identity::{Role, Roles};
use crate::kernel::{Day, Token};

/// A password to hand over: sixteen characters without look-alikes in groups of four (80 random bits).
#[must_use]
pub(super) fn start_password(random: &Token) -> String {
    let mut text = String::new();
    for (index, letter) in random.text().chars().take(16).enumerate() {
        if index > 0 && index % 4 == 0 {
            text.push('-');
        }
        text.push(letter);
    }
    text
}

/// Roles whose rights a head cannot hand on: they reach beyond the office or watch over the head.
const NOT_OF_A_HEAD: &[Role] = &[Role::Administrator, Role::Methodologist, Role::DataProtectionOfficer];

/// What is wrong with naming a deputy, as a field and a sentence; `None` when nothing is.
///
/// `own` – the absent person names their own deputy; `administrator` – an administrator does; else a head.
#[must_use]
pub(super) fn cover_objection(
    own: bool,
    administrator: bool,
    absent_roles: Roles,
    same_person: bool,
    names_themselves: bool,
    days: (Day, Day),
    today: Day,
) -> Option<(&'static str, &'static str)> {
    let (from, to) = days;
    if same_person {
        Some(("zastupce", "Nikdo nemůže zastupovat sám sebe. Vyberte kolegu."))
    } else if names_themselves {
        Some((
            "zastupce",
            "Sebe jako zástup zapsat nemůžete. Zapíše vás ten, koho zastupujete, nebo vedoucí.",
        ))
    } else if to < from {
        Some(("do", "Konec zastupování je před jeho začátkem."))
    } else if to < today {
        Some(("do", "Zastupování by už skončilo. Napište den, který teprve přijde."))
    } else if to > from.saturating_add(jiff::Span::new().days(366)) {
        Some(("do", "Zastupování smí trvat nejvýš rok. Potom ho zapište znovu."))
    } else if !own && !administrator && absent_roles.any(NOT_OF_A_HEAD) {
        Some((
            "zastoupeny",
            "Správce, metodika a pověřence může zastupovat jen ten, koho si sami určí, nebo koho určí správce.",
        ))
    } else {
        None
    }
}

/// What is wrong with changing roles or switching off an account, as a sentence. Nobody locks themselves out.
#[must_use]
pub(super) fn own_account_objection(own: bool, before: Roles, after: Roles) -> Option<&'static str> {
    let gains = after.iter().any(|role| !before.has(role));
    if own && !after.has(Role::Administrator) {
        Some("Sami sobě roli správce odebrat ani účet vypnout nemůžete. Požádejte jiného správce.")
    } else if own && gains {
        Some("Sami sobě novou roli přidat nemůžete. Požádejte jiného správce.")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    const TODAY: Day = Day::constant(2026, 11, 21);

    fn days(from: i32, to: i32) -> (Day, Day) {
        (TODAY.saturating_add(jiff::Span::new().days(from)), TODAY.saturating_add(jiff::Span::new().days(to)))
    }

    #[test]
    fn a_head_cannot_lend_an_administrators_rights_to_anybody() {
        let administrator = Roles::default().with(Role::Administrator).with(Role::SocialWorker);
        assert!(cover_objection(false, false, administrator, false, false, days(0, 3), TODAY).is_some());
        assert!(cover_objection(true, false, administrator, false, false, days(0, 3), TODAY).is_none());
        assert!(cover_objection(false, true, administrator, false, false, days(0, 3), TODAY).is_none());
        let worker = Roles::default().with(Role::SocialWorker);
        assert!(cover_objection(false, false, worker, false, false, days(0, 3), TODAY).is_none());
    }

    #[test]
    fn nobody_locks_themselves_out() {
        let administrator = Roles::default().with(Role::Administrator);
        assert!(own_account_objection(true, administrator, Roles::default()).is_some());
        assert!(own_account_objection(true, administrator, administrator).is_none());
        assert!(own_account_objection(false, administrator, Roles::default()).is_none());
        assert!(own_account_objection(true, administrator, administrator.with(Role::OfficeHead)).is_some());
        assert!(cover_objection(false, true, Roles::default(), false, true, days(0, 3), TODAY).is_some());
    }

    #[test]
    fn a_start_password_is_long_enough_to_be_accepted() {
        let password = start_password(&Token::fresh());
        assert_eq!(password.len(), 19);
        assert!(crate::identity::password::objection(&password, "a@b.cz").is_none());
    }

    proptest! {
        #[test]
        fn an_accepted_cover_begins_before_it_ends_and_ends_in_the_future(from in -500i32..500, to in -500i32..900) {
            let (first, last) = days(from, to);
            let accepted = cover_objection(true, false, Roles::default(), false, false, (first, last), TODAY).is_none();
            if accepted {
                prop_assert!(first <= last && last >= TODAY);
            }
        }
    }
}
