-- One family's file. Children have file marks and clocks of their own. A destroyed case keeps an empty row, so
-- that the trail still has something to point at.
CREATE TABLE case_file (
    id {uuid} NOT NULL PRIMARY KEY,
    office_id {uuid} NOT NULL REFERENCES office (id),
    coordinator_id {uuid} NOT NULL REFERENCES staff (id),
    title {text} NOT NULL,
    sort_key {bytes} NOT NULL,
    folded {text} NOT NULL,
    file_mark {text} NOT NULL,
    safety_concern {bool} NOT NULL,
    safety_note {bytes},
    closed {moment},
    destroyed {moment},
    created {moment} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX case_file_by_office ON case_file (office_id, closed, sort_key, id);
CREATE INDEX case_file_by_coordinator ON case_file (coordinator_id, closed, id);
-- A child of the case: own file mark, entry into the register, clock of the protection plan.
CREATE TABLE child (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES case_file (id),
    office_id {uuid} NOT NULL REFERENCES office (id),
    given {text} NOT NULL,
    family {text} NOT NULL,
    born {day},
    file_mark {text} NOT NULL,
    registered_on {day},
    plan_due {day},
    plan_made_on {day},
    removed {moment},
    created {moment} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX child_by_case ON child (case_id, id);
CREATE INDEX child_by_plan ON child (office_id, plan_made_on, plan_due, id);
-- A person around the children: family, friends, professionals. Contacts are sealed with the case's key.
CREATE TABLE person (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES case_file (id),
    office_id {uuid} NOT NULL REFERENCES office (id),
    title_before {text} NOT NULL,
    given {text} NOT NULL,
    family {text} NOT NULL,
    title_after {text} NOT NULL,
    reader {text} NOT NULL,
    organisation {text},
    position {text},
    email {bytes},
    phone {bytes},
    address {bytes},
    removed {moment},
    created {moment} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX person_by_case ON person (case_id, id);
-- What a person is to each child, and by what right: half-siblings have different fathers.
CREATE TABLE relation (
    person_id {uuid} NOT NULL REFERENCES person (id),
    child_id {uuid} NOT NULL REFERENCES child (id),
    kind {text} NOT NULL,
    words {text},
    legal {text} NOT NULL,
    PRIMARY KEY (person_id, child_id)
);
CREATE INDEX relation_by_child ON relation (child_id, person_id);
-- What must not reach somebody: a hidden address, a new school. Value and note are sealed.
CREATE TABLE protected_fact (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES case_file (id),
    office_id {uuid} NOT NULL REFERENCES office (id),
    kind {text} NOT NULL,
    about_person_id {uuid} REFERENCES person (id),
    about_child_id {uuid} REFERENCES child (id),
    content {bytes} NOT NULL,
    note {bytes},
    created {moment} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX protected_fact_by_case ON protected_fact (case_id, id);
CREATE TABLE protected_fact_from (
    fact_id {uuid} NOT NULL REFERENCES protected_fact (id),
    person_id {uuid} NOT NULL REFERENCES person (id),
    PRIMARY KEY (fact_id, person_id)
);
-- What a case is found by: title, file marks, names in both orders, folded to plain letters. One range of one
-- index answers a search, however many people the installation knows.
CREATE TABLE case_name (
    office_id {uuid} NOT NULL,
    folded {text} NOT NULL,
    subject_id {uuid} NOT NULL,
    case_id {uuid} NOT NULL REFERENCES case_file (id),
    kind {text} NOT NULL,
    label {text} NOT NULL,
    PRIMARY KEY (office_id, folded, subject_id)
);
CREATE INDEX case_name_by_case ON case_name (case_id, folded);
CREATE INDEX case_name_by_subject ON case_name (subject_id);
