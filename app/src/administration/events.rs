//! Events of the administration.

use super::CoverRecord;
use crate::event;
use crate::identity::{Office, Staff};
use crate::kernel::{Day, Id};
use uuid::Uuid;

event!(
    /// An account was added.
    pub UserAdded = "user.added", "přidán uživatel" { staff: Id<Staff>, roles: Vec<&'static str> }
);
event!(
    /// Name, contact or roles of an account were changed.
    pub UserChanged = "user.changed", "upraveny údaje nebo role uživatele" { staff: Id<Staff>, roles: Vec<&'static str> }
);
event!(
    /// Signing in was switched on or off.
    pub UserSwitched = "user.switched", "účet uživatele zapnut nebo vypnut" { staff: Id<Staff>, active: bool }
);
event!(
    /// A new start password was handed over.
    pub PasswordReset = "user.password_reset", "uživateli vydáno nové heslo" { staff: Id<Staff> }
);
event!(
    /// The second factor was removed, to be set up anew.
    pub FactorReset = "user.second_factor_reset", "uživateli zrušeno ověření telefonem" { staff: Id<Staff> }
);
event!(
    /// A deputy was named.
    pub CoverAdded = "cover.added", "zapsáno zastupování" { cover: Id<CoverRecord>, absent: Id<Staff>, deputy: Id<Staff>, from: Day, to: Day }
);
event!(
    /// A cover ended early.
    pub CoverEnded = "cover.ended", "ukončeno zastupování" { cover: Id<CoverRecord> }
);
event!(
    /// An office's letterhead was changed.
    pub OfficeChanged = "office.changed", "upraveny údaje úřadu" { office: Id<Office> }
);
event!(
    /// A borough's office was added.
    pub OfficeAdded = "office.added", "přidán úřad" { office: Id<Office> }
);
event!(
    /// The chain of an office's trail was recomputed.
    pub TrailVerified = "trail.verified", "ověřena auditní stopa" { whole: bool, events: i64, broken_at: Option<i64> }
);
event!(
    /// A job given up was put back into the queue.
    pub JobRevived = "job.revived", "úloha zkoušena znovu" { job: Uuid }
);
