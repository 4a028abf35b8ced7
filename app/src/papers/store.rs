//! Tables of papers. Titles, names of files, words and reasons are sealed.

use super::model::{
    DecisionReason, Format, Handing, NewPaper, Paper, PaperKind, PaperTitle, PaperWords, Pictures, Recipient,
    UploadName, Way,
};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::cases::{CaseFile, Child};
use crate::conferences::{Conference, State};
use crate::documents::Document;
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::participants::Participant;
use facts::{Fact, FactGroup};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use vault::{CaseKey, Place, Sealed};

portable_sql::statements! {
    /// A paper by its id.
    FIND = "SELECT p.id, p.conference_id, c.case_id, c.office_id, c.state, p.number, p.kind, p.format, p.title, p.file_name, p.unreadable, p.pictures, p.fact_groups, p.document_id, p.sha256, p.size, p.created, p.created_by, p.withdrawn, p.version \
        FROM paper p JOIN conference c ON c.id = p.conference_id WHERE p.id = $1";
    /// Papers of a conference in the order in which they were added.
    OF_CONFERENCE = "SELECT p.id, p.conference_id, c.case_id, c.office_id, c.state, p.number, p.kind, p.format, p.title, p.file_name, p.unreadable, p.pictures, p.fact_groups, p.document_id, p.sha256, p.size, p.created, p.created_by, p.withdrawn, p.version \
        FROM paper p JOIN conference c ON c.id = p.conference_id WHERE p.conference_id = $1 ORDER BY p.number";
    /// Which children the papers of a conference concern.
    CHILDREN = "SELECT paper_id, child_id FROM paper_child WHERE conference_id = $1 ORDER BY paper_id, child_id";
    /// The sealed words of a paper.
    WORDS = "SELECT words FROM paper WHERE id = $1";
    /// The highest number among the papers of a conference.
    LAST_NUMBER = "SELECT MAX(number) FROM paper WHERE conference_id = $1";
    /// Whether an identifier is taken.
    TAKEN = "SELECT COUNT(*) FROM paper WHERE id = $1";
    /// A new paper.
    ADD = "INSERT INTO paper (id, conference_id, number, kind, format, title, file_name, words, unreadable, pictures, fact_groups, document_id, sha256, size, created, created_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1) ON CONFLICT (id) DO NOTHING";
    /// A child that it concerns, of the same case.
    ADD_CHILD = "INSERT INTO paper_child (paper_id, conference_id, child_id) SELECT $1, c.id, d.id FROM conference c JOIN child d ON d.case_id = c.case_id \
        WHERE c.id = $2 AND d.id = $3 ON CONFLICT (paper_id, child_id) DO NOTHING";
    /// Staff looked at the pictures.
    PICTURES_CHECKED = "UPDATE paper SET pictures = $3, version = version + 1 WHERE id = $1 AND pictures = $2";
    /// Withdraws a paper from everybody.
    WITHDRAW = "UPDATE paper SET withdrawn = $2, withdrawn_by = $3, version = version + 1 WHERE id = $1 AND withdrawn IS NULL";
    /// Who is to get the papers of a conference.
    RECIPIENTS = "SELECT r.id, r.paper_id, r.participant_id, r.opened_groups, r.unread_excused, r.reason, r.decided, r.withdrawn, r.destruction_confirmed, r.version, c.case_id \
        FROM paper_reader r JOIN conference c ON c.id = r.conference_id WHERE r.conference_id = $1 ORDER BY r.created, r.id";
    /// A further reader, of the same conference; one whom it was withdrawn from gets it back.
    ADD_READER = "INSERT INTO paper_reader (id, paper_id, conference_id, participant_id, created, created_by, unread_excused, version) \
        SELECT $1, $2, p.conference_id, p.id, $3, $4, $5, 1 FROM participant p WHERE p.id = $6 AND p.conference_id = $7 AND p.removed IS NULL \
        ON CONFLICT (paper_id, participant_id) DO UPDATE SET withdrawn = NULL, withdrawn_by = NULL, destruction_confirmed = NULL, version = paper_reader.version + 1";
    /// Withdraws a paper from one reader.
    TAKE_OFF = "UPDATE paper_reader SET withdrawn = $3, withdrawn_by = $4, version = version + 1 WHERE paper_id = $1 AND participant_id = $2 AND withdrawn IS NULL";
    /// The head's decision for one reader.
    DECIDE = "UPDATE paper_reader SET opened_groups = $3, unread_excused = $4, reason = $5, decided = $6, decided_by = $7, version = version + 1 \
        WHERE id = $1 AND version = $2 AND withdrawn IS NULL";
    /// A reader destroyed what was withdrawn.
    DESTROYED = "UPDATE paper_reader SET destruction_confirmed = $3, version = version + 1 WHERE paper_id = $1 AND participant_id = $2 AND withdrawn IS NOT NULL AND destruction_confirmed IS NULL";
    /// Each handing out of the papers of a conference, the first one first.
    HANDINGS = "SELECT id, paper_id, participant_id, way, on_day, at_moment, staff_id, fingerprint FROM paper_handing WHERE conference_id = $1 ORDER BY at_moment, id";
    /// A handing out; the same form sent twice is one.
    HAND = "INSERT INTO paper_handing (id, paper_id, conference_id, participant_id, way, on_day, at_moment, staff_id, fingerprint) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING";
    /// Forgets the handings of a destroyed case.
    FORGET_HANDINGS = "DELETE FROM paper_handing WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets its readers.
    FORGET_READERS = "DELETE FROM paper_reader WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets whom its papers concerned.
    FORGET_CHILDREN = "DELETE FROM paper_child WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
    /// Forgets its papers.
    FORGET = "DELETE FROM paper WHERE conference_id IN (SELECT id FROM conference WHERE case_id = $1)";
}

