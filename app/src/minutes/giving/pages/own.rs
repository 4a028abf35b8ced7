//! The page where somebody opens their extract. The link alone says that it is there.

use crate::access::{Denied, House, Public};
use crate::disclosure;
use crate::documents::Document;
use crate::invitations::doors::{self, Answered, Guest, Visitor};
use crate::kernel::{Failure, Id};
use crate::minutes::giving::actions::{self, Person};
use crate::minutes::giving::letters::{ExtractFile, ExtractView, Filed, Own};
use crate::minutes::giving::model::{Channel, Given, NewStep, State, Step};
use crate::minutes::giving::{bearer, check, rules};
use crate::shell::{FileAnswer, Onward};
use axum::extract::State as Shared;

#[axum::debug_handler(state = House)]
pub(super) async fn page(
    _: Public,
    Shared(house): Shared<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(guest) = visitor.enter(&house, "minutes.follow").await? else { return doors::gone(&house) };
    let person = bearer::own(&house, &guest).await?;
    let own = Own::of(&guest, person.as_ref())?;
    doors::show(&house, &disclosure::disclose_by::<ExtractView, _>(&guest.rights, &own))
}

/// It is opened: an act of its own, because it is the proof that it reached them.
#[axum::debug_handler(state = House)]
pub(super) async fn open(
    _: Public,
    Shared(house): Shared<House>,
    visitor: Visitor,
) -> Result<Answered, Denied> {
    let Some(guest) = visitor.enter(&house, "minutes.open").await? else { return doors::gone(&house) };
    let back = Onward::to(guest.below("/vypis").as_str().to_owned());
    let person = bearer::own(&house, &guest).await?;
    let Some(person) = person.filter(|_| guest.proved()) else { return Ok(Answered::Onward(back)) };
    match leaves(&house, &guest, &person).await? {
        Some(file) => {
            let noted = note(&house, &guest, &person, (Step::Taken, is_unopened)).await?;
            // It was opened before – or the office took the link back while the file was being read: then it stays.
            let opens = noted || bearer::own(&house, &guest).await?.is_some();
            Ok(if opens { Answered::File(FileAnswer(file)) } else { Answered::Onward(back) })
        }
        None => {
            note(&house, &guest, &person, (Step::Held, is_unheld)).await?;
            Ok(Answered::Onward(back))
        }
    }
}

/// The file, if it may leave now.
async fn leaves(
    house: &House,
    guest: &Guest,
    person: &Person,
) -> Result<Option<outbound::OutgoingFile>, Failure> {
    let Some(extract) = &person.extract else { return Ok(None) };
    let of = (&guest.conference, &guest.participant);
    let Ok(bytes) = check::ask(house, guest.lookup(house), of, extract).await? else { return Ok(None) };
    let read = tokio::task::spawn_blocking(move || (Filed::read(&bytes), bytes));
    let (filed, bytes) = read.await.map_err(|_| Failure::Broken("reading a file broke off".into()))?;
    let disclosed = disclosure::disclose_by::<ExtractFile, _>(&guest.rights, &filed);
    match outbound::attachment(&disclosed, bytes) {
        Ok(file) => Ok(Some(file)),
        Err(outbound::Error::Stopped | outbound::Error::Unread) => Ok(None),
        Err(error) => Err(Failure::Output(error.to_string())),
    }
}

fn is_unopened(steps: &[Given], document: Id<Document>) -> bool {
    let standing = rules::standing(steps, Some(document));
    standing.opens && (!standing.opened || standing.state == State::Held)
}

fn is_unheld(steps: &[Given], document: Id<Document>) -> bool {
    let standing = rules::standing(steps, Some(document));
    standing.opens && standing.state != State::Held
}

async fn note(
    house: &House,
    guest: &Guest,
    person: &Person,
    (step, fits): (Step, fn(&[Given], Id<Document>) -> bool),
) -> Result<bool, Failure> {
    let Some(extract) = &person.extract else { return Ok(false) };
    let now = house.clock.now();
    let new = NewStep {
        id: Id::fresh(now),
        conference: guest.conference.id,
        case: guest.conference.case.uuid(),
        participant: guest.participant.id,
        document: extract.document,
        channel: Channel::Link,
        step,
        reference: None,
        happened: now.day(),
    };
    actions::follow(house, guest.by(), new, (fits, None)).await
}
