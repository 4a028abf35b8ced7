//! Events of signing in and of one's own account.

use crate::event;
use crate::identity::{Staff, sessions};
use crate::kernel::Id;

event!(
    /// Somebody signed in.
    pub SignedIn = "account.signed_in", "přihlášení" { session: Id<sessions::SignedIn>, second_factor: bool }
);
event!(
    /// Signing in failed. What was typed is not kept: a known account is named by its identifier, an unknown one by
    /// a keyed hash, so that repeated guessing of one name can be seen.
    pub SignInFailed = "account.sign_in_failed", "neúspěšné přihlášení" { staff: Option<Id<Staff>>, name_hash: Option<String>, step: &'static str }
);
event!(
    /// Somebody signed out.
    pub SignedOut = "account.signed_out", "odhlášení" { session: Id<sessions::SignedIn> }
);
event!(
    /// The second factor was set up or renewed by its owner.
    pub SecondFactorSet = "account.second_factor_set", "nastaveno ověření telefonem" { staff: Id<Staff> }
);
event!(
    /// The password was changed by its owner.
    pub PasswordChanged = "account.password_changed", "změněno heslo" { staff: Id<Staff> }
);
event!(
    /// The owner of a lent device has it back: the PIN was typed.
    pub DeviceTakenBack = "account.device_back", "zařízení vráceno tomu, kdo ho půjčil" { session: Id<sessions::SignedIn> }
);
event!(
    /// The owner ended sessions on other devices.
    pub SessionRevoked = "account.session_revoked", "ukončeno přihlášení na jiném zařízení" { sessions: u64 }
);