portable_sql::row! {
    struct Stored {
        id: Id<Paper>,
        conference: Id<Conference>,
        case: Id<CaseFile>,
        office: Id<Office>,
        state: String,
        number: i64,
        kind: String,
        format: String,
        title: Vec<u8>,
        file_name: Vec<u8>,
        unreadable: Option<String>,
        pictures: String,
        groups: String,
        document: Id<Document>,
        sha256: Vec<u8>,
        size: i64,
        created: Moment,
        created_by: Option<Id<Staff>>,
        withdrawn: Option<Moment>,
        version: i64,
    }
}

portable_sql::row! {
    struct StoredRecipient {
        id: Id<Recipient>,
        paper: Id<Paper>,
        participant: Id<Participant>,
        opened: Option<String>,
        unread_excused: bool,
        reason: Option<Vec<u8>>,
        decided: Option<Moment>,
        withdrawn: Option<Moment>,
        destroyed: Option<Day>,
        version: i64,
        case: Uuid,
    }
}

portable_sql::row! {
    struct StoredHanding {
        id: Id<Handing>,
        paper: Id<Paper>,
        participant: Id<Participant>,
        way: String,
        on: Day,
        at: Moment,
        staff: Option<Id<Staff>>,
        fingerprint: String,
    }
}

fn code<C: Choice>(text: &str) -> Result<C, Failure> {
    C::from_code(text).ok_or_else(|| Failure::Broken("a stored code of a paper is unknown".into()))
}

fn groups(text: &str) -> Result<Vec<FactGroup>, Failure> {
    text.split_whitespace()
        .map(|code| {
            FactGroup::from_code(code).ok_or_else(|| Failure::Broken("a group of facts is unknown".into()))
        })
        .collect()
}

fn codes(groups: &[FactGroup]) -> String {
    groups.iter().map(|group| group.code()).collect::<Vec<_>>().join(" ")
}

fn place(table: &'static str, column: &'static str, row: Uuid) -> Place {
    Place { table, column, row }
}

fn open(key: &CaseKey, place: Place, sealed: Vec<u8>) -> Result<String, Failure> {
    key.open_text(place, &Sealed::from_bytes(sealed)).map_err(|e| Failure::Sealed(e.to_string()))
}

fn close<F: Fact<Inner = String>>(key: &CaseKey, place: Place, fact: &F) -> Result<Vec<u8>, Failure> {
    key.seal_text(place, facts::for_machine(fact))
        .map(Sealed::into_bytes)
        .map_err(|e| Failure::Sealed(e.to_string()))
}

impl Stored {
    fn opened(self, key: &CaseKey, children: Vec<Id<Child>>) -> Result<Paper, Failure> {
        let at = |column| place("paper", column, self.id.uuid());
        Ok(Paper {
            title: PaperTitle::new(open(key, at("title"), self.title)?),
            file_name: UploadName::new(open(key, at("file_name"), self.file_name)?),
            conference_state: code::<State>(&self.state)?,
            kind: code::<PaperKind>(&self.kind)?,
            format: code::<Format>(&self.format)?,
            pictures: code::<Pictures>(&self.pictures)?,
            groups: groups(&self.groups)?,
            children,
            id: self.id,
            conference: self.conference,
            case: self.case,
            office: self.office,
            number: self.number,
            unreadable: self.unreadable,
            document: self.document,
            sha256: self.sha256,
            size: self.size,
            created: self.created,
            created_by: self.created_by,
            withdrawn: self.withdrawn,
            version: self.version,
        })
    }
}

