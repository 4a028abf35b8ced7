//! Tables of participants.

pub(super) mod needs;
mod place;

use super::model::{
    ChildForm, ChildInput, ChildParticipation, ChildReasons, ChildWish, Factor, GuideName, NewParticipant,
    Participant, Participation, Seat,
};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::cases::{CaseFile, Child, Person, PersonName};
use crate::conferences::{Conference, Perspective, Phase};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment, Queries, TimeOfDay};
use portable_sql::Session;
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// A participant by id.
    FIND = "SELECT p.id, p.conference_id, c.case_id, c.office_id, c.state, c.held, c.running_since IS NOT NULL, p.person_id, p.child_id, p.staff_id, p.name, p.role_label, p.reader, p.perspective, p.required, p.participation, p.from_minute, p.until_minute, p.removed IS NOT NULL, p.instead_of, p.place, p.version \
        FROM participant p JOIN conference c ON c.id = p.conference_id WHERE p.id = $1";
    /// Everybody of a conference in the order they were placed.
    OF_CONFERENCE = "SELECT p.id, p.conference_id, c.case_id, c.office_id, c.state, c.held, c.running_since IS NOT NULL, p.person_id, p.child_id, p.staff_id, p.name, p.role_label, p.reader, p.perspective, p.required, p.participation, p.from_minute, p.until_minute, p.removed IS NOT NULL, p.instead_of, p.place, p.version \
        FROM participant p JOIN conference c ON c.id = p.conference_id WHERE p.conference_id = $1 AND p.removed IS NULL ORDER BY p.created, p.id";
    /// Phases of one participant; a phase that was removed is not among them.
    PHASES_OF = "SELECT x.phase_id FROM participant_phase x JOIN phase f ON f.id = x.phase_id WHERE x.participant_id = $1 ORDER BY f.rank, f.id";
    /// Phases of all participants of a conference.
    PHASES_OF_ALL = "SELECT x.participant_id, x.phase_id FROM phase f JOIN participant_phase x ON x.phase_id = f.id JOIN participant p ON p.id = x.participant_id \
        WHERE p.conference_id = $1 ORDER BY f.rank, f.id";
    /// Places somebody at the table; a second try with the same id changes nothing.
    ADD = "INSERT INTO participant (id, conference_id, person_id, child_id, staff_id, name, role_label, reader, perspective, required, participation, from_minute, until_minute, created, instead_of, place, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1) ON CONFLICT (id) DO NOTHING";
    /// Who already sits there: the same person, child or account.
    SEATED = "SELECT id, version FROM participant WHERE conference_id = $1 AND removed IS NULL AND (person_id = $2 OR child_id = $3 OR (staff_id = $4 AND reader = $5))";
    /// Whether an identifier is taken, also by somebody who was taken off the list.
    TAKEN = "SELECT COUNT(*) FROM participant WHERE id = $1";
    /// Accounts with a role, in Czech order.
    STAFF_WITH_ROLE = "SELECT s.id, s.title_before, s.given, s.family, s.title_after, o.name, s.office_id FROM staff_role r JOIN staff s ON s.id = r.staff_id JOIN office o ON o.id = s.office_id \
        WHERE r.role = $1 AND s.active = $2 ORDER BY s.sort_key, s.id LIMIT 500";
    /// Changes how somebody takes part.
    CHANGE = "UPDATE participant SET role_label = $3, perspective = $4, required = $5, participation = $6, from_minute = $7, until_minute = $8, place = $9, version = version + 1 \
        WHERE id = $1 AND version = $2 AND removed IS NULL";
    /// Takes somebody off the list.
    REMOVE = "UPDATE participant SET removed = $3, version = version + 1 WHERE id = $1 AND version = $2 AND removed IS NULL \
        AND EXISTS (SELECT 1 FROM conference c WHERE c.id = participant.conference_id AND c.running_since IS NULL)";
    /// Empties the phases of a participant.
    CLEAR_PHASES = "DELETE FROM participant_phase WHERE participant_id = $1";
    /// Invites a participant to a phase of the same conference.
    ADD_PHASE = "INSERT INTO participant_phase (participant_id, phase_id) SELECT p.id, f.id FROM participant p JOIN phase f ON f.conference_id = p.conference_id \
        WHERE p.id = $1 AND f.id = $2 ON CONFLICT (participant_id, phase_id) DO NOTHING";
    /// What was said about perspectives.
    NEEDS = "SELECT perspective, needed FROM perspective_need WHERE conference_id = $1";
    /// Says whether a perspective is needed.
    SET_NEED = "INSERT INTO perspective_need (conference_id, perspective, needed) VALUES ($1, $2, $3) ON CONFLICT (conference_id, perspective) DO UPDATE SET needed = excluded.needed";
    /// How the children take part.
    CHILDREN = "SELECT d.id, d.conference_id, d.child_id, d.form, d.factors, d.reasons, d.wish, d.asked_on, d.guide, d.decided_by, d.decided, d.version, c.case_id \
        FROM child_participation d JOIN conference c ON c.id = d.conference_id WHERE d.conference_id = $1 ORDER BY d.decided, d.id";
    /// A first decision about a child.
    ADD_CHILD = "INSERT INTO child_participation (id, conference_id, child_id, form, factors, reasons, wish, asked_on, guide, decided_by, decided, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1) ON CONFLICT (conference_id, child_id) DO NOTHING";
    /// A changed decision about a child.
    CHANGE_CHILD = "UPDATE child_participation SET form = $4, factors = $5, reasons = $6, wish = $7, asked_on = $8, guide = $9, decided_by = $10, decided = $11, version = version + 1 \
        WHERE id = $1 AND conference_id = $2 AND version = $3";
    /// Forgets who was invited to which phase.
    FORGET_PHASES = "DELETE FROM participant_phase WHERE participant_id IN \
        (SELECT p.id FROM participant p JOIN conference c ON c.id = p.conference_id WHERE c.case_id = $1)";
    /// Forgets who belonged at the table.
    FORGET = "DELETE FROM participant WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets which perspectives were needed.
    FORGET_NEEDS = "DELETE FROM perspective_need WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets how the children took part.
    FORGET_CHILDREN = "DELETE FROM child_participation WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

