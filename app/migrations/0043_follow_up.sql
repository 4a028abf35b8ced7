-- The tasks of a meeting, as they were when it was over. The identifier is that of the line of the record. Words, and
-- who does it when nobody of the table does, are sealed. What is done about a task stands in the tables below.
CREATE TABLE task (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    number {int} NOT NULL,
    participant_id {uuid},
    owner {bytes},
    words {bytes} NOT NULL,
    indicator {bytes},
    support {bytes},
    due {day},
    taken {moment} NOT NULL,
    dropped {moment},
    caller_id {uuid},
    version {int} NOT NULL
);
CREATE INDEX task_by_conference ON task (conference_id, number);
-- What was said about a task: by its owner, or by staff who wrote down what they were told. Only added.
CREATE TABLE task_report (
    id {uuid} NOT NULL PRIMARY KEY,
    task_id {uuid} NOT NULL REFERENCES task (id),
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    said {text} NOT NULL,
    words {bytes},
    document_id {uuid},
    proved {bool} NOT NULL,
    given {moment} NOT NULL,
    staff_id {uuid},
    seen {moment},
    seen_by {uuid}
);
CREATE INDEX task_report_by_conference ON task_report (conference_id, given);
-- A call about a task. Only added.
CREATE TABLE task_call (
    id {uuid} NOT NULL PRIMARY KEY,
    task_id {uuid} NOT NULL REFERENCES task (id),
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    reached {bool} NOT NULL,
    note {bytes},
    called {moment} NOT NULL,
    staff_id {uuid}
);
CREATE INDEX task_call_by_conference ON task_call (conference_id, called);
-- Reminders: one by itself, another only after a call.
CREATE TABLE task_reminder (
    task_id {uuid} NOT NULL REFERENCES task (id),
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    round {int} NOT NULL,
    state {text} NOT NULL,
    trouble {text},
    noted {moment} NOT NULL,
    PRIMARY KEY (task_id, round)
);
