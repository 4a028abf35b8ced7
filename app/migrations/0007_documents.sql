-- Finished papers of a case. The content is sealed with the case's key and kept apart, so that lists stay light;
-- sha256 is that of the plain file, as it is handed to the office's records system.
CREATE TABLE document (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL,
    office_id {uuid} NOT NULL REFERENCES office (id),
    conference_id {uuid},
    kind {text} NOT NULL,
    title {text} NOT NULL,
    mime {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {bytes} NOT NULL,
    reader_id {uuid},
    edition {int} NOT NULL,
    reference_number {text},
    filed {moment} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX document_by_case ON document (case_id, filed);
CREATE INDEX document_by_conference ON document (conference_id, filed);
CREATE TABLE document_content (
    document_id {uuid} NOT NULL PRIMARY KEY REFERENCES document (id),
    sealed {bytes} NOT NULL
);
-- Every reference number a document was ever given: corrections stay visible.
CREATE TABLE document_number (
    document_id {uuid} NOT NULL REFERENCES document (id),
    position {int} NOT NULL,
    reference_number {text} NOT NULL,
    staff_id {uuid},
    given {moment} NOT NULL,
    PRIMARY KEY (document_id, position)
);