async fn children_of(
    lookup: Lookup<'_>,
    conference: Id<Conference>,
) -> Result<Vec<(Id<Paper>, Id<Child>)>, Failure> {
    Ok(CHILDREN.bind(conference).all(lookup.queries()).await?)
}

impl Record for Paper {
    const PARAM: &'static str = "podklad";
    type Parent = Conference;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<Stored> = FIND.bind(id).one(lookup.queries()).await?;
        let Some(stored) = stored else { return Ok(None) };
        let key = lookup.keys().of_case(lookup.queries(), stored.case.uuid()).await?;
        let children = children_of(lookup, stored.conference).await?;
        let own = children.into_iter().filter(|(paper, _)| *paper == id).map(|(_, child)| child).collect();
        stored.opened(&key, own).map(Some)
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

/// Papers of a conference in the order in which they were added, withdrawn ones too.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn of_conference(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Paper>, Failure> {
    let rows: Vec<Stored> = OF_CONFERENCE.bind(conference).all(lookup.queries()).await?;
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case.uuid()).await?;
    let children = children_of(lookup, conference).await?;
    rows.into_iter()
        .map(|row| {
            let own =
                children.iter().filter(|(paper, _)| *paper == row.id).map(|(_, child)| *child).collect();
            row.opened(&key, own)
        })
        .collect()
}

/// Who is to get the papers of a conference, also those it was withdrawn from.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn recipients(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Recipient>, Failure> {
    let rows: Vec<StoredRecipient> = RECIPIENTS.bind(conference).all(lookup.queries()).await?;
    let Some(case) = rows.first().map(|row| row.case) else { return Ok(Vec::new()) };
    let key = lookup.keys().of_case(lookup.queries(), case).await?;
    rows.into_iter()
        .map(|row| {
            let at = place("paper_reader", "reason", row.id.uuid());
            let reason =
                row.reason.map(|sealed| open(&key, at, sealed).map(DecisionReason::new)).transpose()?;
            Ok(Recipient {
                reason,
                opened: groups(row.opened.as_deref().unwrap_or_default())?,
                id: row.id,
                paper: row.paper,
                participant: row.participant,
                unread_excused: row.unread_excused,
                decided: row.decided,
                withdrawn: row.withdrawn,
                destroyed: row.destroyed,
                version: row.version,
            })
        })
        .collect()
}

/// Each handing out of the papers of a conference, the first one first.
///
/// # Errors
/// Database errors.
pub async fn handings(lookup: Lookup<'_>, conference: Id<Conference>) -> Result<Vec<Handing>, Failure> {
    let rows: Vec<StoredHanding> = HANDINGS.bind(conference).all(lookup.queries()).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Handing {
                way: code::<Way>(&row.way)?,
                id: row.id,
                paper: row.paper,
                participant: row.participant,
                on: row.on,
                at: row.at,
                staff: row.staff,
                fingerprint: row.fingerprint,
            })
        })
        .collect()
}

/// What stands in a paper, if it could be read.
pub(super) async fn words(lookup: Lookup<'_>, paper: &Paper) -> Result<Option<PaperWords>, Failure> {
    let row: Option<(Option<Vec<u8>>,)> = WORDS.bind(paper.id).one(lookup.queries()).await?;
    let Some((Some(sealed),)) = row else { return Ok(None) };
    let key = lookup.keys().of_case(lookup.queries(), paper.case.uuid()).await?;
    open(&key, place("paper", "words", paper.id.uuid()), sealed).map(|text| Some(PaperWords::new(text)))
}

/// Whether a paper of this identifier is there already.
pub(super) async fn is_taken(operation: &mut Operation, id: Id<Paper>) -> Result<bool, Failure> {
    let (count,): (i64,) = TAKEN.bind(id).get(operation.work()).await?;
    Ok(count > 0)
}

