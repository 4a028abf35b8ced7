//! Records of a case.

use crate::identity::{Office, Staff};
use crate::kernel::Id;

facts::fact! {
    /// How staff call the case: the family's name.
    pub CaseTitle: String = Identity;
}
facts::fact! {
    /// File mark (spisová značka), e.g. `Om 118/2026`.
    pub FileMark: String = Identity;
}
facts::fact! {
    /// Why somebody's safety is at risk, in the worker's words. Sealed.
    pub SafetyNote: String = ViolenceSafety;
}

/// A case: one family's file at one office.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// Identifier.
    pub id: Id<CaseFile>,
    /// The office that keeps it.
    pub office: Id<Office>,
    /// The coordinator.
    pub coordinator: Id<Staff>,
    /// Title.
    pub title: CaseTitle,
    /// File mark.
    pub file_mark: FileMark,
    /// Whether somebody's safety is at risk: then times and places are kept apart and nothing is listed.
    pub safety_concern: bool,
    /// Why.
    pub safety_note: Option<SafetyNote>,
    /// Whether it is closed.
    pub closed: bool,
    /// Version.
    pub version: i64,
}

/// What is needed to begin a case: two minutes.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// Title.
    pub title: CaseTitle,
    /// File mark.
    pub file_mark: FileMark,
}
