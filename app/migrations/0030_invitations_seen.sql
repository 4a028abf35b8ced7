-- The fingerprint of the page behind the code as it was looked at when the invitation was given out.
ALTER TABLE invitation_round ADD COLUMN preparation {text};
-- When whoever named a substitute was told that somebody else will not come; by whom, unless a mail told them.
ALTER TABLE invitation_substitute ADD COLUMN told {moment};
ALTER TABLE invitation_substitute ADD COLUMN told_by {uuid};
