-- Numbers are told only when a collection is over, and grow by three sheets or not at all: a sheet keeps in which
-- collection of its door it belongs, a door how many times it was opened after it had ended. What is there already
-- belongs to the first.
ALTER TABLE feedback_door ADD COLUMN batch {int} NOT NULL DEFAULT 1;
ALTER TABLE feedback_sheet ADD COLUMN batch {int} NOT NULL DEFAULT 1;
