//! What commands write into the trail.

use crate::event;
use crate::identity::Staff;
use crate::kernel::Id;

event!(
    /// An account was made by the command line.
    pub AccountAdded = "account.added_by_command", "založen účet z příkazové řádky" { staff: Id<Staff> }
);
event!(
    /// A restored backup still held a key that had been destroyed; it was destroyed again.
    pub KeyDestroyedAgain = "case.key_destroyed_again", "klíč případu zničen znovu po obnově ze zálohy" {}
);
event!(
    /// A backup was written.
    pub BackupWritten = "backup.written", "zapsána záloha" { bytes: u64 }
);
event!(
    /// A backup was restored.
    pub BackupRestored = "backup.restored", "obnovena záloha" { destroyed_again: usize }
);
event!(
    /// The installation's key was replaced.
    pub KeysRotated = "keys.rotated", "vyměněn klíč instalace" { rewrapped: usize }
);
