//! Consents of a case.

use super::{seal, unseal};
use crate::access::{Lookup, Record};
use crate::audit::{About, Operation};
use crate::cases::{CaseFile, Child, Person};
use crate::disclosure::model::{Consent, ConsentForm, ConsentInput, ConsentKind, ConsentPurpose};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Moment};
use crate::shell::CaseMoved;
use facts::FactGroup;
use uuid::Uuid;
use vault::{CaseKey, Place};

portable_sql::statements! {
    /// A consent by its id.
    FIND_CONSENT = "SELECT s.id, s.case_id, s.office_id, c.closed IS NOT NULL, s.kind, s.giver_id, s.child_id, s.recipient_id, s.fact_groups, s.purpose, s.given_how, s.given_on, s.until_day, s.withdrawn, s.withdrawn_how, s.noted_by, s.version \
        FROM consent s JOIN case_file c ON c.id = s.case_id WHERE s.id = $1";
    /// Consents of a case, newest first.
    CONSENTS = "SELECT s.id, s.case_id, s.office_id, c.closed IS NOT NULL, s.kind, s.giver_id, s.child_id, s.recipient_id, s.fact_groups, s.purpose, s.given_how, s.given_on, s.until_day, s.withdrawn, s.withdrawn_how, s.noted_by, s.version \
        FROM consent s JOIN case_file c ON c.id = s.case_id WHERE s.case_id = $1 ORDER BY s.created DESC, s.id DESC";
    /// A new consent; a second try with the same id changes nothing.
    ADD_CONSENT = "INSERT INTO consent (id, case_id, office_id, kind, giver_id, child_id, recipient_id, fact_groups, purpose, given_how, given_on, until_day, noted_by, created, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1) ON CONFLICT (id) DO NOTHING";
    /// Withdraws a consent.
    WITHDRAW_CONSENT = "UPDATE consent SET withdrawn = $3, withdrawn_how = $4, version = version + 1 WHERE id = $1 AND version = $2 AND withdrawn IS NULL";
    /// Gives the consents of a case to another office.
    MOVE_CONSENTS = "UPDATE consent SET office_id = $2 WHERE case_id = $1";
    /// Forgets the consents of a destroyed case.
    REMOVE_CONSENTS = "DELETE FROM consent WHERE case_id = $1";
}

portable_sql::row! {
    struct StoredConsent {
        id: Id<Consent>,
        case: Id<CaseFile>,
        office: Id<Office>,
        case_closed: bool,
        kind: String,
        giver: Id<Person>,
        child: Option<Id<Child>>,
        recipient: Id<Person>,
        groups: String,
        purpose: Vec<u8>,
        form: String,
        given_on: Day,
        until: Option<Day>,
        withdrawn: Option<Moment>,
        withdrawn_form: Option<String>,
        noted_by: Id<Staff>,
        version: i64,
    }
}

fn place(id: Id<Consent>) -> Place {
    Place { table: "consent", column: "purpose", row: id.uuid() }
}

impl StoredConsent {
    fn open(self, key: &CaseKey) -> Result<Consent, Failure> {
        let unknown = || Failure::Broken("a consent with a code that this program does not know".into());
        Ok(Consent {
            id: self.id,
            case: self.case,
            office: self.office,
            case_closed: self.case_closed,
            kind: ConsentKind::from_code(&self.kind).ok_or_else(unknown)?,
            giver: self.giver,
            child: self.child,
            recipient: self.recipient,
            // A group that this program does not know opens nothing.
            groups: self.groups.split(' ').filter_map(FactGroup::from_code).collect(),
            purpose: ConsentPurpose::new(unseal(key, place(self.id), self.purpose)?),
            form: ConsentForm::from_code(&self.form).ok_or_else(unknown)?,
            given_on: self.given_on,
            until: self.until,
            withdrawn: self.withdrawn,
            withdrawn_form: self.withdrawn_form.as_deref().and_then(ConsentForm::from_code),
            noted_by: self.noted_by,
            version: self.version,
        })
    }
}

impl Record for Consent {
    const PARAM: &'static str = "souhlas";
    type Parent = CaseFile;

    async fn find(lookup: Lookup<'_>, id: Id<Self>) -> Result<Option<Self>, Failure> {
        let stored: Option<StoredConsent> = FIND_CONSENT.bind(id).one(lookup.queries()).await?;
        let Some(stored) = stored else { return Ok(None) };
        let key = lookup.keys().of_case(lookup.queries(), stored.case.uuid()).await?;
        stored.open(&key).map(Some)
    }
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn parent(&self) -> Option<Id<CaseFile>> {
        Some(self.case)
    }
    fn office(&self) -> Id<Office> {
        self.office
    }
    fn about(&self) -> About {
        About { case: Some(self.case.uuid()), conference: None }
    }
    fn version(&self) -> i64 {
        self.version
    }
}

/// Consents of a case, newest first.
pub(in crate::disclosure) async fn consents(
    lookup: Lookup<'_>,
    case: Id<CaseFile>,
) -> Result<Vec<Consent>, Failure> {
    let rows: Vec<StoredConsent> = CONSENTS.bind(case).all(lookup.queries()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = lookup.keys().of_case(lookup.queries(), case.uuid()).await?;
    rows.into_iter().map(|row| row.open(&key)).collect()
}

/// Adds a consent; `false` when the same form was already sent.
pub(in crate::disclosure) async fn add_consent(
    operation: &mut Operation,
    case: &CaseFile,
    input: &ConsentInput,
    by: Id<Staff>,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), case.id.uuid()).await?;
    let purpose = seal(&key, place(input.id), &input.purpose)?;
    let groups: Vec<&str> = input.groups.iter().map(|group| group.code()).collect();
    let now = operation.now();
    let added = ADD_CONSENT
        .bind(input.id)
        .bind(case.id)
        .bind(case.office)
        .bind(input.kind.code())
        .bind(input.giver)
        .bind(input.child)
        .bind(input.recipient)
        .bind(groups.join(" "))
        .bind(purpose)
        .bind(input.form.code())
        .bind(input.given_on)
        .bind(input.until)
        .bind(by)
        .bind(now)
        .execute(operation.work())
        .await?;
    Ok(added == 1)
}

/// Withdraws a consent; `false` when somebody else changed it meanwhile.
pub(in crate::disclosure) async fn withdraw_consent(
    operation: &mut Operation,
    consent: &Consent,
    how: ConsentForm,
) -> Result<bool, Failure> {
    let now = operation.now();
    let statement = WITHDRAW_CONSENT.bind(consent.id).bind(consent.version).bind(now).bind(how.code());
    Ok(statement.execute(operation.work()).await? == 1)
}

/// Gives the consents of a case to the office that takes it over.
pub(in crate::disclosure) async fn move_case(
    operation: &mut Operation,
    moved: CaseMoved,
) -> Result<(), Failure> {
    super::decisions::end_all(operation, moved.case).await?;
    MOVE_CONSENTS.bind(moved.case).bind(moved.to).execute(operation.work()).await?;
    Ok(())
}

/// Forgets the consents of a destroyed case.
pub(super) async fn remove_all(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    REMOVE_CONSENTS.bind(case).execute(operation.work()).await?;
    Ok(())
}
