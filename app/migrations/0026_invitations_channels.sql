-- What left the house, by the identifier that comes back with a report: no address, no number, no words. `state` is
-- sent, delivered, late or returned; `outside` is the gateway's own identifier.
CREATE TABLE invitation_message (
    id {uuid} NOT NULL PRIMARY KEY,
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    notice_id {uuid},
    round {int} NOT NULL,
    channel {text} NOT NULL,
    outside {text},
    state {text} NOT NULL,
    cause {text},
    handed {moment} NOT NULL,
    reported {moment}
);
CREATE INDEX invitation_message_by_invitation ON invitation_message (invitation_id, handed);
