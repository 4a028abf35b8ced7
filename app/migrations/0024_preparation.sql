-- What somebody needs to be able to come and to speak. Words are sealed.
CREATE TABLE participant_need (
    id {uuid} NOT NULL PRIMARY KEY,
    participant_id {uuid} NOT NULL,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    need {text} NOT NULL,
    state {text} NOT NULL,
    words {bytes},
    asked_by {text} NOT NULL,
    asked {moment} NOT NULL,
    settled {moment},
    settled_by {uuid},
    version {int} NOT NULL,
    UNIQUE (participant_id, need)
);
CREATE INDEX participant_need_by_conference ON participant_need (conference_id);
-- Talks before the meeting: who was told, by whom, how, when. Only added; a mistake is taken back, not removed.
CREATE TABLE preparation_talk (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    participant_id {uuid} NOT NULL,
    on_day {day} NOT NULL,
    way {text} NOT NULL,
    talker {bytes},
    note {bytes},
    created {moment} NOT NULL,
    staff_id {uuid},
    undone {moment}
);
CREATE INDEX preparation_talk_by_conference ON preparation_talk (conference_id, participant_id);
-- Somebody's own view of the situation, in their words.
CREATE TABLE preparation_view (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    participant_id {uuid} NOT NULL,
    on_day {day} NOT NULL,
    words {bytes} NOT NULL,
    created {moment} NOT NULL,
    staff_id {uuid}
);
CREATE INDEX preparation_view_by_conference ON preparation_view (conference_id, participant_id);
-- Who has taken note of confidentiality before the meeting.
CREATE TABLE preparation_statement (
    participant_id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    way {text} NOT NULL,
    on_day {day} NOT NULL,
    created {moment} NOT NULL,
    staff_id {uuid}
);
