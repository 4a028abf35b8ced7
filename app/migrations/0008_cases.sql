-- One family's file. Children have file marks and clocks of their own.
CREATE TABLE case_file (
    id {uuid} NOT NULL PRIMARY KEY,
    office_id {uuid} NOT NULL REFERENCES office (id),
    coordinator_id {uuid} NOT NULL REFERENCES staff (id),
    title {text} NOT NULL,
    folded {text} NOT NULL,
    file_mark {text} NOT NULL,
    safety_concern {bool} NOT NULL,
    safety_note {bytes},
    closed {moment},
    created {moment} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX case_file_by_office ON case_file (office_id, closed, folded, id);
CREATE INDEX case_file_by_coordinator ON case_file (coordinator_id, closed, id);
