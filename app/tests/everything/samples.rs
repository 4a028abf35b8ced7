//! Every sample renders: pages, mails, calendar files and papers, without a database.

use pripadovka::shell::{SampleContent, registry, set_registry};
use scraper::Html;
use std::collections::BTreeSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_sample_renders_and_is_what_it_says() {
    set_registry(pripadovka::capabilities::all);
    let mut names = BTreeSet::new();
    let mut problems = Vec::new();
    for capability in &registry().0 {
        let samples =
            (capability.samples)().unwrap_or_else(|e| panic!("samples of {}: {e}", capability.name));
        for sample in samples {
            assert!(names.insert(sample.name), "two samples are called {}", sample.name);
            assert!(sample.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            if let Some(problem) = problem(&sample.content) {
                problems.push(format!("{}: {}: {problem}", capability.name, sample.name));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What is wrong with a sample, if anything.
fn problem(content: &SampleContent) -> Option<String> {
    match content {
        SampleContent::Html(html) => {
            let parsed = Html::parse_document(html);
            let wrong = |e: &&std::borrow::Cow<'static, str>| !e.contains("self-closing");
            if let Some(error) = parsed.errors.iter().find(wrong) {
                return Some(format!("bad HTML: {error}"));
            }
            let heading = scraper::Selector::parse("h1").ok()?;
            let headings = parsed.select(&heading).count();
            (headings != 1).then(|| format!("{headings} main headings"))
        }
        SampleContent::Mail(text) => {
            let subject = text.lines().next().unwrap_or_default();
            (text.trim().is_empty() || subject.trim().is_empty()).then(|| "an empty mail".into())
        }
        SampleContent::Calendar(text) => {
            let read: Result<icalendar::Calendar, _> = text.parse();
            let long = text.split("\r\n").any(|line| line.len() > 75);
            match read {
                Err(error) => Some(format!("no calendar: {error}")),
                Ok(_) if long => Some("a line of more than 75 bytes".into()),
                Ok(_) => None,
            }
        }
        SampleContent::Pdf(bytes) => (!bytes.starts_with(b"%PDF-")).then(|| "no PDF".into()),
    }
}

#[test]
fn a_broken_sample_is_noticed() {
    assert!(problem(&SampleContent::Html("<h1>a</h1><h1>b</h1>".into())).is_some());
    assert!(problem(&SampleContent::Pdf(b"hello".to_vec())).is_some());
    assert!(problem(&SampleContent::Calendar("BEGIN:VCALENDAR".into())).is_some());
    assert!(problem(&SampleContent::Mail(" \n".into())).is_some());
}
