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
event!(
    /// A code was made: printed in a letter or said.
    pub CodeMade = "invitation.code_made", "vytvořen kód k pozvánce" { invitation: Id<Invitation>, round: i64, way: &'static str }
);
event!(
    /// Somebody gave a wrong code.
    pub CodeGuessed = "invitation.code_guessed", "někdo zkoušel kód k pozvánce" { invitation: Id<Invitation>, guesses: i64, stopped: bool }
);
event!(
    /// A device gave the right code.
    pub ProofGiven = "invitation.proof_given", "zadán správný kód k pozvánce" { invitation: Id<Invitation>, round: i64 }
);
event!(
    /// The person ended on a device.
    pub ProofEnded = "invitation.proof_ended", "pozvaný na zařízení skončil" { invitation: Id<Invitation> }
);
event!(
    /// The language somebody is written to in.
    pub LanguageChosen = "invitation.language", "zvolen jazyk pozvánky" { participant: Id<Participant>, language: &'static str, by_staff: bool }
);
event!(
    /// An invited person named somebody instead of themselves.
    pub SubstituteNamed = "invitation.substitute_named", "pozvaný navrhl zástup" { invitation: Id<Invitation> }
);
event!(
    /// The office decided about a substitute.
    pub SubstituteDecided = "invitation.substitute_decided", "rozhodnuto o zástupu" { invitation: Id<Invitation>, accepted: bool }
);
event!(
    /// Whoever named a substitute was told that the office does not accept them: by a mail, or by staff.
    pub SubstituteTold = "invitation.substitute_told", "řečeno, že návrh na zástup neplatí" { invitation: Id<Invitation>, by_staff: bool }
);
event!(
    /// A mail said that there is something to read on the person's page.
    pub NewsTold = "invitation.news_told", "odeslána zpráva, že je na stránce pozvaného něco nového" { invitation: Id<Invitation> }
);
event!(
    /// An invited person asked for the information needed to prepare.
    pub InformationRequested = "invitation.information_requested", "pozvaný žádá o informace k přípravě" { invitation: Id<Invitation> }
);
event!(
    /// The office dealt with a request for information.
    pub RequestSettled = "invitation.request_settled", "žádost o informace vyřízena" { invitation: Id<Invitation> }
);
event!(
    /// Something was called back from one person or all, for a reason kept sealed.
    pub InvitationsRecalled = "invitation.recalled", "pozvánky odvolány" { recall: uuid::Uuid, people: usize }
);
event!(
    /// The mail or letter that asks to destroy what was received has left or waits to be handed.
    pub ErasureAsked = "invitation.erasure_asked", "pozvaný požádán o smazání" { invitation: Id<Invitation>, channel: &'static str }
);
event!(
    /// The mail that asks to destroy did not go, or came back; staff have to ask.
    pub ErasureTroubled = "invitation.erasure_trouble", "prosba o smazání nedorazila" { invitation: Id<Invitation>, code: &'static str }
);
event!(
    /// Somebody confirmed that they destroyed what they had received.
    pub ErasureConfirmed = "invitation.erasure_confirmed", "potvrzeno smazání" { invitation: Id<Invitation>, by_staff: bool }
);
event!(
    /// An invited person said on their page what they need.
    pub NeedsSaid = "invitation.needs_said", "pozvaný řekl, co potřebuje zařídit" { invitation: Id<Invitation>, needs: usize }
);
event!(
    /// It came back: the person has to be told in another way.
    pub InvitationReturned = "invitation.returned", "pozvánka se vrátila nedoručená" { invitation: Id<Invitation>, round: i64, cause: &'static str }
);
event!(
    /// Word of a change came back; staff have to say it.
    pub NoticeReturned = "invitation.notice_returned", "zpráva o změně setkání se vrátila nedoručená" { invitation: Id<Invitation>, cause: &'static str }
);
event!(
    /// Staff called somebody, or tried to.
    pub CallNoted = "invitation.call", "zapsán hovor s pozvaným" { invitation: Id<Invitation>, outcome: &'static str }
);
event!(
    /// A calendar answered, or staff asked about what it answered.
    pub CalendarReplied = "invitation.calendar_reply", "odpověď z kalendáře" { invitation: Id<Invitation>, response: &'static str, taken: bool }
);
event!(
    /// The head decided under which words institutions are invited.
    pub WordingDecided = "invitation.wording", "rozhodnuto, jak se zvou instituce" { wording: &'static str }
);
event!(
    /// A mail server or a gateway told what became of a message: late, or delivered.
    pub MessageReported = "invitation.message_reported", "zpráva o doručování" { invitation: Id<Invitation>, state: &'static str }
);
