-- About whom an exception decides: a child, an adult, or, with neither, whatever is told at the conference.
ALTER TABLE disclosure_exception ADD COLUMN about_child {uuid};
ALTER TABLE disclosure_exception ADD COLUMN about_person {uuid};
