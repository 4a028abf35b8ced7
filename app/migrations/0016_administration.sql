-- A password that an administrator handed over: it must be changed at the first sign-in and stops working after a
-- while.
CREATE TABLE start_password (
    staff_id {uuid} NOT NULL PRIMARY KEY REFERENCES staff (id),
    expires {moment} NOT NULL
);
CREATE INDEX audit_event_by_actor ON audit_event (office_id, actor_id, sequence);
