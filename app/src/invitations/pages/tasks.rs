//! What invited people wait for: requests, substitutes, confirmations, codes that somebody tries. One line each, leading
//! to the invitation.

use crate::access::{Denied, House, Permit};
use crate::conferences::Conference;
use crate::invitations::policy::PreviewInvitations;
use crate::invitations::{asks, proof, recall, store};
use crate::participants;
use crate::shell::{Frame, Html};
use askama::Template;
use axum::extract::State;

/// Something to do.
pub(in crate::invitations) struct Task {
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) role: String,
    pub(in crate::invitations) what: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "invitations/pages/tasks.html")]
pub(in crate::invitations) struct TasksPage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) conference: String,
    pub(in crate::invitations) tasks: Vec<Task>,
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<Conference, PreviewInvitations>,
    State(house): State<House>,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let (requests, substitutes) = asks::open_of(lookup, permit.id()).await?;
    let declined = asks::declined_untold_of(lookup, permit.id()).await?;
    let unconfirmed = recall::unconfirmed_of(lookup, permit.id()).await?;
    let guessed = proof::guessed_of(lookup, permit.id()).await?;
    let replied = store::replies::open_of(lookup, permit.id()).await?;
    let kinds = [
        (&guessed, "někdo zkouší kód"),
        (&requests, "žádá o informace k přípravě"),
        (&substitutes, "navrhuje za sebe zástup"),
        (&declined, "neví, že jste návrh na zástup odmítli"),
        (&unconfirmed, "nepotvrdil(a) smazání"),
        (&replied, "odpověděl(a) v kalendáři, zeptejte se"),
    ];
    let mut tasks = Vec::new();
    for invitation in crate::invitations::of_conference(lookup, permit.id()).await? {
        let what: Vec<&'static str> =
            kinds.iter().filter(|(of, _)| of.contains(&invitation.id)).map(|(_, what)| *what).collect();
        if what.is_empty() {
            continue;
        }
        let Some(participant) = participants::find(lookup, invitation.participant).await? else { continue };
        tasks.push(Task {
            id: invitation.id.to_string(),
            name: permit.reveal(&participant.name).clone(),
            role: participant.role_label.clone(),
            what,
        });
    }
    let frame = Frame::new(&house, permit.actor(), "/konference");
    Ok(Html::page(&TasksPage { frame, conference: permit.id().to_string(), tasks })?)
}
