-- Work for later, queued in the same transaction as the change that calls for it (libs/jobs). Carries identifiers
-- only. `state` is waiting, running, done or given_up; `last_error` is a stable code, never a message.
CREATE TABLE job (
    id {uuid} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    subject {uuid},
    ids {json} NOT NULL,
    state {text} NOT NULL,
    attempts {int} NOT NULL,
    due {moment} NOT NULL,
    claimed_until {moment},
    last_error {text},
    created {moment} NOT NULL,
    finished {moment}
);
CREATE INDEX job_by_state ON job (state, due, id);
