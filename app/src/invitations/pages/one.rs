//! One invitation: what became of it, marks by hand, an answer given by phone, withdrawing.

use super::care::{self, Care};
use super::home;
use super::list::earlier_words;
use crate::access::{Denied, House, Permit, Reads};
use crate::conferences::{Around, ReadConference};
use crate::identity::{self, Staff};
use crate::invitations::actions::{self, Undone};
use crate::invitations::model::{
    Answer, Channel, Earlier, Invitation, Reason, Reply, State as InvitationState,
};
use crate::invitations::notices::{self, Notice, State as NoticeState};
use crate::invitations::policy::{HandleInvitation, ReadInvitation, TellInvitation};
use crate::invitations::store::messages;
use crate::invitations::{forms, rules, store};
use crate::kernel::{Choice, FormState};
use crate::participants;
use crate::shell::{Frame, Html, Input, KeptIn, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// An answer to an earlier schedule.
pub(in crate::invitations) struct Past {
    pub(in crate::invitations) what: String,
    pub(in crate::invitations) when: String,
    pub(in crate::invitations) reason: Option<&'static str>,
    pub(in crate::invitations) words: Option<String>,
    pub(in crate::invitations) phone: Option<String>,
}

#[derive(Template)]
#[template(path = "invitations/pages/one.html")]
pub(in crate::invitations) struct OnePage {
    pub(in crate::invitations) frame: Frame,
    pub(in crate::invitations) around: Around,
    pub(in crate::invitations) conference: String,
    pub(in crate::invitations) id: String,
    pub(in crate::invitations) participant: String,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) role: String,
    pub(in crate::invitations) channel: &'static str,
    pub(in crate::invitations) state: (&'static str, &'static str),
    pub(in crate::invitations) trouble: Option<&'static str>,
    pub(in crate::invitations) story: Vec<(&'static str, String)>,
    pub(in crate::invitations) document: Option<String>,
    pub(in crate::invitations) answer: Option<(&'static str, &'static str)>,
    pub(in crate::invitations) reason: Option<&'static str>,
    pub(in crate::invitations) phone: Option<String>,
    pub(in crate::invitations) words: Option<String>,
    /// Answers to earlier schedules, the newest first.
    pub(in crate::invitations) earlier: Vec<Past>,
    /// Whether what the person knows does not hold any more.
    pub(in crate::invitations) outdated: bool,
    /// Whether staff have to say that the meeting was called off.
    pub(in crate::invitations) untold: bool,
    /// The act by hand that comes next.
    pub(in crate::invitations) hand: Option<&'static str>,
    pub(in crate::invitations) staff: Vec<(String, String)>,
    /// Whether what leaves gets a number from the post or the data box.
    pub(in crate::invitations) numbered: bool,
    pub(in crate::invitations) hand_form: FormState,
    pub(in crate::invitations) answer_form: FormState,
    pub(in crate::invitations) may_handle: bool,
    pub(in crate::invitations) may_tell: bool,
    /// Whether it was ever given out; if not, they hold a link from a paper at most, and nothing but a code can be told.
    pub(in crate::invitations) given: bool,
    pub(in crate::invitations) withdrawn: bool,
    /// Why its letter could not leave just now.
    pub(in crate::invitations) kept_in: Option<KeptIn>,
    /// What came of the second proof, of what the person asked, of calling back.
    pub(in crate::invitations) care: Care,
}

impl OnePage {
    /// How the trouble begins: whether it left is not always known.
    fn trouble_title(&self) -> &'static str {
        match self.trouble {
            Some(why) if why.starts_with("E-mail se vrátil") => "Pozvánka se vrátila.",
            Some(why) if why.starts_with("SMS nedorazila") => "Pozvánka nedorazila.",
            Some(why) if why.starts_with("Není jisté") => "Nevíme, jestli pozvánka odešla.",
            _ => "Pozvánka neodešla.",
        }
    }
    fn answers(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        Answer::ALL.iter().map(|answer| (answer.code(), answer.label(), "")).collect()
    }
    fn reasons(&self) -> Vec<(&'static str, &'static str)> {
        Reason::ALL.iter().map(|reason| (reason.code(), reason.label())).collect()
    }
}

