-- Law as dated data. A row never changes: a new wording is a new row, so that an older paper can still say what it
-- was made by. A row without verified_on has been checked by nobody.
CREATE TABLE legal_reference (
    id {uuid} NOT NULL PRIMARY KEY,
    code {text} NOT NULL,
    act {text} NOT NULL,
    section {text} NOT NULL,
    title {text} NOT NULL,
    wording {text} NOT NULL,
    valid_from {day},
    valid_to {day},
    verified_on {day},
    verified_by {text},
    note {text},
    created {moment} NOT NULL
);
CREATE INDEX legal_reference_by_code ON legal_reference (code, created);
CREATE TABLE deadline_rule (
    id {uuid} NOT NULL PRIMARY KEY,
    code {text} NOT NULL,
    amount {int} NOT NULL,
    unit {text} NOT NULL,
    basis {text} NOT NULL,
    valid_from {day},
    valid_to {day},
    verified_on {day},
    verified_by {text},
    note {text},
    created {moment} NOT NULL
);
CREATE INDEX deadline_rule_by_code ON deadline_rule (code, created);
CREATE TABLE definition (
    id {uuid} NOT NULL PRIMARY KEY,
    code {text} NOT NULL,
    term {text} NOT NULL,
    wording {text} NOT NULL,
    source {text} NOT NULL,
    valid_from {day},
    valid_to {day},
    verified_on {day},
    verified_by {text},
    note {text},
    created {moment} NOT NULL
);
CREATE INDEX definition_by_code ON definition (code, created);
-- An office's head, data-protection officer or methodologist has compared a row with the collection of laws: once
-- for the whole office.
CREATE TABLE law_verification (
    office_id {uuid} NOT NULL REFERENCES office (id),
    row_id {uuid} NOT NULL,
    code {text} NOT NULL,
    verified_on {day} NOT NULL,
    staff_id {uuid} NOT NULL REFERENCES staff (id),
    created {moment} NOT NULL,
    PRIMARY KEY (office_id, row_id)
);
