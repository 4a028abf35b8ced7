-- Screens that may show a meeting, known by the hash of their token; and who waits for the word.
CREATE TABLE meeting_wall (id {uuid} NOT NULL PRIMARY KEY, conference_id {uuid} NOT NULL, case_id {uuid} NOT NULL, staff_id {uuid} NOT NULL, token_hash {bytes} NOT NULL, made {moment} NOT NULL, ended {moment});
CREATE UNIQUE INDEX meeting_wall_by_token ON meeting_wall (token_hash);
CREATE INDEX meeting_wall_by_conference ON meeting_wall (conference_id);
CREATE TABLE meeting_floor (conference_id {uuid} NOT NULL, seat_id {uuid} NOT NULL, case_id {uuid} NOT NULL, asked {moment} NOT NULL, given {moment}, PRIMARY KEY (conference_id, seat_id));
