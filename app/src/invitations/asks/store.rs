//! Tables of substitutes and requests.

use super::{
    NewSubstitute, Request, RequestWords, Substitute, SubstituteContact, SubstituteName, SubstituteRole,
    SubstituteState,
};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::cases::{Email, Phone};
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::invitations::model::{Invitation, State};
use crate::invitations::store::answers::{seal, unseal};
use crate::invitations::store::code;
use crate::kernel::{Choice, Failure, Id, Moment, Queries};
use crate::participants::Participant;
use uuid::Uuid;
use vault::Place;

portable_sql::statements! {
    /// A newer suggestion takes the place of one that nobody decided about.
    REPLACE = "UPDATE invitation_substitute SET state = $2, decided = $3 WHERE invitation_id = $1 AND state = $4";
    /// A suggestion; the same form sent again adds none.
    NAME = "INSERT INTO invitation_substitute (id, invitation_id, name, position, contact, state, named) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// Suggestions of an invitation, the newest first.
    SUBSTITUTES = "SELECT id, name, position, contact, state, named, told FROM invitation_substitute WHERE invitation_id = $1 ORDER BY named DESC, id DESC";
    /// One suggestion.
    SUBSTITUTE = "SELECT id, name, position, contact, state, named, told FROM invitation_substitute WHERE id = $1 AND invitation_id = $2";
    /// The office decides.
    DECIDE = "UPDATE invitation_substitute SET state = $3, decided = $4, decided_by = $5 WHERE id = $1 AND invitation_id = $2 AND state = $6";
    /// As whom an accepted substitute sits at the table.
    SEAT = "UPDATE invitation_substitute SET seated = $2 WHERE id = $1";
    /// What was typed to reach somebody who sits at the table as a substitute.
    CONTACT = "SELECT s.id, s.contact, c.case_id FROM invitation_substitute s JOIN invitation i ON i.id = s.invitation_id \
        JOIN conference c ON c.id = i.conference_id WHERE s.seated = $1";
    /// Whether somebody still has to be told that a substitute was not accepted.
    UNTOLD = "SELECT s.id, i.id FROM invitation_substitute s JOIN invitation i ON i.id = s.invitation_id WHERE s.id = $1 AND s.state = $2 AND s.told IS NULL";
    /// They were told.
    TELL = "UPDATE invitation_substitute SET told = $3, told_by = $4 WHERE id = $1 AND state = $2 AND told IS NULL";
    /// A request, unless one is open.
    ASK = "INSERT INTO invitation_request (id, invitation_id, words, asked) VALUES ($1, $2, $3, $4)";
    /// Requests of an invitation, the newest first.
    REQUESTS = "SELECT id, words, asked, settled, settled_by FROM invitation_request WHERE invitation_id = $1 ORDER BY asked DESC, id DESC";
    /// Those of an invitation that are open.
    OPEN_REQUEST = "SELECT id FROM invitation_request WHERE invitation_id = $1 AND settled IS NULL";
    /// The office dealt with it.
    SETTLE = "UPDATE invitation_request SET settled = $3, settled_by = $4 WHERE id = $1 AND invitation_id = $2 AND settled IS NULL";
    /// Open requests of a conference.
    OPEN_REQUESTS = "SELECT q.invitation_id FROM invitation_request q JOIN invitation i ON i.id = q.invitation_id \
        WHERE i.conference_id = $1 AND q.settled IS NULL ORDER BY q.asked, q.id";
    /// Open suggestions of a conference.
    OPEN_SUBSTITUTES = "SELECT s.invitation_id FROM invitation_substitute s JOIN invitation i ON i.id = s.invitation_id \
        WHERE i.conference_id = $1 AND s.state = $2 ORDER BY s.named, s.id";
    /// Suggestions of a conference that were not accepted, and nobody told who made them.
    DECLINED_UNTOLD = "SELECT s.invitation_id FROM invitation_substitute s JOIN invitation i ON i.id = s.invitation_id \
        WHERE i.conference_id = $1 AND s.state = $2 AND s.told IS NULL AND i.state <> $3 ORDER BY s.named, s.id";
    /// Forgets the suggestions of a destroyed case.
    FORGET_SUBSTITUTES = "DELETE FROM invitation_substitute WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
    /// Forgets the requests of a destroyed case.
    FORGET_REQUESTS = "DELETE FROM invitation_request WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN conference c ON c.id = i.conference_id WHERE c.case_id = $1)";
}

