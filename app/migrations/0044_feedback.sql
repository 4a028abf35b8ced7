-- A door through which those who sat at a table say how it was. Its code is sealed, so that it can be printed again, and
-- found by its hash.
CREATE TABLE feedback_door (
    conference_id {uuid} NOT NULL PRIMARY KEY REFERENCES conference (id),
    code {bytes} NOT NULL,
    code_hash {bytes} NOT NULL UNIQUE,
    until {day} NOT NULL,
    closed {moment},
    version {int} NOT NULL
);
-- One sheet: nobody's name, a day instead of a moment, an identifier that tells no time. Words are sealed.
CREATE TABLE feedback_sheet (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    who {text} NOT NULL,
    answers {json} NOT NULL,
    words {bytes},
    on_day {day} NOT NULL
);
CREATE INDEX feedback_sheet_by_conference ON feedback_sheet (conference_id);
