//! Pages of invitations: for staff the list with the exact preview, the check before sending, one invitation; for the
//! invited person their page.

pub(super) mod after;
pub(super) mod asking;
pub(super) mod batch;
pub(super) mod call;
pub(super) mod care;
pub(super) mod check;
pub(super) mod erase;
pub(super) mod inside;
pub(super) mod list;
pub(super) mod looks;
pub(super) mod one;
pub(super) mod recall;
pub(super) mod seen;
pub(super) mod tasks;
pub(super) mod visit;
pub(super) mod visitor;
pub(super) mod wording;

use super::apart;
use super::behind::PreparationView;
use super::content::{self, Invitee, Meeting};
use super::enclosed::EnclosedView;
use super::inside::Inside;
use super::letters::InvitationView;
use super::model::Invitation;
use crate::access::{House, Lookup, Routes};
use crate::cases;
use crate::conferences::{Conference, State as ConferenceState};
use crate::kernel::{Failure, Id};
use outbound::Disclosed;

/// The routes of invitations.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/konference/{konference}/pozvanky", list::page)
        .post("/konference/{konference}/pozvanky/zpusob", list::channel)
        .get("/konference/{konference}/pozvanky/nahled/{_ucastnik}/dopis", list::letter)
        .get("/konference/{konference}/pozvanky/nahled/{_ucastnik}/stranka", list::outside)
        .get("/konference/{konference}/pozvanky/nahled/{_ucastnik}/priprava", list::behind)
        .get("/konference/{konference}/pozvanky/odeslat", check::page)
        .post("/konference/{konference}/pozvanky/odeslat", check::send)
        .get("/konference/{konference}/pozvanky/{pozvanka}", one::page)
        .post("/konference/{konference}/pozvanky/{pozvanka}/predano", one::hand)
        .post("/konference/{konference}/pozvanky/{pozvanka}/odpoved", one::answer)
        .post("/konference/{konference}/pozvanky/{pozvanka}/receno", one::told)
        .get("/konference/{konference}/pozvanky/{pozvanka}/odvolat", recall::withdraw_page)
        .post("/konference/{konference}/pozvanky/{pozvanka}/odvolat", recall::withdraw)
        .get("/konference/{konference}/pozvanky/ukoly", tasks::page)
        .get("/konference/{konference}/pozvanky/tisk", batch::page)
        .get("/konference/{konference}/pozvanky/tisk/dopisy", batch::letters)
        .get("/konference/{konference}/pozvanky/tisk/arch", batch::posting)
        .post("/konference/{konference}/pozvanky/{pozvanka}/kalendar", care::asked)
        .get("/konference/{konference}/pozvanky/{pozvanka}/hovor", call::page)
        .post("/konference/{konference}/pozvanky/{pozvanka}/hovor", call::note)
        .get("/konference/{konference}/pozvanky/odvolani", recall::page)
        .post("/konference/{konference}/pozvanky/odvolani", recall::recall)
        .post("/konference/{konference}/pozvanky/jazyk", care::language)
        .post("/konference/{konference}/pozvanky/{pozvanka}/kod", care::code)
        .post("/konference/{konference}/pozvanky/{pozvanka}/zastup", care::substitute)
        .post("/konference/{konference}/pozvanky/{pozvanka}/zadost", care::request)
        .post("/konference/{konference}/pozvanky/{pozvanka}/prosba", care::ask_to_erase)
        .post("/konference/{konference}/pozvanky/{pozvanka}/smazano", care::erased)
        .get("/konference/{konference}/pozvanky/{pozvanka}/uvolneni", care::release)
        .get("/pozvanky-institucim", wording::page)
        .post("/pozvanky-institucim", wording::decide)
        .outside_get("/p/{_token}", visit::page)
        .outside_post("/p/{_token}/otevrit", visit::open)
        .outside_post("/p/{_token}/odpoved", visit::answer)
        .outside_post("/p/{_token}/upresneni", visit::more)
        .outside_get("/p/{_token}/kalendar.ics", visit::calendar)
        .outside_post("/p/{_token}/jazyk", asking::language)
        .outside_post("/p/{_token}/potreby", asking::needs)
        .outside_post("/p/{_token}/zastup", asking::substitute)
        .outside_post("/p/{_token}/zadost", asking::information)
        .outside_post("/p/{_token}/kod", inside::code)
        .outside_get("/p/{_token}/priprava", inside::preparation)
        .outside_post("/p/{_token}/podklady/{_podklad}", inside::paper)
        .outside_post("/p/{_token}/podklady/{_podklad}/zniceno", inside::destroyed)
        .outside_post("/p/{_token}/skoncit", inside::end)
        .outside_get("/p/{_token}/uvolneni", inside::release)
        .outside_get("/p/{_token}/smazani", erase::page)
        .outside_post("/p/{_token}/smazani", erase::confirm)
}

/// Somebody of the table with the invitation they have so far, and what they would get now, cut once: all that is
/// shown before sending is read from these two.
pub(super) struct Guest {
    pub(super) invitee: Invitee,
    pub(super) invitation: Option<Invitation>,
    /// Mail, letter, page and calendar entry.
    pub(super) told: Disclosed<InvitationView>,
    /// The page behind the code.
    pub(super) inside: Disclosed<PreparationView>,
    /// What a letter encloses.
    pub(super) enclosed: Disclosed<EnclosedView>,
    /// Whether they would meet somebody whom they must not meet.
    pub(super) would_meet: bool,
}

impl Guest {
    pub(super) fn channel(&self) -> super::Channel {
        let chosen = self.invitation.as_ref().map(|invitation| invitation.channel);
        chosen.unwrap_or_else(|| self.invitee.usual_channel())
    }

