-- The fingerprint of the page behind the code as it was looked at when the invitation was given out.
ALTER TABLE invitation_round ADD COLUMN preparation {text};
-- As whom an accepted substitute sits at the table: what was typed to reach them reaches them there.
ALTER TABLE invitation_substitute ADD COLUMN seated {uuid};
-- When whoever named a substitute was told that the office did not accept them; by whom, unless a mail told them.
ALTER TABLE invitation_substitute ADD COLUMN told {moment};
ALTER TABLE invitation_substitute ADD COLUMN told_by {uuid};