portable_sql::row! {
    struct Stored {
        id: Id<Participant>,
        conference: Id<Conference>,
        case: Id<CaseFile>,
        office: Id<Office>,
        state: String,
        held: Option<Moment>,
        running: bool,
        person: Option<Id<Person>>,
        child: Option<Id<Child>>,
        staff: Option<Id<Staff>>,
        name: PersonName,
        role_label: String,
        reader: String,
        perspective: String,
        required: bool,
        participation: String,
        from: Option<TimeOfDay>,
        until: Option<TimeOfDay>,
        removed: bool,
        instead_of: Option<Id<Participant>>,
        place: Option<Vec<u8>>,
        version: i64,
    }
}

/// An unknown code is data from another program: said, never guessed.
fn code<C: Choice>(text: &str) -> Result<C, Failure> {
    C::from_code(text).ok_or_else(|| Failure::Broken("a stored code of a participant is unknown".into()))
}

impl Stored {
    /// Without the place of their own: for whoever holds no key.
    fn with(self, phases: Vec<Id<Phase>>) -> Result<Participant, Failure> {
        Ok(Participant {
            id: self.id,
            conference: self.conference,
            case: self.case,
            office: self.office,
            state: code(&self.state)?,
            held: self.held,
            running: self.running,
            person: self.person,
            child: self.child,
            staff: self.staff,
            name: self.name,
            role_label: self.role_label,
            reader: code(&self.reader)?,
            perspective: code(&self.perspective)?,
            required: self.required,
            participation: code::<Participation>(&self.participation)?,
            phases,
            from: self.from,
            until: self.until,
            place: None,
            removed: self.removed,
            instead_of: self.instead_of,
            version: self.version,
        })
    }
}

