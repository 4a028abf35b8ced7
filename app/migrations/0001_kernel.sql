-- The wrapped key of every case. A destroyed one keeps its row, so that the destruction itself can be proved.
CREATE TABLE case_key (
    case_id {uuid} NOT NULL PRIMARY KEY,
    key_id {text} NOT NULL,
    wrapped {bytes} NOT NULL,
    created {moment} NOT NULL,
    destroyed {moment}
);
-- Facts about the installation itself: 'demo', 'synthetic'.
CREATE TABLE installation (
    name {text} NOT NULL PRIMARY KEY,
    value {text} NOT NULL
);
