-- What each person said to an agreement or a task at the end: only added, the newest counts. Words are sealed with the
-- case's key. What was answered alone is shown to nobody in the room.
CREATE TABLE plan_stance (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    line_id {uuid} NOT NULL,
    seat_id {uuid} NOT NULL,
    stance {text} NOT NULL,
    degree {int},
    words {bytes},
    higher {bytes},
    alone {bool} NOT NULL,
    given {moment} NOT NULL,
    staff_id {uuid}
);
CREATE INDEX plan_stance_by_conference ON plan_stance (conference_id, given, id);
-- The plan was read through and closed.
CREATE TABLE plan_closed (
    conference_id {uuid} NOT NULL PRIMARY KEY REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    closed {moment} NOT NULL,
    staff_id {uuid}
);
-- A sheet that somebody took home; one form makes them all at once. It is reserved with the link and code printed on
-- it, and filed when it is set.
CREATE TABLE plan_sheet (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    form_id {uuid} NOT NULL,
    participant_id {uuid} NOT NULL,
    document_id {uuid} REFERENCES document (id),
    made {moment} NOT NULL,
    UNIQUE (form_id, participant_id)
);
CREATE INDEX plan_sheet_by_conference ON plan_sheet (conference_id, made, id);
-- How near a goal is, 0 to 10, as those present said it: only added, the newest of a conference counts.
CREATE TABLE plan_scale (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    goal_id {uuid} NOT NULL,
    occasion {text} NOT NULL,
    value {int} NOT NULL,
    given {moment} NOT NULL,
    staff_id {uuid}
);
CREATE INDEX plan_scale_by_conference ON plan_scale (conference_id, given, id);
