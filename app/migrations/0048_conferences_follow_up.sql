-- What a conference came to, when it was closed. Sealed.
CREATE TABLE conference_summary (
    conference_id {uuid} NOT NULL PRIMARY KEY REFERENCES conference (id),
    body {bytes} NOT NULL,
    open_tasks {int} NOT NULL,
    closed {moment} NOT NULL,
    staff_id {uuid}
);
-- The one conference that follows another. Only when it was cancelled another takes its place.
CREATE TABLE conference_next (
    earlier_id {uuid} NOT NULL PRIMARY KEY REFERENCES conference (id),
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    begun {moment} NOT NULL,
    staff_id {uuid}
);
-- The goal of the earlier conference that this one was taken over from: so that both stand on one scale.
ALTER TABLE goal ADD COLUMN follows {uuid};
-- What the table of the next conference said about a task that was open. Each task comes back once.
CREATE TABLE task_back (
    task_id {uuid} NOT NULL PRIMARY KEY REFERENCES task (id),
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    said {text} NOT NULL,
    line_id {uuid},
    noted {moment} NOT NULL,
    staff_id {uuid}
);
CREATE INDEX task_back_by_conference ON task_back (conference_id, noted);
