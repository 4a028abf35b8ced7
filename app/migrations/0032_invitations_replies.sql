-- What calendars of invited people sent back: taken for an answer, or a task to ask.
CREATE TABLE invitation_calendar_reply (
    id {uuid} NOT NULL PRIMARY KEY,
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    response {text} NOT NULL,
    state {text} NOT NULL,
    arrived {moment} NOT NULL,
    settled {moment},
    settled_by {uuid}
);
CREATE INDEX invitation_calendar_reply_by_invitation ON invitation_calendar_reply (invitation_id, arrived);
