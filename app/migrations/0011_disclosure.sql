-- Who may know what: dated rules. The nil office holds the installation's defaults; an office's own rows override
-- them. Nothing is ever changed or deleted here: a decision is a further row, and the latest one in effect counts.
CREATE TABLE disclosure_rule (
    id {uuid} NOT NULL PRIMARY KEY,
    office_id {uuid} NOT NULL,
    reader {text} NOT NULL,
    fact_group {text} NOT NULL,
    occasion {text} NOT NULL,
    verdict {text} NOT NULL,
    ground {text} NOT NULL,
    note {text} NOT NULL,
    valid_from {day} NOT NULL,
    valid_to {day},
    verified_on {day},
    decided_by {uuid},
    created {moment} NOT NULL
);
CREATE INDEX disclosure_rule_by_reader ON disclosure_rule (reader, office_id, valid_from, created);