impl Record for Participant {
    const PARAM: &'static str = "ucastnik";
    type Parent = Conference;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<Stored> = FIND.bind(id).one(lookup.queries()).await?;
        let Some(mut stored) = stored else { return Ok(None) };
        let sealed = stored.place.take();
        let phases: Vec<(Id<Phase>,)> = PHASES_OF.bind(id).all(lookup.queries()).await?;
        let mut participant = stored.with(phases.into_iter().map(|(id,)| id).collect())?;
        participant.place = place::open_one(lookup, &participant, sealed).await?;
        Ok(Some(participant))
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<Conference>> {
        Some(self.conference)
    }
    fn office(&self) -> Id<Office> {
        self.office
    }
    fn about(&self) -> About {
        About { case: Some(self.case.uuid()), conference: Some(self.conference.uuid()) }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

/// A participant by id, also one who was taken off the list.
///
/// # Errors
/// Database errors.
pub async fn find(lookup: Lookup<'_>, id: Id<Participant>) -> Result<Option<Participant>, Failure> {
    Participant::find(lookup, id).await
}

/// Everybody who belongs at the table, in the order they were placed: family, professionals, children who are
/// invited, facilitator and minute-taker.
///
/// # Errors
/// Database errors.
pub async fn of_conference(lookup: Lookup<'_>, id: Id<Conference>) -> Result<Vec<Participant>, Failure> {
    let mut people = Vec::new();
    for (participant, sealed) in sealed(lookup.queries(), id).await? {
        let place = place::open_one(lookup, &participant, sealed).await?;
        people.push(Participant { place, ..participant });
    }
    Ok(people)
}

/// Everybody of a conference, for panels, which hold no permit: names stay closed facts, and nobody's own place is
/// opened.
pub(super) async fn listed(queries: &Queries, id: Id<Conference>) -> Result<Vec<Participant>, Failure> {
    Ok(sealed(queries, id).await?.into_iter().map(|(participant, _)| participant).collect())
}

/// Everybody of a conference with the place of their own as it is stored.
async fn sealed(
    queries: &Queries,
    id: Id<Conference>,
) -> Result<Vec<(Participant, Option<Vec<u8>>)>, Failure> {
    let rows: Vec<Stored> = OF_CONFERENCE.bind(id).all(queries).await?;
    let phases: Vec<(Id<Participant>, Id<Phase>)> = PHASES_OF_ALL.bind(id).all(queries).await?;
    rows.into_iter()
        .map(|mut row| {
            let own = phases.iter().filter(|(p, _)| *p == row.id).map(|(_, phase)| *phase).collect();
            let place = row.place.take();
            Ok((row.with(own)?, place))
        })
        .collect()
}

/// Everybody of a conference as they sit there inside an operation, without their phases and places.
pub(super) async fn all_of<'a>(
    on: impl Into<Session<'a>>,
    id: Id<Conference>,
) -> Result<Vec<Participant>, Failure> {
    let rows: Vec<Stored> = OF_CONFERENCE.bind(id).all(on).await?;
    rows.into_iter().map(|row| row.with(Vec::new())).collect()
}

/// Who already sits at the table, if this person, child or account does.
pub(super) async fn seated(
    operation: &mut Operation,
    conference: Id<Conference>,
    new: &NewParticipant,
) -> Result<Option<(Id<Participant>, i64)>, Failure> {
    let nobody = Uuid::nil();
    let statement = SEATED
        .bind(conference)
        .bind(new.person.map_or(nobody, Id::uuid))
        .bind(new.child.map_or(nobody, Id::uuid))
        .bind(new.staff.map_or(nobody, Id::uuid))
        .bind(new.reader.code());
    let rows: Vec<(Id<Participant>, i64)> = statement.all(operation.work()).await?;
    Ok(rows.into_iter().next())
}

/// Whether an identifier is taken.
pub(super) async fn taken(operation: &mut Operation, id: Id<Participant>) -> Result<bool, Failure> {
    let row: Option<(i64,)> = TAKEN.bind(id).one(operation.work()).await?;
    Ok(row.is_some_and(|(count,)| count > 0))
}

portable_sql::row! {
    /// An account that may lead or write.
    pub(super) struct Able {
        pub id: Id<Staff>,
        pub title_before: String,
        pub given: String,
        pub family: String,
        pub title_after: String,
        pub office_name: String,
        pub office: Id<Office>,
    }
}

/// Accounts with a role, of all offices: a facilitator often comes from elsewhere.
pub(super) async fn staff_with_role(
    queries: &Queries,
    role: crate::identity::Role,
) -> Result<Vec<Able>, Failure> {
    Ok(STAFF_WITH_ROLE.bind(role.code()).bind(true).all(queries).await?)
}

/// Places somebody; `false` when this id exists (the same form was sent again).
pub(super) async fn add(
    operation: &mut Operation,
    (conference, case): (Id<Conference>, Id<CaseFile>),
    new: &NewParticipant,
) -> Result<bool, Failure> {
    let now = operation.now();
    let place = place::close(operation, (case, new.id), new.seat.place.as_ref()).await?;
    let rows = ADD
        .bind(new.id)
        .bind(conference)
        .bind(new.person)
        .bind(new.child)
        .bind(new.staff)
        .bind(&new.name)
        .bind(&new.role_label)
        .bind(new.reader.code())
        .bind(new.seat.perspective.code())
        .bind(new.seat.required)
        .bind(new.seat.participation.code())
        .bind(new.seat.from)
        .bind(new.seat.until)
        .bind(now)
        .bind(new.instead_of)
        .bind(place)
        .execute(operation.work())
        .await?;
    if rows == 1 {
        set_phases(operation, new.id, &new.seat.phases).await?;
    }
    Ok(rows == 1)
}

/// Changes a seat; `false` when somebody else changed it meanwhile.
pub(super) async fn change(
    operation: &mut Operation,
    (id, case): (Id<Participant>, Id<CaseFile>),
    version: i64,
    role_label: &str,
    seat: &Seat,
) -> Result<bool, Failure> {
    let place = place::close(operation, (case, id), seat.place.as_ref()).await?;
    let rows = CHANGE
        .bind(id)
        .bind(version)
        .bind(role_label)
        .bind(seat.perspective.code())
        .bind(seat.required)
        .bind(seat.participation.code())
        .bind(seat.from)
        .bind(seat.until)
        .bind(place)
        .execute(operation.work())
        .await?;
    if rows == 1 {
        set_phases(operation, id, &seat.phases).await?;
    }
    Ok(rows == 1)
}

/// Takes somebody off the list; `false` when somebody else changed the seat meanwhile.
pub(super) async fn remove(
    operation: &mut Operation,
    id: Id<Participant>,
    version: i64,
) -> Result<bool, Failure> {
    let now = operation.now();
    Ok(REMOVE.bind(id).bind(version).bind(now).execute(operation.work()).await? == 1)
}

async fn set_phases(
    operation: &mut Operation,
    id: Id<Participant>,
    phases: &[Id<Phase>],
) -> Result<(), Failure> {
    CLEAR_PHASES.bind(id).execute(operation.work()).await?;
    for phase in phases {
        ADD_PHASE.bind(id).bind(*phase).execute(operation.work()).await?;
    }
    Ok(())
}

/// What was said about perspectives, where it differs from the rule.
pub(super) async fn needs(
    queries: &Queries,
    conference: Id<Conference>,
) -> Result<Vec<(Perspective, bool)>, Failure> {
    let rows: Vec<(String, bool)> = NEEDS.bind(conference).all(queries).await?;
    Ok(rows.into_iter().filter_map(|(p, needed)| Some((Perspective::from_code(&p)?, needed))).collect())
}

/// Says whether a perspective is needed.
pub(super) async fn set_need(
    operation: &mut Operation,
    conference: Id<Conference>,
    perspective: Perspective,
    needed: bool,
) -> Result<(), Failure> {
    SET_NEED.bind(conference).bind(perspective.code()).bind(needed).execute(operation.work()).await?;
    Ok(())
}

portable_sql::row! {
    struct StoredChild {
        id: Id<ChildParticipation>,
        conference: Id<Conference>,
        child: Id<Child>,
        form: String,
        factors: String,
        reasons: Option<Vec<u8>>,
        wish: Option<Vec<u8>>,
        asked_on: Option<Day>,
        guide: Option<GuideName>,
        decided_by: Id<Staff>,
        decided: Moment,
        version: i64,
        case: Id<CaseFile>,
    }
}

fn sealing(column: &'static str, id: Id<ChildParticipation>) -> Place {
    Place { table: "child_participation", column, row: id.uuid() }
}

fn open(key: &CaseKey, at: Place, sealed: Option<Vec<u8>>) -> Result<Option<String>, Failure> {
    sealed
        .map(|bytes| {
            key.open_text(at, &Sealed::from_bytes(bytes)).map_err(|e| Failure::Sealed(e.to_string()))
        })
        .transpose()
}

fn close<F: facts::Fact<Inner = String>>(
    key: &CaseKey,
    at: Place,
    fact: Option<&F>,
) -> Result<Option<Vec<u8>>, Failure> {
    fact.map(|fact| {
        let sealed =
            key.seal_text(at, facts::for_machine(fact)).map_err(|e| Failure::Sealed(e.to_string()))?;
        Ok(sealed.into_bytes())
    })
    .transpose()
}

/// How the children of the case take part, as far as it was decided.
///
/// # Errors
/// Database errors; [`Failure::Destroyed`] when the case's key is gone.
pub async fn children(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<ChildParticipation>, Failure> {
    let rows: Vec<StoredChild> = CHILDREN.bind(conference).all(lookup.queries()).await?;
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), first.case.uuid()).await?;
    rows.into_iter()
        .map(|row| {
            Ok(ChildParticipation {
                reasons: open(&key, sealing("reasons", row.id), row.reasons)?.map(ChildReasons::new),
                wish: open(&key, sealing("wish", row.id), row.wish)?.map(ChildWish::new),
                id: row.id,
                conference: row.conference,
                child: row.child,
                form: code::<ChildForm>(&row.form)?,
                factors: row.factors.split(' ').filter_map(Factor::from_code).collect(),
                asked_on: row.asked_on,
                guide: row.guide,
                decided_by: row.decided_by,
                decided: row.decided,
                version: row.version,
            })
        })
        .collect()
}

