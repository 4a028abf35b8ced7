-- Who belongs to a case: its coordinator, co-workers, the facilitator and minute-taker of its conferences.
CREATE TABLE tie (
    case_id {uuid} NOT NULL,
    staff_id {uuid} NOT NULL REFERENCES staff (id),
    kind {text} NOT NULL,
    until_day {day},
    created {moment} NOT NULL,
    PRIMARY KEY (case_id, staff_id, kind)
);
CREATE INDEX tie_by_staff ON tie (staff_id, case_id);