/// What staff did with their hands, as a button.
fn hand_label(invitation: &Invitation) -> Option<&'static str> {
    rules::after_hand(invitation.channel, invitation.state)?;
    Some(match (invitation.channel, invitation.state) {
        (Channel::Letter, InvitationState::Queued) => "Zapsat, že dopis odešel poštou",
        (Channel::Registered, InvitationState::Queued) => "Zapsat, že doporučený dopis odešel",
        (Channel::Registered, _) => "Zapsat, že přišla dodejka",
        (Channel::DataBox, InvitationState::Queued) => "Zapsat, že odešla do datové schránky",
        (Channel::DataBox, _) => "Zapsat, že byla v datové schránce doručena",
        (Channel::Phone, _) => "Zapsat, že jste pozvali telefonem",
        (Channel::InPerson, _) => "Zapsat osobní předání",
        _ => "Zapsat, že pozvánku má",
    })
}

/// "SMS 19. 11. 2026 10.00: doručená (19. 11. 2026 10.01)".
fn delivery(left: &messages::Known) -> (&'static str, String) {
    let moment = |m: crate::kernel::Moment| czech::dates::local_moment(m.timestamp());
    let news = left.reported.map(|at| format!(" ({})", moment(at))).unwrap_or_default();
    ("Doručování", format!("{} {}: zpráva {}{news}", left.channel.label(), moment(left.handed), left.state))
}

fn past<A: Reads<Invitation>>(permit: &Permit<Invitation, A>, earlier: &Earlier, reply: &Reply) -> Past {
    Past {
        what: earlier_words(earlier),
        when: czech::dates::local_moment(earlier.at.timestamp()),
        reason: earlier.reason.map(Choice::label),
        words: reply.words.as_ref().map(|words| permit.reveal(words).clone()),
        phone: reply.phone.as_ref().map(|phone| permit.reveal(phone).clone()),
    }
}

fn story(invitation: &Invitation, staff: &[Staff], notices: &[Notice]) -> Vec<(&'static str, String)> {
    let who = |id| {
        staff.iter().find(|s| Some(s.id) == id).map_or_else(String::new, |s| format!(", {}", s.name().full()))
    };
    let moment = |m: crate::kernel::Moment| czech::dates::local_moment(m.timestamp());
    let mut story = Vec::new();
    story.extend(invitation.given_on.map(|day| ("Zadáno", czech::dates::short(day))));
    story.extend(invitation.sent_at.map(|at| ("Odesláno", moment(at))));
    story.extend(
        invitation
            .handed_on
            .map(|day| ("Předáno", format!("{}{}", czech::dates::short(day), who(invitation.handed_by)))),
    );
    story.extend(invitation.opened_at.map(|at| ("Otevřeno", moment(at))));
    story.extend(invitation.answered_at.map(|at| {
        let by = invitation.answered_by;
        let how = if by.is_some() { format!(" (zapsáno úřadem{})", who(by)) } else { String::new() };
        ("Odpověď", format!("{}{how}", moment(at)))
    }));
    story.extend(notices.iter().map(|notice| {
        let at = moment(notice.done_at.unwrap_or(notice.created));
        let trouble = notice.trouble.as_deref().map(rules::trouble_in_words);
        let why = trouble.map(|why| format!(". {why}")).unwrap_or_default();
        let what = format!("{} ({}): {}{why}", at, notice.reason.label(), notice.state.label());
        ("Zpráva o změně", what)
    }));
    story
}

