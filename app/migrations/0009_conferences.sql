-- A conference: from the first doubt on. Its stage is derived; only decisions are stored.
CREATE TABLE conference (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES case_file (id),
    office_id {uuid} NOT NULL REFERENCES office (id),
    kind {text} NOT NULL,
    state {text} NOT NULL,
    legal {text} NOT NULL,
    on_day {day},
    from_minute {int},
    until_minute {int},
    place {bytes},
    remind_on {day},
    convened {moment},
    held {moment},
    created {moment} NOT NULL,
    created_by {uuid} NOT NULL REFERENCES staff (id),
    version {int} NOT NULL
);
CREATE INDEX conference_by_case ON conference (case_id, created, id);
CREATE INDEX conference_by_office ON conference (office_id, state, on_day, id);
-- One row per question of the suitability check. What was chosen are codes, the words are sealed.
CREATE TABLE suitability_answer (
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    step {int} NOT NULL,
    codes {text} NOT NULL,
    words {bytes},
    answered_by {uuid} NOT NULL REFERENCES staff (id),
    answered {moment} NOT NULL,
    version {int} NOT NULL,
    PRIMARY KEY (conference_id, step)
);
-- Decisions of the head (and postponing, cancelling): only added, never changed.
CREATE TABLE conference_decision (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    verdict {text} NOT NULL,
    kind {text} NOT NULL,
    recommended {text} NOT NULL,
    alternative {text},
    until_day {day},
    overrode {bool} NOT NULL,
    words {bytes},
    decided_by {uuid} NOT NULL REFERENCES staff (id),
    decided {moment} NOT NULL
);
CREATE INDEX conference_decision_by_conference ON conference_decision (conference_id, decided, id);
CREATE TABLE goal (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    rank {int} NOT NULL,
    words {bytes} NOT NULL
);
CREATE INDEX goal_by_conference ON goal (conference_id, rank, id);
-- A phase of the agenda. Its title goes to everybody invited to it: no names of people.
CREATE TABLE phase (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    rank {int} NOT NULL,
    title {text} NOT NULL,
    minutes {int} NOT NULL,
    private {bool} NOT NULL
);
CREATE INDEX phase_by_conference ON phase (conference_id, rank, id);
