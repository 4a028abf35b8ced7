-- In which language somebody is written to.
CREATE TABLE invitation_language (
    participant_id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    language {text} NOT NULL,
    chosen {moment} NOT NULL,
    chosen_by {uuid}
);
-- The second proof: the one code of an invitation that holds, as a keyed hash. A new one takes its place.
CREATE TABLE invitation_code (
    invitation_id {uuid} NOT NULL PRIMARY KEY REFERENCES invitation (id),
    round {int} NOT NULL,
    code_hash {bytes} NOT NULL,
    way {text} NOT NULL,
    created {moment} NOT NULL,
    created_by {uuid}
);
-- How often a code was tried in this quarter of an hour, and what staff have to know of it.
CREATE TABLE invitation_guess (
    invitation_id {uuid} NOT NULL PRIMARY KEY REFERENCES invitation (id),
    guesses {int} NOT NULL,
    since {moment} NOT NULL,
    wrong {int} NOT NULL,
    last_wrong {moment},
    stopped {moment}
);
-- Devices that gave the code, as hashes of what stands in their cookie.
CREATE TABLE invitation_proof (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    round {int} NOT NULL,
    created {moment} NOT NULL,
    expires {moment} NOT NULL
);
CREATE INDEX invitation_proof_by_invitation ON invitation_proof (invitation_id, round);
-- Whom an invited person names instead of themselves. Everything about them is sealed.
CREATE TABLE invitation_substitute (
    id {uuid} NOT NULL PRIMARY KEY,
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    name {bytes} NOT NULL,
    position {bytes},
    contact {bytes} NOT NULL,
    state {text} NOT NULL,
    named {moment} NOT NULL,
    decided {moment},
    decided_by {uuid}
);
CREATE INDEX invitation_substitute_by_invitation ON invitation_substitute (invitation_id, named);
-- An invited person asks for the information needed to prepare. What they write is sealed.
CREATE TABLE invitation_request (
    id {uuid} NOT NULL PRIMARY KEY,
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    words {bytes},
    asked {moment} NOT NULL,
    settled {moment},
    settled_by {uuid}
);
CREATE INDEX invitation_request_by_invitation ON invitation_request (invitation_id, asked);
-- Something was called back from one person or from all. The reason is sealed.
CREATE TABLE invitation_recall (
    id {uuid} NOT NULL PRIMARY KEY,
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    reason {bytes} NOT NULL,
    people {int} NOT NULL,
    created {moment} NOT NULL,
    created_by {uuid} NOT NULL
);
-- Whoever got something is asked to say that they destroyed it.
CREATE TABLE invitation_erasure (
    id {uuid} NOT NULL PRIMARY KEY,
    recall_id {uuid} NOT NULL REFERENCES invitation_recall (id),
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    channel {text} NOT NULL,
    state {text} NOT NULL,
    document_id {uuid},
    asked {moment},
    confirmed {moment},
    confirmed_by {uuid}
);
CREATE INDEX invitation_erasure_by_invitation ON invitation_erasure (invitation_id);
CREATE TABLE invitation_erasure_link (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    erasure_id {uuid} NOT NULL REFERENCES invitation_erasure (id),
    created {moment} NOT NULL
);
