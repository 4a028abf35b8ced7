-- What the worker writes beside the lines of a meeting: form of the record, how those present read it, and the fields,
-- sealed together. The version is the one that a form was shown over.
CREATE TABLE minutes_record (
    conference_id {uuid} NOT NULL PRIMARY KEY REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    form {text} NOT NULL,
    reading {text},
    body {bytes} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX minutes_record_by_case ON minutes_record (case_id);
-- How somebody at the table signed: on paper, drawn, or not, with the reason. Drawing and reason are sealed.
CREATE TABLE minutes_signature (
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    seat_id {uuid} NOT NULL,
    case_id {uuid} NOT NULL,
    way {text} NOT NULL,
    strokes {bytes},
    reason {bytes},
    given {moment} NOT NULL,
    staff_id {uuid},
    PRIMARY KEY (conference_id, seat_id)
);
CREATE INDEX minutes_signature_by_case ON minutes_signature (case_id);
-- The form that an office usually makes.
CREATE TABLE minutes_default (
    office_id {uuid} NOT NULL PRIMARY KEY REFERENCES office (id),
    form {text} NOT NULL
);
