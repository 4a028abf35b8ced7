CREATE TABLE region (
    id {uuid} NOT NULL PRIMARY KEY,
    nuts3 {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    sort_key {bytes} NOT NULL
);
-- An office is not a municipality: Praha has 22, other cities may have boroughs of their own.
CREATE TABLE office (
    id {uuid} NOT NULL PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    kind {text} NOT NULL,
    region_id {uuid} NOT NULL REFERENCES region (id),
    name {text} NOT NULL,
    title {text} NOT NULL,
    street {text},
    postcode {text},
    town {text},
    email {text},
    phone {text},
    data_box {text},
    sort_key {bytes} NOT NULL,
    folded {text} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX office_by_folded ON office (folded, id);
CREATE TABLE staff (
    id {uuid} NOT NULL PRIMARY KEY,
    office_id {uuid} NOT NULL REFERENCES office (id),
    login {text} NOT NULL UNIQUE,
    title_before {text} NOT NULL,
    given {text} NOT NULL,
    family {text} NOT NULL,
    title_after {text} NOT NULL,
    phone {text},
    position {text},
    password_hash {text} NOT NULL,
    totp_secret {bytes},
    totp_last_step {int} NOT NULL,
    active {bool} NOT NULL,
    created {moment} NOT NULL,
    sort_key {bytes} NOT NULL,
    version {int} NOT NULL
);
CREATE INDEX staff_by_office ON staff (office_id, sort_key, id);
CREATE TABLE staff_role (
    staff_id {uuid} NOT NULL REFERENCES staff (id),
    role {text} NOT NULL,
    PRIMARY KEY (staff_id, role)
);
-- Zastupování: from-to, both days included. The deputy acts as the absent colleague's ties and office roles allow.
CREATE TABLE cover (
    id {uuid} NOT NULL PRIMARY KEY,
    absent_id {uuid} NOT NULL REFERENCES staff (id),
    deputy_id {uuid} NOT NULL REFERENCES staff (id),
    from_day {day} NOT NULL,
    to_day {day} NOT NULL,
    ended {moment},
    created {moment} NOT NULL
);
CREATE INDEX cover_by_deputy ON cover (deputy_id, from_day);
CREATE TABLE sign_in_session (
    id {uuid} NOT NULL PRIMARY KEY,
    staff_id {uuid} NOT NULL REFERENCES staff (id),
    token_hash {bytes} NOT NULL UNIQUE,
    second_factor {bool} NOT NULL,
    device {text} NOT NULL,
    created {moment} NOT NULL,
    last_used {moment} NOT NULL,
    expires {moment} NOT NULL,
    revoked {moment}
);
CREATE INDEX sign_in_session_by_staff ON sign_in_session (staff_id, created);
-- Counted attempts, per account and per requester; the key is a keyed hash, never a login or an address.
CREATE TABLE sign_in_attempt (
    subject {bytes} NOT NULL PRIMARY KEY,
    failures {int} NOT NULL,
    first_at {moment} NOT NULL,
    blocked_until {moment}
);
