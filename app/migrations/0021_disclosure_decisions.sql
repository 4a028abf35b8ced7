-- What a rule of the table is for.
ALTER TABLE disclosure_rule ADD COLUMN purpose {text} NOT NULL DEFAULT '';
-- Decisions about one conference: one participant, or all readers of a kind, may know more or less than the table says.
-- Nothing is deleted; a decision that was taken back has a day when it ended. The reason is sealed.
CREATE TABLE disclosure_exception (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    participant_id {uuid},
    reader {text},
    fact_group {text} NOT NULL,
    occasion {text} NOT NULL,
    verdict {text} NOT NULL,
    reason {bytes} NOT NULL,
    until_day {day},
    decided_by {uuid} NOT NULL,
    decided {moment} NOT NULL,
    ended {moment},
    ended_by {uuid}
);
CREATE INDEX disclosure_exception_by_conference ON disclosure_exception (conference_id);
-- Consents with sharing and releases from secrecy: who, to whom, what, what for, how long. Words are sealed. A consent
-- that was withdrawn counts for nothing from that moment on.
CREATE TABLE consent (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES case_file (id),
    office_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    giver_id {uuid} NOT NULL,
    child_id {uuid},
    recipient_id {uuid} NOT NULL,
    fact_groups {text} NOT NULL,
    purpose {bytes} NOT NULL,
    given_how {text} NOT NULL,
    given_on {day} NOT NULL,
    until_day {day},
    withdrawn {moment},
    withdrawn_how {text},
    noted_by {uuid} NOT NULL,
    created {moment} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX consent_by_case ON consent (case_id);
-- The head justified that a participant learns a protected fact. The reason is sealed.
CREATE TABLE justification (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    participant_id {uuid} NOT NULL,
    fact_id {uuid} NOT NULL,
    reason {bytes} NOT NULL,
    decided_by {uuid} NOT NULL,
    decided {moment} NOT NULL,
    ended {moment},
    ended_by {uuid}
);
CREATE INDEX justification_by_conference ON justification (conference_id);
-- Who looked at what a participant will get, and at what exactly.
CREATE TABLE look (
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    participant_id {uuid} NOT NULL,
    reader {text} NOT NULL,
    fingerprint {text} NOT NULL,
    looked_by {uuid} NOT NULL,
    looked {moment} NOT NULL,
    PRIMARY KEY (conference_id, participant_id, fingerprint)
);
