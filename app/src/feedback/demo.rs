//! The demo's feedback: of the conference that was held, seven sheets of adults and one of a child (domain.md 10.1).

use super::events::{FeedbackClosed, FeedbackGiven, FeedbackOpened};
use super::model::{FeedbackWords, NewSheet, Sheet, WhoAnswers};
use super::{code, store};
use crate::access::Errand;
use crate::audit::{About, By};
use crate::conferences::{self, Conference};
use crate::kernel::{Failure, Id};
use crate::shell::DemoContext;
use std::sync::Arc;

/// As whom, all answers at once, in words.
const STORY: &[(WhoAnswers, i64, Option<&str>)] = &[
    (WhoAnswers::Family, 4, Some("Nejdřív jsem se bála, ale dalo se mluvit.")),
    (WhoAnswers::Family, 5, None),
    (WhoAnswers::Family, 4, None),
    (WhoAnswers::Professional, 5, None),
    (WhoAnswers::Professional, 4, Some("Příště prosím o pozvánku dřív.")),
    (WhoAnswers::Professional, 3, None),
    (WhoAnswers::Professional, 4, None),
    (WhoAnswers::Child, 2, None),
];

/// Opens the door, leaves the sheets, closes it.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(id) = context.named.get("conference.held").copied() else { return Ok(()) };
    let id: Id<Conference> = Id::from_uuid(id);
    let lookup = Errand::begin(&context.house).lookup();
    let Some(conference) = conferences::find(lookup, id).await? else { return Ok(()) };
    if store::door(lookup, id).await?.is_some() {
        return Ok(());
    }
    let until = context.now.day().saturating_add(jiff::Span::new().days(14));
    let conference = Arc::new(conference);
    let by = By::system(conference.office.uuid());
    context
        .house
        .trail
        .run(by, move |mut operation| {
            let conference = conference.clone();
            async move {
                let of = (conference.id, conference.case.uuid());
                let about = About { case: Some(of.1), conference: Some(of.0.uuid()) };
                store::open(&mut operation, of, until).await?;
                operation.note(&FeedbackOpened { about, until }).await?;
                for (who, step, words) in STORY {
                    let answers = who.asked().into_iter().map(|(name, _)| (name.to_owned(), *step)).collect();
                    let words = words.map(|words| FeedbackWords::new(words.to_owned()));
                    let sheet = Sheet { who: *who, answers, words };
                    let new = NewSheet { id: code::sheet_id(&code::form_id()), sheet };
                    store::add(&mut operation, of, &new).await?;
                    operation.note(&FeedbackGiven { about }).await?;
                }
                // Numbers are told when the collection is over.
                store::close(&mut operation, of.0).await?;
                Ok::<_, Failure>((operation.record(&FeedbackClosed { about }).await?, ()))
            }
        })
        .await
}
