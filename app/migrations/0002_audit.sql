-- One chain of events per office; the nil office is the installation itself. Append-only: no statement of the
-- program updates or deletes here.
CREATE TABLE audit_event (
    office_id {uuid} NOT NULL,
    sequence {int} NOT NULL,
    moment {moment} NOT NULL,
    who {text} NOT NULL,
    actor_id {uuid},
    code {text} NOT NULL,
    case_id {uuid},
    conference_id {uuid},
    detail {json} NOT NULL,
    hash {bytes} NOT NULL,
    PRIMARY KEY (office_id, sequence)
);
CREATE INDEX audit_event_by_case ON audit_event (case_id, moment);
CREATE TABLE audit_head (
    office_id {uuid} NOT NULL PRIMARY KEY,
    sequence {int} NOT NULL,
    hash {bytes} NOT NULL
);
