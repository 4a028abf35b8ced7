//! What the worker writes beside the lines of the meeting: the form of the record and its fields, sealed together.

use super::{open, seal};
use crate::access::Lookup;
use crate::audit::Operation;
use crate::conferences::Conference;
use crate::identity::Office;
use crate::kernel::{Choice, Failure, Id};
use crate::minutes::model::{
    ActWords, AttachmentWords, Fields, Form, Objection, ObjectionWords, Reading, RecipientWords, RiskWords,
    RuleWords, StrengthWords, Written,
};
use facts::Fact;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Place;

portable_sql::statements! {
    /// What was written into the record of a conference.
    FIND = "SELECT form, reading, body, version FROM minutes_record WHERE conference_id = $1";
    /// The form an office usually makes.
    DEFAULT = "SELECT form FROM minutes_default WHERE office_id = $1";
    /// Sets the form an office usually makes.
    SET_DEFAULT = "INSERT INTO minutes_default (office_id, form) VALUES ($1, $2) ON CONFLICT (office_id) DO UPDATE SET form = excluded.form";
    /// Writes the fields for the first time, unless the record is sealed.
    ADD = "INSERT INTO minutes_record (conference_id, case_id, form, reading, body, version) \
        SELECT $1, $2, $3, $4, $5, 1 FROM conference c WHERE c.id = $6 AND c.sealed IS NULL ON CONFLICT (conference_id) DO NOTHING";
    /// Changes them, unless the record is sealed.
    CHANGE = "UPDATE minutes_record SET form = $3, reading = $4, body = $5, version = version + 1 WHERE conference_id = $1 AND version = $2 \
        AND EXISTS (SELECT 1 FROM conference c WHERE c.id = minutes_record.conference_id AND c.sealed IS NULL)";
    /// Forgets the fields of a destroyed case.
    FORGET = "DELETE FROM minutes_record WHERE case_id = $1";
}

/// The fields as text, as they are stored and frozen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::minutes) struct Texts {
    pub(in crate::minutes) strengths: Vec<String>,
    pub(in crate::minutes) risks: Vec<String>,
    pub(in crate::minutes) rules: Vec<String>,
    pub(in crate::minutes) acts: Option<String>,
    pub(in crate::minutes) objections: Vec<ObjectionText>,
    pub(in crate::minutes) attachments: Vec<String>,
    pub(in crate::minutes) recipients: Vec<String>,
    pub(in crate::minutes) reading: Option<String>,
}

/// An objection with the seat of whoever raised it; words alone where nobody was named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(in crate::minutes) enum ObjectionText {
    Raised { by: Uuid, words: String },
    Words(String),
}

impl ObjectionText {
    fn of(objection: &Objection) -> Self {
        let words = facts::for_machine(&objection.words).clone();
        match objection.by {
            Some(by) => Self::Raised { by: by.uuid(), words },
            None => Self::Words(words),
        }
    }

    fn objection(self) -> Objection {
        let (words, by) = match self {
            Self::Raised { by, words } => (words, Some(Id::from_uuid(by))),
            Self::Words(words) => (words, None),
        };
        Objection { words: ObjectionWords::new(words), by }
    }
}

fn texts<F: Fact<Inner = String>>(facts: &[F]) -> Vec<String> {
    facts.iter().map(|fact| facts::for_machine(fact).clone()).collect()
}

impl Texts {
    /// Opens fields, to store or freeze them.
    pub(in crate::minutes) fn of(fields: &Fields) -> Self {
        Self {
            strengths: texts(&fields.strengths),
            risks: texts(&fields.risks),
            rules: texts(&fields.rules),
            acts: fields.acts.as_ref().map(|acts| facts::for_machine(acts).clone()),
            objections: fields.objections.iter().map(ObjectionText::of).collect(),
            attachments: texts(&fields.attachments),
            recipients: texts(&fields.recipients),
            reading: fields.reading.map(|reading| reading.code().to_owned()),
        }
    }

