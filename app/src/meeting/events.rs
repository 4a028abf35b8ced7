//! Events of a meeting. Identifiers, codes and days only.

use super::wall::Wall;
use super::{Line, Pause, Seat};
use crate::conferences::Phase;
use crate::event;
use crate::kernel::{Day, Id};

event!(
    /// The meeting began.
    pub MeetingStarted = "meeting.started", "jednání začalo" {}
);
event!(
    /// The beginning was a mistake and was taken back, before anything was written.
    pub MeetingStartTakenBack = "meeting.start_taken_back", "zahájení jednání vzato zpět" {}
);
event!(
    /// Those present took note of confidentiality.
    pub ConfidentialityReminded = "meeting.reminded", "přítomní vzali na vědomí mlčenlivost" {}
);
event!(
    /// A device of the recorder got its key.
    pub DeviceReady = "meeting.device", "zařízení připraveno k zápisu jednání" { device: uuid::Uuid }
);
event!(
    /// What a device wrote down was kept.
    pub JournalKept = "meeting.kept", "uložen zápis jednání ze zařízení" { device: uuid::Uuid, entries: usize, upto: i64 }
);
event!(
    /// One who came later took note of confidentiality.
    pub ConfidentialityAcknowledged = "meeting.acknowledged", "příchozí vzal(a) na vědomí mlčenlivost" { seat: Id<Seat> }
);
event!(
    /// That all present, or one of them, took note of confidentiality was a mistake.
    pub ConfidentialityTakenBack = "meeting.acknowledgement_taken_back", "vzato zpět, že někdo vzal na vědomí mlčenlivost" { seat: Option<Id<Seat>> }
);
event!(
    /// Somebody came, left, was asked out, joined by phone.
    pub PresenceNoted = "meeting.presence", "zapsána přítomnost" { seat: Id<Seat>, step: &'static str }
);
event!(
    /// A tap by mistake was taken back.
    pub PresenceTakenBack = "meeting.presence_taken_back", "vzat zpět zápis přítomnosti" { seat: Id<Seat> }
);
event!(
    /// Somebody came without an invitation.
    pub GuestCame = "meeting.guest", "přidán příchozí bez pozvánky" { seat: Id<Seat> }
);
event!(
    /// The talk moved on to a phase.
    pub PhaseBegan = "meeting.phase", "začal bod programu" { phase: Id<Phase> }
);
event!(
    /// A break, or a safety pause.
    pub PauseBegan = "meeting.pause_began", "začala přestávka" { pause: Id<Pause>, kind: &'static str }
);
event!(
    /// It went on.
    pub PauseEnded = "meeting.pause_ended", "přestávka skončila" { pause: Id<Pause> }
);
event!(
    /// A line was written.
    pub LineWritten = "meeting.line_written", "zapsán řádek jednání" { line: Id<Line>, kind: &'static str }
);
event!(
    /// A line was changed.
    pub LineChanged = "meeting.line_changed", "upraven řádek jednání" { line: Id<Line>, kind: &'static str }
);
event!(
    /// A line was moved within its phase.
    pub LineMoved = "meeting.line_moved", "přesunut řádek jednání" { line: Id<Line> }
);
event!(
    /// A line was struck; it stays in the history.
    pub LineStruck = "meeting.line_struck", "škrtnut řádek jednání" { line: Id<Line> }
);
event!(
    /// A struck line was brought back.
    pub LineRestored = "meeting.line_restored", "vrácen škrtnutý řádek jednání" { line: Id<Line> }
);
event!(
    /// The meeting ended.
    pub MeetingEnded = "meeting.ended", "jednání skončilo" { next: Option<Day>, comments_until: Day }
);
event!(
    /// An address was made at which screens show the meeting.
    pub WallMade = "meeting.wall_made", "zapnuta stěna jednání" { wall: Id<Wall> }
);
event!(
    /// The wall was taken down.
    pub WallTakenDown = "meeting.wall_taken_down", "vypnuta stěna jednání" {}
);
event!(
    /// Somebody asked for the word, got it, or left the order of speaking.
    pub FloorChanged = "meeting.floor", "změněno pořadí mluvčích" { seat: Id<Seat>, step: &'static str }
);
