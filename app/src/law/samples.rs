//! Samples of the pages of the law.

use super::model::{Entry, NewWording};
use super::{forms, initial, pages};
use crate::kernel::{Day, Failure, Moment};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;

/// The initial rows as they look once they are in the database.
fn entries(now: Moment) -> Vec<Entry> {
    let entry = |(code, new): (&'static str, NewWording)| Entry {
        id: new.id,
        code: code.to_owned(),
        content: new.content,
        valid_from: None,
        valid_to: new.valid_to,
        verified_on: None,
        verified_by: None,
        note: new.note,
        created: now,
        version: 1,
    };
    initial::rows().into_iter().map(entry).collect()
}

/// Samples of the list and the form.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let today = Day::constant(2026, 11, 21);
    let now = Moment::in_prague(today, jiff::civil::time(9, 0, 0, 0));
    let entries = entries(now);
    let verified: Vec<_> = entries
        .iter()
        .take(2)
        .map(|e| (e.id, Day::constant(2026, 11, 18), "Mgr.\u{a0}Petr Hron".to_owned()))
        .collect();
    let list = pages::list_page(Frame::sample("/zakony"), &entries, &verified, today);
    let mut samples = vec![Sample {
        name: "zakony",
        title: "Zákony, lhůty a pojmy",
        content: SampleContent::Html(list.render()?),
    }];
    if let Some(entry) = entries.iter().find(|e| e.code == super::codes::BEFORE_MOTION) {
        let form = forms::starting(entry, now);
        let page = pages::edit_page(Frame::sample("/zakony"), entry, form);
        samples.push(Sample {
            name: "zakony-nove-zneni",
            title: "Nové znění ustanovení",
            content: SampleContent::Html(page.render()?),
        });
    }
    Ok(samples)
}
