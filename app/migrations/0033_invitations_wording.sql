-- Under which words an office invites institutions, from a day on.
CREATE TABLE invitation_wording (
    id {uuid} NOT NULL PRIMARY KEY,
    office_id {uuid} NOT NULL REFERENCES office (id),
    wording {text} NOT NULL,
    valid_from {day} NOT NULL,
    decided {moment} NOT NULL,
    decided_by {uuid} NOT NULL
);
CREATE INDEX invitation_wording_by_office ON invitation_wording (office_id, valid_from);
