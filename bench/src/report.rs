//! The table.

use crate::client::Run;

/// Rows with what was measured and what was aimed at.
pub struct Table {
    title: String,
    notes: Vec<String>,
    rows: Vec<[String; 3]>,
}

impl Table {
    /// An empty table.
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), notes: Vec::new(), rows: Vec::new() }
    }

    /// A note above the table.
    pub fn note(&mut self, text: &str) {
        self.notes.push(text.to_owned());
    }

    /// A row.
    pub fn row(&mut self, what: &str, measured: &str, aim: &str) {
        eprintln!("  {what}: {measured}");
        self.rows.push([what.to_owned(), measured.to_owned(), aim.to_owned()]);
    }

    /// A row of a run of requests.
    pub fn run(&mut self, what: &str, run: &Run, aim: &str) {
        let mut measured = format!(
            "{:.0}/s, p50 {:.2} ms, p99 {:.2} ms",
            run.per_second(),
            run.percentile(0.5),
            run.percentile(0.99)
        );
        if run.wrong > 0 {
            measured.push_str(&format!(", {} WRONG ANSWERS", run.wrong));
        }
        self.row(what, &measured, aim);
    }

    /// As Markdown.
    pub fn text(&self) -> String {
        let mut text = format!("## {}\n\n", self.title);
        for note in &self.notes {
            text.push_str(note);
            text.push_str("\n\n");
        }
        text.push_str("| what | measured | aim |\n|---|---|---|\n");
        for [what, measured, aim] in &self.rows {
            text.push_str(&format!("| {what} | {measured} | {aim} |\n"));
        }
        text.push_str(PEERS);
        text
    }
}

/// Figures of others on this kind of machine, for the comparable page or paper.
const PEERS: &str = "
Beside it, on this kind of machine: Redmine 5 serves its comparable page 11 times a second at 8 connections (p50 680 ms,
158 ms of CPU each, 221 MB PSS idle, 3.6 s to start), Indico 3.2 13 times, Request Tracker 5 9 times; LibreOffice needs
970 ms for the PDF, WeasyPrint 98 ms warm.
";
