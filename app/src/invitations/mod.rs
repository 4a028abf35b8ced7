//! Level 11: invitations – what each person is told beforehand, how it reaches them, and what they answer.
//!
//! Source: domain.md 2.5 and 2.6 (initials only, violence, ways to reach people, preview), 5 document 2, Q3 (what helps
//! professionals to come); peers' step 5 (people on the left, exact preview on the right).
//!
//! * Mail, letter, page and calendar entry are one disclosed view ([`letters`](self)): what is previewed is what is
//!   sent, and the fingerprint proves it. When the content changed since it was looked at, nothing is sent.
//! * Channels: neutral e-mail with a personal link and a calendar file, letter (also registered, to a data box, handed
//!   over in person), phone. Letters are filed in `documents`; mails are jobs that carry identifiers only and cut their
//!   content when they run.
//! * The invited person answers without an account at `/p/…`: opening by the link changes nothing, the first answer is
//!   saved at once and can be changed until the meeting; what they write is sealed and read by the office only.
//!
//! * The link alone shows logistics; goals, agenda, papers and the roles of those one meets stand behind a code
//!   (`proof`). What was sent can be taken back (`recall`). Invited people name a substitute and ask for information
//!   (`asks`).
//! * Nothing is sent that nobody looked at, by kind of reader, and always for whom a protected fact concerns. Where a
//!   protected fact stops an invitation that was sent earlier, its link leads nowhere (`bearer`).
//! * An invitation and an answer hold for the schedule they were given for. When day, time or place change, the answers
//!   stay as history and everybody is asked anew; when a meeting is called off, everybody who was reached is told
//!   ([`notices`]): by mail with the end of the calendar entry, or by staff.
//!
//! * The link is one for the whole life of a conference ([`doors`]): whoever sits at the table has a door, also without
//!   having been sent an invitation, and what comes after the meeting stands on the same page, drawn by the capabilities
//!   above. What a page shows decides whether it is shown, not the invitation.
//!
//! Invariants: a link is 200 random bits, kept as a hash; a new round kills the links of the earlier ones, withdrawing
//! kills all; with a safety concern the place is not named before the code; nobody is told who else comes by name, and
//! with a safety concern not by role either; subject, sender, file name, link and calendar entry hint at nothing. Who
//! may: the case's workers and the head send and write down answers, the data-protection officer reads, facilitator and
//! minute-taker see who comes.

mod actions;
mod afterwards;
mod apart;
mod asks;
mod bearer;
mod behind;
mod calls;
mod content;
mod demo;
pub mod doors;
mod employer;
mod enclosed;
mod events;
mod filed;
mod forms;
mod inside;
mod intake;
mod jobs;
mod letters;
mod mails;
mod model;
mod news;
mod notices;
mod outside;
mod pages;
mod policy;
mod printing;
mod proof;
mod recall;
mod replies;
mod rules;
mod samples;
mod short;
mod store;
mod wording;
mod words;

pub use apart::clashes;
pub use events::{
    CalendarReplied, CallNoted, CodeGuessed, CodeMade, ErasureAsked, ErasureConfirmed, ErasureTroubled,
    InformationRequested, InvitationsRecalled, LanguageChosen, NeedsSaid, NewsTold, ProofEnded, ProofGiven,
    RequestSettled, SubstituteDecided, SubstituteNamed, SubstituteTold, WordingDecided,
};
pub use events::{
    ChannelChosen, InvitationAnswered, InvitationHanded, InvitationOpened, InvitationQueued,
    InvitationReturned, InvitationSent, InvitationTroubled, InvitationWithdrawn, InvitationsGiven, LinkMade,
    MessageReported, NoticeDue, NoticeReturned, NoticeSent, NoticeTold, NoticeTroubled,
};
pub use intake::take_in;

pub use model::{
    Answer, AnswerPhone, AnswerWords, Channel, Earlier, Invitation, Reason, Reply, State, Term, Told,
};
pub use policy::{HandleInvitation, ReadInvitation, TellInvitation};
pub use rules::reply_by;
pub use short::fits as short_fits;
pub use store::{of_conference, reply};
pub use words::Language;