async fn draw<A: Reads<Invitation>>(
    house: &House,
    permit: &Permit<Invitation, A>,
    frame: Frame,
    (hand_form, answer_form): (FormState, FormState),
) -> Result<OnePage, Denied> {
    let lookup = permit.lookup(house);
    let invitation = permit.record();
    let participant = participants::find(lookup, invitation.participant).await?;
    let participant = participant.ok_or_else(Denied::hidden)?;
    let reply = store::reply(lookup, invitation).await?;
    let earlier = store::answers::earlier(lookup, invitation).await?;
    let notices = notices::of_invitation(lookup, invitation.id).await?;
    let staff = identity::store::staff_of_office(&house.queries, invitation.office).await?;
    let answer_form = match (answer_form.pairs().is_empty(), invitation.answer) {
        (true, Some(answer)) => {
            answer_form.with("odpoved", answer.code()).with_some("duvod", invitation.reason.map(Choice::code))
        }
        _ => answer_form,
    };
    let hand_form = match hand_form.pairs().is_empty() {
        true => hand_form
            .with("den", czech::dates::short(permit.actor().today))
            .with("kdo", permit.actor().id.to_string()),
        false => hand_form,
    };
    let conference = permit.parent::<ReadConference>(house).await?;
    Ok(OnePage {
        frame,
        around: Around::of(house, &conference).await?,
        conference: invitation.conference.to_string(),
        id: invitation.id.to_string(),
        participant: invitation.participant.to_string(),
        name: permit.reveal(&participant.name).clone(),
        role: participant.role_label.clone(),
        channel: invitation.channel.label(),
        state: (invitation.state.label(), invitation.state.look()),
        trouble: invitation.trouble.as_deref().map(rules::trouble_in_words),
        story: {
            let left = messages::of_invitation(lookup, invitation.id).await?;
            let mut story = story(invitation, &staff, &notices);
            story.extend(left.iter().map(delivery));
            for reply in store::replies::of_invitation(lookup, invitation.id).await? {
                let at = czech::dates::local_moment(reply.arrived.timestamp());
                story.push(("Z kalendáře", format!("{at}: {}, {}", reply.response, reply.fate.label())));
            }
            let numbers = store::calls::numbers(lookup, invitation.id).await?;
            story.extend(numbers.into_iter().map(|(number, _)| ("Číslo zásilky nebo zprávy", number)));
            for call in store::calls::of_invitation(lookup, invitation.id).await? {
                let at = czech::dates::local_moment(call.called.timestamp());
                story.push(("Hovor", format!("{at}: {}", call.outcome.label())));
            }
            story
        },
        document: invitation.document.map(|id| id.to_string()),
        answer: invitation.answer.map(|answer| (answer.label(), answer.look())),
        reason: invitation.reason.map(Choice::label),
        phone: reply.phone.as_ref().map(|phone| permit.reveal(phone).clone()),
        words: reply.words.as_ref().map(|words| permit.reveal(words).clone()),
        earlier: earlier.iter().map(|(answer, reply)| past(permit, answer, reply)).collect(),
        outdated: invitation.is_outdated(),
        untold: notices.iter().any(|n| matches!(n.state, NoticeState::Open | NoticeState::Failed)),
        numbered: matches!(invitation.channel, Channel::Registered | Channel::DataBox)
            && invitation.state == InvitationState::Queued,
        hand: hand_label(invitation).filter(|_| !invitation.is_outdated()),
        staff: staff.iter().filter(|s| s.active).map(|s| (s.id.to_string(), s.name().full())).collect(),
        hand_form,
        answer_form,
        may_handle: permit.allows::<HandleInvitation>() && invitation.round > 0,
        may_tell: permit.allows::<TellInvitation>(),
        given: invitation.round > 0,
        withdrawn: !invitation.state.is_live(),
        kept_in: None,
        care: care::care(house, permit, &staff).await?,
    })
}

