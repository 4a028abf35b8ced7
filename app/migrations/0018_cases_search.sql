-- A search walks the names of an office and asks for each whether its case is one's own: the case is in the index.
CREATE INDEX case_name_search ON case_name (office_id, folded, subject_id, case_id);
