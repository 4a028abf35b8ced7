-- Editions of the minutes of a conference. The paper itself lies in document, sealed; here is which one it is.
CREATE TABLE minutes_edition (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    edition {int} NOT NULL,
    document_id {uuid} NOT NULL REFERENCES document (id),
    replaced {text} NOT NULL,
    made {moment} NOT NULL,
    UNIQUE (conference_id, edition)
);
CREATE INDEX minutes_edition_by_case ON minutes_edition (case_id);
-- Extracts cut for one participant: which paper, with which fingerprint.
CREATE TABLE minutes_extract (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    participant_id {uuid} NOT NULL,
    document_id {uuid} NOT NULL REFERENCES document (id),
    fingerprint {text} NOT NULL,
    replaced {text} NOT NULL,
    made {moment} NOT NULL
);
CREATE INDEX minutes_extract_by_conference ON minutes_extract (conference_id, participant_id, made);
CREATE INDEX minutes_extract_by_case ON minutes_extract (case_id);