const fn at(table: &'static str, column: &'static str, row: Uuid) -> Place {
    Place { table, column, row }
}

portable_sql::row! {
    struct StoredSubstitute {
        id: Id<Substitute>,
        name: Vec<u8>,
        role: Option<Vec<u8>>,
        contact: Vec<u8>,
        state: String,
        named: Moment,
        told: Option<Moment>,
    }
}

impl StoredSubstitute {
    fn open(self, key: &vault::CaseKey) -> Result<Substitute, Failure> {
        let place = |column| at("invitation_substitute", column, self.id.uuid());
        let text = |column, bytes| unseal(key, place(column), Some(bytes)).map(Option::unwrap_or_default);
        Ok(Substitute {
            id: self.id,
            name: SubstituteName::new(text("name", self.name)?),
            role: unseal(key, place("position"), self.role)?.map(SubstituteRole::new),
            contact: SubstituteContact::new(text("contact", self.contact)?),
            state: code(&self.state)?,
            named: self.named,
            told: self.told,
        })
    }
}

/// Keeps a suggestion; it takes the place of one that nobody decided about.
pub(super) async fn name(
    operation: &mut Operation,
    invitation: &Invitation,
    new: &NewSubstitute,
) -> Result<(), Failure> {
    let now = operation.now();
    let (named, replaced) = (SubstituteState::Named.code(), SubstituteState::Replaced.code());
    REPLACE.bind(invitation.id).bind(replaced).bind(now).bind(named).execute(operation.work()).await?;
    let keys = operation.keys();
    let key = keys.of_case(&mut *operation.work(), invitation.case).await?;
    let id = Id::<Substitute>::fresh(now);
    let place = |column| at("invitation_substitute", column, id.uuid());
    let name = seal(&key, place("name"), Some(&new.name))?;
    let role = seal(&key, place("position"), new.role.as_ref())?;
    let contact = seal(&key, place("contact"), Some(&new.contact))?;
    let row = NAME.bind(id).bind(invitation.id).bind(name).bind(role).bind(contact).bind(named).bind(now);
    row.execute(operation.work()).await?;
    Ok(())
}

/// Suggestions of an invitation, the newest first.
pub(in crate::invitations) async fn substitutes_of(
    lookup: Lookup<'_>,
    invitation: &Invitation,
) -> Result<Vec<Substitute>, Failure> {
    let rows: Vec<StoredSubstitute> = SUBSTITUTES.bind(invitation.id).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), invitation.case).await?;
    rows.into_iter().map(|row| row.open(&key)).collect()
}

/// One suggestion inside an operation.
pub(super) async fn substitute(
    operation: &mut Operation,
    invitation: &Invitation,
    id: Id<Substitute>,
) -> Result<Option<Substitute>, Failure> {
    let row: Option<StoredSubstitute> = SUBSTITUTE.bind(id).bind(invitation.id).one(operation.work()).await?;
    let Some(row) = row else { return Ok(None) };
    let keys = operation.keys();
    let key = keys.of_case(&mut *operation.work(), invitation.case).await?;
    row.open(&key).map(Some)
}

pub(super) async fn decide(
    operation: &mut Operation,
    (id, invitation): (Id<Substitute>, Id<Invitation>),
    state: SubstituteState,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = DECIDE.bind(id).bind(invitation).bind(state.code()).bind(now).bind(by);
    Ok(row.bind(SubstituteState::Named.code()).execute(operation.work()).await? == 1)
}

/// Notes as whom an accepted substitute sits at the table.
pub(super) async fn seat(
    operation: &mut Operation,
    id: Id<Substitute>,
    as_whom: Id<Participant>,
) -> Result<(), Failure> {
    SEAT.bind(id).bind(as_whom).execute(operation.work()).await?;
    Ok(())
}