    /// Closes them again.
    pub(in crate::minutes) fn fields(self) -> Fields {
        Fields {
            strengths: self.strengths.into_iter().map(StrengthWords::new).collect(),
            risks: self.risks.into_iter().map(RiskWords::new).collect(),
            rules: self.rules.into_iter().map(RuleWords::new).collect(),
            acts: self.acts.map(ActWords::new),
            objections: self.objections.into_iter().map(ObjectionText::objection).collect(),
            attachments: self.attachments.into_iter().map(AttachmentWords::new).collect(),
            recipients: self.recipients.into_iter().map(RecipientWords::new).collect(),
            reading: self.reading.as_deref().and_then(Reading::from_code),
        }
    }
}

fn cell(conference: Id<Conference>) -> Place {
    Place { table: "minutes_record", column: "body", row: conference.uuid() }
}

/// The form an office usually makes: a light record until it says otherwise.
pub(in crate::minutes) async fn default_form(
    lookup: Lookup<'_>,
    office: Id<Office>,
) -> Result<Form, Failure> {
    let row: Option<(String,)> = DEFAULT.bind(office).one(lookup.queries()).await?;
    Ok(row.and_then(|(form,)| Form::from_code(&form)).unwrap_or(Form::Light))
}

/// What was written into the record; before the first time nothing, in the form the office usually makes.
pub(in crate::minutes) async fn of_conference(
    lookup: Lookup<'_>,
    conference: &Conference,
) -> Result<Written, Failure> {
    type Row = (String, Option<String>, Vec<u8>, i64);
    let row: Option<Row> = FIND.bind(conference.id).one(lookup.queries()).await?;
    let Some((form, reading, body, version)) = row else {
        let form = default_form(lookup, conference.office).await?;
        return Ok(Written { form, fields: Fields::default(), version: 0 });
    };
    let key = lookup.keys().of_case(lookup.queries(), conference.case.uuid()).await?;
    let text = open(&key, cell(conference.id), body)?;
    let texts: Texts = serde_json::from_str(&text)
        .map_err(|_| Failure::Broken("the fields of a record are no JSON".into()))?;
    let fields = Fields { reading: reading.as_deref().and_then(Reading::from_code), ..texts.fields() };
    Ok(Written { form: Form::from_code(&form).unwrap_or(Form::Light), fields, version })
}

/// Writes the fields over the version that was read; `false` when somebody else wrote meanwhile or the record was
/// sealed.
pub(in crate::minutes) async fn keep(
    operation: &mut Operation,
    conference: &Conference,
    written: &Written,
) -> Result<bool, Failure> {
    let key = operation.keys().of_case(operation.work(), conference.case.uuid()).await?;
    let text = serde_json::to_string(&Texts::of(&written.fields))
        .map_err(|_| Failure::Broken("the fields of a record are no JSON".into()))?;
    let body = seal(&key, cell(conference.id), &text)?;
    let reading = written.fields.reading.map(Choice::code);
    let rows = if written.version == 0 {
        let add = ADD.bind(conference.id).bind(conference.case).bind(written.form.code()).bind(reading);
        add.bind(body).bind(conference.id).execute(operation.work()).await?
    } else {
        let change = CHANGE.bind(conference.id).bind(written.version).bind(written.form.code());
        change.bind(reading).bind(body).execute(operation.work()).await?
    };
    Ok(rows == 1)
}

/// Sets the form an office usually makes.
pub(in crate::minutes) async fn set_default(
    operation: &mut Operation,
    office: Id<Office>,
    form: Form,
) -> Result<(), Failure> {
    SET_DEFAULT.bind(office).bind(form.code()).execute(operation.work()).await?;
    Ok(())
}

/// Forgets the fields of a destroyed case.
pub(in crate::minutes) async fn forget(operation: &mut Operation, case: Uuid) -> Result<(), Failure> {
    FORGET.bind(case).execute(operation.work()).await?;
    Ok(())
}
