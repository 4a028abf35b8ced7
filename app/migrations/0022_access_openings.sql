-- A case opened by somebody of its office who has no tie to it: for a reason (sealed with the case's key), until a
-- moment that nobody can move. `ended` is set when it is ended before; `barred` when the head allows no further one.
CREATE TABLE case_opening (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES case_file (id),
    office_id {uuid} NOT NULL REFERENCES office (id),
    staff_id {uuid} NOT NULL REFERENCES staff (id),
    reason {bytes} NOT NULL,
    opened {moment} NOT NULL,
    expires {moment} NOT NULL,
    ended {moment},
    ended_by {uuid} REFERENCES staff (id),
    barred {moment},
    version {int} NOT NULL
);
CREATE INDEX case_opening_by_staff ON case_opening (staff_id, case_id, expires);
CREATE INDEX case_opening_by_case ON case_opening (case_id, opened);
CREATE INDEX case_opening_by_office ON case_opening (office_id, opened);
-- Who of those who are told of an opening has marked it as seen. Whom it concerns is asked anew each time: the
-- coordinator and the head, as they are today.
CREATE TABLE case_opening_seen (
    opening_id {uuid} NOT NULL REFERENCES case_opening (id),
    staff_id {uuid} NOT NULL REFERENCES staff (id),
    seen {moment} NOT NULL,
    PRIMARY KEY (opening_id, staff_id)
);
-- A case that one office hands over to another: asked, then accepted, refused or taken back. The mark is the one that
-- it had at the sending office, whose own line it stays.
CREATE TABLE case_handover (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES case_file (id),
    from_office {uuid} NOT NULL REFERENCES office (id),
    to_office {uuid} NOT NULL REFERENCES office (id),
    state {text} NOT NULL,
    file_mark {text} NOT NULL,
    reason {bytes} NOT NULL,
    answer {bytes},
    asked {moment} NOT NULL,
    asked_by {uuid} NOT NULL REFERENCES staff (id),
    decided {moment},
    decided_by {uuid} REFERENCES staff (id),
    version {int} NOT NULL
);
CREATE INDEX case_handover_by_sender ON case_handover (from_office, asked);
CREATE INDEX case_handover_by_receiver ON case_handover (to_office, asked);
CREATE INDEX case_handover_by_case ON case_handover (case_id, asked);
-- Somebody in two roles (aunt and teacher) reads as the narrower of both.
ALTER TABLE person ADD COLUMN also_reads_as {text};
-- What must reach nobody outside the office, whoever it is: the code `nobody`, or nothing.
ALTER TABLE protected_fact ADD COLUMN outside {text};
CREATE INDEX audit_event_missed ON audit_event (office_id, actor_id, moment) WHERE code = 'opening.missed';
