-- A device that its owner handed to somebody at the table: until its PIN is typed, this session opens nothing but the
-- one page of the one seat. The PIN is stored as a password is; tries are counted before they are checked.
ALTER TABLE sign_in_session ADD COLUMN lent_conference {uuid};
ALTER TABLE sign_in_session ADD COLUMN lent_seat {uuid};
ALTER TABLE sign_in_session ADD COLUMN lent_back {text};
ALTER TABLE sign_in_session ADD COLUMN lent_pin {text};
ALTER TABLE sign_in_session ADD COLUMN lent_tries {int};
