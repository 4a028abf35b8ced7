-- What a goal talks about, and which child it concerns. None: the plan as such, everybody at the table.
ALTER TABLE goal ADD COLUMN topic {text};
ALTER TABLE goal ADD COLUMN child_id {uuid} REFERENCES child (id);
