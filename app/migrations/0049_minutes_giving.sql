-- How a record reached its people: each step is a further row, the next position of its person at this conference. A
-- mistake is mended by a row that says so; no statement changes or takes away a row of a living case.
CREATE TABLE minutes_given (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    participant_id {uuid} NOT NULL,
    position {int} NOT NULL,
    document_id {uuid} NOT NULL,
    channel {text} NOT NULL,
    step {text} NOT NULL,
    reference {bytes},
    happened {day} NOT NULL,
    noted {moment} NOT NULL,
    staff_id {uuid},
    UNIQUE (conference_id, participant_id, position)
);