use crate::access::{House, Lookup};
use crate::audit::About;
use crate::conferences::Conference;
use crate::kernel::{Failure, Id};
use crate::shell::{Capability, DocumentKind, EventKind, Job};

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "invitations",
        routes: pages::routes,
        statements: &[
            store::STATEMENTS,
            store::answers::STATEMENTS,
            store::language::STATEMENTS,
            store::messages::STATEMENTS,
            notices::STATEMENTS,
            store::calls::STATEMENTS,
            store::replies::STATEMENTS,
            store::wording::STATEMENTS,
            proof::STATEMENTS,
            asks::STATEMENTS,
            recall::STATEMENTS,
        ],
        events: const {
            &[
                EventKind::of::<ChannelChosen>(),
                EventKind::of::<InvitationQueued>(),
                EventKind::of::<InvitationsGiven>(),
                EventKind::of::<LinkMade>(),
                EventKind::of::<InvitationSent>(),
                EventKind::of::<InvitationTroubled>(),
                EventKind::of::<InvitationHanded>(),
                EventKind::of::<InvitationWithdrawn>(),
                EventKind::of::<InvitationOpened>(),
                EventKind::of::<InvitationAnswered>(),
                EventKind::of::<NoticeDue>(),
                EventKind::of::<NoticeSent>(),
                EventKind::of::<NoticeTroubled>(),
                EventKind::of::<NoticeTold>(),
                EventKind::of::<CodeMade>(),
                EventKind::of::<CodeGuessed>(),
                EventKind::of::<ProofGiven>(),
                EventKind::of::<ProofEnded>(),
                EventKind::of::<LanguageChosen>(),
                EventKind::of::<NeedsSaid>(),
                EventKind::of::<SubstituteNamed>(),
                EventKind::of::<SubstituteDecided>(),
                EventKind::of::<SubstituteTold>(),
                EventKind::of::<NewsTold>(),
                EventKind::of::<InformationRequested>(),
                EventKind::of::<RequestSettled>(),
                EventKind::of::<InvitationsRecalled>(),
                EventKind::of::<ErasureAsked>(),
                EventKind::of::<ErasureConfirmed>(),
                EventKind::of::<ErasureTroubled>(),
                EventKind::of::<InvitationReturned>(),
                EventKind::of::<NoticeReturned>(),
                EventKind::of::<MessageReported>(),
                EventKind::of::<CallNoted>(),
                EventKind::of::<CalendarReplied>(),
                EventKind::of::<WordingDecided>(),
            ]
        },
        document_kinds: &[DocumentKind {
            code: actions::LETTER,
            label: "pozvánka",
            gate: Some(|context| Box::pin(filed::gate(context))),
        }],
        jobs: &[
            Job { kind: jobs::KIND, run: |context| Box::pin(jobs::run(context)) },
            Job { kind: short::REPORT, run: |context| Box::pin(short::ask(context)) },
            Job { kind: recall::jobs::KIND, run: |context| Box::pin(recall::jobs::run(context)) },
            Job { kind: asks::jobs::KIND, run: |context| Box::pin(asks::jobs::run(context)) },
            Job {
                kind: crate::papers::CALLED_BACK,
                run: |context| Box::pin(news::jobs::called_back(context)),
            },
            Job { kind: notices::jobs::KIND, run: |context| Box::pin(notices::jobs::run(context)) },
        ],
        on_called_off: Some(|operation, event| Box::pin(notices::called_off(operation, event))),
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget(operation, case))),
        samples: samples::samples,
        demo: Some(|context| Box::pin(demo::make(context))),
        ..Capability::EMPTY
    }
}

/// How many people staff still have to tell that the meeting was called off, because no mail could.
///
/// # Errors
/// Database errors.
pub async fn untold(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<usize, Failure> {
    Ok(notices::untold_of(lookup, conference).await?.len())
}

/// What invited people ask of the office, and what they have not confirmed: numbers of open tasks of one conference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Requests for the information needed to prepare.
    pub information: usize,
    /// Somebody named instead, about whom the office has not decided, or did not say that they were not accepted.
    pub substitutes: usize,
    /// Confirmations that something called back was destroyed.
    pub confirmations: usize,
    /// Invitations whose code somebody tries.
    pub guessed: usize,
    /// Invitations that lead nowhere, because a fact was protected from their readers after they went out.
    pub nowhere: usize,
    /// What calendars sent back that could not be taken for an answer.
    pub calendar: usize,
}

/// What of it is open; with `tells_facts` also what only those learn who work on the case.
///
/// # Errors
/// Database errors.
pub async fn asked(
    house: &House,
    lookup: Lookup<'_>,
    whole: &Conference,
    tells_facts: bool,
) -> Result<Asked, Failure> {
    let conference = whole.id;
    let (requests, substitutes) = asks::open_of(lookup, conference).await?;
    Ok(Asked {
        information: requests.len(),
        substitutes: substitutes.len() + asks::declined_untold_of(lookup, conference).await?.len(),
        confirmations: recall::unconfirmed_of(lookup, conference).await?.len(),
        guessed: proof::guessed_of(lookup, conference).await?.len(),
        nowhere: if tells_facts { pages::leading_nowhere(house, lookup, whole).await? } else { 0 },
        calendar: store::replies::open_of(lookup, conference).await?.len(),
    })
}

/// The case and conference, for events and disclosure.
fn about(conference: &Conference) -> About {
    About { case: Some(conference.case.uuid()), conference: Some(conference.id.uuid()) }
}
