-- Requests to read the file of a case, what became of each part, and the record made of it. What was asked, what else was
-- shown and why something was refused are sealed.
CREATE TABLE inspection (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES case_file (id),
    office_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    asked_on {day} NOT NULL,
    wish {bytes},
    document_id {uuid},
    done_on {day},
    whole {bool} NOT NULL,
    identified {text},
    copies {bool} NOT NULL,
    other_parts {bytes},
    reason {bytes},
    ground {text},
    made {moment},
    made_by {uuid},
    signature {text},
    unsigned {bytes},
    created {moment} NOT NULL,
    created_by {uuid},
    version {int} NOT NULL
);
CREATE INDEX inspection_by_case ON inspection (case_id, created);
-- What becomes of each paper of the case that the request is about.
CREATE TABLE inspection_part (
    id {uuid} NOT NULL PRIMARY KEY,
    inspection_id {uuid} NOT NULL REFERENCES inspection (id),
    case_id {uuid} NOT NULL,
    document_id {uuid} NOT NULL,
    outcome {text} NOT NULL,
    reason {bytes},
    ground {text},
    UNIQUE (inspection_id, document_id)
);