    /// Why the chosen way leads nowhere.
    pub(super) fn unreachable(&self) -> Option<&'static str> {
        let mobile = || self.invitee.phone.as_ref().is_some_and(super::store::messages::is_mobile);
        match self.channel() {
            super::Channel::Email if self.invitee.elses => Some(
                "E-mail, který u náhradníka někdo napsal, patří v případu někomu jinému. Ověřte ho a zvolte jiný způsob.",
            ),
            super::Channel::Email if self.invitee.email.is_none() => {
                Some("U člověka není e-mail. Doplňte ho v případu, nebo zvolte jiný způsob.")
            }
            super::Channel::Sms if !mobile() => Some(
                "U člověka není číslo mobilního telefonu. Doplňte ho v případu, nebo zvolte jiný způsob.",
            ),
            _ => None,
        }
    }

    /// Whether they still have to be invited, or told of a change.
    pub(super) fn waits(&self) -> bool {
        self.invitation.as_ref().is_none_or(|invitation| invitation.state.is_open()) || self.is_outdated()
    }

    /// Whether what they know does not hold any more.
    pub(super) fn is_outdated(&self) -> bool {
        self.invitation.as_ref().is_some_and(Invitation::is_outdated)
    }

    /// Whether what they have in their hands leads nowhere, because a fact was protected from them since.
    pub(super) fn leads_nowhere(&self) -> bool {
        use super::model::State;
        let went_out = |invitation: &Invitation| {
            matches!(invitation.state, State::Queued | State::Sent | State::Delivered)
        };
        self.invitation.as_ref().is_some_and(went_out) && self.is_stopped()
    }

    /// Whether a protected fact keeps the invitation, or what stands behind the code, in the house.
    pub(super) fn is_stopped(&self) -> bool {
        self.told.is_stopped() || self.inside.is_stopped()
    }

    /// Whether what was given out is not what would be told now.
    pub(super) fn has_changed(&self) -> bool {
        let Some(invitation) = &self.invitation else { return false };
        let Some((sent, day)) = invitation.fingerprint.as_deref().zip(invitation.given_on) else {
            return false;
        };
        if !invitation.state.is_live() || invitation.is_outdated() {
            return false;
        }
        let mut then = self.invitee.content.clone();
        then.meeting.given_on = day;
        then.renewed = invitation.renewed;
        let now = crate::disclosure::disclose_by::<InvitationView, _>(&self.invitee.rights, &then);
        now.fingerprint() != sent && now.fingerprint_with(&self.enclosed) != sent
    }
}

/// Everybody who can be invited; `None` while day or time are not settled.
pub(super) async fn guests(
    house: &House,
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<Option<(Meeting, Vec<Guest>)>, Failure> {
    let Some(meeting) = content::meeting(house, lookup, conference, None).await? else { return Ok(None) };
    let mut invitations = super::of_conference(lookup, conference.id).await?;
    // What somebody answered does not count here: sending is how they learn that they are to come otherwise.
    let clashes = apart::planned(lookup, conference, &[]).await?;
    let inside = Inside::gather(lookup, &meeting).await?;
    let mut guests = Vec::new();
    for invitee in content::invitees(house, lookup, &meeting).await? {
        let at = invitations.iter().position(|i| i.participant == invitee.participant.id);
        let invitation = at.map(|at| invitations.swap_remove(at));
        let renews = invitation.as_ref().is_some_and(Invitation::renews);
        let invitee = invitee.renewing(renews);
        let enclosed = inside.enclosed(&invitee)?;
        let (told, inside) = (invitee.disclose(), inside.preview(house, lookup, &invitee).await?);
        let would_meet = clashes.iter().any(|clash| clash.concerns(invitee.participant.id));
        guests.push(Guest { invitee, invitation, told, inside, enclosed, would_meet });
    }
    Ok(Some((meeting, guests)))
}

/// How many invitations of a conference lead nowhere, because a fact was protected from their readers since. Where
/// nothing is protected nobody is asked about.
pub(super) async fn leading_nowhere(
    house: &House,
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<usize, Failure> {
    let case = cases::find_case(lookup, conference.case).await?;
    let protects = case.is_some_and(|case| case.safety_concern)
        || !cases::protected_facts(lookup, conference.case).await?.is_empty();
    if conference.state != ConferenceState::Convened || !protects {
        return Ok(0);
    }
    let guests = guests(house, lookup, conference).await?.map(|(_, guests)| guests).unwrap_or_default();
    Ok(guests.iter().filter(|guest| guest.leads_nowhere()).count())
}

/// The address of the list.
pub(super) fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/pozvanky")
}

/// "Odeslat pozvánky 7 lidem"; "Nový termín poslat 7 lidem" when all of them know an earlier one.
pub(super) fn send_label(people: usize, outdated: usize) -> String {
    if people > 0 && people == outdated {
        return format!("Nový termín poslat {}", czech::plural::count(people, "člověku", "lidem", "lidem"));
    }
    let people = u32::try_from(people).unwrap_or(u32::MAX);
    format!(
        "Odeslat {} {}",
        czech::plural::plural(people, "pozvánku", "pozvánky", "pozvánky"),
        czech::plural::count(people, "člověku", "lidem", "lidem")
    )
}

#[cfg(test)]
mod tests {
    use super::send_label;

    #[test]
    fn the_act_says_how_many_people_it_concerns() {
        let plain = |n| send_label(n, 0).replace('\u{a0}', " ");
        assert_eq!(plain(1), "Odeslat pozvánku 1 člověku");
        assert_eq!(plain(7), "Odeslat pozvánky 7 lidem");
        assert_eq!(send_label(3, 3).replace('\u{a0}', " "), "Nový termín poslat 3 lidem");
        assert_eq!(send_label(3, 2).replace('\u{a0}', " "), "Odeslat pozvánky 3 lidem");
    }
}
