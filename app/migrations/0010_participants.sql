-- Who belongs at the table of a conference: people of the case, children, staff, or a name as typed.
CREATE TABLE participant (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    person_id {uuid} REFERENCES person (id),
    child_id {uuid} REFERENCES child (id),
    staff_id {uuid} REFERENCES staff (id),
    name {text} NOT NULL,
    role_label {text} NOT NULL,
    reader {text} NOT NULL,
    perspective {text} NOT NULL,
    required {bool} NOT NULL,
    participation {text} NOT NULL,
    from_minute {int},
    until_minute {int},
    removed {moment},
    created {moment} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX participant_by_conference ON participant (conference_id, removed, created, id);
CREATE INDEX participant_by_person ON participant (person_id, conference_id);
-- To which phases somebody is invited; without any row: to all.
CREATE TABLE participant_phase (
    participant_id {uuid} NOT NULL REFERENCES participant (id),
    phase_id {uuid} NOT NULL,
    PRIMARY KEY (participant_id, phase_id)
);
-- Which perspectives the conference needs, where that differs from what the rule proposes.
CREATE TABLE perspective_need (
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    perspective {text} NOT NULL,
    needed {bool} NOT NULL,
    PRIMARY KEY (conference_id, perspective)
);
-- How each child takes part, with reasons and the child's wish. One row per child and conference.
CREATE TABLE child_participation (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    child_id {uuid} NOT NULL REFERENCES child (id),
    form {text} NOT NULL,
    factors {text} NOT NULL,
    reasons {bytes},
    wish {bytes},
    asked_on {day},
    guide {text},
    decided_by {uuid} NOT NULL REFERENCES staff (id),
    decided {moment} NOT NULL,
    version {int} NOT NULL
);
CREATE UNIQUE INDEX child_participation_once ON child_participation (conference_id, child_id);
