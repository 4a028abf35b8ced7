//! The demo's minutes: of the conference that was held.

use super::actions::{NotMade, make_by_itself};
use super::model::{AttachmentWords, Fields, Form, Reading, RiskWords, RuleWords, StrengthWords, Written};
use super::{FieldsWritten, content, store};
use crate::access::{Errand, Record};
use crate::audit::By;
use crate::conferences::{self, Conference, State};
use crate::documents::Document;
use crate::kernel::{Choice, Failure, Id};
use crate::shell::DemoContext;
use std::sync::Arc;

/// What stands beside the lines of the demo's record.
async fn write_fields(context: &DemoContext, conference: &Conference) -> Result<(), Failure> {
    let fields = Fields {
        strengths: vec![
            StrengthWords::new("Kristýna chodí za Nelou pravidelně a nechá si poradit."),
            StrengthWords::new("Pěstounka a Kristýna spolu mluví každý den."),
        ],
        risks: vec![RiskWords::new("Kristýna zatím nemá, kde by s Nelou bydlela.")],
        rules: vec![RuleWords::new("Mluví vždycky jen jeden.")],
        attachments: vec![AttachmentWords::new("prezenční listina")],
        reading: Some(Reading::Aloud),
        ..Fields::default()
    };
    let shared = Arc::new((conference.clone(), Written { form: Form::Light, fields, version: 0 }));
    let by = By::system(conference.office.uuid());
    context
        .house
        .trail
        .run(by, move |mut operation| {
            let shared = shared.clone();
            async move {
                let (conference, written) = (&shared.0, &shared.1);
                store::fields::keep(&mut operation, conference, written).await?;
                let event = FieldsWritten { about: conference.about(), form: written.form.code() };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

/// Makes and files the minutes, if the demo has a conference that was held.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(id) = context.named.get("conference.held").copied() else { return Ok(()) };
    let id: Id<Conference> = Id::from_uuid(id);
    let lookup = Errand::begin(&context.house).lookup();
    let Some(conference) = conferences::find(lookup, id).await? else { return Ok(()) };
    if conference.state != State::Held || store::of_conference(lookup, id).await?.is_some() {
        return Ok(());
    }
    write_fields(context, &conference).await?;
    let Some(record) = content::load(lookup, &conference).await? else { return Ok(()) };
    let form = Id::<Document>::fresh(context.now).uuid();
    match make_by_itself(&context.house, &conference, record, form).await {
        Ok(document) => {
            context.named.insert("document.minutes".to_owned(), document.uuid());
            Ok(())
        }
        Err(NotMade::Failed(failure)) => Err(failure),
        Err(
            NotMade::Before | NotMade::Overtaken | NotMade::NotBegun | NotMade::Stopped | NotMade::Changed,
        ) => Err(Failure::Broken("the demo's minutes were made meanwhile".into())),
    }
}
