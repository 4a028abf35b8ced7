-- What an addendum talks about, and which child it concerns: decides in whose extract it stands. None: as guarded as
-- everything was that was added before.
ALTER TABLE minutes_addendum ADD COLUMN topic {text};
ALTER TABLE minutes_addendum ADD COLUMN child_id {uuid};
