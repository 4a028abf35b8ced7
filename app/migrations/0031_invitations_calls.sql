-- Calls to invited people: what came of each.
CREATE TABLE invitation_call (
    id {uuid} NOT NULL PRIMARY KEY,
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    round {int} NOT NULL,
    outcome {text} NOT NULL,
    called {moment} NOT NULL,
    called_by {uuid}
);
CREATE INDEX invitation_call_by_invitation ON invitation_call (invitation_id, called);
-- Under which number a registered letter or a data message left: letters and digits, no words.
CREATE TABLE invitation_dispatch (
    id {uuid} NOT NULL PRIMARY KEY,
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    round {int} NOT NULL,
    number {text} NOT NULL,
    noted {moment} NOT NULL,
    noted_by {uuid}
);
CREATE UNIQUE INDEX invitation_dispatch_once ON invitation_dispatch (invitation_id, round, number);
