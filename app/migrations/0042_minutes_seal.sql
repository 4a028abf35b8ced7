-- A seal: code and day are printed on the paper, kept is only a hash of the code. The nonce keeps guessed contents from
-- being tested against a code. Rows are only added.
CREATE TABLE minutes_seal (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    document_id {uuid} NOT NULL,
    content_hash {bytes} NOT NULL,
    nonce {bytes} NOT NULL,
    code_hash {bytes} NOT NULL UNIQUE,
    sealed_on {day} NOT NULL,
    made {moment} NOT NULL,
    staff_id {uuid}
);
CREATE INDEX minutes_seal_by_case ON minutes_seal (case_id);
-- The record as it was sealed, whole, before any cut. Extracts are cut from it.
CREATE TABLE minutes_frozen (
    conference_id {uuid} NOT NULL PRIMARY KEY REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    body {bytes} NOT NULL
);
CREATE INDEX minutes_frozen_by_case ON minutes_frozen (case_id);
-- What was added to a sealed record.
CREATE TABLE minutes_addendum (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    number {int} NOT NULL,
    body {bytes} NOT NULL,
    document_id {uuid} NOT NULL,
    made {moment} NOT NULL,
    staff_id {uuid},
    UNIQUE (conference_id, number)
);
CREATE INDEX minutes_addendum_by_case ON minutes_addendum (case_id);
