-- The journal of a meeting: entries that are only added; lines, presence, phases and pauses are what they come to.
-- How far it is: the last position given, the highest stamp. Made with the first entry; an older meeting gets its
-- entries then.
CREATE TABLE meeting_head (
    conference_id {uuid} NOT NULL PRIMARY KEY REFERENCES meeting (conference_id),
    position {int} NOT NULL,
    stamp {int} NOT NULL
);
-- A tab of a browser that writes without a connection. Its key is sealed with the case's key: when that is destroyed,
-- what lies on the device cannot be read any more either.
CREATE TABLE meeting_device (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES meeting (conference_id),
    staff_id {uuid} NOT NULL,
    device_key {bytes},
    made {moment} NOT NULL,
    emptied {moment}
);
CREATE INDEX meeting_device_by_conference ON meeting_device (conference_id, id);
-- What happened. No statement changes a row.
CREATE TABLE meeting_entry (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES meeting (conference_id),
    position {int} NOT NULL,
    device_id {uuid} NOT NULL,
    seq {int} NOT NULL,
    stamp {int} NOT NULL,
    happened {moment} NOT NULL,
    received {moment} NOT NULL,
    staff_id {uuid},
    act {text} NOT NULL,
    line_id {uuid},
    body {bytes} NOT NULL,
    late {bool} NOT NULL,
    UNIQUE (conference_id, position),
    UNIQUE (conference_id, device_id, seq)
);
CREATE INDEX meeting_entry_by_line ON meeting_entry (conference_id, line_id, position);
-- Phases as they were talked about; one may come twice.
CREATE TABLE meeting_phase_begun (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES meeting (conference_id),
    phase_id {uuid} NOT NULL,
    began {moment} NOT NULL
);
CREATE INDEX meeting_phase_begun_by_conference ON meeting_phase_begun (conference_id, began, id);
INSERT INTO meeting_phase_begun (id, conference_id, phase_id, began) SELECT phase_id, conference_id, phase_id, began FROM meeting_phase;
-- Who took note of confidentiality, and when.
CREATE TABLE meeting_acknowledged (
    conference_id {uuid} NOT NULL REFERENCES meeting (conference_id),
    seat_id {uuid} NOT NULL,
    happened {moment} NOT NULL,
    PRIMARY KEY (conference_id, seat_id)
);
-- What entries say of a line beside what stands there already. Lines without a place are older than the journal: their
-- rank is their place.
ALTER TABLE meeting_line ADD COLUMN place {text};
ALTER TABLE meeting_line ADD COLUMN happened {moment};
ALTER TABLE meeting_line ADD COLUMN staff_id {uuid};
ALTER TABLE meeting_line ADD COLUMN heads {text};
ALTER TABLE meeting_line ADD COLUMN weight {text};
ALTER TABLE meeting_line ADD COLUMN side {text};
ALTER TABLE meeting_line ADD COLUMN goal_id {uuid};
ALTER TABLE meeting_line ADD COLUMN told_by_id {uuid};
ALTER TABLE meeting_line ADD COLUMN plan_b {bytes};
ALTER TABLE meeting_line ADD COLUMN variants {bytes};
DROP TABLE meeting_phase;