pub(super) fn address<A: Reads<Invitation>>(permit: &Permit<Invitation, A>) -> String {
    format!("{}/{}", home(permit.record().conference), permit.id())
}

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    permit: Permit<Invitation, ReadInvitation>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(
        &query,
        &[
            ("predano", "Zapsáno."),
            ("hovor", "Hovor je zapsaný."),
            ("kalendar", "Zapsáno, že jste se zeptali."),
            ("odpoved", "Odpověď je zapsaná."),
            ("jazyk", "Jazyk je uložený. Platí pro stránku hned, pro dopis a e-mail od dalšího odeslání."),
            ("zastup", "Zástup sedí u stolu. Pozvěte ho v Pozvánkách."),
            ("zastup_ne", "Návrh je odmítnutý. Komu píšeme e-mailem, toho pošleme na jeho stránku; ostatním to prosím řekněte."),
            ("zastup_receno", "Zapsáno, že to ví."),
            ("zadost", "Zapsáno, že je žádost vyřízená."),
            ("prosba", "Dopis s prosbou o smazání je ve spisu. Vytiskněte ho a předejte."),
            ("smazano", "Zapsáno, že smazání potvrdil(a)."),
            (
                "chraneno",
                "Papír nevznikl: stál by v něm chráněný údaj, který se k tomuto člověku nesmí dostat. Podívejte se na jeho náhled v Pozvánkách, nebo mu zavolejte.",
            ),
            (
                "zmeneno",
                "Pozvánku mezitím změnil někdo jiný. Podívejte se, co platí teď, a případně to zkuste znovu.",
            ),
        ],
    );
    let forms = (FormState::empty(), FormState::empty());
    Ok(Html::page(&draw(&house, &permit, frame, forms).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn hand(
    permit: Permit<Invitation, HandleInvitation>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let address = address(&permit);
    let colleagues = crate::identity::store::staff_of_office(&house.queries, permit.record().office).await?;
    match forms::handed(form, permit.actor().today, permit.record().given_on, &colleagues) {
        Err(form) => {
            let frame = Frame::new(&house, permit.actor(), "/konference");
            let page = draw(&house, &permit, frame, (form, FormState::empty())).await?;
            Ok(Html::again(&page)?.into_response())
        }
        Ok((day, who, number)) => {
            let permit = Arc::new(permit);
            match actions::hand(&house, permit.clone(), (day, who), number).await {
                Err(Undone::KeptIn(kept_in)) => {
                    let frame = Frame::new(&house, permit.actor(), "/konference");
                    let forms = (FormState::empty(), FormState::empty());
                    let page =
                        OnePage { kept_in: Some(kept_in), ..draw(&house, &permit, frame, forms).await? };
                    Ok(Html::stale(&page)?.into_response())
                }
                outcome => done(outcome, address, "predano"),
            }
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn answer(
    permit: Permit<Invitation, HandleInvitation>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let address = address(&permit);
    let before = store::reply(permit.lookup(&house), permit.record()).await?;
    match forms::told(form, &before) {
        Err(form) => {
            let frame = Frame::new(&house, permit.actor(), "/konference");
            let page = draw(&house, &permit, frame, (FormState::empty(), form)).await?;
            Ok(Html::again(&page)?.into_response())
        }
        Ok(input) => {
            actions::write_answer(&house, Arc::new(permit), input).await?;
            Ok(Onward::to(address).noticing("odpoved").into_response())
        }
    }
}

/// Staff said that the meeting was called off.
#[axum::debug_handler(state = House)]
pub(super) async fn told(
    permit: Permit<Invitation, TellInvitation>,
    State(house): State<House>,
) -> Result<Onward, Denied> {
    let list = home(permit.record().conference);
    actions::told(&house, Arc::new(permit)).await?;
    Ok(Onward::to(list).noticing("receno"))
}

/// On after an act, or back with the sentence that somebody else was faster.
pub(super) fn done(outcome: Result<(), Undone>, address: String, notice: &str) -> Result<Response, Denied> {
    match outcome {
        Ok(()) => Ok(Onward::to(address).noticing(notice).into_response()),
        Err(Undone::Stale | Undone::Stopped | Undone::KeptIn(_)) => {
            Ok(Onward::to(address).noticing("zmeneno").into_response())
        }
        Err(Undone::Failed(failure)) => Err(failure.into()),
    }
}