/// Keeps a decision about a child over the version that was shown (0: none); `false` when somebody else decided
/// meanwhile.
pub(super) async fn keep_child(
    operation: &mut Operation,
    conference: &Conference,
    (id, child, version): (Id<ChildParticipation>, Id<Child>, i64),
    input: &ChildInput,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let now = operation.now();
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let reasons = close(&key, sealing("reasons", id), input.reasons.as_ref())?;
    let wish = close(&key, sealing("wish", id), input.wish.as_ref())?;
    let factors = input.factors.iter().map(|f| f.code()).collect::<Vec<_>>().join(" ");
    let statement = if version == 0 {
        ADD_CHILD.bind(id).bind(conference.id).bind(child)
    } else {
        CHANGE_CHILD.bind(id).bind(conference.id).bind(version)
    };
    let rows = statement
        .bind(input.form.code())
        .bind(factors)
        .bind(reasons)
        .bind(wish)
        .bind(input.asked_on)
        .bind(input.guide.clone())
        .bind(by)
        .bind(now)
        .execute(operation.work())
        .await?;
    Ok(rows == 1)
}

/// Removes what is known here of a destroyed case: codes tell as much as words (that a child asked not to come).
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    super::apart::store::forget(operation, case).await?;
    for statement in [FORGET_PHASES, FORGET, FORGET_NEEDS, FORGET_CHILDREN] {
        statement.bind(case).execute(operation.work()).await?;
    }
    needs::forget(operation, case).await
}
