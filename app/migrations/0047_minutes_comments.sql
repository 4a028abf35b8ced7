-- The draft of a record was given to those who were there to comment on, until when, and which wording that was.
CREATE TABLE minutes_release (
    conference_id {uuid} NOT NULL PRIMARY KEY REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    until {day} NOT NULL,
    edition {int} NOT NULL,
    released {moment} NOT NULL,
    staff_id {uuid},
    version {int} NOT NULL
);
CREATE INDEX minutes_release_by_case ON minutes_release (case_id);
-- What somebody who was there says about the record, beside a line or about the whole of it, and what became of it. Words
-- and answer are sealed. What came after the seal is kept as a proposal for an addendum.
CREATE TABLE minutes_comment (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    case_id {uuid} NOT NULL,
    participant_id {uuid} NOT NULL,
    line_id {uuid},
    kind {text} NOT NULL,
    way {text} NOT NULL,
    body {bytes} NOT NULL,
    given {moment} NOT NULL,
    staff_id {uuid},
    late {bool} NOT NULL,
    after_seal {bool} NOT NULL,
    withdrawn {moment},
    decision {text},
    decided {moment},
    decided_by {uuid},
    answer {bytes},
    version {int} NOT NULL
);
CREATE INDEX minutes_comment_by_conference ON minutes_comment (conference_id, given, id);
CREATE INDEX minutes_comment_by_case ON minutes_comment (case_id);
-- Who was told that the draft is there: by mail, or somebody has to call.
CREATE TABLE minutes_told (
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    participant_id {uuid} NOT NULL,
    case_id {uuid} NOT NULL,
    state {text} NOT NULL,
    trouble {text},
    noted {moment} NOT NULL,
    PRIMARY KEY (conference_id, participant_id)
);
CREATE INDEX minutes_told_by_case ON minutes_told (case_id);