/// Adds a paper whose file is filed; `false` when the same form added it before.
pub(super) async fn add(
    operation: &mut Operation,
    conference: &Conference,
    new: &NewPaper,
    document: Id<Document>,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let (now, staff) = (operation.now(), operation.by().actor);
    let at = |column| place("paper", column, new.id.uuid());
    let (last,): (Option<i64>,) = LAST_NUMBER.bind(conference.id).get(operation.work()).await?;
    let words = new.words.as_ref().ok().map(|words| close(&key, at("words"), words)).transpose()?;
    let rows = ADD
        .bind(new.id)
        .bind(conference.id)
        .bind(last.unwrap_or(0) + 1)
        .bind(new.kind.code())
        .bind(new.format.code())
        .bind(close(&key, at("title"), &new.title)?)
        .bind(close(&key, at("file_name"), &new.file_name)?)
        .bind(words)
        .bind(new.words.as_ref().err().copied())
        .bind(new.pictures.code())
        .bind(codes(&new.groups))
        .bind(document)
        .bind(Sha256::digest(&new.bytes).to_vec())
        .bind(i64::try_from(new.bytes.len()).unwrap_or(i64::MAX))
        .bind(now)
        .bind(staff)
        .execute(operation.work())
        .await?;
    for child in &new.children {
        ADD_CHILD.bind(new.id).bind(conference.id).bind(*child).execute(operation.work()).await?;
    }
    Ok(rows == 1)
}

/// Adds a reader, or gives it back to one; how many rows changed.
pub(super) async fn add_reader(
    operation: &mut Operation,
    paper: Id<Paper>,
    conference: Id<Conference>,
    participant: Id<Participant>,
) -> Result<usize, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    let add = ADD_READER.bind(Id::<Recipient>::fresh(now)).bind(paper).bind(now).bind(staff).bind(false);
    Ok(add.bind(participant).bind(conference).execute(operation.work()).await? as usize)
}

/// Withdraws a paper from one reader; `false` when it was before.
pub(super) async fn take_off(
    operation: &mut Operation,
    paper: Id<Paper>,
    participant: Id<Participant>,
) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    Ok(TAKE_OFF.bind(paper).bind(participant).bind(now).bind(staff).execute(operation.work()).await? == 1)
}

/// Withdraws a paper from everybody; `false` when it was before.
pub(super) async fn withdraw(operation: &mut Operation, paper: Id<Paper>) -> Result<bool, Failure> {
    let (now, staff) = (operation.now(), operation.by().actor);
    Ok(WITHDRAW.bind(paper).bind(now).bind(staff).execute(operation.work()).await? == 1)
}

/// Staff looked at the pictures; `false` when somebody did before.
pub(super) async fn pictures_checked(operation: &mut Operation, paper: Id<Paper>) -> Result<bool, Failure> {
    let change = PICTURES_CHECKED.bind(paper).bind(Pictures::Unchecked.code()).bind(Pictures::Checked.code());
    Ok(change.execute(operation.work()).await? == 1)
}

/// Keeps the head's decision; `false` when somebody else changed it meanwhile.
pub(super) async fn decide(
    operation: &mut Operation,
    case: Uuid,
    (recipient, version): (Id<Recipient>, i64),
    (opened, unread): (&[FactGroup], bool),
    reason: &DecisionReason,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), case).await?;
    let sealed = close(&key, place("paper_reader", "reason", recipient.uuid()), reason)?;
    let (now, staff) = (operation.now(), operation.by().actor);
    let decide = DECIDE.bind(recipient).bind(version).bind(codes(opened)).bind(unread).bind(sealed);
    Ok(decide.bind(now).bind(staff).execute(operation.work()).await? == 1)
}

/// Keeps a handing out; `false` when the same form kept it before.
pub(super) async fn hand(
    operation: &mut Operation,
    paper: &Paper,
    handing: (Id<Handing>, Id<Participant>, Way, Day),
    fingerprint: &str,
) -> Result<bool, Failure> {
    let (id, participant, way, on) = handing;
    let (now, by) = (operation.now(), operation.by());
    let staff = by.actor.filter(|_| by.who == crate::audit::Who::Staff);
    let hand = HAND.bind(id).bind(paper.id).bind(paper.conference).bind(participant).bind(way.code());
    Ok(hand.bind(on).bind(now).bind(staff).bind(fingerprint).execute(operation.work()).await? == 1)
}

/// A reader destroyed what was withdrawn; `false` when that was known, or nothing was withdrawn.
pub(super) async fn destroyed(
    operation: &mut Operation,
    paper: Id<Paper>,
    participant: Id<Participant>,
    on: Day,
) -> Result<bool, Failure> {
    Ok(DESTROYED.bind(paper).bind(participant).bind(on).execute(operation.work()).await? == 1)
}

/// Removes what is known here of a destroyed case.
pub(super) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    for statement in [FORGET_HANDINGS, FORGET_READERS, FORGET_CHILDREN, FORGET] {
        statement.bind(case).execute(operation.work()).await?;
    }
    Ok(())
}
