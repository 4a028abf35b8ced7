//! A filed document.

use crate::identity::Office;
use crate::kernel::{Id, Moment};
use uuid::Uuid;

/// A finished paper in the file of a case. Holds nothing of the paper's content.
#[derive(Clone, Debug)]
pub struct Document {
    /// Identifier.
    pub id: Id<Document>,
    /// The case whose key seals the content.
    pub case: Uuid,
    /// The office that keeps it.
    pub office: Id<Office>,
    /// The conference it belongs to, if any.
    pub conference: Option<Uuid>,
    /// Stable code of its kind, registered by the slice that files it.
    pub kind: String,
    /// Fixed words, e.g. "Zápis z případové konference".
    pub title: String,
    /// Media type.
    pub mime: String,
    /// Size of the plain file in bytes.
    pub size: i64,
    /// SHA-256 of the plain file, 32 bytes.
    pub sha256: Vec<u8>,
    /// The participant this copy was cut for; none: the office's own paper.
    pub reader: Option<Uuid>,
    /// Which edition of the same paper, from one.
    pub edition: i64,
    /// Reference number (č. j.); none while the records system has not given it.
    pub reference_number: Option<String>,
    /// When it was filed.
    pub filed: Moment,
    /// Version of the record (not of the paper).
    pub version: i64,
}

impl Document {
    /// The Czech label of its kind.
    #[must_use]
    pub fn kind_label(&self) -> &'static str {
        super::kind_label(&self.kind)
    }

    /// The hash in groups of eight, as people compare it.
    #[must_use]
    pub fn hash_text(&self) -> String {
        super::rules::hash_text(&self.sha256)
    }

    /// ASCII name of the file, without a word about people: `zapis-2.pdf`.
    #[must_use]
    pub fn file_name(&self) -> String {
        super::rules::file_name(self.kind_label(), self.edition, &self.mime)
    }

    /// Whether it is a PDF; anything else came from outside or is a calendar or Word file.
    #[must_use]
    pub fn is_pdf(&self) -> bool {
        self.mime == "application/pdf"
    }

    /// Size as people read it.
    #[must_use]
    pub fn size_text(&self) -> String {
        super::rules::size_text(self.size)
    }

    /// Day and time of filing.
    #[must_use]
    pub fn filed_text(&self) -> String {
        czech::dates::local_moment(self.filed.timestamp())
    }
}

/// A paper to be filed.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// Its identifier, when the form that makes it brought one: the same form sent twice files one document.
    pub id: Option<Id<Document>>,
    /// The case whose key seals it.
    pub case: Uuid,
    /// The conference it belongs to.
    pub conference: Option<Uuid>,
    /// Stable code of a registered kind.
    pub kind: &'static str,
    /// Fixed words: no names.
    pub title: String,
    /// Media type.
    pub mime: &'static str,
    /// The plain file.
    pub bytes: Vec<u8>,
    /// The participant it was cut for.
    pub reader: Option<Uuid>,
}
