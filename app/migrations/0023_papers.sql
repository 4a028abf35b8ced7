-- Papers handed to participants before the meeting. The file itself is a sealed document; what was read from it, its
-- title and the name it was uploaded under are sealed, because each may hold a protected fact.
CREATE TABLE paper (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    number {int} NOT NULL,
    kind {text} NOT NULL,
    format {text} NOT NULL,
    title {bytes} NOT NULL,
    file_name {bytes} NOT NULL,
    words {bytes},
    unreadable {text},
    pictures {text} NOT NULL,
    fact_groups {text} NOT NULL,
    document_id {uuid} NOT NULL,
    sha256 {bytes} NOT NULL,
    size {int} NOT NULL,
    created {moment} NOT NULL,
    created_by {uuid},
    withdrawn {moment},
    withdrawn_by {uuid},
    version {int} NOT NULL,
    UNIQUE (conference_id, number)
);
-- Which children a paper concerns.
CREATE TABLE paper_child (
    paper_id {uuid} NOT NULL REFERENCES paper (id),
    conference_id {uuid} NOT NULL,
    child_id {uuid} NOT NULL,
    PRIMARY KEY (paper_id, child_id)
);
-- Who is to get a paper. What the head decided, in words, is sealed.
CREATE TABLE paper_reader (
    id {uuid} NOT NULL PRIMARY KEY,
    paper_id {uuid} NOT NULL REFERENCES paper (id),
    conference_id {uuid} NOT NULL,
    participant_id {uuid} NOT NULL,
    created {moment} NOT NULL,
    created_by {uuid},
    opened_groups {text},
    unread_excused {bool} NOT NULL,
    reason {bytes},
    decided {moment},
    decided_by {uuid},
    withdrawn {moment},
    withdrawn_by {uuid},
    destruction_confirmed {day},
    version {int} NOT NULL,
    UNIQUE (paper_id, participant_id)
);
CREATE INDEX paper_reader_by_conference ON paper_reader (conference_id, participant_id);
-- Each handing out: on paper by staff, or taken by the reader on their page. Only added.
CREATE TABLE paper_handing (
    id {uuid} NOT NULL PRIMARY KEY,
    paper_id {uuid} NOT NULL REFERENCES paper (id),
    conference_id {uuid} NOT NULL,
    participant_id {uuid} NOT NULL,
    way {text} NOT NULL,
    on_day {day} NOT NULL,
    at_moment {moment} NOT NULL,
    staff_id {uuid},
    fingerprint {text} NOT NULL
);
CREATE INDEX paper_handing_by_conference ON paper_handing (conference_id, participant_id);
