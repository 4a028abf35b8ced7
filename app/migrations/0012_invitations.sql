-- One invitation for each participant of a conference. What was written back in words, and the phone, are sealed.
CREATE TABLE invitation (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    participant_id {uuid} NOT NULL,
    channel {text} NOT NULL,
    state {text} NOT NULL,
    round {int} NOT NULL,
    calendar_uid {uuid} NOT NULL,
    fingerprint {text},
    document_id {uuid},
    trouble {text},
    given_on {day},
    sent_at {moment},
    handed_on {day},
    handed_by {uuid},
    opened_at {moment},
    answer {text},
    reason {text},
    words {bytes},
    phone {bytes},
    answered_at {moment},
    answered_by {uuid},
    created {moment} NOT NULL,
    version {int} NOT NULL,
    UNIQUE (conference_id, participant_id)
);
-- Personal links, hashed. A new round kills the links of the earlier ones; sending that is tried again adds a link to
-- its round, because the first copy may have arrived.
CREATE TABLE invitation_link (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    round {int} NOT NULL,
    created {moment} NOT NULL
);
CREATE INDEX invitation_link_by_invitation ON invitation_link (invitation_id, round);