/// What was typed to reach somebody who sits at the table as a substitute: an address, a phone number.
pub(in crate::invitations) async fn contact_of(
    lookup: Lookup<'_>,
    participant: Id<Participant>,
) -> Result<(Option<Email>, Option<Phone>), Failure> {
    let row: Option<(Id<Substitute>, Vec<u8>, Uuid)> =
        CONTACT.bind(participant).one(lookup.queries()).await?;
    let Some((id, contact, case)) = row else { return Ok((None, None)) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    let text = unseal(&key, at("invitation_substitute", "contact", id.uuid()), Some(contact))?;
    let (email, phone) = super::reach(&text.unwrap_or_default());
    Ok((email.map(Email::new), phone.map(Phone::new)))
}

/// The invitation of somebody who has to be told that their substitute was not accepted; none when they were.
pub(super) async fn untold(queries: &Queries, id: Id<Substitute>) -> Result<Option<Id<Invitation>>, Failure> {
    let row: Option<(Id<Substitute>, Id<Invitation>)> =
        UNTOLD.bind(id).bind(SubstituteState::Declined.code()).one(queries).await?;
    Ok(row.map(|(_, invitation)| invitation))
}

/// They were told: by staff, or by a mail.
pub(super) async fn tell(
    operation: &mut Operation,
    id: Id<Substitute>,
    by: Option<Id<Staff>>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let row = TELL.bind(id).bind(SubstituteState::Declined.code()).bind(now).bind(by);
    Ok(row.execute(operation.work()).await? == 1)
}

/// Invitations whose substitute was not accepted, and nobody has said so yet.
pub(in crate::invitations) async fn declined_untold_of(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<Id<Invitation>>, Failure> {
    let (declined, withdrawn) = (SubstituteState::Declined.code(), State::Withdrawn.code());
    let rows: Vec<(Id<Invitation>,)> =
        DECLINED_UNTOLD.bind(conference).bind(declined).bind(withdrawn).all(lookup.queries()).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Keeps a request; `false` when one is open already.
pub(super) async fn ask(
    operation: &mut Operation,
    invitation: &Invitation,
    words: Option<&RequestWords>,
) -> Result<bool, Failure> {
    let open: Vec<(Id<Request>,)> = OPEN_REQUEST.bind(invitation.id).all(operation.work()).await?;
    if !open.is_empty() {
        return Ok(false);
    }
    let (now, keys) = (operation.now(), operation.keys());
    let key = keys.of_case(&mut *operation.work(), invitation.case).await?;
    let id = Id::<Request>::fresh(now);
    let words = seal(&key, at("invitation_request", "words", id.uuid()), words)?;
    ASK.bind(id).bind(invitation.id).bind(words).bind(now).execute(operation.work()).await?;
    Ok(true)
}

portable_sql::row! {
    struct StoredRequest {
        id: Id<Request>,
        words: Option<Vec<u8>>,
        asked: Moment,
        settled: Option<Moment>,
        settled_by: Option<Id<Staff>>,
    }
}

/// Requests of an invitation, the newest first.
pub(in crate::invitations) async fn request_of(
    lookup: Lookup<'_>,
    invitation: &Invitation,
) -> Result<Vec<Request>, Failure> {
    let rows: Vec<StoredRequest> = REQUESTS.bind(invitation.id).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), invitation.case).await?;
    rows.into_iter()
        .map(|row| {
            let words = unseal(&key, at("invitation_request", "words", row.id.uuid()), row.words)?;
            let (settled, settled_by) = (row.settled, row.settled_by);
            Ok(Request {
                id: row.id,
                words: words.map(RequestWords::new),
                asked: row.asked,
                settled,
                settled_by,
            })
        })
        .collect()
}

/// Whether a request of this invitation is open.
pub(in crate::invitations) async fn open_request(
    lookup: Lookup<'_>,
    invitation: Id<Invitation>,
) -> Result<bool, Failure> {
    let open: Vec<(Id<Request>,)> = OPEN_REQUEST.bind(invitation).all(lookup.queries()).await?;
    Ok(!open.is_empty())
}

pub(super) async fn settle(
    operation: &mut Operation,
    (id, invitation): (Id<Request>, Id<Invitation>),
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    Ok(SETTLE.bind(id).bind(invitation).bind(now).bind(by).execute(operation.work()).await? == 1)
}

/// What waits for staff of one conference: requests for information, then suggested substitutes.
pub(in crate::invitations) async fn open_of(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<(Vec<Id<Invitation>>, Vec<Id<Invitation>>), Failure> {
    type Row = (Id<Invitation>,);
    let requests: Vec<Row> = OPEN_REQUESTS.bind(conference).all(lookup.queries()).await?;
    let named = SubstituteState::Named.code();
    let substitutes: Vec<Row> = OPEN_SUBSTITUTES.bind(conference).bind(named).all(lookup.queries()).await?;
    let ids = |rows: Vec<Row>| rows.into_iter().map(|(id,)| id).collect();
    Ok((ids(requests), ids(substitutes)))
}

/// Nothing of a destroyed case stays.
pub(in crate::invitations) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_SUBSTITUTES, FORGET_REQUESTS] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
