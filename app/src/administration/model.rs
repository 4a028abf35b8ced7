//! What the administration adds and changes.

use crate::identity::store::Cover;
use crate::identity::{Office, OfficeKind, Region, Roles, Staff, StaffName};
use crate::kernel::Id;

/// A new account.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Office.
    pub office: Id<Office>,
    /// Sign-in name: an e-mail address, lower case.
    pub login: String,
    /// Name with titles.
    pub name: StaffName,
    /// Phone for letters.
    pub phone: Option<String>,
    /// Position for letters.
    pub position: Option<String>,
    /// Roles.
    pub roles: Roles,
}

/// An account that was added, with the password to hand over. It is kept nowhere.
pub struct AddedUser {
    /// The account.
    pub id: Id<Staff>,
    /// Shown once.
    pub start_password: String,
}

/// Changed data of an account.
#[derive(Clone, Debug)]
pub(super) struct ChangedUser {
    pub(super) name: StaffName,
    pub(super) phone: Option<String>,
    pub(super) position: Option<String>,
    pub(super) roles: Roles,
}

/// A cover with the office it belongs to.
#[derive(Clone, Debug)]
pub struct CoverRecord {
    /// The cover.
    pub cover: Cover,
    /// The office of both.
    pub office: Id<Office>,
}

/// A new office: a borough of a statutory city. An office is not a municipality.
#[derive(Clone, Debug)]
pub(super) struct NewOffice {
    pub(super) code: String,
    pub(super) kind: OfficeKind,
    pub(super) region: Id<Region>,
    pub(super) name: String,
    pub(super) title: String,
}
