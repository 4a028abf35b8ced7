-- Letters to children after a conference: one for each child and conference, all its words sealed.
CREATE TABLE child_letter (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    child_id {uuid} NOT NULL,
    band {text} NOT NULL,
    greeting {bytes} NOT NULL,
    heard {bytes},
    agreed {bytes} NOT NULL,
    yours {bytes},
    open_ends {bytes},
    next_steps {bytes} NOT NULL,
    closing {bytes},
    document_id {uuid},
    made {moment},
    made_by {uuid},
    handed_on {day},
    handed_how {text},
    handed_document_id {uuid},
    created {moment} NOT NULL,
    created_by {uuid},
    version {int} NOT NULL,
    UNIQUE (conference_id, child_id)
);
-- Which filed papers are editions of a letter: each is read again before it leaves.
CREATE TABLE child_letter_edition (
    document_id {uuid} NOT NULL PRIMARY KEY,
    letter_id {uuid} NOT NULL REFERENCES child_letter (id),
    case_id {uuid} NOT NULL
);
-- Versions of children's individual protection plans. At most one draft for a child: a version is begun with the next
-- number, which only one can take, and only when no draft is open.
CREATE TABLE protection_plan (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES case_file (id),
    child_id {uuid} NOT NULL,
    number {int} NOT NULL,
    conference_id {uuid},
    change_reason {bytes},
    causes {bytes},
    needs {bytes},
    goals {bytes},
    child_view {bytes},
    parents_view {bytes},
    evaluation_on {day},
    made {moment},
    made_by {uuid},
    created {moment} NOT NULL,
    created_by {uuid},
    version {int} NOT NULL,
    UNIQUE (child_id, number)
);
-- What is done, by whom, by when. A line of a conference becomes a measure of a version once.
CREATE TABLE protection_measure (
    id {uuid} NOT NULL PRIMARY KEY,
    plan_id {uuid} NOT NULL REFERENCES protection_plan (id),
    case_id {uuid} NOT NULL,
    position {int} NOT NULL,
    kind {text} NOT NULL,
    words {bytes} NOT NULL,
    owner {bytes},
    due {day},
    line_id {uuid},
    UNIQUE (plan_id, line_id)
);
-- Filed papers of a version: the office's own, a Word document, copies cut for somebody of the case.
CREATE TABLE protection_paper (
    document_id {uuid} NOT NULL PRIMARY KEY,
    plan_id {uuid} NOT NULL REFERENCES protection_plan (id),
    case_id {uuid} NOT NULL,
    person_id {uuid},
    word {bool} NOT NULL,
    UNIQUE (plan_id, person_id)
);
