//! The second page of a letter: what stands behind the code, for whoever has no internet. Cut by the very functions that
//! cut the page behind the code, for the same occasion; only what cannot be used on paper is missing.
//!
//! The letter carries the code itself, so whoever opens the envelope may read the page as well. The place stays out:
//! with a safety concern it is told on the page alone, otherwise the first page names it.

use super::behind::{self, Behind, Step};
use super::words::InnerWords;
use facts::Shown;
use outbound::{Cut, Cutter, Occasion, Omissions};

outbound::view! {
    /// What is enclosed in a letter.
    pub struct EnclosedView {
        pub inner: InnerWords,
        pub agenda: &'static str,
        pub goals: Vec<Shown<String>>,
        pub steps: Vec<Step>,
        pub people: Vec<Shown<String>>,
        pub questions: Vec<&'static str>,
        pub omitted: Omissions,
    }
}

impl Cut<Behind> for EnclosedView {
    const OCCASION: Occasion = Occasion::Preparation;

    fn cut(behind: &Behind, cutter: &Cutter<'_>) -> Self {
        let words = behind.content.words();
        Self {
            agenda: behind::agenda(behind),
            inner: words.inner.clone(),
            goals: behind::goals(behind, cutter),
            steps: behind::steps(behind),
            people: behind::people(behind, cutter),
            questions: behind::questions(behind),
            omitted: cutter.omitted_in(words.naming),
        }
    }
}
