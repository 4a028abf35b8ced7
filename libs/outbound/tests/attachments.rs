//! A file leaves only whole, read, unchanged and without a protected fact.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, reason = "the tests stand in for the slices that claim the keys")]

use std::sync::{Arc, LazyLock};

use facts::{FactGroup, Shears, Shown};
use outbound::{
    AttachmentView, Cut, Cutter, Disclosed, Error, FileKind, FileOf, Guard, Logistics, Occasion, Rights,
    Stop, Subject, Verdict, attachment, disclose,
};
use uuid::Uuid;

static SHEARS: LazyLock<Shears> = LazyLock::new(|| Shears::claim().unwrap());
const READER: Uuid = Uuid::from_u128(7);

facts::bare_fact!(pub Words: String = Identity);

struct File {
    words: Option<Words>,
    sha256: String,
    whole: bool,
    excused: bool,
}

outbound::view! {
    /// A file in its view.
    pub struct FileView {
        words: Option<Shown<String>>,
        sha256: Logistics,
        whole: bool,
        excused: bool,
    }
}

impl Cut<File> for FileView {
    const OCCASION: Occasion = Occasion::Preparation;
    fn cut(file: &File, cutter: &Cutter<'_>) -> Self {
        Self {
            words: cutter.about(Subject::Reader).show_known(file.words.as_ref()),
            sha256: Logistics::of(&file.sha256),
            whole: file.whole,
            excused: file.excused,
        }
    }
}

impl AttachmentView for FileView {
    fn file(&self) -> FileOf<'_> {
        FileOf {
            stem: "podklad",
            number: 3,
            kind: FileKind::Pdf,
            sha256: self.sha256.as_str(),
            whole: self.whole,
            read: self.words.is_some() || self.excused,
        }
    }
}

struct Table(bool);

impl Rights for Table {
    fn verdict(&self, _: Occasion, _: FactGroup, _: Subject) -> Verdict {
        Verdict::Show
    }
    fn may_say_omitted(&self, _: FactGroup) -> bool {
        false
    }
    fn ground(&self, _: outbound::Occasion, _: FactGroup, _: Subject) -> Option<outbound::Ground> {
        None
    }
    fn demo(&self) -> bool {
        false
    }
    fn guard(&self) -> Option<Arc<dyn Guard>> {
        Some(Arc::new(Lipova(self.0)))
    }
}

/// Stops "Lipová", unless it is excused.
struct Lipova(bool);

impl Guard for Lipova {
    fn read(&self, text: &str) -> Vec<Stop> {
        text.match_indices("Lipová")
            .map(|(at, found)| Stop { fact: READER, range: at..at + found.len(), excused: self.0 })
            .collect()
    }
}

const BYTES: &[u8] = b"%PDF-1.7 report";
const SHA256: &str = "5a0f3ebea0a8fb4ac3cb0d4dd0c9b8a1";

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn file(words: Option<&str>) -> File {
    File { words: words.map(Words::new), sha256: sha256(BYTES), whole: true, excused: false }
}

fn cut(file: &File, excused: bool) -> Disclosed<FileView> {
    disclose(&SHEARS, file, READER, &Table(excused))
}

#[test]
fn a_file_leaves_as_it_is_under_a_name_that_tells_nothing() {
    let out = attachment(&cut(&file(Some("Zpráva ze školy.")), false), BYTES.to_vec()).unwrap();
    assert_eq!((out.name(), out.mime(), out.bytes()), ("podklad-3.pdf", "application/pdf", BYTES));
    assert_eq!(out.reader(), READER);
}

#[test]
fn a_file_with_a_part_for_others_does_not_leave() {
    let shut = File { whole: false, ..file(Some("Zpráva.")) };
    assert!(matches!(attachment(&cut(&shut, false), BYTES.to_vec()), Err(Error::NotWhole)));
}

#[test]
fn a_file_that_nobody_could_read_leaves_only_when_somebody_answers_for_it() {
    assert!(matches!(attachment(&cut(&file(None), false), BYTES.to_vec()), Err(Error::Unread)));
    let answered = File { excused: true, ..file(None) };
    assert!(attachment(&cut(&answered, false), BYTES.to_vec()).is_ok());
}

#[test]
fn another_file_than_the_one_that_was_read_does_not_leave() {
    let other = File { sha256: SHA256.into(), ..file(Some("Zpráva.")) };
    assert!(matches!(attachment(&cut(&other, false), BYTES.to_vec()), Err(Error::OtherFile)));
}

#[test]
fn a_protected_fact_in_its_words_keeps_a_file_in_unless_it_is_excused() {
    let told = file(Some("Bydlí v ulici Lipová 4."));
    assert!(matches!(attachment(&cut(&told, false), BYTES.to_vec()), Err(Error::Stopped)));
    assert!(attachment(&cut(&told, true), BYTES.to_vec()).is_ok());
}
