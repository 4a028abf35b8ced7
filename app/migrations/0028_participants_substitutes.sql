-- For whom somebody comes: what must not reach the one who named a substitute must not reach the substitute either.
ALTER TABLE participant ADD COLUMN instead_of {uuid};
