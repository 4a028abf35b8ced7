-- The meeting of a conference: one row from the moment it starts. Words, guests and the next place are sealed with
-- the case's key.
CREATE TABLE meeting (
    conference_id {uuid} NOT NULL PRIMARY KEY REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    started {moment} NOT NULL,
    ended {moment},
    current_phase {uuid},
    reminded {moment},
    degrees {bool} NOT NULL,
    next_day {day},
    next_from {int},
    next_place {bytes},
    contact_id {uuid} REFERENCES staff (id),
    comments_until {day},
    version {int} NOT NULL
);
CREATE INDEX meeting_by_case ON meeting (case_id);
-- Somebody who came without an invitation.
CREATE TABLE meeting_guest (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES meeting (conference_id),
    name {bytes} NOT NULL,
    label {bytes} NOT NULL,
    added {moment} NOT NULL
);
CREATE INDEX meeting_guest_by_conference ON meeting_guest (conference_id, added, id);
-- Who came, left, was asked out, joined by phone. A tap by mistake is taken back, not deleted.
CREATE TABLE meeting_presence (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES meeting (conference_id),
    seat_id {uuid} NOT NULL,
    step {text} NOT NULL,
    happened {moment} NOT NULL,
    noted {moment} NOT NULL,
    staff_id {uuid},
    undone {moment}
);
CREATE INDEX meeting_presence_by_conference ON meeting_presence (conference_id, happened, id);
-- When a phase of the agenda really began.
CREATE TABLE meeting_phase (
    conference_id {uuid} NOT NULL REFERENCES meeting (conference_id),
    phase_id {uuid} NOT NULL,
    began {moment} NOT NULL,
    PRIMARY KEY (conference_id, phase_id)
);
CREATE TABLE meeting_pause (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES meeting (conference_id),
    kind {text} NOT NULL,
    began {moment} NOT NULL,
    ended {moment}
);
CREATE INDEX meeting_pause_by_conference ON meeting_pause (conference_id, began, id);
-- The minutes line by line. A struck line stays; its number is never given again.
CREATE TABLE meeting_line (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES meeting (conference_id),
    phase_id {uuid},
    kind {text} NOT NULL,
    topic {text} NOT NULL,
    child_id {uuid},
    words {bytes} NOT NULL,
    speaker_id {uuid},
    owner_id {uuid},
    owner_note {bytes},
    deadline {day},
    indicator {bytes},
    support {bytes},
    degree {int},
    agreed_number {int},
    task_number {int},
    noted {moment} NOT NULL,
    rank {int} NOT NULL,
    struck {moment},
    version {int} NOT NULL
);
CREATE INDEX meeting_line_by_conference ON meeting_line (conference_id, rank, id);
-- What a line said before it was changed or struck: only added.
CREATE TABLE meeting_line_history (
    id {uuid} NOT NULL PRIMARY KEY,
    line_id {uuid} NOT NULL REFERENCES meeting_line (id),
    line_version {int} NOT NULL,
    what {text} NOT NULL,
    words {bytes} NOT NULL,
    staff_id {uuid},
    noted {moment} NOT NULL
);
CREATE INDEX meeting_line_history_by_line ON meeting_line_history (line_id, line_version, id);
