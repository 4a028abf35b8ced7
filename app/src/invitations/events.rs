//! Events of invitations.

use super::model::Invitation;
use crate::event;
use crate::kernel::Id;
use crate::participants::Participant;

event!(
    /// How somebody will be invited was chosen.
    pub ChannelChosen = "invitation.channel", "zvolen způsob pozvání" { participant: Id<Participant>, channel: &'static str }
);
event!(
    /// One invitation was given out: to the queue, the post, a hand, the phone.
    pub InvitationQueued = "invitation.queued", "pozvánka připravena k odeslání" {
        invitation: Id<Invitation>, participant: Id<Participant>, channel: &'static str, round: i64,
    }
);
event!(
    /// A batch of invitations was given out.
    pub InvitationsGiven = "invitation.batch", "odeslány pozvánky" { people: usize }
);
event!(
    /// A personal link was made for a mail about to be sent.
    pub LinkMade = "invitation.link", "vytvořen osobní odkaz" { invitation: Id<Invitation>, round: i64 }
);
event!(
    /// The mail server took the invitation.
    pub InvitationSent = "invitation.sent", "pozvánka odeslána" { invitation: Id<Invitation>, round: i64 }
);
event!(
    /// It did not go.
    pub InvitationTroubled = "invitation.trouble", "pozvánka neodešla" { invitation: Id<Invitation>, code: &'static str, given_up: bool }
);
event!(
    /// Posted, handed over, or told by phone.
    pub InvitationHanded = "invitation.handed", "pozvánka předána" { invitation: Id<Invitation>, state: &'static str }
);
event!(
    /// Withdrawn; the link is dead.
    pub InvitationWithdrawn = "invitation.withdrawn", "pozvánka odvolána" { invitation: Id<Invitation> }
);
event!(
    /// The invited person opened it.
    pub InvitationOpened = "invitation.opened", "pozvánka otevřena" { invitation: Id<Invitation> }
);
event!(
    /// An answer, from the invited person or written down by staff.
    pub InvitationAnswered = "invitation.answered", "odpověď na pozvánku" { invitation: Id<Invitation>, answer: &'static str, by_staff: bool }
);
event!(
    /// Word that the meeting was called off has to reach somebody: a mail in the queue, or something staff have to say.
    pub NoticeDue = "invitation.notice_due", "zpráva o změně setkání k předání" { invitation: Id<Invitation>, reason: &'static str, channel: &'static str }
);
event!(
    /// The mail server took it.
    pub NoticeSent = "invitation.notice_sent", "zpráva o změně setkání odeslána" { invitation: Id<Invitation> }
);
event!(
    /// It did not go; staff have to say it.
    pub NoticeTroubled = "invitation.notice_trouble", "zpráva o změně setkání neodešla" { invitation: Id<Invitation>, code: &'static str }
);
event!(
    /// Staff said it.
    pub NoticeTold = "invitation.notice_told", "změna setkání sdělena" { invitation: Id<Invitation>, notices: u64 }
);
