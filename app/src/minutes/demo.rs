//! The demo's minutes: of the conference that was held.

use super::actions::{NotMade, make_by_itself};
use super::{content, store};
use crate::access::Errand;
use crate::conferences::{self, Conference, State};
use crate::documents::Document;
use crate::kernel::{Failure, Id};
use crate::shell::DemoContext;

/// Makes and files the minutes, if the demo has a conference that was held.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(id) = context.named.get("conference.held").copied() else { return Ok(()) };
    let id: Id<Conference> = Id::from_uuid(id);
    let lookup = Errand::begin(&context.house).lookup();
    let Some(conference) = conferences::find(lookup, id).await? else { return Ok(()) };
    if conference.state != State::Held || store::of_conference(lookup, id).await?.is_some() {
        return Ok(());
    }
    let Some(record) = content::load(lookup, &conference).await? else { return Ok(()) };
    let form = Id::<Document>::fresh(context.now).uuid();
    match make_by_itself(&context.house, record, form).await {
        Ok(document) => {
            context.named.insert("document.minutes".to_owned(), document.uuid());
            Ok(())
        }
        Err(NotMade::Failed(failure)) => Err(failure),
        Err(NotMade::Before | NotMade::Overtaken | NotMade::NotBegun | NotMade::Stopped) => {
            Err(Failure::Broken("the demo's minutes were made meanwhile".into()))
        }
    }
}
